//! States of an exhibit, computed natively while the site is built: its default and those its scenes speak of.

use std::collections::BTreeMap;

use figure::{Figure, Look, Theme, WidthTable, draw, svg};
use lab::{Lang, Paper, Values};

use crate::prose::{Article, Told};

/// Slices after which a long default run is good enough for a first picture.
const MOST_SLICES: usize = 3_000;

/// Figures and read-outs of one state.
pub(crate) struct Snapshot {
    /// English figures.
    en: Vec<Figure>,
    /// Chinese figures.
    zh: Vec<Figure>,
    /// What the prose can say of it.
    told: Told,
}

impl Snapshot {
    /// Runs these values to the end, or for a bounded number of slices.
    fn of(paper: &Paper, values: &Values) -> Result<Self, String> {
        let mut simulation = (paper.start)(values).map_err(|e| e.message.en)?;
        for _ in 0..MOST_SLICES {
            if !simulation.advance().map_err(|e| e.message.en)?.more {
                break;
            }
        }
        let (en, zh) = (simulation.figures(Lang::En), simulation.figures(Lang::Zh));
        let marks = en.iter().flat_map(|f| &f.panels).flat_map(|p| &p.marks);
        let told = Told {
            readouts: simulation.readouts(),
            figures: en.iter().map(|f| f.id.clone()).collect(),
            series: marks.map(|m| m.id.clone()).collect(),
        };
        Ok(Self { en, zh, told })
    }

    /// The figures in one language.
    pub(crate) fn figures(&self, lang: Lang) -> &[Figure] {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
    }
}

/// The states of one exhibit: the default, and one a preset that a scene names.
pub(crate) struct Snapshots {
    first: Snapshot,
    presets: BTreeMap<&'static str, Snapshot>,
}

impl Snapshots {
    /// Computes them.
    pub(crate) fn of(paper: &'static Paper, article: &Article) -> Result<Self, String> {
        let mut presets = BTreeMap::new();
        for preset in paper.presets {
            if article.scenes().iter().any(|s| s.preset.as_deref() == Some(preset.id)) {
                let mut values = paper.defaults();
                for (key, raw) in preset.set {
                    let param = paper.param(key).ok_or_else(|| format!("preset “{}”: no param “{key}”", preset.id))?;
                    let value = param.parse(raw).map_err(|e| format!("preset “{}”: {}", preset.id, e.message.en))?;
                    values.set(key, value);
                }
                presets.insert(preset.id, Snapshot::of(paper, &values)?);
            }
        }
        Ok(Self { first: Snapshot::of(paper, &paper.defaults())?, presets })
    }

    /// The default state.
    pub(crate) fn first(&self) -> &Snapshot {
        &self.first
    }

    /// The default state alone.
    pub(crate) fn into_first(self) -> Snapshot {
        self.first
    }

    /// What the prose can say of a preset that a scene names, or of the default.
    pub(crate) fn told(&self, preset: Option<&str>) -> &Told {
        &preset.and_then(|id| self.presets.get(id)).unwrap_or(&self.first).told
    }
}

/// The first panel of a figure: all that fits a card.
pub(crate) fn lead(figure: &Figure) -> Figure {
    let mut lead = figure.clone();
    if lead.panels.len() > 1 {
        lead.panels.truncate(1);
        lead.aspect = 0.5;
    }
    lead
}

/// A figure as SVG. Light colours on a transparent ground: the style sheet turns them round on a dark page.
pub(crate) fn picture(figure: &Figure, width: u32) -> String {
    let look = Look {
        width,
        theme: Theme::Light,
        measure: &WidthTable,
        title: false,
        ghost: None,
        highlight: None,
    };
    svg(figure, &draw(figure, &look), Theme::Light, false)
}

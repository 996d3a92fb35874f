//! States of an exhibit, computed natively while the site is built: its default and those its scenes speak of.

use figure::{Figure, Look, Theme, WidthTable, draw, svg};
use lab::{Lang, Paper, Values};

use crate::prose::{Article, Scene, Told};

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
        let mut simulation = (paper.view(values).start)(values).map_err(|e| e.message.en)?;
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

/// The states of one exhibit: the default, and one a setting that a scene describes.
pub(crate) struct Snapshots {
    states: Vec<(String, Values)>,
    shown: Vec<Snapshot>,
}

impl Snapshots {
    /// Computes them. `bring` adds the files that values need.
    pub(crate) fn of(
        paper: &'static Paper,
        article: &Article,
        bring: fn(&'static Paper, Values) -> Values,
    ) -> Result<Self, String> {
        let mut states = vec![(String::new(), bring(paper, paper.defaults()))];
        for scene in article.scenes() {
            let name = scene.setting();
            if states.iter().all(|(known, _)| *known != name) {
                states.push((name, bring(paper, scene.values(paper))));
            }
        }
        let shown = states.iter().map(|(_, v)| Snapshot::of(paper, v)).collect::<Result<_, _>>()?;
        Ok(Self { states, shown })
    }

    /// Names of settings with their values; first the default, without a name.
    pub(crate) fn states(&self) -> &[(String, Values)] {
        &self.states
    }

    /// The default state.
    pub(crate) fn first(&self) -> &Snapshot {
        &self.shown[0]
    }

    /// The default state alone.
    pub(crate) fn into_first(mut self) -> Snapshot {
        self.shown.swap_remove(0)
    }

    /// What the prose can say of the setting that a scene describes.
    pub(crate) fn told(&self, scene: &Scene) -> &Told {
        let wanted = scene.setting();
        let at = self.states.iter().position(|(name, _)| *name == wanted).unwrap_or(0);
        &self.shown[at].told
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
    let look = Look::new(width, Theme::Light, &WidthTable);
    svg(figure, &draw(figure, &look), Theme::Light, false)
}

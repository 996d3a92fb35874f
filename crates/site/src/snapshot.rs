//! The default state of an exhibit, computed natively while the site is built.

use figure::{Figure, Look, Theme, WidthTable, draw, svg};
use lab::{Lang, Paper, Readouts};

/// Slices after which a long default run is good enough for a first picture.
const MOST_SLICES: usize = 3_000;

/// Figures and read-outs of the default state.
pub(crate) struct Snapshot {
    /// English figures.
    en: Vec<Figure>,
    /// Chinese figures.
    zh: Vec<Figure>,
    /// Read-outs.
    pub readouts: Readouts,
}

impl Snapshot {
    /// Runs the default state to its end, or for a bounded number of slices.
    pub(crate) fn of(paper: &'static Paper) -> Result<Self, String> {
        let mut simulation = (paper.views[0].start)(&paper.defaults()).map_err(|e| e.message.en)?;
        for _ in 0..MOST_SLICES {
            if !simulation.advance().map_err(|e| e.message.en)?.more {
                break;
            }
        }
        Ok(Self {
            en: simulation.figures(Lang::En),
            zh: simulation.figures(Lang::Zh),
            readouts: simulation.readouts(),
        })
    }

    /// The figures in one language.
    pub(crate) fn figures(&self, lang: Lang) -> &[Figure] {
        match lang {
            Lang::En => &self.en,
            Lang::Zh => &self.zh,
        }
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

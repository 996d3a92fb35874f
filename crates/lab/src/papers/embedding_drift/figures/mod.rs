//! What is drawn, by view.

mod course;
mod law;
mod row;
mod words;

use figure::{Axis, Figure};

use super::{law::Law, training::Training, weight::Weight};
use crate::{Lang, Pen, t};

/// One row: its weights, and the momentum of the first.
pub(super) fn weight(all: &Weight, lang: Lang) -> Vec<Figure> {
    vec![row::weights(all, lang), row::momentum(all, lang)]
}

/// A model in training: which words drift, and what can be told of it from outside.
pub(super) fn model(all: &Training, lang: Lang) -> Vec<Figure> {
    vec![words::words(all, lang), course::course(all, lang), words::embedding(all, lang)]
}

/// The stationary law: where weights live, and how rare is rare.
pub(super) fn law(all: &Law, lang: Lang) -> Vec<Figure> {
    vec![law::law(all, lang)]
}

fn steps_axis(pen: Pen, last: f64) -> Axis {
    pen.linear(t("step", "步")).over(0.0, last.max(1.0))
}

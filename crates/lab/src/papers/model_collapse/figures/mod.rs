//! What is drawn, view by view.

pub(super) mod map;
pub(super) mod plane;
mod ridges;
pub(super) mod universes;
pub(super) mod words;

use figure::{Axis, Label, Mark, Role, Shape};

use crate::{Lang, Pen, Tape, t};

/// Generations from 1 to the last one that there is.
fn generations(pen: Pen, last: usize) -> Axis {
    pen.linear(t("generation t", "代 t")).over(1.0, last.max(2) as f64)
}

/// The times of a tape as abscissae.
fn times<T>(tape: &Tape<T>) -> Vec<f64> {
    tape.times().iter().map(|&t| t as f64).collect()
}

/// The generation shown.
fn now<T>(tape: &Tape<T>) -> u64 {
    tape.current().map_or(1, |(t, _)| t)
}

/// A rule at the generation shown, when the reader has gone back.
fn shown<T>(tape: &Tape<T>) -> Option<Mark> {
    let (t, _) = tape.current()?;
    tape.shown().map(|_| {
        Mark::new("shown", "", Role::Handle, Shape::RuleX { x: t as f64 }).label(Label::Hidden)
    })
}

/// About evenly in ln t: generations from 1 to `last`, at most `count` of them.
fn milestones(last: usize, count: usize) -> Vec<usize> {
    let part = |k: usize| k as f64 / (count.max(2) - 1) as f64;
    let mut chosen: Vec<usize> = (0..count)
        .map(|k| libm::round(libm::pow(last as f64, part(k))) as usize)
        .map(|g| g.clamp(1, last.max(1)))
        .collect();
    chosen.dedup();
    chosen
}

/// Where the words on a linear axis begin, for a place given as a share of it.
fn along(low: f64, high: f64, share: f64) -> f64 {
    low + share * (high - low)
}

/// A pen without abscissae.
const fn bare(lang: Lang) -> Pen<'static> {
    Pen::new(lang, &[])
}

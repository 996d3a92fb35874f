//! What the claims of several papers need to measure themselves.

use crate::{Message, Paper, Part, Readouts, Values};

/// Values of a paper with some of them set as in an address; what does not parse keeps its default.
pub(crate) fn values(paper: &Paper, set: &[(&str, &str)]) -> Values {
    let mut values = paper.defaults();
    for (key, raw) in set {
        if let Some(Ok(value)) = paper.param(key).map(|p| p.parse(raw)) {
            values.set(key, value);
        }
    }
    values
}

/// Runs the exhibit itself to its end; no read-outs where it cannot start.
pub(crate) fn run_to_end(paper: &Paper, set: &[(&str, &str)]) -> Readouts {
    let Ok(mut simulation) = (paper.start)(&values(paper, set)) else {
        return Readouts::new();
    };
    while simulation.advance().is_ok_and(|p| p.more) {}
    simulation.readouts()
}

/// A read-out, NaN where there is none.
pub(crate) fn read(readouts: &Readouts, key: &str) -> f64 {
    readouts.get(key).unwrap_or(f64::NAN)
}

/// The greatest of some deviations; NaN if one of them is.
pub(crate) fn worst(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |w, v| if v.is_nan() { v } else { f64::max(w, v) })
}

/// A note in both languages.
pub(crate) fn note(en: impl Into<String>, zh: impl Into<String>) -> Message {
    Message::new(en, zh)
}

/// One condition of a claim.
pub(crate) fn part(condition: impl Into<String>, value: f64) -> Part {
    let words = condition.into();
    Part { condition: Message::new(words.clone(), words), value }
}

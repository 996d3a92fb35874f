//! What the claims of several papers need to measure themselves.

use crate::{Fault, Message, Paper, Part, Readouts, Simulation, Values};

/// Runs the exhibit itself to its end.
///
/// # Errors
/// Values that do not fit together, and a halt.
pub(crate) fn run(paper: &Paper, values: &Values) -> Result<Box<dyn Simulation>, Fault> {
    let mut simulation = (paper.view(values).start)(values)?;
    while simulation.advance()?.more {}
    Ok(simulation)
}

/// A read-out of a finished run.
///
/// # Errors
/// There is no such read-out.
pub(crate) fn reading(readouts: &Readouts, key: &str) -> Result<f64, Fault> {
    readouts.get(key).ok_or_else(|| Fault {
        message: Message::new(format!("there is no read-out {key}"), format!("没有读数 {key}")),
    })
}

/// The greatest of some deviations; NaN if one of them is, 0 of none.
pub(crate) fn worst(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(0.0, |w, v| if w.is_nan() || w >= v { w } else { v })
}

/// A note in both languages.
pub(crate) fn note(en: impl Into<String>, zh: impl Into<String>) -> Message {
    Message::new(en, zh)
}

/// Another half of a claim's sentence, named alike in both languages.
pub(crate) fn part(condition: impl Into<String>, value: f64) -> Part {
    let words = condition.into();
    Part { condition: Message::new(words.clone(), words), value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_of_some_deviations_is_never_better_than_one_that_is_not_a_number() {
        assert_eq!(worst([0.1, 0.3, 0.2]), 0.3);
        assert_eq!(worst([]), 0.0);
        for values in [[f64::NAN, 0.1], [0.1, f64::NAN]] {
            assert!(worst(values).is_nan());
        }
        assert_eq!(worst([f64::INFINITY, 0.1]), f64::INFINITY);
        assert_eq!(worst([0.1, f64::INFINITY]), f64::INFINITY);
    }
}

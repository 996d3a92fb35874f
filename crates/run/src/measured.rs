//! A claim measured in the worker.

use lab::{Assets, Claim, Message, Outcome, Paper, Verdict};
use serde::{Deserialize, Serialize};

/// A measured claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Verdict: 0 holds, 1 in part, 2 fails.
    verdict: u8,
    /// Measured value.
    pub value: f64,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Conditions with their values, and whether each held.
    pub parts: Vec<(Message, f64, bool)>,
    /// What to know besides.
    pub note: Message,
    /// How long it took.
    pub seconds: f64,
}

impl Measured {
    /// Measures a claim at all its settings, with the files at hand. `tell` hears how many of how many are done.
    pub(crate) fn of(
        paper: &'static Paper,
        claim: &Claim,
        assets: &Assets,
        clock: &dyn Fn() -> f64,
        tell: &mut dyn FnMut(u32, u32),
    ) -> Self {
        let mut measured = Vec::new();
        match claim.points(paper) {
            Ok(points) => {
                let total = points.len() as u32;
                for (done, point) in points.into_iter().enumerate() {
                    tell(done as u32, total);
                    let values = point.values.clone().with_assets(assets.clone());
                    let result = (claim.by)(&values);
                    measured.push((Some(point), result));
                }
            }
            Err(fault) => measured.push((None, Err(fault))),
        }
        let outcome = Outcome { measured };
        let (verdict, fault) = match claim.judge(&outcome) {
            Ok(Verdict::Holds) => (0, None),
            Ok(Verdict::HoldsInPart) => (1, None),
            Ok(Verdict::Fails) => (2, None),
            Err(fault) => (2, Some(fault.message)),
        };
        let rows = outcome.rows(paper).into_iter();
        let own = outcome.own();
        Self {
            verdict,
            value: own.map_or(f64::NAN, |m| m.value),
            standard_error: own.and_then(|m| m.standard_error),
            parts: rows.map(|p| (p.condition, p.value, claim.expected.admits(p.value))).collect(),
            note: fault.or_else(|| own.map(|m| m.note.clone())).unwrap_or_default(),
            seconds: clock() / 1000.0,
        }
    }

    /// The verdict as the lab has it.
    pub fn verdict(&self) -> Verdict {
        match self.verdict {
            0 => Verdict::Holds,
            1 => Verdict::HoldsInPart,
            _ => Verdict::Fails,
        }
    }
}

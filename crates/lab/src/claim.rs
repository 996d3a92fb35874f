//! Claims: statements of a paper, with code that measures them.

use crate::{Message, Text};

/// A quantitative statement that a browser can check.
#[derive(Clone, Copy)]
pub struct Claim {
    /// Stable name, unique within its paper: lower case with hyphens.
    pub id: &'static str,
    /// What is claimed, so that it can be true or false.
    pub sentence: Text,
    /// Who claims it, and where.
    pub source: Source,
    /// What the measured value should be.
    pub expected: Expected,
    /// Measures it with the code that the exhibit runs, within 10 s. It never sees `expected`.
    pub measure: fn() -> Measurement,
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Paper or post with section or equation: "post 10007, 'Cumulative distribution'".
    pub place: Text,
    /// Address; empty where there is none.
    pub url: &'static str,
}

/// What a measured value is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// |measured − value| ≤ tolerance.
    Near {
        /// Value claimed or derived.
        value: f64,
        /// Absolute tolerance, with a reason beside it in the code.
        tolerance: f64,
    },
    /// measured ≤ bound.
    AtMost(f64),
    /// measured ≥ bound.
    AtLeast(f64),
    /// low ≤ measured ≤ high.
    Between(f64, f64),
}

impl Expected {
    /// Whether a measured value fits. NaN never does.
    pub fn admits(self, measured: f64) -> bool {
        match self {
            Self::Near { value, tolerance } => (measured - value).abs() <= tolerance,
            Self::AtMost(bound) => measured <= bound,
            Self::AtLeast(bound) => measured >= bound,
            Self::Between(low, high) => low <= measured && measured <= high,
        }
    }
}

/// What was measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// The value held against [`Expected`] (with parts: of the part that stands for the whole).
    pub value: f64,
    /// Standard error, where chance plays a part.
    pub standard_error: Option<f64>,
    /// The claim under several conditions, each held against the same [`Expected`]; empty
    /// where there is only one.
    pub parts: Vec<Part>,
    /// What to know besides: sample sizes, the range in which it holds, what a reader sees.
    pub note: Message,
}

/// The claim under one condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The condition: "n = 40 to 600".
    pub condition: Message,
    /// Value measured there.
    pub value: f64,
}

impl Measurement {
    /// One exact value.
    pub fn exact(value: f64, note: Message) -> Self {
        Self { value, standard_error: None, parts: Vec::new(), note }
    }

    /// One value with its standard error.
    pub fn estimate(value: f64, standard_error: f64, note: Message) -> Self {
        Self { standard_error: Some(standard_error), ..Self::exact(value, note) }
    }

    /// The same claim under several conditions; `value` stands for the whole.
    pub fn in_parts(value: f64, parts: Vec<Part>, note: Message) -> Self {
        Self { parts, ..Self::exact(value, note) }
    }
}

/// What came of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The measured value is as expected, under all conditions tried.
    Holds,
    /// As expected under some of the conditions.
    HoldsInPart,
    /// Not as expected.
    Fails,
}

impl Claim {
    /// Judges a measurement.
    pub fn judge(&self, measurement: &Measurement) -> Verdict {
        let held = |value| self.expected.admits(value);
        if measurement.parts.is_empty() {
            if held(measurement.value) { Verdict::Holds } else { Verdict::Fails }
        } else {
            let count = measurement.parts.iter().filter(|p| held(p.value)).count();
            match count {
                0 => Verdict::Fails,
                n if n == measurement.parts.len() => Verdict::Holds,
                _ => Verdict::HoldsInPart,
            }
        }
    }
}

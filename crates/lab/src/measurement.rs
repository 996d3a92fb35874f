//! What was measured of a claim: values, their errors, and why there may be none.

use crate::{Message, Paper, Point};

/// What was measured at one setting.
#[derive(Clone, Debug, PartialEq)]
pub struct Measurement {
    /// The value held against [`Expected`].
    pub value: f64,
    /// Standard error, where chance plays a part.
    pub standard_error: Option<f64>,
    /// The other halves of the sentence, each held against the same [`Expected`].
    pub parts: Vec<Part>,
    /// What to know besides: sample sizes, what a reader sees.
    pub note: Message,
}

/// Another half of a claim's sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which: "the other end", "Lion".
    pub condition: Message,
    /// Value measured.
    pub value: f64,
}

impl Measurement {
    /// One exact value.
    pub fn exact(value: f64, note: Message) -> Self {
        Self { value, standard_error: None, parts: Vec::new(), note }
    }

    /// One value with its standard error, which is computed and never typed in.
    pub fn estimate(value: f64, standard_error: f64, note: Message) -> Self {
        Self { standard_error: Some(standard_error), ..Self::exact(value, note) }
    }

    /// Adds the other halves of the sentence.
    pub fn and(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// Whether all that was measured is a finite number.
    pub fn is_finite(&self) -> bool {
        self.value.is_finite()
            && self.standard_error.is_none_or(f64::is_finite)
            && self.parts.iter().all(|p| p.value.is_finite())
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = f64> {
        std::iter::once(self.value).chain(self.parts.iter().map(|p| p.value))
    }
}

/// Why a claim could not be measured: a setting that is none, a run that could not start or halted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: Message,
}

impl From<crate::ParamError> for Fault {
    fn from(error: crate::ParamError) -> Self {
        Self { message: error.message }
    }
}

impl From<crate::Halt> for Fault {
    fn from(halt: crate::Halt) -> Self {
        Self { message: halt.message }
    }
}

/// A claim measured at its settings, its own first.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Settings (none where they could not even be read) with what was measured there.
    pub measured: Vec<(Option<Point>, Result<Measurement, Fault>)>,
}

impl Outcome {
    /// What was measured at the claim's own setting.
    pub fn own(&self) -> Option<&Measurement> {
        self.measured.first().and_then(|(_, result)| result.as_ref().ok())
    }

    /// Every value that was held against the expected one, with its condition: the point of the range, the half of
    /// the sentence, or both. Empty where there is only one value.
    pub fn rows(&self, paper: &Paper) -> Vec<Part> {
        let mut rows = Vec::new();
        for (point, result) in &self.measured {
            let Ok(measurement) = result else { continue };
            let at = point.as_ref().map_or_else(|| Message::new("", ""), |p| p.condition(paper));
            let joined = |part: &Message| {
                let both = |a: &str, b: &str, dash: &str| match (a.is_empty(), b.is_empty()) {
                    (false, false) => format!("{a}{dash}{b}"),
                    _ => format!("{a}{b}"),
                };
                Message::new(both(&at.en, &part.en, ", "), both(&at.zh, &part.zh, "，"))
            };
            rows.push(Part { condition: joined(&Message::new("", "")), value: measurement.value });
            rows.extend(
                measurement
                    .parts
                    .iter()
                    .map(|part| Part { condition: joined(&part.condition), value: part.value }),
            );
        }
        if rows.len() < 2 { Vec::new() } else { rows }
    }

    /// Whether everything could be measured and is a finite number.
    pub fn is_finite(&self) -> bool {
        self.measured.iter().all(|(_, result)| result.as_ref().is_ok_and(Measurement::is_finite))
    }
}

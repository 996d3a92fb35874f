//! Axes: what is measured, in which unit, on which scale, over which range.

use serde::{Deserialize, Serialize};

/// How a value becomes a position along the axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scale {
    /// Position proportional to the value.
    #[default]
    Linear,
    /// Position proportional to log10 of the value; values ≤ 0 have no position.
    Log10,
}

impl Scale {
    /// The middles of `n` cells that are equally wide on an axis of this scale.
    pub(crate) fn middles(self, (from, to): (f64, f64), n: usize) -> Vec<f64> {
        (0..n)
            .map(|i| {
                let f = (i as f64 + 0.5) / n as f64;
                match self {
                    Self::Linear => from + f * (to - from),
                    Self::Log10 => from * (to / from).powf(f),
                }
            })
            .collect()
    }
}

/// Which values the axis spans.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Domain {
    /// Exactly from the first to the second value. The second may be the smaller:
    /// the axis then runs backwards.
    Fixed(f64, f64),
    /// All finite data of the panel's marks, rounded outwards to ticks.
    Auto,
    /// As `Auto`, and these values too (a baseline of 0, a reference level).
    Including(f64, f64),
}

/// Where ticks stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Ticks {
    /// A few round values.
    #[default]
    Auto,
    /// These values, with these labels.
    At(Vec<(f64, String)>),
    /// No ticks and no labels (a picture, not a measurement).
    None,
}

/// One axis of a panel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Axis {
    /// What is measured, in the reader's language; may be empty in small multiples.
    pub label: String,
    /// Unit, shown after the label; empty for pure numbers.
    pub unit: String,
    /// Linear or logarithmic.
    pub scale: Scale,
    /// Range of values shown.
    pub domain: Domain,
    /// Where ticks stand.
    pub ticks: Ticks,
}

impl Axis {
    /// A linear axis over all the data, without a unit.
    pub fn linear(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            unit: String::new(),
            scale: Scale::Linear,
            domain: Domain::Auto,
            ticks: Ticks::Auto,
        }
    }

    /// A log10 axis over all the positive data, without a unit.
    pub fn log(label: impl Into<String>) -> Self {
        Self { scale: Scale::Log10, ..Self::linear(label) }
    }

    /// Shows exactly `from` to `to`.
    pub fn over(mut self, from: f64, to: f64) -> Self {
        self.domain = Domain::Fixed(from, to);
        self
    }

    /// Shows all the data and the values `from` and `to`.
    pub fn including(mut self, from: f64, to: f64) -> Self {
        self.domain = Domain::Including(from, to);
        self
    }

    /// Names the unit.
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// Puts ticks at these values with these labels.
    pub fn ticks_at(mut self, ticks: Vec<(f64, String)>) -> Self {
        self.ticks = Ticks::At(ticks);
        self
    }

    /// Leaves ticks and tick labels out.
    pub fn without_ticks(mut self) -> Self {
        self.ticks = Ticks::None;
        self
    }
}

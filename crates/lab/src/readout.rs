//! Numbers that describe the present state of a simulation.

use figure::Role;
use serde::{Deserialize, Serialize};

use crate::{Text, t};

/// The declaration of a read-out: what the number under `key` means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Readout {
    /// Key in JSON and CSV and in the prose.
    pub key: &'static str,
    /// Name.
    pub label: Text,
    /// Unit (`nats`, `%`); empty for pure numbers.
    pub unit: Text,
    /// Significant digits worth showing.
    pub digits: u8,
    /// Whose number it is: gives it that series' colour.
    pub role: Option<Role>,
    /// Whether it rests on how long the computation took: left out of what is recorded and compared.
    pub timed: bool,
}

impl Readout {
    /// A pure number shown with 3 significant digits.
    pub const fn new(key: &'static str, label: Text) -> Self {
        Self { key, label, unit: t("", ""), digits: 3, role: None, timed: false }
    }

    /// Names the unit.
    pub const fn unit(mut self, unit: Text) -> Self {
        self.unit = unit;
        self
    }

    /// Sets the number of significant digits.
    pub const fn digits(mut self, digits: u8) -> Self {
        self.digits = digits;
        self
    }

    /// Marks it as resting on the time that the computation took.
    pub const fn timed(mut self) -> Self {
        self.timed = true;
        self
    }

    /// Colours it like the series of this role.
    pub const fn role(mut self, role: Role) -> Self {
        self.role = Some(role);
        self
    }
}

/// What a read-out says at present.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reading {
    /// A number, finite or infinite (a lifetime that never ends).
    Number(f64),
    /// There is none under the present values, and there will be none.
    NotApplicable,
    /// There is none as yet.
    NotYet,
}

impl Reading {
    /// The number; NaN where there is none.
    pub fn number(self) -> f64 {
        match self {
            Self::Number(x) => x,
            Self::NotApplicable | Self::NotYet => f64::NAN,
        }
    }
}

/// NaN: not yet known.
impl From<f64> for Reading {
    fn from(x: f64) -> Self {
        if x.is_nan() { Self::NotYet } else { Self::Number(x) }
    }
}

/// Values of read-outs by key, in declared order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readouts(Vec<(String, Reading)>);

impl Readouts {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All that a paper declares, none of it known yet.
    pub fn unknown(declared: &[Readout]) -> Self {
        Self(declared.iter().map(|r| (r.key.to_owned(), Reading::NotYet)).collect())
    }

    /// Adds a value.
    pub fn with(mut self, key: &str, value: f64) -> Self {
        self.set(key, value);
        self
    }

    /// Adds or replaces a value; NaN where it is not yet known.
    pub fn set(&mut self, key: &str, value: f64) {
        self.put(key, value.into());
    }

    /// Says that under the present values there is no such number.
    pub fn na(&mut self, key: &str) {
        self.put(key, Reading::NotApplicable);
    }

    fn put(&mut self, key: &str, reading: Reading) {
        match self.0.iter_mut().find(|(k, _)| k == key) {
            Some(entry) => entry.1 = reading,
            None => self.0.push((key.to_owned(), reading)),
        }
    }

    /// The number under `key`, if there is such a read-out; NaN where it has none at present.
    pub fn get(&self, key: &str) -> Option<f64> {
        self.reading(key).map(Reading::number)
    }

    /// What the read-out under `key` says.
    pub fn reading(&self, key: &str) -> Option<Reading> {
        self.0.iter().find(|(k, _)| k == key).map(|&(_, reading)| reading)
    }

    /// All keys and numbers, in order; NaN where there is none at present.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(k, reading)| (k.as_str(), reading.number()))
    }
}

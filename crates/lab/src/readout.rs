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

/// Values of read-outs by key, in declared order. NaN: not known (yet).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readouts(Vec<(String, f64)>);

impl Readouts {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// All that a paper declares, none of it known yet.
    pub fn unknown(declared: &[Readout]) -> Self {
        Self(declared.iter().map(|r| (r.key.to_owned(), f64::NAN)).collect())
    }

    /// Adds a value.
    pub fn with(mut self, key: &str, value: f64) -> Self {
        self.set(key, value);
        self
    }

    /// Adds or replaces a value.
    pub fn set(&mut self, key: &str, value: f64) {
        match self.0.iter_mut().find(|(k, _)| k == key) {
            Some(entry) => entry.1 = value,
            None => self.0.push((key.to_owned(), value)),
        }
    }

    /// The value under `key`, if there is one (it may be NaN).
    pub fn get(&self, key: &str) -> Option<f64> {
        self.0.iter().find(|(k, _)| k == key).map(|&(_, v)| v)
    }

    /// All keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, f64)> {
        self.0.iter().map(|(k, v)| (k.as_str(), *v))
    }
}

//! What is measured.

use std::collections::BTreeMap;

mod chains;
mod drift;
mod fit;
mod sweep;

/// All works, in the order in which they are reported.
pub static ALL: &[Entry] = &[fit::ENTRY, drift::ENTRY, sweep::ENTRY, chains::ENTRY];

/// A work and the sizes at which it is measured.
pub struct Entry {
    /// The name by which it is asked for; also the name of the peers' file.
    pub id: &'static str,
    /// What is done, in a sentence.
    pub about: &'static str,
    /// What the time is given for: "step".
    pub unit: &'static str,
    /// `key=value` pairs, one string a size.
    pub cases: &'static [&'static str],
    /// Prepares one of them.
    pub start: fn(&Case) -> Box<dyn Work>,
}

/// One work at one size, ready to run.
pub trait Work {
    /// How many units one run is.
    fn units(&self) -> usize;
    /// What a peer needs to do the same, by name.
    fn inputs(&self) -> Vec<(&'static str, Vec<f64>)>;
    /// Does it, each time from the same beginning.
    fn run(&mut self);
    /// What came out: the numbers by which peers are judged.
    fn answer(&self) -> Vec<f64>;
}

/// A size in words: `vocab=1000 batch=256`.
pub struct Case(BTreeMap<String, String>);

impl Case {
    /// Reads `key=value` pairs separated by spaces.
    pub fn read(words: &str) -> Self {
        let pairs = words.split_whitespace().filter_map(|word| word.split_once('='));
        Self(pairs.map(|(k, v)| (k.to_owned(), v.to_owned())).collect())
    }

    /// A whole number; 0 where it is missing, which every work takes for a mistake.
    pub fn count(&self, key: &str) -> usize {
        self.0.get(key).and_then(|v| v.parse().ok()).unwrap_or(0)
    }

    /// A word; empty where it is missing.
    pub fn word(&self, key: &str) -> &str {
        self.0.get(key).map_or("", String::as_str)
    }
}

/// The work of a name at a size.
///
/// # Errors
/// Says which names there are.
pub fn start(id: &str, case: &str) -> Result<Box<dyn Work>, String> {
    let entry = ALL.iter().find(|entry| entry.id == id).ok_or_else(|| {
        let names: Vec<&str> = ALL.iter().map(|entry| entry.id).collect();
        format!("no work {id}: there are {}", names.join(", "))
    })?;
    Ok((entry.start)(&Case::read(case)))
}

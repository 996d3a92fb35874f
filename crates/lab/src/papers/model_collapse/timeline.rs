//! Which generation has been reached, and which is shown.

use crate::{Progress, Values};

/// The course of a simulation in generations, counted from 1.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    /// Generations that are complete.
    pub(super) history: Vec<u64>,
    /// Chosen by scrubbing.
    pub(super) shown: Option<usize>,
    total: u64,
}

impl Timeline {
    pub(super) fn new(values: &Values) -> Self {
        Self { history: Vec::new(), shown: None, total: values.count("generations") as u64 }
    }

    /// Another generation is complete.
    pub(super) fn tick(&mut self) {
        self.history.push(self.history.len() as u64 + 1);
    }

    /// Whether all are.
    pub(super) fn over(&self) -> bool {
        self.history.len() as u64 >= self.total
    }

    /// Index of the generation shown.
    pub(super) fn index(&self) -> usize {
        let last = self.history.len().saturating_sub(1);
        self.shown.unwrap_or(last).min(last)
    }

    /// Generation shown, from 1.
    pub(super) fn generation(&self) -> u64 {
        self.index() as u64 + 1
    }

    pub(super) fn progress(&self) -> Progress {
        Progress::of(self.history.len() as u64, self.total)
    }

    /// Generations as abscissae.
    pub(super) fn axis(&self) -> Vec<f64> {
        self.history.iter().map(|&t| t as f64).collect()
    }
}

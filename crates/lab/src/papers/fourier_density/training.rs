//! How training goes: steps, rates, and the samples of each step.

use super::{
    models::Chart,
    params::{Schedule, Support},
    source::Source,
};
use crate::{
    Values,
    numerics::{
        kde::deviation,
        optimizer::cosine,
        random::{Rng, below, strand},
    },
};

/// How training goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) steps: u64,
    pub(super) batch: usize,
    lr: f64,
    schedule: Schedule,
}

impl Plan {
    pub(super) fn new(values: &Values) -> Self {
        Self {
            steps: values.count("steps") as u64,
            batch: values.count("batch"),
            lr: values.number("lr"),
            schedule: values.pick("schedule"),
        }
    }

    /// Short and steep: for many fits to small data.
    pub(super) const QUICK: Self =
        Self { steps: 600, batch: 256, lr: 0.02, schedule: Schedule::Cosine };

    /// Learning rate of a step.
    pub(super) fn rate(&self, step: u64) -> f64 {
        match self.schedule {
            Schedule::Constant => self.lr,
            Schedule::Cosine => self.lr * cosine(step, self.steps),
        }
    }
}

/// Draws the samples of each step.
pub(super) struct Batches {
    rng: Rng,
    samples: Vec<f64>,
    full: bool,
}

impl Batches {
    pub(super) fn new(seed: u64) -> Self {
        Self { rng: strand(seed, 3), samples: Vec::new(), full: false }
    }

    /// The samples of the next step: fresh from the truth, all of a small set, or a random batch.
    pub(super) fn next(&mut self, source: &Source, batch: usize) -> &[f64] {
        if source.train.is_empty() {
            self.samples.clear();
            while self.samples.len() < batch {
                let Some(truth) = &source.truth else { break };
                let x = truth.sample(&mut self.rng);
                if (-1.0..=1.0).contains(&x) {
                    self.samples.push(x);
                }
            }
        } else if source.train.len() <= batch {
            if !self.full {
                self.samples = source.train.to_vec();
                self.full = true;
            }
        } else {
            self.samples.clear();
            for _ in 0..batch {
                self.samples.push(source.train[below(&mut self.rng, source.train.len())]);
            }
        }
        &self.samples
    }
}

impl Source {
    /// What the estimates without a training loop are made of: the sample, or the held-out part of what is drawn
    /// afresh at every step.
    pub(super) fn judged(&self) -> &[f64] {
        if self.train.is_empty() { &self.heldout } else { &self.train }
    }

    /// Its range as a period of length 2.
    pub(super) fn period(&self) -> Chart {
        let (low, high) = self.range;
        Chart::Periodic { mid: (low + high) / 2.0, half: self.half() }
    }

    /// Half its range: the unit of what is scale-free.
    pub(super) fn half(&self) -> f64 {
        (self.range.1 - self.range.0) / 2.0
    }

    /// Its range as the period, or the real line scaled by its spread.
    pub(super) fn chart(&self, support: Support) -> Chart {
        match support {
            Support::Periodic => self.period(),
            Support::RealLine => {
                let judged = self.judged();
                let t = judged.iter().sum::<f64>() / judged.len() as f64;
                // Two deviations lie at tanh 1.25 = .85: most of the period serves the data, the tails the rest.
                Chart::RealLine { t, s: (1.6 * deviation(judged)).max(f64::MIN_POSITIVE) }
            }
        }
    }
}

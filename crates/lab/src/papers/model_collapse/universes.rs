//! Hundreds of Gaussians, each learning from itself.

use super::{
    chain::{Chain, Setting},
    params::Loop,
    wishart::Scratch,
    worth::worth,
};
use crate::{
    Progress, Readouts, Tape, Values,
    numerics::quantile::{Band, median},
};

/// Runs drawn one by one.
pub(super) const THREADS: usize = 12;
/// Rough work of one slice in units of a one-dimensional step.
const SLICE: usize = 12_000;

/// Most runs in `d` dimensions, where a step costs d³: a thousand up to thirty, thirty in a hundred. The more
/// dimensions, the less one run differs from the next.
fn most_runs(d: usize) -> usize {
    (30_000_000 / (d * d * d)).max(16)
}

/// Runs whose distance is computed: all in few dimensions, where it costs nothing; in many each takes a
/// decomposition, and few tell enough.
fn judged(d: usize) -> usize {
    if d <= 8 { usize::MAX } else { (40_000 / (d * d)).max(4) }
}

/// What is kept of a generation.
pub(super) struct Generation {
    /// Mean and variance of the first few runs.
    pub(super) threads: Vec<(f64, f64)>,
    drift_variance: f64,
    drift_median: f64,
    distance: f64,
}

/// Everything the figures describe.
pub(super) struct Universes {
    pub(super) setting: Setting,
    /// All generations: as many as the bands have points.
    pub(super) tape: Tape<Generation>,
    pub(super) mean: Band,
    pub(super) variance: Band,
    total: u64,
    chains: Vec<Chain>,
    scratch: Scratch,
    cursor: usize,
}

impl Universes {
    /// The first generation of `runs` universes that go on for `total` generations.
    pub(super) fn start(setting: Setting, seed: u64, runs: usize, total: usize) -> Self {
        let mut scratch = Scratch::new(setting.d);
        let chains = (0..runs.min(most_runs(setting.d)) as u64)
            .map(|run| Chain::start(setting, seed, run, &mut scratch))
            .collect();
        let mut all = Self {
            setting,
            tape: Tape::new(total),
            mean: Band::default(),
            variance: Band::default(),
            total: total as u64,
            chains,
            scratch,
            cursor: 0,
        };
        all.record();
        all
    }

    /// As the values say.
    pub(super) fn of(values: &Values) -> Self {
        Self::start(
            Setting::of(values),
            values.seed("seed"),
            values.count("runs"),
            values.count("generations"),
        )
    }

    /// Keeps what the figures need of a complete generation.
    fn record(&mut self) {
        let d = self.setting.d as f64;
        let mut means: Vec<f64> = self.chains.iter().map(|c| c.mean[0]).collect();
        let mut variances: Vec<f64> = self.chains.iter().map(Chain::variance).collect();
        let threads = means.iter().copied().zip(variances.iter().copied()).take(THREADS).collect();
        let squares = self.chains.iter().map(|c| c.mean.iter().map(|m| m * m).sum::<f64>() / d);
        let drift_variance = squares.sum::<f64>() / self.chains.len() as f64;
        let drift_median = median(&mut means.iter().map(|m| m.abs()).collect::<Vec<_>>());
        self.mean.push(&mut means);
        self.variance.push(&mut variances);
        let judged = self.chains.iter().take(judged(self.setting.d));
        let count = judged.len() as f64;
        let distance = judged.map(Chain::distance).sum::<f64>() / count;
        let generation = Generation { threads, drift_variance, drift_median, distance };
        self.tape.keep(self.tape.len() as u64 + 1, generation);
    }

    /// One slice.
    pub(super) fn advance(&mut self) -> Progress {
        let mut budget = SLICE;
        let d = self.setting.d;
        let cost = 1 + d * d * d / 60;
        while self.progress().more && budget > 0 {
            self.chains[self.cursor].step(&mut self.scratch);
            budget = budget.saturating_sub(cost);
            self.cursor += 1;
            if self.cursor == self.chains.len() {
                self.cursor = 0;
                self.record();
            }
        }
        self.progress()
    }

    /// Generations done.
    pub(super) fn progress(&self) -> Progress {
        Progress::of(self.tape.len() as u64, self.total)
    }

    /// The generation shown: its number from 1, and what was kept of it.
    pub(super) fn shown(&self) -> Option<(u64, &Generation)> {
        self.tape.current()
    }

    /// How many real samples of a single fit the generation shown is worth, over those that the loop gets
    /// each time (or, where it gets none, got at first).
    fn effective_ratio(&self, distance: f64) -> f64 {
        let reference = match self.setting.kind {
            Loop::Fresh | Loop::Augmentation => self.setting.n_real,
            Loop::Synthetic | Loop::Accumulate => self.setting.n_initial,
        };
        worth(self.setting.d, distance) / reference
    }

    /// The same of the mean distance over the second half of its generations: the loop's limit, if it has one.
    pub(super) fn limit_ratio(&self) -> f64 {
        let states = self.tape.states();
        let late = &states[states.len() / 2..];
        let mean = late.iter().map(|g| g.distance).sum::<f64>() / late.len() as f64;
        self.effective_ratio(mean)
    }

    /// The generation shown in numbers.
    pub(super) fn readouts(&self) -> Readouts {
        let i = self.tape.index();
        let mut readouts = Readouts::new();
        let Some((_, kept)) = self.shown() else { return readouts };
        for (key, value) in [
            ("variance_mean", self.variance.mean[i]),
            ("variance_median", self.variance.median[i]),
            ("drift_variance", kept.drift_variance),
            ("drift_median_abs", kept.drift_median),
            ("w2_mean", kept.distance),
        ] {
            readouts.set(key, value);
        }
        readouts.set("effective_ratio", self.effective_ratio(kept.distance));
        readouts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_dimensions_take_few_runs_and_few_dimensions_take_all() {
        // A chain in a hundred dimensions keeps 5,050 numbers: thirty of them 1.2 MB.
        for (d, runs) in [(1, 1_000), (30, 1_000), (100, 30)] {
            assert_eq!(most_runs(d).min(1_000), runs, "{d}");
        }
        assert_eq!((judged(1), judged(100)), (usize::MAX, 4));
    }
}

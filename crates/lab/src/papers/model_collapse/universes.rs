//! Hundreds of Gaussians, each learning from itself.

use figure::Figure;

use super::{
    PAPER,
    chain::{Chain, Loop, Scratch, Setting},
    figures,
    map::Map,
    theory,
    timeline::Timeline,
};
use crate::{
    Halt, Lang, ParamError, Progress, Readouts, Simulation, Values,
    numerics::quantile::{Band, median},
};

/// Runs drawn one by one.
pub(super) const THREADS: usize = 12;
/// Rough work of one slice in units of a one-dimensional step.
const SLICE: usize = 12_000;

/// Everything the figures describe.
pub(super) struct Universes {
    pub(super) setting: Setting,
    pub(super) time: Timeline,
    pub(super) mean: Band,
    pub(super) variance: Band,
    /// Mean and variance of the first few runs, generation by generation.
    pub(super) threads: Vec<Vec<(f64, f64)>>,
    /// For fresh or fixed real data in one dimension.
    pub(super) map: Option<Map>,
    drift_variance: Vec<f64>,
    drift_median: Vec<f64>,
    distance: Vec<f64>,
    chains: Vec<Chain>,
    scratch: Scratch,
    cursor: usize,
}

/// The values as a setting.
pub(super) fn setting(values: &Values) -> Setting {
    Setting {
        kind: match values.choice("loop") {
            "augmentation" => Loop::Augmentation,
            "fresh" => Loop::Fresh,
            "accumulate" => Loop::Accumulate,
            _ => Loop::Synthetic,
        },
        lambda: values.number("lambda"),
        n_real: values.count("n_real") as f64,
        n_synthetic: values.count("n_synthetic") as f64,
        n_initial: values.count("n_initial") as f64,
        d: values.count("dim"),
    }
}

impl Universes {
    /// All first generations.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        let setting = setting(values);
        let seed = values.seed("seed");
        let mut scratch = Scratch::new(setting.d);
        let chains = (0..values.count("runs") as u64)
            .map(|run| Chain::start(setting, seed, run, &mut scratch))
            .collect();
        let mapped = matches!(setting.kind, Loop::Fresh | Loop::Augmentation) && setting.d == 1;
        let mut all = Self {
            setting,
            time: Timeline::new(values),
            mean: Band::default(),
            variance: Band::default(),
            threads: Vec::new(),
            map: mapped.then(|| Map::new(setting, seed)),
            drift_variance: Vec::new(),
            drift_median: Vec::new(),
            distance: Vec::new(),
            chains,
            scratch,
            cursor: 0,
        };
        all.record();
        Ok(all)
    }

    /// Keeps what the figures need of a complete generation.
    fn record(&mut self) {
        let d = self.setting.d as f64;
        let mut means: Vec<f64> = self.chains.iter().map(|c| c.mean[0]).collect();
        let mut variances: Vec<f64> = self.chains.iter().map(Chain::variance).collect();
        self.threads
            .push(means.iter().copied().zip(variances.iter().copied()).take(THREADS).collect());
        let squares = self.chains.iter().map(|c| c.mean.iter().map(|m| m * m).sum::<f64>() / d);
        self.drift_variance.push(squares.sum::<f64>() / self.chains.len() as f64);
        self.drift_median.push(median(&mut means.iter().map(|m| m.abs()).collect::<Vec<_>>()));
        self.mean.push(&mut means);
        self.variance.push(&mut variances);
        // In many dimensions each distance takes a decomposition: sixteen runs tell enough.
        let some = if self.setting.d > 8 { 16 } else { usize::MAX };
        let judged = self.chains.iter().take(some);
        let count = judged.len() as f64;
        self.distance.push(judged.map(Chain::distance).sum::<f64>() / count);
        self.time.tick();
    }

    /// n_e / n_r of the generation shown.
    fn effective_ratio(&self, distance: f64) -> f64 {
        let reference = match self.setting.kind {
            Loop::Fresh | Loop::Augmentation => self.setting.n_real,
            Loop::Synthetic | Loop::Accumulate => self.setting.n_initial,
        };
        theory::single_fit(self.setting.d as f64, 1.0) / distance / reference
    }
}

impl Simulation for Universes {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let mut budget = SLICE;
        let d = self.setting.d;
        let cost = 1 + d * d * d / 60;
        while !self.time.over() && budget > 0 {
            self.chains[self.cursor].step(&mut self.scratch);
            budget = budget.saturating_sub(cost);
            self.cursor += 1;
            if self.cursor == self.chains.len() {
                self.cursor = 0;
                self.record();
            }
        }
        let mut progress = self.time.progress();
        if let Some(map) = &mut self.map {
            if !progress.more {
                map.advance();
            }
            progress.more |= map.more();
        }
        Ok(progress)
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::universes(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let i = self.time.index();
        let mut r = Readouts::unknown(PAPER.readouts);
        r.set("variance_mean", self.variance.mean[i]);
        r.set("variance_median", self.variance.median[i]);
        r.set("drift_variance", self.drift_variance[i]);
        r.set("drift_median_abs", self.drift_median[i]);
        r.set("w2_mean", self.distance[i]);
        r.set("effective_ratio", self.effective_ratio(self.distance[i]));
        r
    }

    fn history(&self) -> &[u64] {
        &self.time.history
    }

    fn show(&mut self, kept: Option<usize>) {
        self.time.shown = kept;
    }
}

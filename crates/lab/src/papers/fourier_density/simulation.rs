//! The fit: all models on the same data, step by step.

use std::sync::Arc;

use figure::Figure;

use super::{
    dfp::{self, Dfp},
    figures,
    models::{Chart, DfpTrainer, Fourier, FourierDensity, FourierTrainer, MixtureTrainer},
    series::{FLOOR, Series, rotations},
    source::{Source, modes},
};
use crate::{
    Halt, Lang, Message, ParamError, Progress, Readouts, Revision, Simulation, Values,
    numerics::{
        histogram::{Histogram, freedman_diaconis},
        kde::{Kde, deviation, sheather_jones},
        mixture::Mixture,
        optimizer::cosine,
        quantile::{linspace, sorted},
        random::{Rng, below, strand},
    },
};

/// Points of the grid on which densities are drawn and integrated.
pub(super) const GRID: usize = 801;
/// Steps in one slice.
const SLICE: u64 = 5;
/// Most samples a likelihood is judged on, each frame.
const JUDGED: usize = 2_000;
/// Params that only concern what is shown.
const VIEW: &[&str] = &["baseline", "quantile"];

/// The baselines, in the order of their read-outs.
pub(super) const BASELINES: [&str; 5] = ["gmm_em", "gmm_adam", "dfp", "kde", "histogram"];

/// How training goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub(super) steps: u64,
    pub(super) batch: usize,
    pub(super) lr: f64,
    pub(super) decay: bool,
}

impl Plan {
    pub(super) fn new(values: &Values) -> Self {
        Self {
            steps: values.count("steps") as u64,
            batch: values.count("batch"),
            lr: values.number("lr"),
            decay: values.choice("schedule") == "cosine",
        }
    }

    pub(super) fn rate(&self, step: u64) -> f64 {
        if self.decay { self.lr * cosine(step, self.steps) } else { self.lr }
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

/// The chart for a source: its range as the period, or the real line scaled by its spread.
pub(super) fn chart(source: &Source, values: &Values) -> Chart {
    let (low, high) = source.range;
    if values.choice("support") == "periodic" {
        return Chart::Periodic { mid: (low + high) / 2.0, half: (high - low) / 2.0 };
    }
    let judged = if source.train.is_empty() { &source.heldout } else { &source.train };
    let t = judged.iter().sum::<f64>() / judged.len() as f64;
    // Two deviations lie at tanh 1.25 = .85: most of the period serves the data, the tails the rest.
    Chart::RealLine { t, s: (1.6 * deviation(judged)).max(f64::MIN_POSITIVE) }
}

/// What of the trained models is kept for scrubbing.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) fourier: Fourier,
    pub(super) adam: Mixture,
    pub(super) dfp: Dfp,
}

/// Loss curves: held-out mean negative log-likelihood at the kept steps.
#[derive(Clone, Default)]
pub(super) struct Curves {
    pub(super) train: Vec<f64>,
    pub(super) heldout: Vec<f64>,
    pub(super) adam: Vec<f64>,
    pub(super) dfp: Vec<f64>,
}

/// Everything the figures describe.
pub(super) struct Fit {
    pub(super) values: Values,
    pub(super) source: Source,
    pub(super) chart: Chart,
    pub(super) grid: Vec<f64>,
    pub(super) em: Mixture,
    pub(super) kde: Kde,
    /// The baseline, with as many bins as the rule of Freedman and Diaconis gives.
    pub(super) histogram: Histogram,
    /// The data as they are drawn: finer, for the eye.
    pub(super) bars: Histogram,
    pub(super) history: Vec<u64>,
    pub(super) snapshots: Vec<Snapshot>,
    pub(super) curves: Curves,
    pub(super) shown: Option<usize>,
    plan: Plan,
    batches: Batches,
    fourier: FourierTrainer,
    adam: MixtureTrainer,
    dfp: DfpTrainer,
    step: u64,
}

impl Fit {
    /// Starts all models.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        let source = Source::new(values)?;
        let seed = values.seed("seed");
        let chart = chart(&source, values);
        let judged: Arc<[f64]> = if source.train.is_empty() {
            Arc::clone(&source.heldout)
        } else {
            Arc::clone(&source.train)
        };
        let half = (source.range.1 - source.range.0) / 2.0;
        let components = values.count("components").min(judged.len());
        let terms = values.count("terms");
        let start = if values.toggle("nonnegative") {
            Fourier::NonNegative(Series::random(terms, &mut strand(seed, 4)))
        } else {
            Fourier::Raw(vec![0.0; 2 * terms])
        };
        // EM and kernel see at most so many data: more change nothing that a reader could see.
        let some: Vec<f64> = judged.iter().copied().take(20_000).collect();
        let few: Vec<f64> = judged.iter().copied().take(4_000).collect();
        let ordered = sorted(&some);
        let bandwidth = sheather_jones(&some).max(half * 1e-4);
        let bins = ((source.range.1 - source.range.0)
            / (ordered[ordered.len() - 1] - ordered[0]).max(half * 1e-6)
            * freedman_diaconis(&ordered) as f64)
            .clamp(1.0, 400.0) as usize;
        let fine =
            ((2.0 * libm::sqrt(judged.len() as f64)) as usize).clamp(bins.max(10), 160.max(bins));
        let mut rng = strand(seed, 5);
        let first = Mixture::seeded(&few, components, values.number("sigma0") * half, &mut rng);
        let mut fit = Self {
            grid: linspace(source.range.0, source.range.1, GRID),
            em: Mixture::fit(&few, components, 1, &mut strand(seed, 6)),
            kde: Kde::new(&some, bandwidth),
            histogram: Histogram::new(&judged, source.range.0, source.range.1, bins),
            bars: Histogram::new(&judged, source.range.0, source.range.1, fine),
            history: Vec::new(),
            snapshots: Vec::new(),
            curves: Curves::default(),
            shown: None,
            plan: Plan::new(values),
            batches: Batches::new(seed),
            fourier: FourierTrainer::new(start, values.number("gamma")),
            adam: MixtureTrainer::new(&first),
            dfp: DfpTrainer::new(Dfp::new(values.number("dfp_scale"), &mut strand(seed, 7))),
            step: 0,
            values: values.clone(),
            source,
            chart,
        };
        fit.keep();
        Ok(fit)
    }

    /// The state shown.
    pub(super) fn present(&self) -> &Snapshot {
        let last = self.snapshots.len() - 1;
        &self.snapshots[self.shown.unwrap_or(last).min(last)]
    }

    /// The Fourier density shown.
    pub(super) fn density(&self) -> FourierDensity {
        FourierDensity::new(&self.present().fourier, self.chart)
    }

    /// Density of baseline `i` of [`BASELINES`] at `y`.
    pub(super) fn baseline(&self, i: usize) -> Box<dyn Fn(f64) -> f64 + '_> {
        match i {
            0 => Box::new(|y| self.em.density(y)),
            1 => Box::new(|y| self.present().adam.density(y)),
            2 => {
                let prepared = self.present().dfp.prepare();
                let chart = self.scale();
                Box::new(move |y| prepared.density(chart.to_period(y)) * chart.slope(y))
            }
            3 => Box::new(|y| self.kde.density(y)),
            _ => Box::new(|y| self.histogram.density_at(y)),
        }
    }

    /// The deep model lives on the whole line, in units of half the range.
    fn scale(&self) -> Chart {
        let (low, high) = self.source.range;
        // A period so long that no datum is ever outside.
        Chart::Periodic { mid: (low + high) / 2.0, half: (high - low) / 2.0 }
    }

    fn train(&mut self) {
        let lr = self.plan.rate(self.step);
        let samples = self.batches.next(&self.source, self.plan.batch);
        let scale = Chart::Periodic {
            mid: (self.source.range.0 + self.source.range.1) / 2.0,
            half: (self.source.range.1 - self.source.range.0) / 2.0,
        };
        let x: Vec<f64> = samples.iter().map(|&y| self.chart.to_period(y)).collect();
        self.fourier.step(&rotations(&x), lr);
        self.adam.step(samples, lr, (self.source.range.1 - self.source.range.0) / 2.0);
        let x: Vec<f64> = samples.iter().map(|&y| scale.to_period(y)).collect();
        self.dfp.step(&x, lr);
        self.step += 1;
    }

    /// Keeps the present state with its losses.
    fn keep(&mut self) {
        let snapshot = Snapshot {
            fourier: self.fourier.model.clone(),
            adam: self.adam.mixture(),
            dfp: self.dfp.model.clone(),
        };
        self.history.push(self.step);
        self.snapshots.push(snapshot);
        let shown = self.shown.take();
        let fourier = self.density();
        let train = self.judge(&self.source.train, |y| fourier.density(y));
        let heldout = self.judge(&self.source.heldout, |y| fourier.density(y));
        let adam = self.judge(&self.source.heldout, self.baseline(1));
        let dfp = self.judge(&self.source.heldout, self.baseline(2));
        self.shown = shown;
        self.curves.train.push(train);
        self.curves.heldout.push(heldout);
        self.curves.adam.push(adam);
        self.curves.dfp.push(dfp);
    }

    /// Mean negative log-likelihood; NaN without data.
    pub(super) fn judge(&self, data: &[f64], density: impl Fn(f64) -> f64) -> f64 {
        let n = data.len().min(JUDGED);
        -data[..n].iter().map(|&y| libm::log(density(y).max(FLOOR))).sum::<f64>() / n as f64
    }

    /// KL(truth ‖ density) by the trapezoidal rule on the grid; NaN where the truth is not known.
    pub(super) fn divergence(&self, density: impl Fn(f64) -> f64) -> f64 {
        let Some(truth) = &self.source.truth else {
            return f64::NAN;
        };
        divergence(&self.grid, |y| truth.density(y), density)
    }

    /// Whether the state just reached is one of those kept: about 24 to the decade.
    fn worth_keeping(&self) -> bool {
        let last = self.history.last().copied().unwrap_or(0);
        self.step >= self.plan.steps
            || self.step as f64 >= (last as f64 * 1.08).max(last as f64 + SLICE as f64)
    }

    fn halted(&self) -> bool {
        let finite = match &self.fourier.model {
            Fourier::NonNegative(series) => {
                series.a.iter().all(|v| v.is_finite()) && series.c0() > 0.0
            }
            Fourier::Raw(c) => c.iter().all(|v| v.is_finite()),
        };
        !finite
    }
}

/// KL(p ‖ q) on an equally spaced grid, p renormalised on it.
pub(super) fn divergence(grid: &[f64], p: impl Fn(f64) -> f64, q: impl Fn(f64) -> f64) -> f64 {
    let h = grid[1] - grid[0];
    let values: Vec<f64> = grid.iter().map(|&y| p(y)).collect();
    let mass: f64 = values.iter().sum::<f64>() * h;
    grid.iter()
        .zip(&values)
        .filter(|(_, p)| **p > 0.0)
        .map(|(&y, &p)| p / mass * libm::log(p / mass / q(y).max(FLOOR)) * h)
        .sum()
}

impl Simulation for Fit {
    fn advance(&mut self) -> Result<Progress, Halt> {
        if self.step < self.plan.steps {
            for _ in 0..SLICE.min(self.plan.steps - self.step) {
                self.train();
            }
            if self.halted() {
                self.plan.steps = self.step;
                return Err(Halt {
                    message: Message::new(
                        format!(
                            "The fit left the finite numbers at step {}; a smaller learning rate helps.",
                            self.step
                        ),
                        format!("拟合在第 {} 步超出了有限数的范围；请减小学习率。", self.step),
                    ),
                });
            }
            if self.worth_keeping() {
                self.keep();
            }
        }
        Ok(Progress::of(self.step, self.plan.steps))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        if self.values.choice("view") == "inside" {
            figures::inside(self, lang)
        } else {
            figures::fit(self, lang)
        }
    }

    fn readouts(&self) -> Readouts {
        let fourier = self.density();
        let density: Vec<f64> = self.grid.iter().map(|&y| fourier.density(y)).collect();
        let h = self.grid[1] - self.grid[0];
        // The trapezoidal rule; on the real line the tails beyond the figure come from the CDF.
        let inner: f64 =
            density.iter().sum::<f64>() * h - (density[0] + density[GRID - 1]) * h / 2.0;
        let outside = match self.chart {
            Chart::Periodic { .. } => 0.0,
            Chart::RealLine { .. } => {
                fourier.cdf(self.grid[0]) + 1.0 - fourier.cdf(self.grid[GRID - 1])
            }
        };
        let mut out = Readouts::new()
            .with("nll_heldout", self.judge(&self.source.heldout, |y| fourier.density(y)))
            .with("nll_train", self.judge(&self.source.train, |y| fourier.density(y)))
            .with("kl", self.divergence(|y| fourier.density(y)))
            .with("modes_found", modes(&density).len() as f64)
            .with("mass", inner + outside)
            .with("min_density", density.iter().copied().fold(f64::INFINITY, f64::min))
            .with("parameters", self.present().fourier.parameters() as f64);
        for (i, name) in BASELINES.iter().enumerate() {
            out.set(
                &format!("nll_heldout_{name}"),
                self.judge(&self.source.heldout, self.baseline(i)),
            );
        }
        for (i, name) in BASELINES.iter().enumerate() {
            out.set(&format!("kl_{name}"), self.divergence(self.baseline(i)));
        }
        for (i, name) in BASELINES.iter().enumerate() {
            let baseline = self.baseline(i);
            let density: Vec<f64> = self.grid.iter().map(|&y| baseline(y)).collect();
            out.set(&format!("modes_found_{name}"), modes(&density).len() as f64);
        }
        out
    }

    fn revise(&mut self, values: &Values) -> Result<Revision, ParamError> {
        let switch = self.values.choice("view") != values.choice("view")
            && values.choice("view") != "who-wins";
        let mut kept = VIEW.to_vec();
        if switch {
            kept.push("view");
        }
        if !self.values.same_except(values, &kept) {
            return Ok(Revision::Restart);
        }
        self.values = values.clone();
        Ok(Revision::Applied)
    }

    fn history(&self) -> &[u64] {
        &self.history
    }

    fn show(&mut self, kept: Option<usize>) {
        self.shown = kept.filter(|&i| i < self.snapshots.len());
    }
}

/// Parameters of a baseline, counted like the series' own.
pub(super) fn parameters(baseline: usize, components: usize) -> f64 {
    match baseline {
        0 | 1 => 3.0 * components as f64 - 1.0,
        2 => dfp::PARAMETERS as f64,
        _ => f64::NAN,
    }
}

//! The fit: all models on the same data, step by step.

use super::{
    baseline::Baseline,
    dfp::Dfp,
    models::{Chart, DfpTrainer, Fourier, FourierDensity, FourierTrainer, MixtureTrainer},
    series::{FLOOR, Series, rotations},
    source::Source,
    targets::modes,
    training::{Batches, Plan},
};
use crate::{
    Halt, Message, ParamError, Progress, Tape, Values,
    numerics::{
        histogram::{Histogram, freedman_diaconis},
        kde::{Kde, sheather_jones},
        mixture::Mixture,
        quantile::{linspace, sorted},
        random::strand,
    },
};

/// Points of the grid on which densities are drawn and integrated.
pub(super) const GRID: usize = 801;
/// Steps in one slice.
const SLICE: u64 = 5;
/// Most samples a likelihood is judged on, each frame.
const JUDGED: usize = 2_000;
/// More states than a run of 30,000 steps keeps, so that none is thinned out.
const KEPT: usize = 256;

/// What of the trained models is kept for scrubbing, with their mean negative log-likelihoods.
#[derive(Clone)]
pub(super) struct Snapshot {
    pub(super) fourier: Fourier,
    pub(super) adam: Mixture,
    pub(super) dfp: Dfp,
    /// Of the series, on the data it is trained on; NaN where every step draws afresh.
    pub(super) train: f64,
    /// Of the series, held out.
    pub(super) heldout: f64,
    /// Of the mixture by Adam, held out.
    pub(super) heldout_adam: f64,
    /// Of the deep model, held out.
    pub(super) heldout_dfp: f64,
}

/// Everything the figures describe.
pub(super) struct Fit {
    pub(super) source: Source,
    pub(super) chart: Chart,
    pub(super) grid: Vec<f64>,
    /// The data as they are drawn: finer than the baseline's bins, for the eye.
    pub(super) bars: Histogram,
    pub(super) tape: Tape<Snapshot>,
    pub(super) plan: Plan,
    em: Mixture,
    kde: Kde,
    /// With as many bins as the rule of Freedman and Diaconis gives.
    histogram: Histogram,
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
        let half = source.half();
        let judged = source.judged();
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
        let first =
            Mixture::seeded(&few, components, values.number("sigma0") * half, &mut strand(seed, 5));
        let (low, high) = source.range;
        let mut fit = Self {
            chart: source.chart(values.pick("support")),
            grid: linspace(low, high, GRID),
            bars: Histogram::new(judged, low, high, fine),
            tape: Tape::new(KEPT),
            plan: Plan::new(values),
            em: Mixture::fit(&few, components, 1, &mut strand(seed, 6)),
            kde: Kde::new(&some, bandwidth),
            histogram: Histogram::new(judged, low, high, bins),
            batches: Batches::new(seed),
            fourier: FourierTrainer::new(start, values.number("gamma")),
            adam: MixtureTrainer::new(&first),
            dfp: DfpTrainer::new(Dfp::new(values.number("dfp_scale"), &mut strand(seed, 7))),
            step: 0,
            source,
        };
        fit.keep();
        Ok(fit)
    }

    /// Does a few steps.
    pub(super) fn advance(&mut self) -> Result<Progress, Halt> {
        if self.step < self.plan.steps {
            for _ in 0..SLICE.min(self.plan.steps - self.step) {
                self.train();
            }
            if !self.fourier.model.is_finite() {
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

    /// The state shown.
    pub(super) fn present(&self) -> &Snapshot {
        &self.tape.states()[self.tape.index()]
    }

    /// The Fourier density shown.
    pub(super) fn density(&self) -> FourierDensity {
        FourierDensity::new(&self.present().fourier, self.chart)
    }

    /// Density of a baseline.
    pub(super) fn baseline(&self, which: Baseline) -> Box<dyn Fn(f64) -> f64 + '_> {
        match which {
            Baseline::Em => Box::new(|y| self.em.density(y)),
            Baseline::Adam => Box::new(|y| self.present().adam.density(y)),
            Baseline::Deep => deep(&self.present().dfp, self.source.period()),
            Baseline::Kernel => Box::new(|y| self.kde.density(y)),
            Baseline::Histogram => Box::new(|y| self.histogram.density_at(y)),
        }
    }

    fn train(&mut self) {
        let lr = self.plan.rate(self.step);
        let samples = self.batches.next(&self.source, self.plan.batch);
        let x: Vec<f64> = samples.iter().map(|&y| self.chart.to_period(y)).collect();
        self.fourier.step(&rotations(&x), lr);
        self.adam.step(samples, lr, self.source.half());
        let scale = self.source.period();
        let x: Vec<f64> = samples.iter().map(|&y| scale.to_period(y)).collect();
        self.dfp.step(&x, lr);
        self.step += 1;
    }

    /// Keeps the present state with its losses.
    fn keep(&mut self) {
        let (fourier, adam, dfp) =
            (self.fourier.model.clone(), self.adam.mixture(), self.dfp.model.clone());
        let density = FourierDensity::new(&fourier, self.chart);
        let Source { train, heldout, .. } = &self.source;
        let snapshot = Snapshot {
            train: judge(train, |y| density.density(y)),
            heldout: judge(heldout, |y| density.density(y)),
            heldout_adam: judge(heldout, |y| adam.density(y)),
            heldout_dfp: judge(heldout, deep(&dfp, self.source.period())),
            fourier,
            adam,
            dfp,
        };
        self.tape.keep(self.step, snapshot);
    }

    /// KL(truth ‖ density) by the trapezoidal rule on the grid; NaN where the truth is not known.
    pub(super) fn divergence(&self, density: impl Fn(f64) -> f64) -> f64 {
        let Some(truth) = &self.source.truth else {
            return f64::NAN;
        };
        divergence(&self.grid, |y| truth.density(y), density)
    }

    /// Modes of the truth, counted like those of the models; NaN where it is not known.
    pub(super) fn modes_of_the_truth(&self) -> f64 {
        self.source.truth.as_ref().map_or(f64::NAN, |truth| {
            let density: Vec<f64> = self.grid.iter().map(|&y| truth.density(y)).collect();
            modes(&density).len() as f64
        })
    }

    /// Whether the state just reached is one of those kept: about 24 to the decade.
    fn worth_keeping(&self) -> bool {
        let last = self.tape.times().last().copied().unwrap_or(0);
        self.step >= self.plan.steps
            || self.step as f64 >= (last as f64 * 1.08).max(last as f64 + SLICE as f64)
    }
}

/// A deep model's density in data units, if it lives on this period (and beyond).
fn deep<'a>(model: &Dfp, period: Chart) -> Box<dyn Fn(f64) -> f64 + 'a> {
    let prepared = model.prepare();
    Box::new(move |y| prepared.density(period.to_period(y)) * period.slope(y))
}

/// Mean negative log-likelihood, of the first 2,000 data; NaN without data.
pub(super) fn judge(data: &[f64], density: impl Fn(f64) -> f64) -> f64 {
    let n = data.len().min(JUDGED);
    -data[..n].iter().map(|&y| libm::log(density(y).max(FLOOR))).sum::<f64>() / n as f64
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

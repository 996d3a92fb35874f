//! One model on one data set with one seed: what the race and the splits are made of, and the claims.

use super::{
    baseline::Baseline,
    dfp::Dfp,
    em::EmSearch,
    estimate::Estimate,
    models::{Chart, DfpTrainer, Fourier, FourierDensity, FourierTrainer, MixtureTrainer},
    series::{Series, rotations},
    source::Source,
    training::{Batches, Plan},
};
use crate::{
    ParamError, Value, Values, Work,
    numerics::{
        kde::{Kde, sheather_jones},
        mixture::Mixture,
        random::strand,
    },
};

/// Most steps in one slice.
const SLICE: usize = 20;
/// Samples × size of one slice: about two milliseconds.
const WORK: usize = 100_000;

/// Who runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Runner {
    /// The series, with this weight of the roughness.
    Series {
        /// γ.
        gamma: f64,
    },
    /// Another; with no series of its own the plain one and the histogram do not run.
    Other(Baseline),
}

/// One model to be trained and judged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) runner: Runner,
    /// Terms of the series, components of a mixture.
    pub(super) size: usize,
    /// Of the data and of the start.
    pub(super) seed: u64,
}

/// What a model came to.
pub(super) struct Outcome {
    /// Numbers it stores.
    pub(super) parameters: f64,
    pub(super) estimate: Estimate,
}

/// An outcome, or why there is none.
pub(super) type Judged = Result<Outcome, ParamError>;

impl Outcome {
    /// Divergence from the truth where it is known, else held-out loss.
    pub(super) fn score(&self) -> f64 {
        self.estimate.kl.or(self.estimate.heldout).unwrap_or(f64::NAN)
    }
}

/// What all entries have in common.
pub(super) struct Contest {
    values: Values,
    plan: Plan,
    /// Whether the truth is known.
    pub(super) known: bool,
}

/// An entry under way.
pub(super) struct Training {
    source: Source,
    chart: Chart,
    batches: Batches,
    model: Model,
    step: u64,
}

enum Model {
    Series(FourierTrainer),
    Mixture(MixtureTrainer),
    Deep(DfpTrainer),
    Em(EmSearch),
    Kernel(Kde),
}

impl Contest {
    /// With the training that the values ask for.
    pub(super) fn new(values: &Values) -> Result<Self, ParamError> {
        Self::trained(values, Plan::new(values))
    }

    /// With another plan of training.
    pub(super) fn trained(values: &Values, plan: Plan) -> Result<Self, ParamError> {
        let known = Source::new(values)?.truth.is_some();
        Ok(Self { values: values.clone(), plan, known })
    }

    /// One slice of an entry; an error where its data do not fit (they did when the contest started).
    pub(super) fn work(
        &self,
        entry: &Entry,
        under_way: Option<Training>,
    ) -> Work<Training, Judged> {
        let mut training = match under_way.map_or_else(|| self.begin(entry), Ok) {
            Ok(training) => training,
            Err(error) => return Work::Done(Err(error)),
        };
        if training.slice(&self.plan, entry.size) {
            return Work::Going(training);
        }
        let estimate = training.judged();
        let parameters = match entry.runner {
            Runner::Series { .. } => 2.0 * (entry.size + 1) as f64,
            Runner::Other(which) => which.parameters(entry.size),
        };
        Work::Done(Ok(Outcome { parameters, estimate }))
    }

    /// An entry from beginning to end.
    pub(super) fn outcome(&self, entry: &Entry) -> Judged {
        let mut under_way = None;
        loop {
            match self.work(entry, under_way) {
                Work::Going(training) => under_way = Some(training),
                Work::Done(judged) => return judged,
            }
        }
    }

    /// How much worse `other` scores than `one` on each of some seeds: both have the same data.
    pub(super) fn leads(
        &self,
        one: (Runner, usize),
        other: (Runner, usize),
        seeds: impl Iterator<Item = u64>,
    ) -> Result<Vec<f64>, ParamError> {
        let score = |(runner, size), seed| {
            self.outcome(&Entry { runner, size, seed }).map(|outcome| outcome.score())
        };
        seeds.map(|seed| Ok(score(other, seed)? - score(one, seed)?)).collect()
    }

    /// Training and held-out data of a seed.
    fn source(&self, seed: u64) -> Result<Source, ParamError> {
        Source::new(&self.values.clone().with("seed", Value::Seed(seed)))
    }

    fn begin(&self, entry: &Entry) -> Result<Training, ParamError> {
        let &Entry { runner, size, seed } = entry;
        let source = self.source(seed)?;
        let judged: Vec<f64> = source.judged().iter().copied().take(4_000).collect();
        let components = size.min(judged.len());
        let model = match runner {
            Runner::Series { gamma } => {
                let start = Series::random(size, &mut strand(seed, 4));
                Model::Series(FourierTrainer::new(Fourier::NonNegative(start), gamma))
            }
            Runner::Other(which) => match (which, which.weights()) {
                (_, Some(weights)) => {
                    let sigma0 = self.values.number("sigma0") * source.half();
                    let start = Mixture::seeded(&judged, components, sigma0, &mut strand(seed, 5));
                    Model::Mixture(MixtureTrainer::new(&start, weights))
                }
                (Baseline::Deep, _) => Model::Deep(DfpTrainer::new(Dfp::new(
                    self.values.number("dfp_scale"),
                    &mut strand(seed, 7),
                ))),
                (Baseline::Em, _) => Model::Em(EmSearch::new(judged, components, strand(seed, 6))),
                _ => {
                    let bandwidth = sheather_jones(&judged).max(source.half() * 1e-4);
                    Model::Kernel(Kde::new(&judged, bandwidth))
                }
            },
        };
        let chart = source.chart(self.values.pick("support"));
        Ok(Training { source, chart, batches: Batches::new(seed), model, step: 0 })
    }
}

impl Training {
    /// Does a slice; whether there is more to do.
    fn slice(&mut self, plan: &Plan, size: usize) -> bool {
        match &mut self.model {
            Model::Kernel(_) => return false,
            Model::Em(search) => {
                search.advance();
                return !search.is_done();
            }
            Model::Series(_) | Model::Mixture(_) | Model::Deep(_) => {}
        }
        let (half, scale) = (self.source.half(), self.source.period());
        let steps = (WORK / (plan.batch * size.max(10))).clamp(1, SLICE) as u64;
        for _ in 0..steps.min(plan.steps - self.step) {
            let lr = plan.rate(self.step);
            let samples = self.batches.next(&self.source, plan.batch);
            let on =
                |chart: Chart| samples.iter().map(|&y| chart.to_period(y)).collect::<Vec<f64>>();
            match &mut self.model {
                Model::Series(trainer) => trainer.step(&rotations(&on(self.chart)), lr),
                Model::Mixture(trainer) => trainer.step(samples, lr, half),
                Model::Deep(trainer) => trainer.step(&on(scale), lr),
                Model::Em(_) | Model::Kernel(_) => {}
            }
            self.step += 1;
        }
        self.step < plan.steps
    }

    fn judged(&self) -> Estimate {
        let source = &self.source;
        match &self.model {
            Model::Series(trainer) => {
                let density = FourierDensity::new(&trainer.model, self.chart);
                Estimate::new(source, |y| density.density(y))
            }
            Model::Mixture(trainer) => {
                let mixture = trainer.mixture();
                Estimate::new(source, |y| mixture.density(y))
            }
            Model::Deep(trainer) => Estimate::new(source, trainer.model.over(source.period())),
            Model::Em(search) => Estimate::new(source, |y| search.mixture().density(y)),
            Model::Kernel(kde) => Estimate::new(source, |y| kde.density(y)),
        }
    }
}

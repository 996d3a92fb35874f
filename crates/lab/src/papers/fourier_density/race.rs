//! Who wins: quality against the number of parameters, for every model, over seeds.

use figure::Figure;

use super::{
    baseline::Baseline,
    dfp::Dfp,
    figures,
    fit::divergence,
    models::{Chart, DfpTrainer, Fourier, FourierDensity, FourierTrainer, MixtureTrainer},
    series::{FLOOR, Series, rotations},
    source::Source,
    training::{Batches, Plan},
};
use crate::{
    Halt, Lang, ParamError, Pen, Progress, Readouts, Simulation, Study, Value, Values, Work,
    numerics::{
        mixture::Mixture,
        quantile::{linspace, mean_and_error},
        random::strand,
    },
};

const TERMS: [usize; 7] = [2, 4, 7, 10, 14, 20, 30];
const COMPONENTS: [usize; 7] = [1, 2, 3, 5, 8, 13, 20];
/// Seeds over which the means and ranges are taken.
pub(super) const SEEDS: u64 = 3;
/// Steps in one slice.
const SLICE: u64 = 10;

/// Who runs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Runner {
    /// The series.
    Series,
    /// Another.
    Other(Baseline),
}

impl Runner {
    /// Those that have a number of parameters.
    pub(super) const ALL: [Self; 4] = [
        Self::Series,
        Self::Other(Baseline::Em),
        Self::Other(Baseline::Adam),
        Self::Other(Baseline::Deep),
    ];
}

/// One model to be trained and judged.
#[derive(Clone, Copy, Debug)]
struct Job {
    runner: Runner,
    /// Terms of the series, components of a mixture.
    size: usize,
    seed: u64,
}

/// A training under way.
struct Training {
    source: Source,
    chart: Chart,
    batches: Batches,
    model: Model,
    step: u64,
}

enum Model {
    Series(FourierTrainer),
    Adam(MixtureTrainer),
    Deep(DfpTrainer),
}

/// Parameters and score of one model.
#[derive(Clone, Copy)]
struct Outcome {
    parameters: f64,
    score: f64,
}

/// Mean and range over seeds at one number of parameters.
#[derive(Clone, Copy)]
pub(super) struct Rank {
    pub(super) parameters: f64,
    pub(super) mean: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

/// The background study.
pub(super) struct Race {
    setting: Setting,
    study: Study<Job, Training, Outcome>,
}

/// What every job needs.
struct Setting {
    values: Values,
    plan: Plan,
    /// Whether the truth is: then models are judged by their divergence from it, else by their held-out loss.
    known: bool,
}

impl Race {
    pub(super) fn start(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
        let known = Source::new(values)?.truth.is_some();
        // Small models first, seed by seed: the curves appear from the left and then firm up.
        let mut jobs = Vec::new();
        for seed in (0..SEEDS).map(|i| values.seed("seed").wrapping_add(i)) {
            for (terms, components) in TERMS.into_iter().zip(COMPONENTS) {
                let series = Job { runner: Runner::Series, size: terms, seed };
                let mixture = |which| Job { runner: Runner::Other(which), size: components, seed };
                jobs.extend([series, mixture(Baseline::Em), mixture(Baseline::Adam)]);
            }
            jobs.push(Job { runner: Runner::Other(Baseline::Deep), size: 0, seed });
        }
        let setting = Setting { values: values.clone(), plan: Plan::new(values), known };
        Ok(Box::new(Self { setting, study: Study::new(jobs) }))
    }

    /// Mean and range over seeds of one model, by parameters.
    pub(super) fn curve(&self, runner: Runner) -> Vec<Rank> {
        let outcomes = || self.study.done().filter(|(j, _)| j.runner == runner).map(|(_, o)| o);
        let mut sizes: Vec<f64> = outcomes().map(|o| o.parameters).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        sizes.dedup();
        let rank = |parameters| {
            let scores: Vec<f64> =
                outcomes().filter(|o| o.parameters == parameters).map(|o| o.score).collect();
            Rank {
                parameters,
                mean: mean_and_error(&scores).0,
                low: scores.iter().copied().fold(f64::INFINITY, f64::min),
                high: scores.iter().copied().fold(f64::NEG_INFINITY, f64::max),
            }
        };
        sizes.into_iter().map(rank).collect()
    }

    /// Whether models are judged by their divergence from the truth, else by their held-out loss.
    pub(super) fn knows_the_truth(&self) -> bool {
        self.setting.known
    }
}

impl Setting {
    /// One slice of a job.
    fn work(&self, job: &Job, under_way: Option<Training>) -> Work<Training, Outcome> {
        let mut training = match under_way {
            Some(training) => training,
            None => match self.begin(job) {
                Ok(training) => training,
                Err(outcome) => return Work::Done(outcome),
            },
        };
        training.slice(&self.plan);
        if training.step < self.plan.steps {
            return Work::Going(training);
        }
        Work::Done(self.finish(job, &training))
    }

    /// Divergence from the truth where it is known, else held-out loss.
    fn score(&self, source: &Source, density: impl Fn(f64) -> f64) -> f64 {
        match &source.truth {
            Some(truth) => divergence(
                &linspace(source.range.0, source.range.1, 2_001),
                |y| truth.density(y),
                density,
            ),
            None => {
                -source.heldout.iter().map(|&y| libm::log(density(y).max(FLOOR))).sum::<f64>()
                    / source.heldout.len() as f64
            }
        }
    }

    fn begin(&self, job: &Job) -> Result<Training, Outcome> {
        let &Job { runner, size, seed } = job;
        let values = self.values.clone().with("seed", Value::Seed(seed));
        // It started with these values, so it starts with another seed.
        let Ok(source) = Source::new(&values) else {
            return Err(Outcome { parameters: f64::NAN, score: f64::NAN });
        };
        let judged: Vec<f64> = source.judged().iter().copied().take(4_000).collect();
        let components = size.min(judged.len());
        let model = match runner {
            Runner::Series => Model::Series(FourierTrainer::new(
                Fourier::NonNegative(Series::random(size, &mut strand(seed, 4))),
                values.number("gamma"),
            )),
            Runner::Other(Baseline::Adam) => Model::Adam(MixtureTrainer::new(&Mixture::seeded(
                &judged,
                components,
                values.number("sigma0") * source.half(),
                &mut strand(seed, 5),
            ))),
            Runner::Other(Baseline::Deep) => Model::Deep(DfpTrainer::new(Dfp::new(
                values.number("dfp_scale"),
                &mut strand(seed, 7),
            ))),
            Runner::Other(Baseline::Em | Baseline::Kernel | Baseline::Histogram) => {
                let mixture = Mixture::fit(&judged, components, 1, &mut strand(seed, 6));
                let score = self.score(&source, |y| mixture.density(y));
                return Err(Outcome { parameters: Baseline::Em.parameters(size), score });
            }
        };
        let chart = source.chart(values.pick("support"));
        Ok(Training { source, chart, batches: Batches::new(seed), model, step: 0 })
    }

    fn finish(&self, job: &Job, training: &Training) -> Outcome {
        let Training { source, chart, model, .. } = training;
        match model {
            Model::Series(trainer) => {
                let density = FourierDensity::new(&trainer.model, *chart);
                let parameters = trainer.model.parameters() as f64;
                Outcome { parameters, score: self.score(source, |y| density.density(y)) }
            }
            Model::Adam(trainer) => {
                let mixture = trainer.mixture();
                let parameters = Baseline::Adam.parameters(job.size);
                Outcome { parameters, score: self.score(source, |y| mixture.density(y)) }
            }
            Model::Deep(trainer) => {
                let (deep, scale) = (trainer.model.prepare(), source.period());
                let density = |y| deep.density(scale.to_period(y)) * scale.slope(y);
                let parameters = Baseline::Deep.parameters(0);
                Outcome { parameters, score: self.score(source, density) }
            }
        }
    }
}

impl Training {
    fn slice(&mut self, plan: &Plan) {
        let (half, scale) = (self.source.half(), self.source.period());
        for _ in 0..SLICE {
            let lr = plan.rate(self.step);
            let samples = self.batches.next(&self.source, plan.batch);
            let on =
                |chart: Chart| samples.iter().map(|&y| chart.to_period(y)).collect::<Vec<f64>>();
            match &mut self.model {
                Model::Series(trainer) => trainer.step(&rotations(&on(self.chart)), lr),
                Model::Adam(trainer) => trainer.step(samples, lr, half),
                Model::Deep(trainer) => trainer.step(&on(scale), lr),
            }
            self.step += 1;
        }
    }
}

impl Simulation for Race {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(self.study.advance(|job, under_way| self.setting.work(job, under_way)))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::race::figure(self, Pen::new(lang, &[]))
    }

    fn readouts(&self) -> Readouts {
        let measure = if self.setting.known { "kl" } else { "nll_heldout" };
        let mut out = Readouts::new();
        for runner in Runner::ALL {
            let best = self.curve(runner).iter().map(|r| r.mean).fold(f64::NAN, f64::min);
            let name = match runner {
                Runner::Series => String::new(),
                Runner::Other(which) => format!("_{}", which.key()),
            };
            for key in ["nll_heldout", "kl"] {
                if key == measure {
                    out.set(&format!("{key}{name}"), best);
                } else {
                    out.na(&format!("{key}{name}"));
                }
            }
        }
        out
    }
}

//! Who wins: quality against the number of parameters, for every model, over seeds.

use figure::{Axis, Figure, Mark, Panel, Role, significant};

use super::{
    dfp::Dfp,
    figures::NAMES,
    models::{Chart, DfpTrainer, Fourier, FourierDensity, FourierTrainer, MixtureTrainer},
    series::{FLOOR, Series, rotations},
    simulation::{BASELINES, Batches, Plan, chart, divergence, parameters},
    source::Source,
};
use crate::{
    Halt, Lang, ParamError, Progress, Readouts, Simulation, Values,
    numerics::{
        mixture::Mixture,
        quantile::{linspace, mean_and_error},
        random::strand,
    },
    t,
};

const TERMS: [usize; 7] = [2, 4, 7, 10, 14, 20, 30];
const COMPONENTS: [usize; 7] = [1, 2, 3, 5, 8, 13, 20];
const SEEDS: u64 = 3;
/// Steps in one slice.
const SLICE: u64 = 10;

/// One model to be trained and judged.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Job {
    Fourier(usize),
    Em(usize),
    Adam(usize),
    Dfp,
}

enum Trainer {
    Fourier(FourierTrainer),
    Adam(MixtureTrainer),
    Dfp(DfpTrainer),
}

/// One judged model: series (0: Fourier, 1…: baselines), parameters, score.
#[derive(Clone, Copy)]
struct Outcome {
    series: usize,
    parameters: f64,
    score: f64,
}

/// The background study.
pub(super) struct Race {
    values: Values,
    plan: Plan,
    jobs: Vec<(Job, u64)>,
    at: usize,
    step: u64,
    running: Option<(Source, Chart, Batches, Trainer)>,
    outcomes: Vec<Outcome>,
    known: bool,
}

impl Race {
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        let source = Source::new(values)?;
        // Small models first, seed by seed: the curves appear from the left and then firm up.
        let mut jobs = Vec::new();
        for seed in 0..SEEDS {
            for i in 0..TERMS.len() {
                jobs.push((Job::Fourier(TERMS[i]), seed));
                jobs.push((Job::Em(COMPONENTS[i]), seed));
                jobs.push((Job::Adam(COMPONENTS[i]), seed));
            }
            jobs.push((Job::Dfp, seed));
        }
        Ok(Self {
            values: values.clone(),
            plan: Plan::new(values),
            jobs,
            at: 0,
            step: 0,
            running: None,
            outcomes: Vec::new(),
            known: source.truth.is_some(),
        })
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

    fn begin(&self, job: Job, seed: u64) -> Result<(Source, Chart, Batches, Trainer), Outcome> {
        let seed = self.values.seed("seed").wrapping_add(seed);
        let values = self.values.clone().with("seed", crate::Value::Seed(seed));
        // It started with these values, so it starts with another seed.
        let Ok(source) = Source::new(&values) else {
            return Err(Outcome { series: 0, parameters: f64::NAN, score: f64::NAN });
        };
        let chart = chart(&source, &values);
        let half = (source.range.1 - source.range.0) / 2.0;
        let judged: Vec<f64> =
            if source.train.is_empty() { &source.heldout } else { &source.train }
                .iter()
                .copied()
                .take(4_000)
                .collect();
        let trainer = match job {
            Job::Fourier(n) => Trainer::Fourier(FourierTrainer::new(
                Fourier::NonNegative(Series::random(n, &mut strand(seed, 4))),
                values.number("gamma"),
            )),
            Job::Adam(k) => {
                let k = k.min(judged.len());
                Trainer::Adam(MixtureTrainer::new(&Mixture::seeded(
                    &judged,
                    k,
                    values.number("sigma0") * half,
                    &mut strand(seed, 5),
                )))
            }
            Job::Dfp => Trainer::Dfp(DfpTrainer::new(Dfp::new(
                values.number("dfp_scale"),
                &mut strand(seed, 7),
            ))),
            Job::Em(k) => {
                let mixture = Mixture::fit(&judged, k.min(judged.len()), 1, &mut strand(seed, 6));
                let score = self.score(&source, |y| mixture.density(y));
                return Err(Outcome { series: 1, parameters: parameters(0, k), score });
            }
        };
        Ok((source, chart, Batches::new(seed), trainer))
    }

    fn finish(&self, job: Job, running: &(Source, Chart, Batches, Trainer)) -> Outcome {
        let (source, chart, _, trainer) = running;
        let (low, high) = source.range;
        let scale = Chart::Periodic { mid: (low + high) / 2.0, half: (high - low) / 2.0 };
        let (series, count, score) = match (trainer, job) {
            (Trainer::Fourier(trainer), _) => {
                let density = FourierDensity::new(&trainer.model, *chart);
                // 2(N + 1) stored reals, of which phase and scale are redundant.
                (0, trainer.model.parameters() as f64, self.score(source, |y| density.density(y)))
            }
            (Trainer::Adam(trainer), Job::Adam(k)) => {
                let mixture = trainer.mixture();
                (2, parameters(1, k), self.score(source, |y| mixture.density(y)))
            }
            (Trainer::Adam(trainer), _) => {
                (2, f64::NAN, self.score(source, |y| trainer.mixture().density(y)))
            }
            (Trainer::Dfp(trainer), _) => {
                let model = trainer.model.prepare();
                (
                    3,
                    parameters(2, 0),
                    self.score(source, |y| model.density(scale.to_period(y)) * scale.slope(y)),
                )
            }
        };
        Outcome { series, parameters: count, score }
    }

    fn total(&self) -> u64 {
        self.jobs.len() as u64
    }

    /// Mean and range over seeds of one series, by parameters.
    fn curve(&self, series: usize) -> Vec<(f64, f64, f64, f64)> {
        let mut sizes: Vec<f64> =
            self.outcomes.iter().filter(|o| o.series == series).map(|o| o.parameters).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        sizes.dedup();
        sizes
            .into_iter()
            .map(|size| {
                let scores: Vec<f64> = self
                    .outcomes
                    .iter()
                    .filter(|o| o.series == series && o.parameters == size)
                    .map(|o| o.score)
                    .collect();
                let (low, high) = scores
                    .iter()
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &s| (l.min(s), h.max(s)));
                (size, mean_and_error(&scores).0, low, high)
            })
            .collect()
    }
}

impl Simulation for Race {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let Some(&(job, seed)) = self.jobs.get(self.at) else {
            return Ok(Progress::of(self.total(), self.total()));
        };
        let mut running = match self.running.take() {
            Some(running) => running,
            None => match self.begin(job, seed) {
                Ok(running) => running,
                Err(outcome) => {
                    self.outcomes.push(outcome);
                    self.at += 1;
                    return Ok(Progress::of(self.at as u64, self.total()));
                }
            },
        };
        let (source, chart, batches, trainer) = &mut running;
        let half = (source.range.1 - source.range.0) / 2.0;
        let scale = Chart::Periodic { mid: (source.range.0 + source.range.1) / 2.0, half };
        for _ in 0..SLICE {
            let lr = self.plan.rate(self.step);
            let samples = batches.next(source, self.plan.batch);
            match trainer {
                Trainer::Fourier(trainer) => {
                    let x: Vec<f64> = samples.iter().map(|&y| chart.to_period(y)).collect();
                    trainer.step(&rotations(&x), lr);
                }
                Trainer::Adam(trainer) => trainer.step(samples, lr, half),
                Trainer::Dfp(trainer) => {
                    let x: Vec<f64> = samples.iter().map(|&y| scale.to_period(y)).collect();
                    trainer.step(&x, lr);
                }
            }
            self.step += 1;
        }
        if self.step >= self.plan.steps {
            let outcome = self.finish(job, &running);
            self.outcomes.push(outcome);
            (self.step, self.at) = (0, self.at + 1);
        } else {
            self.running = Some(running);
        }
        Ok(Progress::of(self.at as u64, self.total()))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        let x = Axis::log(t("stored parameters", "存储的参数个数").get(lang)).over(2.0, 80.0);
        let y = if self.known {
            Axis::log(t("divergence from the truth", "与真实分布的散度").get(lang))
                .unit(t("nats", "nat").get(lang))
                .including(1e-3, 1.0)
        } else {
            Axis::linear(t("held-out loss", "留出集损失").get(lang))
                .unit(t("nats", "nat").get(lang))
        };
        let mut panel = Panel::new(x, y);
        let series = [
            (t("Fourier series", "傅里叶级数"), Role::Model, "fit"),
            (NAMES[0].0, Role::Baseline(NAMES[0].1), BASELINES[0]),
            (NAMES[1].0, Role::Baseline(NAMES[1].1), BASELINES[1]),
            (NAMES[2].0, Role::Baseline(NAMES[2].1), BASELINES[2]),
        ];
        let mut best = Vec::new();
        for (i, (name, role, id)) in series.into_iter().enumerate() {
            let curve = self.curve(i);
            let [mut px, mut py, mut low, mut high] = [const { Vec::new() }; 4];
            for (size, mean, l, h) in &curve {
                px.push(*size);
                py.push(*mean);
                low.push(*l);
                high.push(*h);
            }
            if let Some(least) = curve.iter().map(|c| c.1).min_by(f64::total_cmp) {
                best.push(format!("{} {}", name.get(lang), significant(least, 3)));
            }
            panel = panel
                .with(
                    Mark::band(&format!("{id}-range"), "", role, px.clone(), low, high)
                        .label(figure::Label::Hidden),
                )
                .with(Mark::line(id, name.get(lang), role, px.clone(), py.clone()))
                .with(
                    Mark::points(&format!("{id}-points"), "", role, px, py)
                        .label(figure::Label::Hidden),
                );
        }
        let summary = match lang {
            Lang::En => format!(
                "Quality against the number of parameters, mean and range over {SEEDS} seeds. Best so far: {}.",
                best.join("; ")
            ),
            Lang::Zh => format!(
                "好坏对参数个数，{SEEDS} 个种子的均值与范围。目前最好：{}。",
                best.join("；")
            ),
        };
        vec![
            Figure::single("race", t("Lower is better", "越低越好").get(lang), panel)
                .aspect(0.5)
                .summary(summary),
        ]
    }

    fn readouts(&self) -> Readouts {
        let best = |series: usize| self.curve(series).iter().map(|c| c.1).fold(f64::NAN, f64::min);
        let mut out = Readouts::new();
        for readout in super::params::READOUTS {
            let value = match (self.known, readout.key) {
                (true, "kl") | (false, "nll_heldout") => best(0),
                (true, "kl_gmm_em") | (false, "nll_heldout_gmm_em") => best(1),
                (true, "kl_gmm_adam") | (false, "nll_heldout_gmm_adam") => best(2),
                (true, "kl_dfp") | (false, "nll_heldout_dfp") => best(3),
                _ => f64::NAN,
            };
            out.set(readout.key, value);
        }
        out
    }
}

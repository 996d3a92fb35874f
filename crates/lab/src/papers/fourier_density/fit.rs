//! The fit: all models on the same data, step by step.

use super::{
    baseline::Baseline,
    dfp::Dfp,
    em::EmSearch,
    estimate::{Estimate, judge},
    models::{Chart, DfpTrainer, Fourier, FourierDensity, FourierTrainer, MixtureTrainer, Weights},
    series::{Series, rotations},
    source::Source,
    training::{Batches, Plan},
};
use crate::{
    Halt, Message, ParamError, Progress, Tape, Values,
    numerics::{
        histogram::{Histogram, freedman_diaconis},
        kde::{Kde, sheather_jones},
        mixture::Mixture,
        quantile::sorted,
        random::strand,
    },
};

/// Most steps in one slice.
const SLICE: usize = 5;
/// Samples × terms of one slice: a few milliseconds with all models.
const WORK: usize = 40_000;
/// More states than a run of 30,000 steps keeps, so that none is thinned out.
const KEPT: usize = 256;

/// Who is trained beside the series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cast {
    /// Nobody.
    Alone,
    /// The plain series and all baselines.
    All,
}

/// What of the trained models is kept for scrubbing.
pub(super) struct Snapshot {
    pub(super) fourier: Fourier,
    pub(super) series: Estimate,
    /// Mean negative log-likelihood of the data that the series is trained on; `None` where every step draws afresh, or
    /// where it is no density.
    pub(super) train: Option<f64>,
    /// The others that are trained.
    others: Vec<(Baseline, Estimate)>,
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
    /// The truth, where it is known.
    pub(super) truth: Option<Estimate>,
    batches: Batches,
    fourier: FourierTrainer,
    rivals: Option<Rivals>,
    step: u64,
    slice: usize,
}

/// The models beside the series.
struct Rivals {
    plain: FourierTrainer,
    mixtures: [(Baseline, MixtureTrainer); 2],
    deep: DfpTrainer,
    em: EmSearch,
    /// Of the mixture found so far.
    em_estimate: Estimate,
    histogram: Estimate,
    /// In the first slice: many exponentials.
    kernel: Option<Estimate>,
    some: Vec<f64>,
}

impl Fit {
    /// Starts the series and its rivals.
    pub(super) fn start(values: &Values, cast: Cast) -> Result<Self, ParamError> {
        let source = Source::new(values)?;
        let seed = values.seed("seed");
        let (terms, gamma) = (values.count("terms"), values.number("gamma"));
        let plain = Fourier::Raw(vec![0.0; 2 * terms]);
        let start = if cast == Cast::Alone && !values.toggle("nonnegative") {
            plain.clone()
        } else {
            Fourier::NonNegative(Series::random(terms, &mut strand(seed, 4)))
        };
        let rivals = match cast {
            Cast::Alone => None,
            Cast::All => Some(Rivals::new(&source, values, FourierTrainer::new(plain, gamma))),
        };
        let judged = source.judged();
        let bins = bins(&source);
        let fine =
            ((2.0 * libm::sqrt(judged.len() as f64)) as usize).clamp(bins.max(10), 160.max(bins));
        let plan = Plan::new(values);
        let mut fit = Self {
            chart: source.chart(values.pick("support")),
            grid: source.grid(),
            bars: Histogram::new(judged, source.range.0, source.range.1, fine),
            tape: Tape::new(KEPT),
            truth: source.truth.as_ref().map(|truth| Estimate::new(&source, |y| truth.density(y))),
            batches: Batches::new(seed),
            fourier: FourierTrainer::new(start, gamma),
            rivals,
            step: 0,
            slice: (WORK / (plan.batch * terms)).clamp(1, SLICE),
            plan,
            source,
        };
        fit.keep();
        Ok(fit)
    }

    /// Does a few steps.
    pub(super) fn advance(&mut self) -> Result<Progress, Halt> {
        if self.step < self.plan.steps {
            for _ in 0..(self.slice as u64).min(self.plan.steps - self.step) {
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
        let waiting = self.rivals.as_mut().is_some_and(|rivals| rivals.search(&self.source));
        let progress = Progress::of(self.step, self.plan.steps);
        Ok(Progress { more: progress.more || waiting, ..progress })
    }

    /// The state shown.
    pub(super) fn present(&self) -> &Snapshot {
        &self.tape.states()[self.tape.index()]
    }

    /// The Fourier density shown.
    pub(super) fn density(&self) -> FourierDensity {
        FourierDensity::new(&self.present().fourier, self.chart)
    }

    /// What a baseline comes to in the state shown; `None` where it does not run, or not yet.
    pub(super) fn estimate(&self, which: Baseline) -> Option<&Estimate> {
        let rivals = self.rivals.as_ref()?;
        match which {
            Baseline::Em => Some(&rivals.em_estimate),
            Baseline::Kernel => rivals.kernel.as_ref(),
            Baseline::Histogram => Some(&rivals.histogram),
            Baseline::Plain | Baseline::Adam | Baseline::Equal | Baseline::Deep => {
                self.present().of(which)
            }
        }
    }

    fn train(&mut self) {
        let lr = self.plan.rate(self.step);
        let samples = self.batches.next(&self.source, self.plan.batch);
        let on = |chart: Chart| samples.iter().map(|&y| chart.to_period(y)).collect::<Vec<f64>>();
        let turned = rotations(&on(self.chart));
        self.fourier.step(&turned, lr);
        if let Some(rivals) = &mut self.rivals {
            rivals.plain.step(&turned, lr);
            for (_, mixture) in &mut rivals.mixtures {
                mixture.step(samples, lr, self.source.half());
            }
            rivals.deep.step(&on(self.source.period()), lr);
        }
        self.step += 1;
    }

    /// Keeps the present state, judged.
    fn keep(&mut self) {
        let fourier = self.fourier.model.clone();
        let density = FourierDensity::new(&fourier, self.chart);
        let series = Estimate::new(&self.source, |y| density.density(y));
        let train = (series.heldout.is_some() && !self.source.train.is_empty())
            .then(|| judge(&self.source.train, |y| density.density(y)));
        let others = self
            .rivals
            .as_ref()
            .map_or_else(Vec::new, |rivals| rivals.trained(&self.source, self.chart));
        self.tape.keep(self.step, Snapshot { fourier, series, train, others });
    }

    /// Whether the state just reached is one of those kept: about 24 to the decade.
    fn worth_keeping(&self) -> bool {
        let last = self.tape.times().last().copied().unwrap_or(0);
        self.step >= self.plan.steps
            || self.step as f64 >= (last as f64 * 1.08).max((last + SLICE as u64) as f64)
    }
}

impl Snapshot {
    /// What a trained baseline came to then.
    pub(super) fn of(&self, which: Baseline) -> Option<&Estimate> {
        self.others.iter().find(|(b, _)| *b == which).map(|(_, estimate)| estimate)
    }
}

impl Rivals {
    fn new(source: &Source, values: &Values, plain: FourierTrainer) -> Self {
        let seed = values.seed("seed");
        let half = source.half();
        // EM and kernel see at most so many data: more change nothing that a reader could see.
        let some: Vec<f64> = source.judged().iter().copied().take(20_000).collect();
        let few: Vec<f64> = some.iter().copied().take(4_000).collect();
        let components = values.count("components").min(few.len());
        let sigma0 = values.number("sigma0") * half;
        let first = Mixture::seeded(&few, components, sigma0, &mut strand(seed, 5));
        let histogram =
            Histogram::new(source.judged(), source.range.0, source.range.1, bins(source));
        let em = EmSearch::new(few, components, strand(seed, 6));
        let mut rivals = Self {
            plain,
            mixtures: [
                (Baseline::Adam, MixtureTrainer::new(&first, Weights::Free)),
                (Baseline::Equal, MixtureTrainer::new(&first, Weights::Equal)),
            ],
            deep: DfpTrainer::new(Dfp::new(values.number("dfp_scale"), &mut strand(seed, 7))),
            em_estimate: Estimate::new(source, |y| em.mixture().density(y)),
            em,
            histogram: Estimate::new(source, |y| histogram.density_at(y)),
            kernel: None,
            some,
        };
        rivals.search_em(source);
        rivals
    }

    /// A slice of what needs no gradient; whether there is more of it.
    fn search(&mut self, source: &Source) -> bool {
        if self.kernel.is_none() {
            let bandwidth = sheather_jones(&self.some).max(source.half() * 1e-4);
            let kde = Kde::new(&self.some, bandwidth);
            self.kernel = Some(Estimate::new(source, |y| kde.density(y)));
            return true;
        }
        if self.em.is_done() {
            return false;
        }
        self.search_em(source);
        !self.em.is_done()
    }

    fn search_em(&mut self, source: &Source) {
        self.em.advance();
        let mixture = self.em.mixture();
        self.em_estimate = Estimate::new(source, |y| mixture.density(y));
    }

    /// The trained ones, judged.
    fn trained(&self, source: &Source, chart: Chart) -> Vec<(Baseline, Estimate)> {
        let plain = FourierDensity::new(&self.plain.model, chart);
        let mixtures = self.mixtures.iter().map(|(which, trainer)| {
            let mixture = trainer.mixture();
            (*which, Estimate::new(source, |y| mixture.density(y)))
        });
        let mut all: Vec<(Baseline, Estimate)> = mixtures.collect();
        all.push((Baseline::Plain, Estimate::new(source, |y| plain.density(y))));
        all.push((Baseline::Deep, Estimate::new(source, self.deep.model.over(source.period()))));
        all
    }
}

/// Bins of the baseline over the whole range, as wide as the rule of Freedman and Diaconis has them.
fn bins(source: &Source) -> usize {
    let some: Vec<f64> = source.judged().iter().copied().take(20_000).collect();
    let ordered = sorted(&some);
    let data = (ordered[ordered.len() - 1] - ordered[0]).max(source.half() * 1e-6);
    (2.0 * source.half() / data * freedman_diaconis(&ordered) as f64).clamp(1.0, 400.0) as usize
}

//! How many terms, and who is better on data not seen: over many splits of the data into training and held-out.

use figure::Figure;

use super::{
    baseline::Baseline,
    contest::{Contest, Entry, Judged, Outcome, Runner, Training},
    figures,
    training::Plan,
};
use crate::{
    Halt, Lang, ParamError, Pen, Progress, Readouts, Simulation, Study, Values,
    numerics::quantile::{Band, mean_and_error},
};

/// Numbers of terms tried.
const TERMS: [usize; 12] = [1, 2, 3, 4, 6, 8, 11, 14, 20, 28, 40, 60];
/// Splits.
pub(super) const SPLITS: u64 = 20;

/// What the series is held against, split by split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rival {
    /// The mixture by EM.
    Em,
    /// The kernel estimate.
    Kernel,
    /// The same series without smoothing.
    Rough,
}

impl Rival {
    pub(super) const ALL: [Self; 3] = [Self::Em, Self::Kernel, Self::Rough];

    /// End of the keys of its read-outs.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Em => Baseline::Em.key(),
            Self::Kernel => Baseline::Kernel.key(),
            Self::Rough => "rough",
        }
    }

    const fn runner(self) -> Runner {
        match self {
            Self::Em => Runner::Other(Baseline::Em),
            Self::Kernel => Runner::Other(Baseline::Kernel),
            Self::Rough => Runner::Series { gamma: 0.0 },
        }
    }
}

/// The background study.
pub(super) struct Splits {
    contest: Contest,
    study: Study<Entry, Training, Judged>,
    /// The series that is compared.
    pub(super) terms: usize,
    gamma: f64,
    components: usize,
}

impl Splits {
    pub(super) fn start(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
        let (terms, gamma) = (values.count("terms"), values.number("gamma"));
        let components = values.count("components");
        let mut sizes = TERMS.to_vec();
        if !sizes.contains(&terms) {
            sizes.push(terms);
        }
        // The series that is compared comes first in every split.
        sizes.sort_by_key(|&n| (n != terms, n));
        let jobs = (0..SPLITS).map(|i| values.seed("seed").wrapping_add(i)).flat_map(|seed| {
            let series = sizes.iter().flat_map(move |&size| {
                [gamma, 0.0].map(|gamma| Entry { runner: Runner::Series { gamma }, size, seed })
            });
            let others = [Rival::Em, Rival::Kernel].map(|rival| Entry {
                runner: rival.runner(),
                size: components,
                seed,
            });
            others.into_iter().chain(series).collect::<Vec<_>>()
        });
        let study = Study::new(jobs.collect());
        let contest = Contest::trained(values, Plan::QUICK)?;
        Ok(Box::new(Self { contest, study, terms, gamma, components }))
    }

    fn outcomes(&self, runner: Runner, size: usize) -> impl Iterator<Item = (u64, &Outcome)> {
        self.study
            .done()
            .filter(move |(e, _)| e.runner == runner && e.size == size)
            .filter_map(|(e, outcome)| Some((e.seed, outcome.as_ref().ok()?)))
    }

    /// Held-out losses of the splits that are done.
    fn losses(&self, runner: Runner, size: usize) -> Vec<f64> {
        self.outcomes(runner, size).filter_map(|(_, o)| o.estimate.heldout).collect()
    }

    /// Numbers of terms, with the quantiles of the held-out loss of the series, smoothed or not.
    pub(super) fn by_terms(&self, smoothed: bool) -> (Vec<f64>, Band) {
        let runner = Runner::Series { gamma: if smoothed { self.gamma } else { 0.0 } };
        let mut sizes: Vec<usize> = self.study.jobs().iter().map(|e| e.size).collect();
        sizes.sort_unstable();
        sizes.dedup();
        let (mut x, mut band) = (Vec::new(), Band::default());
        for size in sizes {
            let mut losses = self.losses(runner, size);
            if !losses.is_empty() {
                band.push(&mut losses);
                x.push(size as f64);
            }
        }
        (x, band)
    }

    /// Quantiles of the held-out loss of a rival that has no number of terms, at one point.
    pub(super) fn level(&self, rival: Rival) -> Option<Band> {
        let mut losses = self.losses(rival.runner(), self.components);
        let mut band = Band::default();
        (!losses.is_empty()).then(|| {
            band.push(&mut losses);
            band
        })
    }

    /// By how much a rival's held-out loss is above the series', split by split, in nats.
    pub(super) fn leads(&self, rival: Rival) -> Vec<f64> {
        let size = if rival == Rival::Rough { self.terms } else { self.components };
        let own = Runner::Series { gamma: self.gamma };
        let theirs: Vec<(u64, &Outcome)> = self.outcomes(rival.runner(), size).collect();
        self.outcomes(own, self.terms)
            .filter_map(|(seed, own)| {
                let (_, other) = theirs.iter().find(|(s, _)| *s == seed)?;
                Some(other.estimate.heldout? - own.estimate.heldout?)
            })
            .collect()
    }
}

impl Simulation for Splits {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(self.study.advance(|entry, under_way| self.contest.work(entry, under_way)))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::splits::figures(self, Pen::new(lang, &[]))
    }

    fn readouts(&self) -> Readouts {
        let mut out = Readouts::new();
        let (x, band) = self.by_terms(true);
        let best = x.iter().zip(&band.median).min_by(|a, b| a.1.total_cmp(b.1));
        out.set("best_terms", best.map_or(f64::NAN, |(n, _)| *n));
        out.set("splits", self.leads(Rival::Em).len() as f64);
        for rival in Rival::ALL {
            let (key, leads) = (rival.key(), self.leads(rival));
            let (mean, error) = mean_and_error(&leads);
            out.set(&format!("lead_{key}"), mean);
            out.set(&format!("lead_{key}_error"), error);
            out.set(
                &format!("wins_{key}"),
                leads.iter().filter(|lead| **lead > 0.0).count() as f64,
            );
        }
        out
    }
}

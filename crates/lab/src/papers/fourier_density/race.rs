//! Who wins: quality against the number of parameters, for every model, over seeds.

use figure::Figure;

use super::{
    baseline::Baseline,
    contest::{Contest, Entry, Judged, Outcome, Runner, Training},
    figures,
};
use crate::{
    Halt, Lang, ParamError, Pen, Progress, Readouts, Simulation, Study, Values,
    numerics::quantile::Band,
};

/// Sizes m with 2m numbers: N = m − 1 terms, m equal components, (2m + 1)/3 free ones.
const SIZES: [usize; 7] = [3, 5, 8, 11, 15, 21, 30];
/// Seeds over which the bands are taken.
pub(super) const SEEDS: u64 = 20;

/// The models that have a number of parameters.
pub(super) const RUNNERS: [Baseline; 4] =
    [Baseline::Em, Baseline::Adam, Baseline::Equal, Baseline::Deep];

/// Entries of one seed.
fn entries(gamma: f64, seed: u64) -> Vec<Entry> {
    let mut all = Vec::new();
    for m in SIZES {
        let other = |which, size| Entry { runner: Runner::Other(which), size, seed };
        all.push(Entry { runner: Runner::Series { gamma }, size: m - 1, seed });
        all.push(other(Baseline::Em, (2 * m + 1) / 3));
        all.push(other(Baseline::Adam, (2 * m + 1) / 3));
        all.push(other(Baseline::Equal, m));
    }
    all.push(Entry { runner: Runner::Other(Baseline::Deep), size: 0, seed });
    all
}

/// The background study.
pub(super) struct Race {
    contest: Contest,
    study: Study<Entry, Training, Judged>,
}

/// What one model came to, by its number of parameters.
#[derive(Default)]
pub(super) struct Curve {
    pub(super) parameters: Vec<f64>,
    pub(super) score: Band,
    pub(super) modes: Band,
}

impl Race {
    pub(super) fn start(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
        let (seed, gamma) = (values.seed("seed"), values.number("gamma"));
        // Small models first, seed by seed: the curves appear from the left and then firm up.
        let jobs = (0..SEEDS).flat_map(|i| entries(gamma, seed.wrapping_add(i))).collect();
        Ok(Box::new(Self { contest: Contest::new(values)?, study: Study::new(jobs) }))
    }

    /// Quantiles over the seeds that are done, of the series (`None`) or of a baseline.
    pub(super) fn curve(&self, which: Option<Baseline>) -> Curve {
        let mine = |entry: &Entry| match (entry.runner, which) {
            (Runner::Series { .. }, None) => true,
            (Runner::Other(found), Some(wanted)) => found == wanted,
            _ => false,
        };
        let done: Vec<&Outcome> = self
            .study
            .done()
            .filter(|(e, _)| mine(e))
            .filter_map(|(_, o)| o.as_ref().ok())
            .collect();
        let mut sizes: Vec<f64> = done.iter().map(|o| o.parameters).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        sizes.dedup();
        let mut curve = Curve::default();
        for size in sizes {
            let here = || done.iter().filter(|o| o.parameters == size);
            curve.score.push(&mut here().map(|o| o.score()).collect::<Vec<_>>());
            curve.modes.push(&mut here().map(|o| o.estimate.modes as f64).collect::<Vec<_>>());
            curve.parameters.push(size);
        }
        curve
    }

    /// Whether models are judged by their divergence from the truth, else by their held-out loss.
    pub(super) fn knows_the_truth(&self) -> bool {
        self.contest.known
    }
}

impl Simulation for Race {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(self.study.advance(|entry, under_way| self.contest.work(entry, under_way)))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::race::figures(self, Pen::new(lang, &[]))
    }

    fn readouts(&self) -> Readouts {
        let (measure, other) =
            if self.contest.known { ("kl", "nll_heldout") } else { ("nll_heldout", "kl") };
        let mut out = Readouts::new();
        for which in std::iter::once(None).chain(RUNNERS.map(Some)) {
            let name = which.map_or_else(String::new, |b| format!("_{}", b.key()));
            let curve = self.curve(which);
            let best = curve.score.median.iter().copied().fold(f64::NAN, f64::min);
            let modes = curve.modes.median.iter().copied().fold(f64::NAN, f64::max);
            out.set(&format!("{measure}{name}"), best);
            out.na(&format!("{other}{name}"));
            out.set(&format!("modes_found{name}"), modes);
        }
        out
    }
}

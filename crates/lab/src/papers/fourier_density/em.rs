//! EM from several starts, a step at a time: it finds a local maximum of the likelihood, and one start is often stuck
//! (post 10007 says so too).

use crate::numerics::{kde::deviation, mixture::Mixture, random::Rng};

/// k-means++ starts.
const STARTS: usize = 8;
/// Steps each start gets before the likeliest is taken to the end (Biernacki, Celeux and Govaert 2003).
const TRIAL: usize = 30;
/// Most steps of the one that is taken to the end.
const STEPS: usize = 500;
/// It ends where the mean log-likelihood gains less, in nats.
const GAIN: f64 = 1e-8;
/// Components × data of one slice: about a millisecond.
const SLICE: usize = 100_000;
/// Least deviation, as a share of the data's: without it the likelihood grows for ever on repeated data.
const FLOOR: f64 = 0.01;

/// A search for the likeliest mixture.
#[derive(Clone, Debug)]
pub(super) struct EmSearch {
    data: Vec<f64>,
    spread: f64,
    components: usize,
    rng: Rng,
    best: Mixture,
    likelihood: f64,
    stage: Stage,
}

#[derive(Clone, Debug)]
enum Stage {
    Trial { left: usize, step: usize, mixture: Mixture },
    Last { step: usize },
    Done,
}

impl EmSearch {
    /// Over data (not empty) with at least one component.
    pub(super) fn new(data: Vec<f64>, components: usize, rng: Rng) -> Self {
        Self::from_starts(data, components, STARTS, rng)
    }

    /// With another number of starts, at least one.
    pub(super) fn from_starts(
        data: Vec<f64>,
        components: usize,
        starts: usize,
        mut rng: Rng,
    ) -> Self {
        let spread = deviation(&data).max(f64::MIN_POSITIVE);
        let first = Mixture::seeded(&data, components, spread / components as f64, &mut rng);
        let stage = Stage::Trial { left: starts.max(1), step: 0, mixture: first.clone() };
        let likelihood = f64::NEG_INFINITY;
        Self { data, spread, components, rng, best: first, likelihood, stage }
    }

    /// The best so far.
    pub(super) fn mixture(&self) -> &Mixture {
        &self.best
    }

    /// Mean log-likelihood that it has reached, in nats.
    pub(super) fn likelihood(&self) -> f64 {
        self.likelihood
    }

    pub(super) fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// Does a slice of steps.
    pub(super) fn advance(&mut self) {
        for _ in 0..(SLICE / (self.data.len() * self.components)).max(1) {
            self.step();
        }
    }

    fn step(&mut self) {
        let least = self.spread * FLOOR;
        match &mut self.stage {
            Stage::Trial { left, step, mixture } => {
                let likelihood = mixture.em_step(&self.data, least);
                *step += 1;
                if *step < TRIAL {
                    return;
                }
                if likelihood > self.likelihood {
                    (self.best, self.likelihood) = (mixture.clone(), likelihood);
                }
                (*left, *step) = (*left - 1, 0);
                if *left == 0 {
                    self.stage = Stage::Last { step: 0 };
                } else {
                    let width = self.spread / self.components as f64;
                    *mixture = Mixture::seeded(&self.data, self.components, width, &mut self.rng);
                }
            }
            Stage::Last { step } => {
                let likelihood = self.best.em_step(&self.data, least);
                let gain = likelihood - self.likelihood;
                self.likelihood = likelihood;
                *step += 1;
                // The first step only repeats what the trial ended with.
                if *step >= STEPS || (*step > 1 && gain < GAIN) {
                    self.stage = Stage::Done;
                }
            }
            Stage::Done => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        numerics::random::strand,
        papers::fourier_density::targets::{modes, sharp},
    };

    #[test]
    fn the_needle_between_two_hills_is_found_whatever_the_seed() {
        // Three modes by construction: N(−.5, .05²), N(0, .01²), N(.45, .15²).
        for seed in 1..=10 {
            let (truth, mut rng) = (sharp(), strand(seed, 2));
            let data: Vec<f64> = (0..4_000).map(|_| truth.sample(&mut rng)).collect();
            let mut search = EmSearch::new(data, 3, strand(seed, 6));
            while !search.is_done() {
                search.advance();
            }
            let density: Vec<f64> =
                (0..2_001).map(|i| search.mixture().density(-1.0 + f64::from(i) / 1e3)).collect();
            assert_eq!(modes(&density).len(), 3, "seed {seed}: {:?}", search.mixture());
            let mut means = search.mixture().means.clone();
            means.sort_unstable_by(f64::total_cmp);
            for (found, true_mean) in means.iter().zip([-0.5, 0.0, 0.45]) {
                // Five standard errors of the widest: .15/√1333.
                assert!((found - true_mean).abs() < 0.021, "seed {seed}: {means:?}");
            }
        }
    }
}

//! A Gaussian that learns from itself: many runs at once, each by its sufficient statistics.

use super::wishart::{Moments, cholesky, row, triangle, wishart};
pub use super::{params::Loop, wishart::Scratch};
use crate::{
    Values,
    numerics::{
        random::{Rng, strand},
        real::dot,
    },
};

/// What is set about a chain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// The loop.
    pub kind: Loop,
    /// Sampling bias: generations are sampled with λ times their variance.
    pub lambda: f64,
    /// Real samples a generation (augmentation, fresh).
    pub n_real: f64,
    /// Synthetic samples a generation.
    pub n_synthetic: f64,
    /// Real samples of the first generation.
    pub n_initial: f64,
    /// Dimension.
    pub d: usize,
}

impl Setting {
    /// Of the exhibit's values.
    pub fn of(values: &Values) -> Self {
        Self {
            kind: values.pick("loop"),
            lambda: values.number("lambda"),
            n_real: values.count("n_real") as f64,
            n_synthetic: values.count("n_synthetic") as f64,
            n_initial: values.count("n_initial") as f64,
            d: values.count("dim"),
        }
    }

    /// Chains at a generation, from strands of the seed that begin at `first`.
    pub fn chains(self, generation: usize, seed: u64, first: u64, runs: u64) -> Vec<Chain> {
        let mut scratch = Scratch::new(self.d);
        let run = |run| {
            let mut chain = Chain::start(self, seed, first + run, &mut scratch);
            for _ in 1..generation {
                chain.step(&mut scratch);
            }
            chain
        };
        (0..runs).map(run).collect()
    }
}

/// One run: a Gaussian and what it remembers.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Mean.
    pub mean: Vec<f64>,
    /// Lower Cholesky factor of the covariance, its rows without the zeros.
    factor: Vec<f64>,
    setting: Setting,
    rng: Rng,
    /// The fixed real set, or all data so far; nothing where the loop forgets.
    kept: Moments,
}

impl Chain {
    /// The first generation: a fit to n_initial samples of the truth, N(0, I).
    pub fn start(setting: Setting, seed: u64, run: u64, scratch: &mut Scratch) -> Self {
        let d = setting.d;
        let remembers = matches!(setting.kind, Loop::Augmentation | Loop::Accumulate);
        let mut chain = Self {
            mean: vec![0.0; d],
            factor: vec![0.0; triangle(d)],
            setting,
            rng: strand(seed, run),
            kept: if remembers { Moments::new(d) } else { Moments::default() },
        };
        if setting.kind == Loop::Augmentation {
            chain.draw_real(setting.n_real, scratch);
            chain.kept.pool(&scratch.drawn);
        }
        chain.draw_real(setting.n_initial, scratch);
        if setting.kind == Loop::Accumulate {
            chain.kept.pool(&scratch.drawn);
        }
        scratch.fitted.clone_from(&scratch.drawn);
        chain.fit(&scratch.fitted);
        chain
    }

    /// The next generation.
    pub fn step(&mut self, scratch: &mut Scratch) {
        let s = self.setting;
        let from = Some((&self.mean[..], &self.factor[..]));
        wishart(&mut self.rng, s.n_synthetic, from, s.lambda, scratch);
        match s.kind {
            Loop::Synthetic => scratch.fitted.clone_from(&scratch.drawn),
            Loop::Augmentation => {
                scratch.fitted.clone_from(&self.kept);
                scratch.fitted.pool(&scratch.drawn);
            }
            Loop::Fresh => {
                scratch.fitted.clone_from(&scratch.drawn);
                self.draw_real(s.n_real, scratch);
                scratch.fitted.pool(&scratch.drawn);
            }
            Loop::Accumulate => {
                self.kept.pool(&scratch.drawn);
                scratch.fitted.clone_from(&self.kept);
            }
        }
        self.fit(&scratch.fitted);
    }

    /// Mean and unbiased covariance.
    fn fit(&mut self, data: &Moments) {
        self.mean.clone_from(&data.mean);
        let over = 1.0 / (data.n - 1.0);
        for (f, s) in self.factor.iter_mut().zip(&data.scatter) {
            *f = s * over;
        }
        cholesky(&mut self.factor, self.setting.d);
    }

    fn draw_real(&mut self, n: f64, scratch: &mut Scratch) {
        wishart(&mut self.rng, n, None, 1.0, scratch);
    }

    /// Mean variance of a coordinate, tr Σ / d.
    pub fn variance(&self) -> f64 {
        self.factor.iter().map(|x| x * x).sum::<f64>() / self.setting.d as f64
    }

    /// W₂² to the truth: ‖μ‖² + tr Σ + d − 2 tr Σ^{1/2}.
    pub fn distance(&self) -> f64 {
        let d = self.setting.d;
        let mean: f64 = self.mean.iter().map(|x| x * x).sum();
        let trace: f64 = self.factor.iter().map(|x| x * x).sum();
        let roots = if d == 1 {
            self.factor[0].abs()
        } else {
            let entry = |i: usize, j: usize| {
                let (low, high) = (i.min(j), i.max(j));
                dot(&row(&self.factor, high)[..=low], row(&self.factor, low))
            };
            let covariance = nalgebra::DMatrix::from_fn(d, d, entry);
            covariance.symmetric_eigenvalues().iter().map(|l| libm::sqrt(l.max(0.0))).sum()
        };
        mean + trace + d as f64 - 2.0 * roots
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_samples_than_dimensions_stay_finite() {
        let setting = Setting {
            kind: Loop::Synthetic,
            lambda: 1.0,
            n_real: 0.0,
            n_synthetic: 5.0,
            n_initial: 5.0,
            d: 12,
        };
        let mut scratch = Scratch::new(12);
        let mut chain = Chain::start(setting, 1, 1, &mut scratch);
        for _ in 0..50 {
            chain.step(&mut scratch);
            assert!(chain.distance().is_finite() && chain.variance().is_finite());
        }
    }

    #[test]
    fn the_distance_of_a_diagonal_covariance_is_by_hand() {
        let setting = Setting {
            kind: Loop::Synthetic,
            lambda: 1.0,
            n_real: 0.0,
            n_synthetic: 9.0,
            n_initial: 9.0,
            d: 2,
        };
        let mut chain = Chain::start(setting, 1, 1, &mut Scratch::new(2));
        (chain.mean, chain.factor) = (vec![3.0, 0.0], vec![2.0, 0.0, 0.5]);
        // 9 + (2 − 1)² + (½ − 1)²
        assert!((chain.distance() - 10.25).abs() < 1e-14);
    }
}

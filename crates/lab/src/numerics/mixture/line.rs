//! One-dimensional Gaussian mixtures, by weights, means and deviations.

use std::f64::consts::PI;

use super::{Component, Gaussians, Plan};
use crate::numerics::{
    fast::double,
    kde,
    random::{Rng, normal, uniform},
};

/// Components worked on side by side.
const LANES: usize = 4;

/// Σ w_k N(μ_k, σ_k²).
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// Weights, non-negative, of sum 1.
    pub weights: Vec<f64>,
    /// Means.
    pub means: Vec<f64>,
    /// Standard deviations, positive.
    pub sigmas: Vec<f64>,
}

impl Mixture {
    /// Density at `x`.
    pub fn density(&self, x: f64) -> f64 {
        let mut lanes = [0.0; LANES];
        let k = self.weights.len();
        let (weights, means, sigmas) = (&self.weights[..k], &self.means[..k], &self.sigmas[..k]);
        for from in (0..k).step_by(LANES) {
            let count = LANES.min(k - from);
            // Empty lanes are components of no weight.
            let (mut w, mut z, mut s) = ([0.0; LANES], [0.0; LANES], [1.0; LANES]);
            for l in 0..count {
                (w[l], s[l]) = (weights[from + l], sigmas[from + l]);
                z[l] = (x - means[from + l]) / s[l];
            }
            for l in 0..LANES {
                lanes[l] += w[l] / s[l] * double::exp(-0.5 * z[l] * z[l]);
            }
        }
        ((lanes[0] + lanes[2]) + (lanes[1] + lanes[3])) / libm::sqrt(2.0 * PI)
    }

    /// One draw.
    pub fn sample(&self, rng: &mut Rng) -> f64 {
        let mut u = uniform(rng);
        let mut chosen = (0.0, 1.0);
        for (w, m, s) in self.parts() {
            chosen = (m, s);
            u -= w;
            if u < 0.0 {
                break;
            }
        }
        chosen.0 + chosen.1 * normal(rng)
    }

    /// Weight, mean and standard deviation of each component.
    pub fn parts(&self) -> impl Iterator<Item = (f64, f64, f64)> + '_ {
        self.weights.iter().zip(&self.means).zip(&self.sigmas).map(|((&w, &m), &s)| (w, m, s))
    }

    /// Equal weights, means at random data (k-means++ seeding), one common deviation `sigma0`.
    pub fn seeded(data: &[f64], components: usize, sigma0: f64, rng: &mut Rng) -> Self {
        Self::of(&Gaussians::seeded(&points(data), components, sigma0 * sigma0, rng))
    }

    /// One iteration of EM over `data` (not empty); returns the mean log-likelihood *before* the update.
    /// Deviations stay above `least_sigma`, or a component collapses onto one datum.
    pub fn em_step(&mut self, data: &[f64], least_sigma: f64) -> f64 {
        let mut all = self.gaussians();
        let likelihood = all.em_step(&points(data), least_sigma * least_sigma);
        *self = Self::of(&all);
        likelihood
    }

    /// Fits `components` by EM from `starts` k-means++ starts until the mean log-likelihood gains less than
    /// 1e-8 a step, or 500 steps.
    pub fn fit(data: &[f64], components: usize, starts: usize, rng: &mut Rng) -> Self {
        let spread = kde::deviation(data).max(f64::MIN_POSITIVE);
        let (least, first) = (spread * 1e-3, spread / components as f64);
        let points = points(data);
        let start = |rng: &mut Rng| Gaussians::seeded(&points, components, first * first, rng);
        let plan = Plan { starts, steps: 500, gain: 1e-8, ..Plan::default() };
        Self::of(&Gaussians::best(&points, plan, least * least, start, rng))
    }

    fn of(all: &Gaussians<1>) -> Self {
        let each = |f: fn(&Component<1>) -> f64| all.components.iter().map(f).collect();
        Self {
            weights: each(|c| c.weight),
            means: each(|c| c.mean[0]),
            sigmas: each(|c| libm::sqrt(c.covariance[0][0])),
        }
    }

    fn gaussians(&self) -> Gaussians<1> {
        let component = |(weight, m, s)| Component { weight, mean: [m], covariance: [[s * s]] };
        Gaussians { components: self.parts().map(component).collect() }
    }
}

fn points(data: &[f64]) -> Vec<[f64; 1]> {
    data.iter().map(|&x| [x]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    #[test]
    fn em_never_loses_likelihood_and_finds_two_bumps() {
        let truth =
            Mixture { weights: vec![0.3, 0.7], means: vec![-2.0, 1.0], sigmas: vec![0.3, 0.6] };
        let mut rng = strand(5, 0);
        let data: Vec<f64> = (0..4000).map(|_| truth.sample(&mut rng)).collect();
        let mut fit = Mixture::seeded(&data, 2, 1.0, &mut rng);
        let mut last = f64::NEG_INFINITY;
        for _ in 0..200 {
            let now = fit.em_step(&data, 1e-3);
            assert!(now >= last - 1e-12, "{now} {last}");
            last = now;
        }
        let low = usize::from(fit.means[0] > fit.means[1]);
        // Four standard errors: σ/√(n w).
        assert!((fit.means[low] + 2.0).abs() < 4.0 * 0.3 / (4000.0f64 * 0.3).sqrt());
        assert!((fit.means[1 - low] - 1.0).abs() < 4.0 * 0.6 / (4000.0f64 * 0.7).sqrt());
        assert!((fit.weights[low] - 0.3).abs() < 4.0 * (0.21f64 / 4000.0).sqrt());
    }

    #[test]
    fn one_component_is_the_mean_and_deviation() {
        let data = [1.0, 2.0, 4.0, 9.0];
        let fit = Mixture::fit(&data, 1, 1, &mut strand(1, 1));
        assert!((fit.means[0] - 4.0).abs() < 1e-12, "{fit:?}");
        assert!((fit.sigmas[0] - 9.5f64.sqrt()).abs() < 1e-12);
    }
}

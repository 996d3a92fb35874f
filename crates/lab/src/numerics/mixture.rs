//! One-dimensional Gaussian mixtures: density, sampling, and the EM algorithm.

use super::{
    kde,
    random::{Rng, normal, uniform},
    special::{log_sum_exp, normal_pdf},
};

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
        self.parts().map(|(w, m, s)| w * normal_pdf((x - m) / s) / s).sum()
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
        let mut means: Vec<f64> = Vec::with_capacity(components);
        let mut distance = vec![f64::INFINITY; data.len()];
        for _ in 0..components {
            let total: f64 = distance.iter().filter(|d| d.is_finite()).sum();
            let next = if means.is_empty() || total <= 0.0 {
                super::random::below(rng, data.len())
            } else {
                let mut u = uniform(rng) * total;
                distance
                    .iter()
                    .position(|d| {
                        u -= d;
                        u < 0.0
                    })
                    .unwrap_or(data.len() - 1)
            };
            let m = data.get(next).copied().unwrap_or(0.0);
            means.push(m);
            for (d, x) in distance.iter_mut().zip(data) {
                *d = d.min((x - m) * (x - m));
            }
        }
        Self {
            weights: vec![1.0 / components as f64; components],
            sigmas: vec![sigma0; components],
            means,
        }
    }

    /// One iteration of EM over `data` (not empty); returns the mean log-likelihood *before* the update.
    /// Deviations stay above `least_sigma`, or a component collapses onto one datum.
    pub fn em_step(&mut self, data: &[f64], least_sigma: f64) -> f64 {
        let k = self.weights.len();
        let (mut n, mut s1, mut s2) = (vec![0.0; k], vec![0.0; k], vec![0.0; k]);
        let mut log_parts = vec![0.0; k];
        let constants: Vec<f64> = self
            .parts()
            .map(|(w, _, s)| {
                libm::log(w.max(1e-300) / (s * libm::sqrt(2.0 * std::f64::consts::PI)))
            })
            .collect();
        let mut total = 0.0;
        for &x in data {
            for (j, part) in log_parts.iter_mut().enumerate() {
                let z = (x - self.means[j]) / self.sigmas[j];
                *part = constants[j] - 0.5 * z * z;
            }
            let log_density = log_sum_exp(&log_parts);
            total += log_density;
            for j in 0..k {
                let r = libm::exp(log_parts[j] - log_density);
                // Around the old mean: no cancellation far from 0.
                let d = x - self.means[j];
                n[j] += r;
                s1[j] += r * d;
                s2[j] += r * d * d;
            }
        }
        for j in 0..k {
            if n[j] > 1e-12 {
                let shift = s1[j] / n[j];
                self.means[j] += shift;
                self.sigmas[j] =
                    libm::sqrt((s2[j] / n[j] - shift * shift).max(0.0)).max(least_sigma);
            }
            self.weights[j] = n[j] / data.len() as f64;
        }
        total / data.len() as f64
    }

    /// Fits `components` by EM from a k-means++ start until the mean log-likelihood gains less than
    /// 1e-8 a step, or 500 steps.
    pub fn fit(data: &[f64], components: usize, rng: &mut Rng) -> Self {
        let spread = kde::deviation(data).max(f64::MIN_POSITIVE);
        let mut mixture = Self::seeded(data, components, spread / components as f64, rng);
        let mut last = f64::NEG_INFINITY;
        for _ in 0..500 {
            let now = mixture.em_step(data, spread * 1e-3);
            if now - last < 1e-8 {
                break;
            }
            last = now;
        }
        mixture
    }
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
        let fit = Mixture::fit(&data, 1, &mut strand(1, 1));
        assert!((fit.means[0] - 4.0).abs() < 1e-12);
        assert!((fit.sigmas[0] - 9.5f64.sqrt()).abs() < 1e-12);
    }
}

//! Closed forms beside the simulation. Generation t counts from the truth: t = 1 is the fit to real data,
//! which already carries its estimation error; sampling bias acts from t = 2 on.

use super::{chain::Setting, params::Loop};
use crate::numerics::{roots::bisect, special::digamma};

/// E σ_t² of the fully synthetic loop: λ^{t−1}.
pub fn mean_variance(s: &Setting, t: f64) -> f64 {
    libm::pow(s.lambda, t - 1.0)
}

/// exp E ln σ_t² of the fully synthetic loop in one dimension: what a typical run sees. Each fit to n
/// samples multiplies by χ²_{n−1}/(n−1), whose logarithm has mean ψ((n−1)/2) − ln((n−1)/2) ≈ −1/(n−1).
pub fn typical_variance(s: &Setting, t: f64) -> f64 {
    let log = |n: f64| {
        let half = (n - 1.0) / 2.0;
        digamma(half) - libm::log(half)
    };
    libm::exp(log(s.n_initial) + (t - 1.0) * (log(s.n_synthetic) + libm::log(s.lambda)))
}

/// Var μ_t a coordinate of the fully synthetic loop: 1/n₁ + (λ + … + λ^{t−1})/n.
pub fn drift_variance(s: &Setting, t: f64) -> f64 {
    let sum = if s.lambda < 1.0 {
        s.lambda * (1.0 - libm::pow(s.lambda, t - 1.0)) / (1.0 - s.lambda)
    } else {
        t - 1.0
    };
    1.0 / s.n_initial + sum / s.n_synthetic
}

/// Share of real data.
fn share(s: &Setting) -> f64 {
    s.n_real / (s.n_real + s.n_synthetic)
}

/// Limit of the variance with fresh or fixed real data: v = p + (1−p)λv.
pub fn limit_variance(s: &Setting) -> f64 {
    let p = share(s);
    p / (1.0 - (1.0 - p) * s.lambda)
}

/// E W₂² of a fit to n real samples, to leading order: d/n from the mean, d(d+1)/(4n) from the covariance.
pub fn single_fit(d: f64, n: f64) -> f64 {
    (d + d * (d + 1.0) / 4.0) / n
}

/// E W₂² of the loop's limit, to leading order in the sample sizes; none for the loops without limit.
/// With a fixed real set its own error comes back undiminished.
pub fn limit_distance(s: &Setting) -> Option<f64> {
    let (d, l) = (s.d as f64, s.lambda);
    let n = s.n_real + s.n_synthetic;
    let (p, v) = (share(s), limit_variance(s));
    let q = 1.0 - p;
    // Synthetic noise enters each time, and decays as the loop forgets it.
    let mean_noise = q * l * v / n / (1.0 - q * q);
    let cov_noise = q * l * l * v * v / n / (1.0 - q * q * l * l);
    let (mean_real, cov_real) = match s.kind {
        // New real noise each time.
        Loop::Fresh => (p / n / (1.0 - q * q), p / n / (1.0 - q * q * l * l)),
        // The same noise each time adds up: p/(1−q) of it in the mean, p/(1−qλ) in the covariance.
        Loop::Augmentation => (1.0 / s.n_real, p * p / ((1.0 - q * l) * (1.0 - q * l)) / s.n_real),
        Loop::Synthetic | Loop::Accumulate => return None,
    };
    let bias = libm::sqrt(v) - 1.0;
    Some(
        d * (mean_real + mean_noise)
            + d * (d + 1.0) / 4.0 * (cov_real + cov_noise) / v
            + d * bias * bias,
    )
}

/// n_e / n_r: how many real samples, fitted once, are as far from the truth as the loop's limit.
pub fn effective_ratio(s: &Setting) -> Option<f64> {
    Some(single_fit(s.d as f64, 1.0) / limit_distance(s)? / s.n_real)
}

/// The number of synthetic samples up to which n_e ≥ n_r; none where every number is admissible.
pub fn admissible(s: &Setting) -> Option<f64> {
    let above = |log_n: f64| {
        let tried = Setting { n_synthetic: libm::exp(log_n), ..*s };
        effective_ratio(&tried).map_or(f64::NAN, |r| r - 1.0)
    };
    bisect(0.0, 25.0, above).map(libm::exp)
}

/// The limit of [`admissible`] for ever more fresh real data: [(d+1)(1+λ−λ²) + 4(2−λ)]/(1−λ)². Its
/// leading term in d is the d(1+λ−λ²)/(1−λ)² of many dimensions.
pub fn flat_threshold(d: f64, l: f64) -> f64 {
    ((d + 1.0) * (1.0 + l - l * l) + 4.0 * (2.0 - l)) / ((1.0 - l) * (1.0 - l))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(kind: Loop, lambda: f64, n_real: f64, n_synthetic: f64, d: usize) -> Setting {
        Setting { kind, lambda, n_real, n_synthetic, n_initial: n_real, d }
    }

    #[test]
    fn without_bias_the_ratios_are_the_simple_ones() {
        for (n_r, n_s) in [(1e3, 1e3), (1e3, 3e3), (1e4, 1e2)] {
            let p = n_r / (n_r + n_s);
            let fresh = effective_ratio(&setting(Loop::Fresh, 1.0, n_r, n_s, 1)).unwrap();
            assert!((fresh - (2.0 - p)).abs() < 1e-12);
            let fixed = effective_ratio(&setting(Loop::Augmentation, 1.0, n_r, n_s, 3)).unwrap();
            assert!((fixed - (2.0 - p) / (3.0 - 2.0 * p)).abs() < 1e-12, "{fixed}");
        }
    }

    #[test]
    fn the_admissible_number_levels_off() {
        for d in [1usize, 10] {
            let s = setting(Loop::Fresh, 0.8, 1e8, 1.0, d);
            let flat = flat_threshold(d as f64, 0.8);
            assert!((admissible(&s).unwrap() / flat - 1.0).abs() < 1e-3);
        }
    }

    #[test]
    fn drift_is_the_sum_of_its_steps() {
        let s = setting(Loop::Synthetic, 0.7, 10.0, 20.0, 1);
        let slow: f64 = 0.1 + (1..5).map(|k| 0.7f64.powi(k) / 20.0).sum::<f64>();
        assert!((drift_variance(&s, 5.0) - slow).abs() < 1e-15);
        assert!((mean_variance(&s, 3.0) - 0.49).abs() < 1e-15);
    }
}

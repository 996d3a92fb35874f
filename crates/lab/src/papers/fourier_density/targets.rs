//! Known densities to be fitted.

use crate::numerics::{
    mixture::Mixture,
    random::{Rng, normal, uniform, uniform_in},
};

/// A known density.
#[derive(Clone, Debug)]
pub enum Truth {
    /// A Gaussian mixture.
    Mixture(Mixture),
    /// Linear between equally spaced knots on [−1, 1]: what the reader drew.
    Drawn(Vec<f64>),
}

impl Truth {
    /// The polygon through heights of at least 0 at equally spaced knots; `None` where it has no area.
    pub fn drawn(heights: Vec<f64>) -> Option<Self> {
        (heights.len() >= 2 && area(&heights) > 0.0).then_some(Self::Drawn(heights))
    }

    /// Density at `x`.
    pub fn density(&self, x: f64) -> f64 {
        match self {
            Self::Mixture(mixture) => mixture.density(x),
            Self::Drawn(knots) => {
                if !(-1.0..=1.0).contains(&x) {
                    return 0.0;
                }
                let position = (x + 1.0) / 2.0 * (knots.len() - 1) as f64;
                let i = (position as usize).min(knots.len() - 2);
                let share = position - i as f64;
                (knots[i] * (1.0 - share) + knots[i + 1] * share) / area(knots)
            }
        }
    }

    /// One draw.
    pub fn sample(&self, rng: &mut Rng) -> f64 {
        match self {
            Self::Mixture(mixture) => mixture.sample(rng),
            Self::Drawn(knots) => {
                // Rejection from the uniform: at most twice the mean height is wasted a few times.
                let top = knots.iter().copied().fold(0.0, f64::max) / area(knots);
                loop {
                    let x = uniform_in(rng, -1.0, 1.0);
                    if uniform(rng) * top <= self.density(x) {
                        return x;
                    }
                }
            }
        }
    }
}

/// ∫ of the polygon over [−1, 1].
fn area(knots: &[f64]) -> f64 {
    let inner: f64 = knots.windows(2).map(|w| (w[0] + w[1]) / 2.0).sum();
    inner * 2.0 / (knots.len() - 1) as f64
}

/// `jax.random.uniform(key(42), (10,), minval=-0.5, maxval=0.3)` in float32, of the stream that JAX had when the demo was
/// made (`jax_threefry_partitionable` off).
const DEMO10: [f64; 10] = [
    0.015_150_189,
    -0.241_987_407,
    -0.345_205_009,
    0.209_194_660,
    0.173_668_206,
    -0.346_455_932,
    -0.223_895_252,
    -0.298_093_498,
    0.005_521_119,
    0.023_814_201,
];

/// google/codex, Fourier_Basis_Density_Estimation_Demo: ten Gaussians of which three modes show. One random key
/// serves means and deviations, so σ is an affine function of μ.
pub fn demo10() -> Mixture {
    let sigmas = DEMO10.iter().map(|m| (0.25 + 0.1 * (m + 0.5) / 0.8) / 6.0).collect();
    Mixture { weights: vec![0.1; 10], means: DEMO10.to_vec(), sigmas }
}

/// `modes` equal bumps, evenly spaced on [−.85, .85]. At 25 of them the deviation is .014, a fifth of their
/// distance; fewer keep that ratio.
pub fn grid(modes: usize) -> Mixture {
    let k = modes.max(1);
    let place = |i: usize| {
        if k == 1 { 0.0 } else { -0.85 + 1.7 * i as f64 / (k - 1) as f64 }
    };
    let sigma = if k == 1 { 0.1 } else { 0.014 * 24.0 / (k - 1) as f64 };
    Mixture {
        weights: vec![1.0 / k as f64; k],
        means: (0..k).map(place).collect(),
        sigmas: vec![sigma; k],
    }
}

/// `modes` bumps of random weights, places and widths.
pub fn random(modes: usize, rng: &mut Rng) -> Mixture {
    let k = modes.max(1);
    let raw: Vec<f64> = (0..k).map(|_| 0.3 + uniform(rng)).collect();
    let total: f64 = raw.iter().sum();
    Mixture {
        weights: raw.iter().map(|w| w / total).collect(),
        means: (0..k).map(|_| uniform_in(rng, -0.8, 0.8)).collect(),
        sigmas: (0..k).map(|_| 0.02 * libm::exp(0.6 * normal(rng).abs())).collect(),
    }
}

/// Three bumps of width .05, .01 and .15: a needle between two hills.
pub fn sharp() -> Mixture {
    Mixture {
        weights: vec![1.0 / 3.0; 3],
        means: vec![-0.5, 0.0, 0.45],
        sigmas: vec![0.05, 0.01, 0.15],
    }
}

/// Marron and Wand (1992), table 1, density 10 ("claw"), scaled by 1/3.2 to fit the period.
pub fn claw() -> Mixture {
    let scale = 1.0 / 3.2;
    let claws = (0..5).map(|l| (f64::from(l) / 2.0 - 1.0) * scale);
    Mixture {
        weights: [0.5].into_iter().chain([0.1; 5]).collect(),
        means: [0.0].into_iter().chain(claws).collect(),
        sigmas: [scale].into_iter().chain([0.1 * scale; 5]).collect(),
    }
}

/// Local maxima of a density given on a grid, above 5 % of the highest: ripples are no modes.
pub fn modes(density: &[f64]) -> Vec<usize> {
    let top = density.iter().copied().fold(0.0, f64::max);
    (1..density.len().saturating_sub(1))
        .filter(|&i| {
            density[i] > 0.05 * top && density[i] > density[i - 1] && density[i] >= density[i + 1]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demo_has_the_entropy_and_the_modes_of_its_ten_gaussians() {
        // By an independent threefry2x32 and quadrature in Python: entropy −.424025, modes at −.3179, .0157, .1895.
        let truth = demo10();
        let x: Vec<f64> = (0..=48_000).map(|i| -1.2 + f64::from(i) / 2e4).collect();
        let p: Vec<f64> = x.iter().map(|&x| truth.density(x)).collect();
        let entropy: f64 = p.iter().filter(|p| **p > 0.0).map(|p| -p * p.ln()).sum::<f64>() / 2e4;
        assert!((entropy + 0.424_025).abs() < 2e-6, "{entropy}");
        let found: Vec<f64> = modes(&p).into_iter().map(|i| x[i]).collect();
        assert_eq!(found.len(), 3);
        for (found, place) in found.into_iter().zip([-0.3179, 0.0157, 0.1895]) {
            assert!((found - place).abs() < 2e-4, "{found}");
        }
    }
}

//! Seeded chance. One named generator (PCG-XSH-RR 64/32, O'Neill 2014), so that a seed gives
//! the same numbers in every browser and natively, in this version and the next.
//!
//! The distributions are written out here instead of taken from `rand_distr`, because their last
//! bits must not depend on which `ln` and `exp` the platform has: `libm` is the same everywhere.

use rand::{Rng as _, SeedableRng};
use rand_pcg::Pcg32;

/// The generator of all simulations.
pub type Rng = Pcg32;

/// The generator of one strand of a simulation. Strands of one seed are independent, so that
/// a new consumer of chance leaves the others' numbers as they were.
pub fn strand(seed: u64, strand: u64) -> Rng {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&mix(seed).to_le_bytes());
    bytes[8..].copy_from_slice(&mix(strand ^ mix(seed ^ 0x9e37_79b9_7f4a_7c15)).to_le_bytes());
    Rng::from_seed(bytes)
}

/// SplitMix64's finaliser: neighbouring seeds give unrelated states.
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Uniform on [0, 1), a multiple of 2⁻⁵³.
pub fn uniform(rng: &mut Rng) -> f64 {
    (rng.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
}

/// Uniform on [low, high).
pub fn uniform_in(rng: &mut Rng, low: f64, high: f64) -> f64 {
    low + (high - low) * uniform(rng)
}

/// A whole number from 0 to `n − 1`; 0 for n ≤ 1. Lemire's multiplication; its bias of n / 2⁶⁴ is
/// beyond any experiment here.
pub fn below(rng: &mut Rng, n: usize) -> usize {
    ((u128::from(rng.next_u64()) * n as u128) >> 64) as usize
}

/// Standard normal, by Marsaglia's polar method.
pub fn normal(rng: &mut Rng) -> f64 {
    loop {
        let (u, v) = (2.0 * uniform(rng) - 1.0, 2.0 * uniform(rng) - 1.0);
        let s = u * u + v * v;
        if s > 0.0 && s < 1.0 {
            return u * libm::sqrt(-2.0 * libm::log(s) / s);
        }
    }
}

/// Gamma of shape `shape` > 0 and scale 1: Marsaglia and Tsang (2000).
pub fn gamma(rng: &mut Rng, shape: f64) -> f64 {
    if shape < 1.0 {
        let boost = libm::pow(1.0 - uniform(rng), 1.0 / shape);
        return gamma(rng, shape + 1.0) * boost;
    }
    let d = shape - 1.0 / 3.0;
    let c = 1.0 / libm::sqrt(9.0 * d);
    loop {
        let x = normal(rng);
        let cube = 1.0 + c * x;
        if cube <= 0.0 {
            continue;
        }
        let v = cube * cube * cube;
        let u = 1.0 - uniform(rng);
        if libm::log(u) < 0.5 * x * x + d - d * v + d * libm::log(v) {
            return d * v;
        }
    }
}

/// χ² with `degrees` > 0 degrees of freedom.
pub fn chi_squared(rng: &mut Rng, degrees: f64) -> f64 {
    2.0 * gamma(rng, degrees / 2.0)
}

/// Number of failures before the first success of probability `p` in (0, 1].
pub fn geometric(rng: &mut Rng, p: f64) -> f64 {
    if p >= 1.0 {
        return 0.0;
    }
    libm::floor(libm::log(1.0 - uniform(rng)) / libm::log1p(-p))
}

/// Puts a slice in random order (Fisher–Yates).
pub fn shuffle<T>(rng: &mut Rng, items: &mut [T]) {
    for i in (1..items.len()).rev() {
        items.swap(i, below(rng, i + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(n: usize, mut draw: impl FnMut() -> f64) -> (f64, f64) {
        let all: Vec<f64> = (0..n).map(|_| draw()).collect();
        let mean = all.iter().sum::<f64>() / n as f64;
        let variance = all.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n as f64;
        (mean, variance)
    }

    #[test]
    fn moments_are_those_of_the_distributions() {
        let mut rng = strand(1, 0);
        let n = 200_000;
        // Five standard errors of the mean: sqrt(var / n).
        let (m, v) = moments(n, || normal(&mut rng));
        assert!(m.abs() < 0.0112 && (v - 1.0).abs() < 0.016, "{m} {v}");
        for k in [0.5, 1.0, 4.5, 60.0] {
            let (m, v) = moments(n, || chi_squared(&mut rng, k));
            assert!((m - k).abs() < 5.0 * (2.0 * k / n as f64).sqrt(), "{k} {m}");
            assert!((v / (2.0 * k) - 1.0).abs() < 0.06, "{k} {v}");
        }
        let (m, _) = moments(n, || geometric(&mut rng, 0.2));
        assert!((m - 4.0).abs() < 5.0 * (0.8f64 / 0.04 / n as f64).sqrt(), "{m}");
    }

    #[test]
    fn strands_differ_and_repeat() {
        assert_eq!(strand(7, 1).next_u64(), strand(7, 1).next_u64());
        assert_ne!(strand(7, 1).next_u64(), strand(7, 2).next_u64());
        assert_ne!(strand(7, 1).next_u64(), strand(8, 1).next_u64());
    }

    #[test]
    fn below_is_uniform() {
        let mut rng = strand(3, 3);
        let mut counts = [0u32; 7];
        for _ in 0..70_000 {
            counts[below(&mut rng, 7)] += 1;
        }
        let chi: f64 = counts.iter().map(|&c| (f64::from(c) - 1e4).powi(2) / 1e4).sum();
        // 99.9 % quantile of χ² with 6 degrees of freedom.
        assert!(chi < 22.46, "{chi}");
    }
}

//! Kernel density estimate with a Gaussian kernel.

use std::f64::consts::PI;

use super::{
    fast::double,
    quantile::{of_sorted, sorted},
};

/// Points worked on side by side.
const LANES: usize = 4;

/// Data beyond which a binned estimate replaces the exact sum: 2048 bins are then far finer than any
/// sensible bandwidth.
const BINNED_FROM: usize = 4_000;
const BINS: usize = 2_048;

/// (1/(n h)) Σ φ((x − x_i)/h), with data binned where there are many.
#[derive(Clone, Debug, PartialEq)]
pub struct Kde {
    /// Points, ascending.
    points: Vec<f64>,
    /// Their weights, of sum 1.
    weights: Vec<f64>,
    /// Bandwidth, in the unit of the data.
    pub bandwidth: f64,
}

impl Kde {
    /// An estimate from finite data (not empty) with a bandwidth > 0.
    pub fn new(data: &[f64], bandwidth: f64) -> Self {
        let n = data.len();
        let points: Vec<(f64, f64)> = if n <= BINNED_FROM {
            sorted(data).into_iter().map(|x| (x, 1.0 / n as f64)).collect()
        } else {
            binned(data)
        };
        let (points, weights) = points.into_iter().unzip();
        Self { points, weights, bandwidth }
    }

    /// Density at `x`; kernels beyond 8 bandwidths are below 1e-14 and left out.
    pub fn density(&self, x: f64) -> f64 {
        let h = self.bandwidth;
        let from = self.points.partition_point(|&p| p < x - 8.0 * h);
        let to = from + self.points[from..].partition_point(|&p| p <= x + 8.0 * h);
        let mut lanes = [0.0; LANES];
        let points = self.points[from..to].chunks(LANES);
        for (points, weights) in points.zip(self.weights[from..to].chunks(LANES)) {
            // Empty lanes are points of no weight.
            let (mut z, mut w) = ([0.0; LANES], [0.0; LANES]);
            for (l, (p, weight)) in points.iter().zip(weights).enumerate() {
                (z[l], w[l]) = ((x - p) / h, *weight);
            }
            for l in 0..LANES {
                lanes[l] += w[l] * double::exp(-0.5 * z[l] * z[l]);
            }
        }
        ((lanes[0] + lanes[2]) + (lanes[1] + lanes[3])) / (h * libm::sqrt(2.0 * PI))
    }
}

/// Linear binning: each datum shares its weight between the two nearest bin centres.
fn binned(data: &[f64]) -> Vec<(f64, f64)> {
    let (low, high) =
        data.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &x| (l.min(x), h.max(x)));
    let width = (high - low).max(f64::MIN_POSITIVE) / (BINS - 1) as f64;
    let mut weights = vec![0.0; BINS];
    for &x in data {
        let position = (x - low) / width;
        let i = (position as usize).min(BINS - 2);
        let share = position - i as f64;
        weights[i] += 1.0 - share;
        weights[i + 1] += share;
    }
    let n = data.len() as f64;
    weights
        .into_iter()
        .enumerate()
        .filter(|(_, w)| *w > 0.0)
        .map(|(i, w)| (low + width * i as f64, w / n))
        .collect()
}

/// Unbiased standard deviation; 0 for fewer than two data.
pub fn deviation(data: &[f64]) -> f64 {
    let v = super::quantile::variance(data);
    if v.is_nan() { 0.0 } else { libm::sqrt(v) }
}

/// Silverman (1986), eq. 3.31: 0.9 min(s, IQR/1.34) n^(−1/5).
pub fn silverman(data: &[f64]) -> f64 {
    let ordered = sorted(data);
    let s = deviation(data);
    let iqr = (of_sorted(&ordered, 0.75) - of_sorted(&ordered, 0.25)) / 1.34;
    let spread = if iqr > 0.0 { s.min(iqr) } else { s };
    0.9 * spread * libm::pow(data.len() as f64, -0.2)
}

/// Sheather and Jones (1991), "solve the equation", on binned data: the bandwidth h with
/// h = [R(K) / (n Ŝ_D(α̂(h)))]^(1/5). Falls back on [`silverman`] where no root is found.
pub fn sheather_jones(data: &[f64]) -> f64 {
    let n = data.len() as f64;
    let ordered = sorted(data);
    let s = deviation(data);
    let iqr = (of_sorted(&ordered, 0.75) - of_sorted(&ordered, 0.25)) / 1.349;
    let scale = if iqr > 0.0 { s.min(iqr) } else { s };
    if data.len() < 3 || scale <= 0.0 {
        return silverman(data);
    }
    let pairs = PairCounts::new(data);
    let (a, b) = (1.24 * scale * libm::pow(n, -1.0 / 7.0), 1.23 * scale * libm::pow(n, -1.0 / 9.0));
    let (td, sd) = (-pairs.sixth(b), pairs.fourth(a));
    if !(td > 0.0 && sd > 0.0) {
        return silverman(data);
    }
    let ratio = libm::pow(sd / td, 1.0 / 7.0);
    let constant = 1.0 / (2.0 * libm::sqrt(PI) * n);
    let equation = |h: f64| {
        let alpha = 1.357 * ratio * libm::pow(h, 5.0 / 7.0);
        let s = pairs.fourth(alpha);
        if s > 0.0 { libm::pow(constant / s, 0.2) - h } else { f64::NAN }
    };
    let top = 1.144 * scale * libm::pow(n, -0.2);
    super::roots::bisect(top * 0.02, top * 2.0, equation).unwrap_or_else(|| silverman(data))
}

/// Numbers of pairs of data by distance, in bins: what both functionals need.
struct PairCounts {
    width: f64,
    counts: Vec<f64>,
    n: f64,
}

impl PairCounts {
    fn new(data: &[f64]) -> Self {
        const GRID: usize = 1_000;
        let (low, high) =
            data.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &x| (l.min(x), h.max(x)));
        let width = (high - low) * 1.01 / GRID as f64;
        let mut bins = vec![0.0; GRID];
        for &x in data {
            bins[(((x - low) / width) as usize).min(GRID - 1)] += 1.0;
        }
        let filled: Vec<(usize, f64)> =
            bins.into_iter().enumerate().filter(|b| b.1 > 0.0).collect();
        let mut counts = vec![0.0; GRID];
        for (i, &(at, c)) in filled.iter().enumerate() {
            counts[0] += c * (c - 1.0) / 2.0;
            for &(other, d) in &filled[..i] {
                counts[at - other] += c * d;
            }
        }
        Self { width, counts, n: data.len() as f64 }
    }

    /// Estimate of ∫f⁗f with pilot bandwidth `h`: Σ φ⁗.
    fn fourth(&self, h: f64) -> f64 {
        self.sum(h, |d| (d * d - 6.0 * d + 3.0, 3.0), 5.0)
    }

    /// Estimate of ∫f⁽⁶⁾f.
    fn sixth(&self, h: f64) -> f64 {
        self.sum(h, |d| (d * d * d - 15.0 * d * d + 45.0 * d - 15.0, -15.0), 7.0)
    }

    fn sum(&self, h: f64, hermite: impl Fn(f64) -> (f64, f64), power: f64) -> f64 {
        let mut total = 0.0;
        for (i, &count) in self.counts.iter().enumerate() {
            let delta = libm::pow(i as f64 * self.width / h, 2.0);
            if delta >= 1000.0 {
                break;
            }
            total += libm::exp(-delta / 2.0) * hermite(delta).0 * count;
        }
        // Each pair counts twice, and every datum once with itself.
        let whole = 2.0 * total + self.n * hermite(0.0).1;
        whole / (self.n * (self.n - 1.0) * libm::pow(h, power) * libm::sqrt(2.0 * PI))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::{normal, strand};
    use crate::numerics::special::normal_pdf;

    #[test]
    fn mass_is_one_and_binning_changes_little() {
        let mut rng = strand(2, 0);
        let data: Vec<f64> = (0..6_000).map(|_| normal(&mut rng)).collect();
        let h = silverman(&data);
        let fast = Kde::new(&data, h);
        let mass: f64 = (0..2000)
            .map(|i| fast.density(-6.0 + 12.0 * f64::from(i) / 2000.0) * 12.0 / 2000.0)
            .sum();
        assert!((mass - 1.0).abs() < 1e-6, "{mass}");
        for x in [-2.0, -0.3, 0.0, 1.7] {
            let slow: f64 = data.iter().map(|d| normal_pdf((x - d) / h) / h).sum::<f64>() / 6_000.0;
            assert!((fast.density(x) - slow).abs() < 1e-4, "{x}");
        }
    }

    /// R 4.3: `bw.SJ(faithful$eruptions)` = 0.14 and `bw.nrd0(faithful$eruptions)` = 0.3348 (both in its
    /// documentation's figures to these digits).
    #[test]
    fn bandwidths_of_old_faithful_are_those_of_r() {
        let data = crate::papers::fourier_density::observations::OLD_FAITHFUL;
        assert!((silverman(&data) - 0.3348).abs() < 5e-4, "{}", silverman(&data));
        assert!((sheather_jones(&data) - 0.14).abs() < 5e-3, "{}", sheather_jones(&data));
    }

    /// For normal data the optimal bandwidth is (4/3)^(1/5) σ n^(−1/5).
    #[test]
    fn sheather_jones_is_near_the_optimum_for_normal_data() {
        let mut rng = strand(4, 0);
        let data: Vec<f64> = (0..5_000).map(|_| normal(&mut rng)).collect();
        let best = (4.0f64 / 3.0).powf(0.2) * 5_000f64.powf(-0.2);
        assert!((sheather_jones(&data) / best - 1.0).abs() < 0.15);
    }
}

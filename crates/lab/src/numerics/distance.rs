//! Distances between samples, and between Gaussians. Samples are rows of `d` numbers, one after the other.

use nalgebra::DMatrix;

use super::random::{Rng, normal};

/// Squared Euclidean distance.
fn squared(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// Energy distance 2E‖X−Y‖ − E‖X−X′‖ − E‖Y−Y′‖ (Székely and Rizzo 2013), unbiased: pairs of a sample with
/// itself are left out, so it may come out negative. Each sample needs two rows; O(n²d). NaN otherwise.
pub fn energy(x: &[f64], y: &[f64], d: usize) -> f64 {
    let (n, m) = (x.len() / d, y.len() / d);
    if n < 2 || m < 2 {
        return f64::NAN;
    }
    let rows = |s: &[f64], i: usize| s[i * d..(i + 1) * d].to_vec();
    let mean = |a: &[f64], b: &[f64], pairs: f64| {
        let sums = (0..a.len() / d).map(|i| {
            let row = rows(a, i);
            b.chunks_exact(d).map(|other| libm::sqrt(squared(&row, other))).sum::<f64>()
        });
        sums.sum::<f64>() / pairs
    };
    let (n, m) = (n as f64, m as f64);
    2.0 * mean(x, y, n * m) - mean(x, x, n * (n - 1.0)) - mean(y, y, m * (m - 1.0))
}

/// The same in one dimension by sorting, O(n log n); [`energy`] is the slow reference.
pub fn energy_on_a_line(x: &[f64], y: &[f64]) -> f64 {
    if x.len() < 2 || y.len() < 2 {
        return f64::NAN;
    }
    // Σ_{i<j} (z_j − z_i) of ascending z is Σ (2k − n + 1) z_k.
    let within = |sorted: &[f64]| {
        let n = sorted.len() as f64;
        let place = |k: usize| 2.0 * k as f64 - n + 1.0;
        sorted.iter().enumerate().map(|(k, z)| place(k) * z).sum::<f64>()
    };
    let sorted = super::quantile::sorted;
    let both: Vec<f64> = x.iter().chain(y).copied().collect();
    let (in_x, in_y, in_both) = (within(&sorted(x)), within(&sorted(y)), within(&sorted(&both)));
    let (n, m) = (x.len() as f64, y.len() as f64);
    2.0 * (in_both - in_x - in_y) / (n * m)
        - 2.0 * in_x / (n * (n - 1.0))
        - 2.0 * in_y / (m * (m - 1.0))
}

/// W_p^p between two samples on a line, p ≥ 1, by their quantiles; samples may differ in size. NaN if one
/// is empty.
pub fn wasserstein_on_a_line(x: &[f64], y: &[f64], p: f64) -> f64 {
    let (x, y) = (super::quantile::sorted(x), super::quantile::sorted(y));
    if x.is_empty() || y.is_empty() {
        return f64::NAN;
    }
    let (n, m) = (x.len() as f64, y.len() as f64);
    let (mut i, mut j, mut at, mut sum) = (0, 0, 0.0, 0.0);
    while i < x.len() && j < y.len() {
        // Mass moves until the first of the two quantile functions steps.
        let (next_x, next_y) = ((i + 1) as f64 / n, (j + 1) as f64 / m);
        let next = next_x.min(next_y);
        let gap = (x[i] - y[j]).abs();
        sum += (next - at) * if p == 2.0 { gap * gap } else { libm::pow(gap, p) };
        at = next;
        i += usize::from(next_x <= next);
        j += usize::from(next_y <= next);
    }
    sum
}

/// Sliced Wasserstein distance of order 2 (Bonneel et al. 2015): the root of the mean of W₂² over
/// `slices` random directions.
pub fn sliced_wasserstein(x: &[f64], y: &[f64], d: usize, slices: usize, rng: &mut Rng) -> f64 {
    let mut sum = 0.0;
    for _ in 0..slices {
        let mut direction: Vec<f64> = (0..d).map(|_| normal(rng)).collect();
        let norm = libm::sqrt(direction.iter().map(|z| z * z).sum());
        direction.iter_mut().for_each(|z| *z /= norm);
        let along = |s: &[f64]| -> Vec<f64> {
            let rows = s.chunks_exact(d);
            rows.map(|row| row.iter().zip(&direction).map(|(a, b)| a * b).sum()).collect()
        };
        sum += wasserstein_on_a_line(&along(x), &along(y), 2.0);
    }
    libm::sqrt(sum / slices as f64)
}

/// Improved precision and recall (Kynkäänniemi et al., arXiv 1904.06991): the share of `made` within the
/// union of balls around `real`, each of the radius of its k-th nearest other, and the other way round.
/// Repeated points have a radius of 0: remove them first. O(n²d).
pub fn precision_recall(real: &[f64], made: &[f64], d: usize, k: usize) -> (f64, f64) {
    (covered(made, real, d, k), covered(real, made, d, k))
}

/// Share of `points` in the union of the balls of `centres`.
fn covered(points: &[f64], centres: &[f64], d: usize, k: usize) -> f64 {
    let rows = || centres.chunks_exact(d);
    let balls: Vec<(&[f64], f64)> = rows()
        .map(|c| {
            let mut all: Vec<f64> = rows().map(|other| squared(c, other)).collect();
            // The nearest is the point itself.
            let k = k.min(all.len() - 1);
            (c, *all.select_nth_unstable_by(k, f64::total_cmp).1)
        })
        .collect();
    let inside = |p: &&[f64]| balls.iter().any(|(c, radius)| squared(c, p) <= *radius);
    let count = points.len() / d;
    points.chunks_exact(d).filter(inside).count() as f64 / count as f64
}

/// W₂² between two Gaussians: ‖μ₁ − μ₂‖² + tr(A + B − 2(A^½ B A^½)^½) (Dowson and Landau 1982). Covariances
/// row after row, symmetric positive semidefinite.
pub fn gaussian_w2(mean: (&[f64], &[f64]), covariance: (&[f64], &[f64])) -> f64 {
    let d = mean.0.len();
    let (a, b) =
        (DMatrix::from_row_slice(d, d, covariance.0), DMatrix::from_row_slice(d, d, covariance.1));
    let trace = a.trace() + b.trace();
    let parts = a.symmetric_eigen();
    let roots = DMatrix::from_diagonal(&parts.eigenvalues.map(|l| libm::sqrt(l.max(0.0))));
    let root = &parts.eigenvectors * roots * parts.eigenvectors.transpose();
    let inner = &root * b * &root;
    let cross: f64 = inner.symmetric_eigenvalues().iter().map(|l| libm::sqrt(l.max(0.0))).sum();
    squared(mean.0, mean.1) + trace - 2.0 * cross
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    #[test]
    fn energy_of_normals_is_that_of_the_closed_form() {
        // E|N(0, s²)| = s √(2/π); E|N(2, 2)| = 2 √(2/2π) e^{−1} ... taken from its own formula below.
        let mut rng = strand(1, 0);
        let x: Vec<f64> = (0..1_500).map(|_| normal(&mut rng)).collect();
        let y: Vec<f64> = (0..1_400).map(|_| 2.0 + normal(&mut rng)).collect();
        let slow = energy(&x, &y, 1);
        assert!((energy_on_a_line(&x, &y) - slow).abs() < 1e-12);
        let s = 2f64.sqrt();
        // Folded normal: s √(2/π) e^{−m²/2s²} + m erf(m / s√2).
        let fold = |m: f64| {
            s * (2.0 / std::f64::consts::PI).sqrt() * (-m * m / (2.0 * s * s)).exp()
                + m * libm::erf(m / (s * 2f64.sqrt()))
        };
        assert!((slow - (2.0 * fold(2.0) - 2.0 * fold(0.0))).abs() < 0.15, "{slow}");
    }

    #[test]
    fn unbiased_energy_has_mean_zero_under_one_law() {
        let mut rng = strand(2, 0);
        let mut draw = |n: usize| (0..n).map(|_| normal(&mut rng)).collect::<Vec<f64>>();
        let all: Vec<f64> = (0..400).map(|_| energy(&draw(24), &draw(36), 2)).collect();
        let (mean, error) = super::super::quantile::mean_and_error(&all);
        assert!(mean.abs() < 4.0 * error, "{mean} {error}");
    }

    #[test]
    fn wasserstein_on_a_line_by_hand() {
        assert_eq!(wasserstein_on_a_line(&[0.0, 1.0], &[3.0, 2.0], 1.0), 2.0);
        // Half of the mass of 0 goes to 1: sizes differ.
        assert_eq!(wasserstein_on_a_line(&[0.0], &[0.0, 1.0], 2.0), 0.5);
    }

    #[test]
    fn slices_of_a_shift_see_its_mean_square_along_them() {
        // A shift by δ in d dimensions: W₂² along a direction averages |δ|²/d.
        let x: Vec<f64> = (0..300).map(|i| f64::from(i % 17)).collect();
        let y: Vec<f64> = x.iter().enumerate().map(|(i, v)| v + [3.0, 0.0, 0.0][i % 3]).collect();
        let found = sliced_wasserstein(&x, &y, 3, 4_000, &mut strand(3, 0));
        assert!((found * found - 3.0).abs() < 0.2, "{found}");
    }

    #[test]
    fn precision_and_recall_tell_invention_from_omission() {
        let cluster = |at: f64, n: usize| (0..n).map(move |i| at + 0.1 * i as f64);
        let real: Vec<f64> = cluster(0.0, 20).chain(cluster(10.0, 20)).collect();
        // One of two clusters, and as many inventions far away.
        let made: Vec<f64> = cluster(0.05, 19).chain(cluster(50.0, 19)).collect();
        let (precision, recall) = precision_recall(&real, &made, 1, 3);
        assert_eq!(precision, 0.5);
        assert!((recall - 0.5).abs() < 0.03, "{recall}");
    }

    #[test]
    fn gaussians_that_commute_differ_by_their_deviations() {
        let (a, b) = ([4.0, 0.0, 0.0, 9.0], [1.0, 0.0, 0.0, 25.0]);
        let found = gaussian_w2((&[0.0, 1.0], &[2.0, 1.0]), (&a, &b));
        assert!((found - (4.0 + 1.0 + 4.0)).abs() < 1e-12, "{found}");
        // Both turned by the same angle: nothing changes.
        let (c, s) = (0.6, 0.8);
        let turned = |x: f64, y: f64| {
            [c * c * x + s * s * y, c * s * (x - y), c * s * (x - y), s * s * x + c * c * y]
        };
        let same = gaussian_w2((&[0.0; 2], &[0.0; 2]), (&turned(4.0, 9.0), &turned(1.0, 25.0)));
        assert!((same - 5.0).abs() < 1e-12, "{same}");
    }
}

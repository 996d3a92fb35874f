//! Sufficient statistics of draws from a Gaussian, without the draws.
//!
//! A Gaussian fitted to n draws of another depends on them only by their mean, which is normal, and
//! their scatter, which is Wishart with n − 1 degrees of freedom and independent of it. So a generation
//! of n samples in d dimensions costs d³ operations, whatever n is (Bartlett's decomposition).

use crate::numerics::{
    random::{Rng, chi_squared, normal},
    real::{dot, squares},
};

/// Numbers in the lower triangle of a d × d matrix, kept row after row: row i has i + 1.
pub(super) fn triangle(d: usize) -> usize {
    d * (d + 1) / 2
}

/// Row `i` of a lower triangle.
pub(super) fn row(a: &[f64], i: usize) -> &[f64] {
    &a[triangle(i)..triangle(i + 1)]
}

/// Count, mean and scatter matrix Σ (x − x̄)(x − x̄)ᵀ of some samples, the latter as a lower triangle.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Moments {
    pub(super) n: f64,
    pub(super) mean: Vec<f64>,
    pub(super) scatter: Vec<f64>,
}

impl Moments {
    pub(super) fn new(d: usize) -> Self {
        Self { n: 0.0, mean: vec![0.0; d], scatter: vec![0.0; triangle(d)] }
    }

    /// Adds the samples behind other moments (Chan, Golub and LeVeque 1983).
    pub(super) fn pool(&mut self, other: &Self) {
        let n = self.n + other.n;
        if other.n == 0.0 {
            return;
        }
        let weight = self.n * other.n / n;
        let mut at = 0;
        for i in 0..self.mean.len() {
            let di = other.mean[i] - self.mean[i];
            for j in 0..=i {
                let dj = other.mean[j] - self.mean[j];
                self.scatter[at] += other.scatter[at] + weight * di * dj;
                at += 1;
            }
        }
        for (mean, other_mean) in self.mean.iter_mut().zip(&other.mean) {
            *mean += (other_mean - *mean) * other.n / n;
        }
        self.n = n;
    }
}

/// What a step needs on the way, shared by all chains of one dimension: at d = 100 a chain itself keeps 40
/// kilobytes, or 80 where it must remember data.
#[derive(Clone, Debug)]
pub struct Scratch {
    pub(super) fitted: Moments,
    pub(super) drawn: Moments,
    /// Bartlett's factor, column after column.
    columns: Vec<f64>,
    /// Its product with the chain's factor, a lower triangle.
    product: Vec<f64>,
    z: Vec<f64>,
    zero: Vec<f64>,
}

impl Scratch {
    /// For chains of dimension `d`.
    pub fn new(d: usize) -> Self {
        Self {
            fitted: Moments::new(d),
            drawn: Moments::new(d),
            columns: Vec::new(),
            product: vec![0.0; triangle(d)],
            z: vec![0.0; d],
            zero: vec![0.0; d],
        }
    }

    /// W₂² to the truth of a single fit to the samples drawn last, in one dimension: after a step of the loop
    /// with fresh data, those are its real ones.
    pub(super) fn alone(&self) -> f64 {
        let mean = self.drawn.mean[0];
        let deviation = libm::sqrt(self.drawn.scatter[0] / (self.drawn.n - 1.0));
        mean * mean + (deviation - 1.0) * (deviation - 1.0)
    }
}

/// Moments of `n` draws of N(mean, λ L Lᵀ), into `drawn`; of N(0, λ I) where no mean and L are given.
pub(super) fn wishart(
    rng: &mut Rng,
    n: f64,
    from: Option<(&[f64], &[f64])>,
    lambda: f64,
    scratch: &mut Scratch,
) {
    let Scratch { drawn: out, columns, product, z, zero, .. } = scratch;
    let d = z.len();
    let mean = from.map_or(&zero[..], |(mean, _)| mean);
    out.n = n;
    out.scatter.fill(0.0);
    out.mean.copy_from_slice(mean);
    if n <= 0.0 {
        return;
    }
    // x̄ = μ + √(λ/n) L z
    z.fill_with(|| normal(rng));
    let scale = libm::sqrt(lambda / n);
    for i in 0..d {
        out.mean[i] += scale * from.map_or(z[i], |(_, factor)| dot(row(factor, i), &z[..=i]));
    }
    // Bartlett: B lower triangular with B_jj² ~ χ²(n − 1 − j); fewer columns where n − 1 < d.
    let count = d.min((n - 1.0).max(0.0) as usize);
    columns.clear();
    for j in 0..count {
        columns.push(libm::sqrt(chi_squared(rng, n - 1.0 - j as f64)));
        columns.extend((j + 1..d).map(|_| normal(rng)));
    }
    // A = L B, a row at a time; rows of A are dotted with each other for A Aᵀ.
    for i in 0..d {
        let (above, rest) = product.split_at_mut(triangle(i));
        let own = &mut rest[..=i];
        let mut begin = 0;
        for (j, a) in own.iter_mut().enumerate().take(count) {
            // Column j of B begins at row j.
            let column = &columns[begin..begin + d - j];
            *a = match from {
                Some((_, factor)) => dot(&row(factor, i)[j..], &column[..=i - j]),
                None => column[i - j],
            };
            begin += d - j;
        }
        let into = &mut out.scatter[triangle(i)..triangle(i + 1)];
        for (j, s) in into.iter_mut().enumerate() {
            let few = count.min(j + 1);
            let other = if j == i { &*own } else { row(above, j) };
            *s = lambda * dot(&own[..few], &other[..few]);
        }
    }
}

/// Lower Cholesky factor of a lower triangle in place. Fewer samples than dimensions leave the covariance
/// singular: pivots that are not positive are taken as zero, with their columns.
pub(super) fn cholesky(a: &mut [f64], d: usize) {
    let largest = (0..d).map(|i| a[triangle(i) + i]).fold(0.0, f64::max);
    for i in 0..d {
        let (above, rest) = a.split_at_mut(triangle(i));
        let own = &mut rest[..=i];
        for j in 0..i {
            let other = row(above, j);
            let root = other[j];
            let left = own[j] - dot(&own[..j], &other[..j]);
            own[j] = if root > 0.0 { left / root } else { 0.0 };
        }
        let pivot = own[i] - squares(&own[..i]);
        own[i] = if pivot > 1e-14 * largest { libm::sqrt(pivot) } else { 0.0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    /// The slow way: n samples, one by one.
    fn slow(rng: &mut Rng, n: usize, factor: &[[f64; 2]; 2]) -> Moments {
        let mut all = Moments::new(2);
        for _ in 0..n {
            let z = [normal(rng), normal(rng)];
            let x = factor.iter().map(|l| l[0] * z[0] + l[1] * z[1]).collect();
            all.pool(&Moments { n: 1.0, mean: x, scatter: vec![0.0; 3] });
        }
        all
    }

    #[test]
    fn statistics_are_distributed_as_those_of_samples() {
        // d = 2, n = 4: mean and variance of each entry over many draws, both ways.
        let (mut fast_rng, mut slow_rng) = (strand(1, 0), strand(1, 1));
        let mut scratch = Scratch::new(2);
        for from in [Some((&[0.0, 0.0][..], &[2.0, 1.0, 0.5][..])), None] {
            let factor =
                if from.is_some() { [[2.0, 0.0], [1.0, 0.5]] } else { [[1.0, 0.0], [0.0, 1.0]] };
            let (mut fast, mut slowly) = (Vec::new(), Vec::new());
            for _ in 0..20_000 {
                wishart(&mut fast_rng, 4.0, from, 1.0, &mut scratch);
                let of = |m: &Moments| [m.mean[1], m.scatter[0], m.scatter[1], m.scatter[2]];
                fast.push(of(&scratch.drawn));
                slowly.push(of(&slow(&mut slow_rng, 4, &factor)));
            }
            for k in 0..4 {
                let moments = |rows: &[[f64; 4]]| {
                    let n = rows.len() as f64;
                    let m = rows.iter().map(|r| r[k]).sum::<f64>() / n;
                    (m, rows.iter().map(|r| (r[k] - m).powi(2)).sum::<f64>() / n)
                };
                let ((m1, v1), (m2, v2)) = (moments(&fast), moments(&slowly));
                // Five standard errors of a difference of means; 10 % of a variance.
                assert!((m1 - m2).abs() < 5.0 * ((v1 + v2) / 20_000.0).sqrt(), "{k}: {m1} {m2}");
                assert!((v1 / v2 - 1.0).abs() < 0.1, "{k}: {v1} {v2}");
            }
        }
    }

    #[test]
    fn pooling_is_the_moments_of_the_union() {
        let mut a = Moments { n: 2.0, mean: vec![1.0], scatter: vec![2.0] }; // 0, 2
        a.pool(&Moments { n: 1.0, mean: vec![7.0], scatter: vec![0.0] });
        assert_eq!((a.n, a.mean[0]), (3.0, 3.0));
        assert!((a.scatter[0] - 26.0).abs() < 1e-12); // 9 + 1 + 16
    }

    #[test]
    fn cholesky_squares_to_its_matrix() {
        let a = [4.0, 2.0, 3.0, 0.4, 0.1, 1.0];
        let mut l = a;
        cholesky(&mut l, 3);
        for i in 0..3 {
            for j in 0..=i {
                let dot: f64 = (0..=j).map(|k| row(&l, i)[k] * row(&l, j)[k]).sum();
                assert!((dot - row(&a, i)[j]).abs() < 1e-14);
            }
        }
    }
}

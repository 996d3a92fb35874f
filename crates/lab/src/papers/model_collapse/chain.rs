//! A Gaussian that learns from itself: many runs at once, each by its sufficient statistics.
//!
//! A Gaussian fitted to n draws of another depends on them only by their mean, which is normal, and
//! their scatter, which is Wishart with n − 1 degrees of freedom and independent of it. So a generation
//! of n samples in d dimensions costs d³ operations, whatever n is (Bartlett's decomposition).

use crate::numerics::random::{Rng, chi_squared, normal, strand};

/// Which data a generation learns from (arXiv 2307.01850, §2; accumulation: arXiv 2404.01413).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loop {
    /// Only the last generation's samples.
    Synthetic,
    /// One real set, the same each time, and the last generation's samples.
    Augmentation,
    /// New real samples each time, and the last generation's samples.
    Fresh,
    /// All samples ever made, the first real ones among them.
    Accumulate,
}

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

/// Count, mean and scatter matrix Σ (x − x̄)(x − x̄)ᵀ of some samples.
#[derive(Clone, Debug, Default, PartialEq)]
struct Moments {
    n: f64,
    mean: Vec<f64>,
    scatter: Vec<f64>,
}

impl Moments {
    fn new(d: usize) -> Self {
        Self { n: 0.0, mean: vec![0.0; d], scatter: vec![0.0; d * d] }
    }

    /// Adds the samples behind other moments (Chan, Golub and LeVeque 1983).
    fn pool(&mut self, other: &Self) {
        let d = self.mean.len();
        let n = self.n + other.n;
        if other.n == 0.0 {
            return;
        }
        let weight = self.n * other.n / n;
        for i in 0..d {
            let di = other.mean[i] - self.mean[i];
            for j in 0..d {
                let dj = other.mean[j] - self.mean[j];
                self.scatter[i * d + j] += other.scatter[i * d + j] + weight * di * dj;
            }
        }
        for i in 0..d {
            self.mean[i] += (other.mean[i] - self.mean[i]) * other.n / n;
        }
        self.n = n;
    }
}

/// One run: a Gaussian and what it remembers.
#[derive(Clone, Debug)]
pub struct Chain {
    /// Mean.
    pub mean: Vec<f64>,
    /// Lower Cholesky factor of the covariance, row after row.
    pub factor: Vec<f64>,
    setting: Setting,
    rng: Rng,
    /// The fixed real set, or all data so far.
    kept: Moments,
    fitted: Moments,
    drawn: Moments,
    work: Vec<f64>,
}

impl Chain {
    /// The first generation: a fit to n_initial samples of the truth, N(0, I).
    pub fn start(setting: Setting, seed: u64, run: u64) -> Self {
        let d = setting.d;
        let mut chain = Self {
            mean: vec![0.0; d],
            factor: identity(d),
            setting,
            rng: strand(seed, run),
            kept: Moments::new(d),
            fitted: Moments::new(d),
            drawn: Moments::new(d),
            work: vec![0.0; d * d],
        };
        if setting.kind == Loop::Augmentation {
            chain.draw_real(setting.n_real);
            chain.kept.pool(&chain.drawn);
        }
        chain.draw_real(setting.n_initial);
        if setting.kind == Loop::Accumulate {
            chain.kept.pool(&chain.drawn);
        }
        chain.fitted.clone_from(&chain.drawn);
        chain.fit();
        chain
    }

    /// The next generation.
    pub fn step(&mut self) {
        let s = self.setting;
        self.draw(s.n_synthetic, s.lambda);
        match s.kind {
            Loop::Synthetic => self.fitted.clone_from(&self.drawn),
            Loop::Augmentation => {
                self.fitted.clone_from(&self.kept);
                self.fitted.pool(&self.drawn);
            }
            Loop::Fresh => {
                self.fitted.clone_from(&self.drawn);
                self.draw_real(s.n_real);
                self.fitted.pool(&self.drawn);
            }
            Loop::Accumulate => {
                self.kept.pool(&self.drawn);
                self.fitted.clone_from(&self.kept);
            }
        }
        self.fit();
    }

    /// Mean and unbiased covariance.
    fn fit(&mut self) {
        self.mean.clone_from(&self.fitted.mean);
        let over = 1.0 / (self.fitted.n - 1.0);
        for (f, s) in self.factor.iter_mut().zip(&self.fitted.scatter) {
            *f = s * over;
        }
        cholesky(&mut self.factor, self.setting.d);
    }

    fn draw_real(&mut self, n: f64) {
        let d = self.setting.d;
        let (mean, factor) = (vec![0.0; d], identity(d));
        wishart(&mut self.rng, n, (&mean, &factor, 1.0), &mut self.drawn, &mut self.work);
    }

    fn draw(&mut self, n: f64, lambda: f64) {
        let from = (&self.mean[..], &self.factor[..], lambda);
        wishart(&mut self.rng, n, from, &mut self.drawn, &mut self.work);
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
            // The singular values of the factor are the roots of Σ's eigenvalues.
            nalgebra::DMatrix::from_row_slice(d, d, &self.factor).singular_values().iter().sum()
        };
        mean + trace + d as f64 - 2.0 * roots
    }
}

fn identity(d: usize) -> Vec<f64> {
    (0..d * d).map(|i| f64::from(u8::from(i % (d + 1) == 0))).collect()
}

/// Moments of `n` draws of N(mean, λ L Lᵀ).
fn wishart(
    rng: &mut Rng,
    n: f64,
    (mean, factor, lambda): (&[f64], &[f64], f64),
    out: &mut Moments,
    work: &mut [f64],
) {
    let d = mean.len();
    out.n = n;
    out.scatter.fill(0.0);
    out.mean.copy_from_slice(mean);
    if n <= 0.0 {
        return;
    }
    // x̄ = μ + √(λ/n) L z
    let z: Vec<f64> = (0..d).map(|_| normal(rng)).collect();
    let scale = libm::sqrt(lambda / n);
    for i in 0..d {
        let dot: f64 = (0..=i).map(|j| factor[i * d + j] * z[j]).sum();
        out.mean[i] += scale * dot;
    }
    // Bartlett: B lower triangular with B_jj² ~ χ²(n − 1 − j); fewer columns where n − 1 < d.
    let columns = d.min((n - 1.0).max(0.0) as usize);
    work.fill(0.0);
    for j in 0..columns {
        work[j * d + j] = libm::sqrt(chi_squared(rng, n - 1.0 - j as f64));
        for i in j + 1..d {
            work[i * d + j] = normal(rng);
        }
    }
    // A = L B, in place from the last row up: both are lower triangular.
    for i in (0..d).rev() {
        for j in 0..columns.min(i + 1) {
            work[i * d + j] = (j..=i).map(|k| factor[i * d + k] * work[k * d + j]).sum();
        }
    }
    for i in 0..d {
        for j in 0..=i {
            let dot: f64 = (0..columns.min(j + 1)).map(|k| work[i * d + k] * work[j * d + k]).sum();
            out.scatter[i * d + j] = lambda * dot;
            out.scatter[j * d + i] = lambda * dot;
        }
    }
}

/// Lower Cholesky factor in place. Fewer samples than dimensions leave the covariance singular:
/// pivots that are not positive are taken as zero, with their columns.
fn cholesky(a: &mut [f64], d: usize) {
    let largest = (0..d).map(|i| a[i * d + i]).fold(0.0, f64::max);
    for j in 0..d {
        let pivot = a[j * d + j] - (0..j).map(|k| a[j * d + k] * a[j * d + k]).sum::<f64>();
        let root = if pivot > 1e-14 * largest { libm::sqrt(pivot) } else { 0.0 };
        a[j * d + j] = root;
        for i in j + 1..d {
            let dot: f64 = (0..j).map(|k| a[i * d + k] * a[j * d + k]).sum();
            a[i * d + j] = if root > 0.0 { (a[i * d + j] - dot) / root } else { 0.0 };
            a[j * d + i] = 0.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slow way: n samples, one by one.
    fn slow(rng: &mut Rng, n: usize, d: usize, factor: &[f64]) -> Moments {
        let mut all = Moments::new(d);
        for _ in 0..n {
            let z: Vec<f64> = (0..d).map(|_| normal(rng)).collect();
            let x = (0..d).map(|i| (0..d).map(|j| factor[i * d + j] * z[j]).sum()).collect();
            all.pool(&Moments { n: 1.0, mean: x, scatter: vec![0.0; d * d] });
        }
        all
    }

    #[test]
    fn statistics_are_distributed_as_those_of_samples() {
        // d = 2, n = 4: mean and variance of each entry over many draws, both ways.
        let factor = [2.0, 0.0, 1.0, 0.5];
        let (mut fast_rng, mut slow_rng) = (strand(1, 0), strand(1, 1));
        let (mut fast, mut slowly) = (Vec::new(), Vec::new());
        let (mut out, mut work) = (Moments::new(2), vec![0.0; 4]);
        for _ in 0..20_000 {
            wishart(&mut fast_rng, 4.0, (&[0.0, 0.0], &factor, 1.0), &mut out, &mut work);
            fast.push([out.mean[1], out.scatter[0], out.scatter[1], out.scatter[3]]);
            let m = slow(&mut slow_rng, 4, 2, &factor);
            slowly.push([m.mean[1], m.scatter[0], m.scatter[1], m.scatter[3]]);
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

    #[test]
    fn pooling_is_the_moments_of_the_union() {
        let mut a = Moments { n: 2.0, mean: vec![1.0], scatter: vec![2.0] }; // 0, 2
        a.pool(&Moments { n: 1.0, mean: vec![7.0], scatter: vec![0.0] });
        assert_eq!((a.n, a.mean[0]), (3.0, 3.0));
        assert!((a.scatter[0] - 26.0).abs() < 1e-12); // 9 + 1 + 16
    }

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
        let mut chain = Chain::start(setting, 1, 1);
        for _ in 0..50 {
            chain.step();
            assert!(chain.distance().is_finite() && chain.variance().is_finite());
        }
    }

    #[test]
    fn cholesky_squares_to_its_matrix() {
        let a = [4.0, 2.0, 0.4, 2.0, 3.0, 0.1, 0.4, 0.1, 1.0];
        let mut l = a;
        cholesky(&mut l, 3);
        for i in 0..3 {
            for j in 0..3 {
                let dot: f64 = (0..3).map(|k| l[i * 3 + k] * l[j * 3 + k]).sum();
                assert!((dot - a[i * 3 + j]).abs() < 1e-14);
            }
        }
    }
}

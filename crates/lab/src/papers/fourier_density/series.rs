//! The non-negative Fourier series: f(x) = |Σ_k a_k e^{−iπkx}|² on the period [−1, 1]
//! (post 10007; De la Fuente, Singh and Ballé, arXiv 2402.15345).

use std::f64::consts::PI;

use nalgebra::DMatrix;

use crate::numerics::{
    random::{Rng, normal},
    roots::bisect,
};

/// Samples worked on side by side: the loops over them become SIMD.
const LANES: usize = 8;

/// Least density before a logarithm (reference implementation: google/codex).
pub const FLOOR: f64 = 1e-20;

/// Parameters a_0 … a_N ∈ ℂ. Global phase and scale do not change the density.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Real parts, then imaginary parts: 2(N + 1) numbers.
    pub a: Vec<f64>,
}

/// c_n = Σ_k a_k conj(a_{k+n}), n = 0..=N, as (real, imaginary).
pub type Coefficients = Vec<(f64, f64)>;

impl Series {
    /// Both parts N(0, 1)·1e-3, as in google/codex; the shape does not depend on the scale.
    pub fn random(terms: usize, rng: &mut Rng) -> Self {
        Self { a: (0..2 * (terms + 1)).map(|_| normal(rng) * 1e-3).collect() }
    }

    /// N.
    pub fn terms(&self) -> usize {
        self.a.len() / 2 - 1
    }

    /// c_0 = Σ|a_k|²; ∫f = 2 c_0.
    pub fn c0(&self) -> f64 {
        self.a.iter().map(|v| v * v).sum()
    }

    /// The autocorrelation c_0 … c_N of the parameters.
    pub fn coefficients(&self) -> Coefficients {
        let (re, im) = self.a.split_at(self.a.len() / 2);
        (0..re.len())
            .map(|n| {
                (0..re.len() - n).fold((0.0, 0.0), |(x, y), k| {
                    // a_k conj(a_{k+n})
                    (
                        x + re[k] * re[k + n] + im[k] * im[k + n],
                        y + im[k] * re[k + n] - re[k] * im[k + n],
                    )
                })
            })
            .collect()
    }

    /// p(x) = |A(x)|² / (2 c_0) for x in [−1, 1].
    pub fn density(&self, x: f64) -> f64 {
        let (re, im) = self.a.split_at(self.a.len() / 2);
        let (c, s) = (libm::cos(PI * x), -libm::sin(PI * x));
        let (mut er, mut ei) = (1.0, 0.0);
        let (mut ar, mut ai) = (0.0, 0.0);
        for (&r, &i) in re.iter().zip(im) {
            ar += r * er - i * ei;
            ai += r * ei + i * er;
            (er, ei) = (er * c - ei * s, er * s + ei * c);
        }
        (ar * ar + ai * ai) / (2.0 * self.c0())
    }

    /// Adds the gradient of Σ ln p(x_i) with respect to `a` to `gradient` and returns Σ ln p(x_i).
    /// `rotations` holds (cos πx_i, sin πx_i).
    ///
    /// d ln|A|² / da_k = 2 e^{iπkx} / conj(A), as a complex gradient; −ln c_0 gives −2 a_k / c_0.
    pub fn log_likelihood(&self, rotations: &[(f64, f64)], gradient: &mut [f64]) -> f64 {
        let terms = self.a.len() / 2;
        let (re, im) = self.a.split_at(terms);
        let (gradient_re, gradient_im) = gradient.split_at_mut(terms);
        let c0 = self.c0();
        let mut total = 0.0;
        for chunk in rotations.chunks(LANES) {
            // Empty lanes repeat the first sample with weight 0.
            let (mut c, mut s, mut weight) =
                ([chunk[0].0; LANES], [chunk[0].1; LANES], [0.0; LANES]);
            for (lane, &(cosine, sine)) in chunk.iter().enumerate() {
                (c[lane], s[lane], weight[lane]) = (cosine, sine, 1.0);
            }
            let (mut er, mut ei) = ([1.0; LANES], [0.0; LANES]);
            let (mut ar, mut ai) = ([0.0; LANES], [0.0; LANES]);
            for (&r, &i) in re.iter().zip(im) {
                for l in 0..LANES {
                    ar[l] += r * er[l] - i * ei[l];
                    ai[l] += r * ei[l] + i * er[l];
                    // times e^{−iπx}
                    (er[l], ei[l]) = (er[l] * c[l] + ei[l] * s[l], ei[l] * c[l] - er[l] * s[l]);
                }
            }
            // w = 2 / conj(A) = 2 A / |A|²
            let (mut wr, mut wi) = ([0.0; LANES], [0.0; LANES]);
            for l in 0..LANES {
                let square = ar[l] * ar[l] + ai[l] * ai[l];
                let p = square / (2.0 * c0);
                total += weight[l] * libm::log(p.max(FLOOR));
                // Below the floor the logarithm is constant.
                let scale = if p > FLOOR { 2.0 * weight[l] / square } else { 0.0 };
                (wr[l], wi[l]) = (ar[l] * scale, ai[l] * scale);
            }
            for k in 0..terms {
                let (mut gr, mut gi) = (0.0, 0.0);
                for l in 0..LANES {
                    gr += wr[l];
                    gi += wi[l];
                    // times e^{+iπx}
                    (wr[l], wi[l]) = (wr[l] * c[l] - wi[l] * s[l], wr[l] * s[l] + wi[l] * c[l]);
                }
                gradient_re[k] += gr;
                gradient_im[k] += gi;
            }
        }
        let pull = 2.0 * rotations.len() as f64 / c0;
        for (g, a) in gradient.iter_mut().zip(&self.a) {
            *g -= pull * a;
        }
        total
    }

    /// R = γ ∫|p'|² = γπ² Σ n² |c_n/c_0|²; adds its gradient to `gradient` and returns it. (The
    /// post's γ∫|f'|² could be shrunk to zero by shrinking `a`, at no change of the density.)
    pub fn roughness(&self, gamma: f64, gradient: &mut [f64]) -> f64 {
        let c = self.coefficients();
        let c0 = self.c0();
        let n = c.len();
        let sum: f64 =
            c.iter().enumerate().map(|(n, (x, y))| (n * n) as f64 * (x * x + y * y)).sum();
        let (re, im) = self.a.split_at(n);
        let scale = gamma * PI * PI / (c0 * c0);
        for m in 0..n {
            let (mut gr, mut gi) = (0.0, 0.0);
            for (j, &(x, y)) in c.iter().enumerate().skip(1) {
                let square = (j * j) as f64;
                if m + j < n {
                    // c_j a_{m+j}
                    gr += square * (x * re[m + j] - y * im[m + j]);
                    gi += square * (x * im[m + j] + y * re[m + j]);
                }
                if m >= j {
                    // conj(c_j) a_{m−j}
                    gr += square * (x * re[m - j] + y * im[m - j]);
                    gi += square * (x * im[m - j] - y * re[m - j]);
                }
            }
            gradient[m] += scale * (2.0 * gr - 4.0 * sum * re[m] / c0);
            gradient[n + m] += scale * (2.0 * gi - 4.0 * sum * im[m] / c0);
        }
        scale * sum
    }

    /// Eigenvalues of the Hermitian Toeplitz matrix T_{jk} = c_{j−k} / c_0, descending. It is
    /// positive semidefinite because f ≥ 0 (Herglotz).
    pub fn toeplitz_eigenvalues(&self) -> Vec<f64> {
        toeplitz_eigenvalues(&self.coefficients())
    }
}

/// Eigenvalues of the Hermitian Toeplitz matrix of coefficients, descending, by way of the real symmetric
/// matrix of twice the size, in which each occurs twice.
pub fn toeplitz_eigenvalues(c: &Coefficients) -> Vec<f64> {
    let n = c.len();
    let c0 = c[0].0;
    let entry = |j: usize, k: usize| {
        if j >= k { c[j - k] } else { (c[k - j].0, -c[k - j].1) }
    };
    let matrix = DMatrix::from_fn(2 * n, 2 * n, |j, k| {
        let (x, y) = entry(j % n, k % n);
        match (j < n, k < n) {
            (true, true) | (false, false) => x / c0,
            (true, false) => -y / c0,
            (false, true) => y / c0,
        }
    });
    let mut all: Vec<f64> = matrix.symmetric_eigenvalues().iter().copied().collect();
    all.sort_unstable_by(|a, b| b.total_cmp(a));
    all.into_iter().step_by(2).collect()
}

/// The least eigenvalue of the Toeplitz matrix of `size` rows; coefficients beyond the last are 0. As the matrix grows it
/// falls to the least value of 2p (Szegő), so that it is negative for some size wherever the density is.
pub fn least_eigenvalue(c: &Coefficients, size: usize) -> f64 {
    let mut padded = c.clone();
    padded.resize(size, (0.0, 0.0));
    toeplitz_eigenvalues(&padded).last().copied().unwrap_or(f64::NAN)
}

/// p(x) = ½ + Re Σ_{n≥1} (c_n/c_0) e^{iπnx}: the same density from its coefficients, O(N) a point. Any
/// coefficients with c_0 > 0 will do, but only an autocorrelation keeps it from going negative.
pub fn density_of(c: &Coefficients, x: f64) -> f64 {
    let (cosine, sine) = (libm::cos(PI * x), libm::sin(PI * x));
    let (mut er, mut ei) = (cosine, sine);
    let mut sum = 0.0;
    for &(re, im) in &c[1..] {
        sum += re * er - im * ei;
        (er, ei) = (er * cosine - ei * sine, er * sine + ei * cosine);
    }
    0.5 + sum / c[0].0
}

/// Φ(x) = (x+1)/2 + Re Σ_{n≥1} (c_n/c_0)(e^{iπnx} − (−1)ⁿ)/(iπn).
pub fn cdf_of(c: &Coefficients, x: f64) -> f64 {
    (x + 1.0) / 2.0
        + c.iter()
            .enumerate()
            .skip(1)
            .map(|(n, &(re, im))| {
                let angle = PI * n as f64 * x;
                let sign = if n % 2 == 0 { 1.0 } else { -1.0 };
                // Re[(c/i)(e − s)] = Im[c (e − s)] with e = e^{iπnx}.
                let (er, ei) = (libm::cos(angle) - sign, libm::sin(angle));
                (re * ei + im * er) / (PI * n as f64)
            })
            .sum::<f64>()
            / c[0].0
}

/// The x with Φ(x) = u: sampling by inversion. The ends of the period for u ≤ 0 and u ≥ 1.
pub fn quantile_of(c: &Coefficients, u: f64) -> f64 {
    if u <= 0.0 {
        return -1.0;
    }
    if u >= 1.0 {
        return 1.0;
    }
    bisect(-1.0, 1.0, |x| cdf_of(c, x) - u).unwrap_or(0.0)
}

/// (cos πx, sin πx) of each sample.
pub fn rotations(x: &[f64]) -> Vec<(f64, f64)> {
    x.iter().map(|x| (libm::cos(PI * x), libm::sin(PI * x))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::{strand, uniform_in};

    fn example() -> Series {
        Series::random(7, &mut strand(3, 1))
    }

    fn quadrature(f: impl Fn(f64) -> f64) -> f64 {
        // The trapezoidal rule is exact for trigonometric polynomials of degree below n/2.
        (0..256).map(|i| f(-1.0 + f64::from(i) / 128.0)).sum::<f64>() / 128.0
    }

    /// |A|² summed directly, term by term, with no rotation.
    fn slow_density(series: &Series, x: f64) -> f64 {
        let n = series.a.len() / 2;
        let (mut re, mut im) = (0.0, 0.0);
        for k in 0..n {
            let (s, c) = (-PI * k as f64 * x).sin_cos();
            re += series.a[k] * c - series.a[n + k] * s;
            im += series.a[k] * s + series.a[n + k] * c;
        }
        (re * re + im * im) / (2.0 * series.a.iter().map(|v| v * v).sum::<f64>())
    }

    #[test]
    fn both_forms_agree_with_the_direct_sum() {
        let series = example();
        let c = series.coefficients();
        for i in 0..50 {
            let x = -1.0 + f64::from(i) / 25.0;
            let slow = slow_density(&series, x);
            assert!((series.density(x) - slow).abs() < 1e-13);
            assert!((density_of(&c, x) - slow).abs() < 1e-13);
        }
    }

    #[test]
    fn mass_is_one_and_the_cdf_is_the_integral() {
        let series = example();
        let c = series.coefficients();
        assert!((quadrature(|x| slow_density(&series, x)) - 1.0).abs() < 1e-13);
        for b in [-0.7, 0.0, 0.31, 1.0] {
            let n = 20_000;
            let h = (b + 1.0) / f64::from(n);
            let integral: f64 =
                (0..n).map(|i| slow_density(&series, -1.0 + h * (f64::from(i) + 0.5)) * h).sum();
            assert!((cdf_of(&c, b) - integral).abs() < 1e-7, "{b}");
            assert!((quantile_of(&c, cdf_of(&c, b)) - b).abs() < 1e-9);
        }
    }

    #[test]
    fn gradients_agree_with_finite_differences() {
        let series = example();
        let mut rng = strand(9, 0);
        let x: Vec<f64> = (0..13).map(|_| uniform_in(&mut rng, -1.0, 1.0)).collect();
        let r = rotations(&x);
        let likelihood = |s: &Series| x.iter().map(|&x| slow_density(s, x).ln()).sum::<f64>();
        let rough = |s: &Series| {
            let slope = |x: f64| (slow_density(s, x + 1e-5) - slow_density(s, x - 1e-5)) / 2e-5;
            0.3 * quadrature(|x| slope(x) * slope(x))
        };
        let mut g = vec![0.0; series.a.len()];
        assert!((series.log_likelihood(&r, &mut g) - likelihood(&series)).abs() < 1e-10);
        let mut h = vec![0.0; series.a.len()];
        assert!((series.roughness(0.3, &mut h) / rough(&series) - 1.0).abs() < 1e-6);
        for k in 0..series.a.len() {
            let shifted = |d: f64| {
                let mut s = series.clone();
                s.a[k] += d;
                s
            };
            let e = 1e-8;
            let (up, down) = (shifted(e), shifted(-e));
            let slope = (likelihood(&up) - likelihood(&down)) / (2.0 * e);
            assert!((g[k] - slope).abs() < 1e-4 * slope.abs().max(100.0), "{k}: {} {slope}", g[k]);
            let slope = (rough(&up) - rough(&down)) / (2.0 * e);
            assert!((h[k] - slope).abs() < 1e-3 * slope.abs().max(100.0), "{k}: {} {slope}", h[k]);
        }
    }

    #[test]
    fn the_toeplitz_matrix_is_positive_semidefinite() {
        let eigenvalues = example().toeplitz_eigenvalues();
        assert_eq!(eigenvalues.len(), 8);
        assert!(eigenvalues.iter().all(|&e| e > -1e-12));
        // 2p = 1 + 2b cos πx: tridiagonal, with eigenvalues 1 + 2b cos(kπ/(m+1)); negative from b = ½ on.
        for (b, m) in [(0.3, 5), (0.8, 12)] {
            let closed = 1.0 - 2.0 * b * (PI / f64::from(m + 1)).cos();
            assert!(
                (least_eigenvalue(&vec![(1.0, 0.0), (b, 0.0)], m as usize) - closed).abs() < 1e-12
            );
        }
        // Trace: all diagonal entries are 1.
        assert!((eigenvalues.iter().sum::<f64>() - 8.0).abs() < 1e-10);
    }
}

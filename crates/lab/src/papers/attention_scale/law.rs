//! Laws of the scores: how they are drawn, and what mean field makes of them.

use std::f64::consts::{E, PI};

use super::params::Scores;
use crate::{
    Values,
    numerics::{
        quadrature::GaussLegendre,
        random::{Rng, chi_squared, normal},
        roots::maximum,
        special::{lambert_w, log_bessel_i, normal_cdf, normal_pdf},
    },
};

/// How n scores come about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Law {
    /// Independent standard normal: q·k/√d at initialisation.
    Normal,
    /// Cosines of independent directions in d dimensions: density ∝ (1 − s²)^{(d−3)/2}.
    Cosine {
        /// Dimension, at least 3.
        d: f64,
    },
    /// Standard normal, every two with the same correlation: keys that share a part.
    Correlated {
        /// The correlation, 0 ≤ ρ < 1.
        rho: f64,
    },
    /// Standard normal but for one, which stands at `gap`.
    Planted {
        /// The score of the planted key.
        gap: f64,
    },
}

impl Law {
    /// The law that the values name; independent normal scores for the reader's own.
    pub(super) fn named(values: &Values) -> Self {
        match values.pick("scores") {
            Scores::Normal | Scores::Own => Self::Normal,
            Scores::Cosine => Self::Cosine { d: values.count("d") as f64 },
            Scores::Correlated => Self::Correlated { rho: values.number("rho") },
            Scores::Planted => Self::Planted { gap: values.number("gap") },
        }
    }

    /// Draws `n` scores into `scores`.
    pub fn draw(self, n: usize, rng: &mut Rng, scores: &mut Vec<f64>) {
        scores.clear();
        match self {
            Self::Normal => scores.extend((0..n).map(|_| normal(rng))),
            Self::Cosine { d } => scores.extend((0..n).map(|_| {
                let z = normal(rng);
                z / libm::sqrt(z * z + chi_squared(rng, d - 1.0))
            })),
            Self::Correlated { rho } => {
                let shared = libm::sqrt(rho) * normal(rng);
                let own = libm::sqrt(1.0 - rho);
                scores.extend((0..n).map(|_| shared + own * normal(rng)));
            }
            Self::Planted { gap } => {
                scores.push(gap);
                scores.extend((1..n).map(|_| normal(rng)));
            }
        }
    }

    /// ln E e^{αs} of one ordinary score.
    fn log_mgf(self, alpha: f64) -> f64 {
        match self {
            Self::Normal | Self::Planted { .. } => alpha * alpha / 2.0,
            Self::Correlated { rho } => (1.0 - rho) * alpha * alpha / 2.0,
            Self::Cosine { .. } if alpha < 1e-9 => 0.0,
            Self::Cosine { d } => {
                // Γ(d/2) (2/α)^{d/2−1} I_{d/2−1}(α)
                let nu = d / 2.0 - 1.0;
                libm::lgamma(d / 2.0) + nu * libm::log(2.0 / alpha) + log_bessel_i(nu, alpha)
            }
        }
    }

    /// Σp² in mean field: the sums over keys replaced by n times their expectations,
    /// E e^{2αs} / (n (E e^{αs})²). May exceed 1, where mean field has long been wrong.
    pub fn collision(self, alpha: f64, n: f64) -> f64 {
        let (twice, once) = (self.log_mgf(2.0 * alpha), self.log_mgf(alpha));
        match self {
            Self::Planted { gap } => {
                let rest = libm::log(n - 1.0);
                // Both sums with the planted term, over the greater exponent.
                let top = (rest + once).max(alpha * gap);
                let sum = libm::exp(rest + once - top) + libm::exp(alpha * gap - top);
                let squares =
                    libm::exp(rest + twice - 2.0 * top) + libm::exp(2.0 * (alpha * gap - top));
                squares / (sum * sum)
            }
            _ => libm::exp(twice - 2.0 * once - libm::log(n)),
        }
    }

    /// F(α) = α(1 − Σp²) in mean field.
    pub fn objective(self, alpha: f64, n: f64) -> f64 {
        alpha * (1.0 - self.collision(alpha, n))
    }

    /// The α at which mean field's F is greatest. Normal scores have a closed form: F′ = 0 is
    /// (1 + 2α²) e^{α²} = n, hence α² = W(n√e/2) − ½.
    pub fn optimum(self, n: f64) -> f64 {
        match self {
            Self::Normal => libm::sqrt(lambert_w(n * libm::sqrt(E) / 2.0) - 0.5),
            Self::Correlated { rho } => Self::Normal.optimum(n) / libm::sqrt(1.0 - rho),
            // In few dimensions it lies far out, in three at n/2: look for it on a logarithmic grid first.
            Self::Cosine { d } => {
                let end = libm::log((n + 2.0).max(12.0 * libm::sqrt(d) + 40.0));
                let at = |i: u32| libm::exp(end * f64::from(i) / 64.0 - 0.1 * f64::from(64 - i));
                let best = (0..=64)
                    .max_by(|a, b| self.objective(at(*a), n).total_cmp(&self.objective(at(*b), n)))
                    .unwrap_or(0);
                maximum(at(best.saturating_sub(1)), at((best + 1).min(64)), |a| {
                    self.objective(a, n)
                })
            }
            Self::Planted { .. } => {
                // Not unimodal for large gaps: the best of a grid, refined.
                let best = (1..=200)
                    .map(|i| f64::from(i) * 0.05)
                    .max_by(|a, b| self.objective(*a, n).total_cmp(&self.objective(*b, n)))
                    .unwrap_or(1.0);
                maximum((best - 0.05).max(1e-3), best + 0.05, |a| self.objective(a, n))
            }
        }
    }

    /// The formula that the post fitted to its own numerical optima: .84 √ln n for normal scores, 3.5 ln n for cosines
    /// in 128 dimensions, of which it says that the coefficient changes with d. `None` where it has none.
    pub fn fit(self, n: f64) -> Option<f64> {
        match self {
            Self::Normal => Some(0.84 * libm::sqrt(libm::log(n))),
            Self::Cosine { d: 128.0 } => Some(3.5 * libm::log(n)),
            _ => None,
        }
    }

    /// What the usual 1/√d amounts to as a factor on these scores.
    pub fn usual(self) -> f64 {
        match self {
            // |q| = |k| = √d: q·k/√d = √d cos.
            Self::Cosine { d } => libm::sqrt(d),
            _ => 1.0,
        }
    }

    /// Where mean field breaks down: beyond √(ln n / 2) for unit variance, the sum of e^{2αs} is
    /// carried by scores so rare that n keys have none (random-energy model, Derrida 1981).
    pub fn breakdown(self, n: f64) -> f64 {
        let unit = libm::sqrt(libm::log(n) / 2.0);
        match self {
            Self::Cosine { d } => unit * libm::sqrt(d),
            Self::Correlated { rho } => unit / libm::sqrt(1.0 - rho),
            // A key above all others carries both sums, which then have no fluctuation to speak of.
            Self::Planted { gap } if gap > 2.0 * unit => f64::INFINITY,
            _ => unit,
        }
    }

    /// Largest α worth drawing.
    pub fn reach(self) -> f64 {
        match self {
            Self::Cosine { d } => 10.0 * libm::sqrt(d),
            _ => 10.0,
        }
    }

    /// The limit of E F(α) as α → ∞: the density at 0 of the gap between the two largest scores. Two
    /// scores within 1/α of each other share the attention; that happens with probability ∝ 1/α.
    pub fn plateau(self, n: f64) -> f64 {
        match self {
            Self::Normal => normal_plateau(n),
            Self::Correlated { rho } => normal_plateau(n) / libm::sqrt(1.0 - rho),
            Self::Planted { gap } => {
                let others = if n > 2.0 {
                    (n - 1.0)
                        * (n - 2.0)
                        * integral(gap, 12.0f64.max(gap + 1.0), |x| {
                            let f = normal_pdf(x);
                            f * f * power(normal_cdf(x), n - 3.0)
                        })
                } else {
                    0.0
                };
                others + 2.0 * (n - 1.0) * normal_pdf(gap) * power(normal_cdf(gap), n - 2.0)
            }
            Self::Cosine { d } => cosine_plateau(n, d),
        }
    }
}

/// n(n−1) ∫ φ² Φ^{n−2}.
fn normal_plateau(n: f64) -> f64 {
    n * (n - 1.0)
        * integral(-12.0, 12.0, |x| {
            let f = normal_pdf(x);
            f * f * power(normal_cdf(x), n - 2.0)
        })
}

/// n(n−1) ∫ f² F^{n−2} over angles: s = sin θ has density ∝ cos^{d−2} θ dθ, which is smooth at the ends.
fn cosine_plateau(n: f64, d: f64) -> f64 {
    const STEPS: usize = 4_000;
    let log_c = libm::lgamma(d / 2.0) - libm::lgamma((d - 1.0) / 2.0) - 0.5 * libm::log(PI);
    let h = PI / STEPS as f64;
    // The density's slope at the ends, nought but in three dimensions: what the midpoint rule owes there.
    let edge = (d - 2.0) * libm::exp(log_c) * libm::pow(0.0, d - 3.0);
    let (mut below, mut sum) = (-edge * h * h / 24.0, -edge * edge * h * h / 24.0);
    for i in 0..STEPS {
        let angle = -PI / 2.0 + (i as f64 + 0.5) * h;
        let cosine = libm::cos(angle);
        let in_angle = libm::exp(log_c + (d - 2.0) * libm::log(cosine));
        // The midpoint rule to the middle of this step, with the h² of its error taken off by the density's slope.
        let slope = -(d - 2.0) * libm::tan(angle) * in_angle;
        let middle = (below + h * (0.5 * in_angle - h * slope / 12.0)).max(0.0);
        // ∫ f(s)² F^{n−2} ds with f = in_angle / cos θ and ds = cos θ dθ.
        sum += in_angle * in_angle / cosine * power(middle, n - 2.0) * h;
        below += in_angle * h;
    }
    n * (n - 1.0) * sum
}

fn power(x: f64, k: f64) -> f64 {
    if k <= 0.0 { 1.0 } else { libm::exp(k * libm::log(x)) }
}

/// Sixteen nodes of Gauss on each of 40 panels: the integrands are smooth and vanish at the ends.
fn integral(from: f64, to: f64, f: impl Fn(f64) -> f64) -> f64 {
    GaussLegendre::new(16).integrate(from, to, 40, f)
}

#[cfg(test)]
mod tests {
    use std::f64::consts::SQRT_2;

    use super::*;
    use crate::numerics::{random::strand, roots::bisect};

    #[test]
    fn the_lambert_form_solves_the_equation_of_the_optimum() {
        for n in [2.0, 40.0, 512.0, 20_000.0, 1e9] {
            let slow = bisect(0.0, 10.0, |a| (1.0 + 2.0 * a * a) * (a * a).exp() - n);
            assert!((Law::Normal.optimum(n) - slow.unwrap()).abs() < 1e-9, "{n}");
        }
    }

    #[test]
    fn the_optimum_of_cosines_lies_where_it_lies_in_few_dimensions_too() {
        // In three dimensions a cosine is uniform on [−1, 1]: E e^{αs} = sinh α/α, so Σp² = α coth α/n and
        // F = α(1 − α coth α/n), greatest near α = n/2.
        for n in [200.0, 20_000.0] {
            let slow = (1..4_000)
                .map(|i| n * f64::from(i) / 4_000.0)
                .max_by(|a, b| {
                    let f = |a: f64| a * (1.0 - a / f64::tanh(a) / n);
                    f(*a).total_cmp(&f(*b))
                })
                .unwrap();
            let found = Law::Cosine { d: 3.0 }.optimum(n);
            assert!((found / slow - 1.0).abs() < 1e-3, "{n}: {found} {slow}");
        }
        // Five dimensions: density ¾(1 − s²), E e^{αs} = 3(α cosh α − sinh α)/α³, by hand.
        let mgf = |a: f64| {
            3.0 * (a * 0.5 * (1.0 + (-2.0 * a).exp()) - 0.5 * (1.0 - (-2.0 * a).exp())) / a.powi(3)
        };
        let f = |a: f64| a * (1.0 - mgf(2.0 * a) / (mgf(a) * mgf(a)) / 20_000.0);
        let slow = (1..40_000).map(|i| f64::from(i) * 0.01).max_by(|a, b| f(*a).total_cmp(&f(*b)));
        let found = Law::Cosine { d: 5.0 }.optimum(20_000.0);
        assert!((found - slow.unwrap()).abs() < 0.02, "{found} {slow:?}");
    }

    #[test]
    fn only_what_the_post_fitted_has_its_formula() {
        assert!(Law::Cosine { d: 128.0 }.fit(512.0).is_some());
        for law in
            [Law::Cosine { d: 64.0 }, Law::Correlated { rho: 0.5 }, Law::Planted { gap: 3.0 }]
        {
            assert_eq!(law.fit(512.0), None);
        }
    }

    #[test]
    fn at_the_optimum_the_collision_probability_is_one_in_one_plus_two_alpha_squared() {
        let a = Law::Normal.optimum(1_000.0);
        assert!((Law::Normal.collision(a, 1_000.0) - 1.0 / (1.0 + 2.0 * a * a)).abs() < 1e-12);
    }

    #[test]
    fn cosines_in_three_dimensions_are_uniform() {
        // E e^{αs} = sinh α / α.
        let law = Law::Cosine { d: 3.0 };
        for a in [0.1, 1.0, 7.0, 40.0] {
            let exact = (2.0f64 * a).sinh() / (2.0 * a) / 10.0 / (f64::sinh(a) / a).powi(2);
            assert!((law.collision(a, 10.0) / exact - 1.0).abs() < 1e-10, "{a}");
        }
    }

    #[test]
    fn plateaus_of_two_scores_have_closed_forms() {
        // The gap of two normals is |N(0, 2)|: density 1/√π at 0. Of two uniforms on [−1, 1]: 1.
        assert!((Law::Normal.plateau(2.0) - 1.0 / PI.sqrt()).abs() < 1e-9);
        assert!((Law::Cosine { d: 3.0 }.plateau(2.0) - 1.0).abs() < 1e-6);
        let planted = Law::Planted { gap: 0.0 }.plateau(2.0);
        assert!((planted - 2.0 * normal_pdf(0.0)).abs() < 1e-9);
        let ratio = Law::Correlated { rho: 0.5 }.plateau(2.0) / Law::Normal.plateau(2.0);
        assert!((ratio - SQRT_2).abs() < 1e-9);
    }

    #[test]
    fn plateaus_of_cosines_are_those_of_adaptive_quadrature() {
        // n(n−1) ∫ f² F^{n−2} ds by SciPy's quad, with its beta law for (1 + s)/2.
        for (n, d, exact) in [
            (20_000.0, 3.0, 10_000.0),
            (512.0, 5.0, 34.060_987_4),
            (20_000.0, 5.0, 216.412_943_6),
            (20_000.0, 128.0, 49.251_191_8),
            (512.0, 1_024.0, 97.884_183_7),
        ] {
            let found = Law::Cosine { d }.plateau(n);
            assert!((found / exact - 1.0).abs() < 1e-5, "{n} {d}: {found} {exact}");
        }
    }

    #[test]
    fn the_planted_plateau_averages_to_the_normal_one() {
        // A normal planted score is a normal score: ∫ φ(g) plateau(g) dg = the normal plateau.
        let n = 12.0;
        let mean = integral(-6.0, 6.0, |g| normal_pdf(g) * Law::Planted { gap: g }.plateau(n));
        assert!((mean / Law::Normal.plateau(n) - 1.0).abs() < 1e-3, "{mean}");
    }

    #[test]
    fn draws_have_the_moments_of_their_law() {
        let mut scores = Vec::new();
        for (law, variance) in [
            (Law::Normal, 1.0),
            (Law::Cosine { d: 16.0 }, 1.0 / 16.0),
            (Law::Correlated { rho: 0.3 }, 0.7),
        ] {
            law.draw(40_000, &mut strand(3, 0), &mut scores);
            let found = crate::numerics::quantile::variance(&scores);
            // 6 standard errors of a variance of 40,000 normal numbers.
            assert!(
                (found / variance - 1.0).abs() < 6.0 * (2.0 / 40_000.0f64).sqrt(),
                "{law:?} {found}"
            );
        }
    }
}

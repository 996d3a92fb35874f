//! Closed forms: paths and times of weights pushed by a constant sign, the distance that Adam goes, the
//! stationary laws. Derived here; post 9736, 'Calculation', leaves the solution to the reader.

/// θ after `steps` of constant η and constant sign s of the momentum:
/// −s/λ + (θ₀ + s/λ)(1−ηλ)ᵗ; a straight line where λ = 0. `eta_steps` is the sum of η over the steps, so that
/// a rate that changes is taken in too, to order ηλ a step.
pub fn pushed(start: f64, s: f64, lambda: f64, eta_steps: f64) -> f64 {
    if lambda == 0.0 {
        return start - s * eta_steps;
    }
    let rest = -s / lambda;
    rest + (start - rest) * libm::exp(-lambda * eta_steps)
}

/// A row under steps of α times its own root mean square, every weight with a constant sign: the solution of
/// θ̇ᵢ = −αr(sᵢ + λθᵢ), r² the mean of θ².
///
/// θᵢ = (θᵢ₀ − sᵢu)/(1 + λu) with u = c + k sinh(αt − asinh(c/k)), where c is the mean of sᵢθᵢ₀ and
/// k² = r₀² − c². With all signs against their weights (c = −r₀) it is the logistic curve
/// r = 1/(λ + (1/r₀ − λ)e^{−αt}); with mixed signs it takes (ln 2)/α longer.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    start: Vec<f64>,
    signs: Vec<f64>,
    lambda: f64,
    c: f64,
    k: f64,
}

impl Row {
    /// From the weights when the signs begin to stand, and the signs of their momenta.
    pub fn new(start: &[f64], signs: &[f64], lambda: f64) -> Self {
        let n = start.len() as f64;
        let r2 = start.iter().map(|x| x * x).sum::<f64>() / n;
        let c = start.iter().zip(signs).map(|(x, s)| x * s).sum::<f64>() / n;
        // Not quite 0 where all signs agree: the limit is smooth.
        let k = libm::sqrt((r2 - c * c).max(1e-16 * r2)).max(f64::MIN_POSITIVE);
        Self { start: start.to_vec(), signs: signs.to_vec(), lambda, c, k }
    }

    /// u after steps whose α sum to `alpha_steps`.
    fn u(&self, alpha_steps: f64) -> f64 {
        self.c + self.k * libm::sinh(alpha_steps - libm::asinh(self.c / self.k))
    }

    /// The weight `i`.
    pub fn weight(&self, i: usize, alpha_steps: f64) -> f64 {
        let u = self.u(alpha_steps);
        if u > 1e12 && self.lambda > 0.0 {
            return -self.signs[i] / self.lambda;
        }
        (self.start[i] - self.signs[i] * u) / (1.0 + self.lambda * u)
    }
}

/// Steps until a weight at rest has gone the fraction `f` of its way to ∓1/λ, with constant step η:
/// ln(1−f)/ln(1−ηλ).
pub fn steps_to(f: f64, eta_lambda: f64) -> f64 {
    libm::log1p(-f) / libm::log1p(-eta_lambda)
}

/// The same with RMS-scaled steps, for an aligned row that begins at size r₀: logistic,
/// t = (1/α)[ln(r/(1−λr)) − ln(r₀/(1−λr₀))] with r = f/λ.
pub fn rms_steps_to(f: f64, alpha: f64, lambda: f64, r0: f64) -> f64 {
    let place = |r: f64| libm::log(r / (1.0 - lambda * r));
    (place(f / lambda) - place(r0)) / alpha
}

/// The distance that AdamW goes after one sighting, without decay and after many steps:
/// η(1−β₁)/[√(1−β₂)(1−β₁/√β₂)].
pub fn adam_displacement(lr: f64, beta1: f64, beta2: f64) -> f64 {
    lr * (1.0 - beta1) / (libm::sqrt(1.0 - beta2) * (1.0 - beta1 / libm::sqrt(beta2)))
}

/// Share of |x| > `edge` (in (0, 1)) under the density ∝ (1−x²)^{b/2−1} on (−1, 1), b > 0.
///
/// With x = cos ψ it is 2∫ sin^{b−1}ψ dψ / B(½, b/2) from 0 to arccos(edge); w = ψ^b takes the singularity of
/// b < 1 away.
pub fn beyond(edge: f64, b: f64) -> f64 {
    const POINTS: usize = 4_000;
    let top = libm::pow(libm::acos(edge), b);
    let sum: f64 = (0..POINTS)
        .map(|i| {
            let psi = libm::pow((i as f64 + 0.5) / POINTS as f64 * top, 1.0 / b);
            if psi == 0.0 { 1.0 } else { libm::pow(libm::sin(psi) / psi, b - 1.0) }
        })
        .sum();
    let beta = libm::lgamma(0.5) + libm::lgamma(b / 2.0) - libm::lgamma(0.5 + b / 2.0);
    2.0 * sum * top / POINTS as f64 / b / libm::exp(beta)
}

/// ∫ of (1−|x|)^{b−1}/(1+|x|) over (−1, 1): the normaliser of the restoring law. The substitution
/// u = (1−x)^b takes the end's singularity away.
pub fn restoring_mass(b: f64) -> f64 {
    const POINTS: usize = 4_000;
    let sum: f64 = (0..POINTS)
        .map(|i| {
            let u = (i as f64 + 0.5) / POINTS as f64;
            1.0 / (2.0 - libm::pow(u, 1.0 / b))
        })
        .sum();
    2.0 * sum / POINTS as f64 / b
}

/// Mean of x² under the restoring law.
pub fn restoring_square(b: f64) -> f64 {
    const POINTS: usize = 4_000;
    let sum: f64 = (0..POINTS)
        .map(|i| {
            let u = (i as f64 + 0.5) / POINTS as f64;
            let x = 1.0 - libm::pow(u, 1.0 / b);
            x * x / (1.0 + x)
        })
        .sum();
    2.0 * sum / POINTS as f64 / b / restoring_mass(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_recursion() {
        let (eta_lambda, mut x, mut steps) = (1e-3, 0.0, 0.0);
        while x < 0.9 {
            x += eta_lambda * (1.0 - x);
            steps += 1.0;
        }
        assert!((steps_to(0.9, eta_lambda) - steps).abs() <= 1.0);
        let (alpha, lambda, mut r, mut steps) = (1e-3, 0.01, 0.02, 0.0);
        while r < 50.0 {
            r += alpha * r * (1.0 - lambda * r);
            steps += 1.0;
        }
        let theory: f64 = rms_steps_to(0.5, alpha, lambda, 0.02);
        assert!((theory / steps - 1.0).abs() < 1e-3);
    }

    #[test]
    fn the_restoring_law_at_one_is_elementary() {
        // b = 1: density ∝ 1/(1+|x|), mass 2 ln 2, mean square (2 ln 2 − 1)/(2 ln 2).
        let two_ln2 = 2.0 * 2f64.ln();
        assert!((restoring_mass(1.0) - two_ln2).abs() < 1e-6);
        assert!((restoring_square(1.0) - (two_ln2 - 1.0) / two_ln2).abs() < 1e-6);
    }

    #[test]
    fn a_row_of_mixed_signs_follows_its_closed_form() {
        // The recursion itself with small steps, through zero and on to ±1/λ.
        let start = [0.02, -0.03, 0.01, 0.04];
        let signs = [1.0, 1.0, -1.0, 1.0];
        let (alpha, lambda) = (1e-4, 0.02);
        let row = Row::new(&start, &signs, lambda);
        let mut theta = start;
        for step in 1..=160_000 {
            let r = (theta.iter().map(|x| x * x).sum::<f64>() / 4.0).sqrt();
            for (x, s) in theta.iter_mut().zip(&signs) {
                *x -= alpha * r * (s + lambda * *x);
            }
            if step % 20_000 == 0 {
                for (i, x) in theta.iter().enumerate() {
                    let closed = row.weight(i, alpha * f64::from(step));
                    assert!((closed - x).abs() < 2e-3 * x.abs().max(0.02), "{step} {closed} {x}");
                }
            }
        }
        assert!((theta[0] + 50.0).abs() < 0.1 && (theta[2] - 50.0).abs() < 0.1);
    }

    #[test]
    fn an_aligned_row_is_logistic() {
        let row = Row::new(&[-0.02; 3], &[1.0; 3], 0.01);
        for at in [0.0, 3.0, 8.5, 12.0] {
            let logistic = 1.0 / (0.01 + (50.0 - 0.01) * f64::exp(-at));
            assert!((-row.weight(0, at) / logistic - 1.0).abs() < 1e-6, "{at}");
        }
    }

    #[test]
    fn a_constant_push_is_the_recursion() {
        let (mut theta, eta, lambda) = (0.3, 1e-4, 0.05);
        for _ in 0..100_000 {
            theta -= eta * (1.0 + lambda * theta);
        }
        assert!((pushed(0.3, 1.0, lambda, 10.0) - theta).abs() < 1e-4);
        assert_eq!(pushed(0.3, -1.0, 0.0, 2.0), 2.3);
    }

    #[test]
    fn the_beta_law_s_tails_are_elementary_at_one_two_and_four() {
        // b = 1: the arcsine law; b = 2: uniform; b = 4: density ¾(1−x²).
        assert!((beyond(0.9, 1.0) - 2.0 * 0.9f64.acos() / std::f64::consts::PI).abs() < 1e-9);
        assert!((beyond(0.9, 2.0) - 0.1).abs() < 1e-8);
        let inside = 1.5 * (0.9 - 0.9f64.powi(3) / 3.0);
        assert!((beyond(0.9, 4.0) - (1.0 - inside)).abs() < 1e-7);
    }
}

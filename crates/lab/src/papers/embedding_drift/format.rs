//! Closed forms of the post: times, distances, the stationary laws.

pub use crate::numerics::float::Format;

/// Steps until a weight at rest has gone the fraction `f` of its way to ∓1/λ, with constant step η:
/// ln(1−f)/ln(1−ηλ).
pub fn steps_to(f: f64, eta_lambda: f64) -> f64 {
    libm::log1p(-f) / libm::log1p(-eta_lambda)
}

/// The same with RMS-scaled steps, for an aligned row that begins at size r₀: logistic,
/// t = (1/α)[ln(r/(1−λr))] from r₀ to f/λ.
pub fn rms_steps_to(f: f64, alpha: f64, lambda: f64, r0: f64) -> f64 {
    let place = |r: f64| libm::log(r / (1.0 - lambda * r));
    (place(f / lambda) - place(r0)) / alpha
}

/// The distance that AdamW goes after one sighting, without decay and after many steps:
/// η(1−β₁)/[√(1−β₂)(1−β₁/√β₂)].
pub fn adam_displacement(lr: f64, beta1: f64, beta2: f64) -> f64 {
    lr * (1.0 - beta1) / (libm::sqrt(1.0 - beta2) * (1.0 - beta1 / libm::sqrt(beta2)))
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
}

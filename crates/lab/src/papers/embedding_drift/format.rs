//! Number formats, emulated: each operation rounded to nearest even on the format's grid.
//!
//! Done in double precision with an explicit quantum, because arithmetic on real subnormal numbers is a
//! hundred times slower than on others, and because no browser has bf16.

/// A binary floating-point format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Digits of the significand, the hidden one included.
    pub digits: i32,
    /// Exponent of the least normal number.
    pub least: i32,
    /// Whether numbers below it become zero.
    pub flush: bool,
}

impl Format {
    /// A format by its key in the params.
    pub fn named(key: &str) -> Self {
        let (digits, least, flush) = match key {
            "f32-ftz" => (24, -126, true),
            "bf16" => (8, -126, false),
            "f16" => (11, -14, false),
            _ => (24, -126, false),
        };
        Self { digits, least, flush }
    }

    /// The nearest number of the format, ties to even.
    pub fn round(self, x: f64) -> f64 {
        if x == 0.0 || !x.is_finite() {
            return x;
        }
        let exponent = libm::ilogb(x).max(self.least);
        let quantum = libm::ldexp(1.0, exponent - self.digits + 1);
        let rounded = libm::rint(x / quantum) * quantum;
        if self.flush && rounded.abs() < libm::ldexp(1.0, self.least) { 0.0 } else { rounded }
    }

    /// The least positive number.
    pub fn smallest(self) -> f64 {
        let subnormal = if self.flush { 0 } else { self.digits - 1 };
        libm::ldexp(1.0, self.least - subnormal)
    }

    /// m after `steps` steps m ← βm, and the step at which it became zero, if it did. Where it no
    /// longer changes the rest is skipped.
    pub fn decay(self, mut m: f64, beta: f64, steps: u64) -> (f64, Option<u64>) {
        for step in 1..=steps {
            let next = self.round(beta * m);
            if next == 0.0 {
                return (0.0, Some(step));
            }
            if next == m {
                break;
            }
            m = next;
        }
        (m, None)
    }
}

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
    fn single_precision_is_the_machine_s() {
        let f32s = Format::named("f32");
        let mut x = 0.7f64;
        for i in 0..4_000 {
            x = (x * 1.37 + f64::from(i) * 1e-3).rem_euclid(3.0) - 1.0;
            let scaled = x * 10f64.powi(-(i % 46));
            assert_eq!(f32s.round(scaled), f64::from(scaled as f32), "{scaled:e}");
        }
        assert_eq!(f32s.smallest(), f64::from(f32::from_bits(1)));
    }

    #[test]
    fn momentum_freezes_under_ieee_and_dies_when_flushed() {
        // The machine's own f32, step by step.
        let (mut slow, beta) = (0.035f32, 0.965f32);
        for _ in 0..5_000 {
            slow *= beta;
        }
        let (frozen, never) = Format::named("f32").decay(0.035, 0.965, 1_000_000);
        assert_eq!(never, None);
        assert!(slow > 0.0 && (frozen / f64::from(slow) - 1.0).abs() < 0.2, "{frozen:e} {slow:e}");
        let (zero, when) = Format::named("f32-ftz").decay(0.035, 0.965, 1_000_000);
        let expected = (2f64.powi(-126) / 0.035).ln() / 0.965f64.ln();
        assert!(zero == 0.0 && (when.unwrap() as f64 - expected).abs() <= 1.0);
    }

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

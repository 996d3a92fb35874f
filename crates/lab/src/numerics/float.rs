//! Number formats, emulated: each operation rounded to nearest even on the format's grid.
//!
//! Done in double precision with an explicit quantum, because arithmetic on real subnormal numbers is a
//! hundred times slower than on others, and because no browser has bf16.

/// A binary floating-point format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    /// Digits of the significand, the hidden one included, at most 52.
    pub digits: i32,
    /// Exponent of the least normal number.
    pub least: i32,
    /// Exponent of the greatest number.
    pub most: i32,
    /// Whether numbers below the least normal one become zero.
    pub flush: bool,
}

impl Format {
    /// IEEE 754 binary32.
    pub const F32: Self = Self { digits: 24, least: -126, most: 127, flush: false };
    /// The same where subnormal numbers are flushed.
    pub const F32_FTZ: Self = Self { flush: true, ..Self::F32 };
    /// bfloat16: the exponents of binary32, 8 digits.
    pub const BF16: Self = Self { digits: 8, ..Self::F32 };
    /// IEEE 754 binary16.
    pub const F16: Self = Self { digits: 11, least: -14, most: 15, flush: false };

    /// A format by its usual name: `f32`, `f32-ftz`, `bf16`, `f16`; [`Self::F32`] by any other.
    pub fn named(name: &str) -> Self {
        match name {
            "f32-ftz" => Self::F32_FTZ,
            "bf16" => Self::BF16,
            "f16" => Self::F16,
            _ => Self::F32,
        }
    }

    /// The nearest number of the format, ties to even; infinite beyond the greatest. NaN stays.
    #[inline]
    pub fn round(self, x: f64) -> f64 {
        let exponent = ((x.to_bits() >> 52) & 0x7ff) as i32 - 1_023;
        if x == 0.0 || exponent > self.most {
            return if x.abs() >= power(self.most + 1) { x * f64::INFINITY } else { x };
        }
        // The unit in the last place of 1.5·2⁵² quanta is the quantum: adding it rounds.
        let quantum = exponent.max(self.least) - self.digits + 1;
        let magic = 1.5 * power(quantum + 52);
        let rounded = (x + magic) - magic;
        if self.flush && rounded.abs() < power(self.least) {
            0.0
        } else if rounded.abs() >= power(self.most + 1) {
            rounded * f64::INFINITY
        } else {
            rounded
        }
    }

    /// The least positive number.
    pub fn smallest(self) -> f64 {
        let subnormal = if self.flush { 0 } else { self.digits - 1 };
        power(self.least - subnormal)
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

/// 2ⁿ for −1022 ≤ n ≤ 1023.
#[inline]
fn power(n: i32) -> f64 {
    f64::from_bits(((n + 1_023) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_precision_is_the_machine_s() {
        let mut x = 0.7f64;
        for i in 0..4_000 {
            x = (x * 1.37 + f64::from(i) * 1e-3).rem_euclid(3.0) - 1.0;
            for exponent in [-(i % 46), i % 39] {
                let scaled = x * 10f64.powi(exponent);
                assert_eq!(Format::F32.round(scaled), f64::from(scaled as f32), "{scaled:e}");
            }
        }
        assert_eq!(Format::F32.smallest(), f64::from(f32::from_bits(1)));
        let ends =
            [0.0, -0.0, f64::INFINITY, 1e300, -3.5e38, 3.402_823_5e38, 1e-46, f64::MIN_POSITIVE];
        for x in ends {
            assert_eq!(Format::F32.round(x), f64::from(x as f32), "{x:e}");
        }
        assert!(Format::F32.round(f64::NAN).is_nan());
    }

    #[test]
    fn half_formats_round_to_nearest_even() {
        // bf16 near 1 has steps of 2⁻⁷, f16 of 2⁻¹⁰.
        let (b, h) = (2f64.powi(-7), 2f64.powi(-10));
        assert_eq!(Format::BF16.round(1.0 + 0.5 * b), 1.0);
        assert_eq!(Format::BF16.round(1.0 + 1.5 * b), 1.0 + 2.0 * b);
        assert_eq!(Format::BF16.round(1.0 + 0.51 * b), 1.0 + b);
        assert_eq!(Format::F16.round(1.0 + 1.5 * h), 1.0 + 2.0 * h);
        assert_eq!(Format::F16.round(65_519.0), 65_504.0);
        assert_eq!(Format::F16.round(65_520.0), f64::INFINITY);
        assert_eq!(Format::F16.smallest(), 2f64.powi(-24));
    }

    #[test]
    fn momentum_freezes_under_ieee_and_dies_when_flushed() {
        // The machine's own f32, step by step.
        let (mut slow, beta) = (0.035f32, 0.965f32);
        for _ in 0..5_000 {
            slow *= beta;
        }
        let (frozen, never) = Format::F32.decay(0.035, 0.965, 1_000_000);
        assert_eq!(never, None);
        assert!(slow > 0.0 && (frozen / f64::from(slow) - 1.0).abs() < 0.2, "{frozen:e} {slow:e}");
        let (zero, when) = Format::F32_FTZ.decay(0.035, 0.965, 1_000_000);
        let expected = (2f64.powi(-126) / 0.035).ln() / 0.965f64.ln();
        assert!(zero == 0.0 && (when.unwrap() as f64 - expected).abs() <= 1.0);
    }
}

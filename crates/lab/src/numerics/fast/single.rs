//! Single precision: Cephes' `expf` and `tanhf`, fdlibm's `logf`.

use std::f32::consts::LOG2_E;

/// 1.5·2²³: adding it rounds to a whole number, which then stands in the low bits.
const MAGIC: f32 = 12_582_912.0;
/// Beyond this eˣ is infinite: ln of the greatest number.
const HIGH: f32 = 88.722_83;
/// Below this eˣ is not a normal number.
const LOW: f32 = -87.33;

/// eˣ.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    // Written so that NaN stays.
    let y = if x > HIGH { HIGH } else { x };
    let y = if y < LOW { LOW } else { y };
    let shifted = y * LOG2_E + MAGIC;
    let n = shifted - MAGIC;
    // ln 2 in two parts, the first with so few bits that n times it is exact.
    let r = (y - n * 0.693_359_4) - n * -2.121_944_4e-4;
    let p = 1.987_569_1e-4;
    let p = p * r + 1.398_199_9e-3;
    let p = p * r + 8.333_452e-3;
    let p = p * r + 4.166_579_6e-2;
    let p = p * r + 1.666_666_5e-1;
    let p = p * r + 0.5;
    let p = p * (r * r) + r + 1.0;
    // Times 2ⁿ: n is added to the exponent.
    let scaled = f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23));
    let scaled = if x > HIGH { f32::INFINITY } else { scaled };
    let scaled = if x < LOW { 0.0 } else { scaled };
    if x.is_nan() { x } else { scaled }
}

/// ln x.
#[inline(always)]
pub fn ln(x: f32) -> f32 {
    /// √½, the least mantissa.
    const ROOT: u32 = 0x3f35_04f3;
    let subnormal = x < f32::MIN_POSITIVE;
    let y = if subnormal { x * 33_554_432.0 } else { x };
    let shift = if subnormal { 25.0 } else { 0.0 };
    // x = 2ᵏ m with m in [√½, √2).
    let bits = y.to_bits().wrapping_add(0x3f80_0000 - ROOT);
    let k = (bits >> 23) as i32 as f32 - 127.0 - shift;
    let m = f32::from_bits((bits & 0x007f_ffff).wrapping_add(ROOT));
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let odd = w * (0.400_009_72 + w * 0.242_790_79);
    let even = z * (0.666_666_6 + w * 0.284_987_87);
    let half = 0.5 * f * f;
    let value = k * 0.693_138_1 - ((half - (s * (half + (odd + even)) + k * 9.058_001e-6)) - f);
    let value = if x == 0.0 { f32::NEG_INFINITY } else { value };
    let value = if x < 0.0 { f32::NAN } else { value };
    if x < f32::INFINITY { value } else { x }
}

/// tanh x.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    let z = x * x;
    let p = -5.704_988_7e-3;
    let p = p * z + 2.063_909e-2;
    let p = p * z - 5.373_971_6e-2;
    let p = p * z + 1.333_144_2e-1;
    let p = p * z - 3.333_328e-1;
    let near = p * z * x + x;
    let size = x.abs();
    let far = 1.0 - 2.0 / (exp(size + size) + 1.0);
    let far = if x < 0.0 { -far } else { far };
    if size < 0.625 { near } else { far }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distance in units in the last place of the exact value.
    fn ulps(found: f32, exact: f64) -> f64 {
        let nearest = exact as f32;
        let unit =
            f64::from(f32::from_bits(nearest.abs().to_bits() + 1)) - f64::from(nearest.abs());
        (f64::from(found) - exact).abs() / unit
    }

    /// Every 2,003rd number there is.
    fn all() -> impl Iterator<Item = f32> {
        (0..=u32::MAX).step_by(2_003).map(f32::from_bits).filter(|x| x.is_finite())
    }

    #[test]
    fn exp_is_within_two_units_over_the_whole_range() {
        let mut worst: f64 = 0.0;
        for x in all().filter(|x| (LOW..=HIGH).contains(x)) {
            worst = worst.max(ulps(exp(x), libm::exp(f64::from(x))));
        }
        // Most numbers are tiny: the rest of the range once more, evenly.
        for i in -873_300..887_228 {
            let x = i as f32 * 1e-4;
            worst = worst.max(ulps(exp(x), libm::exp(f64::from(x))));
        }
        assert!(worst < 2.0, "{worst}");
        assert_eq!((exp(89.0), exp(f32::INFINITY)), (f32::INFINITY, f32::INFINITY));
        assert_eq!((exp(-88.0), exp(f32::NEG_INFINITY), exp(0.0)), (0.0, 0.0, 1.0));
        assert!(exp(f32::NAN).is_nan());
    }

    #[test]
    fn ln_is_within_two_units_over_the_whole_range() {
        let mut worst: f64 = 0.0;
        for x in all().filter(|x| *x > 0.0) {
            worst = worst.max(ulps(ln(x), libm::log(f64::from(x))));
        }
        for i in 1..400_000 {
            let x = 0.5 + i as f32 * 5e-6;
            worst = worst.max(ulps(ln(x), libm::log(f64::from(x))));
        }
        assert!(worst < 2.0, "{worst}");
        assert_eq!((ln(0.0), ln(1.0), ln(f32::INFINITY)), (f32::NEG_INFINITY, 0.0, f32::INFINITY));
        assert!(ln(-1.0).is_nan() && ln(f32::NAN).is_nan() && ln(f32::NEG_INFINITY).is_nan());
    }

    #[test]
    fn tanh_is_within_three_units_over_the_whole_range() {
        let mut worst: f64 = 0.0;
        let even = (-200_000..200_000).map(|i| i as f32 * 5e-5);
        for x in all().chain(even).filter(|x| x.abs() > 1e-30) {
            worst = worst.max(ulps(tanh(x), libm::tanh(f64::from(x))));
        }
        assert!(worst < 3.0, "{worst}");
        assert_eq!((tanh(f32::INFINITY), tanh(-50.0), tanh(0.0)), (1.0, -1.0, 0.0));
        assert!(tanh(f32::NAN).is_nan());
    }
}

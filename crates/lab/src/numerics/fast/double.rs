//! Double precision: fdlibm's `exp` and `log`, Cephes' `tanh`.

use std::f64::consts::LOG2_E;

/// 1.5·2⁵²: adding it rounds to a whole number, which then stands in the low bits.
const MAGIC: f64 = 6_755_399_441_055_744.0;
/// Beyond this eˣ is infinite: ln of the greatest number.
const HIGH: f64 = 709.782_712_893_384;
/// Below this eˣ is not a normal number.
const LOW: f64 = -708.39;
/// ln 2 in two parts, the first with so few bits that a whole number times it is exact.
const LN2: (f64, f64) = (6.931_471_803_691_238e-1, 1.908_214_929_270_587_7e-10);

/// eˣ.
#[inline(always)]
pub fn exp(x: f64) -> f64 {
    // Written so that NaN stays.
    let y = if x > HIGH { HIGH } else { x };
    let y = if y < LOW { LOW } else { y };
    let shifted = y * LOG2_E + MAGIC;
    let n = shifted - MAGIC;
    let (high, low) = (y - n * LN2.0, n * LN2.1);
    let r = high - low;
    let t = r * r;
    let p = 4.138_136_797_057_238_5e-8;
    let p = p * t - 1.653_390_220_546_525_2e-6;
    let p = p * t + 6.613_756_321_437_934e-5;
    let p = p * t - 2.777_777_777_701_559_3e-3;
    let p = p * t + 1.666_666_666_666_660_2e-1;
    let c = r - t * p;
    let value = 1.0 - ((low - (r * c) / (2.0 - c)) - high);
    // Times 2ⁿ: n is added to the exponent.
    let scaled = f64::from_bits(value.to_bits().wrapping_add(shifted.to_bits() << 52));
    let scaled = if x > HIGH { f64::INFINITY } else { scaled };
    let scaled = if x < LOW { 0.0 } else { scaled };
    if x.is_nan() { x } else { scaled }
}

/// ln x.
#[inline(always)]
pub fn ln(x: f64) -> f64 {
    /// √½, the least mantissa.
    const ROOT: u64 = 0x3fe6_a09e_667f_3bcd;
    let subnormal = x < f64::MIN_POSITIVE;
    let y = if subnormal { x * 18_014_398_509_481_984.0 } else { x };
    let shift = if subnormal { 54.0 } else { 0.0 };
    // x = 2ᵏ m with m in [√½, √2). Conversion to a float by way of the bits of 2⁵²: vectors have no other.
    let bits = y.to_bits().wrapping_add(0x3ff0_0000_0000_0000 - ROOT);
    let biased = f64::from_bits((bits >> 52) | 0x4330_0000_0000_0000) - 4_503_599_627_370_496.0;
    let k = biased - 1_023.0 - shift;
    let m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff).wrapping_add(ROOT));
    let f = m - 1.0;
    let s = f / (2.0 + f);
    let z = s * s;
    let w = z * z;
    let odd = w
        * (3.999_999_999_940_942e-1
            + w * (2.222_219_843_214_978_4e-1 + w * 1.531_383_769_920_937_3e-1));
    let even = z
        * (6.666_666_666_666_735e-1
            + w * (2.857_142_874_366_239e-1
                + w * (1.818_357_216_161_805e-1 + w * 1.479_819_860_511_658_6e-1)));
    let half = 0.5 * f * f;
    let value = k * LN2.0 - ((half - (s * (half + (odd + even)) + k * LN2.1)) - f);
    let value = if x == 0.0 { f64::NEG_INFINITY } else { value };
    let value = if x < 0.0 { f64::NAN } else { value };
    if x < f64::INFINITY { value } else { x }
}

/// tanh x.
#[inline(always)]
pub fn tanh(x: f64) -> f64 {
    let z = x * x;
    let p = -9.643_991_794_250_522e-1;
    let p = p * z - 9.928_772_310_019_185e1;
    let p = p * z - 1.614_687_684_417_084_5e3;
    let q = z + 1.128_116_784_916_329_3e2;
    let q = q * z + 2.235_488_390_601_004_5e3;
    let q = q * z + 4.844_063_053_251_255e3;
    let near = x + x * (z * (p / q));
    let size = x.abs();
    let far = 1.0 - 2.0 / (exp(size + size) + 1.0);
    let far = if x < 0.0 { -far } else { far };
    // Squares of huge numbers overflow; what is near is then not looked at.
    if size < 0.625 { near } else { far }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Distance in units in the last place; `libm`'s own error is below one.
    fn ulps(found: f64, reference: f64) -> f64 {
        let size = reference.abs();
        (found - reference).abs() / (f64::from_bits(size.to_bits() + 1) - size)
    }

    /// Numbers of every exponent between two, both signs where asked.
    fn geometric(from: f64, to: f64, count: i32) -> impl Iterator<Item = f64> {
        let ratio = (to / from).ln() / f64::from(count);
        (0..=count).map(move |i| from * (ratio * f64::from(i)).exp())
    }

    #[test]
    fn exp_is_within_two_units_over_the_whole_range() {
        let mut worst: f64 = 0.0;
        let even = (0..700_000).map(|i| LOW + f64::from(i) * 2.025e-3);
        let small = geometric(1e-300, 709.0, 200_000);
        for x in even.chain(small.flat_map(|x| [x, -x])).filter(|x| (LOW..=HIGH).contains(x)) {
            worst = worst.max(ulps(exp(x), libm::exp(x)));
        }
        assert!(worst <= 2.0, "{worst}");
        assert_eq!((exp(710.0), exp(f64::INFINITY)), (f64::INFINITY, f64::INFINITY));
        assert_eq!((exp(-709.0), exp(f64::NEG_INFINITY), exp(0.0)), (0.0, 0.0, 1.0));
        assert!(exp(f64::NAN).is_nan());
    }

    #[test]
    fn ln_is_within_two_units_over_the_whole_range() {
        let mut worst: f64 = 0.0;
        let near_one = (1..400_000).map(|i| 0.5 + f64::from(i) * 5e-6);
        let wide = geometric(5e-324, 1e-3, 200_000).chain(geometric(1e-3, 1.7e308, 200_000));
        for x in near_one.chain(wide) {
            let (found, reference) = (ln(x), libm::log(x));
            worst = worst.max(if found == reference { 0.0 } else { ulps(found, reference) });
        }
        assert!(worst <= 2.0, "{worst}");
        assert_eq!((ln(0.0), ln(1.0), ln(f64::INFINITY)), (f64::NEG_INFINITY, 0.0, f64::INFINITY));
        assert!(ln(-1.0).is_nan() && ln(f64::NAN).is_nan() && ln(f64::NEG_INFINITY).is_nan());
    }

    #[test]
    fn tanh_is_within_four_units_over_the_whole_range() {
        let mut worst: f64 = 0.0;
        let even = (1..500_000).map(|i| f64::from(i) * 5e-5);
        for x in even.chain(geometric(1e-300, 1e300, 300_000)).flat_map(|x| [x, -x]) {
            worst = worst.max(ulps(tanh(x), libm::tanh(x)));
        }
        assert!(worst <= 4.0, "{worst}");
        assert_eq!((tanh(f64::INFINITY), tanh(-50.0), tanh(0.0)), (1.0, -1.0, 0.0));
        assert!(tanh(f64::NAN).is_nan());
    }
}

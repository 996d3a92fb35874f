//! Special functions. Reference values of the tests: mpmath 1.3 at 30 digits.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Lambert's W₀(x), the solution of w eʷ = x, for x ≥ 0 (Halley's iteration); NaN below 0.
pub fn lambert_w(x: f64) -> f64 {
    if x == 0.0 {
        return 0.0;
    }
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    // ln(1 + x) for small x; ln x − ln ln x for large x (Corless et al. 1996, eq. 4.20).
    let mut w = if x < 3.0 {
        libm::log1p(x) * 0.8
    } else {
        let l = libm::log(x);
        l - libm::log(l)
    };
    for _ in 0..50 {
        let e = libm::exp(w);
        let f = w * e - x;
        let step = f / (e * (w + 1.0) - (w + 2.0) * f / (2.0 * w + 2.0));
        w -= step;
        if step.abs() <= 1e-16 * w.abs() {
            break;
        }
    }
    w
}

/// W₀ of e^l, for arguments beyond the range of f64.
pub fn lambert_w_exp(l: f64) -> f64 {
    if l < 500.0 {
        return lambert_w(libm::exp(l));
    }
    // Newton on w + ln w = l.
    let mut w = l - libm::log(l);
    for _ in 0..20 {
        w -= (w + libm::log(w) - l) / (1.0 + 1.0 / w);
    }
    w
}

/// ln(I_ν(x)) for ν > −1, x > 0: the power series (all terms positive), rescaled on the way. Takes
/// about x terms.
pub fn log_bessel_i(nu: f64, x: f64) -> f64 {
    let quarter = x * x / 4.0;
    let (mut term, mut sum, mut shift) = (1.0f64, 1.0f64, 0.0f64);
    let mut k = 0.0;
    loop {
        k += 1.0;
        term *= quarter / (k * (nu + k));
        sum += term;
        if sum > 1e280 {
            shift += libm::log(1e280);
            sum *= 1e-280;
            term *= 1e-280;
        }
        if term < sum * 1e-17 && k * (nu + k) > quarter {
            break;
        }
    }
    nu * libm::log(x / 2.0) - libm::lgamma(nu + 1.0) + libm::log(sum) + shift
}

/// ψ(x), the derivative of ln Γ, for x > 0: recurrence to x ≥ 10, then the asymptotic series (DLMF 5.11.2).
pub fn digamma(mut x: f64) -> f64 {
    let mut shift = 0.0;
    while x < 10.0 {
        shift -= 1.0 / x;
        x += 1.0;
    }
    let r = 1.0 / (x * x);
    let series = r
        * (1.0 / 12.0
            - r * (1.0 / 120.0
                - r * (1.0 / 252.0
                    - r * (1.0 / 240.0 - r * (1.0 / 132.0 - r * (691.0 / 32_760.0))))));
    shift + libm::log(x) - 0.5 / x - series
}

/// Standard normal density.
pub fn normal_pdf(x: f64) -> f64 {
    libm::exp(-0.5 * x * x) / libm::sqrt(2.0 * PI)
}

/// Standard normal distribution function.
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * FRAC_1_SQRT_2)
}

/// Its inverse for p in (0, 1): Acklam's rational approximation, refined by a Halley step.
pub fn normal_quantile(p: f64) -> f64 {
    if !(p > 0.0 && p < 1.0) {
        return if p == 0.0 {
            f64::NEG_INFINITY
        } else if p == 1.0 {
            f64::INFINITY
        } else {
            f64::NAN
        };
    }
    let x = acklam(p);
    let e = normal_cdf(x) - p;
    let u = e / normal_pdf(x);
    x - u / (1.0 + 0.5 * x * u)
}

fn acklam(p: f64) -> f64 {
    const A: [f64; 6] = [
        -39.696_830_286_653_8,
        220.946_098_424_521,
        -275.928_510_446_969,
        138.357_751_867_269,
        -30.664_798_066_147_2,
        2.506_628_277_459_24,
    ];
    const B: [f64; 5] = [
        -54.476_098_798_224_1,
        161.585_836_858_041,
        -155.698_979_859_887,
        66.801_311_887_719_7,
        -13.280_681_552_885_7,
    ];
    const C: [f64; 6] = [
        -0.007_784_894_002_430_29,
        -0.322_396_458_041_136,
        -2.400_758_277_161_84,
        -2.549_732_539_343_73,
        4.374_664_141_464_97,
        2.938_163_982_698_78,
    ];
    const D: [f64; 4] =
        [0.007_784_695_709_041_46, 0.322_467_129_070_04, 2.445_134_137_143, 3.754_408_661_907_42];
    let poly = |c: &[f64], x: f64| c.iter().fold(0.0, |acc, &c| acc * x + c);
    let tail = |q: f64| poly(&C, q) / (poly(&D, q) * q + 1.0);
    if p < 0.024_25 {
        tail(libm::sqrt(-2.0 * libm::log(p)))
    } else if p > 1.0 - 0.024_25 {
        -tail(libm::sqrt(-2.0 * libm::log(1.0 - p)))
    } else {
        let q = p - 0.5;
        let r = q * q;
        q * poly(&A, r) / (poly(&B, r) * r + 1.0)
    }
}

#[cfg(test)]
#[allow(clippy::excessive_precision, reason = "reference values as computed")]
mod tests {
    use super::*;

    fn close(value: f64, expected: f64, relative: f64) {
        assert!(
            (value - expected).abs() <= relative * expected.abs().max(1e-300),
            "{value} {expected}"
        );
    }

    #[test]
    fn lambert_w_solves_its_equation() {
        for (x, w) in [
            (0.1, 0.091_276_527_160_862_27),
            (1.0, 0.567_143_290_409_783_8),
            (10.0, 1.745_528_002_740_699_4),
            (1e3, 5.249_602_852_401_596),
            (1e6, 11.383_358_086_140_053),
            (1e12, 24.435_004_404_934_913),
        ] {
            close(lambert_w(x), w, 1e-14);
            close(lambert_w_exp(x.ln()), w, 1e-12);
        }
        close(lambert_w_exp(600.0) + lambert_w_exp(600.0).ln(), 600.0, 1e-14);
        assert!(lambert_w(-1.0).is_nan());
    }

    #[test]
    fn bessel_i_of_small_and_large_order() {
        for (nu, x, scaled) in [
            (0.0, 1.0, -0.764_085_641_492_821_4),
            (0.5, 2.0, -1.283_997_570_310_532),
            (1.0, 30.0, -2.632_251_910_717_592_5),
            (15.0, 3.0, -24.677_245_416_429_3),
            (31.0, 10.0, -37.427_374_064_197_92),
            (63.0, 25.0, -64.490_737_359_804_26),
            (63.0, 200.0, -13.434_034_389_736_397),
            (127.0, 40.0, -148.007_139_175_042_72),
            (255.0, 5.0, -933.033_551_587_468_3),
            (511.0, 3000.0, -48.345_081_650_571_907),
        ] {
            assert!(
                (log_bessel_i(nu, x) - x - scaled).abs() < 2e-12 * (x + scaled.abs() + 1.0),
                "{nu} {x}"
            );
        }
    }

    #[test]
    fn digamma_and_the_normal_law() {
        for (x, psi) in [
            (0.5, -1.963_510_026_021_423_5),
            (1.0, -0.577_215_664_901_532_9),
            (4.5, 1.388_870_926_359_529),
            (30.0, 3.384_438_132_685_525),
            (1e3, 6.907_255_195_648_812),
        ] {
            close(digamma(x), psi, 1e-13);
        }
        for (x, p) in [
            (-8.0, 6.220_960_574_271_784e-16),
            (-3.0, 0.001_349_898_031_630_094_5),
            (0.5, 0.691_462_461_274_013_1),
            (5.0, 0.999_999_713_348_428_1),
        ] {
            close(normal_cdf(x), p, 1e-13);
        }
        for (p, x) in [
            (0.001, -3.090_232_306_167_813_5),
            (0.025, -1.959_963_984_540_054_2),
            (0.3, -0.524_400_512_708_040_8),
            (0.9, 1.281_551_565_544_600_6),
            (0.9999, 3.719_016_485_455_708_4),
        ] {
            close(normal_quantile(p), x, 1e-12);
        }
    }
}

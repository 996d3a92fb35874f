//! What holds for every series: measured on random ones of the setting's number of terms and seed.

use std::f64::consts::PI;

use crate::{
    Fault, Measurement, Values,
    measuring::{note, reading, run, worst},
    numerics::{
        quantile::{linspace, sorted},
        random::{strand, uniform},
    },
    papers::fourier_density::{
        PAPER,
        models::{Chart, Fourier, FourierDensity},
        series::{Series, cdf_of, density_of},
    },
};

/// Series tried at each setting.
const TRIED: u64 = 8;

fn examples(values: &Values) -> impl Iterator<Item = Series> {
    let (terms, seed) = (values.count("terms"), values.seed("seed"));
    (0..TRIED).map(move |i| Series::random(terms, &mut strand(seed, 100 + i)))
}

/// The trapezoidal rule over the period, exact for trigonometric polynomials of degree below 512.
fn integral(f: impl Fn(f64) -> f64) -> f64 {
    (0..1024).map(|i| f(-1.0 + f64::from(i) / 512.0)).sum::<f64>() / 512.0
}

/// The least of some values; NaN if one of them is.
fn least(values: impl IntoIterator<Item = f64>) -> f64 {
    values.into_iter().fold(f64::INFINITY, |l, v| if l.is_nan() || l <= v { l } else { v })
}

/// The greatest of some values of either sign; NaN if one of them is.
fn greatest(values: impl IntoIterator<Item = f64>) -> f64 {
    -least(values.into_iter().map(|v| -v))
}

pub(super) fn density_floor(values: &Values) -> Result<Measurement, Fault> {
    let grid = linspace(-1.0, 1.0, 2_001);
    let floor = least(examples(values).map(|s| {
        let c = s.coefficients();
        least(grid.iter().map(|&x| density_of(&c, x)))
    }));
    Ok(Measurement::exact(
        floor,
        note(
            "Least value of 8 random series, at 2,001 points each.",
            "8 个随机级数各取 2001 点的最小值。",
        ),
    ))
}

pub(super) fn plain_floor(values: &Values) -> Result<Measurement, Fault> {
    let told = run(&PAPER, values)?.readouts();
    let (floor, top) = (reading(&told, "min_density")?, reading(&told, "max_density")?);
    Ok(Measurement::exact(
        floor / top,
        note(
            "Least density of the run on the stage, as a share of the greatest; no smoothing.",
            "图中这次运行的最小密度与最大密度之比；不平滑。",
        ),
    ))
}

pub(super) fn eigenvalue(values: &Values) -> Result<Measurement, Fault> {
    let floor = least(examples(values).map(|s| least(s.toeplitz_eigenvalues())));
    Ok(Measurement::exact(
        floor,
        note(
            "Least eigenvalue of the matrices of 8 random series, in units of c₀.",
            "8 个随机级数的矩阵的最小特征值，以 c₀ 为单位。",
        ),
    ))
}

pub(super) fn plain_eigenvalue(values: &Values) -> Result<Measurement, Fault> {
    let told = run(&PAPER, values)?.readouts();
    Ok(Measurement::exact(
        reading(&told, "least_eigenvalue")?,
        note("Least eigenvalue in the run on the stage.", "图中这次运行的最小特征值。"),
    ))
}

pub(super) fn mass(values: &Values) -> Result<Measurement, Fault> {
    let error = worst(examples(values).map(|s| (integral(|x| s.density(x)) - 1.0).abs()));
    Ok(Measurement::exact(
        error,
        note("Greatest relative difference to quadrature.", "与数值积分的最大相对偏差。"),
    ))
}

pub(super) fn cdf(values: &Values) -> Result<Measurement, Fault> {
    let error = worst(examples(values).flat_map(|s| {
        let c = s.coefficients();
        [-0.6, -0.1, 0.35, 0.8, 1.0]
            .map(|b| (cdf_of(&c, b) - simpson(-1.0, b, 4_000, |x| s.density(x))).abs())
    }));
    Ok(Measurement::exact(
        error,
        note(
            "Greatest difference to Simpson's rule at five points of 8 series.",
            "8 个级数各五点与辛普森积分的最大偏差。",
        ),
    ))
}

/// Simpson's rule over an even number of panels.
fn simpson(from: f64, to: f64, panels: usize, f: impl Fn(f64) -> f64) -> f64 {
    let x = linspace(from, to, panels + 1);
    let weight = |i: usize| match i {
        0 => 1.0,
        i if i == panels => 1.0,
        i if i % 2 == 1 => 4.0,
        _ => 2.0,
    };
    let sum: f64 = x.iter().enumerate().map(|(i, &x)| weight(i) * f(x)).sum();
    sum * (to - from) / (3.0 * panels as f64)
}

pub(super) fn inverse_sampling(values: &Values) -> Result<Measurement, Fault> {
    const DRAWS: usize = 1_000;
    let series = Series::random(values.count("terms"), &mut strand(values.seed("seed"), 100));
    let chart = Chart::Periodic { mid: 0.0, half: 1.0 };
    let density = FourierDensity::new(&Fourier::NonNegative(series.clone()), chart);
    let mut rng = strand(values.seed("seed"), 200);
    let draws: Vec<f64> = (0..DRAWS).map(|_| density.quantile(uniform(&mut rng))).collect();
    // The cumulative to compare with is summed from the square, not from the closed form that was inverted.
    let cells = 8_192;
    let h = 2.0 / cells as f64;
    let mut cumulative = vec![0.0];
    for i in 0..cells {
        let middle = series.density(-1.0 + h * (i as f64 + 0.5));
        cumulative.push(cumulative[i] + h * middle);
    }
    let at = |x: f64| {
        let place = (x + 1.0) / h;
        let i = (place as usize).min(cells - 1);
        cumulative[i] + (place - i as f64) * (cumulative[i + 1] - cumulative[i])
    };
    let n = DRAWS as f64;
    let distance = worst(sorted(&draws).into_iter().enumerate().map(|(i, x)| {
        let (below, above) = (i as f64 / n, (i + 1) as f64 / n);
        (at(x) - below).abs().max((at(x) - above).abs())
    }));
    Ok(Measurement::exact(
        distance * libm::sqrt(n),
        note(
            "√n times the Kolmogorov–Smirnov distance of 1,000 draws.",
            "1000 个样本的 √n 倍柯尔莫哥洛夫–斯米尔诺夫距离。",
        ),
    ))
}

/// The chart of the real line, at the scale at which the sentence is measured.
const LINE: Chart = Chart::RealLine { t: 0.3, s: 1.7 };

pub(super) fn line_mass(values: &Values) -> Result<Measurement, Fault> {
    let error = worst(examples(values).map(|s| {
        let density = FourierDensity::new(&Fourier::NonNegative(s), LINE);
        let y = linspace(0.3 - 40.0 * 1.7, 0.3 + 40.0 * 1.7, 20_001);
        let h = y[1] - y[0];
        (y.iter().map(|&y| density.density(y)).sum::<f64>() * h - 1.0).abs()
    }));
    Ok(Measurement::exact(
        error,
        note("Greatest difference to one, of 8 random series.", "8 个随机级数与一的最大偏差。"),
    ))
}

pub(super) fn line_tails(values: &Values) -> Result<Measurement, Fault> {
    let far = 6.0 * 1.7;
    let worst = examples(values)
        .map(|s| {
            let density = FourierDensity::new(&Fourier::NonNegative(s), LINE);
            density.density(0.3 + far) / density.density(0.3 - far)
        })
        .fold(1.0, |w: f64, r| if (r - 1.0).abs() > (w - 1.0).abs() || r.is_nan() { r } else { w });
    Ok(Measurement::exact(
        worst,
        note(
            "Right tail over left tail, the ratio farthest from one of 8 random series.",
            "右尾与左尾密度之比，取 8 个随机级数中离一最远者。",
        ),
    ))
}

pub(super) fn roughness(values: &Values) -> Result<Measurement, Fault> {
    let error = worst(examples(values).map(|s| {
        let f = |x: f64| s.density(x) * 2.0 * s.c0();
        let slope = |x: f64| (f(x + 1e-6) - f(x - 1e-6)) / 2e-6;
        let square = |n: usize, (x, y): (f64, f64)| (n * n) as f64 * (x * x + y * y);
        let c = s.coefficients();
        // n and −n alike.
        let closed: f64 =
            c.iter().enumerate().map(|(n, &c)| 2.0 * 2.0 * PI * PI * square(n, c)).sum();
        (integral(|x| slope(x) * slope(x)) / closed - 1.0).abs()
    }));
    Ok(Measurement::exact(
        error,
        note(
            "Greatest relative difference to quadrature of central differences, 8 series.",
            "8 个级数与中心差分数值积分的最大相对偏差。",
        ),
    ))
}

pub(super) fn peak(values: &Values) -> Result<Measurement, Fault> {
    let ratio = |s: &Series| {
        let top = greatest(linspace(-1.0, 1.0, 2_001).into_iter().map(|x| s.density(x)));
        top / ((s.terms() + 1) as f64 / 2.0)
    };
    let n = values.count("terms") + 1;
    let equal = Series { a: [vec![1.0; n], vec![0.0; n]].concat() };
    let highest = greatest(examples(values).chain([equal]).map(|s| ratio(&s)));
    Ok(Measurement::exact(
        highest,
        note(
            "Highest peak over its ceiling, 8 random series and the one of equal parameters.",
            "8 个随机级数与参数相等者中，峰高与上限之比的最大值。",
        ),
    ))
}

pub(super) fn maxima(values: &Values) -> Result<Measurement, Fault> {
    let excess = greatest(examples(values).map(|s| {
        let p: Vec<f64> = (0..8_000).map(|i| s.density(-1.0 + f64::from(i) / 4_000.0)).collect();
        let n = p.len();
        let maxima =
            (0..n).filter(|&i| p[i] > p[(i + n - 1) % n] && p[i] >= p[(i + 1) % n]).count();
        maxima as f64 - s.terms() as f64
    }));
    Ok(Measurement::exact(
        excess,
        note(
            "Greatest number of maxima beyond N among 8 random series, counted around the period.",
            "8 个随机级数绕周期数极大值，超出 N 的最大个数。",
        ),
    ))
}

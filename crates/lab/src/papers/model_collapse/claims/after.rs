//! What the papers after it say: arXiv 2404.01413 (accumulation), arXiv 2502.18049 (golden weight).

use super::{HERE, chains, drifts, mean_square, regression::errors};
use crate::{
    Claim, Fault, Measurement, Values,
    measuring::note,
    numerics::{
        quantile::mean_and_error,
        random::{normal, strand},
        roots::maximum,
    },
    papers::model_collapse::{chain::Setting, params::Loop},
    t,
};

const ACCUMULATE: &str = "https://arxiv.org/abs/2404.01413";
const GOLDEN: &str = "https://arxiv.org/abs/2502.18049";
const BASEL: f64 = std::f64::consts::PI * std::f64::consts::PI / 6.0;

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "replace",
        t(
            "Linear regression on its own labels, old data replaced: the error grows in proportion to the generations.",
            "线性回归学自己的标签、旧数据被替换：误差与代数成正比增长。",
        ),
    )
    .says(ACCUMULATE, t("arXiv 2404.01413, abstract and linear regression; n against T there", "arXiv 2404.01413 摘要与线性回归部分"))
    .near(
        1.0,
        0.12,
        t("error of generation t over t·d/(n − d − 1); 4 standard errors of 1,500 runs", "第 t 代的误差除以 t·d/(n − d − 1)；1500 次的 4 倍标准误"),
    )
    .at(&[("dim", "10"), ("n_synthetic", "60"), ("n_initial", "60"), ("generations", "20")])
    .over(&[("generations", &["5", "20"]), ("seed", &["1", "2"])])
    .by(regression),
    Claim::new(
        "accumulate",
        t(
            "The same with all data kept: the error stays below π²/6 times that of a single fit, however many generations.",
            "同样的回归但保留全部数据：不论多少代，误差都不超过单次拟合的 π²/6 倍。",
        ),
    )
    .says(ACCUMULATE, t("arXiv 2404.01413, abstract (finite upper bound) and linear regression", "arXiv 2404.01413 摘要（有限上界）与线性回归部分"))
    .at_most(BASEL, t("the bound itself; the error stands beside it", "上界本身；误差写在旁边"))
    .at(&[("loop", "accumulate"), ("dim", "10"), ("n_synthetic", "60"), ("n_initial", "60"), ("generations", "40")])
    .over(&[("generations", &["5", "40"]), ("seed", &["1", "2"])])
    .by(regression),
    Claim::new(
        "accumulate-mean",
        t(
            "A Gaussian that keeps all data: the mean's variance, in units of a single fit's, stays below π²/6 and tends to it for many samples.",
            "保留全部数据的高斯：均值的方差以单次拟合的为单位，不超过 π²/6，样本多时趋于它。",
        ),
    )
    .says(HERE, t("derived here, after arXiv 2404.01413, which treats regression", "本站推导；arXiv 2404.01413 处理的是回归"))
    .near(
        BASEL,
        0.1,
        t("Σ 1/i² up to 200 is 0.005 below the limit; 4 standard errors of 8,000 runs are 0.1", "Σ 1/i² 到 200 项比极限小 0.005；8000 次的 4 倍标准误为 0.1"),
    )
    .at(&[("loop", "accumulate"), ("n_synthetic", "200"), ("n_initial", "200"), ("generations", "200")])
    .over(&[("seed", &["1", "2", "3"])])
    .by(kept),
    Claim::new(
        "golden-weight",
        t(
            "Fresh and synthetic sets of equal size: the mean is estimated best if the fresh set weighs 1/φ = 0.618.",
            "新鲜与合成数据一样多时，给新鲜数据权重 1/φ = 0.618，均值估计得最好。",
        ),
    )
    .says(GOLDEN, t("arXiv 2502.18049, abstract: the reciprocal of the golden ratio", "arXiv 2502.18049 摘要：黄金分割比的倒数"))
    .near(
        0.618_034,
        0.03,
        t("where the variance of 10,000 simulated chains is least; the place scatters by 0.007 between seeds", "一万条模拟链的方差最小处；不同种子间离散 0.007"),
    )
    .at(&[("loop", "fresh"), ("n_real", "100"), ("n_synthetic", "100")])
    .over(&[("seed", &["1", "2", "3"])])
    .by(best_weight),
    Claim::new(
        "best-weight",
        t(
            "For k fresh samples a synthetic one the best weight is (√(k² + 4k) − k)/2.",
            "每个合成样本对应 k 个新鲜样本时，最优权重为 (√(k² + 4k) − k)/2。",
        ),
    )
    .says(GOLDEN, t("arXiv 2502.18049: one expression for all proportions; derived again here for the mean", "arXiv 2502.18049：各种比例有统一的表达式；对均值，本站重新推导"))
    .near(0.0, 0.03, t("best weight found less the formula's", "测得的最优权重减去公式"))
    .at(&[("loop", "fresh"), ("n_real", "100"), ("n_synthetic", "400")])
    .over(&[("n_synthetic", &["25", "50", "400"])])
    .by(weight_off),
];

fn regression(values: &Values) -> Result<Measurement, Fault> {
    let (d, n, t) = (values.count("dim"), values.count("n_synthetic"), values.count("generations"));
    let keeps = values.pick::<Loop>("loop") == Loop::Accumulate;
    let runs = if keeps { 400 } else { 800 };
    let last = |run| errors(d, n, t, keeps, values.seed("seed"), run).pop().unwrap_or(f64::NAN);
    let (mean, error) = mean_and_error(&(0..runs).map(last).collect::<Vec<_>>());
    let single = d as f64 / (n as f64 - d as f64 - 1.0);
    let unit = if keeps { single } else { single * t as f64 };
    Ok(Measurement::estimate(
        mean / unit,
        error / unit,
        note(
            format!(
                "Mean squared error of the weights over {runs} regressions; the exhibit itself shows a Gaussian."
            ),
            format!("{runs} 次回归中权重的均方误差；展品本身画的是高斯。"),
        ),
    ))
}

fn kept(values: &Values) -> Result<Measurement, Fault> {
    let (square, error) = mean_square(&drifts(&chains(values, 8_000)));
    let n = values.count("n_synthetic") as f64;
    Ok(Measurement::estimate(
        n * square,
        n * error,
        note("n times the mean square drift of 8,000 runs.", "8000 次漂移均方的 n 倍。"),
    ))
}

/// The weight of the fresh set at which the mean's variance after twelve generations is least. All weights
/// see the same draws, so that the curve is smooth.
fn found(values: &Values) -> f64 {
    let s = Setting::of(values);
    let (fresh, synthetic) = (1.0 / libm::sqrt(s.n_real), 1.0 / libm::sqrt(s.n_synthetic));
    let mut rng = strand(values.seed("seed"), 31);
    let draws: Vec<(f64, f64)> = (0..10_000 * 12)
        .map(|_| (fresh * normal(&mut rng), synthetic * normal(&mut rng)))
        .collect();
    let variance = |w: f64| {
        let squares = draws.chunks_exact(12).map(|chain| {
            let mean = chain.iter().fold(0.0, |mu, (z, y)| w * z + (1.0 - w) * (mu + y));
            mean * mean
        });
        squares.sum::<f64>()
    };
    maximum(0.05, 0.99, |w| -variance(w))
}

fn best_weight(values: &Values) -> Result<Measurement, Fault> {
    Ok(Measurement::exact(
        found(values),
        note(
            "Twelve generations of means of unit-variance data, weighted.",
            "单位方差数据的均值，加权传十二代。",
        ),
    ))
}

fn weight_off(values: &Values) -> Result<Measurement, Fault> {
    let s = Setting::of(values);
    let (k, found) = (s.n_real / s.n_synthetic, found(values));
    let formula = 0.5 * (libm::sqrt(k * k + 4.0 * k) - k);
    Ok(Measurement::exact(
        found - formula,
        note(
            format!("Found {found:.3}; the formula has {formula:.3}."),
            format!("测得 {found:.3}；公式为 {formula:.3}。"),
        ),
    ))
}

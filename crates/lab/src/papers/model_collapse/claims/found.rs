//! What this page found about the loop that sees nothing but itself.

use super::{HERE, chains, drifts, mean_square, median_and_error, ratio, variances};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::{note, part},
    numerics::quantile::mean_and_error,
    papers::model_collapse::{
        chain::{Chain, Setting},
        theory,
    },
    t,
};

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "typical",
        t(
            "Without bias the logarithm of the variance falls by ln((n−1)/2) − ψ((n−1)/2), about 1/(n−1), a generation.",
            "没有偏差时，方差的对数每代下降 ln((n−1)/2) − ψ((n−1)/2)，约 1/(n−1)。",
        ),
    )
    .says(HERE, t("derived here from post 9687's recursion", "由博文 9687 的递推导出"))
    .near(
        1.0,
        0.03,
        t("4 standard errors of the mean of 4,000 runs", "4000 次平均的 4 倍标准误"),
    )
    .at(&[("n_synthetic", "20"), ("n_initial", "20")])
    .over(&[("n_synthetic", &["5", "20", "100"]), ("seed", &["1", "2"])])
    .by(typical),
    Claim::new(
        "means-mislead",
        t(
            "The expected variance stays 1 for ever, yet of ten samples a generation the typical run has e^{−11.5} of it after 100 generations.",
            "方差的期望一直是 1，可每代十个样本、100 代之后，典型的一次只剩 e^{−11.5}。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .near(
        -11.52,
        0.4,
        t("100[ψ(4.5) − ln 4.5]; 4 standard errors of the median ln σ² of 4,000 runs, and the median is not the mean", "100[ψ(4.5) − ln 4.5]；4000 次 ln σ² 中位数的 4 倍标准误，且中位数不等于平均"),
    )
    .at(&[("n_synthetic", "10"), ("n_initial", "10")])
    .over(&[("seed", &["1", "2", "3"])])
    .by(median_log),
    Claim::new(
        "few-explode",
        t(
            "A few hundred universes do not show that the expectation is 1: their average variance lies below a half.",
            "几百个宇宙显不出期望是 1：它们的平均方差不到一半。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_most(0.5, t("half of the expectation; the average of 300 runs after 200 generations of 20", "期望的一半；每代 20 个样本、200 代后 300 次的平均"))
    .at(&[("n_synthetic", "20"), ("n_initial", "20"), ("generations", "200")])
    .over(&[("seed", &["1", "2", "3", "4", "5", "6", "7", "8"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "Of eight sets of 300 universes, one has met a large one; the expectation lives on such.",
        "八组各三百个宇宙中，有一组碰上了一个大的；期望就靠它们撑着。",
    ))
    .by(average),
    Claim::new(
        "drift-law",
        t(
            "For many samples the drift converges to Student's t with 2 degrees of freedom: median size 0.8165, 9.5 % beyond 3 σ₀.",
            "样本多时，漂移收敛到自由度为 2 的 t 分布：大小的中位数 0.8165，9.5% 超出 3σ₀。",
        ),
    )
    .says(HERE, t("derived here, against the normal law of post 9687", "本站推导，与博文 9687 的正态不同"))
    .near(
        1.0,
        0.2,
        t("over t₂'s values; 4 standard errors of a share of 9.5 % in 4,000 are 0.2, of the median 0.08. Student's t₃, with 5.8 %, is excluded", "除以 t₂ 的值；9.5% 的比例在 4000 次中的 4 倍标准误为 0.2，中位数的为 0.08。t₃（5.8%）被排除"),
    )
    .at(&[("n_synthetic", "20"), ("n_initial", "20"), ("generations", "400")])
    .over(&[("seed", &["1", "2", "3"])])
    .by(student),
    Claim::new(
        "bias-stops-the-walk",
        t(
            "With bias λ < 1 the walk stops: the variance of the mean tends to 1/(n(1−λ)).",
            "有偏差 λ < 1 时游荡会停：均值的方差趋于 1/(n(1−λ))。",
        ),
    )
    .says(HERE, t("post 9687's recursion, summed; t = 1 is the fit to real data", "博文 9687 的递推求和；t = 1 为对真实数据的拟合"))
    .near(
        1.0,
        0.08,
        t("4 standard errors of the mean square of 8,000 drifts", "8000 次漂移均方的 4 倍标准误"),
    )
    .at(&[("lambda", "0.9"), ("generations", "80")])
    .over(&[("lambda", &["0.5", "0.8", "0.9"]), ("seed", &["1", "2"])])
    .by(stopped),
    Claim::new(
        "distance",
        t(
            "The expected distance W₂² of the loop is t/n + 2 − 2c^t, c the mean of χ_{n−1}/√(n−1): 1.446 at n = t = 100.",
            "循环的期望距离 W₂² 为 t/n + 2 − 2c^t，c 是 χ_{n−1}/√(n−1) 的均值：n = t = 100 时为 1.446。",
        ),
    )
    .says(HERE, t("derived here from post 9687's recursion", "由博文 9687 的递推导出"))
    .near(1.0, 0.12, t("4 standard errors of 8,000 distances, which have heavy tails", "8000 个距离平均的 4 倍标准误；有重尾"))
    .at(&[("view", "universes")])
    .over(&[("n_synthetic", &["50", "100", "400"]), ("seed", &["1", "2"])])
    .by(distance),
];

fn typical(values: &Values) -> Result<Measurement, Fault> {
    let logs: Vec<f64> = variances(&chains(values, 4_000)).into_iter().map(libm::log).collect();
    let (mean, error) = mean_and_error(&logs);
    let s = Setting::of(values);
    let theory = libm::log(theory::typical_variance(&s, values.count("generations") as f64));
    Ok(Measurement::estimate(
        mean / theory,
        (error / theory).abs(),
        note(
            "Mean of ln σ² over 4,000 runs, over the formula.",
            "4000 次 ln σ² 的平均，除以公式。",
        ),
    ))
}

fn median_log(values: &Values) -> Result<Measurement, Fault> {
    let all = variances(&chains(values, 4_000));
    let (mean, error) = mean_and_error(&all);
    let (median, uncertain) = median_and_error(&all.into_iter().map(libm::log).collect::<Vec<_>>());
    Ok(Measurement::estimate(
        median,
        uncertain,
        note(
            format!(
                "Median of 4,000 runs. Their average is {mean:.2} ± {error:.2}: it lives on few enormous ones."
            ),
            format!("4000 次的中位数。它们的平均为 {mean:.2} ± {error:.2}：全靠少数几个巨大的值。"),
        ),
    ))
}

fn average(values: &Values) -> Result<Measurement, Fault> {
    let all = variances(&chains(values, values.count("runs") as u64));
    let (mean, error) = mean_and_error(&all);
    Ok(Measurement::estimate(
        mean,
        error,
        note(
            "Even its standard error is too small: what it misses it does not know of.",
            "连标准误也偏小：没遇到的，它不知道。",
        ),
    ))
}

fn student(values: &Values) -> Result<Measurement, Fault> {
    let sizes: Vec<f64> = drifts(&chains(values, 4_000)).iter().map(|m| m.abs()).collect();
    let (median, error) = median_and_error(&sizes);
    let beyond = sizes.iter().filter(|m| **m > 3.0).count() as f64 / sizes.len() as f64;
    // P(|t₂| ≤ x) = x/√(2 + x²).
    let (half, tail) = (libm::sqrt(2.0 / 3.0), 1.0 - 3.0 / libm::sqrt(11.0));
    Ok(Measurement::estimate(
        median / half,
        error / half,
        note("Median |drift| of 4,000 runs, over t₂'s.", "4000 次 |漂移| 的中位数，除以 t₂ 的。"),
    )
    .and([part("|μ| > 3", beyond / tail)]))
}

fn stopped(values: &Values) -> Result<Measurement, Fault> {
    let (square, error) = mean_square(&drifts(&chains(values, 8_000)));
    let s = Setting::of(values);
    let limit = 1.0 / (s.n_synthetic * (1.0 - s.lambda));
    Ok(Measurement::estimate(
        square / limit,
        error / limit,
        note("Mean square drift of 8,000 runs.", "8000 次漂移的均方。"),
    ))
}

fn distance(values: &Values) -> Result<Measurement, Fault> {
    let s = Setting::of(values);
    let t = values.count("generations") as f64;
    // E χ_m/√m, at the first and at the later sizes.
    let c = |n: f64| {
        let m = n - 1.0;
        libm::sqrt(2.0 / m) * libm::exp(libm::lgamma(n / 2.0) - libm::lgamma(m / 2.0))
    };
    let expected = theory::drift_variance(&s, t) + 2.0
        - 2.0 * c(s.n_initial) * libm::pow(c(s.n_synthetic), t - 1.0);
    let found =
        mean_and_error(&chains(values, 8_000).iter().map(Chain::distance).collect::<Vec<_>>());
    let (found, error) = ratio(found, (expected, 0.0));
    Ok(Measurement::estimate(
        found,
        error,
        note(
            format!("Mean of 8,000 runs, over the formula's {expected:.3}."),
            format!("8000 次的平均，除以公式的 {expected:.3}。"),
        ),
    ))
}

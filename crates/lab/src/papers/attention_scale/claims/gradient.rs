//! The gradient against the scale: its formula, its ends, where mean field gives it, and what it does beyond.

use super::{HERE, POST, keys, ratio, sampled};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::{note, part},
    numerics::{
        quantile::{linspace, mean_and_error, median},
        random::{normal, strand},
    },
    papers::attention_scale::{
        law::Law,
        softmax::{collision, curve, jacobian, objective, softmax},
    },
    t,
};

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "variance",
        t(
            "For independent q and k of mean 0 and variance 1, the variance of q·k is d.",
            "q、k 独立、均值 0、方差 1 时，q·k 的方差是 d。",
        ),
    )
    .says(POST, t("post 9812, 'known results', eq. 1", "博文 9812，“已有结果”式 (1)"))
    .near(
        1.0,
        0.035,
        t(
            "4 standard errors: a product's fourth moment makes the variance of 40,000 values uncertain by √(3/40000) at most",
            "4 倍标准误：4 万个值的方差最多有 √(3/40000) 的误差",
        ),
    )
    .at(&[("scores", "cosine"), ("d", "128")])
    .over(&[("d", &["16", "64", "128"]), ("seed", &["1", "2", "3"])])
    .by(variance),
    Claim::new(
        "unscaled",
        t(
            "Without the division by √d, initial attention over 512 keys is near one-hot and passes less gradient than with it.",
            "如果不除以 √d，512 个键的初始注意力接近 one hot，传过的梯度比除了还少。",
        ),
    )
    .says(POST, t("post 9812, introduction, 'the general explanation': the gradient vanishes", "博文 9812 开头，“一般解释”：会造成梯度消失"))
    .at_most(
        1.0,
        t(
            "the median gradient of 1,000 draws of q·k over that of q·k/√d, for |q| = |k| = √d",
            "1000 次抽样，q·k 与 q·k/√d 的梯度中位数之比，取 |q| = |k| = √d",
        ),
    )
    .at(&[("scores", "cosine"), ("d", "128"), ("alpha", "128")])
    .over(&[("d", &["64", "128", "512", "1024"]), ("seed", &["1", "2", "3"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "Near one-hot it is. But the typical row loses gradient by that only from some 300 dimensions on, and the mean, which rare close ties carry, not at all.",
        "确实接近 one hot。但典型的一行要到三百维左右才因此损失梯度，而由少数几近并列者撑起的均值则完全不损失。",
    ))
    .by(unscaled),
    Claim::new(
        "jacobian",
        t(
            "Half the sum of |∂p/∂s| over all entries is α(1 − Σp²).",
            "|∂p/∂s| 所有元素之和的一半等于 α(1 − Σp²)。",
        ),
    )
    .says(POST, t("post 9812, 'the gradient', eq. 3", "博文 9812，“计算梯度”式 (3)"))
    .at_most(
        1e-7,
        t(
            "∂p/∂s by central differences, a step of 1e-6: their error is of order 1e-9",
            "∂p/∂s 用步长 1e-6 的中心差分，误差约 1e-9",
        ),
    )
    .at(&[("n", "32")])
    .over(&[("n", &["2", "32", "128"]), ("alpha", &["0.3", "1", "8"]), ("seed", &["1", "2"])])
    .by(differences),
    Claim::new(
        "both-ends",
        t(
            "The gradient goes to zero at both ends: for α → 0 and, for one draw with a single largest score, for α → ∞.",
            "两端梯度都趋于零：α → 0 时，以及（对最大值唯一的一次抽样）α → ∞ 时。",
        ),
    )
    .says(POST, t("post 9812, 'the gradient', after eq. 2", "博文 9812，“计算梯度”式 (2) 之后"))
    .at_most(
        1e-3,
        t(
            "of the greatest gradient of the draw; at α = 10⁻⁴ and where α times the gap of the two largest is 20",
            "相对这次抽样的最大梯度；取 α = 10⁻⁴，以及 α 乘最大两数之差等于 20 处",
        ),
    )
    .over(&[("n", &["16", "512", "20000"]), ("seed", &["1", "2", "3"])])
    .by(ends),
    Claim::new(
        "mean-field",
        t(
            "Expectations in place of sums give the gradient: α(1 − e^{α²}/n) for normal scores.",
            "用期望代替求和即得梯度：正态分数为 α(1 − e^{α²}/n)。",
        ),
    )
    .says(POST, t("post 9812, 'normal distribution', eq. 4–6", "博文 9812，“正态分布”式 (4)–(6)"))
    .near(
        1.0,
        0.05,
        t(
            "within 5 % of the mean over 600 draws, whose own error is below 1.5 %",
            "与 600 次抽样的均值相差 5% 以内；该均值自身误差小于 1.5%",
        ),
    )
    .at(&[("alpha", "2.4"), ("n", "2048")])
    .over(&[("alpha", &["0.5", "1", "1.5", "2", "2.4", "3.5"]), ("n", &["512", "2048"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "For scales up to √(½ ln n), where the law of large numbers holds, it is good to a few per cent; the optimum that the post draws from it lies beyond.",
        "在 α ≤ √(½ ln n)、大数定律管用之处，误差只有百分之几；但原文由它得到的最优值落在那之外。",
    ))
    .by(mean_field),
    Claim::new(
        "no-peak",
        t(
            "Averaged over random scores the gradient does not peak where mean field does: at scale 10 it is larger.",
            "对随机分数取平均，梯度并不在平均场的最优处到顶：缩放为 10 时更大。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_least(
        1.0,
        t("ratio of mean gradients on the same 400 draws; its error stands beside it", "同样 400 次抽样的平均梯度之比；误差写在旁边"),
    )
    .over(&[("n", &["16", "64", "512", "4096"]), ("seed", &["1", "2", "3"])])
    .by(no_peak),
    Claim::new(
        "median-peak",
        t(
            "The median over random scores has a broad peak, at about three times mean field's optimum.",
            "对随机分数取中位数，有一个宽峰，约在平均场最优的三倍处。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .near(
        3.1,
        0.4,
        t("three; the place of so broad a peak scatters by 0.1 between sets of 4,000 draws, of which four", "三倍；这么宽的峰在 4000 次抽样之间约有 0.1 的离散，取其四倍"),
    )
    .over(&[("n", &["32", "512", "4096"]), ("seed", &["1", "2"])])
    .by(median_peak),
    Claim::new(
        "plateau",
        t(
            "For large scales the mean gradient tends to the density at zero of the gap between the two largest scores, n(n−1)∫φ²Φⁿ⁻².",
            "缩放很大时，平均梯度趋于最大两个分数之差在零处的密度 n(n−1)∫φ²Φⁿ⁻²。",
        ),
    )
    .says(HERE, t("derived here", "本站推导"))
    .near(
        1.0,
        0.07,
        t("at α = 20, 24,000 draws: four standard errors are at most 0.07", "α = 20，24000 次抽样：4 倍标准误不超过 0.07"),
    )
    .at(&[("n", "64"), ("alpha", "20")])
    .over(&[("n", &["4", "64"]), ("seed", &["1", "2", "3"])])
    .by(plateau),
];

fn variance(values: &Values) -> Result<Measurement, Fault> {
    let d = values.count("d");
    let mut rng = strand(values.seed("seed"), 5);
    let squares: Vec<f64> = (0..40_000)
        .map(|_| {
            let dot: f64 = (0..d).map(|_| normal(&mut rng) * normal(&mut rng)).sum();
            dot * dot / d as f64
        })
        .collect();
    let (mean, error) = mean_and_error(&squares);
    Ok(Measurement::estimate(
        mean,
        error,
        note("Mean of (q·k)²/d over 40,000 pairs.", "4 万对 (q·k)²/d 的均值。"),
    ))
}

fn unscaled(values: &Values) -> Result<Measurement, Fault> {
    // Cosines times d are dot products, times √d the usual scores.
    let d = values.count("d") as f64;
    let scales = [libm::sqrt(d), d];
    let mut rows = sampled(values, 1_000, &scales, objective);
    let (mean, _) = ratio(&rows[1], &rows[0]);
    let greatest = |alpha: f64, s: &[f64]| softmax(alpha, s).into_iter().fold(0.0, f64::max);
    let first = median(&mut sampled(values, 1_000, &[d], greatest)[0]);
    Ok(Measurement::exact(
        median(&mut rows[1]) / median(&mut rows[0]),
        note(
            format!(
                "The mean gradient is {mean:.2} times as large; the greatest attention is {first:.2} in the median draw."
            ),
            format!("平均梯度是 {mean:.2} 倍；最大的注意力中位数为 {first:.2}。"),
        ),
    ))
}

/// |∂p/∂s| by differences, so that neither the formula of the Jacobian nor that of its norm measures itself.
fn differences(values: &Values) -> Result<Measurement, Fault> {
    const STEP: f64 = 1e-6;
    let (n, alpha) = (values.count("n"), values.number("alpha"));
    let mut rng = strand(values.seed("seed"), 3);
    let mut scores: Vec<f64> = (0..n).map(|_| normal(&mut rng)).collect();
    let p = softmax(alpha, &scores);
    let exact = jacobian(alpha, &p);
    let (mut half, mut entry) = (0.0, 0.0);
    for j in 0..n {
        let s = scores[j];
        scores[j] = s + STEP;
        let above = softmax(alpha, &scores);
        scores[j] = s - STEP;
        let below = softmax(alpha, &scores);
        scores[j] = s;
        for i in 0..n {
            let slope = (above[i] - below[i]) / (2.0 * STEP);
            half += slope.abs() / 2.0;
            entry = f64::max(entry, (slope - exact[i * n + j]).abs());
        }
    }
    let norm = (half - alpha * (1.0 - collision(&p))).abs();
    Ok(Measurement::exact(
        norm,
        note("Difference to the formula, random scores.", "与公式之差，随机分数。"),
    )
    .and([part("∂pᵢ/∂sⱼ", entry)]))
}

fn ends(values: &Values) -> Result<Measurement, Fault> {
    let mut scores = Vec::new();
    let law = Law::named(values);
    law.draw(values.count("n"), &mut strand(values.seed("seed"), 1), &mut scores);
    scores.sort_unstable_by(|a, b| b.total_cmp(a));
    let most =
        linspace(0.1, 10.0, 100).into_iter().map(|a| objective(a, &scores)).fold(0.0, f64::max);
    // e^{−20} of the attention is left to the second: α e^{−20} is small beside any gradient.
    let large = 20.0 / (scores[0] - scores[1]);
    Ok(Measurement::exact(
        objective(1e-4, &scores) / most,
        note("Against the greatest gradient for α up to 10.", "与 α ≤ 10 内的最大梯度之比。"),
    )
    .and([part("α → ∞", objective(large, &scores) / most)]))
}

fn mean_field(values: &Values) -> Result<Measurement, Fault> {
    let alpha = values.number("alpha");
    let theory = Law::named(values).objective(alpha, keys(values));
    let (mean, error) = mean_and_error(&sampled(values, 600, &[alpha], objective)[0]);
    let (edge, star) = (Law::Normal.breakdown(keys(values)), Law::Normal.optimum(keys(values)));
    Ok(Measurement::estimate(
        theory / mean,
        error * theory / (mean * mean),
        note(
            format!(
                "Mean field over the mean of 600 draws. Valid up to √(½ ln n) = {edge:.2}; its optimum lies at {star:.2}."
            ),
            format!(
                "平均场与 600 次抽样均值之比。有效范围到 √(½ ln n) = {edge:.2}；它的最优在 {star:.2}。"
            ),
        ),
    ))
}

fn no_peak(values: &Values) -> Result<Measurement, Fault> {
    let star = Law::Normal.optimum(keys(values));
    let rows = sampled(values, 400, &[star, 10.0], objective);
    let (more, error) = ratio(&rows[1], &rows[0]);
    Ok(Measurement::estimate(
        more,
        error,
        note(
            "So “1/√d is too small at initialisation, by this measure” survives, and is understated.",
            "所以“按这个尺度，初始化时 1/√d 太小”成立，而且说轻了。",
        ),
    ))
}

fn median_peak(values: &Values) -> Result<Measurement, Fault> {
    const STEP: f64 = 0.25;
    const POINTS: usize = 49;
    let n = values.count("n");
    let mut scores = Vec::new();
    let curves: Vec<Vec<f64>> = (0..4_000)
        .map(|i| {
            Law::Normal.draw(n, &mut strand(values.seed("seed"), 30_000 + i), &mut scores);
            curve(&scores, STEP, POINTS)
        })
        .collect();
    let medians: Vec<f64> =
        (0..POINTS).map(|k| median(&mut curves.iter().map(|c| c[k]).collect::<Vec<_>>())).collect();
    let top = medians.iter().copied().fold(0.0, f64::max);
    // The middle of where it is within 5 % of its top: steadier than the top itself.
    let near: Vec<usize> = (0..POINTS).filter(|&k| medians[k] >= 0.95 * top).collect();
    let place = STEP * near.iter().sum::<usize>() as f64 / near.len() as f64;
    Ok(Measurement::exact(
        place / Law::Normal.optimum(n as f64),
        note(
            format!("The median of 4,000 draws is greatest about α = {place:.2}."),
            format!("4000 次抽样的中位数约在 α = {place:.2} 处最大。"),
        ),
    ))
}

fn plateau(values: &Values) -> Result<Measurement, Fault> {
    let limit = Law::named(values).plateau(keys(values));
    let (mean, error) =
        mean_and_error(&sampled(values, 24_000, &[values.number("alpha")], objective)[0]);
    Ok(Measurement::estimate(
        mean / limit,
        error / limit,
        note(
            format!("Mean of 24,000 draws over the integral {limit:.3}."),
            format!("24000 次抽样的均值与积分 {limit:.3} 之比。"),
        ),
    ))
}

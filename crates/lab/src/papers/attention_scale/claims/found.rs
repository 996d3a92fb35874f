//! What its neighbours say, and what this page found.

use super::{keys, ratio, sampled};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::note,
    numerics::{
        quantile::{mean_and_error, median},
        random::strand,
        roots::bisect,
    },
    papers::attention_scale::{
        law::Law,
        softmax::{entropy, softmax, sweep},
    },
    t,
};

const HERE: &str = "";

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "lambert",
        t(
            "Mean field's optimum for normal scores has a closed form: α*² = W(n√e/2) − ½.",
            "正态分数的平均场最优有闭式：α*² = W(n√e/2) − ½。",
        ),
    )
    .says(
        HERE,
        t(
            "derived here (post 9812 calls a closed form hopeless for the exact objective, not for this one)",
            "本站推导（博文 9812 说没有解析解的是精确的目标，不是它）",
        ),
    )
    .at_most(
        1e-9,
        t("relative to bisection of F′ = 0, itself good to 1e-15", "与 F′ = 0 的二分解的相对差；二分自身到 1e-15"),
    )
    .at(&[("view", "optimum")])
    .over(&[("n", &["2", "16", "512", "20000"])])
    .by(lambert),
    Claim::new(
        "entropy-law",
        t(
            "While mean field holds, the entropy of attention is ln n − α²/2.",
            "在平均场有效时，注意力的熵为 ln n − α²/2。",
        ),
    )
    .says(
        HERE,
        t("derived here, by mean field", "本站推导，按平均场"),
    )
    .near(
        0.0,
        0.05,
        t("nats; four standard errors of 200 draws are below .02", "nat；200 次抽样的 4 倍标准误小于 0.02"),
    )
    .over(&[("alpha", &["0.5", "1", "1.5", "2"]), ("n", &["512", "4096"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "It is a formula for large n at fixed α; at α = 2 a few hundred keys are not large.",
        "它是固定 α、n 很大时的公式；α = 2 时几百个键还不算大。",
    ))
    .by(entropy_law),
    Claim::new(
        "log-n",
        t(
            "Scaling by log₅₁₂ n keeps the entropy of random attention the same for longer contexts.",
            "乘以 log₅₁₂ n，上下文变长时随机注意力的熵保持不变。",
        ),
    )
    .says(
        "https://spaces.ac.cn/archives/9034",
        t("post 9034: entropy invariance wants a scale ∝ ln n", "博文 9034：熵不变性要求缩放 ∝ ln n"),
    )
    .at_most(
        0.2,
        t(
            "nats of change against n = 512; ln n alone grows by 0.69 from 512 to 1,024",
            "相对 n = 512 的变化（nat）；从 512 到 1024，ln n 就增加 0.69",
        ),
    )
    .at(&[("n", "4096")])
    .over(&[("n", &["512", "1024", "4096", "16384"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "The post derives a proportion from a bound, ln n − λ(s_max − s̄), and calls it a dimensional argument; for normal scores the entropy is ln n − α²/2, which α² = 2(ln n − const) keeps constant.",
        "博文由下界 ln n − λ(s_max − s̄) 得出比例关系，并称之为量纲分析；正态分数的熵是 ln n − α²/2，要它不变需 α² = 2(ln n − 常数)。",
    ))
    .by(log_n),
    Claim::new(
        "ssmax",
        t(
            "Scaling by s ln n keeps the attention on one score of 3 among −2's above 0.9 however many there are.",
            "乘以 s ln n 后，一个 3 分夹在许多 −2 分中，不论多少个，注意力都在 0.9 以上。",
        ),
    )
    .says(
        "https://arxiv.org/abs/2501.19399",
        t("arXiv 2501.19399, fig. 1, s = 0.43", "arXiv 2501.19399 图 1，s = 0.43"),
    )
    .at_least(0.9, t("as its figure shows", "如其图所示"))
    .over(&[("n", &["2", "5", "10", "100", "1000", "10000"])])
    .stands(Verdict::HoldsInPart)
    .fair(t("From six keys on, which is all its figure shows.", "从六个键起成立，其图也只画了这些。"))
    .by(ssmax),
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
            "The median over random scores has a broad peak, at two to three times mean field's optimum.",
            "对随机分数取中位数，有一个宽峰，在平均场最优的两到三倍处。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .between(
        1.6,
        3.4,
        t("two to three, and the one unit of α by which the place of so broad a peak scatters between seeds", "两到三倍，外加这么宽的峰在不同种子间约一个单位的离散"),
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
        0.12,
        t("at α = 40, 24,000 draws: four standard errors are 0.11", "α = 40，24000 次抽样：4 倍标准误为 0.11"),
    )
    .at(&[("n", "64"), ("alpha", "40")])
    .over(&[("n", &["4", "64"]), ("seed", &["1", "2", "3"])])
    .by(plateau),
];

fn lambert(values: &Values) -> Result<Measurement, Fault> {
    let n = keys(values);
    // Where the slope of α(1 − e^{α²}/n) is zero.
    let slow = bisect(0.0, 6.0, |a| 1.0 - (1.0 + 2.0 * a * a) * libm::exp(a * a) / n);
    Ok(Measurement::exact(
        (Law::Normal.optimum(n) / slow.unwrap_or(f64::NAN) - 1.0).abs(),
        note("Relative difference to bisection.", "与二分法的相对差。"),
    ))
}

/// Entropies of draws of the setting's law at a scale.
fn entropies(values: &Values, alpha: f64) -> Vec<f64> {
    let mut scores = Vec::new();
    (0..200)
        .map(|i| {
            let mut rng = strand(values.seed("seed"), 20_000 + i);
            Law::named(values).draw(values.count("n"), &mut rng, &mut scores);
            entropy(&softmax(alpha, &scores))
        })
        .collect()
}

fn entropy_law(values: &Values) -> Result<Measurement, Fault> {
    let alpha = values.number("alpha");
    let (mean, error) = mean_and_error(&entropies(values, alpha));
    let theory = libm::log(keys(values)) - alpha * alpha / 2.0;
    Ok(Measurement::estimate(
        mean - theory,
        error,
        note(
            format!("Mean entropy of 200 draws {mean:.3}, formula {theory:.3} nats."),
            format!("200 次抽样的平均熵 {mean:.3}，公式 {theory:.3} nat。"),
        ),
    ))
}

fn log_n(values: &Values) -> Result<Measurement, Fault> {
    let at = |values: &Values| {
        let alpha = libm::log(keys(values)) / libm::log(512.0);
        mean_and_error(&entropies(values, alpha))
    };
    let (here, error) = at(values);
    let (base, _) = at(&values.clone().with("n", crate::Value::Integer(512)));
    Ok(Measurement::estimate(
        (here - base).abs(),
        error,
        note(
            format!("Mean entropy {here:.2} nats, against {base:.2} at n = 512."),
            format!("平均熵 {here:.2} nat，n = 512 时为 {base:.2}。"),
        ),
    ))
}

fn ssmax(values: &Values) -> Result<Measurement, Fault> {
    let n = values.count("n");
    let mut scores = vec![-2.0; n];
    scores[0] = 3.0;
    let kept = softmax(0.43 * libm::log(n as f64), &scores)[0];
    let plain = softmax(1.0, &scores)[0];
    Ok(Measurement::exact(
        kept,
        note(
            format!("Plain softmax leaves {plain:.4}."),
            format!("普通 softmax 只剩 {plain:.4}。"),
        ),
    ))
}

fn no_peak(values: &Values) -> Result<Measurement, Fault> {
    let star = Law::Normal.optimum(keys(values));
    let rows = sampled(values, 400, &[star, 10.0]);
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
    let curves: Vec<Vec<f64>> = (0..400)
        .map(|i| {
            Law::Normal.draw(n, &mut strand(values.seed("seed"), 30_000 + i), &mut scores);
            sweep(&scores, STEP, POINTS).into_iter().map(|s| s.objective()).collect()
        })
        .collect();
    let medians: Vec<f64> =
        (0..POINTS).map(|k| median(&mut curves.iter().map(|c| c[k]).collect::<Vec<_>>())).collect();
    let top = medians.iter().copied().fold(0.0, f64::max);
    // The middle of where it is within 1 % of its top: steadier than the top itself.
    let near: Vec<usize> = (0..POINTS).filter(|&k| medians[k] >= 0.99 * top).collect();
    let place = STEP * near.iter().sum::<usize>() as f64 / near.len() as f64;
    Ok(Measurement::exact(
        place / Law::Normal.optimum(n as f64),
        note(
            format!("The median of 400 draws is greatest about α = {place:.2}."),
            format!("400 次抽样的中位数约在 α = {place:.2} 处最大。"),
        ),
    ))
}

fn plateau(values: &Values) -> Result<Measurement, Fault> {
    let limit = Law::named(values).plateau(keys(values));
    let (mean, error) = mean_and_error(&sampled(values, 24_000, &[values.number("alpha")])[0]);
    Ok(Measurement::estimate(
        mean / limit,
        error / limit,
        note(
            format!("Mean of 24,000 draws over the integral {limit:.3}."),
            format!("24000 次抽样的均值与积分 {limit:.3} 之比。"),
        ),
    ))
}

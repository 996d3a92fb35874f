//! The entropy of attention and what a scale that grows with the context does to it.

use super::{HERE, POST, keys, sampled};
use crate::{
    Claim, Fault, Measurement, Value, Values, Verdict,
    measuring::note,
    numerics::quantile::mean_and_error,
    papers::attention_scale::{
        law::Law,
        softmax::{entropy, softmax},
    },
    t,
};

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "slow",
        t(
            "At the best scale the Rényi entropy changes slowly with n: far less than ln n does.",
            "在最优缩放处，Rényi 熵随 n 变化很慢，远慢于 ln n。",
        ),
    )
    .says(POST, t("post 9812, 'related thoughts'", "博文 9812，“相关思考”"))
    .at_most(
        0.25,
        t(
            "its slope against ln n; a quarter is our reading of “very slow”",
            "对 ln n 的斜率；四分之一是我们对“很慢”的理解",
        ),
    )
    .at(&[("view", "optimum")])
    .over(&[("n", &["40", "128", "512", "2048", "8192", "20000"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "From about a hundred keys on, and by mean field; over real draws the slope is some 0.3.",
        "大约一百个键以上、按平均场成立；按真实抽样，斜率约 0.3。",
    ))
    .by(slowness),
    Claim::new(
        "shannon",
        t(
            "So Shannon's entropy changes slowly with n too, which is about entropy invariance.",
            "于是信息熵关于 n 的变化也很慢，约等于熵不变性。",
        ),
    )
    .says(POST, t("post 9812, 'related thoughts'", "博文 9812，“相关思考”"))
    .at_most(
        0.25,
        t(
            "its slope against ln n, by the same reading; at a fixed scale the slope is 1",
            "对 ln n 的斜率，理解同上；缩放固定时斜率为 1",
        ),
    )
    .at(&[("n", "2048")])
    .over(&[("n", &["128", "2048", "16384"]), ("seed", &["1", "2", "3"])])
    .stands(Verdict::Fails)
    .fair(t(
        "It grows half as fast as at a fixed scale: by mean field it is ½ ln n + ½ ln(1 + 2α*²).",
        "增长速度是缩放固定时的一半：按平均场它等于 ½ ln n + ½ ln(1 + 2α*²)。",
    ))
    .by(shannon),
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
        0.06,
        t("nats; at α = 1.5 and n = 512 the formula itself is off by .03, and four standard errors of 1,000 draws are .025", "nat；α = 1.5、n = 512 时公式本身差 0.03，1000 次抽样的 4 倍标准误为 0.025"),
    )
    .over(&[("alpha", &["0.5", "1", "1.5"]), ("n", &["512", "4096"])])
    .fair(t(
        "Large n at a fixed α. Where mean field ends, at √(½ ln n), it is off by .15 nats for 16 keys, .07 for 512.",
        "固定 α、n 很大时成立。在平均场的尽头 √(½ ln n)，16 个键时差 0.15 nat，512 个键时差 0.07。",
    ))
    .by(entropy_law),
    Claim::new(
        "log-n",
        t(
            "Scaling by log₅₁₂ n keeps the entropy of random attention the same for contexts longer than 512.",
            "乘以 log₅₁₂ n，上下文长于 512 时随机注意力的熵保持不变。",
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
    .over(&[("n", &["1024", "4096", "16384"])])
    .stands(Verdict::Fails)
    .fair(t(
        "The post derives a proportion, κ ln n, and leaves κ open; two and a half times as large, as the next claim has it, it does. For trained scores κ may be another.",
        "博文推出的是比例关系 κ ln n，κ 并未定下；如下一条所示，大到两倍半就成立。训练好的分数，κ 可以不同。",
    ))
    .by(log_n),
    Claim::new(
        "log-n-larger",
        t(
            "Scaling by 2.5 log₅₁₂ n does: a scale ∝ ln n takes the length out of the entropy.",
            "乘以 2.5 log₅₁₂ n 就可以：缩放 ∝ ln n 消除了长度对熵的影响。",
        ),
    )
    .says(
        "https://spaces.ac.cn/archives/9034",
        t("post 9034, κ ln n; the factor found here", "博文 9034，κ ln n；系数为本站所得"),
    )
    .at_most(
        0.5,
        t(
            "nats of change against n = 512: four standard errors at 16,384 are 0.3; with scale 2.5 for all n it would be 3",
            "相对 n = 512 的变化（nat）：16384 时 4 倍标准误为 0.3；若缩放恒为 2.5，会变 3",
        ),
    )
    .at(&[("n", "4096")])
    .over(&[("n", &["1024", "4096", "16384"]), ("seed", &["1", "2", "3"])])
    .by(log_n_larger),
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
];

fn slowness(values: &Values) -> Result<Measurement, Fault> {
    let (law, n) = (Law::named(values), keys(values));
    let entropy = |n: f64| -libm::log(law.collision(law.optimum(n), n));
    let slope = (entropy(n * 1.01) - entropy(n / 1.01)) / (2.0 * libm::log(1.01));
    Ok(Measurement::exact(
        slope,
        note(
            "Slope of −ln Σp² at the best scale, mean field.",
            "最优缩放处 −ln Σp² 的斜率，平均场。",
        ),
    ))
}

fn shannon(values: &Values) -> Result<Measurement, Fault> {
    let at = |values: &Values| {
        mean_and_error(&entropies(values, 400, Law::Normal.optimum(keys(values))))
    };
    let ((here, error), (half, also)) = (at(values), at(&with_keys(values, values.count("n") / 2)));
    let octave = std::f64::consts::LN_2;
    Ok(Measurement::estimate(
        (here - half) / octave,
        libm::hypot(error, also) / octave,
        note(
            format!(
                "At the best scale {here:.2} nats, with half as many keys {half:.2}; 400 draws."
            ),
            format!("最优缩放处 {here:.2} nat，键数减半时 {half:.2}；400 次抽样。"),
        ),
    ))
}

/// Entropies of draws of the setting's law at a scale.
fn entropies(values: &Values, draws: u64, alpha: f64) -> Vec<f64> {
    sampled(values, draws, &[alpha], |a, s| entropy(&softmax(a, s))).remove(0)
}

/// The setting with another number of keys.
fn with_keys(values: &Values, n: usize) -> Values {
    values.clone().with("n", Value::Integer(n as i64))
}

fn entropy_law(values: &Values) -> Result<Measurement, Fault> {
    let alpha = values.number("alpha");
    let (mean, error) = mean_and_error(&entropies(values, 1_000, alpha));
    let theory = libm::log(keys(values)) - alpha * alpha / 2.0;
    Ok(Measurement::estimate(
        mean - theory,
        error,
        note(
            format!("Mean entropy of 1,000 draws {mean:.3}, formula {theory:.3} nats."),
            format!("1000 次抽样的平均熵 {mean:.3}，公式 {theory:.3} nat。"),
        ),
    ))
}

fn log_n(values: &Values) -> Result<Measurement, Fault> {
    since_512(values, 1.0)
}

fn log_n_larger(values: &Values) -> Result<Measurement, Fault> {
    since_512(values, 2.5)
}

/// How far the mean entropy at scale factor·log₅₁₂ n is from that of 512 keys.
fn since_512(values: &Values, factor: f64) -> Result<Measurement, Fault> {
    let at = |values: &Values| {
        let alpha = factor * libm::log(keys(values)) / libm::log(512.0);
        mean_and_error(&entropies(values, 200, alpha))
    };
    let ((here, error), (base, also)) = (at(values), at(&with_keys(values, 512)));
    Ok(Measurement::estimate(
        (here - base).abs(),
        libm::hypot(error, also),
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

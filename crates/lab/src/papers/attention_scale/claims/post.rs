//! What post 9812 says.

use super::{keys, ratio, sampled};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::{note, part},
    numerics::{
        quantile::{linspace, mean_and_error},
        random::{normal, strand},
    },
    papers::attention_scale::{
        law::Law,
        optimum::{fit, post_grid},
        softmax::{collision, jacobian, objective, softmax},
    },
    t,
};

const POST: &str = "https://spaces.ac.cn/archives/9812";
const COSINES: &[(&str, &str)] = &[("view", "optimum"), ("scores", "cosine")];
const BEST: &[(&str, &str)] = &[("view", "optimum")];
const CONTEXTS: &[&str] = &["40", "128", "512", "2048", "8192", "20000"];

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
        "fit-normal",
        t("The best scale for normal scores is about 0.84 √ln n.", "正态分数的最优缩放约为 0.84 √ln n。"),
    )
    .says(POST, t("post 9812, 'normal distribution', figure", "博文 9812，“正态分布”的图"))
    .at_most(
        0.05,
        t("relative error 5 %: our reading of “roughly”", "相对误差 5%：这是我们对“大致”的理解"),
    )
    .at(BEST)
    .over(&[("n", CONTEXTS)])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "On the post's grid (40, 80, …, 20000) nearly all points are large, and there it is good to 2 %.",
        "原文的网格（40, 80, …, 20000）上几乎都是大 n，那里误差只有 2%。",
    ))
    .by(formula_error),
    Claim::new(
        "coefficient-normal",
        t(
            "Fitted to n = 40, 80, …, 20000 the coefficient of √ln n is 0.84.",
            "在 n = 40, 80, …, 20000 上拟合，√ln n 的系数是 0.84。",
        ),
    )
    .says(POST, t("post 9812, 'normal distribution', code", "博文 9812，“正态分布”的代码"))
    .near(0.84, 0.01, t("the post gives two digits", "原文给出两位数字"))
    .at(BEST)
    .by(coefficient),
    Claim::new(
        "two-to-three",
        t(
            "Over a large range of n the best scale for normal scores lies between 2 and 3.",
            "在相当大的范围内，正态分数的最优缩放在 2 到 3 之间。",
        ),
    )
    .says(POST, t("post 9812, end of 'normal distribution'", "博文 9812，“正态分布”末"))
    .between(2.0, 3.0, t("as the post says", "原文所说"))
    .at(BEST)
    .over(&[("n", CONTEXTS)])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "True of the contexts of today's models, 492 to 153,958 keys; not of short ones.",
        "对今天模型的上下文（492 到 153958 个键）成立，短的不成立。",
    ))
    .by(best),
    Claim::new(
        "rounded",
        t(
            "2.5/√d lets more gradient through than 1/√d.",
            "2.5/√d 比 1/√d 让更多梯度通过。",
        ),
    )
    .says(POST, t("post 9812, end of 'normal distribution'", "博文 9812，“正态分布”末"))
    .at_least(1.0, t("ratio of the mean gradients of 400 draws", "400 次抽样平均梯度之比"))
    .over(&[("n", &["4", "16", "64", "512", "4096"]), ("seed", &["1", "2", "3"])])
    .by(gain),
    Claim::new(
        "fit-cosine",
        t(
            "The best scale for cosines in 128 dimensions is about 3.5 ln n.",
            "128 维余弦的最优缩放约为 3.5 ln n。",
        ),
    )
    .says(POST, t("post 9812, 'cosine distribution', figure (d = 128)", "博文 9812，“余弦分布”的图（d = 128）"))
    .at_most(
        0.05,
        t("relative error 5 %: our reading of “fits well”", "相对误差 5%：我们对“拟合得也不错”的理解"),
    )
    .at(COSINES)
    .over(&[("n", CONTEXTS)])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "From about two thousand keys on it is good to a few per cent.",
        "大约两千个键以上误差只有百分之几。",
    ))
    .by(formula_error),
    Claim::new(
        "coefficient-cosine",
        t(
            "With another dimension the coefficient 3.5 changes.",
            "换一个 d，系数 3.5 会变化。",
        ),
    )
    .says(POST, t("post 9812, 'cosine distribution'", "博文 9812，“余弦分布”"))
    .at_least(
        0.175,
        t("farther from 3.5 than the 5 % allowed above", "与 3.5 的差距超过上面允许的 5%"),
    )
    .at(&[("view", "optimum"), ("scores", "cosine"), ("d", "64")])
    .over(&[("d", &["16", "64", "256", "1024"])])
    .by(other_dimension),
    Claim::new(
        "cosine-range",
        t(
            "Over a large range of n the best scale for cosines in 128 dimensions lies between 25 and 35.",
            "在相当大的范围内，128 维余弦的最优缩放在 25 到 35 之间。",
        ),
    )
    .says(POST, t("post 9812, 'cosine distribution'", "博文 9812，“余弦分布”"))
    .between(25.0, 35.0, t("as the post says", "原文所说"))
    .at(COSINES)
    .over(&[("n", CONTEXTS)])
    .stands(Verdict::HoldsInPart)
    .fair(t("True from 684 to 34,149 keys.", "对 684 到 34149 个键成立。"))
    .by(best),
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
    .at(BEST)
    .over(&[("n", CONTEXTS)])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "From about a hundred keys on; the longer the context, the slower.",
        "大约一百个键以上成立；上下文越长，变化越慢。",
    ))
    .by(slowness),
    Claim::new(
        "half-length",
        t(
            "In a decoder, the scale that is best for n = L/2 is good for most tokens.",
            "单向注意力取 n = L/2 的最优缩放，对大部分 token 都较好。",
        ),
    )
    .says(POST, t("post 9812, 'related thoughts', n = L_max/2", "博文 9812，“相关思考”，n = L_max/2"))
    .at_least(
        0.95,
        t(
            "share of its own best gradient that the median token keeps, in mean field",
            "按平均场，中位的 token 保住了自己最优梯度的多少",
        ),
    )
    .at(BEST)
    .over(&[("n", &["512", "2048", "8192", "20000"])])
    .by(half),
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
    let (mean, error) = mean_and_error(&sampled(values, 600, &[alpha])[0]);
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

fn formula_error(values: &Values) -> Result<Measurement, Fault> {
    let (law, n) = (Law::named(values), keys(values));
    let formula = law.fit(n).unwrap_or(f64::NAN);
    Ok(Measurement::exact(
        (formula / law.optimum(n) - 1.0).abs(),
        note("Relative error against mean field's exact optimum.", "与平均场精确最优的相对误差。"),
    ))
}

fn coefficient(values: &Values) -> Result<Measurement, Fault> {
    let found = fit(Law::named(values), &post_grid());
    let (mean, most) = (100.0 * found.mean, 100.0 * found.worst);
    Ok(Measurement::exact(
        found.coefficient,
        note(
            format!(
                "Least squares on 500 points; then wrong by {mean:.2} % on average, {most:.1} % at most."
            ),
            format!("500 个点的最小二乘；平均误差 {mean:.2}%，最大 {most:.1}%。"),
        ),
    ))
}

fn best(values: &Values) -> Result<Measurement, Fault> {
    Ok(Measurement::exact(
        Law::named(values).optimum(keys(values)),
        note("By mean field, exactly.", "按平均场，精确值。"),
    ))
}

fn gain(values: &Values) -> Result<Measurement, Fault> {
    let rows = sampled(values, 400, &[1.0, 2.5]);
    let (gain, error) = ratio(&rows[1], &rows[0]);
    Ok(Measurement::estimate(
        gain,
        error,
        note("Both scales on the same draws.", "两个缩放用同样的抽样。"),
    ))
}

fn other_dimension(values: &Values) -> Result<Measurement, Fault> {
    // Every tenth point of the post's grid: the curve is smooth.
    let grid: Vec<f64> = post_grid().into_iter().step_by(10).collect();
    let found = fit(Law::named(values), &grid).coefficient;
    Ok(Measurement::exact(
        (found - 3.5).abs(),
        note(format!("Fitted here: {found:.2} ln n."), format!("在此拟合得 {found:.2} ln n。")),
    ))
}

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

fn half(values: &Values) -> Result<Measurement, Fault> {
    let (law, length) = (Law::named(values), keys(values));
    let alpha = law.optimum(length / 2.0);
    let mut kept: Vec<f64> = linspace(2.0, length, 400)
        .into_iter()
        .map(|n| law.objective(alpha, n) / law.objective(law.optimum(n), n))
        .collect();
    kept.sort_unstable_by(f64::total_cmp);
    let tenth = kept[40];
    let least = 1.0 - kept[0];
    Ok(Measurement::exact(
        kept[200],
        note(
            format!(
                "Over all positions 2 … L = n; one token in ten keeps less than {tenth:.3}; the very first lose most ({least:.2})."
            ),
            format!(
                "位置取 2 … L = n；十分之一的 token 保住不到 {tenth:.3}；最前面的损失最大（{least:.2}）。"
            ),
        ),
    ))
}

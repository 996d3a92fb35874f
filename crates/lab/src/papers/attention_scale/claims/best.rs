//! The best scale by mean field, and the formulas and ranges told for it.

use figure::significant;

use super::{HERE, POST, keys, ratio, sampled};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::note,
    numerics::{quantile::linspace, roots::bisect},
    papers::attention_scale::{
        law::Law,
        optimum::{fit, post_grid, shape},
        softmax::objective,
    },
    t,
};

const COSINES: &[(&str, &str)] = &[("view", "optimum"), ("scores", "cosine")];
const BEST: &[(&str, &str)] = &[("view", "optimum")];
const CONTEXTS: &[&str] = &["40", "128", "512", "2048", "8192", "20000"];

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
    .near(0.84, 0.005, t("the post gives two digits", "原文给出两位数字"))
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
    .over(&[("n", &["2", "16", "64", "512", "4096"]), ("seed", &["1", "2", "3"])])
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
        "fitted-cosine",
        t(
            "Fitted to n = 40, 80, …, 20000 for d = 128 the coefficient of ln n is 3.5.",
            "d = 128，在 n = 40, 80, …, 20000 上拟合，ln n 的系数是 3.5。",
        ),
    )
    .says(POST, t("post 9812, 'cosine distribution', code", "博文 9812，“余弦分布”的代码"))
    .near(3.5, 0.05, t("the post gives two digits", "原文给出两位数字"))
    .at(COSINES)
    .by(coefficient),
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
        "shape-cosine",
        t(
            "For cosines the best scale is about proportional to ln n (and not, as for normal scores, to √ln n).",
            "余弦的最优缩放近似正比于 ln n（而不像正态分数那样正比于 √ln n）。",
        ),
    )
    .says(POST, t("post 9812, 'related thoughts'; the bracket is ours", "博文 9812，“相关思考”；括号里是本站加的"))
    .at_most(
        1.0,
        t(
            "mean error of the best c·ln n over that of the best c·√ln n, on the post's grid",
            "在原文的网格上，最好的 c·ln n 的平均误差与最好的 c·√ln n 的平均误差之比",
        ),
    )
    .at(COSINES)
    .over(&[("d", &["16", "64", "128", "512"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "In few dimensions ln n is the better shape. From the post's own 128 on it is √ln n: the more dimensions, the more normal the cosine.",
        "维数低时 ln n 更合适；从原文所用的 128 维起是 √ln n 更好：维数越高，余弦越接近正态。",
    ))
    .by(shape_of_cosines),
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

fn lambert(values: &Values) -> Result<Measurement, Fault> {
    let n = keys(values);
    // Where the slope of α(1 − e^{α²}/n) is zero.
    let slow = bisect(0.0, 6.0, |a| 1.0 - (1.0 + 2.0 * a * a) * libm::exp(a * a) / n);
    Ok(Measurement::exact(
        (Law::Normal.optimum(n) / slow.unwrap_or(f64::NAN) - 1.0).abs(),
        note("Relative difference to bisection.", "与二分法的相对差。"),
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
    let law = Law::named(values);
    let found = fit(law, &post_grid(), |n| shape(law, n));
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
    let rows = sampled(values, 400, &[1.0, 2.5], objective);
    let (gain, error) = ratio(&rows[1], &rows[0]);
    Ok(Measurement::estimate(
        gain,
        error,
        note("Both scales on the same draws.", "两个缩放用同样的抽样。"),
    ))
}

/// Every tenth point of the post's grid: the curve is smooth.
fn every_tenth() -> Vec<f64> {
    post_grid().into_iter().step_by(10).collect()
}

fn other_dimension(values: &Values) -> Result<Measurement, Fault> {
    let found = fit(Law::named(values), &every_tenth(), libm::log).coefficient;
    Ok(Measurement::exact(
        (found - 3.5).abs(),
        note(format!("Fitted here: {found:.2} ln n."), format!("在此拟合得 {found:.2} ln n。")),
    ))
}

fn shape_of_cosines(values: &Values) -> Result<Measurement, Fault> {
    let (law, grid) = (Law::named(values), every_tenth());
    let [ln, root] = [fit(law, &grid, libm::log), fit(law, &grid, |n| libm::sqrt(libm::log(n)))];
    let told = [ln.coefficient, 100.0 * ln.mean, root.coefficient, 100.0 * root.mean];
    let [a, of_a, b, of_b] = told.map(|x| significant(x, 3));
    Ok(Measurement::exact(
        ln.mean / root.mean,
        note(
            format!("{a} ln n is wrong by {of_a} % on average, {b} √ln n by {of_b} %."),
            format!("{a} ln n 平均误差 {of_a}%，{b} √ln n 平均误差 {of_b}%。"),
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
    Ok(Measurement::exact(
        kept[200],
        note(
            format!(
                "Over all positions 2 … L = n; one token in ten keeps less than {tenth:.3}, the first few nothing: by mean field, which does not hold for them."
            ),
            format!(
                "位置取 2 … L = n；十分之一的 token 保住不到 {tenth:.3}，最前面几个什么也保不住——这是按平均场，而它对它们不成立。"
            ),
        ),
    ))
}

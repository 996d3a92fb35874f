//! What post 9687 says.

use super::{POST, chains, drifts, mean_square, median_and_error, ratio, variances};
use crate::{
    Claim, Fault, Measurement, Value, Values, Verdict, measuring::note,
    numerics::quantile::mean_and_error, papers::model_collapse::chain::Chain, t,
};

const SEEDS: (&str, &[&str]) = ("seed", &["1", "2", "3"]);
const NORMAL: crate::Text = t("post 9687, 'normal distribution'", "博文 9687，“正态分布”");

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "truncation",
        t(
            "With truncation λ the variance falls by the factor λ each generation.",
            "使用截断技巧 λ 时，每一代的方差以 λ 的比率衰减。",
        ),
    )
    .says(POST, NORMAL)
    .near(
        1.0,
        0.03,
        t(
            "4 standard errors of the mean of 8,000 runs: σ² after ten generations of 50 scatters by √(2·10/49)",
            "8000 次平均的 4 倍标准误：每代 50 个样本、十代后 σ² 的离散为 √(2·10/49)",
        ),
    )
    .at(&[("n_synthetic", "50"), ("n_initial", "50"), ("generations", "10"), ("lambda", "0.9")])
    .over(&[("lambda", &["0.5", "0.9", "0.99"]), SEEDS])
    .by(truncation),
    Claim::new(
        "zero-diversity",
        t(
            "With truncation the variance goes to zero in the end: diversity is lost altogether.",
            "使用截断技巧，方差最后变成零，完全丧失多样性。",
        ),
    )
    .says(POST, NORMAL)
    .at_most(
        1e-3,
        t(
            "variance of the typical run after 1,000 generations; a thousandth is our reading of zero",
            "1000 代后典型一次的方差；千分之一是我们对“零”的理解",
        ),
    )
    .at(&[("n_synthetic", "1000"), ("n_initial", "1000"), ("generations", "1000"), ("lambda", "0.99")])
    .over(&[("lambda", &["0.5", "0.9", "0.99"])])
    .by(typical),
    Claim::new(
        "faster",
        t(
            "Truncation greatly speeds up the loss of diversity.",
            "截断技巧会大大加速多样性的丧失。",
        ),
    )
    .says(POST, t("post 9687, end of 'normal distribution'", "博文 9687，“正态分布”末"))
    .at_least(
        5.0,
        t(
            "ratio of the typical run's ln σ² with and without λ = 0.9; five is our reading of “greatly”",
            "有无 λ = 0.9 时典型一次 ln σ² 之比；五倍是我们对“大大”的理解",
        ),
    )
    .at(&[("n_synthetic", "100"), ("n_initial", "100"), ("generations", "40"), ("lambda", "0.9")])
    .over(&[("n_synthetic", &["10", "30", "100", "1000"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "With few samples estimation alone loses as much as truncation does; the more samples, the truer.",
        "样本很少时，光是估计误差就和截断丢得差不多；样本越多，这句话越对。",
    ))
    .by(faster),
    Claim::new(
        "walk",
        t(
            "Without truncation the mean walks away: its variance after t generations is t/n.",
            "不截断时均值会走远：t 代之后其方差为 t/n。",
        ),
    )
    .says(POST, t("post 9687, eq. 2", "博文 9687，式 (2)"))
    .near(
        1.0,
        0.12,
        t(
            "4 standard errors of the mean square of 8,000 drifts, which has heavy tails from t = n on",
            "8000 次漂移均方的 4 倍标准误；t ≥ n 后分布有重尾",
        ),
    )
    .at(&[("generations", "30")])
    .over(&[("generations", &["10", "30", "100"]), SEEDS])
    .by(walk),
    Claim::new(
        "stays-normal",
        t(
            "The mean after t generations is normal, N(μ₀, tΣ₀/n).",
            "t 代之后的均值服从正态分布 N(μ₀, tΣ₀/n)。",
        ),
    )
    .says(POST, t("post 9687, eq. 2", "博文 9687，式 (2)"))
    .near(
        0.6745,
        0.05,
        t(
            "median |drift| over √(t/n) of 4,000 runs; a normal law has 0.6745, and 4 standard errors are 0.05",
            "4000 次 |漂移| 的中位数除以 √(t/n)；正态分布为 0.6745，4 倍标准误为 0.05",
        ),
    )
    .at(&[("generations", "100")])
    .over(&[("generations", &["5", "20", "100", "300"]), ("seed", &["1", "2"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "True of a few generations, and the variance is right for all. Each step is normal given the one before, but its size is random: their sum is a mixture of normal laws, with heavy tails.",
        "代数少时成立，方差也始终是对的。给定上一代，每一步确是正态，但步长本身随机，所以总和是正态的混合，有重尾。",
    ))
    .by(normality),
    Claim::new(
        "quality",
        t(
            "Even without truncation the mean is clearly away from the truth when t is large enough.",
            "即便不截断，当 t 足够大时，均值也会明显偏离真实值。",
        ),
    )
    .says(POST, NORMAL)
    .at_least(
        0.5,
        t(
            "typical |drift| in σ₀ after 400 generations; half a deviation is our reading of “clearly”",
            "400 代后典型的 |漂移|，以 σ₀ 为单位；半个标准差是我们对“明显”的理解",
        ),
    )
    .at(&[("generations", "400")])
    .over(&[("n_synthetic", &["10", "100", "1000"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "“Large enough” grows with the samples: about as many generations as there are samples in each.",
        "“足够大”随样本数增长：大约每代有多少样本，就要多少代。",
    ))
    .by(quality),
    Claim::new(
        "fixed-slows",
        t(
            "A fixed real set in every generation slows the degradation down, but cannot stop it.",
            "每一代都加入同一批真实数据，只能减缓退化的速度，无法从根本上解决。",
        ),
    )
    .says(POST, t("post 9687, 'generative models', after arXiv 2307.01850, §4", "博文 9687，“生成模型”，引自 arXiv 2307.01850 第 4 节"))
    .at_least(
        1.1,
        t(
            "mean W₂² after 120 generations over that after 30: what is not stopped goes on growing",
            "120 代后与 30 代后平均 W₂² 之比：止不住的会继续增大",
        ),
    )
    .at(&[("loop", "augmentation"), ("generations", "120")])
    .over(&[("lambda", &["0.5", "1"]), ("n_synthetic", &["100", "400"])])
    .stands(Verdict::Fails)
    .fair(t(
        "The paper shows it of deep image models, and nothing here contradicts that. A Gaussian does not degrade further: its variance settles at p/(1 − (1 − p)λ), as with fresh data.",
        "论文说的是深度图像模型，这里没有任何东西与之矛盾。高斯则不会一直退化：其方差停在 p/(1 − (1 − p)λ)，与新鲜数据时相同。",
    ))
    .by(goes_on),
    Claim::new(
        "fresh-solves",
        t(
            "Fresh real data in every generation solve the degradation.",
            "每一代都有新鲜的真实数据，可以解决退化问题。",
        ),
    )
    .says(POST, t("post 9687, 'generative models', after arXiv 2307.01850, §5", "博文 9687，“生成模型”，引自 arXiv 2307.01850 第 5 节"))
    .at_most(
        1.1,
        t(
            "mean W₂² after 120 generations over that after 30: what is solved does not grow",
            "120 代后与 30 代后平均 W₂² 之比：解决了就不再增大",
        ),
    )
    .at(&[("loop", "fresh"), ("generations", "120")])
    .over(&[("lambda", &["0.5", "1"]), ("n_synthetic", &["100", "400"])])
    .by(goes_on),
];

fn truncation(values: &Values) -> Result<Measurement, Fault> {
    let (mean, error) = mean_and_error(&variances(&chains(values, 8_000)));
    let expected = libm::pow(values.number("lambda"), values.count("generations") as f64 - 1.0);
    Ok(Measurement::estimate(
        mean / expected,
        error / expected,
        note(
            "Mean variance of 8,000 runs over λ to the power of t − 1: the first generation saw real data.",
            "8000 次的平均方差除以 λ 的 t − 1 次幂：第一代看的是真实数据。",
        ),
    ))
}

fn typical(values: &Values) -> Result<Measurement, Fault> {
    let (median, error) = median_and_error(&variances(&chains(values, 400)));
    Ok(Measurement::estimate(median, error, note("Median of 400 runs.", "400 次的中位数。")))
}

fn faster(values: &Values) -> Result<Measurement, Fault> {
    let logs = |values: &Values| {
        mean_and_error(
            &variances(&chains(values, 2_000)).into_iter().map(libm::log).collect::<Vec<_>>(),
        )
    };
    let without = values.clone().with("lambda", Value::Number(1.0));
    let (found, error) = ratio(logs(values), logs(&without));
    Ok(Measurement::estimate(
        found,
        error,
        note(
            "Mean ln σ² of 2,000 runs with λ over without.",
            "2000 次 ln σ² 的平均，有 λ 与无 λ 之比。",
        ),
    ))
}

fn walk(values: &Values) -> Result<Measurement, Fault> {
    let (square, error) = mean_square(&drifts(&chains(values, 8_000)));
    let theory = values.count("generations") as f64 / values.count("n_synthetic") as f64;
    Ok(Measurement::estimate(
        square / theory,
        error / theory,
        note("Mean square drift of 8,000 runs, over t/n.", "8000 次漂移的均方，除以 t/n。"),
    ))
}

fn sizes(values: &Values, runs: u64) -> (f64, f64) {
    let drifts = drifts(&chains(values, runs));
    median_and_error(&drifts.iter().map(|m| m.abs()).collect::<Vec<_>>())
}

fn normality(values: &Values) -> Result<Measurement, Fault> {
    let (median, error) = sizes(values, 4_000);
    let deviation =
        libm::sqrt(values.count("generations") as f64 / values.count("n_synthetic") as f64);
    Ok(Measurement::estimate(
        median / deviation,
        error / deviation,
        note("4,000 runs; both laws have the variance t/n.", "4000 次；两种分布的方差都是 t/n。"),
    ))
}

fn quality(values: &Values) -> Result<Measurement, Fault> {
    let (median, error) = sizes(values, 1_000);
    Ok(Measurement::estimate(median, error, note("Median of 1,000 runs.", "1000 次的中位数。")))
}

/// Mean distance at the last generation over that at a quarter of it, from the same runs.
fn goes_on(values: &Values) -> Result<Measurement, Fault> {
    let early = values.count("generations") as i64 / 4;
    let quarter = values.clone().with("generations", Value::Integer(early));
    let distance = |values: &Values| {
        mean_and_error(&chains(values, 3_000).iter().map(Chain::distance).collect::<Vec<_>>())
    };
    let (found, error) = ratio(distance(values), distance(&quarter));
    Ok(Measurement::estimate(
        found,
        error,
        note("Mean W₂² of 3,000 runs, late over early.", "3000 次的平均 W₂²，后期与前期之比。"),
    ))
}

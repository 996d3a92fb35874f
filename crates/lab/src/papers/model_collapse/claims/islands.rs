//! The 2-D world and the words.

use super::{HERE, MAD};
use crate::{
    Claim, Fault, Measurement, Values,
    measuring::{note, reading, run},
    numerics::quantile::mean_and_error,
    papers::model_collapse::{
        PAPER,
        chain::Setting,
        words::{Text, WORDS, diversity, zipf},
    },
    t,
};

const ISLANDS: &[(&str, &str)] = &[
    ("world", "grid25"),
    ("n_synthetic", "500"),
    ("n_initial", "500"),
    ("lambda", "0.9"),
    ("generations", "40"),
    ("runs", "4"),
];

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "mad",
        t(
            "Without enough fresh real data, quality (precision) or diversity (recall) progressively decreases.",
            "没有足够的新鲜真实数据，质量（精确率）或多样性（召回率）会逐渐下降。",
        ),
    )
    .says(MAD, t("arXiv 2307.01850, abstract: model autophagy disorder", "arXiv 2307.01850 摘要：模型自噬紊乱"))
    .at_most(
        0.9,
        t(
            "the lesser of precision and recall after 40 generations, over that of the first; a tenth lost is our reading of a decrease",
            "40 代后精确率与召回率中较小者，除以第一代的；丢掉一成是我们对“下降”的理解",
        ),
    )
    .at(ISLANDS)
    .over(&[("lambda", &["0.9", "1"]), ("generator", &["gmm", "kde"])])
    .by(decrease),
    Claim::new(
        "islands",
        t(
            "A mixture on 25 islands that learns only from itself, with bias, loses more than half of them within 40 generations.",
            "25 个小岛上的混合模型只学自己且有偏差，40 代内失去一半以上的岛。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_most(12.5, t("half of 25; median of the runs", "25 的一半；各次的中位数"))
    .at(ISLANDS)
    .over(&[("n_synthetic", &["100", "500"]), ("seed", &["1", "2"])])
    .by(alive),
    Claim::new(
        "precision-blind",
        t(
            "Meanwhile precision stays above 0.85: it cannot see that the islands have shrunk to dots.",
            "同时精确率一直在 0.85 以上：小岛缩成了点，它看不出来。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_least(0.85, t("median of the runs after 40 generations; two real samples of this size have 0.93", "40 代后各次的中位数；两组同样大小的真实样本为 0.93"))
    .at(ISLANDS)
    .over(&[("seed", &["1", "2"])])
    .by(precision),
    Claim::new(
        "shrunk",
        t(
            "The islands that live are then less than half as wide as they were.",
            "此时活着的小岛不到原来的一半宽。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_most(0.5, t("deviation of the samples within them, over reality's", "岛内样本的标准差，除以真实的"))
    .at(ISLANDS)
    .over(&[("seed", &["1", "2"])])
    .by(spread),
    Claim::new(
        "wright-fisher",
        t(
            "Diversity of words decays as in population genetics: 1 − Σp² loses a factor 1 − 1/n a generation.",
            "词的多样性像群体遗传学那样衰减：1 − Σp² 每代乘以 1 − 1/n。",
        ),
    )
    .says(HERE, t("the Wright–Fisher model, applied here", "Wright–Fisher 模型，本站套用"))
    .near(
        1.0,
        0.04,
        t("4 standard errors of the mean of 600 runs at t = n", "t = n 时 600 次平均的 4 倍标准误"),
    )
    .at(&[("world", "zipf"), ("generations", "50")])
    .over(&[("generations", &["10", "50", "100"]), ("seed", &["1", "2"])])
    .by(wright_fisher),
];

fn told(values: &Values, key: &str) -> Result<f64, Fault> {
    reading(&run(&PAPER, values)?.readouts(), key)
}

fn decrease(values: &Values) -> Result<Measurement, Fault> {
    let mut simulation = run(&PAPER, values)?;
    let both = |readouts: &crate::Readouts| -> Result<(f64, f64), Fault> {
        Ok((reading(readouts, "precision")?, reading(readouts, "recall")?))
    };
    let last = both(&simulation.readouts())?;
    simulation.show(Some(0));
    let first = both(&simulation.readouts())?;
    Ok(Measurement::exact(
        (last.0 / first.0).min(last.1 / first.1),
        note(
            format!(
                "Precision {:.2} at first, {:.2} at last; recall {:.2} and {:.2}.",
                first.0, last.0, first.1, last.1
            ),
            format!(
                "精确率起初 {:.2}，最后 {:.2}；召回率 {:.2} 与 {:.2}。",
                first.0, last.0, first.1, last.1
            ),
        ),
    ))
}

fn alive(values: &Values) -> Result<Measurement, Fault> {
    let found = told(values, "modes_alive")?;
    Ok(Measurement::exact(found, note("Of 25.", "共 25 个。")))
}

fn precision(values: &Values) -> Result<Measurement, Fault> {
    let found = told(values, "precision")?;
    Ok(Measurement::exact(found, note("By balls to the 5th neighbour.", "以第 5 近邻为半径的球。")))
}

fn spread(values: &Values) -> Result<Measurement, Fault> {
    let found = told(values, "spread")?;
    Ok(Measurement::exact(found, note("Within four deviations.", "在四个标准差之内。")))
}

fn wright_fisher(values: &Values) -> Result<Measurement, Fault> {
    let (setting, t) = (Setting::of(values), values.count("generations"));
    let last = |run| {
        let mut text = Text::start(setting, values.seed("seed"), run);
        for _ in 1..t {
            text.step();
        }
        diversity(&text.p)
    };
    let (mean, error) = mean_and_error(&(0..600).map(last).collect::<Vec<_>>());
    let theory = diversity(&zipf())
        * (1.0 - 1.0 / setting.n_initial)
        * libm::pow(1.0 - 1.0 / setting.n_synthetic, t as f64 - 1.0);
    Ok(Measurement::estimate(
        mean / theory,
        error / theory,
        note(
            format!("Mean of 600 runs of {WORDS} words, over the formula."),
            format!("{WORDS} 个词、600 次的平均，除以公式。"),
        ),
    ))
}

//! The 2-D world and the words.

use super::{HERE, MAD};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::{note, reading, run},
    numerics::quantile::mean_and_error,
    papers::model_collapse::{
        PAPER,
        chain::Setting,
        words::{Text, WORDS, diversity, zipf},
    },
    t,
};

const ISLANDS: &[(&str, &str)] = &[("view", "plane"), ("generations", "40"), ("runs", "1")];

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "mad",
        t(
            "Without enough fresh real data, quality (precision) or diversity (recall) progressively decreases.",
            "没有足够的新鲜真实数据，质量（精确率）或多样性（召回率）会逐渐下降。",
        ),
    )
    .says(
        MAD,
        t(
            "arXiv 2307.01850, abstract: model autophagy disorder",
            "arXiv 2307.01850 摘要：模型自噬紊乱",
        ),
    )
    .at_most(
        0.9,
        t(
            "the lesser of precision and recall after 40 generations, over that of the first; a tenth lost is our reading of a decrease",
            "40 代后精确率与召回率中较小者，除以第一代的；丢掉一成是我们对“下降”的理解",
        ),
    )
    .at(ISLANDS)
    .over(&[("generator", &["gmm", "kde"]), ("lambda", &["0.9", "1"])])
    .by(decrease),
    Claim::new(
        "fresh-islands",
        t(
            "With as many fresh real samples in every generation as synthetic ones, neither decreases.",
            "每一代加入与合成样本同样多的新鲜真实样本，两者都不下降。",
        ),
    )
    .says(
        MAD,
        t(
            "arXiv 2307.01850, §5 (fresh data loop); measured here on islands",
            "arXiv 2307.01850 第 5 节（新鲜数据循环）；本站在小岛上测量",
        ),
    )
    .at_least(
        0.9,
        t(
            "the same ratio as above; 0.9 is also what 500 points can tell",
            "与上面同一个比；0.9 也是 500 个点所能分辨的",
        ),
    )
    .at(&[("view", "plane"), ("generations", "40"), ("runs", "1"), ("loop", "fresh")])
    .over(&[("lambda", &["0.5", "1"]), ("seed", &["1", "2"])])
    .by(decrease),
    Claim::new(
        "islands",
        t(
            "A mixture on 25 islands that learns only from itself loses more than half of them within 40 generations, even without bias.",
            "25 个小岛上的混合模型只学自己，即使没有偏差，40 代内也失去一半以上的岛。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_most(12.5, t("half of 25, one universe a seed", "25 的一半；每个种子一个宇宙"))
    .at(ISLANDS)
    .over(&[("n_synthetic", &["100", "500"]), ("seed", &["1", "2"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "True of 100 samples a generation; of 500, about fifteen islands are left by then.",
        "每代 100 个样本时成立；500 个时，那时还剩约十五个岛。",
    ))
    .by(alive),
    Claim::new(
        "precision-blind",
        t(
            "Precision does not see it: it loses less than half of what recall loses.",
            "精确率看不出来：它的损失不到召回率损失的一半。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_most(
        0.5,
        t(
            "(1 − precision)/(1 − recall) after 40 generations, over seeds",
            "40 代后的 (1 − 精确率)/(1 − 召回率)，取多个种子",
        ),
    )
    .at(ISLANDS)
    .over(&[("lambda", &["0.9", "1"]), ("seed", &["1", "2"])])
    .by(blind),
    Claim::new(
        "shrunk",
        t(
            "The islands that live are then less than half as wide as they were.",
            "此时活着的小岛不到原来的一半宽。",
        ),
    )
    .says(HERE, t("found here", "本站发现"))
    .at_most(
        0.5,
        t("deviation of the samples within them, over reality's", "岛内样本的标准差，除以真实的"),
    )
    .at(ISLANDS)
    .over(&[("n_synthetic", &["100", "500"]), ("seed", &["1", "2"])])
    .stands(Verdict::HoldsInPart)
    .fair(t(
        "With 500 samples a generation they shrink more slowly: to between a half and four fifths.",
        "每代 500 个样本时缩得慢些：缩到一半至五分之四。",
    ))
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
        0.07,
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

fn blind(values: &Values) -> Result<Measurement, Fault> {
    let readouts = run(&PAPER, values)?.readouts();
    let (precision, recall) = (reading(&readouts, "precision")?, reading(&readouts, "recall")?);
    Ok(Measurement::exact(
        (1.0 - precision) / (1.0 - recall),
        note(
            format!("Precision {precision:.2}, recall {recall:.2}."),
            format!("精确率 {precision:.2}，召回率 {recall:.2}。"),
        ),
    ))
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

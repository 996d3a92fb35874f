//! What the drift costs, and the remedies: comparisons over twenty seeds.

use super::{
    POST, half,
    model::{SEEDS, SET, nothing, reach},
    with,
};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::note,
    papers::embedding_drift::{
        choices::Method,
        corpus::Corpus,
        training::{Training, read},
    },
    t,
};

/// Smaller still: for eighty runs in a few seconds.
const SMALL: &[(&str, &str)] = &[
    ("view", "model"),
    ("vocab", "150"),
    ("batch", "3"),
    ("lr", "0.01"),
    ("steps", "3000"),
    ("runs", "1"),
];
const TWENTY: &[(&str, &[&str])] = &[(
    "seed",
    &[
        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
        "17", "18", "19", "20",
    ],
)];

/// Its held-out loss after a run on this text.
fn loss(corpus: &Corpus, values: &Values, method: Method) -> Result<f64, Fault> {
    let mut training = Training::alone(corpus.clone(), &with(values, method));
    training.finish()?;
    training.pair().0.loss.last().copied().ok_or_else(nothing)
}

pub(super) const LOSS: Claim = Claim::new(
    "loss-stays-normal",
    t(
        "The model as a whole is normal: its loss is no higher than without the drift.",
        "模型的总体表现正常：损失并不比没有漂移时高。",
    ),
)
.says(POST, t("post 9736, 'Phenomenon', 6", "博文 9736“现象”第 6 条"))
.at_most(0.1, t("a tenth of a nat; the post names no yardstick", "十分之一 nat；原文没有给出标准"))
.at(SMALL)
.over(TWENTY)
.stands(Verdict::HoldsInPart)
.fair(t(
    "Against the same optimiser whose embedding does not drift the loss is as low or lower, in every run: the drift costs nothing that a loss can tell. AdamW's is lower, with the drift or without it; the post does not compare with it.",
    "与 Embedding 不漂移的同一优化器相比，每次的损失都一样低或更低：漂移的代价在损失里看不出来。AdamW 的损失更低，但这与漂移无关，原文也没有与它比较。",
))
.by(|values| {
    let corpus = read(values)?;
    let tiger = loss(&corpus, values, Method::Tiger)?;
    let hybrid = loss(&corpus, values, Method::Hybrid)?;
    let lazy = loss(&corpus, values, Method::LazyTiger)?;
    let adam = adam_loss(corpus, values)?;
    let words = note(
        format!("Held-out loss {tiger:.3} nats; Adam in the embedding only {hybrid:.3}, lazy {lazy:.3}, AdamW {adam:.3}. The value is the difference to the first."),
        format!("留出集损失 {tiger:.3} nat；只有 Embedding 用 Adam 时 {hybrid:.3}，Lazy 更新 {lazy:.3}，AdamW {adam:.3}。数值为与第一个之差。"),
    );
    Ok(Measurement::exact(tiger - hybrid, words).and([
        half("minus lazy", "减去 Lazy 更新", tiger - lazy),
        half("minus AdamW", "减去 AdamW", tiger - adam),
    ]))
});

/// The AdamW that stands beside every run.
fn adam_loss(corpus: Corpus, values: &Values) -> Result<f64, Fault> {
    let mut training = Training::on(corpus, values);
    training.runs.drain(..training.runs.len() - 1);
    training.finish()?;
    training.pair().1.loss.last().copied().ok_or_else(nothing)
}

pub(super) const REMEDIES: Claim = Claim::new(
    "remedies",
    t(
        "Lazy updates, a tied embedding with its halves exchanged, and Adam for the embedding each solve it.",
        "Lazy 更新、通道对半交换的共享 Embedding、Embedding 改用 Adam，都能解决。",
    ),
)
.says(POST, t("post 9736, 'Remedies'", "博文 9736“对策”"))
.at_most(
    0.06,
    t(
        "of 1/λ: rows of frequent words reach some .01 to .05 of it by the RMS rule alone",
        "以 1/λ 为单位：仅凭 RMS 步长，高频词的行也会到 0.01–0.05",
    ),
)
.at(SET)
.over(SEEDS)
.stands(Verdict::Holds)
.by(|values| {
    let words = note(
        "λ times the greatest |θ|: lazy.",
        "λ 乘以最大的 |θ|：Lazy 更新。",
    );
    Ok(Measurement::exact(reach(values, Method::LazyTiger)?, words).and([
        half("tied", "共享", reach(values, Method::TiedTiger)?),
        half("Adam for the embedding", "Embedding 用 Adam", reach(values, Method::Hybrid)?),
    ]))
});

pub(super) const TIED: Claim = Claim::new(
    "tied-is-better",
    t(
        "A tied embedding with its channels exchanged by halves seems even a little better than an untied one.",
        "将特征的 channels 对半交换的 Tied Embedding，效果似乎比 Untied Embedding 还要好一点。",
    ),
)
.says(POST, t("post 9736, 'Remedies', the author's own experiment", "博文 9736“对策”，作者自己的实验"))
.at_most(0.0, t("no tolerance: better or not", "不设容差：好或不好"))
.at(SMALL)
.over(TWENTY)
.stands(Verdict::HoldsInPart)
.fair(t(
    "He says it of a model of billions, where where the embedding is a small part; here tying halves all the weights there are. Even so the two are close.",
    "原文说的是大模型，Embedding 只占一小部分；这里一共享，全部权重就少了一半。即便如此两者仍很接近。",
))
.by(|values| {
    let corpus = read(values)?;
    let tied = loss(&corpus, values, Method::TiedTiger)?;
    let untied = loss(&corpus, values, Method::Tiger)?;
    Ok(Measurement::exact(
        tied - untied,
        note(
            format!("Held-out loss {tied:.3} nats, minus {untied:.3}."),
            format!("留出集损失 {tied:.3} nat，减去 {untied:.3}。"),
        ),
    ))
});

pub(super) const OFTEN: Claim = Claim::new(
    "seen-often-enough",
    t(
        "With a larger batch the same words are seen more often than once in 1/α steps, and none drifts.",
        "批次一大，同样的词每 1/α 步出现不止一次，就没有词漂移。",
    ),
)
.says("", t("derived here", "本站推导"))
.at_most(0.1, t("a tenth of 1/λ", "1/λ 的一成"))
.at(&[
    ("view", "model"),
    ("vocab", "100"),
    ("batch", "32"),
    ("lr", "0.01"),
    ("steps", "3000"),
    ("runs", "1"),
])
.over(SEEDS)
.stands(Verdict::Holds)
.by(|values| {
    let words = note("λ times the greatest |θ|.", "λ 乘以最大的 |θ|。");
    Ok(Measurement::exact(reach(values, Method::Tiger)?, words))
});

//! The phenomena of the post, in the real model.

use super::{POST, half, with};
use crate::{
    Claim, Fault, Measurement, Message, Values, Verdict,
    measuring::note,
    papers::embedding_drift::{
        choices::Method,
        language::WIDTH,
        model::greatest_size,
        rule::sign,
        training::{Training, read},
    },
    t,
};

/// A small model that is trained in a fraction of a second.
pub(super) const SET: &[(&str, &str)] = &[
    ("view", "model"),
    ("vocab", "200"),
    ("batch", "4"),
    ("lr", "0.01"),
    ("steps", "3000"),
    ("runs", "1"),
];
pub(super) const SEEDS: &[(&str, &[&str])] = &[("seed", &["1", "2", "3"])];
/// One run of this optimiser, to its end.
pub(super) fn trained(values: &Values, method: Method) -> Result<Training, Fault> {
    let mut training = Training::alone(read(values)?, &with(values, method));
    training.finish()?;
    Ok(training)
}

pub(super) fn nothing() -> Fault {
    Fault { message: Message::new("nothing was judged", "没有可评判的结果") }
}

/// λ times the greatest |θ| of the embedding.
pub(super) fn reach(values: &Values, method: Method) -> Result<f64, Fault> {
    let training = trained(values, method)?;
    Ok(values.number("weight_decay") * f64::from(greatest_size(training.embedding())))
}

pub(super) const BOTH_ENDS: Claim = Claim::new(
    "both-ends",
    t(
        "The greatest number of the whole embedding is 1/λ and the least is −1/λ: 100 and −100.",
        "整个 Embedding 矩阵的最大值是 1/λ，最小值是 −1/λ：100 和 −100。",
    ),
)
.says(POST, t("post 9736, 'Phenomenon', 4", "博文 9736“现象”第 4 条"))
.near(
    1.0,
    0.06,
    t(
        "the run is short and its rate falls to zero: the first rows that drift get within 5 %",
        "训练很短，学习率又降到零：最先漂移的行到 5% 以内",
    ),
)
.at(SET)
.over(SEEDS)
.stands(Verdict::Holds)
.by(|values| {
    let training = trained(values, Method::Tiger)?;
    let lambda = values.number("weight_decay");
    let e = training.embedding();
    let high = e.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let low = e.iter().copied().fold(f32::INFINITY, f32::min);
    let words = note("λ times the greatest weight.", "λ 乘以最大的权重。");
    Ok(Measurement::exact(lambda * f64::from(high), words).and([half(
        "the least, times −λ",
        "最小值，乘以 −λ",
        -lambda * f64::from(low),
    )]))
});

pub(super) const ON_THE_WAY: Claim = Claim::new(
    "on-the-way",
    t(
        "Some more tokens have weights on their way to ±1/λ.",
        "还有一小部分 Token 的 Embedding 分量正在趋于 ±1/λ。",
    ),
)
.says(POST, t("post 9736, 'Phenomenon', 2", "博文 9736“现象”第 2 条"))
.between(
    0.005,
    0.333,
    t(
        "a small part: more than one word in 200, less than a third",
        "“一小部分”：多于二百分之一，少于三分之一",
    ),
)
.at(SET)
.over(SEEDS)
.stands(Verdict::Fails)
.fair(t(
    "There are such rows, and many: a run here is over after a few times 1/α steps, with most of its rare rows half-way. The post speaks of a long pre-training, in which most have arrived.",
    "这样的行是有的，而且很多：这里的训练只有几个 1/α 步，多数低频的行还在半路。原文说的是漫长的预训练，多数早已走到。",
))
.by(|values| {
    let rows = trained(values, Method::Tiger)?.rows();
    let lambda = values.number("weight_decay");
    let part = rows.iter().filter(|r| (0.1..0.9).contains(&(lambda * **r))).count();
    Ok(Measurement::exact(
        part as f64 / rows.len() as f64,
        note(
            "Share of rows of size (RMS) .1/λ to .9/λ.",
            "大小（RMS）在 0.1/λ 到 0.9/λ 之间的行的比例。",
        ),
    ))
});

pub(super) const LOW_FREQUENCY: Claim = Claim::new(
    "low-frequency",
    t("The tokens whose weights are at ±1/λ are of quite low frequency.", "分量到 ±1/λ 的都是相当低频的 Token。"),
)
.says(POST, t("post 9736, 'Phenomenon', 3", "博文 9736“现象”第 3 条"))
.at_least(
    0.7,
    t("tokens drawn by chance would have a mean of .5", "若与词频无关，平均应为 0.5"),
)
.at(SET)
.over(SEEDS)
.stands(Verdict::Holds)
.by(|values| {
    let training = trained(values, Method::Tiger)?;
    let lambda = values.number("weight_decay");
    // The last word stands for all the rest and is no token.
    let rows = training.embedding().chunks_exact(WIDTH).take(training.corpus.words.len() - 1);
    let far: Vec<usize> = rows
        .enumerate()
        .filter(|(_, row)| lambda * f64::from(greatest_size(row)) > 0.9)
        .map(|(i, _)| i)
        .collect();
    let ranks = far.iter().map(|&i| (i + 1) as f64 / training.corpus.words.len() as f64);
    Ok(Measurement::exact(
        ranks.sum::<f64>() / far.len() as f64,
        note(
            format!("Mean rank by frequency, 0 the most and 1 the least frequent, of the {} words with a weight beyond .9/λ.", far.len()),
            format!("有分量超过 0.9/λ 的 {} 个词的平均词频名次，0 最常见，1 最少见。", far.len()),
        ),
    ))
});

pub(super) const ONLY_EMBEDDING: Claim = Claim::new(
    "only-embedding",
    t(
        "Other weights than the embedding's do not have this problem.",
        "除 Embedding 外，其他权重没有这个问题。",
    ),
)
.says(POST, t("post 9736, 'Phenomenon', 5", "博文 9736“现象”第 5 条"))
.at_most(0.2, t("a fifth of 1/λ", "1/λ 的五分之一"))
.at(SET)
.over(SEEDS)
.stands(Verdict::Holds)
.by(|values| {
    let training = trained(values, Method::Tiger)?;
    Ok(Measurement::exact(
        values.number("weight_decay") * training.output(),
        note("λ times the greatest weight of the output matrix.", "λ 乘以输出矩阵的最大权重。"),
    ))
});

pub(super) const LEARNS: Claim = Claim::new(
    "learns",
    t(
        "The model learns all the while: it predicts held-out words better than word frequencies do.",
        "模型确实在学：预测留出的词，比只看词频要好。",
    ),
)
.says("", t("found here", "本站所测"))
.at_least(0.1, t("a tenth of a nat, several times what runs scatter by", "十分之一 nat，是各次差别的数倍"))
.at(&[
    ("view", "model"),
    ("vocab", "300"),
    ("batch", "12"),
    ("lr", "0.01"),
    ("steps", "2000"),
    ("runs", "1"),
])
.over(&[("seed", &["1", "2", "3"]), ("book", &["pride", "kingdoms"])])
.stands(Verdict::Holds)
.by(|values| {
    let training = trained(values, Method::Tiger)?;
    let own = training.pair().0.loss.last().copied().ok_or_else(nothing)?;
    let unigram = training.unigram;
    Ok(Measurement::exact(
        unigram - own,
        note(
            format!("Frequencies alone {unigram:.3} nats, minus {own:.3}, on the same words."),
            format!("只看词频 {unigram:.3} nat，减去 {own:.3}，评判的是同样的词。"),
        ),
    ))
});

pub(super) const LION: Claim =
    Claim::new("lion-too", t("The same holds for Lion.", "分析过程和结论同样适用于 Lion。"))
        .says(POST, t("post 9736, 'Phenomenon', first sentence", "博文 9736“现象”首句"))
        .at_least(0.9, t("within a tenth of 1/λ", "到 1/λ 的一成之内"))
        .at(&[
            ("view", "model"),
            ("optimizer", "lion"),
            ("vocab", "400"),
            ("batch", "8"),
            ("lr", "0.01"),
            ("steps", "3000"),
            ("runs", "1"),
        ])
        .over(SEEDS)
        .stands(Verdict::Holds)
        .by(|values| {
            let words = note("λ times the greatest |θ|.", "λ 乘以最大的 |θ|。");
            Ok(Measurement::exact(reach(values, Method::Lion)?, words))
        });

pub(super) const ADAM: Claim = Claim::new(
    "adam-does-not",
    t("The phenomenon does not appear with Adam.", "类似现象并不会在 Adam 中出现。"),
)
.says(POST, t("post 9736, introduction", "博文 9736 引言"))
.at_most(0.05, t("a twentieth of 1/λ", "1/λ 的二十分之一"))
.at(&[
    ("view", "model"),
    ("optimizer", "adamw"),
    ("vocab", "200"),
    ("batch", "4"),
    ("lr", "0.003"),
    ("steps", "3000"),
    ("runs", "1"),
])
.over(&[("seed", &["1", "2", "3"]), ("lr", &["0.001", "0.003", "0.01"])])
.stands(Verdict::Holds)
.by(|values| {
    let words = note("λ times the greatest |θ|.", "λ 乘以最大的 |θ|。");
    Ok(Measurement::exact(reach(values, Method::AdamW)?, words))
});

pub(super) const SAME_DIRECTION: Claim = Claim::new(
    "same-direction",
    t(
        "Once a row has gone in a direction, the next gradient may well point the same way and not back.",
        "一个 Token 的 Embedding 偏向某个方向之后，下次出现时的梯度可能是同一方向，而不是相反方向。",
    ),
)
.says(POST, t("post 9736, 'Thinking'", "博文 9736“思考”"))
.at_least(0.5, t("half of the signs agree by chance", "随机时一半的符号相同"))
.at(SET)
.over(SEEDS)
.stands(Verdict::Holds)
.by(same_direction);

/// Share of the gradients of the rarer half of the words whose sign is that of the gradient before.
fn same_direction(values: &Values) -> Result<Measurement, Fault> {
    let mut training = Training::alone(read(values)?, values);
    let count = training.corpus.words.len();
    let mut last = vec![0.0; count * WIDTH];
    let (mut same, mut all) = (0_u64, 0_u64);
    training.watched(|g| {
        for &word in g.different() {
            let word = word as usize;
            // The rarer half, but not the last word, which stands for all the rest.
            if word < count / 2 || word == count - 1 {
                continue;
            }
            for i in word * WIDTH..(word + 1) * WIDTH {
                let now = sign(f64::from(g.embedding[i]));
                if last[i] != 0.0 && now != 0.0 {
                    all += 1;
                    same += u64::from(now == last[i]);
                }
                last[i] = now;
            }
        }
    })?;
    let share = same as f64 / all as f64;
    let error = libm::sqrt(share * (1.0 - share) / all as f64);
    Ok(Measurement::estimate(
        share,
        error,
        note(
            format!(
                "Share of {all} gradients, of the rarer half of the words, whose sign is that of the one before."
            ),
            format!("较低频的一半词的 {all} 个梯度中，与前一次同号的比例。"),
        ),
    ))
}

//! What the reader can set.

use super::choices::{Book, Gradient, Method, Precision, Schedule, StepRule};
use crate::{Asset, DataSpec, Link, Param, TextSpec, VIEW, Value, Values, asset, t};

/// Whether a book is read: the view is that of the model, and there is no other text.
fn reads(values: &Values, book: Book) -> bool {
    matches!(values.get(VIEW), Some(Value::Choice(view)) if view == "model")
        && values.pick::<Book>("book") == book
        && values.number("zipf") == 0.0
        && values.text("text").trim().is_empty()
}

const BOOKS: &[Asset] = &[
    asset!("pride-and-prejudice.txt").when(|v| reads(v, Book::Pride)),
    asset!("three-kingdoms.txt").when(|v| reads(v, Book::Kingdoms)),
];

pub(super) const PARAMS: &[Param] = &[
    Param::choice(
        "optimizer",
        t("Optimiser", "优化器"),
        Method::OPTIONS,
        const { Method::Tiger.key() },
    )
    .help(t(
        "The last three are the remedies of the post: lazy updates, a tied embedding, Adam for the embedding.",
        "最后三项是原文的对策：Lazy 更新、共享 Embedding、Embedding 改用 Adam。",
    )),
    Param::choice(
        "step_rule",
        t("Length of a step", "步长"),
        StepRule::OPTIONS,
        const { StepRule::Rms.key() },
    )
    .help(t(
        "The released Tiger multiplies the step of an embedding by the root mean square of the row.",
        "Tiger 的代码会把 Embedding 的步长乘以该行的均方根（RMS）。",
    )),
    Param::number("lr", t("Learning rate", "学习率"), (1e-5, 1.0, 0.0), 0.008)
        .log()
        .symbol("η")
        .help(t(
            "Length of a step; with RMS steps the factor α of the row's RMS.",
            "一步的长度；用 RMS 步长时，是行 RMS 的倍数 α。",
        )),
    Param::number("weight_decay", t("Weight decay", "权重衰减"), (0.0, 1.0, 0.001), 0.01)
        .symbol("λ")
        .help(t(
            "Pulls every weight back by ηλ of itself a step. 1/λ is where the pull balances a constant push.",
            "每步把权重拉回自身的 ηλ 倍。拉力与恒定的推力在 1/λ 处平衡。",
        )),
    Param::data(
        "sightings",
        t("When the token is seen", "Token 何时出现"),
        DataSpec {
            min_columns: 1,
            max_columns: 1,
            min_rows: 1,
            max_rows: 12,
            range: (0.0, 1e6),
            constant: true,
            labels: false,
            default: &[500.0],
            example: "500 3000",
        },
    )
    .help(t(
        "Steps at which the token occurs. Drag the rules, or type up to twelve numbers.",
        "Token 在哪些步出现。拖动竖线，或输入至多十二个数。",
    )),
    Param::choice(
        "gradient",
        t("Gradients", "梯度"),
        Gradient::OPTIONS,
        const { Gradient::Random.key() },
    )
    .help(t("What a sighting brings.", "每次出现带来怎样的梯度。")),
    Param::choice(
        "format",
        t("Momentum is kept in", "动量的数值格式"),
        Precision::OPTIONS,
        const { Precision::F32.key() },
    )
    .help(t(
        "Whether a fading momentum ever becomes zero.",
        "渐弱的动量会不会真的变成零。",
    )),
    Param::number("probability", t("Probability of a sighting", "每步出现的概率"), (1e-7, 0.1, 0.0), 1e-5)
        .log()
        .symbol("p")
        .help(t("In each step.", "每一步。")),
    Param::integer("chains", t("Weights", "权重个数"), (100, 20_000), 2_000)
        .log()
        .help(t("Simulated side by side.", "同时模拟多少个。")),
    Param::integer("steps", t("Steps", "步数"), (1_000, 1_000_000), 5_000).log().help(t(
        "Of training; a real model takes at most 100,000.",
        "训练步数；真实模型至多 10 万步。",
    )),
    Param::choice(
        "schedule",
        t("The learning rate", "学习率的变化"),
        Schedule::OPTIONS,
        const { Schedule::Falling.key() },
    )
    .help(t(
        "As in pre-training it usually falls; what is on its way to 1/λ stops where it is.",
        "预训练时学习率通常会降下来；正走向 1/λ 的权重就停在半路。",
    ))
    .advanced(),
    Param::choice("book", t("Text", "文本"), Book::OPTIONS, const { Book::Pride.key() })
        .help(t(
            "What the model learns from: 65,000 English words or 92,000 Chinese characters.",
            "模型从什么学：6.5 万个英文词，或 9.2 万个汉字。",
        ))
        .assets(BOOKS),
    Param::text(
        "text",
        t("Your text", "你的文字"),
        TextSpec { max_chars: 200_000, default: "", multiline: true },
    )
    .help(t(
        "At least 220 words; empty: the book above.",
        "至少 220 个词（汉字）；留空则用上面的书。",
    )),
    Param::integer("runs", t("Runs", "重复次数"), (1, 6), 3).help(t(
        "The same optimiser from other first numbers and on other batches: the band.",
        "同一优化器，换初值与批次，合成一条带。",
    )),
    Param::integer("vocab", t("Vocabulary", "词表大小"), (50, 1_000), 600).log().help(t(
        "The most frequent words; all others count as one.",
        "只留最常见的词，其余合为一个。",
    )),
    Param::integer("batch", t("Batch", "批大小"), (1, 256), 16).log().help(t(
        "Pairs of neighbouring words a step. A large batch leaves no word rare.",
        "每步多少对相邻的词。批足够大时，就没有低频词了。",
    )),
    Param::number("zipf", t("Zipf exponent instead of a text", "用 Zipf 律代替文字"), (0.0, 3.0, 0.1), 0.0)
        .help(t(
            "0: the text. Above: words drawn by rank to this power; the larger, the rarer the tail.",
            "0 表示用文字；大于 0 则按名次的幂律抽词，越大尾巴越稀。",
        ))
        .advanced(),
    Param::number("beta1", t("First β", "第一个 β"), (0.0, 0.999, 0.001), 0.965)
        .word("auto", t("as usual", "惯用值"), true)
        .symbol("β₁")
        .help(t("Tiger .965, Lion .9, Adam .9.", "Tiger 0.965，Lion 0.9，Adam 0.9。"))
        .advanced(),
    Param::number("beta2", t("Second β", "第二个 β"), (0.0, 0.9999, 0.0001), 0.999)
        .word("auto", t("as usual", "惯用值"), true)
        .symbol("β₂")
        .help(t("Lion .99, Adam .999.", "Lion 0.99，Adam 0.999。"))
        .advanced(),
    Param::seed(1),
];

/// Where to read it.
pub(super) const LINKS: &[Link] = &[
    Link {
        label: t("post 9736 (in Chinese)", "博文 9736"),
        url: "https://spaces.ac.cn/archives/9736",
    },
    Link {
        label: t("Tiger, post 9512 (in Chinese)", "Tiger，博文 9512"),
        url: "https://spaces.ac.cn/archives/9512",
    },
    Link {
        label: t("lazy optimiser, post 6869 (in Chinese)", "LazyOptimizer，博文 6869"),
        url: "https://spaces.ac.cn/archives/6869",
    },
    Link { label: t("Tiger, code", "Tiger 代码"), url: "https://github.com/bojone/tiger" },
    Link {
        label: t("Lion, arXiv 2302.06675", "Lion，arXiv 2302.06675"),
        url: "https://arxiv.org/abs/2302.06675",
    },
];

//! Params, read-outs and presets.

use figure::Role;

use crate::{Choice, DataSpec, Link, Param, Preset, Readout, TextSpec, Values, t};

fn weight(v: &Values) -> bool {
    v.choice("view") == "weight"
}

fn model(v: &Values) -> bool {
    v.choice("view") == "model"
}

fn law(v: &Values) -> bool {
    v.choice("view") == "law"
}

fn not_law(v: &Values) -> bool {
    !law(v)
}

fn not_model(v: &Values) -> bool {
    !model(v)
}

/// What the reader can set.
pub(super) const PARAMS: &[Param] = &[
    Param::choice(
        "optimizer",
        t("Optimiser", "优化器"),
        &[
            Choice::new("tiger", t("Tiger", "Tiger")),
            Choice::new("lion", t("Lion", "Lion")),
            Choice::new("signum", t("Signum (no decay)", "Signum（无衰减）")),
            Choice::new("adamw", t("AdamW", "AdamW")),
            Choice::new("sgdm", t("SGD with momentum", "带动量的 SGD")),
            Choice::new("lazy-tiger", t("Tiger, lazy for the embedding", "Tiger，Embedding 懒更新")),
            Choice::new("tied-tiger", t("Tiger, tied embedding", "Tiger，共享 Embedding")),
            Choice::new("hybrid", t("Tiger, AdamW for the embedding", "Tiger，Embedding 用 AdamW")),
        ],
        "tiger",
    )
    .help(t(
        "The last three are the remedies of the post.",
        "最后三种是原文的药方。",
    ))
    .when(not_law),
    Param::choice(
        "step_rule",
        t("Length of a step", "步长"),
        &[
            Choice::new("constant", t("constant η", "恒定 η")),
            Choice::new("rms", t("times the row's RMS", "乘以行的 RMS")),
        ],
        "constant",
    )
    .help(t(
        "The released Tiger multiplies a row's step by the root mean square of the row.",
        "发布的 Tiger 会把一行的步长乘以该行的均方根。",
    ))
    .when(not_law),
    Param::number("lr", t("Learning rate", "学习率"), (1e-5, 1.0, 0.0), 0.001)
        .log()
        .symbol("η")
        .help(t(
            "Length of a step; with RMS steps the factor of the row's RMS.",
            "一步的长度；用 RMS 步长时为行 RMS 的倍数。",
        )),
    Param::number("weight_decay", t("Weight decay", "权重衰减"), (0.0, 1.0, 0.001), 0.01)
        .symbol("λ")
        .help(t(
            "Pulls every weight back by ηλ of itself a step. 1/λ is where the pull balances a constant push.",
            "每步把权重拉回 ηλ 倍。拉力与恒定推力在 1/λ 处平衡。",
        )),
    Param::data(
        "sightings",
        t("When the token is seen", "词在何时出现"),
        DataSpec {
            min_columns: 1,
            max_columns: 1,
            min_rows: 1,
            max_rows: 12,
            range: (0.0, 1e6),
            constant: true,
            labels: false,
            default: &[5_000.0],
            example: "5000 90000",
        },
    )
    .help(t(
        "Steps at which the token occurs. Drag the rules, or type up to twelve numbers.",
        "词在哪些步出现。拖动竖线，或输入至多十二个数。",
    ))
    .when(weight),
    Param::choice(
        "gradient",
        t("Gradients", "梯度"),
        &[
            Choice::new("random", t("of random sign", "符号随机")),
            Choice::new("restoring", t("towards zero", "指向零")),
            Choice::new("biased", t("mostly positive", "多为正")),
        ],
        "random",
    )
    .help(t(
        "What a sighting brings.",
        "每次出现带来怎样的梯度。",
    ))
    .when(not_model),
    Param::choice(
        "format",
        t("Momentum is kept in", "动量的数值格式"),
        &[
            Choice::new("f32", t("f32", "f32")),
            Choice::new("f32-ftz", t("f32, tiny = 0", "f32，极小归零")),
            Choice::new("bf16", t("bf16", "bf16")),
            Choice::new("f16", t("f16", "f16")),
        ],
        "f32",
    )
    .help(t(
        "Whether a fading momentum ever becomes zero.",
        "渐弱的动量会不会真的变成零。",
    ))
    .when(not_law),
    Param::number("probability", t("Probability of a sighting", "每步出现的概率"), (1e-7, 0.1, 0.0), 5e-6)
        .log()
        .symbol("p")
        .help(t("In each step.", "每一步。"))
        .when(law),
    Param::integer("chains", t("Weights", "权重个数"), (100, 20_000), 2_000)
        .log()
        .help(t("Simulated side by side.", "同时模拟多少个。"))
        .when(law),
    Param::integer("steps", t("Steps", "步数"), (1_000, 1_000_000), 300_000)
        .log()
        .help(t(
            "Of training; a real model takes at most 100,000.",
            "训练步数；真的模型至多 10 万步。",
        ))
        .when(not_law),
    Param::text(
        "text",
        t("Your text", "你的文字"),
        TextSpec {
            max_chars: 200_000,
            default: "",
            multiline: true,
        },
    )
    .help(t(
        "At least 220 words; empty: the first chapters of Alice in Wonderland.",
        "至少 220 个词（汉字）；留空则用《爱丽丝漫游奇境》前三章。",
    ))
    .when(model),
    Param::integer("runs", t("Runs", "次数"), (1, 6), 3)
        .help(t(
            "The same optimiser from other first numbers and on other batches: the band.",
            "同一优化器，换初值与批次，合成带子。",
        ))
        .when(model),
    Param::integer("vocab", t("Vocabulary", "词表大小"), (50, 1_000), 400)
        .log()
        .help(t(
            "The most frequent words; all others count as one.",
            "只留最常见的词，其余合为一个。",
        ))
        .when(model),
    Param::integer("batch", t("Batch", "批大小"), (1, 256), 16)
        .log()
        .help(t(
            "Pairs of neighbouring words a step. A large batch leaves no word rare.",
            "每步多少对相邻的词。批很大时就没有罕见词了。",
        ))
        .when(model),
    Param::number("zipf", t("Zipf exponent instead of a text", "用 Zipf 律代替文字"), (0.0, 3.0, 0.1), 0.0)
        .help(t(
            "0: the text. Above: words drawn by rank to this power; the larger, the rarer the tail.",
            "0 表示用文字；大于 0 则按名次的幂律抽词，越大尾巴越稀。",
        ))
        .when(model)
        .advanced(),
    Param::number("beta1", t("First β", "第一个 β"), (0.0, 0.999, 0.001), 0.965)
        .word("auto", t("as usual", "惯用值"), true)
        .symbol("β₁")
        .help(t(
            "Tiger .965, Lion .9, Adam .9.",
            "Tiger .965，Lion .9，Adam .9。",
        ))
        .advanced(),
    Param::number("beta2", t("Second β", "第二个 β"), (0.0, 0.9999, 0.0001), 0.999)
        .word("auto", t("as usual", "惯用值"), true)
        .symbol("β₂")
        .help(t("Lion .99, Adam .999.", "Lion .99，Adam .999。"))
        .when(not_law)
        .advanced(),
    Param::seed(1),
];

const fn own(key: &'static str, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Model)
}

const fn theory(key: &'static str, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Theory)
}

/// What the simulation tells in numbers.
pub(super) const READOUTS: &[Readout] = &[
    own("theta", "the weight at the end", "最终的权重").digits(4),
    own("max_abs", "greatest |θ|", "最大 |θ|"),
    theory("fixed_point", "fixed point 1/λ", "不动点 1/λ").digits(4),
    theory("steps_to_half", "steps to half of it", "走到一半的步数"),
    theory("steps_to_90", "steps to 90 %", "走到 90% 的步数"),
    theory("steps_to_99", "steps to 99 %", "走到 99% 的步数"),
    own("sign_lifetime", "steps until the sign dies", "符号消失的步数").digits(4),
    own("rms", "root mean square of θ", "θ 的均方根"),
    theory("rms_theory", "by the law", "按规律"),
    own("fraction_saturated", "share beyond .9/λ", "超过 .9/λ 的比例"),
    own("loss", "held-out loss", "留出集损失").unit(t("nats", "nat")),
    Readout::new("loss_adamw", t("held-out loss, AdamW", "留出集损失，AdamW"))
        .unit(t("nats", "nat"))
        .role(Role::Baseline(0)),
    Readout::new("max_abs_adamw", t("greatest |θ|, AdamW", "最大 |θ|，AdamW"))
        .role(Role::Baseline(0)),
];

/// Settings worth trying.
pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "real",
        title: t("A real model", "真的模型"),
        look_for: t(
            "The loss looks normal. Rare rows of the embedding run to ±100.",
            "损失看着正常，Embedding 的罕见行却一路跑到 ±100。",
        ),
        set: &[("view", "model"), ("step_rule", "rms"), ("lr", "0.004"), ("steps", "5000")],
    },
    Preset {
        id: "lazy",
        title: t("Remedy: lazy", "药方：懒更新"),
        look_for: t(
            "Only rows whose word occurs are moved: the same loss, and no drift.",
            "只动出现了的行：损失一样，漂移没了。",
        ),
        set: &[
            ("view", "model"),
            ("optimizer", "lazy-tiger"),
            ("step_rule", "rms"),
            ("lr", "0.004"),
            ("steps", "5000"),
        ],
    },
    Preset {
        id: "tied",
        title: t("Remedy: tied", "药方：共享"),
        look_for: t(
            "With one matrix for input and output every row gets a gradient in every step.",
            "输入输出共用一个矩阵，每一行每一步都有梯度。",
        ),
        set: &[
            ("view", "model"),
            ("optimizer", "tied-tiger"),
            ("step_rule", "rms"),
            ("lr", "0.004"),
            ("steps", "5000"),
        ],
    },
    Preset {
        id: "hybrid",
        title: t("Remedy: Adam there", "药方：改用 Adam"),
        look_for: t(
            "Adam moves a finite distance after one sighting: the embedding stays small.",
            "一次出现之后，Adam 只走有限的距离：Embedding 一直很小。",
        ),
        set: &[
            ("view", "model"),
            ("optimizer", "hybrid"),
            ("step_rule", "rms"),
            ("lr", "0.004"),
            ("steps", "5000"),
        ],
    },
    Preset {
        id: "flush",
        title: t("Tiny becomes zero", "极小归零"),
        look_for: t(
            "If numbers below 2⁻¹²⁶ are flushed, the sign dies after 2,356 steps and the weight stops short.",
            "若小于 2⁻¹²⁶ 的数归零，符号在 2356 步后消失，权重半途停下。",
        ),
        set: &[("format", "f32-ftz"), ("lr", "0.01"), ("steps", "20000"), ("sightings", "2000")],
    },
    Preset {
        id: "law",
        title: t("How rare is rare?", "多稀才算稀？"),
        look_for: t(
            "Below p = 2ηλ the histogram is U-shaped: weights live at ±1/λ. Drag the point across the line.",
            "p < 2ηλ 时直方图呈 U 形：权重住在 ±1/λ。把点拖过那条线。",
        ),
        set: &[("view", "law")],
    },
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
    Link { label: t("Tiger, code", "Tiger 代码"), url: "https://github.com/bojone/tiger" },
    Link {
        label: t("Lion, arXiv 2302.06675", "Lion，arXiv 2302.06675"),
        url: "https://arxiv.org/abs/2302.06675",
    },
];

/// Keys of all read-outs.
pub(super) const ALL: &[&str] = &{
    let mut keys = [""; READOUTS.len()];
    let mut i = 0;
    while i < keys.len() {
        keys[i] = READOUTS[i].key;
        i += 1;
    }
    keys
};

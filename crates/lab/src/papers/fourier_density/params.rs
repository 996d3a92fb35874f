//! Params, read-outs and presets.

use figure::Role;

use crate::{Choice, DataSpec, Link, Param, Preset, Readout, Values, t};

fn fitting(v: &Values) -> bool {
    v.choice("view") != "who-wins"
}

fn sampled(v: &Values) -> bool {
    !matches!(v.choice("data"), "old-faithful" | "galaxies" | "own")
}

/// What the reader can set.
pub(super) const PARAMS: &[Param] = &[
    Param::choice(
        "data",
        t("Data", "数据"),
        &[
            Choice::new("old-faithful", t("Old Faithful eruptions", "老忠实泉喷发时长")),
            Choice::new("galaxies", t("galaxy velocities", "星系退行速度")),
            Choice::new("demo10", t("ten Gaussians (codex demo)", "十个高斯（codex 示例）")),
            Choice::new("grid", t("equal bumps on a grid", "等距等高的峰")),
            Choice::new("random", t("random bumps", "随机的峰")),
            Choice::new("sharp", t("one very sharp bump", "一个极尖的峰")),
            Choice::new("marron-wand", t("Marron–Wand claw", "Marron–Wand 爪形")),
            Choice::new("drawn", t("draw it yourself", "自己画")),
            Choice::new("own", t("your own numbers", "你自己的数")),
        ],
        "old-faithful",
    )
    .help(t(
        "What is fitted. Drop a file anywhere to bring your own.",
        "要拟合的数据。把文件拖到任意处即可换成你自己的。",
    )),
    Param::data("numbers", t("Your numbers", "你的数"), DataSpec::numbers(8, 1_000_000))
        .help(t("At least 8 numbers, not all equal.", "至少 8 个数，不能全部相等。"))
        .when(|v| v.choice("data") == "own"),
    Param::data(
        "drawn",
        t("Drawn density", "画出的密度"),
        DataSpec {
            min_columns: 1,
            max_columns: 1,
            min_rows: 2,
            max_rows: 65,
            range: (0.0, 10.0),
            constant: true,
            labels: false,
            default: &[
                0.0, 0.0, 0.0, 0.1, 0.4, 1.0, 1.6, 1.9, 1.6, 1.0, 0.5, 0.3, 0.3, 0.3, 0.3, 0.3,
                0.3, 0.3, 0.4, 0.7, 1.2, 0.9, 0.5, 0.3, 0.3, 0.8, 0.4, 0.1, 0.0, 0.0, 0.0, 0.0,
                0.0,
            ],
            example: "0 0.5 1 2 1 0",
        },
    )
    .help(t(
        "Draw on the first figure, or type heights from left to right.",
        "在第一张图上直接画，或从左到右输入高度。",
    ))
    .when(|v| v.choice("data") == "drawn"),
    Param::integer("modes", t("Number of bumps", "峰的个数"), (1, 40), 25)
        .help(t("How many bumps the density to be fitted has.", "待拟合密度的峰数。"))
        .when(|v| matches!(v.choice("data"), "grid" | "random")),
    Param::integer("terms", t("Terms of the series", "级数项数"), (1, 100), 14).symbol("N").help(
        t(
            "More terms, finer detail: at most N bumps, none higher than (N+1)/2.",
            "项数越多越精细：至多 N 个峰，峰高不超过 (N+1)/2。",
        ),
    ),
    Param::number("gamma", t("Smoothing", "平滑"), (0.0, 0.01, 0.0001), 0.0003)
        .symbol("γ")
        .help(t("Weight of the roughness γ∫|p′|² in the loss.", "损失中粗糙度 γ∫|p′|² 的权重。")),
    Param::toggle("nonnegative", t("Keep it non-negative", "保持非负"), true)
        .help(t(
            "Off: fits the coefficients c directly, and nothing keeps the density above zero.",
            "关掉后直接拟合系数 c，密度就可能变负。",
        ))
        .when(fitting),
    Param::integer("components", t("Gaussians in the mixture", "混合中的高斯数"), (1, 40), 3)
        .symbol("K")
        .help(t(
            "For both mixtures; a mixture has 3K − 1 free parameters.",
            "两种混合模型共用；自由参数 3K − 1 个。",
        ))
        .when(fitting),
    Param::number(
        "sigma0",
        t("First width of the mixture", "混合的初始宽度"),
        (0.005, 0.5, 0.0),
        0.1,
    )
    .log()
    .symbol("σ₀")
    .help(t(
        "In half periods. The mixture trained by Adam lives or dies by it.",
        "以半周期为单位。用 Adam 训练的混合，成败系于此。",
    )),
    Param::choice(
        "baseline",
        t("Compare with", "比较对象"),
        &[
            Choice::new("gmm-em", t("mixture (EM)", "混合（EM）")),
            Choice::new("gmm-adam", t("mixture (Adam)", "混合（Adam）")),
            Choice::new("dfp", t("deep factorised", "深度分解")),
            Choice::new("kde", t("kernel", "核估计")),
            Choice::new("histogram", t("histogram", "直方图")),
            Choice::new("all", t("all", "全部")),
            Choice::new("none", t("none", "不比较")),
        ],
        "gmm-em",
    )
    .help(t("Which other estimate is drawn; all are computed.", "画哪一种别的估计；其实全都会算。"))
    .when(fitting),
    Param::number("quantile", t("Cumulative probability", "累积概率"), (0.0, 1.0, 0.005), 0.35)
        .symbol("u")
        .help(t(
            "Sampling by inversion: a uniform u becomes Φ⁻¹(u).",
            "反函数采样：均匀的 u 变成 Φ⁻¹(u)。",
        ))
        .when(|v| v.choice("view") == "inside"),
    Param::choice(
        "support",
        t("Support", "支撑"),
        &[
            Choice::new("periodic", t("a period", "一个周期")),
            Choice::new("real-line", t("the real line", "整条实线")),
        ],
        "periodic",
    )
    .help(t(
        "The real line is wrapped onto the period by tanh; both tails then weigh the same.",
        "用 tanh 把实线卷到一个周期上；于是两端尾巴等重。",
    )),
    Param::integer("sample", t("Sample size", "样本量"), (20, 100_000), 1_000)
        .log()
        .word("fresh", t("fresh every step", "每步新采"), false)
        .help(t("How many draws of the known density are fitted.", "从已知密度采多少个数来拟合。"))
        .when(sampled),
    Param::integer("steps", t("Steps", "训练步数"), (50, 30_000), 1_500)
        .log()
        .help(t("Of gradient descent with Adam.", "Adam 梯度下降的步数。")),
    Param::integer("batch", t("Batch", "批大小"), (8, 1_024), 256)
        .log()
        .help(t("Samples a step.", "每步样本数。"))
        .advanced(),
    Param::number("lr", t("Learning rate", "学习率"), (0.0001, 0.1, 0.0), 0.005)
        .log()
        .symbol("η")
        .help(t("Of Adam.", "Adam 的学习率。"))
        .advanced(),
    Param::choice(
        "schedule",
        t("Schedule", "学习率曲线"),
        &[
            Choice::new("constant", t("constant", "恒定")),
            Choice::new("cosine", t("cosine to zero", "余弦降到零")),
        ],
        "cosine",
    )
    .help(t("Whether the learning rate decays to zero.", "学习率是否降到零。"))
    .advanced(),
    Param::number(
        "dfp_scale",
        t("First scale of the deep model", "深度模型的初始尺度"),
        (0.3, 20.0, 0.0),
        10.0,
    )
    .log()
    .help(t(
        "10 is the library's own; far too wide for data on [−1, 1].",
        "库的默认值是 10，对 [−1, 1] 上的数据太宽。",
    ))
    .advanced(),
    Param::seed(1),
];

const fn mine(key: &'static str, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Model)
}

const fn theirs(key: &'static str, i: u8, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Baseline(i))
}

/// What the simulation tells in numbers.
pub(super) const READOUTS: &[Readout] = &[
    mine("nll_heldout", "held-out loss", "留出集损失").unit(t("nats", "nat")).digits(4),
    mine("nll_train", "training loss", "训练集损失").unit(t("nats", "nat")).digits(4),
    mine("kl", "divergence from the truth", "与真实分布的散度").unit(t("nats", "nat")),
    mine("modes_found", "modes found", "找到的峰"),
    mine("mass", "total mass", "总质量").digits(6),
    mine("min_density", "least density", "最小密度"),
    mine("parameters", "parameters", "参数个数").digits(5),
    theirs("nll_heldout_gmm_em", 0, "held-out loss, mixture by EM", "留出集损失，EM 混合")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("nll_heldout_gmm_adam", 2, "held-out loss, mixture by Adam", "留出集损失，Adam 混合")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("nll_heldout_dfp", 1, "held-out loss, deep factorised", "留出集损失，深度分解")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("nll_heldout_kde", 3, "held-out loss, kernel", "留出集损失，核估计")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("nll_heldout_histogram", 4, "held-out loss, histogram", "留出集损失，直方图")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("kl_gmm_em", 0, "divergence, mixture by EM", "散度，EM 混合").unit(t("nats", "nat")),
    theirs("kl_gmm_adam", 2, "divergence, mixture by Adam", "散度，Adam 混合")
        .unit(t("nats", "nat")),
    theirs("kl_dfp", 1, "divergence, deep factorised", "散度，深度分解").unit(t("nats", "nat")),
    theirs("kl_kde", 3, "divergence, kernel", "散度，核估计").unit(t("nats", "nat")),
    theirs("kl_histogram", 4, "divergence, histogram", "散度，直方图").unit(t("nats", "nat")),
    theirs("modes_found_gmm_em", 0, "modes, mixture by EM", "峰数，EM 混合"),
    theirs("modes_found_gmm_adam", 2, "modes, mixture by Adam", "峰数，Adam 混合"),
    theirs("modes_found_dfp", 1, "modes, deep factorised", "峰数，深度分解"),
    theirs("modes_found_kde", 3, "modes, kernel", "峰数，核估计"),
    theirs("modes_found_histogram", 4, "modes, histogram", "峰数，直方图"),
];

/// Settings worth trying.
pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "many-modes",
        title: t("25 even bumps", "25 个等高的峰"),
        look_for: t(
            "The series finds all 25; a mixture of equally many numbers, trained by Adam, misses some.",
            "级数找齐 25 个峰；参数一样多的混合模型用 Adam 训练却会漏掉几个。",
        ),
        set: &[
            ("data", "grid"),
            ("sample", "fresh"),
            ("terms", "29"),
            ("components", "20"),
            ("baseline", "gmm-adam"),
            ("gamma", "0"),
            ("steps", "3000"),
            ("lr", "0.01"),
        ],
    },
    Preset {
        id: "sharp",
        title: t("One needle", "一根针"),
        look_for: t(
            "A needle of width .01 is too sharp for 14 terms: the series rings, the mixture does not.",
            "宽 .01 的针对 14 项来说太尖：级数会振荡，混合模型不会。",
        ),
        set: &[
            ("data", "sharp"),
            ("sample", "fresh"),
            ("components", "3"),
            ("baseline", "gmm-em"),
            ("steps", "2000"),
        ],
    },
    Preset {
        id: "negative",
        title: t("Without the trick", "去掉那一招"),
        look_for: t(
            "Fit the coefficients directly and the density dips below zero between the eruptions.",
            "直接拟合系数，密度会在两类喷发之间跌到零以下。",
        ),
        set: &[("nonnegative", "off"), ("baseline", "none")],
    },
    Preset {
        id: "no-smoothing",
        title: t("Too many terms", "项数过多"),
        look_for: t(
            "With 60 terms and no smoothing the training loss falls while the held-out loss climbs.",
            "60 项又不平滑：训练集损失在降，留出集损失却在升。",
        ),
        set: &[("data", "galaxies"), ("terms", "60"), ("gamma", "0"), ("baseline", "kde")],
    },
    Preset {
        id: "draw",
        title: t("Draw a density", "画一个密度"),
        look_for: t(
            "Draw over the first figure; the fit follows your line.",
            "在第一张图上画，拟合会跟着你的线走。",
        ),
        set: &[("data", "drawn"), ("terms", "20"), ("baseline", "none")],
    },
    Preset {
        id: "race",
        title: t("The race", "赛跑"),
        look_for: t(
            "Held-out quality against the number of parameters, over several seeds: who is lowest where?",
            "留出集上的好坏对参数个数，多个种子：在哪里谁最低？",
        ),
        set: &[("view", "who-wins"), ("data", "demo10"), ("sample", "fresh"), ("lr", "0.01")],
    },
];

/// Where to read it.
pub(super) const LINKS: &[Link] = &[
    Link {
        label: t("paper, arXiv 2402.15345", "论文 arXiv 2402.15345"),
        url: "https://arxiv.org/abs/2402.15345",
    },
    Link { label: t("post (in Chinese)", "博文"), url: "https://spaces.ac.cn/archives/10007" },
    Link {
        label: t("reference code, google/codex", "参考实现 google/codex"),
        url: "https://github.com/google/codex",
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

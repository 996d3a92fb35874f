//! Params, read-outs and presets.

use figure::Role;

use crate::{DataSpec, Link, Param, Preset, Readout, Values, choices, t};

choices! {
    /// How the scores of one query with all keys come about.
    pub(super) Scores {
        Normal = "normal", "independent normal", "独立正态";
        Cosine = "cosine", "cosines (QK-norm)", "余弦（QK-norm）";
        Correlated = "correlated", "correlated normal", "相关正态";
        Planted = "planted", "one planted key", "埋一个强键";
        Own = "own", "your own", "你自己的";
    }
}

choices! {
    /// Where along n a formula is fitted.
    pub(super) Grid {
        Linear = "linear", "even in n", "按 n 等距";
        Log = "log", "even in ln n", "按 ln n 等距";
    }
}

fn is(v: &Values, scores: Scores) -> bool {
    v.pick::<Scores>("scores") == scores
}

const fn matrix(example: &'static str) -> DataSpec {
    DataSpec {
        min_columns: 1,
        max_columns: 1_024,
        min_rows: 1,
        max_rows: 4_096,
        range: (-1e6, 1e6),
        constant: true,
        labels: false,
        default: &[],
        example,
    }
}

/// What the reader can set.
pub(super) const PARAMS: &[Param] = &[
    Param::choice("scores", t("Scores", "分数"), Scores::OPTIONS, Scores::Normal.key()).help(t(
        "How the scores of one query with all keys come about.",
        "一个查询与所有键的分数从哪里来。",
    )),
    Param::number("alpha", t("Scale", "缩放"), (0.05, 400.0, 0.0), 1.0).log().symbol("α").help(t(
        "What the scores are multiplied by before the softmax; 1 is the usual 1/√d.",
        "softmax 之前分数乘的系数；1 就是通常的 1/√d。",
    )),
    Param::integer("n", t("Number of keys", "键的个数"), (2, 20_000), 512)
        .log()
        .symbol("n")
        .help(t("How many scores there are.", "一共有多少个分数。")),
    Param::integer("d", t("Dimension", "维数"), (3, 1_024), 128)
        .log()
        .symbol("d")
        .help(t(
            "Of queries and keys: cosines concentrate like 1/√d.",
            "查询与键的维数：余弦按 1/√d 集中。",
        ))
        .when(|v| is(v, Scores::Cosine)),
    Param::number("rho", t("Correlation", "相关系数"), (0.0, 0.95, 0.01), 0.5)
        .symbol("ρ")
        .help(t(
            "Between every two scores. What all keys share, softmax does not see.",
            "任两个分数之间。所有键共有的部分，softmax 看不见。",
        ))
        .when(|v| is(v, Scores::Correlated)),
    Param::number("gap", t("Planted score", "强键的分数"), (0.0, 12.0, 0.1), 5.0)
        .help(t(
            "The score of the one key that matters, in standard deviations of the others.",
            "那个要紧的键的分数，以其余分数的标准差为单位。",
        ))
        .when(|v| is(v, Scores::Planted)),
    Param::data(
        "own",
        t("Your scores", "你的分数"),
        DataSpec { constant: false, ..DataSpec::numbers(2, 100_000) },
    )
    .help(t(
        "One row of q·k/√d, before the softmax. Not needed if you give q and k.",
        "softmax 之前的一行 q·k/√d。给了 q 和 k 就不需要它。",
    )),
    Param::data("queries", t("Your queries q", "你的查询 q"), matrix("[[0.1, -0.4], [1.2, 0.3]]"))
        .help(t(
            "One query a row, as CSV or as Python prints it. One that scores all keys alike is left out.",
            "一行一个查询，CSV 或 Python 打印的样子都行。对所有键打分相同的查询不计。",
        )),
    Param::data("keys", t("Your keys k", "你的键 k"), matrix("[[0.5, 0.2], [-0.7, 1.1]]")).help(t(
        "One key a row, with as many columns as the queries.",
        "一行一个键，列数与查询相同。",
    )),
    Param::integer("draws", t("Draws", "抽样次数"), (1, 1_000), 200).log().help(t(
        "Random sets of scores behind mean, median and band.",
        "均值、中位数与分位带背后有多少组随机分数。",
    )),
    Param::integer("fit_from", t("Fit from n", "拟合起点 n"), (2, 10_000), 40)
        .log()
        .help(t(
            "Least n of the range in which a formula is fitted to the optimum.",
            "用公式拟合最优值时的最小 n。",
        ))
        .advanced(),
    Param::integer("fit_to", t("Fit up to n", "拟合终点 n"), (4, 1_000_000), 20_000)
        .log()
        .help(t("Greatest n of that range.", "该范围的最大 n。"))
        .advanced(),
    Param::choice(
        "fit_grid",
        t("Grid of the fit", "拟合的网格"),
        Grid::OPTIONS,
        Grid::Linear.key(),
    )
    .help(t(
        "Even in n, as the post has it, nearly all points are large.",
        "像原文那样按 n 等距，几乎所有点都是大 n。",
    ))
    .advanced(),
    Param::seed(1),
];

/// What the simulation tells in numbers.
pub(super) const READOUTS: &[Readout] = &[
    Readout::new("alpha_star", t("best scale, mean field", "平均场最优缩放"))
        .role(Role::Theory)
        .digits(4),
    Readout::new("objective_star", t("gradient there, mean field", "该处的梯度，平均场"))
        .role(Role::Theory),
    Readout::new("own_star", t("best scale for your scores", "你的分数的最优缩放")).digits(4),
    Readout::new("own_objective", t("mean gradient there", "该处的平均梯度")),
    Readout::new("alpha_star_fit", t("best scale by the post's fit", "原文公式的最优缩放"))
        .role(Role::Baseline(0))
        .digits(4),
    Readout::new("fit_error", t("error of that fit", "该公式的误差"))
        .unit(t("%", "%"))
        .role(Role::Baseline(0)),
    Readout::new("objective", t("gradient at α, one draw", "α 处的梯度，单次抽样"))
        .role(Role::Data),
    Readout::new("objective_mean", t("gradient at α, mean", "α 处的梯度，均值")).role(Role::Model),
    Readout::new("objective_mean_se", t("its standard error", "其标准误"))
        .role(Role::Model)
        .digits(2),
    Readout::new("objective_median", t("gradient at α, median", "α 处的梯度，中位数"))
        .role(Role::Baseline(1)),
    Readout::new("plateau", t("the mean's limit for large α", "α 很大时均值的极限"))
        .role(Role::Model),
    Readout::new("entropy", t("entropy", "熵")).unit(t("nats", "nat")),
    Readout::new("effective_count", t("effective number of keys", "有效键数")),
    Readout::new("fit_coefficient", t("coefficient of your fit", "你的拟合系数"))
        .role(Role::Baseline(1))
        .digits(4),
    Readout::new("fit_worst", t("largest error of your fit", "你的拟合的最大误差"))
        .unit(t("%", "%"))
        .role(Role::Baseline(1)),
];

/// Settings worth trying.
pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "optimum",
        title: t("The post's optimum", "原文的最优"),
        look_for: t(
            "At the mean field's best scale the dashed curve peaks; the average over draws just goes on rising.",
            "在平均场的最优缩放处虚线到顶；多次抽样的均值却还在升。",
        ),
        set: &[("alpha", "2.03")],
    },
    Preset {
        id: "long",
        title: t("A long context", "长上下文"),
        look_for: t(
            "With 16,384 keys 1/√d lets two fifths of the gradient through that mean field's best scale does, and a quarter of the mean's limit.",
            "有 16384 个键时，1/√d 传过的梯度只有平均场最优处的五分之二，均值极限的四分之一。",
        ),
        set: &[("n", "16384")],
    },
    Preset {
        id: "plateau",
        title: t("Far to the right", "一直往右"),
        look_for: t(
            "At five times mean field's best scale the mean of real draws has not come down: it is about 1.6 times as high as there.",
            "缩放放大到平均场最优的五倍，真实抽样的均值并没有下来，反而是最优处的 1.6 倍左右。",
        ),
        set: &[("alpha", "10")],
    },
    Preset {
        id: "short",
        title: t("Sixteen keys", "十六个键"),
        look_for: t(
            "With sixteen keys the best scale is 1.19, and the post's formula is off by 17 %.",
            "只有十六个键时最优缩放是 1.19，原文公式差了 17%。",
        ),
        set: &[("view", "optimum"), ("n", "16")],
    },
    Preset {
        id: "qk-norm",
        title: t("Cosines", "余弦"),
        look_for: t(
            "By mean field, cosines with 512 keys want a scale of 24, not 1; √128 = 11.3 is what 1/√d would amount to.",
            "按平均场，512 个键的余弦需要 24 的缩放而不是 1；1/√d 相当于 √128 = 11.3。",
        ),
        set: &[("scores", "cosine"), ("alpha", "25")],
    },
    Preset {
        id: "planted",
        title: t("A key that matters", "一个要紧的键"),
        look_for: t(
            "With one strong key there is a true peak: beyond it the softmax has decided and nothing flows.",
            "有一个强键时峰是真的：再大，softmax 已经拿定主意，梯度流不动了。",
        ),
        set: &[("scores", "planted"), ("n", "128")],
    },
];

/// Where to read it.
pub(super) const LINKS: &[Link] = &[
    Link {
        label: t("post 9812 (in Chinese)", "博文 9812"),
        url: "https://spaces.ac.cn/archives/9812",
    },
    Link {
        label: t("post 8823, entropy invariance (in Chinese)", "博文 8823，熵不变性"),
        url: "https://spaces.ac.cn/archives/8823",
    },
    Link {
        label: t("SSMax, arXiv 2501.19399", "SSMax，arXiv 2501.19399"),
        url: "https://arxiv.org/abs/2501.19399",
    },
];

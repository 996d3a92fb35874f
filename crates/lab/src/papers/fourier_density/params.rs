//! What the reader can set.

use super::{baseline::Compare, source::Dataset};
use crate::{DataSpec, Param, Values, choices, t};

choices! {
    /// Where the density lives.
    pub(super) Support {
        Periodic = "periodic", "a period", "一个周期";
        RealLine = "real-line", "the real line", "整个实数轴";
    }
}

choices! {
    /// How the learning rate goes.
    pub(super) Schedule {
        Constant = "constant", "constant", "恒定";
        Cosine = "cosine", "cosine to zero", "余弦降到零";
    }
}

fn is(v: &Values, data: Dataset) -> bool {
    v.pick::<Dataset>("data") == data
}

fn bumpy(v: &Values) -> bool {
    is(v, Dataset::Grid) || is(v, Dataset::Random)
}

fn sampled(v: &Values) -> bool {
    !v.pick::<Dataset>("data").is_observed()
}

/// What the reader can set.
pub(super) const PARAMS: &[Param] = &[
    Param::choice("data", t("Data", "数据"), Dataset::OPTIONS, Dataset::OldFaithful.key()).help(t(
        "What is fitted. Drop a file anywhere to bring your own.",
        "要拟合的数据。把文件拖到任意处即可换成你自己的。",
    )),
    Param::data("numbers", t("Your numbers", "你的数"), DataSpec::numbers(8, 1_000_000))
        .help(t("At least 8 numbers, not all equal.", "至少 8 个数，不能全部相等。"))
        .when(|v| is(v, Dataset::Own)),
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
    .when(|v| is(v, Dataset::Drawn)),
    Param::integer("modes", t("Number of bumps", "峰的个数"), (1, 40), 25)
        .help(t("How many bumps the density to be fitted has.", "待拟合密度的峰数。"))
        .when(bumpy),
    Param::integer("terms", t("Terms of the series", "级数项数"), (1, 100), 14).symbol("N").help(
        t(
            "More terms, finer detail: at most N bumps, none higher than (N+1)/2.",
            "项数越多越精细：至多 N 个峰，峰高不超过 (N+1)/2。",
        ),
    ),
    Param::number("gamma", t("Smoothing", "平滑"), (0.0, 0.01, 0.0001), 0.0003)
        .symbol("γ")
        .help(t("Weight of the roughness γ∫|p′|² in the loss.", "损失中粗糙度 γ∫|p′|² 的权重。")),
    Param::toggle("nonnegative", t("Keep it non-negative", "保持非负"), true).help(t(
        "Off: the coefficients c are fitted directly, and nothing keeps the series above zero.",
        "关掉后直接拟合系数 c，密度就可能变负。",
    )),
    Param::integer("components", t("Gaussians in the mixture", "混合中的高斯数"), (1, 40), 3)
        .symbol("K")
        .help(t(
            "Of all mixtures; with free weights one has 3K − 1 parameters, with equal ones 2K.",
            "各混合模型共用；权重自由时有 3K − 1 个参数，等权时有 2K 个。",
        )),
    Param::number(
        "sigma0",
        t("First width of the mixture", "混合的初始宽度"),
        (0.005, 0.5, 0.0),
        0.1,
    )
    .log()
    .symbol("σ₀")
    .help(t(
        "In half periods, for mixtures trained by Adam: what they can still find depends on it.",
        "以半周期为单位，用于 Adam 训练的混合模型：能找到什么与它有关。",
    )),
    Param::choice("baseline", t("Compare with", "比较对象"), Compare::OPTIONS, Compare::Plain.key())
        .help(t(
            "Which other estimate is drawn; all are computed.",
            "画哪一种别的估计；其实全都会算。",
        )),
    Param::number("quantile", t("Cumulative probability", "累积概率"), (0.0, 1.0, 0.005), 0.35)
        .symbol("u")
        .help(t(
            "Sampling by inversion: a uniform u becomes Φ⁻¹(u).",
            "反函数采样：均匀的 u 变成 Φ⁻¹(u)。",
        )),
    Param::choice("support", t("Support", "支撑"), Support::OPTIONS, Support::Periodic.key()).help(
        t(
            "The real line is wrapped onto the period by tanh; both tails then weigh the same.",
            "用 tanh 把整个实数轴压到一个周期里；于是两端的尾巴一样重。",
        ),
    ),
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
        Schedule::OPTIONS,
        Schedule::Cosine.key(),
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
        "Started as in google/codex (by fan-in), whose default is 10: far too wide for data on [−1, 1].",
        "初始化同 google/codex（按 fan-in），其默认值 10 对 [−1, 1] 上的数据太宽。",
    ))
    .advanced(),
    Param::seed(1),
];

//! What the simulations tell in numbers.

use figure::Role;

use crate::{Readout, t};

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
    Readout::new("modes_truth", t("modes of the truth", "真实的峰数")).role(Role::Theory),
    mine("max_density", "greatest density", "最大密度"),
    mine("mass", "total mass", "总质量").digits(6),
    mine("min_density", "least density", "最小密度"),
    mine("parameters", "parameters", "参数个数").digits(5),
    theirs("min_density_plain", 0, "least value, plain series", "普通级数的最小值"),
    mine("least_eigenvalue", "least eigenvalue", "最小特征值"),
    theirs("nll_heldout_gmm_em", 1, "held-out loss, mixture by EM", "留出集损失，EM 混合")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("nll_heldout_gmm_adam", 2, "held-out loss, mixture by Adam", "留出集损失，Adam 混合")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs(
        "nll_heldout_gmm_equal",
        3,
        "held-out loss, mixture of equal weights",
        "留出集损失，等权混合",
    )
    .unit(t("nats", "nat"))
    .digits(4),
    theirs("nll_heldout_dfp", 4, "held-out loss, deep factorised", "留出集损失，深度分解")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("nll_heldout_kde", 0, "held-out loss, kernel", "留出集损失，核估计")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("nll_heldout_histogram", 3, "held-out loss, histogram", "留出集损失，直方图")
        .unit(t("nats", "nat"))
        .digits(4),
    theirs("kl_gmm_em", 1, "divergence, mixture by EM", "散度，EM 混合").unit(t("nats", "nat")),
    theirs("kl_gmm_adam", 2, "divergence, mixture by Adam", "散度，Adam 混合")
        .unit(t("nats", "nat")),
    theirs("kl_gmm_equal", 3, "divergence, mixture of equal weights", "散度，等权混合")
        .unit(t("nats", "nat")),
    theirs("kl_dfp", 4, "divergence, deep factorised", "散度，深度分解").unit(t("nats", "nat")),
    theirs("kl_kde", 0, "divergence, kernel", "散度，核估计").unit(t("nats", "nat")),
    theirs("kl_histogram", 3, "divergence, histogram", "散度，直方图").unit(t("nats", "nat")),
    theirs("modes_found_gmm_em", 1, "modes, mixture by EM", "峰数，EM 混合"),
    theirs("modes_found_gmm_adam", 2, "modes, mixture by Adam", "峰数，Adam 混合"),
    theirs("modes_found_gmm_equal", 3, "modes, mixture of equal weights", "峰数，等权混合"),
    theirs("modes_found_dfp", 4, "modes, deep factorised", "峰数，深度分解"),
    theirs("modes_found_kde", 0, "modes, kernel", "峰数，核估计"),
    theirs("modes_found_histogram", 3, "modes, histogram", "峰数，直方图"),
    theirs(
        "lead_gmm_em",
        1,
        "held-out loss above the series', mixture by EM",
        "比级数高出的留出集损失，EM 混合",
    )
    .unit(t("nats", "nat"))
    .digits(2),
    theirs(
        "lead_gmm_em_error",
        1,
        "its standard error over splits, mixture by EM",
        "其在各次划分间的标准误差，EM 混合",
    )
    .unit(t("nats", "nat"))
    .digits(1),
    theirs(
        "wins_gmm_em",
        1,
        "splits on which the series is better than the mixture by EM",
        "级数胜过EM 混合的划分数",
    ),
    theirs(
        "lead_kde",
        0,
        "held-out loss above the series', kernel",
        "比级数高出的留出集损失，核估计",
    )
    .unit(t("nats", "nat"))
    .digits(2),
    theirs(
        "lead_kde_error",
        0,
        "its standard error over splits, kernel",
        "其在各次划分间的标准误差，核估计",
    )
    .unit(t("nats", "nat"))
    .digits(1),
    theirs(
        "wins_kde",
        0,
        "splits on which the series is better than the kernel",
        "级数胜过核估计的划分数",
    ),
    theirs(
        "lead_rough",
        0,
        "held-out loss above the series', series without smoothing",
        "比级数高出的留出集损失，不平滑的级数",
    )
    .unit(t("nats", "nat"))
    .digits(2),
    theirs(
        "lead_rough_error",
        0,
        "its standard error over splits, series without smoothing",
        "其在各次划分间的标准误差，不平滑的级数",
    )
    .unit(t("nats", "nat"))
    .digits(1),
    theirs(
        "wins_rough",
        0,
        "splits on which the series is better than the series without smoothing",
        "级数胜过不平滑的级数的划分数",
    ),
    mine("best_terms", "terms of the least held-out loss", "留出集损失最小的项数"),
    Readout::new("splits", t("splits done", "完成的划分数")),
];

/// What the fit tells.
pub(super) const FIT: &[&str] = &[
    "nll_heldout",
    "nll_train",
    "kl",
    "modes_found",
    "modes_truth",
    "mass",
    "min_density",
    "max_density",
    "parameters",
    "min_density_plain",
    "nll_heldout_gmm_em",
    "kl_gmm_em",
    "modes_found_gmm_em",
    "nll_heldout_gmm_adam",
    "kl_gmm_adam",
    "modes_found_gmm_adam",
    "nll_heldout_gmm_equal",
    "kl_gmm_equal",
    "modes_found_gmm_equal",
    "nll_heldout_dfp",
    "kl_dfp",
    "modes_found_dfp",
    "nll_heldout_kde",
    "kl_kde",
    "modes_found_kde",
    "nll_heldout_histogram",
    "kl_histogram",
    "modes_found_histogram",
];

/// What is told from inside.
pub(super) const INSIDE: &[&str] = &[
    "nll_heldout",
    "nll_train",
    "kl",
    "modes_found",
    "modes_truth",
    "mass",
    "min_density",
    "max_density",
    "parameters",
    "least_eigenvalue",
];

/// What the splits tell.
pub(super) const SPLITS: &[&str] = &[
    "best_terms",
    "splits",
    "lead_gmm_em",
    "lead_gmm_em_error",
    "wins_gmm_em",
    "lead_kde",
    "lead_kde_error",
    "wins_kde",
    "lead_rough",
    "lead_rough_error",
    "wins_rough",
];

/// What the race tells.
pub(super) const RACE: &[&str] = &[
    "kl",
    "nll_heldout",
    "modes_found",
    "kl_gmm_em",
    "nll_heldout_gmm_em",
    "modes_found_gmm_em",
    "kl_gmm_adam",
    "nll_heldout_gmm_adam",
    "modes_found_gmm_adam",
    "kl_gmm_equal",
    "nll_heldout_gmm_equal",
    "modes_found_gmm_equal",
    "kl_dfp",
    "nll_heldout_dfp",
    "modes_found_dfp",
];

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

/// What the fit tells: all of them.
pub(super) const FIT: &[&str] = &{
    let mut keys = [""; READOUTS.len()];
    let mut i = 0;
    while i < keys.len() {
        keys[i] = READOUTS[i].key;
        i += 1;
    }
    keys
};

/// What the race tells.
pub(super) const RACE: &[&str] = &[
    "nll_heldout",
    "kl",
    "nll_heldout_gmm_em",
    "kl_gmm_em",
    "nll_heldout_gmm_adam",
    "kl_gmm_adam",
    "nll_heldout_dfp",
    "kl_dfp",
];

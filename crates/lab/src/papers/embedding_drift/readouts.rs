//! What the simulations tell in numbers.

use figure::Role;

use crate::{Readout, t};

const fn own(key: &'static str, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Model)
}

const fn theory(key: &'static str, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Theory)
}

const fn adam(key: &'static str, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Baseline(0))
}

pub(super) const READOUTS: &[Readout] = &[
    own("theta", "the weight at the end", "最终的权重").digits(4),
    own("max_abs", "greatest |θ| of the embedding", "Embedding 的最大 |θ|").digits(4),
    own("highest", "its greatest weight", "其中最大的权重").digits(4),
    own("lowest", "its least weight", "其中最小的权重").digits(4),
    own("max_abs_output", "greatest weight elsewhere", "其他权重的最大绝对值"),
    theory("fixed_point", "fixed point 1/λ", "不动点 1/λ").digits(4),
    theory("steps_to_half", "steps to half of it", "走到一半的步数"),
    theory("steps_to_90", "steps to 90 %", "走到 90% 的步数"),
    theory("steps_to_99", "steps to 99 %", "走到 99% 的步数"),
    own("sign_lifetime", "steps until the sign dies", "符号消失的步数").digits(4),
    own("rms", "root mean square of θ", "θ 的均方根"),
    theory("rms_theory", "by the law", "按规律"),
    own("fraction_saturated", "share of weights beyond .9/λ", "超过 0.9/λ 的权重比例"),
    Readout::new(
        "crowding",
        t("sightings while the momentum remembers, p/(1−β)", "动量记忆期内出现几次，p/(1−β)"),
    ),
    own("loss", "held-out loss", "留出集损失").unit(t("nats", "nat")),
    Readout::new("loss_unigram", t("loss by frequencies alone", "只看词频的损失"))
        .unit(t("nats", "nat"))
        .role(Role::Note),
    adam("loss_adamw", "held-out loss, AdamW", "留出集损失，AdamW").unit(t("nats", "nat")),
    adam("max_abs_adamw", "greatest |θ|, AdamW", "最大 |θ|，AdamW"),
];

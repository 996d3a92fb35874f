//! Settings worth trying, and where to read about it.

use crate::{Link, Preset, t};

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

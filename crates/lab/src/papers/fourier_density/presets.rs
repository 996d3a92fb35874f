//! Settings worth trying, and where to read about it.

use crate::{Link, Preset, t};

/// Settings worth trying.
pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "negative",
        title: t("Without the trick", "去掉那一招"),
        look_for: t(
            "The plain series digs below zero wherever there are no data: it is not a density.",
            "普通级数在没有数据的地方往零以下挖：它不是密度。",
        ),
        set: &[("terms", "6"), ("gamma", "0")],
    },
    Preset {
        id: "eigenvalues",
        title: t("The matrix knows", "矩阵知道"),
        look_for: t(
            "Without the trick the Toeplitz matrix has negative eigenvalues; switch it on and they are gone.",
            "去掉那一招，Toeplitz 矩阵就有负特征值；打开它，负特征值就没了。",
        ),
        set: &[("view", "inside"), ("nonnegative", "off")],
    },
    Preset {
        id: "how-many",
        title: t("Which split?", "哪次划分？"),
        look_for: t(
            "Over 20 splits neither the series nor the mixture is the better one.",
            "20 次划分下来，级数与混合难分高下。",
        ),
        set: &[("view", "splits")],
    },
    Preset {
        id: "no-smoothing",
        title: t("Too many terms", "项数过多"),
        look_for: t(
            "From about 11 terms on the loss on unseen galaxies climbs, faster without smoothing.",
            "约 11 项以后，没见过的星系上的损失开始上升；不平滑时升得更快。",
        ),
        set: &[("view", "splits"), ("data", "galaxies"), ("terms", "60")],
    },
    Preset {
        id: "many-modes",
        title: t("25 even bumps", "25 个等高的峰"),
        look_for: t(
            "The series finds all 25; a mixture of equally many numbers, started wide and trained by Adam, finds half.",
            "级数找齐 25 个峰；数一样多的混合模型，初始较宽、用 Adam 训练，只找到一半。",
        ),
        set: &[
            ("data", "grid"),
            ("sample", "fresh"),
            ("terms", "29"),
            ("components", "30"),
            ("baseline", "gmm-equal"),
            ("gamma", "0"),
            ("steps", "3000"),
            ("lr", "0.01"),
        ],
    },
    Preset {
        id: "sharp",
        title: t("One needle", "一根针"),
        look_for: t(
            "A needle of width 0.01 is too sharp for 14 terms: the series stays low and rings, the mixture of three is on it.",
            "宽 0.01 的针对 14 项来说太尖：级数够不着顶，还会振荡；三个分量的混合正好吻合。",
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
            "Quality against how many numbers are stored, over 20 seeds: who is lowest where, and whose band is wide?",
            "好坏对存储的数的个数，20 个种子：在哪里谁最低，谁的分位带宽？",
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

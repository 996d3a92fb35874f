//! Settings worth trying, and where to read of them.

use crate::{Link, Preset, t};

/// Settings worth trying.
pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "islands",
        title: t("25 islands", "25 个小岛"),
        look_for: t(
            "Islands go under one by one; those that are left shrink to dots, which precision cannot see.",
            "小岛一个个沉没；剩下的缩成了点，而精确率看不出来。",
        ),
        set: &[
            ("world", "grid25"),
            ("n_synthetic", "500"),
            ("n_initial", "500"),
            ("lambda", "0.9"),
            ("generations", "40"),
            ("runs", "4"),
        ],
    },
    Preset {
        id: "mad",
        title: t("Going MAD", "自噬（MAD）"),
        look_for: t(
            "Twenty samples a generation: the typical universe shrinks to nothing. In theory the average variance stays 1; three hundred universes do not contain the few that would hold it up.",
            "每代二十个样本：典型的宇宙缩到没有。理论上方差的平均一直是 1，可三百个宇宙里恰恰缺了撑起它的那极少数。",
        ),
        set: &[("n_synthetic", "20"), ("n_initial", "20"), ("generations", "200")],
    },
    Preset {
        id: "biased",
        title: t("Only the best samples", "只取精华"),
        look_for: t(
            "With λ = 0.9 everything collapses fast, but the wandering of the mean stops.",
            "λ = 0.9 时一切很快坍缩，但均值不再游荡。",
        ),
        set: &[("lambda", "0.9"), ("generations", "60")],
    },
    Preset {
        id: "fresh",
        title: t("Fresh data", "新鲜数据"),
        look_for: t(
            "A tenth of fresh real data, and the bands stand still.",
            "只要一成新鲜的真实数据，分位带就站住了。",
        ),
        set: &[("loop", "fresh"), ("n_real", "100"), ("n_synthetic", "900")],
    },
    Preset {
        id: "map",
        title: t("How much is enough?", "多少才够？"),
        look_for: t(
            "With bias the line where synthetic data begin to harm flattens. Drag the point across it.",
            "有偏差时，合成数据开始有害的那条线会变平。把点拖过去看看。",
        ),
        set: &[
            ("view", "map"),
            ("loop", "fresh"),
            ("lambda", "0.8"),
            ("n_real", "1000"),
            ("n_synthetic", "1000"),
        ],
    },
    Preset {
        id: "fixed",
        title: t("The same data again", "反复用同一批"),
        look_for: t(
            "One real set, shown to every generation: the variance settles a little below 1, and stays there.",
            "每一代都看同一批真实数据：方差停在略低于 1 处，不再下降。",
        ),
        set: &[("loop", "augmentation"), ("lambda", "0.9")],
    },
    Preset {
        id: "accumulate",
        title: t("Never throw away", "从不丢弃"),
        look_for: t(
            "If all data are kept, the mean's variance stops below π²/6 times a single fit's.",
            "只要保留全部数据，均值的方差就停在单次拟合的 π²/6 倍以下。",
        ),
        set: &[("loop", "accumulate"), ("generations", "300")],
    },
    Preset {
        id: "words",
        title: t("Words die", "词会死"),
        look_for: t(
            "Rare words go first; diversity follows the formula of population genetics.",
            "低频词先走；多样性照着群体遗传学的公式下降。",
        ),
        set: &[
            ("world", "zipf"),
            ("n_synthetic", "500"),
            ("n_initial", "500"),
            ("generations", "300"),
            ("runs", "50"),
        ],
    },
];

/// Where to read it.
pub(super) const LINKS: &[Link] = &[
    Link {
        label: t("post 9687 (in Chinese)", "博文 9687"),
        url: "https://spaces.ac.cn/archives/9687",
    },
    Link {
        label: t("MAD, arXiv 2307.01850", "MAD，arXiv 2307.01850"),
        url: "https://arxiv.org/abs/2307.01850",
    },
    Link {
        label: t("accumulation, arXiv 2404.01413", "累积，arXiv 2404.01413"),
        url: "https://arxiv.org/abs/2404.01413",
    },
    Link {
        label: t("golden weight, arXiv 2502.18049", "黄金权重，arXiv 2502.18049"),
        url: "https://arxiv.org/abs/2502.18049",
    },
];

//! Params, read-outs and presets.

use figure::Role;

use crate::{Choice, DataSpec, Link, Param, Preset, Readout, Values, t};

fn gaussian(v: &Values) -> bool {
    v.choice("world") == "gaussian"
}

fn plane(v: &Values) -> bool {
    matches!(v.choice("world"), "grid25" | "ring" | "own")
}

fn uses_real(v: &Values) -> bool {
    matches!(v.choice("loop"), "augmentation" | "fresh")
}

/// What the reader can set.
pub(super) const PARAMS: &[Param] = &[
    Param::choice(
        "loop",
        t("Each generation learns from", "每一代学自"),
        &[
            Choice::new("synthetic", t("the last one only", "仅上一代")),
            Choice::new("augmentation", t("one fixed real set too", "外加固定真数据")),
            Choice::new("fresh", t("fresh real data too", "外加新鲜真数据")),
            Choice::new("accumulate", t("all data ever made", "历来全部数据")),
        ],
        "synthetic",
    )
    .help(t(
        "Which data each generation is trained on, from scratch.",
        "每一代从头训练时用哪些数据。",
    )),
    Param::choice(
        "world",
        t("World", "世界"),
        &[
            Choice::new("gaussian", t("a Gaussian", "高斯")),
            Choice::new("grid25", t("25 islands", "25 个小岛")),
            Choice::new("ring", t("a ring of eight", "八峰圆环")),
            Choice::new("zipf", t("words", "词")),
            Choice::new("own", t("your own points", "你自己的点")),
        ],
        "gaussian",
    )
    .help(t(
        "What the first generation sees of reality.",
        "第一代所见的真实。",
    )),
    Param::data(
        "own",
        t("Your points", "你的点"),
        DataSpec {
            min_columns: 2,
            max_columns: 2,
            min_rows: 10,
            max_rows: 20_000,
            range: (-1e9, 1e9),
            constant: false,
            labels: false,
            default: &[
                -1.0, 0.0, -0.9, 0.4, -0.7, 0.7, -0.4, 0.9, 0.0, 1.0, 0.4, 0.9, 0.7, 0.7, 0.9, 0.4,
                1.0, 0.0, 0.0, -0.4, 0.3, -0.6, 0.6, -0.8, -0.3, -0.6, -0.6, -0.8,
            ],
            example: "0.1, 0.2\n0.4, 0.3",
        },
    )
    .help(t(
        "Click on the first figure to add points, paste two columns, or drop a file.",
        "在第一张图上点击加点，或贴入两列数，或拖入文件。",
    ))
    .when(|v| v.choice("world") == "own"),
    Param::choice(
        "generator",
        t("Generator", "生成器"),
        &[
            Choice::new("gaussian", t("one Gaussian", "单高斯")),
            Choice::new("gmm", t("mixture", "混合")),
            Choice::new("kde", t("kernels", "核")),
            Choice::new("fourier", t("Fourier", "傅里叶")),
        ],
        "gmm",
    )
    .help(t(
        "The model that is trained anew each generation. Fourier is the first exhibit's, one coordinate at a time.",
        "每一代重新训练的模型。“傅里叶”就是第一个展品，两个坐标各自一个。",
    ))
    .when(plane),
    Param::number("lambda", t("Sampling bias", "采样偏向"), (0.1, 1.0, 0.01), 1.0)
        .symbol("λ")
        .help(t(
            "Samples are drawn with λ times the variance: quality bought with diversity. 1 is none.",
            "采样时方差乘以 λ：用多样性换质量。1 表示没有偏向。",
        )),
    Param::integer("n_synthetic", t("Synthetic samples", "合成样本数"), (2, 100_000), 100)
        .log()
        .symbol("nₛ")
        .help(t(
            "Drawn from the last generation, each time.",
            "每次从上一代采多少个。",
        )),
    Param::integer("n_real", t("Real samples", "真实样本数"), (2, 100_000), 100)
        .log()
        .symbol("nᵣ")
        .help(t(
            "Added to the synthetic ones each time.",
            "每次加进多少个真实样本。",
        ))
        .when(uses_real),
    Param::integer("n_initial", t("First real samples", "最初的真实样本数"), (2, 100_000), 100)
        .log()
        .symbol("n₁")
        .help(t(
            "What the first generation learns from.",
            "第一代学自多少个真实样本。",
        )),
    Param::integer("dim", t("Dimension", "维数"), (1, 100), 1)
        .log()
        .symbol("d")
        .help(t("Of the Gaussian.", "高斯的维数。"))
        .when(gaussian),
    Param::integer("generations", t("Generations", "代数"), (2, 1_000), 100)
        .log()
        .symbol("T")
        .help(t("How long it goes on.", "进行多少代。")),
    Param::integer("runs", t("Runs", "次数"), (1, 1_000), 300)
        .log()
        .help(t(
            "Universes side by side, behind the bands. At most 8 in a plane, 50 of words.",
            "同时进行的“宇宙”数，带子由它们而来。平面上至多 8 个，词至多 50 个。",
        )),
    Param::seed(1),
];

const fn model(key: &'static str, en: &'static str, zh: &'static str) -> Readout {
    Readout::new(key, t(en, zh)).role(Role::Model)
}

/// What the simulation tells in numbers.
pub(super) const READOUTS: &[Readout] = &[
    model("variance_median", "variance, typical run (median)", "方差，典型的一次（中位数）"),
    Readout::new("variance_mean", t("variance, mean over runs", "方差，各次平均"))
        .role(Role::Baseline(0)),
    model("drift_variance", "variance of the mean", "均值的方差"),
    model("drift_median_abs", "typical drift of the mean", "均值的典型漂移"),
    model("w2_mean", "distance W₂² to the truth", "与真实的距离 W₂²"),
    Readout::new("effective_ratio", t("worth in real samples, nₑ/nᵣ", "相当于多少真实样本 nₑ/nᵣ"))
        .role(Role::Handle),
    model("modes_alive", "islands alive", "活着的小岛"),
    model("precision", "precision", "精确率"),
    Readout::new("recall", t("recall", "召回率")).role(Role::Baseline(0)),
    model("diversity", "diversity 1 − Σp²", "多样性 1 − Σp²"),
    model("words_alive", "words alive", "活着的词").digits(4),
];

/// Settings worth trying.
pub(super) const PRESETS: &[Preset] = &[
    Preset {
        id: "mad",
        title: t("Going MAD", "发疯"),
        look_for: t(
            "Twenty samples a generation: the typical universe shrinks to nothing while the mean variance stays near 1.",
            "每代二十个样本：典型的宇宙缩到没有，而方差的平均仍在 1 附近。",
        ),
        set: &[("n_synthetic", "20"), ("n_initial", "20"), ("generations", "200")],
    },
    Preset {
        id: "biased",
        title: t("Only the best samples", "只取精华"),
        look_for: t(
            "With λ = .9 everything collapses fast, but the wandering of the mean stops.",
            "λ = .9 时一切很快坍缩，但均值不再游荡。",
        ),
        set: &[("lambda", "0.9"), ("generations", "60")],
    },
    Preset {
        id: "fresh",
        title: t("Fresh data", "新鲜数据"),
        look_for: t(
            "A tenth of fresh real data, and the bands stand still. Drag the point on the map.",
            "只要一成新鲜的真实数据，带子就站住了。拖动图上的点。",
        ),
        set: &[("loop", "fresh"), ("n_real", "100"), ("n_synthetic", "900")],
    },
    Preset {
        id: "accumulate",
        title: t("Never throw away", "从不丢弃"),
        look_for: t(
            "If all data are kept, the variance of the mean stops at π²/6 of one sample's.",
            "只要保留全部数据，均值的方差就停在单次的 π²/6 倍。",
        ),
        set: &[("loop", "accumulate"), ("generations", "300")],
    },
    Preset {
        id: "islands",
        title: t("25 islands", "25 个小岛"),
        look_for: t(
            "Islands go under one by one, while what is made looks as real as ever.",
            "小岛一个个沉没，而造出来的点依旧像真的。",
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
        id: "words",
        title: t("Words die", "词会死"),
        look_for: t(
            "Rare words go first; diversity follows the formula of population genetics.",
            "罕见的词先走；多样性照着群体遗传学的公式下降。",
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
        label: t("paper, arXiv 2307.01850", "论文 arXiv 2307.01850"),
        url: "https://arxiv.org/abs/2307.01850",
    },
    Link {
        label: t("accumulation, arXiv 2404.01413", "累积，arXiv 2404.01413"),
        url: "https://arxiv.org/abs/2404.01413",
    },
    Link {
        label: t("post 9687 (in Chinese)", "博文 9687"),
        url: "https://spaces.ac.cn/archives/9687",
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

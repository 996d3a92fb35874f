//! Params and read-outs.

use figure::Role;

use crate::{DataSpec, Param, Readout, Values, choices, t};

choices! {
    /// Which data a generation learns from (arXiv 2307.01850, §2; accumulation: arXiv 2404.01413).
    pub Loop {
        Synthetic = "synthetic", "the last one only", "仅上一代";
        Augmentation = "augmentation", "one fixed real set too", "外加固定真数据";
        Fresh = "fresh", "fresh real data too", "外加新鲜真数据";
        Accumulate = "accumulate", "all data ever made", "历来全部数据";
    }
}

choices! {
    /// What the first generation sees of reality. The plane shows points; the first and the fourth world
    /// belong to other views.
    pub(super) World {
        Gaussian = "gaussian", "the usual: 25 islands", "默认：25 个小岛";
        Grid25 = "grid25", "25 islands", "25 个小岛";
        Ring = "ring", "a ring of eight", "八峰圆环";
        Zipf = "zipf", "words", "词";
        Own = "own", "your own points", "你自己的点";
    }
}

choices! {
    /// The model that is trained anew each generation.
    pub Family {
        Gaussian = "gaussian", "one Gaussian", "单高斯";
        Mixture = "gmm", "mixture", "混合";
        Kernel = "kde", "kernels", "核";
        Fourier = "fourier", "Fourier", "傅里叶";
    }
}

fn uses_real(v: &Values) -> bool {
    matches!(v.pick::<Loop>("loop"), Loop::Augmentation | Loop::Fresh)
}

/// What the reader can set.
pub(super) const PARAMS: &[Param] = &[
    Param::choice(
        "loop",
        t("Each generation learns from", "每一代学自"),
        Loop::OPTIONS,
        Loop::Synthetic.key(),
    )
    .help(t(
        "Which data each generation is trained on, from scratch.",
        "每一代从头训练时用哪些数据。",
    )),
    Param::choice("world", t("World", "世界"), World::OPTIONS, World::Gaussian.key()).help(t(
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
    .when(|v| v.pick::<World>("world") == World::Own),
    Param::choice("generator", t("Generator", "生成器"), Family::OPTIONS, Family::Mixture.key())
        .help(t(
            "The model that is trained anew each generation. Fourier is the first exhibit's, one coordinate at a time.",
            "每一代重新训练的模型。“傅里叶”就是第一个展品，两个坐标各自一个。",
        )),
    Param::number("lambda", t("Sampling bias", "采样偏差"), (0.1, 1.0, 0.01), 1.0)
        .symbol("λ")
        .help(t(
            "Samples are drawn with λ times the variance: quality bought with diversity. 1 is none.",
            "采样时方差乘以 λ：用多样性换质量。1 表示没有偏差。",
        )),
    Param::integer("n_synthetic", t("Synthetic samples", "合成样本数"), (2, 100_000), 100)
        .log()
        .symbol("nₛ")
        .help(t("Drawn from the last generation, each time.", "每次从上一代采多少个。")),
    Param::integer("n_real", t("Real samples", "真实样本数"), (2, 100_000), 100)
        .log()
        .symbol("nᵣ")
        .help(t("Added to the synthetic ones each time.", "每次加进多少个真实样本。"))
        .when(uses_real),
    Param::integer("n_initial", t("First real samples", "最初的真实样本数"), (2, 100_000), 100)
        .log()
        .symbol("n₁")
        .help(t("What the first generation learns from.", "第一代学自多少个真实样本。")),
    Param::integer("dim", t("Dimension", "维数"), (1, 100), 1)
        .log()
        .symbol("d")
        .help(t("Of the Gaussian.", "高斯的维数。")),
    Param::integer("generations", t("Generations", "代数"), (2, 1_000), 100)
        .log()
        .symbol("T")
        .help(t("How long it goes on.", "进行多少代。")),
    Param::integer("runs", t("Runs", "重复次数"), (1, 1_000), 300).log().help(t(
        "Universes side by side, behind the bands. At most 8 in a plane, 50 of words, 30 in a hundred dimensions.",
        "同时进行的“宇宙”数，分位带由它们而来。平面上至多 8 个，词至多 50 个，一百维至多 30 个。",
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
    model("spread", "spread within them, 1 is real", "岛内宽度，真实为 1").digits(2),
    model("precision", "precision", "精确率"),
    Readout::new("recall", t("recall", "召回率")).role(Role::Baseline(0)),
    model("diversity", "diversity 1 − Σp²", "多样性 1 − Σp²"),
    model("words_alive", "words alive", "活着的词").digits(4),
];

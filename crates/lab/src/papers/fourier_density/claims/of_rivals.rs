//! What is said of it beside other estimates of a density.

use super::{
    CODEX, POST,
    contests::{
        adam_behind_em, beats_deep, beats_mixture, better_than_em, better_than_kernel, deep_peak,
        demo_loss, demo_modes, smoothing, stuck_starts,
    },
};
use crate::{Claim, Verdict, t};

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "codex-demo",
        t(
            "On the demo's ten Gaussians, 14 frequencies reach a loss of −0.410 nats after 30,000 steps of Adam.",
            "在示例的十个高斯上，14 个频率经 30,000 步 Adam 训练，损失达到 −0.410 nat。",
        ),
    )
    .says(CODEX, t("google/codex, density estimation demo, printed result", "google/codex 密度估计示例的输出"))
    .near(
        -0.410,
        0.036,
        t(
            "2 standard errors of the demo's own number: it is a mean over 1,024 validation samples of deviation 0.58",
            "示例自身数值的 2 倍标准误差：它是 1,024 个验证样本的均值，标准差 0.58",
        ),
    )
    .at(DEMO)
    .over(&[("seed", &["1", "2", "3"])])
    .by(demo_loss),
    Claim::new(
        "codex-modes",
        t(
            "They capture the three modes, with one parameter fewer than the ten Gaussians have.",
            "它们抓住了三个峰，而参数比十个高斯还少一个。",
        ),
    )
    .says(CODEX, t("google/codex, density estimation demo, last sentence", "google/codex 密度估计示例末句"))
    .near(3.0, 0.0, t("a count", "整数"))
    .at(DEMO)
    .over(&[("seed", &["1", "2", "3"])])
    .by(demo_modes),
    Claim::new(
        "beats-mixture",
        t(
            "At equally many parameters it does better than a Gaussian mixture trained the same way, in divergence and in modes.",
            "参数量相同、训练方式相同时，它在 KL 散度和峰数两方面都优于高斯混合模型。",
        ),
    )
    .says(
        POST,
        t(
            "post 10007, “Further thoughts”; the mixture of equal weights as in “Existing methods”",
            "博文 10007，“延伸思考”；混合模型取“已有方法”中的等权形式",
        ),
    )
    .at_least(0.001, BETTER)
    .fair(t(
        "In divergence it is nearer at most of these settings, by far on 25 even bumps; not there once the mixture starts narrow, nor on a needle once it starts wide. In modes it wins only on the even bumps: elsewhere its own ripples count.",
        "就散度而言，多数设定下它更近，在 25 个等高的峰上优势极大；但在那里只要混合初始够窄，或在尖针上混合初始较宽，就不再更近。就峰数而言，它只在等高的峰上取胜：在别处，它自己的振荡也被算成了峰。",
    ))
    .at(CONTEST)
    .over(&[
        ("data", &["grid", "demo10", "sharp"]),
        ("sigma0", &["0.1", "0.02"]),
    ])
    .stands(Verdict::HoldsInPart)
    .by(beats_mixture),
    Claim::new(
        "beats-em",
        t(
            "It predicts data not seen better than a Gaussian mixture, also one fitted by EM.",
            "对没见过的数据，它也比 EM 拟合的高斯混合预测得更好。",
        ),
    )
    .says(POST, t("post 10007, “Further thoughts”, read for EM", "博文 10007，“延伸思考”，推及 EM"))
    .at_least(0.001, BETTER)
    .fair(t(
        "The post compares with mixtures trained by gradients. With EM from several starts it depends on the data.",
        "博文比较的是用梯度训练的混合模型。换成多个起点的 EM，就要看数据了。",
    ))
    .at(&[("view", "splits"), ("sample", "200")])
    .over(&[("data", &["old-faithful", "galaxies", "demo10", "sharp"])])
    .stands(Verdict::HoldsInPart)
    .by(better_than_em),
    Claim::new(
        "gradients-fail-mixtures",
        t(
            "Gradient-based optimisers do not suit a Gaussian mixture: it ends worse than by EM.",
            "基于梯度的优化器不适合高斯混合模型：结果不如 EM。",
        ),
    )
    .says(POST, t("post 10007, introduction and “Existing methods”", "博文 10007，引言与“已有方法”"))
    .at_least(0.001, BETTER)
    .fair(t(
        "Started much narrower than the bumps, the mixture by Adam ends worse everywhere. Started wide it stays within 0.01 nats of EM, and on the galaxies it even predicts better.",
        "初始宽度远窄于峰宽时，Adam 的混合处处更差；初始够宽时与 EM 相差不到 0.01 nat，在星系数据上甚至预测得更好。",
    ))
    .at(&[("view", "fit"), ("baseline", "gmm-adam"), ("sample", "1000")])
    .over(&[
        ("data", &["old-faithful", "galaxies", "sharp"]),
        ("sigma0", &["0.3", "0.1", "0.02"]),
    ])
    .stands(Verdict::HoldsInPart)
    .by(adam_behind_em),
    Claim::new(
        "em-stuck",
        t(
            "Even EM usually finds only a suboptimal solution.",
            "即便用 EM 算法，通常也只能找到一个次优解。",
        ),
    )
    .says(POST, t("post 10007, “Existing methods”", "博文 10007，“已有方法”"))
    .at_least(0.5, t("“usually”: more than half of the starts", "“通常”：半数以上的起点"))
    .at(&[("view", "fit"), ("baseline", "gmm-em"), ("sample", "300")])
    .over(&[
        ("data", &["old-faithful", "galaxies", "sharp"]),
        ("components", &["2", "3", "5", "8"]),
    ])
    .fair(t(
        "As soon as there are more components than clear bumps, most starts end below the best; with just as many, hardly any does.",
        "分量一多于明显的峰，大多数起点就到不了最优；恰好一样多时，几乎都能到。",
    ))
    .stands(Verdict::HoldsInPart)
    .by(stuck_starts),
    Claim::new(
        "beats-dfp",
        t(
            "At equally many parameters it does better than the deep factorised model, in divergence and in modes.",
            "参数量相同时，它在 KL 散度和峰数两方面都优于深度分解模型（DFP）。",
        ),
    )
    .says(
        POST,
        t(
            "post 10007, “Further thoughts”; 44 numbers against 43",
            "博文 10007，“延伸思考”；44 个数对 43 个",
        ),
    )
    .at_least(0.001, BETTER)
    .fair(t(
        "In divergence it is so at every setting tried, whichever way the deep model starts; beside one needle the series' own ripples count as modes.",
        "散度在所试的每个设定下都是如此，无论深度模型怎样初始化；只是遇到尖针时，级数自己的振荡会被算成峰。",
    ))
    .at(DEEP)
    .over(&[("data", &["demo10", "grid", "sharp"]), ("dfp_scale", &["10", "1"])])
    .stands(Verdict::HoldsInPart)
    .by(beats_deep),
    Claim::new(
        "dfp-smooths",
        t(
            "The deep factorised model may miss the peaks: its fits are too smooth.",
            "深度分解模型（DFP）可能对峰值拟合不佳，即过度平滑。",
        ),
    )
    .says(POST, t("post 10007, “Existing methods”: a guess from the frequency principle", "博文 10007，“已有方法”：由频率原理作出的推测"))
    .fair(t(
        "With the library's default start it is so everywhere. Started at the data's own scale it may even overshoot a broad peak; a needle it always misses.",
        "用库的默认初始化时处处如此。按数据的尺度初始化，对宽峰反而可能过冲；尖针则总是拟合不到。",
    ))
    .stands(Verdict::HoldsInPart)
    .at_most(0.9, t("a tenth off the highest peak is seen with the naked eye", "最高峰矮一成，肉眼可见"))
    .at(DEEP)
    .over(&[
        ("data", &["demo10", "sharp"]),
        ("dfp_scale", &["10", "1"]),
    ])
    .by(deep_peak),
    Claim::new(
        "kernel-memorises",
        t(
            "A kernel estimate learns the data by heart, so it generalises less well than the series.",
            "核密度估计本质上是把数据背下来，因此泛化能力不如级数。",
        ),
    )
    .says(POST, t("post 10007, “The problem in brief”: “one may guess”", "博文 10007，“问题简述”：“可以推测”"))
    .at_least(0.001, BETTER)
    .fair(t(
        "The post only guesses. With a good bandwidth rule (Sheather and Jones) the two differ by hardly more than the standard error; on a needle, for which 14 terms are too few, the kernel is nearer. That it stores all data is true.",
        "博文只说“可以推测”。带宽选得好（Sheather–Jones），两者之差几乎不超过标准误差；遇到 14 项不够用的尖针，核估计更近。它要存下全部数据，这一点不假。",
    ))
    .at(&[("view", "splits"), ("sample", "200")])
    .over(&[
        ("data", &["old-faithful", "galaxies", "demo10", "marron-wand", "sharp"]),
    ])
    .stands(Verdict::HoldsInPart)
    .by(better_than_kernel),
    Claim::new(
        "smoothing-generalises",
        t(
            "The price on roughness keeps the model from overfitting fine detail and improves generalisation.",
            "正则项避免模型过度拟合高频细节，从而提高泛化能力。",
        ),
    )
    .says(
        POST,
        t(
            "post 10007, “General results”; on the normalised density (on f it can be shrunk away: a slip)",
            "博文 10007，“一般结果”；取归一化后的密度（若取 f，缩小参数即可逃掉惩罚，属笔误）",
        ),
    )
    .at_least(0.001, BETTER)
    .fair(t(
        "It needs terms that could overfit, and a γ that is not too large: at 0.01 the cure is worse than the disease.",
        "前提是项数多到会过拟合，而且 γ 不太大：取 0.01 就矫枉过正了。",
    ))
    .at(&[("view", "splits"), ("data", "galaxies"), ("terms", "60")])
    .over(&[
        ("gamma", &["0.0001", "0.0003", "0.001", "0.003", "0.01"]),
        ("terms", &["14", "60"]),
    ])
    .stands(Verdict::HoldsInPart)
    .by(smoothing),
];

/// Why a contest's bound is zero.
const BETTER: crate::Text = t(
    "better on average over 20 seeds, by a thousandth of a nat or one mode at least; the standard error stands beside it",
    "20 个种子平均而言更好，至少差千分之一 nat 或一个峰；标准误差列于其旁",
);

/// The demo's own setting; its 14 frequencies count a₀.
const DEMO: crate::Settings = &[
    ("view", "fit"),
    ("data", "demo10"),
    ("sample", "fresh"),
    ("terms", "13"),
    ("gamma", "0"),
    ("steps", "30000"),
    ("batch", "32"),
    ("lr", "0.001"),
    ("schedule", "constant"),
];

/// 60 numbers each: 30 complex ones, 30 means and deviations.
const CONTEST: crate::Settings = &[
    ("view", "fit"),
    ("data", "grid"),
    ("baseline", "gmm-equal"),
    ("sample", "fresh"),
    ("terms", "29"),
    ("components", "30"),
    ("gamma", "0"),
    ("steps", "1500"),
    ("batch", "64"),
    ("lr", "0.005"),
];

/// 44 numbers against 43.
const DEEP: crate::Settings = &[
    ("view", "fit"),
    ("data", "demo10"),
    ("baseline", "dfp"),
    ("sample", "fresh"),
    ("terms", "21"),
    ("gamma", "0"),
    ("steps", "1000"),
    ("batch", "64"),
    ("lr", "0.01"),
];

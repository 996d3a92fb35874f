//! What the paper, the post and the reference code say, measured.

mod contests;
mod identities;

use contests::{
    adam_behind_em, beats_deep, beats_mixture, better_than_em, better_than_kernel, deep_peak,
    demo_loss, demo_modes, smoothing, stuck_starts,
};
use identities::{
    cdf, density_floor, eigenvalue, inverse_sampling, line_mass, line_tails, mass, maxima, peak,
    plain_eigenvalue, plain_floor, roughness,
};

use crate::{Claim, Verdict, t};

const POST: &str = "https://spaces.ac.cn/archives/10007";
const CODEX: &str = "https://github.com/google/codex/blob/main/tutorial/Fourier_Basis_Density_Estimation_Demo.ipynb";

pub(super) const CLAIMS: &[Claim] = &[
    Claim::new(
        "non-negative",
        t("Whatever the parameters, the density is nowhere negative.", "无论参数取什么值，密度处处非负。"),
    )
    .says(POST, t("post 10007, “Ensuring non-negativity”", "博文 10007，“保证非负”一节"))
    .at_least(
        -1e-12,
        t(
            "rounding: the form with coefficients cancels by a few times 10⁻¹⁶ a term",
            "舍入误差：系数形式每项相消约几个 10⁻¹⁶",
        ),
    )
    .at(&[("view", "inside"), ("terms", "8")])
    .over(&[("terms", &["1", "3", "8", "20", "40"]), ("seed", &["1", "2", "3"])])
    .by(density_floor),
    Claim::new(
        "negative-without",
        t(
            "If the coefficients cₙ are free, the fitted series is not even non-negative.",
            "若系数 cₙ 可以任意取，拟合出的级数连非负都无法保证。",
        ),
    )
    .says(POST, t("post 10007, “Calling on Fourier”", "博文 10007，“请傅里叶”一节"))
    .at_most(
        -0.01,
        t(
            "of the highest value: a hundredth is seen with the naked eye, rounding is 10⁻¹²",
            "相对最高值而言：百分之一肉眼可见，舍入误差只有 10⁻¹²",
        ),
    )
    .at(PLAIN)
    .over(&[("data", &["old-faithful", "galaxies", "demo10"]), ("terms", &["4", "14"])])
    .by(plain_floor),
    Claim::new(
        "toeplitz",
        t(
            "The Toeplitz matrix of the autocorrelation has no negative eigenvalue.",
            "自相关系数排成的 Toeplitz 矩阵没有负特征值。",
        ),
    )
    .says(POST, t("post 10007, “Ensuring non-negativity”", "博文 10007，“保证非负”一节"))
    .at_least(-1e-12, t("rounding of the eigenvalue solver", "特征值算法的舍入误差"))
    .at(&[("view", "inside"), ("terms", "8")])
    .over(&[("terms", &["1", "8", "20"]), ("seed", &["1", "2", "3"])])
    .by(eigenvalue),
    Claim::new(
        "toeplitz-sufficient",
        t(
            "The condition is sufficient too: where the series goes negative, the Toeplitz matrix has a negative eigenvalue.",
            "该条件也是充分的：级数出现负值，Toeplitz 矩阵就有负特征值。",
        ),
    )
    .says(POST, t("post 10007, “Ensuring non-negativity”", "博文 10007，“保证非负”一节"))
    .at_most(
        -0.001,
        t(
            "in units of c₀; the matrix of 40 rows at most, so that shallow dips may need more",
            "以 c₀ 为单位；矩阵至多 40 行，很浅的负值可能需要更大的矩阵",
        ),
    )
    .at(PLAIN)
    .over(&[("data", &["old-faithful", "galaxies", "demo10"])])
    .by(plain_eigenvalue),
    Claim::new(
        "normaliser",
        t("The integral of f over the period is exactly 2c₀.", "f 在一个周期上的积分恰为 2c₀。"),
    )
    .says(POST, t("post 10007, “General results”", "博文 10007，“一般结果”一节"))
    .at_most(1e-12, t("rounding of a sum of 1,024 terms", "1024 项之和的舍入误差"))
    .at(&[("view", "inside"), ("terms", "8")])
    .over(&[("terms", &["1", "3", "8", "20", "40"]), ("seed", &["1", "2", "3"])])
    .by(mass),
    Claim::new(
        "cdf",
        t(
            "The cumulative has a closed form: (x+1)/2 plus the real part of Σ (cₙ/c₀)(exp(iπnx) − (−1)ⁿ)/(iπn).",
            "累积分布有闭式：(x+1)/2 加上 Σ (cₙ/c₀)(exp(iπnx) − (−1)ⁿ)/(iπn) 的实部。",
        ),
    )
    .says(
        POST,
        t(
            "post 10007, “Further thoughts” (its print has (x²−1)/2 for (x+1)/2, a factor ½ too many and no Re: misprints)",
            "博文 10007，“延伸思考”一节（原文印作 (x²−1)/2，多了系数 ½，漏了 Re，属笔误）",
        ),
    )
    .at_most(
        1e-7,
        t("Simpson's rule with 4,000 panels is good to about 10⁻⁹", "4000 段辛普森积分精确到约 10⁻⁹"),
    )
    .at(&[("view", "inside"), ("terms", "8")])
    .over(&[("terms", &["1", "3", "8", "20", "40"])])
    .by(cdf),
    Claim::new(
        "inverse-sampling",
        t(
            "A uniform number put through the inverse of the cumulative is a draw from the density.",
            "把均匀分布的数代入累积分布的反函数，就得到服从该密度的样本。",
        ),
    )
    .says(POST, t("post 10007, “Further thoughts”", "博文 10007，“延伸思考”一节"))
    .at_most(
        1.95,
        t(
            "√n times the Kolmogorov–Smirnov distance exceeds 1.95 by chance once in 1,000 times",
            "√n 乘柯尔莫哥洛夫–斯米尔诺夫距离，偶然超过 1.95 的机会是千分之一",
        ),
    )
    .at(&[("view", "inside"), ("terms", "8")])
    .over(&[("terms", &["1", "8", "40"]), ("seed", &["1", "2", "3"])])
    .by(inverse_sampling),
    Claim::new(
        "real-line",
        t(
            "Stretched over the whole real line by tanh, the density still has mass one.",
            "用 tanh 展开到整个实数轴之后，密度的总质量仍为一。",
        ),
    )
    .says(POST, t("post 10007, “General results”", "博文 10007，“一般结果”一节"))
    .at_most(
        1e-7,
        t(
            "trapezoidal rule over 40 scales on both sides: what lies beyond is below 10⁻¹⁶",
            "两侧各取 40 个尺度的梯形积分：其外质量小于 10⁻¹⁶",
        ),
    )
    .at(&[("view", "inside"), ("support", "real-line"), ("terms", "8")])
    .over(&[("terms", &["1", "8", "40"]), ("seed", &["1", "2", "3"])])
    .by(line_mass),
    Claim::new(
        "line-tails",
        t(
            "On the real line both tails weigh the same, whatever the data.",
            "在整个实数轴上，无论数据如何，两端的尾巴总是一样重。",
        ),
    )
    .says("", t("found here: p(−1) = p(1)", "本站所得：p(−1) = p(1)"))
    .near(
        1.0,
        0.02,
        t(
            "ratio of the densities 6 scales from the middle, where tanh is 1 − 10⁻⁵ and p has not moved by more than 1 %",
            "离中心 6 个尺度处两侧密度之比；那里 tanh 为 1 − 10⁻⁵，p 的变化不到 1%",
        ),
    )
    .at(&[("view", "inside"), ("support", "real-line"), ("terms", "8")])
    .over(&[("terms", &["1", "3", "8"]), ("seed", &["1", "2", "3"])])
    .by(line_tails),
    Claim::new(
        "roughness",
        t(
            "The integral of |f′|² is the sum of 2π²n²|cₙ|² over n = −N … N.",
            "|f′|² 的积分等于 2π²n²|cₙ|² 对 n = −N … N 求和。",
        ),
    )
    .says(POST, t("post 10007, “General results”", "博文 10007，“一般结果”一节"))
    .at_most(
        1e-6,
        t("relative error of central differences at 10⁻⁶", "步长 10⁻⁶ 的中心差分的相对误差"),
    )
    .at(&[("view", "inside"), ("terms", "8")])
    .over(&[("terms", &["1", "3", "8", "20", "40"])])
    .by(roughness),
    Claim::new(
        "peak-ceiling",
        t(
            "No density of N terms rises above (N+1)/2; equal parameters reach it.",
            "N 项的密度不超过 (N+1)/2；参数全相等时取到。",
        ),
    )
    .says("", t("found here, by Cauchy and Schwarz", "本站所得（柯西–施瓦茨不等式）"))
    .near(1.0, 1e-9, t("reached within rounding, and never passed", "在舍入误差内取到，且从不超过"))
    .at(&[("terms", "8")])
    .over(&[("terms", &["1", "3", "8", "20", "40"])])
    .by(peak),
    Claim::new(
        "mode-ceiling",
        t("A density of N terms has at most N maxima.", "N 项的密度至多有 N 个极大值。"),
    )
    .says(
        "",
        t(
            "found here: the derivative is a trigonometric polynomial, with at most 2N zeros",
            "本站所得：其导数是三角多项式，至多 2N 个零点",
        ),
    )
    .at_most(0.0, t("maxima beyond N: a count", "超出 N 的极大值个数：整数"))
    .at(&[("terms", "8")])
    .over(&[("terms", &["1", "3", "8", "20", "40"]), ("seed", &["1", "2", "3"])])
    .by(maxima),
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

/// A series whose coefficients are free.
const PLAIN: crate::Settings = &[
    ("view", "inside"),
    ("nonnegative", "off"),
    ("gamma", "0"),
    ("sample", "200"),
    ("steps", "500"),
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

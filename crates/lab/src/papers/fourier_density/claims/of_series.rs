//! What is said of every series of this kind.

use super::{
    POST,
    identities::{
        cdf, density_floor, eigenvalue, inverse_sampling, line_mass, line_tails, mass, maxima,
        peak, plain_eigenvalue, plain_floor, roughness,
    },
};
use crate::{Claim, t};

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
];

/// A series whose coefficients are free.
const PLAIN: crate::Settings = &[
    ("view", "inside"),
    ("nonnegative", "off"),
    ("gamma", "0"),
    ("sample", "200"),
    ("steps", "500"),
];

//! What the paper and the post say, measured.

use std::f64::consts::PI;

use super::{
    PAPER,
    models::{Chart, Fourier, FourierDensity, FourierTrainer},
    series::{Coefficients, Series, cdf_of, density_of},
    source::{known, modes},
};
use crate::{
    Claim, Expected, Measurement, Part, Readouts, Source,
    measuring::{note, read, run_to_end, worst},
    numerics::{quantile::linspace, random::strand},
    t,
};

const POST: &str = "https://spaces.ac.cn/archives/10007";
const ARXIV: &str = "https://arxiv.org/abs/2402.15345";
const CODEX: &str = "https://github.com/google/codex";

/// Random series of several sizes: what the identities are checked on.
fn examples() -> impl Iterator<Item = Series> {
    [1, 3, 8, 20, 40]
        .into_iter()
        .flat_map(|n| (0..8).map(move |i| Series::random(n, &mut strand(i, n as u64))))
}

/// The trapezoidal rule over the period, exact for trigonometric polynomials of degree below 512.
fn integral(f: impl Fn(f64) -> f64) -> f64 {
    (0..1024).map(|i| f(-1.0 + f64::from(i) / 512.0)).sum::<f64>() / 512.0
}

/// Runs the exhibit itself to its end.
fn run(set: &[(&str, &str)]) -> Readouts {
    run_to_end(&PAPER, set)
}

/// Φ without its boundary term.
fn cdf_without_boundary(c: &Coefficients, x: f64) -> f64 {
    let sum: f64 = c
        .iter()
        .enumerate()
        .skip(1)
        .map(|(n, &(re, im))| {
            let angle = PI * n as f64 * x;
            (re * libm::sin(angle) + im * libm::cos(angle)) / (PI * n as f64)
        })
        .sum();
    (x + 1.0) / 2.0 + sum / c[0].0
}

pub(super) const CLAIMS: &[Claim] = &[
    Claim {
        id: "non-negative",
        sentence: t(
            "Whatever the parameters, the density is nowhere negative.",
            "无论参数取什么值，密度处处非负。",
        ),
        source: Source {
            place: t("post 10007; arXiv 2402.15345, eq. 3", "博文 10007；arXiv 2402.15345 式 3"),
            url: POST,
        },
        // Rounding: the coefficients' form cancels, a few times 1e-16 per term.
        expected: Expected::AtLeast(-1e-12),
        by: |_| {
            Ok({
                let least = examples()
                    .map(|s| {
                        let c = s.coefficients();
                        linspace(-1.0, 1.0, 2_001)
                            .into_iter()
                            .map(|x| density_of(&c, x))
                            .fold(f64::INFINITY, f64::min)
                    })
                    .fold(f64::INFINITY, f64::min);
                Measurement::exact(
                    least,
                    note(
                        "Least value of 40 random series, N = 1 to 40, at 2,001 points each.",
                        "40 个随机级数（N = 1 至 40）各取 2001 点的最小值。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "negative-without",
        sentence: t(
            "Without the autocorrelation, a fit to Old Faithful does go negative.",
            "若不用自相关，对老忠实泉的拟合就会变负。",
        ),
        source: Source {
            place: t(
                "post 10007, why c must be positive semidefinite",
                "博文 10007，为何 c 须半正定",
            ),
            url: POST,
        },
        expected: Expected::AtMost(-0.01),
        by: |_| {
            Ok({
                let r = run(&[("nonnegative", "off"), ("gamma", "0"), ("terms", "20")]);
                Measurement::exact(
                    read(&r, "min_density"),
                    note(
                        "Least density per minute, 20 free coefficients, no smoothing.",
                        "20 个自由系数、不平滑时的最小密度（每分钟）。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "normaliser",
        sentence: t(
            "The integral of f over the period is exactly 2c₀.",
            "f 在一个周期上的积分恰为 2c₀。",
        ),
        source: Source {
            place: t("arXiv 2402.15345, eq. 5", "arXiv 2402.15345 式 5"), url: ARXIV
        },
        // Relative rounding error of a sum of 1,024 terms.
        expected: Expected::AtMost(1e-12),
        by: |_| {
            Ok({
                let error = worst(examples().map(|s| (integral(|x| s.density(x)) - 1.0).abs()));
                Measurement::exact(
                    error,
                    note(
                        "Greatest relative difference to quadrature.",
                        "与数值积分的最大相对偏差。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "cdf",
        sentence: t(
            "The closed form Φ(x) = (x+1)/2 + Re Σ (cₙ/c₀)(e^{iπnx} − (−1)ⁿ)/(iπn) is the cumulative.",
            "闭式 Φ(x) = (x+1)/2 + Re Σ (cₙ/c₀)(e^{iπnx} − (−1)ⁿ)/(iπn) 就是累积分布。",
        ),
        source: Source {
            place: t("derived here; the post's print differs", "本站推导；与博文所印不同"),
            url: POST,
        },
        // Simpson's rule with 4,000 panels for N ≤ 40 leaves about 1e-9.
        expected: Expected::AtMost(1e-7),
        by: |_| {
            Ok({
                let error = worst(examples().flat_map(|s| {
                    let c = s.coefficients();
                    [-0.6, -0.1, 0.35, 0.8, 1.0].map(|b| {
                        let n = 4_000;
                        let h = (b + 1.0) / f64::from(n);
                        let simpson: f64 = (0..=n)
                            .map(|i| {
                                let weight = if i == 0 || i == n {
                                    1.0
                                } else if i % 2 == 1 {
                                    4.0
                                } else {
                                    2.0
                                };
                                weight * s.density(-1.0 + h * f64::from(i))
                            })
                            .sum::<f64>()
                            * h
                            / 3.0;
                        (cdf_of(&c, b) - simpson).abs()
                    })
                }));
                Measurement::exact(
                    error,
                    note(
                        "Greatest difference to Simpson's rule at five points of 40 series.",
                        "40 个级数各五点与辛普森积分的最大偏差。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "cdf-boundary",
        sentence: t(
            "Without the boundary term −(−1)ⁿ the same sum is no cumulative: it does not start at 0.",
            "缺了边界项 −(−1)ⁿ，同样的和就不是累积分布：它不从 0 开始。",
        ),
        source: Source {
            place: t("post 10007, cumulative distribution", "博文 10007，累积分布函数"),
            url: POST,
        },
        expected: Expected::AtLeast(0.01),
        by: |_| {
            Ok({
                let offset =
                    worst(examples().map(|s| cdf_without_boundary(&s.coefficients(), -1.0).abs()));
                Measurement::exact(
                    offset,
                    note(
                        "Greatest |Φ(−1)| of 40 random series.",
                        "40 个随机级数中 |Φ(−1)| 的最大值。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "roughness",
        sentence: t("γ∫|p′|² equals γπ² Σ n²|cₙ/c₀|².", "γ∫|p′|² 等于 γπ² Σ n²|cₙ/c₀|²。"),
        source: Source {
            place: t(
                "arXiv 2402.15345, regulariser, normalised",
                "arXiv 2402.15345 的正则项，归一化后",
            ),
            url: ARXIV,
        },
        expected: Expected::AtMost(1e-6),
        by: |_| {
            Ok({
                let error = worst(examples().map(|s| {
                    let slope = |x: f64| (s.density(x + 1e-6) - s.density(x - 1e-6)) / 2e-6;
                    let closed = s.roughness(1.0, &mut vec![0.0; s.a.len()]);
                    (integral(|x| slope(x) * slope(x)) / closed - 1.0).abs()
                }));
                Measurement::exact(
                    error,
                    note(
                        "Greatest relative difference to quadrature of central differences.",
                        "与中心差分数值积分的最大相对偏差。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "peak-ceiling",
        sentence: t(
            "No density of N terms rises above (N+1)/2; equal parameters reach it.",
            "N 项的密度不超过 (N+1)/2；参数全相等时取到。",
        ),
        source: Source {
            place: t("Cauchy–Schwarz; derived here", "柯西–施瓦茨；本站推导"),
            url: "",
        },
        // 1 within rounding: the ceiling is reached, and never passed.
        expected: Expected::Near { value: 1.0, tolerance: 1e-9 },
        by: |_| {
            Ok({
                let ratio = |s: &Series| {
                    let top = linspace(-1.0, 1.0, 2_001)
                        .into_iter()
                        .map(|x| s.density(x))
                        .fold(0.0, f64::max);
                    top / ((s.terms() + 1) as f64 / 2.0)
                };
                let equal = Series { a: [vec![1.0; 13], vec![0.0; 13]].concat() };
                let highest = examples().map(|s| ratio(&s)).fold(ratio(&equal), f64::max);
                Measurement::exact(
                    highest,
                    note(
                        "Highest peak over its ceiling, 40 random series and the equal one.",
                        "40 个随机级数与参数相等者中，峰高与上限之比的最大值。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "mode-ceiling",
        sentence: t("A density of N terms has at most N maxima.", "N 项的密度至多有 N 个极大值。"),
        source: Source {
            place: t(
                "a trigonometric polynomial's derivative has at most 2N zeros",
                "三角多项式的导数至多 2N 个零点",
            ),
            url: "",
        },
        expected: Expected::AtMost(0.0),
        by: |_| {
            Ok({
                let excess = examples()
                    .map(|s| {
                        let p: Vec<f64> =
                            (0..8_000).map(|i| s.density(-1.0 + f64::from(i) / 4_000.0)).collect();
                        let n = p.len();
                        let maxima = (0..n)
                            .filter(|&i| p[i] > p[(i + n - 1) % n] && p[i] >= p[(i + 1) % n])
                            .count();
                        maxima as f64 - s.terms() as f64
                    })
                    .fold(f64::NEG_INFINITY, f64::max);
                Measurement::exact(
                    excess,
                    note(
                        "Greatest number of maxima beyond N among 40 random series, counted around the period.",
                        "40 个随机级数绕周期数极大值，超出 N 的最大个数。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "codex-demo",
        sentence: t(
            "On the demo's ten Gaussians, 14 frequencies and 30,000 steps of Adam at 10⁻³ with batches of 32 end below a divergence of .009.",
            "在示例的十个高斯上，14 个频率、Adam 学习率 10⁻³、每批 32、30 000 步，散度低于 .009。",
        ),
        source: Source {
            place: t("google/codex, density estimation demo", "google/codex 密度估计示例"),
            url: CODEX,
        },
        expected: Expected::AtMost(0.009),
        by: |_| {
            Ok({
                // num_freqs = 14 there counts a_0: N = 13. Fresh samples, no smoothing, constant rate.
                let truth = known("demo10", 0, &mut strand(0, 0));
                let mut trainer = FourierTrainer::new(
                    Fourier::NonNegative(Series::random(13, &mut strand(42, 4))),
                    0.0,
                );
                let mut rng = strand(42, 3);
                for _ in 0..30_000 {
                    let batch: Vec<(f64, f64)> = (0..32)
                        .map(|_| {
                            let angle = PI * truth.sample(&mut rng);
                            (libm::cos(angle), libm::sin(angle))
                        })
                        .collect();
                    trainer.step(&batch, 1e-3);
                }
                let density =
                    FourierDensity::new(&trainer.model, Chart::Periodic { mid: 0.0, half: 1.0 });
                let kl = super::simulation::divergence(
                    &linspace(-1.0, 1.0, 4_001),
                    |x| truth.density(x),
                    |x| density.density(x),
                );
                Measurement::exact(
                    kl,
                    note(
                        "KL(truth ‖ fit) in nats, by quadrature on 4,001 points; seed 42.",
                        "KL(真实‖拟合)，单位 nat，4001 点数值积分；种子 42。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "beats-dfp",
        sentence: t(
            "There the Fourier density ends more than five times nearer to the truth than the deep factorised model.",
            "在那里，傅里叶密度离真实分布比深度分解模型近五倍以上。",
        ),
        source: Source {
            place: t("arXiv 2402.15345, figure 2", "arXiv 2402.15345 图 2"),
            url: ARXIV,
        },
        expected: Expected::AtLeast(5.0),
        by: |_| {
            Ok({
                let ratio = |scale: &str| {
                    let r = run(&[
                        ("data", "demo10"),
                        ("sample", "fresh"),
                        ("gamma", "0"),
                        ("steps", "3000"),
                        ("lr", "0.005"),
                        ("dfp_scale", scale),
                        ("batch", "128"),
                    ]);
                    read(&r, "kl_dfp") / read(&r, "kl")
                };
                let (library, narrow) = (ratio("10"), ratio("1"));
                Measurement::in_parts(
                    library,
                    vec![
                        Part {
                            condition: note(
                                "deep model started as in the library (scale 10)",
                                "深度模型按库的默认初始化（尺度 10）",
                            ),
                            value: library,
                        },
                        Part {
                            condition: note(
                                "deep model started at the data's own scale (1)",
                                "深度模型按数据的尺度初始化（1）",
                            ),
                            value: narrow,
                        },
                    ],
                    note(
                        "Ratio of divergences after 3,000 steps of batch 128 for both.",
                        "两者各训练 3000 步、每批 128 后的散度之比。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "beats-mixture",
        sentence: t(
            "At equally many numbers, the Fourier density comes nearer to the true number of modes than a Gaussian mixture trained the same way.",
            "参数一样多、训练方式相同时，傅里叶密度的峰数比高斯混合更接近真实。",
        ),
        source: Source {
            place: t("post 10007; arXiv 2402.15345, figure 3", "博文 10007；arXiv 2402.15345 图 3"),
            url: POST,
        },
        // One mode more.
        expected: Expected::AtLeast(1.0),
        by: |_| {
            Ok({
                let lead = |data: &str, modes: f64, sigma0: &str| {
                    let components = "20";
                    let r = run(&[
                        ("data", data),
                        ("modes", "25"),
                        ("sample", "fresh"),
                        ("terms", "29"),
                        ("components", components),
                        ("sigma0", sigma0),
                        ("gamma", "0"),
                        ("steps", "2500"),
                        ("lr", "0.01"),
                        ("batch", "128"),
                    ]);
                    (read(&r, "modes_found_gmm_adam") - modes).abs()
                        - (read(&r, "modes_found") - modes).abs()
                };
                let (even, narrow, sharp) = (
                    lead("grid", 25.0, "0.1"),
                    lead("grid", 25.0, "0.02"),
                    lead("sharp", 3.0, "0.1"),
                );
                Measurement::in_parts(
                    even,
                    vec![
                        Part {
                            condition: note(
                                "25 equal bumps, mixture started wide (σ₀ = .1)",
                                "25 个等高的峰，混合初始较宽（σ₀ = .1）",
                            ),
                            value: even,
                        },
                        Part {
                            condition: note(
                                "25 equal bumps, mixture started narrow (σ₀ = .02)",
                                "25 个等高的峰，混合初始较窄（σ₀ = .02）",
                            ),
                            value: narrow,
                        },
                        Part {
                            condition: note("one very sharp bump of three", "三峰之一极尖"),
                            value: sharp,
                        },
                    ],
                    note(
                        "How many modes the mixture (K = 20, 59 numbers) is off by, less how many the series (60 numbers) is off by. A mixture of 20 cannot have 25 even modes; with σ₀ the reader decides how many it finds.",
                        "混合（K = 20，59 个数）峰数的误差减去级数（60 个数）峰数的误差。20 个分量不可能有 25 个等高的峰；能找到几个取决于 σ₀。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "all-25",
        sentence: t(
            "With 60 numbers the Fourier density finds all 25 equal bumps (σ = .014 on [−.85, .85]).",
            "用 60 个数，傅里叶密度能找齐全部 25 个等高的峰（σ = .014，位于 [−.85, .85]）。",
        ),
        source: Source {
            place: t(
                "arXiv 2402.15345, figure 3, after its description",
                "arXiv 2402.15345 图 3，按其描述",
            ),
            url: ARXIV,
        },
        expected: Expected::Near { value: 25.0, tolerance: 0.0 },
        by: |_| {
            Ok({
                let truth = known("grid", 25, &mut strand(0, 0));
                let mut rng = strand(1, 3);
                let mut trainer = FourierTrainer::new(
                    Fourier::NonNegative(Series::random(29, &mut strand(1, 4))),
                    0.0,
                );
                for step in 0..4_000u64 {
                    let batch: Vec<(f64, f64)> = (0..128)
                        .map(|_| {
                            let angle = PI * truth.sample(&mut rng);
                            (libm::cos(angle), libm::sin(angle))
                        })
                        .collect();
                    trainer.step(&batch, 0.01 * crate::numerics::optimizer::cosine(step, 4_000));
                }
                let density =
                    FourierDensity::new(&trainer.model, Chart::Periodic { mid: 0.0, half: 1.0 });
                let p: Vec<f64> =
                    linspace(-1.0, 1.0, 2_001).into_iter().map(|x| density.density(x)).collect();
                Measurement::exact(
                    modes(&p).len() as f64,
                    note(
                        "Maxima above 5 % of the highest; N = 29, 4,000 steps of batch 128.",
                        "高于最高峰 5% 的极大值个数；N = 29，4000 步，每批 128。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
];

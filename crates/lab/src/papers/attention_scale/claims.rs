//! What the post says, and what this page found, measured.

use super::{
    law::Law,
    optimum::{errors, post_grid},
    softmax::{collision, jacobian, objective, softmax, sweep},
};
use crate::{
    Claim, Expected, Measurement, Source,
    measuring::{note, part, worst},
    numerics::{
        quantile::{mean_and_error, median},
        random::{normal, strand},
        roots::bisect,
    },
    t,
};

const POST: &str = "https://spaces.ac.cn/archives/9812";
const SSMAX: &str = "https://arxiv.org/abs/2501.19399";
const HERE: &str = "";

/// F at some α for many draws of a law: one row an α.
fn sampled(law: Law, n: usize, draws: u64, alphas: &[f64]) -> Vec<Vec<f64>> {
    let mut scores = Vec::new();
    let mut rows = vec![Vec::with_capacity(draws as usize); alphas.len()];
    for i in 0..draws {
        law.draw(n, &mut strand(7, i), &mut scores);
        for (row, &alpha) in rows.iter_mut().zip(alphas) {
            row.push(objective(alpha, &scores));
        }
    }
    rows
}

/// Largest relative error of the post's formula on the part of its grid between two n.
fn fit_errors(law: Law) -> Vec<crate::Part> {
    [(40.0, 400.0), (400.0, 4_000.0), (4_000.0, 20_000.0)]
        .into_iter()
        .map(|(low, high)| {
            let grid: Vec<f64> =
                post_grid().into_iter().filter(|n| (low..=high).contains(n)).collect();
            let error = worst(errors(law, &grid, |n| law.fit(n)).iter().map(|e| e.abs()));
            part(format!("n = {low}–{high}"), error)
        })
        .collect()
}

fn mean_error(law: Law) -> f64 {
    let all = errors(law, &post_grid(), |n| law.fit(n));
    all.iter().map(|e| e.abs()).sum::<f64>() / all.len() as f64
}

pub(super) const CLAIMS: &[Claim] = &[
    Claim {
        id: "jacobian",
        sentence: t(
            "Half the sum of |∂p/∂s| over all entries is α(1 − Σp²).",
            "|∂p/∂s| 所有元素之和的一半等于 α(1 − Σp²)。",
        ),
        source: Source {
            place: t("post 9812, the objective", "博文 9812，目标函数"), url: POST
        },
        // Rounding of a sum of n² terms.
        expected: Expected::AtMost(1e-12),
        by: |_| {
            Ok({
                let mut rng = strand(3, 0);
                let mut error: f64 = 0.0;
                for n in [2, 7, 64, 200] {
                    for alpha in [0.3, 1.0, 2.5, 8.0] {
                        let scores: Vec<f64> = (0..n).map(|_| normal(&mut rng)).collect();
                        let p = softmax(alpha, &scores);
                        let half = jacobian(alpha, &p).iter().map(|x| x.abs()).sum::<f64>() / 2.0;
                        error = error.max((half - alpha * (1.0 - collision(&p))).abs());
                    }
                }
                Measurement::exact(
                    error,
                    note(
                        "Greatest difference over 16 sets of 2 to 200 scores.",
                        "16 组分数（2 至 200 个）上的最大差。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "lambert",
        sentence: t(
            "The mean-field optimum has a closed form after all: α*² = W(n√e/2) − ½.",
            "平均场的最优其实有闭式：α*² = W(n√e/2) − ½。",
        ),
        source: Source {
            place: t(
                "derived here; post 9812 says there is none",
                "本站推导；博文 9812 说没有解析解",
            ),
            url: POST,
        },
        // As the specification of this exhibit asks; bisection itself is good to 1e-15.
        expected: Expected::AtMost(1e-6),
        by: |_| {
            Ok({
                let error =
                    worst([10.0, 40.0, 512.0, 4_096.0, 20_000.0, 1e6].into_iter().map(|n| {
                        // Where the slope of α(1 − e^{α²}/n) is zero.
                        let slow =
                            bisect(0.01, 6.0, |a| 1.0 - (1.0 + 2.0 * a * a) * libm::exp(a * a) / n);
                        (Law::Normal.optimum(n) / slow.unwrap_or(f64::NAN) - 1.0).abs()
                    }));
                Measurement::exact(
                    error,
                    note(
                        "Greatest relative difference to bisection, n = 10 to 10⁶.",
                        "与二分法的最大相对差，n = 10 至 10⁶。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "variance",
        sentence: t(
            "For independent standard normal q and k, the variance of q·k is d.",
            "q、k 为独立标准正态时，q·k 的方差是 d。",
        ),
        source: Source {
            place: t("the usual argument for 1/√d", "1/√d 的通常理由"),
            url: "https://arxiv.org/abs/1706.03762",
        },
        // Four standard errors of a variance of 40,000 values of kurtosis up to 4: 4 × √(3/40000).
        expected: Expected::Near { value: 1.0, tolerance: 0.035 },
        by: |_| {
            Ok({
                let parts: Vec<_> = [16usize, 64, 128]
                    .into_iter()
                    .map(|d| {
                        let mut rng = strand(5, d as u64);
                        let squares: Vec<f64> = (0..40_000)
                            .map(|_| {
                                let dot: f64 =
                                    (0..d).map(|_| normal(&mut rng) * normal(&mut rng)).sum();
                                dot * dot / d as f64
                            })
                            .collect();
                        part(format!("d = {d}"), mean_and_error(&squares).0)
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note("Mean of (q·k)²/d over 40,000 pairs.", "4 万对 (q·k)²/d 的均值。"),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "fit-normal",
        sentence: t(
            "For normal scores the best scale is .84 √ln n, to within 5 %.",
            "正态分数的最优缩放是 .84 √ln n，误差 5% 以内。",
        ),
        source: Source {
            place: t(
                "post 9812, fit on n = 40, 80, …, 20000; the 5 % is ours",
                "博文 9812，在 n = 40, 80, …, 20000 上拟合；5% 由本站给出",
            ),
            url: POST,
        },
        expected: Expected::AtMost(0.05),
        by: |_| {
            Ok({
                let parts = fit_errors(Law::Normal);
                let mean = mean_error(Law::Normal) * 100.0;
                Measurement::in_parts(
                    parts[0].value,
                    parts,
                    note(
                        format!(
                            "Largest relative error of mean field's exact optimum in each range; the mean over the post's grid is {mean:.2} %, because nearly all of its points are large n."
                        ),
                        format!(
                            "各范围内相对平均场精确最优的最大误差；在原文网格上的平均误差是 {mean:.2}%，因为那里几乎都是大 n。"
                        ),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "fit-cosine",
        sentence: t(
            "For cosines in 128 dimensions the best scale is 3.5 ln n, to within 5 %.",
            "128 维余弦的最优缩放是 3.5 ln n，误差 5% 以内。",
        ),
        source: Source {
            place: t(
                "post 9812, fit at d = 128; the 5 % is ours",
                "博文 9812，d = 128 的拟合；5% 由本站给出",
            ),
            url: POST,
        },
        expected: Expected::AtMost(0.05),
        by: |_| {
            Ok({
                let law = Law::Cosine { d: 128.0 };
                let parts = fit_errors(law);
                let mean = mean_error(law) * 100.0;
                Measurement::in_parts(
                    parts[0].value,
                    parts,
                    note(
                        format!(
                            "Largest relative error in each range; mean over the post's grid {mean:.2} %."
                        ),
                        format!("各范围内的最大相对误差；原文网格上的平均误差 {mean:.2}%。"),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "two-to-three",
        sentence: t(
            "The best scale for normal scores lies between 2 and 3.",
            "正态分数的最优缩放在 2 到 3 之间。",
        ),
        source: Source { place: t("post 9812, conclusion", "博文 9812，结论"), url: POST },
        expected: Expected::Between(2.0, 3.0),
        by: |_| {
            Ok({
                let parts: Vec<_> = [64.0, 512.0, 2_048.0, 8_192.0, 32_768.0, 1e6]
                    .into_iter()
                    .map(|n| part(format!("n = {n}"), Law::Normal.optimum(n)))
                    .collect();
                let range =
                    [2.0, 3.0].map(|a: f64| ((1.0 + 2.0 * a * a) * libm::exp(a * a)).round());
                Measurement::in_parts(
                    parts[2].value,
                    parts,
                    note(
                        format!(
                            "In mean field; exactly between 2 and 3 for n from {} to {}.",
                            range[0], range[1]
                        ),
                        format!("按平均场；恰在 2 到 3 之间的 n 从 {} 到 {}。", range[0], range[1]),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "cosine-range",
        sentence: t(
            "The best scale for cosines in 128 dimensions lies between 25 and 35.",
            "128 维余弦的最优缩放在 25 到 35 之间。",
        ),
        source: Source { place: t("post 9812, conclusion", "博文 9812，结论"), url: POST },
        expected: Expected::Between(25.0, 35.0),
        by: |_| {
            Ok({
                let law = Law::Cosine { d: 128.0 };
                let parts: Vec<_> = [64.0, 512.0, 2_048.0, 8_192.0, 20_000.0, 1e6]
                    .into_iter()
                    .map(|n| part(format!("n = {n}"), law.optimum(n)))
                    .collect();
                Measurement::in_parts(
                    parts[2].value,
                    parts,
                    note(
                        "In mean field; true of contexts of about a thousand to twenty thousand keys only.",
                        "按平均场；只对约一千到两万个键的上下文成立。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "ssmax",
        sentence: t(
            "Scaling by s ln n keeps the attention on one score of 3 among −2's above .9 however many there are, where softmax loses it.",
            "乘以 s ln n 后，一个 3 分夹在许多 −2 分中，不论多少个，注意力都在 .9 以上；而普通 softmax 会丢掉它。",
        ),
        source: Source {
            place: t("arXiv 2501.19399, fig. 1; s = .43", "arXiv 2501.19399 图 1；s = .43"),
            url: SSMAX,
        },
        expected: Expected::AtLeast(0.9),
        by: |_| {
            Ok({
                let peak = |scale: f64, n: usize| {
                    let mut scores = vec![-2.0; n];
                    scores[0] = 3.0;
                    softmax(scale, &scores)[0]
                };
                let parts: Vec<_> = [10usize, 100, 1_000, 10_000, 100_000]
                    .into_iter()
                    .map(|n| part(format!("n = {n}"), peak(0.43 * libm::log(n as f64), n)))
                    .collect();
                let lost = peak(1.0, 100_000);
                Measurement::in_parts(
                    parts[4].value,
                    parts,
                    note(
                        format!("Plain softmax is down to {lost:.4} at 100,000 keys."),
                        format!("普通 softmax 在 10 万个键时只剩 {lost:.4}。"),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "mean-field",
        sentence: t(
            "Mean field gives the expected gradient to within 5 %, at the scales where its own optimum lies.",
            "在平均场自己的最优缩放附近，它给出的期望梯度误差在 5% 以内。",
        ),
        source: Source {
            place: t("post 9812's approximation, tested here", "博文 9812 的近似，本站检验"),
            url: POST,
        },
        expected: Expected::Near { value: 1.0, tolerance: 0.05 },
        by: |_| {
            Ok({
                let n = 2_048;
                let (edge, star) = (Law::Normal.breakdown(n as f64), Law::Normal.optimum(n as f64));
                let alphas = [0.5 * edge, edge, star, 1.5 * star];
                let names = ["½√(ln n/2)", "√(ln n/2)", "α*", "1.5 α*"];
                let rows = sampled(Law::Normal, n, 600, &alphas);
                let parts: Vec<_> = names
                    .into_iter()
                    .zip(&rows)
                    .zip(alphas)
                    .map(|((name, row), a)| {
                        part(
                            format!("α = {a:.2} ({name})"),
                            mean_and_error(row).0 / Law::Normal.objective(a, n as f64),
                        )
                    })
                    .collect();
                Measurement::in_parts(
                    parts[2].value,
                    parts,
                    note(
                        "Mean of 600 draws of 2,048 scores over mean field's value. Its optimum lies beyond √(ln n/2), where it is no longer valid.",
                        "600 组、每组 2048 个分数的均值与平均场之比。平均场的最优落在 √(ln n/2) 之外，那里它已失效。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "no-peak",
        sentence: t(
            "Averaged over random scores the gradient does not peak at mean field's optimum: at scale 10 it is at least as large.",
            "对随机分数取平均，梯度并不在平均场的最优处到顶：缩放为 10 时至少一样大。",
        ),
        source: Source { place: t("found here", "本站发现"), url: HERE },
        expected: Expected::AtLeast(1.0),
        by: |_| {
            Ok({
                let parts: Vec<_> = [64usize, 512, 4_096]
                    .into_iter()
                    .map(|n| {
                        let star = Law::Normal.optimum(n as f64);
                        let rows = sampled(Law::Normal, n, 400, &[star, 10.0]);
                        let mean = |i: usize| mean_and_error(&rows[i]).0;
                        part(format!("n = {n}"), mean(1) / mean(0))
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "Mean gradient at scale 10 over that at mean field's optimum, 400 draws each. So “1/√d is too small at initialisation” survives, and is understated.",
                        "缩放 10 处的平均梯度与平均场最优处之比，各 400 组。所以“初始化时 1/√d 太小”成立，而且说轻了。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "median-peak",
        sentence: t(
            "The median over random scores peaks between 5 and 7.5.",
            "对随机分数取中位数，峰在 5 到 7.5 之间。",
        ),
        source: Source { place: t("found here", "本站发现"), url: HERE },
        expected: Expected::Between(5.0, 7.5),
        by: |_| {
            Ok({
                let parts: Vec<_> = [512usize, 2_048, 8_192]
                    .into_iter()
                    .map(|n| {
                        let mut scores = Vec::new();
                        let curves: Vec<Vec<f64>> = (0..500)
                            .map(|i| {
                                Law::Normal.draw(n, &mut strand(11, i), &mut scores);
                                sweep(&scores, 0.25, 49)
                                    .into_iter()
                                    .map(|s| s.objective())
                                    .collect()
                            })
                            .collect();
                        let medians: Vec<f64> = (0..49)
                            .map(|k| median(&mut curves.iter().map(|c| c[k]).collect::<Vec<_>>()))
                            .collect();
                        let best =
                            (0..49).max_by(|&a, &b| medians[a].total_cmp(&medians[b])).unwrap_or(0);
                        part(format!("n = {n}"), 0.25 * best as f64)
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "Where the median of 500 draws is greatest, on a grid of .25. The peak is broad: its place is uncertain by about 1.",
                        "500 组的中位数最大之处，网格 .25。峰很宽，位置约有 1 的不确定。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "plateau",
        sentence: t(
            "For large scales the mean gradient tends to the density at zero of the gap between the two largest scores, n(n−1)∫φ²Φⁿ⁻².",
            "缩放很大时，平均梯度趋于最大两个分数之差在零处的密度 n(n−1)∫φ²Φⁿ⁻²。",
        ),
        source: Source { place: t("derived here", "本站推导"), url: HERE },
        // Four standard errors of the mean: F at 40 is α/4 with probability of order 1/α.
        expected: Expected::Near { value: 1.0, tolerance: 0.12 },
        by: |_| {
            Ok({
                let law = Law::Normal;
                let row = &sampled(law, 64, 24_000, &[40.0])[0];
                let (mean, error) = mean_and_error(row);
                let limit = law.plateau(64.0);
                Measurement::estimate(
                    mean / limit,
                    error / limit,
                    note(
                        format!(
                            "Mean over 24,000 draws of 64 scores at scale 40, over the integral {limit:.3}."
                        ),
                        format!("64 个分数、缩放 40、24000 组的均值，与积分 {limit:.3} 之比。"),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
];

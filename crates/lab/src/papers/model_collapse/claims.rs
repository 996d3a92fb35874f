//! What the paper and the post say, measured.

use super::{
    PAPER,
    chain::{Chain, Loop, Scratch, Setting},
    map::simulated_ratio,
    theory,
    words::{Text, WORDS, diversity, zipf},
};
use crate::{
    Claim, Expected, Measurement, Source,
    measuring::{note, part, read, run_to_end},
    numerics::{
        quantile::{mean_and_error, median, variance},
        random::{normal, strand},
        special::digamma,
    },
    t,
};

const POST: &str = "https://spaces.ac.cn/archives/9687";
const MAD: &str = "https://arxiv.org/abs/2307.01850";
const ACCUMULATE: &str = "https://arxiv.org/abs/2404.01413";

fn synthetic(n: f64, lambda: f64) -> Setting {
    Setting { kind: Loop::Synthetic, lambda, n_real: n, n_synthetic: n, n_initial: n, d: 1 }
}

fn fed(kind: Loop, lambda: f64, n_real: f64, n_synthetic: f64) -> Setting {
    Setting { kind, lambda, n_real, n_synthetic, n_initial: n_real, d: 1 }
}

/// Chains of a setting at a generation.
fn at(setting: Setting, generation: usize, runs: u64) -> Vec<Chain> {
    let mut scratch = Scratch::new(setting.d);
    (0..runs)
        .map(|run| {
            let mut chain = Chain::start(setting, 77, run, &mut scratch);
            for _ in 1..generation {
                chain.step(&mut scratch);
            }
            chain
        })
        .collect()
}

fn drifts(chains: &[Chain]) -> Vec<f64> {
    chains.iter().map(|c| c.mean[0]).collect()
}

/// A variance with its standard error, for normal numbers.
fn spread(values: &[f64]) -> (f64, f64) {
    let v = variance(values);
    (v, v * libm::sqrt(2.0 / values.len() as f64))
}

pub(super) const CLAIMS: &[Claim] = &[
    Claim {
        id: "truncation",
        sentence: t(
            "With sampling bias λ the expected variance falls as λ to the power of the generation.",
            "采样偏向 λ 使期望方差按 λ 的代数次幂下降。",
        ),
        source: Source {
            place: t("post 9687; arXiv 2307.01850, §3", "博文 9687；arXiv 2307.01850 第 3 节"),
            url: MAD,
        },
        // Four standard errors: σ² of 10 generations at n = 50 scatters by about √(2·10/49).
        expected: Expected::Near { value: 1.0, tolerance: 0.03 },
        by: |_| {
            Ok({
                let chains = at(synthetic(50.0, 0.9), 10, 8_000);
                let (mean, error) =
                    mean_and_error(&chains.iter().map(Chain::variance).collect::<Vec<_>>());
                let theory = libm::pow(0.9, 9.0);
                Measurement::estimate(
                    mean / theory,
                    error / theory,
                    note(
                        "Mean variance of 8,000 runs after ten generations (nine of them biased) of 50 samples at λ = .9, over .9⁹.",
                        "λ = .9、每代 50 个样本、第 10 代（其中九代有偏向）8000 次的平均方差，除以 .9⁹。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "typical",
        sentence: t(
            "Without bias the logarithm of the variance falls by ln((n−1)/2) − ψ((n−1)/2), about 1/(n−1), a generation.",
            "没有偏向时，方差的对数每代下降 ln((n−1)/2) − ψ((n−1)/2)，约 1/(n−1)。",
        ),
        source: Source {
            place: t("derived here from post 9687's recursion", "由博文 9687 的递推导出"),
            url: POST,
        },
        // Four standard errors of the mean of 4,000 runs.
        expected: Expected::Near { value: 1.0, tolerance: 0.03 },
        by: |_| {
            Ok({
                let (n, generations) = (20.0, 100);
                let chains = at(synthetic(n, 1.0), generations, 4_000);
                let logs: Vec<f64> = chains.iter().map(|c| libm::log(c.variance())).collect();
                let (mean, error) = mean_and_error(&logs);
                let half = (n - 1.0) / 2.0;
                let theory = generations as f64 * (digamma(half) - libm::log(half));
                Measurement::estimate(
                    mean / theory,
                    (error / theory).abs(),
                    note(
                        "Mean of ln σ² over 4,000 runs after 100 generations of 20 samples, over the formula.",
                        "每代 20 个样本、100 代后 4000 次 ln σ² 的平均，除以公式。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "means-mislead",
        sentence: t(
            "The average variance stays 1, yet the typical run has lost 99 % of it after 100 generations of ten samples.",
            "方差的平均一直是 1，可每代十个样本、100 代之后，典型的一次已失去 99%。",
        ),
        source: Source { place: t("found here", "本站发现"), url: "" },
        expected: Expected::AtMost(0.01),
        by: |_| {
            Ok({
                let chains = at(synthetic(10.0, 1.0), 100, 4_000);
                let mut all: Vec<f64> = chains.iter().map(Chain::variance).collect();
                let (mean, error) = mean_and_error(&all);
                Measurement::exact(
                    median(&mut all),
                    note(
                        format!(
                            "Median of 4,000 runs. Their average is {mean:.2} ± {error:.2}: it lives on few enormous ones."
                        ),
                        format!(
                            "4000 次的中位数。它们的平均为 {mean:.2} ± {error:.2}：全靠少数几个巨大的值。"
                        ),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "walk",
        sentence: t(
            "Without bias the mean walks away: its variance grows as t/n.",
            "没有偏向时均值会走远：其方差按 t/n 增长。",
        ),
        source: Source { place: t("post 9687", "博文 9687"), url: POST },
        // Heavy tails: five standard errors as for normal numbers.
        expected: Expected::Near { value: 1.0, tolerance: 0.08 },
        by: |_| {
            Ok({
                let parts: Vec<_> = [10usize, 30, 60]
                    .into_iter()
                    .map(|generation| {
                        let (v, _) = spread(&drifts(&at(synthetic(100.0, 1.0), generation, 8_000)));
                        part(format!("t = {generation}"), v / (generation as f64 / 100.0))
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "Variance of the mean over 8,000 runs at n = 100, over t/n.",
                        "n = 100、8000 次的均值方差，除以 t/n。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "drift-law",
        sentence: t(
            "The drift does not stay normal, as N(μ₀, tΣ₀/n) would have it: it converges, to a Student t with 2 degrees of freedom, of median size .8165.",
            "漂移并不像 N(μ₀, tΣ₀/n) 那样一直是正态：它会收敛到自由度为 2 的 t 分布，大小的中位数为 .8165。",
        ),
        source: Source {
            place: t("against post 9687; derived here", "与博文 9687 不同；本站推导"),
            url: POST,
        },
        // Standard error of a median of 4,000: about 1/(2 f √4000) with f the density there, .02; and n = 30
        // stands for a limit of large n.
        expected: Expected::Near { value: 0.8165, tolerance: 0.06 },
        by: |_| {
            Ok({
                let chains = at(synthetic(30.0, 1.0), 600, 4_000);
                let mut sizes: Vec<f64> = drifts(&chains).iter().map(|m| m.abs()).collect();
                let (normal, found) = (0.674_49 * libm::sqrt(600.0 / 30.0), median(&mut sizes));
                Measurement::estimate(
                    found,
                    0.02,
                    note(
                        format!(
                            "Median |drift| of 4,000 runs after 600 generations of 30 samples; N(0, t/n) would have {normal:.1}."
                        ),
                        format!(
                            "每代 30 个样本、600 代后 4000 次 |漂移| 的中位数；按 N(0, t/n) 会是 {normal:.1}。"
                        ),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "bias-stops-the-walk",
        sentence: t(
            "With bias λ < 1 the walk stops: the variance of the mean tends to λ/(n(1−λ)) beyond the first fit's.",
            "有偏向 λ < 1 时游荡会停：除首次拟合外，均值方差趋于 λ/(n(1−λ))。",
        ),
        source: Source {
            place: t("post 9687's recursion, summed", "博文 9687 的递推求和"),
            url: POST,
        },
        expected: Expected::Near { value: 1.0, tolerance: 0.07 },
        by: |_| {
            Ok({
                let parts: Vec<_> = [0.5, 0.8, 0.9]
                    .into_iter()
                    .map(|l| {
                        let (v, _) = spread(&drifts(&at(synthetic(100.0, l), 120, 8_000)));
                        part(format!("λ = {l}"), (v - 0.01) / (l / (100.0 * (1.0 - l))))
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "8,000 runs, 120 generations of 100 samples; 1/n of the first generation taken off.",
                        "8000 次、120 代、每代 100 个样本；已减去第一代的 1/n。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "fresh-ratio",
        sentence: t(
            "With fresh data and no bias the loop is worth (2 − p) times its real samples, p their share.",
            "有新鲜数据且无偏向时，循环相当于其真实样本的 (2 − p) 倍，p 为真实样本的占比。",
        ),
        source: Source {
            place: t(
                "leading order; compare arXiv 2307.01850, §5",
                "首阶；参看 arXiv 2307.01850 第 5 节",
            ),
            url: MAD,
        },
        expected: Expected::Near { value: 1.0, tolerance: 0.05 },
        by: |_| {
            Ok({
                let parts: Vec<_> = [(600.0, 200.0), (400.0, 400.0), (200.0, 600.0)]
                    .into_iter()
                    .map(|(n_real, n_synthetic)| {
                        let p = n_real / (n_real + n_synthetic);
                        let found =
                            simulated_ratio(&fed(Loop::Fresh, 1.0, n_real, n_synthetic), 5, 1_200);
                        part(format!("p = {p}"), found / (2.0 - p))
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "Simulated nₑ/nᵣ over 2 − p, 1,200 runs each, 800 samples a generation.",
                        "模拟的 nₑ/nᵣ 除以 2 − p，各 1200 次，每代共 800 个样本。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "fresh-forgets",
        sentence: t(
            "With fresh data the limit does not depend on how good the first model was.",
            "有新鲜数据时，极限与第一个模型好坏无关。",
        ),
        source: Source {
            place: t("arXiv 2307.01850, §5", "arXiv 2307.01850 第 5 节"), url: MAD
        },
        expected: Expected::Near { value: 1.0, tolerance: 0.08 },
        by: |_| {
            Ok({
                let distance = |n_initial: f64| {
                    let setting = Setting { n_initial, ..fed(Loop::Fresh, 0.9, 100.0, 300.0) };
                    let chains = at(setting, 60, 6_000);
                    mean_and_error(&chains.iter().map(Chain::distance).collect::<Vec<_>>()).0
                };
                let ratio = distance(5.0) / distance(5_000.0);
                Measurement::estimate(
                    ratio,
                    0.02,
                    note(
                        "Mean distance after 60 generations, begun with 5 real samples, over begun with 5,000; 6,000 runs each.",
                        "60 代后的平均距离：从 5 个真实样本起步与从 5000 个起步之比，各 6000 次。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "fresh-bias",
        sentence: t(
            "With fresh data and bias the variance settles at p/(1 − (1−p)λ).",
            "有新鲜数据且有偏向时，方差停在 p/(1 − (1−p)λ)。",
        ),
        source: Source { place: t("derived here", "本站推导"), url: "" },
        expected: Expected::Near { value: 1.0, tolerance: 0.01 },
        by: |_| {
            Ok({
                let parts: Vec<_> = [(0.5, 0.9), (0.25, 0.7), (0.1, 0.5)]
                    .into_iter()
                    .map(|(p, l)| {
                        let setting = fed(Loop::Fresh, l, 2_000.0 * p, 2_000.0 * (1.0 - p));
                        let chains = at(setting, 80, 1_000);
                        let (mean, _) =
                            mean_and_error(&chains.iter().map(Chain::variance).collect::<Vec<_>>());
                        part(format!("p = {p}, λ = {l}"), mean / theory::limit_variance(&setting))
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "Mean variance of 1,000 runs after 80 generations of 2,000 samples, over the formula.",
                        "80 代、每代 2000 个样本、1000 次的平均方差，除以公式。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "flat-threshold",
        sentence: t(
            "With bias, the number of synthetic samples that does no harm does not grow with the real ones: beyond 3,000 real samples it changes by less than a tenth.",
            "有偏向时，无害的合成样本数并不随真实样本增长：真实样本超过 3000 后变化不到一成。",
        ),
        source: Source {
            place: t(
                "arXiv 2307.01850, fig. 10's flat thresholds; by the leading order",
                "arXiv 2307.01850 图 10 的平台；按首阶公式",
            ),
            url: MAD,
        },
        expected: Expected::AtMost(0.1),
        by: |_| {
            Ok({
                let parts: Vec<_> = [0.6, 0.7, 0.8]
                    .into_iter()
                    .map(|l| {
                        let most = |n: f64| {
                            theory::admissible(&fed(Loop::Fresh, l, n, 1.0)).unwrap_or(f64::NAN)
                        };
                        part(format!("λ = {l}"), (most(3_000.0) / most(1e6) - 1.0).abs())
                    })
                    .collect();
                let (one, many) =
                    (theory::flat_threshold(1.0, 0.8), theory::flat_threshold(100.0, 0.8));
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        format!(
                            "Relative difference between 3,000 and a million real samples. The limit is [(d+1)(1+λ−λ²) + 4(2−λ)]/(1−λ)²: at λ = .8, {one:.0} in one dimension and {many:.0} in a hundred."
                        ),
                        format!(
                            "3000 与一百万真实样本之间的相对差。极限为 [(d+1)(1+λ−λ²) + 4(2−λ)]/(1−λ)²：λ = .8 时，一维 {one:.0}，一百维 {many:.0}。"
                        ),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "augmentation",
        sentence: t(
            "A fixed real set only delays the collapse: in the end the loop is worth less than a tenth of its real samples.",
            "固定的真实数据只是推迟崩溃：到头来循环只值其真实样本的不到一成。",
        ),
        source: Source {
            place: t(
                "arXiv 2307.01850, §4, of deep models",
                "arXiv 2307.01850 第 4 节，针对深度模型",
            ),
            url: MAD,
        },
        expected: Expected::AtMost(0.1),
        by: |_| {
            Ok({
                let parts: Vec<_> = [1.0, 0.9, 0.5]
                    .into_iter()
                    .map(|l| {
                        let found =
                            simulated_ratio(&fed(Loop::Augmentation, l, 2_000.0, 2_000.0), 9, 400);
                        part(format!("λ = {l}"), found)
                    })
                    .collect();
                Measurement::in_parts(
                    parts[2].value,
                    parts,
                    note(
                        "nₑ/nᵣ with 2,000 samples of each kind. Without bias a Gaussian keeps (2−p)/(3−2p) of its worth, never less than two thirds: what collapses deep models is their own bias.",
                        "每种 2000 个样本时的 nₑ/nᵣ。没有偏向时，高斯保住 (2−p)/(3−2p)，绝不少于三分之二：让深度模型崩溃的是它们自身的偏向。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "accumulation",
        sentence: t(
            "If all data are kept, n times the variance of the mean stays below π²/6 and tends to it.",
            "若保留全部数据，均值方差的 n 倍始终不超过 π²/6，并趋于它。",
        ),
        source: Source { place: t("arXiv 2404.01413", "arXiv 2404.01413"), url: ACCUMULATE },
        // Σ to 400 is .0025 below the limit; standard error √(2/8000) of it is .026.
        expected: Expected::Near {
            value: std::f64::consts::PI * std::f64::consts::PI / 6.0,
            tolerance: 0.1,
        },
        by: |_| {
            Ok({
                let setting = Setting { kind: Loop::Accumulate, ..synthetic(200.0, 1.0) };
                let (v, error) = spread(&drifts(&at(setting, 400, 8_000)));
                Measurement::estimate(
                    200.0 * v,
                    200.0 * error,
                    note(
                        "n·Var μ over 8,000 runs after 400 generations of 200 samples.",
                        "400 代、每代 200 个样本、8000 次的 n·Var μ。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "golden-weight",
        sentence: t(
            "If fresh and synthetic sets are equally large, weighting the fresh one by .618 estimates the mean best: n times its variance is .618 too.",
            "新鲜与合成数据一样多时，给新鲜数据权重 .618 对均值估计最好：其方差的 n 倍也是 .618。",
        ),
        source: Source {
            place: t("weighted fresh loop; derived here", "加权的新鲜循环；本站推导"),
            url: "",
        },
        // Four standard errors of a variance of 20,000 numbers.
        expected: Expected::Near { value: 0.618_034, tolerance: 0.025 },
        by: |_| {
            Ok({
                let n_variance = |w: f64| {
                    let mut rng = strand(31, libm::round(1e6 * w) as u64);
                    let means: Vec<f64> = (0..20_000)
                        .map(|_| {
                            (0..12).fold(0.0, |mu, _| {
                                w * normal(&mut rng) + (1.0 - w) * (mu + normal(&mut rng))
                            })
                        })
                        .collect();
                    variance(&means)
                };
                let (best, less, more) = (n_variance(0.618_034), n_variance(0.5), n_variance(0.75));
                Measurement::estimate(
                    best,
                    best * libm::sqrt(2.0 / 20_000.0),
                    note(
                        format!(
                            "In units of 1/n over 20,000 chains; weight .5 gives {less:.3}, .75 gives {more:.3}."
                        ),
                        format!(
                            "以 1/n 为单位，2 万条链；权重 .5 得 {less:.3}，.75 得 {more:.3}。"
                        ),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "wright-fisher",
        sentence: t(
            "Diversity of words decays as in population genetics: 1 − Σp² loses a factor 1 − 1/n a generation.",
            "词的多样性像群体遗传学那样衰减：1 − Σp² 每代乘以 1 − 1/n。",
        ),
        source: Source { place: t("Wright–Fisher model", "Wright–Fisher 模型"), url: "" },
        expected: Expected::Near { value: 1.0, tolerance: 0.03 },
        by: |_| {
            Ok({
                let n = 100.0;
                let setting = synthetic(n, 1.0);
                let start = diversity(&zipf());
                let parts: Vec<_> = [10usize, 50, 100]
                    .into_iter()
                    .map(|generation| {
                        let all: Vec<f64> = (0..600)
                            .map(|run| {
                                let mut text = Text::start(setting, 13, run);
                                for _ in 1..generation {
                                    text.step();
                                }
                                diversity(&text.p)
                            })
                            .collect();
                        let theory = start * libm::pow(1.0 - 1.0 / n, generation as f64);
                        part(format!("t = {generation}"), mean_and_error(&all).0 / theory)
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        format!(
                            "Mean of 600 runs of {WORDS} words, 100 drawn a generation, over the formula."
                        ),
                        format!("{WORDS} 个词、每代抽 100 个、600 次的平均，除以公式。"),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "islands",
        sentence: t(
            "A mixture on 25 islands that learns only from itself, with bias, loses more than half of them within 40 generations, while what it makes stays precise.",
            "25 个小岛上的混合模型只学自己且有偏向，40 代内失去一半以上的岛，而造出的点仍然精确。",
        ),
        source: Source {
            place: t(
                "the picture of arXiv 2307.01850, fig. 1, measured here",
                "arXiv 2307.01850 图 1 的景象，本站测量",
            ),
            url: MAD,
        },
        expected: Expected::AtMost(12.5),
        by: |_| {
            Ok({
                let r = run_to_end(
                    &PAPER,
                    &[
                        ("world", "grid25"),
                        ("generator", "gmm"),
                        ("n_synthetic", "300"),
                        ("n_initial", "500"),
                        ("lambda", "0.9"),
                        ("generations", "40"),
                        ("runs", "3"),
                    ],
                );
                let (precision, recall) = (read(&r, "precision"), read(&r, "recall"));
                Measurement::exact(
                    read(&r, "modes_alive"),
                    note(
                        format!(
                            "Median of three runs; precision {precision:.2}, recall {recall:.2}."
                        ),
                        format!("三次的中位数；精确率 {precision:.2}，召回率 {recall:.2}。"),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
];

//! What the post says, measured.

use super::{
    PAPER,
    chains::{Chain, Gradient, Walk},
    format::{Format, adam_displacement, rms_steps_to, steps_to},
    rule::{Kind, Rule, State, sign},
    weight::START,
};
use crate::{
    Claim, Expected, Measurement, Readouts, Source,
    measuring::{note, part, read, run_to_end, worst},
    t,
};

const POST: &str = "https://spaces.ac.cn/archives/9736";
const TIGER: &str = "https://github.com/bojone/tiger";

/// Tiger on one weight after one sighting, step by step, until |θ| passes a size.
fn steps_until(rule: &Rule, size: f64) -> f64 {
    let (mut theta, mut m, mut v) = (START, 0.0, 0.0);
    let mut g = -1.0;
    for step in 0..10_000_000u64 {
        if theta.abs() >= size {
            return step as f64;
        }
        let u = rule.update(&mut m, &mut v, g, (1.0, 1.0));
        g = 0.0;
        let rate = if rule.rms { rule.lr * theta.abs() } else { rule.lr };
        theta -= rate * (u + rule.decay * theta);
    }
    f64::NAN
}

/// The real model under one of the exhibit's optimisers.
fn trained(optimizer: &str) -> Readouts {
    run_to_end(
        &PAPER,
        &[
            ("view", "model"),
            ("optimizer", optimizer),
            ("step_rule", "rms"),
            ("lr", "0.004"),
            ("steps", "4500"),
            ("vocab", "300"),
            ("batch", "8"),
            ("runs", "1"),
        ],
    )
}

pub(super) const CLAIMS: &[Claim] = &[
    Claim {
        id: "fixed-point",
        sentence: t(
            "A weight whose token is not seen again ends at ±1/λ: ±100 for λ = .01.",
            "词不再出现，权重终于 ±1/λ：λ = .01 时就是 ±100。",
        ),
        source: Source { place: t("post 9736", "博文 9736"), url: POST },
        // Thirty relaxation times leave e⁻³⁰ of the way.
        expected: Expected::Near { value: 100.0, tolerance: 1e-6 },
        by: |_| {
            Ok({
                let rule = Rule::usual(Kind::Tiger, 0.01, 0.01);
                let mut state = State::new(1);
                let mut theta = [START];
                state.step(&rule, &mut theta, &[1.0], 1, |_| false);
                for _ in 0..300_000 {
                    state.step(&rule, &mut theta, &[0.0], 1, |_| false);
                }
                Measurement::exact(
                    theta[0].abs(),
                    note(
                        "|θ| after 300,000 steps of Tiger, η = .01, one sighting.",
                        "Tiger、η = .01、出现一次、30 万步后的 |θ|。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "times",
        sentence: t(
            "It gets half-way, to 90 % and to 99 % after ln(1−f)/ln(1−ηλ) steps.",
            "走到一半、90%、99% 分别需要 ln(1−f)/ln(1−ηλ) 步。",
        ),
        source: Source {
            place: t("the solution that post 9736 leaves to the reader", "博文 9736 留给读者的解"),
            url: POST,
        },
        // A whole number of steps, and the start at .02 instead of 0.
        expected: Expected::AtMost(3.0),
        by: |_| {
            Ok({
                let rule = Rule::usual(Kind::Tiger, 0.01, 0.01);
                let parts: Vec<_> = [0.5, 0.9, 0.99]
                    .into_iter()
                    .map(|f| {
                        let found = steps_until(&rule, f * 100.0);
                        part(format!("f = {f}"), (found - steps_to(f, 1e-4)).abs())
                    })
                    .collect();
                Measurement::in_parts(
                    worst(parts.iter().map(|p| p.value)),
                    parts,
                    note(
                        "Difference in steps to the recursion itself, η = .01, λ = .01: 6,931, 23,025 and 46,049 steps.",
                        "与逐步递推相差的步数，η = .01、λ = .01：6931、23025、46049 步。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "logistic",
        sentence: t(
            "With the released Tiger's RMS-scaled steps the growth is logistic, t = (1/α) ln(r/(1−λr)): that is why one training run suffices.",
            "发布的 Tiger 用 RMS 缩放步长，增长是逻辑斯谛的，t = (1/α) ln(r/(1−λr))：所以一次训练就够了。",
        ),
        source: Source {
            place: t("derived here from the code of Tiger", "由 Tiger 代码导出"),
            url: TIGER,
        },
        expected: Expected::Near { value: 1.0, tolerance: 0.01 },
        by: |_| {
            Ok({
                let rule = Rule { rms: true, ..Rule::usual(Kind::Tiger, 0.002, 0.01) };
                let parts: Vec<_> = [0.5, 0.9, 0.99]
                    .into_iter()
                    .map(|f| {
                        let found = steps_until(&rule, f * 100.0);
                        part(format!("f = {f}"), found / rms_steps_to(f, 0.002, 0.01, START))
                    })
                    .collect();
                let steps = rms_steps_to(0.99, 0.002, 0.01, START);
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        format!(
                            "Steps of the recursion over the formula, α = .002, from .02: 99 % after {steps:.0} steps; constant steps of .002 × .02 would take ten million."
                        ),
                        format!(
                            "递推步数与公式之比，α = .002，从 .02 起：{steps:.0} 步到 99%；若步长恒为 .002 × .02，要上千万步。"
                        ),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "sign-survives",
        sentence: t("The momentum is rounded to zero in the end.", "动量最终会被舍入成零。"),
        source: Source { place: t("post 9736, in passing", "博文 9736 顺带一提"), url: POST },
        // Steps after which it is zero; a hundred million would be “never”.
        expected: Expected::AtMost(1e8),
        by: |_| {
            Ok({
                let parts: Vec<_> = ["f32", "f32-ftz", "bf16", "f16"]
                    .into_iter()
                    .map(|name| {
                        let format = Format::named(name);
                        let (_, end) = format.decay(format.round(0.035), 0.965, 1_000_000);
                        part(name, end.map_or(f64::INFINITY, |s| s as f64))
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "Steps until m = 0 at β = .965. IEEE arithmetic rounds to nearest and freezes m at 14 of the smallest numbers: the sign lives for ever. Only flush-to-zero ends it.",
                        "β = .965 时 m 变为 0 的步数。IEEE 就近舍入，会把 m 冻结在最小数的 14 倍：符号永远活着。只有“极小归零”才会终结它。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "flush-time",
        sentence: t(
            "Where tiny numbers are flushed, the sign dies after ln(2⁻¹²⁶/m₀)/ln β steps.",
            "若极小的数归零，符号在 ln(2⁻¹²⁶/m₀)/ln β 步后消失。",
        ),
        source: Source { place: t("derived here", "本站推导"), url: "" },
        expected: Expected::AtMost(1.0),
        by: |_| {
            Ok({
                let format = Format::named("f32-ftz");
                let parts: Vec<_> = [0.9, 0.965, 0.99]
                    .into_iter()
                    .map(|beta| {
                        let (_, end) = format.decay(format.round(1.0 - beta), beta, 1_000_000);
                        let theory = (libm::log(libm::ldexp(1.0, -126)) - libm::log(1.0 - beta))
                            / libm::log(beta);
                        part(
                            format!("β = {beta}"),
                            (end.map_or(f64::NAN, |s| s as f64) - theory).abs(),
                        )
                    })
                    .collect();
                Measurement::in_parts(
                    worst(parts.iter().map(|p| p.value)),
                    parts,
                    note(
                        "Difference in steps to emulated single precision.",
                        "与模拟的单精度相差的步数。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "adam-stops",
        sentence: t(
            "AdamW goes only a finite way after one sighting, η(1−β₁)/[√(1−β₂)(1−β₁/√β₂)].",
            "AdamW 在一次出现之后只走有限的距离 η(1−β₁)/[√(1−β₂)(1−β₁/√β₂)]。",
        ),
        source: Source {
            place: t("post 9736's comparison, derived here", "博文 9736 的比较，本站推导"),
            url: POST,
        },
        expected: Expected::Near { value: 1.0, tolerance: 1e-3 },
        by: |_| {
            Ok({
                let rule = Rule::usual(Kind::AdamW, 0.001, 0.0);
                let (mut theta, mut m, mut v) = (0.0, 0.0, 0.0);
                let mut g = 1.0;
                // Long after the beginning: Adam's corrections are one.
                for _ in 0..3_000 {
                    theta -= rule.lr * rule.update(&mut m, &mut v, g, (1.0, 1.0));
                    g = 0.0;
                }
                let distance = adam_displacement(rule.lr, rule.beta1, rule.beta2);
                Measurement::exact(
                    -theta / distance,
                    note(
                        format!(
                            "Distance after 3,000 steps over the formula, {distance:.5} for η = .001."
                        ),
                        format!("3000 步后的距离与公式之比；η = .001 时为 {distance:.5}。"),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "beta-law",
        sentence: t(
            "Weights seen with probability p have RMS (1/λ)/√(1 + p/(ηλ)).",
            "每步以概率 p 出现的权重，均方根为 (1/λ)/√(1 + p/(ηλ))。",
        ),
        source: Source {
            place: t("derived here: a symmetric Beta law", "本站推导：对称 Beta 分布"),
            url: "",
        },
        expected: Expected::Near { value: 1.0, tolerance: 0.03 },
        by: |_| {
            Ok({
                let parts: Vec<_> = [5e-6, 2e-5, 2e-4]
                    .into_iter()
                    .map(|p| {
                        let rule = Rule::usual(Kind::Tiger, 0.001, 0.01);
                        let walk = Walk::new(&rule, p, Gradient::Random);
                        let b = p / 1e-5;
                        let mut squares = 0.0;
                        for i in 0..6_000 {
                            let mut chain = Chain::new(41, i);
                            chain.run(&walk, 800_000);
                            squares += chain.theta * chain.theta / 6_000.0;
                        }
                        part(format!("p = {p:e}"), libm::sqrt(squares) * 0.01 * libm::sqrt(1.0 + b))
                    })
                    .collect();
                Measurement::in_parts(
                    parts[1].value,
                    parts,
                    note(
                        "RMS of 6,000 weights after 800,000 steps over the formula, ηλ = 10⁻⁵. Below p = 2ηλ the density is U-shaped.",
                        "6000 个权重 80 万步后的均方根与公式之比，ηλ = 10⁻⁵。p < 2ηλ 时密度呈 U 形。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "drift-in-a-model",
        sentence: t(
            "In a real model trained by Tiger rare rows come within 10 % of ±1/λ.",
            "用 Tiger 训练真的模型，罕见行会到 ±1/λ 的一成之内。",
        ),
        source: Source {
            place: t("post 9736, of a 7-billion model", "博文 9736，70 亿参数的模型"),
            url: POST,
        },
        expected: Expected::AtLeast(90.0),
        by: |_| {
            Ok({
                let r = trained("tiger");
                let share = 100.0 * read(&r, "fraction_saturated");
                Measurement::exact(
                    read(&r, "max_abs"),
                    note(
                        format!(
                            "Greatest |θ| after 4,500 steps on Alice in Wonderland, λ = .01; {share:.0} % of all weights are beyond 90."
                        ),
                        format!(
                            "在《爱丽丝漫游奇境》上训练 4500 步后的最大 |θ|，λ = .01；全部权重中 {share:.0}% 超过 90。"
                        ),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "loss-stays-normal",
        sentence: t(
            "The loss does not show it: it is within 10 % of the lazy optimiser's, whose rows do not drift.",
            "损失看不出来：与没有漂移的懒更新相差不到 10%。",
        ),
        source: Source { place: t("post 9736", "博文 9736"), url: POST },
        expected: Expected::Near { value: 1.0, tolerance: 0.1 },
        by: |_| {
            Ok({
                let (drifted, lazy) = (trained("tiger"), trained("lazy-tiger"));
                let (a, b) = (read(&drifted, "loss"), read(&lazy, "loss"));
                Measurement::exact(
                    a / b,
                    note(
                        format!("Held-out loss {a:.2} against {b:.2} nats."),
                        format!("留出集损失 {a:.2} 对 {b:.2} nat。"),
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "remedies",
        sentence: t(
            "Each of the three remedies keeps the embedding below a tenth of 1/λ.",
            "三种药方都能让 Embedding 不超过 1/λ 的一成。",
        ),
        source: Source { place: t("post 9736, remedies", "博文 9736，药方"), url: POST },
        expected: Expected::AtMost(10.0),
        by: |_| {
            Ok({
                let parts: Vec<_> = ["lazy-tiger", "tied-tiger", "hybrid"]
                    .into_iter()
                    .map(|name| part(name, read(&trained(name), "max_abs")))
                    .collect();
                Measurement::in_parts(
                    parts[0].value,
                    parts,
                    note(
                        "Greatest |θ| of the same model after the same 4,500 steps.",
                        "同一个模型同样 4500 步后的最大 |θ|。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
    Claim {
        id: "sign-of-zero",
        sentence: t(
            "A token that was never seen does not drift: the sign of zero is zero.",
            "从未出现过的词不会漂：零的符号是零。",
        ),
        source: Source { place: t("the update rule itself", "更新规则本身"), url: TIGER },
        // Decay alone: .02 (1 − ηλ)^t.
        expected: Expected::AtMost(START),
        by: |_| {
            Ok({
                let rule = Rule::usual(Kind::Tiger, 0.01, 0.01);
                let mut state = State::new(1);
                let mut theta = [START];
                for _ in 0..100_000 {
                    state.step(&rule, &mut theta, &[0.0], 1, |_| false);
                }
                Measurement::exact(
                    theta[0].abs() + sign(0.0).abs(),
                    note(
                        "|θ| of a weight that began at .02, after 100,000 steps without a sighting.",
                        "从 .02 起、10 万步从未出现后的 |θ|。",
                    ),
                )
            })
        },
        ..Claim::new("", t("", ""))
    },
];

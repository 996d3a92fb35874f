//! One row: fixed point, times, the end of a sign.

use super::{LAZY, POST, TIGER, half};
use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::note,
    numerics::float::Format,
    papers::embedding_drift::{
        choices::Precision,
        closed_form::{adam_displacement, rms_steps_to, steps_to},
        rule::{Rule, State},
        weight::{START, Weight},
    },
    t,
};

/// A row of the exhibit, run to its end.
fn run(values: &Values) -> Result<Weight, Fault> {
    let mut row = Weight::start(values)?;
    while row.run() < row.steps {}
    Ok(row)
}

pub(super) const FIXED_POINT: Claim = Claim::new(
    "fixed-point",
    t(
        "Under a momentum of constant sign there is an equilibrium, θ* = −sign(m)/λ: ±100 for λ = .01.",
        "若 sign(m) 长期为常量，平衡点为 θ* = −sign(m)/λ：λ = 0.01 时就是 ±100。",
    ),
)
.says(POST, t("post 9736, equation (2)", "博文 9736 式 (2)"))
.near(1.0, 1e-4, t("fifteen relaxation times leave e⁻¹⁵ of the way", "十五个弛豫时间后还差 e⁻¹⁵"))
.at(&[
    ("view", "weight"),
    ("step_rule", "constant"),
    ("lr", "0.01"),
    ("steps", "300000"),
    ("sightings", "500"),
])
.over(&[("weight_decay", &["0.005", "0.01", "0.1"]), ("optimizer", &["tiger", "lion"])])
.stands(Verdict::Holds)
.by(|values| {
    let row = run(values)?;
    let lambda = values.number("weight_decay");
    let last = row.rows.last().copied().unwrap_or([f64::NAN; 16]);
    let (near, far) = last.iter().fold((f64::INFINITY, 0.0), |(a, b): (f64, f64), x| (a.min(x.abs()), b.max(x.abs())));
    let words = note("λ times the least |θ| of a row of sixteen.", "λ 乘以一行十六个权重中最小的 |θ|。");
    Ok(Measurement::exact(lambda * near, words).and([half("the greatest", "最大的", lambda * far)]))
});

/// The recursion on one weight (with RMS steps: a row whose signs agree) after one sighting, step by step,
/// until |θ| passes a size.
fn steps_until(rule: &Rule, size: f64) -> f64 {
    let (mut theta, mut m, mut v) = (START, 0.0, 0.0);
    let mut g = -1.0;
    for step in 0..10_000_000_u64 {
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

pub(super) const TIMES: Claim = Claim::new(
    "times",
    t(
        "With constant η the way to 1/λ is half done, to 90 % and to 99 % after ln(1−f)/ln(1−ηλ) steps.",
        "η 恒定时，走到 1/λ 的一半、90%、99% 需要 ln(1−f)/ln(1−ηλ) 步。",
    ),
)
.says(
    POST,
    t("the solution that post 9736, 'Calculation', leaves to the reader", "博文 9736“计算”留给读者的解析式"),
)
.at_most(8.0, t("steps: a whole number of them, and the start at .02 instead of 0", "步：步数取整，且从 0.02 而不是 0 出发"))
.at(&[("view", "weight"), ("step_rule", "constant"), ("lr", "0.01")])
.over(&[("weight_decay", &["0.01", "0.05"]), ("lr", &["0.004", "0.01", "0.05"])])
.stands(Verdict::Holds)
.by(|values| {
    let rule = Rule::new(values);
    let off = |f: f64| (steps_until(&rule, f / rule.decay) - steps_to(f, rule.lr * rule.decay)).abs();
    let words = note("Difference in steps to the recursion itself, half-way.", "与逐步递推相差的步数，走到一半时。");
    Ok(Measurement::exact(off(0.5), words).and([half("90 %", "90%", off(0.9)), half("99 %", "99%", off(0.99))]))
});

pub(super) const LOGISTIC: Claim = Claim::new(
    "logistic",
    t(
        "With the released Tiger's RMS-scaled steps an aligned row grows logistically, t = (1/α)[ln(r/(1−λr)) − ln(r₀/(1−λr₀))].",
        "Tiger 的代码用 RMS 缩放步长，符号一致的一行按逻辑斯谛曲线增长，t = (1/α)[ln(r/(1−λr)) − ln(r₀/(1−λr₀))]。",
    ),
)
.says(TIGER, t("derived here from tiger.py, _resource_apply, 'embeddings'", "由 tiger.py 的 _resource_apply（'embeddings' 分支）导出"))
.near(1.0, 0.01, t("a step is not infinitely small: an error of order α/2", "一步并非无穷小：误差为 α/2 的量级"))
.at(&[("view", "weight"), ("step_rule", "rms"), ("lr", "0.002")])
.over(&[("lr", &["0.001", "0.002", "0.008"]), ("weight_decay", &["0.01", "0.1"])])
.stands(Verdict::Holds)
.by(|values| {
    let rule = Rule::new(values);
    let ratio = |f: f64| {
        steps_until(&rule, f / rule.decay) / rms_steps_to(f, rule.lr, rule.decay, START)
    };
    let steps = rms_steps_to(0.99, rule.lr, rule.decay, START);
    let words = note(
        format!("Steps of the recursion over the formula, half-way from .02. 99 % takes {steps:.0} steps."),
        format!("递推步数与公式之比，从 0.02 起走到一半。走到 99% 要 {steps:.0} 步。"),
    );
    Ok(Measurement::exact(ratio(0.5), words)
        .and([half("90 %", "90%", ratio(0.9)), half("99 %", "99%", ratio(0.99))]))
});

/// The format that the values name.
fn format(values: &Values) -> Format {
    Format::named(values.pick::<Precision>("format").key())
}

pub(super) const ROUNDED: Claim = Claim::new(
    "rounded-to-zero",
    t(
        "The sign is constant until rounding errors turn the momentum into zero.",
        "在动量由于舍入误差变成 0 之前，符号一直不变。",
    ),
)
.says(POST, t("post 9736, 'Thinking'", "博文 9736“思考”"))
.at_most(0.0, t("zero is zero", "零就是零"))
.at(&[("view", "weight"), ("format", "f32")])
.over(&[("format", &["f32", "f32-ftz", "bf16", "f16"]), ("beta1", &["0.9", "0.965", "0.99"])])
.stands(Verdict::HoldsInPart)
.fair(t(
    "Whether it ever becomes zero depends on the machine. IEEE arithmetic rounds to nearest and freezes m a few units above zero, so that the sign lives on for ever; hardware that flushes small numbers to zero does end it.",
    "会不会变成零取决于硬件。IEEE 算术就近舍入，m 会冻结在离零几个单位处，符号永远都在；把次正规数清零的硬件才会让它变成零。",
))
.by(|values| {
    let (format, beta) = (format(values), Rule::new(values).beta1);
    let (m, end) = format.decay(format.round(1.0 - beta), beta, 1_000_000);
    let words = match end {
        Some(step) => note(format!("Zero after {step} steps."), format!("{step} 步后为零。")),
        None => note(
            "What the momentum ends at, in least numbers of the format.",
            "动量最终的大小，以该格式的最小数为单位。",
        ),
    };
    Ok(Measurement::exact(m / format.smallest(), words))
});

pub(super) const FLUSHED: Claim = Claim::new(
    "flush-time",
    t(
        "Where subnormal numbers are flushed the sign dies after ln(2⁻¹²⁶/m₀)/ln β steps.",
        "次正规数清零时，符号在 ln(2⁻¹²⁶/m₀)/ln β 步后消失。",
    ),
)
.says("", t("derived here", "本站推导"))
.at_most(
    1.001,
    t(
        "a whole number of steps, one more where it falls on 2⁻¹²⁶ exactly",
        "步数取整；恰好落在 2⁻¹²⁶ 时多一步",
    ),
)
.at(&[("view", "weight"), ("format", "f32-ftz"), ("beta1", "0.965")])
.over(&[("beta1", &["0.5", "0.9", "0.965", "0.99"])])
.stands(Verdict::Holds)
.by(|values| {
    let (format, beta) = (format(values), Rule::new(values).beta1);
    let (_, end) = format.decay(format.round(1.0 - beta), beta, 1_000_000);
    let theory = (libm::log(libm::ldexp(1.0, -126)) - libm::log(1.0 - beta)) / libm::log(beta);
    let found = end.map_or(f64::NAN, |s| s as f64);
    Ok(Measurement::exact(
        (found - theory).abs(),
        note(
            format!("Difference to emulated single precision: {found} steps."),
            format!("与模拟的单精度相差的步数；实为 {found} 步。"),
        ),
    ))
});

pub(super) const ADAM_STOPS: Claim = Claim::new(
    "adam-stops",
    t(
        "With Adam the update is proportional to the momentum and soon goes to zero: all of it after one sighting is η(1−β₁)/[√(1−β₂)(1−β₁/√β₂)].",
        "Adam 的更新量跟动量成正比，很快趋于零：一次出现之后总共只走 η(1−β₁)/[√(1−β₂)(1−β₁/√β₂)]。",
    ),
)
.says(POST, t("post 9736, 'Thinking'; the distance derived here", "博文 9736“思考”；距离为本站推导"))
.near(1.0, 1e-3, t("3,000 steps of a geometric series", "几何级数的 3000 项"))
.at(&[("view", "weight"), ("optimizer", "adamw"), ("lr", "0.001"), ("weight_decay", "0")])
.over(&[("beta1", &["0.5", "0.9", "0.95"]), ("beta2", &["0.99", "0.999"])])
.stands(Verdict::Holds)
.by(|values| {
    let rule = Rule::new(values);
    let (mut theta, mut m, mut v, mut g) = (0.0, 0.0, 0.0, 1.0);
    // Long after the beginning: Adam's corrections are one.
    for _ in 0..3_000 {
        theta -= rule.lr * rule.update(&mut m, &mut v, g, (1.0, 1.0));
        g = 0.0;
    }
    let distance = adam_displacement(rule.lr, rule.beta1, rule.beta2);
    Ok(Measurement::exact(
        -theta / distance,
        note(
            format!("Distance after 3,000 steps over the formula, {distance:.5} for η = .001."),
            format!("3000 步后的距离与公式之比；η = 0.001 时为 {distance:.5}。"),
        ),
    ))
});

pub(super) const LAZY_ROW: Claim = Claim::new(
    "lazy-rests",
    t(
        "A lazy optimiser updates a token's row only when it is sampled: a row seen once stays where it was put.",
        "Lazy 优化器只在词被采样时更新它的行：只出现一次的行，就停在原处。",
    ),
)
.says(LAZY, t("post 6869, 'LazyOptimizer'", "博文 6869“LazyOptimizer”"))
.at_most(1e-3, t("one step of the length α times the row's RMS of .02 is 1.6·10⁻⁴", "一步的长度是 α 乘以行的 RMS 0.02，即 1.6·10⁻⁴"))
.at(&[("view", "weight"), ("optimizer", "lazy-tiger")])
.over(&[("seed", &["1", "2", "3"])])
.stands(Verdict::Holds)
.by(|values| {
    let row = run(values)?;
    let moved = row.rows.first().zip(row.rows.last()).map_or(f64::NAN, |(a, b)| {
        a.iter().zip(b).fold(0.0, |m: f64, (a, b)| m.max((a - b).abs()))
    });
    Ok(Measurement::exact(moved, note("How far any weight of the row has moved.", "行中权重移动的最大距离。")))
});

pub(super) const NEVER_SEEN: Claim = Claim::new(
    "never-seen",
    t(
        "A token that was never seen does not drift: its momentum is zero, and the sign of zero is zero.",
        "从未出现过的 Token 不会漂移：动量为零，零的符号是零。",
    ),
)
.says(TIGER, t("tiger.py, _resource_apply: tf.sign", "tiger.py，_resource_apply：tf.sign"))
.at_most(START, t("decay alone: .02(1−ηλ)ᵗ", "只有衰减：0.02(1−ηλ)ᵗ"))
.at(&[("view", "weight"), ("step_rule", "constant"), ("lr", "0.01")])
.over(&[("optimizer", &["tiger", "lion"])])
.stands(Verdict::Holds)
.by(|values| {
    let rule = Rule::new(values);
    let (mut state, mut theta) = (State::new(1), [START]);
    for _ in 0..100_000 {
        state.step(&rule, &mut theta, &[0.0], 1, |_| false);
    }
    Ok(Measurement::exact(
        theta[0].abs(),
        note("|θ| after 100,000 steps without a sighting, from .02.", "从 0.02 起、10 万步从未出现后的 |θ|。"),
    ))
});

//! The stationary law of weights that are seen now and then.

use crate::{
    Claim, Fault, Measurement, Values, Verdict,
    measuring::note,
    papers::embedding_drift::{closed_form::beyond, law::Law},
    t,
};

/// The exhibit's run to its end.
fn run(values: &Values) -> Result<Law, Fault> {
    let mut law = Law::start(values)?;
    loop {
        let (looks, total) = law.run();
        if looks >= total {
            return Ok(law);
        }
    }
}

const SET: &[(&str, &str)] = &[
    ("view", "law"),
    ("lr", "0.001"),
    ("weight_decay", "0.01"),
    ("probability", "0.00002"),
    ("chains", "2000"),
];

pub(super) const BETA: Claim = Claim::new(
    "beta-law",
    t(
        "Weights seen with probability p, with gradients of random sign, have RMS (1/λ)/√(1 + p/(ηλ)).",
        "每步以概率 p 出现、梯度符号随机的权重，均方根为 (1/λ)/√(1 + p/(ηλ))。",
    ),
)
.says("", t("derived here: a symmetric Beta law", "本站推导：对称 Beta 分布"))
.near(
    1.0,
    0.015,
    t("2,000 weights looked at 60 times scatter by less than .5 %", "2000 个权重各看 60 次，误差小于 0.5%"),
)
.at(SET)
.over(&[
    ("probability", &["0.0000001", "0.000005", "0.00002", "0.00008", "0.0003"]),
    ("seed", &["1", "2", "3"]),
])
.stands(Verdict::Holds)
.by(ratio);

/// Simulated RMS over the law's.
fn ratio(values: &Values) -> Result<Measurement, Fault> {
    let law = run(values)?;
    let b = law.b();
    Ok(Measurement::exact(
        law.rms() / law.rms_theory(),
        note(
            format!("Simulated RMS over the law's at b = p/(ηλ) = {b:.3}."),
            format!("模拟的均方根与规律之比，b = p/(ηλ) = {b:.3}。"),
        ),
    ))
}

pub(super) const TAILS: Claim = Claim::new(
    "beta-tails",
    t(
        "The law is U-shaped below p = 2ηλ, flat there and a bell above: its share beyond .9/λ is the Beta law's.",
        "p < 2ηλ 时呈 U 形，相等时均匀，更大时呈钟形：超过 0.9/λ 的比例就是 Beta 分布的。",
    ),
)
.says("", t("derived here: density ∝ (1−x²)^(b/2−1), b = p/(ηλ)", "本站推导：密度 ∝ (1−x²)^(b/2−1)，b = p/(ηλ)"))
.at_most(
    0.012,
    t("four standard errors of a share of 2,000 weights looked at 60 times, in turns", "2000 个权重各看 60 次，四倍标准误"),
)
.at(SET)
.over(&[
    ("probability", &["0.000005", "0.00001", "0.00002", "0.00004", "0.00008"]),
    ("seed", &["1", "2", "3"]),
])
.stands(Verdict::Holds)
.by(|values| {
    let law = run(values)?;
    let (found, theory) = (law.saturated(), beyond(0.9, law.b()));
    Ok(Measurement::exact(
        (found - theory).abs(),
        note(
            format!("Share beyond .9/λ: {found:.4}, by the law {theory:.4}."),
            format!("超过 0.9/λ 的比例：{found:.4}，按规律 {theory:.4}。"),
        ),
    ))
});

pub(super) const OFTEN: Claim = Claim::new(
    "law-needs-rare",
    t(
        "The law holds for tokens that are seen often, too.",
        "对经常出现的 Token，规律也成立。",
    ),
)
.says("", t("derived here, to find where it ends", "本站推导，以求其边界"))
.near(1.0, 0.03, t("more than the simulation's error", "大于模拟的误差"))
.at(&[
    ("view", "law"),
    ("lr", "0.01"),
    ("weight_decay", "0.05"),
    ("probability", "0.05"),
    ("chains", "400"),
])
.over(&[("probability", &["0.0005", "0.002", "0.01", "0.05", "0.1"])])
.stands(Verdict::HoldsInPart)
.fair(t(
    "Its condition is 1/p ≫ 1/(1−β): the sign of the momentum must be that of the last gradient alone. At β = .965 that ends between p = .01 and .05.",
    "它的条件是 1/p ≫ 1/(1−β)：动量的符号须由最近一次梯度单独决定。β = 0.965 时，到 p = 0.01 与 0.05 之间就不再成立。",
))
.by(ratio);

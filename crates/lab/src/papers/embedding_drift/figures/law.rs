//! The stationary law: a histogram with its density, and the map of p and η beside it.

use figure::{Figure, Panel, Role, significant};

use crate::{
    Lang, Pen,
    numerics::quantile::{linspace, logspace},
    papers::embedding_drift::{
        choices::Gradient,
        closed_form::restoring_mass,
        law::{BINS, Law},
    },
    say, t,
};

pub(super) fn law(all: &Law, lang: Lang) -> Figure {
    let pen = Pen::new(lang, &[]);
    let (b, samples) = (significant(all.b(), 3), all.samples);
    let (p, border) =
        (significant(all.probability, 2), significant(2.0 * all.rule.lr * all.rule.decay, 2));
    let caveat = caveat(all, pen).unwrap_or_default();
    pen.figure(
        "law",
        t("Where rare weights live, and how rare is rare", "低频的权重待在哪里，多低频才算低频"),
        [histogram(all, pen), phases(all, pen)],
    )
    .columns(2)
    .aspect(0.6)
    .summary(say!(
        pen,
        "Left: histogram of {samples} weights in units of 1/λ with the stationary law over it. b = p/(ηλ) is {b}; below 2 the law is U-shaped. Right: two phases over p and η; here p is {p} and the border lies at {border}. {caveat}",
        "左：以 1/λ 为单位的 {samples} 个权重的直方图，上面是平稳分布；b = p/(ηλ) 为 {b}，小于 2 时呈 U 形。右：以 p 与 η 为轴的两相图；此处 p 为 {p}，边界在 {border}。{caveat}"
    ))
}

/// What must be said beside the figure: that sightings come too close for the law, or that fewer weights were
/// followed than were asked for.
fn caveat(all: &Law, pen: Pen) -> Option<String> {
    if all.crowding() > 0.5 {
        Some(say!(
            pen,
            "Sightings come so close that the momentum still remembers the one before: the law's condition 1/p ≫ 1/(1−β) fails here.",
            "出现得太密，动量还记着上一次：这里不满足规律的条件 1/p ≫ 1/(1−β)。"
        ))
    } else if all.layout.chains < all.asked {
        Some(say!(
            pen,
            "Only {} weights were followed: each is seen very often before it forgets its start.",
            "只模拟了 {} 个权重：每个都要出现很多次才会忘掉起点。",
            all.layout.chains
        ))
    } else {
        None
    }
}

/// Density of λθ by the law.
fn density(all: &Law, x: f64) -> f64 {
    let b = all.b();
    match all.gradient {
        // (1−x²)^{b/2−1} / B(½, b/2)
        Gradient::Random => libm::exp(
            (b / 2.0 - 1.0) * libm::log(1.0 - x * x) - libm::lgamma(0.5) - libm::lgamma(b / 2.0)
                + libm::lgamma(0.5 + b / 2.0),
        ),
        Gradient::Restoring => {
            libm::pow(1.0 - x.abs(), b - 1.0) / (1.0 + x.abs()) / restoring_mass(b)
        }
        Gradient::Biased => f64::NAN,
    }
}

fn histogram(all: &Law, pen: Pen) -> Panel {
    let edges = linspace(-1.0, 1.0, BINS + 1);
    let width = 2.0 / BINS as f64;
    let height = |c: &f64| if all.samples > 0.0 { c / all.samples / width } else { 0.0 };
    let heights: Vec<f64> = all.histogram.iter().map(height).collect();
    let x: Vec<f64> = linspace(-0.9975, 0.9975, 400);
    let curve: Vec<f64> = x.iter().map(|&x| density(all, x)).collect();
    let finite = curve.iter().copied().filter(|y| y.is_finite());
    let top = finite.chain(heights.iter().copied()).fold(0.5, f64::max).min(6.0);
    let mut panel = pen
        .titled(
            t("where the weights are", "权重在哪里"),
            pen.linear(t("weight λθ", "权重 λθ")).over(-1.0, 1.0),
            pen.linear(t("density", "密度")).over(0.0, 1.15 * top),
        )
        .with(pen.over(&edges).bars("weights", t("simulated", "模拟"), Role::Model, heights));
    if all.gradient != Gradient::Biased {
        panel = panel.with(pen.over(&x).line("law", t("the law", "规律"), Role::Theory, curve));
    }
    if let Some(words) = caveat(all, pen) {
        let short = if all.crowding() > 0.5 {
            say!(pen, "too often for the law", "太频繁，规律不适用")
        } else {
            words
        };
        panel = panel.with(pen.text("caveat", short, Role::Note, (-0.95, 1.07 * top)));
    }
    panel
}

fn phases(all: &Law, pen: Pen) -> Panel {
    let lambda = all.rule.decay;
    let p = logspace(1e-7, 0.1, 60);
    let pen = pen.over(&p);
    let line: Vec<f64> = p.iter().map(|p| p / (2.0 * lambda)).collect();
    let floor = vec![1e-5; p.len()];
    pen.titled(
        t("how rare is rare", "多低频才算低频"),
        pen.log(t("probability of a sighting p", "每步出现的概率 p")).over(1e-7, 0.1),
        pen.log(t("learning rate η", "学习率 η")).over(1e-5, 1.0),
    )
    .with(
        pen.band(
            "bell",
            t("often enough: a bell", "够频繁：钟形"),
            Role::Baseline(1),
            floor,
            &line[..],
        )
        .opacity(0.14),
    )
    .with(pen.line("boundary", "p = 2ηλ", Role::Theory, line))
    .with(pen.text("saturated", t("too rare: at ±1/λ", "太低频：在 ±1/λ"), Role::Note, (2e-7, 0.3)))
    .handle(pen.drag(
        t("probability and learning rate", "概率与学习率"),
        (all.probability, all.rule.lr),
        ("probability", "lr"),
    ))
}

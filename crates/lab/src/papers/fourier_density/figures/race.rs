//! Quality against the number of parameters.

use figure::{Figure, Label, significant};

use crate::{
    Pen,
    papers::fourier_density::{
        baseline::Baseline,
        race::{Curve, RUNNERS, Race, SEEDS},
    },
    say, t,
};
use figure::Role;

/// Divergence or held-out loss, and the number of modes.
pub(in super::super) fn figures(race: &Race, pen: Pen) -> Vec<Figure> {
    let all: Vec<(Option<Baseline>, Curve)> = std::iter::once(None)
        .chain(RUNNERS.map(Some))
        .map(|which| (which, race.curve(which)))
        .collect();
    let x = || pen.log(t("stored numbers", "存储的数的个数")).over(4.0, 80.0);
    let nats = pen.say(t("nats", "nat"));
    let y = if race.knows_the_truth() {
        pen.log(t("divergence from the truth", "与真实分布的散度")).unit(nats).including(1e-3, 1.0)
    } else {
        pen.linear(t("held-out loss", "留出集损失")).unit(nats)
    };
    let mut quality = pen.panel(x(), y);
    let mut modes = pen.panel(x(), pen.linear(t("modes found", "找到的峰")).including(0.0, 4.0));
    let mut best = Vec::new();
    for (which, curve) in &all {
        let (id, name, role) = match which {
            None => ("fit", t("Fourier series", "傅里叶级数"), Role::Model),
            Some(which) => (which.key(), which.name(), which.role()),
        };
        if let Some(least) = curve.score.median.iter().copied().min_by(f64::total_cmp) {
            best.push(format!("{} {}", pen.say(name), significant(least, 3)));
        }
        let pen = pen.over(&curve.parameters);
        for (panel, band) in [(&mut quality, &curve.score), (&mut modes, &curve.modes)] {
            let range = pen.band(&format!("{id}-range"), "", role, &band.low[..], &band.high[..]);
            let dots = pen.points(&format!("{id}-points"), "", role, &band.median[..]);
            *panel = std::mem::replace(panel, pen.panel(pen.linear(""), pen.linear("")))
                .with(range.label(Label::Hidden))
                .with(pen.line(id, name, role, &band.median[..]))
                .with(dots.label(Label::Hidden));
        }
    }
    let best = best.join(&pen.say(t("; ", "；")));
    vec![
        pen.figure("race", t("Lower is better", "越低越好"), [quality]).aspect(0.5).summary(say!(
            pen,
            "Quality against how many numbers a model stores: medians and 5–95 % ranges over {SEEDS} seeds. Best medians so far: {best}.",
            "好坏对模型存储的数的个数：{SEEDS} 个种子的中位数与 5–95% 范围。目前最好的中位数：{best}。"
        )),
        pen.figure("modes", t("How many bumps each finds", "各找到几个峰"), [modes])
            .aspect(0.4)
            .summary(say!(
                pen,
                "Number of modes found against how many numbers a model stores, over the same {SEEDS} seeds.",
                "找到的峰数对模型存储的数的个数，同样 {SEEDS} 个种子。"
            )),
    ]
}

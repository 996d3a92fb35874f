//! Losses against steps.

use figure::{Dash, Figure, Label, Role, Shape, significant};

use crate::{
    Pen,
    papers::fourier_density::{
        baseline::Baseline,
        exhibit::Shown,
        fit::{Fit, Snapshot},
    },
    say, t,
};

pub(super) fn figure(fit: &Fit, shown: &Shown, pen: Pen) -> Figure {
    let x: Vec<f64> = fit.tape.times().iter().map(|&s| (s as f64).max(1.0)).collect();
    let pen = pen.over(&x);
    let along = |of: &dyn Fn(&Snapshot) -> Option<f64>| {
        fit.tape.states().iter().map(|s| of(s).unwrap_or(f64::NAN)).collect::<Vec<f64>>()
    };
    let train = along(&|s| s.train);
    let heldout = along(&|s| s.series.heldout);
    let judged = |which| fit.estimate(which).and_then(|e| e.heldout);
    // From a little below the best to the loss of a uniform density: what happens above is start-up.
    let best = Baseline::ALL
        .into_iter()
        .filter_map(judged)
        .chain(heldout.iter().copied())
        .chain(train.iter().copied())
        .filter(|v| v.is_finite())
        .fold(f64::INFINITY, f64::min);
    let uniform = libm::log(fit.source.range.1 - fit.source.range.0);
    let room = (uniform - best).max(0.1);
    let most = (fit.plan.steps as f64).max(10.0);
    let mut panel = pen.panel(
        pen.log(t("step", "步")).over(1.0, most),
        pen.linear(t("loss, −ln p averaged", "损失（平均 −ln p）"))
            .unit(pen.say(t("nats", "nat")))
            .over(best - 0.08 * room, uniform + 0.3 * room),
    );
    for &which in shown.compare {
        let (key, name, role) = (which.key(), which.name(), which.role());
        let mark = match which {
            Baseline::Plain => {
                if fit.estimate(which).is_some_and(|e| e.heldout.is_none()) {
                    let words = t(
                        "plain series: negative, so it has no likelihood",
                        "普通级数：有负值，谈不上似然",
                    );
                    panel = panel.with(pen.text("none", words, role, (1.2, uniform + 0.15 * room)));
                }
                continue;
            }
            Baseline::Adam | Baseline::Equal | Baseline::Deep => {
                pen.line(key, name, role, along(&|s| s.of(which).and_then(|e| e.heldout)))
            }
            Baseline::Em | Baseline::Kernel | Baseline::Histogram => match judged(which) {
                Some(y) => pen.mark(key, name, role, Shape::RuleY { y }),
                None => continue,
            },
        };
        panel = panel.with(mark.width(1.6).label(Label::End));
    }
    if !fit.source.train.is_empty() {
        let line = pen.line("train", t("training", "训练集"), Role::Model, train);
        panel = panel.with(line.dash(Dash::Dotted).width(1.6).label(Label::End));
    }
    let last = significant(heldout.last().copied().unwrap_or(f64::NAN), 4);
    let line = pen.line("heldout", t("held out", "留出集"), Role::Model, heldout);
    panel = panel.with(line.label(Label::End));
    if let Some(i) = fit.tape.shown() {
        panel = panel.with(pen.mark("now", "", Role::Handle, Shape::RuleX { x: x[i] }));
    }
    let uniform = significant(uniform, 4);
    let title = t("How well it predicts data it has not seen", "对没见过的数据预测得多好");
    pen.figure("loss", title, [panel]).aspect(0.3).summary(say!(
        pen,
        "Held-out loss against training step, falling to {last} nats; a uniform density would have {uniform}.",
        "留出集损失随训练步数下降到 {last} nat；均匀分布是 {uniform}。"
    ))
}

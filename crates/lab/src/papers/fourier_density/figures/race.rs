//! Quality against the number of parameters.

use figure::{Figure, Label, Role, significant};

use crate::{
    Pen,
    papers::fourier_density::race::{Race, Runner, SEEDS},
    say, t,
};

pub(in super::super) fn figure(race: &Race, pen: Pen) -> Vec<Figure> {
    let x = pen.log(t("stored parameters", "存储的参数个数")).over(2.0, 80.0);
    let nats = pen.say(t("nats", "nat"));
    let y = if race.knows_the_truth() {
        pen.log(t("divergence from the truth", "与真实分布的散度")).unit(nats).including(1e-3, 1.0)
    } else {
        pen.linear(t("held-out loss", "留出集损失")).unit(nats)
    };
    let mut panel = pen.panel(x, y);
    let mut best = Vec::new();
    for runner in Runner::ALL {
        let (id, name, role) = match runner {
            Runner::Series => ("fit", t("Fourier series", "傅里叶级数"), Role::Model),
            Runner::Other(which) => (which.key(), which.name(), which.role()),
        };
        let curve = race.curve(runner);
        if let Some(least) = curve.iter().map(|r| r.mean).min_by(f64::total_cmp) {
            best.push(format!("{} {}", pen.say(name), significant(least, 3)));
        }
        let along = |of: fn(&crate::papers::fourier_density::race::Rank) -> f64| {
            curve.iter().map(of).collect::<Vec<f64>>()
        };
        let sizes = along(|r| r.parameters);
        let pen = pen.over(&sizes);
        let mean = along(|r| r.mean);
        let range = pen.band(&format!("{id}-range"), "", role, along(|r| r.low), along(|r| r.high));
        panel = panel
            .with(range.label(Label::Hidden))
            .with(pen.line(id, name, role, &mean[..]))
            .with(pen.points(&format!("{id}-points"), "", role, mean).label(Label::Hidden));
    }
    let best = best.join(pen.say(t("; ", "；")).as_str());
    vec![
        pen.figure("race", t("Lower is better", "越低越好"), [panel]).aspect(0.5).summary(say!(
            pen,
            "Quality against the number of parameters, mean and range over {SEEDS} seeds. Best so far: {best}.",
            "好坏对参数个数，{SEEDS} 个种子的均值与范围。目前最好：{best}。"
        )),
    ]
}

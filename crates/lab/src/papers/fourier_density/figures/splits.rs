//! Held-out loss against the number of terms, and split by split.

use figure::{Dash, Figure, Label, Role, significant};

use crate::{
    Pen,
    numerics::quantile::mean_and_error,
    papers::fourier_density::{
        baseline::Baseline,
        splits::{Rival, SPLITS, Splits},
    },
    say, t,
};

pub(in super::super) fn figures(splits: &Splits, pen: Pen) -> Vec<Figure> {
    vec![by_terms(splits, pen), by_split(splits, pen)]
}

/// A rival with its colour.
const fn baseline(rival: Rival) -> Baseline {
    match rival {
        Rival::Em => Baseline::Em,
        Rival::Kernel | Rival::Rough => Baseline::Kernel,
    }
}

fn by_terms(splits: &Splits, pen: Pen) -> Figure {
    let (x, smooth) = splits.by_terms(true);
    let (rough_x, rough) = splits.by_terms(false);
    let least = smooth.low.iter().copied().fold(f64::INFINITY, f64::min);
    let most = smooth.high.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Without smoothing a datum in a gap costs up to 46 nats: that may leave the figure.
    let room = (most - least).max(0.1);
    let loss = pen.linear(t("held-out loss", "留出集损失")).unit(pen.say(t("nats", "nat")));
    let loss =
        if least.is_finite() { loss.over(least - 0.1 * room, most + 0.35 * room) } else { loss };
    let mut panel =
        pen.panel(pen.log(t("terms of the series, N", "级数项数 N")).over(1.0, 100.0), loss);
    let ends = [1.0, 100.0];
    if let Some(level) = splits.level(Rival::Em) {
        let (which, at) = (Baseline::Em, pen.over(&ends));
        let flat = |v: &[f64]| vec![v[0]; 2];
        let range = at.band("gmm_em-range", "", which.role(), flat(&level.low), flat(&level.high));
        panel = panel
            .with(range.label(Label::Hidden).opacity(0.1))
            .with(at.line(which.key(), which.name(), which.role(), flat(&level.median)).width(1.5));
    }
    let orange = Baseline::Plain.role();
    let without = pen.over(&rough_x);
    panel = panel
        .with(
            without
                .band("rough-range", "", orange, &rough.low[..], &rough.high[..])
                .label(Label::Hidden),
        )
        .with(
            without
                .line("rough", t("without smoothing", "不平滑"), orange, &rough.median[..])
                .dash(Dash::Dashed),
        );
    let with = pen.over(&x);
    panel = panel
        .with_all(with.bands("fit", "", Role::Model, &smooth))
        .with(
            with.line("fit", t("Fourier series", "傅里叶级数"), Role::Model, &smooth.median[..])
                .width(2.5),
        )
        .with(with.points("fit-points", "", Role::Model, &smooth.median[..]).label(Label::Hidden))
        .handle(pen.drag_x("N", splits.terms as f64, "terms"));
    let best = x.iter().zip(&smooth.median).min_by(|a, b| a.1.total_cmp(b.1));
    if let Some((&n, &loss)) = best {
        let words = say!(pen, "best: {n} terms", "最好：{n} 项");
        panel = panel.with(pen.text("best", words, Role::Model, (n, loss - 0.05 * room)));
    }
    let many = splits.leads(Rival::Em).len();
    let best = best.map_or_else(String::new, |(n, _)| n.to_string());
    pen.figure("terms", t("Too few terms, too many terms", "项太少，项太多"), [panel])
        .aspect(0.5)
        .summary(say!(
            pen,
            "Held-out loss against the number of terms, medians and 5–95 % ranges over {many} of {SPLITS} random splits; with smoothing the best number of terms is {best}.",
            "留出集损失对项数：{SPLITS} 次随机划分中已完成 {many} 次的中位数与 5–95% 范围；平滑时最好的项数是 {best}。"
        ))
}

fn by_split(splits: &Splits, pen: Pen) -> Figure {
    let leads = splits.leads(Rival::Em);
    let kernel = splits.leads(Rival::Kernel);
    let axis = |leads: &[f64]| (1..=leads.len()).map(|i| i as f64).collect::<Vec<f64>>();
    let far = leads.iter().chain(&kernel).fold(0.05, |m: f64, v| m.max(v.abs())).min(1.0);
    let (x, kernel_x) = (axis(&leads), axis(&kernel));
    let many = SPLITS as f64;
    let mut panel = pen
        .panel(
            pen.linear(t("split", "第几次划分")).over(0.5, many + 0.5),
            pen.linear(t("loss above the series'", "比级数高出的损失"))
                .unit(pen.say(t("nats", "nat")))
                .over(-1.15 * far, 1.15 * far),
        )
        .with(pen.rule_y("zero", "", Role::Note, 0.0))
        .with(pen.text("above", t("series better", "级数更好"), Role::Model, (0.7, 1.02 * far)))
        .with(pen.text("below", t("series worse", "级数更差"), Role::Note, (0.7, -1.08 * far)));
    let mut tell = Vec::new();
    for (rival, leads, x) in [(Rival::Em, &leads, &x), (Rival::Kernel, &kernel, &kernel_x)] {
        let which = baseline(rival);
        let (name, role) = (which.name(), which.role());
        panel = panel.with(pen.over(x).points(which.key(), name, role, &leads[..]).size(7.0));
        let (mean, error) = mean_and_error(leads);
        if error.is_finite() {
            let id = format!("{}-mean", which.key());
            panel = panel.with(pen.rule_y(&id, "", role, mean));
            let won = leads.iter().filter(|v| **v > 0.0).count();
            let (name, mean, error) = (pen.say(name), significant(mean, 2), significant(error, 1));
            tell.push(say!(
                pen,
                "{name}: the series is better on {won} of {}, by {mean} ± {error} nats on average",
                "{name}：{} 次中级数有 {won} 次更好，平均差 {mean} ± {error} nat",
                leads.len()
            ));
        }
    }
    let tell = tell.join(&pen.say(t("; ", "；")));
    pen.figure("splits", t("One split decides nothing", "一次划分说明不了什么"), [panel])
        .aspect(0.4)
        .summary(say!(pen, "Split by split. {tell}.", "逐次划分。{tell}。"))
}

//! The data, the truth, the fit and what it is compared with.

use figure::{Anchor, Domain, Figure, Label, Mark, Role, Shape, Sketch, significant};

use super::data_axis;
use crate::{
    Pen,
    papers::fourier_density::{
        baseline::Baseline, estimate::Estimate, exhibit::Shown, fit::Fit, source::Dataset,
    },
    say, t,
};

pub(super) fn figure(fit: &Fit, shown: &Shown, pen: Pen) -> Figure {
    let series = &fit.present().series;
    let plain =
        shown.compare.contains(&Baseline::Plain).then(|| fit.estimate(Baseline::Plain)).flatten();
    let (bottom, top) = heights(fit, series, plain);
    let mut y_axis = pen.linear(t("density", "密度"));
    y_axis.domain = Domain::Fixed(bottom, top);
    let bars = pen.over(&fit.bars.edges);
    let mut panel = pen.panel(data_axis(fit, shown, pen), y_axis).with(
        bars.bars("data", t("data", "数据"), Role::Data, &fit.bars.density[..]).opacity(0.25),
    );
    if fit.source.train.len() <= 400 {
        panel = panel.with(pen.over(&fit.source.train).rug("rug", "", Role::Data));
    }
    if let Some(truth) = &fit.truth {
        let name = t("truth", "真实密度");
        panel = panel.with(pen.line("truth", name, Role::Theory, &truth.curve[..]).width(1.5));
    }
    if let Some(plain) = plain {
        panel = panel.with_all(below_zero(plain, fit, (bottom, top), pen));
    }
    for &which in shown.compare {
        if let Some(estimate) = fit.estimate(which) {
            let line = pen.line(which.key(), which.name(), which.role(), &estimate.curve[..]);
            panel = panel.with(line.width(1.6));
        }
    }
    let name = t("Fourier series", "傅里叶级数");
    panel = panel.with(pen.line("fit", name, Role::Model, &series.curve[..]).width(2.5));
    if bottom < 0.0 {
        panel = panel.with(pen.mark("zero", "", Role::Note, Shape::RuleY { y: 0.0 }));
    }
    if shown.data == Dataset::Drawn {
        panel = panel.sketch(Sketch::Curve {
            param: "drawn".into(),
            x: (-1.0, 1.0),
            y: shown.drawn.clone(),
        });
    }
    pen.figure("density", t("The data and the fit", "数据与拟合"), [panel])
        .aspect(0.46)
        .summary(summary(fit, plain, pen))
}

fn summary(fit: &Fit, plain: Option<&Estimate>, pen: Pen) -> String {
    let present = fit.present();
    let n = present.fourier.coefficients().len() - 1;
    let found = present.series.modes;
    let least = significant(present.series.range.0, 2);
    let heldout = significant(present.series.heldout.unwrap_or(f64::NAN), 4);
    let own = say!(
        pen,
        "A Fourier series of {n} terms over the histogram of the data. It has {found} modes, its least value is {least}, and its held-out loss is {heldout} nats.",
        "数据直方图上叠着 {n} 项的傅里叶级数。它有 {found} 个峰，最小值 {least}，留出集损失 {heldout} nat。"
    );
    match plain.filter(|p| p.heldout.is_none()) {
        None => own,
        Some(plain) => {
            let depth = significant(plain.range.0, 2);
            let more = say!(
                pen,
                " The plain series falls to {depth}: it is not a density.",
                "普通级数最低到 {depth}，它不是密度。"
            );
            own + &more
        }
    }
}

/// The plain series where it is negative: the area filled, an arrow to the least value, and what that means.
fn below_zero(plain: &Estimate, fit: &Fit, (bottom, top): (f64, f64), pen: Pen) -> Vec<Mark> {
    let (least, height) = (plain.range.0, top - bottom);
    if plain.heldout.is_some() || least > -0.01 * height {
        return Vec::new();
    }
    let role = Baseline::Plain.role();
    let under: Vec<f64> = plain.curve.iter().map(|v| v.min(0.0)).collect();
    let zero = vec![0.0; under.len()];
    let at = plain.curve.iter().position(|v| *v == plain.range.0).map_or(0.0, |i| fit.grid[i]);
    let (low, high) = fit.source.range;
    // The words stand on the side where there is room.
    let side = if at < (low + high) / 2.0 { 1.0 } else { -1.0 };
    let foot = at + side * 0.22 * (high - low);
    let depth = significant(least, 2);
    // Far below the figure, the arrow points at its lower edge.
    let least = least.max(bottom + 0.02 * height);
    let words = say!(pen, "{depth}: not a density", "{depth}：不是密度");
    let arrow = Shape::Arrows {
        x: vec![foot],
        y: vec![least + 0.06 * height],
        dx: vec![at - foot],
        dy: vec![-0.06 * height],
    };
    let text = Shape::Text {
        x: foot,
        y: least + 0.06 * height,
        text: if side > 0.0 { format!(" {words}") } else { format!("{words} ") },
        anchor: if side > 0.0 { Anchor::Start } else { Anchor::End },
    };
    vec![
        pen.band("below", t("below zero", "零以下"), role, under, zero).opacity(0.4),
        pen.mark("to-the-least", "", role, arrow).label(Label::Hidden),
        pen.mark("least", "", role, text),
    ]
}

/// The range of the ordinate. It follows the data, not the wobbling fit, so that it stands still; it gives way only
/// where a series is far above or below zero.
fn heights(fit: &Fit, series: &Estimate, plain: Option<&Estimate>) -> (f64, f64) {
    let truth = fit.truth.iter().flat_map(|truth| &truth.curve);
    let steady = fit.bars.density.iter().chain(truth).copied().fold(0.0, f64::max);
    let all = || std::iter::once(series).chain(plain);
    let least = all().map(|e| e.range.0).fold(0.0, f64::min);
    let most = all().map(|e| e.range.1).fold(0.0, f64::max);
    let top = (steady * 1.25).max(most.min(steady * 2.5));
    (if least < -0.02 * top { (1.1 * least).max(-3.0 * top) } else { 0.0 }, top)
}

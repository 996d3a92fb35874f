//! The data, the truth, the fit and what it is compared with.

use figure::{Domain, Figure, Role, Shape, Sketch, significant};

use super::data_axis;
use crate::{
    Pen,
    papers::fourier_density::{
        exhibit::Shown,
        fit::{Fit, judge},
        source::Dataset,
        targets::modes,
    },
    say, t,
};

pub(super) fn figure(fit: &Fit, shown: &Shown, pen: Pen) -> Figure {
    let fourier = fit.density();
    let curve: Vec<f64> = fit.grid.iter().map(|&y| fourier.density(y)).collect();
    let least = curve.iter().copied().fold(f64::INFINITY, f64::min);
    let (bottom, top) = heights(fit, &curve);
    let mut y_axis = pen.linear(t("density", "密度"));
    y_axis.domain = Domain::Fixed(bottom, top);
    let bars = pen.over(&fit.bars.edges);
    let mut panel = pen.panel(data_axis(fit, shown, pen), y_axis).with(
        bars.bars("data", t("data", "数据"), Role::Data, &fit.bars.density[..]).opacity(0.25),
    );
    if fit.source.train.len() <= 400 {
        panel = panel.with(pen.over(&fit.source.train).rug("rug", "", Role::Data));
    }
    if let Some(truth) = &fit.source.truth {
        let line =
            pen.curve("truth", t("truth", "真实密度"), Role::Theory, |y| truth.density(y));
        panel = panel.with(line.width(1.5));
    }
    for which in shown.compare {
        let line = pen.curve(which.key(), which.name(), which.role(), fit.baseline(*which));
        panel = panel.with(line.width(1.6));
    }
    let name = t("Fourier series", "傅里叶级数");
    panel = panel.with(pen.line("fit", name, Role::Model, &curve[..]).width(2.5));
    if bottom < 0.0 {
        panel = panel.with(pen.mark("zero", t("zero", "零"), Role::Note, Shape::RuleY { y: 0.0 }));
    }
    if shown.data == Dataset::Drawn {
        panel = panel.sketch(Sketch::Curve {
            param: "drawn".into(),
            x: (-1.0, 1.0),
            y: shown.drawn.clone(),
        });
    }
    let found = modes(&curve).len();
    let n = fit.present().fourier.coefficients().len() - 1;
    let heldout = significant(judge(&fit.source.heldout, |y| fourier.density(y)), 4);
    let least = significant(least, 2);
    pen.figure("density", t("The data and the fit", "数据与拟合"), [panel])
        .aspect(0.46)
        .summary(say!(
            pen,
            "A Fourier series of {n} terms over the histogram of the data. It has {found} modes, its least value is {least}, and its held-out loss is {heldout} nats.",
            "数据直方图上叠着 {n} 项的傅里叶级数。它有 {found} 个峰，最小值 {least}，留出集损失 {heldout} nat。"
        ))
}

/// The range of the ordinate. It follows the data, not the wobbling fit, so that it stands still; it gives way only
/// where the fit is far above or below zero.
fn heights(fit: &Fit, curve: &[f64]) -> (f64, f64) {
    let truth = fit.source.truth.as_ref();
    let steady = fit
        .bars
        .density
        .iter()
        .copied()
        .chain(truth.iter().flat_map(|truth| fit.grid.iter().map(|&y| truth.density(y))))
        .fold(0.0, f64::max);
    let least = curve.iter().copied().fold(0.0, f64::min);
    let top = (steady * 1.25).max(curve.iter().copied().fold(0.0, f64::max).min(steady * 2.5));
    (if least < -0.02 * top { least.max(-0.5 * top) } else { 0.0 }, top)
}

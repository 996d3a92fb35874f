//! The cumulative distribution, and sampling by its inverse.

use figure::{Dash, Figure, Role, significant};

use super::data_axis;
use crate::{
    Pen,
    numerics::quantile::sorted,
    papers::fourier_density::{
        exhibit::Shown,
        fit::Fit,
        series::{cdf_of, quantile_of},
    },
    say, t,
};

pub(super) fn figure(fit: &Fit, shown: &Shown, pen: Pen) -> Figure {
    let fourier = fit.density();
    let c = fit.present().fourier.coefficients();
    let data = sorted(fit.source.judged());
    let every = (data.len() / 400).max(1);
    let (ex, ey): (Vec<f64>, Vec<f64>) = data
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(i, &x)| (x, (i + 1) as f64 / data.len() as f64))
        .unzip();
    let u = shown.quantile;
    let at = fit.chart.to_data(quantile_of(&c, u)).clamp(fit.source.range.0, fit.source.range.1);
    let back = significant(cdf_of(&c, fit.chart.to_period(at)), 3);
    let place = significant(at, 4);
    let inverse = [at, at];
    let panel = pen
        .panel(data_axis(fit, shown, pen), pen.linear("Φ").over(0.0, 1.0))
        .with(pen.over(&ex).steps("data", t("data", "数据"), Role::Data, ey).width(1.2))
        .with(pen.curve(
            "cdf",
            t("cumulative of the fit", "拟合的累积分布"),
            Role::Model,
            |y| fourier.cdf(y),
        ))
        .with(
            pen.over(&inverse)
                .line("inverse", "Φ⁻¹(u)", Role::Handle, [0.0, u])
                .dash(Dash::Dashed)
                .width(1.2),
        )
        .with(pen.text("where", format!(" {place}"), Role::Handle, (at, 0.06)))
        .handle(pen.drag_y("u", u, "quantile"));
    let u = significant(u, 3);
    let title = t("Cumulative distribution, and sampling by its inverse", "累积分布与反函数采样");
    pen.figure("cumulative", title, [panel]).aspect(0.4).summary(say!(
        pen,
        "The cumulative distribution of the fit follows the data's steps. At u = {u} the inverse gives {place}; the closed form at that point gives back {back}.",
        "拟合的累积分布贴着数据的阶梯。u = {u} 处的反函数为 {place}；把它代回闭式得 {back}。"
    ))
}

//! The Toeplitz matrix of the coefficients and its eigenvalues.

use figure::{Colormap, Figure, Role, Shape, significant};

use crate::{
    Pen,
    numerics::quantile::linspace,
    papers::fourier_density::{
        models::Fourier,
        series::{Coefficients, toeplitz_eigenvalues},
    },
    say, t,
};

/// Rows of the matrix: four times as many as there are coefficients, as far as that can be computed within a frame. The
/// condition is about all sizes; one of just N + 1 rows may be positive semidefinite though the density goes negative.
pub(in super::super) fn matrix_size(c: &Coefficients) -> usize {
    (4 * c.len()).min(40)
}

pub(super) fn figure(model: &Fourier, pen: Pen) -> Figure {
    let mut c = model.coefficients();
    let n = matrix_size(&c);
    c.resize(n, (0.0, 0.0));
    let values = (0..n * n).map(|i| c[(i / n).abs_diff(i % n)].0 / c[0].0);
    let side = n as f64 - 0.5;
    let span = (-0.5, side);
    let matrix = pen
        .titled("Re cⱼ₋ₖ / c₀", pen.linear("k").over(-0.5, side), pen.linear("j").over(side, -0.5))
        .equal()
        .with(pen.heat("toeplitz", "", span, span, n, values, (-1.0, 1.0), Colormap::Diverging));
    let eigenvalues = toeplitz_eigenvalues(&c);
    let least = significant(eigenvalues.last().copied().unwrap_or(f64::NAN), 3);
    let ranks = linspace(1.0, n as f64, n);
    let spectrum = pen
        .titled(
            t("eigenvalues", "特征值"),
            pen.linear(t("rank", "序号")),
            pen.linear(t("eigenvalue", "特征值")).including(0.0, 1.0),
        )
        .with(pen.over(&ranks).points("eigenvalues", "", Role::Model, eigenvalues))
        .with(pen.mark("zero", "", Role::Theory, Shape::RuleY { y: 0.0 }));
    let title = t("Non-negative density, positive semidefinite matrix", "密度非负，矩阵半正定");
    pen.figure("toeplitz", title, [matrix, spectrum]).columns(2).aspect(0.8).summary(say!(
        pen,
        "The Toeplitz matrix of the coefficients and its eigenvalues; the least is {least}.",
        "系数的 Toeplitz 矩阵及其特征值；最小的是 {least}。"
    ))
}

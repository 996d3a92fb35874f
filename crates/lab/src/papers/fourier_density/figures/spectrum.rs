//! The coefficients: their sizes and phases.

use figure::{Figure, Role, significant};

use crate::{Pen, papers::fourier_density::models::Fourier, say, t};

pub(super) fn figure(model: &Fourier, pen: Pen) -> Figure {
    let c = model.coefficients();
    let sizes: Vec<f64> = c.iter().map(|(x, y)| libm::hypot(*x, *y) / c[0].0).collect();
    let n = c.len();
    let end = n as f64 - 0.5;
    let last = significant(sizes[n - 1], 2);
    let edges: Vec<f64> = (0..=n).map(|i| i as f64 - 0.5).collect();
    let amplitude = pen
        .titled(
            t("spectrum", "频谱"),
            pen.linear("n").over(-0.5, end),
            pen.linear("|cₙ| / c₀").over(0.0, 1.05),
        )
        .with(pen.over(&edges).bars("spectrum", "", Role::Model, sizes).opacity(0.8));
    let angle = |(x, y): (f64, f64)| libm::atan2(y, x);
    let (phase, title): (Vec<f64>, _) = match model {
        Fourier::NonNegative(series) => {
            let (re, im) = series.a.split_at(n);
            let parts = re.iter().copied().zip(im.iter().copied());
            (parts.map(angle).collect(), t("phases of a", "a 的相位"))
        }
        Fourier::Raw(_) => (c.iter().copied().map(angle).collect(), t("phases of c", "c 的相位")),
    };
    let k: Vec<f64> = (0..phase.len()).map(|k| k as f64).collect();
    let pi = std::f64::consts::PI;
    let ticks = vec![(-pi, "−π".to_owned()), (0.0, "0".to_owned()), (pi, "π".to_owned())];
    let phases = pen
        .titled(
            title,
            pen.linear("k").over(-0.5, end),
            pen.linear(t("phase", "相位")).over(-pi, pi).ticks_at(ticks),
        )
        .with(pen.over(&k).points("phases", "", Role::Model, phase));
    pen.figure("spectrum", t("The coefficients", "系数"), [amplitude, phases])
        .columns(2)
        .aspect(0.5)
        .summary(say!(
            pen,
            "Sizes of the {n} coefficients relative to the first; the last is {last}.",
            "{n} 个系数相对首项的大小；末项为 {last}。"
        ))
}

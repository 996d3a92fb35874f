//! The figures of the fit and of what is inside it.

use figure::{
    Anchor, Axis, Bound, Colormap, Dash, Figure, Handle, Label, Mark, Panel, Role, Shape, Sketch,
    significant,
};

use super::{
    series::{cdf_of, quantile_of, toeplitz_eigenvalues},
    simulation::{BASELINES, Fit},
    source::modes,
};
use crate::{
    Lang, Text,
    numerics::quantile::{linspace, sorted},
    t,
};

/// Names of the baselines, in the order of `BASELINES`, with their colours.
pub(super) const NAMES: [(Text, u8); 5] = [
    (t("mixture (EM)", "混合（EM）"), 0),
    (t("mixture (Adam)", "混合（Adam）"), 2),
    (t("deep factorised", "深度分解"), 1),
    (t("kernel", "核估计"), 3),
    (t("histogram", "直方图"), 4),
];

fn unit(fit: &Fit, lang: Lang) -> Axis {
    let (low, high) = fit.source.range;
    let axis = match fit.values.choice("data") {
        "old-faithful" => Axis::linear(t("length of an eruption", "喷发时长").get(lang))
            .unit(t("min", "分钟").get(lang)),
        "galaxies" => Axis::linear(t("velocity", "退行速度").get(lang))
            .unit(t("1000 km/s", "千公里/秒").get(lang)),
        _ => Axis::linear("x"),
    };
    axis.over(low, high)
}

/// Which baselines are drawn.
fn drawn(fit: &Fit) -> Vec<usize> {
    match fit.values.choice("baseline") {
        "all" => (0..5).collect(),
        "none" => Vec::new(),
        name => {
            let key = name.replace('-', "_");
            BASELINES.iter().position(|b| *b == key).into_iter().collect()
        }
    }
}

/// Data, truth, fit and baselines; the losses beneath.
pub(super) fn fit(fit: &Fit, lang: Lang) -> Vec<Figure> {
    vec![density(fit, lang), losses(fit, lang)]
}

fn density(fit: &Fit, lang: Lang) -> Figure {
    let fourier = fit.density();
    let curve: Vec<f64> = fit.grid.iter().map(|&y| fourier.density(y)).collect();
    let steady = fit
        .bars
        .density
        .iter()
        .copied()
        .chain(fit.source.truth.iter().flat_map(|truth| fit.grid.iter().map(|&y| truth.density(y))))
        .fold(0.0, f64::max);
    let least = curve.iter().copied().fold(0.0, f64::min);
    // The axis follows the data, not the wobbling fit, so that it stands still; it gives way only
    // where the fit is far above.
    let top = (steady * 1.25).max(curve.iter().copied().fold(0.0, f64::max).min(steady * 2.5));
    let y_axis = Axis::linear(t("density", "密度").get(lang))
        .including(if least < -0.02 * top { least.max(-0.5 * top) } else { 0.0 }, top);
    let mut panel = Panel::new(
        unit(fit, lang),
        Axis {
            domain: match y_axis.domain {
                figure::Domain::Including(a, b) => figure::Domain::Fixed(a, b),
                other => other,
            },
            ..y_axis
        },
    );
    let bars = Mark::bars(
        "data",
        t("data", "数据").get(lang),
        Role::Data,
        fit.bars.edges.clone(),
        fit.bars.density.clone(),
    )
    .opacity(0.25);
    panel = panel.with(bars);
    if fit.source.train.len() <= 400 {
        panel = panel.with(Mark::new(
            "rug",
            "",
            Role::Data,
            Shape::Rug { x: fit.source.train.to_vec() },
        ));
    }
    if let Some(truth) = &fit.source.truth {
        let y: Vec<f64> = fit.grid.iter().map(|&y| truth.density(y)).collect();
        panel = panel.with(
            Mark::line(
                "truth",
                t("truth", "真实密度").get(lang),
                Role::Theory,
                fit.grid.clone(),
                y,
            )
            .width(1.5),
        );
    }
    for i in drawn(fit) {
        let baseline = fit.baseline(i);
        let y: Vec<f64> = fit.grid.iter().map(|&y| baseline(y)).collect();
        let (name, colour) = NAMES[i];
        panel = panel.with(
            Mark::line(BASELINES[i], name.get(lang), Role::Baseline(colour), fit.grid.clone(), y)
                .width(1.6),
        );
    }
    panel = panel.with(
        Mark::line(
            "fit",
            t("Fourier series", "傅里叶级数").get(lang),
            Role::Model,
            fit.grid.clone(),
            curve.clone(),
        )
        .width(2.5),
    );
    if least < -0.02 * top {
        panel = panel.with(Mark::new(
            "zero",
            t("zero", "零").get(lang),
            Role::Note,
            Shape::RuleY { y: 0.0 },
        ));
    }
    if fit.values.choice("data") == "drawn" {
        panel = panel.sketch(Sketch::Curve {
            param: "drawn".into(),
            x: (-1.0, 1.0),
            y: fit.values.data("drawn").values().to_vec(),
        });
    }
    let found = modes(&curve).len();
    let n = fit.present().fourier.coefficients().len() - 1;
    let heldout = significant(fit.judge(&fit.source.heldout, |y| fourier.density(y)), 4);
    let least = significant(curve.iter().copied().fold(f64::INFINITY, f64::min), 2);
    Figure::single("density", t("The data and the fit", "数据与拟合").get(lang), panel).aspect(0.46).summary(match lang {
        Lang::En => format!("A Fourier series of {n} terms over the histogram of the data. It has {found} modes, its least value is {least}, and its held-out loss is {heldout} nats."),
        Lang::Zh => format!("数据直方图上叠着 {n} 项的傅里叶级数。它有 {found} 个峰，最小值 {least}，留出集损失 {heldout} nat。"),
    })
}

fn losses(fit: &Fit, lang: Lang) -> Figure {
    let x: Vec<f64> = fit.history.iter().map(|&s| (s as f64).max(1.0)).collect();
    let total = fit.values.count("steps") as f64;
    let judged: Vec<f64> =
        (0..5).map(|i| fit.judge(&fit.source.heldout, fit.baseline(i))).collect();
    // From a little below the best to the loss of a uniform density: what happens above is start-up.
    let best = judged
        .iter()
        .chain(&fit.curves.heldout)
        .chain(&fit.curves.train)
        .copied()
        .filter(|v| v.is_finite())
        .fold(f64::INFINITY, f64::min);
    let uniform = libm::log(fit.source.range.1 - fit.source.range.0);
    let room = (uniform - best).max(0.1);
    let mut panel = Panel::new(
        Axis::log(t("step", "步").get(lang)).over(1.0, total.max(10.0)),
        Axis::linear(t("loss, −ln p averaged", "损失（平均 −ln p）").get(lang))
            .unit(t("nats", "nat").get(lang))
            .over(best - 0.08 * room, uniform + 0.3 * room),
    );
    for i in drawn(fit) {
        let (name, colour) = NAMES[i];
        let role = Role::Baseline(colour);
        let mark = match i {
            1 => Mark::line(BASELINES[i], name.get(lang), role, x.clone(), fit.curves.adam.clone())
                .width(1.6),
            2 => Mark::line(BASELINES[i], name.get(lang), role, x.clone(), fit.curves.dfp.clone())
                .width(1.6),
            _ => Mark::new(BASELINES[i], name.get(lang), role, Shape::RuleY { y: judged[i] })
                .width(1.6),
        };
        panel = panel.with(mark.label(Label::End));
    }
    if !fit.source.train.is_empty() {
        panel = panel.with(
            Mark::line(
                "train",
                t("training", "训练集").get(lang),
                Role::Model,
                x.clone(),
                fit.curves.train.clone(),
            )
            .dash(Dash::Dotted)
            .width(1.6)
            .label(Label::End),
        );
    }
    panel = panel.with(
        Mark::line(
            "heldout",
            t("held out", "留出集").get(lang),
            Role::Model,
            x.clone(),
            fit.curves.heldout.clone(),
        )
        .label(Label::End),
    );
    if let Some(i) = fit.shown {
        panel = panel.with(Mark::new("now", "", Role::Handle, Shape::RuleX { x: x[i] }));
    }
    let last = fit.curves.heldout.last().copied().unwrap_or(f64::NAN);
    Figure::single("loss", t("How well it predicts data it has not seen", "对没见过的数据预测得多好").get(lang), panel).aspect(0.3).summary(match lang {
        Lang::En => format!("Held-out loss against training step, falling to {} nats; a uniform density would have {}.", significant(last, 4), significant(uniform, 4)),
        Lang::Zh => format!("留出集损失随训练步数下降到 {} nat；均匀分布是 {}。", significant(last, 4), significant(uniform, 4)),
    })
}

/// Spectrum, phases, Toeplitz matrix and eigenvalues, cumulative with its inverse.
pub(super) fn inside(fit: &Fit, lang: Lang) -> Vec<Figure> {
    vec![cumulative(fit, lang), spectrum(fit, lang), toeplitz(fit, lang)]
}

fn cumulative(fit: &Fit, lang: Lang) -> Figure {
    let fourier = fit.density();
    let c = fit.present().fourier.coefficients();
    let y: Vec<f64> = fit.grid.iter().map(|&y| fourier.cdf(y)).collect();
    let data =
        sorted(if fit.source.train.is_empty() { &fit.source.heldout } else { &fit.source.train });
    let every = (data.len() / 400).max(1);
    let (ex, ey): (Vec<f64>, Vec<f64>) = data
        .iter()
        .enumerate()
        .step_by(every)
        .map(|(i, &x)| (x, (i + 1) as f64 / data.len() as f64))
        .unzip();
    let u = fit.values.number("quantile");
    let at = fit.chart.to_data(quantile_of(&c, u)).clamp(fit.source.range.0, fit.source.range.1);
    let panel = Panel::new(unit(fit, lang), Axis::linear("Φ").over(0.0, 1.0))
        .with(
            Mark::new(
                "data",
                t("data", "数据").get(lang),
                Role::Data,
                Shape::Steps { x: ex, y: ey },
            )
            .width(1.2),
        )
        .with(Mark::line(
            "cdf",
            t("cumulative of the fit", "拟合的累积分布").get(lang),
            Role::Model,
            fit.grid.clone(),
            y,
        ))
        .with(
            Mark::line(
                "inverse",
                t("Φ⁻¹(u)", "Φ⁻¹(u)").get(lang),
                Role::Handle,
                [at, at],
                [0.0, u],
            )
            .dash(Dash::Dashed)
            .width(1.2),
        )
        .with(Mark::new(
            "where",
            "",
            Role::Handle,
            Shape::Text {
                x: at,
                y: 0.06,
                text: format!(" {}", significant(at, 4)),
                anchor: Anchor::Start,
            },
        ))
        .handle(Handle::rule_y("u", u, Bound::to("quantile")));
    Figure::single("cumulative", t("Cumulative distribution, and sampling by its inverse", "累积分布与反函数采样").get(lang), panel).aspect(0.4).summary(match lang {
        Lang::En => format!("The cumulative distribution of the fit follows the data's steps. At u = {} the inverse gives {}; the closed form at that point gives back {}.", significant(u, 3), significant(at, 4), significant(cdf_of(&c, fit.chart.to_period(at)), 3)),
        Lang::Zh => format!("拟合的累积分布贴着数据的阶梯。u = {} 处的反函数为 {}；把它代回闭式得 {}。", significant(u, 3), significant(at, 4), significant(cdf_of(&c, fit.chart.to_period(at)), 3)),
    })
}

fn spectrum(fit: &Fit, lang: Lang) -> Figure {
    let c = fit.present().fourier.coefficients();
    let sizes: Vec<f64> = c.iter().map(|(x, y)| libm::hypot(*x, *y) / c[0].0).collect();
    let n = c.len();
    let edges: Vec<f64> = (0..=n).map(|i| i as f64 - 0.5).collect();
    let amplitude = Panel::new(
        Axis::linear("n").over(-0.5, n as f64 - 0.5),
        Axis::linear("|cₙ| / c₀").over(0.0, 1.05),
    )
    .title(t("spectrum", "频谱").get(lang))
    .with(Mark::bars("spectrum", "", Role::Model, edges, sizes.clone()).opacity(0.8));
    let (phase, title) = match &fit.present().fourier {
        super::models::Fourier::NonNegative(series) => {
            let (re, im) = series.a.split_at(n);
            (
                re.iter().zip(im).map(|(x, y)| libm::atan2(*y, *x)).collect::<Vec<_>>(),
                t("phases of a", "a 的相位"),
            )
        }
        super::models::Fourier::Raw(_) => {
            (c.iter().map(|(x, y)| libm::atan2(*y, *x)).collect(), t("phases of c", "c 的相位"))
        }
    };
    let k: Vec<f64> = (0..phase.len()).map(|k| k as f64).collect();
    let pi = std::f64::consts::PI;
    let ticks = vec![(-pi, "−π".to_owned()), (0.0, "0".to_owned()), (pi, "π".to_owned())];
    let phases = Panel::new(
        Axis::linear("k").over(-0.5, n as f64 - 0.5),
        Axis::linear(t("phase", "相位").get(lang)).over(-pi, pi).ticks_at(ticks),
    )
    .title(title.get(lang))
    .with(Mark::points("phases", "", Role::Model, k, phase));
    Figure::new("spectrum", t("The coefficients", "系数").get(lang), vec![amplitude, phases])
        .columns(2)
        .aspect(0.5)
        .summary(match lang {
            Lang::En => format!(
                "Sizes of the {} coefficients relative to the first; the last is {}.",
                n,
                significant(sizes[n - 1], 2)
            ),
            Lang::Zh => {
                format!("{} 个系数相对首项的大小；末项为 {}。", n, significant(sizes[n - 1], 2))
            }
        })
}

fn toeplitz(fit: &Fit, lang: Lang) -> Figure {
    let c = fit.present().fourier.coefficients();
    let n = c.len();
    let values = (0..n * n).map(|i| {
        let (row, column) = (i / n, i % n);
        (c[row.abs_diff(column)].0 / c[0].0) as f32
    });
    let shape = Shape::Heat {
        x: (-0.5, n as f64 - 0.5),
        y: (-0.5, n as f64 - 0.5),
        columns: n as u32,
        values: values.collect(),
        range: (-1.0, 1.0),
        colormap: Colormap::Diverging,
    };
    let side = n as f64 - 0.5;
    let matrix = Panel::new(Axis::linear("k").over(-0.5, side), Axis::linear("j").over(side, -0.5))
        .title(t("Re cⱼ₋ₖ / c₀", "Re cⱼ₋ₖ / c₀").get(lang))
        .equal()
        .with(Mark::new("toeplitz", "", Role::Model, shape));
    let eigenvalues = toeplitz_eigenvalues(&c);
    let least = eigenvalues.last().copied().unwrap_or(f64::NAN);
    let spectrum = Panel::new(
        Axis::linear(t("rank", "序号").get(lang)),
        Axis::linear(t("eigenvalue", "特征值").get(lang)).including(0.0, 1.0),
    )
    .title(t("eigenvalues", "特征值").get(lang))
    .with(Mark::points("eigenvalues", "", Role::Model, linspace(1.0, n as f64, n), eigenvalues))
    .with(Mark::new("zero", "", Role::Theory, Shape::RuleY { y: 0.0 }));
    Figure::new(
        "toeplitz",
        t("Non-negative density, positive semidefinite matrix", "密度非负，矩阵半正定").get(lang),
        vec![matrix, spectrum],
    )
    .columns(2)
    .aspect(0.8)
    .summary(match lang {
        Lang::En => format!(
            "The Toeplitz matrix of the coefficients and its eigenvalues; the least is {}.",
            significant(least, 3)
        ),
        Lang::Zh => format!("系数的 Toeplitz 矩阵及其特征值；最小的是 {}。", significant(least, 3)),
    })
}

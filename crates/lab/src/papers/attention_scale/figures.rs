//! What is drawn.

use figure::{
    Axis, Bound, Colormap, Dash, Figure, Handle, Label, Mark, Panel, Role, Shape, significant,
};

use super::{
    law::Law,
    optimum::{own_grid, shape},
    simulation::{Scale, keys},
    softmax::{jacobian, softmax},
};
use crate::{Lang, t};

/// Keys shown one by one.
const SHOWN: usize = 32;

/// All figures.
pub(super) fn all(scale: &Scale, lang: Lang) -> Vec<Figure> {
    let mut figures = vec![gradient(scale, lang), attention(scale, lang)];
    if !scale.optima.is_empty() {
        figures.push(optimum(scale, lang));
    }
    figures
}

fn alpha_axis(scale: &Scale, lang: Lang) -> Axis {
    let reach = scale.grid().last().copied().unwrap_or(1.0);
    Axis::linear(t("scale α", "缩放 α").get(lang)).over(0.0, reach)
}

fn rule(id: &str, name: &str, role: Role, x: f64) -> Mark {
    Mark::new(id, name, role, Shape::RuleX { x }).dash(Dash::Dotted)
}

fn gradient(scale: &Scale, lang: Lang) -> Figure {
    let grid = scale.grid();
    let band = scale.band();
    let n = scale.n();
    let star = scale.optimum();
    let many = scale.curves.len() > 1;
    let top =
        band.high.iter().copied().fold(scale.law().map_or(0.0, |l| l.objective(star, n)), f64::max);
    let y = Axis::linear(t("gradient ½‖∂p/∂s‖₁", "梯度 ½‖∂p/∂s‖₁").get(lang)).over(0.0, top * 1.12);
    let mut panel = Panel::new(alpha_axis(scale, lang), y);
    if let Some(law) = scale.law().filter(|l| l.breakdown(n).is_finite()) {
        panel = panel.with(
            Mark::new(
                "invalid",
                t("mean field no longer valid", "平均场已失效").get(lang),
                Role::Note,
                Shape::SpanX { from: law.breakdown(n), to: grid[grid.len() - 1] },
            )
            .label(Label::Key),
        );
    }
    if many {
        let name = t("5–95 % of draws", "5–95% 的抽样").get(lang);
        panel = panel
            .with(
                Mark::band(
                    "band",
                    name,
                    Role::Model,
                    grid.clone(),
                    band.low.clone(),
                    band.high.clone(),
                )
                .opacity(0.12),
            )
            .with(
                Mark::band(
                    "quartiles",
                    "",
                    Role::Model,
                    grid.clone(),
                    band.quarter.clone(),
                    band.three_quarters.clone(),
                )
                .opacity(0.16)
                .label(Label::Hidden),
            )
            .with(Mark::line(
                "mean",
                t("mean", "均值").get(lang),
                Role::Model,
                grid.clone(),
                band.mean.clone(),
            ))
            .with(
                Mark::line(
                    "median",
                    t("median", "中位数").get(lang),
                    Role::Baseline(2),
                    grid.clone(),
                    band.median.clone(),
                )
                .width(1.5),
            );
    }
    panel = panel.with(
        Mark::line(
            "draw",
            t("one draw", "单次抽样").get(lang),
            Role::Data,
            grid.clone(),
            scale.curves[0].clone(),
        )
        .width(1.2),
    );
    if let Some(law) = scale.law() {
        let y: Vec<f64> = grid.iter().map(|&a| law.objective(a, n)).collect();
        panel = panel.with(
            Mark::line(
                "mean-field",
                t("mean field", "平均场").get(lang),
                Role::Theory,
                grid.clone(),
                y,
            )
            .width(1.5),
        );
        let plateau = law.plateau(n);
        panel = panel.with(
            Mark::new(
                "plateau",
                t("limit of the mean", "均值的极限").get(lang),
                Role::Model,
                Shape::RuleY { y: plateau },
            )
            .dash(Dash::Dotted),
        );
        panel = panel.with(rule("usual", "1/√d", Role::Note, law.usual()));
        if matches!(law, Law::Normal) {
            panel = panel
                .with(rule("log-n", "log₅₁₂n", Role::Note, libm::log(n) / libm::log(512.0)))
                .with(rule("rounded", "2.5/√d", Role::Note, 2.5));
        }
        if law.fit(n).is_finite() {
            panel = panel.with(rule(
                "fit",
                t("post's fit", "原文公式").get(lang),
                Role::Baseline(0),
                law.fit(n),
            ));
        }
    } else {
        panel = panel.with(rule("usual", "1/√d", Role::Note, 1.0));
    }
    panel = panel.with(rule("star", "α*", Role::Theory, star));
    let alpha = scale.alpha();
    panel =
        panel.handle(Handle::rule_x(t("scale α", "缩放 α").get(lang), alpha, Bound::to("alpha")));
    let at = |values: &[f64]| {
        let i = (alpha / scale.delta).round() as usize;
        values.get(i).copied().unwrap_or(f64::NAN)
    };
    let (now, best) = (significant(at(&band.mean), 3), significant(star, 3));
    let (count, alpha) = (n as u64, significant(alpha, 3));
    let summary = match lang {
        Lang::En => format!(
            "Gradient through the softmax against the scale, for {count} keys. At scale {alpha} its mean is {now}; mean field puts the best scale at {best}, while the mean over draws rises to a plateau."
        ),
        Lang::Zh => format!(
            "{count} 个键时穿过 softmax 的梯度随缩放的变化。缩放为 {alpha} 时均值为 {now}；平均场认为最优缩放是 {best}，而多次抽样的均值一路升到一个平台。"
        ),
    };
    Figure::single(
        "gradient",
        t("How much gradient gets through", "有多少梯度能传过去").get(lang),
        panel,
    )
    .aspect(0.46)
    .summary(summary)
}

fn attention(scale: &Scale, lang: Lang) -> Figure {
    let alpha = scale.alpha();
    let mut p = softmax(alpha, &scale.first);
    p.sort_unstable_by(|a, b| b.total_cmp(a));
    let all: f64 = p.iter().map(|x| x * x).sum();
    p.truncate(SHOWN);
    let count = p.len();
    let edges: Vec<f64> = (0..=count).map(|i| i as f64 + 0.5).collect();
    let x = || {
        Axis::linear(t("key, by attention", "键，按注意力排序").get(lang))
            .over(0.5, count as f64 + 0.5)
    };
    let bars =
        Panel::new(x(), Axis::linear(t("attention p", "注意力 p").get(lang)).including(0.0, p[0]))
            .title(t("Attention", "注意力").get(lang))
            .with(
                Mark::bars("p", t("attention", "注意力").get(lang), Role::Data, edges, p.clone())
                    .label(Label::Hidden)
                    .opacity(0.7),
            );

    let j = jacobian(alpha, &p);
    let most = j.iter().fold(0.0, |m: f64, v| m.max(v.abs())).max(1e-300);
    let heat = Shape::Heat {
        x: (0.5, count as f64 + 0.5),
        y: (0.5, count as f64 + 0.5),
        columns: count as u32,
        values: j.iter().map(|&v| v as f32).collect(),
        range: (-most as f32, most as f32),
        colormap: Colormap::Diverging,
    };
    let matrix =
        Panel::new(x(), Axis::linear(t("key", "键").get(lang)).over(count as f64 + 0.5, 0.5))
            .title(t("Jacobian ∂p/∂s", "雅可比 ∂p/∂s").get(lang))
            .with(Mark::new("jacobian", t("Jacobian", "雅可比").get(lang), Role::Model, heat));

    let grid = scale.grid();
    let mut entropy = Panel::new(
        alpha_axis(scale, lang),
        Axis::linear(t("entropy", "熵").get(lang))
            .unit(t("nats", "nat").get(lang))
            .over(0.0, libm::log(scale.n()) * 1.05),
    )
    .title(t("Entropy", "熵").get(lang))
    .with(Mark::line(
        "shannon",
        t("Shannon", "香农").get(lang),
        Role::Data,
        grid.clone(),
        scale.sums.iter().map(|s| s.entropy()).collect::<Vec<_>>(),
    ))
    .with(
        Mark::line(
            "renyi",
            t("ln of effective count", "有效键数的对数").get(lang),
            Role::Model,
            grid.clone(),
            scale.sums.iter().map(|s| -libm::log(s.collision())).collect::<Vec<_>>(),
        )
        .width(1.5),
    );
    if let Some(width) = match scale.law() {
        Some(Law::Normal) => Some(1.0),
        Some(Law::Correlated { rho }) => Some(1.0 - rho),
        _ => None,
    } {
        let y: Vec<f64> = grid
            .iter()
            .map(|a| libm::log(scale.n()) - width * a * a / 2.0)
            .map(|h| if h < 0.0 { f64::NAN } else { h })
            .collect();
        entropy = entropy
            .with(Mark::line("entropy-theory", "ln n − α²/2", Role::Theory, grid, y).width(1.5));
    }
    let entropy =
        entropy.handle(Handle::rule_x(t("scale α", "缩放 α").get(lang), alpha, Bound::to("alpha")));

    let (first, effective) = (significant(p[0], 3), significant(1.0 / all, 3));
    let summary = match lang {
        Lang::En => format!(
            "The {count} keys with most attention, the softmax's Jacobian among them, and the entropy against the scale. The greatest attention is {first}; {effective} keys are in effect attended to."
        ),
        Lang::Zh => format!(
            "注意力最大的 {count} 个键、它们之间 softmax 的雅可比，以及熵随缩放的变化。最大注意力为 {first}；实际被关注的键约 {effective} 个。"
        ),
    };
    Figure::new(
        "attention",
        t("What the softmax does there", "softmax 在那里做了什么").get(lang),
        vec![bars, matrix, entropy],
    )
    .columns(3)
    .aspect(0.85)
    .summary(summary)
}

fn optimum(scale: &Scale, lang: Lang) -> Figure {
    let keys = keys();
    let n = scale.n();
    let Some((law, exact)) = scale.optima.first() else {
        return Figure::new("optimum", "", Vec::new());
    };
    let x = || Axis::log(t("number of keys n", "键的个数 n").get(lang)).over(2.0, 1e6);
    let known = law.fit(n).is_finite();
    let fitted: Vec<f64> = keys.iter().map(|&n| law.fit(n)).collect();
    let coefficient = scale.own.map_or(f64::NAN, |f| f.coefficient);
    let own: Vec<f64> = keys.iter().map(|&n| coefficient * shape(*law, n)).collect();
    let range = own_grid(&scale.values);
    let span = || {
        Mark::new(
            "range",
            t("your range", "你的范围").get(lang),
            Role::Baseline(1),
            Shape::SpanX { from: range[0], to: range[range.len() - 1] },
        )
        .opacity(0.07)
    };
    let formula = if matches!(law, Law::Cosine { .. }) { "ln n" } else { "√ln n" };
    let theirs = match law {
        Law::Cosine { .. } => "3.5 ln n".to_owned(),
        Law::Correlated { .. } => ".84 √(ln n/(1−ρ))".to_owned(),
        _ => ".84 √ln n".to_owned(),
    };
    let mine = format!("{} {formula}", significant(coefficient, 3));
    let mut best = Panel::new(
        x(),
        Axis::linear(t("best scale α*", "最优缩放 α*").get(lang)).including(0.0, 1.0),
    )
    .with(span());
    for (other, star) in scale.optima.iter().skip(1) {
        if let Law::Cosine { d } = other {
            let name = format!("d = {d}");
            best = best.with(
                Mark::line("other-dimension", name, Role::Data, keys.clone(), star.clone())
                    .width(1.0)
                    .label(Label::End),
            );
        }
    }
    let best = best
        .with_all(known.then(|| {
            Mark::line("post-fit", theirs.clone(), Role::Baseline(0), keys.clone(), fitted.clone())
        }))
        .with(
            Mark::line("own-fit", mine.clone(), Role::Baseline(1), keys.clone(), own.clone())
                .width(1.5),
        )
        .with(Mark::line(
            "exact",
            t("exact", "精确").get(lang),
            Role::Theory,
            keys.clone(),
            exact.clone(),
        ))
        .handle(Handle::rule_x(t("number of keys n", "键的个数 n").get(lang), n, Bound::to("n")));
    let error = |formula: &[f64]| -> Vec<f64> {
        formula.iter().zip(exact).map(|(f, e)| 100.0 * (f / e - 1.0)).collect()
    };
    let errors = Panel::new(
        x(),
        Axis::linear(t("error of the formula", "公式的误差").get(lang)).unit("%").over(-30.0, 30.0),
    )
    .with(span())
    .with_all(known.then(|| {
        Mark::line("post-error", theirs.clone(), Role::Baseline(0), keys.clone(), error(&fitted))
    }))
    .with(Mark::line("own-error", mine, Role::Baseline(1), keys.clone(), error(&own)).width(1.5))
    .with(Mark::new("zero", "", Role::Note, Shape::RuleY { y: 0.0 }).label(Label::Hidden));
    let (now, fit) = (significant(law.optimum(n), 4), significant(law.fit(n), 4));
    let summary = match lang {
        Lang::En => format!(
            "The best scale against the number of keys, exactly and by formulas fitted to it, with their errors beside. For {} keys it is {now}; the post's formula says {fit}.",
            n as u64
        ),
        Lang::Zh => format!(
            "最优缩放随键数的变化：精确值与拟合公式，旁边是公式的误差。{} 个键时为 {now}；原文公式给出 {fit}。",
            n as u64
        ),
    };
    Figure::new(
        "optimum",
        t("The best scale, by number of keys", "最优缩放与键数").get(lang),
        vec![best, errors],
    )
    .columns(2)
    .aspect(0.6)
    .summary(summary)
}

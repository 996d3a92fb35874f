//! The best scale by number of keys, and what formulas make of it.

use figure::{Axis, Figure, Label, Panel, Role, significant};

use crate::{
    Lang, Pen,
    papers::attention_scale::{
        exhibit::{Best, keys},
        law::Law,
        optimum::{own_grid, shape},
    },
    say, t,
};

pub(crate) fn figure(best: &Best, lang: Lang) -> Figure {
    let keys = keys();
    let pen = Pen::new(lang, &keys);
    let law = best.law;
    let n = best.n();
    let now = significant(law.optimum(n), 4);
    let count = n as u64;
    let post = law.fit(n).map_or_else(String::new, |fit| {
        let fit = significant(fit, 4);
        say!(pen, "; the post's formula says {fit}", "；原文公式给出 {fit}")
    });
    pen.figure(
        "optimum",
        t("The best scale, by number of keys", "最优缩放与键数"),
        [curves(best, pen), errors(best, pen)],
    )
    .columns(2)
    .aspect(0.6)
    .summary(say!(
        pen,
        "The best scale of mean field against the number of keys, exactly and by formulas fitted to it, with their errors beside. For {count} keys it is {now}{post}.",
        "平均场的最优缩放随键数的变化：精确值与拟合公式，旁边是公式的误差。{count} 个键时为 {now}{post}。"
    ))
}

fn axis(pen: Pen) -> Axis {
    pen.log(t("number of keys n", "键的个数 n")).over(2.0, 1e6)
}

/// The range in which the reader's formula was fitted.
fn span(best: &Best, pen: Pen) -> figure::Mark {
    let range = own_grid(&best.values);
    let (from, to) = (range[0], range[range.len() - 1]);
    pen.span_x("range", t("your range", "你的范围"), Role::Baseline(1), from, to)
        .label(Label::Hidden)
        .opacity(0.07)
}

fn mine(best: &Best) -> String {
    let formula = if matches!(best.law, Law::Cosine { .. }) { "ln n" } else { "√ln n" };
    format!("{} {formula}", significant(best.own.coefficient, 3))
}

fn theirs(law: Law) -> &'static str {
    if matches!(law, Law::Cosine { .. }) { "3.5 ln n" } else { "0.84 √ln n" }
}

fn curves(best: &Best, pen: Pen) -> Panel {
    let law = best.law;
    let coefficient = best.own.coefficient;
    let others = best.optima.iter().skip(1).filter_map(|(other, star)| {
        let Law::Cosine { d } = other else { return None };
        let name = format!("d = {d}");
        let line = pen.line("other-dimension", name, Role::Data, &star[..]);
        Some(line.width(1.0).label(Label::End))
    });
    let others: Vec<_> = others.collect();
    let name = t("number of keys n", "键的个数 n");
    pen.panel(axis(pen), pen.linear(t("best scale α*", "最优缩放 α*")).including(0.0, 1.0))
        .with(span(best, pen))
        .with_all(others)
        .with_all(post(law, pen, |fit, _| fit, "post-fit"))
        .with(
            pen.curve("own-fit", mine(best), Role::Baseline(1), |n| coefficient * shape(law, n))
                .width(1.5),
        )
        .with(pen.line("exact", t("exact", "精确"), Role::Theory, &best.optima[0].1[..]))
        .handle(pen.drag_x(name, best.n(), "n"))
}

/// The post's formula as a curve, where it has one for this law; `y` of its value and n.
fn post(law: Law, pen: Pen, y: impl Fn(f64, f64) -> f64, id: &str) -> Option<figure::Mark> {
    law.fit(100.0)?;
    let curve = |n: f64| law.fit(n).map_or(f64::NAN, |fit| y(fit, n));
    Some(pen.curve(id, theirs(law), Role::Baseline(0), curve))
}

/// The difference to the exact value: two curves that hide each other beside it do not here.
fn errors(best: &Best, pen: Pen) -> Panel {
    let (law, coefficient) = (best.law, best.own.coefficient);
    let error = |formula: f64, n: f64| 100.0 * (formula / law.optimum(n) - 1.0);
    let y = pen.linear(t("error of the formula", "公式的误差")).unit("%").over(-40.0, 40.0);
    let own = pen.curve("own-error", mine(best), Role::Baseline(1), |n| {
        error(coefficient * shape(law, n), n)
    });
    pen.panel(axis(pen), y)
        .with(span(best, pen))
        .with_all(post(law, pen, error, "post-error"))
        .with(own.width(1.5))
        .with(pen.rule_y("zero", "", Role::Note, 0.0).label(Label::Hidden))
}

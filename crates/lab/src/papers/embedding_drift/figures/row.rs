//! One row: sixteen weights between −1/λ and 1/λ, and a momentum that fades.

use figure::{Anchor, Bound, Figure, Handle, Label, Mark, Panel, Role, Shape, significant};

use super::steps_axis;
use crate::{
    Lang, Pen,
    papers::embedding_drift::weight::{WIDTH, Weight},
    say, t,
};

pub(super) fn weights(all: &Weight, lang: Lang) -> Figure {
    let last = all.steps as f64;
    let pen = Pen::new(lang, &all.at);
    let limit = 1.0 / all.rule.decay;
    let most = all.rows.iter().flatten().fold(0.0, |m: f64, x| m.max(x.abs()));
    let reaches = all.rule.is_sign() && limit.is_finite() && most > 0.02 * limit;
    let wide = if reaches { 1.25 * limit } else { 1.3 * most };
    let mut panel =
        pen.panel(steps_axis(pen, last), pen.linear(t("weight θ", "权重 θ")).over(-wide, wide));
    if limit.is_finite() {
        let name = significant(limit, 4);
        panel = panel
            .with(pen.rule_y("above", format!("1/λ = {name}"), Role::Theory, limit))
            .with(pen.rule_y("below", format!("−1/λ = −{name}"), Role::Theory, -limit));
    }
    for i in 1..WIDTH {
        let y: Vec<f64> = all.rows.iter().map(|row| row[i]).collect();
        let name =
            if i == 1 { t("the rest of its row", "同一行的其他权重") } else { t("", "") };
        let label = if i == 1 { Label::Key } else { Label::Hidden };
        let thread = pen.line(&format!("thread-{i}"), name, Role::Data, y);
        panel = panel.with(thread.width(0.8).opacity(0.5).label(label).hover(false));
    }
    if let Some(y) = all.analytic() {
        let name = t("closed form, if the sign stays", "闭式（若符号不变）");
        panel = panel.with(pen.line("closed-form", name, Role::Theory, y).width(1.4));
    }
    let theta = all.theta();
    let end = significant(theta.last().copied().unwrap_or(f64::NAN), 5);
    panel = panel.with(pen.line("theta", t("a weight", "一个权重"), Role::Model, theta));
    if reaches && let Some((first, ..)) = all.first {
        let words = t("seen here, and never again", "在此出现，此后再没有");
        let once = all.sightings.len() == 1;
        panel = panel.with_all(once.then(|| {
            pen.text("seen", words, Role::Note, (first as f64 + 0.015 * last, 0.5 * limit))
        }));
        let words = say!(pen, "it ends at {end}", "最终为 {end}");
        let at = (
            0.985 * last,
            if end.starts_with('−') || end.starts_with('-') { -1.12 } else { 1.12 } * limit,
        );
        panel = panel.with(ending(words, at));
    }
    let panel = handles(all, lang, panel);
    let (seen, limit) = (all.sightings.len(), significant(limit, 4));
    pen.figure("weight", t("A token is seen, and then not", "一个 Token 出现过，然后不再出现"), [panel])
        .aspect(0.5)
        .summary(say!(
            pen,
            "Sixteen weights of one row over {} steps, their token seen {seen} times. The first ends at {end}; the fixed points are ±{limit}.",
            "一行十六个权重走过 {} 步，其间 Token 出现 {seen} 次。第一个权重最终为 {end}；不动点是 ±{limit}。",
            all.steps
        ))
}

fn ending(text: String, (x, y): (f64, f64)) -> Mark {
    Mark::new("end", "", Role::Model, Shape::Text { x, y, text, anchor: Anchor::End })
}

fn handles(all: &Weight, lang: Lang, panel: Panel) -> Panel {
    all.sightings.iter().enumerate().fold(panel, |panel, (i, &s)| {
        let name = say!(lang, "sighting {}", "第 {} 次出现", i + 1);
        panel.handle(Handle::rule_x(name, s, Bound::element("sightings", i as u32)))
    })
}

/// |m| against the time since the first sighting, both on log axes: the fade is no vertical stroke then.
pub(super) fn momentum(all: &Weight, lang: Lang) -> Figure {
    let smallest = all.format.smallest();
    let pen = Pen::new(lang, &all.since);
    let log = |keep: fn(f64) -> bool| -> Vec<f64> {
        all.momentum.iter().map(|&m| if keep(m) { m.abs() } else { f64::NAN }).collect()
    };
    let last = all.since.last().copied().unwrap_or(1.0).max(10.0);
    let floor = (smallest / 30.0).min(1e-7);
    let mut panel = pen
        .panel(
            pen.log(t("steps since the first sighting", "首次出现后的步数")).over(1.0, last),
            pen.log(t("momentum |m|", "动量 |m|")).over(floor, 1.0),
        )
        .with(pen.rule_y(
            "smallest",
            t("least number of the format", "该格式的最小数"),
            Role::Note,
            smallest,
        ))
        .with(pen.line("m-positive", t("m > 0", "m > 0"), Role::Model, log(|m| m > 0.0)))
        .with(pen.line("m-negative", t("m < 0", "m < 0"), Role::Baseline(0), log(|m| m < 0.0)));
    let end = all.momentum.last().copied().unwrap_or(0.0);
    if all.rule.is_sign() && all.first.is_some() {
        let words = if all.lifetime.is_finite() {
            say!(pen, "the sign dies after {} steps", "{} 步后符号消失", all.lifetime)
        } else if end != 0.0 && end.abs() < 1e3 * smallest {
            let units = significant(end.abs() / smallest, 3);
            say!(
                pen,
                "frozen at {units} of the least numbers: the sign lives on",
                "冻结在最小数的 {units} 倍：符号一直在"
            )
        } else {
            say!(pen, "fading; its sign does not", "渐弱；符号不弱")
        };
        panel = panel.with(pen.text("fate", words, Role::Note, (1.3, floor.sqrt() * 3.0)));
    }
    let smallest = significant(smallest, 3);
    pen.figure("momentum", t("Its momentum fades, its sign does not", "动量渐弱，符号不弱"), [panel])
        .aspect(0.42)
        .summary(say!(
            pen,
            "The size of its momentum against the steps since the first sighting, both on logarithmic axes, and the least number of the format, {smallest}.",
            "动量的大小随首次出现后的步数变化（双对数轴），以及该格式的最小数 {smallest}。"
        ))
}

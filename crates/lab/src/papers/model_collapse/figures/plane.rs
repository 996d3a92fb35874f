//! A world of points and its copies.

use figure::{Figure, Label, Mark, Panel, Role, Sketch, significant};

use super::{along, bare, generations, milestones, now, shown, times};
use crate::{
    Lang, Pen,
    papers::model_collapse::{
        plane::{Point, SIGMA, Truth},
        worlds::Worlds,
    },
    say, t,
};

pub(in super::super) fn figures(all: &Worlds, lang: Lang) -> Vec<Figure> {
    vec![world(all, lang), multiples(all, lang), quality(all, lang)]
}

type Extent = (Point, Point);

/// A little more than the real points take.
fn extent(points: &[Point]) -> Extent {
    let mut low = (f64::INFINITY, f64::INFINITY);
    let mut high = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for p in points {
        low = (low.0.min(p.0), low.1.min(p.1));
        high = (high.0.max(p.0), high.1.max(p.1));
    }
    let pad = 0.12 * (high.0 - low.0).max(high.1 - low.1).max(1e-9);
    ((low.0 - pad, low.1 - pad), (high.0 + pad, high.1 + pad))
}

fn scatter(id: &str, role: Role, points: &[Point], size: f32) -> Mark {
    let (x, y): (Vec<f64>, Vec<f64>) = points.iter().copied().unzip();
    Mark::points(id, "", role, x, y).size(size).opacity(0.65).label(Label::Hidden)
}

/// Reality as a grey ghost.
fn ghost(real: &[Point]) -> Mark {
    scatter("real", Role::Data, real, 3.0).opacity(0.22).hover(false)
}

/// A ring around each drowned island: one line with gaps.
fn rings(centres: &[Point], alive: &[bool]) -> Mark {
    const SIDES: u32 = 24;
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for (&(cx, cy), _) in centres.iter().zip(alive).filter(|(_, alive)| !**alive) {
        for k in 0..=SIDES {
            let angle = std::f64::consts::TAU * f64::from(k) / f64::from(SIDES);
            x.push(cx + 3.0 * SIGMA * libm::cos(angle));
            y.push(cy + 3.0 * SIGMA * libm::sin(angle));
        }
        x.push(f64::NAN);
        y.push(f64::NAN);
    }
    Mark::line("drowned", "", Role::Handle, x, y).width(1.4).label(Label::Hidden).hover(false)
}

/// One generation over the ghost of reality.
fn generation(all: &Worlds, pen: Pen, generation: usize) -> Panel {
    let made = &all.tape.states()[generation - 1];
    let (low, high) = extent(&all.real);
    let mut panel = pen
        .titled(
            say!(pen, "Generation {generation}", "第 {generation} 代"),
            pen.linear("").over(low.0, high.0),
            pen.linear("").over(low.1, high.1),
        )
        .with(ghost(&all.real))
        .with(scatter("made", Role::Model, made, 3.0))
        .equal();
    if let Truth::Modes(centres) = &all.truth {
        let alive = all.truth.alive(made);
        let (left, of) = (alive.iter().filter(|a| **a).count(), centres.len());
        panel = panel.with(rings(centres, &alive)).title(say!(
            pen,
            "Generation {generation}: {left} of {of} islands",
            "第 {generation} 代：{of} 岛剩 {left}"
        ));
    }
    panel
}

fn world(all: &Worlds, lang: Lang) -> Figure {
    let pen = bare(lang);
    let when = now(&all.tape);
    let mut first = generation(all, pen, 1);
    if let Truth::Own(points) = &all.truth {
        first = first
            .with(scatter("own", Role::Handle, points, 5.0))
            .sketch(Sketch::Points { param: "own".to_owned() });
    }
    let mut last = generation(all, pen, when as usize);
    let i = all.tape.index();
    let (precise, recall, spread) =
        (all.precision.median[i], all.recall.median[i], all.spread.median[i]);
    let (low, high) = extent(&all.real);
    let place = (along(low.0, high.0, 0.02), along(low.1, high.1, 0.03));
    if spread < 0.9 {
        let width = significant(spread, 2);
        last = last.with(pen.text(
            "spread",
            say!(
                pen,
                "ringed: drowned. The others are {width} as wide as in reality",
                "圈出的已沉没；其余的宽度只有真实的 {width}"
            ),
            Role::Handle,
            place,
        ));
    } else if let Truth::Modes(_) = all.truth
        && when > 1
    {
        last = last.with(pen.text(
            "spread",
            t("grey: reality. Ringed: drowned", "灰：真实；圈出：已沉没"),
            Role::Handle,
            place,
        ));
    }
    let (precise, recall) = (significant(precise, 2), significant(recall, 2));
    pen.figure("world", t("What is left of reality", "真实还剩多少"), [first, last])
        .columns(2)
        .aspect(0.9)
        .summary(say!(
            pen,
            "What the first generation and generation {when} of one universe make, over real points in grey; drowned islands are ringed. Precision of generation {when} is {precise}, its recall {recall}.",
            "一个宇宙的第一代与第 {when} 代造出的点，灰色为真实的点，沉没的小岛被圈出。第 {when} 代的精确率为 {precise}，召回率为 {recall}。"
        ))
}

/// Generations side by side, about evenly in ln t.
fn multiples(all: &Worlds, lang: Lang) -> Figure {
    let pen = bare(lang);
    let last = all.tape.len();
    let chosen = milestones(last, 8);
    let (low, high) = extent(&all.real);
    let count = chosen.len();
    let panels = chosen.into_iter().map(|g| {
        let points = &all.tape.states()[g - 1];
        let few = &points[..points.len().min(250)];
        pen.titled(
            format!("t = {g}"),
            pen.linear("").over(low.0, high.0).without_ticks(),
            pen.linear("").over(low.1, high.1).without_ticks(),
        )
        .with(scatter("made", Role::Model, few, 2.2).hover(false))
        .equal()
    });
    pen.figure("generations", t("Generation by generation", "一代一代"), panels)
        .columns(4)
        .aspect(1.0)
        .summary(say!(
            pen,
            "What the first run makes at {count} generations from 1 to {last}.",
            "第一个宇宙在第 1 代到第 {last} 代之间 {count} 个时刻的产物。"
        ))
}

fn quality(all: &Worlds, lang: Lang) -> Figure {
    let x = times(&all.tape);
    let pen = Pen::new(lang, &x);
    let mut panel = pen.panel(
        generations(pen, x.len()),
        pen.linear(t("share of reality's", "与真实之比")).over(0.0, 1.05),
    );
    let mut curve = |id: &str, name, role, low: &[f64], high: &[f64], middle: Vec<f64>| {
        let band = pen
            .band(&format!("{id}-range"), "", role, low, high)
            .opacity(0.12)
            .label(Label::Hidden);
        panel = std::mem::replace(&mut panel, Panel::new(pen.linear(""), pen.linear("")))
            .with(band)
            .with(pen.line(id, name, role, middle));
    };
    for (id, name, role, band) in [
        (
            "precision",
            t("precision: what is made is real", "精确率：造的像真的"),
            Role::Model,
            &all.precision,
        ),
        (
            "recall",
            t("recall: what is real is made", "召回率：真的造得出"),
            Role::Baseline(0),
            &all.recall,
        ),
    ] {
        curve(id, name, role, &band.low, &band.high, band.median.clone());
    }
    if let Truth::Modes(centres) = &all.truth {
        let of = centres.len() as f64;
        let share = |values: &[f64]| -> Vec<f64> { values.iter().map(|a| a / of).collect() };
        let (low, high) = (share(&all.alive.low), share(&all.alive.high));
        let name = t("islands alive", "活着的小岛");
        curve("alive", name, Role::Baseline(1), &low, &high, share(&all.alive.median));
        let name = t("spread within them", "岛内宽度");
        let band = &all.spread;
        curve("spread", name, Role::Baseline(2), &band.low, &band.high, band.median.clone());
    }
    let i = all.tape.index();
    let (precise, recall, when) = (
        significant(all.precision.median[i], 2),
        significant(all.recall.median[i], 2),
        now(&all.tape),
    );
    pen.figure(
        "quality",
        t("Quality and diversity", "质量与多样性"),
        [panel.with_all(shown(&all.tape))],
    )
    .aspect(0.34)
    .summary(say!(
        pen,
        "Precision and recall, the share of islands alive and the spread within them against the generation, median and range of the runs. At generation {when} precision and recall are {precise} and {recall}.",
        "精确率、召回率、活着的小岛的比例与岛内宽度随代数的变化，各次的中位数与范围。第 {when} 代时精确率与召回率为 {precise} 与 {recall}。"
    ))
}

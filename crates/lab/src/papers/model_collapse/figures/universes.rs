//! Hundreds of Gaussians: where their means wander and what their variances lose.

use figure::{Figure, Label, Mark, Panel, Role, significant};

use super::{along, generations, now, ridges, shown, times};
use crate::{
    Lang, Pen,
    numerics::special::normal_quantile,
    papers::model_collapse::{params::Loop, theory, universes::Universes},
    say, t,
};

/// 95 % point of Student's t with two degrees of freedom: (2p − 1)/√(2p(1 − p)) at p = .95.
const STUDENT: f64 = 2.919_985_580_353_725_6;

pub(in super::super) fn figures(all: &Universes, lang: Lang) -> Vec<Figure> {
    vec![course(all, lang), ridges::figure(all, lang)]
}

/// Mean and variance against the generation.
pub(in super::super) fn course(all: &Universes, lang: Lang) -> Figure {
    let x = times(&all.tape);
    let pen = Pen::new(lang, &x);
    let i = all.tape.index();
    let (typical, average, when) = (
        significant(all.variance.median[i], 2),
        significant(all.variance.mean[i], 2),
        now(&all.tape),
    );
    let marker = |panel: Panel| panel.with_all(shown(&all.tape));
    pen.figure(
        "universes",
        t("Many universes", "许多宇宙"),
        [marker(wandering(all, pen)), marker(losing(all, pen))],
    )
    .columns(2)
    .aspect(0.72)
    .summary(say!(
        pen,
        "Mean and variance of many Gaussians that learn from themselves, against the generation. At generation {when} the typical variance is {typical} of the first, the average over runs {average}.",
        "许多向自己学习的高斯，其均值与方差随代数的变化。第 {when} 代时，典型方差是最初的 {typical}，各次平均为 {average}。"
    ))
}

/// The first few runs, thin and unnamed.
fn threads(all: &Universes, pen: Pen, pick: fn(&(f64, f64)) -> f64) -> Vec<Mark> {
    let states = all.tape.states();
    let count = states.first().map_or(0, |g| g.threads.len());
    let thread = |k: usize| {
        let y: Vec<f64> = states.iter().map(|g| pick(&g.threads[k])).collect();
        pen.line("thread", "", Role::Data, y)
            .width(0.6)
            .opacity(0.35)
            .label(Label::Hidden)
            .hover(false)
    };
    (0..count).map(thread).collect()
}

const RANGE: crate::Text = t("5–95 % of runs", "5–95% 的宇宙");

fn wandering(all: &Universes, pen: Pen) -> Panel {
    let s = &all.setting;
    let mut panel = pen
        .titled(
            t("Where it wanders", "它游荡到哪里"),
            generations(pen, pen.x().len()),
            pen.linear(t("mean μ", "均值 μ")).unit("σ₀").including(-0.5, 0.5),
        )
        .with_all(threads(all, pen, |p| p.0))
        .with_all(pen.runs("mean", RANGE, Role::Model, &all.mean));
    if s.kind != Loop::Synthetic {
        return panel;
    }
    let wide = |sign: f64| {
        move |t| sign * normal_quantile(0.95) * libm::sqrt(theory::drift_variance(s, t))
    };
    panel = panel
        .with(
            pen.curve(
                "drift-theory",
                t("if it stayed normal, 5–95 %", "若一直是正态，5–95%"),
                Role::Theory,
                wide(1.0),
            )
            .width(1.3),
        )
        .with(
            pen.curve("drift-theory-below", "", Role::Theory, wide(-1.0))
                .width(1.3)
                .label(Label::Hidden),
        );
    // Where the normal law overshoots what the drift can come to.
    let last = pen.x().last().copied().unwrap_or(1.0);
    if s.lambda >= 1.0 && wide(1.0)(last) > STUDENT {
        let name = t("limit: Student t₂", "极限：t₂ 分布");
        panel = panel.with(pen.rule_y("student", name, Role::Baseline(1), STUDENT)).with(
            pen.rule_y("student-below", "", Role::Baseline(1), -STUDENT).label(Label::Hidden),
        );
    }
    panel
}

fn losing(all: &Universes, pen: Pen) -> Panel {
    let s = &all.setting;
    let least = all.variance.low.iter().copied().fold(1.0, f64::min);
    let floor = (least.max(1e-12) / 2.0).min(0.2);
    let top = all.variance.high.iter().copied().fold(2.0, f64::max) * 1.2;
    let mut panel = pen
        .titled(
            t("What it loses", "它失去什么"),
            generations(pen, pen.x().len()),
            pen.log(t("variance σ²", "方差 σ²")).unit("σ₀²").over(floor, top),
        )
        .with_all(threads(all, pen, |p| p.1))
        .with_all(pen.runs("variance", RANGE, Role::Model, &all.variance))
        .with(
            pen.line(
                "variance-mean",
                t("mean of runs", "各次平均"),
                Role::Baseline(0),
                &all.variance.mean[..],
            )
            .width(1.6),
        );
    match s.kind {
        Loop::Synthetic => {
            let (expected, name) =
                (|t| theory::mean_variance(s, t), t("expected mean", "期望的平均"));
            panel =
                panel.with(pen.curve("variance-theory", name, Role::Theory, expected).width(1.3));
            if s.d == 1 {
                let (typical, name) =
                    (|t| theory::typical_variance(s, t), t("expected typical run", "期望的典型"));
                panel =
                    panel.with(pen.curve("typical-theory", name, Role::Theory, typical).width(1.3));
            }
            let i = all.tape.index();
            let (now, typical) = (now(&all.tape), all.variance.median[i]);
            if typical < 0.5 {
                let left = significant(100.0 * typical, 2);
                let words = say!(
                    pen,
                    "generation {now}: the typical universe keeps {left} %",
                    "第 {now} 代：典型的宇宙只剩 {left}%"
                );
                let x = along(1.0, pen.x().len() as f64, 0.04);
                // A log axis: a little above the floor.
                let y = floor * libm::pow(top / floor, 0.06);
                panel = panel.with(pen.text("left", words, Role::Model, (x, y)));
            }
        }
        Loop::Fresh | Loop::Augmentation => {
            let limit = theory::limit_variance(s);
            panel = panel.with(pen.rule_y("limit", t("limit", "极限"), Role::Theory, limit));
        }
        Loop::Accumulate => {}
    }
    panel
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_limit_is_students_law_with_two_degrees_of_freedom() {
        // F(x) = ½ + x/(2√(2 + x²)).
        let x: f64 = super::STUDENT;
        assert!((0.5 + x / (2.0 * (2.0 + x * x).sqrt()) - 0.95).abs() < 1e-12);
    }
}

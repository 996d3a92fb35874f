//! What must hold of any figure at any size: words lie within the picture and on no other words, and the
//! height given is the height filled.

use figure::{
    Anchor, Axis, Cmd, Drawing, FINE, Figure, Label, Labels, Level, Look, Mark, Measure, Panel,
    Role, Shape, Theme, WidthTable, draw,
};
use proptest::prelude::*;

/// The letters of a line of text: left, top, right, bottom in CSS pixels. Letters are about three quarters as
/// high as their line.
fn boxes(drawing: &Drawing) -> Vec<(String, [f64; 4])> {
    let fine = f64::from(FINE);
    let text = drawing.cmds.iter().filter_map(|cmd| match cmd {
        Cmd::Text { at, text, size, align, bold, .. } => Some((at, text, size / fine, align, bold)),
        _ => None,
    });
    text.map(|(at, text, size, align, bold)| {
        assert!(size >= 12.0, "{text} is written in {size} px");
        let (x, y) = (f64::from(at.0) / fine, f64::from(at.1) / fine);
        let width = WidthTable.width(text, size, *bold);
        let left = match align.h {
            Anchor::Start => x,
            Anchor::Middle => x - width / 2.0,
            Anchor::End => x - width,
        };
        let top = match align.v {
            Level::Top => y + 0.12 * size,
            Level::Middle => y - 0.38 * size,
            Level::Bottom => y - 0.88 * size,
        };
        (text.clone(), [left, top, left + width, top + 0.76 * size])
    })
    .collect()
}

fn name(zh: bool, i: usize) -> String {
    let en =
        ["limit of the mean", "1/√d", "post's fit", "mean field no longer valid", "α*", "draws"];
    let cn = ["均值的极限", "1/√d", "原文公式", "平均场已失效", "α*", "单次抽样"];
    (if zh { cn } else { en })[i % 6].to_owned() + if i < 6 { "" } else { "′" }
}

fn random(
    zh: bool,
    rules: &[(bool, f64)],
    words: &[(f64, f64)],
    ends: usize,
    panels: usize,
) -> Figure {
    let panel = |k: usize| {
        let x: Vec<f64> = (0..30).map(|i| f64::from(i) / 29.0).collect();
        let mut panel = Panel::new(
            Axis::linear(if zh { "缩放 α" } else { "scale α" }).over(0.0, 1.0),
            Axis::linear(if zh { "梯度" } else { "gradient" }).unit("nats").over(0.0, 1.0),
        );
        if panels > 1 {
            panel = panel.title(if zh { "它失去什么" } else { "What it loses" });
        }
        for i in 0..ends {
            let y: Vec<f64> = x.iter().map(|x| x * (i + k) as f64 / 4.0).collect();
            let label = [Label::End, Label::Key, Label::At(0.6)][i % 3];
            panel = panel.with(
                Mark::line("line", name(zh, i + 6), Role::Baseline(i as u8), x.clone(), y)
                    .label(label),
            );
        }
        for (i, &(upright, at)) in rules.iter().enumerate() {
            let shape = if upright { Shape::RuleX { x: at } } else { Shape::RuleY { y: at } };
            panel = panel.with(Mark::new("rule", name(zh, i), Role::Note, shape));
        }
        let (x, y) = words.iter().copied().unzip();
        let text = (0..words.len()).map(|i| name(zh, i)).collect();
        let labels = Labels { x, y, text, size: 4.0, side: Anchor::Start };
        panel.with(Mark::new("words", "", Role::Model, Shape::Labels(labels)))
    };
    Figure::new("random", "Random", (0..panels).map(panel).collect()).columns(2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_words_lie_on_others_or_outside_at_any_size(
        zh: bool,
        rules in prop::collection::vec((any::<bool>(), 0.0..1.0f64), 0..6),
        words in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 0..40),
        ends in 0usize..5,
        panels in 1usize..5,
        width in 320u32..1000,
        height in 250u32..800,
        given: bool,
        alone: bool,
    ) {
        let figure = random(zh, &rules, &words, ends, panels);
        let look = Look {
            height: given.then_some(height),
            panel: alone.then_some(panels - 1),
            ..Look::new(width, Theme::Light, &WidthTable)
        };
        let drawing = draw(&figure, &look);
        if given {
            prop_assert_eq!((drawing.width, drawing.height), (width, height));
        }
        prop_assert_eq!(drawing.panels.len(), if alone { 1 } else { panels });
        let all = boxes(&drawing);
        for (text, [left, top, right, bottom]) in &all {
            prop_assert!(
                *left >= -0.1 && *top >= -0.1
                    && *right <= f64::from(drawing.width) + 0.1 && *bottom <= f64::from(drawing.height) + 0.1,
                "{} lies outside: {} {} {} {} of {} × {}", text, left, top, right, bottom, drawing.width, drawing.height
            );
        }
        for (i, (a, p)) in all.iter().enumerate() {
            for (b, q) in &all[..i] {
                let apart = p[0] >= q[2] || q[0] >= p[2] || p[1] >= q[3] || q[1] >= p[3];
                prop_assert!(apart, "{} {:?} lies on {} {:?}", a, p, b, q);
            }
        }
    }

    #[test]
    fn a_given_height_is_filled_and_equal_units_stay_equal(width in 320u32..1000, height in 250u32..800) {
        let panel = Panel::new(Axis::linear("x").over(0.0, 2.0), Axis::linear("y").over(0.0, 1.0)).equal();
        let wide = Panel::new(Axis::linear("x").over(0.0, 2.0), Axis::linear("y").over(0.0, 1.0));
        for (panel, equal) in [(panel, true), (wide, false)] {
            let figure = Figure::single("f", "F", panel);
            let look = Look { height: Some(height), ..Look::new(width, Theme::Light, &WidthTable) };
            let drawing = draw(&figure, &look);
            let (left, top, right, bottom) = drawing.panels[0].plot();
            prop_assert!(left >= 0.0 && top >= 0.0 && right <= f64::from(width) && bottom <= f64::from(height));
            if equal {
                prop_assert!(((right - left) / (bottom - top) - 2.0).abs() < 0.02);
            } else {
                // What is not plot is names: 18 px above, 38 beneath, and margins.
                prop_assert!(bottom - top >= f64::from(height) - 64.0);
            }
        }
    }
}

#[test]
fn a_phone_shows_two_panels_side_by_side_rather_than_two_strips() {
    let figure = random(false, &[], &[], 1, 2);
    let look = Look { height: Some(250), ..Look::new(390, Theme::Light, &WidthTable) };
    let drawing = draw(&figure, &look);
    let [a, b] = &drawing.panels[..] else { panic!("two panels") };
    assert!(a.plot().2 <= b.plot().0 && a.plot().3 - a.plot().1 > 100.0);
}

//! Recorded figures as text: what is drawn, reviewable line by line. `UPDATE_GOLDEN=1` rewrites
//! them; look at the pictures before committing that.

use std::{fs, path::PathBuf};

use figure::{
    Anchor, Axis, Bound, Colormap, Dash, Figure, Handle, Label, Look, Mark, Panel, Role, Shape,
    Theme, WidthTable, draw, svg,
};

fn grid(n: usize, from: f64, to: f64) -> Vec<f64> {
    (0..n).map(|i| from + (to - from) * i as f64 / (n - 1) as f64).collect()
}

fn curves(zh: bool) -> Figure {
    let x = grid(61, -3.0, 3.0);
    let bell: Vec<f64> = x.iter().map(|v| (-v * v / 2.0).exp() * 0.4).collect();
    let lift: Vec<f64> = bell.iter().map(|v| v + 0.04).collect();
    let broken: Vec<f64> =
        x.iter().map(|&v| if v.abs() < 0.3 { f64::NAN } else { 0.12 / v.abs() }).collect();
    let name = |en: &str, cn: &str| if zh { cn.to_owned() } else { en.to_owned() };
    let panel = Panel::new(
        Axis::linear(name("eruption time", "喷发时长")).unit(name("min", "分钟")),
        Axis::linear(name("density", "密度")).over(0.0, 0.5),
    )
    .with(Mark::bars(
        "data",
        name("data", "数据"),
        Role::Data,
        grid(13, -3.0, 3.0),
        grid(12, 0.05, 0.3),
    ))
    .with(Mark::band(
        "band",
        name("90 % of runs", "90% 的运行"),
        Role::Model,
        x.clone(),
        bell.clone(),
        lift,
    ))
    .with(
        Mark::line("fit", name("Fourier fit", "傅里叶拟合"), Role::Model, x.clone(), bell.clone())
            .label(Label::End),
    )
    .with(
        Mark::line(
            "pole",
            name("1/|x|, clipped", "1/|x|，截断"),
            Role::Baseline(0),
            x.clone(),
            broken,
        )
        .label(Label::At(1.0)),
    )
    .with(
        Mark::line(
            "theory",
            name("theory", "理论"),
            Role::Theory,
            x.clone(),
            bell.iter().map(|v| v * 0.8).collect::<Vec<_>>(),
        )
        .label(Label::End),
    )
    .with(Mark::new("rug", "", Role::Data, Shape::Rug { x: vec![-2.0, -1.9, 0.4, 0.5, 1.1] }))
    .with(Mark::new("invalid", "", Role::Note, Shape::SpanX { from: 1.5, to: 2.5 }))
    .with(Mark::new("a", "1/√d", Role::Note, Shape::RuleX { x: -1.0 }))
    .with(Mark::new("b", "α*", Role::Handle, Shape::RuleX { x: -0.8 }))
    .handle(Handle::rule_x("α", -0.8, Bound::to("alpha")));
    Figure::single("curves", name("Curves", "曲线"), panel)
        .summary(name("A bell & its <bounds>.", "钟形曲线及其界。"))
}

fn maps() -> Figure {
    let values: Vec<f32> =
        (0..144).map(|i| ((i % 12) as f32 - 5.5) * ((i / 12) as f32 - 5.5) / 30.0).collect();
    let heat =
        |id: &str, colormap| {
            let shape = Shape::Heat {
                x: (0.0, 12.0),
                y: (0.0, 12.0),
                columns: 12,
                values: values.clone(),
                range: (-1.0, 1.0),
                colormap,
            };
            Panel::new(Axis::linear("column"), Axis::linear("row"))
                .title(id)
                .equal()
                .with(Mark::new(id, id, Role::Data, shape))
        };
    Figure::new(
        "maps",
        "Maps",
        vec![heat("diverging", Colormap::Diverging), heat("sequential", Colormap::Sequential)],
    )
    .columns(2)
}

fn logs() -> Figure {
    let x = grid(40, 0.0, 5.0).iter().map(|e| 10f64.powf(*e)).collect::<Vec<_>>();
    let panel = Panel::new(Axis::log("tokens"), Axis::log("work").unit("multiply-adds"))
        .with(
            Mark::line(
                "quadratic",
                "quadratic",
                Role::Baseline(0),
                x.clone(),
                x.iter().map(|v| v * v).collect::<Vec<_>>(),
            )
            .label(Label::End),
        )
        .with(
            Mark::line("linear", "linear", Role::Model, x.clone(), x.clone())
                .label(Label::End)
                .dash(Dash::Dotted),
        )
        .with(Mark::points(
            "runs",
            "measured",
            Role::Data,
            vec![10.0, 100.0, 1e4],
            vec![90.0, 1.3e4, 9e7],
        ))
        .with(Mark::new(
            "note",
            "",
            Role::Note,
            Shape::Text { x: 100.0, y: 1e8, text: "slope 2".into(), anchor: Anchor::Middle },
        ))
        .with(Mark::new("level", "budget", Role::Theory, Shape::RuleY { y: 1e6 }));
    let arrows = Panel::new(Axis::linear("x").over(-1.0, 1.0), Axis::linear("y").over(-1.0, 1.0))
        .with(Mark::new(
            "field",
            "f(y) − y",
            Role::Model,
            Shape::Arrows {
                x: vec![-0.5, 0.5, 0.0],
                y: vec![0.0, 0.5, -0.5],
                dx: vec![0.4, -0.3, 0.0],
                dy: vec![0.2, -0.6, 0.9],
            },
        ))
        .with(
            Mark::new(
                "steps",
                "steps",
                Role::Baseline(1),
                Shape::Steps { x: grid(6, -1.0, 1.0), y: vec![0.1, 0.5, -0.2, -0.6, 0.9, 0.9] },
            )
            .label(Label::Key),
        );
    Figure::new("logs", "Scales and arrows", vec![panel, arrows]).columns(2).aspect(0.7)
}

#[test]
fn drawn_figures_stay_as_they_were_looked_at() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut changed = Vec::new();
    for (figure, lang, width, theme) in [
        (curves(false), "en", 720, Theme::Light),
        (curves(true), "zh", 360, Theme::Dark),
        (maps(), "en", 720, Theme::Light),
        (logs(), "en", 900, Theme::Dark),
    ] {
        let look = Look { title: true, ..Look::new(width, theme, &WidthTable) };
        let text = svg(&figure, &draw(&figure, &look), theme, true);
        let path = dir.join(format!("{}-{lang}-{width}.svg", figure.id));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            changed.push(path);
        }
    }
    assert!(changed.is_empty(), "drawn differently: {changed:?}");
}

#[test]
fn nothing_is_drawn_outside_the_plot_but_names() {
    let figure = curves(false);
    let look = Look::new(720, Theme::Light, &WidthTable);
    let drawing = draw(&figure, &look);
    let (left, top, right, bottom) = drawing.panels[0].plot();
    let fine = f64::from(figure::FINE);
    let mut paths = 0;
    for cmd in &drawing.cmds {
        if let figure::Cmd::Path { points, stroke } = cmd
            && stroke.width == 2 * figure::FINE as u32
        {
            paths += 1;
            let swatch = points.iter().all(|p| f64::from(p.1) / fine < top);
            for &(x, y) in points {
                let (x, y) = (f64::from(x) / fine, f64::from(y) / fine);
                assert!(
                    swatch
                        || ((left - 0.1..=right + 0.1).contains(&x)
                            && (top - 0.1..=bottom + 0.1).contains(&y)),
                    "{x} {y}"
                );
            }
        }
    }
    // Fit, theory, and the pole's two branches: the gap breaks it, the frame clips it.
    assert!(paths >= 4, "{paths}");
}

#[test]
fn a_ghost_adds_lines_and_a_highlight_changes_none_of_them() {
    let figure = curves(false);
    let mut look = Look::new(720, Theme::Light, &WidthTable);
    let plain = draw(&figure, &look).cmds.len();
    look.ghost = Some(&figure);
    assert!(draw(&figure, &look).cmds.len() > plain);
    look.ghost = None;
    look.highlight = Some("fit");
    assert_eq!(draw(&figure, &look).cmds.len(), plain);
}

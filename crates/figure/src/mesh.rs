//! Axes: grid, ticks and their labels, drawn on plotters' area past its mesh, which asks for the width of
//! every label and knows no ticks without labels.

use crate::{
    Anchor, AxisScale, Dash, FINE, Level, Look, Rgba, Role, Stroke,
    ink::{Area, Plot, rule, write},
    layout::{PanelLayout, SMALL},
    write::Writing,
};

/// Length of a tick in fine units.
const TICK: i32 = 2 * FINE;

/// Draws both axes, where plotters maps their fractions to.
pub(crate) fn mesh(area: &Area, plot: &Plot, place: &PanelLayout, look: &Look) {
    let (left, top) = plot.map_coordinate(&(0.0, 1.0));
    let (right, bottom) = plot.map_coordinate(&(1.0, 0.0));
    let hairline = Stroke { colour: look.theme.line(), width: FINE as u32, dash: Dash::Solid };
    let draw = |a: (i32, i32), b: (i32, i32)| rule(area, [a, b], hairline);
    let x = |v: f64| plot.map_coordinate(&(place.x.fraction(v), 0.0)).0;
    let y = |v: f64| plot.map_coordinate(&(0.0, place.y.fraction(v))).1;
    let (xs, ys) = (shown(&place.x), shown(&place.y));
    for &(v, _) in &ys {
        draw((left, y(v)), (right, y(v)));
    }
    draw((left - 1, top), (left - 1, bottom));
    draw((left, bottom + 1), (right, bottom + 1));
    let tick_x = |v: f64| draw((x(v), bottom + 1), (x(v), bottom + 1 + TICK));
    xs.iter().for_each(|t| tick_x(t.0));
    place.x.minor.iter().for_each(|&v| tick_x(v));
    let tick_y = |v: f64| draw((left - 1 - TICK, y(v)), (left - 1, y(v)));
    ys.iter().for_each(|t| tick_y(t.0));
    place.y.minor.iter().for_each(|&v| tick_y(v));
    labels(area, place, look, (&xs, &ys));
}

/// A value and its label.
type Tick<'a> = (f64, &'a str);

fn shown(axis: &AxisScale) -> Vec<Tick<'_>> {
    axis.ticks.iter().filter(|t| axis.contains(t.0)).map(|t| (t.0, t.1.as_str())).collect()
}

/// Labels of ticks: all of an axis, or every second, third … of them, so that none touches another and all
/// stay in the picture.
fn labels(area: &Area, place: &PanelLayout, look: &Look, (xs, ys): (&[Tick], &[Tick])) {
    let ink = look.theme.role(Role::Note);
    let fine = f64::from(FINE);
    let line = |text: &str, at, align| write(area, label(text, at, align, ink));
    let x_edge = f64::from(place.x.start) / fine - 4.0;
    let heights: Vec<(f64, f64)> = ys.iter().map(|t| (place.y.px(t.0), SMALL + 1.0)).collect();
    let stride = apart(&heights, 0.0);
    for (i, &(_, text)) in ys.iter().enumerate().filter(|(i, _)| i % stride == 0) {
        line(text, (x_edge, heights[i].0), (Anchor::End, Level::Middle));
    }
    let spots: Vec<(f64, f64)> = xs
        .iter()
        .map(|&(v, text)| {
            let width = look.measure.width(text, SMALL, false);
            let most = (f64::from(look.width) - width / 2.0).max(width / 2.0);
            (place.x.px(v).clamp(width / 2.0, most), width)
        })
        .collect();
    let stride = apart(&spots, 4.0);
    let below = f64::from(place.y.start + 1) / fine + 4.0;
    for (i, &(_, text)) in xs.iter().enumerate().filter(|(i, _)| i % stride == 0) {
        line(text, (spots[i].0, below), (Anchor::Middle, Level::Top));
    }
}

/// The least stride at which intervals (middle, width) are apart by a gap.
fn apart(all: &[(f64, f64)], gap: f64) -> usize {
    let fits = |stride: usize| {
        let kept: Vec<&(f64, f64)> = all.iter().step_by(stride).collect();
        kept.windows(2).all(|w| (w[1].0 - w[0].0).abs() >= (w[0].1 + w[1].1) / 2.0 + gap)
    };
    (1..=all.len().max(1)).find(|&stride| fits(stride)).unwrap_or(1)
}

fn label(text: &str, at: (f64, f64), align: (Anchor, Level), ink: Rgba) -> Writing {
    Writing { text: text.to_owned(), at, align, size: SMALL, ink, bold: false, halo: None }
}

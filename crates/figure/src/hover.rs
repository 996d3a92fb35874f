//! What lies under the pointer.

use crate::{Drawing, Figure, Handle, HandleShape, Mark, PanelGeometry, Shape, significant};

/// The datum nearest to the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Panel.
    pub panel: usize,
    /// Mark within the panel.
    pub mark: usize,
    /// Position of the datum in CSS pixels.
    pub at: (f64, f64),
    /// Value along x.
    pub x: f64,
    /// Value along y, or the value of a heat map's cell.
    pub y: f64,
    /// Name and values, as shown.
    pub text: String,
}

/// How far from a point the pointer may be, in CSS pixels.
const REACH: f64 = 40.0;

/// The panel whose plot holds the position.
pub fn panel_at(drawing: &Drawing, x: f64, y: f64) -> Option<usize> {
    drawing.panels.iter().position(|p| {
        let (left, top, right, bottom) = p.plot();
        (left - 1.0..=right + 1.0).contains(&x) && (top - 1.0..=bottom + 1.0).contains(&y)
    })
}

/// The datum nearest to a position in CSS pixels: for curves the nearest in x first (what a reader
/// asks of a curve is its value *here*), for points and bars the nearest of all.
pub fn hover(figure: &Figure, drawing: &Drawing, x: f64, y: f64) -> Option<Hit> {
    let index = panel_at(drawing, x, y)?;
    let (panel, place) = (figure.panels.get(index)?, drawing.panels.get(index)?);
    let mut best: Option<(f64, Hit)> = None;
    for (i, mark) in panel.marks.iter().enumerate().filter(|(_, m)| m.hover) {
        let Some((distance, at, vx, vy)) = nearest(mark, place, (x, y)) else {
            continue;
        };
        if best.as_ref().is_some_and(|(d, _)| *d <= distance) {
            continue;
        }
        let name = if mark.name.is_empty() { String::new() } else { format!("{} · ", mark.name) };
        let text = match mark.shape {
            Shape::Heat { .. } => format!(
                "{}, {} → {}",
                significant(vx, 3),
                significant(place.y.at_px(y), 3),
                significant(vy, 3)
            ),
            _ => format!("{name}{} → {}", significant(vx, 4), significant(vy, 4)),
        };
        best = Some((distance, Hit { panel: index, mark: i, at, x: vx, y: vy, text }));
    }
    best.map(|(_, hit)| hit)
}

type Near = (f64, (f64, f64), f64, f64);

fn nearest(mark: &Mark, place: &PanelGeometry, pointer: (f64, f64)) -> Option<Near> {
    let (px, py) = pointer;
    match &mark.shape {
        Shape::Line { x, y } | Shape::Steps { x, y } => {
            let candidates = points(x, y, place);
            let here = candidates.min_by(|a, b| {
                (a.1.0 - px)
                    .abs()
                    .total_cmp(&(b.1.0 - px).abs())
                    .then((a.1.1 - py).abs().total_cmp(&(b.1.1 - py).abs()))
            })?;
            let ((vx, vy), at) = here;
            ((at.0 - px).abs() < REACH).then(|| ((at.1 - py).abs() * 0.8 + 4.0, at, vx, vy))
        }
        Shape::Points { x, y, .. } => points(x, y, place)
            .map(|(v, at)| ((at.0 - px).hypot(at.1 - py), at, v.0, v.1))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|near| near.0 < REACH),
        Shape::Bars { edges, y, base } => {
            let value = place.x.at_px(px);
            let i = edges.windows(2).position(|e| e[0] <= value && value < e[1])?;
            let height = *y.get(i)?;
            let middle = (edges[i] + edges[i + 1]) / 2.0;
            let at = (place.x.px(middle), place.y.px(height));
            let inside = (base.min(height)..=base.max(height)).contains(&place.y.at_px(py));
            at.1.is_finite().then_some((
                if inside { 12.0 } else { 12.0 + (at.1 - py).abs() },
                at,
                middle,
                height,
            ))
        }
        Shape::Heat { x, y, columns, values, .. } => {
            let columns = (*columns).max(1) as usize;
            let rows = values.len() / columns;
            // Cells are equally wide on the screen, whatever the axes' scales.
            let along = |axis: &crate::AxisScale, at: f64, ends: (f64, f64)| {
                (at - axis.px(ends.0)) / (axis.px(ends.1) - axis.px(ends.0))
            };
            let (fx, fy) = (along(&place.x, px, *x), along(&place.y, py, *y));
            let (c, r) = ((fx * columns as f64).floor(), (fy * rows as f64).floor());
            if !(0.0..columns as f64).contains(&c) || !(0.0..rows as f64).contains(&r) {
                return None;
            }
            let value = *values.get(r as usize * columns + c as usize)?;
            // A heat map gives way to whatever lies on it.
            Some((30.0, (px, py), place.x.at_px(px), f64::from(value)))
        }
        _ => None,
    }
}

fn points<'a>(
    x: &'a [f64],
    y: &'a [f64],
    place: &'a PanelGeometry,
) -> impl Iterator<Item = ((f64, f64), (f64, f64))> + 'a {
    x.iter()
        .zip(y)
        .filter(|(x, y)| place.x.contains(**x) && place.y.contains(**y))
        .map(|(&x, &y)| ((x, y), (place.x.px(x), place.y.px(y))))
}

/// Where a handle is taken hold of, in CSS pixels: the ring, or the grip of a rule.
pub fn grip(handle: &Handle, place: &PanelGeometry) -> Option<(f64, f64)> {
    let (left, top, right, bottom) = place.plot();
    let (x, y) =
        (place.x.px(handle.at.0).clamp(left, right), place.y.px(handle.at.1).clamp(top, bottom));
    let at = match handle.shape {
        HandleShape::RuleX => (x, bottom - 14.0),
        HandleShape::RuleY => (left + 14.0, y),
        HandleShape::Point => (x, y),
    };
    (at.0.is_finite() && at.1.is_finite()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Look, Panel, Role, Theme, WidthTable, draw};

    fn drawn(figure: &Figure) -> Drawing {
        let look = Look {
            width: 600,
            theme: Theme::Light,
            measure: &WidthTable,
            title: false,
            ghost: None,
            highlight: None,
        };
        draw(figure, &look)
    }

    #[test]
    fn the_nearest_point_is_the_one_a_search_of_all_finds() {
        let (x, y): (Vec<f64>, Vec<f64>) =
            (0..200).map(|i| ((f64::from(i) * 0.7).sin(), (f64::from(i) * 1.3).cos())).unzip();
        let panel = Panel::new(Axis::linear("x"), Axis::linear("y")).with(Mark::points(
            "p",
            "p",
            Role::Data,
            x.clone(),
            y.clone(),
        ));
        let figure = Figure::single("f", "F", panel);
        let drawing = drawn(&figure);
        let place = &drawing.panels[0];
        let (left, top, right, bottom) = place.plot();
        for i in 0..40 {
            let at = (
                left + (right - left) * f64::from(i) / 40.0,
                top + (bottom - top) * f64::from((i * 7) % 40) / 40.0,
            );
            let brute = (0..200)
                .map(|k| ((place.x.px(x[k]) - at.0).hypot(place.y.px(y[k]) - at.1), k))
                .min_by(|a, b| a.0.total_cmp(&b.0))
                .unwrap();
            match hover(&figure, &drawing, at.0, at.1) {
                Some(hit) => assert_eq!((hit.x, hit.y), (x[brute.1], y[brute.1])),
                None => assert!(brute.0 >= REACH),
            }
        }
    }

    #[test]
    fn a_heat_map_tells_the_cell_under_the_pointer() {
        let values: Vec<f32> = (0..12).map(|i| i as f32).collect();
        let heat = Shape::Heat {
            x: (0.0, 4.0),
            y: (0.0, 3.0),
            columns: 4,
            values,
            range: (0.0, 11.0),
            colormap: crate::Colormap::Sequential,
        };
        let panel = Panel::new(Axis::linear("x"), Axis::linear("y")).with(Mark::new(
            "h",
            "h",
            Role::Data,
            heat,
        ));
        let figure = Figure::single("f", "F", panel);
        let drawing = drawn(&figure);
        let place = &drawing.panels[0];
        let hit = hover(&figure, &drawing, place.x.px(2.5), place.y.px(1.5)).unwrap();
        assert_eq!(hit.y, 6.0);
    }

    #[test]
    fn on_log_axes_too_the_cell_is_the_one_on_the_screen() {
        let heat = Shape::Heat {
            x: (1.0, 1e4),
            y: (0.0, 1.0),
            columns: 4,
            values: vec![0.0, 1.0, 2.0, 3.0],
            range: (0.0, 3.0),
            colormap: crate::Colormap::Sequential,
        };
        let panel = Panel::new(Axis::log("x").over(1.0, 1e4), Axis::linear("y").over(0.0, 1.0))
            .with(Mark::new("h", "h", Role::Data, heat));
        let figure = Figure::single("f", "F", panel);
        let drawing = drawn(&figure);
        let place = &drawing.panels[0];
        for (x, cell) in [(3.0, 0.0), (30.0, 1.0), (300.0, 2.0), (3_000.0, 3.0)] {
            let hit = hover(&figure, &drawing, place.x.px(x), place.y.px(0.5)).unwrap();
            assert_eq!(hit.y, cell, "{x}");
        }
    }
}

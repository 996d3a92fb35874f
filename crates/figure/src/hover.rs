//! What lies under the pointer.

use crate::{Drawing, Figure, Handle, HandleShape, PanelGeometry, shapes::Near, significant};

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

/// The panel whose plot holds the position.
pub fn panel_at(drawing: &Drawing, x: f64, y: f64) -> Option<&PanelGeometry> {
    drawing.panels.iter().find(|p| {
        let (left, top, right, bottom) = p.plot();
        (left - 1.0..=right + 1.0).contains(&x) && (top - 1.0..=bottom + 1.0).contains(&y)
    })
}

/// The datum nearest to a position in CSS pixels: for curves the nearest in x first (what a reader
/// asks of a curve is its value *here*), for points and bars the nearest of all.
pub fn hover(figure: &Figure, drawing: &Drawing, x: f64, y: f64) -> Option<Hit> {
    let place = panel_at(drawing, x, y)?;
    let panel = figure.panels.get(place.index)?;
    let mut best: Option<(usize, Near)> = None;
    for (i, mark) in panel.marks.iter().enumerate().filter(|(_, m)| m.hover) {
        if let Some(near) = mark.shape.with(|shape| shape.hover(place, (x, y)))
            && best.as_ref().is_none_or(|(_, found)| near.distance < found.distance)
        {
            best = Some((i, near));
        }
    }
    let (mark, near) = best?;
    let name = &panel.marks[mark].name;
    let name = if name.is_empty() { String::new() } else { format!("{name} · ") };
    let text = near.text.unwrap_or_else(|| {
        format!("{name}{} → {}", significant(near.x, 4), significant(near.y, 4))
    });
    Some(Hit { panel: place.index, mark, at: near.at, x: near.x, y: near.y, text })
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
    use crate::{Axis, Look, Mark, Panel, Role, Shape, Theme, WidthTable, draw, shapes::REACH};

    fn drawn(figure: &Figure) -> Drawing {
        draw(figure, &Look::new(600, Theme::Light, &WidthTable))
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

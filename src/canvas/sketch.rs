//! What the reader draws on a figure.

use figure::{Drawing, Figure, PanelGeometry, Sketch, panel_at};

/// Knots of a drawn curve that changed: index and new value.
pub type Knots = Vec<(usize, f64)>;

/// What a stroke of the pointer comes to.
pub enum Drawn {
    /// Knots of the curve of a param.
    Curve(String, Knots),
    /// A point for a param.
    Point(String, f64, f64),
}

/// What the pointer draws at a position in CSS pixels; `last` is the knot drawn before and after.
pub fn stroke(
    figure: &Figure,
    drawing: &Drawing,
    (px, py): (f64, f64),
    begin: bool,
    last: &mut Option<(usize, f64)>,
) -> Option<Drawn> {
    let sketch =
        |place: &&PanelGeometry| figure.panels.get(place.index).is_some_and(|p| p.sketch.is_some());
    // A stroke that began on the panel goes on outside it.
    let outside = || (!begin).then(|| drawing.panels.iter().find(sketch)).flatten();
    let place = panel_at(drawing, px, py).filter(sketch).or_else(outside)?;
    let (x, y) = (place.x.at_px(px), place.y.at_px(py));
    match figure.panels.get(place.index)?.sketch.as_ref()? {
        Sketch::Curve { param, x: ends, y: knots } => {
            let end = knots.len().saturating_sub(1);
            let at = ((x - ends.0) / (ends.1 - ends.0) * end as f64).round().clamp(0.0, end as f64);
            let (at, y) = (at as usize, y.max(0.0));
            // Knots between two events lie on the line between them.
            let (from, old) = last.filter(|_| !begin).unwrap_or((at, y));
            let span = at.abs_diff(from).max(1) as f64;
            let changed = (from.min(at)..=from.max(at))
                .map(|k| (k, old + (y - old) * k.abs_diff(from) as f64 / span))
                .collect();
            *last = Some((at, y));
            Some(Drawn::Curve(param.clone(), changed))
        }
        Sketch::Points { param } if begin => Some(Drawn::Point(param.clone(), x, y)),
        Sketch::Points { .. } => None,
    }
}

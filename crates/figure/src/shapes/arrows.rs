//! Arrows of a field.

use super::geometry::{Along, Extent, Geometry, Place, Row, Style, Values};
use crate::{FINE, ink::Brush};

/// Arrows from (x, y) to (x + dx, y + dy).
pub(super) struct Arrows<'a> {
    pub(super) x: &'a [f64],
    pub(super) y: &'a [f64],
    pub(super) dx: &'a [f64],
    pub(super) dy: &'a [f64],
}

impl Arrows<'_> {
    fn each(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
        let feet = self.x.iter().copied().zip(self.y.iter().copied());
        feet.zip(self.dx.iter().copied().zip(self.dy.iter().copied()))
    }
}

impl Geometry for Arrows<'_> {
    fn style(&self) -> Style {
        Style::stroke(1.2, 0.9).passive()
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        for ((x, y), (dx, dy)) in self.each() {
            let (foot, head) = if along == Along::X { (x, x + dx) } else { (y, y + dy) };
            extent.one(foot);
            extent.one(head);
        }
    }

    fn paint(&self, brush: &Brush) {
        for ((x, y), (dx, dy)) in self.each() {
            let (from, to) = (brush.unit(x, y), brush.unit(x + dx, y + dy));
            brush.line([(x, y), (x + dx, y + dy)].into_iter());
            if !brush.shows(x + dx, y + dy) {
                continue;
            }
            let (a, b) = (brush.fine(from), brush.fine(to));
            let (vx, vy) = (f64::from(b.0 - a.0), f64::from(b.1 - a.1));
            let length = vx.hypot(vy);
            if length < 4.0 * f64::from(FINE) {
                continue;
            }
            let (ux, uy, size) = (vx / length, vy / length, 5.0 * f64::from(FINE));
            let wing = |side: f64| {
                (
                    (f64::from(b.0) - size * (ux + 0.5 * side * uy)).round() as i32,
                    (f64::from(b.1) - size * (uy - 0.5 * side * ux)).round() as i32,
                )
            };
            brush.path_fine(vec![wing(1.0), b, wing(-1.0)]);
        }
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        let heads = |feet: &[f64], by: &[f64]| -> Vec<f64> {
            feet.iter().zip(by).map(|(a, b)| a + b).collect()
        };
        vec![
            (place.x(), self.x.into()),
            (place.y(), self.y.into()),
            (format!("→ {}", place.names.0), heads(self.x, self.dx).into()),
            (format!("→ {}", place.names.1), heads(self.y, self.dy).into()),
        ]
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        for ((x, y), (dx, dy)) in self.each() {
            row(Row { low: Some(dx), high: Some(dy), ..Row::at(x, y) });
        }
    }
}

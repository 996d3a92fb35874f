//! A polyline.

use super::geometry::{
    Along, Extent, Geometry, Near, Place, REACH, Row, Style, Values, pairs, visible,
};
use crate::{PanelGeometry, ink::Brush};

/// A polyline through (x, y).
pub(super) struct Line<'a> {
    pub(super) x: &'a [f64],
    pub(super) y: &'a [f64],
}

impl Geometry for Line<'_> {
    fn style(&self) -> Style {
        Style::stroke(2.0, 1.0)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        extent.take(if along == Along::X { self.x } else { self.y });
    }

    fn paint(&self, brush: &Brush) {
        brush.line(pairs(self.x, self.y));
    }

    fn ghosted(&self) -> bool {
        true
    }

    /// The value *here* is what a reader asks of a curve: nearest in x first.
    fn hover(&self, place: &PanelGeometry, (px, py): (f64, f64)) -> Option<Near> {
        let (i, at) = visible(self.x, self.y, place).min_by(|(_, a), (_, b)| {
            (a.0 - px)
                .abs()
                .total_cmp(&(b.0 - px).abs())
                .then((a.1 - py).abs().total_cmp(&(b.1 - py).abs()))
        })?;
        let near = Near::new((at.1 - py).abs() * 0.8 + 4.0, at, (self.x[i], self.y[i]));
        ((at.0 - px).abs() < REACH).then_some(near)
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        vec![(place.x(), self.x.into()), (place.y(), self.y.into())]
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        pairs(self.x, self.y).for_each(|(x, y)| row(Row::at(x, y)));
    }

    fn curve(&self) -> Option<(&[f64], &[f64])> {
        Some((self.x, self.y))
    }
}

//! A polyline that keeps its value until the next x.

use super::geometry::{Along, Extent, Geometry, Near, Place, Row, Style, Values, pairs};
use crate::{PanelGeometry, ink::Brush};

/// A curve of steps; x ascends.
pub(super) struct Steps<'a> {
    pub(super) x: &'a [f64],
    pub(super) y: &'a [f64],
}

impl Geometry for Steps<'_> {
    fn style(&self) -> Style {
        Style::stroke(2.0, 1.0)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        extent.take(if along == Along::X { self.x } else { self.y });
    }

    fn paint(&self, brush: &Brush) {
        let (x, y) = (self.x, self.y);
        brush.line((0..x.len().min(y.len())).flat_map(|i| {
            let before = i.checked_sub(1).map(|j| (x[i], y[j]));
            before.into_iter().chain([(x[i], y[i])])
        }));
    }

    fn ghosted(&self) -> bool {
        true
    }

    /// The value holds from its knot on: the last knot before the pointer, shown on its tread.
    fn hover(&self, place: &PanelGeometry, (px, py): (f64, f64)) -> Option<Near> {
        let here = place.x.at_px(px);
        let i = self.x.partition_point(|&x| x <= here).checked_sub(1)?;
        let (x, y) = (self.x[i], *self.y.get(i)?);
        let at = (px.max(place.plot().0), place.y.px(y));
        let shown = place.x.contains(here) && place.y.contains(y);
        shown.then(|| Near::new((at.1 - py).abs() * 0.8 + 4.0, at, (x, y)))
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

//! Dots of one size and colour.

use super::geometry::{
    Along, Extent, Geometry, Near, Place, Row, Style, Swatch, Values, nearest, pairs,
};
use crate::{PanelGeometry, ink::Brush};

/// Dots of one diameter in CSS pixels.
pub(super) struct Points<'a> {
    pub(super) x: &'a [f64],
    pub(super) y: &'a [f64],
    pub(super) size: f32,
}

impl Geometry for Points<'_> {
    fn style(&self) -> Style {
        Style::fill(0.8)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        extent.take(if along == Along::X { self.x } else { self.y });
    }

    fn paint(&self, brush: &Brush) {
        brush.dots(
            pairs(self.x, self.y)
                .filter(|&(x, y)| brush.shows(x, y))
                .map(|(x, y)| brush.unit(x, y)),
            self.size,
        );
    }

    fn ghosted(&self) -> bool {
        true
    }

    fn swatch(&self) -> Swatch {
        Swatch::Dot
    }

    fn hover(&self, place: &PanelGeometry, pointer: (f64, f64)) -> Option<Near> {
        let (i, distance, at) = nearest(self.x, self.y, place, pointer)?;
        Some(Near::new(distance, at, (self.x[i], self.y[i])))
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

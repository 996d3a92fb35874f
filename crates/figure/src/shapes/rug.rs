//! Short strokes on the x axis, one a datum.

use super::geometry::{Along, Extent, Geometry, Place, Row, Style, Values};
use crate::{FINE, Label, ink::Brush};

/// A rug.
pub(super) struct Rug<'a> {
    pub(super) x: &'a [f64],
}

impl Geometry for Rug<'_> {
    fn style(&self) -> Style {
        Style::stroke(1.0, 0.5).passive().label(Label::Hidden)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        if along == Along::X {
            extent.take(self.x);
        }
    }

    fn paint(&self, brush: &Brush) {
        let bottom = brush.place.y.start;
        for &x in self.x.iter().filter(|&&x| brush.place.x.contains(x)) {
            let at = brush.fine((brush.place.x.fraction(x), 0.0)).0;
            brush.path_fine(vec![(at, bottom), (at, bottom - 7 * FINE)]);
        }
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        vec![(place.x(), self.x.into())]
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        self.x.iter().for_each(|&x| row(Row { x: Some(x), ..Row::default() }));
    }
}

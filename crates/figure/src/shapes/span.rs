//! A shaded range of x.

use super::geometry::{Along, Extent, Geometry, Place, Row, Style, Swatch};
use crate::{Label, ink::Brush};

/// A range of x over the panel's whole height.
pub(super) struct Span {
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Geometry for Span {
    fn style(&self) -> Style {
        Style::fill(0.08).passive().label(Label::Hidden)
    }

    /// A span shades what is there; it does not ask for room.
    fn extent(&self, _: Along, _: &mut Extent) {}

    fn paint(&self, brush: &Brush) {
        let (a, b) = (brush.place.x.fraction(self.from), brush.place.x.fraction(self.to));
        let (a, b) = (a.min(b).clamp(0.0, 1.0), a.max(b).clamp(0.0, 1.0));
        if b > a {
            brush.rect((a, 1.0), (b, 0.0));
        }
    }

    fn beneath(&self) -> bool {
        true
    }

    fn swatch(&self) -> Swatch {
        Swatch::Patch
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        row(Row { low: Some(self.from), high: Some(self.to), ..Row::default() });
    }
}

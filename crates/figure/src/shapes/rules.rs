//! A line across the panel.

use super::geometry::{Along, Extent, Geometry, Place, Row, Style, Values};
use crate::{Label, ink::Brush};

/// A line across the panel at a value of one axis.
pub(super) struct Rule {
    pub(super) along: Along,
    pub(super) at: f64,
}

impl Geometry for Rule {
    fn style(&self) -> Style {
        Style::stroke(1.0, 1.0).passive().label(Label::End)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        if along == self.along {
            extent.one(self.at);
        }
    }

    fn paint(&self, brush: &Brush) {
        let axis = if self.along == Along::X { &brush.place.x } else { &brush.place.y };
        if axis.contains(self.at) {
            let f = axis.fraction(self.at);
            brush.path(match self.along {
                Along::X => vec![(f, 0.0), (f, 1.0)],
                Along::Y => vec![(0.0, f), (1.0, f)],
            });
        }
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        let name = if self.along == Along::X { place.x() } else { place.y() };
        vec![(name, vec![self.at].into())]
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        row(match self.along {
            Along::X => Row { x: Some(self.at), ..Row::default() },
            Along::Y => Row { y: Some(self.at), ..Row::default() },
        });
    }

    fn rule(&self) -> Option<(Along, f64)> {
        Some((self.along, self.at))
    }
}

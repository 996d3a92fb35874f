//! Words at a point.

use super::geometry::{Along, Extent, Geometry, Place, Row, Style, Written};
use crate::{Anchor, Label, ink::Brush};

/// One line of words.
pub(super) struct Words<'a> {
    pub(super) at: (f64, f64),
    pub(super) text: &'a str,
    pub(super) anchor: Anchor,
}

impl Geometry for Words<'_> {
    fn style(&self) -> Style {
        Style::fill(1.0).passive().label(Label::Hidden)
    }

    /// Words stand on what is there; they do not ask for room.
    fn extent(&self, _: Along, _: &mut Extent) {}

    /// Written with all other words of the panel, so that none lies over another.
    fn paint(&self, _: &Brush) {}

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        row(Row::at(self.at.0, self.at.1));
    }

    fn written(&self) -> Written<'_> {
        Written::One { at: self.at, text: self.text, anchor: self.anchor }
    }
}

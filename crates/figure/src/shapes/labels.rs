//! Many words at points.

use serde::{Deserialize, Serialize};

use super::geometry::{
    Along, Extent, Geometry, Near, Place, Row, Style, Swatch, Values, Written, nearest, pairs,
};
use crate::{Anchor, Label, PanelGeometry, ink::Brush, significant};

/// A dot for every word; the words themselves where there is room, the first of the list before the
/// others. The pointer reads all of them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Labels {
    /// Abscissae.
    pub x: Vec<f64>,
    /// Ordinates.
    pub y: Vec<f64>,
    /// The words, the more important first.
    pub text: Vec<String>,
    /// Diameter of the dots in CSS pixels; 0: words alone, centred on their points.
    pub size: f32,
    /// The side of the dot that is tried first.
    pub side: Anchor,
}

impl Geometry for Labels {
    fn style(&self) -> Style {
        Style::fill(0.8).label(Label::Hidden)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        extent.take(if along == Along::X { &self.x } else { &self.y });
    }

    fn paint(&self, brush: &Brush) {
        if self.size > 0.0 {
            let shown = pairs(&self.x, &self.y).filter(|&(x, y)| brush.shows(x, y));
            brush.dots(shown.map(|(x, y)| brush.unit(x, y)), self.size);
        }
    }

    fn swatch(&self) -> Swatch {
        Swatch::Dot
    }

    fn hover(&self, place: &PanelGeometry, pointer: (f64, f64)) -> Option<Near> {
        let (i, distance, at) = nearest(&self.x, &self.y, place, pointer)?;
        let (x, y) = (self.x[i], self.y[i]);
        let word = self.text.get(i).map_or("", String::as_str);
        let text = format!("{word} · {}, {}", significant(x, 3), significant(y, 3));
        Some(Near::new(distance, at, (x, y)).text(text))
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        vec![
            (String::new(), Values::Words(&self.text)),
            (place.x(), self.x[..].into()),
            (place.y(), self.y[..].into()),
        ]
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        for ((x, y), text) in pairs(&self.x, &self.y).zip(&self.text) {
            row(Row { text: Some(text), ..Row::at(x, y) });
        }
    }

    fn curve(&self) -> Option<(&[f64], &[f64])> {
        Some((&self.x, &self.y))
    }

    fn written(&self) -> Written<'_> {
        let (gap, side) = (f64::from(self.size) / 2.0, self.side);
        Written::Many { x: &self.x, y: &self.y, text: &self.text, gap, side }
    }
}

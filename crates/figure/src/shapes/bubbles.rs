//! Dots with a size and a colour each.

use serde::{Deserialize, Serialize};

use super::geometry::{
    Along, Extent, Geometry, Near, Place, Row, Style, Swatch, Values, nearest, pairs,
};
use crate::{Colormap, PanelGeometry, Tint, ink::Brush, significant};

/// Dots with a diameter each (CSS pixels) and a colour each; the larger lie beneath the smaller.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bubbles {
    /// Abscissae.
    pub x: Vec<f64>,
    /// Ordinates.
    pub y: Vec<f64>,
    /// Diameters in CSS pixels. An area tells a magnitude: give √ of it.
    pub size: Vec<f32>,
    /// Colours.
    pub tint: Tint,
    /// A word each, told under the pointer; may be empty.
    pub text: Vec<String>,
}

impl Geometry for Bubbles {
    fn style(&self) -> Style {
        Style::fill(0.75)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        extent.take(if along == Along::X { &self.x } else { &self.y });
    }

    fn paint(&self, brush: &Brush) {
        let size = |i: usize| self.size.get(i).copied().filter(|s| *s > 0.0);
        let mut order: Vec<(usize, f32)> = (0..self.x.len().min(self.y.len()))
            .filter(|&i| brush.shows(self.x[i], self.y[i]))
            .filter_map(|i| Some((i, size(i)?)))
            .collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (i, size) in order {
            if let Some(colour) = brush.tint(&self.tint, i) {
                brush.dot(brush.unit(self.x[i], self.y[i]), size, colour);
            }
        }
    }

    fn swatch(&self) -> Swatch {
        Swatch::Dot
    }

    fn hover(&self, place: &PanelGeometry, pointer: (f64, f64)) -> Option<Near> {
        let (i, distance, at) = nearest(&self.x, &self.y, place, pointer)?;
        let (x, y) = (self.x[i], self.y[i]);
        let mut text = self.text.get(i).map_or_else(String::new, |t| format!("{t} · "));
        text += &format!("{} → {}", significant(x, 4), significant(y, 4));
        if let Some(value) = self.tint.value(i) {
            text += &format!(" · {}", significant(value, 3));
        }
        Some(Near::new(distance, at, (x, y)).text(text))
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        let mut columns: Vec<(String, Values)> = Vec::new();
        if self.text.len() == self.x.len() {
            columns.push((String::new(), Values::Words(&self.text)));
        }
        columns.push((place.x(), self.x[..].into()));
        columns.push((place.y(), self.y[..].into()));
        if let Tint::Values { values, .. } = &self.tint {
            let values: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
            columns.push(("●".to_owned(), values.into()));
        }
        columns
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        for (i, (x, y)) in pairs(&self.x, &self.y).enumerate() {
            row(Row {
                size: self.size.get(i).map(|&s| f64::from(s)),
                value: self.tint.value(i),
                text: self.text.get(i).map(String::as_str),
                ..Row::at(x, y)
            });
        }
    }

    fn curve(&self) -> Option<(&[f64], &[f64])> {
        Some((&self.x, &self.y))
    }

    fn colours(&self) -> Option<((f32, f32), Colormap)> {
        self.tint.scale()
    }
}

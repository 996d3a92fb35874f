//! Bars of a histogram.

use super::geometry::{Along, Extent, Geometry, Near, Place, Row, Style, Swatch, Values};
use crate::{PanelGeometry, ink::Brush};

/// Bars from `base` to `y` between neighbouring edges.
pub(super) struct Bars<'a> {
    pub(super) edges: &'a [f64],
    pub(super) y: &'a [f64],
    pub(super) base: f64,
}

impl Geometry for Bars<'_> {
    fn style(&self) -> Style {
        Style::fill(0.45)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        match along {
            Along::X => extent.take(self.edges),
            Along::Y => {
                extent.take(self.y);
                extent.one(self.base);
            }
        }
    }

    fn paint(&self, brush: &Brush) {
        let gap = if self.y.len() < 80 { 0.04 } else { 0.0 };
        for (pair, &height) in self.edges.windows(2).zip(self.y) {
            let inset = gap * (pair[1] - pair[0]);
            let a = brush.unit(pair[0] + inset, self.base);
            let b = brush.unit(pair[1] - inset, height);
            let pin = |p: (f64, f64)| (p.0.clamp(0.0, 1.0), p.1.clamp(0.0, 1.0));
            let somewhere = height.is_finite() && a.1.is_finite() && b.1.is_finite();
            if b.0 > 0.0 && a.0 < 1.0 && somewhere {
                brush.rect(pin(a), pin(b));
            }
        }
    }

    fn swatch(&self) -> Swatch {
        Swatch::Patch
    }

    fn hover(&self, place: &PanelGeometry, (px, py): (f64, f64)) -> Option<Near> {
        let value = place.x.at_px(px);
        let i = self.edges.windows(2).position(|e| e[0] <= value && value < e[1])?;
        let height = *self.y.get(i)?;
        let middle = (self.edges[i] + self.edges[i + 1]) / 2.0;
        let at = (place.x.px(middle), place.y.px(height));
        let span = self.base.min(height)..=self.base.max(height);
        let away = if span.contains(&place.y.at_px(py)) { 0.0 } else { (at.1 - py).abs() };
        at.1.is_finite().then(|| Near::new(12.0 + away, at, (middle, height)))
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        let lower: Vec<f64> = self.edges.iter().take(self.y.len()).copied().collect();
        let upper: Vec<f64> = self.edges.iter().skip(1).copied().collect();
        vec![
            (format!("{} ≥", place.names.0), lower.into()),
            (format!("{} <", place.names.0), upper.into()),
            (place.y(), self.y.into()),
        ]
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        for (pair, &y) in self.edges.windows(2).zip(self.y) {
            row(Row { y: Some(y), low: Some(pair[0]), high: Some(pair[1]), ..Row::default() });
        }
    }
}

//! The area between two curves.

use super::geometry::{Along, Extent, Geometry, Place, Row, Style, Swatch, Values};
use crate::ink::Brush;

/// The area between `low` and `high`.
pub(super) struct Band<'a> {
    pub(super) x: &'a [f64],
    pub(super) low: &'a [f64],
    pub(super) high: &'a [f64],
}

impl Geometry for Band<'_> {
    fn style(&self) -> Style {
        Style::fill(0.18).passive()
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        match along {
            Along::X => extent.take(self.x),
            Along::Y => {
                extent.take(self.low);
                extent.take(self.high);
            }
        }
    }

    fn paint(&self, brush: &Brush) {
        let n = self.x.len().min(self.low.len()).min(self.high.len());
        let inside = |i: usize| {
            let (fx, a) = brush.unit(self.x[i], self.low[i]);
            let b = brush.place.y.fraction(self.high[i]);
            // A lower edge without a position (0 on a log axis) lies at the floor.
            let a = if a.is_nan() { 0.0 } else { a };
            (fx.is_finite() && b.is_finite() && (-1e-9..=1.0 + 1e-9).contains(&fx))
                .then(|| (fx, a.clamp(0.0, 1.0), b.clamp(0.0, 1.0)))
        };
        let mut run: Vec<(f64, f64, f64)> = Vec::with_capacity(n);
        for i in 0..=n {
            if let Some(p) = (i < n).then(|| inside(i)).flatten() {
                run.push(p);
                continue;
            }
            if run.len() > 1 {
                let upper = brush.thinned(run.iter().map(|&(fx, _, b)| (fx, b)).collect());
                let lower = brush.thinned(run.iter().rev().map(|&(fx, a, _)| (fx, a)).collect());
                brush.polygon(upper.into_iter().chain(lower).collect());
            }
            run.clear();
        }
    }

    fn swatch(&self) -> Swatch {
        Swatch::Patch
    }

    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        vec![
            (place.x(), self.x.into()),
            (format!("{} ↓", place.names.1), self.low.into()),
            (format!("{} ↑", place.names.1), self.high.into()),
        ]
    }

    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        for ((&x, &low), &high) in self.x.iter().zip(self.low).zip(self.high) {
            row(Row { x: Some(x), low: Some(low), high: Some(high), ..Row::default() });
        }
    }

    fn curve(&self) -> Option<(&[f64], &[f64])> {
        Some((self.x, self.high))
    }
}

//! A grid of colours.

use super::geometry::{Along, Extent, Geometry, Near, Place, Row, Style, Swatch, Values, share};
use crate::{
    Colormap, Label, PanelGeometry, ink::Brush, significant, table::thin, theme::value_colour,
};

/// Most columns of a heat map's table.
const COLUMNS: usize = 8;

/// A regular grid of values; row 0 lies at `y.0`.
pub(super) struct Heat<'a> {
    pub(super) x: (f64, f64),
    pub(super) y: (f64, f64),
    pub(super) columns: usize,
    pub(super) values: &'a [f32],
    pub(super) range: (f32, f32),
    pub(super) colormap: Colormap,
}

impl Heat<'_> {
    fn rows(&self) -> usize {
        self.values.len() / self.columns
    }
}

impl Geometry for Heat<'_> {
    fn style(&self) -> Style {
        Style::fill(1.0).label(Label::Hidden)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        let (from, to) = if along == Along::X { self.x } else { self.y };
        extent.take(&[from, to]);
    }

    fn paint(&self, brush: &Brush) {
        let (rows, columns) = (self.rows(), self.columns);
        if rows == 0 {
            return;
        }
        let (a, b) = (brush.at(self.x.0, self.y.1), brush.at(self.x.1, self.y.0));
        let mut rgba = Vec::with_capacity(rows * columns * 4);
        // Pictures begin at the upper left: on an axis that runs backwards, rows or columns turn round.
        for i in 0..rows {
            let row = if a.1 <= b.1 { rows - 1 - i } else { i };
            for j in 0..columns {
                let column = if a.0 <= b.0 { j } else { columns - 1 - j };
                let v = self.values[row * columns + column];
                rgba.extend(value_colour(v, self.range, self.colormap, brush.theme));
            }
        }
        let (a, b) = ((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1)));
        brush.picture(a, b, columns as u32, rgba);
    }

    fn beneath(&self) -> bool {
        true
    }

    fn swatch(&self) -> Swatch {
        Swatch::Patch
    }

    fn hover(&self, place: &PanelGeometry, (px, py): (f64, f64)) -> Option<Near> {
        let (rows, columns) = (self.rows(), self.columns);
        let (fx, fy) = (share(&place.x, px, self.x), share(&place.y, py, self.y));
        let (c, r) = ((fx * columns as f64).floor(), (fy * rows as f64).floor());
        if !(0.0..columns as f64).contains(&c) || !(0.0..rows as f64).contains(&r) {
            return None;
        }
        let value = f64::from(*self.values.get(r as usize * columns + c as usize)?);
        let (x, y) = (place.x.at_px(px), place.y.at_px(py));
        let text =
            format!("{}, {} → {}", significant(x, 3), significant(y, 3), significant(value, 3));
        // A heat map gives way to whatever lies on it.
        Some(Near::new(30.0, (px, py), (x, value)).text(text))
    }

    /// A row for each of its rows, a few of its columns.
    fn table(&self, place: &Place) -> Vec<(String, Values<'_>)> {
        let (rows, columns) = (self.rows(), self.columns);
        let at = place.scales.0.middles(self.x, columns);
        let first = (place.y(), place.scales.1.middles(self.y, rows).into());
        let others = thin(columns, COLUMNS).into_iter().map(|c| {
            let name = format!("{} {}", place.label, significant(at[c], 3));
            let cells: Vec<f64> =
                (0..rows).map(|r| f64::from(self.values[r * columns + c])).collect();
            (name.trim().to_owned(), cells.into())
        });
        std::iter::once(first).chain(others).collect()
    }

    fn csv(&self, place: &Place, row: &mut dyn FnMut(Row)) {
        let (rows, columns) = (self.rows(), self.columns);
        let across = place.scales.0.middles(self.x, columns);
        let up = place.scales.1.middles(self.y, rows);
        for (i, &v) in self.values.iter().enumerate().take(rows * columns) {
            let at = Row::at(across[i % columns], up[i / columns]);
            row(Row { value: Some(f64::from(v)), ..at });
        }
    }

    fn colours(&self) -> Option<((f32, f32), Colormap)> {
        (self.colormap != Colormap::Categorical).then_some((self.range, self.colormap))
    }
}

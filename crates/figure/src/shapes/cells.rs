//! Boxes with words in them.

use serde::{Deserialize, Serialize};

use super::geometry::{Along, Extent, Geometry, Near, Place, Row, Style, Swatch, Values};
use crate::{
    Anchor, Colormap, Label, Level, Measure, PanelGeometry, Tint, WidthTable,
    ink::Brush,
    layout::SMALL,
    significant,
    write::{Writing, fit},
};

/// Height of a row of a strip, in CSS pixels, and the least that holds a line of text.
const ROW: (f64, f64) = (24.0, 17.0);
/// Between cells.
const GAP: f64 = 2.0;
/// Least width of a cell of a strip, and what it has beside its word.
const PAD: (f64, f64) = (20.0, 12.0);

/// Labelled cells, coloured by role or by value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Cells {
    /// What stands in each; may be empty.
    pub text: Vec<String>,
    /// Colours, by the mark's opacity.
    pub tint: Tint,
    /// With `Some(n)` a table: cell i fills column i mod n, row i / n of the axes, from (0, 0) to (n, rows);
    /// put row 0 on top with an axis from `rows` to 0. With `None` a strip, each cell as wide as its word,
    /// that wraps within the panel whatever its axes.
    pub columns: Option<u32>,
}

/// Left, top, right, bottom in CSS pixels.
type Box = (f64, f64, f64, f64);

impl Cells {
    fn rows(&self, columns: u32) -> usize {
        self.text.len().div_ceil(columns.max(1) as usize)
    }

    /// Where each cell lies within the plot. A strip that does not fit ends early. Widths come from the table
    /// rather than from the screen's fonts, so that the pointer finds what was drawn.
    fn boxes(&self, place: &PanelGeometry) -> Vec<Box> {
        let (left, top, right, bottom) = place.plot();
        if let Some(columns) = self.columns {
            let columns = columns.max(1) as usize;
            return (0..self.text.len())
                .map(|i| {
                    let (c, r) = ((i % columns) as f64, (i / columns) as f64);
                    let (a, b) = (place.x.px(c), place.x.px(c + 1.0));
                    let (d, e) = (place.y.px(r), place.y.px(r + 1.0));
                    (a.min(b), d.min(e), a.max(b), d.max(e))
                })
                .collect();
        }
        let wide = (right - left).max(1.0);
        let widths: Vec<f64> = self
            .text
            .iter()
            .map(|t| (WidthTable.width(t, SMALL, false) + PAD.1).max(PAD.0).min(wide))
            .collect();
        // Which row and where along it.
        let mut spots = Vec::with_capacity(widths.len());
        let (mut x, mut row) = (0.0, 0usize);
        for &w in &widths {
            if x > 0.0 && x + w > wide {
                (x, row) = (0.0, row + 1);
            }
            spots.push((x, row));
            x += w + GAP;
        }
        let pitch = ((bottom - top) / (row + 1) as f64).clamp(ROW.1, ROW.0);
        spots
            .into_iter()
            .zip(widths)
            .map(|((x, row), w)| {
                let y = top + row as f64 * pitch;
                (left + x, y, left + x + w, y + pitch - GAP)
            })
            .take_while(|cell| cell.3 <= bottom + 0.5)
            .collect()
    }
}

impl Geometry for Cells {
    fn style(&self) -> Style {
        Style::fill(0.25).label(Label::Hidden)
    }

    fn extent(&self, along: Along, extent: &mut Extent) {
        if let Some(columns) = self.columns {
            extent.one(0.0);
            extent.one(match along {
                Along::X => f64::from(columns),
                Along::Y => self.rows(columns) as f64,
            });
        }
    }

    fn paint(&self, brush: &Brush) {
        let boxes = self.boxes(&brush.geometry());
        let whole = boxes.len() == self.text.len();
        let last = boxes.len().saturating_sub(1);
        for (i, &(left, top, right, bottom)) in boxes.iter().enumerate() {
            let (left, right) = if self.columns.is_some() {
                (left + GAP / 2.0, right - GAP / 2.0)
            } else {
                (left, right)
            };
            let fill = brush.tint(&self.tint, i);
            brush.patch((left, top), (right, bottom), fill.unwrap_or(brush.theme.line_faint()));
            let room = right - left - 4.0;
            // A strip that was cut short says so in its last cell.
            let words = if !whole && i == last { "…" } else { &self.text[i] };
            if room > 8.0 && bottom - top > SMALL {
                brush.write(Writing {
                    text: fit(words, room, SMALL, brush.measure),
                    at: ((left + right) / 2.0, (top + bottom) / 2.0),
                    align: (Anchor::Middle, Level::Middle),
                    size: SMALL,
                    ink: brush.theme.ink_on(fill),
                    bold: false,
                    halo: None,
                });
            }
        }
    }

    fn swatch(&self) -> Swatch {
        Swatch::Patch
    }

    fn hover(&self, place: &PanelGeometry, (px, py): (f64, f64)) -> Option<Near> {
        let boxes = self.boxes(place);
        let i = boxes.iter().position(|&(left, top, right, bottom)| {
            (left..right).contains(&px) && (top..bottom).contains(&py)
        })?;
        let (left, top, right, bottom) = boxes[i];
        let value = self.tint.value(i).filter(|v| v.is_finite());
        let mut text = self.text[i].clone();
        if let Some(value) = value {
            text +=
                &format!("{}{}", if text.is_empty() { "" } else { " · " }, significant(value, 3));
        }
        let at = ((left + right) / 2.0, (top + bottom) / 2.0);
        Some(Near::new(30.0, at, (i as f64, value.unwrap_or(f64::NAN))).text(text))
    }

    fn table(&self, _: &Place) -> Vec<(String, Values<'_>)> {
        let mut columns = vec![(String::new(), Values::Words(&self.text))];
        if let Tint::Values { values, .. } = &self.tint {
            let values: Vec<f64> = values.iter().map(|&v| f64::from(v)).collect();
            columns.push(("■".to_owned(), values.into()));
        }
        columns
    }

    /// x is the column and y the row of a table; x the place in a strip.
    fn csv(&self, _: &Place, row: &mut dyn FnMut(Row)) {
        for (i, text) in self.text.iter().enumerate() {
            let n = self.columns.map(|n| n.max(1) as usize);
            row(Row {
                x: Some(n.map_or(i, |n| i % n) as f64),
                y: n.map(|n| (i / n) as f64),
                value: self.tint.value(i),
                text: Some(text),
                ..Row::default()
            });
        }
    }

    fn colours(&self) -> Option<((f32, f32), Colormap)> {
        self.tint.scale()
    }
}

//! The geometries of marks, one file each.
//!
//! A new one is a file with its data, its [`Geometry`] and its tests, a variant of [`Shape`] and an arm of
//! [`Shape::with`]. Nothing else knows which shapes there are.

mod arrows;
mod band;
mod bars;
mod bubbles;
mod cells;
mod geometry;
mod heat;
mod labels;
mod line;
mod links;
mod points;
mod rug;
mod rules;
mod span;
mod steps;
mod text;

pub use bubbles::Bubbles;
pub use cells::Cells;
#[cfg(test)]
pub(crate) use geometry::REACH;
pub(crate) use geometry::{
    Along, Extent, Geometry, Near, Place, Row, Style, Swatch, Values, Written,
};
pub use labels::Labels;
pub use links::Links;
use serde::{Deserialize, Serialize};

use crate::{Anchor, Colormap};

/// The geometry of a mark, in data coordinates. Vectors of one shape have equal
/// lengths. Non-finite values leave a gap.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Shape {
    /// A polyline through (x, y).
    Line {
        /// Abscissae.
        x: Vec<f64>,
        /// Ordinates.
        y: Vec<f64>,
    },
    /// A polyline that keeps its value until the next x.
    Steps {
        /// Abscissae, ascending.
        x: Vec<f64>,
        /// Ordinates.
        y: Vec<f64>,
    },
    /// The area between two curves.
    Band {
        /// Abscissae, ascending.
        x: Vec<f64>,
        /// Lower curve.
        low: Vec<f64>,
        /// Upper curve.
        high: Vec<f64>,
    },
    /// Bars from `base` to `y` between `edges[i]` and `edges[i + 1]`.
    Bars {
        /// One more than there are bars, ascending.
        edges: Vec<f64>,
        /// Height of each bar.
        y: Vec<f64>,
        /// Where bars start (0, or a positive value on a log axis).
        base: f64,
    },
    /// Dots.
    Points {
        /// Abscissae.
        x: Vec<f64>,
        /// Ordinates.
        y: Vec<f64>,
        /// Diameter in CSS pixels.
        size: f32,
    },
    /// Short vertical strokes on the x axis, one a datum (a rug).
    Rug {
        /// Abscissae.
        x: Vec<f64>,
    },
    /// A regular grid of values drawn as colours; row 0 lies at `y.0`.
    Heat {
        /// Left and right edge of the grid.
        x: (f64, f64),
        /// Lower and upper edge of the grid.
        y: (f64, f64),
        /// Values a row.
        columns: u32,
        /// Row after row, from `y.0` to `y.1`.
        values: Vec<f32>,
        /// Value at the lower and at the upper end of the colour map; of a categorical one the
        /// first code and the last.
        range: (f32, f32),
        /// Colours.
        colormap: Colormap,
    },
    /// A line across the panel at a value of x.
    RuleX {
        /// Where.
        x: f64,
    },
    /// A line across the panel at a value of y.
    RuleY {
        /// Where.
        y: f64,
    },
    /// A shaded range of x over the panel's whole height.
    SpanX {
        /// From.
        from: f64,
        /// To.
        to: f64,
    },
    /// Arrows from (x, y) to (x + dx, y + dy).
    Arrows {
        /// Feet, abscissae.
        x: Vec<f64>,
        /// Feet, ordinates.
        y: Vec<f64>,
        /// Lengths along x.
        dx: Vec<f64>,
        /// Lengths along y.
        dy: Vec<f64>,
    },
    /// Words at a point.
    Text {
        /// Abscissa.
        x: f64,
        /// Ordinate.
        y: f64,
        /// The words.
        text: String,
        /// Side.
        anchor: Anchor,
    },
    /// Many words at points, as many of them written as there is room for.
    Labels(Labels),
    /// Dots with a size and a colour each.
    Bubbles(Bubbles),
    /// Lines between two points each, as thick as they are heavy.
    Links(Links),
    /// Boxes with words in them: a strip of tokens, a file of registers.
    Cells(Cells),
}

impl Shape {
    /// Calls `f` with the geometry, whichever it is.
    pub(crate) fn with<R>(&self, f: impl FnOnce(&dyn Geometry) -> R) -> R {
        match self {
            Self::Line { x, y } => f(&line::Line { x, y }),
            Self::Steps { x, y } => f(&steps::Steps { x, y }),
            Self::Band { x, low, high } => f(&band::Band { x, low, high }),
            Self::Bars { edges, y, base } => f(&bars::Bars { edges, y, base: *base }),
            Self::Points { x, y, size } => f(&points::Points { x, y, size: *size }),
            Self::Rug { x } => f(&rug::Rug { x }),
            Self::Heat { x, y, columns, values, range, colormap } => f(&heat::Heat {
                x: *x,
                y: *y,
                columns: (*columns).max(1) as usize,
                values,
                range: *range,
                colormap: *colormap,
            }),
            Self::RuleX { x } => f(&rules::Rule { along: Along::X, at: *x }),
            Self::RuleY { y } => f(&rules::Rule { along: Along::Y, at: *y }),
            Self::SpanX { from, to } => f(&span::Span { from: *from, to: *to }),
            Self::Arrows { x, y, dx, dy } => f(&arrows::Arrows { x, y, dx, dy }),
            Self::Text { x, y, text, anchor } => {
                f(&text::Words { at: (*x, *y), text, anchor: *anchor })
            }
            Self::Labels(labels) => f(labels),
            Self::Bubbles(bubbles) => f(bubbles),
            Self::Links(links) => f(links),
            Self::Cells(cells) => f(cells),
        }
    }
}

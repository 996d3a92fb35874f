//! Handles: what a reader takes hold of on a figure.

use serde::{Deserialize, Serialize};

/// The param that a coordinate of a handle sets. The value of the coordinate is
/// the value of the param, in the axis's own units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    /// Key of the param.
    pub param: String,
    /// For a data param: which of its numbers (row-major); `None` for a scalar param.
    pub index: Option<u32>,
}

impl Bound {
    /// The whole of a scalar param.
    pub fn to(param: &str) -> Self {
        Self { param: param.to_owned(), index: None }
    }

    /// One number of a data param, counted row-major.
    pub fn element(param: &str, index: u32) -> Self {
        Self { param: param.to_owned(), index: Some(index) }
    }
}

/// How a handle looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandleShape {
    /// A line across the panel at x, with a grip.
    RuleX,
    /// A line across the panel at y, with a grip.
    RuleY,
    /// A ring at (x, y).
    Point,
}

/// Something the reader drags, by mouse, touch or arrow keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Handle {
    /// Accessible name, in the reader's language.
    pub name: String,
    /// How it looks.
    pub shape: HandleShape,
    /// Present position in data coordinates.
    pub at: (f64, f64),
    /// What moving along x sets; `None`: it does not move along x.
    pub x: Option<Bound>,
    /// What moving along y sets.
    pub y: Option<Bound>,
}

impl Handle {
    /// A vertical rule at `x`, dragged sideways.
    pub fn rule_x(name: impl Into<String>, x: f64, bound: Bound) -> Self {
        Self {
            name: name.into(),
            shape: HandleShape::RuleX,
            at: (x, f64::NAN),
            x: Some(bound),
            y: None,
        }
    }

    /// A horizontal rule at `y`, dragged up and down.
    pub fn rule_y(name: impl Into<String>, y: f64, bound: Bound) -> Self {
        Self {
            name: name.into(),
            shape: HandleShape::RuleY,
            at: (f64::NAN, y),
            x: None,
            y: Some(bound),
        }
    }

    /// A ring at `at`; each coordinate moves if it has a bound.
    pub fn point(
        name: impl Into<String>,
        at: (f64, f64),
        x: Option<Bound>,
        y: Option<Bound>,
    ) -> Self {
        Self { name: name.into(), shape: HandleShape::Point, at, x, y }
    }
}

/// A surface of the panel on which the reader draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sketch {
    /// A curve over equally spaced knots from `x.0` to `x.1`: drawing sets the numbers of
    /// the data param, one a knot.
    Curve {
        /// Key of the data param.
        param: String,
        /// First and last knot.
        x: (f64, f64),
        /// Present heights, one a knot.
        y: Vec<f64>,
    },
    /// A scatter: a click or tap adds a row (x, y) to the data param.
    Points {
        /// Key of the data param.
        param: String,
    },
}

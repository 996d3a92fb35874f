//! Marks: what is drawn on the axes. Every mark keeps its own data.

use serde::{Deserialize, Serialize};

use crate::{Shape, shapes::Style};

/// What a mark stands for. The colour follows from it and is the same in every
/// exhibit (Okabe–Ito), in the prose, and in the exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Observations, the reader's data, the truth they come from: neutral grey.
    Data,
    /// The paper's model or method: blue.
    Model,
    /// What it is compared with: 0 orange, 1 bluish green, 2 reddish purple,
    /// 3 sky blue, 4 yellow; higher numbers repeat.
    Baseline(u8),
    /// A closed form or a bound: black (white on dark), dashed unless told otherwise.
    Theory,
    /// Something the reader drags: vermilion.
    Handle,
    /// Annotation: muted text and guide lines.
    Note,
}

/// Stroke pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dash {
    /// As the role asks: theory dashed, all others solid.
    Role,
    /// Unbroken.
    Solid,
    /// 6 on, 4 off (CSS pixels).
    Dashed,
    /// 1.5 on, 3 off.
    Dotted,
}

/// Where the series' name is written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Label {
    /// In the key beneath the panel's title (beside a swatch).
    Key,
    /// On the plot, at the right end of the mark.
    End,
    /// On the plot, beside the datum whose x is nearest to this value.
    At(f64),
    /// Nowhere.
    Hidden,
}

/// How a value becomes a colour in a heat map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Colormap {
    /// Light to dark (dark to light on a dark page), for values from low to high.
    Sequential,
    /// Blue through neutral to orange, for values around the middle of the range.
    Diverging,
    /// A colour of its own for each whole number, for codes and classes.
    Categorical,
}

/// Which side of the point the text stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The text begins at the point.
    #[default]
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

/// One named series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// Stable name by which prose, ghosts and exports refer to the series: `fit`, `truth`.
    pub id: String,
    /// Name in the reader's language.
    pub name: String,
    /// Meaning, hence colour.
    pub role: Role,
    /// Geometry and data.
    pub shape: Shape,
    /// Stroke pattern.
    pub dash: Dash,
    /// Stroke width in CSS pixels.
    pub width: f32,
    /// 0 invisible, 1 opaque. Bands, bars and spans are filled with it.
    pub opacity: f32,
    /// Where the name is written.
    pub label: Label,
    /// False for what the pointer passes over: guides, backgrounds, many threads.
    pub hover: bool,
}

impl Mark {
    /// A mark with the defaults of its shape: lines 2 px and opaque, bands .18, bars .45,
    /// rules 1 px and unlabelled on hover, text without a key entry.
    pub fn new(id: &str, name: impl Into<String>, role: Role, shape: Shape) -> Self {
        let Style { width, opacity, label, hover } = shape.with(|shape| shape.style());
        Self {
            id: id.to_owned(),
            name: name.into(),
            role,
            shape,
            dash: Dash::Role,
            width,
            opacity,
            label,
            hover,
        }
    }

    /// A line through (x, y).
    pub fn line(
        id: &str,
        name: impl Into<String>,
        role: Role,
        x: impl Into<Vec<f64>>,
        y: impl Into<Vec<f64>>,
    ) -> Self {
        let (x, y) = (x.into(), y.into());
        Self::new(id, name, role, Shape::Line { x, y })
    }

    /// The area between `low` and `high`.
    pub fn band(
        id: &str,
        name: impl Into<String>,
        role: Role,
        x: impl Into<Vec<f64>>,
        low: impl Into<Vec<f64>>,
        high: impl Into<Vec<f64>>,
    ) -> Self {
        let (x, low, high) = (x.into(), low.into(), high.into());
        Self::new(id, name, role, Shape::Band { x, low, high })
    }

    /// Dots of 5 px at (x, y).
    pub fn points(
        id: &str,
        name: impl Into<String>,
        role: Role,
        x: impl Into<Vec<f64>>,
        y: impl Into<Vec<f64>>,
    ) -> Self {
        let (x, y, size) = (x.into(), y.into(), 5.0);
        Self::new(id, name, role, Shape::Points { x, y, size })
    }

    /// Bars from 0 to `y` between neighbouring `edges`.
    pub fn bars(
        id: &str,
        name: impl Into<String>,
        role: Role,
        edges: impl Into<Vec<f64>>,
        y: impl Into<Vec<f64>>,
    ) -> Self {
        let (edges, y, base) = (edges.into(), y.into(), 0.0);
        Self::new(id, name, role, Shape::Bars { edges, y, base })
    }

    /// Sets the stroke pattern.
    pub fn dash(mut self, dash: Dash) -> Self {
        self.dash = dash;
        self
    }

    /// Sets the stroke width in CSS pixels.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Sets the opacity.
    pub fn opacity(mut self, opacity: f32) -> Self {
        self.opacity = opacity;
        self
    }

    /// Sets the diameter of points in CSS pixels; other shapes have none.
    pub fn size(mut self, size: f32) -> Self {
        if let Shape::Points { size: own, .. } = &mut self.shape {
            *own = size;
        }
        self
    }

    /// Says where the name is written.
    pub fn label(mut self, label: Label) -> Self {
        self.label = label;
        self
    }

    /// Lets the pointer read this mark, or pass over it.
    pub fn hover(mut self, hover: bool) -> Self {
        self.hover = hover;
        self
    }
}

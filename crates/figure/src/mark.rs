//! Marks: what is drawn on the axes. Every mark keeps its own data.

use serde::{Deserialize, Serialize};

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
}

/// Which side of the point the text stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

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
        /// Value at the lower and at the upper end of the colour map.
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
        let (width, opacity, label, hover) = match &shape {
            Shape::Line { .. } | Shape::Steps { .. } => (2.0, 1.0, Label::Key, true),
            Shape::Band { .. } => (0.0, 0.18, Label::Key, false),
            Shape::Bars { .. } => (0.0, 0.45, Label::Key, true),
            Shape::Points { .. } => (0.0, 0.8, Label::Key, true),
            Shape::Rug { .. } => (1.0, 0.5, Label::Hidden, false),
            Shape::Heat { .. } => (0.0, 1.0, Label::Hidden, true),
            Shape::RuleX { .. } | Shape::RuleY { .. } => (1.0, 1.0, Label::End, false),
            Shape::SpanX { .. } => (0.0, 0.08, Label::Hidden, false),
            Shape::Arrows { .. } => (1.2, 0.9, Label::Key, false),
            Shape::Text { .. } => (0.0, 1.0, Label::Hidden, false),
        };
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

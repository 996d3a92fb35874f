//! What every shape can do.

use crate::{Anchor, AxisScale, Colormap, Label, PanelGeometry, Scale, ink::Brush};

/// One of a panel's two directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Along {
    X,
    Y,
}

/// A shape: what it is made of in data coordinates, and all that follows from that. Most has a default, so
/// that a file says only what is particular to its shape.
pub(crate) trait Geometry {
    /// The style of a mark that says nothing of its style.
    fn style(&self) -> Style;

    /// Values along an axis, for the axis to span.
    fn extent(&self, along: Along, extent: &mut Extent);

    /// Draws it, with a brush dipped in the mark's colour.
    fn paint(&self, brush: &Brush);

    /// Whether it lies beneath the grid.
    fn beneath(&self) -> bool {
        false
    }

    /// Whether an earlier run of it is drawn behind.
    fn ghosted(&self) -> bool {
        false
    }

    /// What stands for it in a key.
    fn swatch(&self) -> Swatch {
        Swatch::Line
    }

    /// The datum nearest to the pointer.
    fn hover(&self, _: &PanelGeometry, _pointer: (f64, f64)) -> Option<Near> {
        None
    }

    /// Columns of its table under the names of the two axes; none: no table.
    fn table(&self, _: &Place) -> Vec<(String, Values<'_>)> {
        Vec::new()
    }

    /// Rows of its CSV.
    fn csv(&self, place: &Place, row: &mut dyn FnMut(Row));

    /// The curve beside which its name may stand.
    fn curve(&self) -> Option<(&[f64], &[f64])> {
        None
    }

    /// Where it crosses the whole panel, for a rule.
    fn rule(&self) -> Option<(Along, f64)> {
        None
    }

    /// The words it writes on the plot, the more important first.
    fn written(&self) -> Written<'_> {
        Written::Nothing
    }

    /// The range and map of its colours, if they are worth a bar beside the plot.
    fn colours(&self) -> Option<((f32, f32), Colormap)> {
        None
    }
}

/// Words that a shape writes on the plot.
pub(crate) enum Written<'a> {
    Nothing,
    /// One line at a point, on this side of it.
    One {
        at: (f64, f64),
        text: &'a str,
        anchor: Anchor,
    },
    /// Many at points, each where there is room; those without are left out.
    /// They stand `gap` CSS pixels off their points; on them, if that is 0.
    Many {
        x: &'a [f64],
        y: &'a [f64],
        text: &'a [String],
        gap: f64,
        side: Anchor,
    },
}

/// Defaults of a mark's style.
pub(crate) struct Style {
    pub(crate) width: f32,
    pub(crate) opacity: f32,
    pub(crate) label: Label,
    pub(crate) hover: bool,
}

impl Style {
    /// A stroke, named in the key.
    pub(crate) fn stroke(width: f32, opacity: f32) -> Self {
        Self { width, opacity, label: Label::Key, hover: true }
    }

    /// A filled area, named in the key.
    pub(crate) fn fill(opacity: f32) -> Self {
        Self::stroke(0.0, opacity)
    }

    /// What the pointer passes over.
    pub(crate) fn passive(self) -> Self {
        Self { hover: false, ..self }
    }

    /// Named elsewhere than in the key.
    pub(crate) fn label(self, label: Label) -> Self {
        Self { label, ..self }
    }
}

/// What stands for a shape in a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Swatch {
    Line,
    Dot,
    Patch,
}

/// Least and greatest finite value along an axis (positive ones only, if it is logarithmic).
pub(crate) struct Extent {
    scale: Scale,
    pub(crate) range: (f64, f64),
}

impl Extent {
    pub(crate) fn new(scale: Scale) -> Self {
        Self { scale, range: (f64::INFINITY, f64::NEG_INFINITY) }
    }

    /// Widens it to these values.
    pub(crate) fn take(&mut self, values: &[f64]) {
        values.iter().for_each(|&v| self.one(v));
    }

    /// Widens it to one value.
    pub(crate) fn one(&mut self, v: f64) {
        if v.is_finite() && (self.scale == Scale::Linear || v > 0.0) {
            self.range = (self.range.0.min(v), self.range.1.max(v));
        }
    }
}

/// A datum near the pointer.
pub(crate) struct Near {
    /// How far, in CSS pixels with a bias between kinds of shapes.
    pub(crate) distance: f64,
    /// Where it lies, in CSS pixels.
    pub(crate) at: (f64, f64),
    pub(crate) x: f64,
    pub(crate) y: f64,
    /// What is shown of it; `None`: its name, `x → y`.
    pub(crate) text: Option<String>,
}

impl Near {
    pub(crate) fn new(distance: f64, at: (f64, f64), (x, y): (f64, f64)) -> Self {
        Self { distance, at, x, y, text: None }
    }

    /// Says what is shown of it.
    pub(crate) fn text(self, text: String) -> Self {
        Self { text: Some(text), ..self }
    }
}

/// How far from a point the pointer may be, in CSS pixels.
pub(crate) const REACH: f64 = 40.0;

/// Data with their positions in CSS pixels, those on the plot.
pub(crate) fn visible<'a>(
    x: &'a [f64],
    y: &'a [f64],
    place: &'a PanelGeometry,
) -> impl Iterator<Item = (usize, (f64, f64))> + 'a {
    x.iter()
        .zip(y)
        .enumerate()
        .filter(|(_, (x, y))| place.x.contains(**x) && place.y.contains(**y))
        .map(|(i, (&x, &y))| (i, (place.x.px(x), place.y.px(y))))
}

/// The visible datum nearest to the pointer, and how far it is.
pub(crate) fn nearest(
    x: &[f64],
    y: &[f64],
    place: &PanelGeometry,
    (px, py): (f64, f64),
) -> Option<(usize, f64, (f64, f64))> {
    visible(x, y, place)
        .map(|(i, at)| (i, (at.0 - px).hypot(at.1 - py), at))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|near| near.1 < REACH)
}

/// How axes name and space what is told in tables and files.
pub(crate) struct Place<'a> {
    /// Names of the axes with their units.
    pub(crate) names: (&'a str, &'a str),
    /// The horizontal axis's label alone.
    pub(crate) label: &'a str,
    pub(crate) scales: (Scale, Scale),
}

impl Place<'_> {
    pub(crate) fn x(&self) -> String {
        self.names.0.to_owned()
    }

    pub(crate) fn y(&self) -> String {
        self.names.1.to_owned()
    }
}

/// The cells of a table's column before they are formatted.
pub(crate) enum Values<'a> {
    Numbers(Vec<f64>),
    Words(&'a [String]),
}

impl Values<'_> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Numbers(all) => all.len(),
            Self::Words(all) => all.len(),
        }
    }
}

impl From<Vec<f64>> for Values<'_> {
    fn from(all: Vec<f64>) -> Self {
        Self::Numbers(all)
    }
}

impl From<&[f64]> for Values<'_> {
    fn from(all: &[f64]) -> Self {
        Self::Numbers(all.to_vec())
    }
}

/// One row of a CSV; what a shape does not have stays empty.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Row<'a> {
    pub(crate) x: Option<f64>,
    pub(crate) y: Option<f64>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    pub(crate) value: Option<f64>,
    pub(crate) size: Option<f64>,
    pub(crate) text: Option<&'a str>,
}

impl Row<'_> {
    pub(crate) fn at(x: f64, y: f64) -> Self {
        Self { x: Some(x), y: Some(y), ..Self::default() }
    }
}

/// The position between the ends of a stretch of an axis, 0 to 1: cells are equally wide on the screen,
/// whatever the axis's scale.
pub(crate) fn share(axis: &AxisScale, px: f64, ends: (f64, f64)) -> f64 {
    (px - axis.px(ends.0)) / (axis.px(ends.1) - axis.px(ends.0))
}

/// Pairs of x and y.
pub(crate) fn pairs<'a>(x: &'a [f64], y: &'a [f64]) -> impl Iterator<Item = (f64, f64)> + 'a {
    x.iter().copied().zip(y.iter().copied())
}

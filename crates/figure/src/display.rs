//! The display list: what is drawn where, before any backend.

use crate::{Anchor, AxisScale, Dash};

/// Fine units to the CSS pixel. plotters knows only whole units; at 16 a line has no stairs at
/// any device pixel ratio.
pub const FINE: i32 = 16;

/// Red, green, blue (0–255) and opacity (0–1).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rgba(pub u8, pub u8, pub u8, pub f64);

/// How a path is stroked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    /// Colour.
    pub colour: Rgba,
    /// Width in fine units.
    pub width: u32,
    /// Pattern; never [`Dash::Role`].
    pub dash: Dash,
}

/// Which point of a text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Align {
    /// Along the line.
    pub h: Anchor,
    /// Across it.
    pub v: Level,
}

/// Which height of a line of text stands at its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Its upper edge.
    Top,
    /// Its middle.
    Middle,
    /// Its lower edge.
    Bottom,
}

/// One drawing step; positions and lengths in fine units.
#[derive(Clone, Debug, PartialEq)]
pub enum Cmd {
    /// An open polyline.
    Path {
        /// Its points.
        points: Vec<(i32, i32)>,
        /// Its stroke.
        stroke: Stroke,
    },
    /// A filled polygon.
    Polygon {
        /// Its corners.
        points: Vec<(i32, i32)>,
        /// Its colour.
        fill: Rgba,
    },
    /// A filled rectangle.
    Rect {
        /// Upper left corner.
        from: (i32, i32),
        /// Lower right corner.
        to: (i32, i32),
        /// Its colour.
        fill: Rgba,
    },
    /// Dots of one size and colour.
    Dots {
        /// Centres.
        at: Vec<(i32, i32)>,
        /// Radius.
        radius: u32,
        /// Colour.
        fill: Rgba,
    },
    /// One line of text.
    Text {
        /// Anchor point.
        at: (i32, i32),
        /// The words.
        text: String,
        /// Font size in fine units.
        size: f64,
        /// Which point of the text stands at `at`.
        align: Align,
        /// Heavier weight.
        bold: bool,
        /// Colour.
        colour: Rgba,
        /// A rim of this colour around the letters, so that they stand off what is beneath.
        halo: Option<Rgba>,
    },
    /// A grid of colours without smoothing, first row on top.
    Image {
        /// Upper left corner.
        from: (i32, i32),
        /// Lower right corner.
        to: (i32, i32),
        /// Pixels a row.
        columns: u32,
        /// Red, green, blue, opacity (0–255) of each pixel.
        rgba: Vec<u8>,
    },
}

/// Width of a halo's rim, in fine units.
pub const HALO: u32 = 3 * FINE as u32;

/// Where a panel's axes came to lie.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelGeometry {
    /// Which of the figure's panels it is.
    pub index: usize,
    /// Horizontal axis: its positions are those of the plot's left and right edge.
    pub x: AxisScale,
    /// Vertical axis: `start` is the plot's lower edge.
    pub y: AxisScale,
}

impl PanelGeometry {
    /// Left, top, right, bottom of the plot in CSS pixels.
    pub fn plot(&self) -> (f64, f64, f64, f64) {
        let fine = f64::from(FINE);
        (
            f64::from(self.x.start) / fine,
            f64::from(self.y.end) / fine,
            f64::from(self.x.end) / fine,
            f64::from(self.y.start) / fine,
        )
    }
}

/// A figure laid out at a size.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Steps, the first undermost.
    pub cmds: Vec<Cmd>,
    /// Axes of the panels drawn, in the figure's order.
    pub panels: Vec<PanelGeometry>,
}

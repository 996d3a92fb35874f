//! A figure as data.
//!
//! A [`Figure`] says what is to be seen, never how: marks on typed axes, with
//! named series and handles that a reader can drag. From that one description
//! come the canvas on the page, SVG, PNG and CSV exports, the read-out under the
//! pointer, the table for a screen reader, and the tests.
//!
//! [`draw`] lays a figure out through plotters into a [`Drawing`]: a display list that
//! [`svg`] writes as text and the app replays onto a canvas.

mod axis;
mod clip;
mod csv;
mod display;
mod draw;
mod figure;
mod format;
mod handle;
mod hover;
mod layout;
mod mark;
mod measure;
mod paint;
mod record;
mod scale;
mod svg;
mod table;
mod theme;
mod ticks;

pub use axis::{Axis, Domain, Scale, Ticks};
pub use csv::csv;
pub use display::{Align, Cmd, Drawing, FINE, Level, PanelGeometry, Rgba, Stroke};
pub use draw::{Look, draw};
pub use figure::{Figure, Panel};
pub use format::{significant, typographic};
pub use handle::{Bound, Handle, HandleShape, Sketch};
pub use hover::{Hit, grip, hover, panel_at};
pub use mark::{Anchor, Colormap, Dash, Label, Mark, Role, Shape};
pub use measure::{Measure, WidthTable};
pub use scale::AxisScale;
pub use svg::svg;
pub use table::{Column, table};
pub use theme::{Theme, heat_colour};
pub use ticks::ticks;

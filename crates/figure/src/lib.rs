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
mod head;
mod hover;
mod ink;
mod layout;
mod mark;
mod measure;
mod mesh;
mod names;
mod record;
mod scale;
mod shapes;
mod svg;
mod table;
mod theme;
mod ticks;
mod tint;
mod write;

pub use axis::{Axis, Domain, Scale, Ticks};
pub use csv::csv;
pub use display::{Align, Cmd, Drawing, FINE, HALO, Level, PanelGeometry, Rgba, Stroke};
pub use draw::{Look, draw};
pub use figure::{Figure, Panel};
pub use format::{significant, typographic};
pub use handle::{Bound, Handle, HandleShape, Sketch};
pub use hover::{Hit, grip, hover, panel_at};
pub use mark::{Anchor, Colormap, Dash, Label, Mark, Role};
pub use measure::{Measure, WidthTable};
pub use scale::AxisScale;
pub use shapes::{Bubbles, Cells, Labels, Links, Shape};
pub use svg::svg;
pub use table::{Column, table};
pub use theme::{Theme, heat_colour, value_colour};
pub use ticks::ticks;
pub use tint::Tint;

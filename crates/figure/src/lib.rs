//! A figure as data.
//!
//! A [`Figure`] says what is to be seen, never how: marks on typed axes, with
//! named series and handles that a reader can drag. From that one description
//! come the canvas on the page, SVG, PNG and CSV exports, the read-out under the
//! pointer, the table for a screen reader, and the tests.

mod axis;
mod figure;
mod handle;
mod mark;

pub use axis::{Axis, Domain, Scale, Ticks};
pub use figure::{Figure, Panel};
pub use handle::{Bound, Handle, HandleShape, Sketch};
pub use mark::{Anchor, Colormap, Dash, Label, Mark, Role, Shape};

//! Figures on the page.

mod export;
mod grip;
mod replay;
mod view;

pub use view::{Actions, FigureView, Phase};

//! Figures on the page.

#[cfg(all(test, target_arch = "wasm32"))]
mod browser_tests;
mod export;
mod grip;
mod measure;
mod replay;
mod sketch;
mod table;
mod view;

pub use sketch::Knots;
pub use view::{Actions, FigureView, Phase};

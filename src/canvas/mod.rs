//! Figures on the page.

#[cfg(all(test, target_arch = "wasm32"))]
mod browser_tests;
mod export;
mod grip;
mod replay;
mod view;

pub use view::{Actions, FigureView, Knots, Phase};

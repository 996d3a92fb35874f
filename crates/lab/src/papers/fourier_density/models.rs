//! The models that are fitted side by side, each with its own optimiser.

mod chart;
mod deep;
mod fourier;
mod mixture;

pub use chart::Chart;
pub use deep::DfpTrainer;
pub use fourier::{Fourier, FourierDensity, FourierTrainer};
pub use mixture::{MixtureTrainer, Weights};

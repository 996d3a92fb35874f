//! One folder a paper.

use crate::Paper;

/// All papers, in the order in which they are shown.
pub(crate) static ALL: &[&Paper] = &[&fourier_density::PAPER];

pub mod fourier_density;

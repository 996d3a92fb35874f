//! The papers, one folder each.

use crate::Paper;

pub mod attention_scale;
pub mod fourier_density;

/// All of them, in the order in which they are shown.
pub(crate) static ALL: &[&Paper] = &[&fourier_density::PAPER, &attention_scale::PAPER];

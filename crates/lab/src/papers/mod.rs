//! One folder a paper.

use crate::Paper;

/// All papers, in the order in which they are shown.
pub(crate) static ALL: &[&Paper] = &[
    &fourier_density::PAPER,
    &attention_scale::PAPER,
    &model_collapse::PAPER,
    &embedding_drift::PAPER,
];

pub mod attention_scale;
pub mod embedding_drift;
pub mod fourier_density;
pub mod model_collapse;

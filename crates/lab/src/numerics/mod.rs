//! What several papers share.

pub mod dense;
pub mod discrete;
pub mod distance;
pub mod fast;
pub mod float;
pub mod histogram;
pub mod kde;
pub mod mixture;
pub mod optimizer;
pub mod quadrature;
pub mod quantile;
pub mod random;
pub mod real;
pub mod roots;
pub mod softmax;
pub mod special;

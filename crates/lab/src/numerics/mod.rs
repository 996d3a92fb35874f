//! What several papers share.

pub mod adam;
pub mod histogram;
pub mod kde;
pub mod mixture;
pub mod mixture2;
pub mod quantile;
pub mod random;
pub mod roots;
pub mod special;

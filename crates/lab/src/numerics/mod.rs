//! What several papers share.

pub mod random;

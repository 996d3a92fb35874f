//! Claims.
use crate::Claim;
pub(super) const CLAIMS: &[Claim] = &[];

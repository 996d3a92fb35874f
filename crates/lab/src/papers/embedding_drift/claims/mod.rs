//! What the post says, measured.
use crate::Claim;
pub(super) const CLAIMS: &[Claim] = &[];

//! What the paper, the post and the reference code say, measured.

mod contests;
mod identities;
mod of_rivals;
mod of_series;

use crate::{Claim, count_claims, join_claims};

const POST: &str = "https://spaces.ac.cn/archives/10007";
const CODEX: &str = "https://github.com/google/codex/blob/main/tutorial/Fourier_Basis_Density_Estimation_Demo.ipynb";

const GROUPS: [&[Claim]; 2] = [of_series::CLAIMS, of_rivals::CLAIMS];

/// All claims: of the series itself, then beside its rivals.
pub(super) const CLAIMS: &[Claim] = &join_claims::<{ count_claims(&GROUPS) }>(&GROUPS);

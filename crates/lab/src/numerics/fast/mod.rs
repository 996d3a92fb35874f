//! eˣ, ln x and tanh x without a branch, so that a loop over a slice becomes SIMD, with the same bits in
//! every browser and natively: only IEEE operations and integer ones, no fused multiply-add, nothing of
//! the platform's mathematics library.
//!
//! Each reduces its argument as fdlibm and Cephes do and takes their polynomial (f32) or rational
//! function (f64). Errors in units in the last place of the exact value, over the whole range, as the
//! tests measure them against `libm`:
//!
//! | | f32 | f64 | beyond the range |
//! |---|---|---|---|
//! | eˣ | 2 | 2 | ∞ above; 0 where the result would be subnormal (x < −87.33, −708.39) |
//! | ln x | 2 | 2 | −∞ at 0, NaN below; subnormal x are served |
//! | tanh x | 3 | 4 | ±1 |
//!
//! NaN gives NaN. The slow reference is the crate `libm`, an element at a time.

pub mod double;
pub mod single;

use super::real::Real;

/// x ← eˣ.
pub fn exp<T: Real>(x: &mut [T]) {
    for x in x {
        *x = x.fast_exp();
    }
}

/// x ← ln x.
pub fn ln<T: Real>(x: &mut [T]) {
    for x in x {
        *x = x.fast_ln();
    }
}

/// x ← tanh x.
pub fn tanh<T: Real>(x: &mut [T]) {
    for x in x {
        *x = x.fast_tanh();
    }
}

//! The two widths of floating-point numbers, for code that is written once and runs in either.
//!
//! Everything here is the same to the last bit natively and in WebAssembly: IEEE operations, correctly
//! rounded roots, and the polynomials of [`super::fast`].

use std::{
    fmt::Debug,
    iter::Sum,
    ops::{Add, AddAssign, Div, Mul, MulAssign, Neg, Sub, SubAssign},
};

use super::fast::{double, single};

/// `f32` or `f64`.
pub trait Real:
    Copy
    + Debug
    + Default
    + PartialOrd
    + Send
    + Sync
    + 'static
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + Sum
{
    /// 0.
    const ZERO: Self;
    /// 1.
    const ONE: Self;
    /// Least positive normal number. Arithmetic below it is up to a hundred times slower.
    const TINY: Self;

    /// The nearest number of this width.
    fn of(x: f64) -> Self;
    /// The same number in double precision.
    fn to_f64(self) -> f64;
    /// Correctly rounded square root.
    fn root(self) -> Self;
    /// |x|.
    fn size(self) -> Self;
    /// eˣ, see [`super::fast`].
    fn fast_exp(self) -> Self;
    /// ln x, see [`super::fast`].
    fn fast_ln(self) -> Self;
    /// tanh x, see [`super::fast`].
    fn fast_tanh(self) -> Self;

    /// The greater; `self` where either is NaN.
    #[inline(always)]
    fn or_more(self, other: Self) -> Self {
        if other > self { other } else { self }
    }

    /// −1, 0 or 1: the sign of zero is zero (`signum` has it 1). NaN has sign 0.
    #[inline(always)]
    fn sign(self) -> Self {
        let up = if self > Self::ZERO { Self::ONE } else { Self::ZERO };
        let down = if self < Self::ZERO { Self::ONE } else { Self::ZERO };
        up - down
    }
}

macro_rules! real {
    ($t:ty, $fast:ident) => {
        impl Real for $t {
            const ZERO: Self = 0.0;
            const ONE: Self = 1.0;
            const TINY: Self = <$t>::MIN_POSITIVE;

            #[inline(always)]
            fn of(x: f64) -> Self {
                x as $t
            }
            #[inline(always)]
            fn to_f64(self) -> f64 {
                f64::from(self)
            }
            #[inline(always)]
            fn root(self) -> Self {
                self.sqrt()
            }
            #[inline(always)]
            fn size(self) -> Self {
                self.abs()
            }
            #[inline(always)]
            fn fast_exp(self) -> Self {
                $fast::exp(self)
            }
            #[inline(always)]
            fn fast_ln(self) -> Self {
                $fast::ln(self)
            }
            #[inline(always)]
            fn fast_tanh(self) -> Self {
                $fast::tanh(self)
            }
        }
    };
}

real!(f32, single);
real!(f64, double);

/// Lanes in which long sums are kept apart, so that a compiler can use vectors without reordering
/// anything: the order of summation is part of the result.
pub const LANES: usize = 8;

/// Sum in [`LANES`] lanes, added up pairwise at the end.
#[inline(always)]
pub fn sum<T: Real>(x: &[T]) -> T {
    total_of(x, |x| x)
}

/// Σ x² in lanes.
#[inline(always)]
pub fn squares<T: Real>(x: &[T]) -> T {
    total_of(x, |x| x * x)
}

/// Σ f(x) in lanes.
#[inline(always)]
pub fn total_of<T: Real>(x: &[T], f: impl Fn(T) -> T) -> T {
    let mut lanes = [T::ZERO; LANES];
    let chunks = x.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane += f(x);
        }
    }
    for (lane, &x) in lanes.iter_mut().zip(rest) {
        *lane += f(x);
    }
    pairwise(lanes)
}

/// Σ xy in lanes; the slices are equally long.
#[inline(always)]
pub fn dot<T: Real>(x: &[T], y: &[T]) -> T {
    let mut lanes = [T::ZERO; LANES];
    let (xs, ys) = (x.chunks_exact(LANES), y.chunks_exact(LANES));
    let rest = xs.remainder().iter().zip(ys.remainder());
    for (x, y) in xs.zip(ys) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    for (lane, (&x, &y)) in lanes.iter_mut().zip(rest) {
        *lane += x * y;
    }
    pairwise(lanes)
}

/// The greatest; −∞ if there is none, NaN ignored.
#[inline(always)]
pub fn greatest<T: Real>(x: &[T]) -> T {
    let mut lanes = [T::of(f64::NEG_INFINITY); LANES];
    let chunks = x.chunks_exact(LANES);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (lane, &x) in lanes.iter_mut().zip(chunk) {
            *lane = lane.or_more(x);
        }
    }
    for &x in rest {
        lanes[0] = lanes[0].or_more(x);
    }
    lanes.into_iter().fold(lanes[0], T::or_more)
}

#[inline(always)]
fn pairwise<T: Real>(l: [T; LANES]) -> T {
    ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_take_every_element_whatever_the_length() {
        for n in [0usize, 1, 7, 8, 9, 31] {
            let x: Vec<f64> = (1..=n).map(|i| i as f64).collect();
            let n = n as f64;
            assert_eq!(sum(&x), n * (n + 1.0) / 2.0);
            assert_eq!(squares(&x), n * (n + 1.0) * (2.0 * n + 1.0) / 6.0);
            assert_eq!(dot(&x, &x), squares(&x));
            assert_eq!(greatest(&x), if n > 0.0 { n } else { f64::NEG_INFINITY });
        }
        assert_eq!(greatest(&[1.0f32, f32::NAN, 3.0]), 3.0);
    }

    #[test]
    fn the_sign_of_zero_is_zero() {
        let signs = [0.0f32, -0.0, 3.0, -1e-30, f32::NAN].map(Real::sign);
        assert_eq!(signs, [0.0, 0.0, 1.0, -1.0, 0.0]);
    }
}

//! Optimisers: how a gradient becomes a step. θ is a parameter, g its gradient, η the rate, λ the decoupled
//! weight decay (Loshchilov and Hutter, arXiv 1711.05101), s the sign with s(0) = 0.
//!
//! | | state | step |
//! |---|---|---|
//! | [`Sgd`] | m ← βm + g | θ ← θ − η(m + λθ); β = 0 is plain gradient descent |
//! | [`Adam`] | m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g² | θ ← θ − η(m̂/(√v̂ + ε) + λθ) |
//! | [`Tiger`] | m ← βm + (1−β)g | θ ← θ − η(s(m) + λθ); Signum without decay |
//! | [`Lion`] | m ← β₂m + (1−β₂)g | θ ← θ − η(s(β₁m + (1−β₁)g) + λθ), with the m before |
//!
//! Each reads and writes parameters, gradient and state once, in one loop without a branch, which the
//! compiler turns into SIMD.

mod adam;
mod sign;

pub use adam::{Adam, AdamConfig};
pub use sign::{Lion, Tiger};

use super::real::Real;

/// A state that steps parameters, all at once or a row at a time.
pub trait Optimizer<T: Real> {
    /// Counts a step: once before the [`update`](Self::update)s that make it up.
    fn begin(&mut self);

    /// Moves `parameters`, which begin at place `from` of the state, by their `gradient` at this `rate`.
    /// What is not passed in a step stays as it is, state and all.
    ///
    /// # Panics
    /// Where the state ends before the parameters.
    fn update(&mut self, from: usize, parameters: &mut [T], gradient: &[T], rate: T);

    /// One step of all parameters at one rate.
    fn step(&mut self, parameters: &mut [T], gradient: &[T], rate: T) {
        self.begin();
        self.update(0, parameters, gradient, rate);
    }

    /// One step of a matrix with rows of `width`, each at the rate that `rate` gives for its number and its
    /// present values; rows for which it gives none are left alone (lazy updates, post 6869).
    fn step_rows(
        &mut self,
        parameters: &mut [T],
        gradient: &[T],
        width: usize,
        rate: &dyn Fn(usize, &[T]) -> Option<T>,
    ) {
        self.begin();
        let rows = parameters.chunks_exact_mut(width).zip(gradient.chunks_exact(width));
        for (row, (parameters, gradient)) in rows.enumerate() {
            if let Some(rate) = rate(row, parameters) {
                self.update(row * width, parameters, gradient, rate);
            }
        }
    }
}

/// What becomes of a moment that nothing feeds any more. Multiplied by β step by step it would soon be
/// subnormal, where arithmetic is slow: it is held above instead.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bottom {
    /// Nothing: for runs so short that it does not matter.
    #[default]
    Open,
    /// It stays just above the subnormal numbers with its sign. In IEEE arithmetic, rounding to nearest
    /// freezes it some units above zero; only the sign has an effect, and that is the same.
    Frozen,
    /// It becomes zero below the least normal number, as on hardware that flushes.
    Flushed,
}

impl Bottom {
    /// (threshold, what stands for a moment of size below it).
    #[inline(always)]
    fn bounds<T: Real>(self) -> (T, T) {
        match self {
            Self::Open => (T::ZERO, T::ZERO),
            // High enough that β times it is a normal number.
            Self::Frozen => (T::TINY * T::of(64.0), T::TINY * T::of(64.0)),
            Self::Flushed => (T::TINY, T::ZERO),
        }
    }
}

/// `m`, or what stands for it at the bottom.
#[inline(always)]
fn settle<T: Real>(m: T, (least, held): (T, T)) -> T {
    if m.size() < least { m.sign() * held } else { m }
}

/// Gradient descent, with momentum (Polyak's heavy ball) where β > 0.
#[derive(Clone, Debug)]
pub struct Sgd<T> {
    beta: T,
    decay: T,
    bottom: Bottom,
    m: Vec<T>,
}

impl<T: Real> Sgd<T> {
    /// For `n` parameters; β in [0, 1), λ ≥ 0.
    pub fn new(n: usize, beta: f64, decay: f64, bottom: Bottom) -> Self {
        Self { beta: T::of(beta), decay: T::of(decay), bottom, m: vec![T::ZERO; n] }
    }
}

impl<T: Real> Optimizer<T> for Sgd<T> {
    fn begin(&mut self) {}

    fn update(&mut self, from: usize, parameters: &mut [T], gradient: &[T], rate: T) {
        let (beta, decay, bounds) = (self.beta, self.decay, self.bottom.bounds());
        let state = &mut self.m[from..from + parameters.len()];
        for ((p, &g), m) in parameters.iter_mut().zip(gradient).zip(state) {
            *m = settle(beta * *m + g, bounds);
            *p -= rate * (*m + decay * *p);
        }
    }
}

/// Cosine decay from 1 at the first step to 0 at `total` (Loshchilov and Hutter, arXiv 1608.03983).
pub fn cosine(step: u64, total: u64) -> f64 {
    let done = step as f64 / total.max(1) as f64;
    0.5 * (1.0 + libm::cos(std::f64::consts::PI * done.min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descent_with_momentum_by_hand() {
        let mut sgd = Sgd::new(1, 0.5, 0.1, Bottom::Open);
        let mut p = [1.0];
        sgd.step(&mut p, &[2.0], 0.1); // m = 2: 1 − .1 (2 + .1)
        assert!((p[0] - 0.79f64).abs() < 1e-15);
        sgd.step(&mut p, &[0.0], 0.1); // m = 1: .79 − .1 (1 + .079)
        assert!((p[0] - 0.6821).abs() < 1e-15);
    }

    #[test]
    fn rows_without_a_rate_stay_with_their_state() {
        let mut tiger = Tiger::new(4, 0.9, 0.0, Bottom::Open);
        let mut p = [1.0f32; 4];
        let by_size = |row: usize, p: &[f32]| (row == 1).then(|| 0.1 * p[0]);
        tiger.step_rows(&mut p, &[1.0; 4], 2, &by_size);
        assert_eq!(p, [1.0, 1.0, 0.9, 0.9]);
        // The first row has no momentum yet, the second still has: only that one moves without a gradient.
        tiger.step(&mut p, &[0.0; 4], 0.5);
        assert_eq!(p[..2], [1.0, 1.0]);
        assert!(p[2] < 0.5);
    }

    #[test]
    fn a_moment_at_the_bottom_keeps_its_sign_or_loses_it() {
        for (bottom, sign) in [(Bottom::Frozen, -1.0f32), (Bottom::Flushed, 0.0)] {
            let mut tiger = Tiger::new(1, 0.9, 0.0, bottom);
            let mut p = [0.0];
            tiger.step(&mut p, &[-1.0], 0.0);
            for _ in 0..10_000 {
                tiger.step(&mut p, &[0.0], 0.0);
            }
            tiger.step(&mut p, &[0.0], 1.0);
            assert_eq!(p[0], -sign, "{bottom:?}");
        }
    }

    #[test]
    fn the_cosine_begins_at_one_and_ends_at_zero() {
        assert_eq!(cosine(0, 10), 1.0);
        assert!((cosine(5, 10) - 0.5).abs() < 1e-15 && cosine(10, 10).abs() < 1e-15);
    }
}

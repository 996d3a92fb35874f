//! Activations of a dense layer, and their derivatives.

use super::super::real::Real;

/// What a layer does with its sums.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation<T> {
    /// y = x.
    Identity,
    /// y = tanh x.
    Tanh,
    /// y = x / (1 + e⁻ˣ) (Elfwing et al., arXiv 1702.03118).
    Silu,
    /// y = x above 0, `slope`·x below.
    LeakyRelu(T),
}

/// 1/(1 + e⁻ˣ), from tanh so that it neither overflows nor divides by infinity.
#[inline(always)]
fn logistic<T: Real>(x: T) -> T {
    let half = T::of(0.5);
    half + half * (half * x).fast_tanh()
}

impl<T: Real> Activation<T> {
    /// y = f(x), an element at a time; equally long.
    pub fn forward(self, x: &[T], y: &mut [T]) {
        match self {
            Self::Identity => y.copy_from_slice(x),
            Self::Tanh => each(x, y, Real::fast_tanh),
            Self::Silu => each(x, y, |x| x * logistic(x)),
            Self::LeakyRelu(slope) => each(x, y, |x| if x > T::ZERO { x } else { slope * x }),
        }
    }

    /// ∂/∂x ← ∂/∂y · f′(x), in place, from the x that went in and the y that came out.
    pub fn backward(self, x: &[T], y: &[T], gradient: &mut [T]) {
        match self {
            Self::Identity => {}
            Self::Tanh => {
                for (g, &y) in gradient.iter_mut().zip(y) {
                    *g *= T::ONE - y * y;
                }
            }
            Self::Silu => {
                for (g, &x) in gradient.iter_mut().zip(x) {
                    let s = logistic(x);
                    *g *= s + x * s * (T::ONE - s);
                }
            }
            Self::LeakyRelu(slope) => {
                for (g, &x) in gradient.iter_mut().zip(x) {
                    *g *= if x > T::ZERO { T::ONE } else { slope };
                }
            }
        }
    }
}

#[inline(always)]
fn each<T: Real>(x: &[T], y: &mut [T], f: impl Fn(T) -> T) {
    for (y, &x) in y.iter_mut().zip(x) {
        *y = f(x);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_of_the_definitions() {
        let x = [-2.0f64, -0.5, 0.0, 1.5];
        let mut y = [0.0; 4];
        Activation::Silu.forward(&x, &mut y);
        for (x, y) in x.iter().zip(y) {
            assert!((y - x / (1.0 + (-x).exp())).abs() < 1e-15);
        }
        Activation::LeakyRelu(0.1).forward(&x, &mut y);
        assert_eq!(y, [-0.2, -0.05, 0.0, 1.5]);
    }

    #[test]
    fn derivatives_are_those_of_finite_differences() {
        let f = |a: Activation<f64>, x: f64| {
            let mut y = [0.0];
            a.forward(&[x], &mut y);
            y[0]
        };
        for a in
            [Activation::Identity, Activation::Tanh, Activation::Silu, Activation::LeakyRelu(0.2)]
        {
            for x in [-3.0, -0.7, 0.3, 2.0] {
                let mut g = [1.0];
                a.backward(&[x], &[f(a, x)], &mut g);
                let slope = (f(a, x + 1e-6) - f(a, x - 1e-6)) / 2e-6;
                assert!((g[0] - slope).abs() < 1e-8, "{a:?} {x}");
            }
        }
    }
}

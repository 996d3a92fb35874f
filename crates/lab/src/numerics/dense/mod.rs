//! Dense layers y = f(x·Wᵀ + b), a batch at a time, forward and backward.
//!
//! Generic over the width of numbers: f32 to train, f64 to check gradients. The products are those of
//! [`matmul`], whose slow reference is [`matmul::naive`].

pub mod activation;
pub mod matmul;

use activation::Activation;
use matmul::{Matrix, Target, Workspace, multiply, multiply_by_transposed, multiply_transposed};

use super::{
    random::{Rng, normal},
    real::Real,
};

/// A layer: weights as out × in, row after row, then the out biases, in one vector, so that one optimiser
/// serves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Dense<T> {
    /// W, then b.
    pub parameters: Vec<T>,
    inputs: usize,
    outputs: usize,
    activation: Activation<T>,
}

/// What a layer keeps between forward and backward, reused from step to step.
#[derive(Clone, Debug, Default)]
pub struct Pass<T> {
    inputs: Vec<T>,
    sums: Vec<T>,
    /// What came out: batch × out.
    pub outputs: Vec<T>,
    /// ∂/∂parameters of the last backward pass.
    pub gradient: Vec<T>,
    slopes: Vec<T>,
    work: Workspace<T>,
}

impl<T: Real> Dense<T> {
    /// Normal weights of variance `gain`/in, biases 0: gain 1 for tanh and identity (Glorot), 2 for the
    /// rectifiers (He et al., arXiv 1502.01852).
    pub fn new(
        (inputs, outputs): (usize, usize),
        activation: Activation<T>,
        gain: f64,
        rng: &mut Rng,
    ) -> Self {
        let deviation = libm::sqrt(gain / inputs.max(1) as f64);
        let mut parameters: Vec<T> =
            (0..inputs * outputs).map(|_| T::of(deviation * normal(rng))).collect();
        parameters.resize((inputs + 1) * outputs, T::ZERO);
        Self { parameters, inputs, outputs, activation }
    }

    /// (in, out).
    pub fn shape(&self) -> (usize, usize) {
        (self.inputs, self.outputs)
    }

    /// Takes batch × in numbers through the layer; batch × out are in [`Pass::outputs`].
    ///
    /// # Panics
    /// Where `x` holds no whole number of rows.
    pub fn forward(&self, x: &[T], pass: &mut Pass<T>) {
        let batch = x.len() / self.inputs.max(1);
        assert!(batch * self.inputs == x.len(), "not a whole number of rows");
        let (weights, bias) = self.parameters.split_at(self.inputs * self.outputs);
        pass.inputs.clear();
        pass.inputs.extend_from_slice(x);
        pass.sums.clear();
        (0..batch).for_each(|_| pass.sums.extend_from_slice(bias));
        multiply_by_transposed(
            Matrix::new(x, batch, self.inputs),
            Matrix::new(weights, self.outputs, self.inputs),
            &mut Target::new(&mut pass.sums, batch, self.outputs).adding(),
            &mut pass.work,
        );
        pass.outputs.resize(pass.sums.len(), T::ZERO);
        self.activation.forward(&pass.sums, &mut pass.outputs);
    }

    /// From ∂/∂outputs of the last forward pass: *writes* ∂/∂parameters into [`Pass::gradient`] and
    /// ∂/∂inputs into `back` (batch × in), if it is wanted.
    ///
    /// # Panics
    /// Where `slopes` is not as long as the outputs.
    pub fn backward(&self, slopes: &[T], pass: &mut Pass<T>, back: Option<&mut Vec<T>>) {
        assert!(slopes.len() == pass.outputs.len(), "a slope for every output");
        let batch = slopes.len() / self.outputs.max(1);
        pass.slopes.clear();
        pass.slopes.extend_from_slice(slopes);
        self.activation.backward(&pass.sums, &pass.outputs, &mut pass.slopes);
        pass.gradient.clear();
        pass.gradient.resize(self.parameters.len(), T::ZERO);
        let (weights, bias) = pass.gradient.split_at_mut(self.inputs * self.outputs);
        let slopes = Matrix::new(&pass.slopes, batch, self.outputs);
        multiply_transposed(
            slopes,
            Matrix::new(&pass.inputs, batch, self.inputs),
            &mut Target::new(weights, self.outputs, self.inputs),
            &mut pass.work,
        );
        for row in pass.slopes.chunks_exact(self.outputs.max(1)) {
            for (b, &s) in bias.iter_mut().zip(row) {
                *b += s;
            }
        }
        if let Some(back) = back {
            back.resize(batch * self.inputs, T::ZERO);
            multiply(
                slopes,
                Matrix::new(&self.parameters, self.outputs, self.inputs),
                &mut Target::new(back, batch, self.inputs),
                &mut pass.work,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    /// Half the sum of squares of the outputs: its slope is the outputs themselves.
    fn energy(layer: &Dense<f64>, x: &[f64]) -> f64 {
        let mut pass = Pass::default();
        layer.forward(x, &mut pass);
        pass.outputs.iter().map(|y| y * y).sum::<f64>() / 2.0
    }

    #[test]
    fn gradients_are_those_of_finite_differences() {
        for activation in [Activation::Tanh, Activation::Silu, Activation::LeakyRelu(0.2)] {
            let mut rng = strand(3, 0);
            let mut layer = Dense::new((5, 3), activation, 1.0, &mut rng);
            layer.parameters[16] = 0.3;
            let mut x: Vec<f64> = (0..20).map(|_| normal(&mut rng)).collect();
            let mut pass = Pass::default();
            layer.forward(&x, &mut pass);
            let (slopes, mut back) = (pass.outputs.clone(), Vec::new());
            layer.backward(&slopes, &mut pass, Some(&mut back));
            for i in 0..layer.parameters.len() {
                let old = layer.parameters[i];
                let mut at = |d: f64| {
                    layer.parameters[i] = old + d;
                    energy(&layer, &x)
                };
                let slope = (at(1e-6) - at(-1e-6)) / 2e-6;
                at(0.0);
                assert!((pass.gradient[i] - slope).abs() < 1e-7, "{activation:?} {i}");
            }
            for i in 0..x.len() {
                let old = x[i];
                let mut at = |d: f64| {
                    x[i] = old + d;
                    energy(&layer, &x)
                };
                let slope = (at(1e-6) - at(-1e-6)) / 2e-6;
                at(0.0);
                assert!((back[i] - slope).abs() < 1e-7, "{activation:?} input {i}");
            }
        }
    }

    #[test]
    fn single_precision_agrees_with_double() {
        let layer = Dense::<f64>::new((7, 9), Activation::Tanh, 1.0, &mut strand(4, 0));
        let narrow = Dense::<f32> {
            parameters: layer.parameters.iter().map(|&x| x as f32).collect(),
            inputs: 7,
            outputs: 9,
            activation: Activation::Tanh,
        };
        let x: Vec<f64> = (0..7 * 6).map(|i| f64::from(i) * 0.05 - 1.0).collect();
        let x32: Vec<f32> = x.iter().map(|&x| x as f32).collect();
        let (mut wide, mut thin) = (Pass::default(), Pass::default());
        layer.forward(&x, &mut wide);
        narrow.forward(&x32, &mut thin);
        for (a, b) in wide.outputs.iter().zip(&thin.outputs) {
            assert!((a - f64::from(*b)).abs() < 2e-6);
        }
    }
}

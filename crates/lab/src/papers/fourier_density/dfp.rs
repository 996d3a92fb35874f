//! Deep factorised probability (Ballé et al., arXiv 1802.01436, appendix 6.1): a cumulative made
//! monotone layer by layer, filters (3, 3, 3), 43 parameters. The baseline of the paper.

use super::models::Chart;
use crate::numerics::{
    fast::double,
    random::{Rng, uniform_in},
};

/// Widths of the layers, input and output included.
const WIDTHS: [usize; 5] = [1, 3, 3, 3, 1];

/// Number of parameters.
pub const PARAMETERS: usize = 43;

/// The model: matrices (through softplus), biases and factors (through tanh), layer after layer.
#[derive(Clone, Debug, PartialEq)]
pub struct Dfp {
    /// Per layer: matrix row-major, bias, and (but for the last) factors.
    pub parameters: Vec<f64>,
}

/// Values and x-derivatives within one layer, kept for the backward pass.
#[derive(Clone, Copy, Default)]
struct Layer {
    input: [f64; 3],
    input_slope: [f64; 3],
    sum_slope: [f64; 3],
    tanh: [f64; 3],
}

fn softplus(x: f64) -> f64 {
    if x > 30.0 { x } else { libm::log1p(libm::exp(x)) }
}

fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + double::exp(-x))
}

/// Offsets of a layer's matrix, bias and factors.
fn offsets(layer: usize) -> (usize, usize, usize) {
    let mut at = 0;
    for l in 0..layer {
        let (i, o) = (WIDTHS[l], WIDTHS[l + 1]);
        at += i * o + o + if l + 2 < WIDTHS.len() { o } else { 0 };
    }
    let (i, o) = (WIDTHS[layer], WIDTHS[layer + 1]);
    (at, at + i * o, at + i * o + o)
}

impl Dfp {
    /// As google/codex starts it (`matrix_init`, by fan-in): without biases the cumulative is the logistic function of
    /// x/`init_scale`. TensorFlow Compression divides by the fan-out instead.
    pub fn new(init_scale: f64, rng: &mut Rng) -> Self {
        let layers = WIDTHS.len() - 1;
        let scale = libm::pow(init_scale, 1.0 / layers as f64);
        let mut parameters = vec![0.0; PARAMETERS];
        for layer in 0..layers {
            let (matrix, bias, factor) = offsets(layer);
            let start = libm::log(libm::expm1(1.0 / scale / WIDTHS[layer] as f64));
            parameters[matrix..bias].fill(start);
            for b in &mut parameters[bias..factor] {
                *b = uniform_in(rng, -0.5, 0.5);
            }
        }
        Self { parameters }
    }

    /// Softplus of matrices and tanh of factors, with their slopes, once a step for all samples.
    pub fn prepare(&self) -> Prepared {
        let mut prepared =
            Prepared { value: self.parameters.clone(), slope: vec![1.0; PARAMETERS] };
        for layer in 0..WIDTHS.len() - 1 {
            let (matrix, bias, factor) = offsets(layer);
            for i in matrix..bias {
                prepared.value[i] = softplus(self.parameters[i]);
                prepared.slope[i] = sigmoid(self.parameters[i]);
            }
            if layer + 2 < WIDTHS.len() {
                for i in factor..factor + WIDTHS[layer + 1] {
                    let t = libm::tanh(self.parameters[i]);
                    prepared.value[i] = t;
                    prepared.slope[i] = 1.0 - t * t;
                }
            }
        }
        prepared
    }
}

impl Dfp {
    /// Its density in the data's unit, when it lives on this period (and beyond).
    pub fn over(&self, period: Chart) -> impl Fn(f64) -> f64 + use<> {
        let prepared = self.prepare();
        move |y| prepared.density(period.to_period(y)) * period.slope(y)
    }
}

/// Transformed parameters and the slopes of the transforms.
pub struct Prepared {
    value: Vec<f64>,
    slope: Vec<f64>,
}

impl Prepared {
    fn forward(&self, x: f64) -> ([Layer; 4], f64, f64) {
        let mut layers = [Layer::default(); 4];
        let (mut value, mut slope) = ([x, 0.0, 0.0], [1.0, 0.0, 0.0]);
        for l in 0..4 {
            let (matrix, bias, factor) = offsets(l);
            let (inputs, outputs) = (WIDTHS[l], WIDTHS[l + 1]);
            let layer = &mut layers[l];
            (layer.input, layer.input_slope) = (value, slope);
            let mut sums = [0.0; 3];
            for o in 0..outputs {
                let (mut sum, mut sum_slope) = (self.value[bias + o], 0.0);
                for i in 0..inputs {
                    let h = self.value[matrix + o * inputs + i];
                    sum += h * layer.input[i];
                    sum_slope += h * layer.input_slope[i];
                }
                layer.sum_slope[o] = sum_slope;
                sums[o] = sum;
            }
            if l == 3 {
                (value, slope) = (sums, layer.sum_slope);
                continue;
            }
            // Side by side: the polynomials of all three become SIMD.
            layer.tanh = sums.map(double::tanh);
            for o in 0..outputs {
                let (t, a) = (layer.tanh[o], self.value[factor + o]);
                value[o] = sums[o] + a * t;
                slope[o] = layer.sum_slope[o] * (1.0 + a * (1.0 - t * t));
            }
        }
        (layers, value[0], slope[0])
    }

    /// Cumulative at `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        sigmoid(self.forward(x).1)
    }

    /// Density at `x`: the derivative of the cumulative.
    pub fn density(&self, x: f64) -> f64 {
        let (_, v, s) = self.forward(x);
        let p = sigmoid(v);
        p * (1.0 - p) * s
    }

    /// Adds the gradient of ln density(x) to `gradient` and returns ln density(x), not below ln 1e-20.
    pub fn log_density(&self, x: f64, gradient: &mut [f64]) -> f64 {
        let (layers, v, s) = self.forward(x);
        let p = sigmoid(v);
        let density = p * (1.0 - p) * s;
        if !(density > super::series::FLOOR) {
            return libm::log(super::series::FLOOR);
        }
        // ln σ(v) + ln σ(−v) + ln s
        let (mut dv, mut ds) = ([1.0 - 2.0 * p, 0.0, 0.0], [1.0 / s, 0.0, 0.0]);
        for l in (0..4).rev() {
            let (matrix, bias, factor) = offsets(l);
            let (inputs, outputs) = (WIDTHS[l], WIDTHS[l + 1]);
            let layer = &layers[l];
            let (mut in_v, mut in_s) = ([0.0; 3], [0.0; 3]);
            for o in 0..outputs {
                let (mut du, mut du_slope) = (dv[o], ds[o]);
                if l < 3 {
                    let (t, a) = (layer.tanh[o], self.value[factor + o]);
                    let bend = 1.0 - t * t;
                    gradient[factor + o] +=
                        self.slope[factor + o] * (dv[o] * t + ds[o] * layer.sum_slope[o] * bend);
                    du = dv[o] * (1.0 + a * bend)
                        + ds[o] * layer.sum_slope[o] * a * (-2.0 * t * bend);
                    du_slope = ds[o] * (1.0 + a * bend);
                }
                gradient[bias + o] += du;
                for i in 0..inputs {
                    let at = matrix + o * inputs + i;
                    gradient[at] +=
                        self.slope[at] * (du * layer.input[i] + du_slope * layer.input_slope[i]);
                    in_v[i] += du * self.value[at];
                    in_s[i] += du_slope * self.value[at];
                }
            }
            (dv, ds) = (in_v, in_s);
        }
        libm::log(density)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::{normal, strand};

    fn example() -> Dfp {
        let mut rng = strand(11, 0);
        let mut model = Dfp::new(1.0, &mut rng);
        for p in &mut model.parameters {
            *p += 0.3 * normal(&mut rng);
        }
        model
    }

    #[test]
    fn parameters_are_43_and_mass_is_one() {
        assert_eq!(offsets(3).2, PARAMETERS);
        let model = example().prepare();
        let mass: f64 =
            (0..40_000).map(|i| model.density(-100.0 + f64::from(i) * 0.005) * 0.005).sum();
        assert!((mass - 1.0).abs() < 1e-3, "{mass}");
        for x in [-1.0, 0.2, 2.0] {
            let slope = (model.cdf(x + 1e-6) - model.cdf(x - 1e-6)) / 2e-6;
            assert!((model.density(x) - slope).abs() < 1e-7);
        }
    }

    #[test]
    fn it_starts_as_the_reference_code_does() {
        // google/codex, deep_factorized.py: "assuming zero bias initialization … sigmoid(x / init_scale)".
        for scale in [1.0, 10.0] {
            let mut model = Dfp::new(scale, &mut strand(3, 0));
            for layer in 0..4 {
                let (_, bias, factor) = offsets(layer);
                model.parameters[bias..factor].fill(0.0);
            }
            for x in [-0.9, 0.3, 4.0] {
                let logistic = 1.0 / (1.0 + (-x / scale).exp());
                assert!((model.prepare().cdf(x) - logistic).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn the_gradient_agrees_with_finite_differences() {
        let model = example();
        for x in [-0.8, 0.1, 1.4] {
            let mut gradient = vec![0.0; PARAMETERS];
            model.prepare().log_density(x, &mut gradient);
            for k in 0..PARAMETERS {
                let at = |d: f64| {
                    let mut m = model.clone();
                    m.parameters[k] += d;
                    m.prepare().density(x).ln()
                };
                let slope = (at(1e-5) - at(-1e-5)) / 2e-5;
                assert!((gradient[k] - slope).abs() < 1e-6, "{k}: {} {slope}", gradient[k]);
            }
        }
    }
}

//! The language model pair by pair in double precision: the slow reference of [`super::language`].

use super::language::{EPSILON, Model, OUTPUT, WIDTH};

/// The matrices of a [`Model`] in double precision.
#[derive(Clone, Debug)]
pub struct Slow {
    /// E.
    pub embedding: Vec<f64>,
    /// W.
    pub output: Vec<f64>,
}

impl Slow {
    /// The same model.
    pub fn of(model: &Model) -> Self {
        let wide = |x: &[f32]| x.iter().map(|&x| f64::from(x)).collect();
        Self { embedding: wide(&model.embedding), output: wide(&model.output) }
    }

    /// Mean negative log-likelihood in nats, ∂/∂E and ∂/∂W, by their formulas.
    pub fn gradients(&self, batch: &[(u32, u32)]) -> (f64, Vec<f64>, Vec<f64>) {
        let (mut de, mut dw) = (vec![0.0; self.embedding.len()], vec![0.0; self.output.len()]);
        let over = 1.0 / batch.len() as f64;
        let mut loss = 0.0;
        for &(x, y) in batch {
            let (x, y) = (x as usize, y as usize);
            let row = &self.embedding[x * WIDTH..(x + 1) * WIDTH];
            let rms = libm::sqrt(row.iter().map(|e| e * e).sum::<f64>() / WIDTH as f64 + EPSILON);
            let h: Vec<f64> = row.iter().map(|e| e / rms).chain([1.0]).collect();
            let logits: Vec<f64> = (self.output.chunks_exact(OUTPUT))
                .map(|w| w.iter().zip(&h).map(|(w, h)| w * h).sum())
                .collect();
            let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = logits.iter().map(|l| libm::exp(l - top)).sum();
            loss += over * (top + libm::log(sum) - logits[y]);
            let mut back = [0.0; WIDTH];
            for (j, l) in logits.iter().enumerate() {
                let p = libm::exp(l - top) / sum;
                let difference = over * (p - f64::from(u8::from(j == y)));
                for k in 0..OUTPUT {
                    dw[j * OUTPUT + k] += difference * h[k];
                }
                for (k, back) in back.iter_mut().enumerate() {
                    *back += difference * self.output[j * OUTPUT + k];
                }
            }
            let along = h.iter().zip(&back).map(|(h, b)| h * b).sum::<f64>() / WIDTH as f64;
            for k in 0..WIDTH {
                de[x * WIDTH + k] += (back[k] - along * h[k]) / rms;
            }
        }
        (loss, de, dw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    #[test]
    fn gradients_are_those_of_finite_differences() {
        let mut slow = Slow::of(&Model::new(7, &mut strand(1, 1)));
        // Of size one: with rows of .02 the normalisation bends too much for a finite step.
        for e in &mut slow.embedding {
            *e *= 50.0;
        }
        let batch = [(0, 3), (2, 2), (0, 6), (5, 1)];
        let (_, de, dw) = slow.gradients(&batch);
        for i in (0..de.len()).step_by(5) {
            let mut at = |d: f64| {
                slow.embedding[i] += d;
                slow.gradients(&batch).0
            };
            let slope = (at(1e-5) - at(-2e-5)) / 2e-5;
            at(1e-5);
            assert!((de[i] - slope).abs() < 1e-8, "E {i}");
        }
        for i in (0..dw.len()).step_by(7) {
            let mut at = |d: f64| {
                slow.output[i] += d;
                slow.gradients(&batch).0
            };
            let slope = (at(1e-5) - at(-2e-5)) / 2e-5;
            at(1e-5);
            assert!((dw[i] - slope).abs() < 1e-8, "W {i}");
        }
    }
}

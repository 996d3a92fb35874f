//! The deep factorised model, trained by gradient descent.

use crate::{
    numerics::optimizer::{Adam, AdamConfig, Optimizer},
    papers::fourier_density::dfp::Dfp,
};

/// Deep factorised probability trained by Adam, on data in units of the period.
#[derive(Clone, Debug)]
pub struct DfpTrainer {
    /// Present parameters.
    pub model: Dfp,
    adam: Adam<f64>,
    gradient: Vec<f64>,
}

impl DfpTrainer {
    /// Starts from a model.
    pub fn new(model: Dfp) -> Self {
        let n = model.parameters.len();
        Self { model, adam: Adam::new(n, AdamConfig::default()), gradient: vec![0.0; n] }
    }

    /// One step on samples.
    pub fn step(&mut self, samples: &[f64], lr: f64) {
        let prepared = self.model.prepare();
        self.gradient.fill(0.0);
        for &x in samples {
            prepared.log_density(x, &mut self.gradient);
        }
        let scale = -1.0 / samples.len().max(1) as f64;
        self.gradient.iter_mut().for_each(|g| *g *= scale);
        self.adam.step(&mut self.model.parameters, &self.gradient, lr);
    }
}

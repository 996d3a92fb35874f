//! A non-negative Fourier series fitted to Old Faithful by Adam: fourier-density's own loop.

use lab::{
    numerics::random::{below, strand},
    papers::fourier_density::{
        models::{Fourier, FourierTrainer},
        observations::OLD_FAITHFUL,
        series::{Series, rotations},
    },
};

use super::{Case, Entry, Work};

/// Learning rate of the exhibit.
const RATE: f64 = 0.005;

pub const ENTRY: Entry = Entry {
    id: "fit",
    about: "A non-negative Fourier series fitted to eruption times by Adam: likelihood, gradient, update",
    unit: "step",
    cases: &["terms=30 batch=256 steps=5000"],
    start,
};

struct Fit {
    /// Data on the period.
    x: Vec<f64>,
    /// Samples of all steps.
    batches: Vec<usize>,
    batch: usize,
    first: Series,
    last: Vec<f64>,
}

fn start(case: &Case) -> Box<dyn Work> {
    let mut rng = strand(1, 1);
    // Minutes onto [−1, 1].
    let x: Vec<f64> = OLD_FAITHFUL.iter().map(|y| (y - 3.35) / 2.1).collect();
    let batch = case.count("batch");
    let draws = batch * case.count("steps");
    let batches = (0..draws).map(|_| below(&mut rng, x.len())).collect();
    let first = Series::random(case.count("terms"), &mut strand(1, 2));
    Box::new(Fit { x, batches, batch, first, last: Vec::new() })
}

impl Work for Fit {
    fn units(&self) -> usize {
        self.batches.len() / self.batch
    }

    fn inputs(&self) -> Vec<(&'static str, Vec<f64>)> {
        vec![
            ("x", self.x.clone()),
            ("batches", self.batches.iter().map(|&i| i as f64).collect()),
            ("first", self.first.a.clone()),
        ]
    }

    fn run(&mut self) {
        let mut trainer = FourierTrainer::new(Fourier::NonNegative(self.first.clone()), 0.0);
        let mut samples = Vec::with_capacity(self.batch);
        for batch in self.batches.chunks_exact(self.batch) {
            samples.clear();
            samples.extend(batch.iter().map(|&i| self.x[i]));
            trainer.step(&rotations(&samples), RATE);
        }
        if let Fourier::NonNegative(series) = trainer.model {
            self.last = series.a;
        }
    }

    /// The density at each datum after the last step: what the fit is for, free of its phase and scale.
    fn answer(&self) -> Vec<f64> {
        let series = Series { a: self.last.clone() };
        self.x.iter().map(|&x| series.density(x)).collect()
    }
}

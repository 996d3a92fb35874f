//! F(α) = α(1 − Σp²) of many sets of scores on a grid of α: attention-scale's own sweep.

use lab::{
    numerics::random::{normal, strand},
    papers::attention_scale::softmax::{Sums, sweep},
};

use super::{Case, Entry, Work};

/// Spacing of the exhibit's grid of α, from 0 to 10.
const DELTA: f64 = 0.05;

pub const ENTRY: Entry = Entry {
    id: "sweep",
    about: "Softmax and its gradient's size F(α) on a grid of 201 α for 200 sets of n scores",
    unit: "sweep",
    cases: &[
        "n=512 points=201 draws=200",
        "n=4096 points=201 draws=200",
        "n=20000 points=201 draws=200",
    ],
    start,
};

struct Sweep {
    n: usize,
    points: usize,
    scores: Vec<f64>,
    curves: Vec<f64>,
}

fn start(case: &Case) -> Box<dyn Work> {
    let (n, points) = (case.count("n"), case.count("points"));
    let mut rng = strand(2, 1);
    let scores = (0..n * case.count("draws")).map(|_| normal(&mut rng)).collect();
    Box::new(Sweep { n, points, scores, curves: Vec::new() })
}

impl Work for Sweep {
    fn units(&self) -> usize {
        1
    }

    fn inputs(&self) -> Vec<(&'static str, Vec<f64>)> {
        vec![("scores", self.scores.clone())]
    }

    fn run(&mut self) {
        self.curves.clear();
        for set in self.scores.chunks_exact(self.n) {
            self.curves.extend(sweep(set, DELTA, self.points).into_iter().map(Sums::objective));
        }
    }

    fn answer(&self) -> Vec<f64> {
        self.curves.clone()
    }
}

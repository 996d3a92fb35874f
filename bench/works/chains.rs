//! Gaussians that learn from their own samples, generation after generation: model-collapse's own chains.

use lab::papers::model_collapse::chain::{Chain, Loop, Scratch, Setting};

use super::{Case, Entry, Work};

pub const ENTRY: Entry = Entry {
    id: "chains",
    about: "Gaussians in one dimension, each fitted to 100 samples of the last, by their sufficient statistics",
    unit: "run",
    cases: &["runs=1000 generations=1000"],
    start,
};

struct Chains {
    setting: Setting,
    runs: usize,
    generations: usize,
    variances: Vec<f64>,
}

fn start(case: &Case) -> Box<dyn Work> {
    let setting = Setting {
        kind: Loop::Synthetic,
        lambda: 1.0,
        n_real: 100.0,
        n_synthetic: 100.0,
        n_initial: 100.0,
        d: 1,
    };
    let (runs, generations) = (case.count("runs"), case.count("generations"));
    Box::new(Chains { setting, runs, generations, variances: Vec::new() })
}

impl Work for Chains {
    fn units(&self) -> usize {
        1
    }

    fn inputs(&self) -> Vec<(&'static str, Vec<f64>)> {
        vec![("samples", vec![self.setting.n_synthetic])]
    }

    fn run(&mut self) {
        self.variances.clear();
        let mut scratch = Scratch::new(self.setting.d);
        let mut chains: Vec<Chain> = (0..self.runs as u64)
            .map(|run| Chain::start(self.setting, 3, run, &mut scratch))
            .collect();
        for _ in 1..self.generations {
            chains.iter_mut().for_each(|chain| chain.step(&mut scratch));
        }
        self.variances.extend(chains.iter().map(Chain::variance));
    }

    /// The variance of each run's last generation: chance, so that peers are judged by its law.
    fn answer(&self) -> Vec<f64> {
        self.variances.clone()
    }
}

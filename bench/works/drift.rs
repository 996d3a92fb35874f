//! A gradient step of embedding-drift's real model: a next-word model with an embedding, softmax over the
//! vocabulary, Tiger or AdamW.

use lab::{
    numerics::random::strand,
    papers::embedding_drift::{
        corpus::Corpus,
        language::Model,
        model::Trained,
        rule::{Kind, Rule},
    },
};

use super::{Case, Entry, Work};

/// Steps of one run, on as many batches.
const STEPS: usize = 20;
const DECAY: f64 = 0.01;
/// Bits of the numbers that the lab trains with: peers take the same.
const PRECISION: f64 = 32.0;
/// The text that ships with the exhibit: its words repeat as words do.
const TEXT: &str = include_str!("../../crates/lab/assets/pride-and-prejudice.txt");

pub const ENTRY: Entry = Entry {
    id: "drift",
    about: "A step of a next-word model (16 numbers a word): loss, gradient and update of both matrices",
    unit: "step",
    cases: &[
        "vocab=50 batch=1 optimizer=tiger",
        "vocab=50 batch=16 optimizer=tiger",
        "vocab=50 batch=256 optimizer=tiger",
        "vocab=400 batch=1 optimizer=tiger",
        "vocab=400 batch=16 optimizer=tiger",
        "vocab=400 batch=256 optimizer=tiger",
        "vocab=1000 batch=1 optimizer=tiger",
        "vocab=1000 batch=16 optimizer=tiger",
        "vocab=1000 batch=64 optimizer=tiger",
        "vocab=1000 batch=256 optimizer=tiger",
        "vocab=400 batch=16 optimizer=adamw",
        "vocab=1000 batch=1 optimizer=adamw",
        "vocab=1000 batch=256 optimizer=adamw",
    ],
    start,
};

struct Drift {
    model: Model,
    rule: Rule,
    batches: Vec<Vec<(u32, u32)>>,
    losses: Vec<f64>,
    last: Vec<f64>,
}

fn start(case: &Case) -> Box<dyn Work> {
    let (vocabulary, size) = (case.count("vocab"), case.count("batch"));
    let rule = match case.word("optimizer") {
        "adamw" => Rule::usual(Kind::AdamW, 0.003, DECAY),
        _ => Rule::usual(Kind::Tiger, 0.001, DECAY),
    };
    let mut rng = strand(4, 1);
    let corpus = Corpus::of_text(TEXT, vocabulary);
    let batches = (0..STEPS)
        .map(|_| {
            let mut batch = Vec::with_capacity(size);
            corpus.batch(size, &mut rng, &mut batch);
            batch
        })
        .collect();
    let model = Model::new(vocabulary, &mut strand(4, 2));
    Box::new(Drift { model, rule, batches, losses: Vec::new(), last: Vec::new() })
}

impl Work for Drift {
    fn units(&self) -> usize {
        STEPS
    }

    fn inputs(&self) -> Vec<(&'static str, Vec<f64>)> {
        let words = |which: fn(&(u32, u32)) -> u32| {
            self.batches.iter().flatten().map(|pair| f64::from(which(pair))).collect()
        };
        vec![
            ("embedding", wide(&self.model.embedding)),
            ("output", wide(&self.model.output)),
            ("words", words(|pair| pair.0)),
            ("next", words(|pair| pair.1)),
            ("precision", vec![PRECISION]),
            (
                "rate_decay_beta1_beta2",
                vec![self.rule.lr, self.rule.decay, self.rule.beta1, self.rule.beta2],
            ),
        ]
    }

    fn run(&mut self) {
        let mut trained = Trained::new(self.model.clone(), (self.rule, self.rule), false, false);
        self.losses.clear();
        self.losses.extend(self.batches.iter().map(|batch| trained.step(batch, 1.0)));
        self.last = wide(&trained.model.embedding);
        self.last.extend(wide(&trained.model.output));
    }

    /// The loss of each step, then all weights after the last.
    fn answer(&self) -> Vec<f64> {
        self.losses.iter().chain(&self.last).copied().collect()
    }
}

fn wide(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().copied().map(f64::from).collect()
}

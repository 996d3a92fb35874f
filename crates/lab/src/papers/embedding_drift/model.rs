//! A real model, trained by the reader's optimiser and beside it by AdamW.

use figure::Figure;

use super::{
    PAPER, figures,
    language::{Corpus, Model, WIDTH},
    rule::{Kind, Rule, State},
};
use crate::{
    Halt, Lang, Message, ParamError, Progress, Readouts, Simulation, Values,
    numerics::random::{Rng, strand},
};

/// The text that ships with the exhibit.
const ALICE: &str = include_str!("alice.txt");
/// Multiplications in one slice: about 5 ms.
const SLICE: usize = 2_000_000;
/// Points of the curves.
const POINTS: u64 = 160;
/// Held-out words judged at each point.
const JUDGED: usize = 240;

/// A model in training.
pub(super) struct Trained {
    pub(super) model: Model,
    embedding: State,
    output: State,
    /// Rules for E and for W.
    rules: (Rule, Rule),
    lazy: bool,
    tied: bool,
    pub(super) most: Vec<f64>,
    pub(super) loss: Vec<f64>,
    /// Mean loss of the batches since the last point.
    pub(super) training: Vec<f64>,
    batches: (f64, f64),
}

impl Trained {
    fn new(model: Model, rules: (Rule, Rule), lazy: bool, tied: bool) -> Self {
        let mut trained = Self {
            embedding: State::new(model.embedding.len()),
            output: State::new(model.output.len()),
            model,
            rules,
            lazy,
            tied,
            most: Vec::new(),
            loss: Vec::new(),
            training: Vec::new(),
            batches: (0.0, 0.0),
        };
        if tied {
            trained.tie();
        }
        trained
    }

    /// One matrix serves as E and as W (but for its bias).
    fn tie(&mut self) {
        let rows = self.model.output.chunks_exact_mut(WIDTH + 1);
        for (w, e) in rows.zip(self.model.embedding.chunks_exact(WIDTH)) {
            w[..WIDTH].copy_from_slice(e);
        }
    }

    fn step(&mut self, batch: &[(u32, u32)]) {
        let (loss, mut g) = self.model.gradients(batch);
        self.batches.0 += loss;
        self.batches.1 += 1.0;
        if self.tied {
            let rows = g.embedding.chunks_exact_mut(WIDTH);
            for (e, w) in rows.zip(g.output.chunks_exact(WIDTH + 1)) {
                for k in 0..WIDTH {
                    e[k] += w[k];
                }
            }
        }
        let lazy = self.lazy;
        let touched = &g.touched;
        self.embedding.step(&self.rules.0, &mut self.model.embedding, &g.embedding, WIDTH, |row| {
            lazy && !touched[row]
        });
        self.output.step(&self.rules.1, &mut self.model.output, &g.output, WIDTH + 1, |_| false);
        if self.tied {
            self.tie();
        }
    }

    fn record(&mut self, corpus: &Corpus) {
        let most = self.model.embedding.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
        self.most.push(most);
        let judged = &corpus.heldout[..corpus.heldout.len().min(JUDGED)];
        self.loss.push(self.model.loss(judged));
        self.training.push(self.batches.0 / self.batches.1);
        self.batches = (0.0, 0.0);
    }

    fn finite(&self) -> bool {
        self.loss.last().is_none_or(|l| l.is_finite())
    }
}

/// Everything the figures describe.
pub(super) struct Training {
    pub(super) values: Values,
    pub(super) corpus: Corpus,
    pub(super) own: Trained,
    pub(super) reference: Trained,
    /// The same optimiser from other first numbers and on other batches.
    pub(super) siblings: Vec<Trained>,
    pub(super) at: Vec<f64>,
    pub(super) rule: Rule,
    batch: usize,
    rng: Rng,
    sibling_rngs: Vec<Rng>,
    step: u64,
    steps: u64,
}

impl Training {
    /// Both models as they begin, with the same numbers.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        let seed = values.seed("seed");
        let vocabulary = values.count("vocab");
        let zipf = values.number("zipf");
        let text = values.text("text");
        let corpus = if zipf > 0.0 {
            Corpus::zipf(zipf, vocabulary, 20_000, &mut strand(seed, 5))
        } else if text.trim().is_empty() {
            Corpus::of_text(ALICE, vocabulary)
        } else {
            Corpus::of_text(text, vocabulary)
        };
        if corpus.train.len() < 200 || corpus.words.len() < 20 {
            return Err(ParamError::new(
                "text",
                Message::new(
                    format!(
                        "A text of at least 220 words, 20 of them different, is needed; this one has {}.",
                        corpus.train.len() + corpus.heldout.len()
                    ),
                    format!(
                        "至少需要 220 个词、其中 20 个不同的词；这段文字有 {} 个词。",
                        corpus.train.len() + corpus.heldout.len()
                    ),
                ),
            ));
        }
        let rule = Rule::new(values);
        let adam = Rule::usual(Kind::AdamW, 0.003, values.number("weight_decay"));
        let optimizer = values.choice("optimizer");
        let embedding = if optimizer == "hybrid" { adam } else { rule };
        let model = Model::new(corpus.words.len(), &mut strand(seed, 6));
        let (lazy, tied) = (optimizer == "lazy-tiger", optimizer == "tied-tiger");
        let others = 1..values.count("runs").max(1) as u64;
        let mut training = Self {
            own: Trained::new(model.clone(), (embedding, rule), lazy, tied),
            siblings: others
                .clone()
                .map(|i| {
                    let model = Model::new(corpus.words.len(), &mut strand(seed, 60 + i));
                    Trained::new(model, (embedding, rule), lazy, tied)
                })
                .collect(),
            sibling_rngs: others.map(|i| strand(seed, 70 + i)).collect(),
            reference: Trained::new(model, (adam, adam), false, false),
            values: values.clone(),
            corpus,
            at: Vec::new(),
            rule,
            batch: values.count("batch"),
            rng: strand(seed, 7),
            step: 0,
            // A model takes fewer steps than a single weight.
            steps: (values.count("steps") as u64).min(100_000),
        };
        training.record();
        Ok(training)
    }

    fn record(&mut self) {
        self.at.push(self.step as f64);
        self.own.record(&self.corpus);
        self.reference.record(&self.corpus);
        for sibling in &mut self.siblings {
            sibling.record(&self.corpus);
        }
    }

    /// Least and greatest value of a curve over all runs of the reader's optimiser.
    pub(super) fn range(&self, curve: fn(&Trained) -> &[f64]) -> (Vec<f64>, Vec<f64>) {
        (0..self.at.len())
            .map(|i| {
                let all = std::iter::once(&self.own).chain(&self.siblings);
                all.map(|run| curve(run)[i])
                    .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| {
                        (low.min(y), high.max(y))
                    })
            })
            .unzip()
    }

    /// Root mean square of each row of E.
    pub(super) fn rows(&self) -> Vec<f64> {
        self.own
            .model
            .embedding
            .chunks_exact(WIDTH)
            .map(|row| libm::sqrt(row.iter().map(|x| x * x).sum::<f64>() / WIDTH as f64))
            .collect()
    }
}

impl Simulation for Training {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let models = 2 + self.siblings.len();
        let cost = models * (3 * self.batch + 12) * self.corpus.words.len() * WIDTH;
        let every = (self.steps / POINTS).max(1);
        for _ in 0..(SLICE / cost).max(1) {
            if self.step >= self.steps {
                break;
            }
            let batch = self.corpus.batch(self.batch, &mut self.rng);
            self.own.step(&batch);
            self.reference.step(&batch);
            for (sibling, rng) in self.siblings.iter_mut().zip(&mut self.sibling_rngs) {
                sibling.step(&self.corpus.batch(self.batch, rng));
            }
            self.step += 1;
            if self.step.is_multiple_of(every) {
                self.record();
                if !self.own.finite() {
                    return Err(Halt {
                        message: Message::new(
                            format!(
                                "The loss left the finite numbers at step {}: choose a smaller learning rate.",
                                self.step
                            ),
                            format!("第 {} 步时损失已不是有限的数：请用更小的学习率。", self.step),
                        ),
                    });
                }
            }
        }
        Ok(Progress::of(self.step, self.steps))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::model(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let mut r = Readouts::unknown(PAPER.readouts);
        let e = &self.own.model.embedding;
        let lambda = self.values.number("weight_decay");
        let count = e.len() as f64;
        let last = |v: &[f64]| v.last().copied().unwrap_or(f64::NAN);
        r.set("fixed_point", if self.rule.is_sign() { 1.0 / lambda } else { f64::NAN });
        r.set("max_abs", e.iter().fold(0.0, |m: f64, x| m.max(x.abs())));
        r.set("rms", libm::sqrt(e.iter().map(|x| x * x).sum::<f64>() / count));
        let saturated = e.iter().filter(|x| (lambda * **x).abs() > 0.9).count();
        r.set("fraction_saturated", saturated as f64 / count);
        r.set("loss", last(&self.own.loss));
        r.set("loss_adamw", last(&self.reference.loss));
        r.set("max_abs_adamw", last(&self.reference.most));
        r
    }
}

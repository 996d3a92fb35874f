//! A real model, trained by the reader's optimiser and beside it by AdamW.

use figure::Figure;

use super::{
    PAPER,
    corpus::Corpus,
    figures,
    language::{Gradients, Model, OUTPUT, WIDTH},
    rule::{Kind, Rule},
};
use crate::{
    Halt, Lang, Message, ParamError, Progress, Readouts, Simulation, Values,
    numerics::{
        optimizer::Optimizer,
        random::{Rng, strand},
    },
};

/// The text that ships with the exhibit.
const ALICE: &str = include_str!("alice.txt");
/// Cost of one slice in [`step_cost`]'s unit: about 5 ms.
const SLICE: u64 = 70_000_000;
/// Most of a run, in the same unit: about three quarters of a minute in a browser.
const RUN: u64 = 9 * 1_000 * SLICE;
/// Most steps of a run, however cheap.
const STEPS: u64 = 100_000;
/// A weight beyond this has no 1/λ to hold it.
const BEYOND: f32 = 1e7;
/// Points of the curves.
const POINTS: u64 = 160;
/// Held-out words judged at each point.
const JUDGED: usize = 240;

/// What a step of one model costs: its multiplications at most (no two words of the batch alike), and
/// what the optimiser does to every weight.
fn step_cost(vocabulary: usize, batch: usize) -> u64 {
    (vocabulary * (3 * WIDTH + 12) * batch.min(vocabulary) + vocabulary * WIDTH * 40) as u64
}

/// Steps of a run in which `asked` are wanted: at most 100,000, and no more than take three quarters of a
/// minute in a browser. `models` are trained side by side.
pub fn affordable(asked: u64, models: usize, vocabulary: usize, batch: usize) -> u64 {
    let cost = models as u64 * step_cost(vocabulary, batch);
    // Whole thousands, so that a reader sees a round number.
    asked.min(STEPS).min((RUN / cost / 1_000).max(1) * 1_000)
}

/// A model in training.
pub struct Trained {
    /// As it is now.
    pub model: Model,
    gradients: Gradients,
    embedding: Box<dyn Optimizer<f32>>,
    output: Box<dyn Optimizer<f32>>,
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
    /// A model with its optimisers, for E and for W; lazy: rows of E move only when their word is met;
    /// tied: one matrix serves as both.
    pub fn new(model: Model, rules: (Rule, Rule), lazy: bool, tied: bool) -> Self {
        let mut trained = Self {
            gradients: Gradients::new(model.vocabulary()),
            embedding: rules.0.optimizer(model.embedding.len()),
            output: rules.1.optimizer(model.output.len()),
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
        let rows = self.model.output.chunks_exact_mut(OUTPUT);
        for (w, e) in rows.zip(self.model.embedding.chunks_exact(WIDTH)) {
            w[..WIDTH].copy_from_slice(e);
        }
    }

    /// One step on a batch of pairs; returns its mean loss in nats before the step.
    pub fn step(&mut self, batch: &[(u32, u32)]) -> f64 {
        let g = &mut self.gradients;
        let loss = self.model.gradients(batch, g);
        self.batches.0 += loss;
        self.batches.1 += 1.0;
        if self.tied {
            let rows = g.embedding.chunks_exact_mut(WIDTH);
            for (e, w) in rows.zip(g.output.chunks_exact(OUTPUT)) {
                for k in 0..WIDTH {
                    e[k] += w[k];
                }
            }
        }
        let (first, second) = self.rules;
        let e = &mut self.model.embedding;
        if first.rms || self.lazy {
            let lazy = self.lazy;
            self.embedding.step_rows(e, &g.embedding, WIDTH, &|row, values| {
                (!lazy || g.touched(row)).then(|| first.rate(values))
            });
        } else {
            self.embedding.step(e, &g.embedding, first.lr as f32);
        }
        let w = &mut self.model.output;
        if second.rms {
            self.output.step_rows(w, &g.output, OUTPUT, &|_, values| Some(second.rate(values)));
        } else {
            self.output.step(w, &g.output, second.lr as f32);
        }
        if self.tied {
            // Its gradient is that of both: none of it may be left in rows that the next batch does not meet.
            g.embedding.fill(0.0);
            self.tie();
        }
        loss
    }

    fn most(&self) -> f32 {
        greatest_size(&self.model.embedding)
    }

    fn record(&mut self, corpus: &Corpus) {
        self.most.push(f64::from(self.most()));
        let judged = &corpus.heldout[..corpus.heldout.len().min(JUDGED)];
        self.loss.push(self.model.loss(judged, &mut self.gradients));
        self.training.push(self.batches.0 / self.batches.1);
        self.batches = (0.0, 0.0);
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
    size: usize,
    batch: Vec<(u32, u32)>,
    rng: Rng,
    sibling_rngs: Vec<Rng>,
    step: u64,
    /// Steps of the run: those asked for, as far as they are [`affordable`].
    pub(super) steps: u64,
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
            size: values.count("batch"),
            batch: Vec::new(),
            rng: strand(seed, 7),
            step: 0,
            steps: 0,
        };
        let models = 2 + training.siblings.len();
        let words = training.corpus.words.len();
        training.steps = affordable(values.count("steps") as u64, models, words, training.size);
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
        let rows = self.own.model.embedding.chunks_exact(WIDTH);
        rows.map(|row| libm::sqrt(sum_of_squares(row) / WIDTH as f64)).collect()
    }

    /// One step of all models; the greatest of their losses, NaN if one is.
    fn advance_once(&mut self) -> f64 {
        self.corpus.batch(self.size, &mut self.rng, &mut self.batch);
        let mut worst = self.own.step(&self.batch);
        worst = greater_or_nan(worst, self.reference.step(&self.batch));
        for (sibling, rng) in self.siblings.iter_mut().zip(&mut self.sibling_rngs) {
            self.corpus.batch(self.size, rng, &mut self.batch);
            worst = greater_or_nan(worst, sibling.step(&self.batch));
        }
        self.step += 1;
        worst
    }

    /// Why it cannot go on, if it cannot.
    fn halt(&self, loss: f64) -> Option<Halt> {
        let step = self.step;
        let message = if !loss.is_finite() {
            Message::new(
                format!(
                    "The loss left the finite numbers at step {step}: choose a smaller learning rate."
                ),
                format!("第 {step} 步时损失已不是有限的数：请用更小的学习率。"),
            )
        } else if self.own.most() > BEYOND {
            Message::new(
                format!(
                    "At step {step} a weight passed ten million: nothing holds it. Choose λ above 0 or a smaller learning rate."
                ),
                format!(
                    "第 {step} 步时有权重超过一千万：没有什么拉住它。请让 λ 大于 0，或用更小的学习率。"
                ),
            )
        } else {
            return None;
        };
        Some(Halt { message })
    }
}

fn sum_of_squares(x: &[f32]) -> f64 {
    x.iter().map(|&x| f64::from(x) * f64::from(x)).sum()
}

/// Greatest |x|.
fn greatest_size(x: &[f32]) -> f32 {
    x.iter().fold(0.0, |most: f32, x| most.max(x.abs()))
}

/// The greater, or NaN.
fn greater_or_nan(a: f64, b: f64) -> f64 {
    if b > a || b.is_nan() { b } else { a }
}

impl Simulation for Training {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let models = 2 + self.siblings.len() as u64;
        let cost = models * step_cost(self.corpus.words.len(), self.size);
        let every = (self.steps / POINTS).max(1);
        for _ in 0..(SLICE / cost).max(1) {
            if self.step >= self.steps {
                break;
            }
            let loss = self.advance_once();
            if self.step.is_multiple_of(every) || !loss.is_finite() {
                if let Some(halt) = self.halt(loss) {
                    self.steps = self.step;
                    return Err(halt);
                }
                self.record();
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
        r.set("max_abs", f64::from(greatest_size(e)));
        r.set("rms", libm::sqrt(sum_of_squares(e) / count));
        let saturated = e.iter().filter(|x| (lambda * f64::from(**x)).abs() > 0.9).count();
        r.set("fraction_saturated", saturated as f64 / count);
        r.set("loss", last(&self.own.loss));
        r.set("loss_adamw", last(&self.reference.loss));
        r.set("max_abs_adamw", last(&self.reference.most));
        r
    }
}

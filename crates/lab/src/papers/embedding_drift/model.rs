//! One model in training: the two matrices, their optimisers, and what the remedies change.

use super::{
    choices::Method,
    language::{Gradients, Model, OUTPUT, WIDTH},
    rule::{Kind, Rule},
};
use crate::numerics::optimizer::Optimizer;

/// The rate of the AdamW that stands beside the reader's optimiser and in the hybrid.
const ADAM_RATE: f64 = 0.003;

/// A model with its optimisers.
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
}

impl Trained {
    /// A model with its optimisers, for E and for W; lazy: rows of E move only when their word is met;
    /// tied: one matrix serves as both, the halves of its channels exchanged (post 9736).
    pub fn new(model: Model, rules: (Rule, Rule), lazy: bool, tied: bool) -> Self {
        let mut trained = Self {
            gradients: Gradients::new(model.vocabulary()),
            embedding: rules.0.optimizer(model.embedding.len()),
            output: rules.1.optimizer(model.output.len()),
            model,
            rules,
            lazy,
            tied,
        };
        if tied {
            trained.tie();
        }
        trained
    }

    /// A model trained by one of the methods, whose rule (outside the embedding, for the hybrid) is `rule`.
    pub fn by(method: Method, rule: Rule, model: Model) -> Self {
        let embedding = if method == Method::Hybrid { adam(rule.decay) } else { rule };
        let (lazy, tied) = (method == Method::LazyTiger, method == Method::TiedTiger);
        Self::new(model, (embedding, rule), lazy, tied)
    }

    /// The model that stands beside it, trained by AdamW.
    pub fn reference(model: Model, decay: f64) -> Self {
        Self::new(model, (adam(decay), adam(decay)), false, false)
    }

    /// One matrix serves as E and as W (but for its bias): channel k of the one is channel k + d/2 of the
    /// other, so that a word is not its own likeliest follower.
    fn tie(&mut self) {
        let rows = self.model.output.chunks_exact_mut(OUTPUT);
        for (w, e) in rows.zip(self.model.embedding.chunks_exact(WIDTH)) {
            for k in 0..WIDTH {
                w[k] = e[other_half(k)];
            }
        }
    }

    /// One step on a batch of pairs, all rates times `share`; returns its mean loss in nats before the step.
    pub fn step(&mut self, batch: &[(u32, u32)], share: f64) -> f64 {
        let g = &mut self.gradients;
        let loss = self.model.gradients(batch, g);
        if self.tied {
            let rows = g.embedding.chunks_exact_mut(WIDTH);
            for (e, w) in rows.zip(g.output.chunks_exact(OUTPUT)) {
                for k in 0..WIDTH {
                    e[other_half(k)] += w[k];
                }
            }
        }
        let of = |rule: Rule| Rule { lr: share * rule.lr, ..rule };
        let (first, second) = (of(self.rules.0), of(self.rules.1));
        let e = &mut self.model.embedding;
        if first.rms || self.lazy {
            let lazy = self.lazy;
            self.embedding.step_rows(e, &g.embedding, WIDTH, &|row, values| {
                (!lazy || g.touched(row)).then(|| first.rate(values))
            });
        } else {
            self.embedding.step(e, &g.embedding, first.lr as f32);
        }
        // The released Tiger takes the root mean square of a row in embeddings only, elsewhere that of the
        // whole matrix.
        let w = &mut self.model.output;
        let rate = second.rate(w);
        self.output.step(w, &g.output, rate);
        if self.tied {
            // Its gradient is that of both: none of it may be left in rows that the next batch does not meet.
            g.embedding.fill(0.0);
            self.tie();
        }
        loss
    }

    /// The gradients of the last step (those of a tied embedding are cleared).
    pub fn gradients(&self) -> &Gradients {
        &self.gradients
    }

    /// Mean loss in nats of a text, every word but the first predicted.
    pub fn loss(&mut self, tokens: &[u32]) -> f64 {
        self.model.loss(tokens, &mut self.gradients)
    }

    /// Greatest size of a weight of the embedding.
    pub fn most(&self) -> f32 {
        greatest_size(&self.model.embedding)
    }
}

/// Where channel k of the one matrix is found in the other.
const fn other_half(k: usize) -> usize {
    (k + WIDTH / 2) % WIDTH
}

fn adam(decay: f64) -> Rule {
    Rule::usual(Kind::AdamW, ADAM_RATE, decay)
}

/// Greatest |x|.
pub fn greatest_size(x: &[f32]) -> f32 {
    x.iter().fold(0.0, |most: f32, x| most.max(x.abs()))
}

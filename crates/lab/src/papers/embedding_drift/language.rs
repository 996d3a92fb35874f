//! A small language model: it guesses the next word from the last one.
//!
//! logits = W·(h, 1) with h = E\[x\] over its root mean square: an embedding, normalised as transformers
//! do it before their first layer, and an output matrix with a column for the bias. In single precision,
//! as such models are trained.
//!
//! What follows a word depends on that word alone. So a batch is taken by its *different* words, each
//! with how often it occurs: the gradient is the same sum, in another order, and text repeats itself so
//! much that a batch of 256 has only about a hundred and fifty. The slow reference, pair by pair in double
//! precision, is [`super::slow`].

use crate::numerics::{
    dense::matmul::{Matrix, Packed, Target, Workspace, multiply_packed, multiply_transposed},
    random::{Rng, normal},
    real::{dot, squares},
    softmax::exponentials,
};

/// Numbers in an embedding row.
pub const WIDTH: usize = 16;
/// Numbers in a row of the output matrix: the last is the bias.
pub const OUTPUT: usize = WIDTH + 1;

/// Keeps the normalisation finite for a row of zeros.
pub(super) const EPSILON: f64 = 1e-8;
/// Words of a batch worked on together: their probabilities stay in the cache.
const BLOCK: usize = 32;
/// Logits further below the greatest count as that far: probabilities of e⁻⁶⁴ still have a sign.
const REACH: f64 = 64.0;

/// The two matrices.
#[derive(Clone, Debug)]
pub struct Model {
    /// E, a row of [`WIDTH`] a word.
    pub embedding: Vec<f32>,
    /// W, a row of [`OUTPUT`] a word.
    pub output: Vec<f32>,
    vocabulary: usize,
}

impl Model {
    /// Normal numbers of deviation .02 in E (as is usual) and .1 in W.
    pub fn new(vocabulary: usize, rng: &mut Rng) -> Self {
        let mut normals = |n: usize, deviation: f64| {
            (0..n).map(|_| (deviation * normal(rng)) as f32).collect::<Vec<f32>>()
        };
        Self {
            embedding: normals(vocabulary * WIDTH, super::weight::START),
            output: normals(vocabulary * OUTPUT, 0.1),
            vocabulary,
        }
    }

    /// Number of words.
    pub fn vocabulary(&self) -> usize {
        self.vocabulary
    }

    /// Mean negative log-likelihood of the second words of the pairs given the first, in nats; its
    /// gradients are left in `g`. The pairs (at least one) name words of the vocabulary.
    pub fn gradients(&self, batch: &[(u32, u32)], g: &mut Gradients) -> f64 {
        g.begin(batch);
        g.words.pack_transposed(Matrix::new(&self.output, self.vocabulary, OUTPUT));
        g.coordinates.pack(Matrix::part(&self.output, self.vocabulary, WIDTH, OUTPUT));
        g.bias.fill(0.0);
        let over = 1.0 / batch.len() as f32;
        let mut loss = 0.0;
        let mut first = 0;
        while first < g.groups.different.len() {
            let rows = BLOCK.min(g.groups.different.len() - first);
            loss += self.probabilities(g, first, rows);
            g.differences(first, rows, over);
            self.backward(g, first, rows);
            first += rows;
        }
        for (row, &bias) in g.output.chunks_exact_mut(OUTPUT).zip(&g.bias) {
            row[WIDTH] = bias;
        }
        loss / batch.len() as f64
    }

    /// Mean negative log-likelihood of a text (at least two words).
    pub fn loss(&self, tokens: &[u32], g: &mut Gradients) -> f64 {
        let pairs: Vec<(u32, u32)> = tokens.windows(2).map(|w| (w[0], w[1])).collect();
        g.begin(&pairs);
        g.words.pack_transposed(Matrix::new(&self.output, self.vocabulary, OUTPUT));
        let count = g.groups.different.len();
        let sum: f64 = (0..count)
            .step_by(BLOCK)
            .map(|first| self.probabilities(g, first, BLOCK.min(count - first)))
            .sum();
        sum / pairs.len() as f64
    }

    /// Exponentials of the logits of the words `first`.. of the batch, not yet over their sum, and the sum
    /// of their losses.
    fn probabilities(&self, g: &mut Gradients, first: usize, rows: usize) -> f64 {
        let v = self.vocabulary;
        for r in 0..rows {
            let x = g.groups.different[first + r] as usize;
            let row = &self.embedding[x * WIDTH..(x + 1) * WIDTH];
            let rms = (squares(row) / WIDTH as f32 + EPSILON as f32).sqrt();
            let hidden = &mut g.hidden[r * OUTPUT..(r + 1) * OUTPUT];
            for (h, e) in hidden.iter_mut().zip(row) {
                *h = e / rms;
            }
            hidden[WIDTH] = 1.0;
            g.rms[r] = rms;
        }
        multiply_packed(
            Matrix::new(&g.hidden, rows, OUTPUT),
            &g.words,
            &mut Target::new(&mut g.logits, rows, v),
        );
        let mut loss = 0.0;
        for (r, row) in g.logits.chunks_exact_mut(v).take(rows).enumerate() {
            let followers = g.groups.followers(first + r);
            let wanted: f64 = followers.iter().map(|&y| f64::from(row[y as usize])).sum();
            let (top, sum) = exponentials(row, REACH);
            g.sums[r] = sum;
            loss += (f64::from(top) + libm::log(f64::from(sum))) * followers.len() as f64 - wanted;
        }
        loss
    }

    /// From the differences in `logits` to the gradients.
    fn backward(&self, g: &mut Gradients, first: usize, rows: usize) {
        let v = self.vocabulary;
        let differences = Matrix::new(&g.logits, rows, v);
        let mut into = Target::part(&mut g.output, v, WIDTH, OUTPUT);
        if first > 0 {
            into = into.adding();
        }
        let hidden = Matrix::part(&g.hidden, rows, WIDTH, OUTPUT);
        multiply_transposed(differences, hidden, &mut into, &mut g.work);
        multiply_packed(differences, &g.coordinates, &mut Target::new(&mut g.back, rows, WIDTH));
        // Through the normalisation: only what is across the row counts.
        for r in 0..rows {
            let (h, back) = (&g.hidden[r * OUTPUT..][..WIDTH], &g.back[r * WIDTH..][..WIDTH]);
            let along = dot(h, back) / WIDTH as f32;
            let x = g.groups.different[first + r] as usize;
            let into = &mut g.embedding[x * WIDTH..(x + 1) * WIDTH];
            for ((into, b), h) in into.iter_mut().zip(back).zip(h) {
                *into = (b - along * h) / g.rms[r];
            }
        }
    }
}

/// Gradients of the two matrices, with all that their computation needs, kept from step to step.
#[derive(Clone, Debug)]
pub struct Gradients {
    /// ∂/∂E; rows whose word is not in the batch are 0.
    pub embedding: Vec<f32>,
    /// ∂/∂W.
    pub output: Vec<f32>,
    groups: Groups,
    bias: Vec<f32>,
    hidden: Vec<f32>,
    rms: Vec<f32>,
    sums: Vec<f32>,
    logits: Vec<f32>,
    back: Vec<f32>,
    words: Packed<f32>,
    coordinates: Packed<f32>,
    work: Workspace<f32>,
}

impl Gradients {
    /// Room for a model of this vocabulary.
    pub fn new(vocabulary: usize) -> Self {
        Self {
            embedding: vec![0.0; vocabulary * WIDTH],
            output: vec![0.0; vocabulary * OUTPUT],
            groups: Groups { place: vec![NOWHERE; vocabulary], ..Groups::default() },
            bias: vec![0.0; vocabulary],
            hidden: vec![0.0; BLOCK * OUTPUT],
            rms: vec![0.0; BLOCK],
            sums: vec![0.0; BLOCK],
            logits: vec![0.0; BLOCK * vocabulary],
            back: vec![0.0; BLOCK * WIDTH],
            words: Packed::default(),
            coordinates: Packed::default(),
            work: Workspace::default(),
        }
    }

    /// Whether a word stood first in a pair of the last batch: whether its row of E has a gradient.
    pub fn touched(&self, word: usize) -> bool {
        self.groups.place[word] != NOWHERE
    }

    /// The different words of the last batch, in the order in which they came.
    pub fn different(&self) -> &[u32] {
        &self.groups.different
    }

    fn begin(&mut self, batch: &[(u32, u32)]) {
        for &x in &self.groups.different {
            self.embedding[x as usize * WIDTH..][..WIDTH].fill(0.0);
        }
        self.groups.take(batch);
    }

    /// Exponentials become ∂loss/∂logits: (n p − followers) / batch for a word that occurs n times.
    fn differences(&mut self, first: usize, rows: usize, over: f32) {
        let vocabulary = self.bias.len();
        for (r, row) in self.logits.chunks_exact_mut(vocabulary).take(rows).enumerate() {
            let followers = self.groups.followers(first + r);
            let scale = followers.len() as f32 * over / self.sums[r];
            for (d, bias) in row.iter_mut().zip(&mut self.bias) {
                *d *= scale;
                *bias += *d;
            }
            for &y in followers {
                row[y as usize] -= over;
                self.bias[y as usize] -= over;
            }
        }
    }
}

const NOWHERE: u32 = u32::MAX;

/// A batch by its different first words.
#[derive(Clone, Debug, Default)]
struct Groups {
    different: Vec<u32>,
    /// Where each word of the vocabulary stands in `different`.
    place: Vec<u32>,
    /// Ends of the groups in `second`.
    ends: Vec<u32>,
    second: Vec<u32>,
}

impl Groups {
    /// Sorts a batch by counting.
    fn take(&mut self, batch: &[(u32, u32)]) {
        for &x in &self.different {
            self.place[x as usize] = NOWHERE;
        }
        self.different.clear();
        self.ends.clear();
        for &(x, _) in batch {
            let place = &mut self.place[x as usize];
            if *place == NOWHERE {
                *place = self.different.len() as u32;
                self.different.push(x);
                self.ends.push(0);
            }
            self.ends[*place as usize] += 1;
        }
        let mut begin = 0;
        for end in &mut self.ends {
            // For now the begin of each group; filling it moves it to the end.
            begin += std::mem::replace(end, begin);
        }
        self.second.resize(batch.len(), 0);
        for &(x, y) in batch {
            let next = &mut self.ends[self.place[x as usize] as usize];
            self.second[*next as usize] = y;
            *next += 1;
        }
    }

    fn followers(&self, group: usize) -> &[u32] {
        let from = if group == 0 { 0 } else { self.ends[group - 1] };
        &self.second[from as usize..self.ends[group] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        numerics::random::{below, strand},
        papers::embedding_drift::slow::Slow,
    };

    #[test]
    fn gradients_are_those_of_the_slow_reference() {
        // More different words than a block holds, a vocabulary of no whole panel.
        for (vocabulary, size) in [(7, 4), (131, 150), (50, 1)] {
            let mut rng = strand(1, size as u64);
            let mut model = Model::new(vocabulary, &mut rng);
            let mut g = Gradients::new(vocabulary);
            for round in 0..2 {
                for e in &mut model.embedding {
                    *e *= 5.0;
                }
                let mut word = || below(&mut rng, vocabulary) as u32;
                let batch: Vec<(u32, u32)> = (0..size).map(|_| (word(), word())).collect();
                let loss = model.gradients(&batch, &mut g);
                let slow = Slow::of(&model);
                let (exact, embedding, output) = slow.gradients(&batch);
                assert!((loss - exact).abs() < 1e-5 * exact, "{loss} {exact}");
                let largest = |all: &[f64]| all.iter().fold(0.0, |m: f64, x| m.max(x.abs()));
                for (found, exact) in [(&g.embedding, &embedding), (&g.output, &output)] {
                    let unit = largest(exact);
                    for (i, (a, b)) in found.iter().zip(exact).enumerate() {
                        assert!((f64::from(*a) - b).abs() < 1e-5 * unit, "{round} {i} {a} {b}");
                    }
                }
                for x in 0..vocabulary {
                    assert_eq!(g.touched(x), batch.iter().any(|p| p.0 as usize == x));
                }
            }
        }
    }

    #[test]
    fn the_loss_of_a_text_is_that_of_its_pairs() {
        let model = Model::new(40, &mut strand(2, 0));
        let tokens: Vec<u32> = (0..200).map(|i| (i * i % 37) as u32).collect();
        let pairs: Vec<(u32, u32)> = tokens.windows(2).map(|w| (w[0], w[1])).collect();
        let loss = model.loss(&tokens, &mut Gradients::new(40));
        assert!((loss - Slow::of(&model).gradients(&pairs).0).abs() < 1e-5);
    }

    #[test]
    fn an_untrained_model_knows_nothing() {
        let mut rng = strand(2, 1);
        let mut model = Model::new(50, &mut rng);
        model.output.fill(0.0);
        let tokens: Vec<u32> = (0..40).collect();
        let loss = model.loss(&tokens, &mut Gradients::new(50));
        assert!((loss - 50f64.ln()).abs() < 1e-6);
    }
}

//! A small language model: it guesses the next word from the last one.

use std::collections::BTreeMap;

use crate::numerics::{
    random::{Rng, below, normal, uniform},
    special::log_sum_exp,
};

/// Numbers in an embedding row.
pub const WIDTH: usize = 16;

/// Keeps the normalisation finite for a row of zeros.
const EPSILON: f64 = 1e-8;

/// A text as word numbers, most frequent first.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Words by rank; the last stands for all rarer ones.
    pub words: Vec<String>,
    /// Sightings of each in the training part.
    pub counts: Vec<f64>,
    /// Training part.
    pub train: Vec<u32>,
    /// The last tenth.
    pub heldout: Vec<u32>,
}

/// Words in lower case; a Chinese character is a word.
pub fn words(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        let han = matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
        if c.is_alphanumeric() && !han || (c == '\'' && !word.is_empty()) {
            word.extend(c.to_lowercase());
            continue;
        }
        if !word.is_empty() {
            all.push(std::mem::take(&mut word).trim_end_matches('\'').to_owned());
        }
        if han {
            all.push(c.to_string());
        }
    }
    if !word.is_empty() {
        all.push(word);
    }
    all
}

impl Corpus {
    /// From a text: the `vocabulary` − 1 most frequent words, and one for the rest.
    pub fn of_text(text: &str, vocabulary: usize) -> Self {
        let tokens = words(text);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for word in &tokens {
            *counts.entry(word).or_default() += 1;
        }
        let mut ranked: Vec<(&str, usize)> = counts.into_iter().collect();
        // Ties in alphabetic order, so that the same text gives the same numbers.
        ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        ranked.truncate(vocabulary.saturating_sub(1).max(1));
        let rank: BTreeMap<&str, u32> = ranked.iter().zip(0..).map(|(w, i)| (w.0, i)).collect();
        let rest = ranked.len() as u32;
        let numbers =
            tokens.iter().map(|w| rank.get(w.as_str()).copied().unwrap_or(rest)).collect();
        let mut names: Vec<String> = ranked.iter().map(|w| w.0.to_owned()).collect();
        names.push("…".to_owned());
        Self::split(names, numbers)
    }

    /// Words drawn by a Zipf law of this exponent, every other one determined by its predecessor, so that
    /// there is something to learn.
    pub fn zipf(exponent: f64, vocabulary: usize, length: usize, rng: &mut Rng) -> Self {
        let mut cumulative = Vec::with_capacity(vocabulary);
        let mut sum = 0.0;
        for r in 1..=vocabulary {
            sum += libm::pow(r as f64, -exponent);
            cumulative.push(sum);
        }
        let mut numbers: Vec<u32> = Vec::with_capacity(length);
        while numbers.len() < length {
            let u = uniform(rng) * sum;
            let word = cumulative.partition_point(|&c| c <= u).min(vocabulary - 1);
            numbers.push(word as u32);
            // A fixed follower near the head of the list.
            numbers.push(((word * 7 + 3) % (vocabulary / 8).max(2)) as u32);
        }
        Self::split((1..=vocabulary).map(|r| format!("#{r}")).collect(), numbers)
    }

    fn split(words: Vec<String>, numbers: Vec<u32>) -> Self {
        let cut = numbers.len() - numbers.len() / 10;
        let mut counts = vec![0.0; words.len()];
        for &n in &numbers[..cut] {
            counts[n as usize] += 1.0;
        }
        Self { words, counts, train: numbers[..cut].to_vec(), heldout: numbers[cut..].to_vec() }
    }

    /// Mean negative log-likelihood of the held-out part when only frequencies are known (add one half).
    pub fn unigram_loss(&self) -> f64 {
        let total = self.counts.iter().sum::<f64>() + 0.5 * self.counts.len() as f64;
        let sum: f64 =
            self.heldout.iter().map(|&w| -libm::log((self.counts[w as usize] + 0.5) / total)).sum();
        sum / self.heldout.len() as f64
    }

    /// A random batch of neighbouring words.
    pub fn batch(&self, size: usize, rng: &mut Rng) -> Vec<(u32, u32)> {
        (0..size)
            .map(|_| {
                let i = below(rng, self.train.len() - 1);
                (self.train[i], self.train[i + 1])
            })
            .collect()
    }
}

/// logits = W·(h, 1) with h = E[x] over its root mean square: an embedding, normalised as transformers
/// do it before their first layer, and an output matrix with a column for the bias.
#[derive(Clone, Debug)]
pub struct Model {
    /// E, a row of [`WIDTH`] a word.
    pub embedding: Vec<f64>,
    /// W, a row of [`WIDTH`] + 1 a word.
    pub output: Vec<f64>,
    vocabulary: usize,
}

/// Gradients of the two matrices, and which rows of E had any.
#[derive(Clone, Debug)]
pub struct Gradients {
    /// ∂/∂E.
    pub embedding: Vec<f64>,
    /// ∂/∂W.
    pub output: Vec<f64>,
    /// Rows of E whose word is in the batch.
    pub touched: Vec<bool>,
}

impl Model {
    /// Normal numbers of deviation .02 in E (as is usual) and .1 in W.
    pub fn new(vocabulary: usize, rng: &mut Rng) -> Self {
        Self {
            embedding: (0..vocabulary * WIDTH)
                .map(|_| super::weight::START * normal(rng))
                .collect(),
            output: (0..vocabulary * (WIDTH + 1)).map(|_| 0.1 * normal(rng)).collect(),
            vocabulary,
        }
    }

    /// The normalised row of a word, and its root mean square.
    fn hidden(&self, x: usize) -> ([f64; WIDTH], f64) {
        let row = &self.embedding[x * WIDTH..(x + 1) * WIDTH];
        let squares: f64 = row.iter().map(|e| e * e).sum();
        let rms = libm::sqrt(squares / WIDTH as f64 + EPSILON);
        let mut h = [0.0; WIDTH];
        for (h, e) in h.iter_mut().zip(row) {
            *h = e / rms;
        }
        (h, rms)
    }

    fn logits(&self, h: &[f64; WIDTH], out: &mut Vec<f64>) {
        out.clear();
        out.extend(self.output.chunks_exact(WIDTH + 1).map(|w| {
            let mut lanes = [w[WIDTH], 0.0, 0.0, 0.0];
            for (a, b) in w.chunks_exact(4).zip(h.chunks_exact(4)) {
                for k in 0..4 {
                    lanes[k] += a[k] * b[k];
                }
            }
            lanes[0] + lanes[1] + (lanes[2] + lanes[3])
        }));
    }

    /// Mean negative log-likelihood in nats, and its gradients.
    pub fn gradients(&self, batch: &[(u32, u32)]) -> (f64, Gradients) {
        let v = self.vocabulary;
        let mut g = Gradients {
            embedding: vec![0.0; self.embedding.len()],
            output: vec![0.0; self.output.len()],
            touched: vec![false; v],
        };
        let mut logits = Vec::with_capacity(v);
        let over = 1.0 / batch.len() as f64;
        let mut loss = 0.0;
        for &(x, y) in batch {
            let (x, y) = (x as usize, y as usize);
            g.touched[x] = true;
            let (h, rms) = self.hidden(x);
            self.logits(&h, &mut logits);
            let top = logits.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            let wanted = logits[y] - top;
            // One exponential a word: the logits become probabilities in place.
            let mut sum = 0.0;
            for l in &mut logits {
                *l = libm::exp(*l - top);
                sum += *l;
            }
            loss += (libm::log(sum) - wanted) * over;
            let scale = over / sum;
            let mut back = [0.0; WIDTH];
            let rows = self.output.chunks_exact(WIDTH + 1);
            let outputs = g.output.chunks_exact_mut(WIDTH + 1);
            for (j, ((w, dw), p)) in rows.zip(outputs).zip(&logits).enumerate() {
                let delta = scale * p - over * f64::from(u8::from(j == y));
                for k in 0..WIDTH {
                    dw[k] += delta * h[k];
                    back[k] += delta * w[k];
                }
                dw[WIDTH] += delta;
            }
            // Through the normalisation: only what is across the row counts.
            let along = h.iter().zip(&back).map(|(h, b)| h * b).sum::<f64>() / WIDTH as f64;
            let into = &mut g.embedding[x * WIDTH..(x + 1) * WIDTH];
            for ((into, b), h) in into.iter_mut().zip(&back).zip(&h) {
                *into += (b - along * h) / rms;
            }
        }
        (loss, g)
    }

    /// Mean negative log-likelihood of a text.
    pub fn loss(&self, tokens: &[u32]) -> f64 {
        let mut logits = Vec::new();
        let sum: f64 = tokens
            .windows(2)
            .map(|pair| {
                self.logits(&self.hidden(pair[0] as usize).0, &mut logits);
                log_sum_exp(&logits) - logits[pair[1] as usize]
            })
            .sum();
        sum / (tokens.len() - 1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::strand;

    #[test]
    fn words_are_counted_in_both_scripts() {
        assert_eq!(
            words("Don't stop, 'Alice'! 爱丽丝 x2"),
            ["don't", "stop", "alice", "爱", "丽", "丝", "x2"]
        );
        let corpus = Corpus::of_text("b a a c a b d", 3);
        assert_eq!(corpus.words, ["a", "b", "…"]);
        assert_eq!(corpus.train, [1, 0, 0, 2, 0, 1, 2]);
    }

    #[test]
    fn gradients_are_those_of_finite_differences() {
        let mut rng = strand(1, 1);
        let mut model = Model::new(7, &mut rng);
        // Of size one: with rows of .02 the normalisation bends too much for a finite step.
        for e in &mut model.embedding {
            *e *= 50.0;
        }
        let batch = [(0, 3), (2, 2), (0, 6), (5, 1)];
        let (_, g) = model.gradients(&batch);
        let loss = |m: &Model| m.gradients(&batch).0;
        for i in (0..model.embedding.len()).step_by(5) {
            let old = model.embedding[i];
            model.embedding[i] = old + 1e-5;
            let up = loss(&model);
            model.embedding[i] = old - 1e-5;
            let down = loss(&model);
            model.embedding[i] = old;
            assert!((g.embedding[i] - (up - down) / 2e-5).abs() < 1e-8, "E {i}");
        }
        for i in (0..model.output.len()).step_by(7) {
            let old = model.output[i];
            model.output[i] = old + 1e-5;
            let up = loss(&model);
            model.output[i] = old - 1e-5;
            let down = loss(&model);
            model.output[i] = old;
            assert!((g.output[i] - (up - down) / 2e-5).abs() < 1e-8, "W {i}");
        }
        assert_eq!(g.touched, [true, false, true, false, false, true, false]);
    }

    #[test]
    fn an_untrained_model_knows_nothing() {
        let mut rng = strand(2, 1);
        let mut model = Model::new(50, &mut rng);
        model.output.fill(0.0);
        let tokens: Vec<u32> = (0..40).collect();
        assert!((model.loss(&tokens) - 50f64.ln()).abs() < 1e-12);
    }
}

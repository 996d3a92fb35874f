//! A text as numbers: what the small language model learns from.

use std::collections::HashMap;

use crate::numerics::random::{Rng, below, uniform};

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

/// Words of the held-out part that a model is judged on.
const JUDGED: usize = 3_000;

/// The words of a text in lower case, in order; a Chinese character is a word. Apostrophes belong to words but
/// not to their ends.
pub fn words(lower: &str) -> Vec<&str> {
    let mut all = Vec::with_capacity(lower.len() / 4);
    let mut begun: Option<usize> = None;
    for (i, c) in lower.char_indices() {
        let han = matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
        if c.is_alphanumeric() && !han || (c == '\'' && begun.is_some()) {
            begun.get_or_insert(i);
            continue;
        }
        if let Some(from) = begun.take() {
            all.push(lower[from..i].trim_end_matches('\''));
        }
        if han {
            all.push(&lower[i..i + c.len_utf8()]);
        }
    }
    all.extend(begun.map(|from| lower[from..].trim_end_matches('\'')));
    all
}

impl Corpus {
    /// From a text: the `vocabulary` − 1 most frequent words, and one for the rest.
    pub fn of_text(text: &str, vocabulary: usize) -> Self {
        let lower = text.to_lowercase();
        // Numbers in order of first appearance; then by rank.
        let mut seen: HashMap<&str, u32> = HashMap::new();
        let mut kinds: Vec<(&str, usize)> = Vec::new();
        let mut numbers: Vec<u32> = Vec::new();
        for word in words(&lower) {
            let number = *seen.entry(word).or_insert_with(|| {
                kinds.push((word, 0));
                kinds.len() as u32 - 1
            });
            kinds[number as usize].1 += 1;
            numbers.push(number);
        }
        let mut order: Vec<usize> = (0..kinds.len()).collect();
        // Ties in alphabetic order, so that the same text gives the same numbers.
        order.sort_by(|&a, &b| kinds[b].1.cmp(&kinds[a].1).then(kinds[a].0.cmp(kinds[b].0)));
        order.truncate(vocabulary.saturating_sub(1).max(1));
        let mut rank = vec![order.len() as u32; kinds.len()];
        for (&kind, place) in order.iter().zip(0..) {
            rank[kind] = place;
        }
        for number in &mut numbers {
            *number = rank[*number as usize];
        }
        let mut names: Vec<String> = order.iter().map(|&kind| kinds[kind].0.to_owned()).collect();
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

    /// The held-out words that models are judged on: all but the first are to be predicted.
    pub fn judged(&self) -> &[u32] {
        &self.heldout[..self.heldout.len().min(JUDGED)]
    }

    /// Mean negative log-likelihood in nats of the words that models are judged on, when only the frequencies
    /// of the training part are known (add one half).
    pub fn unigram_loss(&self) -> f64 {
        let total = self.counts.iter().sum::<f64>() + 0.5 * self.counts.len() as f64;
        let words = self.judged().iter().skip(1);
        let losses = words.map(|&w| -libm::log((self.counts[w as usize] + 0.5) / total));
        losses.sum::<f64>() / self.judged().len().saturating_sub(1) as f64
    }

    /// Draws a random batch of neighbouring words.
    pub fn batch(&self, size: usize, rng: &mut Rng, batch: &mut Vec<(u32, u32)>) {
        batch.clear();
        batch.extend((0..size).map(|_| {
            let i = below(rng, self.train.len() - 1);
            (self.train[i], self.train[i + 1])
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_in_both_scripts() {
        assert_eq!(
            words("don't stop, 'alice'! 爱丽丝 x2"),
            ["don't", "stop", "alice", "爱", "丽", "丝", "x2"]
        );
        let corpus = Corpus::of_text("b a a c a b d", 3);
        assert_eq!(corpus.words, ["a", "b", "…"]);
        assert_eq!(corpus.train, [1, 0, 0, 2, 0, 1, 2]);
    }

    #[test]
    fn frequencies_are_judged_on_the_words_that_models_predict() {
        // 36 words to learn from, half a and half b; of the 4 held out the first (c) is only a context.
        let corpus = Corpus::of_text(&format!("{}c a a b", "a b ".repeat(18)), 3);
        assert_eq!(corpus.judged(), [2, 0, 0, 1]);
        // With one half added to each of three, a and b have 18.5 of 37.5.
        assert!((corpus.unigram_loss() - (37.5f64 / 18.5).ln()).abs() < 1e-12);
    }
}

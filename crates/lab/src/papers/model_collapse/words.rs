//! A vocabulary resampled from itself: which words die when.

use super::{chain::Setting, params::Loop};
use crate::numerics::random::{Rng, strand, uniform};

/// Words in the vocabulary.
pub const WORDS: usize = 200;

/// Zipf's law: p_r ∝ 1/r.
pub fn zipf() -> Vec<f64> {
    let sum: f64 = (1..=WORDS).map(|r| 1.0 / r as f64).sum();
    (1..=WORDS).map(|r| 1.0 / r as f64 / sum).collect()
}

/// 1 − Σp²: the probability that two words drawn differ.
pub fn diversity(p: &[f64]) -> f64 {
    1.0 - p.iter().map(|x| x * x).sum::<f64>()
}

/// One run: the frequencies of the present generation.
#[derive(Clone, Debug)]
pub struct Text {
    /// Frequencies.
    pub p: Vec<f64>,
    truth: Vec<f64>,
    setting: Setting,
    rng: Rng,
    kept: Vec<f64>,
}

impl Text {
    /// The first generation: the frequencies of n_initial real words.
    pub fn start(setting: Setting, seed: u64, run: u64) -> Self {
        let mut rng = strand(seed, 1_000_000 + run);
        let truth = zipf();
        let mut kept = vec![0.0; WORDS];
        if setting.kind == Loop::Augmentation {
            count(&mut rng, &truth, setting.n_real, &mut kept);
        }
        let mut first = vec![0.0; WORDS];
        count(&mut rng, &truth, setting.n_initial, &mut first);
        if setting.kind == Loop::Accumulate {
            kept.clone_from(&first);
        }
        Self { p: normalised(&first), truth, setting, rng, kept }
    }

    /// The next generation learns the frequencies of its words. Bias λ < 1 sharpens what is sampled,
    /// p^{1/λ}: a temperature.
    pub fn step(&mut self) {
        let s = self.setting;
        let sharp: Vec<f64> = if s.lambda < 1.0 {
            normalised(
                &self
                    .p
                    .iter()
                    .map(|&x| if x > 0.0 { libm::pow(x, 1.0 / s.lambda) } else { 0.0 })
                    .collect::<Vec<_>>(),
            )
        } else {
            self.p.clone()
        };
        let mut counts = match s.kind {
            Loop::Augmentation | Loop::Accumulate => self.kept.clone(),
            Loop::Synthetic | Loop::Fresh => vec![0.0; WORDS],
        };
        count(&mut self.rng, &sharp, s.n_synthetic, &mut counts);
        if s.kind == Loop::Fresh {
            count(&mut self.rng, &self.truth, s.n_real, &mut counts);
        }
        if s.kind == Loop::Accumulate {
            self.kept.clone_from(&counts);
        }
        self.p = normalised(&counts);
    }
}

fn normalised(counts: &[f64]) -> Vec<f64> {
    let sum: f64 = counts.iter().sum();
    counts.iter().map(|c| c / sum).collect()
}

/// Adds `n` draws from `p` to the counts.
fn count(rng: &mut Rng, p: &[f64], n: f64, counts: &mut [f64]) {
    let mut below = 0.0;
    let cumulative: Vec<f64> = p
        .iter()
        .map(|x| {
            below += x;
            below
        })
        .collect();
    let last = p.iter().rposition(|&x| x > 0.0).unwrap_or(0);
    for _ in 0..n as u64 {
        // Rounding may leave the sum a hair below 1: the last living word takes the rest.
        let u = uniform(rng);
        let word = cumulative.partition_point(|&c| c <= u).min(last);
        counts[word] += 1.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dead_words_stay_dead_and_frequencies_are_one() {
        let setting = Setting {
            kind: Loop::Synthetic,
            lambda: 1.0,
            n_real: 0.0,
            n_synthetic: 100.0,
            n_initial: 100.0,
            d: 1,
        };
        let mut text = Text::start(setting, 1, 1);
        let mut alive = WORDS;
        for _ in 0..200 {
            text.step();
            let now = text.p.iter().filter(|&&x| x > 0.0).count();
            assert!(now <= alive && now > 0);
            alive = now;
            assert!((text.p.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        }
        assert!(alive < 20);
    }
}

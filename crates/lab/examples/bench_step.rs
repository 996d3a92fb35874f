//! Milliseconds of one gradient step of embedding-drift's real model, over vocabularies, batches and
//! optimisers: `cargo run --release -p lab --example bench_step [name=value filters]`.
//!
//! A line each: `name=drift-step V=1000 B=256 optimizer=tiger ms=0.81 gflops=20.1 distinct=143`. ms is the
//! median over repetitions; gflops counts the multiplications and additions of the three products that
//! were done, for the different words of a batch; `pairwise` counts them as if every pair had been taken by
//! itself, as a framework takes them.

use std::{hint::black_box, time::Instant};

use lab::{
    numerics::random::strand,
    papers::embedding_drift::{
        corpus::Corpus,
        language::{Gradients, Model, WIDTH},
        model::Trained,
        rule::{Kind, Rule},
    },
};

const REPETITIONS: usize = 61;

fn main() {
    let text = include_str!("../assets/pride-and-prejudice.txt");
    for vocabulary in [50, 200, 400, 1_000] {
        let corpus = Corpus::of_text(text, vocabulary);
        for size in [1, 16, 64, 256] {
            for (name, kind) in [
                ("tiger", Kind::Tiger),
                ("lion", Kind::Lion),
                ("signum", Kind::Signum),
                ("adamw", Kind::AdamW),
                ("sgdm", Kind::Sgdm),
            ] {
                measure(&corpus, size, name, kind);
            }
        }
    }
}

fn measure(corpus: &Corpus, size: usize, name: &str, kind: Kind) {
    let words = corpus.words.len();
    let rule = Rule { rms: name == "tiger", ..Rule::usual(kind, 0.004, 0.01) };
    let model = Model::new(words, &mut strand(1, 6));
    let mut g = Gradients::new(words);
    let mut trained = Trained::new(model.clone(), (rule, rule), false, false);
    let mut rng = strand(1, 7);
    let mut batch = Vec::new();
    // Enough steps in one repetition for the clock.
    let steps = (400_000 / (words * (size + 8))).max(3);
    let mut different = 0;
    let mut times: Vec<f64> = (0..REPETITIONS)
        .map(|_| {
            let mut spent = 0.0;
            for _ in 0..steps {
                corpus.batch(size, &mut rng, &mut batch);
                let begun = Instant::now();
                black_box(trained.step(&batch, 1.0));
                spent += begun.elapsed().as_secs_f64();
                model.gradients(&batch, &mut g);
                different += g.different().len();
            }
            1e3 * spent / steps as f64
        })
        .collect();
    times.sort_unstable_by(f64::total_cmp);
    let ms = times[REPETITIONS / 2];
    let distinct = different as f64 / (REPETITIONS * steps) as f64;
    let flops = |rows: f64| 2.0 * 3.0 * rows * words as f64 * WIDTH as f64;
    println!(
        "name=drift-step V={words} B={size} optimizer={name} ms={ms:.4} gflops={:.1} pairwise={:.1} distinct={distinct:.0}",
        flops(distinct) / ms / 1e6,
        flops(size as f64) / ms / 1e6,
    );
}

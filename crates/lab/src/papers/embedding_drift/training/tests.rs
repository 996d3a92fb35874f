use super::*;
use crate::{Simulation, decode, papers::embedding_drift::PAPER};

fn training(set: &str) -> Training {
    let (values, notices) = decode(&PAPER, set, &[]);
    assert!(notices.is_empty(), "{notices:?}");
    Training::start(&values).unwrap()
}

const SMALL: &str = "view=model&vocab=150&batch=3&lr=0.01&steps=3000&runs=1";

#[test]
fn tiger_drifts_to_both_ends_and_learns_more_than_frequencies() {
    let mut t = training(SMALL);
    t.finish().unwrap();
    let (high, low) = t.embedding().iter().fold((0f32, 0f32), |(a, b), &x| (a.max(x), b.min(x)));
    assert!((90.0..=100.0).contains(&high) && (-100.0..=-90.0).contains(&low), "{high} {low}");
    assert!(t.runs[0].loss.last().unwrap() + 0.05 < t.unigram);
    // AdamW beside it does neither drift nor stand still.
    assert!(*t.runs[1].most.last().unwrap() < 1.0);
}

#[test]
fn without_decay_nothing_holds_the_rows_and_the_run_halts() {
    let mut t = training(&format!("{SMALL}&weight_decay=0&schedule=constant&steps=8000"));
    let halt = std::iter::from_fn(|| Some(t.run())).find_map(Result::err).unwrap();
    assert!(halt.message.en.contains("ten million"), "{}", halt.message.en);
}

#[test]
fn a_training_is_scrubbed_back_to_its_first_step() {
    let mut t = training(SMALL);
    while !t.is_finished() {
        t.run().unwrap();
    }
    let last = t.readouts().get("max_abs").unwrap();
    assert_eq!((t.history()[0], t.history().last()), (0, Some(&3_000)));
    t.show(Some(0));
    let first = t.readouts().get("max_abs").unwrap();
    // Normal numbers of deviation .02: none of 2,400 beyond five deviations.
    assert!(first < 0.1 && last > 90.0, "{first} {last}");
}

#[test]
fn the_numbers_in_the_prose_are_those_of_the_exhibit() {
    use crate::papers::embedding_drift::{
        closed_form::{rms_steps_to, steps_to},
        weight::START,
    };
    let t = training("view=model&runs=1");
    let weights = t.runs[0].trained.model.embedding.len() + t.runs[0].trained.model.output.len();
    let near = |x: f64, to: f64| (x / to).round() * to;
    let prose = include_str!("../prose.en.md");
    for (number, words) in [
        (weights as f64, "19,800 weights"),
        (near(steps_to(0.5, 1e-5), 1_000.0), "[69,000]"),
        (near(rms_steps_to(0.99, 0.001, 0.01, START), 100.0), "13,100 at"),
    ] {
        let digits: String = words.chars().filter(char::is_ascii_digit).collect();
        assert_eq!(format!("{number}"), digits);
        assert!(prose.contains(words), "{words}");
    }
}

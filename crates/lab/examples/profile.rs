//! Milliseconds that each paper takes to answer a changed setting, part by part:
//! `cargo run --release -p lab --example profile [paper [key=value …]]`. Medians of eleven.

use std::time::Instant;

use lab::{Lang, PAPERS, decode};

fn median(mut f: impl FnMut()) -> f64 {
    let mut all: Vec<f64> = (0..11)
        .map(|_| {
            let begun = Instant::now();
            f();
            1e3 * begun.elapsed().as_secs_f64()
        })
        .collect();
    all.sort_unstable_by(f64::total_cmp);
    all[5]
}

fn main() {
    let mut words = std::env::args().skip(1);
    let only = words.next();
    let set: Vec<String> = words.collect();
    for paper in PAPERS.iter().filter(|p| only.as_deref().is_none_or(|id| id == p.id)) {
        let (values, notices) = decode(paper, &set.join("&"), &[]);
        assert!(notices.is_empty(), "{notices:?}");
        let start = || (paper.view(&values).start)(&values).unwrap_or_else(|e| panic!("{e:?}"));
        let begun = median(|| drop(start()));
        let mut simulation = start();
        let figures = median(|| drop(simulation.figures(Lang::En)));
        let readouts = median(|| drop(simulation.readouts()));
        let (mut slices, mut longest, mut total) = (0u64, 0.0f64, 0.0);
        let mut halt = None;
        loop {
            let begun = Instant::now();
            let progress = simulation.advance();
            let ms = 1e3 * begun.elapsed().as_secs_f64();
            (slices, longest, total) = (slices + 1, longest.max(ms), total + ms);
            match progress {
                Ok(p) if p.more => {}
                Ok(_) => break,
                Err(e) => {
                    halt = Some(e.message);
                    break;
                }
            }
        }
        println!(
            "{} {}: start {begun:.2}, figures {figures:.2}, readouts {readouts:.2}; run {total:.0} in {slices} slices, longest {longest:.1}{}",
            paper.id,
            set.join(" "),
            halt.map_or(String::new(), |m| format!("; halt: {m:?}")),
        );
    }
}

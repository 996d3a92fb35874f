//! Where the time of an answer goes, natively: start, first slices, figures, read-outs, message.
//!
//! `cargo run --release -p run --example profile`
use std::{sync::Arc, time::Instant};

use lab::{Lang, PAPERS};
use run::protocol::{Frame, Reply, Update, read_reply, write_reply};

fn main() {
    for (id, state, key) in [
        ("fourier-density", "", "terms"),
        ("attention-scale", "", "alpha"),
        ("attention-scale", "", "n"),
        ("model-collapse", "", "lambda"),
        ("embedding-drift", "", "weight_decay"),
    ] {
        let Some(paper) = PAPERS.get(id) else { continue };
        let (state, _) = run::address::read(paper, "", state);
        let mut best = [f64::INFINITY; 7];
        let mut bytes = 0;
        for _ in 0..15 {
            let mut times = Vec::new();
            let mut begun = Instant::now();
            let mut lap = || {
                times.push(begun.elapsed().as_secs_f64() * 1e3);
                begun = Instant::now();
            };
            let Ok(mut simulation) = (paper.view(&state.values).start)(&state.values) else {
                break;
            };
            lap();
            let _ = simulation.advance();
            lap();
            let figures: Vec<_> = simulation.figures(Lang::En).into_iter().map(Arc::new).collect();
            lap();
            let readouts = simulation.readouts();
            lap();
            let changed = vec![true; figures.len()];
            let frame = Frame { figures, readouts, ..Frame::default() };
            let reply = Reply::Frame(Box::new(Update { frame, changed }));
            let written = write_reply(&reply);
            lap();
            bytes = written.len();
            let read = read_reply(&written);
            lap();
            let _ = std::hint::black_box(read) == Some(reply);
            lap();
            for (best, time) in best.iter_mut().zip(times) {
                *best = best.min(time);
            }
        }
        let [start, slice, figures, readouts, write, read, compare] = best;
        println!(
            "{id} {key}: start {start:.2} slice {slice:.2} figures {figures:.2} readouts {readouts:.2} write {write:.3} read {read:.3} compare {compare:.3} ms, {bytes} bytes"
        );
    }
}

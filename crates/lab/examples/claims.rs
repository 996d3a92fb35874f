//! Runs all claims of all papers natively and prints what they measured.

use std::time::Instant;

fn main() {
    let only = std::env::args().nth(1);
    for paper in lab::PAPERS.iter() {
        if only.as_deref().is_some_and(|id| id != paper.id) {
            continue;
        }
        for claim in paper.claims {
            let begun = Instant::now();
            let outcome = claim.measure(paper);
            println!(
                "{}/{}: {:?} {:?} parts {:?} in {:.2} s",
                paper.id,
                claim.id,
                claim.judge(&outcome).map_err(|f| f.message.en),
                outcome.own().map_or(f64::NAN, |m| m.value),
                outcome.rows(paper).iter().map(|p| p.value).collect::<Vec<_>>(),
                begun.elapsed().as_secs_f64()
            );
        }
    }
}

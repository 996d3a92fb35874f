//! The same values and the same seed give the same numbers, to the last bit, natively and in a
//! browser: what the command line prints is what the reader sees.
//!
//! The record is made natively (`UPDATE_GOLDEN=1 cargo nextest run -p playable-papers`) and checked in both.
#![allow(clippy::unwrap_used, reason = "helpers of a test")]

use lab::{Lang, PAPERS, Paper};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Slices of a run that are recorded: enough for every kind of arithmetic an exhibit does.
const SLICES: usize = 60;

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |h, &b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

/// Every read-out (as written, a number reads back to the same bits), and a hash of all figures.
fn record(paper: &Paper, preset: &str, values: &lab::Values) -> String {
    let mut run = (paper.view(values).start)(values).unwrap();
    for _ in 0..SLICES {
        if !run.advance().unwrap().more {
            break;
        }
    }
    let mut lines = String::new();
    for (key, value) in run.readouts().iter() {
        lines += &format!("{}/{preset} {key} {value:?}\n", paper.id);
    }
    let figures = postcard::to_allocvec(&run.figures(Lang::En)).unwrap();
    lines += &format!("{}/{preset} figures {:016x}\n", paper.id, hash(&figures));
    lines
}

fn all() -> String {
    let mut lines = String::new();
    for paper in PAPERS.iter() {
        lines += &record(paper, "", &paper.defaults());
        for preset in paper.presets {
            lines += &record(paper, preset.id, &preset.values(paper));
        }
    }
    lines
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn numbers_and_figures_are_the_recorded_ones_to_the_last_bit() {
    let found = all();
    #[cfg(not(target_arch = "wasm32"))]
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write("tests/determinism.txt", &found).unwrap();
        return;
    }
    let recorded = include_str!("determinism.txt");
    for (new, old) in found.lines().zip(recorded.lines()) {
        assert_eq!(new, old);
    }
    assert_eq!(found.lines().count(), recorded.lines().count());
}

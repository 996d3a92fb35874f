//! The lab's side of the benchmark in the browser: the works beside Python's peers, the charts beside other libraries.
//! `scripts/bench.sh` builds and runs it. Natively the works are the example `bench` of crates/lab, and this is empty.
//!
//! To add a work, write `works/<work>.rs` and `works/<work>.py`, and a line in `works/mod.rs`.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod charts;
// What only the command line asks for is idle here.
#[cfg(target_arch = "wasm32")]
#[allow(dead_code)]
mod works;

// The app's own drawing, as it stands on the pages.
#[cfg(target_arch = "wasm32")]
#[allow(dead_code)]
#[path = "../src/dom.rs"]
mod dom;
#[cfg(target_arch = "wasm32")]
#[allow(dead_code)]
#[path = "../src/canvas/measure.rs"]
mod measure;
#[cfg(target_arch = "wasm32")]
#[allow(dead_code)]
#[path = "../src/canvas/replay.rs"]
mod replay;

fn main() {}

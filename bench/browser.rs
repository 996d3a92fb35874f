//! The works and the charts as a page's script calls them. Clocks are the script's.

use js_sys::Float64Array;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlCanvasElement;

use crate::{
    charts::{Chart, Kind},
    works::{self, Work},
};

/// One work at one size.
#[wasm_bindgen]
pub struct Job(Box<dyn Work>);

#[wasm_bindgen]
impl Job {
    /// Prepares it.
    #[wasm_bindgen(constructor)]
    pub fn new(id: &str, case: &str) -> Result<Job, String> {
        works::start(id, case).map(Self)
    }

    /// Does it once.
    pub fn run(&mut self) {
        self.0.run();
    }

    /// What came out.
    pub fn answer(&self) -> Float64Array {
        Float64Array::from(self.0.answer().as_slice())
    }
}

/// A chart that is drawn again and again with new data.
#[wasm_bindgen]
pub struct Plot(Chart);

#[wasm_bindgen]
impl Plot {
    /// `bands` or `lines`, on a canvas, so many CSS pixels wide.
    #[wasm_bindgen(constructor)]
    pub fn new(kind: &str, canvas: HtmlCanvasElement, width: u32) -> Result<Plot, String> {
        Kind::read(kind).and_then(|kind| Chart::new(kind, canvas, width)).map(Self)
    }

    /// Takes new data: all columns, one after the other.
    pub fn set(&mut self, columns: &[f64]) {
        self.0.set(columns);
    }

    /// Draws them.
    pub fn draw(&self) -> Result<(), String> {
        self.0.draw()
    }
}

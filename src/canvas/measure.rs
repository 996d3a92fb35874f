//! How wide text is in the browser's own fonts.

use std::{cell::RefCell, collections::HashMap};

use figure::Measure;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::replay::context;
use crate::dom;

/// Widths known before all are forgotten: numbers in labels change with every frame.
const MOST: usize = 4_000;

/// Widths of one font: its size in bits and its weight.
type Font = ((u64, bool), HashMap<String, f64>);

/// Widths by the browser's own fonts, each asked once.
pub struct CanvasMeasure {
    context: CanvasRenderingContext2d,
    fonts: String,
    known: RefCell<Vec<Font>>,
}

impl CanvasMeasure {
    /// Measures in a font stack.
    pub fn new(fonts: &str) -> Option<Self> {
        let canvas: HtmlCanvasElement =
            dom::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        let context = context(&canvas)?;
        Some(Self { context, fonts: fonts.to_owned(), known: RefCell::default() })
    }

    fn ask(&self, text: &str, size: f64, bold: bool) -> f64 {
        let weight = if bold { "bold " } else { "" };
        self.context.set_font(&format!("{weight}{size}px {}", self.fonts));
        self.context.measure_text(text).map_or(0.0, |m| m.width())
    }
}

impl Measure for CanvasMeasure {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let font = (size.to_bits(), bold);
        let mut fonts = self.known.borrow_mut();
        // A handful of fonts: found by looking at each.
        let i = fonts.iter().position(|f| f.0 == font).unwrap_or_else(|| {
            fonts.push((font, HashMap::new()));
            fonts.len() - 1
        });
        let known = &mut fonts[i].1;
        if let Some(width) = known.get(text) {
            return *width;
        }
        let width = self.ask(text, size, bold);
        if known.len() > MOST {
            known.clear();
        }
        known.insert(text.to_owned(), width);
        width
    }
}

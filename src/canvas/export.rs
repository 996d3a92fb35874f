//! A figure as a file: SVG, PNG at twice its size, CSV.

use figure::{Figure, Look, Measure, Theme, csv, draw, svg};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::HtmlCanvasElement;

use super::replay::{context, replay};
use crate::dom;

/// Width of exported pictures in CSS pixels.
const WIDTH: u32 = 900;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Vector picture.
    Svg,
    /// Picture of 1800 pixels.
    Png,
    /// The data.
    Csv,
}

/// Offers the figure as a file, in the theme it is seen in.
pub fn export(figure: &Figure, kind: Kind, theme: Theme, measure: &dyn Measure, fonts: &str) {
    let look = Look { title: true, ..Look::new(WIDTH, theme, measure) };
    let id = &figure.id;
    match kind {
        Kind::Csv => dom::download(
            &format!("{id}.csv"),
            "text/csv;charset=utf-8",
            &JsValue::from_str(&csv(figure)),
        ),
        Kind::Svg => {
            let text = svg(figure, &draw(figure, &look), theme, true);
            dom::download(&format!("{id}.svg"), "image/svg+xml", &JsValue::from_str(&text));
        }
        Kind::Png => {
            let _ = png(figure, &look, theme, fonts);
        }
    }
}

fn png(figure: &Figure, look: &Look, theme: Theme, fonts: &str) -> Option<()> {
    let canvas: HtmlCanvasElement =
        dom::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    replay(&draw(figure, look), &canvas, 2.0, fonts).ok()?;
    // The page's surface behind what was drawn.
    let context = context(&canvas)?;
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).ok()?;
    context.set_global_composite_operation("destination-over").ok()?;
    let figure::Rgba(r, g, b, _) = theme.surface();
    context.set_fill_style_str(&format!("rgb({r},{g},{b})"));
    context.fill_rect(0.0, 0.0, f64::from(canvas.width()), f64::from(canvas.height()));
    let name = format!("{}.png", figure.id);
    let done = Closure::once_into_js(move |blob: JsValue| {
        if let Ok(blob) = blob.dyn_into::<web_sys::Blob>() {
            dom::download_blob(&name, &blob);
        }
    });
    canvas.to_blob(done.unchecked_ref()).ok()
}

//! A display list onto a canvas, through plotters-canvas.
//!
//! plotters-canvas alone is blurred on a dense screen, measures text by way of the document, knows
//! no dashes, and blits pixel by pixel. Here the context is scaled from fine units to device pixels,
//! dashes are set on it, and pictures go through `putImageData`.

use std::{cell::RefCell, collections::HashMap};

use figure::{Align, Anchor, Cmd, Drawing, FINE, Level, Measure, Rgba};
use plotters::style::{Color, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::{
    BackendColor, BackendStyle, DrawingBackend,
    text_anchor::{HPos, Pos, VPos},
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

use crate::dom;

/// Dots beyond which they are drawn as one path: opacity then no longer adds up, but nobody can see
/// single dots any more.
const MANY: usize = 1_500;

/// Draws a drawing at a device pixel ratio, on a transparent canvas.
///
/// # Errors
/// What the browser says, as a string: no 2-D context, or a canvas larger than it can have.
pub fn replay(
    drawing: &Drawing,
    canvas: &HtmlCanvasElement,
    ratio: f64,
    fonts: &str,
) -> Result<(), String> {
    let width = (f64::from(drawing.width) * ratio).round() as u32;
    let height = (f64::from(drawing.height) * ratio).round() as u32;
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let context = context(canvas).ok_or("no 2-D context")?;
    let mut backend =
        CanvasBackend::with_canvas_object(canvas.clone()).ok_or("no canvas backend")?;
    let words = |e: JsValue| format!("{e:?}");
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(words)?;
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    let scale = ratio / f64::from(FINE);
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).map_err(words)?;
    context.set_line_join("round");
    for cmd in &drawing.cmds {
        draw(cmd, &mut backend, &context, ratio, fonts)?;
    }
    Ok(())
}

/// The 2-D context of a canvas.
pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

fn colour(Rgba(r, g, b, a): Rgba) -> RGBAColor {
    RGBAColor(r, g, b, a)
}

fn draw(
    cmd: &Cmd,
    backend: &mut CanvasBackend,
    context: &CanvasRenderingContext2d,
    ratio: f64,
    fonts: &str,
) -> Result<(), String> {
    let words = |e: plotters_backend::DrawingErrorKind<_>| format!("{e:?}");
    match cmd {
        Cmd::Path { points, stroke } => {
            let dashes = js_sys::Array::new();
            if let Some((on, off)) = stroke.dash.pattern() {
                dashes.push(&JsValue::from(on));
                dashes.push(&JsValue::from(off));
            }
            context.set_line_dash(&dashes).map_err(|e| format!("{e:?}"))?;
            let style = ShapeStyle {
                color: colour(stroke.colour),
                filled: false,
                stroke_width: stroke.width,
            };
            let crisp = hairline(points, stroke.width, ratio);
            backend
                .draw_path(crisp.as_deref().unwrap_or(points).iter().copied(), &style)
                .map_err(words)
        }
        Cmd::Polygon { points, fill } => {
            backend.fill_polygon(points.iter().copied(), &colour(*fill).filled()).map_err(words)
        }
        Cmd::Rect { from, to, fill } => {
            backend.draw_rect(*from, *to, &colour(*fill).filled(), true).map_err(words)
        }
        Cmd::Dots { at, radius, fill } if at.len() <= MANY => {
            let style = Fill(*fill);
            at.iter()
                .try_for_each(|&centre| backend.draw_circle(centre, *radius, &style, true))
                .map_err(words)
        }
        Cmd::Dots { at, radius, fill } => {
            let Rgba(r, g, b, a) = *fill;
            context.set_fill_style_str(&format!("rgba({r},{g},{b},{a})"));
            let side = f64::from(*radius) * 1.77; // a square of the circle's area
            for &(x, y) in at {
                context.fill_rect(f64::from(x) - side / 2.0, f64::from(y) - side / 2.0, side, side);
            }
            Ok(())
        }
        Cmd::Text { at, text, size, align, bold, colour: ink } => {
            let style = if *bold { FontStyle::Bold } else { FontStyle::Normal };
            let font = (FontFamily::Name(fonts), *size, style);
            let mut style = TextStyle::from(font).pos(position(*align));
            style.color = colour(*ink).to_backend_color();
            backend.draw_text(text, &style, *at).map_err(words)
        }
        Cmd::Image { from, to, columns, rgba } => {
            image(context, *from, *to, *columns, rgba).ok_or_else(|| "no picture".to_owned())
        }
    }
}

/// Thin upright or level lines, moved onto whole device pixels: else they are blurred over two.
/// A line an odd number of device pixels wide stands on a pixel's middle, others between two.
fn hairline(points: &[(i32, i32)], width: u32, ratio: f64) -> Option<Vec<(i32, i32)>> {
    let &[a, b] = points else { return None };
    if width > FINE as u32 || (a.0 != b.0 && a.1 != b.1) {
        return None;
    }
    let unit = f64::from(FINE) / ratio;
    let odd = (f64::from(width) / unit).round() as u32 % 2 == 1;
    let middle = if odd { 0.5 } else { 0.0 };
    let snap = |v: i32| (((f64::from(v) / unit).floor() + middle) * unit).round() as i32;
    Some(if a.0 == b.0 {
        vec![(snap(a.0), a.1), (snap(b.0), b.1)]
    } else {
        vec![(a.0, snap(a.1)), (b.0, snap(b.1))]
    })
}

fn position(align: Align) -> Pos {
    let h = match align.h {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let v = match align.v {
        Level::Top => VPos::Top,
        Level::Middle => VPos::Center,
        Level::Bottom => VPos::Bottom,
    };
    Pos::new(h, v)
}

fn image(
    context: &CanvasRenderingContext2d,
    from: (i32, i32),
    to: (i32, i32),
    columns: u32,
    rgba: &[u8],
) -> Option<()> {
    let rows = (rgba.len() / 4) as u32 / columns.max(1);
    let source: HtmlCanvasElement =
        dom::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
    source.set_width(columns);
    source.set_height(rows);
    let data = ImageData::new_with_u8_clamped_array_and_sh(Clamped(rgba), columns, rows).ok()?;
    self::context(&source)?.put_image_data(&data, 0.0, 0.0).ok()?;
    context.set_image_smoothing_enabled(false);
    let (x, y) = (f64::from(from.0), f64::from(from.1));
    let (w, h) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    context.draw_image_with_html_canvas_element_and_dw_and_dh(&source, x, y, w, h).ok()
}

struct Fill(Rgba);

impl BackendStyle for Fill {
    fn color(&self) -> BackendColor {
        colour(self.0).to_backend_color()
    }
}

/// Widths by the browser's own fonts, each asked once.
pub struct CanvasMeasure {
    context: CanvasRenderingContext2d,
    fonts: String,
    known: RefCell<HashMap<(String, u64, bool), f64>>,
}

impl CanvasMeasure {
    /// Measures in a font stack.
    pub fn new(fonts: &str) -> Option<Self> {
        let canvas: HtmlCanvasElement =
            dom::document()?.create_element("canvas").ok()?.dyn_into().ok()?;
        Some(Self {
            context: context(&canvas)?,
            fonts: fonts.to_owned(),
            known: RefCell::default(),
        })
    }
}

impl Measure for CanvasMeasure {
    fn width(&self, text: &str, size: f64, bold: bool) -> f64 {
        let key = (text.to_owned(), size.to_bits(), bold);
        if let Some(width) = self.known.borrow().get(&key) {
            return *width;
        }
        let weight = if bold { "bold " } else { "" };
        self.context.set_font(&format!("{weight}{size}px {}", self.fonts));
        let width = self.context.measure_text(text).map_or(0.0, |m| m.width());
        let mut known = self.known.borrow_mut();
        // Numbers in labels change with every frame: start again before it grows without end.
        if known.len() > 4_000 {
            known.clear();
        }
        known.insert(key, width);
        width
    }
}

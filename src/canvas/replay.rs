//! A display list onto a canvas, through plotters-canvas.
//!
//! plotters-canvas alone is blurred on a dense screen, measures text by way of the document, knows
//! no dashes, and blits pixel by pixel. Here the context is scaled from fine units to device pixels,
//! dashes are set on it, and pictures go through `putImageData`.

use figure::{Align, Anchor, Cmd, Dash, Drawing, FINE, HALO, Level, Rgba, Stroke};
use plotters::style::{Color, RGBAColor};
use plotters_backend::DrawingBackend;
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
    let context = &context(canvas).ok_or("no 2-D context")?;
    let backend = CanvasBackend::with_canvas_object(canvas.clone()).ok_or("no canvas backend")?;
    let words = |e: JsValue| format!("{e:?}");
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(words)?;
    context.clear_rect(0.0, 0.0, f64::from(width), f64::from(height));
    let scale = ratio / f64::from(FINE);
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).map_err(words)?;
    context.set_line_join("round");
    let mut screen = Screen {
        context,
        backend,
        ratio,
        fonts,
        fill: None,
        ink: None,
        width: None,
        dash: None,
        font: None,
        align: None,
    };
    let mut rest = &drawing.cmds[..];
    while let Some(cmd) = rest.first() {
        let done = screen.draw(cmd, rest)?;
        rest = &rest[done.min(rest.len())..];
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

/// A canvas and what is set on it: a property is set, and its text made, only when it changes. Areas go through
/// plotters-canvas; strokes, dots and text, of which there are many of a kind, past it, since it sets
/// every property for each of them.
struct Screen<'a> {
    context: &'a CanvasRenderingContext2d,
    backend: CanvasBackend,
    ratio: f64,
    fonts: &'a str,
    fill: Option<Rgba>,
    ink: Option<Rgba>,
    width: Option<u32>,
    dash: Option<Dash>,
    /// Size in bits, weight.
    font: Option<(u64, bool)>,
    align: Option<Align>,
}

impl Screen<'_> {
    /// Draws a step, or several that are one to the canvas; returns how many.
    fn draw(&mut self, cmd: &Cmd, rest: &[Cmd]) -> Result<usize, String> {
        match cmd {
            Cmd::Path { points, stroke } => return Ok(self.path(points, *stroke, rest)),
            Cmd::Polygon { points, fill } => {
                self.fill = None;
                let style = colour(*fill).filled();
                self.backend
                    .fill_polygon(points.iter().copied(), &style)
                    .map_err(|e| format!("{e:?}"))?;
            }
            Cmd::Rect { from, to, fill } => {
                self.fill(*fill);
                let (w, h) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
                self.context.fill_rect(f64::from(from.0), f64::from(from.1), w, h);
            }
            Cmd::Dots { at, radius, fill } => self.dots(at, f64::from(*radius), *fill),
            Cmd::Text { at, text, size, align, bold, colour, halo } => {
                self.font(*size, *bold);
                self.align(*align);
                let (x, y) = (f64::from(at.0), f64::from(at.1));
                if let Some(halo) = halo {
                    self.stroke(Stroke { colour: *halo, width: HALO, dash: Dash::Solid });
                    self.context.stroke_text(text, x, y).map_err(|e| format!("{e:?}"))?;
                }
                self.fill(*colour);
                self.context.fill_text(text, x, y).map_err(|e| format!("{e:?}"))?;
            }
            Cmd::Image { from, to, columns, rgba } => {
                image(self.context, *from, *to, *columns, rgba).ok_or("no picture")?;
            }
        }
        Ok(1)
    }

    /// A polyline; of opaque straight pieces in one stroke (a grid, its ticks) as many as follow each other.
    fn path(&mut self, points: &[(i32, i32)], stroke: Stroke, rest: &[Cmd]) -> usize {
        self.stroke(stroke);
        self.context.begin_path();
        self.trace(points, stroke.width);
        let mut done = 1;
        if points.len() == 2 && stroke.colour.3 >= 1.0 && stroke.dash == Dash::Solid {
            for cmd in &rest[1..] {
                match cmd {
                    Cmd::Path { points, stroke: other }
                        if points.len() == 2 && *other == stroke =>
                    {
                        self.trace(points, stroke.width);
                        done += 1;
                    }
                    _ => break,
                }
            }
        }
        self.context.stroke();
        done
    }

    fn trace(&self, points: &[(i32, i32)], width: u32) {
        let crisp = hairline(points, width, self.ratio);
        let points = crisp.as_ref().map_or(points, |two| two.as_slice());
        let mut points = points.iter().map(|&(x, y)| (f64::from(x), f64::from(y)));
        if let Some((x, y)) = points.next() {
            self.context.move_to(x, y);
        }
        points.for_each(|(x, y)| self.context.line_to(x, y));
    }

    fn dots(&mut self, at: &[(i32, i32)], radius: f64, fill: Rgba) {
        self.fill(fill);
        if at.len() > MANY {
            let side = radius * 1.77; // a square of the circle's area
            for &(x, y) in at {
                let (x, y) = (f64::from(x) - side / 2.0, f64::from(y) - side / 2.0);
                self.context.fill_rect(x, y, side, side);
            }
            return;
        }
        for &(x, y) in at {
            self.context.begin_path();
            let (x, y) = (f64::from(x), f64::from(y));
            // Only a negative radius is refused.
            let _ = self.context.arc(x, y, radius, 0.0, std::f64::consts::TAU);
            self.context.fill();
        }
    }

    fn fill(&mut self, colour: Rgba) {
        if self.fill != Some(colour) {
            self.fill = Some(colour);
            self.context.set_fill_style_str(&css(colour));
        }
    }

    fn stroke(&mut self, Stroke { colour, width, dash }: Stroke) {
        if self.ink != Some(colour) {
            self.ink = Some(colour);
            self.context.set_stroke_style_str(&css(colour));
        }
        if self.width != Some(width) {
            self.width = Some(width);
            self.context.set_line_width(f64::from(width));
        }
        if self.dash != Some(dash) {
            self.dash = Some(dash);
            let lengths = js_sys::Array::new();
            if let Some((on, off)) = dash.pattern() {
                lengths.push(&JsValue::from(on));
                lengths.push(&JsValue::from(off));
            }
            // Only lengths that are no numbers are refused.
            let _ = self.context.set_line_dash(&lengths);
        }
    }

    fn font(&mut self, size: f64, bold: bool) {
        if self.font != Some((size.to_bits(), bold)) {
            self.font = Some((size.to_bits(), bold));
            let weight = if bold { "bold " } else { "" };
            self.context.set_font(&format!("{weight}{size}px {}", self.fonts));
        }
    }

    fn align(&mut self, align: Align) {
        let old = self.align.replace(align);
        if old.is_none_or(|old| old.h != align.h) {
            self.context.set_text_align(match align.h {
                Anchor::Start => "start",
                Anchor::Middle => "center",
                Anchor::End => "end",
            });
        }
        if old.is_none_or(|old| old.v != align.v) {
            self.context.set_text_baseline(match align.v {
                Level::Top => "top",
                Level::Middle => "middle",
                Level::Bottom => "bottom",
            });
        }
    }
}

fn css(Rgba(r, g, b, a): Rgba) -> String {
    if a >= 1.0 { format!("#{r:02x}{g:02x}{b:02x}") } else { format!("rgba({r},{g},{b},{a})") }
}

/// Thin upright or level lines, moved onto whole device pixels: else they are blurred over two.
/// A line an odd number of device pixels wide stands on a pixel's middle, others between two.
fn hairline(points: &[(i32, i32)], width: u32, ratio: f64) -> Option<[(i32, i32); 2]> {
    let &[a, b] = points else { return None };
    if width > FINE as u32 || (a.0 != b.0 && a.1 != b.1) {
        return None;
    }
    let unit = f64::from(FINE) / ratio;
    let odd = (f64::from(width) / unit).round() as u32 % 2 == 1;
    let middle = if odd { 0.5 } else { 0.0 };
    let snap = |v: i32| (((f64::from(v) / unit).floor() + middle) * unit).round() as i32;
    Some(if a.0 == b.0 {
        [(snap(a.0), a.1), (snap(b.0), b.1)]
    } else {
        [(a.0, snap(a.1)), (b.0, snap(b.1))]
    })
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

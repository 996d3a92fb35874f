//! A drawing as a standalone SVG document.

use std::fmt::Write;

use crate::{Anchor, Cmd, Dash, Drawing, FINE, Figure, HALO, Level, Rgba, Stroke, Theme};

/// Font stack of exported pictures.
const FONTS: &str = "system-ui, 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// Writes a drawing of a figure. With a `background` the picture stands on the theme's surface, else
/// on whatever it is put.
pub fn svg(figure: &Figure, drawing: &Drawing, theme: Theme, background: bool) -> String {
    let (w, h) = (drawing.width, drawing.height);
    let (vw, vh) = (w * FINE as u32, h * FINE as u32);
    let mut out = String::new();
    // Attributes only, no style: it must also pass where inline styles are forbidden.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {vw} {vh}\" role=\"img\" font-family=\"{FONTS}\">\n<title>{}</title>\n<desc>{}</desc>\n",
        escape(&figure.title),
        escape(&figure.summary)
    );
    if background {
        let _ = writeln!(
            out,
            "<rect width=\"{vw}\" height=\"{vh}\" fill=\"{}\"/>",
            hex(theme.surface())
        );
    }
    for cmd in &drawing.cmds {
        write_cmd(&mut out, cmd);
    }
    out.push_str("</svg>\n");
    out
}

fn write_cmd(out: &mut String, cmd: &Cmd) {
    match cmd {
        Cmd::Path { points, stroke } => {
            let _ = writeln!(
                out,
                "<path d=\"{}\" fill=\"none\"{}/>",
                path(points, false),
                stroke_of(stroke)
            );
        }
        Cmd::Polygon { points, fill } => {
            let _ = writeln!(out, "<path d=\"{}\"{}/>", path(points, true), fill_of(*fill));
        }
        Cmd::Rect { from, to, fill } => {
            let (x, y) = (from.0.min(to.0), from.1.min(to.1));
            let (w, h) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"{}/>",
                fill_of(*fill)
            );
        }
        Cmd::Dots { at, radius, fill } => {
            let _ = writeln!(out, "<g{}>", fill_of(*fill));
            for (x, y) in at {
                let _ = write!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
            }
            out.push_str("</g>\n");
        }
        Cmd::Text { at, text, size, align, bold, colour, halo } => {
            let anchor = match align.h {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            // Baselines by number: `dominant-baseline` differs between viewers.
            let dy = match align.v {
                Level::Top => 0.82,
                Level::Middle => 0.34,
                Level::Bottom => -0.18,
            } * size;
            let weight = if *bold { " font-weight=\"600\"" } else { "" };
            let rim = halo.map_or_else(String::new, |halo| {
                format!(
                    " paint-order=\"stroke\" stroke=\"{}\" stroke-width=\"{HALO}\" stroke-linejoin=\"round\"",
                    hex(halo)
                )
            });
            let _ = writeln!(
                out,
                "<text x=\"{}\" y=\"{:.0}\" font-size=\"{size:.0}\" text-anchor=\"{anchor}\"{weight}{}{rim}>{}</text>",
                at.0,
                f64::from(at.1) + dy,
                fill_of(*colour),
                escape(text)
            );
        }
        Cmd::Image { from, to, columns, rgba } => image(out, *from, *to, *columns as usize, rgba),
    }
}

/// A grid of colours as rectangles, equal neighbours of a row as one: no encoder needed, sharp at
/// every size.
fn image(out: &mut String, from: (i32, i32), to: (i32, i32), columns: usize, rgba: &[u8]) {
    let pixels: Vec<&[u8]> = rgba.chunks_exact(4).collect();
    let rows = pixels.len() / columns.max(1);
    if rows == 0 {
        return;
    }
    let x = |c: usize| from.0 + (i64::from(to.0 - from.0) * c as i64 / columns as i64) as i32;
    let y = |r: usize| from.1 + (i64::from(to.1 - from.1) * r as i64 / rows as i64) as i32;
    out.push_str("<g shape-rendering=\"crispEdges\">\n");
    for r in 0..rows {
        let row = &pixels[r * columns..(r + 1) * columns];
        let mut c = 0;
        while c < columns {
            let mut end = c + 1;
            while end < columns && row[end] == row[c] {
                end += 1;
            }
            let p = row[c];
            if p[3] > 0 {
                let fill = fill_of(Rgba(p[0], p[1], p[2], f64::from(p[3]) / 255.0));
                let _ = write!(
                    out,
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{fill}/>",
                    x(c),
                    y(r),
                    x(end) - x(c),
                    y(r + 1) - y(r)
                );
            }
            c = end;
        }
        out.push('\n');
    }
    out.push_str("</g>\n");
}

fn path(points: &[(i32, i32)], close: bool) -> String {
    let mut d = String::with_capacity(points.len() * 8);
    let mut last = (0, 0);
    for (i, &(x, y)) in points.iter().enumerate() {
        // Relative after the first: a third shorter.
        let _ = match i {
            0 => write!(d, "M{x} {y}"),
            1 => write!(d, "l{} {}", x - last.0, y - last.1),
            _ => write!(d, " {} {}", x - last.0, y - last.1),
        };
        last = (x, y);
    }
    if close {
        d.push('z');
    }
    d
}

fn stroke_of(stroke: &Stroke) -> String {
    let mut out = format!(
        " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\"",
        hex(stroke.colour),
        stroke.width
    );
    if let Some((on, off)) = stroke.dash.pattern() {
        let _ = write!(out, " stroke-dasharray=\"{on} {off}\"");
    }
    if stroke.colour.3 < 1.0 {
        let _ = write!(out, " stroke-opacity=\"{:.2}\"", stroke.colour.3);
    }
    out
}

fn fill_of(colour: Rgba) -> String {
    let opacity =
        if colour.3 < 1.0 { format!(" fill-opacity=\"{:.2}\"", colour.3) } else { String::new() };
    format!(" fill=\"{}\"{opacity}", hex(colour))
}

fn hex(Rgba(r, g, b, _): Rgba) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Dash {
    /// Lengths on and off in fine units; `None` for solid.
    pub fn pattern(self) -> Option<(i32, i32)> {
        match self {
            Self::Role | Self::Solid => None,
            Self::Dashed => Some((6 * FINE, 4 * FINE)),
            Self::Dotted => Some((FINE * 3 / 2, 3 * FINE)),
        }
    }
}

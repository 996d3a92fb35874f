//! A figure's data as CSV, in long form: one datum a row.

use std::fmt::Write;

use crate::{Figure, Mark, Scale, Shape};

/// Columns `panel,series,name,x,y,low,high,value`; what a shape does not have stays empty. Numbers
/// are written so that they read back exactly.
pub fn csv(figure: &Figure) -> String {
    let mut out = String::from("panel,series,name,x,y,low,high,value\n");
    for (i, panel) in figure.panels.iter().enumerate() {
        let panel_name =
            if panel.title.is_empty() { format!("{}", i + 1) } else { panel.title.clone() };
        for mark in &panel.marks {
            let head = format!("{},{},{}", quote(&panel_name), quote(&mark.id), quote(&mark.name));
            rows(mark, (panel.x.scale, panel.y.scale), |cells| {
                let _ = write!(out, "{head}");
                for cell in cells {
                    match cell {
                        Some(v) if v.is_finite() => {
                            let _ = write!(out, ",{v}");
                        }
                        _ => out.push(','),
                    }
                }
                out.push('\n');
            });
        }
    }
    out
}

/// Calls `row` with x, y, low, high, value of each datum.
fn rows(mark: &Mark, scales: (Scale, Scale), mut row: impl FnMut([Option<f64>; 5])) {
    match &mark.shape {
        Shape::Line { x, y } | Shape::Steps { x, y } | Shape::Points { x, y, .. } => {
            for (&x, &y) in x.iter().zip(y) {
                row([Some(x), Some(y), None, None, None]);
            }
        }
        Shape::Band { x, low, high } => {
            for ((&x, &low), &high) in x.iter().zip(low).zip(high) {
                row([Some(x), None, Some(low), Some(high), None]);
            }
        }
        Shape::Bars { edges, y, .. } => {
            for (pair, &y) in edges.windows(2).zip(y) {
                row([None, Some(y), Some(pair[0]), Some(pair[1]), None]);
            }
        }
        Shape::Rug { x } => x.iter().for_each(|&x| row([Some(x), None, None, None, None])),
        Shape::Heat { x, y, columns, values, .. } => {
            let columns = (*columns).max(1) as usize;
            let rows = values.len() / columns;
            let (across, up) = (scales.0.middles(*x, columns), scales.1.middles(*y, rows));
            for (i, &v) in values.iter().enumerate().take(rows * columns) {
                let (cx, cy) = (across[i % columns], up[i / columns]);
                row([Some(cx), Some(cy), None, None, Some(f64::from(v))]);
            }
        }
        Shape::RuleX { x } => row([Some(*x), None, None, None, None]),
        Shape::RuleY { y } => row([None, Some(*y), None, None, None]),
        Shape::SpanX { from, to } => row([None, None, Some(*from), Some(*to), None]),
        Shape::Arrows { x, y, dx, dy } => {
            for (((&x, &y), &dx), &dy) in x.iter().zip(y).zip(dx).zip(dy) {
                row([Some(x), Some(y), Some(dx), Some(dy), None]);
            }
        }
        Shape::Text { x, y, .. } => row([Some(*x), Some(*y), None, None, None]),
    }
}

fn quote(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Axis, Panel, Role};

    #[test]
    fn every_datum_is_a_row() {
        let panel = Panel::new(Axis::linear("x"), Axis::linear("y"))
            .with(Mark::line("fit", "a, \"b\"", Role::Model, [0.5, 1.0], [0.1, f64::NAN]))
            .with(Mark::bars("h", "h", Role::Data, [0.0, 1.0], [3.0]));
        let text = csv(&Figure::single("f", "F", panel));
        assert_eq!(
            text,
            "panel,series,name,x,y,low,high,value\n\
             1,fit,\"a, \"\"b\"\"\",0.5,0.1,,,\n\
             1,fit,\"a, \"\"b\"\"\",1,,,,\n\
             1,h,h,,3,0,1,\n"
        );
    }
}

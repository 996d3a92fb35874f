//! A figure's data as CSV, in long form: one datum a row.

use std::fmt::Write;

use crate::{Figure, head::axis_name, shapes::Row, table::place};

/// Columns `panel,series,name,x,y,low,high,value`, and `size` and `text` where a mark has them; what a shape
/// does not have stays empty. Arrows have their lengths and links their far ends under `low` and `high`.
/// Numbers are written so that they read back exactly.
pub fn csv(figure: &Figure) -> String {
    let (mut sized, mut worded) = (false, false);
    each(figure, |_, row| {
        sized |= row.size.is_some();
        worded |= row.text.is_some();
    });
    let mut out = String::from("panel,series,name,x,y,low,high,value");
    out += if sized { ",size" } else { "" };
    out += if worded { ",text\n" } else { "\n" };
    each(figure, |head, row| {
        out.push_str(head);
        let numbers = [row.x, row.y, row.low, row.high, row.value, row.size];
        for cell in &numbers[..if sized { 6 } else { 5 }] {
            match cell {
                Some(v) if v.is_finite() => {
                    let _ = write!(out, ",{v}");
                }
                _ => out.push(','),
            }
        }
        if worded {
            out.push(',');
            out.push_str(&quote(row.text.unwrap_or_default()));
        }
        out.push('\n');
    });
    out
}

/// Calls `row` with the first cells of each row, written out, and its data.
fn each(figure: &Figure, mut row: impl FnMut(&str, Row)) {
    for (i, panel) in figure.panels.iter().enumerate() {
        let number = format!("{}", i + 1);
        let title = if panel.title.is_empty() { &number } else { &panel.title };
        let names = (axis_name(&panel.x), axis_name(&panel.y));
        let place = place(panel, &names);
        for mark in &panel.marks {
            let head = format!("{},{},{}", quote(title), quote(&mark.id), quote(&mark.name));
            mark.shape.with(|shape| shape.csv(&place, &mut |data| row(&head, data)));
        }
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
    use crate::{Axis, Mark, Panel, Role};

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

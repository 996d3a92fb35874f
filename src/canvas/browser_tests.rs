//! What only a browser can show: that a display list becomes the right pixels at any density.

#![allow(clippy::unwrap_used, reason = "clippy takes no wasm-bindgen test for a test")]

use figure::{Align, Anchor, Cmd, Dash, Drawing, FINE, Level, Rgba, Stroke};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlCanvasElement;

use super::{
    measure::CanvasMeasure,
    replay::{context, replay},
};
use crate::dom;

wasm_bindgen_test_configure!(run_in_browser);

const RED: Rgba = Rgba(255, 0, 0, 1.0);
const BLUE: Rgba = Rgba(0, 0, 255, 1.0);

/// A canvas of 40 × 20 CSS pixels with these steps on it.
fn shown(cmds: Vec<Cmd>, ratio: f64) -> HtmlCanvasElement {
    let canvas: HtmlCanvasElement = dom::document()
        .and_then(|d| d.create_element("canvas").ok())
        .and_then(|c| c.dyn_into().ok())
        .unwrap();
    let drawing = Drawing { width: 40, height: 20, cmds, panels: Vec::new() };
    replay(&drawing, &canvas, ratio, "sans-serif").unwrap();
    canvas
}

/// Red, green, blue and opacity of a device pixel.
fn pixel(canvas: &HtmlCanvasElement, x: u32, y: u32) -> [u8; 4] {
    let data = context(canvas)
        .unwrap()
        .get_image_data(f64::from(x), f64::from(y), 1.0, 1.0)
        .unwrap()
        .data();
    [data[0], data[1], data[2], data[3]]
}

fn line(points: &[(i32, i32)], width: i32, dash: Dash) -> Cmd {
    Cmd::Path {
        points: points.iter().map(|&(x, y)| (x * FINE, y * FINE)).collect(),
        stroke: Stroke { colour: RED, width: (width * FINE) as u32, dash },
    }
}

#[wasm_bindgen_test]
fn the_canvas_has_device_pixels() {
    for (ratio, size) in [(1.0, (40, 20)), (1.5, (60, 30)), (3.0, (120, 60))] {
        let canvas = shown(Vec::new(), ratio);
        assert_eq!((canvas.width(), canvas.height()), size);
    }
}

#[wasm_bindgen_test]
fn a_hairline_is_one_sharp_device_pixel_at_any_density() {
    for ratio in [1.0, 2.0, 3.0] {
        let canvas = shown(vec![line(&[(10, 0), (10, 20)], 1, Dash::Solid)], ratio);
        let y = canvas.height() / 2;
        let row: Vec<u8> = (0..canvas.width()).map(|x| pixel(&canvas, x, y)[3]).collect();
        // Fine units are sixteenths of a CSS pixel, so thirds are met to within one of them.
        let full = row.iter().filter(|&&a| a >= 235).count();
        assert_eq!(full, ratio as usize, "{row:?}");
        assert!(row.iter().all(|&a| a <= 20 || a >= 235), "{row:?}");
    }
}

#[wasm_bindgen_test]
fn a_slope_of_less_than_a_pixel_is_drawn_in_shades() {
    let canvas = shown(vec![line(&[(0, 10), (40, 11)], 2, Dash::Solid)], 1.0);
    let shades: std::collections::BTreeSet<u8> =
        (0..40).map(|x| pixel(&canvas, x, 11)[3]).collect();
    assert!(shades.len() > 5, "stairs: {shades:?}");
}

#[wasm_bindgen_test]
fn dashes_leave_gaps_and_do_not_leak_into_the_next_line() {
    let canvas = shown(
        vec![line(&[(0, 5), (40, 5)], 2, Dash::Dashed), line(&[(0, 15), (40, 15)], 2, Dash::Solid)],
        1.0,
    );
    let inked = |y| (0..40).filter(|&x| pixel(&canvas, x, y)[3] > 128).count();
    assert!((10..35).contains(&inked(5)), "{}", inked(5));
    assert_eq!(inked(15), 40);
}

#[wasm_bindgen_test]
fn rectangles_polygons_and_pictures_lie_where_they_should() {
    let at = |x: i32, y: i32| (x * FINE, y * FINE);
    let canvas = shown(
        vec![
            Cmd::Rect { from: at(0, 0), to: at(10, 10), fill: BLUE },
            Cmd::Polygon { points: vec![at(12, 0), at(22, 0), at(22, 10), at(12, 10)], fill: RED },
            // Two pixels side by side, drawn 8 CSS pixels wide each, without smoothing.
            Cmd::Image {
                from: at(24, 0),
                to: at(40, 10),
                columns: 2,
                rgba: vec![255, 0, 0, 255, 0, 0, 255, 255],
            },
        ],
        2.0,
    );
    assert_eq!(pixel(&canvas, 10, 10), [0, 0, 255, 255]);
    assert_eq!(pixel(&canvas, 34, 10), [255, 0, 0, 255]);
    assert_eq!(pixel(&canvas, 62, 10), [255, 0, 0, 255]);
    assert_eq!(pixel(&canvas, 65, 10), [0, 0, 255, 255]);
    assert_eq!(pixel(&canvas, 10, 30), [0, 0, 0, 0]);
}

#[wasm_bindgen_test]
fn few_dots_and_many_are_drawn() {
    for count in [3, 5_000] {
        let canvas = shown(
            vec![Cmd::Dots {
                at: vec![(20 * FINE, 10 * FINE); count],
                radius: 3 * FINE as u32,
                fill: RED,
            }],
            1.0,
        );
        assert_eq!(pixel(&canvas, 20, 10), [255, 0, 0, 255]);
        assert_eq!(pixel(&canvas, 28, 10)[3], 0);
    }
}

#[wasm_bindgen_test]
fn text_stands_at_its_anchor_in_either_script() {
    let canvas = shown(
        vec![Cmd::Text {
            at: (38 * FINE, 10 * FINE),
            text: "密".into(),
            size: 12.0 * f64::from(FINE),
            align: Align { h: Anchor::End, v: Level::Middle },
            bold: false,
            colour: RED,
            halo: None,
        }],
        2.0,
    );
    let ink = |from: u32, to: u32| {
        (from..to)
            .flat_map(|x| (0..40).map(move |y| (x, y)))
            .filter(|&(x, y)| pixel(&canvas, x, y)[3] > 100)
            .count()
    };
    assert!(ink(50, 77) > 30, "the glyph is missing");
    assert_eq!(ink(0, 48) + ink(78, 80), 0, "it stands elsewhere");
}

#[wasm_bindgen_test]
fn widths_are_the_browsers_own() {
    use figure::Measure;
    let measure = CanvasMeasure::new("sans-serif").unwrap();
    let wide = measure.width("WWWW", 12.0, false);
    assert!(wide > 2.0 * measure.width("iiii", 12.0, false));
    assert!((measure.width("WWWW", 24.0, false) / wide - 2.0).abs() < 0.05);
    assert_eq!(measure.width("", 12.0, false), 0.0);
}

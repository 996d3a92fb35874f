//! What each of the wordy shapes tells under the pointer, in its table and in its file.

use figure::{
    Axis, Bubbles, Cells, Colormap, Drawing, Figure, Labels, Links, Look, Mark, Panel, Role, Shape,
    Theme, Tint, WidthTable, csv, draw, hover, table,
};

/// A panel of ten by ten units with one mark.
fn figure(shape: Shape) -> (Figure, Drawing) {
    let axis = |name: &str| Axis::linear(name).over(0.0, 10.0);
    let panel = Panel::new(axis("x"), axis("y")).with(Mark::new("m", "M", Role::Model, shape));
    let figure = Figure::single("f", "F", panel);
    let drawing = draw(&figure, &Look::new(600, Theme::Light, &WidthTable));
    (figure, drawing)
}

/// What is told at a position in data coordinates.
fn told((figure, drawing): &(Figure, Drawing), x: f64, y: f64) -> Option<String> {
    let place = &drawing.panels[0];
    hover(figure, drawing, place.x.px(x), place.y.px(y)).map(|hit| hit.text)
}

fn columns(figure: &Figure) -> Vec<(String, Vec<String>)> {
    table(figure).into_iter().flat_map(|t| t.1).map(|c| (c.name, c.cells)).collect()
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|w| (*w).to_owned()).collect()
}

#[test]
fn a_step_keeps_the_value_of_its_last_knot() {
    let drawn = figure(Shape::Steps { x: vec![1.0, 4.0, 9.0], y: vec![2.0, 6.0, 3.0] });
    assert_eq!(told(&drawn, 3.9, 2.0).unwrap(), "M · 1 → 2");
    assert_eq!(told(&drawn, 4.1, 6.0).unwrap(), "M · 4 → 6");
    // Nearer to the next knot by far, and yet the last one's.
    assert_eq!(told(&drawn, 8.9, 6.0).unwrap(), "M · 4 → 6");
    assert_eq!(told(&drawn, 0.5, 2.0), None);
}

#[test]
fn a_word_is_told_at_its_point_whether_it_is_written_or_not() {
    // A hundred words at nearly one place: most find no room.
    let n = 100;
    let labels = Labels {
        x: (0..n).map(|i| 5.0 + f64::from(i) * 0.02).collect(),
        y: vec![5.0; 100],
        text: (0..n).map(|i| format!("word{i}")).collect(),
        size: 3.0,
        ..Labels::default()
    };
    let drawn = figure(Shape::Labels(labels));
    let written = drawn
        .1
        .cmds
        .iter()
        .filter(|c| matches!(c, figure::Cmd::Text { text, .. } if text.starts_with("word")));
    let written = written.count();
    assert!((1..20).contains(&written), "{written}");
    assert_eq!(told(&drawn, 6.0, 5.0).unwrap(), "word50 · 6, 5");
    let text = csv(&drawn.0);
    assert!(text.starts_with("panel,series,name,x,y,low,high,value,text\n1,m,M,5,5,,,,word0\n"));
    assert_eq!(columns(&drawn.0)[0].1[0], "word0");
}

#[test]
fn a_bubble_tells_its_word_place_and_value() {
    let drawn = figure(Shape::Bubbles(Bubbles {
        x: vec![2.0, 8.0],
        y: vec![3.0, 7.0],
        size: vec![4.0, 12.0],
        tint: Tint::Values {
            values: vec![0.5, f32::NAN],
            range: (0.0, 1.0),
            colormap: Colormap::Sequential,
        },
        text: words(&["cat", "dog"]),
    }));
    assert_eq!(told(&drawn, 2.1, 3.0).unwrap(), "cat · 2 → 3 · 0.5");
    assert_eq!(
        csv(&drawn.0),
        "panel,series,name,x,y,low,high,value,size,text\n\
         1,m,M,2,3,,,0.5,4,cat\n1,m,M,8,7,,,,12,dog\n"
    );
    // What has no value has no colour and is not drawn.
    let dots = drawn.1.cmds.iter().filter(|c| matches!(c, figure::Cmd::Dots { .. })).count();
    // One on the plot, one in the key.
    assert_eq!(dots, 2);
}

#[test]
fn a_link_is_told_anywhere_along_it_and_is_as_thick_as_it_is_heavy() {
    let drawn = figure(Shape::Links(Links {
        from: vec![(1.0, 1.0), (1.0, 9.0), (1.0, 5.0)],
        to: vec![(9.0, 1.0), (9.0, 9.0), (9.0, 5.0)],
        weight: vec![0.5, 0.25, 0.0],
        bent: false,
        text: words(&["a → b", "c → d", "e → f"]),
    }));
    assert_eq!(told(&drawn, 7.3, 1.0).unwrap(), "a → b · 0.5");
    assert_eq!(told(&drawn, 2.0, 9.0).unwrap(), "c → d · 0.25");
    assert_eq!(told(&drawn, 5.0, 5.0), None);
    let widths: Vec<u32> = drawn
        .1
        .cmds
        .iter()
        .filter_map(|c| match c {
            figure::Cmd::Path { stroke, .. } if stroke.colour.3 < 1.0 => Some(stroke.width),
            _ => None,
        })
        .collect();
    // Eight pixels and four, and the key's swatch.
    assert_eq!(widths[..2], [128, 64]);
    let text = csv(&drawn.0);
    assert!(text.contains("1,m,M,1,1,9,1,0.5,a → b\n") && text.contains(",0,e → f\n"), "{text}");
    assert_eq!(columns(&drawn.0).len(), 6);
}

#[test]
fn cells_of_a_table_lie_where_the_axes_say() {
    let drawn = figure(Shape::Cells(Cells {
        text: words(&["a", "b", "c", "d", "e"]),
        tint: Tint::Values {
            values: vec![1.0, 2.0, 3.0, 4.0, 5.0],
            range: (1.0, 5.0),
            colormap: Colormap::Sequential,
        },
        columns: Some(2),
    }));
    assert_eq!(told(&drawn, 1.5, 0.5).unwrap(), "b · 2");
    assert_eq!(told(&drawn, 0.5, 2.5).unwrap(), "e · 5");
    assert_eq!(told(&drawn, 1.5, 2.5), None);
    assert!(csv(&drawn.0).contains("1,m,M,1,1,,,4,d\n"));
}

#[test]
fn a_strip_of_cells_wraps_and_says_when_it_is_cut_short() {
    let many = |n: usize| {
        let panel = Panel::new(
            Axis::linear("").over(0.0, 1.0).without_ticks(),
            Axis::linear("").over(0.0, 1.0).without_ticks(),
        );
        let text = (0..n).map(|i| format!("token{i}")).collect();
        let cells = Shape::Cells(Cells { text, ..Cells::default() });
        let figure = Figure::single("f", "F", panel.with(Mark::new("m", "", Role::Data, cells)));
        let look = Look { height: Some(120), ..Look::new(390, Theme::Light, &WidthTable) };
        let drawing = draw(&figure, &look);
        let written: Vec<(i32, String)> = drawing
            .cmds
            .iter()
            .filter_map(|c| match c {
                figure::Cmd::Text { at, text, .. } => Some((at.1, text.clone())),
                _ => None,
            })
            .collect();
        written
    };
    let few = many(12);
    let rows: std::collections::BTreeSet<i32> = few.iter().map(|w| w.0).collect();
    assert_eq!(few.len(), 12);
    assert!(rows.len() > 1);
    let cut = many(200);
    assert!(cut.len() < 200 && cut.last().unwrap().1 == "…");
}

#[test]
fn codes_have_colours_of_their_own() {
    let colour =
        |code: f32| figure::value_colour(code, (0.0, 35.0), Colormap::Categorical, Theme::Light);
    let all: std::collections::BTreeSet<[u8; 4]> = (0..36).map(|c| colour(c as f32)).collect();
    assert_eq!(all.len(), 36);
    assert_eq!(colour(f32::NAN)[3], 0);
}

//! A file or a paste gives the table that was meant, however it is written.

use lab::{ColumnKind, DataError, DataSpec, Sheet, Table, parse_table};
use proptest::prelude::*;

/// Anything rectangular.
const ANY: DataSpec = DataSpec {
    min_columns: 1,
    max_columns: 100,
    min_rows: 1,
    max_rows: 1_000_000,
    range: (-1e12, 1e12),
    constant: true,
    labels: false,
    default: &[],
    example: "",
};

const WORDS: DataSpec = DataSpec { min_rows: 2, labels: true, ..ANY };

const IRIS: &str = "sepal_length,sepal_width,petal_length,petal_width,species\r\n\
                    5.1,3.5,1.4,0.2,setosa\r\n4.9,3,1.4,0.2,\"setosa\"\r\n7,3.2,4.7,1.4,versicolor\r\n";

fn names(sheet: &Sheet) -> Vec<&str> {
    sheet.columns().iter().map(|c| c.name.as_str()).collect()
}

fn not_a_number(line: usize, field: &str) -> DataError {
    DataError::NotANumber { line, field: field.into() }
}

#[test]
fn numbers_come_in_many_shapes() {
    for raw in [
        "1 2 3.5",
        "1\n2\n3.5",
        "1\r\n2\r\n3.5\r\n",
        "1\r2\r3.5",
        "\u{feff}1,2,3.5",
        "1;2;3.5",
        "1;2;3.5;",
        "1\t2\t3.5",
        "1, 2, 3.5,",
        "x\n1\n2\n3.5",
        "# note\n1\n\n2\n3.5\n",
        "\"x\"\n\"1\"\n\"2\"\n\"3.5\"",
        "'Old Faithful' eruptions, in minutes\n1\n2\n3.5\n",
        "１，２，３．５",
        "１、２、３.5",
        "1\u{3000}2\u{3000}3.5",
        "[1, 2, 3.5]",
        "array([1. , 2. , 3.5])",
    ] {
        let table = parse_table(raw).unwrap();
        assert_eq!((table.columns(), table.values()), (1, &[1.0, 2.0, 3.5][..]), "{raw:?}");
    }
}

#[test]
fn rows_come_in_many_shapes() {
    for raw in [
        "1,2,3\n4,5,6.5\n",
        "1;2;3\n4;5;6,5\n",
        "1,0;2,0;3,0\r\n4,0;5,0;6,5\r\n",
        "1\t2\t3\n4\t5\t6,5\n",
        "1 2 3\n4 5 6.5",
        "  1   2\t3  \n\n  4 5 6.5  ",
        "1,2,3;4,5,6.5",
        "1,2,3;\n4,5,6.5;\n",
        "1,2,3,\n4,5,6.5,\n",
        "a,b,c\n\"1\",\"2\", \"3\"\n4,5,6.5\n,,\n",
        "# x y z\n1 2 3\n4 5 6.5\n",
        "[[1, 2, 3], [4, 5, 6.5]]",
        "[[1. 2.\n  3.]\n [4. 5.\n  6.5]]",
        "array([[1., 2., 3. ],\n       [4., 5., 6.5]], dtype=float32)",
        "tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.5]])",
        "[1 2 3; 4 5 6.5]",
        "１，２，３\n４，５，６.5",
    ] {
        let table = parse_table(raw).unwrap_or_else(|e| panic!("{raw:?}: {e:?}"));
        assert_eq!(
            (table.columns(), table.values()),
            (3, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.5][..]),
            "{raw:?}"
        );
    }
    assert_eq!(parse_table("[[0.5, -1e-3]]").unwrap(), Table::new(2, vec![0.5, -1e-3]));
}

#[test]
fn a_table_with_words_gives_its_columns_of_numbers() {
    let sheet = Sheet::parse(IRIS).unwrap();
    assert_eq!(
        names(&sheet),
        ["sepal_length", "sepal_width", "petal_length", "petal_width", "species"]
    );
    assert_eq!(sheet.columns()[4].kind, ColumnKind::Words(not_a_number(2, "setosa")));
    assert!(sheet.columns()[..4].iter().all(|c| c.kind == ColumnKind::Numbers));
    let table = sheet.numbers(&[2], &DataSpec::numbers(2, 100)).unwrap();
    assert_eq!(
        (table.values(), table.names()),
        (&[1.4, 1.4, 4.7][..], &["petal_length".into()][..])
    );
    assert_eq!(sheet.numbers(&[3, 0], &ANY).unwrap().values(), [0.2, 5.1, 0.2, 4.9, 1.4, 7.0]);
    // What is taken without a choice: one column where one is wanted, all numbers where many are.
    let one = DataSpec::numbers(2, 100);
    let suited = |spec, first| sheet.suited(spec, first);
    assert_eq!((suited(&one, 0), suited(&one, 2), suited(&one, 4)), (vec![0], vec![2], vec![3]));
    let pair = DataSpec { min_columns: 2, max_columns: 2, ..one };
    assert_eq!((suited(&pair, 1), suited(&pair, 3)), (vec![1, 2], vec![2, 3]));
    assert_eq!(sheet.take(&ANY).unwrap().columns(), 4);
    assert_eq!(sheet.numbers(&[0, 4], &ANY), Err(not_a_number(2, "setosa")));
    assert_eq!(sheet.numbers(&[5], &ANY), Err(DataError::NoColumn { column: 6, found: 5 }));
}

#[test]
fn headers_are_recognised() {
    let r = Sheet::parse("\"wt\" \"mpg\"\n\"Mazda RX4\" 2.62 21\n\"Fiat 128\" 2.2 32.4\n").unwrap();
    assert_eq!(names(&r), ["", "wt", "mpg"]);
    assert_eq!(r.take(&ANY).unwrap().values(), [2.62, 21.0, 2.2, 32.4]);
    let quoted = Sheet::parse("\"height, \"\"m\"\"\",\"two\nlines\"\n1.8,2\n").unwrap();
    assert_eq!(names(&quoted), ["height, \"m\"", "two\nlines"]);
    assert_eq!(names(&Sheet::parse("1,x\n2,y\n").unwrap()), ["", ""]);
    let missing = Sheet::parse("a,b\n,2\n3,4\n").unwrap();
    assert_eq!(missing.numbers(&[1], &ANY).unwrap().values(), [2.0, 4.0]);
    assert_eq!(missing.numbers(&[0], &ANY), Err(DataError::Missing { line: 2 }));
}

#[test]
fn a_late_fault_counts_only_in_a_column_that_is_asked_for() {
    let mut text = String::from("x,y\n");
    for line in 2..=10_000 {
        let x = if line == 9_000 { "n/a".to_owned() } else { line.to_string() };
        text += &format!("{x},{}\n", line % 7);
    }
    let sheet = Sheet::parse(text).unwrap();
    assert_eq!((sheet.rows(), sheet.columns()[1].kind.clone()), (9_999, ColumnKind::Numbers));
    assert_eq!(sheet.columns()[0].kind, ColumnKind::Mixed(not_a_number(9_000, "n/a")));
    assert_eq!(sheet.numbers(&[1], &ANY).unwrap().rows(), 9_999);
    assert_eq!(sheet.numbers(&[1, 0], &ANY), Err(not_a_number(9_000, "n/a")));
    assert_eq!(sheet.take(&ANY), Err(not_a_number(9_000, "n/a")));
}

#[test]
fn a_word_and_its_numbers_make_a_row_with_a_label() {
    let of = |raw: &str| Sheet::parse(raw).and_then(|sheet| sheet.take(&WORDS));
    let expected =
        Table::new(2, vec![0.1, 0.2, 0.3, -0.4]).labelled(vec!["cat".into(), "dog".into()]);
    for raw in [
        "cat 0.1 0.2\ndog 0.3 -0.4\n",
        "cat,0.1,0.2\ndog,0.3,-0.4",
        "cat;0,1;0,2\ndog;0,3;-0,4",
        "2 2\ncat 0.1 0.2\ndog 0.3 -0.4\n",
        "[[\"cat\", 0.1, 0.2], [\"dog\", 0.3, -0.4]]",
        "cat,0.1,0.2;dog,0.3,-0.4;",
    ] {
        assert_eq!(of(raw).as_ref(), Ok(&expected), "{raw:?}");
    }
    let named = of("word,x,y\ncat,0.1,0.2\ndog,0.3,-0.4\n").unwrap();
    assert_eq!((named.names(), named.labels()), (&["x".into(), "y".into()][..], expected.labels()));
    // What stands in every published list of word vectors.
    let odd = of("the 1 2\n\" 3 4\n, 5 6\n， 7 8\n\"\" 9 10\n-- 1 1\n2000 3 3\nnan 4 4\n").unwrap();
    assert_eq!(odd.labels()[..4], ["the", "\"", ",", "，"]);
    assert_eq!(odd.labels()[5..], ["--", "2000", "nan"]);
}

#[test]
fn commas_that_may_be_thousands_are_never_guessed() {
    let german = Sheet::parse("a;b\n1,234;2\n-0,5;3\n").unwrap();
    assert_eq!(german.take(&ANY).unwrap().values(), [1.234, 2.0, -0.5, 3.0]);
    let tabs = |x: &str| parse_table(&format!("{x}\t1\n2\t3\n"));
    assert_eq!(tabs("1,5").unwrap().values()[0], 1.5);
    assert_eq!(tabs("1,234"), Err(DataError::Ambiguous { line: 1, field: "1,234".into() }));
    assert_eq!(tabs("1.234,5"), Err(not_a_number(1, "1.234,5")));
}

/// How a line of a generated file ends, and how its fields are divided.
fn style() -> impl Strategy<Value = (&'static str, &'static str)> {
    (
        prop::sample::select(vec!["\n", "\r\n", "\r"]),
        prop::sample::select(vec![",", ";", "\t", " "]),
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        (end, separator) in style(),
        columns in 1..6usize,
        values in prop::collection::vec(prop::num::f64::NORMAL, 12..60),
        header in any::<bool>(),
    ) {
        let table = Table::new(columns, values);
        let mut lines = Vec::new();
        if header {
            lines.push((0..columns).map(|c| format!("c{c}")).collect::<Vec<_>>().join(separator));
        }
        for row in table.values().chunks(columns) {
            lines.push(row.iter().map(f64::to_string).collect::<Vec<_>>().join(separator));
        }
        let back = parse_table(&lines.join(end)).unwrap();
        prop_assert_eq!(back.values(), table.values());
        prop_assert_eq!(back.columns(), columns);
        prop_assert_eq!(back.names().len(), if header { columns } else { 0 });
    }
}

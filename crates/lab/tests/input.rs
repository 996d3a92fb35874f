//! Whatever an address, a file or a field holds: nearest valid state, one sentence, no panic.

use std::sync::Arc;

use lab::{
    Choice, Citation, DataError, DataSpec, Message, Paper, Param, ParamError, Table, TextSpec,
    Value, Values, View, decode, encode, parse_table, parse_text, t,
};
use proptest::prelude::*;

const PARAMS: &[Param] = &[
    Param::number("x", t("x", "x"), (-2.0, 3.0, 0.0), 0.5),
    Param::number("rate", t("rate", "率"), (1e-4, 10.0, 0.0), 0.1).log().word(
        "off",
        t("off", "关"),
        true,
    ),
    Param::integer("n", t("n", "n"), (1, 40), 7),
    Param::choice(
        "kind",
        t("kind", "类"),
        &[Choice::new("a", t("a", "甲")), Choice::new("own", t("own", "自己的"))],
        "a",
    ),
    Param::toggle("on", t("on", "开"), false),
    Param::seed(1),
    Param::data("numbers", t("numbers", "数"), DataSpec::numbers(2, 1_000)),
    Param::data(
        "points",
        t("points", "点"),
        DataSpec {
            min_columns: 2,
            max_columns: 2,
            min_rows: 1,
            max_rows: 100,
            range: (-1e6, 1e6),
            constant: true,
            default: &[],
            example: "1 2",
        },
    ),
    Param::text(
        "words",
        t("words", "话"),
        TextSpec { max_chars: 50, default: "hello", multiline: true },
    ),
];

/// A paper that is nothing but these params.
static PAPER: Paper = Paper {
    id: "input",
    title: t("", ""),
    question: t("", ""),
    description: t("", ""),
    citation: Citation { reference: "", links: &[] },
    views: &[View::new("all", t("", ""), |_| {
        Err(ParamError::new("x", Message::new("it never starts", "从不开始")))
    })
    .params(&["x", "rate", "n", "kind", "on", "seed", "numbers", "points", "words"])],
    params: PARAMS,
    presets: &[],
    readouts: &[],
    claims: &[],
};

fn own(columns: usize, values: Vec<f64>) -> Value {
    Value::Data(Arc::new(Table::new(columns, values)))
}

fn arbitrary() -> impl Strategy<Value = Values> {
    let distinct = prop::collection::vec(-1e9..1e9f64, 2..40)
        .prop_filter("not all equal", |v| v.iter().any(|x| *x != v[0]));
    (
        (
            -2.0..=3.0f64,
            prop::option::of(1e-4..10.0f64),
            1i64..=40,
            any::<bool>(),
            any::<bool>(),
            any::<u64>(),
        ),
        (prop::option::of(distinct), prop::collection::vec(-1e5..1e5f64, 0..20), "\\PC{0,50}"),
    )
        .prop_map(|((x, rate, n, a, on, seed), (numbers, points, words))| {
            PAPER
                .defaults()
                .with("x", Value::Number(x))
                .with("rate", rate.map_or(Value::Word, Value::Number))
                .with("n", Value::Integer(n))
                .with("kind", Value::Choice(if a { "a" } else { "own" }.into()))
                .with("on", Value::Toggle(on))
                .with("seed", Value::Seed(seed))
                .with("numbers", own(1, numbers.unwrap_or_default()))
                .with("points", own(2, points))
                .with("words", Value::Text(Arc::from(words)))
        })
}

proptest! {
    #[test]
    fn a_state_survives_the_address(values in arbitrary()) {
        let words = encode(&PAPER, &values);
        prop_assert!(words.is_ascii() && !words.contains(' '));
        let (back, notices) = decode(&PAPER, &words, &[]);
        prop_assert!(notices.is_empty(), "{notices:?}");
        prop_assert_eq!(back, values);
    }

    #[test]
    fn no_address_is_too_strange(raw in "\\PC{0,200}") {
        let (values, _) = decode(&PAPER, &raw, &[]);
        prop_assert!((-2.0..=3.0).contains(&values.number("x")));
        prop_assert!((1..=40).contains(&values.integer("n")));
    }

    #[test]
    fn any_number_ends_in_range(x in any::<f64>()) {
        let raw = format!("x={x}&n={x}&rate={x}");
        let (values, _) = decode(&PAPER, &raw, &[]);
        prop_assert!((-2.0..=3.0).contains(&values.number("x")));
        prop_assert!((1..=40).contains(&values.integer("n")));
        prop_assert!(values.number_or_word("rate").is_none_or(|r| (1e-4..=10.0).contains(&r)));
    }

    #[test]
    fn no_paste_is_too_strange(raw in "[0-9eE+\\-., ;\\t\\r\\na\"#]{0,120}") {
        // Whatever comes out is rectangular and finite.
        if let Ok(table) = parse_table(&raw) {
            prop_assert_eq!(table.values().len(), table.rows() * table.columns());
            prop_assert!(table.values().iter().all(|x| x.is_finite()));
        }
    }
}

#[test]
fn a_wrong_address_opens_the_nearest_state_and_names_each_change() {
    let (values, notices) = decode(
        &PAPER,
        "x=99&n=2.6&kind=moon&on=perhaps&seed=-1&nonsense=1&rate=NaN&words=%E4%BD%A0%zz&n=12",
        &[],
    );
    assert_eq!(values.number("x"), 3.0);
    assert_eq!(values.integer("n"), 12);
    assert_eq!(values.choice("kind"), "a");
    assert_eq!(values.text("words").as_ref(), "你%zz");
    let keys: Vec<&str> = notices.iter().map(|n| n.key.as_str()).collect();
    assert_eq!(keys, ["x", "n", "kind", "on", "seed", "nonsense", "rate"]);
    assert!(notices.iter().all(|n| !n.message.en.is_empty() && !n.message.zh.is_empty()));
}

#[test]
fn full_width_digits_count_and_other_scripts_do_not() {
    let (values, notices) = decode(&PAPER, "n=３&x=−１．５", &[]);
    assert_eq!((values.integer("n"), values.number("x")), (3, -1.5));
    assert!(notices.is_empty());
    let (values, notices) = decode(&PAPER, "n=٣", &[]);
    assert_eq!((values.integer("n"), notices.len()), (7, 1));
    assert_eq!(parse_table("１，２，３").unwrap().values(), [1.0, 2.0, 3.0]);
}

#[test]
fn data_come_in_many_shapes() {
    for raw in [
        "1 2 3.5",
        "1\n2\n3.5",
        "1\r\n2\r\n3.5\r\n",
        "1\r2\r3.5",
        "\u{feff}1,2,3.5",
        "1;2;3.5",
        "1\t2\t3.5",
        "x\n1\n2\n3.5",
        "# note\n1\n\n2\n3.5\n",
        "\"x\"\n\"1\"\n\"2\"\n\"3.5\"",
    ] {
        assert_eq!(
            parse_table(raw).unwrap().column(0).len().max(parse_table(raw).unwrap().values().len()),
            3,
            "{raw:?}"
        );
        assert_eq!(parse_table(raw).unwrap().values(), [1.0, 2.0, 3.5], "{raw:?}");
    }
    let table = parse_table("day,height,mass\r\n1,2,3\r\n4,5,6\r\n").unwrap();
    assert_eq!(
        (table.rows(), table.columns(), table.names()),
        (2, 3, &["day".to_owned(), "height".into(), "mass".into()][..])
    );
    assert_eq!(table.select(&[2]).values(), [3.0, 6.0]);
    assert_eq!(table.select(&[2]).names(), ["mass"]);
    assert_eq!(parse_table("1,2;3,4").unwrap().columns(), 2);
}

#[test]
fn arrays_are_read_as_python_prints_them() {
    for (raw, columns, values) in [
        ("[[1, 2], [3, 4]]", 2, vec![1.0, 2.0, 3.0, 4.0]),
        ("[[1. 2.]\n [3. 4.]]", 2, vec![1.0, 2.0, 3.0, 4.0]),
        ("[[1. 2.\n  3.]\n [4. 5.\n  6.]]", 3, vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]),
        ("[[0.5, -1e-3]]", 2, vec![0.5, -1e-3]),
        ("[1, 2, 3]", 1, vec![1.0, 2.0, 3.0]),
    ] {
        let table = parse_table(raw).unwrap();
        assert_eq!((table.columns(), table.values()), (columns, &values[..]), "{raw}");
    }
    assert!(matches!(parse_table("[[1, 2], [3]]"), Err(DataError::Ragged { .. })));
    assert!(matches!(parse_table("[[]]"), Err(DataError::Empty)));
}

#[test]
fn bad_data_get_a_sentence_with_their_line() {
    assert_eq!(parse_table(" \n\n"), Err(DataError::Empty));
    assert_eq!(
        parse_table("1\n2\nthree\n"),
        Err(DataError::NotANumber { line: 3, field: "three".into() })
    );
    assert_eq!(
        parse_table("1\n\n# x\nNaN\n"),
        Err(DataError::NotFinite { line: 4, field: "NaN".into() })
    );
    assert_eq!(
        parse_table("1,2\n3,4\n5,6,7\n"),
        Err(DataError::Ragged { line: 3, found: 3, expected: 2 })
    );
    assert!(matches!(parse_table("1 2 inf"), Err(DataError::NotFinite { line: 1, .. })));
    let spec = DataSpec::numbers(2, 1_000);
    let accept = |values: &[f64]| spec.accept(Table::new(1, values.to_vec()));
    assert_eq!(accept(&[4.0]), Err(DataError::TooFewRows { found: 1, least: 2 }));
    assert_eq!(accept(&[4.0, 4.0, 4.0]), Err(DataError::Constant { value: 4.0 }));
    assert_eq!(
        accept(&[1.0, 1e13]),
        Err(DataError::OutOfRange { value: 1e13, least: -1e12, greatest: 1e12 })
    );
    assert_eq!(
        spec.accept(Table::new(2, vec![1.0, 2.0])),
        Err(DataError::Columns { found: 2, least: 1, most: 1 })
    );
    for error in [DataError::Empty, DataError::NotText, DataError::Constant { value: 1.0 }] {
        assert!(!error.message().en.is_empty() && !error.message().zh.is_empty());
    }
}

#[test]
fn a_million_rows_are_counted_and_fifty_megabytes_refused() {
    let many: String = (0..1_000_001).map(|i| format!("{i}\n")).collect();
    let table = parse_table(&many).unwrap();
    assert_eq!(table.rows(), 1_000_001);
    assert_eq!(
        DataSpec::numbers(8, 1_000_000).accept(table),
        Err(DataError::TooManyRows { found: 1_000_001, most: 1_000_000 })
    );
    let huge = vec![b'1'; 50_000_000];
    let error = parse_text(&huge).unwrap_err();
    assert_eq!(error, DataError::TooManyBytes { found: 50_000_000, most: 20_000_000 });
    assert!(error.message().en.contains("20 MB") && error.message().zh.contains("20 MB"));
    assert_eq!(parse_text(&[0xff, 0xfe, 0]), Err(DataError::NotText));
}

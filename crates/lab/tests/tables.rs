//! Whatever a file or a paste holds: the table that was meant, or one sentence with the right line.

use lab::{ColumnKind, DataError, DataSpec, Sheet, Table, parse_table, parse_text};
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
    assert_eq!(sheet.suited(&DataSpec::numbers(2, 100)), [0]);
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

/// The list of issue and design: what is given, and the sentence's two forms.
#[test]
fn bad_data_get_a_sentence_with_their_line() {
    let spec = DataSpec { constant: false, min_rows: 2, max_rows: 5, max_columns: 2, ..ANY };
    for (raw, error, en, zh) in [
        (
            " \n\n",
            DataError::Empty,
            "there are no numbers in it; put at least one number on a line",
            "里面没有数；请每行至少给一个数",
        ),
        (
            "[[]]",
            DataError::Empty,
            "there are no numbers in it; put at least one number on a line",
            "里面没有数；请每行至少给一个数",
        ),
        (
            "day,height\n",
            DataError::HeaderOnly { words: "day height".into() },
            "“day height” is not a number, and no rows follow; put the numbers below it",
            "“day height”不是数，下面也没有数据；请把数写在它下面",
        ),
        (
            "1\n2\nthree\n",
            not_a_number(3, "three"),
            "line 3: “three” is not a number",
            "第 3 行：“three”不是数",
        ),
        (
            "1\n\n# x\nNaN\n",
            DataError::NotFinite { line: 4, field: "NaN".into() },
            "line 4: “NaN” is not finite; leave such rows out",
            "第 4 行：“NaN”不是有限的数；请去掉这样的行",
        ),
        (
            "1 2 -inf",
            DataError::NotFinite { line: 1, field: "-inf".into() },
            "line 1: “-inf” is not finite; leave such rows out",
            "第 1 行：“-inf”不是有限的数；请去掉这样的行",
        ),
        (
            "1\n1e999",
            DataError::NotFinite { line: 2, field: "1e999".into() },
            "line 2: “1e999” is not finite; leave such rows out",
            "第 2 行：“1e999”不是有限的数；请去掉这样的行",
        ),
        (
            "1,2\n3,\n",
            DataError::Missing { line: 2 },
            "line 2: a number is missing; leave such rows out",
            "第 2 行：缺一个数；请去掉这样的行",
        ),
        (
            "\"1,234\",5\n2,3\n",
            DataError::Ambiguous { line: 1, field: "1,234".into() },
            "line 1: “1,234” may be thousands or a fraction; \
             write thousands without a comma, fractions with a point",
            "第 1 行：“1,234”既像千位分隔又像小数；千位不要加逗号，小数请用点",
        ),
        (
            "1,2\r\n3,\"4\r\n5,6\r\n",
            DataError::Quote { line: 2 },
            "line 2: a quotation mark opens a field and none closes it; inside a quoted field, double it",
            "第 2 行：引号开了头却没有收尾；引号内的引号要写两遍",
        ),
        (
            "1,2\n3,4\n5\n",
            DataError::Ragged { line: 3, found: 1, expected: 2 },
            "line 3 has 1 field where the first row has 2",
            "第 3 行有 1 个字段，而首行有 2 个",
        ),
        (
            "[[1, 2],\n [3]]",
            DataError::Ragged { line: 2, found: 1, expected: 2 },
            "line 2 has 1 field where the first row has 2",
            "第 2 行有 1 个字段，而首行有 2 个",
        ),
        (
            "1,2,3\n4,5,6\n",
            DataError::Columns { found: 3, least: 1, most: 2 },
            "it has 3 columns of numbers where 1 to 2 are needed",
            "它有 3 列数，需要 1 至 2 列",
        ),
        (
            "4.2",
            DataError::TooFewRows { found: 1, least: 2 },
            "it has 1 row; at least 2 are needed",
            "只有 1 行，太少；至少需要 2 行",
        ),
        (
            "1 2 3 4 5 6",
            DataError::TooManyRows { found: 6, most: 5 },
            "it has 6 rows; at most 5 can be taken",
            "共 6 行，太多；最多 5 行",
        ),
        (
            "1 1e13",
            DataError::OutOfRange { value: 1e13, least: -1e12, greatest: 1e12 },
            "10000000000000 is out of range; numbers from -1000000000000 to 1000000000000 can be taken",
            "10000000000000 超出范围；只能取 -1000000000000 到 1000000000000 的数",
        ),
        (
            "3 3 3",
            DataError::Constant { value: 3.0 },
            "all numbers are 3; at least two different ones are needed",
            "所有的数都是 3；至少需要两个不同的数",
        ),
    ] {
        let found = Sheet::parse(raw).and_then(|sheet| sheet.take(&spec)).unwrap_err();
        assert_eq!(found, error, "{raw:?}");
        let message = found.message();
        assert_eq!((message.en.as_str(), message.zh.as_str()), (en, zh), "{raw:?}");
    }
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
fn bad_words_get_a_sentence() {
    for (raw, error) in [
        ("cat 1 2\n", DataError::TooFewRows { found: 1, least: 2 }),
        (
            "cat 1 2\ndog 3 4\ncat 5 6\n",
            DataError::Duplicate { line: 3, first: 1, word: "cat".into() },
        ),
        ("cat 1 2\ndog\n", DataError::Ragged { line: 2, found: 1, expected: 3 }),
        ("cat,1,2\ndog,,4\n", DataError::Missing { line: 2 }),
        ("cat 1 2\ndog 3 x4\n", not_a_number(2, "x4")),
        ("cat 1 2\ndog 3 nan\n", DataError::NotFinite { line: 2, field: "nan".into() }),
        ("cat\ndog\ncow\n", DataError::Columns { found: 0, least: 1, most: 100 }),
        ("1 2 3\n4 5 6\n", DataError::NoWord { line: 1 }),
        ("cat,1,2\n,3,4\n", DataError::NoWord { line: 2 }),
    ] {
        let found = Sheet::parse(raw).and_then(|sheet| sheet.take(&WORDS)).unwrap_err();
        assert_eq!(found, error, "{raw:?}");
        assert!(!found.message().en.is_empty() && !found.message().zh.is_empty());
    }
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

#[test]
fn nothing_nasty_panics_or_takes_more_than_its_length() {
    let million = 1_000_000;
    for (text, what) in [
        ("\"".repeat(million), "quotation marks"),
        ("\" ".repeat(million), "quotation marks and spaces"),
        ("\"a ".repeat(million), "opened words"),
        ("\",".repeat(million), "opened fields"),
        ("\"\n".repeat(million), "opened lines"),
        ("a\n\"".repeat(million), "quotation marks at line starts"),
        ("\"\"a \"a ".repeat(million / 2), "mixed"),
        ("[".repeat(million), "brackets"),
        ("[1".repeat(million), "brackets and numbers"),
        ("]".repeat(million), "closed brackets"),
        (",".repeat(million), "commas"),
        (";,".repeat(million), "semicolons and commas"),
        ("\r".repeat(million), "carriage returns"),
        (" ".repeat(million), "spaces"),
        ("#\n".repeat(million), "comments"),
        ("1".repeat(million), "one long number"),
        (format!("0.{}1", "0".repeat(million)), "one long fraction"),
        (format!("{}\n1", "x,".repeat(million)), "a long header"),
        (format!("a {}", "1 ".repeat(million)), "a word of a million numbers"),
    ] {
        if let Ok(sheet) = Sheet::parse(text) {
            let _ = (sheet.take(&ANY), sheet.take(&WORDS), sheet.suited(&ANY));
            assert!(sheet.columns().len() <= Sheet::MAX_COLUMNS, "{what}");
        }
    }
    let list = Sheet::parse("1 ".repeat(million)).unwrap();
    assert_eq!((list.rows(), list.columns().len()), (million, 1));
}

#[test]
fn a_million_rows_are_counted_and_fifty_megabytes_refused() {
    let many: String = (0..1_000_001).map(|i| format!("{i}\n")).collect();
    let sheet = Sheet::parse(many).unwrap();
    assert_eq!(
        sheet.take(&DataSpec::numbers(8, 1_000_000)),
        Err(DataError::TooManyRows { found: 1_000_001, most: 1_000_000 })
    );
    let error = parse_text(&vec![b'1'; 50_000_000]).unwrap_err();
    assert_eq!(error, DataError::TooManyBytes { found: 50_000_000, most: 20_000_000 });
    assert_eq!(error.message().en, "50.0 MB are too many; at most 20 MB can be taken");
    assert_eq!(error.message().zh, "文件有 50.0 MB，太大；上限是 20 MB");
    assert_eq!(parse_text(&[0xff, 0xfe, 0]), Err(DataError::NotText));
    assert_eq!(parse_text(b"1\0"), Err(DataError::NotText));
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
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(sheet) = parse_text(&bytes).and_then(Sheet::parse) {
            let _ = sheet.take(&ANY);
        }
    }

    #[test]
    fn no_paste_is_too_strange(raw in "[0-9eE+\\-., ;\\t\\r\\na\"#\\[\\]()１，；、\u{3000}]{0,120}") {
        let Ok(sheet) = Sheet::parse(raw.as_str()) else { return Ok(()) };
        // Whatever comes out is rectangular and finite, and lines lie within the text.
        let lines = raw.replace("\r\n", "\n").matches(['\n', '\r']).count() + 1;
        for (i, column) in sheet.columns().iter().enumerate() {
            match sheet.table(&[i]) {
                Ok(table) => {
                    prop_assert_eq!(table.values().len(), sheet.rows());
                    prop_assert!(table.values().iter().all(|x| x.is_finite()));
                    prop_assert!(column.fault().is_none());
                }
                Err(error) => prop_assert!(error.line().is_some_and(|l| 1 <= l && l <= lines)),
            }
        }
        let _ = (sheet.take(&ANY), sheet.take(&WORDS));
    }

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

    #[test]
    fn every_error_names_the_right_line(
        (end, separator) in style(),
        rows in 3..40usize,
        columns in 2..5usize,
        at in any::<prop::sample::Index>(),
        wrong in prop::sample::select(vec!["x", "NaN", "", "ragged"]),
        gaps in prop::collection::vec(prop::sample::select(vec!["", "\u{23} note", "  "]), 0..8),
    ) {
        let spaces = separator == " ";
        let (bad, mut text, mut line, mut expected) = (at.index(rows - 1) + 1, String::new(), 0, 0);
        for row in 0..rows {
            if let Some(gap) = gaps.get(row) {
                text += gap;
                text += end;
                line += 1;
            }
            line += 1;
            let mut fields: Vec<String> = (0..columns).map(|c| format!("{row}.{c}")).collect();
            if row == bad {
                expected = line;
                match wrong {
                    "ragged" => fields.push("7".into()),
                    field => fields[columns - 2] = field.into(),
                }
            }
            text += &fields.join(separator);
            text += end;
        }
        let error = parse_table(&text).unwrap_err();
        prop_assert_eq!(error.line(), Some(expected), "{:?}", error);
        let kind = match wrong {
            "ragged" => matches!(error, DataError::Ragged { .. }),
            "x" => matches!(error, DataError::NotANumber { .. }),
            "NaN" => matches!(error, DataError::NotFinite { .. }),
            _ if spaces => matches!(error, DataError::Ragged { .. }),
            _ => matches!(error, DataError::Missing { .. }),
        };
        prop_assert!(kind, "{:?}", error);
    }
}

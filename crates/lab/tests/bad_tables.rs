//! A file or a paste that cannot be used gives one sentence with the right line, and no panic.

use lab::{DataError, DataSpec, Sheet, parse_table, parse_text};
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

fn not_a_number(line: usize, field: &str) -> DataError {
    DataError::NotANumber { line, field: field.into() }
}

/// What is given, what it is, and the sentence in both languages.
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
            let _ = (sheet.take(&ANY), sheet.take(&WORDS), sheet.suited(&ANY, 3));
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

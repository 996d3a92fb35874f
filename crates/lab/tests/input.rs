//! Whatever an address or a field holds: nearest valid state, one sentence, no panic.

use std::sync::Arc;

use lab::{
    Choice, Citation, DataSpec, Message, Paper, Param, ParamError, Table, TextSpec, Value, Values,
    View, decode, encode, parse_table, t,
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
            labels: false,
            default: &[],
            example: "1 2",
        },
    ),
    Param::data(
        "vectors",
        t("vectors", "向量"),
        DataSpec { min_columns: 1, max_columns: 3, labels: true, ..DataSpec::numbers(2, 100) },
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
    .params(&["x", "rate", "n", "kind", "on", "seed", "numbers", "points", "words", "vectors"])],
    params: PARAMS,
    presets: &[],
    readouts: &[],
    claims: &[],
};

fn own(columns: usize, values: Vec<f64>) -> Value {
    Value::Data(Arc::new(Table::new(columns, values)))
}

/// A word as the site keeps it: not empty, white space inside it single spaces. That it begins with
/// no digit keeps a set of numerals out, which is not a column of words.
fn word() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c,;\"#\\[\\](){}、；，。 %&+=\u{feff}-]{1,6}", "\\PC{1,6}"]
        .prop_map(|raw| raw.split_whitespace().collect::<Vec<_>>().join(" "))
        .prop_filter("a word", |w| w.chars().next().is_some_and(|c| !c.is_numeric()))
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
        (1..=3usize, prop::collection::btree_set(word(), 2..12), prop::num::i32::ANY),
    )
        .prop_map(|((x, rate, n, a, on, seed), (numbers, points, words), (m, labels, y))| {
            let numbers_of = (0..labels.len() * m).map(|i| f64::from(y % 1_000) - i as f64 / 7.0);
            let vectors = Table::new(m, numbers_of.collect()).labelled(Vec::from_iter(labels));
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
                .with("vectors", Value::Data(Arc::new(vectors)))
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
fn a_rejected_value_says_what_is_allowed_and_the_notice_what_is_used() {
    const LIKE_PAPERS: &[Param] = &[
        Param::integer("terms", t("Terms", "项数"), (1, 100), 20).symbol("N"),
        Param::number("rate", t("Rate", "率"), (0.0, 2.0, 0.0), 0.5).word(
            "off",
            t("off", "关"),
            false,
        ),
        Param::choice(
            "data",
            t("Data", "数据"),
            &[
                Choice::new("a", t("", "")),
                Choice::new("b", t("", "")),
                Choice::new("c", t("", "")),
            ],
            "b",
        ),
        Param::toggle("fast", t("Fast", "快"), true),
        Param::seed(7),
        Param::data("own", t("Yours", "你的"), DataSpec::numbers(2, 9)),
        Param::text(
            "words",
            t("Words", "话"),
            TextSpec { max_chars: 3, default: "", multiline: false },
        ),
    ];
    for (key, raw, en, zh, used_en, used_zh) in [
        (
            "terms",
            "500",
            "500 is out of range; N takes whole numbers from 1 to 100",
            "500 超出范围；N 可取 1 到 100 的整数",
            "100 is used.",
            "改用 100。",
        ),
        (
            "terms",
            "2.6",
            "2.6 is not a whole number; N takes whole numbers from 1 to 100",
            "2.6 不是整数；N 可取 1 到 100 的整数",
            "3 is used.",
            "改用 3。",
        ),
        (
            "terms",
            "many",
            "“many” is not a number; N takes whole numbers from 1 to 100",
            "“many”不是数；N 可取 1 到 100 的整数",
            "20 is used.",
            "改用 20。",
        ),
        (
            "rate",
            "-1e400",
            "“-1e400” is not finite; Rate takes numbers from 0 to 2, or “off”",
            "“-1e400”不是有限的数；率 可取 0 到 2 的数，或“off”",
            "0.5 is used.",
            "改用 0.5。",
        ),
        (
            "data",
            "moon",
            "“moon” is none of its values; Data takes a, b or c",
            "“moon”不在取值之中；数据 可取 a、b、c",
            "b is used.",
            "改用 b。",
        ),
        (
            "fast",
            "perhaps",
            "“perhaps” is none of its values; Fast takes on or off",
            "“perhaps”不在取值之中；快 可取 on 或 off",
            "on is used.",
            "改用 on。",
        ),
        (
            "own",
            "1\n2\nx\n",
            "line 3: “x” is not a number",
            "第 3 行：“x”不是数",
            "No data are used.",
            "未采用这些数据。",
        ),
        (
            "words",
            "four",
            "4 characters are too many; Words takes at most 3 characters",
            "4 个字符太多；话 可取至多 3 个字符",
            "The first 3 are used.",
            "只取前 3 个。",
        ),
    ] {
        let param = LIKE_PAPERS.iter().find(|p| p.key == key).unwrap();
        let rejected = param.parse(raw).unwrap_err();
        assert_eq!((rejected.reason.en.as_str(), rejected.reason.zh.as_str()), (en, zh));
        let label = param.label;
        assert_eq!(rejected.message.en, format!("{} ({key}): {en}. {used_en}", label.en));
        assert_eq!(rejected.message.zh, format!("{}（{key}）：{zh}。{used_zh}", label.zh));
    }
    let seed = LIKE_PAPERS[4].parse("-1").unwrap_err();
    assert!(seed.reason.en.ends_with("takes whole numbers from 0 to 18446744073709551615"));
    // Nothing that steers a terminal gets into a sentence.
    let steering = LIKE_PAPERS[0].parse("1\u{1b}[2J\n2").unwrap_err();
    assert!(!steering.message.en.contains(char::is_control), "{:?}", steering.message.en);
}

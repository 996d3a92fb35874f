//! The command as a script sees it: output, exit code, one line on stderr.
#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{path::PathBuf, process::Command};

use serde_json::Value;

struct Outcome {
    out: String,
    err: String,
    ok: bool,
}

fn playable(args: &[&str]) -> Outcome {
    let output = Command::new(env!("CARGO_BIN_EXE_playable")).args(args).output().unwrap();
    Outcome {
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
        ok: output.status.success(),
    }
}

fn json(args: &[&str]) -> Value {
    let outcome = playable(args);
    assert!(outcome.ok, "{}", outcome.err);
    serde_json::from_str(&outcome.out).unwrap()
}

fn scratch(name: &str, content: &[u8]) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(name);
    std::fs::write(&path, content).unwrap();
    path
}

#[test]
fn list_names_every_paper() {
    let all = json(&["list", "--json"]);
    let ids: Vec<&str> =
        all.as_array().unwrap().iter().map(|p| p["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"fourier-density"));
    let plain = playable(&["list"]);
    assert!(ids.iter().all(|id| plain.out.contains(id)));
}

#[test]
fn run_prints_params_as_used_and_all_readouts() {
    let run = json(&["run", "fourier-density", "--set", "steps=50", "--set", "terms=5", "--json"]);
    assert_eq!(run["params"]["terms"], 5);
    assert_eq!(run["params"]["data"], "old-faithful");
    // Closed form: 2(N + 1) stored reals; the density's mass is 1; no truth to diverge from.
    assert_eq!(run["readouts"]["parameters"], 12.0);
    assert!((run["readouts"]["mass"].as_f64().unwrap() - 1.0).abs() < 1e-6);
    assert_eq!(run["readouts"]["kl"], "n/a");
    assert_eq!(run["progress"]["done"], 50);
}

#[test]
fn a_file_of_numbers_is_fitted() {
    let rows: String =
        (0..200).map(|i| format!("{i},{}\r\n", (f64::from(i) * 0.37).sin())).collect();
    let path = scratch("waves.csv", format!("day,height\r\n{rows}").as_bytes());
    let run = json(&[
        "run",
        "fourier-density",
        "--data",
        path.to_str().unwrap(),
        "--column",
        "height",
        "--set",
        "steps=50",
        "--json",
    ]);
    assert_eq!(run["params"]["data"], "own");
    assert_eq!(run["params"]["numbers"].as_array().unwrap().len(), 200);
}

#[test]
fn only_the_columns_asked_for_must_hold_numbers() {
    let rows: String = (0..30)
        .map(|i| format!("5.{i},\"3,{i}\",1.{i},{},\"Iris \"\"setosa\"\"\"\n", f64::from(i) / 10.0))
        .collect();
    let iris = format!("sepal_length,sepal_width,\"petal, length\",petal_width,species\n{rows}");
    let path = scratch("iris.csv", iris.as_bytes());
    let file = path.to_str().unwrap();
    let with = |column: &str| {
        playable(&[
            "run",
            "fourier-density",
            "--data",
            file,
            "--column",
            column,
            "--set",
            "steps=50",
            "--json",
        ])
    };
    for column in ["petal_width", "4"] {
        let outcome = with(column);
        assert!(outcome.ok, "{}", outcome.err);
        let run: Value = serde_json::from_str(&outcome.out).unwrap();
        let numbers = run["params"]["numbers"].as_array().unwrap();
        assert_eq!((numbers.len(), &numbers[29]), (30, &Value::from(2.9)));
    }
    assert!(with("petal, length").ok);
    for (column, words) in [
        ("species", "line 2: “Iris \"setosa\"” is not a number"),
        ("sepal_width", "line 2: “3,0” is not a number"),
        ("colour", "no column “colour” among sepal_length, sepal_width"),
        ("6", "no column “6”"),
        ("1,4", "it has 2 columns of numbers where 1 is needed"),
    ] {
        let outcome = with(column);
        assert!(!outcome.ok && outcome.err.contains(words), "{column}: {}", outcome.err);
    }
    let unchosen = playable(&["run", "fourier-density", "--data", file]);
    assert!(
        unchosen
            .err
            .contains("choose with --column among sepal_length, “petal, length”, petal_width"),
        "{}",
        unchosen.err
    );
}

#[test]
fn json_and_csv_tell_an_infinite_number_from_one_that_is_not_there() {
    // Without decay the fixed point 1/λ is infinite; gradients of a random walk know no sign.
    let args = ["embedding-drift", "--set", "view=weight", "--set", "weight_decay=0"];
    let run = json(&[&["run"], &args[..], &["--json"]].concat());
    assert_eq!(run["readouts"]["fixed_point"], "Infinity");
    assert!(run["readouts"]["theta"].is_number());
    let sweep = playable(&[&["sweep"], &args[..], &["--over", "seed=1,2"]].concat());
    assert!(sweep.ok, "{}", sweep.err);
    let rows: Vec<Vec<&str>> = sweep.out.lines().map(|l| l.split(',').collect()).collect();
    let column = rows[0].iter().position(|c| *c == "fixed_point").unwrap();
    assert_eq!((rows[1][column], rows[2][column]), ("Infinity", "Infinity"));
    for command in ["run", "sweep"] {
        let help = playable(&[command, "--help"]).out;
        assert!(help.contains("\"Infinity\"") && help.contains("\"n/a\""), "{help}");
    }
}

#[test]
fn a_value_out_of_range_is_refused_with_what_is_allowed() {
    for (set, words) in [
        ("terms=500", "terms=500: 500 is out of range; N takes whole numbers from 1 to 100"),
        ("terms=2.5", "terms=2.5: 2.5 is not a whole number; N takes whole numbers from 1 to 100"),
        ("terms=many", "terms=many: “many” is not a number; N takes whole numbers from 1 to 100"),
        ("numbers=1,2,x", "numbers=1,2,x: line 1: “x” is not a number"),
    ] {
        let outcome = playable(&["run", "fourier-density", "--set", set]);
        assert_eq!(
            (outcome.ok, outcome.err.as_str()),
            (false, format!("playable: {words}\n").as_str())
        );
    }
}

#[test]
fn figures_are_written() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("figures");
    for kind in ["svg", "csv"] {
        let outcome = playable(&[
            "run",
            "fourier-density",
            "--set",
            "steps=50",
            &format!("--{kind}"),
            folder.to_str().unwrap(),
        ]);
        assert!(outcome.ok, "{}", outcome.err);
        assert!(folder.join(format!("density.{kind}")).metadata().unwrap().len() > 1_000);
    }
}

#[test]
fn sweep_keeps_order_and_agrees_with_run() {
    let sweep = playable(&[
        "sweep",
        "fourier-density",
        "--over",
        "terms=3,9,5",
        "--set",
        "steps=50",
        "--csv",
    ]);
    let rows: Vec<Vec<&str>> = sweep.out.lines().map(|l| l.split(',').collect()).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows.iter().map(|r| r[0]).collect::<Vec<_>>(), ["terms", "3", "9", "5"]);
    let column = rows[0].iter().position(|c| *c == "nll_heldout").unwrap();
    let run = json(&["run", "fourier-density", "--set", "steps=50", "--set", "terms=9", "--json"]);
    assert_eq!(
        rows[2][column].parse::<f64>().unwrap(),
        run["readouts"]["nll_heldout"].as_f64().unwrap()
    );
}

#[test]
fn bad_input_is_one_line_and_a_failure() {
    let text = scratch("words.txt", b"1\n2\nthree\n4\n5\n6\n7\n8\n");
    let one = scratch("one.txt", b"4.2\n");
    let empty = scratch("empty.txt", b"");
    let equal = scratch("equal.txt", b"3 3 3 3 3 3 3 3 3");
    let wide = scratch("wide.csv", b"a,b\n1,2\n3,4\n");
    let header = scratch("header.csv", b"a,b\n");
    let open = scratch("open.csv", b"a,b\n1,2\n3,\"4\n5,6\n");
    let infinite = scratch("infinite.txt", b"1\n2\n1e999\n");
    let large = scratch("large.txt", &vec![b' '; 20_000_001]);
    let wrong = [0xffu8, 0xfe, 0x00, 0x41];
    let binary = scratch("binary.dat", &wrong);
    let of = |path: &PathBuf| path.to_str().unwrap().to_owned();
    for (args, word) in [
        (vec!["run".to_owned(), "no-such-paper".into()], "no-such-paper"),
        (
            vec!["run".into(), "fourier-density".into(), "--set".into(), "nonsense=1".into()],
            "nonsense",
        ),
        (vec!["run".into(), "fourier-density".into(), "--set".into(), "terms=1000".into()], "100"),
        (vec!["run".into(), "fourier-density".into(), "--set".into(), "terms=many".into()], "many"),
        (vec!["run".into(), "fourier-density".into(), "--set".into(), "terms".into()], "key=value"),
        (
            vec!["run".into(), "fourier-density".into(), "--set".into(), "data=own".into()],
            "numbers",
        ),
        (vec!["run".into(), "fourier-density".into(), "--data".into(), of(&text)], "line 3"),
        (vec!["run".into(), "fourier-density".into(), "--data".into(), of(&one)], "at least 8"),
        (vec!["run".into(), "fourier-density".into(), "--data".into(), of(&empty)], "no numbers"),
        (
            vec!["run".into(), "fourier-density".into(), "--data".into(), of(&equal)],
            "all numbers are 3",
        ),
        (vec!["run".into(), "fourier-density".into(), "--data".into(), of(&wide)], "2 columns"),
        (vec!["run".into(), "fourier-density".into(), "--data".into(), of(&binary)], "not text"),
        (
            vec!["run".into(), "fourier-density".into(), "--data".into(), of(&header)],
            "no rows follow",
        ),
        (vec!["run".into(), "fourier-density".into(), "--data".into(), of(&open)], "line 3"),
        (
            vec!["run".into(), "fourier-density".into(), "--data".into(), of(&infinite)],
            "line 3: “1e999” is not finite",
        ),
        (
            vec!["run".into(), "fourier-density".into(), "--data".into(), of(&large)],
            "at most 20 MB",
        ),
        (
            vec!["run".into(), "fourier-density".into(), "--data".into(), "/no/such/file".into()],
            "/no/such/file",
        ),
        (
            vec!["sweep".into(), "fourier-density".into(), "--over".into(), "terms=3,zero".into()],
            "zero",
        ),
        (vec!["claims".into(), "no-such-paper".into()], "no-such-paper"),
    ] {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let outcome = playable(&args);
        assert!(!outcome.ok, "{args:?}");
        assert_eq!(outcome.err.lines().count(), 1, "{args:?}: {}", outcome.err);
        assert!(outcome.err.contains(word), "{args:?}: {}", outcome.err);
        assert!(outcome.out.is_empty(), "{args:?}");
    }
}

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
    assert!(run["readouts"]["kl"].is_null());
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

//! The works of `bench/works` natively: `list`, `export WORK CASE FOLDER`, `time WORK CASE [SECONDS]`.
//! `scripts/bench.sh` sets peers beside them.

use std::{fs, path::Path, time::Instant};

use works::{ALL, start};

#[path = "../../../bench/works/mod.rs"]
mod works;

fn main() {
    if let Err(message) = run(std::env::args().skip(1).collect()) {
        eprintln!("{message}");
        std::process::exit(2);
    }
}

/// Takes the command.
///
/// # Errors
/// Says what is wrong with it, or which file could not be written.
fn run(words: Vec<String>) -> Result<(), String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["list"] => {
            for entry in ALL {
                for case in entry.cases {
                    println!("{}\t{}\t{}\t{}", entry.id, case, entry.unit, entry.about);
                }
            }
            Ok(())
        }
        ["export", id, case, folder] => export(id, case, Path::new(folder)),
        ["time", id, case] => time(id, case, 1.0),
        ["time", id, case, seconds] => {
            time(id, case, seconds.parse().map_err(|_| format!("not a number: {seconds}"))?)
        }
        _ => Err("bench list | export WORK CASE FOLDER | time WORK CASE [SECONDS]".to_owned()),
    }
}

/// Inputs and answer as raw little-endian doubles, one file each.
fn export(id: &str, case: &str, folder: &Path) -> Result<(), String> {
    let mut work = start(id, case)?;
    let words = |e: std::io::Error| format!("{}: {e}", folder.display());
    fs::create_dir_all(folder).map_err(words)?;
    work.run();
    let answer = ("answer", work.answer());
    for (name, numbers) in work.inputs().into_iter().chain([answer]) {
        let bytes: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
        fs::write(folder.join(format!("{name}.f64")), bytes).map_err(words)?;
    }
    println!("{}", work.units());
    Ok(())
}

/// Milliseconds of each of several runs, after one that warms up; at least five.
fn time(id: &str, case: &str, seconds: f64) -> Result<(), String> {
    let mut work = start(id, case)?;
    work.run();
    let begun = Instant::now();
    let mut times = Vec::new();
    while times.len() < 5 || begun.elapsed().as_secs_f64() < seconds {
        let run = Instant::now();
        work.run();
        times.push(run.elapsed().as_secs_f64() * 1e3);
    }
    let words: Vec<String> = times.iter().map(|ms| format!("{ms:.6}")).collect();
    println!("[{}]", words.join(", "));
    Ok(())
}

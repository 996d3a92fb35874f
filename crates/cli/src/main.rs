//! `playable`: the lab on the command line.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;
use playable::{Args, execute};

fn main() -> ExitCode {
    let args = Args::parse();
    let mut out = io::BufWriter::new(io::stdout().lock());
    let done =
        execute(&args, lab::PAPERS, &mut out).and_then(|()| out.flush().map_err(|e| e.to_string()));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, whatever is in it.
            eprintln!("playable: {}", error.replace('\n', " "));
            ExitCode::FAILURE
        }
    }
}

//! The lab without a browser: list the papers, run one, sweep a param, check the claims.

mod claims;
mod list;
mod run;
mod sweep;
mod values;

use std::{io::Write, path::PathBuf};

use clap::{Parser, Subcommand, ValueEnum};
use lab::{Lang, Reading, Registry};

/// Machine-learning papers to play with, on the command line.
#[derive(Debug, Parser)]
#[command(name = "playable", version, about)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The papers with their params and read-outs.
    List {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Run a paper's simulation to its end.
    Run(run::Run),
    /// Run it for several values of a param, on all cores, as CSV.
    Sweep(sweep::Sweep),
    /// Measure the claims of one paper or of all.
    Claims {
        /// The paper; all of them without it.
        paper: Option<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
        /// Language of the sentences.
        #[arg(long, value_enum, default_value_t = Language::En)]
        lang: Language,
    },
}

/// What to set before a run.
#[derive(Clone, Debug, clap::Args)]
struct Settings {
    /// Id of the paper.
    paper: String,
    /// A param: key=value, as in an address.
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// A file for the paper's data (or text) param: fields between commas, semicolons, tabs or white
    /// space, quoted or not, with or without a header; between semicolons or tabs 1,5 is a decimal
    /// comma; thousands are not grouped; at most 20 MB.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Which column of the file: its name or its number from 1; several with commas. Only these must
    /// hold numbers. Not needed where only as many columns hold numbers as the paper takes.
    #[arg(long, requires = "data")]
    column: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Language {
    En,
    Zh,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::Zh => Self::Zh,
        }
    }
}

/// Does what the arguments ask for and writes the result to `out`.
///
/// # Errors
/// One sentence: an unknown paper or param, a value out of range, data that cannot be used, a computation
/// that left the finite numbers, a claim that fails, a file that cannot be written.
pub fn execute(args: &Args, papers: Registry, out: &mut dyn Write) -> Result<(), String> {
    match &args.command {
        Command::List { json } => list::list(papers, *json, out),
        Command::Run(run) => run.execute(papers, out),
        Command::Sweep(sweep) => sweep.execute(papers, out),
        Command::Claims { paper, json, lang } => {
            claims::claims(papers, paper.as_deref(), *json, (*lang).into(), out)
        }
    }
}

fn find(papers: Registry, id: &str) -> Result<&'static lab::Paper, String> {
    papers.get(id).ok_or_else(|| {
        let ids: Vec<_> = papers.iter().map(|p| p.id).collect();
        format!("there is no paper “{id}”; there are: {}", ids.join(", "))
    })
}

fn wrote(result: std::io::Result<()>) -> Result<(), String> {
    result.map_err(|e| e.to_string())
}

/// What JSON and CSV say of numbers, for `--help`.
const NUMBERS: &str = "In JSON and CSV a finite number is a number; an infinite one is \"Infinity\" or \
\"-Infinity\", one that does not exist under the given params \"n/a\", and one that is not known (yet) \
null in JSON and an empty field in CSV.";

/// A number as JSON; NaN is not known.
fn number(x: f64) -> serde_json::Value {
    reading(x.into())
}

/// A read-out as JSON, as [`NUMBERS`] says.
fn reading(reading: Reading) -> serde_json::Value {
    match reading {
        Reading::Number(x) => match serde_json::Number::from_f64(x) {
            Some(number) => serde_json::Value::Number(number),
            None => (if x > 0.0 { "Infinity" } else { "-Infinity" }).into(),
        },
        Reading::NotApplicable => "n/a".into(),
        Reading::NotYet => serde_json::Value::Null,
    }
}

/// A read-out as a field of CSV, as [`NUMBERS`] says.
fn field(given: Reading) -> String {
    match given {
        Reading::Number(x) if x.is_finite() => x.to_string(),
        other => reading(other).as_str().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infinite_not_applicable_and_not_yet_known_are_told_apart() {
        for (given, json, csv) in [
            (Reading::from(0.1), "0.1", "0.1"),
            (f64::INFINITY.into(), "\"Infinity\"", "Infinity"),
            (f64::NEG_INFINITY.into(), "\"-Infinity\"", "-Infinity"),
            (Reading::NotApplicable, "\"n/a\"", "n/a"),
            (f64::NAN.into(), "null", ""),
        ] {
            assert_eq!((reading(given).to_string().as_str(), field(given).as_str()), (json, csv));
        }
    }
}

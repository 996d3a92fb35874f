//! The lab without a browser: list the papers, run one, sweep a param, check the claims.

mod claims;
mod list;
mod run;
mod sweep;
mod values;

use std::{io::Write, path::PathBuf};

use clap::{Parser, Subcommand, ValueEnum};
use lab::{Lang, Registry};

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
    /// A file for the paper's data (or text) param.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Which column of the file: its name or its number from 1.
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

/// A number as JSON: not known is null.
fn number(x: f64) -> serde_json::Value {
    serde_json::Number::from_f64(x).map_or(serde_json::Value::Null, serde_json::Value::Number)
}

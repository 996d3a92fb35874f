//! `playable sweep`: the same run for several values of one or more params, on all cores.

use std::io::Write;

use lab::{Registry, Values};
use rayon::prelude::*;

use crate::{
    Settings, field, find,
    run::{finish, told},
    values, wrote,
};

/// Run it for several values of a param, on all cores, as CSV.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::NUMBERS)]
pub(crate) struct Sweep {
    #[command(flatten)]
    settings: Settings,
    /// A param with its values: key=a,b,c. Several make all combinations.
    #[arg(long, value_name = "KEY=A,B,C", required = true)]
    over: Vec<String>,
    /// As CSV (the only form).
    #[arg(long)]
    csv: bool,
}

impl Sweep {
    pub(crate) fn execute(&self, papers: Registry, out: &mut dyn Write) -> Result<(), String> {
        let paper = find(papers, &self.settings.paper)?;
        let mut rows: Vec<(Vec<String>, Values)> = vec![(Vec::new(), self.settings.values(paper)?)];
        let mut keys = Vec::new();
        for over in &self.over {
            let (key, list) =
                over.split_once('=').ok_or_else(|| format!("“{over}” is not key=a,b,c"))?;
            keys.push(key.to_owned());
            let mut next = Vec::new();
            for (names, values) in &rows {
                for raw in list.split(',') {
                    let mut values = values.clone();
                    values::set(paper, &mut values, &format!("{key}={raw}"))?;
                    next.push((names.iter().cloned().chain([raw.to_owned()]).collect(), values));
                }
            }
            rows = next;
        }
        // Each run is by itself deterministic, and the rows keep their order.
        let results: Vec<_> = rows
            .par_iter()
            .map(|(_, values)| finish(paper, values, None).map(|(s, _)| s.readouts()))
            .collect();
        // All rows are of one view: that of the first.
        let told: Vec<_> =
            rows.first().map(|(_, values)| told(paper, values).collect()).unwrap_or_default();
        let head: Vec<&str> =
            keys.iter().map(String::as_str).chain(told.iter().map(|r| r.key)).collect();
        wrote(writeln!(out, "{}", head.join(",")))?;
        for ((names, _), result) in rows.iter().zip(results) {
            let readouts = result?;
            let cells =
                told.iter().map(|r| readouts.reading(r.key).map_or_else(String::new, field));
            wrote(writeln!(
                out,
                "{}",
                names.iter().cloned().chain(cells).collect::<Vec<_>>().join(",")
            ))?;
        }
        Ok(())
    }
}

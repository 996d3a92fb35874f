//! `playable run`.

use std::{fs, io::Write, path::PathBuf};

use figure::{Look, Theme, WidthTable, csv, draw, svg};
use lab::{Paper, Progress, Reading, Readout, Readouts, Registry, Simulation, Table, VIEW, Values};
use serde_json::{Map, Value, json};

use crate::{Language, Settings, find, number, reading, wrote};

/// Run a paper's simulation to its end.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::NUMBERS)]
pub(crate) struct Run {
    #[command(flatten)]
    settings: Settings,
    /// Params and read-outs as JSON.
    #[arg(long, conflicts_with_all = ["svg", "csv"])]
    json: bool,
    /// Writes each figure as SVG into this folder.
    #[arg(long, value_name = "DIR")]
    svg: Option<PathBuf>,
    /// Writes each figure's data as CSV into this folder.
    #[arg(long, value_name = "DIR")]
    csv: Option<PathBuf>,
    /// Stops after so many slices.
    #[arg(long)]
    ticks: Option<u64>,
    /// Language of figures and read-outs.
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,
}

impl Run {
    pub(crate) fn execute(&self, papers: Registry, out: &mut dyn Write) -> Result<(), String> {
        let paper = find(papers, &self.settings.paper)?;
        let values = self.settings.values(paper)?;
        let (simulation, progress) = finish(paper, &values, self.ticks)?;
        let readouts = simulation.readouts();
        let lang = self.lang.into();
        for (folder, kind) in [(&self.svg, "svg"), (&self.csv, "csv")] {
            let Some(folder) = folder else { continue };
            fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
            for figure in simulation.figures(lang) {
                let look = Look { title: true, ..Look::new(900, Theme::Light, &WidthTable) };
                let text = if kind == "svg" {
                    svg(&figure, &draw(&figure, &look), Theme::Light, true)
                } else {
                    csv(&figure)
                };
                let path = folder.join(format!("{}.{kind}", figure.id));
                fs::write(&path, text).map_err(|e| format!("{}: {e}", path.display()))?;
                wrote(writeln!(out, "{}", path.display()))?;
            }
        }
        if self.json {
            let result = json!({
                "paper": paper.id,
                "params": params(paper, &values),
                "readouts": by_key(told(paper, &values), &readouts),
                "progress": {"done": progress.done, "total": progress.total},
            });
            return wrote(writeln!(out, "{result}"));
        }
        if self.svg.is_none() && self.csv.is_none() {
            for readout in told(paper, &values) {
                let shown = match readouts.reading(readout.key) {
                    Some(Reading::Number(x)) => figure::significant(x, 6),
                    Some(Reading::NotApplicable) => "n/a".to_owned(),
                    Some(Reading::NotYet) | None => "–".to_owned(),
                };
                wrote(writeln!(
                    out,
                    "{:28} {shown:>14} {}  {}",
                    readout.key,
                    readout.unit.get(lang),
                    readout.label.get(lang)
                ))?;
            }
        }
        Ok(())
    }
}

/// Starts and advances to the end, or for so many slices.
pub(crate) fn finish(
    paper: &Paper,
    values: &Values,
    ticks: Option<u64>,
) -> Result<(Box<dyn Simulation>, Progress), String> {
    let mut simulation =
        (paper.view(values).start)(values).map_err(|e| format!("{}: {}", e.key, e.message.en))?;
    let mut progress = Progress { more: true, done: 0, total: None };
    let mut done = 0;
    while progress.more && ticks.is_none_or(|most| done < most) {
        progress = simulation.advance().map_err(|halt| halt.message.en)?;
        done += 1;
    }
    Ok((simulation, progress))
}

fn params(paper: &Paper, values: &Values) -> Value {
    let all = paper.params.iter().filter_map(|param| {
        let value = values.get(param.key)?;
        let written = match value {
            lab::Value::Number(x) => number(*x),
            lab::Value::Integer(x) => json!(x),
            lab::Value::Toggle(x) => json!(x),
            lab::Value::Seed(x) => json!(x),
            lab::Value::Data(table) => rows(table),
            other => json!(param.write(other)),
        };
        Some((param.key.to_owned(), written))
    });
    let view = (VIEW.to_owned(), json!(paper.view(values).id));
    Value::Object(std::iter::once(view).chain(all).collect::<Map<_, _>>())
}

/// The read-outs of the view in force.
pub(crate) fn told(
    paper: &'static Paper,
    values: &Values,
) -> impl Iterator<Item = &'static Readout> {
    let view = paper.view(values);
    view.readouts.iter().filter_map(|key| paper.readout(key))
}

/// Numbers; or rows of numbers, each after its label where there are labels.
fn rows(table: &Table) -> Value {
    if table.columns() == 1 && table.labels().is_empty() {
        return json!(table.values());
    }
    let labels = table.labels().iter().map(Some).chain(std::iter::repeat(None));
    let row = |(row, label): (&[f64], Option<&String>)| {
        let label = label.map(|l| json!(l));
        Value::Array(label.into_iter().chain(row.iter().map(|&x| number(x))).collect())
    };
    table.values().chunks(table.columns()).zip(labels).map(row).collect()
}

fn by_key(told: impl Iterator<Item = &'static Readout>, readouts: &Readouts) -> Value {
    let all = told
        .map(|r| (r.key.to_owned(), reading(readouts.reading(r.key).unwrap_or(Reading::NotYet))));
    Value::Object(all.collect::<Map<_, _>>())
}

//! From flags to values: strict, where an address is lenient.

use std::{fs::File, io::Read, path::Path, sync::Arc};

use lab::{
    Column, DataError, DataSpec, Kind, Paper, Sheet, Table, VIEW, Value, Values, no_view,
    parse_text,
};

use crate::Settings;

impl Settings {
    /// All values of the run.
    pub(crate) fn values(&self, paper: &'static Paper) -> Result<Values, String> {
        let mut values = paper.defaults();
        if let Some(path) = &self.data {
            let bytes = read(path).map_err(|e| format!("{}: {e}", path.display()))?;
            let about = |e: DataError| format!("{}: {}", path.display(), e.message().en);
            let text = parse_text(&bytes).map_err(about)?;
            let param = paper
                .params
                .iter()
                .find(|p| p.is_own())
                .ok_or_else(|| format!("{} takes no data", paper.id))?;
            let value = match param.kind {
                Kind::Data(spec) => {
                    let sheet = Sheet::parse(text).map_err(about)?;
                    let table = self.table(&sheet, &spec);
                    Value::Data(Arc::new(table.map_err(|e| format!("{}: {e}", path.display()))?))
                }
                _ => {
                    param.parse(text).map_err(|r| format!("{}: {}", path.display(), r.reason.en))?
                }
            };
            values.set(param.key, value);
            for param in paper.params {
                if let Kind::Choice { options, .. } = param.kind
                    && options.iter().any(|o| o.key == "own")
                {
                    values.set(param.key, Value::Choice("own".to_owned()));
                }
            }
        }
        for pair in &self.set {
            set(paper, &mut values, pair)?;
        }
        let keys = || self.set.iter().filter_map(|pair| pair.split('=').next());
        if keys().all(|key| key != VIEW) {
            let view = paper.view_for(&values, keys());
            values.set(VIEW, Value::Choice(view.id.to_owned()));
        }
        Ok(values)
    }

    /// The columns asked for, or all that hold numbers.
    fn table(&self, sheet: &Sheet, spec: &DataSpec) -> Result<Table, String> {
        let Some(wanted) = &self.column else {
            return sheet.take(spec).map_err(|error| match error {
                DataError::Columns { found, most, .. } if found > most => {
                    format!(
                        "{}; choose with --column among {}",
                        error.message().en,
                        listed(sheet, Column::has_numbers)
                    )
                }
                _ => error.message().en,
            });
        };
        let chosen = match column(sheet, wanted) {
            // A name with a comma in it comes before a list.
            Some(index) => vec![index],
            None => wanted
                .split(',')
                .map(|one| {
                    column(sheet, one.trim()).ok_or_else(|| {
                        format!("there is no column “{one}” among {}", listed(sheet, |_| true))
                    })
                })
                .collect::<Result<_, _>>()?,
        };
        let table =
            if spec.labels { sheet.labelled(&chosen, spec) } else { sheet.numbers(&chosen, spec) };
        table.map_err(|error| error.message().en)
    }
}

/// A column by its name or its number from 1.
fn column(sheet: &Sheet, wanted: &str) -> Option<usize> {
    let columns = sheet.columns();
    let by_number =
        || wanted.parse::<usize>().ok().filter(|n| (1..=columns.len()).contains(n)).map(|n| n - 1);
    columns.iter().position(|c| c.name == wanted && !wanted.is_empty()).or_else(by_number)
}

/// Columns by their names, or their numbers from 1 where they have none.
fn listed(sheet: &Sheet, test: fn(&Column) -> bool) -> String {
    const MOST: usize = 20;
    let mut all = sheet.columns().iter().enumerate().filter(|(_, c)| test(c)).map(|(i, c)| match c
        .name
        .as_str()
    {
        "" => (i + 1).to_string(),
        name if name.contains(',') => format!("“{name}”"),
        name => name.to_owned(),
    });
    let shown: Vec<String> = all.by_ref().take(MOST).collect();
    let more = if all.next().is_some() { ", …" } else { "" };
    format!("{}{more}", shown.join(", "))
}

/// A file's bytes; of one that is too large, no more than tells so.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let file = File::open(path).map_err(|e| e.to_string())?;
    let most = DataError::MAX_BYTES;
    let size = file.metadata().map_or(0, |m| m.len());
    let mut bytes = Vec::new();
    if size <= most {
        file.take(most + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    }
    let found = size.max(bytes.len() as u64);
    if found > most { Err(DataError::TooManyBytes { found, most }.message().en) } else { Ok(bytes) }
}

/// Sets one `key=value`.
pub(crate) fn set(paper: &'static Paper, values: &mut Values, pair: &str) -> Result<(), String> {
    let (key, raw) = pair.split_once('=').ok_or_else(|| format!("“{pair}” is not key=value"))?;
    if key == VIEW {
        let view =
            paper.views.iter().find(|v| v.id == raw).ok_or_else(|| no_view(paper, raw).en)?;
        values.set(VIEW, Value::Choice(view.id.to_owned()));
        return Ok(());
    }
    let param = paper.param(key).ok_or_else(|| {
        let keys: Vec<_> = paper.params.iter().map(|p| p.key).collect();
        format!("{} has no param “{key}”; it has: {}", paper.id, keys.join(", "))
    })?;
    let shown: String = pair.chars().take(60).collect();
    let more = if shown.len() < pair.len() { "…" } else { "" };
    let value = param.parse(raw).map_err(|r| format!("{shown}{more}: {}", r.reason.en))?;
    values.set(key, value);
    Ok(())
}

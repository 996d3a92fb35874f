//! From flags to values: strict, where an address is lenient.

use std::{fs, sync::Arc};

use lab::{Kind, Paper, Table, VIEW, Value, Values, no_view, parse_table, parse_text};

use crate::Settings;

impl Settings {
    /// All values of the run.
    pub(crate) fn values(&self, paper: &'static Paper) -> Result<Values, String> {
        let mut values = paper.defaults();
        if let Some(path) = &self.data {
            let bytes = fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
            let about = |e: lab::DataError| format!("{}: {}", path.display(), e.message().en);
            let text = parse_text(&bytes).map_err(about)?;
            let param = paper
                .params
                .iter()
                .find(|p| p.is_own())
                .ok_or_else(|| format!("{} takes no data", paper.id))?;
            let value = match param.kind {
                Kind::Data(spec) => {
                    let table = parse_table(text).map_err(about)?;
                    let table = self.column(table)?;
                    Value::Data(Arc::new(spec.accept(table).map_err(about)?))
                }
                _ => param.parse(text).map_err(|r| r.message.en)?,
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

    fn column(&self, table: Table) -> Result<Table, String> {
        let Some(wanted) = &self.column else {
            return Ok(table);
        };
        let by_name = table.names().iter().position(|n| n == wanted);
        let by_number = wanted
            .parse::<usize>()
            .ok()
            .and_then(|n| n.checked_sub(1))
            .filter(|&i| i < table.columns());
        match by_name.or(by_number) {
            Some(index) => Ok(table.select(&[index])),
            None => Err(format!(
                "there is no column “{wanted}” among {}",
                if table.names().is_empty() {
                    format!("the {} columns", table.columns())
                } else {
                    table.names().join(", ")
                }
            )),
        }
    }
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
    values.set(key, param.parse(raw).map_err(|r| r.message.en)?);
    Ok(())
}

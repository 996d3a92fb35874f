//! `playable list`.

use std::io::Write;

use lab::{Kind, Registry};
use serde_json::{Value, json};

use crate::wrote;

pub(crate) fn list(papers: Registry, as_json: bool, out: &mut dyn Write) -> Result<(), String> {
    if as_json {
        let all: Vec<Value> = papers
            .iter()
            .map(|p| {
                let params: Vec<Value> = p.params.iter().map(|p| json!({"key": p.key, "label": p.label.en, "kind": kind(&p.kind), "default": p.write(&p.default_value())})).collect();
                json!({
                    "id": p.id,
                    "title": {"en": p.title.en, "zh": p.title.zh},
                    "question": {"en": p.question.en, "zh": p.question.zh},
                    "params": params,
                    "views": p.views.iter().map(|v| json!({"id": v.id, "title": {"en": v.title.en, "zh": v.title.zh}, "params": v.params, "readouts": v.readouts, "headline": v.headline})).collect::<Vec<_>>(),
                    "readouts": p.readouts.iter().map(|r| r.key).collect::<Vec<_>>(),
                    "presets": p.presets.iter().map(|p| p.id).collect::<Vec<_>>(),
                    "claims": p.claims.iter().map(|c| c.id).collect::<Vec<_>>(),
                })
            })
            .collect();
        return wrote(writeln!(out, "{}", Value::Array(all)));
    }
    for paper in papers.iter() {
        wrote(writeln!(out, "{:22} {}", paper.id, paper.question.en))?;
        for param in paper.params {
            wrote(writeln!(
                out,
                "  {:18} {} [{}]",
                param.key,
                param.label.en,
                param.write(&param.default_value())
            ))?;
        }
    }
    Ok(())
}

fn kind(kind: &Kind) -> Value {
    match kind {
        Kind::Number { min, max, .. } => json!({"number": [min, max]}),
        Kind::Integer { min, max, .. } => json!({"integer": [min, max]}),
        Kind::Choice { options, .. } => {
            json!({"choice": options.iter().map(|o| o.key).collect::<Vec<_>>()})
        }
        Kind::Toggle { .. } => json!("toggle"),
        Kind::Seed { .. } => json!("seed"),
        Kind::Data(spec) => {
            json!({"data": {"columns": [spec.min_columns, spec.max_columns], "rows": [spec.min_rows, spec.max_rows]}})
        }
        Kind::Text(spec) => json!({"text": spec.max_chars}),
    }
}

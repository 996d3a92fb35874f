//! `playable claims`.

use std::{io::Write, time::Instant};

use lab::{Claim, Expected, Lang, Measurement, Registry, Verdict};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::{find, number, wrote};

pub(crate) fn claims(
    papers: Registry,
    only: Option<&str>,
    as_json: bool,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), String> {
    let chosen: Vec<&lab::Paper> = match only {
        Some(id) => vec![find(papers, id)?],
        None => papers.iter().collect(),
    };
    let all: Vec<(&str, &Claim)> =
        chosen.iter().flat_map(|p| p.claims.iter().map(|c| (p.id, c))).collect();
    let measured: Vec<(Measurement, f64)> = all
        .par_iter()
        .map(|(_, claim)| {
            let begun = Instant::now();
            let measurement = (claim.measure)();
            (measurement, begun.elapsed().as_secs_f64())
        })
        .collect();
    let mut failed = Vec::new();
    let mut rows = Vec::new();
    for ((paper, claim), (measurement, seconds)) in all.iter().zip(&measured) {
        let verdict = claim.judge(measurement);
        if verdict == Verdict::Fails {
            failed.push(format!("{paper}/{}", claim.id));
        }
        if as_json {
            rows.push(row(paper, claim, measurement, verdict, *seconds, lang));
        } else {
            wrote(writeln!(
                out,
                "{:14} {}/{}: measured {} ({seconds:.2} s)",
                name(verdict),
                paper,
                claim.id,
                figure::significant(measurement.value, 5)
            ))?;
        }
    }
    if as_json {
        wrote(writeln!(out, "{}", Value::Array(rows)))?;
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("claims that fail: {}", failed.join(", "))) }
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::HoldsInPart => "holds in part",
        Verdict::Fails => "fails",
    }
}

fn row(
    paper: &str,
    claim: &Claim,
    measurement: &Measurement,
    verdict: Verdict,
    seconds: f64,
    lang: Lang,
) -> Value {
    let (expected, tolerance) = match claim.expected {
        Expected::Near { value, tolerance } => (number(value), number(tolerance)),
        Expected::AtMost(bound) => (json!({"at_most": bound}), Value::Null),
        Expected::AtLeast(bound) => (json!({"at_least": bound}), Value::Null),
        Expected::Between(low, high) => (json!({"between": [low, high]}), Value::Null),
    };
    let parts: Vec<Value> = measurement
        .parts
        .iter()
        .map(|p| json!({"condition": p.condition.get(lang), "measured": number(p.value), "held": claim.expected.admits(p.value)}))
        .collect();
    json!({
        "id": claim.id,
        "paper": paper,
        "sentence": claim.sentence.get(lang),
        "source": claim.source.place.get(lang),
        "expected": expected,
        "tolerance": tolerance,
        "measured": number(measurement.value),
        "standard_error": measurement.standard_error.map_or(Value::Null, number),
        "verdict": name(verdict),
        "parts": parts,
        "note": measurement.note.get(lang),
        "seconds": seconds,
    })
}

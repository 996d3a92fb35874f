//! `playable claims`.

use std::{io::Write, time::Instant};

use lab::{Claim, Expected, Lang, Outcome, Registry, Verdict};
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
    let chosen: Vec<&'static lab::Paper> = match only {
        Some(id) => vec![find(papers, id)?],
        None => papers.iter().collect(),
    };
    let all: Vec<(&'static lab::Paper, &Claim)> =
        chosen.iter().flat_map(|p| p.claims.iter().map(move |c| (*p, c))).collect();
    let measured: Vec<(Outcome, f64)> = all
        .par_iter()
        .map(|(paper, claim)| {
            let begun = Instant::now();
            let outcome = claim.measure(paper);
            (outcome, begun.elapsed().as_secs_f64())
        })
        .collect();
    let mut surprises = Vec::new();
    let mut rows = Vec::new();
    for ((paper, claim), (outcome, seconds)) in all.iter().zip(&measured) {
        let id = format!("{}/{}", paper.id, claim.id);
        let verdict = claim.judge(outcome);
        match &verdict {
            Err(fault) => {
                surprises.push(format!("{id} could not be measured ({})", fault.message.en))
            }
            Ok(_) if !outcome.is_finite() => surprises.push(format!("{id} is not finite")),
            Ok(verdict) if *verdict != claim.stands => {
                surprises.push(format!(
                    "{id} {}, recorded: {}",
                    name(*verdict),
                    name(claim.stands)
                ));
            }
            Ok(_) => {}
        }
        let word = verdict.as_ref().map_or("not measured", |v| name(*v));
        if as_json {
            rows.push(row(paper, claim, outcome, word, *seconds, lang));
        } else {
            wrote(writeln!(
                out,
                "{word:14} {id}: measured {} ({seconds:.2} s)",
                figure::significant(outcome.own().map_or(f64::NAN, |m| m.value), 5)
            ))?;
        }
    }
    if as_json {
        wrote(writeln!(out, "{}", Value::Array(rows)))?;
    }
    if surprises.is_empty() {
        Ok(())
    } else {
        Err(format!("claims that do not stand as recorded: {}", surprises.join("; ")))
    }
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Holds => "holds",
        Verdict::HoldsInPart => "holds in part",
        Verdict::Fails => "fails",
    }
}

fn row(
    paper: &lab::Paper,
    claim: &Claim,
    outcome: &Outcome,
    verdict: &str,
    seconds: f64,
    lang: Lang,
) -> Value {
    let (expected, tolerance) = match claim.expected {
        Expected::Near { value, tolerance } => (number(value), number(tolerance)),
        Expected::AtMost(bound) => (json!({"at_most": bound}), Value::Null),
        Expected::AtLeast(bound) => (json!({"at_least": bound}), Value::Null),
        Expected::Between(low, high) => (json!({"between": [low, high]}), Value::Null),
    };
    let parts: Vec<Value> = outcome
        .rows(paper)
        .iter()
        .map(|p| json!({"condition": p.condition.get(lang), "measured": number(p.value), "held": claim.expected.admits(p.value)}))
        .collect();
    let own = outcome.own();
    json!({
        "id": claim.id,
        "paper": paper.id,
        "sentence": claim.sentence.get(lang),
        "source": claim.source.place.get(lang),
        "expected": expected,
        "tolerance": tolerance,
        "measured": number(own.map_or(f64::NAN, |m| m.value)),
        "standard_error": own.and_then(|m| m.standard_error).map_or(Value::Null, number),
        "verdict": verdict,
        "stands": name(claim.stands),
        "reason": claim.reason.get(lang),
        "parts": parts,
        "note": own.map_or("", |m| m.note.get(lang)),
        "seconds": seconds,
    })
}

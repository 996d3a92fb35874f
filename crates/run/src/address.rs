//! The state of an exhibit in the address: params, the slice at which the run stands, the pinned run.

use lab::{Message, Notice, Paper, VIEW, Value, Values, decode, encode};

/// Keys in the address that are not params.
const FOREIGN: [&str; 3] = ["at", "vs.", "vs"];

/// Longest state that goes into a link; beyond it, messengers and mail programs break addresses.
pub const LONGEST: usize = 8_000;

/// What an address says.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Params.
    pub values: Values,
    /// Number of slices after which the run pauses.
    pub at: Option<u64>,
    /// The pinned run.
    pub pinned: Option<Pinned>,
}

/// A pinned run, as an address names it.
#[derive(Clone, Debug, PartialEq)]
pub struct Pinned {
    /// Params.
    pub values: Values,
    /// Slices after which it was pinned; none: at its end.
    pub at: Option<u64>,
}

/// A state in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The words, without `#`.
    pub words: String,
    /// Whether all of it is there: data too large for a link are not.
    pub whole: bool,
}

/// Reads a query and a fragment; the fragment comes second and so wins. A fragment may begin with a preset, as the
/// links of the prose do: `#preset:negative`.
pub fn read(paper: &'static Paper, query: &str, fragment: &str) -> (State, Vec<Notice>) {
    // Whoever links here may add their own (utm_…): only what the paper knows is taken from a query.
    let known = query.trim_start_matches('?').split('&').filter(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        paper.param(key).is_some()
            || key == VIEW
            || FOREIGN.contains(&key)
            || key.starts_with("vs.")
    });
    let fragment = fragment.trim_start_matches('#').split('&').filter(|p| !p.is_empty());
    let mut all: Vec<String> = known.map(str::to_owned).collect();
    let mut unknown = Vec::new();
    for pair in fragment {
        match pair.strip_prefix("preset:").or_else(|| pair.strip_prefix("preset%3A")) {
            Some(id) => match paper.presets.iter().find(|p| p.id == id) {
                Some(preset) => all.extend(preset.set.iter().map(|(k, v)| format!("{k}={v}"))),
                None => unknown.push(no_preset(paper, id)),
            },
            None => all.push(pair.to_owned()),
        }
    }
    let (values, mut notices) = decode(paper, &all.join("&"), &FOREIGN);
    notices.extend(unknown);
    let slices = |key: &str| all.iter().rev().find_map(|p| p.strip_prefix(key)?.parse().ok());
    let pinned: Vec<&str> = all.iter().filter_map(|p| p.strip_prefix("vs.")).collect();
    let has_pin = !pinned.is_empty() || all.iter().any(|p| p == "vs" || p.starts_with("vs="));
    let pinned = has_pin.then(|| Pinned {
        values: decode(paper, &pinned.join("&"), &FOREIGN).0,
        at: slices("vs.at="),
    });
    (State { values, at: slices("at="), pinned }, notices)
}

fn no_preset(paper: &Paper, id: &str) -> Notice {
    let shown: String = id.chars().take(40).collect();
    let ids: Vec<&str> = paper.presets.iter().map(|p| p.id).collect();
    Notice {
        key: "preset".to_owned(),
        message: Message::new(
            format!("There is no preset “{shown}”; there are: {}.", ids.join(", ")),
            format!("没有名为“{shown}”的预设；有：{}。", ids.join("、")),
        ),
    }
}

/// Writes a state; what is at its default is left out, and so are data that are too large for a link.
pub fn write(paper: &Paper, state: &State) -> Written {
    // A number with its comma takes two characters at least: larger tables are not even written to be measured.
    let (first, whole) = written(paper, state, |value| match value {
        Value::Data(table) => table.values().len() <= LONGEST / 2,
        Value::Text(text) => text.len() <= LONGEST,
        _ => true,
    });
    if whole && first.len() <= LONGEST {
        return Written { words: first, whole };
    }
    let (words, _) =
        written(paper, state, |value| !matches!(value, Value::Data(_) | Value::Text(_)));
    Written { words, whole: false }
}

/// The words, with only the values that `fits` lets through, and whether that was all of them.
fn written(paper: &Paper, state: &State, fits: impl Fn(&Value) -> bool) -> (String, bool) {
    let mut whole = true;
    let mut light = |values: &Values| {
        let mut values = values.clone();
        for param in paper.params {
            if values.get(param.key).is_some_and(|value| !fits(value)) {
                whole = false;
                values.remove(param.key);
            }
        }
        encode(paper, &values)
    };
    let mut parts = vec![light(&state.values)];
    if let Some(at) = state.at {
        parts.push(format!("at={at}"));
    }
    if let Some(pinned) = &state.pinned {
        let written = light(&pinned.values);
        parts.push("vs".to_owned());
        parts.extend(written.split('&').filter(|p| !p.is_empty()).map(|p| format!("vs.{p}")));
        parts.extend(pinned.at.map(|at| format!("vs.at={at}")));
    }
    parts.retain(|p| !p.is_empty());
    (parts.join("&"), whole)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use lab::{PAPERS, Table};

    fn paper() -> &'static Paper {
        PAPERS.get("fourier-density").unwrap()
    }

    #[test]
    fn what_is_written_reads_back() {
        let words = "#terms=30&data=galaxies&at=12&vs&vs.terms=4&vs.at=7";
        let (mut state, notices) = read(paper(), "", words);
        assert!(notices.is_empty());
        assert_eq!((state.values.integer("terms"), state.at), (30, Some(12)));
        let pinned = state.pinned.clone().unwrap();
        assert_eq!((pinned.values.integer("terms"), pinned.at), (4, Some(7)));
        let (again, _) = read(paper(), "", &write(paper(), &state).words);
        assert_eq!(again, state);
        // A pinned run at all defaults is still a pinned run, and a run without `at` has none from its pin.
        state.at = None;
        state.pinned = Some(Pinned { values: paper().defaults(), at: Some(3) });
        assert_eq!(read(paper(), "", &write(paper(), &state).words).0, state);
    }

    #[test]
    fn a_query_counts_but_strangers_in_it_do_not() {
        let (state, notices) = read(paper(), "?terms=5&utm_source=x&embed", "#gamma=0");
        assert!(notices.is_empty());
        assert_eq!((state.values.integer("terms"), state.values.number("gamma")), (5, 0.0));
    }

    #[test]
    fn a_malformed_address_opens_the_nearest_state_and_says_so() {
        let (state, notices) =
            read(paper(), "", "#terms=9999&data=moon&nonsense=1&gamma=%zz&seed=-1&modes=３");
        assert_eq!(state.values.integer("terms"), 100);
        assert_eq!(state.values.choice("data"), "old-faithful");
        assert_eq!(state.values.integer("modes"), 3);
        assert_eq!(notices.len(), 5);
    }

    #[test]
    fn a_link_of_the_prose_opens_afresh_what_it_sets() {
        for paper in PAPERS.iter() {
            for preset in paper.presets {
                let (state, notices) = read(paper, "", &format!("#preset:{}", preset.id));
                assert!(notices.is_empty(), "{}: {notices:?}", preset.id);
                assert_eq!(state.values, preset.values(paper), "{}", preset.id);
            }
        }
        // With more behind it, and one that there is not.
        let (state, _) = read(paper(), "", "#preset:sharp&terms=7");
        assert_eq!((state.values.choice("data"), state.values.integer("terms")), ("sharp", 7));
        let (state, notices) = read(paper(), "", "#preset:nowhere");
        assert_eq!((state.values, notices.len()), (paper().defaults(), 1));
    }

    #[test]
    fn data_too_large_for_a_link_are_left_out_and_the_rest_stays() {
        let mut values = paper().defaults();
        let table = |n: usize| Value::Data(Arc::new(Table::new(1, vec![0.125; n])));
        values.set("terms", Value::Integer(9));
        values.set("numbers", table(100));
        let mut state = State { values, at: None, pinned: None };
        assert!(write(paper(), &state).whole);
        for n in [2_000, 1_000_000] {
            state.values.set("numbers", table(n));
            assert_eq!(write(paper(), &state), Written { words: "terms=9".into(), whole: false });
        }
    }
}

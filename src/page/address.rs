//! The state of an exhibit in the address: params, the slice at which the run stands, the pinned run.

use lab::{Notice, Paper, Values, decode, encode};

/// Keys in the address that are not params.
const FOREIGN: [&str; 3] = ["at", "vs.", "vs"];

/// What an address says.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Params.
    pub values: Values,
    /// Number of slices after which the run pauses.
    pub at: Option<u64>,
    /// Params of the pinned run.
    pub pinned: Option<Values>,
}

/// Reads a query and a fragment; the fragment comes second and so wins.
pub fn read(paper: &'static Paper, query: &str, fragment: &str) -> (State, Vec<Notice>) {
    // Whoever links here may add their own (utm_…): only what the paper knows is taken from a query.
    let known = query.trim_start_matches('?').split('&').filter(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        paper.param(key).is_some()
            || key == lab::VIEW
            || FOREIGN.contains(&key)
            || key.starts_with("vs.")
    });
    let fragment = fragment.trim_start_matches('#');
    let all: Vec<&str> = known.chain(fragment.split('&')).filter(|p| !p.is_empty()).collect();
    let (values, notices) = decode(paper, &all.join("&"), &FOREIGN);
    let at = all.iter().rev().find_map(|p| p.strip_prefix("at=")).and_then(|n| n.parse().ok());
    let pinned: Vec<&str> = all.iter().filter_map(|p| p.strip_prefix("vs.")).collect();
    let has_pin = !pinned.is_empty() || all.iter().any(|p| *p == "vs" || p.starts_with("vs="));
    let pinned = has_pin.then(|| decode(paper, &pinned.join("&"), &[]).0);
    (State { values, at, pinned }, notices)
}

/// Writes a state; what is at its default is left out.
pub fn write(paper: &Paper, state: &State) -> String {
    let mut parts = vec![encode(paper, &state.values)];
    if let Some(at) = state.at {
        parts.push(format!("at={at}"));
    }
    if let Some(pinned) = &state.pinned {
        let written = encode(paper, pinned);
        parts.push("vs".to_owned());
        parts.extend(written.split('&').filter(|p| !p.is_empty()).map(|p| format!("vs.{p}")));
    }
    parts.retain(|p| !p.is_empty());
    parts.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::PAPERS;

    fn paper() -> &'static Paper {
        PAPERS.get("fourier-density").unwrap()
    }

    #[test]
    fn what_is_written_reads_back() {
        let (mut state, notices) = read(paper(), "", "#terms=30&data=galaxies&at=12&vs&vs.terms=4");
        assert!(notices.is_empty());
        assert_eq!((state.values.integer("terms"), state.at), (30, Some(12)));
        assert_eq!(state.pinned.as_ref().map(|p| p.integer("terms")), Some(4));
        let (again, _) = read(paper(), "", &write(paper(), &state));
        assert_eq!(again, state);
        // A pinned run at all defaults is still a pinned run.
        state.pinned = Some(paper().defaults());
        assert_eq!(read(paper(), "", &write(paper(), &state)).0, state);
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
}

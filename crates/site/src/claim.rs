//! Claims as the pages list them: the words, with a place for the verdict that the reader's machine gives.

use lab::{Claim, Expected, Lang, Paper, t};
use maud::{Markup, html};

use crate::inline::typeset;

/// All claims of a paper.
pub(crate) fn list(paper: &Paper, lang: Lang) -> Markup {
    html! {
        ol.claim-list {
            @for claim in paper.claims { (item(paper, claim, lang)) }
        }
    }
}

fn item(paper: &Paper, claim: &Claim, lang: Lang) -> Markup {
    let place = claim.source.place.get(lang);
    html! {
        li.claim data-claim={ (paper.id) "/" (claim.id) } data-stands=(claim.stands.key()) {
            p.sentence { (typeset(claim.sentence.get(lang))) }
            p.claim-meta {
                span.source {
                    @if claim.source.url.is_empty() {
                        (typeset(place))
                    } @else {
                        a rel="noopener" href=(claim.source.url) { (typeset(place)) }
                    }
                } " "
                span.expected { (t("expected", "预期").get(lang)) " " (typeset(&expected(claim.expected))) }
            }
            div data-slot="verdict" {}
        }
    }
}

fn expected(expected: Expected) -> String {
    let n = |x: f64| figure::significant(x, 4);
    match expected {
        Expected::Near { value, tolerance: 0.0 } => n(value),
        Expected::Near { value, tolerance } => {
            format!("{} ± {}", n(value), figure::significant(tolerance, 2))
        }
        Expected::AtMost(bound) => format!("≤ {}", n(bound)),
        Expected::AtLeast(bound) => format!("≥ {}", n(bound)),
        Expected::Between(low, high) => format!("{} … {}", n(low), n(high)),
    }
}

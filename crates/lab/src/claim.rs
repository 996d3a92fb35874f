//! Claims: statements of a source, with code that measures them.
//!
//! A claim says what its *source* says, so that it can fail. It is measured at a setting, which its link opens, and
//! over a range, so that "holds in part" is a picture: where along n, λ or the seed it holds.

use crate::{Fault, Measurement, Message, Notice, Outcome, Paper, Text, Values, decode, t};

/// A quantitative statement that a browser can check.
#[derive(Clone, Copy)]
pub struct Claim {
    /// Stable name, unique within its paper: lower case with hyphens.
    pub id: &'static str,
    /// What is claimed, so that it can be true or false.
    pub sentence: Text,
    /// Who claims it, and where.
    pub source: Source,
    /// What the measured value should be.
    pub expected: Expected,
    /// Why the tolerance or the bound is what it is: printed beside it.
    pub reason: Text,
    /// Where it is right, and why the author could think so: for what fails or holds in part. Empty where nothing
    /// needs saying.
    pub fairness: Text,
    /// Setting at which it is measured, as in an address; all other params are at their defaults.
    pub at: Settings,
    /// Params varied over these values, in all combinations.
    pub over: &'static [(&'static str, &'static [&'static str])],
    /// Today's verdict, recorded: a test notices when it changes, either way.
    pub stands: Verdict,
    /// Measures it at one setting with the code that the exhibit runs. It never sees `expected`.
    pub by: Measure,
}

/// Params with their values, as in an address.
pub type Settings = &'static [(&'static str, &'static str)];

/// Code that measures a claim at a setting.
pub type Measure = fn(&Values) -> Result<Measurement, Fault>;

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Paper or post with section or equation: "post 10007, 'Cumulative distribution'".
    pub place: Text,
    /// Address; empty where there is none.
    pub url: &'static str,
}

/// What a measured value is held against.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Expected {
    /// |measured − value| ≤ tolerance.
    Near {
        /// Value claimed or derived.
        value: f64,
        /// Absolute tolerance.
        tolerance: f64,
    },
    /// measured ≤ bound.
    AtMost(f64),
    /// measured ≥ bound.
    AtLeast(f64),
    /// low ≤ measured ≤ high.
    Between(f64, f64),
}

impl Expected {
    /// Whether a measured value fits. NaN never does.
    pub fn admits(self, measured: f64) -> bool {
        match self {
            Self::Near { value, tolerance } => (measured - value).abs() <= tolerance,
            Self::AtMost(bound) => measured <= bound,
            Self::AtLeast(bound) => measured >= bound,
            Self::Between(low, high) => low <= measured && measured <= high,
        }
    }
}

/// What came of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As expected at every setting tried.
    Holds,
    /// As expected at some of them, or in one half of its sentence.
    HoldsInPart,
    /// Not as expected anywhere.
    Fails,
}

impl Verdict {
    /// For JSON, attributes and CSS.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::HoldsInPart => "holds-in-part",
            Self::Fails => "fails",
        }
    }

    /// In words.
    pub const fn label(self) -> Text {
        match self {
            Self::Holds => t("holds", "成立"),
            Self::HoldsInPart => t("holds in part", "部分成立"),
            Self::Fails => t("fails", "不成立"),
        }
    }
}

/// One setting at which a claim is measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// The varied params with their values, as in an address; empty at the claim's own setting.
    pub over: Vec<(&'static str, &'static str)>,
    /// All values.
    pub values: Values,
}

impl Point {
    /// What distinguishes it, in the params' symbols: "n = 512, seed = 2".
    pub fn condition(&self, paper: &Paper) -> Message {
        let words = |lang| {
            let name = |key| match paper.param(key) {
                Some(p) if !p.symbol.is_empty() => p.symbol,
                Some(p) => p.label.get(lang),
                None => key,
            };
            let all: Vec<String> =
                self.over.iter().map(|(key, raw)| format!("{} = {raw}", name(key))).collect();
            all.join(", ")
        };
        Message::new(words(crate::Lang::En), words(crate::Lang::Zh))
    }
}

impl Claim {
    /// A claim with all that is not yet said; [`Claim::by`] comes last.
    pub const fn new(id: &'static str, sentence: Text) -> Self {
        Self {
            id,
            sentence,
            source: Source { place: t("", ""), url: "" },
            expected: Expected::AtMost(0.0),
            reason: t("", ""),
            fairness: t("", ""),
            at: &[],
            over: &[],
            stands: Verdict::Holds,
            by: |_| {
                Err(Fault {
                    message: Message::new("nothing measures it", "没有测量它的代码")
                })
            },
        }
    }

    /// Who says so, and where exactly.
    pub const fn says(mut self, url: &'static str, place: Text) -> Self {
        self.source = Source { place, url };
        self
    }

    /// Expects `value`, give or take `tolerance`, for this reason.
    pub const fn near(self, value: f64, tolerance: f64, reason: Text) -> Self {
        self.expects(Expected::Near { value, tolerance }, reason)
    }

    /// Expects at most `bound`, for this reason.
    pub const fn at_most(self, bound: f64, reason: Text) -> Self {
        self.expects(Expected::AtMost(bound), reason)
    }

    /// Expects at least `bound`, for this reason.
    pub const fn at_least(self, bound: f64, reason: Text) -> Self {
        self.expects(Expected::AtLeast(bound), reason)
    }

    /// Expects a value from `low` to `high`, for this reason.
    pub const fn between(self, low: f64, high: f64, reason: Text) -> Self {
        self.expects(Expected::Between(low, high), reason)
    }

    const fn expects(mut self, expected: Expected, reason: Text) -> Self {
        self.expected = expected;
        self.reason = reason;
        self
    }

    /// The setting at which it is measured and which its link opens.
    pub const fn at(mut self, settings: Settings) -> Self {
        self.at = settings;
        self
    }

    /// The range over which it is measured: all combinations of these values.
    pub const fn over(
        mut self,
        ranges: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.over = ranges;
        self
    }

    /// Today's verdict.
    pub const fn stands(mut self, verdict: Verdict) -> Self {
        self.stands = verdict;
        self
    }

    /// Where it is right, and why the author could think so.
    pub const fn fair(mut self, words: Text) -> Self {
        self.fairness = words;
        self
    }

    /// What measures it.
    pub const fn by(mut self, measure: Measure) -> Self {
        self.by = measure;
        self
    }

    /// The settings at which it is measured: its own first, then all combinations of its ranges that differ from it.
    ///
    /// # Errors
    /// A setting that is no valid one of the paper.
    pub fn points(&self, paper: &'static Paper) -> Result<Vec<Point>, Fault> {
        let mut overs: Vec<Vec<(&'static str, &'static str)>> = vec![Vec::new()];
        for (key, range) in self.over {
            overs = overs
                .into_iter()
                .flat_map(|over| {
                    range.iter().map(move |raw| [over.clone(), vec![(*key, *raw)]].concat())
                })
                .collect();
        }
        if !self.over.is_empty() {
            overs.insert(0, Vec::new());
        }
        let mut points: Vec<Point> = Vec::new();
        for over in overs {
            let values = self.values(paper, &over)?;
            match points.first_mut() {
                // The claim's own setting lies on its range: it is named like the others.
                Some(own) if own.values == values => own.over = over,
                _ => points.push(Point { over, values }),
            }
        }
        Ok(points)
    }

    fn values(
        &self,
        paper: &'static Paper,
        over: &[(&'static str, &'static str)],
    ) -> Result<Values, Fault> {
        let mut words: Vec<String> = Vec::new();
        for (key, raw) in self.at.iter().chain(over) {
            words.retain(|w| !w.starts_with(&format!("{key}=")));
            words.push(format!("{key}={raw}"));
        }
        let (values, notices) = decode(paper, &words.join("&"), &[]);
        match notices.into_iter().next() {
            None => Ok(values),
            Some(Notice { message, .. }) => Err(Fault { message }),
        }
    }

    /// Measures it at all its settings, one after the other.
    pub fn measure(&self, paper: &'static Paper) -> Outcome {
        let points = match self.points(paper) {
            Ok(points) => points,
            Err(fault) => return Outcome { measured: vec![(None, Err(fault))] },
        };
        let measured = points
            .into_iter()
            .map(|point| {
                let result = (self.by)(&point.values);
                (Some(point), result)
            })
            .collect();
        Outcome { measured }
    }

    /// Judges what was measured: every value and every part at every setting counts.
    ///
    /// # Errors
    /// The first fault, where a setting could not be measured.
    pub fn judge(&self, outcome: &Outcome) -> Result<Verdict, Fault> {
        let (mut held, mut all) = (0_usize, 0_usize);
        for (_, result) in &outcome.measured {
            let measurement = result.as_ref().map_err(Clone::clone)?;
            for value in measurement.values() {
                held += usize::from(self.expected.admits(value));
                all += 1;
            }
        }
        Ok(match held {
            0 => Verdict::Fails,
            n if n == all => Verdict::Holds,
            _ => Verdict::HoldsInPart,
        })
    }
}

/// How many claims there are in some groups.
pub const fn count_claims(groups: &[&[Claim]]) -> usize {
    let (mut sum, mut group) = (0, 0);
    while group < groups.len() {
        sum += groups[group].len();
        group += 1;
    }
    sum
}

/// The claims of some groups in one list of `N`, which is [`count_claims`] of them.
pub const fn join_claims<const N: usize>(groups: &[&[Claim]]) -> [Claim; N] {
    let mut all = [groups[0][0]; N];
    let (mut group, mut filled) = (0, 0);
    while group < groups.len() {
        let mut i = 0;
        while i < groups[group].len() {
            all[filled] = groups[group][i];
            (i, filled) = (i + 1, filled + 1);
        }
        group += 1;
    }
    all
}

//! What page and worker say to each other: postcard in one transferred buffer.

use figure::Figure;
use lab::{Lang, Message, Readouts, Values, Verdict};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How much work one request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Budget {
    /// Slices until so many milliseconds have passed (at least one).
    Millis(f64),
    /// Exactly so many slices.
    Slices(u64),
}

/// To the worker. Each request is answered by exactly one [`Reply`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Take these values: revise the running simulation or start a new one.
    Set {
        /// The paper.
        paper: String,
        /// Language of the figures.
        lang: Lang,
        /// Values that changed hands; those under `kept` are as before (big data travel once).
        values: Values,
        /// Keys whose values the worker already has.
        kept: Vec<String>,
        /// Start again even if a revision would do.
        restart: bool,
        /// Work to do before the answer after a start.
        budget: Budget,
    },
    /// Do some work.
    Advance(Budget),
    /// Show a kept state, or the latest.
    Show(Option<u32>),
    /// Measure a claim.
    Measure {
        /// The paper.
        paper: String,
        /// The claim.
        claim: String,
    },
}

/// The present state of a simulation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Slices done since the start.
    pub tick: u64,
    /// Process time.
    pub done: u64,
    /// Process time at the end.
    pub total: Option<u64>,
    /// Whether there is more to do.
    pub more: bool,
    /// Process times kept for scrubbing.
    pub history: Vec<u64>,
    /// Which of them is shown.
    pub shown: Option<u32>,
    /// What is seen.
    pub figures: Vec<Figure>,
    /// What is known.
    pub readouts: Readouts,
    /// Why it stopped early.
    pub halted: Option<Message>,
    /// Milliseconds the lab spent on this answer: for the benchmark.
    pub busy_ms: f64,
}

/// A measured claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// Verdict: 0 holds, 1 in part, 2 fails.
    pub verdict: u8,
    /// Measured value.
    pub value: f64,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Conditions with their values, and whether each held.
    pub parts: Vec<(Message, f64, bool)>,
    /// What to know besides.
    pub note: Message,
    /// How long it took.
    pub seconds: f64,
}

impl Measured {
    /// The verdict as the lab has it.
    pub fn verdict(&self) -> Verdict {
        match self.verdict {
            0 => Verdict::Holds,
            1 => Verdict::HoldsInPart,
            _ => Verdict::Fails,
        }
    }
}

/// From the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The lab is up and listens.
    Ready,
    /// The state after a request.
    Frame(Box<Frame>),
    /// The values cannot be run together.
    Refused {
        /// Key of the param to change.
        key: String,
        /// What is wrong.
        message: Message,
    },
    /// A claim was measured.
    Measured(Box<Measured>),
    /// The lab panicked; this worker is gone.
    Died(String),
}

/// Bytes of a message.
pub fn write<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// The message in bytes; `None` for bytes of another version.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_survive_the_journey() {
        let paper = lab::PAPERS.iter().next().unwrap();
        let request = Request::Set {
            paper: paper.id.into(),
            lang: Lang::Zh,
            values: paper.defaults(),
            kept: vec!["numbers".into()],
            restart: true,
            budget: Budget::Millis(8.0),
        };
        assert_eq!(read::<Request>(&write(&request)), Some(request));
        assert_eq!(read::<Request>(&[255, 255, 3]), None);
    }
}

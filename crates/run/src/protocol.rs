//! What page and worker say to each other: postcard in one transferred buffer, with large bytes beside it.

use std::sync::Arc;

use figure::Figure;
use lab::{Lang, Message, Readouts, Values};
use serde::{Deserialize, Serialize};

use crate::{Measured, intake::Parsed};

/// How much work one request asks for: it ends with whichever comes first, but never in the middle of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// Most slices.
    pub slices: u64,
    /// Milliseconds from the request to its answer; one slice is done in any case (where `slices` is not 0).
    pub ms: f64,
}

impl Budget {
    /// Exactly so many slices.
    pub const fn slices(slices: u64) -> Self {
        Self { slices, ms: f64::INFINITY }
    }

    /// Slices until so many milliseconds have passed.
    pub const fn ms(ms: f64) -> Self {
        Self { slices: u64::MAX, ms }
    }
}

/// To the worker. Each request is answered by exactly one [`Reply`] that is not [`Reply::Measuring`].
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
    /// Keep the attached file: a simulation will ask for it by this name.
    Asset(String),
    /// Read the attached text for a data or text param; the first column to take where there is a choice.
    Parse {
        /// The paper.
        paper: String,
        /// The param.
        key: String,
        /// The first column.
        first: u32,
    },
    /// Take other columns of the table read last.
    Columns {
        /// The paper.
        paper: String,
        /// The param.
        key: String,
        /// The first column.
        first: u32,
    },
    /// Measure a claim.
    Measure {
        /// The paper.
        paper: String,
        /// The claim.
        claim: String,
    },
}

/// The present state of a simulation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    pub figures: Vec<Arc<Figure>>,
    /// What is known.
    pub readouts: Readouts,
    /// Why it stopped early.
    pub halted: Option<Message>,
    /// Milliseconds the lab spent on this answer: for the benchmark.
    pub busy_ms: f64,
}

/// A frame on its way: figures that are as they were are not sent again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Update {
    /// The frame with those figures only that changed.
    pub frame: Frame,
    /// For each figure in order: whether it changed.
    pub changed: Vec<bool>,
}

impl Update {
    /// The whole frame, with what did not change from the frame before. The figures that did not change are the
    /// same objects, so that nobody draws them again. `None` where there is no such frame: the two sides have
    /// lost each other.
    pub fn onto(self, before: Option<&Frame>) -> Option<Frame> {
        let mut frame = self.frame;
        let mut new = std::mem::take(&mut frame.figures).into_iter();
        for (index, changed) in self.changed.into_iter().enumerate() {
            let figure =
                if changed { new.next() } else { before?.figures.get(index).map(Arc::clone) };
            frame.figures.push(figure?);
        }
        Some(frame)
    }
}

/// From the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The lab is up and listens.
    Ready,
    /// The state after a request.
    Frame(Box<Update>),
    /// The values cannot be run together.
    Refused {
        /// Key of the param to change.
        key: String,
        /// What is wrong.
        message: Message,
    },
    /// The file is kept.
    Kept,
    /// What came of the reader's data.
    Parsed(Box<Parsed>),
    /// A claim is being measured: so many of so many settings.
    Measuring {
        /// Done.
        done: u32,
        /// Of all.
        total: u32,
    },
    /// A claim was measured.
    Measured(Box<Measured>),
    /// The lab panicked; this worker is gone.
    Died(String),
}

macro_rules! wire {
    ($(#[$meta:meta])* $type:ty, $write:ident, $read:ident) => {
        $(#[$meta])*
        pub fn $write(message: &$type) -> Vec<u8> {
            postcard::to_allocvec(message).unwrap_or_default()
        }

        /// Reads it back; `None` for bytes of another version.
        pub fn $read(bytes: &[u8]) -> Option<$type> {
            postcard::from_bytes(bytes).ok()
        }
    };
}

// Not generic: so they are compiled here, for speed, and not in the app, for size.
wire!(
    /// Bytes of a request.
    Request, write_request, read_request
);
wire!(
    /// Bytes of a reply.
    Reply, write_reply, read_reply
);
wire!(
    /// Bytes of a frame that is made when the site is built.
    Frame, write_frame, read_frame
);

#[cfg(test)]
mod tests {
    use super::*;
    use lab::PAPERS;

    #[test]
    fn messages_survive_the_journey() {
        let paper = PAPERS.iter().next().unwrap();
        let request = Request::Set {
            paper: paper.id.into(),
            lang: Lang::Zh,
            values: paper.defaults(),
            kept: vec!["numbers".into()],
            restart: true,
            budget: Budget::ms(8.0),
        };
        assert_eq!(read_request(&write_request(&request)), Some(request));
        assert_eq!(read_request(&[255, 255, 3]), None);
    }

    #[test]
    fn figures_that_did_not_change_stay_the_same_objects() {
        let figure = |id: &str| Arc::new(Figure::new(id, id, Vec::new()));
        let before = Frame { figures: vec![figure("a"), figure("b")], ..Frame::default() };
        let update = Update {
            frame: Frame { tick: 1, figures: vec![figure("c")], ..Frame::default() },
            changed: vec![false, true],
        };
        let after = update.clone().onto(Some(&before)).unwrap();
        assert!(Arc::ptr_eq(&after.figures[0], &before.figures[0]));
        assert_eq!((after.figures[1].id.as_str(), after.tick), ("c", 1));
        assert_eq!(update.onto(None), None);
    }
}

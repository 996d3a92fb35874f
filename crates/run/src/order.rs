//! What a run hears and what it asks for.

use lab::{Message, Values};

use crate::{
    intake::Parsed,
    protocol::{Reply, Request},
};

/// What a run is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The worker is coming up, or the first frame is not there yet.
    Starting,
    /// Working.
    Running,
    /// Stopped by the reader, with more to do.
    Paused,
    /// Nothing more to do.
    Finished,
    /// Left the finite numbers.
    Halted(Message),
    /// These values cannot be run; the last good frame stands.
    Refused {
        /// Key of the param to change.
        key: String,
        /// Why.
        message: Message,
    },
    /// A file that it needs could not be loaded.
    Lacking(String),
    /// The worker fell over.
    Dead(String),
}

impl Status {
    /// For `data-state`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Finished => "finished",
            Self::Halted(_) => "halted",
            Self::Refused { .. } => "refused",
            Self::Lacking(_) => "lacking",
            Self::Dead(_) => "dead",
        }
    }

    /// Whether it goes on only after the reader did something about it.
    pub const fn is_stuck(&self) -> bool {
        matches!(self, Self::Halted(_) | Self::Refused { .. } | Self::Lacking(_) | Self::Dead(_))
    }
}

/// How fast it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// One slice every eighth frame.
    Slow,
    /// One slice a frame.
    Steady,
    /// As many as there is time for.
    Full,
}

/// Something a run hears of.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// New values: the newest win.
    Set(Values),
    /// Begin again with these values.
    Restart {
        /// All values.
        values: Values,
        /// Whether it plays.
        play: bool,
        /// Slices after which it pauses.
        until: Option<u64>,
    },
    /// A new worker after the old one died, with these values.
    Revive(Values),
    /// Play on.
    Play,
    /// Stop after the present slice.
    Pause,
    /// One slice.
    Step,
    /// Show a kept state, or the latest.
    Show(Option<u32>),
    /// Play so fast from now on.
    Speed(Speed),
    /// Read what the reader brought for a param; the page keeps the bytes under this number.
    Parse {
        /// The param.
        key: String,
        /// Number of the bytes.
        bytes: u32,
    },
    /// Take other columns of what was read last.
    Columns {
        /// The param.
        key: String,
        /// The first column.
        first: u32,
    },
    /// A file that was asked for is here, or cannot be had.
    Fetched {
        /// Its name.
        name: String,
        /// Whether it is here.
        here: bool,
    },
    /// The worker answered, or died.
    Heard(Reply),
    /// The browser is about to paint.
    Painted,
    /// Time has passed on a page that is seen.
    Looked,
}

/// Bytes that travel beside a request; the page has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attached {
    /// What the reader brought, by its number.
    Bytes(u32),
    /// A file, by its name.
    File(String),
}

/// What a run asks of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// A new worker, in place of the old one if there is one.
    Open,
    /// The end of its worker.
    Close,
    /// Send this to the worker.
    Send(Request, Option<Attached>),
    /// Say [`Event::Painted`] before the next paint.
    Paint,
    /// Fetch this file of the site, then say [`Event::Fetched`].
    Fetch(String),
    /// The reader's data have been read.
    Take(Parsed),
}

/// Whose event or order it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The run on the stage.
    Stage,
    /// The computation of a pinned run that came with a link. Each has its own number, so that what a dropped one
    /// still says is told apart.
    Pin(u32),
}

//! Frames made when the site is built.

use lab::{Lang, Message, Paper, Values};

use crate::{protocol::Frame, worker};

/// The state of a run after at most so many slices, made by the same code as in the worker.
///
/// # Errors
/// Values that cannot be run together.
pub fn still(
    paper: &'static Paper,
    values: &Values,
    lang: Lang,
    slices: u64,
) -> Result<Frame, Message> {
    worker::alone(paper, values, lang, slices).map_err(|error| error.message)
}

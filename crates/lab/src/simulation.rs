//! What happens between setting the params and seeing the figures.

use figure::Figure;

use crate::{Lang, Message, Readouts, Values};

/// A deterministic computation done in small slices.
///
/// `start` of the [`crate::Paper`] makes one, already presentable. The same values
/// and the same number of [`Simulation::advance`] calls give the same figures and
/// read-outs in the browser and natively; a slice is a fixed amount of work (never a
/// fixed time) of at most about 10 ms, so that pause, step and a moved slider answer
/// at once.
pub trait Simulation {
    /// Does one slice of work. When it returns `more: false` further calls do nothing.
    ///
    /// # Errors
    /// [`Halt`] when the computation left the finite numbers or cannot go on; the figures
    /// and read-outs stay those of the last good slice.
    fn advance(&mut self) -> Result<Progress, Halt>;

    /// The present state as figures, always the same ones in the same order.
    fn figures(&self, lang: Lang) -> Vec<Figure>;

    /// The present state as numbers; NaN where a number is not known (yet).
    fn readouts(&self) -> Readouts;

    /// Takes changed values without starting again where that is possible: what only
    /// concerns the view, or what can be recomputed within one frame.
    ///
    /// # Errors
    /// [`ParamError`] where the values do not fit together; nothing has changed then.
    fn revise(&mut self, values: &Values) -> Result<Revision, ParamError> {
        let _ = values;
        Ok(Revision::Restart)
    }

    /// Told by the host after each slice how many milliseconds it took: for exhibits that race two ways of computing
    /// the same. The lab itself has no clock, and read-outs that rest on this are declared so
    /// ([`crate::Readout::timed`]).
    fn timed(&mut self, ms: f64) {
        let _ = ms;
    }

    /// The process times (in the unit of [`crate::Process`]) of the states kept for
    /// scrubbing, ascending; empty where there is no going back.
    fn history(&self) -> &[u64] {
        &[]
    }

    /// Shows a kept state (an index into [`Simulation::history`]) or, with `None`, the
    /// latest, from now on. It changes what is shown, not what is computed.
    fn show(&mut self, kept: Option<usize>) {
        let _ = kept;
    }
}

/// How far a simulation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Whether another slice has anything to do.
    pub more: bool,
    /// Process time reached, in the unit of [`crate::Process`] (steps, generations, draws).
    pub done: u64,
    /// Process time at the end, where known.
    pub total: Option<u64>,
}

impl Progress {
    /// `done` of `total`; there is more while `done < total`.
    pub const fn of(done: u64, total: u64) -> Self {
        Self { more: done < total, done, total: Some(total) }
    }

    /// Nothing (more) to do in time: an exhibit that is a function of its params.
    pub const FINISHED: Self = Self { more: false, done: 0, total: None };
}

/// What [`Simulation::revise`] did with changed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Revision {
    /// They are in force; the work done so far stands.
    Applied,
    /// They need a new simulation; nothing has changed.
    Restart,
}

/// Why a simulation stopped before its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halt {
    /// What left the finite numbers, where, and what would help.
    pub message: Message,
}

/// Why values that are each valid cannot be run together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamError {
    /// Key of the param to change.
    pub key: &'static str,
    /// What is wrong and what would be right.
    pub message: Message,
}

impl ParamError {
    /// An error about the param `key`.
    pub fn new(key: &'static str, message: Message) -> Self {
        Self { key, message }
    }
}

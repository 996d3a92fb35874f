//! Views: the ways of looking at a paper, each with its own params, read-outs, process and simulation.

use crate::{ParamError, Simulation, Text, Values};

/// The key under which values, addresses and the command line name the view.
pub const VIEW: &str = "view";

/// One way of looking at a paper.
pub struct View {
    /// Name in addresses: lower case with hyphens, unique within the paper.
    pub id: &'static str,
    /// A few words: the tab.
    pub title: Text,
    /// Keys of the params that matter to it, the most important first; all others are no controls of it.
    pub params: &'static [&'static str],
    /// Keys of the read-outs that its simulation tells.
    pub readouts: &'static [&'static str],
    /// Those that stand beside the stage at all times, the most telling first.
    pub headline: &'static [&'static str],
    /// The process in time, for the transport bar; `None`: a function of the params.
    pub process: Option<Process>,
    /// Starts a simulation, its first figures already presentable. All params have a valid value of their kind.
    pub start: Start,
    /// Whether it can show these values: for a param whose value says which view is meant. Asked only where an
    /// address or the command line does not name the view.
    pub fits: fn(&Values) -> bool,
}

/// From values to a simulation.
pub type Start = fn(&Values) -> Result<Box<dyn Simulation>, ParamError>;

/// A process in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Process {
    /// Unit of [`crate::Progress::done`], as a plural: "steps", "generations".
    pub unit: Text,
}

impl View {
    /// A view without params, read-outs or process yet.
    pub const fn new(id: &'static str, title: Text, start: Start) -> Self {
        let fits = |_: &Values| true;
        Self { id, title, params: &[], readouts: &[], headline: &[], process: None, start, fits }
    }

    /// Names the params that matter, the most important first.
    pub const fn params(mut self, keys: &'static [&'static str]) -> Self {
        self.params = keys;
        self
    }

    /// Names the read-outs that its simulation tells.
    pub const fn readouts(mut self, keys: &'static [&'static str]) -> Self {
        self.readouts = keys;
        self
    }

    /// Names the read-outs beside the stage.
    pub const fn headline(mut self, keys: &'static [&'static str]) -> Self {
        self.headline = keys;
        self
    }

    /// Gives it a process in time, counted in this unit (a plural).
    pub const fn process(mut self, unit: Text) -> Self {
        self.process = Some(Process { unit });
        self
    }

    /// Says which values it can show.
    pub const fn fits(mut self, fits: fn(&Values) -> bool) -> Self {
        self.fits = fits;
        self
    }

    /// Whether the param `key` matters to this view.
    pub fn knows(&self, key: &str) -> bool {
        self.params.contains(&key)
    }
}

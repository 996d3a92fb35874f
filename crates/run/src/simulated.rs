//! Where a paper's simulation is started, and whether it has a process in time: the only place that asks.

use lab::{Paper, ParamError, Process, Simulation, Values};

/// The process in time of what these values name; `None`: a function of the params.
pub(crate) fn process(paper: &Paper, values: &Values) -> Option<Process> {
    paper.view(values).process
}

/// Starts it.
pub(crate) fn start(paper: &Paper, values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    (paper.view(values).start)(values)
}

//! The papers: what computes, and nothing of the web.
//!
//! Five ideas carry everything: a [`Paper`] ties its parts together, a [`Param`] is
//! what a reader can set, a [`Simulation`] does the work in small slices, a
//! [`figure::Figure`] is what is seen, and a [`Claim`] is a statement of the paper
//! with code that measures it. [`PAPERS`] lists all there are.

mod claim;
mod data;
mod measuring;
mod message;
pub mod numerics;
mod paper;
pub mod papers;
mod param;
mod parse;
mod readout;
mod simulation;
mod state;
mod text;
mod value;

pub use claim::{Claim, Expected, Measurement, Part, Source, Verdict};
pub use data::{Column, ColumnKind, DataError, Sheet, Table, parse_table, parse_text};
pub use figure;
pub use message::Message;
pub use paper::{Citation, Link, PAPERS, Paper, Preset, Process, Registry};
pub use param::{Choice, DataSpec, Kind, Param, TextSpec, Word};
pub use parse::Rejected;
pub use readout::{Reading, Readout, Readouts};
pub use simulation::{Halt, ParamError, Progress, Revision, Simulation};
pub use state::{Notice, decode, encode};
pub use text::{Lang, Text, t};
pub use value::{Value, Values};

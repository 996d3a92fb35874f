//! The papers: what computes, and nothing of the web.
//!
//! Six ideas carry everything: a [`Paper`] ties its parts together, a [`View`] is one way
//! of looking at it, a [`Param`] is what a reader can set, a [`Simulation`] does the work
//! in small slices, a [`figure::Figure`] is what is seen, and a [`Claim`] is a statement
//! of the paper with code that measures it. [`PAPERS`] lists all there are.

mod assets;
mod choice;
mod claim;
mod data;
mod measurement;
mod measuring;
mod message;
pub mod numerics;
mod paper;
pub mod papers;
mod param;
mod parse;
mod pen;
mod readout;
mod simulation;
mod state;
mod study;
mod tape;
mod text;
mod value;
mod view;

pub use assets::{Asset, Assets};
pub use choice::{Choice, Pick};
pub use claim::{
    Claim, Expected, Measure, Point, Settings, Source, Verdict, count_claims, join_claims,
};
pub use data::{Column, ColumnKind, DataError, Sheet, Table, parse_table, parse_text};
pub use figure;
pub use measurement::{Fault, Measurement, Outcome, Part};
pub use message::Message;
pub use paper::{Citation, Link, PAPERS, Paper, Preset, Registry};
pub use param::{DataSpec, Kind, Param, TextSpec, Word};
pub use parse::Rejected;
pub use pen::{Pen, Words};
pub use readout::{Reading, Readout, Readouts};
pub use simulation::{Halt, ParamError, Progress, Revision, Simulation};
pub use state::{Notice, decode, encode, no_view};
pub use study::{Study, Work};
pub use tape::Tape;
pub use text::{Lang, Text, t};
pub use value::{Value, Values};
pub use view::{Process, Start, VIEW, View};

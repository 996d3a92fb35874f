//! A page's run without a browser.
//!
//! [`Desk`] decides for the page: events in (a moved slider, a reply, a paint), [`Order`]s out (send this, ask
//! for a paint, open a worker). [`Lab`] is the other side: passive, one request, one reply. [`protocol`] is what
//! they say to each other and [`address`] how a state is written down. Nothing here knows a browser, a clock or a
//! thread, so a native test drives both sides against each other; timers, workers and signals around them are the
//! app's.

pub mod address;
mod desk;
mod intake;
mod machine;
mod measured;
mod order;
pub mod protocol;
mod refusal;
mod simulated;
mod still;
mod worker;

pub use desk::{Desk, Orders, Pin};
pub use intake::{Parsed, Wide, unusable};
pub use machine::Run;
pub use measured::Measured;
pub use order::{Attached, Event, Order, Speed, Status, Who};
pub use refusal::refusal;
pub use still::still;
pub use worker::Lab;

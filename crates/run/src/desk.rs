//! The page's desk: the run on the stage, and the run pinned behind it.

use std::sync::Arc;

use lab::{Lang, Paper, Values};

use crate::{
    address::{Pinned, State},
    machine::{Manner, Run},
    order::{Event, Order, Status, Who},
    protocol::Frame,
};

/// A run pinned to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Pin {
    /// What it is of.
    pub pinned: Pinned,
    /// What it shows; none while it is still computed.
    pub frame: Option<Arc<Frame>>,
}

/// All runs of a page.
pub struct Desk {
    paper: &'static Paper,
    lang: Lang,
    stage: Run,
    pin: Option<Pin>,
    /// The computation of a pin that came with a link.
    pinning: Option<(u32, Run)>,
    count: u32,
}

/// Orders with whose they are.
pub type Orders = Vec<(Who, Order)>;

impl Desk {
    /// Begins with the state of an address. `calm`: the reader asked for little motion.
    pub fn open(
        paper: &'static Paper,
        lang: Lang,
        state: &State,
        calm: bool,
        now: f64,
    ) -> (Self, Orders) {
        let manner = Manner { silent: false, calm };
        let stage = Run::new(paper, lang, state.values.clone(), state.at, manner, now);
        let mut desk = Self { paper, lang, stage, pin: None, pinning: None, count: 0 };
        let mut orders = of(Who::Stage, desk.stage.orders());
        orders.extend(desk.compare(state.pinned.clone(), now));
        (desk, orders)
    }

    /// The run on the stage.
    pub fn stage(&self) -> &Run {
        &self.stage
    }

    /// The run pinned behind it.
    pub fn pin(&self) -> Option<&Pin> {
        self.pin.as_ref()
    }

    /// Shows a frame made when the site was built, until the run has come as far or the reader does something.
    pub fn show_built(&mut self, frame: Frame) {
        self.stage.show_built(frame);
    }

    /// Something happened to one of the runs.
    pub fn on(&mut self, who: Who, event: Event, now: f64) -> Orders {
        match who {
            Who::Stage => of(who, self.stage.on(event, now)),
            Who::Pin(number) => {
                let Some((_, run)) = self.pinning.as_mut().filter(|(n, _)| *n == number) else {
                    // A dropped one still speaks.
                    return Vec::new();
                };
                let mut orders = of(who, run.on(event, now));
                let over = run.status().is_stuck()
                    || matches!(run.status(), Status::Finished | Status::Paused);
                if over {
                    let frame = run.frame().cloned();
                    if let Some(pin) = &mut self.pin {
                        pin.frame = frame;
                    }
                    orders.extend(self.drop_pinning());
                }
                orders
            }
        }
    }

    /// Pins what is seen behind the next runs, as it stands, or lets go of it.
    pub fn toggle_pin(&mut self) -> Orders {
        if self.pin.take().is_some() {
            return self.drop_pinning();
        }
        let run = &self.stage;
        self.pin = run.frame().map(|frame| Pin {
            pinned: Pinned {
                values: run.frame_values().clone(),
                at: frame.more.then_some(frame.tick),
            },
            frame: Some(Arc::clone(frame)),
        });
        Vec::new()
    }

    /// Compares with what a link names, which is computed first, or with nothing.
    pub fn compare(&mut self, pinned: Option<Pinned>, now: f64) -> Orders {
        if self.pin.as_ref().map(|pin| &pin.pinned) == pinned.as_ref() {
            return Vec::new();
        }
        let mut orders = self.drop_pinning();
        self.pin = None;
        if let Some(pinned) = pinned {
            self.count += 1;
            let manner = Manner { silent: true, calm: false };
            let mut run =
                Run::new(self.paper, self.lang, pinned.values.clone(), pinned.at, manner, now);
            orders.extend(of(Who::Pin(self.count), run.orders()));
            self.pinning = Some((self.count, run));
            self.pin = Some(Pin { pinned, frame: None });
        }
        orders
    }

    /// The state that a link to the present page names.
    pub fn state(&self, values: Values) -> State {
        State {
            values,
            at: self.stage.at(),
            pinned: self.pin.as_ref().map(|pin| pin.pinned.clone()),
        }
    }

    fn drop_pinning(&mut self) -> Orders {
        let dropped = self.pinning.take();
        dropped.map(|(number, _)| (Who::Pin(number), Order::Close)).into_iter().collect()
    }
}

fn of(who: Who, orders: Vec<Order>) -> Orders {
    orders.into_iter().map(|order| (who, order)).collect()
}

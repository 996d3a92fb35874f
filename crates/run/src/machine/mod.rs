//! One run as a state machine: events in, orders out.
//!
//! The newest values win and nothing queues: one request is on its way at a time, and what is wanted meanwhile
//! replaces what was wanted before. A wanted value goes out in the very event that brought it if the worker is
//! free; the next slices of a run wait for the next paint, so that a hidden page computes nothing.

mod due;
mod heard;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};

use lab::{Lang, Paper, Value, Values};

use crate::{
    order::{Attached, Event, Order, Speed, Status},
    protocol::{Frame, Request},
    simulated,
};

/// A worker that does not answer for so long is dead: slices take some 10 ms, claims less than 10 s.
const SILENCE_MS: f64 = 45_000.0;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Worker {
    Gone,
    Coming { since: f64 },
    Free,
    Busy { since: f64, answers_set: bool },
}

#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    values: Values,
    restart: bool,
}

/// How a run is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Manner {
    /// Shows nothing before its end: the computation of a pinned run.
    pub silent: bool,
    /// The reader asked for little motion: what plays is shown when it is over.
    pub calm: bool,
}

/// A run: what is wanted, what is known, what is seen.
pub struct Run {
    paper: &'static Paper,
    lang: Lang,
    manner: Manner,
    status: Status,
    playing: bool,
    speed: Speed,
    worker: Worker,
    wanted: Option<Wanted>,
    show: Option<Option<u32>>,
    steps: u64,
    until: Option<u64>,
    asks: VecDeque<(Request, Option<Attached>)>,
    /// The values that the worker was told last: its frames are theirs.
    told: Arc<Values>,
    /// Data and texts that the worker has.
    sent: BTreeMap<String, Value>,
    /// Files that the worker has, that are being fetched, that are here and not yet sent.
    files: BTreeSet<String>,
    fetching: BTreeSet<String>,
    fetched: BTreeSet<String>,
    /// The newest frame of this worker, and the values it is of.
    newest: Option<Arc<Frame>>,
    newest_values: Arc<Values>,
    /// The frame that is seen.
    seen: Option<Arc<Frame>>,
    seen_values: Arc<Values>,
    /// Slices of the frame made at build time that is seen until the run has come so far.
    built: Option<u64>,
    painting: bool,
    paints: u64,
    orders: Vec<Order>,
}

impl Run {
    /// A run of these values, playing. `until`: number of slices after which it pauses.
    pub fn new(
        paper: &'static Paper,
        lang: Lang,
        values: Values,
        until: Option<u64>,
        manner: Manner,
        now: f64,
    ) -> Self {
        let told = Arc::new(values.clone());
        let mut run = Self {
            paper,
            lang,
            manner,
            status: Status::Starting,
            playing: true,
            speed: Speed::Full,
            worker: Worker::Gone,
            wanted: Some(Wanted { values, restart: true }),
            show: None,
            steps: 0,
            until,
            asks: VecDeque::new(),
            seen_values: Arc::clone(&told),
            newest_values: Arc::clone(&told),
            told,
            sent: BTreeMap::new(),
            files: BTreeSet::new(),
            fetching: BTreeSet::new(),
            fetched: BTreeSet::new(),
            newest: None,
            seen: None,
            built: None,
            painting: false,
            paints: 0,
            orders: Vec::new(),
        };
        run.open(now);
        // Files take longest: they are asked for before the worker listens.
        run.fetch();
        run
    }

    /// What it is doing.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// Whether it plays on by itself.
    pub fn is_playing(&self) -> bool {
        self.playing
    }

    /// How fast.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// The frame that is seen.
    pub fn frame(&self) -> Option<&Arc<Frame>> {
        self.seen.as_ref()
    }

    /// The values that the frame seen is of.
    pub fn frame_values(&self) -> &Values {
        &self.seen_values
    }

    /// Whether what is seen was made when the site was built.
    pub fn is_built(&self) -> bool {
        self.built.is_some()
    }

    /// The slice at which the frame seen stands, where a link should say so: a paused run, not at its end.
    pub fn at(&self) -> Option<u64> {
        let paced = simulated::process(self.paper, &self.seen_values).is_some();
        let paused = self.status == Status::Paused;
        self.seen.as_ref().filter(|_| paced && paused).map(|f| f.tick)
    }

    /// Hears of something; the orders that follow from it.
    pub fn on(&mut self, event: Event, now: f64) -> Vec<Order> {
        self.hear(event, now);
        self.orders()
    }

    /// Orders given so far.
    pub fn orders(&mut self) -> Vec<Order> {
        std::mem::take(&mut self.orders)
    }

    /// Shows a frame made when the site was built, until the run has come as far or the reader does something.
    pub fn show_built(&mut self, frame: Frame) {
        if self.seen.is_none() {
            self.built = Some(frame.tick);
            self.seen = Some(Arc::new(frame));
        }
    }

    fn hear(&mut self, event: Event, now: f64) {
        match event {
            Event::Set(values) => {
                let restart = self.wanted.as_ref().is_some_and(|w| w.restart);
                self.want(values, restart);
                self.until = None;
                if self.status.is_stuck() && self.worker != Worker::Gone {
                    self.status = Status::Starting;
                }
            }
            Event::Restart { values, play, until } => {
                self.want(values, true);
                self.until = until;
                self.playing = play;
                self.status = Status::Starting;
                self.revive(now);
            }
            Event::Revive(values) => {
                self.want(values, true);
                self.worker = Worker::Gone;
                self.revive(now);
            }
            Event::Play => {
                self.touched();
                self.playing = true;
                self.show = Some(None);
                if self.worker == Worker::Gone {
                    self.again();
                    self.revive(now);
                } else if !self.status.is_stuck() {
                    self.status = Status::Running;
                }
            }
            Event::Pause => self.pause(),
            Event::Step => {
                self.pause();
                self.steps += 1;
                if self.worker == Worker::Gone {
                    self.again();
                    self.revive(now);
                }
            }
            Event::Show(kept) => {
                self.pause();
                self.show = Some(kept);
            }
            Event::Speed(speed) => self.speed = speed,
            Event::Parse { key, bytes } => {
                let request = Request::Parse { paper: self.paper.id.to_owned(), key, first: 0 };
                // Only what the reader brought last counts.
                self.asks.retain(|(old, _)| !matches!(old, Request::Parse { .. }));
                self.asks.push_back((request, Some(Attached::Bytes(bytes))));
            }
            Event::Columns { key, first } => {
                let request = Request::Columns { paper: self.paper.id.to_owned(), key, first };
                self.asks.push_back((request, None));
            }
            Event::Fetched { name, here } => {
                self.fetching.remove(&name);
                if here {
                    self.fetched.insert(name);
                } else if self.missing().contains(&name) {
                    self.status = Status::Lacking(name);
                }
            }
            Event::Heard(reply) => self.heard(reply),
            Event::Painted => {
                self.painting = false;
                self.paints += 1;
                return self.advance(now);
            }
            Event::Looked => {
                let since = match self.worker {
                    Worker::Coming { since } | Worker::Busy { since, .. } => since,
                    Worker::Gone | Worker::Free => return,
                };
                if now - since > SILENCE_MS {
                    self.bury("no answer");
                }
            }
        }
        self.pump(now);
    }

    fn want(&mut self, values: Values, restart: bool) {
        self.touched();
        self.wanted = Some(Wanted { values, restart });
        self.fetch();
    }

    /// What was wanted or told last is wanted from the start.
    fn again(&mut self) {
        let values = match self.wanted.take() {
            Some(wanted) => wanted.values,
            None => (*self.told).clone(),
        };
        self.wanted = Some(Wanted { values, restart: true });
    }

    /// The reader did something: from now on the run itself is seen.
    fn touched(&mut self) {
        if self.built.take().is_some() && self.newest.is_some() {
            self.see();
        }
    }

    fn see(&mut self) {
        self.built = None;
        self.seen.clone_from(&self.newest);
        self.seen_values = Arc::clone(&self.newest_values);
    }

    fn pause(&mut self) {
        self.touched();
        self.playing = false;
        self.until = None;
        if self.status == Status::Running {
            self.status = Status::Paused;
            // What was computed and not shown is what it stops at.
            if self.newest.is_some() && !self.manner.silent {
                self.see();
            }
        }
    }

    fn open(&mut self, now: f64) {
        self.worker = Worker::Coming { since: now };
        self.sent.clear();
        self.files.clear();
        self.newest = None;
        self.show = None;
        self.orders.push(Order::Open);
    }

    /// A new worker, if there is none.
    fn revive(&mut self, now: f64) {
        if self.worker == Worker::Gone {
            self.status = Status::Starting;
            self.open(now);
            self.fetch();
        }
    }

    fn bury(&mut self, why: &str) {
        self.worker = Worker::Gone;
        self.status = Status::Dead(why.to_owned());
        self.orders.push(Order::Close);
    }
}

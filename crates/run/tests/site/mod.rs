//! A page without a browser: a desk, its workers, and everything between them by hand.
#![allow(dead_code, reason = "not every test needs all of it")]

use std::{cell::Cell, collections::BTreeMap, sync::Arc};

use figure::{Axis, Figure, Mark, Panel, Role};
use lab::{
    Assets, Citation, Halt, Lang, Message, Paper, Param, ParamError, Progress, Readout, Readouts,
    Registry, Simulation, Values, View, t,
};
use run::{
    Attached, Desk, Event, Lab, Order, Status, Who,
    address::{Pinned, State},
    protocol::{Frame, Reply, read_reply, read_request, write_reply, write_request},
};

/// Counts to n; 13 is unlucky. Its second figure never changes.
struct Counter {
    count: u64,
    to: u64,
}

impl Simulation for Counter {
    fn advance(&mut self) -> Result<Progress, Halt> {
        self.count = (self.count + 1).min(self.to);
        Ok(Progress::of(self.count, self.to))
    }

    fn figures(&self, _: Lang) -> Vec<Figure> {
        let at = |y: f64| {
            let line = Mark::line("line", "line", Role::Model, [0.0, 1.0], [0.0, y]);
            Panel::new(Axis::linear("x"), Axis::linear("y")).with(line)
        };
        let moving = Figure::single("moving", "moving", at(self.count as f64));
        vec![moving, Figure::single("still", "still", at(1.0))]
    }

    fn readouts(&self) -> Readouts {
        Readouts::new().with("count", self.count as f64)
    }
}

fn start(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    match values.count("n") as u64 {
        13 => Err(ParamError::new("n", Message::new("13 is unlucky", "13 不吉利"))),
        to => Ok(Box::new(Counter { count: 0, to })),
    }
}

/// A paper that counts.
pub static COUNTER: Paper = Paper {
    id: "counter",
    title: t("Counter", "计数"),
    question: t("How far?", "多远？"),
    description: t("It counts.", "计数。"),
    citation: Citation { reference: "Nobody (1999).", links: &[] },
    params: &[Param::integer("n", t("n", "n"), (1, 1000), 10)],
    presets: &[],
    readouts: &[Readout::new("count", t("count", "数"))],
    views: &[View::new("all", t("All", "全部"), start).params(&["n"]).process(t("steps", "步"))],
    claims: &[],
};

static PAPERS: [&Paper; 1] = [&COUNTER];

/// A page.
pub struct Site {
    /// What decides.
    pub desk: Desk,
    workers: BTreeMap<u32, Lab>,
    waiting: Vec<(Who, Event)>,
    painting: Vec<Who>,
    /// Bytes that the page keeps.
    pub bytes: BTreeMap<u32, Vec<u8>>,
    /// Files of the site.
    pub files: Assets,
    /// Names of files that were asked for.
    pub fetched: Vec<String>,
    /// What was read for the reader.
    pub taken: Vec<(String, Option<lab::Value>)>,
    /// Every frame that was seen.
    pub shown: Vec<Arc<Frame>>,
    /// Requests sent.
    pub requests: usize,
    /// Workers do not answer.
    pub deaf: bool,
    /// Milliseconds.
    pub now: f64,
    papers: Registry,
}

fn number(who: Who) -> u32 {
    match who {
        Who::Stage => 0,
        Who::Pin(number) => number,
    }
}

impl Site {
    /// Opens a page at a state; `calm`: with little motion.
    pub fn open(paper: &'static Paper, state: State, calm: bool) -> Self {
        Self::of(Registry(&PAPERS), paper, state, calm)
    }

    /// With papers of one's own.
    pub fn of(papers: Registry, paper: &'static Paper, state: State, calm: bool) -> Self {
        let (desk, orders) = Desk::open(paper, Lang::En, &state, calm, 0.0);
        let mut site = Self {
            desk,
            workers: BTreeMap::new(),
            waiting: Vec::new(),
            painting: Vec::new(),
            bytes: BTreeMap::new(),
            files: Assets::default(),
            fetched: Vec::new(),
            taken: Vec::new(),
            shown: Vec::new(),
            requests: 0,
            deaf: false,
            now: 0.0,
            papers,
        };
        site.obey(orders);
        site
    }

    /// Something happens on the stage.
    pub fn on(&mut self, event: Event) {
        self.tell(Who::Stage, event);
    }

    fn tell(&mut self, who: Who, event: Event) {
        let orders = self.desk.on(who, event, self.now);
        self.obey(orders);
        let seen = self.desk.stage().frame();
        if let Some(frame) = seen
            && self.shown.last().is_none_or(|last| !Arc::ptr_eq(last, frame))
        {
            self.shown.push(Arc::clone(frame));
        }
    }

    /// Pins or unpins.
    pub fn toggle_pin(&mut self) {
        let orders = self.desk.toggle_pin();
        self.obey(orders);
    }

    /// Follows a link to another comparison.
    pub fn compare(&mut self, pinned: Option<Pinned>) {
        let orders = self.desk.compare(pinned, self.now);
        self.obey(orders);
    }

    fn obey(&mut self, orders: Vec<(Who, Order)>) {
        for (who, order) in orders {
            match order {
                Order::Open => {
                    self.workers.insert(number(who), Lab::new(self.papers));
                    self.waiting.push((who, Event::Heard(Reply::Ready)));
                }
                Order::Close => {
                    self.workers.remove(&number(who));
                }
                Order::Paint => self.painting.push(who),
                Order::Fetch(name) => {
                    let here = self.files.get(&name).is_some();
                    self.fetched.push(name.clone());
                    self.waiting.push((who, Event::Fetched { name, here }));
                }
                Order::Take(parsed) => self.taken.push((parsed.key, parsed.value)),
                Order::Send(request, attached) => {
                    self.requests += 1;
                    let attached = attached.map(|what| match what {
                        Attached::Bytes(number) => self.bytes.remove(&number).unwrap(),
                        Attached::File(name) => self.files.get(&name).unwrap().to_vec(),
                    });
                    let request = read_request(&write_request(&request)).unwrap();
                    let Some(lab) = self.workers.get_mut(&number(who)) else { continue };
                    if self.deaf {
                        continue;
                    }
                    // Every look at the clock costs a millisecond.
                    let looks = Cell::new(0.0);
                    let clock = || {
                        looks.set(looks.get() + 1.0);
                        looks.get()
                    };
                    let reply = lab.answer(request, attached, &clock, &mut |_| {});
                    let reply = read_reply(&write_reply(&reply)).unwrap();
                    self.waiting.push((who, Event::Heard(reply)));
                }
            }
        }
    }

    /// One turn of the browser: what is waiting is heard, then it paints.
    pub fn turn(&mut self) {
        self.now += 16.0;
        for (who, event) in std::mem::take(&mut self.waiting) {
            self.tell(who, event);
        }
        for who in std::mem::take(&mut self.painting) {
            self.tell(who, Event::Painted);
        }
    }

    /// Until nothing is left to do.
    pub fn settle(&mut self) {
        for _ in 0..10_000 {
            if self.waiting.is_empty() && self.painting.is_empty() {
                return;
            }
            self.turn();
        }
        panic!("it never comes to rest: {:?}", self.desk.stage().status());
    }

    /// The worker of the stage falls over.
    pub fn kill(&mut self) {
        self.on(Event::Heard(Reply::Died("test".into())));
    }

    /// Status on the stage.
    pub fn status(&self) -> Status {
        self.desk.stage().status().clone()
    }

    /// What is seen.
    pub fn seen(&self) -> Arc<Frame> {
        Arc::clone(self.desk.stage().frame().unwrap())
    }

    /// Slices of what is seen.
    pub fn tick(&self) -> u64 {
        self.seen().tick
    }

    /// How many workers live.
    pub fn workers(&self) -> usize {
        self.workers.len()
    }
}

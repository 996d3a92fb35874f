//! Browser and signals around the desk: its orders obeyed, its state shown.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    sync::Arc,
};

use js_sys::ArrayBuffer;
use lab::{Lang, Paper, Values};
use leptos::prelude::*;
use run::{
    Attached, Desk, Event, Order, Parsed, Speed, Status, Who,
    address::{Pinned, State},
    protocol::{Frame, Reply},
};
use wasm_bindgen_futures::spawn_local;

use crate::{
    dom,
    files::{self, fetch},
    link::Link,
};

struct Inner {
    desk: RefCell<Desk>,
    links: RefCell<Vec<(Who, Link)>>,
    /// What the reader brought, by number, until the worker has it.
    bytes: RefCell<BTreeMap<u32, ArrayBuffer>>,
    brought: Cell<u32>,
    /// Files of the site that simulations asked for.
    files: RefCell<BTreeMap<String, ArrayBuffer>>,
}

/// The runs of a page: signals for what they show.
#[derive(Clone, Copy)]
pub struct Host {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// What becomes of the reader's data once they are read.
    taken: StoredValue<Option<Callback<Parsed>>>,
    /// The frame that is seen.
    pub frame: RwSignal<Option<Arc<Frame>>>,
    /// What the run is doing.
    pub status: RwSignal<Status>,
    /// Whether it plays on by itself.
    pub playing: RwSignal<bool>,
    /// How fast.
    pub speed: RwSignal<Speed>,
    /// Whether what is seen was made when the site was built.
    pub built: RwSignal<bool>,
    /// The pinned run.
    pub pinned: RwSignal<Option<Pinned>>,
    /// Its frame.
    pub ghost: RwSignal<Option<Arc<Frame>>>,
}

impl Host {
    /// Begins with the state of an address. `built`: a frame of just this state, made when the site was built.
    pub fn open(paper: &'static Paper, lang: Lang, state: &State, built: Option<String>) -> Self {
        let (desk, orders) = Desk::open(paper, lang, state, dom::reduced_motion(), dom::now());
        let inner = Inner {
            desk: RefCell::new(desk),
            links: RefCell::default(),
            bytes: RefCell::default(),
            brought: Cell::new(0),
            files: RefCell::default(),
        };
        let host = Self {
            inner: StoredValue::new_local(Rc::new(inner)),
            taken: StoredValue::new(None),
            frame: RwSignal::new(None),
            status: RwSignal::new(Status::Starting),
            playing: RwSignal::new(true),
            speed: RwSignal::new(Speed::Full),
            built: RwSignal::new(false),
            pinned: RwSignal::new(state.pinned.clone()),
            ghost: RwSignal::new(None),
        };
        host.obey(orders);
        if let Some(path) = built {
            spawn_local(async move {
                let Some(frame) = files::opening_frame(&path).await else { return };
                if let Some(inner) = host.inner.try_get_value() {
                    inner.desk.borrow_mut().show_built(frame);
                    host.show();
                }
            });
        }
        host.watch();
        host
    }

    /// Says what becomes of the reader's data once they are read.
    pub fn when_read(self, f: impl Fn(Parsed) + Send + Sync + 'static) {
        self.taken.set_value(Some(Callback::new(f)));
    }

    fn on(self, who: Who, event: Event) {
        let Some(inner) = self.inner.try_get_value() else {
            return;
        };
        let orders = inner.desk.borrow_mut().on(who, event, dom::now());
        // Requests go out before anything is drawn.
        self.obey(orders);
        self.show();
    }

    fn stage(self, event: Event) {
        self.on(Who::Stage, event);
    }

    fn obey(self, orders: Vec<(Who, Order)>) {
        let Some(inner) = self.inner.try_get_value() else {
            return;
        };
        for (who, order) in orders {
            match order {
                Order::Open => {
                    close(&inner, who);
                    match Link::open(move |reply| self.on(who, Event::Heard(reply))) {
                        Some(link) => inner.links.borrow_mut().push((who, link)),
                        None => self.on(who, Event::Heard(Reply::Died("no worker".into()))),
                    }
                }
                Order::Close => close(&inner, who),
                Order::Send(request, attached) => {
                    let attached = attached.and_then(|what| match what {
                        Attached::Bytes(number) => inner.bytes.borrow_mut().remove(&number),
                        // A copy goes: the next worker needs it too.
                        Attached::File(name) => {
                            inner.files.borrow().get(&name).map(|file| file.slice(0))
                        }
                    });
                    let links = inner.links.borrow();
                    if let Some((_, link)) = links.iter().find(|(whose, _)| *whose == who) {
                        link.send(&request, attached.as_ref());
                    }
                }
                Order::Paint => dom::next_frame(move || self.on(who, Event::Painted)),
                Order::Fetch(name) => spawn_local(async move {
                    let file = match files::asset(&name) {
                        Some(path) => fetch(&path).await,
                        None => None,
                    };
                    let here = file.is_some();
                    if let (Some(file), Some(inner)) = (file, self.inner.try_get_value()) {
                        inner.files.borrow_mut().insert(name.clone(), file);
                    }
                    self.on(who, Event::Fetched { name, here });
                }),
                Order::Take(parsed) => {
                    if let Some(take) = self.taken.try_get_value().flatten() {
                        take.run(parsed);
                    }
                }
            }
        }
    }

    /// Brings the signals up to date; those that did not change stay quiet.
    fn show(self) {
        let Some(inner) = self.inner.try_get_value() else {
            return;
        };
        let desk = inner.desk.borrow();
        let run = desk.stage();
        let is = |a: &Option<Arc<Frame>>, b: Option<&Arc<Frame>>| match (a, b) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        if self.status.with_untracked(|status| status != run.status()) {
            self.status.set(run.status().clone());
        }
        if self.frame.with_untracked(|frame| !is(frame, run.frame())) {
            self.frame.set(run.frame().cloned());
        }
        let ghost = desk.pin().and_then(|pin| pin.frame.as_ref());
        if self.ghost.with_untracked(|frame| !is(frame, ghost)) {
            self.ghost.set(ghost.cloned());
        }
        set(self.playing, run.is_playing());
        set(self.speed, run.speed());
        set(self.built, run.is_built());
        let pinned = desk.pin().map(|pin| &pin.pinned);
        if self.pinned.with_untracked(|old| old.as_ref() != pinned) {
            self.pinned.set(pinned.cloned());
        }
    }

    /// Looks now and then whether the worker still answers.
    fn watch(self) {
        dom::after(3_000, move || {
            if self.inner.try_get_value().is_none() {
                return;
            }
            // A hidden tab's clock stands while its worker may not.
            if !dom::document().is_some_and(|d| d.hidden()) {
                self.stage(Event::Looked);
            }
            self.watch();
        });
    }

    /// New values: the newest win.
    pub fn set(self, values: Values) {
        self.stage(Event::Set(values));
    }

    /// Begins again with these values; `until`: slices after which it pauses.
    pub fn restart(self, values: Values, play: bool, until: Option<u64>) {
        self.stage(Event::Restart { values, play, until });
    }

    /// Starts a new worker with these values after the old one died.
    pub fn revive(self, values: Values) {
        self.stage(Event::Revive(values));
    }

    /// Plays on.
    pub fn play(self) {
        self.stage(Event::Play);
    }

    /// Stops after the present slice.
    pub fn pause(self) {
        self.stage(Event::Pause);
    }

    /// One slice.
    pub fn step(self) {
        self.stage(Event::Step);
    }

    /// Shows a kept state, or the latest.
    pub fn scrub(self, kept: Option<u32>) {
        self.stage(Event::Show(kept));
    }

    /// Plays so fast from now on.
    pub fn set_speed(self, speed: Speed) {
        self.stage(Event::Speed(speed));
    }

    /// Has what the reader brought for a param read in the worker.
    pub fn read(self, key: &str, bytes: ArrayBuffer) {
        let Some(inner) = self.inner.try_get_value() else {
            return;
        };
        let number = inner.brought.get() + 1;
        inner.brought.set(number);
        // Only what was brought last counts.
        *inner.bytes.borrow_mut() = BTreeMap::from([(number, bytes)]);
        self.stage(Event::Parse { key: key.to_owned(), bytes: number });
    }

    /// Takes other columns of what was read last.
    pub fn take_columns(self, key: &str, first: u32) {
        self.stage(Event::Columns { key: key.to_owned(), first });
    }

    /// Pins what is seen behind the next runs, or lets go of it.
    pub fn toggle_pin(self) {
        self.desk(|desk| desk.toggle_pin());
    }

    /// Compares with what a link names, or with nothing.
    pub fn compare(self, pinned: Option<Pinned>) {
        self.desk(|desk| desk.compare(pinned, dom::now()));
    }

    /// The state that a link to the present page names.
    pub fn state(self, values: Values) -> State {
        self.inner.with_value(|inner| inner.desk.borrow().state(values))
    }

    fn desk(self, f: impl FnOnce(&mut Desk) -> Vec<(Who, Order)>) {
        if let Some(inner) = self.inner.try_get_value() {
            let orders = f(&mut inner.desk.borrow_mut());
            self.obey(orders);
            self.show();
        }
    }
}

fn close(inner: &Inner, who: Who) {
    inner.links.borrow_mut().retain(|(whose, link)| {
        let others = *whose != who;
        if !others {
            link.end();
        }
        others
    });
}

fn set<T: Copy + PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.get_untracked() != value {
        signal.set(value);
    }
}

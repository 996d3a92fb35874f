//! The page's side of the worker: newest values win, nothing queues, a dead worker is replaced.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    sync::Arc,
};

use js_sys::Uint8Array;
use lab::{Lang, Message, Paper, Value, Values};
use leptos::prelude::*;
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::{
    dom,
    protocol::{Budget, Frame, Reply, Request, read, write},
};

#[wasm_bindgen]
extern "C" {
    /// Address of the app's own module: the worker imports it again.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static MODULE_URL: String;
}

/// A worker that does not answer for so long is dead: slices take some 10 ms, claims less than 10 s.
const SILENCE_MS: f64 = 45_000.0;
/// Work in one frame while it plays, the description of the figures included: what is left of 16 ms is
/// the message's journey.
const FRAME_MS: f64 = 13.5;
/// Work before the first frame after a start, where there is a process: half a frame, so that a moved
/// slider answers in the next one.
const FIRST_MS: f64 = 8.0;

/// A worker with its handshake: requests wait until it listens.
#[derive(Clone)]
pub struct Link {
    worker: Worker,
}

impl Link {
    /// Starts a worker; `heard` gets every reply, and [`Reply::Died`] when it falls over.
    pub fn open(heard: impl Fn(Reply) + 'static) -> Option<Self> {
        let script = format!("{}{}", dom::page_data("root"), dom::page_data("worker"));
        let base = dom::document()?.base_uri().ok()??;
        let url = web_sys::Url::new_with_base(&script, &base).ok()?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&url.href(), &options).ok()?;
        let heard = Rc::new(heard);
        let on_error = Rc::clone(&heard);
        let message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let bytes = Uint8Array::new(&event.data()).to_vec();
            heard(read::<Reply>(&bytes).unwrap_or_else(|| Reply::Died("unreadable reply".into())));
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        message.forget();
        let error = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            let words = event
                .dyn_ref::<web_sys::ErrorEvent>()
                .map_or_else(String::new, web_sys::ErrorEvent::message);
            on_error(Reply::Died(words));
        });
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        error.forget();
        // The compiled module travels: no second download, no second compilation.
        let app = JsValue::from(MODULE_URL.with(Clone::clone));
        let start = js_sys::Array::of2(&app, &wasm_bindgen::module());
        worker.post_message(&start).ok()?;
        Some(Self { worker })
    }

    /// Sends a request.
    pub fn send(&self, request: &Request) {
        let bytes = Uint8Array::from(write(request).as_slice());
        let transfer = js_sys::Array::of1(&bytes.buffer());
        let _ = self.worker.post_message_with_transfer(&bytes, &transfer);
    }

    /// Ends the worker at once.
    pub fn end(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// What a run is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The worker is coming up, or the first frame is not there yet.
    Starting,
    /// Working.
    Running,
    /// Stopped by the reader, with more to do.
    Paused,
    /// Nothing more to do.
    Finished,
    /// Left the finite numbers.
    Halted(Message),
    /// These values cannot be run; the last good frame stands.
    Refused {
        /// Key of the param to change.
        key: String,
        /// Why.
        message: Message,
    },
    /// The worker fell over.
    Dead(String),
}

impl Status {
    /// For `data-state`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Starting => "starting",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Finished => "finished",
            Self::Halted(_) => "halted",
            Self::Refused { .. } => "refused",
            Self::Dead(_) => "dead",
        }
    }
}

/// How fast it plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// One slice every eighth frame.
    Slow,
    /// One slice a frame.
    Steady,
    /// As many as there is time for.
    Full,
}

struct Inner {
    paper: &'static Paper,
    view: Cell<Option<&'static lab::View>>,
    lang: Lang,
    link: RefCell<Option<Link>>,
    ready: Cell<bool>,
    busy_since: Cell<Option<f64>>,
    wanted: RefCell<Option<(Values, bool)>>,
    show: Cell<Option<Option<u32>>>,
    sent: RefCell<BTreeMap<String, Value>>,
    steps: Cell<u64>,
    until: Cell<Option<u64>>,
    frames: Cell<u64>,
    silent: bool,
}

/// A run: its worker, and signals for what it shows.
#[derive(Clone, Copy)]
pub struct Host {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// The newest frame.
    pub frame: RwSignal<Option<Arc<Frame>>>,
    /// What it is doing.
    pub status: RwSignal<Status>,
    /// Whether it plays on by itself.
    pub playing: RwSignal<bool>,
    /// How fast.
    pub speed: RwSignal<Speed>,
}

impl Host {
    /// Opens a run. `until`: number of slices after which it pauses. A `silent` run shows nothing before
    /// its end (the pinned run of a comparison).
    pub fn open(
        paper: &'static Paper,
        lang: Lang,
        values: Values,
        until: Option<u64>,
        silent: bool,
    ) -> Self {
        let inner = Inner {
            paper,
            view: Cell::new(Some(paper.view(&values))),
            lang,
            link: RefCell::new(None),
            ready: Cell::new(false),
            busy_since: Cell::new(None),
            wanted: RefCell::new(Some((values, true))),
            show: Cell::new(None),
            sent: RefCell::default(),
            steps: Cell::new(0),
            until: Cell::new(until),
            frames: Cell::new(0),
            silent,
        };
        let host = Self {
            inner: StoredValue::new_local(Rc::new(inner)),
            frame: RwSignal::new(None),
            status: RwSignal::new(Status::Starting),
            playing: RwSignal::new(true),
            speed: RwSignal::new(Speed::Full),
        };
        host.connect();
        host.watch();
        host
    }

    fn inner(&self) -> Rc<Inner> {
        self.inner.get_value()
    }

    fn connect(self) {
        let inner = self.inner();
        inner.ready.set(false);
        inner.busy_since.set(None);
        inner.sent.borrow_mut().clear();
        let link = Link::open(move |reply| self.hear(reply));
        if link.is_none() {
            self.status.set(Status::Dead("no worker".into()));
        } else {
            inner.busy_since.set(Some(dom::now()));
        }
        *inner.link.borrow_mut() = link;
    }

    /// Looks now and then whether the worker still answers.
    fn watch(self) {
        dom::after(3_000, move || {
            let Some(inner) = self.inner.try_get_value() else {
                return;
            };
            // A hidden tab's clock stands while its worker may not.
            let hidden = dom::document().is_some_and(|d| d.hidden());
            if !hidden
                && inner.busy_since.get().is_some_and(|since| dom::now() - since > SILENCE_MS)
            {
                self.bury("no answer");
            }
            self.watch();
        });
    }

    fn bury(self, why: &str) {
        let inner = self.inner();
        if let Some(link) = inner.link.borrow_mut().take() {
            link.end();
        }
        inner.busy_since.set(None);
        self.status.set(Status::Dead(why.to_owned()));
    }

    /// Starts a new worker with these values after the old one died.
    pub fn revive(self, values: Values) {
        *self.inner().wanted.borrow_mut() = Some((values, true));
        self.status.set(Status::Starting);
        self.connect();
    }

    fn hear(self, reply: Reply) {
        let Some(inner) = self.inner.try_get_value() else {
            return;
        };
        inner.busy_since.set(None);
        match reply {
            Reply::Ready => inner.ready.set(true),
            Reply::Died(why) => return self.bury(&why),
            Reply::Refused { key, message } => self.status.set(Status::Refused { key, message }),
            Reply::Measured(_) => {}
            Reply::Frame(frame) => {
                // A frame of values that are already replaced is still newer than what is shown.
                let reached = inner.until.get().is_some_and(|tick| frame.tick >= tick);
                if reached {
                    inner.until.set(None);
                    self.playing.set(false);
                }
                let more = frame.more;
                let quiet = more
                    && (inner.silent
                        || (dom::reduced_motion() && self.playing.get_untracked() && self.paced()));
                let status = match &frame.halted {
                    Some(message) => Status::Halted(message.clone()),
                    None if !more => Status::Finished,
                    None if self.playing.get_untracked() => Status::Running,
                    None => Status::Paused,
                };
                if self.status.with_untracked(|s| *s != status) {
                    self.status.set(status);
                }
                if !quiet || self.frame.with_untracked(Option::is_none) {
                    self.frame.set(Some(Arc::from(frame)));
                } else {
                    // What the reader does not see still counts for what comes next.
                    return dom::next_frame(move || self.pump_after(more));
                }
            }
        }
        self.pump();
    }

    fn paced(&self) -> bool {
        let inner = self.inner();
        inner.view.get().is_some_and(|v| v.process.is_some())
    }

    /// Sends what is due, if the worker is free.
    fn pump(self) {
        let more = self.frame.with_untracked(|f| f.as_ref().is_some_and(|f| f.more));
        let Some(inner) = self.inner.try_get_value() else {
            return;
        };
        if !inner.ready.get() || inner.busy_since.get().is_some() {
            return;
        }
        if inner.wanted.borrow().is_some() || inner.show.get().is_some() || inner.steps.get() > 0 {
            return self.pump_after(more);
        }
        // The next slices wait for the next paint: a hidden tab paints nothing and so does nothing.
        if more && self.advancing() {
            dom::next_frame(move || self.pump_after(more));
        }
    }

    fn advancing(&self) -> bool {
        (self.playing.get_untracked() || !self.paced())
            && !self.status.with_untracked(|s| {
                matches!(s, Status::Halted(_) | Status::Refused { .. } | Status::Dead(_))
            })
    }

    fn pump_after(self, more: bool) {
        let Some(inner) = self.inner.try_get_value() else {
            return;
        };
        if !inner.ready.get() || inner.busy_since.get().is_some() {
            return;
        }
        let wanted = inner.wanted.borrow_mut().take();
        let request = if let Some((values, restart)) = wanted {
            self.setting(&inner, values, restart)
        } else if let Some(kept) = inner.show.take() {
            Request::Show(kept)
        } else if inner.steps.get() > 0 {
            inner.steps.set(inner.steps.get() - 1);
            Request::Advance(Budget::Slices(1))
        } else if more && self.advancing() {
            match self.budget(&inner) {
                Some(budget) => Request::Advance(budget),
                None => return dom::next_frame(move || self.pump_after(more)),
            }
        } else {
            return;
        };
        inner.busy_since.set(Some(dom::now()));
        if let Some(link) = &*inner.link.borrow() {
            link.send(&request);
        }
    }

    fn budget(&self, inner: &Inner) -> Option<Budget> {
        inner.frames.set(inner.frames.get() + 1);
        let tick = self.frame.with_untracked(|f| f.as_ref().map_or(0, |f| f.tick));
        if let Some(until) = inner.until.get() {
            // Exactly to the slice that the link names, but not all in one go.
            return Some(Budget::Slices(until.saturating_sub(tick).clamp(1, 8)));
        }
        match self.speed.get_untracked() {
            Speed::Full => Some(Budget::Millis(FRAME_MS)),
            Speed::Steady => Some(Budget::Slices(1)),
            Speed::Slow => inner.frames.get().is_multiple_of(8).then_some(Budget::Slices(1)),
        }
    }

    fn setting(&self, inner: &Inner, values: Values, restart: bool) -> Request {
        // Data and text are sent once, then named.
        let mut sent = inner.sent.borrow_mut();
        let mut light = values.clone();
        let mut kept = Vec::new();
        for param in inner.paper.params.iter().filter(|p| p.is_own()) {
            let Some(value) = values.get(param.key) else {
                continue;
            };
            if sent.get(param.key).is_some_and(|old| same(old, value)) {
                light.remove(param.key);
                kept.push(param.key.to_owned());
            } else {
                sent.insert(param.key.to_owned(), value.clone());
            }
        }
        let view = inner.paper.view(&values);
        inner.view.set(Some(view));
        let exact = inner.until.get().is_some()
            || self.speed.get_untracked() != Speed::Full
            || !self.playing.get_untracked();
        let budget = match (exact, view.process.is_some()) {
            (true, true) => Budget::Slices(0),
            (_, true) => Budget::Millis(FIRST_MS),
            (_, false) => Budget::Slices(1),
        };
        Request::Set {
            paper: inner.paper.id.to_owned(),
            lang: inner.lang,
            values: light,
            kept,
            restart,
            budget,
        }
    }

    /// New values: the newest win.
    pub fn set(self, values: Values) {
        let inner = self.inner();
        let restart = inner.wanted.borrow().as_ref().is_some_and(|(_, restart)| *restart);
        *inner.wanted.borrow_mut() = Some((values, restart));
        inner.until.set(None);
        if self.status.with_untracked(|s| matches!(s, Status::Refused { .. } | Status::Halted(_))) {
            self.status.set(Status::Starting);
        }
        self.pump();
    }

    /// Begins again with these values, playing; `until` as in [`Host::open`].
    pub fn restart(self, values: Values, play: bool, until: Option<u64>) {
        let inner = self.inner();
        *inner.wanted.borrow_mut() = Some((values, true));
        inner.until.set(until);
        self.playing.set(play);
        if !self.status.with_untracked(|s| matches!(s, Status::Dead(_))) {
            self.status.set(Status::Starting);
        }
        self.pump();
    }

    /// Plays on.
    pub fn play(self) {
        self.playing.set(true);
        self.status.set(Status::Running);
        self.inner().show.set(Some(None));
        self.pump();
    }

    /// Stops after the present slice.
    pub fn pause(self) {
        self.playing.set(false);
        if self.status.with_untracked(|s| *s == Status::Running) {
            self.status.set(Status::Paused);
        }
    }

    /// One slice.
    pub fn step(self) {
        self.pause();
        let inner = self.inner();
        inner.steps.set(inner.steps.get() + 1);
        self.pump();
    }

    /// Shows a kept state, or the latest.
    pub fn show(self, kept: Option<u32>) {
        self.pause();
        self.inner().show.set(Some(kept));
        self.pump();
    }

    /// Ends the run.
    pub fn close(self) {
        if let Some(inner) = self.inner.try_get_value()
            && let Some(link) = inner.link.borrow_mut().take()
        {
            link.end();
        }
    }
}

/// Whether two values of a data or text param are the same object (cheap, and exact enough).
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Data(a), Value::Data(b)) => Arc::ptr_eq(a, b),
        (Value::Text(a), Value::Text(b)) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

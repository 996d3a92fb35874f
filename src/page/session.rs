//! What the reader has set, in one place: every control, handle, link and the address go through it.

use figure::Bound;
use lab::{Lang, Message, Notice, Paper, Preset, Table, Value, Values, t};
use leptos::prelude::*;
use std::sync::Arc;

use super::{
    address::{self, State},
    data::Wide,
};
use crate::{
    canvas::{Actions, Knots, Phase},
    dom,
    host::{Host, Status},
    number::snapped,
    protocol::Frame,
    slider::Track,
};

/// Longest state that goes into a link; beyond it, messengers and mail programs break addresses.
pub const LONGEST_LINK: usize = 8_000;

/// How a value changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// On the way somewhere: replaces the present address.
    Passing,
    /// Arrived: a step that "back" undoes.
    Settled,
}

/// The state of an exhibit page.
#[derive(Clone, Copy)]
pub struct Session {
    /// The paper.
    pub paper: &'static Paper,
    /// The page's language.
    pub lang: Lang,
    /// The params.
    pub values: RwSignal<Values>,
    /// What could not be taken as it stood.
    pub notices: RwSignal<Vec<Notice>>,
    /// The run.
    pub host: Host,
    /// Values of the pinned run.
    pub pinned: RwSignal<Option<Values>>,
    /// Its last frame.
    pub ghost: RwSignal<Option<Arc<Frame>>>,
    /// The series to bring out.
    pub highlight: RwSignal<Option<String>>,
    /// The control the prose points at.
    pub pointed: RwSignal<Option<String>>,
    /// A table that offers more columns than are in use.
    pub wide: RwSignal<Option<Wide>>,
    settled: StoredValue<String>,
    writing: StoredValue<bool>,
}

impl Session {
    /// Opens the page at its address.
    pub fn open(paper: &'static Paper, lang: Lang) -> Self {
        let (query, fragment) = location();
        let (state, notices) = address::read(paper, &query, &ours(&fragment));
        let host = Host::open(paper, lang, state.values.clone(), state.at, false);
        let written = address::write(paper, &state);
        let session = Self {
            paper,
            lang,
            values: RwSignal::new(state.values),
            notices: RwSignal::new(notices),
            host,
            pinned: RwSignal::new(None),
            ghost: RwSignal::new(None),
            highlight: RwSignal::new(None),
            pointed: RwSignal::new(None),
            wide: RwSignal::new(None),
            settled: StoredValue::new(written.clone()),
            writing: StoredValue::new(false),
        };
        if let Some(pinned) = state.pinned {
            session.pin_values(pinned);
        }
        replace(&written);
        if let Some(window) = dom::window() {
            dom::listen(&window, "hashchange", move |_| session.follow_address());
            dom::listen(&window, "popstate", move |_| session.follow_address());
        }
        Effect::new(move || {
            // A paused run stands in the address, so that a link shows what its sender saw.
            session.host.status.with(|_| ());
            session.write_later();
        });
        session
    }

    /// The process in time of the view in force.
    pub fn process(&self) -> Option<lab::Process> {
        self.values.with_untracked(|v| self.paper.view(v).process)
    }

    /// Sets a param.
    pub fn set(&self, key: &str, value: Value, how: How) {
        let unchanged = self.values.with_untracked(|v| v.get(key) == Some(&value));
        if !unchanged {
            self.values.update(|v| v.set(key, value));
            self.host.set(self.values.get_untracked());
        }
        self.write(how);
    }

    /// Replaces all params.
    pub fn set_all(&self, values: Values, how: How) {
        self.values.set(values.clone());
        self.host.restart(values, true, None);
        self.write(how);
    }

    /// Applies a preset.
    pub fn apply(&self, preset: &Preset) {
        let mut values = preset.values(self.paper);
        self.keep_own(&mut values);
        self.set_all(values, How::Settled);
    }

    /// What the reader brought stays, whatever else is set.
    fn keep_own(&self, values: &mut Values) {
        self.values.with_untracked(|old| {
            for param in self.paper.params.iter().filter(|p| p.is_own()) {
                if values.get(param.key) == Some(&param.default_value())
                    && let Some(value) = old.get(param.key)
                {
                    values.set(param.key, value.clone());
                }
            }
        });
    }

    /// The preset in force, if the params are exactly its.
    pub fn preset(&self) -> Option<&'static Preset> {
        self.values.with(|values| {
            self.paper.presets.iter().find(|preset| {
                let view = self.paper.view(&preset.values(self.paper));
                std::ptr::eq(self.paper.view(values), view)
                    && self.paper.params.iter().filter(|p| !p.is_own()).all(|param| {
                        let wanted = preset
                            .set
                            .iter()
                            .find(|(key, _)| *key == param.key)
                            .and_then(|(_, raw)| param.parse(raw).ok())
                            .unwrap_or_else(|| param.default_value());
                        values.get(param.key) == Some(&wanted)
                    })
            })
        })
    }

    /// Sets what a state in words says (a link in the prose); params it does not name take their defaults.
    pub fn set_words(&self, words: &str) {
        let (state, notices) = address::read(self.paper, "", words);
        let mut values = state.values;
        self.keep_own(&mut values);
        self.notices.set(notices);
        self.set_all(values, How::Settled);
    }

    /// Pins the present run behind the next ones, or lets go of it.
    pub fn toggle_pin(&self) {
        if self.pinned.with_untracked(Option::is_some) {
            self.pinned.set(None);
            self.ghost.set(None);
        } else {
            self.pinned.set(Some(self.values.get_untracked()));
            self.ghost.set(self.host.frame.get_untracked());
        }
        self.write(How::Settled);
    }

    /// Computes a pinned run that came with a link.
    fn pin_values(&self, values: Values) {
        self.pinned.set(Some(values.clone()));
        let host = Host::open(self.paper, self.lang, values, None, true);
        let ghost = self.ghost;
        Effect::new(move || {
            let done = matches!(
                host.status.get(),
                Status::Finished | Status::Halted(_) | Status::Refused { .. } | Status::Dead(_)
            );
            if done {
                ghost.set(host.frame.get_untracked());
                host.close();
            }
        });
    }

    /// The state as words.
    pub fn words(&self) -> String {
        let paused = self.host.status.with_untracked(|s| *s == Status::Paused);
        let tick = self.host.frame.with_untracked(|f| f.as_ref().map_or(0, |f| f.tick));
        let state = State {
            values: self.values.get_untracked(),
            at: (paused && self.process().is_some()).then_some(tick),
            pinned: self.pinned.get_untracked(),
        };
        address::write(self.paper, &state)
    }

    fn write(&self, how: How) {
        let words = self.words();
        if how == How::Settled && self.settled.with_value(|old| *old != words) {
            if words.len() <= LONGEST_LINK {
                push(&words);
            }
            self.settled.set_value(words);
            return;
        }
        self.write_later();
    }

    /// Browsers limit how often the address may change: four times a second is enough.
    fn write_later(&self) {
        if self.writing.get_value() {
            return;
        }
        self.writing.set_value(true);
        let session = *self;
        dom::after(250, move || {
            session.writing.set_value(false);
            let words = session.words();
            if words.len() <= LONGEST_LINK {
                replace(&words);
            }
        });
    }

    /// The reader went back or forward, or followed a link within the page.
    fn follow_address(&self) {
        let (_, fragment) = location();
        let fragment = ours(&fragment);
        if fragment.trim_start_matches('#') == self.words() {
            return;
        }
        if let Some(id) = fragment.strip_prefix("#preset:") {
            if let Some(preset) = self.paper.presets.iter().find(|p| p.id == id) {
                self.apply(preset);
            }
            return;
        }
        let (state, notices) = address::read(self.paper, "", &fragment);
        let mut values = state.values;
        self.keep_own(&mut values);
        self.settled.set_value(fragment.trim_start_matches('#').to_owned());
        self.notices.set(notices);
        self.values.set(values.clone());
        self.host.restart(values, true, state.at);
        match state.pinned {
            None => {
                self.pinned.set(None);
                self.ghost.set(None);
            }
            Some(pinned) if self.pinned.with_untracked(|p| p.as_ref() != Some(&pinned)) => {
                self.pin_values(pinned)
            }
            Some(_) => {}
        }
    }

    /// Says something went wrong with what the reader gave.
    pub fn notify(&self, key: &str, message: Message) {
        self.notices.update(|all| {
            all.retain(|n| n.key != key);
            all.push(Notice { key: key.to_owned(), message });
        });
    }

    /// Takes what the figures ask for.
    pub fn actions(&self) -> Actions {
        let session = *self;
        Actions {
            drag: Callback::new(move |(bound, value, phase): (Bound, f64, Phase)| {
                session.set_bound(
                    &bound,
                    value,
                    if phase == Phase::End { How::Settled } else { How::Passing },
                );
            }),
            nudge: Callback::new(move |(bound, by, present): (Bound, i64, f64)| {
                session.nudge(&bound, by, present)
            }),
            curve: Callback::new(move |(key, knots, phase): (String, Knots, Phase)| {
                let Some(mut table) = session.table(&key) else {
                    return;
                };
                for (index, value) in knots {
                    table = table.with_value(index, session.in_range(&key, value));
                }
                let how = if phase == Phase::End { How::Settled } else { How::Passing };
                session.set(&key, Value::Data(Arc::new(table)), how);
            }),
            point: Callback::new(move |(key, x, y): (String, f64, f64)| {
                let Some(table) = session.table(&key) else {
                    return;
                };
                let mut numbers = table.values().to_vec();
                numbers.extend([session.in_range(&key, x), session.in_range(&key, y)]);
                let spec = session.paper.param(&key).and_then(|p| {
                    if let lab::Kind::Data(spec) = p.kind { Some(spec) } else { None }
                });
                if spec.is_some_and(|s| numbers.len() / 2 <= s.max_rows) {
                    session.set(&key, Value::Data(Arc::new(Table::new(2, numbers))), How::Settled);
                }
            }),
        }
    }

    fn table(&self, key: &str) -> Option<Table> {
        self.values.with_untracked(|v| match v.get(key) {
            Some(Value::Data(table)) => Some((**table).clone()),
            _ => None,
        })
    }

    /// A number within what a data param takes, with four digits: more cannot be drawn.
    fn in_range(&self, key: &str, x: f64) -> f64 {
        match self.paper.param(key).map(|p| p.kind) {
            Some(lab::Kind::Data(spec)) => {
                crate::number::round_to(x, 4).clamp(spec.range.0, spec.range.1)
            }
            _ => x,
        }
    }

    fn set_bound(&self, bound: &Bound, value: f64, how: How) {
        match bound.index {
            None => {
                if let Some(value) = self.paper.param(&bound.param).and_then(|p| snapped(p, value))
                {
                    self.set(&bound.param, value, how);
                }
            }
            Some(index) => {
                if let Some(table) = self.table(&bound.param) {
                    let table =
                        table.with_value(index as usize, self.in_range(&bound.param, value));
                    self.set(&bound.param, Value::Data(Arc::new(table)), how);
                }
            }
        }
    }

    fn nudge(&self, bound: &Bound, by: i64, present: f64) {
        let Some(param) = self.paper.param(&bound.param) else {
            return;
        };
        match (bound.index, Track::of(param)) {
            (None, Some(track)) => {
                if let Some(value) = track.nudge(param, present, by) {
                    self.set(&bound.param, value, How::Settled);
                }
            }
            _ => self.set_bound(
                bound,
                present + by as f64 * (present.abs() / 100.0).max(0.01),
                How::Settled,
            ),
        }
    }

    /// Starts again with the same values.
    pub fn again(&self, play: bool) {
        self.host.restart(self.values.get_untracked(), play, None);
    }

    /// Everything back to how the page opens.
    pub fn reset_all(&self) {
        self.pinned.set(None);
        self.ghost.set(None);
        self.notices.set(Vec::new());
        self.set_all(self.paper.defaults(), How::Settled);
    }

    /// What is said when a file or a paste cannot be used.
    pub fn bad_data(&self, key: &str, label: lab::Text, error: &lab::DataError) {
        let m = error.message();
        let kept = t("Nothing was changed.", "原有内容未变。");
        self.notify(
            key,
            Message::new(
                format!("{}: {}. {}", label.en, m.en, kept.en),
                format!("{}：{}。{}", label.zh, m.zh, kept.zh),
            ),
        );
    }
}

fn location() -> (String, String) {
    let location = dom::window().map(|w| w.location());
    let get = |f: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
        location.as_ref().and_then(|l| f(l).ok()).unwrap_or_default()
    };
    (get(web_sys::Location::search), get(web_sys::Location::hash))
}

/// A fragment that names a place on the page is not ours.
fn ours(fragment: &str) -> String {
    let id = fragment.trim_start_matches('#');
    let place = !id.is_empty()
        && !id.contains('=')
        && dom::document().is_some_and(|d| d.get_element_by_id(id).is_some());
    if place { String::new() } else { fragment.to_owned() }
}

fn url(words: &str) -> Option<String> {
    let location = dom::window()?.location();
    let (path, search) = (location.pathname().ok()?, location.search().ok()?);
    // Params of the query have been folded into the fragment; `embed` and strangers stay.
    let kept: Vec<&str> = search
        .trim_start_matches('?')
        .split('&')
        .filter(|p| matches!(p.split('=').next(), Some("embed" | "nosw")))
        .collect();
    let search = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    let fragment = if words.is_empty() { String::new() } else { format!("#{words}") };
    Some(format!("{path}{search}{fragment}"))
}

fn replace(words: &str) {
    if let Some((history, url)) = dom::window().and_then(|w| w.history().ok()).zip(url(words)) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
    link_languages(words);
}

fn push(words: &str) {
    if let Some((history, url)) = dom::window().and_then(|w| w.history().ok()).zip(url(words)) {
        let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
    link_languages(words);
}

/// The link to the page in the other language carries the state along.
fn link_languages(words: &str) {
    for link in dom::find_all("a[data-language-link]") {
        let href = link.get_attribute("href").unwrap_or_default();
        let bare = href.split('#').next().unwrap_or_default();
        let fragment = if words.is_empty() { String::new() } else { format!("#{words}") };
        let _ = link.set_attribute("href", &format!("{bare}{fragment}"));
    }
}

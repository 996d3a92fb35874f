//! What the reader has set, in one place: every control, handle, link and the address go through it.

use lab::{Kind, Lang, Message, Notice, Paper, Param, Preset, Value, Values};
use leptos::prelude::*;
use run::{Parsed, Wide, address};

use super::location::{location, push, replace};
use crate::{dom, files, host::Host};

/// How a value changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// On the way somewhere: replaces the present address, in a while.
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
    /// The runs.
    pub host: Host,
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
        let (state, notices) = address::read(paper, &query, &fragment);
        let opening = state.at.is_none() && state.values == paper.defaults();
        let built = opening.then(|| files::built("")).flatten();
        let host = Host::open(paper, lang, &state, built);
        let written = address::write(paper, &state).words;
        let session = Self {
            paper,
            lang,
            values: RwSignal::new(state.values),
            notices: RwSignal::new(notices),
            host,
            highlight: RwSignal::new(None),
            pointed: RwSignal::new(None),
            wide: RwSignal::new(None),
            settled: StoredValue::new(written.clone()),
            writing: StoredValue::new(false),
        };
        host.when_read(move |parsed| session.take(parsed));
        replace(&written);
        if let Some(window) = dom::window() {
            dom::listen(&window, "hashchange", move |_| session.follow_address());
            dom::listen(&window, "popstate", move |_| session.follow_address());
        }
        Effect::new(move || {
            // A paused run stands in the address, so that a link shows what its sender saw.
            host.status.track();
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
        self.host.toggle_pin();
        self.write(How::Settled);
    }

    /// The state in words; data too large for a link are left out.
    pub fn written(&self) -> address::Written {
        address::write(self.paper, &self.host.state(self.values.get_untracked()))
    }

    fn write(&self, how: How) {
        // While a slider moves nothing is encoded.
        if how == How::Settled {
            let words = self.written().words;
            if self.settled.with_value(|old| *old != words) {
                push(&words);
                return self.settled.set_value(words);
            }
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
            replace(&session.written().words);
        });
    }

    /// The reader went back or forward, or followed a link within the page.
    fn follow_address(&self) {
        let (_, fragment) = location();
        let words = fragment.trim_start_matches('#');
        if words == self.written().words {
            return;
        }
        let (state, notices) = address::read(self.paper, "", words);
        let mut values = state.values;
        self.keep_own(&mut values);
        self.settled.set_value(words.to_owned());
        self.notices.set(notices);
        self.values.set(values.clone());
        self.host.restart(values, true, state.at);
        self.host.compare(state.pinned);
    }

    /// Says something went wrong with what the reader gave.
    pub fn notify(&self, key: &str, message: Message) {
        self.notices.update(|all| {
            all.retain(|n| n.key != key);
            all.push(Notice { key: key.to_owned(), message });
        });
    }

    /// Takes what the worker read for the reader, or says what is wrong with it and leaves everything as it was.
    fn take(&self, parsed: Parsed) {
        let Some(param) = self.paper.param(&parsed.key) else {
            return;
        };
        self.wide.set(parsed.wide);
        if parsed.message.is_none() {
            self.notices.update(|all| all.retain(|n| n.key != param.key));
        }
        if let Some(value) = parsed.value {
            self.set(param.key, value, How::Settled);
            self.bring_into_play(param);
        }
        if let Some(message) = parsed.message {
            self.notify(param.key, message);
        }
    }

    /// Whoever brings data wants to see them: where the param does not count yet, the choice that makes it count is
    /// taken.
    fn bring_into_play(&self, param: &'static Param) {
        let values = self.values.get_untracked();
        if (param.shown)(&values) {
            return;
        }
        for choice in self.paper.params {
            let Kind::Choice { options, .. } = choice.kind else {
                continue;
            };
            for option in options {
                let value = Value::Choice(option.key.to_owned());
                if (param.shown)(&values.clone().with(choice.key, value.clone())) {
                    return self.set(choice.key, value, How::Settled);
                }
            }
        }
    }

    /// Starts again with the same values.
    pub fn again(&self, play: bool) {
        self.host.restart(self.values.get_untracked(), play, None);
    }

    /// Everything back to how the page opens.
    pub fn reset_all(&self) {
        self.host.compare(None);
        self.notices.set(Vec::new());
        self.set_all(self.paper.defaults(), How::Settled);
    }
}

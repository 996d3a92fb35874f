//! What a run sends next.

use std::sync::Arc;

use lab::Value;

use super::{Run, Wanted, Worker};
use crate::{
    order::{Attached, Order, Speed},
    protocol::{Budget, Request},
    simulated,
};

/// Work in one frame while it plays, the description of the figures included: what is left of 16 ms is
/// the message's journey.
const FRAME_MS: f64 = 13.5;
/// Work before the first frame after a start, where there is a process: a moved slider answers in the next frame,
/// and what it shows then is not yet noise.
const FIRST_MS: f64 = 8.0;

impl Run {
    pub(super) fn is_paced(&self) -> bool {
        simulated::process(self.paper, &self.told).is_some()
    }

    pub(super) fn is_advancing(&self) -> bool {
        let more = self.newest.as_ref().is_some_and(|f| f.more);
        more && (self.playing || !self.is_paced()) && !self.status.is_stuck()
    }

    /// Files that the wanted values need and the worker has not.
    pub(super) fn missing(&self) -> Vec<String> {
        let wanted = self.wanted.iter().flat_map(|w| self.paper.needs(&w.values));
        wanted.map(str::to_owned).filter(|name| !self.files.contains(name)).collect()
    }

    pub(super) fn fetch(&mut self) {
        for name in self.missing() {
            if !self.fetched.contains(&name) && self.fetching.insert(name.clone()) {
                self.orders.push(Order::Fetch(name));
            }
        }
    }

    /// Sends what is due, if the worker is free.
    pub(super) fn pump(&mut self, now: f64) {
        if self.worker != Worker::Free {
            return;
        }
        if let Some((request, attached)) = self.asks.pop_front() {
            return self.send(request, attached, now);
        }
        let missing = self.missing();
        if let Some(name) = missing.iter().find(|name| self.fetched.contains(*name)) {
            self.files.insert(name.clone());
            return self.send(
                Request::Asset(name.clone()),
                Some(Attached::File(name.clone())),
                now,
            );
        }
        if missing.is_empty()
            && let Some(wanted) = self.wanted.take()
        {
            let request = self.setting(wanted);
            return self.send(request, None, now);
        }
        // Before the first frame there is nothing to show and nothing to step.
        if self.newest.is_some() {
            if let Some(kept) = self.show.take() {
                return self.send(Request::Show(kept), None, now);
            }
            if self.steps > 0 {
                self.steps -= 1;
                return self.send(Request::Advance(Budget::slices(1)), None, now);
            }
        }
        if self.is_advancing() && !self.painting {
            self.painting = true;
            self.orders.push(Order::Paint);
        }
    }

    /// The next slices, if nothing else came in between.
    pub(super) fn advance(&mut self, now: f64) {
        if self.worker == Worker::Free && self.is_advancing() {
            match self.budget() {
                Some(budget) => self.send(Request::Advance(budget), None, now),
                None => self.pump(now),
            }
        }
    }

    fn budget(&self) -> Option<Budget> {
        let tick = self.newest.as_ref().map_or(0, |f| f.tick);
        if let Some(until) = self.until {
            // Exactly to the slice that the link names, but not all in one go.
            return Some(Budget { slices: until.saturating_sub(tick).max(1), ms: FRAME_MS });
        }
        match self.speed {
            Speed::Full => Some(Budget::ms(FRAME_MS)),
            Speed::Steady => Some(Budget::slices(1)),
            Speed::Slow => self.paints.is_multiple_of(8).then_some(Budget::slices(1)),
        }
    }

    fn send(&mut self, request: Request, attached: Option<Attached>, now: f64) {
        let answers_set = matches!(request, Request::Set { .. });
        self.worker = Worker::Busy { since: now, answers_set };
        self.orders.push(Order::Send(request, attached));
    }

    fn setting(&mut self, wanted: Wanted) -> Request {
        let Wanted { values, restart } = wanted;
        self.told = Arc::new(values.clone());
        // Data and text are sent once, then named.
        let mut light = values;
        let mut kept = Vec::new();
        for param in self.paper.params.iter().filter(|p| p.is_own()) {
            let Some(value) = light.get(param.key) else {
                continue;
            };
            if self.sent.get(param.key).is_some_and(|old| same(old, value)) {
                light.remove(param.key);
                kept.push(param.key.to_owned());
            } else {
                self.sent.insert(param.key.to_owned(), value.clone());
            }
        }
        let budget = match (self.until, self.is_paced()) {
            (Some(until), true) => Budget { slices: until, ms: FIRST_MS },
            (None, true) if self.speed != Speed::Full || !self.playing => Budget::slices(0),
            (_, true) => Budget::ms(FIRST_MS),
            (_, false) => Budget::slices(1),
        };
        Request::Set {
            paper: self.paper.id.to_owned(),
            lang: self.lang,
            values: light,
            kept,
            restart,
            budget,
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

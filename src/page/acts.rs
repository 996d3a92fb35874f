//! What figures ask for: dragged handles, drawn curves, points added.

use std::sync::Arc;

use figure::Bound;
use lab::{Table, Value};
use leptos::prelude::*;

use super::session::{How, Session};
use crate::{
    canvas::{Actions, Knots, Phase},
    number::snapped,
    slider::Track,
};

impl Session {
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
}

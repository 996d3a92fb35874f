//! What a run makes of the worker's answers.

use std::sync::Arc;

use super::{Run, Worker};
use crate::{
    order::{Order, Status},
    protocol::{Reply, Update},
};

impl Run {
    pub(super) fn heard(&mut self, reply: Reply) {
        let answers_set = matches!(self.worker, Worker::Busy { answers_set: true, .. });
        match (&reply, self.worker) {
            // Somebody who is gone still speaks.
            (_, Worker::Gone) | (Reply::Measuring { .. } | Reply::Measured(_), _) => return,
            _ => self.worker = Worker::Free,
        }
        match reply {
            Reply::Died(why) => self.bury(&why),
            Reply::Refused { key, message } => self.status = Status::Refused { key, message },
            Reply::Parsed(parsed) => {
                if let Some(value) = &parsed.value {
                    self.sent.insert(parsed.key.clone(), value.clone());
                }
                self.orders.push(Order::Take(*parsed));
            }
            Reply::Frame(update) => self.framed(*update, answers_set),
            Reply::Ready | Reply::Kept | Reply::Measuring { .. } | Reply::Measured(_) => {}
        }
    }

    fn framed(&mut self, update: Update, answers_set: bool) {
        let Some(frame) = update.onto(self.newest.as_deref()) else {
            return self.bury("unreadable frame");
        };
        let reached = self.until.is_some_and(|tick| frame.tick >= tick || !frame.more);
        if reached {
            self.until = None;
            self.playing &= !frame.more;
        }
        self.status = match &frame.halted {
            Some(message) => Status::Halted(message.clone()),
            None if !frame.more => Status::Finished,
            None if self.playing => Status::Running,
            None => Status::Paused,
        };
        let behind = self.built.is_some_and(|tick| frame.tick < tick);
        let calm = self.manner.calm && self.playing && self.is_paced() && !answers_set;
        let quiet = frame.more && !reached && (self.manner.silent || behind || calm);
        self.newest = Some(Arc::new(frame));
        self.newest_values = Arc::clone(&self.told);
        // A frame of values that are already replaced is still newer than what is seen.
        if !quiet || self.seen.is_none() {
            self.see();
        }
    }
}

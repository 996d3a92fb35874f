//! The simulations as the house runs them: above what computes and what is drawn.

use figure::Figure;

use super::{
    PAPER,
    choices::Method,
    figures,
    law::Law,
    model::greatest_size,
    training::{Training, sum_of_squares},
    weight::{Weight, time},
};
use crate::{Halt, Lang, ParamError, Progress, Readouts, Simulation, Values};

/// Starts the view of one row; its first slice is done.
pub(super) fn weight(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    let mut weight = Weight::start(values)?;
    weight.run();
    Ok(Box::new(weight))
}

/// Starts the view of a real model.
pub(super) fn model(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    Ok(Box::new(Training::start(values)?))
}

/// Starts the view of the law.
pub(super) fn law(values: &Values) -> Result<Box<dyn Simulation>, ParamError> {
    Ok(Box::new(Law::start(values)?))
}

/// All read-outs that the view of this name tells, none of them known yet.
fn unknown(view: &str) -> Readouts {
    let told = PAPER.views.iter().find(|v| v.id == view).map_or(&[][..], |v| v.readouts);
    told.iter().fold(Readouts::new(), |r, key| r.with(key, f64::NAN))
}

/// The number, or that there is none under these values.
fn put(r: &mut Readouts, key: &str, value: f64) {
    if value.is_nan() { r.na(key) } else { r.set(key, value) }
}

impl Simulation for Weight {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(Progress::of(self.run(), self.steps))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::weight(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let mut r = unknown("weight");
        let theta = self.theta();
        r.set("theta", theta.last().copied().unwrap_or(f64::NAN));
        put(&mut r, "fixed_point", self.rule.fixed_point());
        for (key, f) in [("steps_to_half", 0.5), ("steps_to_90", 0.9), ("steps_to_99", 0.99)] {
            put(&mut r, key, self.time(f));
        }
        put(&mut r, "sign_lifetime", self.lifetime);
        let all = self.rows.iter().flatten();
        r.set("max_abs", all.fold(0.0, |m: f64, x| m.max(x.abs())));
        r
    }
}

impl Simulation for Training {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let done = self.run()?;
        Ok(Progress { more: !self.is_finished(), done, total: Some(self.steps) })
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::model(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let mut r = unknown("model");
        let (own, adam) = self.pair();
        let e = self.embedding();
        let at = self.shown();
        let lambda = self.values.number("weight_decay");
        let get = |curve: &[f64]| curve.get(at).copied().unwrap_or(f64::NAN);
        r.set("max_abs", f64::from(greatest_size(e)));
        put(&mut r, "fixed_point", self.rule.fixed_point());
        r.set("loss", get(&own.loss));
        r.set("loss_unigram", self.unigram);
        r.set("loss_adamw", get(&adam.loss));
        r.set("max_abs_adamw", get(&adam.most));
        r.set("highest", f64::from(e.iter().copied().fold(f32::NEG_INFINITY, f32::max)));
        r.set("lowest", f64::from(e.iter().copied().fold(f32::INFINITY, f32::min)));
        r.set("max_abs_output", self.output());
        let far = e.iter().filter(|x| (lambda * f64::from(**x)).abs() > 0.9).count();
        r.set("fraction_saturated", far as f64 / e.len() as f64);
        r.set("rms", libm::sqrt(sum_of_squares(e) / e.len() as f64));
        let hybrid = self.values.pick::<Method>("optimizer") == Method::Hybrid;
        for (key, f) in [("steps_to_half", 0.5), ("steps_to_90", 0.9), ("steps_to_99", 0.99)] {
            put(&mut r, key, if hybrid { f64::NAN } else { time(&self.rule, f) });
        }
        r
    }

    fn history(&self) -> &[u64] {
        self.tape.times()
    }

    fn show(&mut self, kept: Option<usize>) {
        self.tape.show(kept);
    }
}

impl Simulation for Law {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let (looks, total) = self.run();
        let stride = self.layout.stride;
        Ok(Progress::of(looks * stride, total * stride))
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::law(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let mut r = unknown("law");
        r.set("rms", self.rms());
        put(&mut r, "rms_theory", self.rms_theory());
        put(&mut r, "fixed_point", self.rule.fixed_point());
        r.set("fraction_saturated", self.saturated());
        r.set("crowding", self.crowding());
        r.set("max_abs", self.most);
        r
    }
}

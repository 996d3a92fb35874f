//! Where a slider's knob stands. The native range input runs over whole positions, so that a
//! logarithmic slider is exact and the arrow keys move by something sensible.

use figure::Scale;
use lab::{Kind, Param, Value};

use crate::number::snapped;

/// Positions of a continuous or logarithmic slider.
const POSITIONS: i64 = 400;

/// How a param's values lie along its slider.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Track {
    min: f64,
    max: f64,
    scale: Scale,
    /// Greatest position; the least is 0.
    pub last: i64,
}

impl Track {
    /// The track of a number or an integer.
    pub fn of(param: &Param) -> Option<Self> {
        let (min, max, scale, steps) = match param.kind {
            Kind::Number { min, max, step, scale, .. } => {
                (min, max, scale, if step > 0.0 { (max - min) / step } else { POSITIONS as f64 })
            }
            Kind::Integer { min, max, scale, .. } => {
                (min as f64, max as f64, scale, (max - min) as f64)
            }
            _ => return None,
        };
        let last = match scale {
            Scale::Linear => (steps.round() as i64).clamp(1, 10_000),
            Scale::Log10 => POSITIONS.min((steps.round() as i64).max(1)),
        };
        Some(Self { min, max, scale, last })
    }

    /// Position of a value.
    pub fn position(&self, x: f64) -> i64 {
        let fraction = match self.scale {
            Scale::Linear => (x - self.min) / (self.max - self.min),
            Scale::Log10 => (x / self.min).ln() / (self.max / self.min).ln(),
        };
        (fraction.clamp(0.0, 1.0) * self.last as f64).round() as i64
    }

    /// Value at a position, not yet snapped.
    pub fn value(&self, position: f64) -> f64 {
        let fraction = (position / self.last as f64).clamp(0.0, 1.0);
        match self.scale {
            Scale::Linear => self.min + fraction * (self.max - self.min),
            Scale::Log10 => self.min * (self.max / self.min).powf(fraction),
        }
    }

    /// The value some positions further on. An integer moves by at least one.
    pub fn nudge(&self, param: &Param, x: f64, by: i64) -> Option<Value> {
        let moved = snapped(param, self.value((self.position(x) + by) as f64))?;
        match (&moved, param.kind) {
            (Value::Integer(n), Kind::Integer { .. }) if *n as f64 == x => {
                snapped(param, x + by.signum() as f64)
            }
            _ => Some(moved),
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use lab::t;
    use proptest::prelude::*;

    #[test]
    fn ends_are_the_range() {
        let p = Param::integer("n", t("n", "n"), (20, 100_000), 100).log();
        let track = Track::of(&p).unwrap();
        assert_eq!((track.position(20.0), track.position(1e5)), (0, 400));
        assert_eq!(snapped(&p, track.value(400.0)), Some(Value::Integer(100_000)));
        assert_eq!(track.nudge(&p, 20.0, 1), Some(Value::Integer(21)));
    }

    proptest! {
        #[test]
        fn every_integer_of_a_linear_slider_is_its_own_position(n in 1i64..=100) {
            let p = Param::integer("n", t("n", "n"), (1, 100), 3);
            let track = Track::of(&p).unwrap();
            prop_assert_eq!(snapped(&p, track.value(track.position(n as f64) as f64)), Some(Value::Integer(n)));
        }
    }
}

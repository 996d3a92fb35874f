//! From values to positions along an axis, and back.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};

use crate::{
    Axis, Domain, FINE, Mark, Scale, Ticks,
    shapes::{Along, Extent},
    ticks,
    ticks::{minor, nice_step},
};

/// An axis with its range settled: what value lies where.
#[derive(Clone, Debug, PartialEq)]
pub struct AxisScale {
    /// Linear or log10.
    pub scale: Scale,
    /// Value at the start of the axis (left, bottom).
    pub from: f64,
    /// Value at its end (right, top); may be the smaller one.
    pub to: f64,
    /// Position of the start in fine units ([`FINE`] to the CSS pixel).
    pub start: i32,
    /// Position of the end.
    pub end: i32,
    pub(crate) ticks: Vec<(f64, String)>,
    /// Ticks without labels between them.
    pub(crate) minor: Vec<f64>,
}

impl AxisScale {
    /// Where along the axis a value lies: 0 at the start, 1 at the end, beyond them outside; NaN
    /// for values without a position.
    pub fn fraction(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => (value - self.from) / (self.to - self.from),
            Scale::Log10 if value > 0.0 => {
                (value / self.from).log10() / (self.to / self.from).log10()
            }
            Scale::Log10 => f64::NAN,
        }
    }

    /// The value at a fraction of the axis: the inverse of [`AxisScale::fraction`].
    pub fn value_at(&self, fraction: f64) -> f64 {
        match self.scale {
            Scale::Linear => self.from + fraction * (self.to - self.from),
            Scale::Log10 => self.from * 10f64.powf(fraction * (self.to / self.from).log10()),
        }
    }

    /// Position of a value in CSS pixels, NaN where it has none.
    pub fn px(&self, value: f64) -> f64 {
        let (start, end) = (f64::from(self.start), f64::from(self.end));
        (start + self.fraction(value) * (end - start)) / f64::from(FINE)
    }

    /// Value at a position in CSS pixels: the inverse of [`AxisScale::px`].
    pub fn at_px(&self, px: f64) -> f64 {
        let (start, end) = (f64::from(self.start), f64::from(self.end));
        self.value_at((px * f64::from(FINE) - start) / (end - start))
    }

    /// Whether a value lies on the axis.
    pub fn contains(&self, value: f64) -> bool {
        let f = self.fraction(value);
        (-1e-9..=1.0 + 1e-9).contains(&f)
    }

    /// Settles the range of an axis by its domain and the extent of the panel's data, with about `count`
    /// ticks.
    pub(crate) fn settle(axis: &Axis, extent: (f64, f64), along: Along, count: usize) -> Self {
        let round = |range| round_out(range, axis.scale, count, along);
        let (from, to) = match axis.domain {
            Domain::Fixed(from, to) => (from, to),
            Domain::Auto => round(extent),
            Domain::Including(a, b) => {
                let mut all = Extent::new(axis.scale);
                all.take(&[extent.0, extent.1, a, b]);
                round(all.range)
            }
        };
        let (from, to) = presentable(from, to, axis.scale);
        let (low, high) = (from.min(to), from.max(to));
        let (ticks, minor) = match &axis.ticks {
            Ticks::Auto => {
                let ticks = ticks(low, high, axis.scale, count);
                let minor = minor(low, high, axis.scale, &ticks);
                (ticks, minor)
            }
            Ticks::At(all) => (all.clone(), Vec::new()),
            Ticks::None => (Vec::new(), Vec::new()),
        };
        Self { scale: axis.scale, from, to, start: 0, end: 1, ticks, minor }
    }

    /// Position of a fraction in fine units; what lies far outside is kept near.
    pub(crate) fn fine(&self, fraction: f64) -> i32 {
        let length = f64::from(self.end - self.start);
        self.start + (fraction.clamp(-0.5, 1.5) * length).round() as i32
    }

    /// Length in CSS pixels.
    pub(crate) fn length(&self) -> f64 {
        f64::from((self.end - self.start).abs()) / f64::from(FINE)
    }
}

/// Least and greatest finite value of the marks along one axis.
pub(crate) fn extent(marks: &[Mark], along: Along, scale: Scale) -> (f64, f64) {
    let mut extent = Extent::new(scale);
    marks.iter().for_each(|mark| mark.shape.with(|shape| shape.extent(along, &mut extent)));
    extent.range
}

/// Widens a range to ticks (vertical axes) so that lines do not touch the frame; horizontal
/// axes keep to the data.
fn round_out((low, high): (f64, f64), scale: Scale, count: usize, along: Along) -> (f64, f64) {
    if !(low.is_finite() && high.is_finite()) {
        return if scale == Scale::Log10 { (0.1, 1.0) } else { (0.0, 1.0) };
    }
    if along == Along::X {
        return (low, high);
    }
    match scale {
        Scale::Linear => {
            let step = nice_step(((high - low) / count as f64).max(f64::MIN_POSITIVE)) / 2.0;
            if !step.is_finite() || high <= low {
                return (low, high);
            }
            ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step)
        }
        Scale::Log10 => (low / 1.15, high * 1.15),
    }
}

/// A range that can be drawn, whatever it was.
fn presentable(from: f64, to: f64, scale: Scale) -> (f64, f64) {
    let (from, to) = match scale {
        Scale::Linear if from.is_finite() && to.is_finite() => (from, to),
        Scale::Linear => (0.0, 1.0),
        Scale::Log10 if from.is_finite() && to.is_finite() && from > 0.0 && to > 0.0 => (from, to),
        Scale::Log10 if to.is_finite() && to > 0.0 => (to * 1e-3, to),
        Scale::Log10 => (0.1, 1.0),
    };
    if from != to {
        return (from, to);
    }
    match scale {
        Scale::Linear => {
            let half = if from == 0.0 { 0.5 } else { from.abs() * 0.1 };
            (from - half, to + half)
        }
        Scale::Log10 => (from / 2.0, to * 2.0),
    }
}

/// A position along an axis as plotters sees it: 0 at its start, 1 at its end.
#[derive(Clone)]
pub(crate) struct Fraction;

impl Ranged for Fraction {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (start, end): (i32, i32)) -> i32 {
        (f64::from(start) + value * f64::from(end - start)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, _: Hint) -> Vec<f64> {
        Vec::new()
    }

    fn range(&self) -> Range<f64> {
        0.0..1.0
    }
}

impl From<Range<f64>> for Fraction {
    fn from(_: Range<f64>) -> Self {
        Self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scale(scale: Scale, from: f64, to: f64) -> AxisScale {
        AxisScale { scale, from, to, start: 640, end: 8_640, ticks: Vec::new(), minor: Vec::new() }
    }

    fn settled(marks: &[Mark]) -> AxisScale {
        let extent = extent(marks, Along::Y, Scale::Linear);
        AxisScale::settle(&Axis::linear(""), extent, Along::Y, 5)
    }

    #[test]
    fn ends_and_middle_lie_where_they_should() {
        let x = scale(Scale::Linear, -1.0, 3.0);
        assert_eq!((x.px(-1.0), x.px(1.0), x.px(3.0)), (40.0, 290.0, 540.0));
        let y = scale(Scale::Log10, 1.0, 10_000.0);
        assert!((y.px(100.0) - 290.0).abs() < 1e-9);
        assert!(y.px(0.0).is_nan() && y.px(-1.0).is_nan());
        let back = scale(Scale::Linear, 3.0, -1.0);
        assert_eq!(back.px(3.0), 40.0);
    }

    #[test]
    fn an_empty_or_constant_panel_still_has_a_range() {
        let axis = settled(&[]);
        assert!(axis.from < axis.to);
        let flat = Mark::line("a", "a", crate::Role::Model, [0.0, 1.0], [2.0, 2.0]);
        let axis = settled(&[flat]);
        assert!(axis.from < 2.0 && axis.to > 2.0);
    }

    proptest! {
        #[test]
        fn px_and_at_px_are_inverse(from in 1e-3..1e3f64, factor in 1.01..1e6f64, f in 0.0..1.0f64) {
            for kind in [Scale::Linear, Scale::Log10] {
                let axis = scale(kind, from, from * factor);
                let value = axis.value_at(f);
                let back = axis.at_px(axis.px(value));
                prop_assert!((back - value).abs() <= 1e-9 * value.abs());
            }
        }
    }
}

//! Round values for ticks.

use crate::{
    Scale,
    format::{superscript, typographic},
};

/// About `count` round values within `low..=high` (ascending, `low < high`), with labels.
/// On a log scale whole decades, or 1-2-5 where the range is less than two.
pub fn ticks(low: f64, high: f64, scale: Scale, count: usize) -> Vec<(f64, String)> {
    let count = count.max(2);
    match scale {
        Scale::Linear => linear(low, high, count),
        Scale::Log10 => logarithmic(low, high, count),
    }
}

fn linear(low: f64, high: f64, count: usize) -> Vec<(f64, String)> {
    let step = nice_step((high - low) / count as f64);
    if !step.is_finite() || step <= 0.0 {
        return Vec::new();
    }
    let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as usize;
    let (first, last) = ((low / step - 1e-9).ceil(), (high / step + 1e-9).floor());
    if last - first > 100.0 {
        return Vec::new();
    }
    let mut all = Vec::new();
    let mut i = first;
    while i <= last {
        let value = i * step;
        let label = if !(1e-6..1e6).contains(&step) {
            crate::significant(value, 4)
        } else {
            typographic(&format!("{:.decimals$}", if value == 0.0 { 0.0 } else { value }))
        };
        all.push((value, label));
        i += 1.0;
    }
    all
}

/// The least of 1, 2, 5 times a power of ten that is not below `rough`.
pub(crate) fn nice_step(rough: f64) -> f64 {
    let power = 10f64.powf(rough.log10().floor());
    let lead = rough / power;
    power
        * if lead <= 1.0 + 1e-9 {
            1.0
        } else if lead <= 2.0 + 1e-9 {
            2.0
        } else if lead <= 5.0 + 1e-9 {
            5.0
        } else {
            10.0
        }
}

fn logarithmic(low: f64, high: f64, count: usize) -> Vec<(f64, String)> {
    if !(low > 0.0 && high > low && high.is_finite()) {
        return Vec::new();
    }
    let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    let decades = high.log10() - low.log10();
    let every = ((decades / count as f64).ceil() as i32).max(1);
    let leads: &[i32] = if decades < 1.5 { &[1, 2, 5] } else { &[1] };
    // 20 000 is as wide as a label may be.
    let plain = low >= 0.9e-3 && high < 1e5;
    let mut all = Vec::new();
    for exponent in first..=last {
        if exponent.rem_euclid(every) != 0 {
            continue;
        }
        for &lead in leads {
            let value = f64::from(lead) * 10f64.powi(exponent);
            if value >= low * (1.0 - 1e-9) && value <= high * (1.0 + 1e-9) {
                all.push((value, power_label(lead, exponent, plain)));
            }
        }
    }
    if all.len() < 2 {
        linear(low, high, count).into_iter().filter(|t| t.0 > 0.0).collect()
    } else {
        all
    }
}

/// Ticks without labels: 2 to 9 times each power of ten on a log axis whose labels are all whole powers, the
/// powers themselves where only some of them have labels.
pub(crate) fn minor(low: f64, high: f64, scale: Scale, major: &[(f64, String)]) -> Vec<f64> {
    if scale == Scale::Linear || !(low > 0.0 && high > low && high.is_finite()) {
        return Vec::new();
    }
    let decades = high.log10() - low.log10();
    let whole = major.iter().all(|t| (t.0.log10() - t.0.log10().round()).abs() < 1e-9);
    if major.len() < 2 || !whole || decades > 24.0 {
        return Vec::new();
    }
    let leads = if decades <= 8.0 { 1..=9 } else { 1..=1 };
    (low.log10().floor() as i32..=high.log10().ceil() as i32)
        .flat_map(|e| leads.clone().map(move |lead| f64::from(lead) * 10f64.powi(e)))
        .filter(|v| (low..=high).contains(v))
        .filter(|v| major.iter().all(|t| (t.0 / v - 1.0).abs() > 1e-9))
        .collect()
}

/// All labels of an axis in one style: plain where every one of them is short.
fn power_label(lead: i32, exponent: i32, plain: bool) -> String {
    match (exponent, plain) {
        (0.., true) => format!("{}", i64::from(lead) * 10i64.pow(exponent as u32)),
        (_, true) => format!("{:.*}", (-exponent) as usize, f64::from(lead) * 10f64.powi(exponent)),
        _ if lead == 1 => format!("10{}", superscript(exponent)),
        _ => format!("{lead}×10{}", superscript(exponent)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn labels(low: f64, high: f64, scale: Scale) -> Vec<String> {
        ticks(low, high, scale, 5).into_iter().map(|t| t.1).collect()
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(labels(0.0, 1.0, Scale::Linear), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(labels(-3.0, 7.0, Scale::Linear), ["−2", "0", "2", "4", "6"]);
        assert_eq!(labels(1.0, 1e4, Scale::Log10), ["1", "10", "100", "1000", "10000"]);
        assert_eq!(labels(0.5, 5.0, Scale::Log10), ["0.5", "1", "2", "5"]);
        assert_eq!(labels(1e-8, 1e-5, Scale::Log10), ["10⁻⁸", "10⁻⁷", "10⁻⁶", "10⁻⁵"]);
    }

    #[test]
    fn minor_ticks_are_two_to_nine_times_each_power() {
        let of = |low, high| minor(low, high, Scale::Log10, &ticks(low, high, Scale::Log10, 5));
        let all = of(1.0, 100.0);
        let by_hand: Vec<f64> =
            [1.0, 10.0].into_iter().flat_map(|p| (2..=9).map(move |k| p * f64::from(k))).collect();
        assert_eq!(all, by_hand);
        // Where 1, 2, 5 have labels there are none; over many decades only the powers left out.
        assert!(of(0.5, 5.0).is_empty());
        assert!(of(1e-10, 1.0).iter().all(|v| (v.log10() - v.log10().round()).abs() < 1e-9));
    }

    proptest! {
        #[test]
        fn ticks_lie_within_the_range_and_ascend(low in -1e6..1e6f64, width in 1e-3..1e6f64, count in 2usize..9) {
            let all = ticks(low, low + width, Scale::Linear, count);
            prop_assert!(all.len() <= 2 * count + 2);
            for pair in all.windows(2) {
                prop_assert!(pair[0].0 < pair[1].0);
            }
            for (x, _) in all {
                prop_assert!(x >= low - width * 1e-6 && x <= low + width * (1.0 + 1e-6));
            }
        }

        #[test]
        fn log_ticks_lie_within_the_range(low in -8.0..4.0f64, width in 0.3..9.0f64) {
            let (low, high) = (10f64.powf(low), 10f64.powf(low + width));
            let all = ticks(low, high, Scale::Log10, 5);
            prop_assert!(all.len() >= 2);
            for (x, _) in all {
                prop_assert!(x >= low * 0.999_999 && x <= high * 1.000_001);
            }
        }
    }
}

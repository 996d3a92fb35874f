//! Numbers in fields and beside sliders.

use figure::significant;
use lab::{Kind, Param, Value};

/// A value as it stands beside its slider: at most 4 significant digits.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Number(x) => significant(*x, 4),
        Value::Integer(x) => figure::typographic(&x.to_string()),
        _ => String::new(),
    }
}

/// A number from the page, snapped to the param's grid and kept in its range, as a value; `None` where
/// the param takes no number.
pub fn snapped(param: &Param, x: f64) -> Option<Value> {
    if !x.is_finite() {
        return None;
    }
    match param.kind {
        Kind::Number { min, max, step, scale, .. } => {
            let on_grid = if step > 0.0 {
                // The grid starts at `min`; the last digits of `step` decide those of the value.
                let steps = ((x - min) / step).round();
                let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as usize;
                format!("{:.*}", decimals + 2, min + steps * step).parse().unwrap_or(x)
            } else if scale == figure::Scale::Log10 {
                round_to(x, 3)
            } else {
                round_to(x, 4)
            };
            Some(Value::Number(on_grid.clamp(min, max)))
        }
        Kind::Integer { min, max, .. } => Some(Value::Integer((x.round() as i64).clamp(min, max))),
        _ => None,
    }
}

/// `x` with so many significant digits.
pub fn round_to(x: f64, digits: usize) -> f64 {
    format!("{:.*e}", digits.max(1) - 1, x).parse().unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::*;
    use lab::t;

    #[test]
    fn values_snap_to_grid_and_range() {
        let p = Param::number("a", t("a", "a"), (0.0, 1.0, 0.05), 0.5);
        assert_eq!(snapped(&p, 0.52), Some(Value::Number(0.5)));
        assert_eq!(snapped(&p, 0.149_999), Some(Value::Number(0.15)));
        assert_eq!(snapped(&p, 7.0), Some(Value::Number(1.0)));
        assert_eq!(snapped(&p, f64::NAN), None);
        let n = Param::integer("n", t("n", "n"), (1, 9), 3);
        assert_eq!(snapped(&n, 2.6), Some(Value::Integer(3)));
        assert_eq!(round_to(0.012_345, 3), 0.0123);
    }
}

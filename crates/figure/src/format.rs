//! Numbers as a reader meets them.

/// `x` with `digits` significant digits: plain between 1e-4 and 1e6, else as `1.2×10⁻⁵`; with a
/// true minus sign; trailing zeros of the fraction are dropped; `–` for NaN.
pub fn significant(x: f64, digits: u8) -> String {
    if x.is_nan() {
        return "–".to_owned();
    }
    if x.is_infinite() {
        return if x > 0.0 { "∞" } else { "−∞" }.to_owned();
    }
    if x == 0.0 {
        return "0".to_owned();
    }
    let digits = i32::from(digits.max(1));
    // Rounding may carry into the next power of ten (9.996 → 10.0): let the formatter decide.
    let scientific = format!("{:.*e}", (digits - 1) as usize, x);
    let exponent = scientific.split_once('e').and_then(|(_, e)| e.parse::<i32>().ok()).unwrap_or(0);
    if (-4..6.max(digits)).contains(&exponent) {
        let decimals = (digits - 1 - exponent).max(0) as usize;
        return typographic(&trim_zeros(&format!("{x:.decimals$}")));
    }
    let mantissa = scientific.split('e').next().unwrap_or_default();
    typographic(&format!("{}×10{}", trim_zeros(mantissa), superscript(exponent)))
}

/// With a true minus sign for the hyphen.
pub fn typographic(number: &str) -> String {
    number.replace('-', "−")
}

/// An exponent in superscript figures.
pub(crate) fn superscript(exponent: i32) -> String {
    exponent
        .to_string()
        .chars()
        .map(|c| match c {
            '-' => '⁻',
            '1' => '¹',
            '2' => '²',
            '3' => '³',
            c => c.to_digit(10).and_then(|d| char::from_u32(0x2070 + d)).unwrap_or(c),
        })
        .collect()
}

fn trim_zeros(number: &str) -> String {
    if number.contains('.') {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_significant_digits() {
        for (x, digits, shown) in [
            (0.0, 3, "0"),
            (1.0, 3, "1"),
            (-1.2345, 3, "−1.23"),
            (9.996, 3, "10"),
            (123_456.0, 3, "123456"),
            (1_234_567.0, 3, "1.23×10⁶"),
            (0.000_123_4, 3, "0.000123"),
            (0.000_012_34, 2, "1.2×10⁻⁵"),
            (f64::NAN, 3, "–"),
            (f64::NEG_INFINITY, 3, "−∞"),
        ] {
            assert_eq!(significant(x, digits), shown, "{x}");
        }
    }
}

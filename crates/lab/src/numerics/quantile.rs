//! Quantiles, means with their errors, and bands over many runs.

/// Quantile `p` in [0, 1] of ascending data by linear interpolation (type 7 of Hyndman and Fan); NaN if
/// empty.
pub fn of_sorted(sorted: &[f64], p: f64) -> f64 {
    let n = sorted.len();
    if n == 0 {
        return f64::NAN;
    }
    let h = (n - 1) as f64 * p.clamp(0.0, 1.0);
    let low = h as usize;
    let high = (low + 1).min(n - 1);
    sorted[low] + (h - low as f64) * (sorted[high] - sorted[low])
}

/// An ascending copy (total order, so that NaN cannot upset it).
pub fn sorted(data: &[f64]) -> Vec<f64> {
    let mut copy = data.to_vec();
    copy.sort_unstable_by(f64::total_cmp);
    copy
}

/// Median; reorders `data`. NaN if empty.
pub fn median(data: &mut [f64]) -> f64 {
    data.sort_unstable_by(f64::total_cmp);
    of_sorted(data, 0.5)
}

/// Mean and its standard error (NaN for fewer than two).
pub fn mean_and_error(data: &[f64]) -> (f64, f64) {
    let n = data.len() as f64;
    let mean = data.iter().sum::<f64>() / n;
    let squares: f64 = data.iter().map(|x| (x - mean) * (x - mean)).sum();
    let error = if data.len() < 2 { f64::NAN } else { libm::sqrt(squares / (n - 1.0) / n) };
    (mean, error)
}

/// Unbiased variance; NaN for fewer than two.
pub fn variance(data: &[f64]) -> f64 {
    let n = data.len() as f64;
    if n < 2.0 {
        return f64::NAN;
    }
    let mean = data.iter().sum::<f64>() / n;
    data.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0)
}

/// Quantiles of many runs at each point of a curve.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// 5 % quantile.
    pub low: Vec<f64>,
    /// 25 % quantile.
    pub quarter: Vec<f64>,
    /// Median.
    pub median: Vec<f64>,
    /// 75 % quantile.
    pub three_quarters: Vec<f64>,
    /// 95 % quantile.
    pub high: Vec<f64>,
    /// Mean.
    pub mean: Vec<f64>,
}

impl Band {
    /// Adds the next point from its values over all runs; reorders them.
    pub fn push(&mut self, values: &mut [f64]) {
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.sort_unstable_by(f64::total_cmp);
        self.low.push(of_sorted(values, 0.05));
        self.quarter.push(of_sorted(values, 0.25));
        self.median.push(of_sorted(values, 0.5));
        self.three_quarters.push(of_sorted(values, 0.75));
        self.high.push(of_sorted(values, 0.95));
        self.mean.push(mean);
    }
}

/// `n` ≥ 2 equally spaced values from `from` to `to`.
pub fn linspace(from: f64, to: f64, n: usize) -> Vec<f64> {
    let last = n.max(2) - 1;
    (0..=last).map(|i| from + (to - from) * i as f64 / last as f64).collect()
}

/// `n` ≥ 2 values from `from` to `to` > 0 in equal ratios.
pub fn logspace(from: f64, to: f64, n: usize) -> Vec<f64> {
    linspace(libm::log(from), libm::log(to), n).into_iter().map(libm::exp).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_interpolate() {
        let data = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(of_sorted(&data, 0.0), 1.0);
        assert_eq!(of_sorted(&data, 0.5), 3.0);
        assert_eq!(of_sorted(&data, 1.0), 8.0);
        assert!(of_sorted(&[], 0.5).is_nan());
    }

    #[test]
    fn mean_error_and_variance_by_hand() {
        let (mean, error) = mean_and_error(&[1.0, 2.0, 3.0, 6.0]);
        assert_eq!(mean, 3.0);
        assert!((variance(&[1.0, 2.0, 3.0, 6.0]) - 14.0 / 3.0).abs() < 1e-15);
        assert!((error - (14.0f64 / 12.0).sqrt()).abs() < 1e-15);
    }
}

//! Histogram as a density estimate.

/// A piecewise constant density.
#[derive(Clone, Debug, PartialEq)]
pub struct Histogram {
    /// Bin edges, ascending, one more than bins.
    pub edges: Vec<f64>,
    /// Density in each bin, 1/unit of the data.
    pub density: Vec<f64>,
}

/// Number of bins by Freedman and Diaconis (1981): width 2·IQR·n^(−1/3), at least 1 and at most 500;
/// Sturges' rule where the IQR is 0. `sorted` is ascending.
pub fn freedman_diaconis(sorted: &[f64]) -> usize {
    let n = sorted.len();
    if n < 2 {
        return 1;
    }
    let range = sorted[n - 1] - sorted[0];
    let iqr = super::quantile::of_sorted(sorted, 0.75) - super::quantile::of_sorted(sorted, 0.25);
    let width = 2.0 * iqr / libm::cbrt(n as f64);
    let bins = if width > 0.0 { range / width } else { libm::log2(n as f64) + 1.0 };
    (libm::ceil(bins) as usize).clamp(1, 500)
}

impl Histogram {
    /// Counts over `bins` ≥ 1 equal bins from `low` to `high`, normalised to mass 1 over the data within.
    pub fn new(data: &[f64], low: f64, high: f64, bins: usize) -> Self {
        let width = (high - low) / bins as f64;
        let mut counts = vec![0u64; bins];
        let mut total = 0u64;
        for &x in data {
            if (low..=high).contains(&x) {
                counts[(((x - low) / width) as usize).min(bins - 1)] += 1;
                total += 1;
            }
        }
        let scale = 1.0 / (total.max(1) as f64 * width);
        Self {
            edges: (0..=bins).map(|i| low + width * i as f64).collect(),
            density: counts.iter().map(|&c| c as f64 * scale).collect(),
        }
    }

    /// Density at `x`; 0 outside.
    pub fn density_at(&self, x: f64) -> f64 {
        let (low, high) = (self.edges[0], self.edges[self.edges.len() - 1]);
        if !(low..=high).contains(&x) {
            return 0.0;
        }
        let bins = self.density.len();
        let i = ((x - low) / (high - low) * bins as f64) as usize;
        self.density[i.min(bins - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_normalised() {
        let h = Histogram::new(&[0.1, 0.2, 0.9, 1.0], 0.0, 1.0, 2);
        assert_eq!(h.density, [1.0, 1.0]);
        assert_eq!(h.density_at(0.3), 1.0);
        assert_eq!(h.density_at(1.1), 0.0);
    }

    #[test]
    fn the_rule_is_freedman_and_diaconis() {
        // 0..=1000 uniform: IQR 500, width 2·500/10.003 = 99.97, range 1000: 11 bins.
        let data: Vec<f64> = (0..=1000).map(f64::from).collect();
        assert_eq!(freedman_diaconis(&data), 11);
    }
}

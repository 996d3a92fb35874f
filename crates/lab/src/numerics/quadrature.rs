//! Integrals of functions of one variable.

use std::f64::consts::PI;

/// Gauss and Legendre's rule: exact for polynomials of degree 2n − 1.
#[derive(Clone, Debug, PartialEq)]
pub struct GaussLegendre {
    /// Nodes in (−1, 1) with their weights, of sum 2.
    nodes: Vec<(f64, f64)>,
}

impl GaussLegendre {
    /// The rule of n ≥ 1 nodes: roots of the Legendre polynomial by Newton's method.
    pub fn new(n: usize) -> Self {
        let node = |i: usize| {
            let mut x = -libm::cos(PI * (i as f64 + 0.75) / (n as f64 + 0.5));
            let mut slope = 1.0;
            for _ in 0..20 {
                let (value, derivative) = legendre(n, x);
                slope = derivative;
                let step = value / derivative;
                x -= step;
                if step.abs() < 1e-16 {
                    break;
                }
            }
            (x, 2.0 / ((1.0 - x * x) * slope * slope))
        };
        Self { nodes: (0..n).map(node).collect() }
    }

    /// ∫ f from `from` to `to`, cut into `panels` ≥ 1 equal parts with the rule on each.
    pub fn integrate(&self, from: f64, to: f64, panels: usize, f: impl Fn(f64) -> f64) -> f64 {
        let half = 0.5 * (to - from) / panels as f64;
        let panel = |p: usize| {
            let middle = from + (2 * p + 1) as f64 * half;
            self.nodes.iter().map(|&(x, w)| w * f(middle + half * x)).sum::<f64>()
        };
        half * (0..panels).map(panel).sum::<f64>()
    }
}

/// P_n(x) and its derivative, |x| < 1.
fn legendre(n: usize, x: f64) -> (f64, f64) {
    let (mut before, mut now) = (0.0, 1.0);
    for k in 0..n {
        let k = k as f64;
        (before, now) = (now, ((2.0 * k + 1.0) * x * now - k * before) / (k + 1.0));
    }
    (now, n as f64 * (x * now - before) / (x * x - 1.0))
}

/// ∫ f by composite Simpson with `panels` parts (rounded up to an even number): error ∝ h⁴ f⁗. The slow
/// reference.
pub fn simpson(from: f64, to: f64, panels: usize, f: impl Fn(f64) -> f64) -> f64 {
    let panels = panels.max(2).next_multiple_of(2);
    let h = (to - from) / panels as f64;
    let inner: f64 =
        (1..panels).map(|i| f(from + i as f64 * h) * if i % 2 == 1 { 4.0 } else { 2.0 }).sum();
    (f(from) + inner + f(to)) * h / 3.0
}

/// ∫ f by adaptive Simpson (Lyness 1969) to about `tolerance` in absolute terms, at most 40 halvings deep.
/// For functions with a corner or a narrow peak; one narrower than an eighth of the range may be missed.
pub fn adaptive(from: f64, to: f64, tolerance: f64, f: impl Fn(f64) -> f64) -> f64 {
    /// Ends and middle with their values.
    #[derive(Clone, Copy)]
    struct Part {
        x: [f64; 3],
        y: [f64; 3],
    }
    impl Part {
        fn area(&self) -> f64 {
            (self.x[2] - self.x[0]) / 6.0 * (self.y[0] + 4.0 * self.y[1] + self.y[2])
        }
    }
    fn refine(f: &dyn Fn(f64) -> f64, whole: Part, tolerance: f64, depth: u32) -> f64 {
        let between = |i: usize| {
            let x = 0.5 * (whole.x[i] + whole.x[i + 1]);
            Part { x: [whole.x[i], x, whole.x[i + 1]], y: [whole.y[i], f(x), whole.y[i + 1]] }
        };
        let (left, right) = (between(0), between(1));
        let (halves, error) =
            (left.area() + right.area(), left.area() + right.area() - whole.area());
        if depth == 0 || !(error.abs() > 15.0 * tolerance) {
            return halves + error / 15.0;
        }
        refine(f, left, tolerance / 2.0, depth - 1) + refine(f, right, tolerance / 2.0, depth - 1)
    }
    (0..8)
        .map(|i| {
            let at = |j: usize| from + (to - from) * (2 * i + j) as f64 / 16.0;
            let x = [at(0), at(1), at(2)];
            let part = Part { x, y: x.map(&f) };
            refine(&f, part, tolerance / 8.0, 40)
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_is_exact_for_polynomials_of_twice_its_degree() {
        for n in [1, 2, 5, 16] {
            let rule = GaussLegendre::new(n);
            let degree = 2 * n as i32 - 2;
            let found = rule.integrate(-1.0, 1.0, 1, |x| x.powi(degree) + x.powi(degree + 1));
            assert!((found - 2.0 / f64::from(degree + 1)).abs() < 1e-14, "{n}");
        }
    }

    #[test]
    fn all_methods_find_known_integrals() {
        let bell = |x: f64| (-0.5 * x * x).exp();
        let exact = (2.0 * PI).sqrt();
        assert!((GaussLegendre::new(16).integrate(-9.0, 9.0, 6, bell) - exact).abs() < 1e-12);
        assert!((simpson(-9.0, 9.0, 600, bell) - exact).abs() < 1e-12);
        assert!((adaptive(-9.0, 9.0, 1e-10, bell) - exact).abs() < 1e-9);
        // A corner at 1/3: ∫|x − 1/3| over (0, 1) = (1/9 + 4/9) / 2.
        let corner = adaptive(0.0, 1.0, 1e-11, |x| (x - 1.0 / 3.0).abs());
        assert!((corner - 5.0 / 18.0).abs() < 1e-10);
    }
}

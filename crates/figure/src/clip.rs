//! Clipping in the unit square of a panel: plotters pins what lies outside to the border,
//! which bends lines.

/// Splits a polyline at points that are not finite and at the borders of the unit square.
/// Liang–Barsky, segment by segment.
pub(crate) fn polyline(points: impl Iterator<Item = (f64, f64)>) -> Vec<Vec<(f64, f64)>> {
    let mut pieces: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut previous: Option<(f64, f64)> = None;
    let mut open = false;
    let likely = points.size_hint().0;
    for point in points {
        if !(point.0.is_finite() && point.1.is_finite()) {
            previous = None;
            open = false;
            continue;
        }
        let Some(from) = previous.replace(point) else {
            continue;
        };
        let kept =
            if inside(from) && inside(point) { Some((from, point)) } else { segment(from, point) };
        match kept {
            Some((a, b)) => {
                match pieces.last_mut() {
                    Some(piece) if open && a == from => piece.push(b),
                    _ => {
                        let mut piece =
                            Vec::with_capacity(if pieces.is_empty() { likely } else { 2 });
                        piece.extend([a, b]);
                        pieces.push(piece);
                    }
                }
                open = b == point;
            }
            None => open = false,
        }
    }
    pieces
}

fn inside((x, y): (f64, f64)) -> bool {
    (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)
}

/// A polyline in fractions, reduced to what `columns` columns of pixels can show: of the points that follow
/// each other within one column the first, the lowest, the highest and the last, in their order (M4 of Jugel
/// et al., VLDB 2014). One that is not much longer than that stays as it is.
pub(crate) fn thin(points: Vec<(f64, f64)>, columns: f64) -> Vec<(f64, f64)> {
    if !(columns >= 1.0) || points.len() as f64 <= 6.0 * columns {
        return points;
    }
    let column = |p: &(f64, f64)| (p.0 * columns).floor();
    let mut kept = Vec::with_capacity(4 * columns as usize + 4);
    let mut from = 0;
    while from < points.len() {
        let here = column(&points[from]);
        let (mut low, mut high, mut end) = (from, from, from + 1);
        while end < points.len() && column(&points[end]) == here {
            if points[end].1 < points[low].1 {
                low = end;
            }
            if points[end].1 > points[high].1 {
                high = end;
            }
            end += 1;
        }
        let mut picks = [from, low.min(high), low.max(high), end - 1];
        picks.sort_unstable();
        let mut last = usize::MAX;
        for i in picks {
            if i != last {
                kept.push(points[i]);
                last = i;
            }
        }
        from = end;
    }
    kept
}

/// The part of a segment within the unit square.
pub(crate) fn segment(a: (f64, f64), b: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let (mut t0, mut t1) = (0.0f64, 1.0f64);
    for (p, q) in [(-dx, a.0), (dx, 1.0 - a.0), (-dy, a.1), (dy, 1.0 - a.1)] {
        if p == 0.0 {
            if q < 0.0 {
                return None;
            }
        } else {
            let r = q / p;
            if p < 0.0 {
                t0 = t0.max(r);
            } else {
                t1 = t1.min(r);
            }
        }
    }
    if t0 > t1 {
        return None;
    }
    let at = |t: f64| (a.0 + t * dx, a.1 + t * dy);
    Some((if t0 == 0.0 { a } else { at(t0) }, if t1 == 1.0 { b } else { at(t1) }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_through_the_square_keeps_its_slope() {
        let pieces = polyline([(-1.0, -1.0), (2.0, 2.0)].into_iter());
        assert_eq!(pieces, vec![vec![(0.0, 0.0), (1.0, 1.0)]]);
    }

    #[test]
    fn gaps_and_excursions_break_the_line() {
        let pieces = polyline(
            [(0.1, 0.5), (0.2, f64::NAN), (0.3, 0.5), (0.4, 0.5), (0.5, 1.5), (0.6, 0.5)]
                .into_iter(),
        );
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0][0], (0.3, 0.5));
        assert!((pieces[0][2].0 - 0.45).abs() < 1e-12 && (pieces[0][2].1 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_short_line_is_not_thinned() {
        let points: Vec<(f64, f64)> = (0..100).map(|i| (f64::from(i) / 99.0, 0.5)).collect();
        assert_eq!(thin(points.clone(), 50.0), points);
    }

    proptest! {
        #[test]
        fn a_thinned_line_reaches_as_far_in_every_column(seed in 0u32..1000) {
            let columns = 20usize;
            let mut state = seed;
            let points: Vec<(f64, f64)> = (0..2000)
                .map(|i| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (f64::from(i) / 2000.0, f64::from(state >> 8) / f64::from(1u32 << 24))
                })
                .collect();
            let kept = thin(points.clone(), columns as f64);
            prop_assert!(kept.len() <= 4 * columns);
            prop_assert_eq!((kept[0], kept[kept.len() - 1]), (points[0], points[1999]));
            // Slow reference: each column searched on its own.
            for c in 0..columns {
                let of = |all: &[(f64, f64)]| {
                    let own = all.iter().filter(|p| (p.0 * columns as f64) as usize == c);
                    own.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), p| (a.min(p.1), b.max(p.1)))
                };
                prop_assert_eq!(of(&kept), of(&points));
            }
            prop_assert!(kept.windows(2).all(|w| w[0].0 < w[1].0));
        }

        #[test]
        fn what_is_kept_lies_within_and_on_the_segment(ax in -3.0..3.0f64, ay in -3.0..3.0f64, bx in -3.0..3.0f64, by in -3.0..3.0f64) {
            // Slow reference: walk along the segment.
            let inside = |t: f64| {
                let (x, y) = (ax + t * (bx - ax), ay + t * (by - ay));
                (0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y)
            };
            let walked = (0..=1000).filter(|&i| inside(f64::from(i) / 1000.0)).count();
            match segment((ax, ay), (bx, by)) {
                Some((p, q)) => {
                    for r in [p, q] {
                        prop_assert!((-1e-9..=1.0 + 1e-9).contains(&r.0) && (-1e-9..=1.0 + 1e-9).contains(&r.1));
                    }
                    let kept = (q.0 - p.0).hypot(q.1 - p.1);
                    let whole = (bx - ax).hypot(by - ay);
                    prop_assert!((kept / whole - walked as f64 / 1001.0).abs() < 3e-3);
                }
                None => prop_assert!(walked <= 1),
            }
        }
    }
}

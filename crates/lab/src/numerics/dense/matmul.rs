//! Products of matrices: C = A·B, Aᵀ·B, A·Bᵀ, written or added.
//!
//! The kernel keeps a tile of 4 × 8 of C in registers and runs along the inner dimension; the factor whose
//! columns are read eight at a time is packed first into panels of eight, so that every load is of
//! neighbours. Safe Rust in which the compiler finds SIMD by itself (SSE2, AVX, WebAssembly SIMD128).
//! Each entry of C is summed along the inner dimension from first to last without fused multiply-add:
//! the same bits everywhere, and those of [`naive`] where C is written rather than added to.

use super::super::real::Real;

/// Columns of a panel.
const PANEL: usize = 8;
/// Rows of a tile.
const ROWS: usize = 4;

/// A matrix in row-major order, perhaps a part of a wider one.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a, T> {
    data: &'a [T],
    rows: usize,
    columns: usize,
    stride: usize,
}

impl<'a, T: Real> Matrix<'a, T> {
    /// `rows` × `columns` numbers.
    ///
    /// # Panics
    /// Where `data` holds fewer.
    pub fn new(data: &'a [T], rows: usize, columns: usize) -> Self {
        Self::part(data, rows, columns, columns)
    }

    /// The first `columns` of each of `rows` rows that are `stride` apart.
    ///
    /// # Panics
    /// Where `data` ends before the last row, or the stride is less than the columns.
    pub fn part(data: &'a [T], rows: usize, columns: usize, stride: usize) -> Self {
        assert!(columns <= stride && held(rows, columns, stride) <= data.len(), "too few numbers");
        Self { data, rows, columns, stride }
    }

    #[inline(always)]
    fn row(&self, i: usize) -> &'a [T] {
        &self.data[i * self.stride..i * self.stride + self.columns]
    }

    fn at(&self, i: usize, j: usize) -> T {
        self.data[i * self.stride + j]
    }
}

/// Where a product goes: row-major, perhaps a part of a wider matrix.
#[derive(Debug)]
pub struct Target<'a, T> {
    data: &'a mut [T],
    rows: usize,
    columns: usize,
    stride: usize,
    add: bool,
}

impl<'a, T: Real> Target<'a, T> {
    /// Overwritten.
    ///
    /// # Panics
    /// As [`Matrix::new`].
    pub fn new(data: &'a mut [T], rows: usize, columns: usize) -> Self {
        Self::part(data, rows, columns, columns)
    }

    /// The first `columns` of rows `stride` apart, overwritten.
    ///
    /// # Panics
    /// As [`Matrix::part`].
    pub fn part(data: &'a mut [T], rows: usize, columns: usize, stride: usize) -> Self {
        assert!(columns <= stride && held(rows, columns, stride) <= data.len(), "too few numbers");
        Self { data, rows, columns, stride, add: false }
    }

    /// Added to instead.
    pub fn adding(mut self) -> Self {
        self.add = true;
        self
    }

    #[inline(always)]
    fn put<const N: usize>(&mut self, (i, j): (usize, usize), tile: &[[T; N]; ROWS]) {
        let (rows, columns) = ((self.rows - i).min(ROWS), (self.columns - j).min(N));
        for (r, tile) in tile.iter().enumerate().take(rows) {
            let at = (i + r) * self.stride + j;
            if columns == N {
                let into = &mut self.data[at..at + N];
                for (into, &x) in into.iter_mut().zip(tile) {
                    *into = if self.add { *into + x } else { x };
                }
            } else {
                for (into, &x) in self.data[at..at + columns].iter_mut().zip(tile) {
                    *into = if self.add { *into + x } else { x };
                }
            }
        }
    }
}

fn held(rows: usize, columns: usize, stride: usize) -> usize {
    if rows == 0 { 0 } else { (rows - 1) * stride + columns }
}

/// A right factor in panels of eight columns, to be packed once and used with many left ones.
#[derive(Clone, Debug, Default)]
pub struct Packed<T> {
    panels: Vec<T>,
    inner: usize,
    columns: usize,
}

impl<T: Real> Packed<T> {
    /// Packs B, inner × columns.
    pub fn pack(&mut self, b: Matrix<'_, T>) {
        self.shape(b.rows, b.columns);
        for (p, panel) in self.panels.chunks_exact_mut(PANEL * b.rows.max(1)).enumerate() {
            let from = p * PANEL;
            let width = PANEL.min(b.columns - from);
            for (k, into) in panel.chunks_exact_mut(PANEL).enumerate() {
                let row = &b.row(k)[from..];
                if width == PANEL {
                    into.copy_from_slice(&row[..PANEL]);
                } else {
                    into[..width].copy_from_slice(&row[..width]);
                    into[width..].fill(T::ZERO);
                }
            }
        }
    }

    /// Packs the transpose of B, columns × inner.
    pub fn pack_transposed(&mut self, b: Matrix<'_, T>) {
        self.shape(b.columns, b.rows);
        for (p, panel) in self.panels.chunks_exact_mut(PANEL * b.columns.max(1)).enumerate() {
            for lane in 0..PANEL {
                let j = p * PANEL + lane;
                if j < b.rows {
                    for (into, &x) in panel.chunks_exact_mut(PANEL).zip(b.row(j)) {
                        into[lane] = x;
                    }
                } else {
                    for into in panel.chunks_exact_mut(PANEL) {
                        into[lane] = T::ZERO;
                    }
                }
            }
        }
    }

    fn shape(&mut self, inner: usize, columns: usize) {
        (self.inner, self.columns) = (inner, columns);
        self.panels.resize(columns.div_ceil(PANEL) * PANEL * inner, T::ZERO);
    }

    #[inline(always)]
    fn panel(&self, p: usize) -> &[T] {
        let size = self.inner * PANEL;
        &self.panels[p * size..(p + 1) * size]
    }
}

/// Numbers that products need on the way, kept between calls.
#[derive(Clone, Debug, Default)]
pub struct Workspace<T> {
    right: Packed<T>,
    left: Vec<[T; ROWS]>,
}

/// C = A·B.
///
/// # Panics
/// Where the shapes do not fit; so do the others.
pub fn multiply<T: Real>(
    a: Matrix<'_, T>,
    b: Matrix<'_, T>,
    c: &mut Target<'_, T>,
    work: &mut Workspace<T>,
) {
    work.right.pack(b);
    multiply_packed(a, &work.right, c);
}

/// C = A·Bᵀ.
///
/// # Panics
/// Where the shapes do not fit.
pub fn multiply_by_transposed<T: Real>(
    a: Matrix<'_, T>,
    b: Matrix<'_, T>,
    c: &mut Target<'_, T>,
    work: &mut Workspace<T>,
) {
    work.right.pack_transposed(b);
    multiply_packed(a, &work.right, c);
}

/// C = A·B with B packed before.
///
/// # Panics
/// Where the shapes do not fit.
pub fn multiply_packed<T: Real>(a: Matrix<'_, T>, b: &Packed<T>, c: &mut Target<'_, T>) {
    assert!((a.rows, a.columns, b.columns) == (c.rows, b.inner, c.columns), "shapes do not fit");
    for p in 0..b.columns.div_ceil(PANEL) {
        let panel = b.panel(p);
        for i in (0..a.rows).step_by(ROWS) {
            // Rows beyond the last repeat it and are not put anywhere.
            let row = |r: usize| a.row((i + r).min(a.rows - 1));
            let (w, x, y, z) = (row(0), row(1), row(2), row(3));
            let left = || w.iter().zip(x).zip(y).zip(z).map(|(((&w, &x), &y), &z)| [w, x, y, z]);
            tiles(left, panel, (i, p * PANEL), c);
        }
    }
}

/// C = Aᵀ·B.
///
/// # Panics
/// Where the shapes do not fit.
pub fn multiply_transposed<T: Real>(
    a: Matrix<'_, T>,
    b: Matrix<'_, T>,
    c: &mut Target<'_, T>,
    work: &mut Workspace<T>,
) {
    assert!((a.columns, a.rows, b.columns) == (c.rows, b.rows, c.columns), "shapes do not fit");
    let Workspace { right, left } = work;
    right.pack(b);
    for i in (0..a.columns).step_by(ROWS) {
        left.clear();
        let width = ROWS.min(a.columns - i);
        left.extend((0..a.rows).map(|k| {
            let row = &a.row(k)[i..];
            match row.first_chunk::<ROWS>() {
                Some(four) => *four,
                None => std::array::from_fn(|r| if r < width { row[r] } else { T::ZERO }),
            }
        }));
        for p in 0..b.columns.div_ceil(PANEL) {
            tiles(|| left.iter().copied(), right.panel(p), (i, p * PANEL), c);
        }
    }
}

/// One tile in single precision; two of half the width in double, or the registers overflow.
#[inline(always)]
fn tiles<T: Real, I: Iterator<Item = [T; ROWS]>>(
    left: impl Fn() -> I,
    panel: &[T],
    (i, j): (usize, usize),
    c: &mut Target<'_, T>,
) {
    const HALF: usize = PANEL / 2;
    if size_of::<T>() == size_of::<f32>() {
        c.put((i, j), &tile::<T, PANEL, 0>(left(), panel));
    } else {
        c.put((i, j), &tile::<T, HALF, 0>(left(), panel));
        if j + HALF < c.columns {
            c.put((i, j + HALF), &tile::<T, HALF, HALF>(left(), panel));
        }
    }
}

#[inline(always)]
fn tile<T: Real, const N: usize, const FROM: usize>(
    left: impl Iterator<Item = [T; ROWS]>,
    panel: &[T],
) -> [[T; N]; ROWS] {
    let mut c = [[T::ZERO; N]; ROWS];
    for (a, b) in left.zip(panel.chunks_exact(PANEL)) {
        let b = &b[FROM..FROM + N];
        for r in 0..ROWS {
            for l in 0..N {
                c[r][l] += a[r] * b[l];
            }
        }
    }
    c
}

/// The definition, C_ij = Σ_k A_ik B_kj from the first k to the last: the slow reference.
pub fn naive<T: Real>(
    (rows, inner, columns): (usize, usize, usize),
    a: impl Fn(usize, usize) -> T,
    b: impl Fn(usize, usize) -> T,
) -> Vec<T> {
    let mut c = Vec::with_capacity(rows * columns);
    for i in 0..rows {
        for j in 0..columns {
            c.push((0..inner).fold(T::ZERO, |sum, k| sum + a(i, k) * b(k, j)));
        }
    }
    c
}

/// [`naive`] on matrices.
pub fn naive_product<T: Real>(a: Matrix<'_, T>, b: Matrix<'_, T>) -> Vec<T> {
    naive((a.rows, a.columns, b.columns), |i, k| a.at(i, k), |k, j| b.at(k, j))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numerics::random::{strand, uniform_in};

    fn random<T: Real>(n: usize, stream: u64) -> Vec<T> {
        let mut rng = strand(1, stream);
        (0..n).map(|_| T::of(uniform_in(&mut rng, -1.0, 1.0))).collect()
    }

    fn all_ways<T: Real>() {
        let mut work = Workspace::default();
        for (m, k, n) in [(1, 1, 1), (4, 8, 8), (5, 3, 9), (33, 17, 16), (7, 40, 23), (2, 0, 3)] {
            let (a, b) = (random::<T>(m * k, 0), random::<T>(k * n, 1));
            let slow = naive_product(Matrix::new(&a, m, k), Matrix::new(&b, k, n));
            let mut c = vec![T::ONE; m * n];
            let (fast_a, fast_b) = (Matrix::new(&a, m, k), Matrix::new(&b, k, n));
            multiply(fast_a, fast_b, &mut Target::new(&mut c, m, n), &mut work);
            assert_eq!(c, slow, "{m} {k} {n}");
            // Both transposes of the same product.
            let at: Vec<T> = (0..k * m).map(|i| a[(i % m) * k + i / m]).collect();
            let bt: Vec<T> = (0..n * k).map(|i| b[(i % k) * n + i / k]).collect();
            let left = Matrix::new(&at, k, m);
            multiply_transposed(left, fast_b, &mut Target::new(&mut c, m, n), &mut work);
            assert_eq!(c, slow, "{m} {k} {n}");
            let right = Matrix::new(&bt, n, k);
            multiply_by_transposed(fast_a, right, &mut Target::new(&mut c, m, n), &mut work);
            assert_eq!(c, slow, "{m} {k} {n}");
        }
    }

    #[test]
    fn every_product_is_the_naive_one_to_the_last_bit() {
        all_ways::<f32>();
        all_ways::<f64>();
    }

    #[test]
    fn parts_of_wider_matrices_are_added_to_and_nothing_beside_them() {
        // A: 2 × 2 within rows of 3; C: 2 × 1 within rows of 2.
        let a = [1.0, 2.0, 99.0, 3.0, 4.0];
        let b = [10.0, 1.0];
        let mut c = [0.5, 7.0, 0.25, 7.0];
        multiply(
            Matrix::part(&a, 2, 2, 3),
            Matrix::new(&b, 2, 1),
            &mut Target::part(&mut c, 2, 1, 2).adding(),
            &mut Workspace::default(),
        );
        assert_eq!(c, [12.5, 7.0, 34.25, 7.0]);
    }
}

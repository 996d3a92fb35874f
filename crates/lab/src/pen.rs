//! A pen: what every curve of a figure shares is said once.
//!
//! ```
//! use figure::Role;
//! use lab::{Lang, Pen, numerics::quantile::{Band, linspace}, say, t};
//!
//! let grid = linspace(0.0, 4.0, 5);
//! let mut band = Band::default();
//! for &x in &grid {
//!     band.push(&mut [x, 2.0 * x, 3.0 * x]);
//! }
//! let pen = Pen::new(Lang::Zh, &grid);
//! let panel = pen
//!     .panel(pen.linear(t("scale α", "缩放 α")).over(0.0, 4.0), pen.linear(t("gradient", "梯度")))
//!     .with_all(pen.bands("draws", t("5–95 % of draws", "5–95% 的抽样"), Role::Model, &band))
//!     .with(pen.line("median", t("median", "中位数"), Role::Baseline(2), &band.median).width(1.5))
//!     .with(pen.curve("law", t("law", "定律"), Role::Theory, |x| 2.0 * x))
//!     .with(pen.rule_x("usual", "1/√d", Role::Note, 1.0))
//!     .handle(pen.drag_x(t("scale α", "缩放 α"), 1.0, "alpha"));
//! let best = figure::significant(1.0, 3);
//! let figure = pen
//!     .figure("gradient", t("How much gets through", "有多少能传过去"), [panel])
//!     .summary(say!(pen, "The best scale is {best}.", "最优缩放为 {best}。"));
//! assert_eq!(figure.panels[0].marks[2].name, "中位数");
//! assert_eq!(figure.summary, "最优缩放为 1。");
//! ```

use figure::{
    Anchor, Axis, Bound, Colormap, Dash, Figure, Handle, Label, Mark, Panel, Role, Shape,
};

use crate::{Lang, Text, numerics::quantile::Band, t};

/// What can be written on a figure: a [`Text`] in the pen's language, or words that are the same in
/// both (`"1/√d"`, a formatted number, a [`say!`](crate::say)).
pub trait Words {
    /// The words in one language.
    fn words(self, lang: Lang) -> String;
}

impl Words for Text {
    fn words(self, lang: Lang) -> String {
        self.get(lang).to_owned()
    }
}

impl Words for &str {
    fn words(self, _: Lang) -> String {
        self.to_owned()
    }
}

impl Words for String {
    fn words(self, _: Lang) -> String {
        self
    }
}

/// A sentence with numbers in it, in the language of a [`Pen`] (or of a [`Lang`]): two format strings that
/// take the same arguments, `say!(pen, "At {x} it is {y}.", "{x} 处为 {y}。")`.
#[macro_export]
macro_rules! say {
    ($lang:expr, $en:literal, $zh:literal $(, $($args:tt)*)?) => {
        match $crate::Lang::from($lang) {
            $crate::Lang::En => format!($en $(, $($args)*)?),
            $crate::Lang::Zh => format!($zh $(, $($args)*)?),
        }
    };
}

impl From<Pen<'_>> for Lang {
    fn from(pen: Pen) -> Self {
        pen.lang
    }
}

/// Makes marks, axes, panels and figures in one language, over one abscissa.
///
/// Every mark is `pen.shape(id, name, role, data…)` and takes the builders of [`Mark`] after it
/// (`.width(1.5)`, `.dash(…)`, `.label(…)`). `id` is the stable name of the series; `name` is what
/// the reader sees, `""` for nothing.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    lang: Lang,
    x: &'a [f64],
}

impl<'a> Pen<'a> {
    /// A pen for this language and these abscissae (one a point of every curve; edges for bars).
    pub const fn new(lang: Lang, x: &'a [f64]) -> Self {
        Self { lang, x }
    }

    /// The same language over other abscissae.
    pub const fn over<'b>(self, x: &'b [f64]) -> Pen<'b> {
        Pen { lang: self.lang, x }
    }

    /// The language.
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// The abscissae.
    pub const fn x(self) -> &'a [f64] {
        self.x
    }

    /// Words in the pen's language.
    pub fn say(self, words: impl Words) -> String {
        words.words(self.lang)
    }

    /// A linear axis; `.over(a, b)`, `.including(a, b)`, `.unit(pen.say(…))` follow.
    pub fn linear(self, label: impl Words) -> Axis {
        Axis::linear(self.say(label))
    }

    /// A log10 axis.
    pub fn log(self, label: impl Words) -> Axis {
        Axis::log(self.say(label))
    }

    /// An empty panel without a title.
    pub fn panel(self, x: Axis, y: Axis) -> Panel {
        Panel::new(x, y)
    }

    /// An empty panel with a title.
    pub fn titled(self, title: impl Words, x: Axis, y: Axis) -> Panel {
        Panel::new(x, y).title(self.say(title))
    }

    /// A figure of these panels; `.columns(n)`, `.aspect(a)`, `.summary(say!(pen, …))` follow.
    pub fn figure(
        self,
        id: &str,
        title: impl Words,
        panels: impl IntoIterator<Item = Panel>,
    ) -> Figure {
        Figure::new(id, self.say(title), panels.into_iter().collect())
    }

    /// Any shape.
    pub fn mark(self, id: &str, name: impl Words, role: Role, shape: Shape) -> Mark {
        Mark::new(id, self.say(name), role, shape)
    }

    /// A line through (x, `y`).
    pub fn line(self, id: &str, name: impl Words, role: Role, y: impl Into<Vec<f64>>) -> Mark {
        Mark::line(id, self.say(name), role, self.x, y)
    }

    /// A line through (x, `f`(x)).
    pub fn curve(self, id: &str, name: impl Words, role: Role, f: impl FnMut(f64) -> f64) -> Mark {
        self.line(id, name, role, self.x.iter().copied().map(f).collect::<Vec<_>>())
    }

    /// A line that keeps its value until the next x.
    pub fn steps(self, id: &str, name: impl Words, role: Role, y: impl Into<Vec<f64>>) -> Mark {
        self.mark(id, name, role, Shape::Steps { x: self.x.to_vec(), y: y.into() })
    }

    /// The area between `low` and `high`.
    pub fn band(
        self,
        id: &str,
        name: impl Words,
        role: Role,
        low: impl Into<Vec<f64>>,
        high: impl Into<Vec<f64>>,
    ) -> Mark {
        Mark::band(id, self.say(name), role, self.x, low, high)
    }

    /// The 5–95 % range and, darker within it and unnamed, the quartiles of many runs: `{id}-range` and
    /// `{id}-middle`. For `panel.with_all(…)`.
    pub fn bands(self, id: &str, name: impl Words, role: Role, band: &Band) -> [Mark; 2] {
        [
            self.band(&format!("{id}-range"), name, role, &band.low[..], &band.high[..])
                .opacity(0.14),
            self.band(
                &format!("{id}-middle"),
                "",
                role,
                &band.quarter[..],
                &band.three_quarters[..],
            )
            .opacity(0.2)
            .label(Label::Hidden),
        ]
    }

    /// [`Pen::bands`] and the median `{id}-median` above them.
    pub fn runs(self, id: &str, name: impl Words, role: Role, band: &Band) -> [Mark; 3] {
        let [range, middle] = self.bands(id, name, role, band);
        let median =
            self.line(&format!("{id}-median"), t("median", "中位数"), role, &band.median[..]);
        [range, middle, median]
    }

    /// Dots of 5 px at (x, `y`); `.size(px)` follows.
    pub fn points(self, id: &str, name: impl Words, role: Role, y: impl Into<Vec<f64>>) -> Mark {
        Mark::points(id, self.say(name), role, self.x, y)
    }

    /// Bars from 0 to `y` between neighbouring x: the pen's abscissae are their edges, one more than bars.
    pub fn bars(self, id: &str, name: impl Words, role: Role, y: impl Into<Vec<f64>>) -> Mark {
        Mark::bars(id, self.say(name), role, self.x, y)
    }

    /// A short stroke on the x axis at every x.
    pub fn rug(self, id: &str, name: impl Words, role: Role) -> Mark {
        self.mark(id, name, role, Shape::Rug { x: self.x.to_vec() })
    }

    /// A dotted rule across the panel at a value of x.
    pub fn rule_x(self, id: &str, name: impl Words, role: Role, x: f64) -> Mark {
        self.mark(id, name, role, Shape::RuleX { x }).dash(Dash::Dotted)
    }

    /// A dotted rule across the panel at a value of y.
    pub fn rule_y(self, id: &str, name: impl Words, role: Role, y: f64) -> Mark {
        self.mark(id, name, role, Shape::RuleY { y }).dash(Dash::Dotted)
    }

    /// A shaded range of x, named in the key.
    pub fn span_x(self, id: &str, name: impl Words, role: Role, from: f64, to: f64) -> Mark {
        self.mark(id, name, role, Shape::SpanX { from, to }).label(Label::Key)
    }

    /// A grid of colours over the rectangle `x` × `y`, `columns` values a row from `y.0` up, with `range`
    /// at the ends of the colour map.
    #[expect(
        clippy::too_many_arguments,
        reason = "a heat map is its grid, its values and its colours"
    )]
    pub fn heat(
        self,
        id: &str,
        name: impl Words,
        x: (f64, f64),
        y: (f64, f64),
        columns: usize,
        values: impl IntoIterator<Item = f64>,
        range: (f64, f64),
        colormap: Colormap,
    ) -> Mark {
        let shape = Shape::Heat {
            x,
            y,
            columns: columns as u32,
            values: values.into_iter().map(|v| v as f32).collect(),
            range: (range.0 as f32, range.1 as f32),
            colormap,
        };
        self.mark(id, name, Role::Model, shape)
    }

    /// Words at a point of the plot.
    pub fn text(self, id: &str, words: impl Words, role: Role, at: (f64, f64)) -> Mark {
        let text = self.say(words);
        Mark::new(id, "", role, Shape::Text { x: at.0, y: at.1, text, anchor: Anchor::Start })
    }

    /// A rule at `x` that sets a scalar param as it is dragged.
    pub fn drag_x(self, name: impl Words, x: f64, param: &str) -> Handle {
        Handle::rule_x(self.say(name), x, Bound::to(param))
    }

    /// A rule at `y` that sets a scalar param as it is dragged.
    pub fn drag_y(self, name: impl Words, y: f64, param: &str) -> Handle {
        Handle::rule_y(self.say(name), y, Bound::to(param))
    }

    /// A ring at `at` that sets one scalar param along x and one along y.
    pub fn drag(self, name: impl Words, at: (f64, f64), params: (&str, &str)) -> Handle {
        let (x, y) = (Some(Bound::to(params.0)), Some(Bound::to(params.1)));
        Handle::point(self.say(name), at, x, y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pen_says_language_and_abscissa_once() {
        let x = [0.0, 1.0, 2.0];
        let pen = Pen::new(Lang::Zh, &x);
        let twice = pen.curve("twice", t("twice", "两倍"), Role::Model, |x| 2.0 * x);
        let plain = Mark::line("twice", "两倍", Role::Model, x, [0.0, 2.0, 4.0]);
        assert_eq!(twice, plain);
        assert_eq!(pen.over(&[1.0]).linear(t("step", "步")).label, "步");
    }

    #[test]
    fn runs_are_range_quartiles_and_median() {
        let mut band = Band::default();
        band.push(&mut [0.0, 1.0, 2.0, 3.0, 4.0]);
        let marks = Pen::new(Lang::En, &[1.0]).runs("w", t("runs", "各次"), Role::Model, &band);
        let ids: Vec<&str> = marks.iter().map(|m| m.id.as_str()).collect();
        assert_eq!(ids, ["w-range", "w-middle", "w-median"]);
        // Quantiles of 0..=4 by hand: 5 % is 0.2, 95 % 3.8; quartiles 1 and 3; median 2.
        let Shape::Band { low, high, .. } = &marks[0].shape else { panic!("a band") };
        assert!((low[0] - 0.2).abs() < 1e-12 && (high[0] - 3.8).abs() < 1e-12);
        let Shape::Band { low, high, .. } = &marks[1].shape else { panic!("a band") };
        assert_eq!((low[0], high[0]), (1.0, 3.0));
        let Shape::Line { y, .. } = &marks[2].shape else { panic!("a line") };
        assert_eq!(y[..], [2.0]);
        assert_eq!((marks[0].name.as_str(), marks[1].name.as_str()), ("runs", ""));
    }

    #[test]
    fn a_sentence_takes_its_numbers_in_either_language() {
        let (count, best) = (3, "0.5");
        assert_eq!(
            say!(Lang::En, "{count} keys, best {best}", "{count} 个键，最优 {best}"),
            "3 keys, best 0.5"
        );
        let pen = Pen::new(Lang::Zh, &[]);
        assert_eq!(say!(pen, "{} of {}", "{1} 中 {0}", 1, 2), "2 中 1");
    }
}

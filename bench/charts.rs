//! Two charts as the exhibits draw them, from data to pixels.

use figure::{Axis, Figure, Label, Look, Mark, Panel, Role, Shape, Theme, draw};
use web_sys::HtmlCanvasElement;

use crate::{measure::CanvasMeasure, replay::replay};

/// Points of each curve of the first chart.
const POINTS: usize = 201;
/// Series of the second.
const SERIES: usize = 8;
const FONTS: &str = "sans-serif";

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two bands, four lines of 201 points and five rules: the first figure of attention-scale.
    Bands,
    /// Eight lines of as many points as are given.
    Lines,
}

impl Kind {
    /// By its name.
    ///
    /// # Errors
    /// Says which names there are.
    pub fn read(name: &str) -> Result<Self, String> {
        match name {
            "bands" => Ok(Self::Bands),
            "lines" => Ok(Self::Lines),
            _ => Err(format!("no chart {name}: there are bands and lines")),
        }
    }
}

/// A chart on a canvas.
pub struct Chart {
    kind: Kind,
    canvas: HtmlCanvasElement,
    width: u32,
    measure: CanvasMeasure,
    figure: Figure,
}

impl Chart {
    /// An empty chart, so many CSS pixels wide.
    ///
    /// # Errors
    /// Where there is no 2-D context.
    pub fn new(kind: Kind, canvas: HtmlCanvasElement, width: u32) -> Result<Self, String> {
        let measure = CanvasMeasure::new(FONTS).ok_or("no 2-D context")?;
        let figure = Figure::single("chart", "", panel());
        Ok(Self { kind, canvas, width, measure, figure })
    }

    /// Takes data: the abscissae, then the columns of the curves, each of the same length.
    pub fn set(&mut self, columns: &[f64]) {
        let count = match self.kind {
            Kind::Bands => POINTS,
            Kind::Lines => columns.len() / (SERIES + 1),
        };
        let columns: Vec<&[f64]> = columns.chunks_exact(count.max(1)).collect();
        let panel = match (self.kind, &columns[..]) {
            (Kind::Bands, &[x, a, b, c, d, p, q, r, s]) => bands(x, [p, q, r, s], [a, b, c, d]),
            (Kind::Lines, &[x, ref lines @ ..]) => {
                lines.iter().enumerate().fold(panel(), |panel, (i, y)| {
                    let mark = Mark::line("line", format!("series {i}"), ROLES[i % SERIES], x, *y);
                    panel.with(mark.width(1.0))
                })
            }
            _ => panel(),
        };
        self.figure = Figure::single("chart", "", panel).aspect(0.5);
    }

    /// Draws what was set.
    ///
    /// # Errors
    /// What the browser says.
    pub fn draw(&self) -> Result<(), String> {
        let look = Look::new(self.width, Theme::Light, &self.measure);
        replay(&draw(&self.figure, &look), &self.canvas, 1.0, FONTS)
    }
}

const ROLES: [Role; SERIES] = [
    Role::Model,
    Role::Baseline(0),
    Role::Baseline(1),
    Role::Baseline(2),
    Role::Baseline(3),
    Role::Baseline(4),
    Role::Data,
    Role::Handle,
];

fn panel() -> Panel {
    Panel::new(Axis::linear("x"), Axis::linear("y"))
}

fn bands(x: &[f64], edges: [&[f64]; 4], lines: [&[f64]; 4]) -> Panel {
    let [low, high, quarter, three_quarters] = edges;
    let mut panel =
        panel().with(Mark::band("band", "5–95 %", Role::Model, x, low, high).opacity(0.12)).with(
            Mark::band("quartiles", "", Role::Model, x, quarter, three_quarters)
                .opacity(0.16)
                .label(Label::Hidden),
        );
    let names = ["mean", "median", "one draw", "mean field"];
    for ((y, name), role) in lines.into_iter().zip(names).zip(ROLES) {
        panel = panel.with(Mark::line("line", name, role, x, y).width(1.5));
    }
    let last = x.last().copied().unwrap_or(1.0);
    for i in 1..=4 {
        let at = last * f64::from(i) / 5.0;
        panel = panel.with(Mark::new("rule", format!("{i}"), Role::Note, Shape::RuleX { x: at }));
    }
    panel.with(Mark::new("rule", "limit", Role::Model, Shape::RuleY { y: 0.5 }))
}

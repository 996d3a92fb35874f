//! A world of points, learned again and again.

use super::{
    chain::Setting,
    generator::Generator,
    params::{Family, Loop, World},
    plane::{Point, Truth, gaussian_distance, precision_recall},
};
use crate::{
    Message, ParamError, Progress, Readouts, Tape, Values,
    numerics::{
        quantile::Band,
        random::{Rng, below, strand},
    },
};

/// Points on which a generation is judged: k-NN recall needs at least 500.
pub(super) const JUDGED: usize = 500;
/// Most points a generation is trained on (accumulation keeps a random selection).
const MOST: usize = 3_000;
/// Most samples of each kind.
const LIMIT: usize = 2_000;
/// Most runs: each trains a model every generation.
const RUNS: usize = 8;

struct Run {
    rng: Rng,
    /// The fixed real set, or a selection of all data.
    kept: Vec<Point>,
    seen: usize,
    data: Vec<Point>,
    generator: Option<Generator>,
    reference: Vec<Point>,
}

/// Everything the figures describe.
pub(super) struct Worlds {
    setting: Setting,
    family: Family,
    pub(super) truth: Truth,
    /// What the first run makes, generation by generation: as many as the bands have points.
    pub(super) tape: Tape<Vec<Point>>,
    /// Real points for comparison.
    pub(super) real: Vec<Point>,
    pub(super) precision: Band,
    pub(super) recall: Band,
    pub(super) alive: Band,
    pub(super) spread: Band,
    distance: Band,
    columns: [Vec<f64>; 5],
    /// What the first run made in the generation under way.
    latest: Vec<Point>,
    total: u64,
    runs: Vec<Run>,
    cursor: usize,
}

impl Worlds {
    /// The first generation of the first run.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        let setting = Setting::of(values);
        let real = matches!(setting.kind, Loop::Augmentation | Loop::Fresh);
        for key in ["n_synthetic", "n_real", "n_initial"] {
            if values.count(key) > LIMIT && (key != "n_real" || real) {
                return Err(ParamError::new(
                    key,
                    Message::new(
                        format!(
                            "In a plane at most {LIMIT} samples of each kind are taken: the generator is trained on the points themselves."
                        ),
                        format!("平面世界里每种样本至多 {LIMIT} 个：生成器要在这些点上训练。"),
                    ),
                ));
            }
        }
        let truth = truth(values)?;
        let seed = values.seed("seed");
        let runs: Vec<Run> = (0..values.count("runs").min(RUNS) as u64)
            .map(|i| {
                let mut rng = strand(seed, 500_000 + i);
                let reference = (0..JUDGED).map(|_| truth.sample(&mut rng)).collect();
                Run { rng, kept: Vec::new(), seen: 0, data: Vec::new(), generator: None, reference }
            })
            .collect();
        let mut all = Self {
            setting,
            family: values.pick("generator"),
            real: runs[0].reference.clone(),
            truth,
            tape: Tape::new(values.count("generations")),
            precision: Band::default(),
            recall: Band::default(),
            alive: Band::default(),
            spread: Band::default(),
            distance: Band::default(),
            columns: Default::default(),
            latest: Vec::new(),
            total: values.count("generations") as u64,
            runs,
            cursor: 0,
        };
        while all.tape.is_empty() {
            all.step();
        }
        Ok(all)
    }

    /// One slice: one generation of one run.
    pub(super) fn advance(&mut self) -> Progress {
        if self.progress().more {
            self.step();
        }
        self.progress()
    }

    /// Generations done.
    pub(super) fn progress(&self) -> Progress {
        Progress::of(self.tape.len() as u64, self.total)
    }

    /// One generation of one run.
    fn step(&mut self) {
        let s = self.setting;
        let run = &mut self.runs[self.cursor];
        let draw = |n: f64, rng: &mut Rng| -> Vec<Point> {
            (0..n as usize).map(|_| self.truth.sample(rng)).collect()
        };
        let fresh: Vec<Point> = match &run.generator {
            None => {
                if s.kind == Loop::Augmentation {
                    run.kept = draw(s.n_real, &mut run.rng);
                }
                draw(s.n_initial, &mut run.rng)
            }
            Some(generator) => (0..s.n_synthetic as usize)
                .map(|_| generator.sample(s.lambda, &mut run.rng))
                .collect(),
        };
        let first = run.generator.is_none();
        run.data = match s.kind {
            Loop::Augmentation if !first => run.kept.iter().copied().chain(fresh).collect(),
            Loop::Fresh if !first => {
                let real = draw(s.n_real, &mut run.rng);
                fresh.into_iter().chain(real).collect()
            }
            Loop::Accumulate => {
                // A reservoir: each datum ever made is kept with the same probability.
                for p in fresh {
                    run.seen += 1;
                    if run.kept.len() < MOST {
                        run.kept.push(p);
                    } else {
                        let at = below(&mut run.rng, run.seen);
                        if at < MOST {
                            run.kept[at] = p;
                        }
                    }
                }
                run.kept.clone()
            }
            _ => fresh,
        };
        let generator = Generator::train(self.family, &run.data, &mut run.rng);
        let made: Vec<Point> =
            (0..JUDGED).map(|_| generator.sample(s.lambda, &mut run.rng)).collect();
        run.generator = Some(generator);
        let (precision, recall) = precision_recall(&run.reference, &made);
        let alive = self.truth.alive(&made).into_iter().filter(|a| *a).count();
        let spread = self.truth.spread(&made);
        let distance = gaussian_distance(&made, &run.reference);
        let found = [precision, recall, alive as f64, spread, distance];
        for (column, value) in self.columns.iter_mut().zip(found) {
            column.push(value);
        }
        if self.cursor == 0 {
            self.latest = made;
        }
        self.cursor += 1;
        if self.cursor == self.runs.len() {
            self.cursor = 0;
            let bands = [
                &mut self.precision,
                &mut self.recall,
                &mut self.alive,
                &mut self.spread,
                &mut self.distance,
            ];
            for (band, column) in bands.into_iter().zip(&mut self.columns) {
                band.push(column);
                column.clear();
            }
            self.tape.keep(self.tape.len() as u64 + 1, std::mem::take(&mut self.latest));
        }
    }
}

impl Worlds {
    /// The generation shown in numbers.
    pub(super) fn readouts(&self) -> Readouts {
        let i = self.tape.index();
        let mut readouts = Readouts::new()
            .with("w2_mean", self.distance.mean[i])
            .with("precision", self.precision.median[i])
            .with("recall", self.recall.median[i]);
        match self.truth {
            Truth::Modes(_) => {
                readouts.set("modes_alive", self.alive.median[i]);
                match self.spread.median[i] {
                    spread if spread.is_finite() => readouts.set("spread", spread),
                    // No island has two samples left.
                    _ => readouts.na("spread"),
                }
            }
            Truth::Own(_) => ["modes_alive", "spread"].into_iter().for_each(|k| readouts.na(k)),
        }
        readouts
    }
}

/// The world of the values; islands where they name one that is not of points.
fn truth(values: &Values) -> Result<Truth, ParamError> {
    match values.pick("world") {
        World::Gaussian | World::Zipf | World::Grid25 => Ok(Truth::grid25()),
        World::Ring => Ok(Truth::ring()),
        World::Own => {
            let table = values.data("own");
            let points: Vec<Point> = table.values().chunks_exact(2).map(|p| (p[0], p[1])).collect();
            if points.len() < 10 {
                return Err(ParamError::new(
                    "own",
                    Message::new(
                        "Click on the first figure, paste or drop at least 10 points.",
                        "请在图上点击、贴入或拖入至少 10 个点。",
                    ),
                ));
            }
            Ok(Truth::Own(points))
        }
    }
}

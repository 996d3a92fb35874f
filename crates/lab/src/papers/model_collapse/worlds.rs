//! A world of points, learned again and again.

use figure::Figure;

use super::{
    PAPER,
    chain::Loop,
    figures,
    generator::Generator,
    plane::{Point, World, covered, gaussian_distance},
    timeline::Timeline,
    universes::setting,
};
use crate::{
    Halt, Lang, Message, ParamError, Progress, Readouts, Simulation, Values,
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
    pub(super) values: Values,
    pub(super) world: World,
    pub(super) time: Timeline,
    /// Real points for comparison.
    pub(super) real: Vec<Point>,
    /// What the first run makes, generation by generation.
    pub(super) samples: Vec<Vec<Point>>,
    pub(super) precision: Band,
    pub(super) recall: Band,
    pub(super) alive: Band,
    distance: Band,
    columns: [Vec<f64>; 4],
    runs: Vec<Run>,
    cursor: usize,
}

impl Worlds {
    /// The first generation of all runs.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        for key in ["n_synthetic", "n_real", "n_initial"] {
            if values.count(key) > LIMIT
                && (key != "n_real" || values.choice("loop") != "synthetic")
            {
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
        let world = match values.choice("world") {
            "ring" => World::ring(),
            "own" => {
                let table = values.data("own");
                let points: Vec<Point> =
                    table.values().chunks_exact(2).map(|p| (p[0], p[1])).collect();
                if points.len() < 10 {
                    return Err(ParamError::new(
                        "own",
                        Message::new(
                            "Click on the first figure, paste or drop at least 10 points.",
                            "请在图上点击、贴入或拖入至少 10 个点。",
                        ),
                    ));
                }
                World::Own(points)
            }
            _ => World::grid25(),
        };
        let seed = values.seed("seed");
        let runs: Vec<Run> = (0..values.count("runs").min(8) as u64)
            .map(|i| {
                let mut rng = strand(seed, 500_000 + i);
                let reference = (0..JUDGED).map(|_| world.sample(&mut rng)).collect();
                Run { rng, kept: Vec::new(), seen: 0, data: Vec::new(), generator: None, reference }
            })
            .collect();
        let mut all = Self {
            values: values.clone(),
            real: runs[0].reference.clone(),
            world,
            time: Timeline::new(values),
            samples: Vec::new(),
            precision: Band::default(),
            recall: Band::default(),
            alive: Band::default(),
            distance: Band::default(),
            columns: Default::default(),
            runs,
            cursor: 0,
        };
        while all.time.history.is_empty() {
            all.step();
        }
        Ok(all)
    }

    /// One generation of one run.
    fn step(&mut self) {
        let s = setting(&self.values);
        let run = &mut self.runs[self.cursor];
        let draw = |n: f64, rng: &mut Rng| -> Vec<Point> {
            (0..n as usize).map(|_| self.world.sample(rng)).collect()
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
        let kind = self.values.choice("generator");
        let generator = Generator::train(kind, &run.data, &mut run.rng);
        let made: Vec<Point> =
            (0..JUDGED).map(|_| generator.sample(s.lambda, &mut run.rng)).collect();
        run.generator = Some(generator);
        self.columns[0].push(covered(&made, &run.reference));
        self.columns[1].push(covered(&run.reference, &made));
        self.columns[2].push(self.world.modes_alive(&made));
        self.columns[3].push(gaussian_distance(&made, &run.reference));
        if self.cursor == 0 {
            self.samples.push(made);
        }
        self.cursor += 1;
        if self.cursor == self.runs.len() {
            self.cursor = 0;
            let bands =
                [&mut self.precision, &mut self.recall, &mut self.alive, &mut self.distance];
            for (band, column) in bands.into_iter().zip(&mut self.columns) {
                band.push(column);
                column.clear();
            }
            self.time.tick();
        }
    }
}

impl Simulation for Worlds {
    fn advance(&mut self) -> Result<Progress, Halt> {
        if !self.time.over() {
            self.step();
        }
        Ok(self.time.progress())
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::worlds(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let i = self.time.index();
        let mut r = Readouts::unknown(PAPER.readouts);
        r.set("w2_mean", self.distance.mean[i]);
        r.set("modes_alive", self.alive.median[i]);
        r.set("precision", self.precision.median[i]);
        r.set("recall", self.recall.median[i]);
        r
    }

    fn history(&self) -> &[u64] {
        &self.time.history
    }

    fn show(&mut self, kept: Option<usize>) {
        self.time.shown = kept;
    }
}

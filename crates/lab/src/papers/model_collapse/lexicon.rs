//! Many vocabularies, resampled generation by generation.

use super::{
    chain::Setting,
    words::{Text, diversity},
};
use crate::{Message, ParamError, Progress, Readouts, Tape, Values, numerics::quantile::Band};

/// Most words a generation.
const LIMIT: usize = 20_000;
/// Words drawn in one slice.
const SLICE: usize = 60_000;

/// Everything the figures describe.
pub(super) struct Lexicon {
    pub(super) setting: Setting,
    pub(super) diversity: Band,
    pub(super) alive: Band,
    /// Frequencies in the first run, generation by generation: as many as the bands have points.
    pub(super) tape: Tape<Vec<f64>>,
    total: u64,
    texts: Vec<Text>,
    cursor: usize,
}

impl Lexicon {
    /// All first generations.
    pub(super) fn start(values: &Values) -> Result<Self, ParamError> {
        for key in ["n_synthetic", "n_real", "n_initial"] {
            if values.count(key) > LIMIT {
                return Err(ParamError::new(
                    key,
                    Message::new(
                        format!("At most {LIMIT} words a generation: each of them is drawn."),
                        format!("每代至多 {LIMIT} 个词：每个词都要抽出来。"),
                    ),
                ));
            }
        }
        let setting = Setting::of(values);
        let texts = (0..values.count("runs").min(50) as u64)
            .map(|run| Text::start(setting, values.seed("seed"), run))
            .collect();
        let mut all = Self {
            setting,
            diversity: Band::default(),
            alive: Band::default(),
            tape: Tape::new(values.count("generations")),
            total: values.count("generations") as u64,
            texts,
            cursor: 0,
        };
        all.record();
        Ok(all)
    }

    fn record(&mut self) {
        let alive = |t: &Text| t.p.iter().filter(|&&x| x > 0.0).count() as f64;
        self.diversity.push(&mut self.texts.iter().map(|t| diversity(&t.p)).collect::<Vec<_>>());
        self.alive.push(&mut self.texts.iter().map(alive).collect::<Vec<_>>());
        self.tape.keep(self.tape.len() as u64 + 1, self.texts[0].p.clone());
    }

    /// One slice.
    pub(super) fn advance(&mut self) -> Progress {
        let cost = (self.setting.n_synthetic + self.setting.n_real) as usize + 200;
        let mut budget = SLICE;
        while self.progress().more && budget > 0 {
            self.texts[self.cursor].step();
            budget = budget.saturating_sub(cost);
            self.cursor += 1;
            if self.cursor == self.texts.len() {
                self.cursor = 0;
                self.record();
            }
        }
        self.progress()
    }

    /// Generations done.
    pub(super) fn progress(&self) -> Progress {
        Progress::of(self.tape.len() as u64, self.total)
    }

    /// The generation shown in numbers.
    pub(super) fn readouts(&self) -> Readouts {
        let i = self.tape.index();
        Readouts::new()
            .with("diversity", self.diversity.mean[i])
            .with("words_alive", self.alive.median[i])
    }
}

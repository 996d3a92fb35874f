//! Many vocabularies, resampled generation by generation.

use figure::Figure;

use super::{
    PAPER,
    chain::Setting,
    figures,
    timeline::Timeline,
    universes::setting,
    words::{Text, diversity},
};
use crate::{
    Halt, Lang, Message, ParamError, Progress, Readouts, Simulation, Values,
    numerics::quantile::Band,
};

const LIMIT: usize = 20_000;
/// Words drawn in one slice.
const SLICE: usize = 60_000;

/// Everything the figures describe.
pub(super) struct Lexicon {
    pub(super) setting: Setting,
    pub(super) time: Timeline,
    pub(super) diversity: Band,
    pub(super) alive: Band,
    /// Frequencies in the first run, generation by generation.
    pub(super) first: Vec<Vec<f64>>,
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
        let setting = setting(values);
        let texts = (0..values.count("runs").min(50) as u64)
            .map(|run| Text::start(setting, values.seed("seed"), run))
            .collect();
        let mut all = Self {
            setting,
            time: Timeline::new(values),
            diversity: Band::default(),
            alive: Band::default(),
            first: Vec::new(),
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
        self.first.push(self.texts[0].p.clone());
        self.time.tick();
    }
}

impl Simulation for Lexicon {
    fn advance(&mut self) -> Result<Progress, Halt> {
        let cost = (self.setting.n_synthetic + self.setting.n_real) as usize + 200;
        let mut budget = SLICE;
        while !self.time.over() && budget > 0 {
            self.texts[self.cursor].step();
            budget = budget.saturating_sub(cost);
            self.cursor += 1;
            if self.cursor == self.texts.len() {
                self.cursor = 0;
                self.record();
            }
        }
        Ok(self.time.progress())
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        figures::lexicon(self, lang)
    }

    fn readouts(&self) -> Readouts {
        let i = self.time.index();
        let mut r = Readouts::unknown(PAPER.readouts);
        r.set("diversity", self.diversity.mean[i]);
        r.set("words_alive", self.alive.median[i]);
        r
    }

    fn history(&self) -> &[u64] {
        &self.time.history
    }

    fn show(&mut self, kept: Option<usize>) {
        self.time.shown = kept;
    }
}

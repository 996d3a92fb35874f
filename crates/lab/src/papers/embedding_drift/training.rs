//! The real model: several runs of the reader's optimiser side by side, and AdamW.

use super::{
    choices::{Book, Method, Schedule},
    corpus::Corpus,
    language::{Gradients, Model, WIDTH},
    model::Trained,
    rule::Rule,
};
use crate::{
    Halt, Message, ParamError, Tape, Values,
    numerics::random::{Rng, strand},
};

/// Cost of one slice in [`step_cost`]'s unit: about 5 ms.
const SLICE: u64 = 70_000_000;
/// Most of a run, in the same unit: about three quarters of a minute in a browser.
const RUN: u64 = 9 * 1_000 * SLICE;
/// Most steps of a run, however cheap.
const STEPS: u64 = 100_000;
/// A weight beyond this has no 1/λ to hold it.
const BEYOND: f32 = 1e7;
/// Points of the curves, each with a state for scrubbing.
const POINTS: u64 = 160;

/// What a step of one model costs: its multiplications at most (no two words of the batch alike), and
/// what the optimiser does to every weight.
fn step_cost(vocabulary: usize, batch: usize) -> u64 {
    (vocabulary * (3 * WIDTH + 12) * batch.min(vocabulary) + vocabulary * WIDTH * 40) as u64
}

/// Steps of a run in which `asked` are wanted: at most 100,000, and no more than take three quarters of a
/// minute in a browser. `models` are trained side by side.
pub fn affordable(asked: u64, models: usize, vocabulary: usize, batch: usize) -> u64 {
    let cost = models as u64 * step_cost(vocabulary, batch);
    // Whole thousands, so that a reader sees a round number.
    asked.min(STEPS).min((RUN / cost / 1_000).max(1) * 1_000)
}

/// One model with its batches and its curves.
pub struct Run {
    /// As it is now.
    pub trained: Trained,
    rng: Rng,
    /// Greatest |θ| of the embedding at the points.
    pub most: Vec<f64>,
    /// Held-out loss at the points.
    pub loss: Vec<f64>,
    /// Mean loss of the batches since the point before.
    pub batches: Vec<f64>,
    since: (f64, f64),
}

impl Run {
    fn new(trained: Trained, rng: Rng) -> Self {
        Self { trained, rng, most: vec![], loss: vec![], batches: vec![], since: (0.0, 0.0) }
    }
}

/// A state kept for scrubbing.
#[derive(Clone, Debug)]
pub struct Kept {
    /// E of the reader's first run.
    pub embedding: Vec<f32>,
    /// Greatest |w| of its output matrix.
    pub output: f32,
}

/// Everything the figures describe.
pub struct Training {
    /// The values it was started with.
    pub values: Values,
    /// What is learned.
    pub corpus: Corpus,
    /// Loss of the judged words when only frequencies are known.
    pub unigram: f64,
    /// Runs of the reader's optimiser from other first numbers and on other batches, and last AdamW, which
    /// begins and is fed like the first.
    pub runs: Vec<Run>,
    /// Steps of the points.
    pub at: Vec<f64>,
    /// The states there.
    pub tape: Tape<Kept>,
    /// The rule outside the embedding.
    pub rule: Rule,
    schedule: Schedule,
    size: usize,
    batch: Vec<(u32, u32)>,
    step: u64,
    /// Held-out losses of the runs at the point that is being made; a slice judges one.
    judged: Option<Vec<f64>>,
    /// Steps of the run: those asked for, as far as they are [`affordable`].
    pub steps: u64,
}

/// The text that the values mean: the reader's own, or a book that comes with the site.
fn text(values: &Values) -> Result<std::borrow::Cow<'_, str>, ParamError> {
    let own = values.text("text");
    if !own.trim().is_empty() {
        return Ok(own.as_ref().into());
    }
    let book = values.pick::<Book>("book");
    let bytes = values.asset(book.file()).ok_or_else(|| {
        let name = book.label();
        let message = Message::new(
            format!("The text of {} is not there.", name.en),
            format!("没有取到{}的文本。", name.zh),
        );
        ParamError::new("book", message)
    })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned().into())
}

/// What the values have a model learn from.
///
/// # Errors
/// A text too short to learn from, or one that is not there.
pub fn read(values: &Values) -> Result<Corpus, ParamError> {
    let (vocabulary, zipf) = (values.count("vocab"), values.number("zipf"));
    let corpus = if zipf > 0.0 {
        Corpus::zipf(zipf, vocabulary, 20_000, &mut strand(values.seed("seed"), 5))
    } else {
        Corpus::of_text(&text(values)?, vocabulary)
    };
    let found = corpus.train.len() + corpus.heldout.len();
    if corpus.train.len() < 200 || corpus.words.len() < 20 {
        return Err(ParamError::new(
            "text",
            Message::new(
                format!(
                    "A text of at least 220 words, 20 of them different, is needed; this one has {found}."
                ),
                format!("至少需要 220 个词、其中 20 个不同的词；这段文字有 {found} 个词。"),
            ),
        ));
    }
    Ok(corpus)
}

impl Training {
    /// All models as they begin.
    ///
    /// # Errors
    /// As [`read`].
    pub fn start(values: &Values) -> Result<Self, ParamError> {
        Ok(Self::on(read(values)?, values))
    }

    /// The same on a text already read.
    pub fn on(corpus: Corpus, values: &Values) -> Self {
        let seed = values.seed("seed");
        let (rule, method) = (Rule::new(values), values.pick::<Method>("optimizer"));
        let words = corpus.words.len();
        let first = || Model::new(words, &mut strand(seed, 6));
        let own = Run::new(Trained::by(method, rule, first()), strand(seed, 7));
        let siblings = (1..values.count("runs").max(1) as u64).map(|i| {
            let model = Model::new(words, &mut strand(seed, 60 + i));
            Run::new(Trained::by(method, rule, model), strand(seed, 70 + i))
        });
        let decay = values.number("weight_decay");
        let reference = Run::new(Trained::reference(first(), decay), strand(seed, 7));
        let runs: Vec<Run> =
            std::iter::once(own).chain(siblings).chain(std::iter::once(reference)).collect();
        let size = values.count("batch");
        let steps = affordable(values.count("steps") as u64, runs.len(), words, size);
        Self {
            unigram: corpus.unigram_loss(),
            schedule: values.pick::<Schedule>("schedule"),
            values: values.clone(),
            corpus,
            runs,
            at: Vec::new(),
            tape: Tape::new(2 * POINTS as usize + 2),
            rule,
            size,
            batch: Vec::new(),
            step: 0,
            // The first slices judge the models as they begin.
            judged: Some(Vec::new()),
            steps,
        }
    }

    /// One run of the reader's optimiser and nothing beside it.
    pub fn alone(corpus: Corpus, values: &Values) -> Self {
        let mut training = Self::on(corpus, values);
        training.runs.truncate(1);
        training
    }

    /// Goes to the end and judges there only: for claims. The numbers are those of [`Training::run`].
    ///
    /// # Errors
    /// As [`Training::run`].
    pub fn finish(&mut self) -> Result<(), Halt> {
        while self.step < self.steps {
            let loss = self.advance_once();
            if (!loss.is_finite() || self.step.is_multiple_of(100))
                && let Some(halt) = self.halt(loss)
            {
                return Err(halt);
            }
        }
        self.judged = Some(Vec::new());
        while self.judged.is_some() {
            self.judge();
        }
        Ok(())
    }

    /// Goes to the end and shows the gradients of the first run's embedding after every step.
    ///
    /// # Errors
    /// As [`Training::run`].
    pub fn watched(&mut self, mut see: impl FnMut(&Gradients)) -> Result<(), Halt> {
        while self.step < self.steps {
            let loss = self.advance_once();
            if let Some(halt) = self.halt(loss) {
                return Err(halt);
            }
            see(self.runs[0].trained.gradients());
        }
        Ok(())
    }

    /// The reader's optimiser, and the AdamW beside it.
    pub fn pair(&self) -> (&Run, &Run) {
        (&self.runs[0], &self.runs[self.runs.len() - 1])
    }

    /// The sum of the learning rate's share over the steps until `step`.
    pub fn shares(&self, step: f64) -> f64 {
        match self.schedule {
            Schedule::Constant => step,
            Schedule::Falling => step - step * step / (2.0 * self.steps.max(1) as f64),
        }
    }

    /// Share of the learning rate in the next step.
    fn share(&self) -> f64 {
        match self.schedule {
            Schedule::Constant => 1.0,
            Schedule::Falling => 1.0 - self.step as f64 / self.steps as f64,
        }
    }

    /// Goes one slice on.
    ///
    /// # Errors
    /// A loss that is no number, or weights that nothing holds.
    pub fn run(&mut self) -> Result<u64, Halt> {
        if self.judged.is_some() {
            self.judge();
            return Ok(self.step);
        }
        let cost = self.runs.len() as u64 * step_cost(self.corpus.words.len(), self.size);
        let every = (self.steps / POINTS).max(1);
        for _ in 0..(SLICE / cost).max(1) {
            if self.step >= self.steps {
                break;
            }
            let loss = self.advance_once();
            if self.step.is_multiple_of(every) || self.step == self.steps || !loss.is_finite() {
                if let Some(halt) = self.halt(loss) {
                    self.steps = self.step;
                    return Err(halt);
                }
                self.judged = Some(Vec::new());
                break;
            }
        }
        Ok(self.step)
    }

    /// Whether all is done.
    pub fn is_finished(&self) -> bool {
        self.step >= self.steps && self.judged.is_none()
    }

    /// One step of all models; the greatest of their losses, NaN if one is.
    fn advance_once(&mut self) -> f64 {
        let share = self.share();
        let mut worst = f64::NEG_INFINITY;
        for run in &mut self.runs {
            self.corpus.batch(self.size, &mut run.rng, &mut self.batch);
            let loss = run.trained.step(&self.batch, share);
            run.since.0 += loss;
            run.since.1 += 1.0;
            worst = if loss > worst || loss.is_nan() { loss } else { worst };
        }
        self.step += 1;
        worst
    }

    /// Judges the next run; when all are judged the point is made.
    fn judge(&mut self) {
        let Some(mut losses) = self.judged.take() else { return };
        losses.push(self.runs[losses.len()].trained.loss(self.corpus.judged()));
        if losses.len() < self.runs.len() {
            self.judged = Some(losses);
            return;
        }
        for (run, loss) in self.runs.iter_mut().zip(losses) {
            run.most.push(f64::from(run.trained.most()));
            run.loss.push(loss);
            run.batches.push(run.since.0 / run.since.1);
            run.since = (0.0, 0.0);
        }
        let model = &self.runs[0].trained.model;
        let kept = Kept {
            embedding: model.embedding.clone(),
            output: super::model::greatest_size(&model.output),
        };
        self.at.push(self.step as f64);
        self.tape.keep(self.step, kept);
    }

    /// Why it cannot go on, if it cannot.
    fn halt(&self, loss: f64) -> Option<Halt> {
        let step = self.step;
        let message = if !loss.is_finite() {
            Message::new(
                format!(
                    "The loss left the finite numbers at step {step}: choose a smaller learning rate."
                ),
                format!("第 {step} 步时损失已不是有限的数：请用更小的学习率。"),
            )
        } else if self.runs[0].trained.most() > BEYOND {
            Message::new(
                format!(
                    "At step {step} a weight passed ten million: nothing holds it. Choose λ above 0 or a smaller learning rate."
                ),
                format!(
                    "第 {step} 步时有权重超过一千万：没有什么拉住它。请让 λ 大于 0，或用更小的学习率。"
                ),
            )
        } else {
            return None;
        };
        Some(Halt { message })
    }

    /// Index of the point to be seen: the one chosen by scrubbing, else the latest.
    pub fn shown(&self) -> usize {
        self.tape.index().min(self.at.len().saturating_sub(1))
    }

    /// E of the reader's first run at the point to be seen.
    pub fn embedding(&self) -> &[f32] {
        self.tape
            .current()
            .map_or(&self.runs[0].trained.model.embedding, |(_, kept)| &kept.embedding)
    }

    /// Greatest size of its output matrix there.
    pub fn output(&self) -> f64 {
        let now = || super::model::greatest_size(&self.runs[0].trained.model.output);
        f64::from(self.tape.current().map_or_else(now, |(_, kept)| kept.output))
    }

    /// Root mean square of each row of E at the point to be seen.
    pub fn rows(&self) -> Vec<f64> {
        let rows = self.embedding().chunks_exact(WIDTH);
        rows.map(|row| libm::sqrt(sum_of_squares(row) / WIDTH as f64)).collect()
    }
}

/// Σx² in double precision.
pub fn sum_of_squares(x: &[f32]) -> f64 {
    x.iter().map(|&x| f64::from(x) * f64::from(x)).sum()
}

#[cfg(all(test, feature = "embed"))]
#[allow(clippy::unwrap_used, reason = "helpers of a test")]
mod tests;

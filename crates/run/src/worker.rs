//! The worker's side: one simulation, passive; every request gets one reply.

use std::sync::Arc;

use figure::Figure;
use lab::{
    Assets, Kind, Lang, Message, Paper, ParamError, Progress, Registry, Revision, Simulation,
    Values,
};

use crate::{
    Measured,
    intake::{self, Intake, Parsed},
    protocol::{Budget, Frame, Reply, Request, Update},
    simulated,
};

/// The lab behind a page.
pub struct Lab {
    papers: Registry,
    running: Option<Running>,
    values: Values,
    assets: Assets,
    intake: Option<Intake>,
    /// The figures that the page has.
    sent: Vec<Arc<Figure>>,
}

struct Running {
    paper: &'static Paper,
    lang: Lang,
    simulation: Box<dyn Simulation>,
    tick: u64,
    progress: Progress,
    shown: Option<u32>,
    halted: Option<Message>,
    /// Milliseconds that the last figures and read-outs took: they belong to the budget.
    describing: f64,
}

impl Lab {
    /// A lab in which nothing runs yet.
    pub fn new(papers: Registry) -> Self {
        Self {
            papers,
            running: None,
            values: Values::default(),
            assets: Assets::default(),
            intake: None,
            sent: Vec::new(),
        }
    }

    /// Answers a request. `attached`: the bytes that travel beside it. `clock`: milliseconds since the request
    /// came. `tell` hears what comes before the answer.
    pub fn answer(
        &mut self,
        request: Request,
        attached: Option<Vec<u8>>,
        clock: &dyn Fn() -> f64,
        tell: &mut dyn FnMut(Reply),
    ) -> Reply {
        match request {
            Request::Set { paper, lang, mut values, kept, restart, budget } => {
                for key in kept {
                    if let Some(value) = self.values.get(&key) {
                        values.set(&key, value.clone());
                    }
                }
                self.values = values;
                if let Err(reply) = self.set(&paper, lang, restart, budget, clock) {
                    return reply;
                }
            }
            Request::Advance(budget) => {
                if let Some(running) = &mut self.running {
                    running.advance(budget, clock);
                }
            }
            Request::Show(kept) => {
                if let Some(running) = &mut self.running {
                    running.shown = kept;
                    running.simulation.show(kept.map(|k| k as usize));
                }
            }
            Request::Asset(name) => {
                self.assets.insert(&name, attached.unwrap_or_default());
                return Reply::Kept;
            }
            Request::Parse { paper, key, first } => {
                return self.parse(&paper, &key, &attached.unwrap_or_default(), first);
            }
            Request::Columns { paper, key, first } => return self.columns(&paper, &key, first),
            Request::Measure { paper, claim } => {
                return self.measure(&paper, &claim, clock, tell);
            }
        }
        match &mut self.running {
            Some(running) => {
                let frame = running.frame(clock);
                Reply::Frame(Box::new(self.update(frame)))
            }
            None => Reply::Died("nothing is running".into()),
        }
    }

    fn set(
        &mut self,
        paper: &str,
        lang: Lang,
        restart: bool,
        budget: Budget,
        clock: &dyn Fn() -> f64,
    ) -> Result<(), Reply> {
        let refused = |error: ParamError| Reply::Refused {
            key: error.key.to_owned(),
            message: error.message,
        };
        let values = self.values.clone().with_assets(self.assets.clone());
        if let Some(running) = self.running.as_mut().filter(|r| !restart && r.paper.id == paper)
            && running.simulation.revise(&values).map_err(refused)? == Revision::Applied
        {
            return Ok(());
        }
        let Some(paper) = self.papers.get(paper) else {
            return Err(Reply::Died(format!("no paper {paper}")));
        };
        let simulation = simulated::start(paper, &values).map_err(refused)?;
        let describing = self.running.as_ref().map_or(0.0, |r| r.describing);
        let mut running = Running::new(paper, lang, simulation, describing);
        running.advance(budget, clock);
        self.running = Some(running);
        Ok(())
    }

    /// Leaves out what the page has. (A figure with a NaN in it is not equal to itself and travels again.)
    fn update(&mut self, mut frame: Frame) -> Update {
        let mut all = std::mem::take(&mut frame.figures);
        let mut changed = Vec::with_capacity(all.len());
        for (index, figure) in all.iter_mut().enumerate() {
            let old = self.sent.get(index).filter(|old| ***old == **figure);
            changed.push(old.is_none());
            match old {
                Some(old) => *figure = Arc::clone(old),
                None => frame.figures.push(Arc::clone(figure)),
            }
        }
        self.sent = all;
        Update { frame, changed }
    }

    fn parse(&mut self, paper: &str, key: &str, bytes: &[u8], first: u32) -> Reply {
        let Some(param) = self.papers.get(paper).and_then(|p| p.param(key)) else {
            return Reply::Died(format!("no param {paper}/{key}"));
        };
        let (parsed, intake) = intake::parse(param, bytes, first);
        self.intake = intake;
        self.keep(parsed)
    }

    fn columns(&mut self, paper: &str, key: &str, first: u32) -> Reply {
        let param = self.papers.get(paper).and_then(|p| p.param(key));
        let intake = self.intake.as_ref().filter(|i| i.is_for(key));
        match (param, param.map(|p| p.kind), intake) {
            (Some(param), Some(Kind::Data(spec)), Some(intake)) => {
                let parsed = intake.columns(param, &spec, first);
                self.keep(parsed)
            }
            _ => Reply::Died(format!("no columns for {paper}/{key}")),
        }
    }

    /// What was read is at hand when the page sets it: it does not travel back.
    fn keep(&mut self, parsed: Parsed) -> Reply {
        if let Some(value) = &parsed.value {
            self.values.set(&parsed.key, value.clone());
        }
        Reply::Parsed(Box::new(parsed))
    }

    fn measure(
        &self,
        paper: &str,
        claim: &str,
        clock: &dyn Fn() -> f64,
        tell: &mut dyn FnMut(Reply),
    ) -> Reply {
        let found = self
            .papers
            .get(paper)
            .and_then(|p| p.claims.iter().find(|c| c.id == claim).map(|c| (p, c)));
        match found {
            Some((paper, claim)) => {
                let mut told = |done, total| tell(Reply::Measuring { done, total });
                let measured = Measured::of(paper, claim, &self.assets, clock, &mut told);
                Reply::Measured(Box::new(measured))
            }
            None => Reply::Died(format!("no claim {paper}/{claim}")),
        }
    }
}

impl Running {
    fn new(
        paper: &'static Paper,
        lang: Lang,
        simulation: Box<dyn Simulation>,
        describing: f64,
    ) -> Self {
        let progress = Progress { more: true, done: 0, total: None };
        Self { paper, lang, simulation, tick: 0, progress, shown: None, halted: None, describing }
    }

    fn advance(&mut self, budget: Budget, clock: &dyn Fn() -> f64) {
        let mut slices = 0;
        let mut now = clock();
        while self.progress.more && self.halted.is_none() {
            let late = slices > 0 && now + self.describing >= budget.ms;
            if late || slices >= budget.slices {
                break;
            }
            match self.simulation.advance() {
                Ok(progress) => self.progress = progress,
                Err(halt) => self.halted = Some(halt.message),
            }
            let then = clock();
            self.simulation.timed(then - now);
            now = then;
            self.tick += 1;
            slices += 1;
        }
    }

    fn frame(&mut self, clock: &dyn Fn() -> f64) -> Frame {
        let begun = clock();
        let figures = self.simulation.figures(self.lang).into_iter().map(Arc::new).collect();
        let readouts = self.simulation.readouts();
        let busy_ms = clock();
        self.describing = busy_ms - begun;
        Frame {
            tick: self.tick,
            done: self.progress.done,
            total: self.progress.total,
            more: self.progress.more && self.halted.is_none(),
            history: self.simulation.history().to_vec(),
            shown: self.shown,
            figures,
            readouts,
            halted: self.halted.clone(),
            busy_ms,
        }
    }
}

/// A run that is made without a page: natively, when the site is built.
pub(crate) fn alone(
    paper: &'static Paper,
    values: &Values,
    lang: Lang,
    slices: u64,
) -> Result<Frame, ParamError> {
    let simulation = simulated::start(paper, values)?;
    let mut running = Running::new(paper, lang, simulation, 0.0);
    let still = || 0.0;
    running.advance(Budget::slices(slices), &still);
    Ok(running.frame(&still))
}

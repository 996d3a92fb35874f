//! The views: what each of them computes, shows and tells.

use figure::Figure;

use super::{
    chain::Setting, figures, lexicon::Lexicon, map::Map, params::Loop, universes::Universes,
    worlds::Worlds,
};
use crate::{Halt, Lang, ParamError, Progress, Readouts, Revision, Simulation, Values};

type Started = Result<Box<dyn Simulation>, ParamError>;

/// A view of one process in generations that keeps all of them on a tape.
macro_rules! generations {
    ($(#[$doc:meta] $view:ident($process:ty) $figures:path;)+) => {$(
        #[$doc]
        pub(super) struct $view($process);

        impl Simulation for $view {
            fn advance(&mut self) -> Result<Progress, Halt> {
                Ok(self.0.advance())
            }

            fn figures(&self, lang: Lang) -> Vec<Figure> {
                $figures(&self.0, lang)
            }

            fn readouts(&self) -> Readouts {
                self.0.readouts()
            }

            fn history(&self) -> &[u64] {
                self.0.tape.times()
            }

            fn show(&mut self, kept: Option<usize>) {
                self.0.tape.show(kept);
            }
        }
    )+};
}

generations! {
    /// A world of points.
    Plane(Worlds) figures::plane::figures;
    /// Hundreds of Gaussians.
    Many(Universes) figures::universes::figures;
    /// Vocabularies.
    Words(Lexicon) figures::words::figures;
}

impl Plane {
    /// The first generation.
    pub(super) fn start(values: &Values) -> Started {
        Ok(Box::new(Self(Worlds::start(values)?)))
    }
}

impl Many {
    /// The first generation.
    pub(super) fn start(values: &Values) -> Started {
        Ok(Box::new(Self(Universes::of(values))))
    }
}

impl Words {
    /// The first generation.
    pub(super) fn start(values: &Values) -> Started {
        Ok(Box::new(Self(Lexicon::start(values)?)))
    }
}

/// How much fresh data: a map of many loops, and one of them in full.
pub(super) struct HowMuch {
    values: Values,
    pub(super) map: Map,
    /// The loop at the point that the reader drags.
    pub(super) here: Universes,
}

impl HowMuch {
    /// The map by formula, and the loop at the point at once: its steps are few.
    pub(super) fn start(values: &Values) -> Started {
        let map = Map::new(Setting::of(values), values.seed("seed"));
        let here = here(map.setting.kind, values);
        Ok(Box::new(Self { values: values.clone(), map, here }))
    }
}

/// A hundred runs of sixty generations of the loop at the point.
fn here(kind: Loop, values: &Values) -> Universes {
    let setting = Setting::of(values);
    let setting = Setting { kind, d: 1, n_initial: setting.n_real, ..setting };
    let mut here = Universes::start(setting, values.seed("seed"), 100, 60);
    while here.advance().more {}
    here
}

impl Simulation for HowMuch {
    fn advance(&mut self) -> Result<Progress, Halt> {
        Ok(self.map.advance())
    }

    fn figures(&self, lang: Lang) -> Vec<Figure> {
        vec![figures::map::figure(self, lang), figures::universes::course(&self.here, lang)]
    }

    fn readouts(&self) -> Readouts {
        let all = self.here.readouts();
        let mut told = Readouts::new();
        for key in ["w2_mean", "variance_median", "variance_mean"] {
            told.set(key, all.get(key).unwrap_or(f64::NAN));
        }
        told.set("effective_ratio", self.here.limit_ratio());
        told
    }

    fn revise(&mut self, values: &Values) -> Result<Revision, ParamError> {
        // Where the reader stands concerns the loop in full, not the map.
        if !values.same_except(&self.values, &["n_real", "n_synthetic", "n_initial"]) {
            return Ok(Revision::Restart);
        }
        self.values = values.clone();
        self.here = here(self.map.setting.kind, values);
        Ok(Revision::Applied)
    }
}

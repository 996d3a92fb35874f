//! Where the data come from: the reader, real observations, or a known density.

use std::sync::Arc;

use super::{
    observations::{GALAXIES, OLD_FAITHFUL},
    targets::{self, Truth},
};
use crate::{
    Message, ParamError, Values, choices,
    numerics::random::{Rng, shuffle, strand},
};

choices! {
    /// What is fitted.
    pub Dataset {
        OldFaithful = "old-faithful", "Old Faithful eruptions", "老忠实泉喷发时长";
        Galaxies = "galaxies", "galaxy velocities", "星系退行速度";
        Demo10 = "demo10", "ten Gaussians (codex demo)", "十个高斯（codex 示例）";
        Grid = "grid", "equal bumps on a grid", "等距等高的峰";
        Random = "random", "random bumps", "随机的峰";
        Sharp = "sharp", "one very sharp bump", "一个极尖的峰";
        Claw = "marron-wand", "Marron–Wand claw", "Marron–Wand 爪形";
        Drawn = "drawn", "draw it yourself", "自己画";
        Own = "own", "your own numbers", "你自己的数";
    }
}

impl Dataset {
    /// Whether they are observations, of which a part is held out; else samples of a known density.
    pub const fn is_observed(self) -> bool {
        matches!(self, Self::OldFaithful | Self::Galaxies | Self::Own)
    }
}

/// What is fitted: observations or samples, with the range shown.
#[derive(Clone, Debug)]
pub struct Source {
    /// The density they come from, where known.
    pub truth: Option<Truth>,
    /// For fitting; empty where every step draws afresh.
    pub train: Arc<[f64]>,
    /// For judging.
    pub heldout: Arc<[f64]>,
    /// Least and greatest value of the period (and of the figures).
    pub range: (f64, f64),
}

/// Samples for judging a known density.
const HELDOUT: usize = 4_000;

impl Source {
    /// By the params `data`, `sample`, `modes`, `seed` and the reader's own.
    ///
    /// # Errors
    /// [`ParamError`] where `data` asks for the reader's own and there is none, or a drawn density has
    /// no area.
    pub fn new(values: &Values) -> Result<Self, ParamError> {
        let mut rng = strand(values.seed("seed"), 1);
        let mixture = Truth::Mixture;
        let truth = match values.pick::<Dataset>("data") {
            Dataset::OldFaithful => return Ok(Self::observed(OLD_FAITHFUL.to_vec(), &mut rng)),
            Dataset::Galaxies => return Ok(Self::observed(GALAXIES.to_vec(), &mut rng)),
            Dataset::Own => {
                let own = values.data("numbers");
                if own.is_empty() {
                    return Err(ParamError::new(
                        "numbers",
                        Message::new(
                            "Paste, type or drop at least 8 numbers first.",
                            "请先粘贴、输入或拖入至少 8 个数。",
                        ),
                    ));
                }
                return Ok(Self::observed(own.column(0), &mut rng));
            }
            Dataset::Drawn => {
                Truth::drawn(values.data("drawn").values().to_vec()).ok_or_else(|| {
                    ParamError::new(
                        "drawn",
                        Message::new(
                            "The drawn density has no area: draw it above zero somewhere.",
                            "画出的密度面积为零：请至少在某处画到零以上。",
                        ),
                    )
                })?
            }
            Dataset::Demo10 => mixture(targets::demo10()),
            Dataset::Grid => mixture(targets::grid(values.count("modes"))),
            Dataset::Random => mixture(targets::random(values.count("modes"), &mut rng)),
            Dataset::Sharp => mixture(targets::sharp()),
            Dataset::Claw => mixture(targets::claw()),
        };
        let draw = |n: usize, rng: &mut Rng| -> Arc<[f64]> {
            (0..n)
                .map(|_| {
                    loop {
                        let x = truth.sample(rng);
                        if (-1.0..=1.0).contains(&x) {
                            break x;
                        }
                    }
                })
                .collect()
        };
        let n = values.integer_or_word("sample").map_or(0, |n| n.max(0) as usize);
        let train = draw(n, &mut rng);
        let heldout = draw(HELDOUT, &mut strand(values.seed("seed"), 2));
        Ok(Self { truth: Some(truth), train, heldout, range: (-1.0, 1.0) })
    }

    /// Observations: 70 % for fitting, the rest for judging; the period is their range and a tenth more
    /// on both sides, so that the series' two ends may meet.
    fn observed(mut data: Vec<f64>, rng: &mut Rng) -> Self {
        let (low, high) =
            data.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), &x| (l.min(x), h.max(x)));
        let margin = (high - low) * 0.1;
        shuffle(rng, &mut data);
        let cut = (data.len() * 7 / 10).clamp(1, data.len() - 1);
        let heldout = data.split_off(cut);
        Self {
            truth: None,
            train: data.into(),
            heldout: heldout.into(),
            range: (low - margin, high + margin),
        }
    }
}

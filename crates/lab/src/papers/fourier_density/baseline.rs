//! What the series is compared with.

use figure::Role;

use super::dfp;
use crate::{Text, choices, t};

/// Another estimate of the density.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Baseline {
    /// A Gaussian mixture by EM.
    Em,
    /// A Gaussian mixture by Adam.
    Adam,
    /// The deep factorised model.
    Deep,
    /// A kernel estimate.
    Kernel,
    /// A histogram.
    Histogram,
}

impl Baseline {
    pub(super) const ALL: [Self; 5] =
        [Self::Em, Self::Adam, Self::Deep, Self::Kernel, Self::Histogram];

    /// Name of its series and the end of its read-outs' keys.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Em => "gmm_em",
            Self::Adam => "gmm_adam",
            Self::Deep => "dfp",
            Self::Kernel => "kde",
            Self::Histogram => "histogram",
        }
    }

    pub(super) const fn name(self) -> Text {
        match self {
            Self::Em => t("mixture (EM)", "混合（EM）"),
            Self::Adam => t("mixture (Adam)", "混合（Adam）"),
            Self::Deep => t("deep factorised", "深度分解"),
            Self::Kernel => t("kernel", "核估计"),
            Self::Histogram => t("histogram", "直方图"),
        }
    }

    pub(super) const fn role(self) -> Role {
        Role::Baseline(match self {
            Self::Em => 0,
            Self::Deep => 1,
            Self::Adam => 2,
            Self::Kernel => 3,
            Self::Histogram => 4,
        })
    }

    /// Free parameters with `components` Gaussians, counted like the series' own; NaN where there is no number.
    pub(super) fn parameters(self, components: usize) -> f64 {
        match self {
            Self::Em | Self::Adam => 3.0 * components as f64 - 1.0,
            Self::Deep => dfp::PARAMETERS as f64,
            Self::Kernel | Self::Histogram => f64::NAN,
        }
    }
}

choices! {
    /// Which other estimates are drawn.
    pub(super) Compare {
        Em = "gmm-em", "mixture (EM)", "混合（EM）";
        Adam = "gmm-adam", "mixture (Adam)", "混合（Adam）";
        Deep = "dfp", "deep factorised", "深度分解";
        Kernel = "kde", "kernel", "核估计";
        Histogram = "histogram", "histogram", "直方图";
        All = "all", "all", "全部";
        Nothing = "none", "none", "不比较";
    }
}

impl Compare {
    pub(super) const fn baselines(self) -> &'static [Baseline] {
        match self {
            Self::Em => &[Baseline::Em],
            Self::Adam => &[Baseline::Adam],
            Self::Deep => &[Baseline::Deep],
            Self::Kernel => &[Baseline::Kernel],
            Self::Histogram => &[Baseline::Histogram],
            Self::All => &Baseline::ALL,
            Self::Nothing => &[],
        }
    }
}

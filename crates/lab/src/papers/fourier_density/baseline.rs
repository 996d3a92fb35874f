//! What the series is compared with.

use figure::Role;

use super::{dfp, models::Weights};
use crate::{Text, choices, t};

/// Another estimate of the density.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Baseline {
    /// A Fourier series whose coefficients are free: it may go negative, and then it is no density.
    Plain,
    /// A Gaussian mixture by EM.
    Em,
    /// A Gaussian mixture by Adam.
    Adam,
    /// The same with equal weights, as the post writes it.
    Equal,
    /// The deep factorised model.
    Deep,
    /// A kernel estimate.
    Kernel,
    /// A histogram.
    Histogram,
}

impl Baseline {
    /// Those that are densities: they are judged.
    pub(super) const ALL: [Self; 6] =
        [Self::Em, Self::Adam, Self::Equal, Self::Deep, Self::Kernel, Self::Histogram];

    /// Name of its series and the end of its read-outs' keys.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Em => "gmm_em",
            Self::Adam => "gmm_adam",
            Self::Equal => "gmm_equal",
            Self::Deep => "dfp",
            Self::Kernel => "kde",
            Self::Histogram => "histogram",
        }
    }

    pub(super) const fn name(self) -> Text {
        match self {
            Self::Plain => t("plain series", "普通级数"),
            Self::Em => t("mixture (EM)", "混合（EM）"),
            Self::Adam => t("mixture (Adam)", "混合（Adam）"),
            Self::Equal => t("mixture, equal weights", "等权混合"),
            Self::Deep => t("deep factorised", "深度分解"),
            Self::Kernel => t("kernel", "核估计"),
            Self::Histogram => t("histogram", "直方图"),
        }
    }

    /// Its colour. No light blue next to the model's own; orange serves three that are never drawn together.
    pub(super) const fn role(self) -> Role {
        Role::Baseline(match self {
            Self::Plain | Self::Kernel => 0,
            Self::Em => 1,
            Self::Adam => 2,
            Self::Equal | Self::Histogram => 3,
            Self::Deep => 4,
        })
    }

    /// Which weights its mixture has, if it is one that is trained by Adam.
    pub(super) const fn weights(self) -> Option<Weights> {
        match self {
            Self::Adam => Some(Weights::Free),
            Self::Equal => Some(Weights::Equal),
            Self::Plain | Self::Em | Self::Deep | Self::Kernel | Self::Histogram => None,
        }
    }

    /// Parameters with `components` Gaussians, counted like the series' 2(N + 1); NaN where there is no number.
    pub(super) fn parameters(self, components: usize) -> f64 {
        let k = components as f64;
        match self {
            Self::Em | Self::Adam => 3.0 * k - 1.0,
            Self::Equal => 2.0 * k,
            Self::Deep => dfp::PARAMETERS as f64,
            Self::Plain | Self::Kernel | Self::Histogram => f64::NAN,
        }
    }
}

choices! {
    /// Which other estimates are drawn.
    pub(super) Compare {
        Plain = "plain", "the plain series", "普通级数";
        Em = "gmm-em", "mixture (EM)", "混合（EM）";
        Adam = "gmm-adam", "mixture (Adam)", "混合（Adam）";
        Equal = "gmm-equal", "mixture of equal weights (Adam)", "等权混合（Adam）";
        Deep = "dfp", "deep factorised", "深度分解";
        Kernel = "kde", "kernel", "核估计";
        Histogram = "histogram", "histogram", "直方图";
        All = "all", "all densities", "全部密度";
        Nothing = "none", "none", "不比较";
    }
}

impl Compare {
    pub(super) const fn baselines(self) -> &'static [Baseline] {
        match self {
            Self::Plain => &[Baseline::Plain],
            Self::Em => &[Baseline::Em],
            Self::Adam => &[Baseline::Adam],
            Self::Equal => &[Baseline::Equal],
            Self::Deep => &[Baseline::Deep],
            Self::Kernel => &[Baseline::Kernel],
            Self::Histogram => &[Baseline::Histogram],
            Self::All => &Baseline::ALL,
            Self::Nothing => &[],
        }
    }
}

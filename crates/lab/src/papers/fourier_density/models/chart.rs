//! Where the data live: on a period, or on the whole real line.

/// How data units and the period [−1, 1] correspond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chart {
    /// x = (y − mid) / half.
    Periodic {
        /// Middle of the period.
        mid: f64,
        /// Half its length.
        half: f64,
    },
    /// x = tanh((y − t) / s): the whole real line.
    RealLine {
        /// Location.
        t: f64,
        /// Scale, positive.
        s: f64,
    },
}

impl Chart {
    /// Position on the period.
    pub fn to_period(self, y: f64) -> f64 {
        match self {
            Self::Periodic { mid, half } => (y - mid) / half,
            Self::RealLine { t, s } => libm::tanh((y - t) / s),
        }
    }

    /// Data value at a position on the period; infinite at the ends of the real line.
    pub fn to_data(self, x: f64) -> f64 {
        match self {
            Self::Periodic { mid, half } => mid + half * x,
            Self::RealLine { t, s } => t + s * libm::atanh(x),
        }
    }

    /// dx/dy at data value `y`: turns a density on the period into one of the data.
    pub fn slope(self, y: f64) -> f64 {
        match self {
            Self::Periodic { mid, half } => {
                if (y - mid).abs() <= half {
                    1.0 / half
                } else {
                    0.0
                }
            }
            Self::RealLine { t, s } => {
                // sech² = 1 − tanh², without its cancellation.
                let c = libm::cosh((y - t) / s);
                1.0 / (s * c * c)
            }
        }
    }
}

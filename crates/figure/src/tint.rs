//! A colour for each datum.

use serde::{Deserialize, Serialize};

use crate::{Colormap, Rgba, Role, Theme, theme::value_colour};

/// How the data of one mark come by their colours.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Tint {
    /// All in the colour of the mark's role.
    #[default]
    Role,
    /// In the colour of a role each.
    Roles(Vec<Role>),
    /// By a value each (or a code each, on a categorical map); NaN: none.
    Values {
        /// The values.
        values: Vec<f32>,
        /// Value at the lower and at the upper end of the map; the first and the last code.
        range: (f32, f32),
        /// The map.
        colormap: Colormap,
    },
}

impl Tint {
    /// By codes 0, 1, 2, …
    pub fn codes(codes: impl IntoIterator<Item = u32>) -> Self {
        let values: Vec<f32> = codes.into_iter().map(|c| c as f32).collect();
        let last = values.iter().copied().fold(0.0, f32::max);
        Self::Values { values, range: (0.0, last), colormap: Colormap::Categorical }
    }

    /// The colour of datum `i` with an opacity, for a mark of this role; `None`: it has none.
    pub(crate) fn colour(&self, i: usize, role: Role, opacity: f64, theme: Theme) -> Option<Rgba> {
        let of = |role| {
            let Rgba(r, g, b, _) = theme.role(role);
            Rgba(r, g, b, opacity)
        };
        match self {
            Self::Role => Some(of(role)),
            Self::Roles(roles) => Some(of(roles.get(i).copied().unwrap_or(role))),
            Self::Values { values, range, colormap } => {
                let [r, g, b, a] = value_colour(*values.get(i)?, *range, *colormap, theme);
                (a > 0).then_some(Rgba(r, g, b, opacity))
            }
        }
    }

    /// The value of datum `i`.
    pub(crate) fn value(&self, i: usize) -> Option<f64> {
        match self {
            Self::Values { values, .. } => values.get(i).map(|&v| f64::from(v)),
            Self::Role | Self::Roles(_) => None,
        }
    }

    /// Range and map, if they are worth a bar beside the plot.
    pub(crate) fn scale(&self) -> Option<((f32, f32), Colormap)> {
        match self {
            Self::Values { range, colormap, .. } if *colormap != Colormap::Categorical => {
                Some((*range, *colormap))
            }
            _ => None,
        }
    }
}

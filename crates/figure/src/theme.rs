//! Colours: Okabe–Ito with fixed meanings, for a light and for a dark page.

use crate::{Colormap, Rgba, Role};

/// Which page the figure stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The colour of a role; the same as `--role-…` in `style/tokens.css`.
    pub fn role(self, role: Role) -> Rgba {
        let dark = self == Self::Dark;
        let hex = match role {
            Role::Data if dark => 0xa3a9b0,
            Role::Data => 0x6b7178,
            Role::Model if dark => 0x5ab0f0,
            Role::Model => 0x0072b2,
            Role::Baseline(i) => match (i % 5, dark) {
                (0, false) => 0xe69f00,
                (0, true) => 0xf0ad1f,
                (1, false) => 0x009e73,
                (1, true) => 0x2cc29a,
                (2, false) => 0xcc79a7,
                (2, true) => 0xe09bc2,
                (3, false) => 0x56b4e9,
                (3, true) => 0x8fd0f5,
                (_, false) => 0xb8a800,
                (_, true) => 0xe6d84a,
            },
            Role::Theory if dark => 0xffffff,
            Role::Theory => 0x000000,
            Role::Handle if dark => 0xff7a33,
            Role::Handle => 0xd55e00,
            Role::Note if dark => 0xa3a9b0,
            Role::Note => 0x5b6168,
        };
        rgb(hex)
    }

    /// Text.
    pub fn ink(self) -> Rgba {
        rgb(if self == Self::Dark { 0xe8e8e4 } else { 0x1d1f21 })
    }

    /// Grid lines and frames.
    pub fn line(self) -> Rgba {
        rgb(if self == Self::Dark { 0x33383d } else { 0xdcddd8 })
    }

    /// Grid lines so faint that they can lie beneath words.
    pub(crate) fn line_faint(self) -> Rgba {
        let Rgba(r, g, b, _) = self.line();
        Rgba(r, g, b, 0.45)
    }

    /// Text on a patch of this colour: dark or light, whichever is easier to read.
    pub(crate) fn ink_on(self, patch: Option<Rgba>) -> Rgba {
        let Some(Rgba(r, g, b, a)) = patch else { return self.ink() };
        let Rgba(r0, g0, b0, _) = self.surface();
        let over = |c: u8, c0: u8| f64::from(c0) + a * (f64::from(c) - f64::from(c0));
        let light = 0.2126 * over(r, r0) + 0.7152 * over(g, g0) + 0.0722 * over(b, b0);
        rgb(if light > 125.0 { 0x1d1f21 } else { 0xf4f4f0 })
    }

    /// What the figure stands on.
    pub fn surface(self) -> Rgba {
        rgb(if self == Self::Dark { 0x1b1e21 } else { 0xffffff })
    }
}

impl Role {
    /// The name in CSS classes, custom properties and prose: `model`, `baseline-0`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Model => "model",
            Self::Baseline(i) => match i % 5 {
                0 => "baseline-0",
                1 => "baseline-1",
                2 => "baseline-2",
                3 => "baseline-3",
                _ => "baseline-4",
            },
            Self::Theory => "theory",
            Self::Handle => "handle",
            Self::Note => "note",
        }
    }
}

fn rgb(hex: u32) -> Rgba {
    let [_, r, g, b] = hex.to_be_bytes();
    Rgba(r, g, b, 1.0)
}

/// The colour of a value on a map of this range: a place along it, or the colour of a code (whole numbers
/// from the first of the range) on a categorical map; NaN is transparent.
pub fn value_colour(value: f32, range: (f32, f32), map: Colormap, theme: Theme) -> [u8; 4] {
    if map == Colormap::Categorical && !value.is_nan() {
        return category((value - range.0).round().max(0.0) as usize, theme);
    }
    heat_colour((value - range.0) / (range.1 - range.0), map, theme)
}

/// Hues that stay apart for readers with any colour vision: Okabe–Ito's, then four between them.
const CATEGORIES: [u32; 12] = [
    0x0072b2, 0xe69f00, 0x009e73, 0xcc79a7, 0x56b4e9, 0xd55e00, 0xb8a800, 0x6b7178, 0x7b5ea7,
    0x8c6d31, 0x4f8a8b, 0xa23b4a,
];

/// The colour of a code: twelve hues, then the same paler, then paler still, then from the start.
fn category(code: usize, theme: Theme) -> [u8; 4] {
    let Rgba(r, g, b, _) = rgb(CATEGORIES[code % CATEGORIES.len()]);
    let Rgba(r1, g1, b1, _) = if theme == Theme::Dark { rgb(0xffffff) } else { theme.surface() };
    let shade = [0.0, 0.4, 0.65][code / CATEGORIES.len() % 3]
        + if theme == Theme::Dark { 0.15 } else { 0.0 };
    let mix = |a: u8, b: u8| (f64::from(a) + shade * (f64::from(b) - f64::from(a))).round() as u8;
    [mix(r, r1), mix(g, g1), mix(b, b1), 255]
}

/// The colour of a value scaled to 0..=1 (clamped), on a categorical map of a code divided by eleven; NaN is
/// transparent.
pub fn heat_colour(fraction: f32, map: Colormap, theme: Theme) -> [u8; 4] {
    if fraction.is_nan() {
        return [0; 4];
    }
    if map == Colormap::Categorical {
        let last = (CATEGORIES.len() - 1) as f32;
        return category((fraction.clamp(0.0, 1.0) * last).round() as usize, theme);
    }
    let stops: &[u32] = match (map, theme) {
        // From the page's own surface to ink, through blue-green: perceived lightness is monotone.
        (Colormap::Sequential, Theme::Light) => {
            &[0xf7f8f4, 0xc9e3dd, 0x83c0cf, 0x3d93bd, 0x1b5f99, 0x14305f]
        }
        (Colormap::Sequential, Theme::Dark) => {
            &[0x1b1e21, 0x1c3a57, 0x1f6290, 0x3593b5, 0x7cc6c0, 0xe9f5d8]
        }
        (_, Theme::Light) => {
            &[0x0b4f86, 0x4a9bcb, 0xbcdcec, 0xf6f6f2, 0xf8d9a8, 0xe69f00, 0x8f4e00]
        }
        (_, Theme::Dark) => &[0xa8dcff, 0x4a9bcb, 0x1f4a6b, 0x1b1e21, 0x6b4a10, 0xe69f00, 0xffe0a0],
    };
    let position = fraction.clamp(0.0, 1.0) * (stops.len() - 1) as f32;
    let lower = (position as usize).min(stops.len() - 2);
    let t = position - lower as f32;
    let (a, b) = (stops[lower].to_be_bytes(), stops[lower + 1].to_be_bytes());
    let mix = |i: usize| (f32::from(a[i]) + t * (f32::from(b[i]) - f32::from(a[i]))).round() as u8;
    [mix(1), mix(2), mix(3), 255]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures and the page agree on what every colour is.
    #[test]
    fn role_colours_are_those_of_the_style_sheet() {
        let css = include_str!("../../../style/tokens.css");
        let (light, dark) = css.split_once("[data-theme=\"dark\"]").unwrap();
        let roles = [
            Role::Data,
            Role::Model,
            Role::Baseline(0),
            Role::Baseline(1),
            Role::Baseline(2),
            Role::Baseline(3),
            Role::Baseline(4),
            Role::Theory,
            Role::Handle,
            Role::Note,
        ];
        for (theme, sheet) in [(Theme::Light, light), (Theme::Dark, dark)] {
            for role in roles {
                let Rgba(r, g, b, _) = theme.role(role);
                let line = format!("--role-{}: #{r:02x}{g:02x}{b:02x};", role.name());
                assert!(sheet.contains(&line), "{theme:?}: {line}");
            }
        }
    }

    #[test]
    fn sequential_lightness_is_monotone() {
        for (theme, sign) in [(Theme::Light, -1.0), (Theme::Dark, 1.0)] {
            let lightness: Vec<f64> = (0..=50)
                .map(|i| {
                    let [r, g, b, _] = heat_colour(i as f32 / 50.0, Colormap::Sequential, theme);
                    0.2126 * f64::from(r) + 0.7152 * f64::from(g) + 0.0722 * f64::from(b)
                })
                .collect();
            assert!(lightness.windows(2).all(|w| sign * (w[1] - w[0]) > 0.0), "{theme:?}");
        }
    }
}

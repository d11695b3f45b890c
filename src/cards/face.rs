use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// The name of the typeface in an SVG.
pub const FAMILY: &str = "Schibsted Grotesk";

static MEDIUM: &[u8] = include_bytes!("font/schibsted-grotesk-medium.ttf");
static EXTRA_BOLD: &[u8] = include_bytes!("font/schibsted-grotesk-extrabold.ttf");

static MEDIUM_ADVANCES: LazyLock<Advances> = LazyLock::new(|| Advances::of(MEDIUM));
static EXTRA_BOLD_ADVANCES: LazyLock<Advances> = LazyLock::new(|| Advances::of(EXTRA_BOLD));

/// A weight of the typeface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// What stands beside.
    Medium,
    /// Titles and figures.
    ExtraBold,
}

impl Face {
    /// All faces.
    pub(super) const ALL: [Self; 2] = [Self::Medium, Self::ExtraBold];

    /// The weight in an SVG.
    pub fn weight(self) -> u16 {
        match self {
            Self::Medium => 500,
            Self::ExtraBold => 800,
        }
    }

    /// The file of the face.
    pub(super) fn file(self) -> &'static [u8] {
        match self {
            Self::Medium => MEDIUM,
            Self::ExtraBold => EXTRA_BOLD,
        }
    }

    /// The width of a text in pixels at a size in pixels, without kerning: nearly always a little more than it takes. A letter that the
    /// face lacks is counted as wide as the size.
    pub fn width(self, text: &str, size: f64) -> f64 {
        let advances = self.advances();
        text.chars().map(|c| advances.0.get(&c).map_or(size, |advance| f64::from(*advance) * size)).sum()
    }

    /// A text as it can be drawn: without the signs that print nothing. `None` where it has a letter that the face lacks, such as one of
    /// a script other than Latin, or where nothing is left.
    pub fn drawable(self, text: &str) -> Option<Cow<'_, str>> {
        let text: Cow<'_, str> = match text.contains(is_invisible) {
            true => text.replace(is_invisible, "").into(),
            false => text.into(),
        };
        let advances = self.advances();
        let known = !text.trim().is_empty() && text.chars().all(|c| c == '\n' || advances.0.contains_key(&c));
        known.then_some(text)
    }

    fn advances(self) -> &'static Advances {
        match self {
            Self::Medium => &MEDIUM_ADVANCES,
            Self::ExtraBold => &EXTRA_BOLD_ADVANCES,
        }
    }
}

/// Signs that say where a line may break or how letters join, and print nothing in a Latin text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// How wide each letter of a face is, in parts of its size.
struct Advances(HashMap<char, f32>);

impl Advances {
    fn of(file: &[u8]) -> Self {
        let font = FontRef::new(file).expect("the typeface is part of the program");
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let letters = font.charmap().mappings().filter_map(|(code, glyph)| {
            let c = char::from_u32(code).filter(|c| !c.is_control())?;
            Some((c, metrics.advance_width(glyph)?))
        });
        Self(letters.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_their_widths() {
        let (narrow, wide) = (Face::Medium.width("ill", 100.0), Face::Medium.width("MWM", 100.0));
        assert!(narrow > 50.0 && narrow * 2.0 < wide && wide < 350.0, "{narrow} {wide}");
        assert!(Face::ExtraBold.width("Backend", 64.0) > Face::Medium.width("Backend", 64.0));
        assert_eq!(Face::Medium.width("ab", 20.0) * 2.0, Face::Medium.width("ab", 40.0));
    }

    #[test]
    fn only_a_text_all_of_whose_letters_are_known_is_drawable() {
        for text in ["Conseiller à l’emploi", "Łódź – Ærø", "50 % & <more>", "Tên"] {
            assert_eq!(Face::ExtraBold.drawable(text).as_deref(), Some(text));
        }
        for text in ["開発者", "مطور", "מפתח", "Разработчик", "Developer 👩‍💻", "\u{202e}Developer", "\u{200b}", " "]
        {
            assert_eq!(Face::ExtraBold.drawable(text), None, "{text}");
        }
        assert_eq!(Face::ExtraBold.drawable("Web\u{ad}developer").as_deref(), Some("Webdeveloper"));
    }
}

use std::fmt;
use std::ops::Deref;

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use super::Invalid;
use crate::diagnostic::Code;

/// A text that is not empty, has no space around it and no control character in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Text(String);

impl Text {
    /// Checks a text.
    ///
    /// # Errors
    /// When nothing is in it, or a control character other than tab and line break.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        let trimmed = text.trim();
        if matches!(trimmed, "" | "~") {
            return Err(Invalid::new(Code::EmptyText, "the text is empty")
                .help("write the text; where the key is not required, it can be removed"));
        }
        if let Some(control) = trimmed.chars().find(|c| is_refused(*c)) {
            return Err(Invalid::new(Code::ControlCharacter, format!("control character U+{:04X}", control as u32))
                .help("write the text without it"));
        }
        Ok(Self(trimmed.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a character may not stand in content: controls other than tab and line breaks, marks that reverse the direction of
/// what follows, and what Unicode promises never to assign.
fn is_refused(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

struct TextVisitor;

impl Visitor<'_> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Text, E> {
        Text::new(text).map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Text {
    /// Numbers are taken as they are written: `1.10` stays `1.10`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(TextVisitor)
    }
}

macro_rules! text_newtype {
    ($($(#[doc = $doc:literal])+ $name:ident),+) => {
        $($(#[doc = $doc])+
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(Text);

        impl $name {
            /// The text as it was written.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        })+
    };
}

text_newtype! {
    /// A text in which Markdown works, without headings and footnotes.
    Prose,
    /// A reference as an author wrote it: the id or slug of something that may not exist.
    Reference
}

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use borsh::{BorshDeserialize, BorshSerialize};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use super::Invalid;
use crate::diagnostic::Code;

/// A text that is not empty, has no space around it and no control character in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Text(String);

impl Text {
    /// Longest text in characters: some twenty pages of a book.
    pub const LONGEST: usize = 50_000;

    /// Checks a text.
    ///
    /// # Errors
    /// When nothing is in it, a control character other than tab and line break, or more than [`LONGEST`](Self::LONGEST) characters.
    pub fn new(text: &str) -> Result<Self, Invalid> {
        let trimmed = text.trim();
        if matches!(trimmed, "" | "~") {
            return Err(Invalid::new(Code::EmptyText, "the text is empty")
                .help("write the text; where the key is not required, it can be removed"));
        }
        if let Some(control) = first_refused(trimmed) {
            return Err(Invalid::new(Code::ControlCharacter, format!("control character U+{:04X}", control as u32))
                .help("write the text without it"));
        }
        if trimmed.len() > Self::LONGEST && trimmed.chars().count() > Self::LONGEST {
            return Err(Invalid::new(Code::TooLarge, "the text is longer than 50,000 characters")
                .help("shorten it; what is longer stands in a Markdown file"));
        }
        Ok(Self(trimmed.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The schema of a text that must not be a number: where a mapping can stand in its place.
    pub(super) fn plain_form() -> Schema {
        json_schema!({
            "type": "string",
            "pattern": r"^(?!\s*~?\s*$)[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]*$",
            "patternErrorMessage": "expected a text that is not empty and holds no control characters",
            "maxLength": Self::LONGEST,
        })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let mut schema = Self::plain_form();
        schema.insert("type".to_owned(), vec!["string", "number", "boolean"].into());
        schema
    }
}

/// The first character of a text that may not stand in content.
fn first_refused(text: &str) -> Option<char> {
    // Most texts have not even a byte with which one of them begins, and bytes are quicker to look at than characters.
    let may_begin = |byte: u8| match byte {
        b'\t' | b'\n' | b'\r' => false,
        byte => byte.is_ascii_control() || matches!(byte, 0xc2 | 0xe2 | 0xef),
    };
    // All of them are looked at, whatever is found, so that many are looked at at once.
    let found = text.bytes().fold(false, |found, byte| found | may_begin(byte));
    if found { text.chars().find(|c| is_refused(*c)) } else { None }
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
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize, JsonSchema, BorshSerialize, BorshDeserialize)]
        #[serde(transparent)]
        #[schemars(with = "Text")]
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

impl Reference {
    /// Whether it is the word that stands for no source at all.
    pub fn is_none(&self) -> bool {
        self.as_str() == NO_SOURCE
    }
}

/// What a `source` says where none is named, whatever stands further out.
pub const NO_SOURCE: &str = "none";

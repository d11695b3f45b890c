use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;
use serde_json::json;

use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid};
use crate::diagnostic::Code;

/// A name that is part of an address: lower-case ASCII letters and digits in groups joined by single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Slug(String);

impl Slug {
    /// Longest slug in bytes: with its ending it still fits every file system.
    pub const LONGEST: usize = 200;

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Makes a slug from any text: letters and digits stay, the rest becomes hyphens. `None` where nothing is left.
    pub fn from_title(title: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in title.chars() {
            match c.to_ascii_lowercase() {
                c if c.is_ascii_alphanumeric() && slug.len() < Self::LONGEST => slug.push(c),
                '\'' | '’' => {}
                _ if !slug.is_empty() && !slug.ends_with('-') && slug.len() < Self::LONGEST => slug.push('-'),
                _ => {}
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        (!slug.is_empty()).then_some(Self(slug))
    }
}

impl Slug {
    /// Reads the id of a tool, an industry or a source: a slug in which a dot may join two groups, as in `onet-29.3`.
    ///
    /// # Errors
    /// When the text breaks these rules.
    pub fn from_id(text: &str) -> Result<Self, Invalid> {
        let groups = text.split('.').all(|part| !part.is_empty()) && !text.contains(".-") && !text.contains("-.");
        if !groups || !text.contains('.') {
            return Self::from_text(text);
        }
        if is_device_name(text) {
            return Err(reserved(text));
        }
        Self::from_text(&text.replace('.', "-"))
            .map(|_| Self(text.to_owned()))
            .map_err(|invalid| Invalid { message: format!("`{text}` cannot be part of an address"), ..invalid })
    }

    /// How the id of a tool, an industry or a source may be written: what [`from_id`](Self::from_id) takes.
    pub fn id_form() -> Form {
        let reserved = RESERVED.join("|");
        Form::text(&format!(r"(?!(?:{reserved})(?:\.|\s*$))[a-z0-9]+(?:[-.][a-z0-9]+)*")).longest(Self::LONGEST)
    }
}

/// Names that Windows gives to devices; a file of such a name cannot be made there.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Whether Windows gives a name to a device, as it does with `con`, `AUX.txt` and `com¹`: what stands behind the first dot does not matter.
pub fn is_device_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end_matches(' ').to_lowercase();
    let stem = stem.replace('¹', "1").replace('²', "2").replace('³', "3");
    RESERVED.contains(&stem.as_str()) || matches!(stem.as_str(), "conin$" | "conout$")
}

fn reserved(text: &str) -> Invalid {
    Invalid::new(Code::InvalidSlug, format!("`{text}` cannot be part of an address"))
        .help("Windows keeps this name for a device; choose another")
}

impl Scalar for Slug {
    const EXPECTING: &'static str = "a slug such as `data-engineer`";

    fn form() -> Form {
        let reserved = RESERVED.join("|");
        Form::natural_number()
            .or_text(&format!(r"(?!(?:{reserved})\s*$)[a-z0-9]+(?:-[a-z0-9]+)*"))
            .longest(Self::LONGEST)
            .examples(json!(["data-engineer"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let groups = !text.is_empty()
            && text
                .split('-')
                .all(|group| !group.is_empty() && group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        if groups && text.len() <= Self::LONGEST && !RESERVED.contains(&text) {
            return Ok(Self(text.to_owned()));
        }
        if RESERVED.contains(&text) {
            return Err(reserved(text));
        }
        let invalid = Invalid::new(Code::InvalidSlug, format!("`{text}` cannot be part of an address"));
        if text.len() > Self::LONGEST {
            return Err(invalid.help(format!("use at most {} characters", Self::LONGEST)));
        }
        let example = Self::from_title(text).map_or(String::new(), |slug| format!(", such as `{slug}`"));
        Err(invalid.help(format!("use lower-case letters, digits and single hyphens{example}")))
    }
}

deserialize_scalar!(Slug);

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use super::tree::NodeId;
use super::wording;
use crate::diagnostic::{Code, did_you_mean};
use crate::model::Invalid;

/// Why a value could not be decoded: the error of the walk's deserializer.
#[derive(Debug)]
pub(super) struct Trouble {
    /// Where it arose: the innermost value that was being decoded. Unknown while the error is on its way out of serde.
    pub at: Option<Spot>,
    pub what: What,
}

/// What a deserializer of the walk stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// A value or key of the file.
    Node(NodeId),
    /// A stand-in for a value that the file lacks, by its number.
    Invented(usize),
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum What {
    /// Something that is written down already, or that follows from it.
    Known,
    /// A required key is absent.
    MissingKey(&'static str),
    /// A key that the format does not know.
    UnknownKey { name: String, known: &'static [&'static str] },
    /// Anything else.
    Refused(Invalid),
}

impl Trouble {
    /// Trouble that needs no fault of its own.
    pub fn known(at: Spot) -> Self {
        Self { at: Some(at), what: What::Known }
    }

    /// A value that breaks a rule.
    pub fn refused(invalid: Invalid) -> Self {
        Self { at: None, what: What::Refused(invalid) }
    }

    /// Says where it arose, unless that is known more closely.
    #[must_use]
    pub fn at(mut self, spot: Spot) -> Self {
        self.at.get_or_insert(spot);
        self
    }

    fn mismatch(unexpected: Unexpected<'_>, expected: &dyn Expected) -> String {
        format!("expected {}, found {}", wording::wanted(&expected.to_string()), wording::found(unexpected))
    }
}

impl de::Error for Trouble {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let text = message.to_string();
        Self::refused(Invalid::from_custom(&text).unwrap_or_else(|| Invalid::new(Code::WrongType, text)))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let off_range = matches!(unexpected, Unexpected::Signed(_) | Unexpected::Unsigned(_))
            && wording::is_integer(&expected.to_string());
        let code = if off_range { Code::OutOfRange } else { Code::WrongType };
        Self::refused(Invalid::new(code, Self::mismatch(unexpected, expected)))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let number = matches!(unexpected, Unexpected::Signed(_) | Unexpected::Unsigned(_) | Unexpected::Float(_));
        let code = if number { Code::OutOfRange } else { Code::WrongType };
        Self::refused(Invalid::new(code, Self::mismatch(unexpected, expected)))
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let wanted = wording::wanted(&expected.to_string());
        Self::refused(Invalid::new(Code::WrongType, format!("expected {wanted}, found {length}")))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let suggestion = did_you_mean(variant, expected.iter().copied());
        let message = match variant {
            "" => "expected a word, found nothing".to_owned(),
            _ => format!("unknown word `{variant}`{suggestion}"),
        };
        let help = format!("allowed: {}", wording::names(expected));
        Self::refused(Invalid::new(Code::UnknownWord, message).help(help))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self { at: None, what: What::UnknownKey { name: field.to_owned(), known: expected } }
    }

    fn missing_field(field: &'static str) -> Self {
        Self { at: None, what: What::MissingKey(field) }
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::refused(Invalid::new(Code::DuplicateKey, repeated_key(field)))
    }
}

/// Says that a key stands twice.
pub(super) fn repeated_key(key: &str) -> String {
    format!("the key `{key}` stands twice")
}

/// Says that a required key is absent.
pub(super) fn missing_key(key: &str) -> String {
    format!("the key `{key}` is missing")
}

/// An unknown key as a broken rule.
pub(super) fn unknown_key(name: &str, known: &[&str]) -> Invalid {
    let invalid =
        Invalid::new(Code::UnknownKey, format!("unknown key `{name}`{}", did_you_mean(name, known.iter().copied())));
    if known.is_empty() { invalid } else { invalid.help(format!("known here: {}", wording::names(known))) }
}

impl std::error::Error for Trouble {}

/// The form that [`Invalid::from_custom`] takes apart, so that nothing is lost if a visitor wraps the error in a custom one.
impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Known => write!(f, "follows from another fault"),
            What::MissingKey(name) => Invalid::new(Code::MissingKey, missing_key(name)).fmt(f),
            What::UnknownKey { name, known } => unknown_key(name, known).fmt(f),
            What::Refused(invalid) => invalid.fmt(f),
        }
    }
}

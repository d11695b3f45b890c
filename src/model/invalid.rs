use std::fmt;

use crate::diagnostic::Code;

/// Separates the parts of an [`Invalid`] on its way through a deserializer; refused in every text, so it cannot be content.
const SEPARATOR: char = '\u{1f}';

/// A value that breaks a rule of the model.
///
/// It passes through serde as the text of a custom error. [`Invalid::from_custom`] takes that text apart again, so that the
/// kind of the problem and the help are not lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// What kind of problem it is.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: Option<String>,
}

impl Invalid {
    /// A broken rule without help.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None }
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// The broken rule inside the text of a custom error, if it holds one.
    pub fn from_custom(text: &str) -> Option<Self> {
        let mut parts = text.split(SEPARATOR);
        let (message, code, help) = (parts.next()?, parts.next()?, parts.next()?);
        let code = Code::ALL.iter().copied().find(|known| known.as_str() == code)?;
        Some(Self { code, message: message.to_owned(), help: (!help.is_empty()).then(|| help.to_owned()) })
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let help = self.help.as_deref().unwrap_or_default();
        write!(f, "{}{SEPARATOR}{}{SEPARATOR}{help}", self.message, self.code)
    }
}

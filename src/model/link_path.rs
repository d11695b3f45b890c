use serde_json::json;

use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid};
use crate::diagnostic::Code;

/// The path, from the root of a site, of a symbolic link that may lead out of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPath(String);

impl LinkPath {
    /// The path, with `/` between its parts.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Scalar for LinkPath {
    const EXPECTING: &'static str = "the path of a link, such as `static/shared`";

    fn form() -> Form {
        let part = r"(?!\.{1,2}(?:/|\s*$))[^\s/\\][^/\\]*";
        Form::text(&format!(r"(?!content(?:/site\.yaml)?\s*$)(?:content|templates|static)(?:/{part})*"))
            .examples(json!(["static/shared"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        let plain = |part: &str| {
            !matches!(part, "" | "." | "..") && !part.contains('\\') && !part.starts_with(char::is_whitespace)
        };
        let below = text.split('/').next().is_some_and(|first| matches!(first, "content" | "templates" | "static"));
        let message = format!("`{text}` is not the path of a link that can be followed");
        let invalid = Invalid::new(Code::UnknownWord, message);
        if matches!(text, "content" | "content/site.yaml") {
            return Err(
                invalid.help("`site.yaml` stands in the site's own folder, since it says which links are followed")
            );
        }
        if below && text.split('/').all(plain) {
            return Ok(Self(text.to_owned()));
        }
        Err(invalid
            .help("write its path from the site's folder, below `content/`, `templates/` or `static/`, with `/` between the parts and without `..`"))
    }
}

deserialize_scalar!(LinkPath);

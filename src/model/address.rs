use std::fmt;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;
use serde_json::json;

use super::pattern::web_address;
use super::scalar::{Scalar, deserialize_scalar};
use super::{Form, Invalid};
use crate::diagnostic::Code;

/// An address of another site: `https` or `http`, with a host.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, BorshSerialize, BorshDeserialize)]
pub struct Address(String);

impl Address {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its scheme, host and port, such as `https://example.org`.
    pub fn origin(&self) -> String {
        let url = url::Url::parse(&self.0).expect("an address was read as one");
        url.origin().ascii_serialization()
    }

    /// Its host, without `www.`; how a reader knows where a link leads.
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.0.as_str(), |(_, rest)| rest);
        let authority = rest.split(['/', '?', '#']).next().unwrap_or(rest);
        authority.strip_prefix("www.").unwrap_or(authority)
    }
}

impl Scalar for Address {
    const EXPECTING: &'static str = "an address such as `https://example.org/page`";

    fn form() -> Form {
        Form::text(&web_address(r"(?:[/\\?#].*)?")).examples(json!(["https://example.org/page"]))
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        match url::Url::parse(text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty() => {
                Ok(Self(url.into()))
            }
            Ok(url) if !matches!(url.scheme(), "http" | "https") => {
                Err(Invalid::new(Code::InvalidAddress, format!("addresses with `{}:` are not allowed", url.scheme()))
                    .help("use an address that begins with `https://`"))
            }
            _ => Err(Invalid::new(Code::InvalidAddress, format!("`{text}` is not an address"))
                .help("write it whole, such as `https://example.org/page`")),
        }
    }
}

deserialize_scalar!(Address);

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

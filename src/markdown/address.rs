use url::Url;

use super::fault::shown;

/// The address of a link or an image, without the spaces around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address<'a> {
    /// A path or an anchor, which whoever knows the site has to judge.
    Inside(&'a str),
    /// A page of the web: `http:` or `https:` with a host.
    Web(&'a str),
    /// `mailto:` or `tel:`.
    Contact(&'a str),
}

/// Why an address is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: &'static str,
}

impl<'a> Address<'a> {
    /// Tells the kinds of addresses apart.
    ///
    /// A browser drops tabs and line ends from an address and control characters from its ends before it looks for the
    /// scheme, so an address with any of them is refused, whatever it spells.
    pub fn read(target: &'a str) -> Result<Self, Refusal> {
        if target.chars().any(char::is_control) {
            let message = format!("`{}` holds a control character", shown(target));
            return Err(Refusal { message, help: "remove it; a space in an address is `%20`" });
        }
        let target = target.trim_matches(' ');
        if target.is_empty() {
            return Err(Refusal {
                message: "an address without anything in it".to_owned(),
                help: "write where it leads",
            });
        }
        // Browsers read a backslash as a slash here.
        if matches!(target.as_bytes(), [b'/' | b'\\', b'/' | b'\\', ..]) {
            let message = format!("`{}` has no scheme", shown(target));
            return Err(Refusal {
                message,
                help: "write `https://` before the host, or one slash for a path of this site",
            });
        }
        let Some((scheme, rest)) = split_scheme(target) else { return Ok(Self::Inside(target)) };
        match scheme.to_ascii_lowercase().as_str() {
            "http" | "https" if rest.starts_with("//") && Url::parse(target).is_ok_and(|url| url.has_host()) => {
                Ok(Self::Web(target))
            }
            "http" | "https" => {
                let message = format!("`{}` is not an address of the web", shown(target));
                Err(Refusal { message, help: "write it as in `https://example.org/page`" })
            }
            "mailto" | "tel" if !rest.trim().is_empty() => Ok(Self::Contact(target)),
            "mailto" | "tel" => {
                let message = format!("`{}` has nothing after its scheme", shown(target));
                Err(Refusal { message, help: "write whom it reaches" })
            }
            _ => {
                let message = format!("the scheme `{}:` is not allowed", shown(scheme));
                let help = "use `https:`, `http:`, `mailto:` or `tel:`; a path with a colon begins with `./`";
                Err(Refusal { message, help })
            }
        }
    }
}

/// Scheme and rest of an address, where it begins with a scheme as RFC 3986 (section 3.1) has it.
fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let mut letters = scheme.chars();
    let is_scheme = letters.next()?.is_ascii_alphabetic()
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some((scheme, rest))
}

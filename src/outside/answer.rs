use url::Url;

/// What came of asking for an address.
#[derive(Clone, Debug)]
pub(super) enum Answer {
    /// There is a page.
    Good,
    /// There is one, at another address for good.
    Moved(Url),
    /// The last server that was asked refuses, in this status; `from` is where redirects led, where there were any.
    Refusal { status: u16, from: Option<Url> },
    /// A redirect that is not followed: why, and how to mend it.
    Astray(String, &'static str),
    /// Nobody answers: why.
    Silence(String),
}

impl Answer {
    /// What there is to say of a link to the address, and what to do about it.
    pub fn note(&self, url: &Url) -> Option<(String, String)> {
        let (message, help) = match self {
            Self::Good => return None,
            Self::Moved(to) => (format!("`{url}` has moved for good to `{to}`"), "write the new address".to_owned()),
            Self::Refusal { status, from } => {
                let led = from.as_ref().map(|from| format!(", which leads to `{from}`,")).unwrap_or_default();
                let (what, help) = refusal(*status);
                (format!("`{url}`{led} {what}: the server answers {status}"), help.to_owned())
            }
            Self::Astray(what, help) => (format!("`{url}` {what}"), (*help).to_owned()),
            Self::Silence(why) => {
                (format!("`{url}` does not answer: {why}"), "check the address, or look again later".to_owned())
            }
        };
        Some((message, help))
    }
}

/// What a status says of a page, and what to do about it.
fn refusal(status: u16) -> (&'static str, &'static str) {
    match status {
        404 => ("does not exist", "look where the page went, or name an archived copy of it"),
        410 => ("is gone for good", "look where the page went, or name an archived copy of it"),
        401 | 402 | 403 | 405 | 406 | 451 => {
            ("is not shown to a program", "open it in a browser; where it is there, nothing is wrong with the link")
        }
        408 | 425 | 429 | 500.. => ("cannot be looked at now", "look again later"),
        _ => ("cannot be looked at", "open it in a browser, and correct the address where it is wrong"),
    }
}

use std::net::IpAddr;

use hyper::header::{HOST, HeaderMap, ORIGIN};
use hyper::http::uri::{Authority, Uri};
use percent_encoding::percent_decode_str;

/// The names under which a preview answers.
///
/// A page of another site can have its own name lead to this machine and then read what answers there. So a name has to be one that
/// leads nowhere else. An address in figures is nobody's name.
pub(super) struct Hosts {
    /// The name that was asked for, besides those of this machine.
    named: String,
    /// Whether other machines can ask.
    open: bool,
}

impl Hosts {
    /// The names of a server that listens on an interface, by the name that was asked for and its address.
    pub fn new(named: &str, address: IpAddr) -> Self {
        Self { named: named.to_ascii_lowercase(), open: !address.is_loopback() }
    }

    /// Whether a name, with or without a port, is one of them.
    fn has(&self, authority: &Authority) -> bool {
        let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        if bare == "localhost" || bare.ends_with(".localhost") || bare == self.named {
            return true;
        }
        bare.parse::<IpAddr>().is_ok_and(|ip| self.open || ip.is_loopback())
    }

    /// Whether a request names this server, and comes from none of another site's pages.
    ///
    /// # Errors
    /// What it names instead.
    pub fn admit(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
        let mut names = headers.get_all(HOST).iter();
        let name = names.next().and_then(|name| name.to_str().ok()?.parse::<Authority>().ok());
        let (Some(name), None) = (name, names.next()) else { return Err(Refusal::NoHost) };
        // A request to a proxy names its host in its first line too.
        if !self.has(&name) || uri.authority().is_some_and(|named| !self.has(named)) {
            return Err(Refusal::ForeignHost(name.host().to_owned()));
        }
        match headers.get(ORIGIN) {
            None => Ok(()),
            Some(origin) if origin.to_str().is_ok_and(|origin| origin == format!("http://{name}")) => Ok(()),
            Some(_) => Err(Refusal::ForeignOrigin),
        }
    }
}

/// Why a request is not answered.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It names no host, or several.
    NoHost,
    /// It names a host that this is not.
    ForeignHost(String),
    /// A page of another site asks.
    ForeignOrigin,
}

/// The path that a request means, decoded, without its first `/`. `None` where no output can have it: it is not UTF-8, or has a part that
/// is empty or stands for another folder, or a character that no path of a site has.
pub(super) fn path(uri: &Uri) -> Option<String> {
    let decoded = percent_decode_str(uri.path().strip_prefix('/')?).decode_utf8().ok()?;
    let (folders, _) = decoded.rsplit_once('/').unwrap_or_default();
    let odd = |part: &str| matches!(part, "." | "..");
    let empty = decoded.starts_with('/') || decoded.contains("//");
    let wrong = decoded.contains(|c: char| c.is_control() || c == '\\');
    (!empty && !wrong && !folders.split('/').any(odd) && !decoded.rsplit('/').next().is_some_and(odd))
        .then(|| decoded.into_owned())
}

/// The value of a field of a query, decoded.
pub(super) fn field(uri: &Uri, name: &str) -> Option<String> {
    let pairs = url::form_urlencoded::parse(uri.query()?.as_bytes());
    pairs.into_iter().find(|(field, _)| field == name).map(|(_, value)| value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admit(named: &str, ip: &str, headers: &[(hyper::header::HeaderName, &str)]) -> Result<(), Refusal> {
        let hosts = Hosts::new(named, ip.parse().expect("the test's address is one"));
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, value.parse().expect("the test's header is one"));
        }
        hosts.admit(&Uri::from_static("/"), &map)
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let loopback = |host: &str| admit("127.0.0.1", "127.0.0.1", &[(HOST, host)]);
        for own in [
            "localhost",
            "localhost:8000",
            "LOCALHOST:8000",
            "a.localhost",
            "127.0.0.1:8000",
            "127.9.9.9",
            "[::1]:8000",
            "localhost.",
        ] {
            assert_eq!(loopback(own), Ok(()), "{own}");
        }
        for foreign in [
            "example.org",
            "localhost.example.org:8000",
            "notlocalhost",
            "192.168.1.2",
            "127.0.0.1.nip.io",
            "[2001:db8::1]",
            "0.0.0.0",
        ] {
            assert!(matches!(loopback(foreign), Err(Refusal::ForeignHost(_))), "{foreign}");
        }
        assert_eq!(admit("127.0.0.1", "127.0.0.1", &[]), Err(Refusal::NoHost));
        assert_eq!(admit("127.0.0.1", "127.0.0.1", &[(HOST, "localhost"), (HOST, "localhost")]), Err(Refusal::NoHost));
    }

    #[test]
    fn a_host_that_is_asked_for_is_answered_too() {
        assert_eq!(admit("desk.example", "192.168.1.2", &[(HOST, "desk.example:8000")]), Ok(()));
        assert_eq!(admit("0.0.0.0", "0.0.0.0", &[(HOST, "192.168.1.2:8000")]), Ok(()));
        assert!(admit("0.0.0.0", "0.0.0.0", &[(HOST, "evil.example")]).is_err());
    }

    #[test]
    fn pages_of_other_sites_are_not_answered() {
        let from = |origin: &str| admit("127.0.0.1", "127.0.0.1", &[(HOST, "localhost:8000"), (ORIGIN, origin)]);
        assert_eq!(from("http://localhost:8000"), Ok(()));
        for foreign in [
            "http://localhost:3000",
            "https://localhost:8000",
            "http://evil.example",
            "null",
            "http://localhost:8000.evil.example",
        ] {
            assert_eq!(from(foreign), Err(Refusal::ForeignOrigin), "{foreign}");
        }
    }

    #[test]
    fn paths_are_decoded_once_and_lead_nowhere_else() {
        let path = |text: &str| text.parse().ok().and_then(|uri| super::path(&uri));
        assert_eq!(path("/"), Some(String::new()));
        assert_eq!(path("/a/b/"), Some("a/b/".to_owned()));
        assert_eq!(path("/stra%C3%9Fe.txt?x=1"), Some("straße.txt".to_owned()));
        assert_eq!(path("/a%252e"), Some("a%2e".to_owned()));
        for odd in [
            "/..",
            "/../x",
            "/a/../b",
            "/%2e%2e/x",
            "/a/%2E./b",
            "/.",
            "/a/./b",
            "//a",
            "/a//b",
            "/a%2f%2fb",
            "/a%5cb",
            "/a%00b",
            "/%ff",
            "/a%0ab",
        ] {
            assert_eq!(path(odd), None, "{odd}");
        }
    }
}

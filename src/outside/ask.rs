use std::collections::HashMap;
use std::error::Error as _;
use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::{Method, Request, StatusCode, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};
use url::{Host, Url};

use super::network::is_private;

/// What one request is answered with.
pub(super) enum Reply {
    /// A status, and where it sends the asker.
    Status { status: u16, location: Option<String> },
    /// A redirect led into the own network; nobody was asked there.
    Private,
    /// Nobody answers: why.
    Silence(String),
}

/// Which addresses of the network may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// All: the author wrote the address.
    Everywhere,
    /// Public ones: another site sent the asker there.
    Public,
}

/// Sends requests.
pub(super) struct Asker {
    everywhere: Agent,
    public: Agent,
    privacy: Privacy,
}

/// Which hosts turned out to be in the own network.
type Privacy = Arc<Mutex<HashMap<String, bool>>>;

/// The words of the error with which an address of the own network is refused.
const REFUSED: &str = "an address of the own network";

/// What is said of a host with which no secure connection is possible.
const INSECURE: &str = "no secure connection can be made, or its certificate cannot be trusted";

impl Asker {
    /// An asker that waits so long for an answer.
    pub fn new(patience: Duration) -> Self {
        let config = Config::builder()
            .user_agent(format!("foretask/{} (link check)", env!("CARGO_PKG_VERSION")))
            .timeout_global(Some(patience))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        let privacy = Privacy::default();
        let agent = |reach| {
            let finder = Finder { reach, privacy: Arc::clone(&privacy), inner: DefaultResolver::default() };
            Agent::with_parts(config.clone(), DefaultConnector::default(), finder)
        };
        Self { everywhere: agent(Reach::Everywhere), public: agent(Reach::Public), privacy }
    }

    /// How far a redirect from a host may reach: from the own network everywhere.
    pub fn reach_from(&self, url: &Url) -> Reach {
        let known = self.privacy.lock().unwrap_or_else(PoisonError::into_inner);
        let private = url.host_str().and_then(|host| known.get(bare(host))).copied();
        if private == Some(true) { Reach::Everywhere } else { Reach::Public }
    }

    /// Asks for the head of a page, and for the page itself where the head is refused: not every server knows what a head is.
    pub fn ask(&self, url: &Url, reach: Reach) -> Reply {
        if reach == Reach::Public && names_private(url) {
            return Reply::Private;
        }
        let reply = self.send(Method::HEAD, url, reach);
        match reply {
            // Asking again at once is what these ask not to do.
            Reply::Status { status: 429 | 503, .. } => reply,
            Reply::Status { status: 400.., .. } => match self.send(Method::GET, url, reach) {
                // Somebody did answer before.
                Reply::Silence(_) => reply,
                page => page,
            },
            Reply::Status { .. } | Reply::Private | Reply::Silence(_) => reply,
        }
    }

    fn send(&self, method: Method, url: &Url, reach: Reach) -> Reply {
        let agent = if reach == Reach::Everywhere { &self.everywhere } else { &self.public };
        let request = match Request::builder().method(method).uri(url.as_str()).body(()) {
            Ok(request) => request,
            Err(_) => return Reply::Silence("no request can be made of the address".to_owned()),
        };
        // A proxy leads out of the own network, not into it.
        let request = if names_private(url) { agent.configure_request(request).proxy(None).build() } else { request };
        match agent.run(request) {
            Ok(response) => {
                let location = response.headers().get("location").and_then(|value| value.to_str().ok());
                let sends_on = matches!(
                    response.status(),
                    StatusCode::MOVED_PERMANENTLY
                        | StatusCode::FOUND
                        | StatusCode::SEE_OTHER
                        | StatusCode::TEMPORARY_REDIRECT
                        | StatusCode::PERMANENT_REDIRECT
                );
                let location = location.filter(|_| sends_on).map(str::to_owned);
                Reply::Status { status: response.status().as_u16(), location }
            }
            Err(Error::Other(error)) if error.to_string() == REFUSED => Reply::Private,
            Err(error) => Reply::Silence(why(&error, url)),
        }
    }
}

/// Whether an address names a host of the own network by its number, or this computer.
fn names_private(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_private(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_private(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        None => false,
    }
}

/// Why nobody answers.
fn why(error: &Error, url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match error {
        Error::HostNotFound => format!("no host is named `{host}`"),
        Error::Timeout(_) => "it takes too long".to_owned(),
        Error::ConnectionFailed => "no connection can be made".to_owned(),
        Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused => "the connection is refused".to_owned(),
            io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof => "the connection breaks off".to_owned(),
            // So the reader of a secure connection calls what it cannot take, certificates included.
            io::ErrorKind::InvalidData if url.scheme() == "https" => INSECURE.to_owned(),
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "it takes too long".to_owned(),
            _ if error.to_string().contains("lookup address") => format!("no host is named `{host}`"),
            _ => match error.source() {
                Some(source) => format!("no connection can be made ({source})"),
                None => format!("no connection can be made ({error})"),
            },
        },
        Error::Tls(_) | Error::Rustls(_) => INSECURE.to_owned(),
        _ => format!("its answer cannot be understood ({error})"),
    }
}

/// Finds the addresses of hosts, and refuses those that may not be asked.
#[derive(Debug)]
struct Finder {
    reach: Reach,
    privacy: Privacy,
    inner: DefaultResolver,
}

impl Resolver for Finder {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let private = found.iter().any(|address| is_private(address.ip()));
        if private && self.reach == Reach::Public {
            return Err(Error::Other(REFUSED.into()));
        }
        let host = bare(uri.host().unwrap_or_default()).to_owned();
        self.privacy.lock().unwrap_or_else(PoisonError::into_inner).insert(host, private);
        Ok(found)
    }
}

/// A host without the brackets around an address of IPv6.
fn bare(host: &str) -> &str {
    host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_redirect_from_elsewhere_leads_nobody_into_the_own_network() {
        let server = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = server.local_addr().expect("it has an address").port();
        server.set_nonblocking(true).expect("a listener can be asked without waiting");
        let asker = Asker::new(Duration::from_secs(5));
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433"] {
            let url = Url::parse(&format!("http://{host}:{port}/")).expect("it is an address");
            assert!(matches!(asker.ask(&url, Reach::Public), Reply::Private), "{url}");
        }
        assert_eq!(server.accept().map(|_| ()).map_err(|error| error.kind()), Err(io::ErrorKind::WouldBlock));
    }

    #[test]
    fn names_that_turn_out_to_be_private_are_refused_when_they_are_found() {
        let asker = Asker::new(Duration::from_secs(5));
        let reply =
            asker.send(Method::HEAD, &Url::parse("http://localhost:9/").expect("it is an address"), Reach::Public);
        assert!(matches!(reply, Reply::Private));
    }

    #[test]
    fn only_from_the_own_network_a_redirect_may_lead_into_it() {
        let asker = Asker::new(Duration::from_secs(5));
        let url = |text| Url::parse(text).expect("it is an address");
        assert_eq!(asker.reach_from(&url("https://somewhere.example/")), Reach::Public);
        asker.ask(&url("http://127.0.0.1:9/"), Reach::Everywhere);
        assert_eq!(asker.reach_from(&url("http://127.0.0.1:9/other")), Reach::Everywhere);
    }
}

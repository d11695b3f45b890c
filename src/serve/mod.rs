//! The preview: a server that shows the site while its author writes it.
//!
//! What is served is byte for byte what `build` writes, and on pages one script more, which reloads them. A page is rendered when it is
//! asked for. What changes in the site's folder is read, parsed and linked again, and nothing else is. A mistake never ends the server:
//! the last good site stays, with the problem above it.
//!
//! Requests never name files: an address is looked up among the planned outputs, so nothing outside of the site can be asked for. Writes
//! nothing and prints nothing; what happens is told to an observer.

mod connections;
#[cfg(fuzzing)]
pub mod fuzz;
mod http;
mod live;
mod preview;
mod request;
mod response;
mod state;
mod survey;
mod watch;

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::build::{BuildOptions, Faults};
use crate::source::ReadError;
use preview::Preview;
use request::Hosts;

/// How many ports are tried from the one that is wanted on.
const PORTS: u16 = 100;

/// What is served, and to whom.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Which site is meant.
    pub build: BuildOptions,
    /// The name or the address of the network interface that is listened on.
    pub host: String,
    /// The port that is wanted; of those taken the next free one is used. 0 lets the system choose.
    pub port: u16,
    /// How changes are noticed.
    pub watching: Watching,
}

/// How changes of files are noticed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// The system tells.
    Events,
    /// All files are looked at again and again; for folders of which the system tells nothing, such as network drives.
    Polling,
}

/// What an observer is told.
#[derive(Debug)]
pub enum Event<'a> {
    /// The site is read and can be looked at.
    Ready {
        /// How many reports it has.
        reports: usize,
        /// How long it took to read.
        elapsed: Duration,
    },
    /// Files changed, and pages show it.
    Changed {
        /// Their paths from the root, sorted.
        files: &'a [String],
        /// How long it took to read them and to link the site.
        elapsed: Duration,
    },
    /// The site has faults; the last good one is shown.
    Faults(&'a Faults),
    /// Something could not be read; the last good site is shown.
    Unreadable(&'a ReadError),
    /// Changes are no longer noticed as they should, and what can be done about it.
    Watch(&'a str),
}

/// Who is told what happens.
pub type Observer = Arc<dyn Fn(Event<'_>) + Send + Sync>;

/// Why a site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// Its folder cannot be read.
    Read(ReadError),
    /// The host is none of this machine.
    Host(String, io::Error),
    /// No port is free from this one on.
    Port(SocketAddr, io::Error),
    /// Its folder cannot be watched.
    Watch(String),
    /// The system refuses what a server needs.
    System(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Host(host, cause) => write!(f, "cannot listen on `{host}`: {cause}"),
            Self::Port(address, cause) => write!(f, "cannot listen on port {}: {cause}", address.port()),
            Self::Watch(cause) => {
                write!(f, "cannot watch the site's folder: {cause}; {}", watch::INSTEAD)
            }
            Self::System(cause) => write!(f, "cannot start the server: {cause}"),
        }
    }
}

impl std::error::Error for ServeError {}

/// A server that listens and does not answer yet.
pub struct Server {
    root: PathBuf,
    options: ServeOptions,
    listener: TcpListener,
    address: SocketAddr,
}

impl Server {
    /// Takes a port for the site in a folder.
    ///
    /// # Errors
    /// When the folder is no site's, the host is none of this machine, or no port is free.
    pub fn bind(root: &Path, options: ServeOptions) -> Result<Self, ServeError> {
        let root = std::fs::canonicalize(root)
            .map_err(|cause| ServeError::Read(ReadError { path: root.to_owned(), cause }))?;
        let content = root.join("content");
        if let Err(cause) = content.read_dir() {
            return Err(ServeError::Read(ReadError { path: content, cause }));
        }
        let host = |cause| ServeError::Host(options.host.clone(), cause);
        let mut addresses = (options.host.as_str(), options.port).to_socket_addrs().map_err(host)?;
        let wanted = addresses.next().ok_or_else(|| host(io::Error::other("it has no address")))?;
        let listener = listen(wanted)?;
        let address = listener.local_addr().map_err(ServeError::System)?;
        Ok(Self { root, options, listener, address })
    }

    /// The address to open in a browser, without the site's own path: `http://127.0.0.1:8000`.
    pub fn address(&self) -> String {
        // An unspecified address is listened on and cannot be opened.
        let host = match self.address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V6(ip) if ip.is_unspecified() => "[::1]".to_owned(),
            IpAddr::V4(ip) => ip.to_string(),
            IpAddr::V6(ip) => format!("[{ip}]"),
        };
        format!("http://{host}:{}", self.address.port())
    }

    /// The port that is listened on.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Serves the site until the process is interrupted from its terminal.
    ///
    /// # Errors
    /// When the folder cannot be watched, or the system refuses what a server needs.
    pub fn run(self, observer: Observer) -> Result<(), ServeError> {
        let Self { root, options, listener, address } = self;
        let hosts = Hosts::new(&options.host, address.ip());
        let states = Preview::start(root, options.build, options.watching, observer)?;
        http::serve(listener, hosts, states).map_err(ServeError::System)
    }
}

/// Listens on the wanted port, or on the next one that is free.
fn listen(wanted: SocketAddr) -> Result<TcpListener, ServeError> {
    let last = if wanted.port() == 0 { 0 } else { wanted.port().saturating_add(PORTS) };
    let mut refused = None;
    for port in wanted.port()..=last {
        match TcpListener::bind(SocketAddr::new(wanted.ip(), port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                refused.get_or_insert(error);
            }
            Err(error) => return Err(ServeError::Port(SocketAddr::new(wanted.ip(), port), error)),
        }
    }
    let cause = refused.unwrap_or_else(|| io::Error::other("no port is free"));
    Err(ServeError::Port(wanted, cause))
}

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::{Bytes, Incoming};
use hyper::rt::{Read, Write};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::runtime::Builder;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::connections::Connections;
use super::live::{self, EVENTS, FOLDER, Mark, SCRIPT, SCRIPT_TEXT};
use super::request::{self, Hosts, Refusal};
use super::response::{Body, Content, media_type, moved, not_allowed};
use super::state::{Answer, State};

/// A client has so long to ask for something.
const ASKING: Duration = Duration::from_secs(10);

/// After the system refused a connection, as when too many files are open, the next one is awaited for so long.
const BREATH: Duration = Duration::from_millis(50);

/// How many pages are rendered at once.
const RENDERING: usize = 4;

/// What a connection needs to answer.
pub(super) struct Desk {
    pub(super) hosts: Hosts,
    pub(super) states: watch::Receiver<Arc<State>>,
}

/// Answers until the process is interrupted from its terminal.
pub(super) fn serve(listener: TcpListener, hosts: Hosts, states: watch::Receiver<Arc<State>>) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(RENDERING).build()?;
    let desk = Arc::new(Desk { hosts, states });
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        tokio::select! {
            never = accept(&listener, &desk) => match never {},
            interrupted = tokio::signal::ctrl_c() => interrupted,
        }
    })?;
    // Streams of events never end by themselves.
    runtime.shutdown_background();
    Ok(())
}

async fn accept(listener: &tokio::net::TcpListener, desk: &Arc<Desk>) -> Infallible {
    let connections = Connections::default();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(BREATH).await;
            continue;
        };
        // Events are small, and wanted at once.
        let _ = stream.set_nodelay(true);
        let connection = tokio::spawn(answer_all(TokioIo::new(stream), Arc::clone(desk)));
        connections.add(connection.abort_handle());
    }
}

/// Answers the requests of a connection until its other end hangs up.
pub(super) async fn answer_all(stream: impl Read + Write + Unpin, desk: Arc<Desk>) {
    let service = service_fn(|request| {
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(desk.answer(&request).await) }
    });
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(ASKING).max_buf_size(64 * 1024);
    // A client that goes away or talks nonsense is nobody's fault here.
    let _ = server.serve_connection(stream, service).await;
}

impl Desk {
    async fn answer(&self, request: &Request<Incoming>) -> Response<Body> {
        let (method, uri, headers) = (request.method(), request.uri(), request.headers());
        let say = |status, text: &str| Content::text(status, text).respond(method, headers);
        match self.hosts.admit(uri, headers) {
            Ok(()) => {}
            Err(Refusal::NoHost) => return say(StatusCode::BAD_REQUEST, "the request names no host"),
            Err(Refusal::ForeignHost(host)) => {
                let text = format!(
                    "this preview does not answer under the name `{host}`; ask for localhost, or start it with `--host {host}`"
                );
                return say(StatusCode::MISDIRECTED_REQUEST, &text);
            }
            Err(Refusal::ForeignOrigin) => {
                return say(StatusCode::FORBIDDEN, "a preview does not answer to pages of other sites");
            }
        }
        if !matches!(*method, Method::GET | Method::HEAD) {
            return not_allowed();
        }
        let Some(path) = request::path(uri) else { return say(StatusCode::NOT_FOUND, "nothing is here") };
        match uri.path().strip_prefix(FOLDER) {
            Some(EVENTS) => return self.follow(request),
            Some(SCRIPT) => return script().respond(method, headers),
            _ => {}
        }
        let state = self.state().await;
        let whole = format!("/{path}");
        let base = state.base_path().unwrap_or_else(|| "/".to_owned());
        let Some(path) = decoded(&base).and_then(|base| whole.strip_prefix(&base).map(str::to_owned)) else {
            // The site stands in a path of its host, and its host's root leads there.
            let beside = whole == "/" || format!("{whole}/") == base;
            return if beside {
                moved(&base)
            } else {
                say(StatusCode::NOT_FOUND, &format!("the site stands at `{base}`"))
            };
        };
        let answer = spawn_blocking(move || state.answer(&path)).await;
        match answer {
            Ok(Some(Answer::Folder)) => {
                let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
                moved(&format!("{}/{query}", uri.path()))
            }
            Ok(Some(answer)) => content(answer).respond(method, headers),
            Ok(None) => say(StatusCode::SERVICE_UNAVAILABLE, "the site is being read"),
            Err(_) => {
                say(StatusCode::INTERNAL_SERVER_ERROR, "the page could not be rendered; this is a fault of foretask")
            }
        }
    }

    /// What is shown now; before anything is, it is awaited.
    async fn state(&self) -> Arc<State> {
        let mut states = self.states.clone();
        match states.wait_for(|state| state.shown.is_some() || state.problem.is_some()).await {
            Ok(state) => Arc::clone(&state),
            Err(_) => Arc::default(),
        }
    }

    /// The stream of events for a page that names itself and what it shows.
    fn follow(&self, request: &Request<Incoming>) -> Response<Body> {
        let field = |name| request::field(request.uri(), name).unwrap_or_default();
        let styles = field("styles").split_whitespace().map(str::to_owned).collect();
        let mark = Mark { page: field("page"), styles };
        let base = self.states.borrow().base_path().unwrap_or_else(|| "/".to_owned());
        let shown = field("path").parse().ok().and_then(|uri| request::path(&uri)).map(|path| format!("/{path}"));
        let path = shown.zip(decoded(&base)).and_then(|(path, base)| path.strip_prefix(&base).map(str::to_owned));
        live::follow(path.unwrap_or_default(), mark, self.states.clone())
    }
}

/// A base path as it stands in a decoded address.
fn decoded(base: &str) -> Option<String> {
    percent_encoding::percent_decode_str(base).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

fn script() -> Content {
    let bytes = Bytes::from_static(SCRIPT_TEXT.as_bytes());
    Content { status: StatusCode::OK, bytes, media_type: media_type(SCRIPT), immutable: false }
}

/// What is sent of an answer: of a page, with the script on it.
fn content(answer: Answer) -> Content {
    let (status, file) = match answer {
        Answer::Folder => unreachable!("a folder leads to its page"),
        Answer::Problem(problem) => {
            let bytes = live::problem_page(&problem);
            let media_type = media_type("problem.html");
            return Content { status: StatusCode::INTERNAL_SERVER_ERROR, bytes, media_type, immutable: false };
        }
        Answer::File(file) => (StatusCode::OK, file),
        Answer::Missing(file) => (StatusCode::NOT_FOUND, file),
    };
    let bytes = match &file.mark {
        Some(mark) => live::with_script(&file.bytes, mark),
        None => file.bytes.clone(),
    };
    Content { status, bytes, media_type: media_type(&file.name), immutable: file.fingerprinted }
}

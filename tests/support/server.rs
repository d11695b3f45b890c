use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

/// What a server does when it is asked for a path.
#[derive(Clone)]
pub enum Answer {
    /// Answers with a status.
    Status(u16),
    /// Refuses the head of a page with a status, and gives the page.
    NoHead(u16),
    /// Sends the asker on, with a status.
    SendOn(u16, String),
    /// Waits until another server was asked so often, then gives the page.
    After(Asked, usize),
    /// Answers when the server goes away.
    Never,
    /// Hangs up.
    HangUp,
}

/// How often a server was asked.
#[derive(Clone)]
pub struct Asked(Arc<Shared>);

/// A small web server on this computer, which writes down what it is asked for.
pub struct Server {
    port: u16,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    change: Condvar,
}

#[derive(Default)]
struct State {
    answers: HashMap<String, Answer>,
    requests: Vec<String>,
    asked: usize,
    agents: Vec<String>,
    open: usize,
    most_open: usize,
    over: bool,
}

impl Server {
    /// A server that answers with 404 to everything but the paths that [`Server::at`] names.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        let shared = Arc::new(Shared::default());
        let of_threads = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&of_threads);
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self { port, shared }
    }

    /// Says what is answered at a path.
    #[must_use]
    pub fn at(self, path: &str, answer: Answer) -> Self {
        self.shared.state.lock().expect("no thread panics").answers.insert(path.to_owned(), answer);
        self
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked for since the last time, as `HEAD /path`, sorted.
    pub fn requests(&self) -> Vec<String> {
        let mut requests = std::mem::take(&mut self.shared.state.lock().expect("no thread panics").requests);
        requests.sort();
        requests
    }

    /// How the askers called themselves.
    pub fn agents(&self) -> Vec<String> {
        self.shared.state.lock().expect("no thread panics").agents.clone()
    }

    /// How often it was asked, for others to wait for.
    pub fn asked(&self) -> Asked {
        Asked(Arc::clone(&self.shared))
    }

    /// How many asked at once at most.
    pub fn most_open(&self) -> usize {
        self.shared.state.lock().expect("no thread panics").most_open
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.state.lock().expect("no thread panics").over = true;
        self.shared.change.notify_all();
    }
}

/// How a client begins that wants a secure connection, which the server cannot give.
const TLS: u8 = 0x16;

impl Shared {
    /// Answers one request after the other of a connection.
    fn serve(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().expect("a stream can be read and written"));
        if reader.fill_buf().is_ok_and(|bytes| bytes.first() == Some(&TLS)) {
            let _ = (&stream).write_all(b"HTTP/1.1 400 Speak plainly\r\n\r\n");
            return;
        }
        while let Some((method, path)) = self.read(&mut reader) {
            let answer = self.arrive(&method, &path);
            let head = |status: u16, more: &str| format!("HTTP/1.1 {status} Word\r\ncontent-length: 0\r\n{more}\r\n");
            let text = match answer {
                Answer::Status(status) => head(status, ""),
                Answer::NoHead(status) if method == "HEAD" => head(status, ""),
                Answer::NoHead(_) => head(200, ""),
                Answer::SendOn(status, to) => head(status, &format!("location: {to}\r\n")),
                Answer::After(other, count) => {
                    other.0.wait_for(|state| state.asked >= count);
                    head(200, "")
                }
                Answer::Never => {
                    self.wait_for(|state| state.over);
                    head(200, "")
                }
                Answer::HangUp => String::new(),
            };
            self.state.lock().expect("no thread panics").open -= 1;
            // An asker that lost its patience hears nothing.
            if text.is_empty() || (&stream).write_all(text.as_bytes()).is_err() {
                return;
            }
        }
    }

    fn read(&self, reader: &mut impl BufRead) -> Option<(String, String)> {
        let mut lines = reader.lines().map_while(Result::ok).take_while(|line| !line.is_empty());
        let first = lines.next()?;
        let agent = lines.filter_map(|line| line.to_lowercase().strip_prefix("user-agent: ").map(str::to_owned));
        let agents: Vec<String> = agent.collect();
        self.state.lock().expect("no thread panics").agents.extend(agents);
        let mut words = first.split(' ').map(str::to_owned);
        Some((words.next()?, words.next()?))
    }

    fn arrive(&self, method: &str, path: &str) -> Answer {
        let mut state = self.state.lock().expect("no thread panics");
        state.requests.push(format!("{method} {path}"));
        state.asked += 1;
        state.open += 1;
        state.most_open = state.most_open.max(state.open);
        self.change.notify_all();
        state.answers.get(path).cloned().unwrap_or(Answer::Status(404))
    }

    fn wait_for(&self, enough: impl Fn(&State) -> bool) {
        let state = self.state.lock().expect("no thread panics");
        drop(self.change.wait_while(state, |state| !enough(state)).expect("no thread panics"));
    }
}

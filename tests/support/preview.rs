use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::Site;

/// Longer than anything in a test takes; only a preview that hangs reaches it.
const PATIENCE: Duration = Duration::from_secs(60);

/// `foretask serve`, running on a port that the system chose. Ends with the test.
pub struct Preview {
    process: Child,
    /// Where it listens.
    pub address: SocketAddr,
    lines: Receiver<String>,
}

/// What was answered to a request.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, by their names in small letters.
    pub headers: BTreeMap<String, String>,
    /// The body as it was sent.
    pub body: Vec<u8>,
}

/// An event of a page's stream.
#[derive(Debug, PartialEq, Eq)]
pub struct Event {
    /// What kind it is.
    pub name: String,
    /// What it says.
    pub data: String,
}

/// A page's stream of events.
pub struct Events {
    reader: BufReader<TcpStream>,
}

impl Preview {
    /// Serves a site on a free port of this machine.
    pub fn of(site: &Site) -> Self {
        Self::with(site, &[])
    }

    /// Serves a site with further arguments, on a free port unless they name one.
    pub fn with(site: &Site, arguments: &[&str]) -> Self {
        let port: &[&str] = if arguments.contains(&"--port") { &[] } else { &["--port", "0"] };
        let mut process = Command::new(assert_cmd::cargo::cargo_bin("foretask"))
            .args(["serve", "--root"])
            .arg(site.root())
            .args(port)
            .args(arguments)
            .env_remove("FORETASK_ROOT")
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = process.stderr.take().expect("standard error is a pipe");
        let (sender, lines) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut preview = Self { process, address: SocketAddr::from(([127, 0, 0, 1], 0)), lines };
        let first = preview.line();
        let port = first.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        preview.address.set_port(port.unwrap_or_else(|| panic!("the first line names no address: {first}")));
        preview
    }

    /// The next line that it prints.
    pub fn line(&mut self) -> String {
        self.lines.recv_timeout(PATIENCE).expect("the preview goes on printing")
    }

    /// The lines that it prints, up to and with the one that holds a text.
    pub fn lines_to(&mut self, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            lines.push(self.line());
            if lines.last().is_some_and(|line| line.contains(text)) {
                return lines;
            }
        }
    }

    /// The number of its process.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether it still runs.
    pub fn runs(&mut self) -> bool {
        self.process.try_wait().expect("the process is ours").is_none()
    }

    /// A connection to it.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the preview listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("the time is not zero");
        stream
    }

    /// What it answers to the bytes of a request.
    pub fn raw(&self, request: &[u8]) -> Reply {
        let mut stream = self.connect();
        stream.write_all(request).expect("the preview reads");
        Reply::read(&mut stream)
    }

    /// What it answers to a request with further headers, each ending in a line break.
    pub fn ask(&self, method: &str, target: &str, headers: &str) -> Reply {
        let host = self.address;
        let request = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n");
        self.raw(request.as_bytes())
    }

    /// What it answers to a plain request.
    pub fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, "")
    }

    /// The stream of events of a page, as a browser asks for it that shows this reply.
    pub fn follow(&self, target: &str, reply: &Reply) -> Events {
        let text = reply.text();
        let field = |name: &str| {
            let start = format!("data-{name}=\"");
            text.split(&start).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
        };
        let encoded: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("path", target)
            .append_pair("page", &field("page"))
            .append_pair("styles", &field("styles"))
            .finish();
        let mut stream = self.connect();
        let host = self.address;
        let request = format!("GET /.foretask/events?{encoded} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("the preview reads");
        let mut reader = BufReader::new(stream);
        let (status, headers) = head(&mut reader);
        assert_eq!((status, headers["content-type"].as_str()), (200, "text/event-stream"));
        Events { reader }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Reply {
    fn read(stream: &mut TcpStream) -> Self {
        let mut reader = BufReader::new(stream);
        let (status, headers) = head(&mut reader);
        let mut body = Vec::new();
        reader.read_to_end(&mut body).expect("the preview answers whole");
        Self { status, headers, body }
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("the body is text")
    }

    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The page as `build` writes it: without the script that reloads it.
    pub fn page(&self) -> String {
        let text = self.text();
        let start = text.find("<script src=\"/.foretask/").expect("a page has the script");
        let end = start + text[start..].find("</script>").expect("a script ends") + "</script>".len();
        format!("{}{}", &text[..start], &text[end..])
    }
}

impl Events {
    /// The next event; signs of life are passed over, but not for ever. `None` when the stream has ended.
    pub fn next(&mut self) -> Option<Event> {
        let mut event = Event { name: String::new(), data: String::new() };
        let start = Instant::now();
        // The body comes in chunks, each with its size on a line before it.
        loop {
            let mut line = String::new();
            let read = self.reader.read_line(&mut line).expect("the stream goes on");
            assert!(start.elapsed() < PATIENCE, "nothing has happened on the page for {PATIENCE:?}");
            if read == 0 || line == "0\r\n" {
                return None;
            }
            let line = line.trim_end();
            if let Some(name) = line.strip_prefix("event: ") {
                event.name = name.to_owned();
            } else if let Some(data) = line.strip_prefix("data:") {
                event.data = data.trim_start().to_owned();
            } else if line.is_empty() && !event.name.is_empty() {
                return Some(event);
            }
        }
    }

    /// The names of the next events up to the one with this name.
    pub fn names_to(&mut self, wanted: &str) -> Vec<String> {
        let mut names = Vec::new();
        while names.last().is_none_or(|name| name != wanted) {
            names.push(self.next().unwrap_or_else(|| panic!("the stream ended before `{wanted}`: {names:?}")).name);
        }
        names
    }
}

fn head(reader: &mut impl BufRead) -> (u16, BTreeMap<String, String>) {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        let read = reader.read_line(&mut line).expect("the preview answers");
        let line = line.trim_end().to_owned();
        if read == 0 || line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let status = lines.first().and_then(|line| line.split(' ').nth(1)?.parse().ok());
    let header = |line: &String| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    (status.unwrap_or_else(|| panic!("no status in {lines:?}")), lines.iter().skip(1).filter_map(header).collect())
}

//! What keeps an open page up to date: a script on it, and a stream of events that tells it when to load itself again.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use hyper::Response;
use hyper::body::Bytes;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::response::{Body, events};
use super::state::{Answer, State};
use crate::assets::Assets;
use crate::markdown::escaped;
use crate::plan::{SitePath, Urls};

/// The folder of the preview's own addresses, which lies beside the site's.
pub(super) const FOLDER: &str = "/.foretask/";
/// The script that every page gets.
pub(super) const SCRIPT: &str = "reload.js";
/// The stream of events.
pub(super) const EVENTS: &str = "events";
/// The script itself.
pub(super) const SCRIPT_TEXT: &str = include_str!("reload.js");

/// A connection on which nothing is said for so long gets a sign of life.
const SIGN_OF_LIFE: Duration = Duration::from_secs(15);

/// What a browser compares of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// A digest of the page as it would be if its style sheets were not named by their contents.
    pub page: String,
    /// The addresses of its style sheets, in their order.
    pub styles: Vec<String>,
}

/// The mark of a page.
pub(super) fn mark(bytes: &[u8], assets: &Assets, urls: &Urls) -> Mark {
    let page = String::from_utf8_lossy(bytes);
    let sheets: Vec<(String, &str)> = assets
        .iter()
        .filter(|asset| asset.path.ends_with(".css"))
        .map(|asset| (format!("href=\"{}\"", urls.href(&SitePath::file(&asset.output))), asset.path.as_str()))
        .collect();
    let mut found: Vec<(usize, &str)> = sheets
        .iter()
        .flat_map(|(link, _)| page.match_indices(link.as_str()))
        .map(|(at, link)| (at, link["href=\"".len()..].trim_end_matches('"')))
        .collect();
    found.sort_unstable();
    let mut plain = page.to_string();
    for (link, path) in &sheets {
        plain = plain.replace(link, path);
    }
    Mark { page: digest(&plain), styles: found.into_iter().map(|(_, address)| address.to_owned()).collect() }
}

/// The mark of the page that shows a problem in place of a site.
fn mark_of_problem(problem: &str) -> Mark {
    Mark { page: format!("{PROBLEM}{}", digest(problem)), styles: Vec::new() }
}

/// Begins the digest of a page that shows a problem.
const PROBLEM: &str = "problem-";

fn digest(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex()[..32].to_owned()
}

/// A page with the script behind all that is its own.
pub(super) fn with_script(page: &Bytes, mark: &Mark) -> Bytes {
    let styles = mark.styles.join(" ");
    let script = format!(
        "<script src=\"{FOLDER}{SCRIPT}\" data-page=\"{}\" data-styles=\"{}\"></script>",
        mark.page,
        escaped(&styles)
    );
    let end = memrchr(page, b"</body>").unwrap_or(page.len());
    Bytes::from([&page[..end], script.as_bytes(), &page[end..]].concat())
}

/// Where a text stands last in another.
fn memrchr(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

/// The page that shows a problem where there is no site to show.
pub(super) fn problem_page(problem: &str) -> Bytes {
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>The site has a fault</title>\n</head>\n\
         <body>\n<pre>{}</pre>\n</body>\n</html>\n",
        escaped(problem)
    );
    with_script(&Bytes::from(page), &mark_of_problem(problem))
}

/// Tells a page that shows `path`, with this mark, what has become of it, until it has to load itself again.
pub(super) fn follow(path: String, mark: Mark, states: watch::Receiver<Arc<State>>) -> Response<Body> {
    let (sender, channel) = Channel::new(1);
    tokio::spawn(async move { Follower { path, mark, sender, told: None }.run(states).await });
    events(channel)
}

/// An open page.
struct Follower {
    path: String,
    mark: Mark,
    sender: Sender<Bytes>,
    /// The problem that it shows, or that it shows none; `None` before it was told either.
    told: Option<Option<Arc<str>>>,
}

/// What a page is told.
enum News {
    Nothing,
    Reload,
    Styles(Vec<String>),
    Problem(Arc<str>),
    Mended,
}

impl Follower {
    async fn run(mut self, mut states: watch::Receiver<Arc<State>>) -> Option<()> {
        // A browser that lost the stream asks again soon.
        self.send("retry: 300\n\n").await?;
        loop {
            let state = Arc::clone(&states.borrow_and_update());
            let path = self.path.clone();
            let looked = spawn_blocking(move || {
                let answer = state.answer(&path);
                (answer, state.problem.clone())
            });
            let (answer, problem) = looked.await.ok()?;
            match answer.map_or(News::Nothing, |answer| self.news(answer, problem)) {
                News::Nothing => {}
                News::Reload => {
                    self.send("event: reload\ndata:\n\n").await?;
                    // The page is gone, and asks anew when it is back.
                    return None;
                }
                News::Styles(styles) => {
                    self.send(&format!("event: styles\ndata: {}\n\n", json(&styles))).await?;
                    self.mark.styles = styles;
                }
                News::Problem(problem) => {
                    self.send(&format!("event: problem\ndata: {}\n\n", json(&*problem))).await?;
                    self.told = Some(Some(problem));
                }
                News::Mended => {
                    self.send("event: mended\ndata:\n\n").await?;
                    self.told = Some(None);
                }
            }
            loop {
                match timeout(SIGN_OF_LIFE, states.changed()).await {
                    Ok(Ok(())) => break,
                    Ok(Err(_)) => return None,
                    Err(_) => self.send(":\n\n").await?,
                }
            }
        }
    }

    /// What the page has to be told of what there is at its address now.
    fn news(&self, answer: Answer, problem: Option<Arc<str>>) -> News {
        let shows_problem = self.mark.page.starts_with(PROBLEM);
        let (now, problem) = match answer {
            Answer::Folder => return News::Reload,
            Answer::Problem(of_page) if shows_problem => (mark_of_problem(&of_page), None),
            Answer::Problem(of_page) => (self.mark.clone(), Some(of_page)),
            Answer::File(file) | Answer::Missing(file) => (file.mark.clone().unwrap_or_default(), problem),
        };
        if problem.is_some() && !shows_problem {
            // The page stays as it is, with the problem above it.
            return match problem {
                Some(problem) if self.told != Some(Some(Arc::clone(&problem))) => News::Problem(problem),
                _ => News::Nothing,
            };
        }
        if now.page != self.mark.page || now.styles.len() != self.mark.styles.len() {
            return News::Reload;
        }
        if now.styles != self.mark.styles {
            return News::Styles(now.styles);
        }
        if self.told == Some(None) { News::Nothing } else { News::Mended }
    }

    async fn send(&mut self, text: &str) -> Option<()> {
        self.sender.send_data(Bytes::copy_from_slice(text.as_bytes())).await.ok()
    }
}

fn json(value: &(impl serde::Serialize + ?Sized)) -> String {
    serde_json::to_string(value).expect("texts always serialize")
}

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use url::{Position, Url};

use super::OutsideOptions;
use super::answer::Answer;
use super::ask::{Asker, Reach, Reply};

/// So many redirects are followed.
const REDIRECTS: usize = 10;

/// A host that so often did not answer, and never did, is not asked for more.
const SILENCES: usize = 2;

/// Asks for all addresses; the answers stand in the order of the addresses. Never more than so many requests are under way for one host,
/// those to which redirects lead included.
pub(super) fn ask_all(urls: Vec<Url>, options: &OutsideOptions) -> Vec<Answer> {
    let crowd = Crowd::new(&urls, options);
    let asker = Asker::new(options.patience);
    std::thread::scope(|scope| {
        for _ in 0..options.all_hosts.clamp(1, urls.len().max(1)) {
            scope.spawn(|| crowd.work(&asker));
        }
    });
    let state = crowd.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    state.answers.into_iter().map(|answer| answer.expect("work ends when every question is answered")).collect()
}

/// An address that is to be asked for, on behalf of a link.
struct Question {
    /// The number of the link.
    link: usize,
    url: Url,
    /// The addresses that led here, the link's own first.
    trail: Vec<Url>,
    /// Where the link has moved for good, as far as is known.
    moved: Option<Url>,
    reach: Reach,
}

/// What waits and what is under way for a host.
#[derive(Default)]
struct Line {
    waiting: VecDeque<Question>,
    under_way: usize,
    silences: usize,
    has_answered: bool,
    why_silent: String,
}

struct State {
    lines: BTreeMap<String, Line>,
    answers: Vec<Option<Answer>>,
    /// Links without an answer.
    open: usize,
}

struct Crowd {
    state: Mutex<State>,
    change: Condvar,
    each_host: usize,
}

impl Crowd {
    fn new(urls: &[Url], options: &OutsideOptions) -> Self {
        let mut state = State { lines: BTreeMap::new(), answers: vec![None; urls.len()], open: urls.len() };
        for (link, url) in urls.iter().enumerate() {
            let (url, trail) = (url.clone(), Vec::new());
            state.wait(Question { link, url, trail, moved: None, reach: Reach::Everywhere });
        }
        Self { state: Mutex::new(state), change: Condvar::new(), each_host: options.each_host.max(1) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks one question after the other until every link has an answer.
    fn work(&self, asker: &Asker) {
        let mut state = self.lock();
        loop {
            let question = match state.next(self.each_host) {
                Some(question) => question,
                None if state.open == 0 => break,
                None => {
                    state = self.change.wait(state).unwrap_or_else(PoisonError::into_inner);
                    continue;
                }
            };
            drop(state);
            let reply = asker.ask(&question.url, question.reach);
            state = self.lock();
            state.note(&question, &reply);
            match follow(question, reply, asker) {
                Next::Ask(question) => state.wait(question),
                Next::Done(link, answer) => state.answer(link, answer),
            }
            self.change.notify_all();
        }
        self.change.notify_all();
    }
}

impl State {
    fn wait(&mut self, question: Question) {
        self.lines.entry(host(&question.url)).or_default().waiting.push_back(question);
    }

    fn answer(&mut self, link: usize, answer: Answer) {
        self.answers[link] = Some(answer);
        self.open -= 1;
    }

    /// The next question for a host that has time for it. Questions for hosts that do not answer are answered here.
    fn next(&mut self, each_host: usize) -> Option<Question> {
        let mut given_up = Vec::new();
        for line in self.lines.values_mut() {
            if line.silences >= SILENCES && !line.has_answered {
                given_up.extend(line.waiting.drain(..).map(|question| (question.link, line.why_silent.clone())));
            }
        }
        for (link, why) in given_up {
            self.answer(link, Answer::Silence(format!("{why}, as for other links to this host")));
        }
        let line = self.lines.values_mut().find(|line| line.under_way < each_host && !line.waiting.is_empty())?;
        let question = line.waiting.pop_front()?;
        line.under_way += 1;
        Some(question)
    }

    /// Notes what a host did with a question.
    fn note(&mut self, question: &Question, reply: &Reply) {
        let line = self.lines.entry(host(&question.url)).or_default();
        line.under_way -= 1;
        match reply {
            Reply::Status { .. } => line.has_answered = true,
            Reply::Silence(why) => {
                line.silences += 1;
                line.why_silent.clone_from(why);
            }
            Reply::Private => {}
        }
    }
}

/// The host of an address with its port.
fn host(url: &Url) -> String {
    url[Position::BeforeHost..Position::AfterPort].to_owned()
}

enum Next {
    Ask(Question),
    Done(usize, Answer),
}

/// What follows from a reply.
fn follow(question: Question, reply: Reply, asker: &Asker) -> Next {
    let Question { link, url, mut trail, moved, reach: _ } = question;
    let was_led = !trail.is_empty();
    let done = |answer| Next::Done(link, answer);
    let astray = |what: String, help| Next::Done(link, Answer::Astray(what, help));
    let (status, location) = match reply {
        Reply::Status { status, location } => (status, location),
        Reply::Silence(why) => return done(Answer::Silence(why)),
        Reply::Private => {
            let what = format!("is sent on to `{url}`, which is no address of the public internet");
            return astray(what, "look in a browser what became of the page");
        }
    };
    let Some(location) = location else {
        return done(match (status, moved) {
            (200..=299, None) => Answer::Good,
            (200..=299, Some(to)) => Answer::Moved(to),
            (status, _) => Answer::Refusal { status, from: was_led.then_some(url) },
        });
    };
    let Ok(mut to) = url.join(&location) else {
        return astray(
            format!("is sent on to `{location}`, which is no address"),
            "look in a browser what became of the page",
        );
    };
    to.set_fragment(None);
    if !matches!(to.scheme(), "http" | "https") {
        return astray(format!("is sent on to `{to}`, which is no page"), "look in a browser what became of the page");
    }
    let permanent = matches!(status, 301 | 308);
    let so_far_permanent = trail.is_empty() || moved.as_ref() == Some(&url);
    let moved = if permanent && so_far_permanent { Some(to.clone()) } else { moved };
    let reach = asker.reach_from(&url);
    trail.push(url);
    if trail.contains(&to) {
        return astray("is sent on in a circle".to_owned(), "look in a browser what became of the page");
    }
    if trail.len() > REDIRECTS {
        return astray(format!("is sent on more than {REDIRECTS} times"), "look in a browser what became of the page");
    }
    Next::Ask(Question { link, url: to, trail, moved, reach })
}

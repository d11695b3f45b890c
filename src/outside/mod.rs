//! Whether the links to other sites still lead somewhere: asks their hosts, and tells of each link that does not, where it first stands.
//!
//! The only part of the program that uses the network. Asks politely: few requests at a time for each host, none for an answer that was
//! good some days ago. Follows redirects itself, and none from a public address to one of the own network.

mod answer;
mod ask;
mod crowd;
mod links;
mod memory;
mod network;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil;

use crate::build::{BuildError, BuildOptions, Faults, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::WORK_FOLDER;
use answer::Answer;
use links::OutsideLink;
use memory::Memory;

/// How other hosts are asked.
#[derive(Clone, Debug)]
pub struct OutsideOptions {
    /// Which site is meant.
    pub build: BuildOptions,
    /// The day that is taken for today.
    pub today: civil::Date,
    /// The file that remembers good answers.
    pub memory: PathBuf,
    /// How many requests a host gets at a time.
    pub each_host: usize,
    /// How many requests there are at a time.
    pub all_hosts: usize,
    /// How long an answer may take.
    pub patience: Duration,
}

impl OutsideOptions {
    /// For a site in a folder: two requests at a time for each host, 16 for all, and ten seconds for an answer. Good answers are
    /// remembered in `.foretask/links.json` in that folder.
    pub fn of(root: &Path, build: BuildOptions, today: civil::Date) -> Self {
        Self {
            build,
            today,
            memory: root.join(WORK_FOLDER).join("links.json"),
            each_host: 2,
            all_hosts: 16,
            patience: Duration::from_secs(10),
        }
    }
}

/// What was found.
#[derive(Debug)]
pub struct Found {
    /// A note for each link that does not lead where it should, sorted by place.
    pub notes: Faults,
    /// How many addresses there are.
    pub addresses: usize,
    /// How many of them were asked; the others answered well some days ago.
    pub asked: usize,
    /// Whether no host at all answered, so that nothing can be said of any link.
    pub reached: Reached,
    /// Why good answers are not remembered.
    pub not_remembered: Option<io::Error>,
}

/// Whether hosts answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// Some did, or none had to.
    Hosts,
    /// None of several did.
    Nobody,
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let links = |count: usize| match count {
            1 => "1 outside link".to_owned(),
            count => format!("{count} outside links"),
        };
        match self.reached {
            Reached::Nobody => write!(
                f,
                "no host answered, so nothing is known of {}; look whether this computer is online",
                links(self.asked)
            ),
            Reached::Hosts => {
                write!(
                    f,
                    "{}: {} asked, {} good before",
                    links(self.addresses),
                    self.asked,
                    self.addresses - self.asked
                )
            }
        }
    }
}

/// Asks the hosts of all outside links of the site in a folder.
///
/// # Errors
/// When the site has faults or cannot be read. That a host does not answer is no error.
pub fn look_outside(root: &Path, options: &OutsideOptions) -> Result<Found, BuildError> {
    let site = Site::load(root, &options.build)?;
    let links = links::of(&site)?;
    let mut memory = Memory::read(&options.memory, options.today);
    let addresses = links.len();
    let unknown: Vec<OutsideLink> = links.into_iter().filter(|link| !memory.is_good(&link.url)).collect();
    let answers = crowd::ask_all(unknown.iter().map(|link| link.url.clone()).collect(), options);
    let silent = |answer: &Answer| matches!(answer, Answer::Silence(_));
    let hosts: std::collections::BTreeSet<&str> = unknown.iter().filter_map(|link| link.url.host_str()).collect();
    let reached = if hosts.len() > 1 && answers.iter().all(silent) { Reached::Nobody } else { Reached::Hosts };
    let mut notes = Vec::new();
    for (link, answer) in unknown.iter().zip(&answers) {
        match answer.note(&link.url) {
            None => memory.keep(&link.url),
            Some((message, help)) if reached == Reached::Hosts => {
                let OutsideLink { file, place, .. } = link;
                notes.push(Diagnostic::new(Code::OutsideLink, file, place.clone(), message).help(help));
            }
            Some(_) => {}
        }
    }
    if site.corpus.site.check.off.iter().any(|warning| warning.0 == Code::OutsideLink) {
        notes.clear();
    }
    let not_remembered = memory.write(&options.memory).err();
    let notes = site.locate(notes)?;
    Ok(Found { notes, addresses, asked: unknown.len(), reached, not_remembered })
}

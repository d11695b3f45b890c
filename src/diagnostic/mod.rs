//! A problem that an author can mend: what is wrong, where it stands, and how to mend it.
//!
//! Every later stage reports what it finds as [`Diagnostic`]s and goes on, so that one run shows all problems. This module
//! owns their form and their printing; it reads no file and decides nothing about content.

mod code;
mod explanation;
mod path;
mod report;

pub use code::{Code, Severity};
pub use explanation::explanation;
pub use path::{FieldPath, Step, Trail};
pub use report::{Format, Styling, Texts, print, shown};

use std::ops::Range;

/// One problem in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem it is.
    pub code: Code,
    /// The file, relative to the root of the site, with `/` between its parts.
    pub file: String,
    /// Where in the file.
    pub place: Place,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// How to mend it, where there is something to say beyond the message.
    pub help: Option<String>,
}

/// Where in a file a problem stands.
#[derive(Clone, Debug, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub enum Place {
    /// The file as a whole.
    File,
    /// These bytes of it.
    Bytes(Range<usize>),
    /// The value at this path of a YAML file or of front matter.
    Value(FieldPath),
    /// The key at this path.
    Key(FieldPath),
    /// These words within the value at this path, however its lines are folded; the value where they are not found in it.
    Words(FieldPath, Box<str>),
}

impl Diagnostic {
    /// A problem without help.
    pub fn new(code: Code, file: impl Into<String>, place: Place, message: impl Into<String>) -> Self {
        Self { code, file: file.into(), place, message: message.into(), help: None }
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Sorts problems by file and by place in the file, and drops those that say the same of the same place.
///
/// Places are compared by their bytes: resolve paths to bytes before. What has no bytes comes first in its file.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_cached_key(|d| {
        let at = match &d.place {
            Place::Bytes(range) => Some(range.start),
            Place::File | Place::Value(_) | Place::Key(_) | Place::Words(..) => None,
        };
        (d.file.clone(), at, d.code, d.message.clone())
    });
    diagnostics.dedup();
}

/// So many unknown names of one file are compared with those that are known. Comparing all with all is dear where there are many of both.
pub const HINTED: usize = 100;

/// The most bytes of what can be a misspelt name.
const LONGEST_NAME: usize = 500;

/// The name nearest to `wrong`, where one is near enough to be meant.
///
/// Near enough is at most a third of the letters changed, or one name beginning with the other. Of several the nearest
/// wins, then the first. Nothing is near to what is longer than any name.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Comparing takes the product of both lengths.
    let known = known.into_iter().filter(|name| wrong.len() <= LONGEST_NAME && name.len() <= LONGEST_NAME);
    let folded = wrong.to_lowercase();
    known
        .filter_map(|name| {
            let other = name.to_lowercase();
            let begins = folded.len() >= 4 && (other.starts_with(&folded) || folded.starts_with(&other));
            let lengths = [&folded, &other].map(|name| name.chars().count());
            let longest = lengths[0].max(lengths[1]);
            // So many letters at least have to be added; that is quick to see.
            if lengths[0].abs_diff(lengths[1]) * 3 > longest && !begins {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&folded, &other);
            (distance * 3 <= longest || begins).then_some((distance, name))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Whether a character does something to the letters around it and is not seen itself: controls, and marks of direction. No name of a file
/// may hold one.
pub fn is_invisible(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The kinds of problems that a site can be without and is better without, by name.
pub fn warnings() -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(|code| code.severity() != Severity::Error)
}

/// ``; did you mean `name`?`` where a known name is near, and nothing otherwise.
pub fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(wrong, known).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default()
}

use jiff::civil;

use crate::model::occupation::{Cause, HistoryEntry};
use crate::model::{Date, Points, Text};

/// An entry that is to stand in a history.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub date: civil::Date,
    pub points: Points,
    pub cause: Cause,
    pub note: Option<Text>,
}

impl Entry {
    /// Its keys and values as they are written in YAML.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let Self { date, points, cause, note } = self;
        let mut fields =
            vec![("date", date.to_string()), ("score", points.to_string()), ("cause", cause.as_str().to_owned())];
        fields.extend(note.as_ref().map(|note| ("note", scalar(note))));
        fields
    }

    /// The entry in one line: `{date: 2026-11-25, score: 38, cause: data}`.
    pub fn in_braces(&self) -> String {
        let fields: Vec<String> = self.fields().iter().map(|(key, value)| format!("{key}: {value}")).collect();
        format!("{{{}}}", fields.join(", "))
    }

    /// Whether an entry of a file says the same. A note that it has beyond that counts for nothing where this one has none.
    pub fn is(&self, found: &HistoryEntry) -> bool {
        let Self { date, points, cause, note } = self;
        found.date == Date::Day(*date)
            && found.points() == *points
            && found.cause == *cause
            && (note.is_none() || found.note == *note)
    }
}

/// The position of the entry that counts as the newest: the latest, and of one day the first in the file.
pub(super) fn newest(history: &[HistoryEntry]) -> Option<usize> {
    let dated = history.iter().enumerate().rev();
    dated.max_by_key(|(_, entry)| entry.date).map(|(at, _)| at)
}

/// A text as it is written in YAML: without quotes where no sign in it and no reader of YAML can take it for anything else.
pub(super) fn scalar(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '/' | '(' | ')' | '’');
    let words = text.contains(' ') && text.starts_with(char::is_alphabetic) && text.chars().all(plain);
    // A text in JSON is one in YAML too.
    if words { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

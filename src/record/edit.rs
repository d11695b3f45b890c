use super::entry::{Entry, newest, scalar};
use crate::model::occupation::HistoryEntry;
use crate::parse::{ItemForm, ListForm};

/// At which end of a list its newest entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    First,
    Last,
}

impl End {
    /// The end at which a history has its newest entry; the first where both ends are one, or neither has it.
    pub fn of(history: &[HistoryEntry]) -> Self {
        match newest(history) {
            Some(at) if at > 0 && at + 1 == history.len() => Self::Last,
            _ => Self::First,
        }
    }
}

/// The text with an entry more at an end of its list. `None` where the list is written in no form that is known.
pub(super) fn add(text: &str, form: &ListForm, entry: &Entry, end: End) -> Option<String> {
    let (at, new) = match form {
        ListForm::Absent { indentation } => {
            let line_break = line_break(text);
            let before = if text.ends_with('\n') { "" } else { line_break };
            let spaces = " ".repeat(*indentation);
            let entry = entry.in_braces();
            (text.len(), format!("{before}{spaces}history:{line_break}{spaces}  - {entry}{line_break}"))
        }
        ListForm::Nothing { key } => {
            let at = line_end(text, key.end);
            let spaces = " ".repeat(key.start - line_start(text, key.start));
            (at, format!("{}{spaces}  - {}", line_break(text), entry.in_braces()))
        }
        ListForm::Brackets { list, items } => match (items.as_slice(), end) {
            ([], _) => (list.start + 1, entry.in_braces()),
            ([first, ..], End::First) => {
                let gap = gap(text, list.start + 1, first)?;
                (first.span.start, format!("{},{gap}", entry.in_braces()))
            }
            ([.., before, last], End::Last) => {
                let gap = gap(text, before.span.end, last)?;
                (last.span.end, format!(",{gap}{}", entry.in_braces()))
            }
            ([only], End::Last) => (only.span.end, format!(", {}", entry.in_braces())),
        },
        ListForm::Dashes { key, items } => {
            let beside = if end == End::First { items.first()? } else { items.last()? };
            let dash = &text[line_start(text, beside.span.start)..beside.span.start];
            if dash.trim() != "-" {
                return None;
            }
            let entry = behind_dash(text, beside, dash, entry);
            match end {
                End::First => (line_end(text, key.end), format!("{}{dash}{entry}", line_break(text))),
                End::Last => (line_end(text, beside.span.end), format!("{}{dash}{entry}", line_break(text))),
            }
        }
    };
    Some(format!("{}{new}{}", &text[..at], &text[at..]))
}

/// The text with another score in the entry at a position, and another note where there is one. `None` where that entry is not written
/// out.
pub(super) fn correct(text: &str, form: &ListForm, at: usize, entry: &Entry) -> Option<String> {
    let (ListForm::Brackets { items, .. } | ListForm::Dashes { items, .. }) = form else { return None };
    let item = items.get(at)?;
    let place = |key: &str| item.values.iter().find(|(name, _)| name == key).map(|(_, span)| span.clone());
    let mut edits = vec![(place("score")?, entry.points.to_string())];
    if let Some(note) = &entry.note {
        let note = scalar(note);
        edits.push(match place("note") {
            Some(span) => (span, note),
            None => {
                let (_, last) = item.values.last()?;
                if text[item.span.clone()].starts_with('{') {
                    (last.end..last.end, format!(", note: {note}"))
                } else {
                    let end = line_end(text, last.end);
                    let column = item.span.start - line_start(text, item.span.start);
                    (end..end, format!("{}{}note: {note}", line_break(text), " ".repeat(column)))
                }
            }
        });
    }
    edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut text = text.to_owned();
    for (span, new) in edits {
        text.replace_range(span, &new);
    }
    Some(text)
}

/// An entry as the item beside it is written: in braces, or with a line for each key.
fn behind_dash(text: &str, beside: &ItemForm, dash: &str, entry: &Entry) -> String {
    let in_lines = !beside.values.is_empty() && !text[beside.span.clone()].starts_with(['{', '&', '!']);
    if !in_lines {
        return entry.in_braces();
    }
    let lines: Vec<String> = entry.fields().iter().map(|(key, value)| format!("{key}: {value}")).collect();
    lines.join(&format!("{}{}", line_break(text), " ".repeat(dash.len())))
}

/// What stands between an item in brackets and what is before it: a space, or a line break and the item's indentation. `None` where
/// something else stands before the item on its line.
fn gap(text: &str, from: usize, item: &ItemForm) -> Option<String> {
    let start = item.span.start;
    if !text[from..start].contains('\n') {
        return Some(" ".to_owned());
    }
    let indentation = &text[line_start(text, start)..start];
    indentation.trim().is_empty().then(|| format!("{}{indentation}", line_break(text)))
}

/// The line break that the text uses.
fn line_break(text: &str) -> &'static str {
    let first = text.find('\n').map(|at| text[..at].ends_with('\r'));
    if first == Some(true) { "\r\n" } else { "\n" }
}

/// Where the line of an offset begins.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |at| at + 1)
}

/// Where the line of an offset ends, before its line break.
fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |found| at + found);
    if text[at..end].ends_with('\r') { end - 1 } else { end }
}

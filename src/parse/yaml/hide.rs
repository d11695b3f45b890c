//! What `serde_yaml` takes and `saphyr_parser` refuses, hidden from the latter.
//!
//! A character is hidden behind another, so that all places stay where they are. `serde_yaml` has the last word on what is
//! good; without this, a fault in a file would bring forth complaints about things that are no fault in other files.

use super::grow::Reason;
use super::lines::Lines;
use super::quote;

/// Something that only the parser dislikes, perhaps.
#[derive(Clone, Copy)]
pub(super) enum Dislike {
    /// A text in quotes goes on in a line that is not indented.
    OutdentedQuote,
    /// Something inside brackets is not indented.
    OutdentedItem,
    /// A `|` or `>` stands below its key without being indented.
    OutdentedBlock,
    /// A dash stands before a comma or bracket.
    LoneDash,
    /// A comment stands behind a bracket, a comma or a quote without a blank between them.
    CloseComment,
    /// A tab stands among the blanks before something that is not bound to a column.
    Tab,
    /// A tab stands between a colon and its value.
    TabBehindColon,
}

impl Dislike {
    /// What the parser may have stopped at.
    pub fn of(reason: &Reason) -> Option<Self> {
        let Reason::Syntax(info) = reason else { return None };
        match info.as_str() {
            "invalid indentation in quoted scalar" => Some(Self::OutdentedQuote),
            "invalid indentation" | "invalid indentation in flow construct" => Some(Self::OutdentedItem),
            "simple key expect ':'" | "simple key expected" => Some(Self::OutdentedBlock),
            "plain scalar cannot start with '-' followed by ,[]{}" => Some(Self::LoneDash),
            "comments must be separated from other tokens by whitespace" => Some(Self::CloseComment),
            "':' must be followed by a valid YAML whitespace" => Some(Self::TabBehindColon),
            info if info.contains("tab") => Some(Self::Tab),
            _ => None,
        }
    }

    /// Hides it, at the `at`-th character. `false` if it is not there.
    pub fn hide(self, text: &mut String, at: usize) -> bool {
        let start = text.char_indices().nth(at).map_or(text.len(), |(start, _)| start);
        match self {
            Self::OutdentedQuote => hide_breaks_in_quotes(text, start),
            Self::OutdentedItem => hide_breaks_in_brackets(text, start),
            Self::OutdentedBlock => hide_break_before_block(text, start),
            Self::LoneDash => {
                let is_dash = text[start..].starts_with('-');
                text.replace_range(start..start + usize::from(is_dash), if is_dash { DASH } else { "" });
                is_dash
            }
            Self::CloseComment => {
                let end = text[start..].find(BREAKS).map_or(text.len(), |end| start + end);
                blank(text, start, end);
                end > start
            }
            Self::Tab => hide_tabs(text, start),
            Self::TabBehindColon => hide_tabs_behind_colon(text, start),
        }
    }
}

const BREAKS: [char; 2] = ['\n', '\r'];

/// Where the line of an offset begins.
fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(BREAKS).map_or(0, |at| at + 1)
}

/// Makes blanks of the characters between two offsets.
fn blank(text: &mut String, start: usize, end: usize) {
    let blanks = " ".repeat(text[start..end].chars().count());
    text.replace_range(start..end, &blanks);
}

/// Makes a blank of the line break before a `|` or `>` that stands below its key without being indented. The parser stops
/// behind the text of the block, so the sign is in the first line above that is not indented deeper.
fn hide_break_before_block(text: &mut String, start: usize) -> bool {
    let own = line_start(text, start);
    let indentation = |line: usize| text[line..].len() - text[line..].trim_start_matches(' ').len();
    let mut line = own;
    while line > 0 {
        line = line_start(text, line - 1);
        let content = &text[line + indentation(line)..];
        if content.starts_with(['|', '>']) {
            return hide_break_before(text, line);
        }
        if !content.starts_with(BREAKS) && !content.starts_with('#') && indentation(line) <= indentation(own) {
            return false;
        }
    }
    false
}

/// Makes blanks of the tabs around an offset, behind a colon.
fn hide_tabs_behind_colon(text: &mut String, at: usize) -> bool {
    let start = text[..at].trim_end_matches(['\t', ' ']).len();
    let end = text.len() - text[at..].trim_start_matches(['\t', ' ']).len();
    let is_there = text[..start].ends_with(':') && text[start..end].contains('\t');
    if is_there {
        blank(text, start, end);
    }
    is_there
}

/// Makes blanks of the tabs that indent the line of an offset, or else the next line that is indented so.
fn hide_tabs(text: &mut String, start: usize) -> bool {
    let mut line = line_start(text, start);
    loop {
        let indentation = text[line..].find(|c| c != ' ' && c != '\t').map_or(text.len(), |end| line + end);
        if text[line..indentation].contains('\t') {
            blank(text, line, indentation);
            return true;
        }
        match text[line..].find(BREAKS) {
            Some(end) => line += end + 1,
            None => return false,
        }
    }
}

/// Makes blanks of the line breaks inside brackets from the line of an offset on: something there is not indented.
fn hide_breaks_in_brackets(text: &mut String, start: usize) -> bool {
    let lines = Lines(text);
    let end = lines.open_bracket(start).and_then(|open| lines.bracket_end(open)).unwrap_or(start);
    let first = line_start(text, start);
    // Backwards, because a line with a comment in it becomes shorter by bytes.
    let mut line = line_start(text, end.max(start));
    while line > first {
        hide_break_before(text, line);
        line = line_start(text, line - 1);
    }
    hide_break_before(text, first)
}

/// Makes blanks of the line break before the line of an offset, and of comments and empty lines there.
fn hide_break_before(text: &mut String, start: usize) -> bool {
    let first = line_start(text, start);
    let mut end = first;
    while end > 0 {
        let kept = text[..end].trim_end().len();
        let line = line_start(text, kept);
        let is_comment = text[line..kept].trim_start().starts_with('#');
        let comment = if is_comment { Some(0) } else { text[line..kept].find(" #") };
        blank(text, comment.map_or(kept, |comment| line + comment), end);
        if !is_comment {
            break;
        }
        end = line;
    }
    first > 0
}

/// Stands for a line break in a text in quotes.
const BREAK: char = '\u{fdd0}';
/// Stands for a character of a line break that means nothing.
const NOTHING: char = '\u{fdd1}';
/// Stands for a line break after a backslash, which joins the lines without a blank.
const JOIN: char = '\u{fdd2}';

/// Stands for a dash.
const DASH: &str = "\u{fdd3}";

/// Line breaks and what they are hidden as, the first three in double quotes only.
const HIDDEN: [(&str, &[char]); 6] = [
    ("\\\r\n", &[NOTHING, NOTHING, JOIN]),
    ("\\\n", &[NOTHING, JOIN]),
    ("\\\r", &[NOTHING, JOIN]),
    ("\r\n", &[NOTHING, BREAK]),
    ("\n", &[BREAK]),
    ("\r", &[BREAK]),
];

/// Hides the line breaks in a text in quotes that begins at an offset and goes on in a line that is not indented. What the
/// parser makes of it is for [`unhidden`].
fn hide_breaks_in_quotes(text: &mut String, start: usize) -> bool {
    let quote = text[start..].chars().next().unwrap_or_default();
    let end = quote::end(text, start).unwrap_or(text.len());
    let breaks = if quote == '"' { &HIDDEN[..] } else { &HIDDEN[3..] };
    let mut hidden = String::new();
    let mut rest = &text[start..end];
    while let Some(c) = rest.chars().next() {
        let taken = match breaks.iter().find(|(written, _)| rest.starts_with(written)) {
            Some((written, as_)) => {
                hidden.extend(*as_);
                written.len()
            }
            None => {
                let escape = usize::from(quote == '"' && c == '\\');
                let taken: usize = rest.chars().take(1 + escape).map(char::len_utf8).sum();
                hidden.push_str(&rest[..taken]);
                taken
            }
        };
        rest = &rest[taken..];
    }
    let any = hidden != text[start..end];
    text.replace_range(start..end, &hidden);
    any
}

/// A text with what was hidden in it. Of line breaks, one is a blank, and of several the first is nothing.
pub(super) fn unhidden(text: &str) -> String {
    let text = text.replace(DASH, "-");
    let mut joined = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find([BREAK, NOTHING, JOIN]) {
        joined.push_str(&rest[..at]);
        let gap =
            rest[at..].find(|c| !matches!(c, BREAK | NOTHING | JOIN | ' ' | '\t')).map_or(rest.len(), |end| at + end);
        let breaks = rest[at..gap].matches(BREAK).count();
        if rest[at..gap].trim_start_matches(NOTHING).starts_with(JOIN) {
            joined.push_str(&"\n".repeat(breaks));
        } else {
            joined.truncate(joined.trim_end_matches([' ', '\t']).len());
            joined.push_str(&if breaks == 1 { " ".to_owned() } else { "\n".repeat(breaks.saturating_sub(1)) });
        }
        rest = &rest[gap..];
    }
    joined + rest
}

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Place, Severity, is_invisible};

/// The texts of the files in which problems stand, by their path as in [`Diagnostic::file`].
pub type Texts<'a> = BTreeMap<&'a str, &'a str>;

/// For whom problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For a person at a terminal.
    Human,
    /// One JSON object a line, for programs.
    Json,
    /// Annotations of a pull request, as GitHub's runners read them.
    Github,
}

/// Whether the terminal form uses colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Styling {
    /// With ANSI colours.
    Colour,
    /// Plain text.
    Plain,
}

/// Snippets are cut to this many columns around the marked place, so that a line of a megabyte stays readable.
const SNIPPET_COLUMNS: usize = 140;

/// Prints problems in a format. The result ends with a line break, or is empty where there is no problem.
pub fn print(diagnostics: &[Diagnostic], texts: &Texts<'_>, format: Format, styling: Styling) -> String {
    let texts: Lined<'_> = texts.iter().map(|(file, text)| (*file, LinedText::of(text))).collect();
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human => out.push_str(&human(diagnostic, &texts, styling)),
            Format::Json => out.push_str(&json(diagnostic, &texts)),
            Format::Github => out.push_str(&github(diagnostic, &texts)),
        }
    }
    out
}

/// Texts by their files.
type Lined<'a> = BTreeMap<&'a str, LinedText<'a>>;

/// A text with the places at which its lines begin, so that of many problems each is found without another look through all of it.
struct LinedText<'a> {
    text: &'a str,
    /// Where each line but the first begins.
    starts: Vec<usize>,
}

impl<'a> LinedText<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, starts: text.match_indices('\n').map(|(at, _)| at + 1).collect() }
    }

    /// The number, counted from 1, and the bytes of the line in which an offset lies, without its line break.
    fn line(&self, offset: usize) -> (usize, Range<usize>) {
        let number = self.starts.partition_point(|start| *start <= offset);
        let start = if number == 0 { 0 } else { self.starts[number - 1] };
        let end = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        (number + 1, start..end)
    }
}

fn human(diagnostic: &Diagnostic, texts: &Lined<'_>, styling: Styling) -> String {
    let renderer = match styling {
        Styling::Colour => Renderer::styled(),
        Styling::Plain => Renderer::plain(),
    };
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let text = texts.get(diagnostic.file.as_str());
    let file = shown(&diagnostic.file);
    let mut group = match (&diagnostic.place, text) {
        (Place::Bytes(range), Some(text)) => {
            let excerpt = Excerpt::around(text, range);
            group_with_snippet(title, &file, excerpt)
        }
        _ => Group::with_title(title).element(Origin::path(&*file)),
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    format!("{}\n\n", renderer.render(&[group]))
}

fn group_with_snippet<'a>(title: annotate_snippets::Title<'a>, file: &'a str, excerpt: Excerpt<'a>) -> Group<'a> {
    let Excerpt { text, line, mark } = excerpt;
    Group::with_title(title).element(
        Snippet::source(text).path(file).line_start(line).fold(true).annotation(AnnotationKind::Primary.span(mark)),
    )
}

/// The lines of a text that a mark touches.
struct Excerpt<'a> {
    text: &'a str,
    /// Number of the first line, counted from 1.
    line: usize,
    /// The mark, in bytes of `text`; never longer than its first line.
    mark: Range<usize>,
}

impl<'a> Excerpt<'a> {
    fn around(lined: &LinedText<'a>, range: &Range<usize>) -> Self {
        let text = lined.text;
        let start = floor(text, range.start);
        let (line, Range { start: line_start, end: line_end }) = lined.line(start);
        let end = floor(text, range.end).clamp(start, line_end);
        let whole = text[line_start..line_end].trim_end_matches('\r');
        if whole.len() <= SNIPPET_COLUMNS {
            return Self { text: whole, line, mark: start - line_start..(end - line_start).min(whole.len()) };
        }
        let from = floor(text, start.saturating_sub(SNIPPET_COLUMNS / 2).max(line_start));
        let to = floor(text, (from + SNIPPET_COLUMNS).min(line_start + whole.len()));
        Self { text: &text[from..to], line, mark: start.min(to) - from..end.min(to) - from }
    }
}

/// A path for a terminal: what would move its cursor, end its line or turn the letters round is written as its number.
pub fn shown(path: &str) -> Cow<'_, str> {
    if !path.chars().any(is_invisible) {
        return Cow::Borrowed(path);
    }
    let letter = |c: char| if is_invisible(c) { c.escape_unicode().to_string() } else { c.to_string() };
    path.chars().map(letter).collect()
}

/// The last character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// Line and column of a byte offset, both counted from 1; columns count characters.
fn line_and_column(lined: &LinedText<'_>, offset: usize) -> (usize, usize) {
    let offset = floor(lined.text, offset);
    let (number, line) = lined.line(offset);
    (number, lined.text[line.start..offset].chars().count() + 1)
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

fn json(diagnostic: &Diagnostic, texts: &Lined<'_>) -> String {
    let Diagnostic { code, file, place, message, help } = diagnostic;
    let at = match place {
        Place::Bytes(range) => texts.get(file.as_str()).map(|text| line_and_column(text, range.start)),
        Place::File | Place::Value(_) | Place::Key(_) | Place::Words(..) => None,
    };
    let object = JsonDiagnostic {
        code: code.as_str(),
        severity: code.severity().as_str(),
        file,
        line: at.map(|(line, _)| line),
        column: at.map(|(_, column)| column),
        message,
        help: help.as_deref(),
    };
    let mut out = serde_json::to_string(&object).expect("plain text and numbers always serialize");
    writeln!(out).expect("writing to a string does not fail");
    out
}

/// A workflow command: `::error file=…,line=…::message`, with the help on a line of its own.
fn github(diagnostic: &Diagnostic, texts: &Lined<'_>) -> String {
    let Diagnostic { code, file, place, message, help } = diagnostic;
    let command = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut out = format!("::{command} file={}", property(&shown(file)));
    if let (Place::Bytes(range), Some(text)) = (place, texts.get(file.as_str())) {
        let ((line, column), (end_line, end_column)) =
            (line_and_column(text, range.start), line_and_column(text, range.end));
        write!(out, ",line={line},endLine={end_line}").expect("writing to a string does not fail");
        // Columns are understood only where the place is within one line.
        if line == end_line {
            write!(out, ",col={column},endColumn={end_column}").expect("writing to a string does not fail");
        }
    }
    let help = help.as_deref().map(|help| format!("\n{help}")).unwrap_or_default();
    writeln!(out, ",title={}::{}", property(code.as_str()), data(&format!("{message}{help}")))
        .expect("writing to a string does not fail");
    out
}

/// A text as the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

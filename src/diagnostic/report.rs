use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Place, Severity};

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
    let mut out = String::new();
    for diagnostic in diagnostics {
        match format {
            Format::Human => out.push_str(&human(diagnostic, texts, styling)),
            Format::Json => out.push_str(&json(diagnostic, texts)),
            Format::Github => out.push_str(&github(diagnostic, texts)),
        }
    }
    out
}

fn human(diagnostic: &Diagnostic, texts: &Texts<'_>, styling: Styling) -> String {
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
    let text = texts.get(diagnostic.file.as_str()).copied();
    let mut group = match (&diagnostic.place, text) {
        (Place::Bytes(range), Some(text)) => {
            let excerpt = Excerpt::around(text, range);
            group_with_snippet(title, &diagnostic.file, excerpt)
        }
        _ => Group::with_title(title).element(Origin::path(diagnostic.file.as_str())),
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
    fn around(text: &'a str, range: &Range<usize>) -> Self {
        let start = floor(text, range.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[..line_start].matches('\n').count() + 1;
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

/// The last character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}

/// Line and column of a byte offset, both counted from 1; columns count characters.
fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
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

fn json(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
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
fn github(diagnostic: &Diagnostic, texts: &Texts<'_>) -> String {
    let Diagnostic { code, file, place, message, help } = diagnostic;
    let command = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut out = format!("::{command} file={}", property(file));
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

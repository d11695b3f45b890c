use anstyle::{AnsiColor, Style};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::diagnostic::Styling;

/// Lines are broken so that they fit the narrowest usual terminal.
const COLUMNS: usize = 80;

/// How words are set off.
#[derive(Clone, Copy)]
pub struct Ink(pub Styling);

impl Ink {
    /// A heading or a name.
    pub fn strong(self, words: &str) -> String {
        self.with(Style::new().bold(), words)
    }

    fn with(self, style: Style, words: &str) -> String {
        match self.0 {
            Styling::Colour => format!("{style}{words}{style:#}"),
            Styling::Plain => words.to_owned(),
        }
    }

    /// A paragraph. Those before a wrong and a right example have the colours of a fault and of its opposite.
    fn paragraph(self, words: &str) -> String {
        let label = |colour: AnsiColor, label: &str, rest: &str| {
            format!("{}{rest}", self.with(Style::new().bold().fg_color(Some(colour.into())), label))
        };
        match (words.strip_prefix("Wrong:"), words.strip_prefix("Right:")) {
            (Some(rest), _) => label(AnsiColor::Red, "Wrong:", rest),
            (None, Some(rest)) => label(AnsiColor::Green, "Right:", rest),
            (None, None) => words.to_owned(),
        }
    }
}

/// Markdown as text for a terminal: paragraphs and lists broken into lines, examples indented, each followed by an empty line but the
/// last.
pub fn text(markdown: &str, ink: Ink) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut words = String::new();
    let mut target = None;
    let mut tight: Option<Vec<String>> = None;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::List(_)) => tight = Some(Vec::new()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                // The name of a file stands behind the language where it cannot stand in the file.
                words.extend(info.split_once(' ').map(|(_, name)| format!("{name}\n\n")));
            }
            Event::Start(Tag::Link { dest_url, .. }) => target = Some(dest_url),
            Event::End(TagEnd::Link) => words.extend(target.take().map(|target| format!(" ({target})"))),
            Event::Text(text) => words.push_str(&text),
            Event::Code(code) => words.extend(["`", &code, "`"]),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Paragraph) if tight.is_none() => {
                blocks.push(ink.paragraph(&broken(&std::mem::take(&mut words), "")));
            }
            Event::End(TagEnd::Heading(_)) => blocks.push(ink.strong(&std::mem::take(&mut words))),
            Event::End(TagEnd::Item) => {
                let item = format!("- {}", broken(&std::mem::take(&mut words), "  "));
                tight.get_or_insert_default().push(item);
            }
            Event::End(TagEnd::List(_)) => blocks.extend(tight.take().map(|items| items.join("\n"))),
            Event::End(TagEnd::CodeBlock) => blocks.push(indented(&std::mem::take(&mut words))),
            _ => {}
        }
    }
    blocks.into_iter().map(|block| format!("{block}\n")).collect::<Vec<_>>().join("\n")
}

/// Words in lines of at most [`COLUMNS`]; lines after the first begin with an indentation. A word that is longer stands alone.
fn broken(words: &str, indentation: &str) -> String {
    let mut lines = String::new();
    let mut column = indentation.len();
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if column > indentation.len() && column + 1 + length > COLUMNS {
            lines.push('\n');
            lines.push_str(indentation);
            column = indentation.len();
        } else if column > indentation.len() {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

fn indented(example: &str) -> String {
    let lines = example.trim_end().lines();
    let lines = lines.map(|line| if line.is_empty() { String::new() } else { format!("    {line}") });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_plain_text() {
        let markdown = "A text with `code`, *weight*\nand a [link](content.md).\n\n- one\n- two\n\nWrong:\n\n```yaml\na: b\n\nc: d\n```\n\n```md a.md\nb\n```\n";
        let expected = "A text with `code`, weight and a link (content.md).\n\n- one\n- two\n\nWrong:\n\n    a: b\n\n    c: d\n\n    a.md\n\n    b\n";
        assert_eq!(text(markdown, Ink(Styling::Plain)), expected);
    }

    #[test]
    fn lines_fit_the_terminal() {
        let long = "word ".repeat(60);
        let lines = text(&format!("{long}\n\n- {long}"), Ink(Styling::Plain));
        assert!(lines.lines().all(|line| line.chars().count() <= COLUMNS), "{lines}");
        assert!(lines.lines().any(|line| line.chars().count() > COLUMNS - 5), "{lines}");
        assert_eq!(lines.split_whitespace().filter(|word| *word == "word").count(), 120);
    }

    #[test]
    fn colours_stand_around_labels_only() {
        let coloured = text("Wrong: a file.\n\nRight:\n", Ink(Styling::Colour));
        assert!(coloured.contains("Wrong:\u{1b}[0m a file.") && coloured.contains("Right:\u{1b}[0m\n"), "{coloured:?}");
    }
}

use std::ops::Range;

use super::escape::is_blank;

/// The lines of one block of HTML, gathered until its end is known: a comment may reach over several of them.
#[derive(Default)]
pub(super) struct HtmlBlock {
    html: String,
    /// Where in `html` each line begins, and where in the source it stands; the source has `>` and the like between
    /// them.
    lines: Vec<(usize, usize)>,
}

/// What a block of HTML holds besides the comments at its beginning.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing.
    Nothing,
    /// A comment that begins here and has no end. It swallows what follows it.
    UnclosedComment(Range<usize>),
    /// HTML; its first tag, or its first line where it begins with none, stands here.
    Html(String, Range<usize>),
}

const COMMENT_START: &str = "<!--";
const COMMENT_END: &str = "-->";

impl HtmlBlock {
    /// Adds a line, or a piece of one.
    pub fn push(&mut self, line: &str, span: &Range<usize>) {
        self.lines.push((self.html.len(), span.start));
        self.html.push_str(line);
    }

    /// What remains without the comments at the beginning. Those inside other HTML belong to it.
    pub fn content(&self) -> Content {
        let mut start = 0;
        loop {
            start += self.html[start..].len() - self.html[start..].trim_start().len();
            let rest = &self.html[start..];
            if is_blank(rest) {
                return Content::Nothing;
            }
            if !rest.starts_with(COMMENT_START) {
                return Content::Html(rest.to_owned(), self.span(start, first_tag(rest)));
            }
            // `<!-->` and `<!--->` are whole comments, so the end may share the beginning's hyphens.
            match rest[2..].find(COMMENT_END) {
                Some(at) => start += 2 + at + COMMENT_END.len(),
                None => return Content::UnclosedComment(self.span(start, COMMENT_START.len())),
            }
        }
    }

    /// Where some bytes of one line stand in the source.
    fn span(&self, start: usize, len: usize) -> Range<usize> {
        let line = self.lines.partition_point(|(at, _)| *at <= start).saturating_sub(1);
        let (at, source) = self.lines[line];
        source + (start - at)..source + (start - at) + len
    }
}

/// How long the tag is with which a text begins, as far as it stands on the first line; without a tag, the line's
/// length.
fn first_tag(html: &str) -> usize {
    let line = html.lines().next().unwrap_or_default().trim_end();
    match line.find('>') {
        Some(end) if line.starts_with('<') => end + 1,
        _ => line.len(),
    }
}

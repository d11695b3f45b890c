use std::ops::Range;

use super::quote;

/// The lines of a text, looked at without understanding YAML as a whole.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a>(pub &'a str);

impl<'a> Lines<'a> {
    /// The line around an offset, without its indentation, line break and trailing blanks.
    pub fn line(self, at: usize) -> Range<usize> {
        let start = self.0[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = self.0[start..].find('\n').map_or(self.0.len(), |end| start + end);
        let line = self.0[start..end].trim_end();
        let indent = line.len() - line.trim_start().len();
        start + indent..start + line.len()
    }

    /// The character at an offset; nothing at the end.
    pub fn sign(self, at: usize) -> &'a str {
        let length = self.0[at..].chars().next().map_or(0, char::len_utf8);
        &self.0[at..at + length]
    }

    /// From an offset to the end of its line, without trailing blanks.
    pub fn rest(self, at: usize) -> Range<usize> {
        at..self.line(at).end.max(at)
    }

    /// From an offset to the next blank, comma or bracket.
    pub fn word(self, at: usize) -> Range<usize> {
        let stop = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
        at..at + self.0[at..].find(stop).unwrap_or(self.0.len() - at)
    }

    /// The last line with something but a comment in it that begins before an offset: the offset's own line, if something
    /// stands in it before the offset. An empty range where there is none.
    pub fn before(self, at: usize) -> Range<usize> {
        let mut end = at;
        for part in self.0[..at].rsplit('\n') {
            let start = end - part.len();
            let content = part.trim();
            if !content.is_empty() && !content.starts_with('#') {
                return self.line(start);
            }
            end = start.saturating_sub(1);
        }
        0..0
    }

    /// The bytes by which the offset's line is indented.
    pub fn indentation(self, at: usize) -> usize {
        let start = self.0[..at].rfind('\n').map_or(0, |at| at + 1);
        self.line(at).start - start
    }

    /// The tab that indents the offset's line; with `seek` that indents any line from there on.
    pub fn tab_indentation(self, at: usize, seek: bool) -> Option<Range<usize>> {
        let mut start = self.0[..at].rfind('\n').map_or(0, |at| at + 1);
        loop {
            let line = self.line(start);
            if let Some(tab) = self.0[start..line.start].find('\t').filter(|_| !line.is_empty()) {
                let tab = start + tab;
                return Some(tab..line.start);
            }
            let next = self.0[start..].find('\n').map(|end| start + end + 1);
            match next {
                Some(next) if seek => start = next,
                _ => return None,
            }
        }
    }

    /// Where the value begins in the offset's line: behind its dashes and its first key.
    pub fn value_start(self, at: usize) -> Option<usize> {
        let line = self.line(at);
        let content = self.content_start(&line);
        let key_end = match self.0[content..line.end].chars().next()? {
            '"' | '\'' => quote::end(self.0, content).filter(|&end| end <= line.end)?,
            '[' | '{' => return None,
            _ => content,
        };
        let colon = key_end + self.0[key_end..line.end].find(": ")?;
        let value = self.0[colon + 1..line.end].trim_start();
        Some(line.end - value.len())
    }

    /// The value in the offset's line, or from the offset on where it has no key; without a comment.
    pub fn value(self, at: usize) -> &'a str {
        let start = self.value_start(at).filter(|&start| start <= at).unwrap_or(at);
        let value = &self.0[self.rest(start)];
        value.find(" #").map_or(value, |comment| value[..comment].trim_end())
    }

    /// Behind the dashes at the beginning of a line.
    fn content_start(self, line: &Range<usize>) -> usize {
        let mut start = line.start;
        while self.0[start..line.end].starts_with("- ") {
            let rest = self.0[start + 1..line.end].trim_start();
            start = line.end - rest.len();
        }
        start
    }

    /// The indentations of the lines above to which the offset's line could belong, deepest first. A line that begins with
    /// a dash counts twice: for the dash and for what follows it.
    pub fn indentations_above(self, at: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let mut at = self.0[..at].rfind('\n').map_or(0, |at| at + 1);
        while at > 0 {
            let line = self.before(at);
            if line.is_empty() {
                break;
            }
            at = self.0[..line.start].rfind('\n').map_or(0, |at| at + 1);
            for column in [self.content_start(&line) - at, line.start - at] {
                if found.last().is_none_or(|&deeper| column < deeper) {
                    found.push(column);
                }
            }
        }
        found
    }

    /// The innermost bracket that is open at an offset.
    pub fn open_bracket(self, until: usize) -> Option<usize> {
        let mut at = 0;
        while at < until {
            let line = self.line(at);
            let value = self.value_start(line.start).unwrap_or_else(|| self.content_start(&line));
            if value >= until {
                return None;
            }
            at = match self.0[value..].chars().next() {
                Some('[' | '{') => match self.brackets(value, until) {
                    Ok(end) => end,
                    Err(open) => return Some(open),
                },
                Some('"' | '\'') => quote::end(self.0, value)?,
                Some('|' | '>') => self.block_end(line.start),
                _ => line.end,
            };
            at = self.0[at..].find('\n').map_or(self.0.len(), |end| at + end + 1);
        }
        None
    }

    /// The offset behind the bracket that closes the one at an offset.
    pub fn bracket_end(self, open: usize) -> Option<usize> {
        self.brackets(open, self.0.len()).ok()
    }

    /// The end of the brackets that open at an offset, or the innermost that is still open at `until`.
    fn brackets(self, start: usize, until: usize) -> Result<usize, usize> {
        let mut open = Vec::new();
        let mut before = ' ';
        let mut at = start;
        while let Some(c) = self.0.get(at..until).and_then(|rest| rest.chars().next()) {
            let mut next = at + c.len_utf8();
            match c {
                '[' | '{' => open.push(at),
                ']' | '}' => {
                    open.pop();
                    if open.is_empty() {
                        return Ok(next);
                    }
                }
                '"' | '\'' if matches!(before, '[' | '{' | ',' | ':') => {
                    next = quote::end(self.0, at).filter(|&end| end <= until).unwrap_or(until);
                }
                '#' if self.0[..at].ends_with([' ', '\n']) => next = self.line(at).end.min(until),
                _ => {}
            }
            if !c.is_whitespace() {
                before = c;
            }
            at = next;
        }
        Err(open.last().copied().unwrap_or(start))
    }

    /// The end of the lines that are indented deeper than the one that begins at an offset.
    fn block_end(self, start: usize) -> usize {
        let indentation = self.indentation(start);
        let mut end = self.line(start).end;
        while let Some(next) = self.0[end..].find('\n').map(|line| end + line + 1) {
            let line = self.line(next);
            if !line.is_empty() && line.start - next <= indentation {
                break;
            }
            end = line.end.max(next);
        }
        end
    }
}

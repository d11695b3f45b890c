use std::ops::Range;

/// Where words stand in a part of a text; the whole part where they do not. White space of any kind and length counts as one, and a quote
/// or backslash that YAML escapes as itself.
pub(super) fn within(text: &str, part: Range<usize>, words: &str) -> Range<usize> {
    let Some(source) = text.get(part.clone()) else { return part };
    let found = source.char_indices().find_map(|(at, _)| Some(at..at + length(&source[at..], words)?));
    found.map_or(part.clone(), |found| part.start + found.start..part.start + found.end)
}

/// How long the words are at the start of a text, if they stand there.
fn length(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    let mut words = words.chars().peekable();
    while let Some(letter) = words.next() {
        if letter.is_whitespace() {
            while words.next_if(|next| next.is_whitespace()).is_some() {}
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
            continue;
        }
        rest = match rest.strip_prefix(letter) {
            Some(after) if letter == '\'' => after.strip_prefix('\'').unwrap_or(after),
            Some(after) if letter == '\\' => after.strip_prefix('\\').unwrap_or(after),
            Some(after) => after,
            None if letter == '"' => rest.strip_prefix("\\\"")?,
            None => return None,
        };
    }
    (rest.len() < text.len()).then_some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, words: &str, found: &str) {
        assert_eq!(&text[within(text, 0..text.len(), words)], found);
    }

    #[test]
    fn words_are_found_however_they_are_folded() {
        finds(">-\n  One two\n  three four.\n", "two three", "two\n  three");
        finds("'It''s here'", "It's", "It''s");
        finds(r#""a \"b\" c""#, "\"b\"", r#"\"b\""#);
    }

    #[test]
    fn what_is_not_found_is_the_whole() {
        finds("One two", "three", "One two");
        finds("One two", "", "One two");
        finds("Ähm", "hm", "hm");
    }
}

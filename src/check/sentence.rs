//! Where sentences begin and end, and what is alike in them.

use std::ops::Range;

/// Words that end in a full stop and do not end a sentence.
const ABBREVIATIONS: [&str; 40] = [
    "e.g", "i.e", "etc", "vs", "cf", "ca", "approx", "est", "incl", "excl", "resp", "esp", "viz", "al", "no", "nos",
    "fig", "vol", "ed", "eds", "p", "pp", "sec", "ch", "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "inc", "ltd",
    "co", "corp", "u.s", "u.k", "u.n", "dept",
];

/// Abbreviations behind which a sentence ends when the next word begins with a capital, as it often does.
const MAY_END: [&str; 6] = ["etc", "u.s", "u.k", "u.n", "inc", "al"];

/// The sentences of a text on one line, without the white space around them. A part without an end is one too.
///
/// A sentence ends at `.`, `!`, `?` or `…` and what closes behind it, when white space follows and then a capital, a figure, or something
/// that opens; and at the full stops of scripts without spaces. Abbreviations, initials, decimals and names such as `node.js` do not
/// end one.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let is_wide = matches!(letter, '。' | '！' | '？' | '।');
        if !is_wide && !matches!(letter, '.' | '!' | '?' | '…') {
            continue;
        }
        let mut end = at + letter.len_utf8();
        while let Some((next, closer)) = letters.next_if(|(_, next)| is_end(*next) || is_closing(*next)) {
            end = next + closer.len_utf8();
        }
        let rest = &text[end..];
        let next = rest.trim_start();
        let breaks = is_wide
            || (rest.len() > next.len()
                && begins_a_sentence(next)
                && !(letter == '.' && goes_on(&text[start..at], next)));
        if breaks {
            push(&mut found, text, start..end);
            start = end;
        }
    }
    push(&mut found, text, start..text.len());
    found
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        found.push(start..end);
    }
}

fn is_end(letter: char) -> bool {
    matches!(letter, '.' | '!' | '?' | '…')
}

fn is_closing(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '）' | '」' | '』')
}

fn begins_a_sentence(rest: &str) -> bool {
    let opening = |c: char| matches!(c, '"' | '\'' | '“' | '‘' | '«' | '‹' | '(' | '[' | '¿' | '¡');
    rest.chars()
        .find(|c| !opening(*c))
        .is_some_and(|first| !first.is_lowercase() && (first.is_alphanumeric() || first == '*'))
}

/// Whether a full stop behind this text belongs to its last word.
fn goes_on(before: &str, next: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘'))
        .next()
        .unwrap_or_default();
    let lower = word.to_lowercase();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    if is_initial {
        return true;
    }
    if MAY_END.contains(&lower.as_str()) {
        return false;
    }
    // "No." is an answer by itself, and a number's sign only before a figure.
    if matches!(lower.as_str(), "no" | "nos" | "fig" | "vol" | "p" | "pp" | "sec" | "ch") {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    ABBREVIATIONS.contains(&lower.as_str())
}

/// Whether a text is at its end: it ends in a mark that ends a sentence, perhaps closed in brackets or quotes.
pub(super) fn is_finished(text: &str) -> bool {
    let open = text.trim_end().trim_end_matches(is_closing);
    open.ends_with(|c: char| is_end(c) || matches!(c, '。' | '！' | '？' | '।' | '؟' | '።'))
}

/// The words of a text, in lower case, each by a number; the same words have the same numbers.
///
/// Two other words have the same number once in some thousand million texts, so whoever warns of what is alike looks at the letters too.
pub(super) fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::new();
    let mut word = 0;
    let mut has_letters = false;
    for letter in text.chars() {
        if letter.is_alphanumeric() {
            has_letters = true;
            match letter.is_ascii() {
                true => word = mix(word, u64::from(letter.to_ascii_lowercase())),
                false => word = letter.to_lowercase().fold(word, |word, letter| mix(word, u64::from(letter))),
            }
        } else if !matches!(letter, '\'' | '’') && has_letters {
            words.push(word);
            (word, has_letters) = (0, false);
        }
    }
    words.extend(has_letters.then_some(word));
    words
}

/// How many words a text has.
pub(super) fn count(text: &str) -> usize {
    words(text).len()
}

/// A number that runs of the same words have in common.
pub(super) fn digest(words: &[u64]) -> u64 {
    words.iter().fold(words.len() as u64, |digest, word| mix(digest, *word))
}

/// The finalizer of SplitMix64 (Steele, Lea and Flood 2014) over the sum of both: every bit of either changes about half of the result's.
fn mix(state: u64, value: u64) -> u64 {
    let mut mixed = state.rotate_left(5).wrapping_add(value).wrapping_add(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_stops() {
        assert_eq!(split("One. Two! Three? Four… Five"), ["One.", "Two!", "Three?", "Four…", "Five"]);
        assert_eq!(
            split("He said \"Go.\" Then (at last.) They left."),
            ["He said \"Go.\"", "Then (at last.)", "They left."]
        );
        assert_eq!(split("It is so. “Is it?” 12 say yes."), ["It is so.", "“Is it?”", "12 say yes."]);
        assert_eq!(split("一つ。二つ。"), ["一つ。", "二つ。"]);
        assert_eq!(split("No. Yes."), ["No.", "Yes."]);
        assert_eq!(split("So do I. You too."), ["So do I.", "You too."]);
        assert_eq!(split("Made in the U.S. It sells well."), ["Made in the U.S.", "It sells well."]);
        assert_eq!(split(" . "), ["."]);
        assert_eq!(split(""), [""; 0]);
    }

    #[test]
    fn abbreviations_decimals_and_names_do_not_end_a_sentence() {
        for text in [
            "Pay rose by 3.5 percent in 2.1 years.",
            "Tools, e.g. GitHub Copilot, i.e. Microsoft's, help.",
            "See displacement.ai and node.js for more.",
            "Written by J. R. Smith and Dr. Jones of St. Ives.",
            "Shown as No. 5 in Fig. 3 of p. 12.",
            "Humans vs. Machines, approx. 20 of them.",
            "It ends ... somewhere else.",
            "Version 29.3. is out",
            "Acme Corp. Holdings is one firm.",
        ] {
            assert_eq!(split(text), [text], "{text}");
        }
    }

    #[test]
    fn a_text_is_finished_by_a_mark_at_its_end() {
        for text in ["So.", "So?", "So!", "So…", "(So.)", "“So.”", "So.\"", "So. ", "だ。", "So ..."] {
            assert!(is_finished(text), "{text}");
        }
        for text in ["So", "So,", "So:", "So)", "So -", "3.5", "", "and the"] {
            assert!(!is_finished(text), "{text}");
        }
    }

    #[test]
    fn the_same_words_have_the_same_digest() {
        let of = |text: &str| digest(&words(text));
        assert_eq!(of("It’s one — *two*: three!"), of("it’s ONE, two three"));
        assert_ne!(of("ab c"), of("a bc"));
        assert_ne!(of("one two"), of("two one"));
        assert_eq!(count("One, two -- three's 4.5 (don’t)"), 6);
    }
}

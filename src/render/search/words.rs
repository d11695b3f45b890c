//! From a text to the words by which it is found. `static/js/search-core.js` does the same with what a reader types.

use std::borrow::Cow;
use std::collections::BTreeSet;

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

/// The most letters of a word that count.
const LETTERS: usize = 32;
/// The most words of a text that count.
const WORDS: usize = 12;

/// The words of a text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// As they stand, in their order.
    pub plain: Vec<String>,
    /// Those and others by which it is found too, sorted: "back-end" as one word, and the ends of words in scripts that set no spaces.
    pub all: Box<[String]>,
}

/// The words of a text: without capitals, accents and apostrophes. "C++" and "C#" are words; a code is one word, without its dashes and
/// without ".00" at its end.
pub fn words(text: &str) -> Words {
    let folded = folded(text);
    let (mut plain, mut all) = (Vec::new(), BTreeSet::new());
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(is_of_word) {
        let gap = &rest[..start];
        rest = &rest[start..];
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        let word: String = without_zeros(word).chars().take(LETTERS).collect();
        let hyphenated = matches!(gap, "-" | "\u{2010}" | "\u{2011}");
        if hyphenated && let Some(before) = plain.last() {
            all.insert(format!("{before}{word}").chars().take(LETTERS).collect());
        }
        all.extend(ends(&word).map(str::to_owned));
        all.insert(word.clone());
        plain.push(word);
        rest = behind;
        if plain.len() == WORDS {
            break;
        }
    }
    Words { plain, all: all.into_iter().collect() }
}

/// A text in lower case, without accents and apostrophes, and with the digits of a code together.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let lower = if lower.is_ascii() {
        Cow::Borrowed(lower.as_str())
    } else {
        Cow::Owned(DecomposingNormalizerBorrowed::new_nfd().normalize(&lower).into_owned())
    };
    let mut folded = String::with_capacity(lower.len());
    let chars: Vec<char> = lower.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(char::is_ascii_digit);
        match c {
            '\'' | '\u{2019}' | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}' => {}
            '-' | '.' | '\u{2010}'..='\u{2013}' if digit(at.checked_sub(1)) && digit(Some(at + 1)) => {}
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'đ' | 'ð' => folded.push('d'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            c => folded.push(c),
        }
    }
    folded
}

/// Of eight digits that end in two zeros the first six: "15-1252.00" is "15-1252" in the classification above it.
fn without_zeros(word: &str) -> &str {
    match word.strip_suffix("00") {
        Some(short) if word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()) => short,
        _ => word,
    }
}

fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || matches!(c, '+' | '#');
    }
    let category = CodePointMapData::<GeneralCategory>::new();
    c.is_alphanumeric() || GeneralCategoryGroup::Mark.contains(category.get(c))
}

/// Whether a letter is of a script that sets no spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
fn is_unspaced(c: char) -> bool {
    matches!(
        u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x31f0..=0x31ff | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff
    )
}

/// What is left of a word behind each letter of such a script, so that what stands inside of it is found.
fn ends(word: &str) -> impl Iterator<Item = &str> {
    let pairs = word.char_indices().zip(word.char_indices().skip(1));
    pairs.filter(|((_, before), (_, c))| is_unspaced(*before) || is_unspaced(*c)).map(|(_, (at, _))| &word[at..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        words(text).plain
    }

    fn all(text: &str) -> Vec<String> {
        words(text).all.into_vec()
    }

    #[test]
    fn capitals_accents_and_apostrophes_do_not_count() {
        assert_eq!(plain("Café Manager’s"), ["cafe", "managers"]);
        assert_eq!(plain("Łódź Fußpfleger ØRSTED"), ["lodz", "fusspfleger", "orsted"]);
        assert_eq!(plain("Инженер Ёлкин"), ["инженер", "елкин"]);
    }

    #[test]
    fn a_code_is_one_word() {
        for code in ["15-1252", "15-1252.00", "151252", "15–1252"] {
            assert_eq!(plain(code), ["151252"], "{code}");
        }
        assert_eq!(plain("15-1252.01"), ["15125201"]);
        assert_eq!(plain("2512.1.3"), ["251213"]);
    }

    #[test]
    fn signs_that_name_languages_stay() {
        assert_eq!(plain("C++, C# and Node.js"), ["c++", "c#", "and", "node", "js"]);
    }

    #[test]
    fn what_a_hyphen_joins_is_found_as_one_word() {
        assert_eq!(all("Back-end Engineer"), ["back", "backend", "end", "engineer"]);
    }

    #[test]
    fn what_stands_inside_of_a_word_without_spaces_is_found() {
        assert_eq!(plain("软件工程师"), ["软件工程师"]);
        assert!(all("软件工程师").contains(&"工程师".to_owned()));
        assert!(all("高级java工程师").contains(&"java工程师".to_owned()));
    }

    #[test]
    fn long_texts_count_by_their_beginning() {
        let long = format!("{} ", "a".repeat(500)).repeat(100);
        let words = words(&long);
        assert_eq!(words.plain.len(), WORDS);
        assert!(words.all.iter().all(|word| word.chars().count() <= LETTERS));
    }
}

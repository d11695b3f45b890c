//! How a text is written: headings without text, texts without an end, links that do not say where they lead, images without words.

use super::sentence::{count, is_finished, sentences};
use super::text::{Role, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::markdown::{Passage, PassageKind};

/// Words of a link that say nothing of what it leads to.
const VAGUE: [&str; 21] = [
    "here",
    "click here",
    "click",
    "this",
    "this link",
    "this page",
    "link",
    "page",
    "more",
    "read more",
    "learn more",
    "see more",
    "see here",
    "look here",
    "more here",
    "details",
    "more details",
    "website",
    "this website",
    "site",
    "this site",
];

/// Words with which no English sentence ends.
const HANGING: [&str; 11] = ["and", "or", "the", "a", "an", "because", "but", "than", "whose", "your", "their"];

/// Words with which a phrase may end, and a paragraph of some words does not.
const STRANDED: [&str; 14] =
    ["is", "are", "will", "be", "to", "of", "that", "for", "by", "in", "with", "from", "which", "who"];

/// A text of at least so many words is a sentence, and has an end.
const SENTENCE: usize = 8;

/// Which language a text is in, as far as its words are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    Other,
}

/// Warns of what is wrong with the form of one text.
pub(super) fn check(text: &Written<'_>, tongue: Tongue, found: &mut Vec<Diagnostic>) {
    if text.role == Role::Title {
        return;
    }
    empty_headings(text, found);
    unfinished(text, tongue, found);
    for link in &text.passages.links {
        let shown = link.text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if tongue == Tongue::English && VAGUE.contains(&shown.as_str()) {
            let message = format!("the words of the link, `{}`, do not say where it leads", link.text.trim());
            found.push(
                Diagnostic::new(Code::VagueLink, text.file, text.place(link.span.clone()), message)
                    .help("put the link on the words that name what it leads to; some readers hear links without the text around them"),
            );
        }
    }
    for image in text.passages.images.iter().filter(|image| image.text.trim().is_empty()) {
        found.push(
            Diagnostic::new(
                Code::MissingAltText,
                text.file,
                text.place(image.span.clone()),
                "the image has no text in its place",
            )
            .help("say between the square brackets what the image shows, as in `![Wages by year](chart.svg)`"),
        );
    }
}

fn empty_headings(text: &Written<'_>, found: &mut Vec<Diagnostic>) {
    let passages = &text.passages.passages;
    for (at, passage) in passages.iter().enumerate() {
        let PassageKind::Heading(level) = passage.kind else { continue };
        let is_empty = match passages.get(at + 1).map(|next| next.kind) {
            None | Some(PassageKind::Footnote) => true,
            Some(PassageKind::Heading(next)) => next <= level,
            Some(_) => false,
        };
        // An image has no words, and is something to look at.
        let until = passages.get(at + 1).map_or(usize::MAX, |next| next.span.start);
        let has_image = text.passages.images.iter().any(|image| (passage.span.end..until).contains(&image.span.start));
        if is_empty && !has_image {
            let message = format!("nothing stands under the heading `{}`", passage.text.trim());
            let place = text.place(passage.span.clone());
            found.push(
                Diagnostic::new(Code::EmptyHeading, text.file, place, message)
                    .help("write what belongs there, or remove the heading"),
            );
        }
    }
}

fn unfinished(text: &Written<'_>, tongue: Tongue, found: &mut Vec<Diagnostic>) {
    let passages = &text.passages.passages;
    for (at, passage) in passages.iter().enumerate() {
        let next = match passages.get(at + 1).map(|next| next.kind) {
            None | Some(PassageKind::Heading(_) | PassageKind::Footnote) => Next::Nothing,
            Some(PassageKind::Paragraph) => Next::Paragraph,
            Some(_) => Next::Matter,
        };
        let Some(end) = break_off(passage, text.role, tongue, next) else { continue };
        let message = format!("the text breaks off at `{end}`");
        let from = passage.text.trim_end().len() - end.len();
        let place = text.place_in(passage, from..from + end.len());
        let help =
            "write the sentence to its end; a sentence ends with a full stop, a question mark or an exclamation mark";
        found.push(Diagnostic::new(Code::UnfinishedText, text.file, place, message).help(help));
    }
}

/// What a paragraph can lead over to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Nothing,
    Paragraph,
    /// A list, a table, a quote, code or the like.
    Matter,
}

/// The last words of a passage that has no end.
fn break_off(passage: &Passage, role: Role, tongue: Tongue, next: Next) -> Option<&str> {
    if passage.kind != PassageKind::Paragraph || role == Role::Phase {
        return None;
    }
    let text = passage.text.trim_end();
    let last_word = text.rsplit(char::is_whitespace).next().unwrap_or(text);
    // What is closed is at its end, with a full stop or without, and so is an address.
    let is_closed =
        text.ends_with([')', ']', '"', '”', '’', '»']) || last_word.contains("://") || last_word.starts_with('@');
    if is_finished(text) || is_closed || text.is_empty() || passage.has_line_ends {
        return None;
    }
    let is_open = text.ends_with([',', ';', '(', '['])
        || tongue == Tongue::English && HANGING.contains(&last_word) && count(text) >= 3;
    // A colon or a dash leads over to whatever follows.
    let leads_nowhere = text.ends_with([':', '—', '–']) && next == Next::Nothing;
    let is_hanging = is_open && next != Next::Matter || leads_nowhere;
    let is_sentence = match role {
        // A caption has no full stop, a link or code may stand behind the last sentence, and a list is what a paragraph runs on into.
        _ if passage.ends_in_markup || next == Next::Matter || text.ends_with(':') => false,
        Role::Outlook | Role::Verdict | Role::Answer | Role::Document => {
            let is_stranded = tongue == Tongue::English && STRANDED.contains(&last_word) && count(text) >= 4;
            count(text) >= SENTENCE || has_ended_before(text) || is_stranded
        }
        Role::Summary | Role::Detail | Role::Era => has_ended_before(text),
        Role::Title | Role::Phase => false,
    };
    (is_hanging || is_sentence).then(|| last_words(text))
}

/// Whether a sentence of the text has an end, so that its last one is wanted to have one too.
fn has_ended_before(text: &str) -> bool {
    let sentences = sentences(text);
    let finished =
        |range: &std::ops::Range<usize>| is_finished(&text[range.clone()]) && count(&text[range.clone()]) >= 3;
    sentences.len() > 1 && sentences[..sentences.len() - 1].iter().any(finished)
}

/// The last three words, or fewer.
fn last_words(text: &str) -> &str {
    let start = text.rmatch_indices(char::is_whitespace).nth(2).map_or(0, |(at, space)| at + space.len());
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str, role: Role) -> Option<String> {
        let passage = Passage::plain(text);
        break_off(&passage, role, Tongue::English, Next::Nothing).map(str::to_owned)
    }

    #[test]
    fn a_text_that_breaks_off_is_unfinished() {
        for (text, role, last) in [
            ("Most of the work stays, but the part that is written down will", Role::Answer, "down will"),
            ("It depends. Those who know the coast have nothing to", Role::Answer, "have nothing to"),
            ("Keys are cut by machines. Locks are opened by", Role::Summary, "are opened by"),
            ("In the end, the future of lamps is", Role::Outlook, "of lamps is"),
            ("Because nobody knows,", Role::Detail, "Because nobody knows,"),
            ("It is done with tools and", Role::Detail, "with tools and"),
            ("There are three reasons:", Role::Verdict, "are three reasons:"),
            ("The long analysis stops in the middle of a", Role::Document, "middle of a"),
        ] {
            let found = end(text, role).unwrap_or_else(|| panic!("`{text}` is finished"));
            assert!(found.ends_with(last), "{text}: {found}");
        }
    }

    #[test]
    fn a_text_with_an_end_is_finished() {
        for (text, role) in [
            ("No", Role::Answer),
            ("By 2030, perhaps", Role::Answer),
            ("It stays (mostly).", Role::Answer),
            ("He said “it stays.”", Role::Verdict),
            ("Does it stay?", Role::Verdict),
            ("Fits, opens and repairs locks, cuts keys and advises on how to secure a building", Role::Summary),
            ("A lamp that knows the hour", Role::Detail),
            ("Tools such as vices, files, etc.", Role::Detail),
            ("Version 2.1 of the tools", Role::Detail),
            ("First steps", Role::Document),
            ("A short caption", Role::Document),
            ("Vitamin A", Role::Detail),
            ("Turn it off and on", Role::Detail),
            ("What it is for", Role::Detail),
            ("Where it comes from", Role::Detail),
            ("Look it up", Role::Detail),
            ("So it ends …", Role::Answer),
            ("What a lamp is and does stands at https://lamps.example/of-the-coast", Role::Answer),
            ("A keeper may keep more than one lamp (which is rare on this coast)", Role::Answer),
        ] {
            assert_eq!(end(text, role), None, "{text}");
        }
    }

    #[test]
    fn a_colon_may_lead_over_to_a_list() {
        let passage = Passage::plain("What the lamp does, in the order in which it learnt it:");
        assert_eq!(break_off(&passage, Role::Answer, Tongue::English, Next::Matter), None);
        assert_eq!(break_off(&passage, Role::Answer, Tongue::English, Next::Paragraph), None);
        assert!(break_off(&passage, Role::Answer, Tongue::English, Next::Nothing).is_some());
    }
}

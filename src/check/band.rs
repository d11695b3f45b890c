//! Whether a report's text names the band that its figure has.
//!
//! A false alarm is worse than a miss. So only a sentence is looked at that speaks of this job, as a whole, now, in its author's own voice:
//! one that denies, compares, quotes, supposes, tells of the past or of parts of the job is passed over.

use std::ops::Range;

use super::band_word;
use super::text::{Role, Sentence, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::{Card, Corpus, Headline, HeadlineRule};
use crate::model::{Band, Measure};

/// Words with which a sentence says something else than what the job's band is.
const OTHERWISE: &[&str] = &[
    // It denies.
    "not",
    "no",
    "never",
    "neither",
    "nor",
    "cannot",
    "without",
    "hardly",
    "barely",
    "scarcely",
    "far",
    "nothing",
    "none",
    // It compares, or speaks of others.
    "than",
    "more",
    "less",
    "most",
    "least",
    "unlike",
    "compared",
    "comparison",
    "versus",
    "whereas",
    "while",
    "other",
    "others",
    "another",
    "elsewhere",
    "similar",
    "lower",
    "higher",
    "rather",
    "instead",
    "jobs",
    "occupations",
    "roles",
    "professions",
    "sector",
    "sectors",
    "industry",
    "industries",
    "field",
    "fields",
    "average",
    "neighbouring",
    "both",
    "among",
    "between",
    "or",
    "country",
    "countries",
    "workers",
    "people",
    "readers",
    "anyone",
    "everyone",
    // It tells what somebody says.
    "say",
    "says",
    "said",
    "call",
    "calls",
    "called",
    "rates",
    "rate",
    "according",
    "index",
    "indexes",
    "study",
    "studies",
    "survey",
    "surveys",
    "publisher",
    "publishers",
    "author",
    "authors",
    "source",
    "sources",
    "claim",
    "claims",
    "claimed",
    "think",
    "thinks",
    "believe",
    "believes",
    "page",
    "pages",
    "site",
    "sites",
    "label",
    "labels",
    "word",
    "words",
    "means",
    "measure",
    "measures",
    "rating",
    "ratings",
    "raters",
    "assessment",
    "assessments",
    // It supposes, or tells of another time.
    "if",
    "would",
    "could",
    "might",
    "may",
    "should",
    "unless",
    "was",
    "were",
    "had",
    "became",
    "become",
    "becomes",
    "becoming",
    "will",
    "once",
    "until",
    "ago",
    "formerly",
    "earlier",
    "previously",
    "used",
    "seem",
    "seems",
    "seemed",
    "look",
    "looks",
    "appear",
    "appears",
    "expected",
    "before",
    "after",
    "later",
    "soon",
    "decade",
    "years",
    "today's",
    // It speaks of a part.
    "some",
    "many",
    "few",
    "those",
    "who",
    "whose",
    "part",
    "parts",
    "task",
    "tasks",
    "half",
    "routine",
    "junior",
    "juniors",
    "entry",
    "beginners",
    "beginner",
    "senior",
    "seniors",
    "when",
    "where",
    "which",
    "only",
    "except",
    "mostly",
    "partly",
    "certain",
    "specialists",
    "side",
    "skill",
    "skills",
    "step",
    "steps",
    "hours",
];

/// Words that may stand between a level and what has it, or before what has it.
const QUALIFIERS: [&str; 6] = ["ai", "automation", "overall", "displacement", "replacement", "headline"];

/// Words that may begin what has a level.
const DETERMINERS: [&str; 9] = ["the", "this", "our", "its", "a", "an", "whole", "your", "my"];

/// A word of a sentence, in lower case, and where it stands in the sentence.
struct Word {
    text: String,
    at: Range<usize>,
}

/// A level that a sentence names.
#[derive(Debug, PartialEq, Eq)]
struct Claim {
    band: Band,
    noun: Noun,
    /// Whether the words say that it is a matter of machines.
    is_of_ai: bool,
    /// In bytes of the sentence.
    at: Range<usize>,
    /// Whether the sentence begins with it.
    is_first: bool,
}

/// What a sentence says to have a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Noun {
    Risk,
    Exposure,
    /// The headline, the score or the band itself.
    Headline,
}

/// Warns of the first sentence of a report that names another band than that of its headline.
pub(super) fn check(corpus: &Corpus, card: &Card, texts: &[Written<'_>], found: &mut Vec<Diagnostic>) {
    let Some(headline) = card.headline else { return };
    let names: Vec<String> = std::iter::once(&card.title).chain(&card.also).map(|name| name.to_lowercase()).collect();
    let about = About { corpus, card, headline, names };
    let roles = [Role::Summary, Role::Outlook, Role::Verdict, Role::Answer, Role::Document];
    for text in texts.iter().filter(|text| roles.contains(&text.role)) {
        for sentence in text.sentences() {
            let Some(claim) = about.contradiction(text.role, &sentence) else { continue };
            let words = &sentence.text()[claim.at.clone()];
            let message = format!(
                "the text speaks of `{words}`, but the headline of this report is {}, which is {}",
                headline.points.get(),
                band_word(headline.band)
            );
            let start = sentence.range.start;
            let place = text.place_in(sentence.passage, start + claim.at.start..start + claim.at.end);
            found.push(
                Diagnostic::new(Code::BandDisagrees, text.file, place, message)
                    .help("correct the word, or the figures of the headline if the word is right"),
            );
        }
    }
}

/// The report that a text is about.
struct About<'a> {
    corpus: &'a Corpus,
    card: &'a Card,
    headline: Headline,
    names: Vec<String>,
}

impl About<'_> {
    /// What a sentence claims of the job that its headline contradicts.
    fn contradiction(&self, role: Role, sentence: &Sentence<'_>) -> Option<Claim> {
        let text = sentence.text();
        let claim = claim(text)?;
        if claim.band == self.headline.band || (claim.band, self.headline.band) == (Band::High, Band::VeryHigh) {
            return None;
        }
        let lower = text.to_lowercase();
        let is_about_the_job = claim.is_first || self.names_the_job(&lower);
        // What a job is may well be a risky thing to do; where it is going is about machines on this kind of site.
        let is_about_ai = match role {
            Role::Outlook | Role::Verdict | Role::Answer => true,
            Role::Document => claim.is_of_ai || claim.noun == Noun::Exposure,
            _ => claim.is_of_ai,
        };
        let is_own_voice = !self.corpus.sources.iter().any(|source| {
            let publisher = source.entry.publisher.as_ref().map(|publisher| publisher.as_str());
            let names = [Some(source.short()), Some(source.entry.title.as_str()), publisher];
            names.into_iter().flatten().any(|name| lower.contains(&name.to_lowercase()))
        });
        (is_about_the_job && is_about_ai && is_own_voice && self.counts(claim.noun)).then_some(claim)
    }

    fn names_the_job(&self, lower: &str) -> bool {
        let subjects = ["job", "occupation", "role", "profession"];
        let determined = |subject: &str| {
            ["this ", "the "].iter().any(|determiner| {
                lower
                    .match_indices(&format!("{determiner}{subject}"))
                    .any(|(at, whole)| !lower[at + whole.len()..].starts_with(char::is_alphanumeric))
            })
        };
        subjects.iter().any(|subject| determined(subject))
            || lower.contains("our headline")
            || lower.contains("the headline")
            || self.names.iter().any(|name| {
                lower.match_indices(name.as_str()).any(|(at, _)| !lower[..at].ends_with(char::is_alphanumeric))
            })
    }

    /// Whether the headline measures what the sentence speaks of.
    fn counts(&self, noun: Noun) -> bool {
        let measure = match self.corpus.site.headline {
            HeadlineRule::Median(measure) => Some(measure),
            HeadlineRule::Source(source) => self.corpus.source(source).entry.measures,
            HeadlineRule::Tasks => Some(Measure::Exposure),
        };
        let has = |measure: Measure| self.card.assessments.iter().any(|assessment| assessment.measure == measure);
        match (noun, measure) {
            (Noun::Headline, _) | (Noun::Risk, Some(Measure::Risk)) | (Noun::Exposure, Some(Measure::Exposure)) => true,
            // Where nothing else on the page is a risk, a reader takes the headline for it.
            (Noun::Risk, Some(Measure::Exposure)) => !has(Measure::Risk),
            (Noun::Exposure, Some(Measure::Risk)) => !has(Measure::Exposure),
            _ => false,
        }
    }
}

/// The one level that a sentence gives to the job's risk or exposure in a plain statement.
fn claim(text: &str) -> Option<Claim> {
    const LEVELS: [&str; 5] = ["low", "moderate", "medium", "high", "highly"];
    // Most sentences end here; the first letter of a word may be a capital.
    let names = |one_of: &[&str]| one_of.iter().any(|part| text.contains(part));
    if !names(&["igh", "ow", "oderate", "edium"]) || !names(&["isk", "xposure", "eadline", "core", "and"]) {
        return None;
    }
    if text.ends_with('?') || text.contains(['"', '“', '”', '„', '«', '»', '‘', '(', '`']) {
        return None;
    }
    let words = words(text);
    let is_level = |word: &&Word| LEVELS.contains(&word.text.as_str());
    if words.iter().filter(is_level).count() != 1 {
        return None;
    }
    let denies = |word: &Word| OTHERWISE.contains(&word.text.as_str()) || word.text.ends_with("n't");
    if words.iter().any(denies) {
        return None;
    }
    let level = words.iter().position(|word| LEVELS.contains(&word.text.as_str()))?;
    let is_very = level > 0 && words[level - 1].text == "very";
    let begin = if is_very { level - 1 } else { level };
    let band = match (words[level].text.as_str(), is_very) {
        ("low", false) => Band::Low,
        ("moderate" | "medium", false) => Band::Moderate,
        ("high", false) => Band::High,
        ("high", true) => Band::VeryHigh,
        _ => return None,
    };
    let sentence = Words { text, words: &words };
    let (noun, first, last) = sentence.before_noun(begin, level).or_else(|| sentence.behind_noun(begin, level))?;
    let is_of_ai = words.iter().any(|word| {
        matches!(
            word.text.as_str(),
            "ai" | "automation"
                | "automated"
                | "machine"
                | "machines"
                | "headline"
                | "replaced"
                | "replacement"
                | "band"
        )
    });
    let is_first =
        first == 0 || (first == 1 && matches!(words[0].text.as_str(), "at" | "a" | "an" | "the" | "overall"));
    Some(Claim { band, noun, is_of_ai, at: words[first].at.start..words[last].at.end, is_first })
}

struct Words<'w> {
    text: &'w str,
    words: &'w [Word],
}

impl Words<'_> {
    fn is(&self, at: usize, one_of: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| one_of.contains(&word.text.as_str()))
    }

    /// Whether nothing but space or a hyphen is between a word and the one before.
    fn follows(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        at > 0 && self.text[self.words[at - 1].at.end..word.at.start].chars().all(|c| c == ' ' || c == '-')
    }

    fn noun(&self, at: usize) -> Option<Noun> {
        match self.words.get(at)?.text.as_str() {
            "risk" => Some(Noun::Risk),
            "exposure" => Some(Noun::Exposure),
            "headline" | "score" | "band" => Some(Noun::Headline),
            _ => None,
        }
    }

    /// `high risk`, `very high AI exposure`, `the low band`.
    fn before_noun(&self, begin: usize, level: usize) -> Option<(Noun, usize, usize)> {
        if !self.is_said_of_the_job(begin) {
            return None;
        }
        let mut at = level + 1;
        while at < level + 3 && self.is(at, &QUALIFIERS) {
            at += 1;
        }
        let noun = self.noun(at)?;
        if !(level + 1..=at).all(|at| self.follows(at)) {
            return None;
        }
        self.ends_well(at + 1).then_some((noun, begin, at))
    }

    /// Whether the words before a level say that somebody has it, and not that he finds or weighs it.
    fn is_said_of_the_job(&self, begin: usize) -> bool {
        let mut before = begin;
        while before > 0 && self.is(before - 1, &["a", "an", "the", "at", "in", "into", "overall"]) {
            before -= 1;
        }
        let has = [
            "is",
            "are",
            "has",
            "have",
            "faces",
            "face",
            "carries",
            "carry",
            "stays",
            "stay",
            "remains",
            "remain",
            "stands",
            "stand",
            "falls",
            "fall",
            "sits",
            "sit",
            "bears",
            "bear",
            "runs",
            "run",
            "shows",
            "show",
            "job",
            "occupation",
            "role",
            "profession",
        ];
        before == 0 || self.is(before - 1, &has)
    }

    /// `the risk is high`, `its exposure to AI is very high`.
    fn behind_noun(&self, begin: usize, level: usize) -> Option<(Noun, usize, usize)> {
        let mut verb = begin.checked_sub(1)?;
        // `Exposure: very high.`
        if verb == 0 && self.text[self.words[0].at.end..self.words[begin].at.start].trim() == ":" {
            return self.noun(0).filter(|_| self.ends_well(level + 1)).map(|noun| (noun, 0, level));
        }
        while verb > 0
            && self.is(verb, &["a", "an", "the", "in", "at", "as", "clearly", "currently", "now", "rated", "still"])
        {
            verb -= 1;
        }
        if !self.is(verb, &["is", "stands", "remains", "sits", "counts", "ranks"]) {
            return None;
        }
        let mut at = verb.checked_sub(1)?;
        while at > 0 && self.is(at, &["to", "of", "ai", "automation", "here", "overall", "level"]) {
            at -= 1;
        }
        let noun = self.noun(at)?;
        let own = |at: usize| {
            let word = self.words[at].text.as_str();
            DETERMINERS.contains(&word) || QUALIFIERS.contains(&word) || word.ends_with("'s")
        };
        if at > 0 && !own(at - 1) {
            return None;
        }
        let first = if at == 1 && self.is(0, &DETERMINERS) { 0 } else { at };
        let ends = self.words.get(level + 1).is_none() || !self.follows(level + 1) || self.is(level + 1, AFTER);
        ends.then_some((noun, first, level))
    }

    /// Whether what stands behind `high risk` leaves it what it is: `high risk of fire` and `high-risk patients` are something else.
    fn ends_well(&self, next: usize) -> bool {
        if self.words.get(next).is_none() || !self.follows(next) {
            return true;
        }
        if self.is(next, &["of", "to", "from"]) {
            return self.is(
                next + 1,
                &["ai", "automation", "being", "displacement", "replacement", "disruption", "generative", "language"],
            );
        }
        self.is(next, AFTER) || self.is(next, &["job", "occupation", "role", "profession", "band", "score"])
    }
}

/// Words that may follow a level, or what has one, and do not narrow it.
const AFTER: &[&str] =
    &["and", "but", "because", "as", "since", "overall", "today", "now", "here", "by", "band", "even"];

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’');
    let mut rest = 0;
    while let Some(begin) = text[rest..].find(is_part).map(|at| rest + at) {
        let end = text[begin..].find(|c: char| !is_part(c)).map_or(text.len(), |at| begin + at);
        words.push(Word { text: text[begin..end].to_lowercase().replace('’', "'"), at: begin..end });
        rest = end;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn claims(text: &str, band: Band, noun: Noun, words: &str) {
        let claim = claim(text).unwrap_or_else(|| panic!("`{text}` claims nothing"));
        assert_eq!((claim.band, claim.noun, &text[claim.at]), (band, noun, words), "{text}");
    }

    #[test]
    fn a_plain_statement_is_a_claim() {
        claims("High risk.", Band::High, Noun::Risk, "High risk");
        claims("High risk: little of it stays.", Band::High, Noun::Risk, "High risk");
        claims("This is a high-risk job.", Band::High, Noun::Risk, "high-risk");
        claims("The job is at very high risk of automation.", Band::VeryHigh, Noun::Risk, "very high risk");
        claims("Locksmiths face a low exposure to AI.", Band::Low, Noun::Exposure, "low exposure");
        claims("The job's exposure is moderate.", Band::Moderate, Noun::Exposure, "exposure is moderate");
        claims("The risk is high, and it stays.", Band::High, Noun::Risk, "The risk is high");
        claims("Its exposure to AI is very high.", Band::VeryHigh, Noun::Exposure, "Its exposure to AI is very high");
        claims("The headline is in the low band.", Band::Low, Noun::Headline, "low band");
        claims("The job has a medium automation risk.", Band::Moderate, Noun::Risk, "medium automation risk");
        claims("Exposure: very high.", Band::VeryHigh, Noun::Exposure, "Exposure: very high");
        claims("Overall, this is a low-risk occupation.", Band::Low, Noun::Risk, "low-risk");
        claims("The occupation's risk of automation is low.", Band::Low, Noun::Risk, "risk of automation is low");
        claims("All of this puts the job at high risk.", Band::High, Noun::Risk, "high risk");
        claims("Overall risk is low.", Band::Low, Noun::Risk, "risk is low");
        claims("The occupation falls into the very high band.", Band::VeryHigh, Noun::Headline, "very high band");
    }

    #[test]
    fn what_says_something_else_is_none() {
        for text in [
            "The job is not at high risk.",
            "The risk isn't high.",
            "Is the risk high?",
            "Jobisque calls the risk high.",
            "The page says \"high risk\".",
            "The page speaks of “very high exposure”.",
            "The risk is higher than in other jobs.",
            "Unlike accounting, this job has a low risk.",
            "The risk would be high if prices fell.",
            "The risk was high ten years ago.",
            "The risk will be high.",
            "Routine tasks have a high exposure.",
            "Those who only type are at high risk.",
            "From low risk to high risk in ten years.",
            "The risk is low to moderate.",
            "The risk is moderate or high.",
            "A high risk of fire is part of the work.",
            "This job has a high risk of electric shock.",
            "The nurse looks after high-risk patients.",
            "High-risk work needs two people.",
            "The job has a high exposure to infections.",
            "The security risk is high.",
            "Radiation exposure is low.",
            "The relatively high risk surprises.",
            "The job is far from high risk.",
            "High pay is a risk.",
            "The level of pay is high.",
            "The risk of a high bill is small.",
            "High, risk and all.",
            "The risk is high for beginners.",
            "The risk is very low.",
            "It has high stakes.",
            "The job is to find high risk.",
            "This profession weighs a high risk every day.",
            "Low risk does not mean no risk.",
            "High exposure means that tools can help.",
            "High exposure is a chance.",
            "High risk, high reward.",
            "High-risk AI systems need this profession.",
            "The high risk of the first years is gone.",
            "This job is a low-risk step.",
            "Exposure: high in cities, low elsewhere.",
        ] {
            assert_eq!(claim(text), None, "{text}");
        }
    }
}

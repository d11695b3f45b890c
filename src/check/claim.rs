//! What a plain sentence says of the risk or the exposure of a job: the grammar of `this job is at high risk`.

use std::ops::Range;

use crate::model::Band;

/// Words with which a sentence says something else than what the job's band is.
#[rustfmt::skip]
const OTHERWISE: &[&str] = &[
    // It denies.
    "not", "no", "never", "neither", "nor", "cannot", "without", "hardly", "barely", "scarcely", "far", "nothing",
    "none",
    // It compares, or speaks of others.
    "than", "more", "less", "most", "least", "unlike", "compared", "comparison", "versus", "whereas", "while", "other",
    "others", "another", "elsewhere", "similar", "lower", "higher", "rather", "instead", "jobs", "occupations", "roles",
    "professions", "sector", "sectors", "industry", "industries", "field", "fields", "average", "neighbouring", "both",
    "among", "between", "or", "country", "countries", "readers", "anyone", "everyone",
    // It tells what somebody says.
    "say", "says", "said", "call", "calls", "called", "rates", "rate", "according", "index", "indexes", "study",
    "studies", "survey", "surveys", "publisher", "publishers", "author", "authors", "source", "sources", "claim",
    "claims", "claimed", "think", "thinks", "believe", "believes", "page", "pages", "site", "sites", "label", "labels",
    "word", "words", "means", "measure", "measures", "rating", "ratings", "raters", "assessment", "assessments",
    // It supposes, or tells of another time.
    "if", "would", "could", "might", "may", "should", "unless", "was", "were", "had", "became", "become", "becomes",
    "becoming", "will", "once", "until", "ago", "formerly", "earlier", "previously", "used", "seem", "seems", "seemed",
    "look", "looks", "appear", "appears", "expected", "before", "after", "later", "today's",
    // It speaks of a part.
    "some", "many", "few", "those", "who", "whose", "part", "parts", "task", "tasks", "half", "routine", "junior",
    "juniors", "entry", "beginners", "beginner", "senior", "seniors", "when", "where", "which", "only", "except",
    "mostly", "partly", "certain", "specialists", "side", "skill", "skills", "step", "steps", "hours",
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
pub(super) struct Claim {
    pub band: Band,
    pub noun: Noun,
    /// Whether the words say that it is a matter of machines.
    pub is_of_ai: bool,
    /// In bytes of the sentence.
    pub at: Range<usize>,
    /// Whether the sentence begins with it.
    pub is_first: bool,
}

/// What a sentence says to have a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    Risk,
    Exposure,
    /// The headline, the score or the band itself.
    Headline,
}

/// The one level that a sentence gives to the job's risk or exposure in a plain statement.
pub(super) fn claim(text: &str) -> Option<Claim> {
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
    // A reason, or what comes after a stop, does not take back what was said.
    let goes_on = |at: &usize| {
        let gap = &text[words[at - 1].at.end..words[*at].at.start];
        gap.contains([';', ':', '—', '–']) || matches!(words[*at].text.as_str(), "because" | "since")
    };
    let said = &words[..(last + 1..words.len()).find(goes_on).unwrap_or(words.len())];
    let is_level = |word: &&Word| LEVELS.contains(&word.text.as_str());
    let says_otherwise = |word: &Word| OTHERWISE.contains(&word.text.as_str()) || word.text.ends_with("n't");
    if said.iter().filter(is_level).count() != 1 || said.iter().any(says_otherwise) {
        return None;
    }
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
        claims(
            "This role faces a very high risk, because most of its tasks are routine.",
            Band::VeryHigh,
            Noun::Risk,
            "very high risk",
        );
        claims("The risk is high; other jobs have low ones.", Band::High, Noun::Risk, "The risk is high");
        claims("Low risk — not much of it can be written down.", Band::Low, Noun::Risk, "Low risk");
        claims("The job is at high risk of being automated within ten years.", Band::High, Noun::Risk, "high risk");
        claims("People in this role face a high risk of automation.", Band::High, Noun::Risk, "high risk");
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
            "The risk is high, but not for seniors.",
            "Not only because of its price, the risk is high.",
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

//! Whether a report's text names the band that its figure has.
//!
//! A false alarm is worse than a miss. So only a sentence is looked at that speaks of this job, as a whole, now, in its author's own voice:
//! one that denies, compares, quotes, supposes, tells of the past or of parts of the job is passed over.

use super::band_word;
use super::claim::{Claim, Noun, claim};
use super::text::{Role, Sentence, Written};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::{Card, Corpus, Headline, HeadlineRule};
use crate::model::{Band, Measure};

/// Warns of the sentences of a report that name another band than that of its headline.
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

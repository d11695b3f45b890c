use crate::link::Corpus;

/// A part of the search index is made for so many names, give or take half.
const NAMES: usize = 24;

/// How many parts the search index has: a power of two, so that it stays the same while reports come and go.
pub fn search_shards(corpus: &Corpus) -> usize {
    let of_reports: usize = corpus.cards().iter().map(|card| 1 + card.also.len() + card.codes.len()).sum();
    let others = corpus.tools.len() + corpus.industries.len() + corpus.articles.len() + corpus.pages.len();
    ((of_reports + others) / NAMES).next_power_of_two()
}

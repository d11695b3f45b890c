//! What a search finds: a name, and the page that it leads to.

use serde_json::{Value, json};

use super::words::{Words, words};
use crate::link::Corpus;
use crate::model::Slug;

/// The most letters of a name that are shown.
const SHOWN: usize = 120;

/// What kind of name it is, in the order in which results stand. The numbers are those of `static/js/search-core.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The title of a report.
    Title,
    /// Another name of the job.
    Also,
    /// A code of the job in a classification.
    Code,
    /// A tool.
    Tool,
    /// An industry.
    Industry,
    /// An article.
    Article,
    /// A page of text.
    Page,
}

impl Kind {
    /// All kinds in their order.
    pub const ALL: [Self; 7] =
        [Self::Title, Self::Also, Self::Code, Self::Tool, Self::Industry, Self::Article, Self::Page];

    /// The name in message ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Also => "also",
            Self::Code => "code",
            Self::Tool => "tool",
            Self::Industry => "industry",
            Self::Article => "article",
            Self::Page => "page",
        }
    }

    /// The folder of the site in which its pages stand.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Title | Self::Also | Self::Code => "occupations/",
            Self::Tool => "tools/",
            Self::Industry => "industries/",
            Self::Article => "articles/",
            Self::Page => "",
        }
    }
}

/// A name and the page that it leads to.
#[derive(Debug)]
pub struct Entry {
    /// What kind of name it is.
    pub kind: Kind,
    /// The name, as it is shown.
    pub name: String,
    /// The words by which it is found.
    pub words: Words,
    /// The last part of the page's address.
    pub slug: String,
    /// The printed headline of a report.
    pub points: Option<u8>,
    /// The title of the report that has the name; `None` of a title itself.
    pub title: Option<String>,
}

impl Entry {
    fn new(kind: Kind, name: &str, slug: &Slug) -> Self {
        let words = words(name);
        Self { kind, name: shown(name), words, slug: slug.to_string(), points: None, title: None }
    }

    /// By what entries stand in order.
    fn order(&self) -> (&str, Kind, &str, &str) {
        (self.title.as_ref().unwrap_or(&self.name), self.kind, &self.name, &self.slug)
    }

    /// The entry as the index holds it: kind, name, slug, points, title; what is not there is left out at the end. A slug that follows from
    /// the title is 0.
    pub fn json(&self) -> Value {
        let Self { kind, name, words: _, slug, points, title } = self;
        let made = Slug::from_title(title.as_ref().unwrap_or(name));
        let slug = if made.is_some_and(|made| made.as_str() == slug) { json!(0) } else { json!(slug) };
        match (points, title) {
            (None, None) => json!([*kind as u8, name, slug]),
            (points, None) => json!([*kind as u8, name, slug, points]),
            (points, Some(title)) => json!([*kind as u8, name, slug, points, title]),
        }
    }
}

/// A name of at most so many letters as are shown.
fn shown(name: &str) -> String {
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", name[..end].trim_end()),
        None => name.to_owned(),
    }
}

/// All names of a site, by the title of the page that they lead to; those without a letter or a digit cannot be found and are left out. So are articles and pages that are kept
/// from search engines; a report that is kept from them stands in the lists of the site, and here.
pub fn entries(corpus: &Corpus) -> Vec<Entry> {
    let mut entries = Vec::new();
    for id in corpus.reports() {
        let card = corpus.card(id);
        let points = card.headline.map(|headline| headline.points.get());
        let mut add = |kind, name: &str, title: Option<&str>| {
            entries.push(Entry { points, title: title.map(shown), ..Entry::new(kind, name, &card.slug) });
        };
        let title = card.title.as_str();
        add(Kind::Title, title, None);
        card.also.iter().for_each(|name| add(Kind::Also, name, Some(title)));
        card.codes.iter().for_each(|code| add(Kind::Code, &code.code, Some(title)));
    }
    entries.extend(corpus.tools.iter().map(|tool| Entry::new(Kind::Tool, &tool.entry.name, &tool.id)));
    entries.extend(
        corpus.industries.iter().map(|industry| Entry::new(Kind::Industry, &industry.entry.name, &industry.id)),
    );
    let articles = corpus.articles.iter().map(|article| (Kind::Article, &article.page));
    let texts = articles.chain(corpus.pages.iter().map(|page| (Kind::Page, page)));
    entries
        .extend(texts.filter(|(_, page)| !page.noindex).map(|(kind, page)| Entry::new(kind, &page.title, &page.slug)));
    entries.retain(|entry| !entry.words.plain.is_empty());
    entries.sort_by(|one, other| one.order().cmp(&other.order()));
    entries.dedup_by(|later, first| (&later.name, later.kind, &later.slug) == (&first.name, first.kind, &first.slug));
    entries
}

//! Sources, methodology, data, and what a host shows where nothing is.

use serde::Serialize;

use crate::link::{LEAST_NEEDED, LEAST_RANKED, MUCH_LOWER, NEEDED, SourceId};
use crate::model::Measure;
use crate::parse::WRITING_IDS;
use crate::plan::{DataTable, Page};
use crate::render::messages::args;
use crate::render::page::Head;
use crate::render::view::{BandRange, Link};
use crate::render::{Renderer, is_sponsored, strip, structured};

/// All sources and what rests on them.
#[derive(Serialize)]
pub struct SourcesView {
    page: Head,
    rows: Vec<SourceRow>,
}

#[derive(Serialize)]
struct SourceRow {
    id: String,
    title: String,
    summary: Option<String>,
    details: Vec<String>,
    link: Option<crate::render::view::OutLink>,
    licence: Option<Link>,
    attribution: Option<String>,
    /// What its scores measure, and on what scale.
    measures: Option<String>,
    /// How many figures in how many reports rest on it.
    rests: String,
    /// The reports with most figures of it; none where nearly everything rests on it.
    reports: Vec<Link>,
    /// How many more there are.
    more: Option<String>,
}

/// How figures are made.
#[derive(Serialize)]
pub struct MethodologyView {
    page: Head,
    title: String,
    /// The publisher's own words, as HTML.
    html: Option<String>,
    /// Whether they hold a link by which the publisher earns.
    sponsored: bool,
    rule: String,
    bands: Vec<BandRange>,
    measures: Vec<MeasureRow>,
    /// How the scores of one source are ranked, in words, where a source scores enough reports.
    rank_text: Option<String>,
    /// How a skill match is computed, in words, where skills have importance and level.
    match_text: Option<String>,
    /// How comparable jobs are chosen, in a sentence.
    ladder_text: String,
}

#[derive(Serialize)]
struct MeasureRow {
    label: String,
    explanation: String,
    /// The sources that measure it.
    sources: Vec<Link>,
}

/// The data for download.
#[derive(Serialize)]
pub struct DataView {
    page: Head,
    tables: Vec<TableRow>,
    licence: Option<Link>,
    /// The sources with conditions of their own.
    conditions: Vec<Condition>,
}

#[derive(Serialize)]
struct TableRow {
    name: &'static str,
    href: String,
    explanation: String,
    columns: Vec<ColumnRow>,
}

#[derive(Serialize)]
struct ColumnRow {
    name: &'static str,
    explanation: String,
}

#[derive(Serialize)]
struct Condition {
    source: Link,
    licence: String,
    attribution: Option<String>,
}

/// What a host shows where nothing is.
#[derive(Serialize)]
pub struct NotFoundView {
    page: Head,
}

/// A former address.
#[derive(Serialize)]
pub struct RedirectView {
    page: Head,
    to: String,
    absolute: String,
}

/// How many reports a source lists.
const LISTED: usize = 12;
/// A source of more reports than these lists none: a few of so many say nothing.
const MANY: usize = 50;

impl Renderer<'_> {
    pub(crate) fn sources_view(&self) -> SourcesView {
        let rows = (0..self.corpus.sources.len()).map(|at| self.source_row(SourceId::at(at)));
        SourcesView {
            page: self.head(Page::Sources, self.messages.label("nav_sources"), &self.lead("sources_lead"), &[]),
            rows: rows.collect(),
        }
    }

    fn source_row(&self, id: SourceId) -> SourceRow {
        let messages = &self.messages;
        let source = self.corpus.source(id);
        let view = self.source_view(id, 0);
        let listed = if source.used_by().len() > MANY { 0 } else { source.used_by().len().min(LISTED) };
        let more = if listed == 0 { 0 } else { source.used_by().len() - listed };
        let (from, to) = source.entry.scale.ends();
        SourceRow {
            id: source.id.to_string(),
            title: view.title,
            summary: source.entry.summary.as_ref().map(ToString::to_string),
            details: view.details,
            link: view.link,
            licence: view.licence.map(|licence| Link { label: licence.name, href: licence.href.unwrap_or_default() }),
            attribution: view.attribution,
            measures: source.entry.measures.map(|measure| {
                messages.say(
                    "source_measures",
                    &args![
                        "measure" => messages.measure(measure),
                        "from" => messages.decimal(from),
                        "to" => messages.decimal(to),
                    ],
                )
            }),
            rests: messages.say(
                "source_rests",
                &args![
                    "figures" => source.figures(),
                    "printed" => messages.whole(i64::from(source.figures())),
                    "reports" => source.used_by().len(),
                    "all" => messages.whole(source.used_by().len() as i64),
                ],
            ),
            reports: source.used_by().iter().take(listed).map(|(id, _)| self.report_link(*id)).collect(),
            more: (more > 0).then(|| self.counted("and_more", more)),
        }
    }

    pub(crate) fn methodology_view(&self) -> MethodologyView {
        let own = self.corpus.pages.iter().find(|page| page.slug.as_str() == "methodology");
        let title = own.map_or_else(|| self.lead("nav_methodology"), |page| page.title.to_string());
        let description = own.map_or_else(|| self.lead("methodology_lead"), |page| page.summary.to_string());
        let mut page = self.head(Page::Methodology, &title, &description, &[]);
        page.structured.extend(structured::bands(self));
        let measures = self.corpus.measures().into_iter().map(|measure| MeasureRow {
            label: self.messages.measure(measure).to_owned(),
            explanation: self.measure_explanation(measure),
            sources: self.sources_of(measure),
        });
        let html = own.map(|page| self.document(&page.text, &page.file, WRITING_IDS));
        let is_ranked = self.corpus.sources.iter().any(|source| source.scores().is_ranked());
        let is_matched = self.corpus.cards().iter().any(|card| card.profile.is_some());
        MethodologyView {
            sponsored: html.as_deref().is_some_and(is_sponsored),
            html,
            rule: self.rule_in_words(),
            bands: strip::bands(self.corpus.site.bands, &self.messages),
            measures: measures.collect(),
            rank_text: is_ranked
                .then(|| self.messages.say("methodology_source_rank_text", &args!["least" => LEAST_RANKED])),
            match_text: is_matched.then(|| {
                self.messages.say(
                    "methodology_match_text",
                    &args!["needed" => self.messages.decimal(NEEDED), "least" => LEAST_NEEDED],
                )
            }),
            ladder_text: self.messages.say("methodology_ladder_text", &args!["points" => MUCH_LOWER]),
            title,
            page,
        }
    }

    fn sources_of(&self, measure: Measure) -> Vec<Link> {
        let sources = self.corpus.sources.iter().filter(|source| source.entry.measures == Some(measure));
        sources
            .map(|source| Link {
                label: source.short().to_owned(),
                href: format!("{}#{}", self.folder("sources"), source.id),
            })
            .collect()
    }

    pub(crate) fn data_view(&self) -> DataView {
        let mut page = self.head(Page::Data, self.messages.label("nav_data"), &self.lead("data_lead"), &[]);
        page.structured.push(structured::dataset(self, &page.canonical.clone()));
        let tables = DataTable::ALL.iter().map(|table| TableRow {
            name: table.file_name(),
            href: self.plan.urls.href(&table.path()),
            explanation: self.lead(&format!("data_{}", table.file_name().replace('.', "_"))),
            columns: crate::render::data::columns(*table)
                .iter()
                .map(|name| ColumnRow { name, explanation: self.lead(&format!("column_{name}_means")) })
                .collect(),
        });
        let conditions = self.corpus.sources.iter().filter(|source| source.is_used()).filter_map(|source| {
            Some(Condition {
                source: Link {
                    label: source.short().to_owned(),
                    href: format!("{}#{}", self.folder("sources"), source.id),
                },
                licence: source.entry.licence.as_ref()?.to_string(),
                attribution: source.entry.attribution.as_ref().map(ToString::to_string),
            })
        });
        DataView {
            tables: tables.collect(),
            licence: self.corpus.site.licence.as_ref().map(|licence| Link {
                label: licence.name.to_string(),
                href: licence.url.as_ref().map(ToString::to_string).unwrap_or_default(),
            }),
            conditions: conditions.collect(),
            page,
        }
    }

    pub(crate) fn not_found_view(&self) -> NotFoundView {
        let mut page = self.head(Page::NotFound, self.messages.label("not_found"), &self.lead("not_found_lead"), &[]);
        page.noindex = true;
        page.structured.clear();
        NotFoundView { page }
    }

    pub(crate) fn redirect_view(&self, at: usize) -> RedirectView {
        let to = &self.plan.redirect(at).to;
        let absolute = self.plan.urls.absolute(to);
        let page = Head {
            title: self.lead("redirect"),
            canonical: absolute.clone(),
            noindex: true,
            kind: "website",
            ..Head::default()
        };
        RedirectView { page, to: self.plan.urls.href(to), absolute }
    }
}

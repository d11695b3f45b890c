use std::iter;

use borsh::{BorshDeserialize, BorshSerialize};
use rayon::prelude::*;
use serde::Serialize;

use crate::link::{Body, Citation, ReportId, TechnologyRef};
use crate::model::Grade;
use crate::model::figure::Wage;
use crate::model::occupation::ClassificationCode;
use crate::plan::{DataTable, Page};
use crate::render::{Renderer, json as to_json};
use crate::source::ReadError;

/// Why a table has no bytes.
#[derive(Debug)]
pub(in crate::render) enum TableError {
    /// What a report says cannot be read back.
    Read(ReadError),
    /// It cannot be written as it should be.
    Write(csv::Error),
}

impl From<ReadError> for TableError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<csv::Error> for TableError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error)
    }
}

/// The columns of a table, in their order.
pub(in crate::render) fn columns(table: DataTable) -> &'static [&'static str] {
    match table {
        DataTable::ReportsCsv | DataTable::ReportsJson => {
            &["slug", "title", "industry", "score", "band", "rank", "percentile", "task_score", "updated", "url"]
        }
        DataTable::AssessmentsCsv => &[
            "slug",
            "source",
            "measure",
            "published_score",
            "points",
            "label",
            "as_of",
            "source_percentile",
            "source_reports",
            "scheme",
            "code",
            "code_label",
            "code_match",
        ],
        DataTable::TasksCsv => &[
            "slug",
            "task",
            "name",
            "label",
            "exposure",
            "level",
            "importance",
            "relevance",
            "task_kind",
            "share",
            "performer",
            "source",
            "as_of",
        ],
        DataTable::TechnologiesCsv => &["slug", "tool", "technology", "use", "hot", "in_demand", "source", "as_of"],
        DataTable::SkillsCsv => &[
            "slug",
            "skill",
            "skill_kind",
            "skill_importance",
            "skill_level",
            "resilience",
            "resilience_word",
            "source",
            "as_of",
        ],
        DataTable::PayCsv => &[
            "slug",
            "pay_percentile",
            "wage",
            "at_least",
            "currency",
            "per",
            "area",
            "source",
            "as_of",
            "scheme",
            "code",
            "code_label",
            "code_match",
        ],
        DataTable::EconomyCsv => &[
            "slug",
            "title",
            "industry",
            "score",
            "band",
            "median_pay",
            "median_pay_at_least",
            "currency",
            "per",
            "pay_area",
            "employment",
            "employment_area",
        ],
        DataTable::SourcesCsv => {
            &["source", "source_title", "publisher", "kind", "licence", "source_url", "figures", "reports"]
        }
        DataTable::ChangesCsv => &["date", "slug", "score", "cause", "note"],
    }
}

/// A part of a table, of which the parts one after the other are the whole.
pub(in crate::render) type Part = Result<Vec<u8>, TableError>;

/// The parts of a table of the whole site's data. One that lists what reports say has many, so that it need not be in memory as a whole.
pub(in crate::render) fn table<'a>(
    renderer: &'a Renderer<'_>,
    table: DataTable,
) -> Box<dyn Iterator<Item = Part> + 'a> {
    match rows_of_table(table) {
        Some(rows) => Box::new(iter::once_with(move || head(table)).chain(of_reports(renderer, rows))),
        None => Box::new(iter::once_with(move || of_site(renderer, table))),
    }
}

/// The rows of a report in a table that lists what reports say.
fn rows_of_table(table: DataTable) -> Option<fn(Rows) -> Vec<u8>> {
    match table {
        DataTable::TasksCsv => Some(|rows| rows.tasks),
        DataTable::TechnologiesCsv => Some(|rows| rows.technologies),
        DataTable::SkillsCsv => Some(|rows| rows.skills),
        DataTable::PayCsv => Some(|rows| rows.pay),
        DataTable::ReportsCsv
        | DataTable::ReportsJson
        | DataTable::AssessmentsCsv
        | DataTable::EconomyCsv
        | DataTable::SourcesCsv
        | DataTable::ChangesCsv => None,
    }
}

fn head(table: DataTable) -> Part {
    let mut writer = writer();
    writer.write_record(columns(table))?;
    written(writer)
}

/// The rows of all reports, of some reports at a time.
fn of_reports(renderer: &Renderer<'_>, part: fn(Rows) -> Vec<u8>) -> impl Iterator<Item = Part> {
    let count = renderer.corpus.count();
    (0..count).step_by(AT_ONCE).map(move |from| {
        let positions = (from..count.min(from + AT_ONCE)).into_par_iter();
        let rows = positions.map(|position| Rows::of(renderer, ReportId::at(position)).map(part));
        Ok(rows.collect::<Result<Vec<Vec<u8>>, TableError>>()?.concat())
    })
}

/// A table that is not long.
fn of_site(renderer: &Renderer<'_>, table: DataTable) -> Part {
    if table == DataTable::ReportsJson {
        let records: Vec<ReportRecord<'_>> = renderer.corpus.reports().map(|id| report_record(renderer, id)).collect();
        return Ok(to_json(&records));
    }
    let mut writer = writer();
    writer.write_record(columns(table))?;
    match table {
        DataTable::AssessmentsCsv => assessments(renderer, &mut writer)?,
        DataTable::EconomyCsv => economy(renderer, &mut writer)?,
        DataTable::SourcesCsv => sources(renderer, &mut writer)?,
        DataTable::ChangesCsv => changes(renderer, &mut writer)?,
        _ => reports(renderer, &mut writer)?,
    }
    written(writer)
}

/// Puts the rows of a report aside for the tables that list what reports say.
pub(in crate::render) fn keep_rows(renderer: &Renderer<'_>, id: ReportId) -> Result<(), TableError> {
    Rows::of(renderer, id).map(drop)
}

/// So many reports are asked for their rows at once.
const AT_ONCE: usize = 512;

/// The rows of one report in the tables that list what reports say.
#[derive(BorshSerialize, BorshDeserialize)]
struct Rows {
    tasks: Vec<u8>,
    technologies: Vec<u8>,
    skills: Vec<u8>,
    pay: Vec<u8>,
}

impl Rows {
    fn of(renderer: &Renderer<'_>, id: ReportId) -> Result<Self, TableError> {
        let slug = renderer.corpus.card(id).slug.as_str();
        renderer.corpus.derived(id, "rows", |body| {
            let rows = |fill: fn(&Renderer<'_>, &str, &Body, &mut Csv) -> csv::Result<()>| {
                let mut writer = writer();
                fill(renderer, slug, body, &mut writer)?;
                written(writer)
            };
            Ok(Self { tasks: rows(tasks)?, technologies: rows(technologies)?, skills: rows(skills)?, pay: rows(pay)? })
        })
    }
}

/// A writer of rows. Headers are written by hand, for tables without a row too.
fn writer() -> Csv {
    csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new())
}

fn written(writer: Csv) -> Result<Vec<u8>, TableError> {
    writer.into_inner().map_err(|error| TableError::Write(error.into_error().into()))
}

type Csv = csv::Writer<Vec<u8>>;

fn reports(renderer: &Renderer<'_>, writer: &mut Csv) -> csv::Result<()> {
    for id in renderer.corpus.reports() {
        writer.serialize(report_record(renderer, id))?;
    }
    Ok(())
}

fn assessments(renderer: &Renderer<'_>, writer: &mut Csv) -> csv::Result<()> {
    for id in renderer.corpus.reports() {
        let card = renderer.corpus.card(id);
        for (assessment, rank) in card.assessments.iter().zip(renderer.corpus.score_ranks(id)) {
            let [scheme, code, code_label, code_match] = code(assessment.code.as_deref());
            writer.write_record([
                card.slug.as_str(),
                renderer.corpus.source(assessment.source).id.as_str(),
                assessment.measure.as_str(),
                &assessment.notation.to_string(),
                &assessment.score.points().to_string(),
                &plain(assessment.label.as_deref()),
                &date(assessment.as_of),
                &rank.map(|rank| rank.percentile.to_string()).unwrap_or_default(),
                &rank.map(|rank| rank.of.to_string()).unwrap_or_default(),
                &scheme,
                &code,
                &code_label,
                &code_match,
            ])?;
        }
    }
    Ok(())
}

fn tasks(renderer: &Renderer<'_>, slug: &str, body: &Body, writer: &mut Csv) -> csv::Result<()> {
    for task in &body.tasks {
        let of_number = task.exposure.as_ref().map(|figure| figure.citation);
        let of_word = task.level.as_ref().map(|figure| figure.citation);
        let citation = of_number.or(of_word).unwrap_or(task.citation);
        writer.write_record([
            slug,
            task.id.as_str(),
            &plain(Some(task.name.as_str())),
            &plain(task.label.as_ref().map(|figure| figure.value.as_str())),
            &task.exposure.as_ref().map(|figure| figure.value.to_string()).unwrap_or_default(),
            task.level.as_ref().map(|figure| figure.value.as_str()).unwrap_or_default(),
            &task.importance.as_ref().map(|figure| figure.value.to_string()).unwrap_or_default(),
            &task.relevance.as_ref().map(|figure| figure.value.to_string()).unwrap_or_default(),
            task.kind.map(|kind| kind.as_str()).unwrap_or_default(),
            &task.share.as_ref().map(|figure| figure.value.to_string()).unwrap_or_default(),
            task.performer.map(|performer| performer.as_str()).unwrap_or_default(),
            source(renderer, citation),
            &date(citation.as_of),
        ])?;
    }
    Ok(())
}

fn technologies(renderer: &Renderer<'_>, slug: &str, body: &Body, writer: &mut Csv) -> csv::Result<()> {
    let yes = |is_so: bool| if is_so { "yes" } else { "no" };
    for technology in &body.technologies {
        let (tool, name) = match &technology.name {
            TechnologyRef::Tool(id) => {
                let tool = renderer.corpus.tool(*id);
                (tool.id.as_str(), tool.entry.name.as_str())
            }
            TechnologyRef::Name(name) => ("", name.as_str()),
        };
        writer.write_record([
            slug,
            tool,
            &plain(Some(name)),
            &plain(technology.purpose.as_deref()),
            yes(technology.sought.hot),
            yes(technology.sought.in_demand),
            source(renderer, technology.citation),
            &date(technology.citation.as_of),
        ])?;
    }
    Ok(())
}

/// A line for each skill, with the source of the first of its figures.
fn skills(renderer: &Renderer<'_>, slug: &str, body: &Body, writer: &mut Csv) -> csv::Result<()> {
    for skill in &body.skills {
        let (number, word) = match skill.resilience.as_ref().map(|figure| figure.value) {
            Some(Grade::Number(number)) => (number.to_string(), ""),
            Some(Grade::Word(word)) => (String::new(), word.as_str()),
            None => (String::new(), ""),
        };
        let figures = [
            skill.importance.as_ref().map(|figure| figure.citation),
            skill.level.as_ref().map(|figure| figure.citation),
            skill.resilience.as_ref().map(|figure| figure.citation),
        ];
        let citation = figures.into_iter().flatten().next().unwrap_or(skill.citation);
        writer.write_record([
            slug,
            &plain(Some(skill.name.as_str())),
            skill.kind.as_str(),
            &skill.importance.as_ref().map(|figure| figure.value.to_string()).unwrap_or_default(),
            &skill.level.as_ref().map(|figure| figure.value.to_string()).unwrap_or_default(),
            &number,
            word,
            source(renderer, citation),
            &date(citation.as_of),
        ])?;
    }
    Ok(())
}

fn pay(renderer: &Renderer<'_>, slug: &str, body: &Body, writer: &mut Csv) -> csv::Result<()> {
    let Some(pay) = &body.pay else { return Ok(()) };
    let [scheme, code, code_label, code_match] = code(pay.code.as_deref());
    for (percentile, wage) in &pay.percentiles {
        let amount = wage.value.amount().to_string();
        let (exact, at_least) = match wage.value {
            Wage::Exactly(_) => (amount, String::new()),
            Wage::AtLeast(_) => (String::new(), amount),
        };
        writer.write_record([
            slug,
            &percentile.to_string(),
            &exact,
            &at_least,
            pay.currency.as_str(),
            pay.per.as_str(),
            &plain(pay.area.as_deref()),
            source(renderer, wage.citation),
            &date(wage.citation.as_of),
            &scheme,
            &code,
            &code_label,
            &code_match,
        ])?;
    }
    Ok(())
}

/// Figures of the jobs themselves: those of codes that cover more or less are left out, as in the pictures.
fn economy(renderer: &Renderer<'_>, writer: &mut Csv) -> csv::Result<()> {
    let corpus = renderer.corpus;
    for id in corpus.reports() {
        let card = corpus.card(id);
        let pay = card.median_pay.as_ref().filter(|pay| pay.own().is_some());
        let amount = pay.map(|pay| pay.wage.amount().to_string()).unwrap_or_default();
        let (exact, at_least) = match pay.map(|pay| pay.wage) {
            Some(Wage::AtLeast(_)) => (String::new(), amount),
            _ => (amount, String::new()),
        };
        let employment = card.employment.as_ref().filter(|employment| employment.is_of_the_job);
        writer.write_record([
            card.slug.as_str(),
            &plain(Some(card.title.as_str())),
            corpus.industry(card.industry).id.as_str(),
            &card.headline.map(|headline| headline.points.to_string()).unwrap_or_default(),
            card.headline.map(|headline| headline.band.as_str()).unwrap_or_default(),
            &exact,
            &at_least,
            pay.map(|pay| pay.currency.as_str()).unwrap_or_default(),
            pay.map(|pay| pay.per.as_str()).unwrap_or_default(),
            &plain(pay.and_then(|pay| pay.area.as_deref())),
            &employment.map(|employment| employment.persons.to_string()).unwrap_or_default(),
            &plain(employment.and_then(|employment| employment.area.as_deref())),
        ])?;
    }
    Ok(())
}

fn sources(renderer: &Renderer<'_>, writer: &mut Csv) -> csv::Result<()> {
    for source in &renderer.corpus.sources {
        let entry = &source.entry;
        writer.write_record([
            source.id.as_str(),
            &plain(Some(entry.title.as_str())),
            &plain(entry.publisher.as_deref()),
            entry.kind.as_str(),
            &plain(entry.licence.as_deref()),
            entry.url.as_ref().map(|url| url.as_str()).unwrap_or_default(),
            &source.figures().to_string(),
            &source.used_by().len().to_string(),
        ])?;
    }
    Ok(())
}

fn changes(renderer: &Renderer<'_>, writer: &mut Csv) -> csv::Result<()> {
    for change in renderer.changes() {
        writer.write_record([
            &change.entry.date.to_string(),
            renderer.corpus.card(change.report).slug.as_str(),
            &change.entry.points().to_string(),
            change.entry.cause.as_str(),
            &plain(change.entry.note.as_deref()),
        ])?;
    }
    Ok(())
}

/// A text for a cell: one that a spreadsheet would take for a formula is led by an apostrophe.
fn plain(text: Option<&str>) -> String {
    match text {
        Some(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => format!("'{text}"),
        Some(text) => text.to_owned(),
        None => String::new(),
    }
}

/// The four cells of a code: its scheme, itself, its label and how well it fits.
fn code(code: Option<&ClassificationCode>) -> [String; 4] {
    let Some(ClassificationCode { scheme, code, label, fit }) = code else { return Default::default() };
    let fit = fit.map(|fit| fit.as_str().to_owned()).unwrap_or_default();
    [plain(Some(scheme.as_str())), plain(Some(code.as_str())), plain(label.as_deref()), fit]
}

fn date(date: Option<crate::model::Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

fn source<'a>(renderer: &'a Renderer<'_>, citation: Citation) -> &'a str {
    citation.source.map(|source| renderer.corpus.source(source).id.as_str()).unwrap_or_default()
}

#[derive(Serialize)]
struct ReportRecord<'a> {
    slug: &'a str,
    title: String,
    industry: &'a str,
    score: Option<u8>,
    band: Option<&'static str>,
    rank: Option<usize>,
    percentile: Option<i64>,
    task_score: Option<u8>,
    updated: Option<String>,
    url: String,
}

fn report_record<'a>(renderer: &'a Renderer<'_>, id: ReportId) -> ReportRecord<'a> {
    let corpus = renderer.corpus;
    let card = corpus.card(id);
    let standing = corpus.relations(id).overall;
    ReportRecord {
        slug: card.slug.as_str(),
        title: plain(Some(card.title.as_str())),
        industry: corpus.industry(card.industry).id.as_str(),
        score: card.headline.map(|headline| headline.points.get()),
        band: card.headline.map(|headline| headline.band.as_str()),
        rank: standing.map(|standing| standing.rank),
        percentile: standing.map(|standing| standing.percentile),
        task_score: card.task_score.map(|score| score.score.points().get()),
        updated: card.updated.map(|date| date.to_string()),
        url: renderer.plan.urls.absolute(&Page::Report(id).path(corpus)),
    }
}

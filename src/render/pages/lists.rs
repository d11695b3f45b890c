//! Lists of reports, industries and tools.

use std::cmp::Reverse;

use serde::Serialize;

use crate::link::{IndustryId, ReportId, ToolId};
use crate::plan::{Page, SitePath, Slice};
use crate::render::Renderer;
use crate::render::messages::args;
use crate::render::page::Head;
use crate::render::strip;
use crate::render::view::{Link, OutLink, Pager, ReportRow};
use crate::source::ReadError;

/// All reports, or a page of them.
#[derive(Serialize)]
pub struct ReportsView {
    page: Head,
    count: String,
    rows: Vec<ReportRow>,
    pager: Option<Pager>,
    csv: String,
    /// The industries to filter by.
    industries: Vec<Choice>,
    /// What the script of the table needs, as JSON that is safe inside a script element.
    control: String,
}

/// A choice of a filter.
#[derive(Serialize)]
struct Choice {
    id: String,
    label: String,
}

/// All industries.
#[derive(Serialize)]
pub struct IndustriesView {
    page: Head,
    rows: Vec<IndustryRow>,
}

#[derive(Serialize)]
struct IndustryRow {
    name: String,
    href: String,
    summary: Option<String>,
    reports: String,
    /// Its reports on one scale.
    strip: strip::SmallStrip,
    /// From the lowest to the highest headline, in words.
    range: Option<String>,
}

/// An industry and its reports.
#[derive(Serialize)]
pub struct IndustryView {
    page: Head,
    name: String,
    summary: Option<String>,
    count: String,
    range: Option<String>,
    rows: Vec<ReportRow>,
    pager: Option<Pager>,
}

/// All tools.
#[derive(Serialize)]
pub struct ToolsIndexView {
    page: Head,
    rows: Vec<ToolRow>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct ToolRow {
    name: String,
    href: String,
    maker: Option<String>,
    summary: String,
    reach: String,
}

/// A tool and the reports that it reaches.
#[derive(Serialize)]
pub struct ToolView {
    page: Head,
    name: String,
    maker: Option<String>,
    summary: String,
    link: Option<OutLink>,
    /// How many tasks of how many reports, in a sentence.
    reach: String,
    /// Reports with tasks that it does.
    rows: Vec<ReachRow>,
    /// Reports in whose job people work with it.
    used_in: Vec<UseRow>,
    /// Reports that name it as worth learning.
    learned_by: Vec<Link>,
    learned_more: Option<String>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct ReachRow {
    report: ReportRow,
    tasks: Vec<Link>,
}

#[derive(Serialize)]
struct UseRow {
    report: ReportRow,
    /// What kind of technology it is there, or for what it is used.
    purpose: Option<String>,
    /// That it is asked for, in words.
    marks: Vec<String>,
}

/// The most links in a list inside a page.
const INLINE: usize = 60;

impl Renderer<'_> {
    /// A report as a row of a list.
    pub(crate) fn row(&self, id: ReportId) -> ReportRow {
        let card = self.corpus.card(id);
        ReportRow {
            title: card.title.to_string(),
            href: self.href(Page::Report(id)),
            industry: self.industry_link(card.industry),
            score: card.headline.map(|headline| self.score(headline.points)),
            strip: strip::small(card, &self.messages),
            detail: None,
            rank: None,
        }
    }

    /// All reports by title.
    pub(crate) fn reports_by_title(&self) -> Vec<ReportId> {
        let mut ids: Vec<ReportId> = self.corpus.reports().collect();
        ids.sort_by_cached_key(|id| (self.corpus.card(*id).title.to_lowercase(), *id));
        ids
    }

    pub(super) fn lead(&self, label: &str) -> String {
        self.messages.label(label).to_owned()
    }

    pub(crate) fn reports_view(&self, number: usize) -> ReportsView {
        let ids = self.reports_by_title();
        let slice = Slice::of(ids.len(), number);
        ReportsView {
            page: self.head(Page::Reports(number), self.messages.label("nav_reports"), &self.lead("reports_lead"), &[]),
            count: self.counted("reports_count", ids.len()),
            rows: ids[slice.range()].iter().map(|id| self.row(*id)).collect(),
            pager: self.pager(slice, Page::Reports),
            csv: self.plan.urls.href(&crate::plan::DataTable::ReportsCsv.path()),
            industries: self
                .corpus
                .industries
                .iter()
                .filter(|industry| !industry.reports().is_empty())
                .map(|industry| Choice { id: industry.id.to_string(), label: industry.entry.name.to_string() })
                .collect(),
            control: self.table_control(),
        }
    }

    /// A message with a number, which chooses its words as `count` and is printed as `printed`.
    pub(super) fn counted(&self, message: &str, count: usize) -> String {
        self.messages.say(message, &args!["count" => count, "printed" => self.messages.whole(count as i64)])
    }

    fn headline_range(&self, reports: &[ReportId]) -> Option<(u8, u8)> {
        let points = || reports.iter().filter_map(|id| Some(self.corpus.card(*id).headline?.points.get()));
        points().min().zip(points().max())
    }

    fn range_in_words(&self, reports: &[ReportId]) -> Option<String> {
        let (low, high) = self.headline_range(reports)?;
        let counted = reports.iter().filter(|id| self.corpus.card(**id).headline.is_some()).count();
        Some(self.messages.say("headline_range", &args!["low" => low, "high" => high, "count" => counted]))
    }

    pub(crate) fn industries_view(&self) -> IndustriesView {
        let rows = self.corpus.industries.iter().enumerate().map(|(position, industry)| {
            let id = IndustryId::at(position);
            let mut marks: Vec<u8> =
                industry.reports().iter().filter_map(|id| Some(self.corpus.card(*id).headline?.points.get())).collect();
            marks.sort_unstable();
            marks.dedup();
            let range = self.range_in_words(industry.reports());
            IndustryRow {
                name: industry.entry.name.to_string(),
                href: self.href(Page::Industry(id, 1)),
                summary: industry.entry.summary.as_ref().map(ToString::to_string),
                reports: self.counted("reports_count", industry.reports().len()),
                strip: strip::SmallStrip { marks, headline: None, text: range.clone().unwrap_or_default() },
                range,
            }
        });
        IndustriesView {
            page: self.head(
                Page::Industries,
                self.messages.label("nav_industries"),
                &self.lead("industries_lead"),
                &[],
            ),
            rows: rows.collect(),
        }
    }

    pub(crate) fn industry_view(&self, id: IndustryId, number: usize) -> IndustryView {
        let industry = self.corpus.industry(id);
        let slice = Slice::of(industry.reports().len(), number);
        let above = [Link { label: self.lead("nav_industries"), href: self.href(Page::Industries) }];
        let name = industry.entry.name.as_str();
        let description = match &industry.entry.summary {
            Some(summary) => summary.to_string(),
            None => self.messages.say("industry_lead", &args!["industry" => name]),
        };
        IndustryView {
            page: self.head(Page::Industry(id, number), name, &description, &above),
            name: name.to_owned(),
            summary: industry.entry.summary.as_ref().map(ToString::to_string),
            count: self.counted("reports_count", industry.reports().len()),
            range: self.range_in_words(industry.reports()),
            rows: industry.reports()[slice.range()].iter().map(|id| self.row(*id)).collect(),
            pager: self.pager(slice, |number| Page::Industry(id, number)),
        }
    }

    fn reach_in_words(&self, id: ToolId) -> String {
        let tool = self.corpus.tool(id);
        let tasks_of = |report: &ReportId| self.corpus.card(*report).tool(id).map_or(0, |used| used.tasks.len());
        let tasks: usize = tool.reaches().iter().map(tasks_of).sum();
        let reach = self.messages.say(
            "tool_reach",
            &args!["tasks" => tasks, "printed" => self.messages.whole(tasks as i64), "reports" => tool.reaches().len()],
        );
        let used = self.messages.say("tool_used", &args!["reports" => tool.used_in().len()]);
        match (tool.reaches().len(), tool.used_in().len()) {
            (_, 0) => reach,
            (0, _) => used,
            _ => format!("{reach} · {used}"),
        }
    }

    pub(crate) fn tools_view(&self, number: usize) -> ToolsIndexView {
        let mut ids: Vec<ToolId> = (0..self.corpus.tools.len()).map(ToolId::at).collect();
        ids.sort_by_cached_key(|id| {
            let tool = self.corpus.tool(*id);
            (Reverse(tool.reaches().len() + tool.used_in().len()), tool.entry.name.to_lowercase(), *id)
        });
        let slice = Slice::of(ids.len(), number);
        let rows = ids[slice.range()].iter().map(|id| {
            let entry = &self.corpus.tool(*id).entry;
            ToolRow {
                name: entry.name.to_string(),
                href: self.href(Page::Tool(*id, 1)),
                maker: entry.maker.as_ref().map(ToString::to_string),
                summary: entry.summary.to_string(),
                reach: self.reach_in_words(*id),
            }
        });
        ToolsIndexView {
            page: self.head(Page::Tools(number), self.messages.label("nav_tools"), &self.tools_lead(), &[]),
            rows: rows.collect(),
            pager: self.pager(slice, Page::Tools),
        }
    }

    fn tools_lead(&self) -> String {
        let work_with = self.corpus.tools.iter().any(|tool| !tool.used_in().is_empty());
        self.lead(if work_with { "tools_lead_technologies" } else { "tools_lead" })
    }

    pub(crate) fn tool_view(&self, id: ToolId, number: usize) -> Result<ToolView, ReadError> {
        let tool = self.corpus.tool(id);
        let slice = Slice::of(tool.rows(), number);
        let (reaches, used_in) = tool.rows_of(slice.range());
        let above = [Link { label: self.lead("nav_tools"), href: self.href(Page::Tools(1)) }];
        let rows = reaches.iter().map(|report| {
            let page = self.href(Page::Report(*report));
            let tasks = self.corpus.tasks_of(*report, id)?;
            let link = |task, name: &str| Link { label: name.to_owned(), href: format!("{page}#task-{task}") };
            let tasks = tasks.iter().map(|(task, name)| link(task, name.as_str())).collect();
            Ok(ReachRow { report: self.row(*report), tasks })
        });
        let used_in = used_in.iter().map(|report| self.use_row(*report, id));
        let entry = &tool.entry;
        let more = tool.learned_by().len().saturating_sub(INLINE);
        Ok(ToolView {
            page: self.head(Page::Tool(id, number), entry.name.as_str(), entry.summary.as_str(), &above),
            name: entry.name.to_string(),
            maker: entry.maker.as_ref().map(ToString::to_string),
            summary: entry.summary.to_string(),
            link: self.tool_out_link(id),
            reach: self.reach_in_words(id),
            rows: rows.collect::<Result<_, ReadError>>()?,
            used_in: used_in.collect(),
            learned_by: tool.learned_by().iter().take(INLINE).map(|id| self.report_link(*id)).collect(),
            learned_more: (more > 0).then(|| self.counted("and_more", more)),
            pager: self.pager(slice, |number| Page::Tool(id, number)),
        })
    }

    /// A report as a row of a tool with which people in its job work.
    fn use_row(&self, report: ReportId, tool: ToolId) -> UseRow {
        let technologies = &self.corpus.card(report).technologies;
        let technology = technologies.iter().find(|technology| technology.tool == tool);
        UseRow {
            report: self.row(report),
            purpose: technology.and_then(|technology| technology.purpose.as_ref().map(ToString::to_string)),
            marks: technology.map(|technology| self.technology_marks(technology.sought)).unwrap_or_default(),
        }
    }

    /// The page of a folder of the site, for links that are not pages of the plan.
    pub(super) fn folder(&self, name: &str) -> String {
        self.plan.urls.href(&SitePath::folder(&[name]))
    }
}

//! Tasks: the table, the board, and the tools that do them.

use serde::Serialize;

use super::ReportPage;
use crate::link::{Citation, Task};
use crate::model::occupation::Performer;
use crate::model::{Band, Score};
use crate::plan::SitePath;
use crate::render::view::{BandView, Bar, CiteMark, FigureView, Link, OutLink, SourceLine};

/// The task table.
#[derive(Serialize)]
pub struct TasksView {
    /// Tasks, most exposed first.
    pub rows: Vec<TaskRow>,
    /// Which columns have something in them.
    pub has: TaskColumns,
    /// The sources of the table.
    pub sources: Vec<SourceLine>,
}

/// Which columns of the task table have something in them.
#[derive(Default, Serialize)]
pub struct TaskColumns {
    /// Exposure or its word.
    pub exposure: bool,
    /// Share of working time.
    pub share: bool,
    /// When the change is expected.
    pub horizon: bool,
    /// Tools.
    pub tools: bool,
}

/// A task.
#[derive(Serialize)]
pub struct TaskRow {
    /// Names its row.
    pub id: String,
    /// What it is.
    pub name: String,
    /// What it consists of.
    pub description: Option<String>,
    /// How far AI reaches it.
    pub exposure: Option<FigureView>,
    /// Its bar.
    pub bar: Option<Bar>,
    /// Its band.
    pub band: Option<BandView>,
    /// Where the band's word comes from, when no number is given.
    pub level_cite: Option<CiteMark>,
    /// Share of working time.
    pub share: Option<FigureView>,
    /// When the change is expected.
    pub horizon: Option<FigureView>,
    /// Why.
    pub why: Option<String>,
    /// Tools that do it.
    pub tools: Vec<ToolUse>,
}

/// A tool that does a task, and for what.
#[derive(Serialize)]
pub struct ToolUse {
    /// The tool.
    pub tool: Link,
    /// For what.
    pub purpose: Option<String>,
}

/// The task board.
#[derive(Serialize)]
pub struct BoardView {
    /// Its columns.
    pub columns: Vec<BoardColumn>,
}

/// Tasks that the same performer does.
#[derive(Serialize)]
pub struct BoardColumn {
    /// The performer's name for classes.
    pub id: &'static str,
    /// The performer's word.
    pub label: String,
    /// What the word means.
    pub explanation: String,
    /// The tasks.
    pub tasks: Vec<Link>,
}

/// Tools that do tasks of the report.
#[derive(Serialize)]
pub struct ToolsView {
    /// Tools with most tasks first.
    pub rows: Vec<ToolRow>,
    /// Whether a link of the section is an affiliate link.
    pub sponsored: bool,
}

/// A tool and the tasks that it does.
#[derive(Serialize)]
pub struct ToolRow {
    /// The tool.
    pub tool: Link,
    /// Who makes it.
    pub maker: Option<String>,
    /// What it does.
    pub summary: String,
    /// Its own page.
    pub link: Option<OutLink>,
    /// The tasks.
    pub tasks: Vec<Link>,
}

impl ReportPage<'_> {
    pub(super) fn tasks_by_exposure(&self) -> Vec<&Task> {
        let bands = self.renderer.corpus.site.bands;
        let mut tasks: Vec<&Task> = self.body.tasks.iter().collect();
        // A word stands for the lowest score of its band, so that worded tasks fall in among the numbered ones.
        let height = |task: &Task| match &task.exposure {
            Some(exposure) => exposure.value.get(),
            None => task.level.as_ref().map_or(-1.0, |level| f64::from(bands.range(level.value).0)),
        };
        tasks.sort_by(|a, b| height(b).total_cmp(&height(a)));
        tasks
    }

    pub(super) fn tasks(&self) -> Option<TasksView> {
        if self.body.tasks.is_empty() {
            return None;
        }
        let messages = &self.renderer.messages;
        let cited: Vec<Citation> = self.body.tasks.iter().flat_map(citations).collect();
        let section = self.citations.section(cited);
        let mut has = TaskColumns::default();
        let rows = self
            .tasks_by_exposure()
            .into_iter()
            .map(|task| {
                let band = task.band(self.renderer.corpus.site.bands);
                has.exposure |= band.is_some();
                has.share |= task.share.is_some();
                has.horizon |= task.horizon.is_some();
                has.tools |= !task.tools.is_empty();
                let points = task.exposure.as_ref().map(|exposure| Score::clamped(exposure.value.get()).points());
                TaskRow {
                    id: task_anchor(&task.id),
                    name: task.name.to_string(),
                    description: task.description.as_ref().map(ToString::to_string),
                    exposure: task
                        .exposure
                        .as_ref()
                        .zip(points)
                        .map(|(exposure, points)| section.figure(exposure, points.to_string())),
                    bar: points.zip(band).map(|(points, band)| Bar::of(f64::from(points.get()), band)),
                    band: band.map(|band| self.renderer.band(band)),
                    level_cite: task.level.as_ref().and_then(|level| section.mark(level.citation)),
                    share: task.share.as_ref().map(|share| section.figure(share, messages.percent(share.value.get()))),
                    horizon: task.horizon.as_ref().map(|horizon| {
                        section.figure(horizon, messages.horizon(horizon.value, horizon.citation.as_of))
                    }),
                    why: task.why.as_ref().map(ToString::to_string),
                    tools: task
                        .tools
                        .iter()
                        .map(|(tool, purpose)| ToolUse {
                            tool: self.renderer.tool_link(*tool),
                            purpose: purpose.as_ref().map(ToString::to_string),
                        })
                        .collect(),
                }
            })
            .collect();
        Some(TasksView { rows, has, sources: section.foot() })
    }

    pub(super) fn board(&self) -> Option<BoardView> {
        let tasks = self.tasks_by_exposure();
        if tasks.iter().all(|task| task.performer.is_none()) {
            return None;
        }
        let messages = &self.renderer.messages;
        let columns = Performer::ALL
            .iter()
            .map(|performer| {
                let (label, explanation) = match performer {
                    Performer::Automated => ("performer_automated", "performer_automated_means"),
                    Performer::Assisted => ("performer_assisted", "performer_assisted_means"),
                    Performer::Human => ("performer_human", "performer_human_means"),
                };
                BoardColumn {
                    id: performer.as_str(),
                    label: messages.label(label).to_owned(),
                    explanation: messages.label(explanation).to_owned(),
                    tasks: tasks
                        .iter()
                        .filter(|task| task.performer == Some(*performer))
                        .map(|task| Link { label: task.name.to_string(), href: format!("#{}", task_anchor(&task.id)) })
                        .collect(),
                }
            })
            .filter(|column| !column.tasks.is_empty())
            .collect();
        Some(BoardView { columns })
    }

    pub(super) fn tools(&self) -> Option<ToolsView> {
        let mut tools: Vec<_> = self.card.tools.iter().collect();
        if tools.is_empty() {
            return None;
        }
        tools.sort_by_key(|tool| std::cmp::Reverse(tool.tasks.len()));
        let rows: Vec<ToolRow> = tools
            .into_iter()
            .map(|used| {
                let entry = &self.renderer.corpus.tool(used.tool).entry;
                ToolRow {
                    tool: self.renderer.tool_link(used.tool),
                    maker: entry.maker.as_ref().map(ToString::to_string),
                    summary: entry.summary.to_string(),
                    link: self.renderer.tool_out_link(used.tool),
                    tasks: used
                        .tasks
                        .iter()
                        .map(|(id, name)| Link { label: name.to_string(), href: format!("#{}", task_anchor(id)) })
                        .collect(),
                }
            })
            .collect();
        let sponsored = rows.iter().any(|row| row.link.as_ref().is_some_and(|link| link.sponsored));
        Some(ToolsView { rows, sponsored })
    }
}

/// The citations of a task's figures; of its words where it has no figure.
fn citations(task: &Task) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    citations.extend(task.exposure.as_ref().map(|figure| figure.citation));
    citations.extend(task.level.as_ref().map(|figure| figure.citation));
    citations.extend(task.share.as_ref().map(|figure| figure.citation));
    citations.extend(task.horizon.as_ref().map(|figure| figure.citation));
    if citations.is_empty() {
        citations.push(task.citation);
    }
    citations
}

impl crate::render::Renderer<'_> {
    /// A band with its word.
    pub fn band(&self, band: Band) -> BandView {
        BandView { id: band.as_str(), label: self.messages.band(band).to_owned() }
    }

    /// The link to a tool's page on this site.
    pub fn tool_link(&self, tool: crate::link::ToolId) -> Link {
        Link {
            label: self.corpus.tool(tool).entry.name.to_string(),
            href: self.plan.urls.href(&SitePath::tool(self.corpus, tool)),
        }
    }

    /// The link to a tool's own page.
    pub fn tool_out_link(&self, tool: crate::link::ToolId) -> Option<OutLink> {
        let entry = &self.corpus.tool(tool).entry;
        let url = entry.url.as_ref()?;
        Some(OutLink { label: url.host().to_owned(), href: url.to_string(), sponsored: entry.affiliate })
    }
}

/// The anchor of a task's row; the prefix keeps it apart from those of sections.
fn task_anchor(id: &crate::model::Slug) -> String {
    format!("task-{id}")
}

//! Tasks: the table, the board, and the tools that do them.

use serde::Serialize;

use super::ReportPage;
use super::rubric::RubricView;
use crate::link::{Citation, Task};
use crate::model::occupation::{Performer, TaskKind};
use crate::model::{Band, Score};
use crate::plan::SitePath;
use crate::render::messages::args;
use crate::render::view::{BandView, Bar, CiteMark, FigureView, Link, OutLink, SourceLine};

/// The task table.
#[derive(Serialize)]
pub struct TasksView {
    /// Tasks, most exposed first, else in the order of the file.
    pub rows: Vec<TaskRow>,
    /// Which columns have something in them.
    pub has: TaskColumns,
    /// Whether there is more than exposure to say of tasks: labels, importance, relevance or kinds.
    pub rated: bool,
    /// Whether the names of tasks are whole sentences: half of them or more are long.
    pub sentences: bool,
    /// The marks of columns whose figures all have one source.
    pub cites: TaskCites,
    /// That numbers follow from labels, in a sentence, where they do.
    pub by_label: Option<String>,
    /// What the labels mean, for each source that gives some.
    pub rubrics: Vec<RubricView>,
    /// The sources of the table.
    pub sources: Vec<SourceLine>,
}

/// Which columns of the task table have something in them.
#[derive(Default, Serialize)]
pub struct TaskColumns {
    /// The label of a study.
    pub label: bool,
    /// Exposure or its word.
    pub exposure: bool,
    /// How important the task is.
    pub importance: bool,
    /// How many do it.
    pub relevance: bool,
    /// Whether it belongs to the core of the job.
    pub kind: bool,
    /// Share of working time.
    pub share: bool,
    /// When the change is expected.
    pub horizon: bool,
    /// Tools.
    pub tools: bool,
}

/// The marks of columns whose figures all have one source, where the table has several; the figures of such a column bear none.
#[derive(Serialize)]
pub struct TaskCites {
    /// Of the tasks themselves.
    pub task: Option<CiteMark>,
    /// Of the labels.
    pub label: Option<CiteMark>,
    /// Of the exposures.
    pub exposure: Option<CiteMark>,
    /// Of the importance.
    pub importance: Option<CiteMark>,
    /// Of the relevance.
    pub relevance: Option<CiteMark>,
    /// Of the shares of working time.
    pub share: Option<CiteMark>,
    /// Of the horizons.
    pub horizon: Option<CiteMark>,
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
    /// The label that a study gives to it.
    pub label: Option<FigureView>,
    /// How far AI reaches it.
    pub exposure: Option<FigureView>,
    /// Its bar.
    pub bar: Option<Bar>,
    /// Its band.
    pub band: Option<BandView>,
    /// Where the band's word comes from, when no number is given.
    pub level_cite: Option<CiteMark>,
    /// How important it is, on a scale from 1 to 5.
    pub importance: Option<FigureView>,
    /// Percent of those asked who do it.
    pub relevance: Option<FigureView>,
    /// Whether it belongs to the core of the job, in a word.
    pub kind: Option<String>,
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
    /// How many tasks are in none of them, in a sentence.
    pub left_out: Option<String>,
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
        let tasks = self.tasks_by_exposure();
        let section = self.citations.section(tasks.iter().copied().flat_map(citations));
        let label = section.column(tasks.iter().filter_map(|task| Some(task.label.as_ref()?.citation)));
        let exposure = section.column(tasks.iter().copied().filter_map(said));
        let importance = section.column(tasks.iter().filter_map(|task| Some(task.importance.as_ref()?.citation)));
        let relevance = section.column(tasks.iter().filter_map(|task| Some(task.relevance.as_ref()?.citation)));
        let share = section.column(tasks.iter().filter_map(|task| Some(task.share.as_ref()?.citation)));
        let horizon = section.column(tasks.iter().filter_map(|task| Some(task.horizon.as_ref()?.citation)));
        let statements = tasks.iter().filter(|task| task.is_taken()).map(|task| task.citation);
        let cites = TaskCites {
            task: section.column(statements).head(),
            label: label.head(),
            exposure: exposure.head(),
            importance: importance.head(),
            relevance: relevance.head(),
            share: share.head(),
            horizon: horizon.head(),
        };
        let has = TaskColumns {
            label: tasks.iter().any(|task| task.label.is_some()),
            exposure: tasks.iter().any(|task| task.exposure.is_some() || task.level.is_some()),
            importance: tasks.iter().any(|task| task.importance.is_some()),
            relevance: tasks.iter().any(|task| task.relevance.is_some()),
            kind: tasks.iter().any(|task| task.kind.is_some()),
            share: tasks.iter().any(|task| task.share.is_some()),
            horizon: tasks.iter().any(|task| task.horizon.is_some()),
            tools: tasks.iter().any(|task| !task.tools.is_empty()),
        };
        let row = |task: &Task| {
            let band = task.band(self.renderer.corpus.site.bands);
            let points = task.exposure.as_ref().map(|exposure| Score::clamped(exposure.value.get()).points());
            TaskRow {
                id: task_anchor(&task.id),
                name: task.name.to_string(),
                description: task.description.as_ref().map(ToString::to_string),
                label: task.label.as_ref().map(|figure| label.figure(figure, figure.value.to_string())),
                exposure: task
                    .exposure
                    .as_ref()
                    .zip(points)
                    .map(|(figure, points)| exposure.figure(figure, points.to_string())),
                bar: points.zip(band).map(|(points, band)| Bar::of(f64::from(points.get()), band)),
                band: band.map(|band| self.renderer.band(band)),
                level_cite: task.level.as_ref().and_then(|level| exposure.mark(level.citation)),
                importance: task
                    .importance
                    .as_ref()
                    .map(|figure| importance.figure(figure, messages.hundredths(figure.value.get()))),
                relevance: task
                    .relevance
                    .as_ref()
                    .map(|figure| relevance.figure(figure, messages.percent(figure.value.get()))),
                kind: task.kind.map(|kind| messages.label(kind_word(kind)).to_owned()),
                share: task.share.as_ref().map(|figure| share.figure(figure, messages.percent(figure.value.get()))),
                horizon: task
                    .horizon
                    .as_ref()
                    .map(|figure| horizon.figure(figure, messages.horizon(figure.value, figure.citation.as_of))),
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
        };
        Some(TasksView {
            rows: tasks.iter().copied().map(row).collect(),
            rated: has.label || has.importance || has.relevance || has.kind,
            sentences: tasks.iter().filter(|task| is_long(task.name.as_str())).count() * 2 >= tasks.len(),
            has,
            cites,
            by_label: self.by_label(),
            rubrics: self.rubrics(),
            sources: section.foot(),
        })
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
        let left_out = tasks.iter().filter(|task| task.performer.is_none()).count();
        Some(BoardView {
            columns,
            left_out: (left_out > 0)
                .then(|| messages.say("board_left_out", &args!["count" => left_out, "of" => tasks.len()])),
        })
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
                        .of(&self.body.tasks)
                        .map(|task| Link { label: task.name.to_string(), href: format!("#{}", task_anchor(&task.id)) })
                        .collect(),
                }
            })
            .collect();
        let sponsored = rows.iter().any(|row| row.link.as_ref().is_some_and(|link| link.sponsored));
        Some(ToolsView { rows, sponsored })
    }
}

/// The citation of what is said of a task's exposure: of the number, or of the word in its place.
fn said(task: &Task) -> Option<Citation> {
    let of_number = task.exposure.as_ref().map(|figure| figure.citation);
    of_number.or(task.level.as_ref().map(|level| level.citation))
}

/// The citations of a task's figures; of its words where it has no figure, or where the words are those of a data set.
fn citations(task: &Task) -> Vec<Citation> {
    let mut citations: Vec<Citation> = Vec::new();
    citations.extend(task.is_taken().then_some(task.citation));
    citations.extend(task.label.as_ref().map(|figure| figure.citation));
    citations.extend(said(task));
    citations.extend(task.importance.as_ref().map(|figure| figure.citation));
    citations.extend(task.relevance.as_ref().map(|figure| figure.citation));
    citations.extend(task.share.as_ref().map(|figure| figure.citation));
    citations.extend(task.horizon.as_ref().map(|figure| figure.citation));
    if citations.is_empty() {
        citations.push(task.citation);
    }
    citations
}

fn kind_word(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Core => "task_kind_core",
        TaskKind::Supplemental => "task_kind_supplemental",
    }
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

/// The most letters of a task's name in a sentence.
const QUOTED: usize = 70;

/// Whether the name of a task is too long for a sentence.
pub(super) fn is_long(name: &str) -> bool {
    name.chars().nth(QUOTED).is_some()
}

/// The name of a task as a sentence quotes it: a long one is cut between words.
pub(super) fn quoted(name: &str) -> String {
    let Some((end, _)) = name.char_indices().nth(QUOTED) else { return name.to_owned() };
    let cut = name[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", name[..cut].trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// The anchor of a task's row; the prefix keeps it apart from those of sections.
fn task_anchor(id: &crate::model::Slug) -> String {
    format!("task-{id}")
}

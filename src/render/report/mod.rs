//! The page of a report: one view for each of its sections, each present only where there is data for it.

mod advice;
mod answer;
mod assessments;
mod entry;
mod faq;
mod moves;
mod own_score;
mod paths;
mod pay;
mod references;
mod rubric;
mod skills;
mod story;
mod task_sheet;
mod tasks;
mod worksheet;

use serde::Serialize;

use super::Renderer;
use super::citations::Citations;
use super::page::Head;
use super::view::Link;
use crate::link::{Body, Card, Relations, ReportId};
use crate::model::site::Section;

pub use answer::Spread;
pub use faq::FaqItem;
pub use own_score::own_score_words;
pub(super) use paths::Computed;
pub use references::SourceView;

/// What the template of a report sees.
#[derive(Serialize)]
pub struct ReportView {
    /// The head of the page.
    pub page: Head,
    /// The occupation.
    pub title: String,
    /// What the job is.
    pub summary: String,
    /// Its industry.
    pub industry: Link,
    /// Other names.
    pub also: Vec<String>,
    /// Places in classifications.
    pub codes: Vec<references::CodeView>,
    /// When it was last changed.
    pub updated: Option<String>,
    /// The sections that have data, in the site's order; the page's table of contents.
    pub contents: Vec<Link>,
    /// The headline with the strip.
    pub headline: Option<answer::HeadlineView>,
    /// What others publish.
    pub assessments: Option<assessments::AssessmentsView>,
    /// The arithmetic.
    pub worksheet: Option<worksheet::WorksheetView>,
    /// Where the job is going.
    pub outlook: Option<story::ProseView>,
    /// The task table.
    pub tasks: Option<tasks::TasksView>,
    /// What a reader needs for a score of their own.
    pub own_score: Option<own_score::OwnScoreView>,
    /// The task board.
    pub board: Option<tasks::BoardView>,
    /// Tools that do these tasks.
    pub tools: Option<tasks::ToolsView>,
    /// Tools to learn.
    pub learn: Option<moves::LearnView>,
    /// Skills by kind.
    pub skills: Option<skills::SkillsView>,
    /// What people in the job work with.
    pub technologies: Option<entry::TechnologiesView>,
    /// How one gets into the job.
    pub preparation: Option<entry::PreparationView>,
    /// Comparable jobs.
    pub ladder: Option<moves::LadderView>,
    /// Career paths.
    pub paths: Option<paths::PathsView>,
    /// The plan in phases.
    pub roadmap: Option<moves::RoadmapView>,
    /// What can be done this week.
    pub quick_wins: Vec<String>,
    /// Certificates.
    pub certifications: Option<moves::CertificationsView>,
    /// Pay.
    pub pay: Option<pay::PayView>,
    /// Demand.
    pub demand: Option<pay::DemandView>,
    /// Eras.
    pub timeline: Option<story::TimelineView>,
    /// The publisher's judgement.
    pub verdict: Option<story::ProseView>,
    /// The long analysis.
    pub analysis: Option<story::AnalysisView>,
    /// Questions and answers.
    pub faq: Vec<FaqItem>,
    /// Reports to read next.
    pub related: Vec<moves::RelatedView>,
    /// Earlier headlines.
    pub history: Option<story::HistoryView>,
    /// The publisher's blocks.
    pub blocks: Vec<super::blocks::BlockView>,
    /// Whether a text of the page holds a link by which the publisher earns.
    pub sponsored_prose: bool,
    /// The sources of the page.
    pub sources: Vec<references::SourceView>,
    /// How to cite the page.
    pub cite: references::CiteView,
}

impl ReportView {
    /// A link to a section, where it stands on the page.
    fn link_to(&self, section: Section, label: String) -> Option<Link> {
        let href = format!("#{section}");
        self.contents.iter().any(|link| link.href == href).then_some(Link { label, href })
    }

    /// All texts of the page, as HTML.
    fn prose(&self) -> impl Iterator<Item = &str> {
        let told = [&self.outlook, &self.verdict].into_iter().flatten().map(|prose| prose.html.as_str());
        let steps = self.roadmap.iter().flat_map(|roadmap| &roadmap.phases).flat_map(|phase| &phase.steps);
        let eras = self.timeline.iter().flat_map(|timeline| &timeline.eras).filter_map(|era| era.html.as_deref());
        told.chain(self.analysis.iter().map(|analysis| analysis.html.as_str()))
            .chain(self.faq.iter().map(|item| item.html.as_str()))
            .chain(self.quick_wins.iter().map(String::as_str))
            .chain(steps.map(String::as_str))
            .chain(eras)
            .chain(self.blocks.iter().filter_map(|block| block.html.as_deref()))
    }
}

/// A report that is being made into a view.
pub(super) struct ReportPage<'a> {
    pub renderer: &'a Renderer<'a>,
    pub id: ReportId,
    pub card: &'a Card,
    pub body: &'a Body,
    pub relations: &'a Relations,
    pub citations: Citations<'a>,
}

impl<'a> Renderer<'a> {
    /// The view of a report.
    pub fn report_view(&'a self, id: ReportId, body: &'a Body) -> ReportView {
        let page = ReportPage {
            renderer: self,
            id,
            card: self.corpus.card(id),
            body,
            relations: self.corpus.relations(id),
            citations: Citations::new(self.corpus, &self.messages),
        };
        page.view()
    }
}

impl ReportPage<'_> {
    fn view(&self) -> ReportView {
        let Self { renderer, card, .. } = self;
        // Sources are numbered as they come on the page, and this one stands on the first screen.
        let window = self.window();
        let assessments = self.assessments();
        let outlook = self.outlook();
        let tasks = self.tasks();
        let faq = self.faq();
        let mut view = ReportView {
            page: Head::default(),
            title: card.title.to_string(),
            summary: card.summary.to_string(),
            industry: renderer.industry_link(card.industry),
            also: card.also.iter().map(ToString::to_string).collect(),
            codes: self.codes(),
            updated: card.updated.map(|date| renderer.messages.date(date)),
            contents: Vec::new(),
            headline: None,
            assessments,
            worksheet: self.worksheet(),
            outlook,
            tasks,
            own_score: self.own_score(),
            board: self.board(),
            tools: self.tools(),
            learn: self.learn(),
            skills: self.skills(),
            technologies: self.technologies(),
            preparation: self.preparation(),
            ladder: self.ladder(),
            paths: self.paths(),
            roadmap: self.roadmap(),
            quick_wins: self.body.quick_wins.iter().map(|win| renderer.inline(win.as_str(), &self.body.file)).collect(),
            certifications: self.certifications(),
            pay: self.pay(),
            demand: self.demand(),
            timeline: self.timeline(),
            verdict: self.verdict(),
            analysis: self.analysis(),
            faq,
            related: self.related(),
            history: self.history(),
            blocks: renderer.blocks(crate::model::site::BlockPlace::Reports),
            sponsored_prose: false,
            sources: Vec::new(),
            cite: self.cite(),
        };
        view.sources = self.sources();
        let sponsored_prose = view.prose().any(crate::render::is_sponsored);
        view.sponsored_prose = sponsored_prose;
        view.contents = self.contents(&view);
        view.headline = self.headline(&view, window);
        view.page = self.head(&view);
        view
    }

    fn contents(&self, view: &ReportView) -> Vec<Link> {
        let shown = |section: Section| match section {
            // The headline is the head of the page, and blocks are not part of the report.
            Section::Headline | Section::Blocks => false,
            Section::Assessments => view.assessments.is_some(),
            Section::Worksheet => view.worksheet.is_some(),
            Section::Outlook => view.outlook.is_some(),
            Section::Tasks => view.tasks.is_some(),
            Section::OwnScore => view.own_score.is_some(),
            Section::Board => view.board.is_some(),
            Section::Tools => view.tools.is_some(),
            Section::Learn => view.learn.is_some(),
            Section::Skills => view.skills.is_some(),
            Section::Technologies => view.technologies.is_some(),
            Section::Preparation => view.preparation.is_some(),
            Section::Ladder => view.ladder.is_some(),
            Section::Paths => view.paths.is_some(),
            Section::Roadmap => view.roadmap.is_some(),
            Section::QuickWins => !view.quick_wins.is_empty(),
            Section::Certifications => view.certifications.is_some(),
            Section::Pay => view.pay.is_some(),
            Section::Demand => view.demand.is_some(),
            Section::Timeline => view.timeline.is_some(),
            Section::Verdict => view.verdict.is_some(),
            Section::Analysis => view.analysis.is_some(),
            Section::Faq => !view.faq.is_empty(),
            Section::Related => !view.related.is_empty(),
            Section::History => view.history.is_some(),
            Section::Sources => !view.sources.is_empty(),
            Section::Cite => true,
        };
        let sections = self.renderer.corpus.site.sections.iter().filter(|section| shown(**section));
        sections
            .map(|section| Link { label: self.renderer.section_label(*section), href: format!("#{section}") })
            .collect()
    }
}

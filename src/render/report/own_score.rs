//! The reader's own score: what the page and its script need so that a reader can make it of their own week.

use fluent_bundle::FluentArgs;
use serde::Serialize;
use serde_json::{Map, Value};

use super::ReportPage;
use super::answer::FEW;
use super::tasks::{is_long, quoted};
use crate::link::{HeadlineRule, ToolId, numbered_tasks};
use crate::model::{Band, OwnScoreRule, Points, Score};
use crate::plan::SitePath;
use crate::render::messages::{Messages, args};
use crate::render::structured;
use crate::render::view::BandView;

/// What a reader needs for a score of their own.
#[derive(Serialize)]
pub struct OwnScoreView {
    /// The tasks that have a number, in the order of the file.
    pub tasks: Vec<OwnTask>,
    /// How many tasks have none, in a sentence.
    pub left_out: Option<String>,
    /// The publisher's rule, where the site has one that concerns this report.
    pub rule: Option<OwnRuleView>,
    /// What the script computes with, as JSON that is safe inside a script element.
    pub data: String,
    /// What the script says, as JSON that is safe inside a script element; the same on every report.
    pub words: String,
}

/// A task of which a reader says how much of their week it takes.
#[derive(Serialize)]
pub struct OwnTask {
    /// What it is.
    pub name: String,
    /// How far AI reaches it, as exact as it is.
    pub exposure: String,
    /// The band of its exposure.
    pub band: BandView,
}

/// What a publisher's rule asks a reader.
#[derive(Serialize)]
pub struct OwnRuleView {
    /// Why the publisher has the rule.
    pub why: String,
    /// What the rule adds, each part in a sentence.
    pub parts: Vec<String>,
    /// Tools that a reader may use; empty where the rule asks for none.
    pub tools: Vec<OwnChoice>,
    /// Whether it asks for years in the job.
    pub experience: bool,
    /// Places in the job; empty where the rule asks for none.
    pub seniority: Vec<OwnChoice>,
}

/// Something that a reader can choose.
#[derive(Serialize)]
pub struct OwnChoice {
    /// Its name in a saved file.
    pub id: String,
    /// Its words.
    pub label: String,
}

/// What the script computes with.
#[derive(Serialize)]
struct OwnData<'a> {
    report: &'a str,
    title: &'a str,
    industry: &'a str,
    tasks: Vec<OwnTaskData<'a>>,
    bands: Vec<OwnBandData<'a>>,
    points: Option<Points>,
    headline: Option<Points>,
    persons: Option<f64>,
    few: usize,
    scores: String,
    rule: Option<&'a OwnScoreRule>,
}

#[derive(Serialize)]
struct OwnTaskData<'a> {
    id: &'a str,
    name: &'a str,
    exposure: f64,
    share: Option<f64>,
    /// The name in a sentence, where it is too long for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    short: Option<String>,
}

#[derive(Serialize)]
struct OwnBandData<'a> {
    id: &'static str,
    label: &'a str,
    from: u8,
    to: u8,
}

/// The sentences that the script completes, each with its variables.
const SENTENCES: [(&str, &[&str]); 23] = [
    ("own_score_time", &["task"]),
    ("own_score_less", &["task"]),
    ("own_score_more", &["task"]),
    ("percent", &["number"]),
    ("worksheet_rounded", &["exact", "rounded"]),
    ("worksheet_band", &["points", "low", "high", "band"]),
    ("own_score_sum", &["sum"]),
    ("own_score_sentence", &["points", "band"]),
    ("own_score_report", &["points", "change"]),
    ("own_score_place", &["rank", "of"]),
    ("own_score_place_group", &["rank", "of", "group"]),
    ("own_score_percentile", &["percentile"]),
    ("own_score_percentile_employment", &["percentile"]),
    ("own_score_place_without_rule", &["points"]),
    ("own_score_without", &["task", "points", "change"]),
    ("own_score_driver", &["task", "part", "score"]),
    ("own_score_step", &["sum", "whole", "score"]),
    ("own_score_step_tools", &["count", "points"]),
    ("own_score_step_years", &["from", "points"]),
    ("own_score_step_seniority", &["label", "points"]),
    ("own_score_step_added", &["score", "added", "total"]),
    ("own_score_strip", &["points", "report"]),
    ("own_score_missing", &["names"]),
];

/// The words of the script that stand alone.
const WORDS: [&str; 10] = [
    "number_decimal",
    "number_thousands",
    "own_score_none",
    "own_score_no_move",
    "own_score_step_held",
    "own_score_link_copied",
    "own_score_link_made",
    "own_score_opened",
    "own_score_wrong_file",
    "own_score_other_report",
];

/// What the script says, as JSON that is safe inside a script element. Its sentences hold their variables as `{name}`.
pub fn own_score_words(messages: &Messages) -> String {
    let mut words: Map<String, Value> = Map::new();
    for name in WORDS {
        words.insert(name.to_owned(), messages.label(name).into());
    }
    for (name, variables) in SENTENCES {
        let mut args = FluentArgs::new();
        for variable in variables {
            args.set(*variable, format!("{{{variable}}}"));
        }
        words.insert(name.to_owned(), messages.say(name, &args).into());
    }
    structured::inside_script(&words)
}

impl ReportPage<'_> {
    pub(super) fn own_score(&self) -> Option<OwnScoreView> {
        let messages = &self.renderer.messages;
        let bands = self.renderer.corpus.site.bands;
        let of = self.body.tasks.len();
        let tasks: Vec<OwnTask> = numbered_tasks(&self.body.tasks)
            .map(|(task, exposure)| OwnTask {
                name: task.name.to_string(),
                exposure: messages.decimal(exposure),
                band: self.renderer.band(bands.of(Score::clamped(exposure).points())),
            })
            .collect();
        if tasks.len() < 2 {
            return None;
        }
        let left_out = of - tasks.len();
        Some(OwnScoreView {
            tasks,
            left_out: (left_out > 0)
                .then(|| messages.say("worksheet_left_out", &args!["count" => left_out, "of" => of])),
            rule: self.renderer.corpus.site.own_score.as_ref().and_then(|rule| self.own_rule(rule)),
            data: structured::inside_script(&self.own_score_data()),
            words: self.renderer.own_score_words.to_string(),
        })
    }

    /// The tools of the report, each once: those that do its tasks, then those to learn.
    fn own_tools(&self) -> Vec<OwnChoice> {
        let mut tools: Vec<ToolId> = Vec::new();
        for tool in self.card.tools.iter().map(|used| used.tool).chain(self.card.learn.iter().copied()) {
            if !tools.contains(&tool) {
                tools.push(tool);
            }
        }
        let known = |tool: ToolId| self.renderer.corpus.tool(tool);
        let choice = |tool| OwnChoice { id: known(tool).id.to_string(), label: known(tool).entry.name.to_string() };
        tools.into_iter().map(choice).collect()
    }

    /// What a rule asks of a reader of this report; `None` where it has no part that concerns the report.
    fn own_rule(&self, rule: &OwnScoreRule) -> Option<OwnRuleView> {
        let messages = &self.renderer.messages;
        let signed = |points: i8| self.renderer.signed(i16::from(points));
        let tools = if rule.tools.is_some() { self.own_tools() } else { Vec::new() };
        let mut parts = Vec::new();
        if let Some(tool) = rule.tools.filter(|_| !tools.is_empty()) {
            let args = args!["points" => signed(tool.points.get()), "count" => tool.up_to.get()];
            parts.push(messages.say("own_score_part_tools", &args));
        }
        let mut steps: Vec<_> = rule.experience.iter().collect();
        steps.sort_by_key(|step| step.from);
        for step in &steps {
            let args = args!["from" => step.from.get(), "points" => signed(step.points.get())];
            parts.push(messages.say("own_score_part_years", &args));
        }
        for step in &rule.seniority {
            let args = args!["label" => step.label.as_str(), "points" => signed(step.points.get())];
            parts.push(messages.say("own_score_part_seniority", &args));
        }
        if parts.is_empty() {
            return None;
        }
        let label = |label: &str| OwnChoice { id: label.to_owned(), label: label.to_owned() };
        Some(OwnRuleView {
            why: rule.why.to_string(),
            parts,
            tools,
            experience: !steps.is_empty(),
            seniority: rule.seniority.iter().map(|step| label(step.label.as_str())).collect(),
        })
    }

    fn own_score_data(&self) -> OwnData<'_> {
        let renderer = self.renderer;
        let (corpus, messages) = (renderer.corpus, &renderer.messages);
        let tasks = numbered_tasks(&self.body.tasks).map(|(task, exposure)| OwnTaskData {
            id: task.id.as_str(),
            name: &task.name,
            exposure,
            share: task.share.as_ref().map(|share| share.value.get()),
            short: is_long(&task.name).then(|| quoted(&task.name)),
        });
        let bands = Band::ALL.iter().map(|band| {
            let (from, to) = corpus.site.bands.range(*band);
            OwnBandData { id: band.as_str(), label: messages.band(*band), from, to }
        });
        // Where the task score is the headline, one mark stands for both.
        let other_headline = self.card.headline.filter(|_| corpus.site.headline != HeadlineRule::Tasks);
        OwnData {
            report: self.card.slug.as_str(),
            title: &self.card.title,
            industry: &corpus.industry(self.card.industry).entry.name,
            tasks: tasks.collect(),
            bands: bands.collect(),
            points: self.card.task_score.map(|score| score.score.points()),
            headline: other_headline.map(|headline| headline.points),
            persons: self.card.persons().map(|persons| persons.get()),
            few: FEW,
            scores: renderer.plan.urls.href(&SitePath::task_scores(corpus, self.card.industry)),
            rule: corpus.site.own_score.as_ref(),
        }
    }
}

//! Questions and answers: the author's own, and some that are composed from the report's facts.

use serde::Serialize;

use super::ReportPage;
use super::tasks::{is_long, quoted};
use crate::link::{PathEnd, Task};
use crate::model::{Points, Score};
use crate::render::messages::args;

/// The most answers that are composed.
const MOST: usize = 5;

/// The most tasks that an answer names; of those with short names more fit into a sentence.
const NAMED: usize = 3;
const NAMED_SHORT: usize = 8;

/// A question and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct FaqItem {
    /// The question.
    pub question: String,
    /// The answer as HTML.
    pub html: String,
    /// The answer without markup.
    #[serde(skip)]
    pub plain: String,
    /// Whether it is composed from the report's data.
    pub composed: bool,
}

impl ReportPage<'_> {
    /// The author's questions, then at most five that are composed, each from at least two facts.
    pub(super) fn faq(&self) -> Vec<FaqItem> {
        let own = self.body.faq.iter().map(|item| FaqItem {
            question: item.question.to_string(),
            html: self.renderer.prose(item.answer.as_str(), &self.body.file),
            plain: crate::markdown::to_plain(item.answer.as_str()),
            composed: false,
        });
        let composed =
            [self.faq_exposed(), self.faq_tasks(), self.faq_when(), self.faq_next(), self.faq_tools(), self.faq_pay()];
        own.chain(composed.into_iter().flatten().take(MOST)).collect()
    }

    fn composed(&self, question: &str, answer: String) -> FaqItem {
        let question = self.renderer.messages.say(question, &args!["title" => self.card.title.as_str()]);
        let html = format!("<p>{}</p>", crate::markdown::escaped(&answer));
        FaqItem { question, html, plain: answer, composed: true }
    }

    /// Headline and standing or spread.
    fn faq_exposed(&self) -> Option<FaqItem> {
        let headline = self.card.headline?;
        let messages = &self.renderer.messages;
        let mut sentences = vec![messages.say(
            "faq_exposed_answer",
            &args!["points" => headline.points.get(), "band" => messages.band(headline.band)],
        )];
        if let Some(standing) = self.relations.overall.filter(|standing| standing.of > 1) {
            sentences.push(self.renderer.standing("standing_overall", standing, ""));
        }
        if let Some(spread) = self.spreads().into_iter().max_by_key(super::answer::Spread::points) {
            sentences.push(spread.sentence(messages));
        }
        (sentences.len() > 1).then(|| self.composed("faq_exposed", sentences.join(" ")))
    }

    fn numbered_tasks(&self) -> Vec<(&Task, Points)> {
        let mut tasks: Vec<(&Task, Points)> = self
            .body
            .tasks
            .iter()
            .filter_map(|task| Some((task, Score::clamped(task.exposure.as_ref()?.value.get()).points())))
            .collect();
        tasks.sort_by_key(|(_, points)| std::cmp::Reverse(*points));
        tasks
    }

    /// The most and the least exposed tasks: in a sentence where there is one of each and their names are short, else in lists.
    fn faq_tasks(&self) -> Option<FaqItem> {
        let tasks = self.numbered_tasks();
        let ((most, high), (least, low)) = (*tasks.first()?, *tasks.last()?);
        if high == low {
            return None;
        }
        let with = |points: Points| -> Vec<&str> {
            let equal = tasks.iter().filter(|(_, own)| *own == points);
            equal.map(|(task, _)| task.name.as_str()).collect()
        };
        let (first, last) = (with(high), with(low));
        let is_short = |task: &Task| !is_long(task.name.as_str());
        if first.len() == 1 && last.len() == 1 && is_short(most) && is_short(least) {
            let args = args![
                "count" => tasks.len(),
                "most" => most.name.as_str(),
                "high" => high.get(),
                "least" => least.name.as_str(),
                "low" => low.get(),
            ];
            return Some(self.composed("faq_tasks", self.renderer.messages.say("faq_tasks_answer", &args)));
        }
        let messages = &self.renderer.messages;
        let args =
            |count: usize, points: Points| args!["count" => count, "of" => tasks.len(), "points" => points.get()];
        let parts = [
            (messages.say("faq_tasks_most", &args(first.len(), high)), first),
            (messages.say("faq_tasks_least", &args(last.len(), low)), last),
        ];
        Some(self.listed("faq_tasks", &parts))
    }

    /// An answer of sentences, each with a list of names below it; of many names the first.
    fn listed(&self, question: &str, parts: &[(String, Vec<&str>)]) -> FaqItem {
        let messages = &self.renderer.messages;
        let (mut html, mut plain) = (String::new(), Vec::new());
        for (sentence, names) in parts {
            let more = names.len().saturating_sub(NAMED);
            let mut items: Vec<String> = names.iter().take(NAMED).map(|name| (*name).to_owned()).collect();
            items.extend((more > 0).then(|| messages.say("and_more", &args!["count" => more])));
            let listed = items.iter().map(|item| format!("<li>{}</li>", crate::markdown::escaped(item)));
            let listed: String = listed.collect();
            html.push_str(&format!("<p>{}</p><ul>{listed}</ul>", crate::markdown::escaped(sentence)));
            let items: Vec<&str> = items.iter().map(|item| item.trim_end_matches('.')).collect();
            plain.push(format!("{sentence} {}.", items.join("; ")));
        }
        let question = messages.say(question, &args!["title" => self.card.title.as_str()]);
        FaqItem { question, html, plain: plain.join(" "), composed: true }
    }

    /// Names of tasks in a sentence: long ones cut, and of many the first.
    fn named(&self, names: &[&str]) -> String {
        let messages = &self.renderer.messages;
        let most = if names.iter().any(|name| is_long(name)) { NAMED } else { NAMED_SHORT };
        let more = names.len().saturating_sub(most);
        let quotes: Vec<String> = names.iter().take(most).map(|name| quoted(name)).collect();
        match more {
            0 => messages.list(&quotes),
            more => {
                let head = quotes.join(messages.label("list_comma"));
                format!("{head} {}", messages.say("and_more", &args!["count" => more]))
            }
        }
    }

    /// The window and who gives it, or the tasks that change first.
    fn faq_when(&self) -> Option<FaqItem> {
        let window = self.body.window.as_ref()?;
        let source = self.renderer.corpus.source(window.citation.source?).short();
        let messages = &self.renderer.messages;
        let mut answer = messages.say(
            "faq_when_answer",
            &args!["source" => source, "window" => messages.horizon(window.value, window.citation.as_of)],
        );
        let soon: Vec<&str> = self
            .body
            .tasks
            .iter()
            .filter(|task| {
                task.horizon.as_ref().is_some_and(|horizon| {
                    matches!(horizon.value, crate::model::Horizon::In(years) if years.to().is_some_and(|to| to <= 3))
                })
            })
            .map(|task| task.name.as_str())
            .collect();
        if !soon.is_empty() {
            let tasks = self.named(&soon);
            answer =
                format!("{answer} {}", messages.say("faq_when_soon", &args!["count" => soon.len(), "tasks" => tasks]));
        }
        Some(self.composed("faq_when", answer))
    }

    /// Jobs with a lower headline to which a path leads.
    fn faq_next(&self) -> Option<FaqItem> {
        let own = self.card.headline?.points;
        let messages = &self.renderer.messages;
        let mut lower: Vec<(Points, &str)> = self
            .body
            .paths
            .iter()
            .filter_map(|path| match &path.to {
                PathEnd::Title(_) => None,
                PathEnd::Report(id) => {
                    let card = self.renderer.corpus.card(*id);
                    Some((card.headline?.points, card.title.as_str()))
                }
            })
            .filter(|(points, _)| *points < own)
            .collect();
        if lower.is_empty() {
            return None;
        }
        lower.sort_unstable();
        let jobs: Vec<String> = lower
            .iter()
            .map(|(points, title)| messages.say("faq_next_job", &args!["title" => *title, "points" => points.get()]))
            .collect();
        let answer = messages.say(
            "faq_next_answer",
            &args![
                "paths" => self.body.paths.len(),
                "count" => jobs.len(),
                "jobs" => messages.list(&jobs),
                "points" => own.get(),
            ],
        );
        Some(self.composed("faq_next", answer))
    }

    /// How many tools, and the one with most tasks.
    fn faq_tools(&self) -> Option<FaqItem> {
        let most = self.card.tools.iter().rev().max_by_key(|tool| tool.tasks.len())?;
        if self.card.tools.len() < 2 {
            return None;
        }
        let tasks: Vec<&str> = most.of(&self.body.tasks).take(NAMED).map(|task| task.name.as_str()).collect();
        let answer = self.renderer.messages.say(
            "faq_tools_answer",
            &args![
                "count" => self.card.tools.len(),
                "tool" => self.renderer.corpus.tool(most.tool).entry.name.as_str(),
                "tasks" => most.tasks.len(),
                "of" => self.body.tasks.len(),
                "all" => if most.tasks.len() > NAMED { "no" } else { "yes" },
                "names" => self.named(&tasks),
            ],
        );
        Some(self.composed("faq_tools", answer))
    }

    /// The median and the tenth percentiles.
    fn faq_pay(&self) -> Option<FaqItem> {
        let pay = self.body.pay.as_ref()?;
        let messages = &self.renderer.messages;
        let wage = |percentile: u8| {
            let (_, wage) = pay.percentiles.iter().find(|(at, _)| *at == percentile)?;
            Some(messages.wage(wage.value, &pay.currency))
        };
        let (median, low, high) = (wage(50)?, wage(10)?, wage(90)?);
        let area = pay.area.as_ref().map_or("", |area| area.as_str());
        let answer = messages.say(
            "faq_pay_answer",
            &args![
                "median" => median,
                "low" => low,
                "high" => high,
                "per" => messages.per(pay.per),
                "where" => if area.is_empty() { "unknown" } else { "known" },
                "area" => area,
            ],
        );
        Some(self.composed("faq_pay", answer))
    }
}

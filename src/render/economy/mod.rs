//! What only all reports together show, in pictures: how many persons do jobs of which headline, what these pay, and how industries differ.
//! No picture grows with the number of reports: beyond [`MOST`] of them marks stand for several.

mod industries;
mod labels;
mod scatter;
mod shares;
mod stairs;

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use serde_json::json;

use super::Renderer;
use super::messages::args;
use super::page::Head;
use super::report::SourceView;
use super::structured::inside_script;
use crate::link::{HeadlineRule, JobField, LeftOut, PayField, ReportId, SourceId};
use crate::model::{Date, Measure, round_half_up};
use crate::plan::{DataTable, Page, SitePath};
use industries::Industries;
use scatter::Scatter;
pub(super) use stairs::Stairs;

/// The most reports that have a mark of their own.
const MOST: usize = 1_500;

/// The pictures of all jobs.
#[derive(Serialize)]
pub struct EconomyView {
    page: Head,
    /// How headlines are made, in a sentence.
    rule: String,
    stairs: Option<Stairs>,
    scatter: Option<Scatter>,
    industries: Option<Industries>,
    /// Whether there is a picture in which each mark stands for one report, to find it by its name.
    findable: bool,
    /// The table of what the pictures are made of, as CSV.
    csv: String,
    /// What the figures rest on.
    sources: Vec<SourceView>,
    /// What the script of the page needs, as JSON that is safe inside a script element.
    control: String,
}

/// Names of marks for the script, each with its address and what is said of it. What two pictures show has one name.
struct Named<'a> {
    renderer: &'a Renderer<'a>,
    names: Vec<[String; 3]>,
    of: HashMap<ReportId, usize>,
    said: HashMap<ReportId, Vec<String>>,
}

impl Named<'_> {
    /// The position of a report's name.
    fn report(&mut self, id: ReportId) -> usize {
        let Self { renderer, names, of, said } = self;
        *of.entry(id).or_insert_with(|| {
            let card = renderer.corpus.card(id);
            let mut parts = Vec::new();
            if let Some(headline) = card.headline {
                let (points, band) = (headline.points.get(), renderer.messages.band(headline.band));
                parts.push(renderer.messages.say("economy_headline", &args!["points" => points, "band" => band]));
            }
            parts.extend(said.remove(&id).unwrap_or_default());
            names.push([card.title.to_string(), format!("{}/", card.slug), parts.join(" · ")]);
            names.len() - 1
        })
    }

    /// The position of the name of several reports with headlines from one to another.
    fn group(&mut self, (from, to): (u8, u8), title: String, said: String) -> usize {
        self.names.push([title, format!("?from={from}&to={to}"), said]);
        self.names.len() - 1
    }
}

impl Renderer<'_> {
    pub(crate) fn economy_view(&self) -> EconomyView {
        let economy = self.corpus.economy();
        EconomyView {
            page: self.head(
                Page::Economy,
                self.messages.label("economy_title"),
                self.messages.label("economy_lead"),
                &[],
            ),
            rule: self.rule_in_words(),
            stairs: self.stairs(),
            scatter: self.scatter(),
            industries: economy.jobs.as_ref().and_then(|field| self.industry_bars(field)),
            findable: self.has_single_marks(),
            csv: self.plan.urls.href(&DataTable::EconomyCsv.path()),
            sources: self.economy_sources(),
            control: self.economy_control(),
        }
    }

    fn economy_control(&self) -> String {
        let economy = self.corpus.economy();
        let messages = &self.messages;
        let mut said: HashMap<ReportId, Vec<String>> = HashMap::new();
        if let Some(field) = &economy.pay {
            for (id, wage) in field.reports.iter().take(MOST + 1) {
                let wage = messages.wage(*wage, &field.currency);
                let per = messages.per(field.per);
                said.entry(*id)
                    .or_default()
                    .push(messages.say("compare_median_pay", &args!["wage" => wage, "per" => per]));
            }
        }
        if let Some(field) = &economy.jobs {
            for (id, persons) in field.reports.iter().take(MOST + 1) {
                let persons = messages.whole(round_half_up(*persons));
                said.entry(*id).or_default().push(messages.say("economy_persons", &args!["persons" => persons]));
            }
        }
        let mut named = Named { renderer: self, names: Vec::new(), of: HashMap::new(), said };
        let stairs = economy.jobs.as_ref().map(|field| self.steps(field, &mut named));
        let scatter = economy.pay.as_ref().map(|field| self.spots(field, &mut named));
        inside_script(&json!({
            "reports": self.plan.urls.href(&SitePath::folder(&["occupations"])),
            "names": named.names,
            "stairs": stairs,
            "scatter": scatter,
        }))
    }

    /// Whether reports have marks of their own in a picture.
    fn has_single_marks(&self) -> bool {
        let economy = self.corpus.economy();
        let jobs = economy.jobs.as_ref().map(|field| field.reports.len());
        let pay = economy.pay.as_ref().map(|field| field.reports.len());
        jobs.into_iter().chain(pay).any(|reports| reports <= MOST)
    }

    /// Which reports are not in a picture of `pay` or of `jobs`, and why, in a sentence.
    fn left_out(&self, left_out: LeftOut, of: &str) -> Option<String> {
        let LeftOut { unscored, unknown, not_own, elsewhere } = left_out;
        let reasons = [("unscored", unscored), ("unknown", unknown), ("not_own", not_own), ("elsewhere", elsewhere)];
        let known = reasons.into_iter().filter(|(_, count)| *count > 0);
        let reasons: Vec<String> = known
            .map(|(reason, count)| {
                let name = format!("economy_left_out_{reason}");
                self.messages.say(&name, &args!["count" => self.messages.whole(count as i64), "of" => of])
            })
            .collect();
        (!reasons.is_empty()).then(|| {
            let reasons = reasons.join(self.messages.label("economy_left_out_between"));
            self.messages.say("economy_left_out", &args!["reasons" => reasons])
        })
    }

    /// The dates between which figures lie, in words.
    fn dates(&self, dates: impl Iterator<Item = Date> + Clone) -> Option<String> {
        let (first, last) = (dates.clone().min()?, dates.max()?);
        let (first, last) = (self.messages.date(first), self.messages.date(last));
        Some(if first == last {
            first
        } else {
            self.messages.say("economy_dates", &args!["from" => first, "to" => last])
        })
    }

    fn jobs_scope(&self, field: &JobField) -> String {
        let of = |(id, _): &(ReportId, f64)| self.corpus.card(*id).employment.as_ref()?.citation.as_of;
        let dates = self.dates(field.reports.iter().filter_map(of));
        self.scope("economy_jobs_scope", field.area.as_deref(), dates, "", "")
    }

    fn pay_scope(&self, field: &PayField) -> String {
        let of = |(id, _): &(ReportId, _)| self.corpus.card(*id).median_pay.as_ref()?.citation.as_of;
        let dates = self.dates(field.reports.iter().filter_map(of));
        self.scope(
            "economy_pay_scope",
            field.area.as_deref(),
            dates,
            field.currency.as_str(),
            self.messages.per(field.per),
        )
    }

    fn scope(&self, message: &str, area: Option<&str>, dates: Option<String>, currency: &str, per: &str) -> String {
        self.messages.say(
            message,
            &args![
                "where" => if area.is_some() { "known" } else { "unknown" },
                "area" => area.unwrap_or_default(),
                "when" => if dates.is_some() { "known" } else { "unknown" },
                "date" => dates.unwrap_or_default(),
                "currency" => currency,
                "per" => per,
            ],
        )
    }

    /// The sources of the figures of the pictures and of the headlines.
    fn economy_sources(&self) -> Vec<SourceView> {
        let economy = self.corpus.economy();
        let mut used: BTreeSet<SourceId> = BTreeSet::new();
        let mut headlines: BTreeSet<ReportId> = BTreeSet::new();
        if let Some(field) = &economy.pay {
            for (id, _) in &field.reports {
                used.extend(self.corpus.card(*id).median_pay.iter().filter_map(|pay| pay.citation.source));
                headlines.insert(*id);
            }
        }
        if let Some(field) = &economy.jobs {
            for (id, _) in &field.reports {
                used.extend(self.corpus.card(*id).employment.iter().filter_map(|figure| figure.citation.source));
                headlines.insert(*id);
            }
        }
        for id in headlines {
            self.headline_sources(id, &mut used);
        }
        used.into_iter().enumerate().map(|(at, id)| self.source_view(id, at + 1)).collect()
    }

    /// What the headline of a report rests on.
    fn headline_sources(&self, id: ReportId, used: &mut BTreeSet<SourceId>) {
        let of_measure = |measure: Measure| {
            self.corpus.card(id).assessments.iter().filter(move |a| a.measure == measure).map(|a| a.source)
        };
        match self.corpus.site.headline {
            HeadlineRule::Median(measure) => used.extend(of_measure(measure)),
            HeadlineRule::Source(source) => used.extend([source]),
            HeadlineRule::Tasks => used.extend(&self.corpus.card(id).exposure_sources),
        }
    }
}

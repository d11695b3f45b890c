//! What the scripts of the theme need, as JSON inside a page: addresses, and the words and forms of numbers that they print.
//!
//! A pattern is a message with the names of its variables in braces in their places, `{count}`, for a script to fill in.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::Renderer;
use super::data::Pieces;
use super::messages::{Messages, args};
use super::structured::inside_script;
use super::words::SIGNS;
use crate::link::IndustryId;
use crate::model::occupation::SkillKind;
use crate::plan::{PER_PAGE, PER_PIECE, Page, SitePath};

/// The words of the table of all reports.
const TABLE_WORDS: [&str; 4] = ["unscored", "table_loading", "table_failed", "table_none"];

/// The words of the comparison.
const COMPARE_WORDS: &[&str] = &[
    "unscored",
    "compare_loading",
    "compare_same",
    "compare_few",
    "compare_none",
    "compare_headline",
    "compare_assessments",
    "compare_tasks",
    "compare_tasks_of",
    "compare_most_exposed",
    "compare_skills",
    "compare_rated_lead",
    "compare_pay",
    "compare_pay_apart",
    "compare_paths",
    "compare_path_title_only",
    "compare_said",
    "compare_performer_unknown",
    "column_industry",
    "column_score",
    "column_rank",
    "column_source",
    "column_strip",
    "column_task_score",
    "table_failed",
    "per_year",
    "per_month",
    "per_hour",
    "performer_automated",
    "performer_assisted",
    "performer_human",
    "path_match",
    "path_computed",
    "path_difficulty",
    "difficulty_easy",
    "difficulty_medium",
    "difficulty_hard",
    "date_unknown",
    "list_comma",
];

/// A message with its variables in braces.
fn pattern(messages: &Messages, name: &str, variables: &[&str]) -> String {
    let mut args = args![];
    for variable in variables {
        args.set(*variable, format!("{{{variable}}}"));
    }
    messages.say(name, &args)
}

/// Labels by name.
fn labels(messages: &Messages, names: &[&str]) -> Map<String, Value> {
    names.iter().map(|name| ((*name).to_owned(), messages.label(name).into())).collect()
}

impl Renderer<'_> {
    /// What the script of the table of all reports needs.
    pub(super) fn table_control(&self) -> String {
        let messages = &self.messages;
        let mut words = labels(messages, &TABLE_WORDS);
        let patterns: [(&str, &[&str]); 3] =
            [("table_found", &["count", "all"]), ("table_too_many", &["all"]), ("pager", &["number", "pages"])];
        words.extend(patterns.map(|(name, variables)| (name.to_owned(), pattern(messages, name, variables).into())));
        let mut control = self.rows_control();
        control.insert("page".to_owned(), self.page_pattern().into());
        control.insert("words".to_owned(), words.into());
        inside_script(&control)
    }

    /// What the script of the comparison needs.
    pub(super) fn compare_control(&self) -> String {
        let messages = &self.messages;
        let mut words = labels(messages, COMPARE_WORDS);
        let patterns: [(&str, &[&str]); 14] = [
            ("compare_found", &["titles"]),
            ("compare_unknown", &["name"]),
            ("compare_rank", &["rank", "of"]),
            ("compare_task", &["task", "exposure"]),
            ("compare_in_common", &["titles"]),
            ("compare_only", &["title"]),
            ("compare_rated", &["importance", "level"]),
            ("compare_against", &["difference", "title"]),
            ("compare_scope", &["area", "currency", "per", "date"]),
            ("compare_scope_nowhere", &["currency", "per", "date"]),
            ("compare_strip", &["title", "marks"]),
            ("compare_source_dated", &["source", "date"]),
            ("list_and", &["head", "last"]),
            ("percent", &["number"]),
        ];
        words.extend(patterns.map(|(name, variables)| (name.to_owned(), pattern(messages, name, variables).into())));
        for percentile in [10, 25, 50, 75, 90] {
            let label = messages.say("pay_percentile", &args!["percentile" => percentile]);
            words.insert(format!("pay_p{percentile}"), label.into());
        }
        for kind in SkillKind::ALL {
            let name = messages.say("skill_named", &args!["name" => "{name}", "kind" => kind.as_str()]);
            words.insert(format!("skill_{}", kind.as_str()), name.into());
        }
        let measures: Vec<Value> = self
            .corpus
            .measures()
            .into_iter()
            .map(|measure| {
                json!({
                    "id": measure.as_str(),
                    "label": messages.measure(measure),
                    "explanation": self.measure_explanation(measure),
                })
            })
            .collect();
        let months: Vec<&str> = MONTHS.iter().map(|name| messages.label(name)).collect();
        let mut control = self.rows_control();
        let parts = [
            ("page", self.page_pattern().into()),
            ("sources", self.href(Page::Sources).into()),
            ("words", words.into()),
            ("measures", measures.into()),
            (
                "dates",
                json!({
                    "months": months,
                    "month": pattern(messages, "date_month", &["month", "year"]),
                    "day": pattern(messages, "date_day", &["day", "month", "year"]),
                }),
            ),
            (
                "money",
                json!({
                    "signs": SIGNS.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
                    "sign": pattern(messages, "money_sign", &["sign", "amount"]),
                    "letters": pattern(messages, "money_letters", &["currency", "amount"]),
                    "at_least": pattern(messages, "money_at_least", &["amount"]),
                }),
            ),
        ];
        control.extend(parts.map(|(name, value)| (name.to_owned(), value)));
        inside_script(&control)
    }

    /// Where a report's page stands, with its slug as a variable; its data have `.json` in place of the last slash.
    fn page_pattern(&self) -> String {
        format!("{}{{slug}}/", self.plan.urls.href(&SitePath::folder(&["occupations"])))
    }

    /// What both need to load rows and to draw them.
    fn rows_control(&self) -> Map<String, Value> {
        let corpus = self.corpus;
        let messages = &self.messages;
        let industries: Vec<Value> = Pieces::of_industries(self)
            .into_iter()
            .enumerate()
            .filter_map(|(at, pieces)| {
                let id = IndustryId::at(at);
                let link = self.industry_link(id);
                let pieces = pieces?;
                Some(json!({
                    "id": corpus.industry(id).id.as_str(),
                    "label": link.label,
                    "href": link.href,
                    "pieces": pieces,
                }))
            })
            .collect();
        let bands: Vec<Value> = super::strip::bands(corpus.site.bands, messages)
            .into_iter()
            .map(|range| {
                json!({
                    "id": range.band.id,
                    "label": range.band.label,
                    "from": range.from,
                    "to": range.to,
                    "width": range.width,
                })
            })
            .collect();
        let parts = [
            ("rows", corpus.count().into()),
            ("perPage", PER_PAGE.into()),
            ("pieces", corpus.count().div_ceil(PER_PIECE).into()),
            ("piece", self.piece_pattern().into()),
            ("industries", industries.into()),
            ("bands", bands.into()),
            ("strips", self.strip_patterns()),
            (
                "numbers",
                json!({
                    "thousands": messages.label("number_thousands"),
                    "decimal": messages.label("number_decimal"),
                }),
            ),
        ];
        parts.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    fn piece_pattern(&self) -> String {
        format!("{}{{number}}.json", self.plan.urls.href(&SitePath::folder(&["data", "rows"])))
    }

    /// What strips of rows say, by how many assessments they show: plurals are resolved here, the rest is filled in by the script.
    fn strip_patterns(&self) -> Value {
        let counts: BTreeSet<usize> = self.corpus.cards().iter().map(|card| card.assessments.len()).collect();
        let pattern = |name: &str, count: usize| {
            self.messages
                .say(name, &args!["points" => "{points}", "low" => "{low}", "high" => "{high}", "count" => count])
        };
        let patterns = counts.into_iter().map(|count| {
            let both =
                json!({"scored": pattern("strip_small", count), "unscored": pattern("strip_small_no_headline", count)});
            (count.to_string(), both)
        });
        Value::Object(patterns.collect())
    }
}

/// The names of the months among the messages.
const MONTHS: [&str; 12] = [
    "month_1", "month_2", "month_3", "month_4", "month_5", "month_6", "month_7", "month_8", "month_9", "month_10",
    "month_11", "month_12",
];

//! The tables of what reports refer to, as import writes them and reads them again.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::industries;
use super::yaml::{Fields, Node};
use crate::model::Date;

/// An entry of `imported/tools.yaml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tool {
    pub name: String,
    pub summary: String,
}

/// An entry of `imported/sources.yaml`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub title: String,
    pub short: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub published: Option<Date>,
    pub kind: String,
    pub licence: Option<String>,
    pub licence_url: Option<String>,
    pub attribution: Option<String>,
    pub summary: Option<String>,
    pub measures: Option<String>,
    pub scale: Option<Scale>,
    #[serde(default)]
    pub labels: BTreeMap<String, LabelOf>,
    pub rule: Option<String>,
}

/// The scale of a source's plain numbers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Scale {
    pub from: f64,
    pub to: f64,
    pub higher: String,
}

/// What a label means, and the exposure that is made of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelOf {
    pub text: String,
    pub exposure: f64,
}

/// The first line of a table's file.
fn comment(name: &str) -> String {
    format!(
        "# Made by `foretask import`, which writes this file anew. Write what is yours into content/{name}.yaml: it lies over this, entry \
         by entry and key by key.\n"
    )
}

/// The text of `imported/tools.yaml`.
pub(super) fn tools_text(tools: &BTreeMap<String, Tool>) -> String {
    let entry =
        |Tool { name, summary }: &Tool| Node::Lines(Fields::default().text("name", name).text("summary", summary));
    let fields = tools.iter().fold(Fields::default(), |fields, (id, tool)| fields.node(id, entry(tool)));
    fields.document(&comment("tools"))
}

/// The text of `imported/industries.yaml`: the groups of these ids, in the order of the classification.
pub(super) fn industries_text(wanted: &[&str]) -> String {
    let fields = industries::ids().filter(|id| wanted.contains(id)).fold(Fields::default(), |fields, id| {
        let (name, summary) = industries::describe(id).expect("every id of a group has a description");
        fields.node(id, Node::Lines(Fields::default().text("name", name).text("summary", summary)))
    });
    fields.document(&comment("industries"))
}

/// The text of `imported/sources.yaml`.
pub(super) fn sources_text(sources: &BTreeMap<String, Source>) -> String {
    let fields =
        sources.iter().fold(Fields::default(), |fields, (id, source)| fields.node(id, Node::Lines(source.fields())));
    fields.document(&comment("sources"))
}

impl Source {
    fn fields(&self) -> Fields {
        let Self {
            title,
            short,
            publisher,
            url,
            published,
            kind,
            licence,
            licence_url,
            attribution,
            summary,
            measures,
            scale,
            labels,
            rule,
        } = self;
        let label = |LabelOf { text, exposure }: &LabelOf| {
            Node::Lines(Fields::default().text("text", text).plain("exposure", exposure))
        };
        let labels = labels.iter().fold(Fields::default(), |fields, (name, of)| fields.node(name, label(of)));
        let scale = scale.as_ref().map(|Scale { from, to, higher }| {
            Node::Map(Fields::default().plain("from", from).plain("to", to).text("higher", higher))
        });
        Fields::default()
            .text("title", title)
            .text_or_none("short", short.as_ref())
            .text_or_none("publisher", publisher.as_ref())
            .text_or_none("url", url.as_ref())
            .plain_or_none("published", *published)
            .text("kind", kind)
            .text_or_none("licence", licence.as_ref())
            .text_or_none("licence_url", licence_url.as_ref())
            .text_or_none("attribution", attribution.as_ref())
            .text_or_none("summary", summary.as_ref())
            .text_or_none("measures", measures.as_ref())
            .optional("scale", scale)
            .lines("labels", labels)
            .text_or_none("rule", rule.as_ref())
    }
}

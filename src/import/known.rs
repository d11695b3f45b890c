//! What is known of sources beside the data: the entry of O*NET's database, and what the site itself says.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::onet::Edition;
use super::registry::Source;
use super::values::{Known, Sources};
use crate::model::registry::SourceEntry;

/// The database of O*NET as a source, with the attribution that its licence asks for. The publisher is who has modified the information.
pub(super) fn onet(edition: &Edition, publisher: &str) -> Source {
    let Edition { number, date } = edition;
    let publisher = publisher.trim_end_matches('.');
    Source {
        title: format!("O*NET {number} Database"),
        short: Some(format!("O*NET {number}")),
        publisher: Some("U.S. Department of Labor, Employment and Training Administration".to_owned()),
        url: Some("https://www.onetcenter.org/database.html".to_owned()),
        published: Some(*date),
        kind: "database".to_owned(),
        licence: Some("CC BY 4.0".to_owned()),
        licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
        attribution: Some(format!(
            "This page includes information from the O*NET {number} Database by the U.S. Department of Labor, Employment and Training \
             Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark of USDOL/ETA. {publisher} has modified all \
             or some of this information. USDOL/ETA has not approved, endorsed, or tested these modifications."
        )),
        summary: Some(
            "Describes occupations in the United States by tasks, skills, knowledge, technology and preparation, from surveys of workers and \
             the ratings of analysts. Importance runs from 1 to 5 and level from 0 to 7; the relevance of a task is the percentage of those \
             asked who do it."
                .to_owned(),
        ),
        ..Source::default()
    }
}

/// Who publishes the site: its publisher, else its title, as `content/site.yaml` has them.
pub(super) fn publisher(root: &Path) -> String {
    let text = fs::read_to_string(root.join("content/site.yaml")).unwrap_or_default();
    let site: serde_yaml::Value = serde_yaml::from_str(&text).unwrap_or_default();
    let of = |value: Option<&serde_yaml::Value>| {
        value.and_then(serde_yaml::Value::as_str).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    of(site.get("publisher").and_then(|publisher| publisher.get("name")))
        .or_else(|| of(site.get("title")))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "The publisher of this site".to_owned())
}

/// The sources that a score may name: those of the site's own registry, and those that are imported. Where both have one, the site's own
/// says what it measures.
pub(super) fn sources(root: &Path, imported: &Sources) -> Known {
    let mut known: Known = imported.keys().map(|id| (id.clone(), None)).collect();
    let text = fs::read_to_string(root.join("content/sources.yaml")).unwrap_or_default();
    let own: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(&text).unwrap_or_default();
    known.extend(own.into_iter().map(|(id, entry)| (id, serde_yaml::from_value::<SourceEntry>(entry).ok())));
    known
}

//! Structured data for search engines: JSON-LD in the words of schema.org.

use serde_json::{Map, Value, json};

use super::Renderer;
use super::page::Head;
use super::report::{ReportPage, ReportView};
use super::share::ImageView;
use super::view::Link;
use crate::link::{Pay, TextPage};
use crate::model::occupation::PayPeriod;
use crate::plan::{DataTable, Page, SitePath};

/// A block of structured data for the inside of a script element.
fn script(mut value: Value) -> String {
    if let Value::Object(object) = &mut value {
        object.shift_insert(0, "@context".to_owned(), "https://schema.org".into());
    }
    inside_script(&value)
}

/// JSON for the inside of a script element: nothing in it can end the element.
pub(super) fn inside_script(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => out.push(c),
        }
    }
    out
}

/// The pages above a page, and the page itself.
pub(super) fn breadcrumbs(renderer: &Renderer<'_>, above: &[Link], title: &str, canonical: &str) -> String {
    let mut items: Vec<(String, String)> =
        above.iter().map(|link| (link.label.clone(), renderer.plan.urls.whole(&link.href))).collect();
    items.push((title.to_owned(), canonical.to_owned()));
    let items: Vec<Value> = items
        .into_iter()
        .enumerate()
        .map(|(at, (name, item))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": item}))
        .collect();
    script(json!({"@type": "BreadcrumbList", "itemListElement": items}))
}

fn publisher(renderer: &Renderer<'_>) -> Value {
    let site = &renderer.corpus.site;
    let mut object = Map::new();
    object.insert("@type".to_owned(), "Organization".into());
    let name = site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name);
    object.insert("name".to_owned(), name.to_string().into());
    let url = site.publisher.as_ref().and_then(|publisher| publisher.url.as_ref());
    let url = url.map_or_else(|| renderer.plan.urls.base().to_owned(), ToString::to_string);
    object.insert("url".to_owned(), url.into());
    object.into()
}

/// Puts a value into an object where there is one.
fn put(object: &mut Value, key: &str, value: Option<Value>) {
    if let (Some(value), Value::Object(object)) = (value, object) {
        object.insert(key.to_owned(), value);
    }
}

/// The structured data of a report: the occupation, the report as an article with its data, and its questions.
pub(super) fn report(page: &ReportPage<'_>, view: &ReportView, head: &Head) -> Vec<String> {
    let ReportPage { renderer, card, body, .. } = page;
    let base = &head.canonical;
    let occupation_id = format!("{base}#occupation");
    let mut occupation = json!({
        "@type": "Occupation",
        "@id": occupation_id,
        "name": card.title.as_str(),
        "description": card.summary.as_str(),
        "mainEntityOfPage": base,
    });
    let also: Vec<Value> = card.also.iter().map(|name| name.as_str().into()).collect();
    put(&mut occupation, "alternateName", (!also.is_empty()).then(|| also.into()));
    let skills: Vec<&str> = card.skills.iter().map(AsRef::as_ref).collect();
    put(&mut occupation, "skills", (!skills.is_empty()).then(|| skills.join(", ").into()));
    let tasks: Vec<&str> = body.tasks.iter().map(|task| task.name.as_str()).collect();
    put(&mut occupation, "responsibilities", (!tasks.is_empty()).then(|| tasks.join("; ").into()));
    let codes: Vec<Value> = card
        .codes
        .iter()
        .map(|code| {
            let mut value = json!({
                "@type": "CategoryCode",
                "inCodeSet": {"@type": "CategoryCodeSet", "name": code.scheme.as_str()},
                "codeValue": code.code.as_str(),
            });
            put(&mut value, "name", code.label.as_ref().map(|label| label.as_str().into()));
            value
        })
        .collect();
    put(&mut occupation, "occupationalCategory", (!codes.is_empty()).then(|| codes.into()));
    put(&mut occupation, "estimatedSalary", body.pay.as_ref().and_then(salary));
    let area = body.pay.as_ref().and_then(|pay| pay.area.as_ref());
    put(
        &mut occupation,
        "occupationLocation",
        area.map(|area| json!({"@type": "AdministrativeArea", "name": area.as_str()})),
    );
    let mut article = json!({
        "@type": "Article",
        "headline": card.title.as_str(),
        "description": card.summary.as_str(),
        "mainEntityOfPage": base,
        "inLanguage": renderer.corpus.site.language.as_str(),
        "about": {"@id": occupation_id},
        "author": publisher(renderer),
        "publisher": publisher(renderer),
        "isBasedOn": view.sources.iter().map(|source| json!({"@type": "CreativeWork", "name": source.title})).collect::<Vec<_>>(),
    });
    put(&mut article, "image", head.image.as_ref().map(image));
    put(&mut article, "dateModified", head.modified.clone().map(Value::from));
    let mut blocks = vec![script(occupation), script(article), script(dataset_of_report(page, head))];
    if let Some(headline) = card.headline {
        blocks.push(script(band(renderer, headline.band)));
    }
    if !view.faq.is_empty() {
        let questions: Vec<Value> = view
            .faq
            .iter()
            .map(|item| {
                json!({
                    "@type": "Question",
                    "name": item.question,
                    "acceptedAnswer": {"@type": "Answer", "text": item.plain},
                })
            })
            .collect();
        blocks.push(script(json!({"@type": "FAQPage", "mainEntity": questions, "url": format!("{base}#faq")})));
    }
    blocks
}

/// The picture of a page.
fn image(image: &ImageView) -> Value {
    json!({
        "@type": "ImageObject",
        "url": image.src,
        "caption": image.alt,
    })
}

fn salary(pay: &Pay) -> Option<Value> {
    let mut distribution = json!({
        "@type": "MonetaryAmountDistribution",
        "name": "base",
        "currency": pay.currency.as_str(),
        "duration": match pay.per {
            PayPeriod::Year => "P1Y",
            PayPeriod::Month => "P1M",
            PayPeriod::Hour => "PT1H",
        },
    });
    let mut known = false;
    for (percentile, wage) in &pay.percentiles {
        let key = match percentile {
            50 => "median".to_owned(),
            percentile => format!("percentile{percentile}"),
        };
        // A lower bound is not the percentile itself.
        if let crate::model::figure::Wage::Exactly(money) = wage.value {
            put(&mut distribution, &key, Some(money.get().into()));
            known = true;
        }
    }
    known.then(|| json!([distribution]))
}

fn dataset_of_report(page: &ReportPage<'_>, head: &Head) -> Value {
    let renderer = page.renderer;
    let messages = &renderer.messages;
    let data = renderer.plan.urls.absolute(&SitePath::report_data(renderer.corpus, page.id));
    let mut dataset = json!({
        "@type": "Dataset",
        "name": messages.say("dataset_report", &super::messages::args!["title" => page.card.title.as_str()]),
        "description": messages.say("dataset_report_means", &super::messages::args![
            "title" => page.card.title.as_str(), "site" => renderer.corpus.site.title.as_str()
        ]),
        "url": head.canonical,
        "creator": publisher(renderer),
        "distribution": [{"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": data}],
    });
    put(&mut dataset, "dateModified", head.modified.clone().map(Value::from));
    put(&mut dataset, "license", licence(renderer));
    dataset
}

fn licence(renderer: &Renderer<'_>) -> Option<Value> {
    let licence = renderer.corpus.site.licence.as_ref()?;
    Some(licence.url.as_ref().map_or_else(|| licence.name.to_string(), ToString::to_string).into())
}

/// A band as a term that is defined on the methodology page.
fn band(renderer: &Renderer<'_>, band: crate::model::Band) -> Value {
    let methodology = renderer.plan.urls.absolute(&Page::Methodology.path(renderer.corpus));
    let (from, to) = renderer.corpus.site.bands.range(band);
    json!({
        "@type": "DefinedTerm",
        "@id": format!("{methodology}#band-{}", band.as_str()),
        "name": renderer.messages.band(band),
        "termCode": band.as_str(),
        "description": renderer.messages.say("band_means", &super::messages::args!["from" => from, "to" => to]),
        "inDefinedTermSet": {"@type": "DefinedTermSet", "@id": format!("{methodology}#rule-bands"), "name": renderer.messages.label("methodology_bands")},
    })
}

/// All bands as terms, for the methodology page.
pub(super) fn bands(renderer: &Renderer<'_>) -> Vec<String> {
    crate::model::Band::ALL.iter().map(|each| script(band(renderer, *each))).collect()
}

/// The site as a whole, for its first page.
pub(super) fn website(renderer: &Renderer<'_>, head: &Head) -> String {
    let site = &renderer.corpus.site;
    let mut website = json!({
        "@type": "WebSite",
        "name": site.title.as_str(),
        "description": site.description.as_str(),
        "url": renderer.plan.urls.base(),
        "inLanguage": site.language.as_str(),
        "publisher": publisher(renderer),
    });
    put(&mut website, "image", head.image.as_ref().map(image));
    script(website)
}

/// An article.
pub(super) fn article(renderer: &Renderer<'_>, page: &TextPage, head: &Head) -> String {
    let mut article = json!({
        "@type": "Article",
        "headline": page.title.as_str(),
        "description": page.summary.as_str(),
        "mainEntityOfPage": head.canonical,
        "inLanguage": renderer.corpus.site.language.as_str(),
        "author": publisher(renderer),
        "publisher": publisher(renderer),
    });
    put(&mut article, "image", head.image.as_ref().map(image));
    put(&mut article, "datePublished", page.date.map(|date| date.first_day().to_string().into()));
    put(&mut article, "dateModified", page.updated.or(page.date).map(|date| date.first_day().to_string().into()));
    script(article)
}

/// The data of the whole site.
pub(super) fn dataset(renderer: &Renderer<'_>, canonical: &str) -> String {
    let messages = &renderer.messages;
    let downloads: Vec<Value> = DataTable::ALL
        .iter()
        .map(|table| {
            let format = if table.file_name().ends_with(".csv") { "text/csv" } else { "application/json" };
            json!({
                "@type": "DataDownload",
                "name": table.file_name(),
                "encodingFormat": format,
                "contentUrl": renderer.plan.urls.absolute(&table.path()),
            })
        })
        .collect();
    let mut dataset = json!({
        "@type": "Dataset",
        "name": messages.say("dataset_site", &super::messages::args!["site" => renderer.corpus.site.title.as_str()]),
        "description": messages.label("dataset_site_means"),
        "url": canonical,
        "creator": publisher(renderer),
        "distribution": downloads,
    });
    put(&mut dataset, "license", licence(renderer));
    script(dataset)
}

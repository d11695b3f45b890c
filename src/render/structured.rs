//! Structured data for search engines: JSON-LD in the words of schema.org.

use serde::Serialize;

use super::Renderer;
use super::messages::args;
use super::object::{Json, Object, list};
use super::page::Head;
use super::report::{ReportPage, ReportView};
use super::share::ImageView;
use super::view::Link;
use crate::link::{Pay, TextPage};
use crate::model::occupation::PayPeriod;
use crate::model::{Band, Date};
use crate::plan::{DataTable, Page, SitePath};

/// An object of this type with which a block of structured data begins.
fn root(kind: &'static str) -> Object<'static> {
    Object::default().with("@context", "https://schema.org").with("@type", kind)
}

/// An object of this type inside another.
fn part(kind: &'static str) -> Object<'static> {
    Object::default().with("@type", kind)
}

/// JSON for the inside of a script element: nothing in it can end the element.
pub(super) fn inside_script(value: &impl Serialize) -> String {
    let mut json = serde_json::to_string(value).expect("views hold no maps with keys that are not text");
    let separators = [('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029")];
    for (c, escaped) in [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026")].into_iter().chain(separators) {
        // All of them are rare, and a text without one stays as it is.
        if json.contains(c) {
            json = json.replace(c, escaped);
        }
    }
    json
}

/// The pages above a page, and the page itself.
pub(super) fn breadcrumbs(renderer: &Renderer<'_>, above: &[Link], title: &str, canonical: &str) -> String {
    let above = above.iter().map(|link| (link.label.as_str(), renderer.plan.urls.whole(&link.href)));
    let items = above.chain([(title, canonical.to_owned())]).enumerate();
    let items =
        items.map(|(at, (name, item))| part("ListItem").with("position", at + 1).with("name", name).with("item", item));
    inside_script(&root("BreadcrumbList").with("itemListElement", list(items)))
}

fn publisher<'a>(renderer: &Renderer<'a>) -> Object<'a> {
    let site = &renderer.corpus.site;
    let url = site.publisher.as_ref().and_then(|publisher| publisher.url.as_ref());
    part("Organization")
        .with("name", site.publisher.as_ref().map_or(&site.title, |publisher| &publisher.name))
        .with("url", url.map_or(renderer.plan.urls.base(), |url| url.as_str()))
}

/// The structured data of a report: the occupation, the report as an article with its data, and its questions.
pub(super) fn report(page: &ReportPage<'_>, view: &ReportView, head: &Head) -> Vec<String> {
    let ReportPage { renderer, card, body, .. } = page;
    let base = &head.canonical;
    let occupation_id = format!("{base}#occupation");
    let skills: Vec<&str> = card.skills.iter().map(AsRef::as_ref).collect();
    let tasks: Vec<&str> = body.tasks.iter().map(|task| task.name.as_str()).collect();
    let codes = card.codes.iter().map(|code| {
        part("CategoryCode")
            .with("inCodeSet", part("CategoryCodeSet").with("name", &code.scheme))
            .with("codeValue", &code.code)
            .with("name", code.label.as_ref())
    });
    let area = body.pay.as_ref().and_then(|pay| pay.area.as_ref());
    let occupation = root("Occupation")
        .with("@id", occupation_id.as_str())
        .with("name", &card.title)
        .with("description", &card.summary)
        .with("mainEntityOfPage", base.as_str())
        .with("alternateName", list(&card.also))
        .with("skills", (!skills.is_empty()).then(|| skills.join(", ")))
        .with("responsibilities", (!tasks.is_empty()).then(|| tasks.join("; ")))
        .with("occupationalCategory", list(codes))
        .with("estimatedSalary", body.pay.as_ref().and_then(salary).map(|salary| list([salary])))
        .with("occupationLocation", area.map(|area| part("AdministrativeArea").with("name", area)));
    let sources = view.sources.iter().map(|source| part("CreativeWork").with("name", source.title.as_str()).into());
    let article = root("Article")
        .with("headline", &card.title)
        .with("description", &card.summary)
        .with("mainEntityOfPage", base.as_str())
        .with("inLanguage", renderer.corpus.site.language.as_str())
        .with("about", Object::default().with("@id", occupation_id.as_str()))
        .with("author", publisher(renderer))
        .with("publisher", publisher(renderer))
        .with("isBasedOn", Json::List(sources.collect()))
        .with("image", head.image.as_ref().map(image))
        .with("dateModified", head.modified.as_deref());
    let mut blocks =
        vec![inside_script(&occupation), inside_script(&article), inside_script(&dataset_of_report(page, head))];
    if let Some(headline) = card.headline {
        blocks.push(inside_script(&band(renderer, headline.band)));
    }
    if !view.faq.is_empty() {
        let questions = view.faq.iter().map(|item| {
            let answer = part("Answer").with("text", item.plain.as_str());
            part("Question").with("name", item.question.as_str()).with("acceptedAnswer", answer)
        });
        let page = root("FAQPage").with("mainEntity", list(questions)).with("url", format!("{base}#faq"));
        blocks.push(inside_script(&page));
    }
    blocks
}

/// The picture of a page.
fn image(image: &ImageView) -> Object<'_> {
    part("ImageObject").with("url", image.src.as_str()).with("caption", image.alt.as_str())
}

fn salary(pay: &Pay) -> Option<Object<'_>> {
    let duration = match pay.per {
        PayPeriod::Year => "P1Y",
        PayPeriod::Month => "P1M",
        PayPeriod::Hour => "PT1H",
    };
    let mut distribution = part("MonetaryAmountDistribution")
        .with("name", "base")
        .with("currency", pay.currency.as_str())
        .with("duration", duration);
    let mut known = false;
    for (percentile, wage) in &pay.percentiles {
        let key = match percentile {
            50 => "median".to_owned(),
            percentile => format!("percentile{percentile}"),
        };
        // A lower bound is not the percentile itself.
        if let crate::model::figure::Wage::Exactly(money) = wage.value {
            distribution = distribution.with(key, money.get());
            known = true;
        }
    }
    known.then_some(distribution)
}

fn dataset_of_report<'a>(page: &ReportPage<'a>, head: &'a Head) -> Object<'a> {
    let ReportPage { renderer, card, id, .. } = page;
    let messages = &renderer.messages;
    let title = card.title.as_str();
    let site = renderer.corpus.site.title.as_str();
    let data = renderer.plan.urls.absolute(&SitePath::report_data(renderer.corpus, *id));
    let download = part("DataDownload").with("encodingFormat", "application/json").with("contentUrl", data);
    root("Dataset")
        .with("name", messages.say("dataset_report", &args!["title" => title]))
        .with("description", messages.say("dataset_report_means", &args!["title" => title, "site" => site]))
        .with("url", head.canonical.as_str())
        .with("creator", publisher(renderer))
        .with("distribution", list([download]))
        .with("dateModified", head.modified.as_deref())
        .with("license", licence(renderer))
}

fn licence<'a>(renderer: &Renderer<'a>) -> Option<&'a str> {
    let licence = renderer.corpus.site.licence.as_ref()?;
    Some(licence.url.as_ref().map_or(licence.name.as_str(), |url| url.as_str()))
}

/// A band as a term that is defined on the methodology page.
fn band<'a>(renderer: &'a Renderer<'_>, band: Band) -> Object<'a> {
    let messages = &renderer.messages;
    let methodology = renderer.plan.urls.absolute(&Page::Methodology.path(renderer.corpus));
    let (from, to) = renderer.corpus.site.bands.range(band);
    let set = part("DefinedTermSet")
        .with("@id", format!("{methodology}#rule-bands"))
        .with("name", messages.label("methodology_bands"));
    root("DefinedTerm")
        .with("@id", format!("{methodology}#band-{}", band.as_str()))
        .with("name", messages.band(band))
        .with("termCode", band.as_str())
        .with("description", messages.say("band_means", &args!["from" => from, "to" => to]))
        .with("inDefinedTermSet", set)
}

/// All bands as terms, for the methodology page.
pub(super) fn bands(renderer: &Renderer<'_>) -> Vec<String> {
    Band::ALL.iter().map(|each| inside_script(&band(renderer, *each))).collect()
}

/// The site as a whole, for its first page.
pub(super) fn website(renderer: &Renderer<'_>, head: &Head) -> String {
    let site = &renderer.corpus.site;
    let website = root("WebSite")
        .with("name", &site.title)
        .with("description", &site.description)
        .with("url", renderer.plan.urls.base())
        .with("inLanguage", site.language.as_str())
        .with("publisher", publisher(renderer))
        .with("image", head.image.as_ref().map(image));
    inside_script(&website)
}

/// An article.
pub(super) fn article(renderer: &Renderer<'_>, page: &TextPage, head: &Head) -> String {
    let day = |date: Date| date.first_day().to_string();
    let article = root("Article")
        .with("headline", &page.title)
        .with("description", &page.summary)
        .with("mainEntityOfPage", head.canonical.as_str())
        .with("inLanguage", renderer.corpus.site.language.as_str())
        .with("author", publisher(renderer))
        .with("publisher", publisher(renderer))
        .with("image", head.image.as_ref().map(image))
        .with("datePublished", page.date.map(day))
        .with("dateModified", page.updated.or(page.date).map(day));
    inside_script(&article)
}

/// The data of the whole site.
pub(super) fn dataset(renderer: &Renderer<'_>, canonical: &str) -> String {
    let messages = &renderer.messages;
    let downloads = DataTable::ALL.iter().map(|table| {
        part("DataDownload")
            .with("name", table.file_name())
            .with("encodingFormat", if table.file_name().ends_with(".csv") { "text/csv" } else { "application/json" })
            .with("contentUrl", renderer.plan.urls.absolute(&table.path()))
    });
    let site = renderer.corpus.site.title.as_str();
    let dataset = root("Dataset")
        .with("name", messages.say("dataset_site", &args!["site" => site]))
        .with("description", messages.label("dataset_site_means"))
        .with("url", canonical)
        .with("creator", publisher(renderer))
        .with("distribution", list(downloads))
        .with("license", licence(renderer));
    inside_script(&dataset)
}

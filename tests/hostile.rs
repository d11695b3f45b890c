//! Whatever stands in a text is printed as text: on pages, in structured data, in feeds, in data files and in lists.

mod support;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use support::{Dist, Page, Site, xml_texts};

/// Texts that mean something somewhere: to HTML, to scripts, to templates, to messages, to XML, to Markdown, to YAML, to tables. The tests
/// in a browser read them too.
static HOSTILE: LazyLock<Vec<String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("hostile.json")).expect("the list is JSON"));

/// A text as a double-quoted scalar of YAML. JSON is YAML but for the line ends that only YAML knows.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a text is JSON");
    json.chars()
        .map(|c| match c {
            '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => format!("\\u{:04x}", u32::from(c)),
            c => c.to_string(),
        })
        .collect()
}

/// YAML for a value, every text of which is quoted.
fn yaml(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", items.iter().map(yaml).collect::<Vec<_>>().join(", ")),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| format!("{}: {}", quoted(key), yaml(value)));
            format!("{{{}}}\n", entries.collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

/// A site with a report for each text, which stands wherever a report can have a text.
fn site_of(texts: &[&str]) -> Site {
    let mut site = Site::minimal();
    let mut tools = json!({});
    let mut industries = json!({});
    let mut sources = json!({});
    for (number, text) in texts.iter().enumerate() {
        let id = format!("x-{number}");
        tools[&id] = json!({
            "name": text, "maker": text, "summary": text, "url": "https://tool.example/?a=1&b='\"<>", "affiliate": true,
        });
        industries[&id] = json!({"name": text, "summary": text});
        sources[&id] = json!({
            "title": text, "short": text, "publisher": text, "kind": "index", "licence": text, "attribution": text,
            "summary": text, "measures": "risk", "url": "https://source.example/?a=1&b='\"<>", "rule": text,
            "labels": {*text: {"text": text, "exposure": 30}},
        });
        let report = report(text, &id);
        site = site.file(&format!("content/occupations/{id}.yaml"), &yaml(&report));
        let article = format!(
            "---\ntitle: {text}\nsummary: {text}\ndate: 2026-03-{day:02}\noccupations: [{id}]\n---\n\nWords.\n",
            text = quoted(text),
            day = number % 28 + 1
        );
        site = site.file(&format!("content/articles/{id}.md"), &article);
    }
    industries["sea"] = json!({"name": "Sea"});
    let all = texts.join(" ");
    let configuration = json!({
        "title": all, "base_url": "https://hostile.example/a%20b/", "description": all,
        "publisher": {"name": all, "url": "https://publisher.example/?a=1&b='\"<>"}, "licence": {"name": all},
        "navigation": [{"label": all, "to": "/rankings/"}],
        "disclosure": all,
        "blocks": texts.iter().enumerate().map(|(number, text)| json!({
            "id": format!("b-{number}"), "kind": "product", "title": text, "price": text, "sponsored": true,
            "link": {"label": text, "url": "https://block.example/?a=1&b='\"<>"},
            "form": {"action": "https://form.example/?a=1&b='\"<>", "field": text, "label": text, "button": text},
            "on": ["home"],
        })).collect::<Vec<_>>(),
    });
    site.file("content/site.yaml", &yaml(&configuration))
        .file("content/tools.yaml", &yaml(&tools))
        .file("content/industries.yaml", &yaml(&industries))
        .file("content/sources.yaml", &yaml(&sources))
}

fn report(text: &str, id: &str) -> Value {
    json!({
        "title": text, "summary": text, "industry": id, "also": [text], "updated": "2026-03-14", "source": id,
        "codes": [{"scheme": text, "code": text, "label": text, "match": "exact"}],
        "risk": {
            "assessments": [{"source": id, "score": "44/100", "label": text, "note": text, "as_of": "2026"}],
            "window": {"years": "1-3", "note": text},
        },
        "tasks": [
            {"id": "one", "name": text, "description": text, "why": text, "share": 50,
             "exposure": {"value": 40, "note": text}, "tools": [{"tool": id, "use": text}]},
            {"id": "two", "name": "Two", "label": {"value": text, "note": text}, "importance": {"value": 3, "note": text}},
        ],
        "technologies": [{"tool": {"name": text}, "use": text}, {"tool": id, "use": text}],
        "preparation": {
            "job_zone": {"value": 3, "note": text}, "experience": text, "education": text, "training": text,
        },
        "skills": [{"name": text, "resilience": "high", "why": text}],
        "learn": [{"tool": id, "why": text}],
        "paths": [{"to": {"title": text}, "label": text, "have": [text], "need": [text], "why": text}],
        "roadmap": [{"title": text, "period": text, "goal": text}],
        "certifications": [{"name": text, "issuer": text, "why": text}],
        "pay": {
            "currency": "USD", "per": "year", "area": text, "note": text, "percentiles": {"p50": 30000},
            "premium": {"from": 10, "for": text}, "levels": [{"name": text, "outlook": text}],
        },
        "demand": {"employment": 40, "area": text, "trend": text, "note": text},
        "timeline": [{"period": text, "title": text}],
        "faq": [{"question": text, "answer": "Because."}],
        "history": [{"date": "2026-02", "score": 40, "cause": "data", "note": text}],
    })
}

/// What no text may bring onto a page.
fn expect_harmless(page: &Page) {
    for element in page.elements() {
        let name = element.value().name();
        let fine = match name {
            "script" => match element.attr("type") {
                Some("application/ld+json" | "application/json") => element.attr("src").is_none(),
                _ => element.attr("src").is_some_and(ours),
            },
            "link" | "a" | "form" => true,
            "meta" => {
                matches!(element.attr("http-equiv"), None | Some("Content-Security-Policy")) || page.is_redirect()
            }
            _ => !matches!(name, "img" | "iframe" | "object" | "embed" | "style" | "base" | "textarea" | "frame"),
        };
        assert!(fine, "{}: a text became {}", page.file, element.html());
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on"), "{}: a text became {attribute}=\"{value}\"", page.file);
            assert_ne!(attribute, "style", "{}", page.file);
            assert_ne!(attribute, "autofocus", "{}", page.file);
            if matches!(attribute, "href" | "src" | "action" | "formaction") {
                let schemes = ["https://", "/", "#"];
                assert!(schemes.iter().any(|start| value.starts_with(start)), "{}: {attribute}=\"{value}\"", page.file);
                assert!(!value.starts_with("//") && !value.contains("evil"), "{}: {attribute}=\"{value}\"", page.file);
            }
        }
    }
    page.structured();
}

fn ours(src: &str) -> bool {
    src.starts_with("/a%20b/assets/")
}

fn texts_of<'a>(xml: &'a [(String, String)], name: &str) -> BTreeSet<&'a str> {
    xml.iter().filter(|(element, _)| element == name).map(|(_, text)| text.as_str()).collect()
}

/// A text as HTML shows it: without space at its ends, with single spaces.
fn shown(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn expect_printed_as_text(texts: &[&str], dist: &Dist) {
    for page in dist.pages() {
        expect_harmless(&page);
    }
    let feed = xml_texts("feed.xml", &dist.text("feed.xml"));
    let titles = texts_of(&feed, "title");
    xml_texts("changes.xml", &dist.text("changes.xml"));
    let sitemap = xml_texts("sitemap.xml", &dist.text("sitemap.xml"));
    assert!(texts_of(&sitemap, "loc").iter().all(|address| address.starts_with("https://hostile.example/a%20b/")));
    for (number, text) in texts.iter().enumerate() {
        let id = format!("x-{number}");
        let trimmed = text.trim();
        let page = dist.page(&format!("occupations/{id}/"));
        assert_eq!(page.words("h1"), shown(text), "the title of {}", page.file);
        assert_eq!(page.words("p.summary"), shown(text), "the summary of {}", page.file);
        assert!(page.words("#task-one th").contains(&shown(text)), "the task of {}", page.file);
        assert_eq!(page.words(".rubric tbody th"), shown(text), "the label of {}", page.file);
        assert_eq!(
            page.words(".technologies tr:last-child .cell-purpose"),
            shown(text),
            "a technology of {}",
            page.file
        );
        assert_eq!(page.words("#preparation div:last-child dd"), shown(text), "the training of {}", page.file);
        assert_eq!(page.one("meta[name=description]").attr("content").map(shown), Some(shown(text)));
        let data = dist.json(&format!("occupations/{id}.json"));
        assert_eq!(data["title"], trimmed);
        assert_eq!(data["tasks"][0]["name"], trimmed);
        assert_eq!(data["tasks"][1]["label"]["value"], trimmed);
        let occupation = page.structured().into_iter().find(|block| block["@type"] == "Occupation");
        assert_eq!(occupation.expect("a report is an occupation")["name"], trimmed);
        assert_eq!(dist.page(&format!("tools/{id}/")).words("h1"), shown(text));
        assert_eq!(dist.page(&format!("industries/{id}/")).words("h1"), shown(text));
        assert_eq!(dist.page(&format!("articles/{id}/")).words("h1"), shown(text));
    }
    assert!(titles.iter().any(|title| texts.iter().any(|text| title.contains(text.trim()))), "{titles:?}");
    expect_tables_whole(texts, dist);
    // A list for machines has one entry a line, whatever line ends stand in a title.
    let llms = dist.text("llms.txt");
    let entries = llms.lines().filter(|line| line.contains("/a%20b/occupations/x-")).count();
    assert_eq!(entries, texts.len(), "{llms}");
    assert_eq!(llms.lines().filter(|line| line.starts_with("# ")).count(), 1, "{llms}");
    assert!(!dist.text("robots.txt").contains("Disallow"));
}

fn expect_tables_whole(texts: &[&str], dist: &Dist) {
    let mut table = csv::Reader::from_path(dist.folder().join("data/reports.csv")).expect("the table is there");
    let column = table.headers().expect("the table has a head").iter().position(|name| name == "title");
    let column = column.expect("the table has titles");
    let rows = table.records().map(|row| row.expect("each row is whole")[column].to_owned());
    let found: BTreeSet<String> = rows.collect();
    for text in texts.iter().map(|text| text.trim()) {
        // A spreadsheet would run what begins in this way; an apostrophe before it makes it a text.
        let cell = if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.to_owned() };
        assert!(found.contains(&cell), "data/reports.csv lacks `{cell}`");
    }
}

#[test]
fn hostile_texts_are_printed_as_texts() {
    assert!(HOSTILE.len() >= 200, "{} texts", HOSTILE.len());
    // A page of lists shows one part of the texts at a time, so that no list has a second page.
    for texts in HOSTILE.chunks(60) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        expect_printed_as_text(&texts, &site_of(&texts).build());
    }
}

#[test]
fn marks_that_turn_letters_round_are_refused() {
    let faults = Site::minimal()
        .file("content/occupations/x.yaml", "title: \"a\\u202eb\"\nindustry: sea\nsummary: \"c\\u2066d\"\n")
        .faults();
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
    assert_eq!(codes, ["control-character", "control-character"]);
}

#[test]
fn hostile_addresses_are_refused() {
    for address in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//x.example",
    ] {
        let tools = format!("lens: {{name: Lens, summary: Lens., url: {}}}\n", quoted(address));
        let faults = Site::minimal().file("content/tools.yaml", &tools).faults();
        assert_eq!(faults[0].code.as_str(), "invalid-address", "{address}");
    }
}

#[test]
fn any_text_is_printed_as_text() {
    // One site holds many texts, since a site takes longer to build than a page.
    let piece = prop_oneof![
        3 => prop::sample::select(&HOSTILE[..]),
        2 => "[<>&\"'={}%$#/\\\\\\[\\]()!?;:,.|`*_~^@+\\-a-z0-9 ]{1,12}",
        1 => "\\PC{1,8}",
    ];
    let text = prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat());
    let usable = |text: &String| {
        let refused = |c: char| {
            matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}') || c.is_control()
        };
        !matches!(text.trim(), "" | "~") && !text.chars().any(|c| refused(c) && c != '\n' && c != '\t')
    };
    let texts = prop::collection::vec(text.prop_filter("the format refuses it", usable), 12);
    let config = Config { cases: 6, failure_persistence: None, ..Config::default() };
    // The same texts in every run: what fails, fails again.
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let result = TestRunner::new_with_rng(config, random).run(&texts, |texts| {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        expect_printed_as_text(&texts, &site_of(&texts).build());
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
}

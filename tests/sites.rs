//! What stands on the pages of a site, and what does not, by what its author wrote.

mod support;

use std::collections::BTreeMap;

use foretask::build::{BuildOptions, Shard};
use foretask::link::DraftRule;
use foretask::model::site::Section;
use scraper::ElementRef;
use support::{Dist, Page, Site, words};

/// The report that uses every key.
const KEEPER: &str = "occupations/lighthouse-keeper/";

fn drafts() -> BuildOptions {
    BuildOptions { drafts: DraftRule::Include, ..BuildOptions::default() }
}

fn expect_no_shells(dist: &Dist) {
    expect_no_shells_but(dist, &[]);
}

/// Expects that no heading and no shell is empty, but for these headings, which are all that their author wrote.
fn expect_no_shells_but(dist: &Dist, whole: &[&str]) {
    let mut faults = Vec::new();
    for page in dist.pages() {
        let empty = page.empty_headings().into_iter().filter(|what| !whole.contains(&what.as_str()));
        faults.extend(empty.map(|what| format!("{}: nothing under “{what}”", page.file)));
        faults.extend(page.empty_shells().into_iter().map(|what| format!("{}: nothing in {what}", page.file)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn sections(page: &Page) -> Vec<&str> {
    let is_section = |id: &&str| Section::ALL.iter().any(|section| section.as_str() == *id);
    page.ids().into_iter().filter(is_section).collect()
}

fn outside_links<'a>(page: &'a Page, address: &str) -> Vec<ElementRef<'a>> {
    page.all(&format!("a[href='{address}']"))
}

#[test]
fn a_report_with_all_data_shows_every_section_in_the_order_of_the_site() {
    let page = Site::full().build().page(KEEPER);
    let first = ["headline", "verdict", "assessments", "board", "tasks", "quick-wins"];
    let rest = Section::ALL.iter().map(|section| section.as_str()).filter(|id| !first.contains(id) && *id != "cite");
    let wanted: Vec<&str> = first.into_iter().chain(rest).collect();
    assert_eq!(sections(&page), wanted);
}

#[test]
fn the_contents_of_a_report_are_its_sections() {
    let page = Site::full().build().page(KEEPER);
    let listed: Vec<&str> = page.all("nav.contents a").into_iter().filter_map(|link| link.attr("href")).collect();
    let shown = sections(&page).into_iter().filter(|id| !matches!(*id, "headline" | "blocks"));
    assert_eq!(listed, shown.map(|id| format!("#{id}")).collect::<Vec<_>>());
}

#[test]
fn a_report_with_nothing_but_what_it_needs_shows_nothing_else() {
    let page = Site::minimal().build().page("occupations/lighthouse-keeper/");
    assert_eq!(page.words("h1"), "Lighthouse Keeper");
    let text = words(page.one("main"));
    assert!(text.contains("A lighthouse keeper keeps a lamp burning."));
    // How to cite the page is known of every page; nothing else is known of this one.
    assert_eq!(sections(&page), ["cite"]);
    for filler in ["0 %", "n/a", "N/A", "unknown", "NaN", "null", "None"] {
        assert!(!text.contains(filler), "the page fills a gap with `{filler}`: {text}");
    }
}

#[test]
fn no_page_has_an_empty_heading_or_shell() {
    expect_no_shells(&Site::full().build_with(&drafts()));
    expect_no_shells(&Site::example().build());
}

#[test]
fn a_site_with_one_report_has_no_empty_heading_or_shell() {
    expect_no_shells(&Site::minimal().build());
}

#[test]
fn a_site_without_reports_has_no_empty_heading_or_shell() {
    let site = Site::minimal();
    site.remove("content/occupations/lighthouse-keeper.yaml");
    expect_no_shells(&site.build());
}

#[test]
fn each_key_of_a_report_by_itself_makes_no_empty_shell() {
    let keys = [
        "risk: {outlook: It stays.}",
        "risk: {verdict: It stays.}",
        "risk: {window: 1-3}",
        "risk: {assessments: [{source: index, score: 40%}]}",
        "risk: {assessments: [{source: study, score: 0.4}]}",
        "tasks: [{name: Waiting}]",
        "tasks: [{name: Waiting, exposure: 40}]",
        "tasks: [{name: Waiting, level: low}]",
        "tasks: [{name: Waiting, performer: human}]",
        "tasks: [{name: Waiting, share: 40}]",
        "tasks: [{name: Waiting, tools: [lens]}]",
        "skills: [{name: Waiting}]",
        "skills: [{name: Waiting, resilience: 40}]",
        "learn: [{tool: lens}]",
        "paths: [{to: {title: Harbour Master}}]",
        "roadmap: [{title: Wait}]",
        "quick_wins: [Wait]",
        "certifications: [{name: Patience}]",
        "pay: {currency: USD, per: year, percentiles: {p50: 30000}}",
        "pay: {currency: USD, per: year, levels: [{name: Keeper, outlook: stable}]}",
        "pay: {currency: USD, per: year, premium: {from: 10}}",
        "demand: {employment: 40}",
        "demand: {growth: 4}",
        "demand: {trend: rising}",
        "timeline: [{period: 2024, title: The lamp}]",
        "faq: [{question: Why?, answer: Because.}]",
        "history: [{date: 2025, score: 40, cause: data}]",
        "codes: [{scheme: list, code: L1}]",
        "updated: 2026",
        "also: [Lamp warden]",
    ];
    let mut site = Site::minimal().file("content/tools.yaml", "lens: {name: Lens, summary: Shows ships.}\n").file(
        "content/sources.yaml",
        "index: {title: Index, kind: index, measures: risk}\n\
             study: {title: Study, kind: study, measures: exposure, scale: {from: 0, to: 1}}\n",
    );
    for (number, key) in keys.iter().enumerate() {
        let report = format!("title: Job {number}\nindustry: sea\nsummary: A job.\n{key}\n");
        site = site.file(&format!("content/occupations/job-{number}.yaml"), &report);
    }
    expect_no_shells_but(&site.build(), &["Harbour Master", "Wait", "The lamp"]);
}

#[test]
fn a_hidden_section_is_not_shown() {
    let site = Site::full();
    site.replace("content/site.yaml", "hide: [cite]", "hide: [cite, faq, worksheet, pay, skills, blocks]");
    let page = site.build().page(KEEPER);
    for id in ["cite", "faq", "worksheet", "pay", "skills", "blocks"] {
        assert!(!page.ids().contains(&id), "the section `{id}` is shown");
    }
    assert!(page.ids().contains(&"verdict"));
}

#[test]
fn drafts_are_built_only_where_asked_for() {
    let site = Site::full();
    let drafted = ["occupations/fog-bottler/index.html", "articles/unfinished-song/index.html", "plans/index.html"]
        .map(String::from);
    let without = site.build();
    for path in &drafted {
        assert!(!without.has(path), "the draft `{path}` is built");
    }
    for (path, bytes) in without.files() {
        let text = String::from_utf8_lossy(&bytes);
        for word in ["fog-bottler", "Fog Bottler", "Unfinished song", "unfinished-song", "mist-bottler"] {
            assert!(!text.contains(word), "`{path}` speaks of the draft: {word}");
        }
    }
    let with = site.build_with(&drafts());
    for path in &drafted {
        assert!(with.has(path), "the draft `{path}` is not built");
    }
    assert!(with.has("occupations/mist-bottler/index.html"));
}

#[test]
fn a_page_without_index_is_in_no_sitemap_and_no_feed() {
    let dist = Site::full().build();
    let hidden = ["occupations/echo-collector/", "articles/undated-letter/", "thanks/"];
    for path in hidden {
        let page = dist.page(path);
        assert_eq!(page.one("meta[name=robots]").attr("content"), Some("noindex"));
        for list in ["sitemap.xml", "feed.xml", "llms.txt"] {
            assert!(!dist.text(list).contains(path.trim_end_matches('/')), "`{list}` names `{path}`");
        }
    }
    let visible = dist.page(KEEPER);
    assert!(!visible.has("meta[name=robots]"));
    assert!(
        dist.text("sitemap.xml").contains("<loc>https://full.example/reports/occupations/lighthouse-keeper/</loc>")
    );
}

#[test]
fn a_former_address_leads_to_the_new_one() {
    let dist = Site::full().build();
    let moved = [
        ("occupations/lamp-warden/", KEEPER),
        ("occupations/keeper-of-the-light/", KEEPER),
        ("occupations/spell-reliability-engineer/", "occupations/sre/"),
        ("articles/four-lamps/", "articles/five-lamps/"),
        ("imprint/", "about/"),
    ];
    let lines = dist.text("_redirects");
    for (from, to) in moved {
        let page = dist.page(from);
        let address = format!("https://full.example/reports/{to}");
        assert_eq!(
            page.one("meta[http-equiv=refresh]").attr("content"),
            Some(format!("0; url=/reports/{to}").as_str())
        );
        assert_eq!(page.one("link[rel=canonical]").attr("href"), Some(address.as_str()));
        assert_eq!(page.one("a").attr("href"), Some(format!("/reports/{to}").as_str()));
        let line = format!("/reports/{from} /reports/{to} 301");
        assert!(lines.lines().any(|other| other == line), "`_redirects` lacks `{line}`:\n{lines}");
    }
}

/// The headers of a rule of `_headers`.
fn rule<'a>(headers: &'a str, path: &str) -> Vec<&'a str> {
    let mut blocks = headers.split("\n\n").map(|block| block.trim_end().split('\n'));
    let block = blocks.find(|lines| lines.clone().next() == Some(path));
    block.unwrap_or_else(|| panic!("no rule for `{path}` in\n{headers}")).skip(1).map(str::trim).collect()
}

#[test]
fn every_page_says_what_a_browser_may_do_before_anything_is_loaded() {
    let dist = Site::full().build_with(&drafts());
    let headers = dist.text("_headers");
    let wanted = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                  manifest-src 'self'; base-uri 'none'; form-action 'self' https://letters.example";
    assert_eq!(rule(&headers, "/reports/*")[0], format!("Content-Security-Policy: {wanted}"));
    for page in dist.pages() {
        let head = page.all("head > *");
        let place = head.iter().position(|element| element.attr("http-equiv") == Some("Content-Security-Policy"));
        assert_eq!(place, Some(1), "{}: the policy stands after the encoding", page.file);
        assert_eq!(head[1].attr("content"), Some(wanted), "{}", page.file);
    }
}

#[test]
fn no_other_site_shows_a_page_in_a_frame() {
    let dist = Site::full().build_with(&drafts());
    let headers = dist.text("_headers");
    let policy = rule(&headers, "/reports/*")[0];
    let mut folders = std::collections::BTreeSet::new();
    for page in dist.pages().iter().filter(|page| !page.is_redirect() && !page.file.starts_with("embed/")) {
        folders.insert(match page.file.split_once('/') {
            Some((folder, _)) => format!("/reports/{folder}/*"),
            None => format!("/reports/{}", page.file.trim_end_matches("index.html")),
        });
    }
    assert!(folders.len() > 10, "{folders:?}");
    for folder in folders {
        assert_eq!(rule(&headers, &folder), [format!("{policy}; frame-ancestors 'none'")], "{folder}");
    }
    assert!(!headers.contains("/embed/"), "what stands in a frame elsewhere has the policy of all files only");
    assert_eq!(rule(&headers, "/reports/assets/*"), ["Cache-Control: public, max-age=31536000, immutable"]);
}

#[test]
fn a_form_cannot_widen_the_policy_but_by_its_own_host() {
    let form = |action: &str| {
        let form = format!("{{action: \"{action}\", field: f, label: l, button: b}}");
        format!("blocks: [{{id: b, kind: newsletter, title: T, form: {form}}}]")
    };
    let policy = |action: &str| {
        let headers = Site::minimal().line("content/site.yaml", &form(action)).build().text("_headers");
        rule(&headers, "/*")[0].rsplit_once("form-action ").expect("the policy ends in it").1.to_owned()
    };
    assert_eq!(policy("https://Letters.example:8443/a?b=c"), "'self' https://letters.example:8443");
    assert_eq!(policy("https://a;script-src/"), "'self'");
}

#[test]
fn a_site_without_former_addresses_has_no_list_of_them() {
    assert!(!Site::minimal().build().has("_redirects"));
}

#[test]
fn a_link_of_the_navigation_leads_to_a_place_on_a_page() {
    let to = "/methodology/#rule-bands";
    let line = format!("navigation: [{{label: Bands, to: \"{to}\"}}]");
    let page = Site::minimal().line("content/site.yaml", &line).build().page("");
    let links: Vec<_> = page.all("header nav a").iter().filter_map(|link| link.attr("href")).collect();
    assert!(links.contains(&to), "{links:?}");
}

#[test]
fn a_message_of_the_site_takes_the_place_of_the_built_in_one() {
    let page = Site::full().build().page(KEEPER);
    assert_eq!(page.words("#verdict h2"), "Our judgement");
    assert_eq!(page.words("nav.contents a[href='#verdict']"), "Our judgement");
    assert_eq!(
        page.words("#outlook h2"),
        Site::example().build().page("occupations/backend-developer/").words("#outlook h2")
    );
}

#[test]
fn a_language_of_the_site_speaks_on_every_page() {
    let dist = Site::minimal()
        .line("content/site.yaml", "language: de")
        .file("templates/messages/de.ftl", "skip_to_content = Zum Inhalt\n")
        .build();
    let page = dist.page("");
    assert_eq!(page.one("html").attr("lang"), Some("de"));
    assert_eq!(page.words("a.skip"), "Zum Inhalt");
    assert!(dist.text("feed.xml").contains("xml:lang=\"de\""));
}

#[test]
fn a_template_of_the_site_takes_the_place_of_the_built_in_one() {
    let dist = Site::minimal()
        .file("templates/sections/cite.html", "<section id=\"cite\"><p>Cite {{ title }} as you like.</p></section>\n")
        .file("templates/404.html", "<!doctype html><title>Gone</title><h1>{{ site.title }} lacks this page</h1>\n")
        .build();
    assert_eq!(dist.page(KEEPER).words("#cite"), "Cite Lighthouse Keeper as you like.");
    assert_eq!(dist.page("404.html").words("h1"), "A minimal site lacks this page");
}

#[test]
fn a_static_file_of_the_site_takes_the_place_of_the_built_in_one() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>ours</title></svg>\n";
    let dist = Site::minimal().file("static/img/favicon.svg", svg).build();
    let icons: Vec<Vec<u8>> =
        dist.files().into_iter().filter(|(path, _)| path.contains("favicon")).map(|(_, bytes)| bytes).collect();
    assert_eq!(icons, [svg.as_bytes()]);
}

#[test]
fn files_for_the_root_are_copied_as_they_are() {
    let site = Site::full();
    site.write("static/root/robots.txt", "User-agent: *\nDisallow: /\n");
    site.write("static/root/deep/er/file.bin", "\u{0}\r\n\u{feff}");
    let dist = site.build();
    for path in ["CNAME", ".well-known/security.txt", "robots.txt", "deep/er/file.bin"] {
        assert_eq!(dist.text(path), support::read(site.root().join("static/root").join(path)), "{path}");
    }
}

#[test]
fn links_that_somebody_pays_for_say_so() {
    let dist = Site::full().build();
    let keeper = dist.page(KEEPER);
    let mirror = "https://mirror.example/buy?ref=full&lang=en";
    let certificate = "https://harbour.example/certificates/steady-light";
    let almanac = "https://shop.example/almanac";
    let tool = dist.page("tools/talking-mirror/");
    let home = dist.page("");
    for (page, address) in [(&keeper, mirror), (&keeper, certificate), (&tool, mirror), (&home, almanac)] {
        let links = outside_links(page, address);
        assert!(!links.is_empty(), "{} does not link to {address}", page.file);
        for link in links {
            let rel: Vec<&str> = link.attr("rel").unwrap_or_default().split(' ').collect();
            assert!(rel.contains(&"sponsored"), "{}: {address} is not marked as sponsored", page.file);
        }
        let disclosed = page.all(".disclosure").into_iter().any(|p| words(p).contains("a share of imaginary gold"));
        assert!(disclosed, "{} has no disclosure", page.file);
    }
}

#[test]
fn links_that_nobody_pays_for_do_not_say_so() {
    let dist = Site::full().build();
    let keeper = dist.page(KEEPER);
    for address in [
        "https://night.example/diploma",
        "https://lens.example/",
        "https://audits.example/lamp?from=reports&for=keepers",
    ] {
        let links = outside_links(&keeper, address);
        assert!(!links.is_empty(), "{} does not link to {address}", keeper.file);
        let sponsored = |link: &ElementRef<'_>| link.attr("rel").is_some_and(|rel| rel.contains("sponsored"));
        assert!(!links.iter().any(sponsored), "{address} is marked as sponsored");
    }
    let quill = dist.page("tools/self-writing-quill/");
    assert!(!quill.has(".disclosure") && !quill.has("[rel~=sponsored]"));
}

#[test]
fn every_link_to_an_affiliate_tool_is_marked_wherever_it_stands() {
    let site =
        Site::full().line("content/pages/about.md", "\nBuy the [mirror](https://mirror.example/buy?ref=full&lang=en).");
    let page = site.build().page("about/");
    let link = page.one("a[href^='https://mirror.example']");
    assert!(link.attr("rel").is_some_and(|rel| rel.split(' ').any(|word| word == "sponsored")), "{}", link.html());
    assert!(words(page.one("main")).contains("a share of imaginary gold"), "the page has no disclosure");
}

#[test]
fn structured_data_is_json_about_the_page() {
    for (site, home) in [(Site::full(), "https://full.example/reports/"), (Site::minimal(), "https://minimal.example/")]
    {
        for page in site.build().pages().iter().filter(|page| !page.is_redirect()) {
            for block in page.structured() {
                assert_eq!(block["@context"], "https://schema.org", "{}", page.file);
                assert!(block["@type"].is_string(), "{}", page.file);
            }
        }
        let front = site.build().page("").structured();
        let websites: Vec<_> = front.iter().filter(|block| block["@type"] == "WebSite").collect();
        assert_eq!(websites.len(), 1);
        assert_eq!(websites[0]["url"], home);
    }
    let report = Site::full().build().page(KEEPER).structured();
    let mut types: Vec<&str> = report.iter().filter_map(|block| block["@type"].as_str()).collect();
    types.sort_unstable();
    for wanted in ["Article", "Dataset", "FAQPage", "Occupation"] {
        assert!(types.contains(&wanted), "the report has {types:?} and no {wanted}");
    }
}

#[test]
fn a_table_has_one_header_and_rows_as_wide() {
    let full = Site::full().build();
    let minimal = Site::minimal().build();
    for name in ["reports", "assessments", "tasks", "pay", "sources", "changes"] {
        let path = format!("data/{name}.csv");
        for dist in [&full, &minimal] {
            let text = dist.text(&path);
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let header = reader.headers().expect("the table has a header").clone();
            let rows: Vec<csv::StringRecord> =
                reader.records().collect::<Result<_, _>>().expect("all rows are as wide as the header");
            assert!(rows.iter().all(|row| *row != header), "{path} has its header twice");
        }
        assert!(full.text(&path).lines().count() > 1, "{path} has no row");
    }
    let reports = full.json("data/reports.json").as_array().expect("it is a list").len();
    assert_eq!(csv::Reader::from_reader(full.text("data/reports.csv").as_bytes()).records().count(), reports);
}

#[test]
fn the_data_of_a_report_says_what_its_page_says() {
    let dist = Site::full().build();
    let data = dist.json("occupations/lighthouse-keeper.json");
    assert_eq!(data["title"], "Lighthouse Keeper");
    let page = dist.page(KEEPER);
    assert_eq!(
        page.one("link[type='application/json']").attr("href"),
        Some("/reports/occupations/lighthouse-keeper.json")
    );
    let printed = page.words(".headline-number b");
    assert_eq!(data["score"].to_string(), printed);
}

/// Reports of two industries, of which every third has no score.
fn many(count: usize) -> Site {
    let site = Site::minimal()
        .file("content/industries.yaml", "sea: {name: Sea}\nland: {name: Land}\n")
        .file("content/sources.yaml", "index: {title: The Index, kind: index, measures: risk}\n")
        .file(
            "content/site.yaml",
            "title: Many\nbase_url: https://many.example/\ndescription: Many.\nheadline: {by: median, measure: risk}\n",
        );
    for at in 0..count {
        let industry = if at % 4 == 0 { "sea" } else { "land" };
        let risk = match at % 3 {
            0 => String::new(),
            _ => format!("risk: {{assessments: [{{source: index, score: {}%}}]}}\n", at % 101),
        };
        let text = format!("title: Job {at}\nsummary: A.\nindustry: {industry}\n{risk}");
        site.write(&format!("content/occupations/job-{at}.yaml"), &text);
    }
    site
}

#[test]
fn the_rows_for_scripts_hold_every_report_once_industry_by_industry() {
    let dist = many(2030).build();
    let rows = dist.text("data/reports.csv");
    let mut table: Vec<(String, String, String)> = csv::Reader::from_reader(rows.as_bytes())
        .records()
        .map(|record| record.expect("the table is well-formed"))
        .map(|record| (record[0].to_owned(), record[2].to_owned(), record[3].to_owned()))
        .collect();
    let mut found = Vec::new();
    let mut order = Vec::new();
    for number in 1..=2 {
        let piece = dist.json(&format!("data/rows/{number}.json"));
        let list = |name: &str| piece[name].as_array().expect("a column is a list").clone();
        let slugs = list("slugs");
        assert!(slugs.len() <= foretask::plan::PER_PIECE);
        for name in ["titles", "scores", "marks", "counts"] {
            assert_eq!(list(name).len(), slugs.len(), "{name}");
        }
        let industries = list("industries").into_iter().flat_map(|run| {
            let reports = run[1].as_u64().expect("a run has a length") as usize;
            std::iter::repeat_n(run[0].as_str().expect("an industry has an id").to_owned(), reports)
        });
        let industries: Vec<String> = industries.collect();
        assert_eq!(industries.len(), slugs.len());
        order.extend(industries.iter().cloned());
        for ((slug, industry), score) in slugs.iter().zip(industries).zip(list("scores")) {
            let score = score.as_u64().map(|score| score.to_string()).unwrap_or_default();
            found.push((slug.as_str().expect("a slug is a text").to_owned(), industry, score));
        }
    }
    order.dedup();
    assert_eq!(order, ["sea", "land"]);
    table.sort();
    found.sort();
    assert_eq!(found, table);
    assert!(!dist.files().keys().any(|file| file == "data/rows/3.json"));

    // The comparison shows as many reports from each end of the ranking.
    let page = dist.page("compare/");
    let scores: Vec<u8> = page
        .all("table.compare-table .cell-score b")
        .into_iter()
        .map(|score| words(score).parse().expect("a score is a number"))
        .collect();
    assert_eq!(scores.len(), foretask::plan::PER_PAGE);
    assert!(scores.is_sorted_by(|a, b| a >= b));
    assert_eq!((scores[0], scores[199]), (100, 0));
    assert_eq!(words(page.one("#all-title")), "The ends of the ranking");
}

#[test]
fn the_parts_of_a_site_are_the_site() {
    let site = Site::full();
    let whole = site.build_with(&drafts()).files();
    for of in [2, 3, 16] {
        let mut parts = BTreeMap::new();
        for number in 1..=of {
            let shard = Shard::from_text(&format!("{number}/{of}")).expect("a part that exists");
            let part = Site::build_in_place(&site.root(), &BuildOptions { shard, ..drafts() }).files();
            assert!(!part.is_empty(), "part {number} of {of} is empty");
            for (path, bytes) in part {
                assert!(parts.insert(path.clone(), bytes).is_none(), "{path} is in two parts of {of}");
            }
        }
        assert!(parts == whole, "the {of} parts are not the site");
    }
}

#[test]
fn what_a_licence_asks_for_stands_on_every_page_once() {
    let site = Site::full();
    let dist = site.build_with(&drafts());
    let texts: Vec<String> = dist.page("data/").all("main .note").into_iter().map(words).collect();
    assert!(!texts.is_empty(), "no source of the site asks for an attribution");
    for path in ["", "occupations/", "rankings/", "tools/", "industries/", "compare/"] {
        let page = dist.page(path);
        let foot: Vec<String> = page.all("footer .attribution").into_iter().map(words).collect();
        for text in &texts {
            assert_eq!(foot.iter().filter(|found| *found == text).count(), 1, "/{path} lacks: {text}");
        }
    }
    for path in [KEEPER, "sources/", "data/"] {
        assert!(!dist.page(path).has("footer .attribution"), "/{path} lists its sources itself");
    }
    site.replace("content/site.yaml", "hide: [cite]", "hide: [cite, sources]");
    site.replace("content/pages/methodology.md", "lighthouse-keeper.yaml#sources", "lighthouse-keeper.yaml");
    assert!(
        site.build_with(&drafts()).page(KEEPER).has("footer .attribution"),
        "nothing on the page lists its sources"
    );
}

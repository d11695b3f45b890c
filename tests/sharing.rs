//! What others show of a site: share cards, badges, and pages for frames.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::time::SystemTime;

use foretask::build::BuildOptions;
use support::{Dist, Page, Site, crate_root, foretask};

/// The nurse's report; another score, another card.
const NURSE: &str = "content/occupations/nurse.yaml";

fn report(title: &str, score: &str) -> String {
    format!(
        "title: \"{title}\"\nindustry: sea\nsummary: Cares.\nupdated: 2026-03\nrisk: {{assessments: [{{source: index, score: {score}}}]}}\n"
    )
}

/// Three reports: one with a score, one of another score, one without.
fn site() -> Site {
    Site::minimal()
        .file("content/sources.yaml", "index: {title: The Index, kind: index, measures: risk}\n")
        .file(NURSE, &report("Nurse", "40%"))
        .file("content/occupations/miller.yaml", &report("Miller", "71%"))
}

fn sharing(rules: &str) -> Site {
    site().line("content/site.yaml", &format!("sharing: {rules}"))
}

/// The cards of a build with their bytes, by path.
fn cards(dist: &Dist) -> BTreeMap<String, Vec<u8>> {
    dist.files().into_iter().filter(|(path, _)| path.starts_with("cards/")).collect()
}

fn meta<'a>(page: &'a Page, property: &str) -> &'a str {
    page.one(&format!("meta[property='{property}']")).attr("content").expect("the element says something")
}

/// When each card was written.
fn times(site: &Site) -> BTreeMap<String, SystemTime> {
    let time = |path: &String| fs::metadata(site.out().join(path)).and_then(|meta| meta.modified());
    let cards = cards(&site.build());
    cards.keys().map(|path| (path.clone(), time(path).expect("the card is there"))).collect()
}

/// The paths whose values differ.
fn differing<T: PartialEq>(one: &BTreeMap<String, T>, other: &BTreeMap<String, T>) -> Vec<String> {
    assert!(one.keys().eq(other.keys()));
    one.iter().filter(|(path, value)| other[*path] != **value).map(|(path, _)| path.clone()).collect()
}

#[test]
fn every_page_names_a_card_that_is_a_picture_of_the_size_that_it_says() {
    for root in [crate_root(), &crate_root().join("tests/sites/full")] {
        let dist = Site::build_in_place(root, &BuildOptions::default());
        let files = dist.files();
        let mut named = BTreeMap::new();
        for page in dist.pages().iter().filter(|page| !page.is_redirect() && !page.file.starts_with("embed/")) {
            let image = meta(page, "og:image");
            let base = dist.page("").one("link[rel=canonical]").attr("href").expect("home has an address").to_owned();
            let below =
                image.strip_prefix(&base).unwrap_or_else(|| panic!("{}: {image} is no whole address", page.file));
            let file = below.split('?').next().expect("an address has a path").to_owned();
            let png = &files[&file];
            assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n", "{file}");
            let size = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes")).to_string();
            assert_eq!([meta(page, "og:image:width"), meta(page, "og:image:height")], [size(16), size(20)], "{file}");
            assert_eq!([size(16), size(20)], ["1200", "630"]);
            assert_eq!(meta(page, "og:image:type"), "image/png");
            assert!(!meta(page, "og:image:alt").is_empty());
            assert_eq!(page.one("meta[name='twitter:card']").attr("content"), Some("summary_large_image"));
            assert!(png.len() < 40 * 1024, "{file} has {} bytes", png.len());
            let slug = page.file.strip_prefix("occupations/").and_then(|rest| rest.strip_suffix("/index.html"));
            let slug = slug.filter(|slug| !slug.contains('/'));
            let own = slug.map_or("cards/site/card.png".to_owned(), |slug| format!("cards/{slug}.png"));
            assert_eq!(file, own, "{}", page.file);
            named.insert(file, ());
        }
        assert!(named.len() > 9);
        assert!(named.keys().eq(files.keys().filter(|file| file.starts_with("cards/"))), "a card has no page");
    }
}

#[test]
fn a_card_says_what_it_shows_to_those_who_do_not_see_it() {
    let dist = site().build();
    let alt = meta(&dist.page("occupations/nurse/"), "og:image:alt").to_owned();
    assert_eq!(alt, "Nurse: 40 out of 100, moderate. Headline 40; one published assessment, 40.");
    let article = dist.page("occupations/nurse/").structured();
    let image = article.iter().find_map(|block| block.get("image")).expect("the article has a picture");
    assert_eq!(image["caption"], alt.as_str());
    assert_eq!(image["url"], meta(&dist.page("occupations/nurse/"), "og:image"));
}

#[test]
fn the_program_draws_the_same_card_by_any_number_of_threads() {
    let site = site();
    let by = |jobs: &str| {
        let out = site.root().join("..").join(format!("by-{jobs}"));
        let mut command = foretask();
        command.args(["build", "--quiet", "--jobs", jobs, "--root"]).arg(site.root()).arg("--out").arg(&out);
        command.assert().success();
        let folder = out.join("cards");
        ["nurse.png", "miller.png", "site/card.png"].map(|name| fs::read(folder.join(name)).expect("the card is there"))
    };
    assert_eq!(by("1"), by("8"));
}

#[test]
fn a_card_is_drawn_again_only_when_what_it_shows_changes() {
    let site = site();
    let before = times(&site);
    assert_eq!(before.len(), 4);
    assert_eq!(site.build().built.written, 0);
    site.replace(NURSE, "Cares.", "Cares for the sick.");
    assert_eq!(differing(&before, &times(&site)), Vec::<String>::new(), "a summary is not on the card of a scored job");
    let address = |site: &Site| meta(&site.build().page("occupations/nurse/"), "og:image").to_owned();
    let old = address(&site);
    site.replace(NURSE, "40%", "41%");
    assert_eq!(differing(&before, &times(&site)), ["cards/nurse.png", "cards/site/card.png"]);
    assert_ne!(old, address(&site), "a social site would go on to show the old score");
    site.replace(NURSE, "41%", "40%");
    assert_eq!(old, address(&site));
}

#[test]
fn a_build_remembers_what_a_build_from_nothing_draws() {
    let site = site();
    site.build();
    site.replace(NURSE, "40%", "41%");
    site.remove("content/occupations/miller.yaml");
    let dist = site.build();
    assert!(!dist.has("cards/miller.png"));
    assert_eq!(cards(&dist), cards(&site.build_clean()));
}

#[test]
fn a_card_that_somebody_changed_is_drawn_again() {
    let site = site();
    let dist = site.build();
    let (good, path) = (cards(&dist), dist.folder().join("cards/nurse.png"));
    let mut bytes = good["cards/nurse.png"].clone();
    bytes[200] ^= 1;
    fs::write(&path, &bytes).expect("the test's folder is its own");
    assert_eq!(cards(&site.build()), good);
    fs::remove_file(&path).expect("the test's folder is its own");
    assert_eq!(cards(&site.build()), good);
}

#[test]
fn what_is_remembered_is_not_believed() {
    let site = site();
    let good = cards(&site.build());
    let made: PathBuf = site.out().with_file_name(".dist.foretask").join("made");
    let whole = fs::read(&made).expect("the build left it");
    // What is said of a card stands behind its path: from what it was made, and what came of it.
    let said = |path: &str| find(&whole, path).map(|at| at + path.len()..at + path.len() + 2 * blake3::OUT_LEN);
    let (one, other) = (said("cards/nurse.png").expect("a card"), said("cards/miller.png").expect("another"));
    let mut forged = whole.clone();
    forged[one.clone()].copy_from_slice(&whole[other.clone()]);
    forged[other].copy_from_slice(&whole[one]);
    let end = forged.len() - blake3::OUT_LEN;
    let checksum = blake3::hash(&forged[..end]);
    forged[end..].copy_from_slice(checksum.as_bytes());
    assert_ne!(forged, whole);
    for damaged in [whole[..whole.len() / 2].to_owned(), forged, Vec::new()] {
        fs::write(&made, damaged).expect("the test's folder is its own");
        // A build that knows from what the whole site was built, and finds just that, looks at nothing else. It does so after two seconds.
        match fs::remove_file(made.with_file_name("whole")) {
            Err(error) if error.kind() != ErrorKind::NotFound => panic!("the test's folder is its own: {error}"),
            _ => {}
        }
        assert_eq!(cards(&site.build()), good);
        assert_eq!(fs::read(&made).expect("the build left it"), whole);
    }
}

#[test]
fn no_title_keeps_a_site_from_being_built() {
    let long = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(20);
    let words = "under and over ".repeat(60);
    let titles = ["后端开发人员", "مطور", "מפתח", "Developer 👩‍💻", "<b>&amp;\\\"", "]]>", "\u{200b}x", &long, &words];
    let site = site();
    for (at, title) in titles.iter().enumerate() {
        site.write(&format!("content/occupations/hostile-{at}.yaml"), &report(title, "50%"));
    }
    site.replace("content/site.yaml", "title: ", "title: 工作 # ");
    let dist = site.build();
    let cards = cards(&dist);
    for at in 0..titles.len() {
        assert!(cards[&format!("cards/hostile-{at}.png")].len() > 8 * 1024, "something is drawn for title {at}");
    }
    // Titles that cannot be drawn give way to addresses, which differ.
    assert_ne!(cards["cards/hostile-0.png"], cards["cards/hostile-1.png"]);
}

#[test]
fn a_site_can_go_without_cards() {
    let dist = sharing("{cards: false}").build();
    assert!(cards(&dist).is_empty());
    for page in dist.pages() {
        assert!(!page.has("meta[property^='og:image']"), "{}", page.file);
    }
    let home = dist.page("");
    assert_eq!(home.one("meta[name='twitter:card']").attr("content"), Some("summary"));
    let made = fs::read(dist.folder().with_file_name(".dist.foretask").join("made")).expect("the build left it");
    assert_eq!(find(&made, "cards/"), None);
    assert!(find(&made, "index.html").is_some());
}

/// Where a text begins in some bytes.
fn find(bytes: &[u8], text: &str) -> Option<usize> {
    bytes.windows(text.len()).position(|window| window == text.as_bytes())
}

#[test]
fn nothing_is_there_for_other_sites_unless_the_publisher_allows_it() {
    let dist = site().build();
    let shared = |path: &String| path.starts_with("badge/") || path.starts_with("embed/");
    assert_eq!(dist.files().keys().filter(|path| shared(path)).count(), 0);
    let page = dist.page("occupations/nurse/");
    assert!(!page.values("src").iter().any(|src| src.contains("badge")));
    assert!(!page.words("#cite").contains("<iframe"));
}

#[test]
fn a_badge_says_the_score_and_comes_with_the_code_to_show_it() {
    let site = sharing("{badge: true}");
    site.replace(NURSE, "title: \"Nurse\"", "title: \"Nurse <&> \\\"Aide\\\"\"");
    let dist = site.build();
    let shared: Vec<String> = dist.files().into_keys().filter(|path| path.starts_with("badge/")).collect();
    assert_eq!(shared, ["badge/miller.svg", "badge/nurse.svg"], "a report without a headline has no badge");
    let svg = dist.text("badge/nurse.svg");
    let words = "Nurse &lt;&amp;&gt; &quot;Aide&quot;: AI exposure 40 out of 100, moderate";
    assert!(
        svg.contains(&format!("role=\"img\" aria-label=\"{words}")) && svg.contains(&format!("<title>{words}")),
        "{svg}"
    );
    assert!(svg.contains(">40</text>") && svg.contains(">moderate</text>"));
    assert!(!["<script", "href", "url(", "<style", "@import"].iter().any(|word| svg.contains(word)), "{svg}");
    let mut reader = quick_xml::Reader::from_str(&svg);
    while reader.read_event().expect("a badge is well-formed") != quick_xml::events::Event::Eof {}
    let page = dist.page("occupations/nurse/");
    let code = page.words("#cite h4 + p + pre");
    let shown = scraper::Html::parse_fragment(&code);
    let image =
        scraper::Selector::parse("a[href='https://minimal.example/occupations/nurse/'] > img").expect("a selector");
    let image = shown.select(&image).next().unwrap_or_else(|| panic!("no picture in {code}"));
    assert_eq!(image.attr("src"), Some("https://minimal.example/badge/nurse.svg"));
    assert!(image.attr("alt").is_some_and(|alt| alt.starts_with("Nurse <&> \"Aide\": AI exposure 40")));
    assert!(!dist.page("occupations/nurse/").words("#cite").contains("<iframe"));
}

#[test]
fn a_page_for_frames_says_the_score_and_leads_back() {
    let dist = sharing("{embed: true}").build();
    let shared: Vec<String> = dist.files().into_keys().filter(|path| path.starts_with("embed/")).collect();
    assert_eq!(shared, ["embed/miller/index.html", "embed/nurse/index.html"]);
    let page = dist.page("embed/nurse/");
    assert_eq!(page.words("h1"), "Nurse");
    assert_eq!(page.words(".embed-score"), "40 out of 100 moderate");
    assert!(page.has("svg.strip[role=img]"));
    assert_eq!(page.one("meta[name=robots]").attr("content"), Some("noindex"));
    for link in page.all("a") {
        assert_eq!(link.attr("href"), Some("https://minimal.example/occupations/nurse/"));
        assert_eq!(link.attr("target"), Some("_top"), "a link leads out of the frame");
    }
    assert!(!page.has("script"));
    assert!(!dist.text("sitemap.xml").contains("/embed/"));
    let code = dist.page("occupations/nurse/").words("#cite h4 + pre");
    assert!(code.starts_with("<iframe src=\"https://minimal.example/embed/nurse/\" title=\"Nurse\""), "{code}");
    assert!(!dist.page("occupations/nurse/").has("iframe"));
}

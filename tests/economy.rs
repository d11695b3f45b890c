//! The pictures of all jobs: who is in them, who is not and why, what their tables say, and that they do not grow with the site.

mod support;

use std::fmt::Write;

use foretask::build::{BuildOptions, Site as Loaded};
use foretask::link::DraftRule;
use foretask::plan::{Output, Page};
use serde_json::Value;
use support::{Dist, Site, words};

/// A site with no reports but those that are added.
fn site() -> Site {
    let site = Site::minimal()
        .line("content/site.yaml", "sharing: {cards: false}")
        .file("content/industries.yaml", "sea: {name: Sea}\nland: {name: Land}\nsky: {name: Sky}\n")
        .file(
            "content/sources.yaml",
            "index: {title: The Index, kind: index, measures: risk, attribution: Index by all.}\n\
             office: {title: The Office, kind: statistics, attribution: Counted by the Office.}\n",
        );
    site.remove("content/occupations/lighthouse-keeper.yaml");
    site
}

/// A report with a headline, and what else is said of it.
fn job(site: &Site, number: usize, industry: &str, score: usize, rest: &str) {
    let text = format!(
        "title: Job {number:04}\nindustry: {industry}\nsummary: A job.\n\
         risk: {{assessments: [{{source: index, score: {score}%}}]}}\n{rest}\n",
    );
    site.write(&format!("content/occupations/job-{number:04}.yaml"), &text);
}

fn pay(currency: &str, median: usize) -> String {
    format!("pay: {{currency: {currency}, per: year, source: office, as_of: 2024, percentiles: {{p50: {median}}}}}")
}

fn employment(persons: usize) -> String {
    format!("demand: {{employment: {persons}, source: office, as_of: 2024-05}}")
}

fn both(number: usize) -> String {
    format!("{}\n{}", pay("EUR", 20_000 + 1000 * number), employment(1000 * (number + 1)))
}

/// A site of so many jobs with headline, pay and employment, whose headlines run from 0 up in steps.
fn jobs(count: usize, step: usize) -> Site {
    let site = site();
    for number in 0..count {
        job(&site, number, ["sea", "land", "sky"][number % 3], (number * step) % 101, &both(number));
    }
    site
}

/// What the template of the page sees.
fn seen(site: &Site) -> Value {
    let options = BuildOptions { drafts: DraftRule::Exclude, ..BuildOptions::default() };
    let loaded = Loaded::load(&site.root(), &options).expect("the site has no faults");
    let press = loaded.press().expect("the theme has no faults");
    let seen = loaded.renderer(&press).seen(Output::Page(Page::Economy)).expect("all can be read");
    let seen = seen.expect("a page has a template");
    Value::Object(seen.view)
}

/// The rows of a part of a table, the words of their cells with spaces between them.
fn rows(dist: &Dist, part: &str) -> Vec<String> {
    let page = dist.page("economy/");
    let cells = |row: usize| page.all(&format!("{part} tr:nth-of-type({row}) :is(th, td)"));
    let row = |row: usize| cells(row).into_iter().map(words).collect::<Vec<_>>().join(" ").trim().to_owned();
    (1..=page.all(&format!("{part} tr")).len()).map(row).collect()
}

#[test]
fn the_page_is_there_where_enough_reports_have_the_figures() {
    let few = jobs(11, 9).build();
    assert!(!few.has("economy/index.html"));
    assert!(!few.page("").has("a[href$='/economy/']"));
    let enough = jobs(12, 9).build();
    assert!(enough.has("economy/index.html"));
    assert!(enough.page("").has("header a[href$='/economy/']"));
    assert!(enough.page("").has("#jobs-title"));
}

#[test]
fn each_picture_stands_by_itself() {
    let site = site();
    for number in 0..12 {
        job(&site, number, "sea", number, &pay("EUR", 1000 + number));
    }
    let page = site.build().page("economy/");
    assert!(page.has("#pay") && !page.has("#jobs") && !page.has("#industries"));
    let site = self::site();
    for number in 0..12 {
        job(&site, number, "sea", number, &employment(1000 + number));
    }
    let page = site.build().page("economy/");
    assert!(page.has("#jobs") && !page.has("#pay") && !page.has("#industries"));
}

#[test]
fn the_shares_of_the_bands_sum_to_a_hundred() {
    let dist = jobs(13, 8).build();
    let rows = rows(&dist, "#jobs tbody");
    let share = |row: &String| row.rsplit(' ').nth(1).and_then(|share| share.parse::<u32>().ok()).expect("a share");
    assert_eq!(rows.iter().map(share).sum::<u32>(), 100, "{rows:?}");
    assert_eq!(rows, ["low 4 10,000 11 %", "moderate 4 26,000 29 %", "high 2 19,000 21 %", "very high 3 36,000 39 %"]);
    assert_eq!(self::rows(&dist, "#jobs tfoot"), ["All 13 91,000 100 %"]);
    let finding = dist.page("economy/").words("#jobs-title");
    assert_eq!(finding, "60 % of the 91,000 jobs counted here are in occupations with a high or very high headline");
}

#[test]
fn who_cannot_be_counted_or_compared_is_left_out_and_said_to_be() {
    let site = jobs(14, 7);
    job(&site, 20, "sea", 5, &format!("codes: [{{scheme: soc-2018, code: 1-1, match: broad}}]\n{}", both(1)));
    job(&site, 21, "sea", 5, &pay("USD", 90_000));
    job(&site, 22, "sea", 5, &format!("{}\ndemand: {{employment: 10, area: Elsewhere}}", pay("EUR", 9000)));
    site.write("content/occupations/job-0023.yaml", "title: Job 23\nindustry: sea\nsummary: A job.\n");
    let dist = site.build();
    let page = dist.page("economy/");
    let jobs = page.words("#jobs figcaption");
    let told = "Reports left out: 1 without a headline; 1 without employment; 1 whose employment is that of a code \
                which covers more or less than the job; 1 with employment of another area.";
    assert!(jobs.ends_with(told), "{jobs}");
    let pay = page.words("#pay figcaption");
    let told = "Reports left out: 1 without a headline; 1 whose pay is that of a code which covers more or less than \
                the job; 1 with pay of another area, currency or period.";
    assert!(pay.ends_with(told), "{pay}");
    assert!(pay.contains("Pay in EUR a year, 2024."), "{pay}");
    let csv = dist.text("data/economy.csv");
    assert!(csv.contains("\njob-0020,Job 0020,sea,5,low,,,,,,,\n"), "{csv}");
    assert!(csv.contains("\njob-0021,Job 0021,sea,5,low,90000,,USD,year,,,\n"), "{csv}");
    assert!(csv.contains("\njob-0022,Job 0022,sea,5,low,9000,,EUR,year,,10,Elsewhere\n"), "{csv}");
}

#[test]
fn a_lower_bound_of_pay_is_shown_as_one() {
    let site = jobs(12, 8);
    job(&site, 20, "sea", 50, "pay: {currency: EUR, per: year, percentiles: {p50: {at_least: 90000}}}");
    let dist = site.build();
    assert_eq!(dist.page("economy/").all("#pay .picture-open").len(), 1);
    assert!(rows(&dist, "#pay tbody").iter().any(|row| row.ends_with("90,000 or more")));
    assert!(dist.text("data/economy.csv").contains(",,90000,EUR,"));
}

#[test]
fn industries_stand_by_the_mean_of_their_persons() {
    let site = site();
    for number in 0..6 {
        job(&site, number, "sea", 10, &employment(100));
        job(&site, 10 + number, "land", 40, &employment(50));
    }
    job(&site, 30, "sky", 90, &employment(300));
    job(&site, 31, "sky", 10, &employment(100));
    let rows = rows(&site.build(), "#industries tbody");
    assert_eq!(rows, ["Sky 70 high 400", "Land 40 moderate 300", "Sea 10 low 600"]);
}

#[test]
fn the_page_bears_the_text_that_licences_ask_for() {
    let dist = jobs(12, 8).build();
    let sources = dist.page("economy/").words("#sources");
    assert!(sources.contains("Index by all.") && sources.contains("Counted by the Office."), "{sources}");
}

#[test]
fn beyond_a_number_of_reports_marks_stand_for_several_and_none_is_lost() {
    let own = seen(&jobs(1500, 7));
    assert_eq!(own["scatter"]["grouped"], false);
    assert_eq!(own["scatter"]["marks"].as_array().map(Vec::len), Some(1500));
    let many = seen(&jobs(1501, 7));
    assert_eq!((&many["scatter"]["grouped"], &many["findable"]), (&true.into(), &false.into()));
    let control: Value = serde_json::from_str(many["control"].as_str().expect("a text")).expect("JSON");
    let names = control["names"].as_array().expect("a list");
    assert!(names.len() <= 25 * 24 + 101, "{}", names.len());
    let reports = |picture: &str| -> usize {
        let marks = control[picture].as_array().expect("a list");
        let name = |mark: &Value| names[mark[0].as_u64().expect("a position") as usize][0].as_str().expect("a text");
        let count = |mark| name(mark).split(' ').next().and_then(|count| count.parse::<usize>().ok()).expect("a count");
        marks.iter().map(count).sum()
    };
    assert_eq!((reports("scatter"), reports("stairs")), (1501, 1501));
    let names = own["stairs"]["labels"].as_array().expect("a list");
    assert!(!names.is_empty());
}

#[test]
fn what_shares_the_last_score_shown_is_said_to() {
    let site = site();
    let mut wanted = String::new();
    for number in 0..60 {
        let score = if number < 40 { 0 } else { number };
        job(&site, number, "sea", score, &employment(1000 + number));
    }
    for number in (0..25).map(|number| 39 - number) {
        writeln!(wanted, "Job {number:04}").expect("writing to a string does not fail");
    }
    let page = site.build().page("rankings/");
    let listed: Vec<String> = page.all("#most-resilient tbody th").into_iter().map(words).collect();
    assert_eq!(listed, wanted.lines().collect::<Vec<_>>());
    let shared = page.one("#most-resilient > p.quiet a");
    assert_eq!(words(shared), "40 reports share the headline 0; 25 of them stand here");
    assert!(shared.attr("href").is_some_and(|href| href.ends_with("/occupations/?from=0&to=0")));
    // Of the most exposed, five of the forty with the lowest stand at the end.
    let shared = words(page.one("#most-exposed > p.quiet a"));
    assert_eq!(shared, "40 reports share the headline 0; 5 of them stand here");
}

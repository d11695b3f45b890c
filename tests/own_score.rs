//! A reader's own score is computed in the page. What the program computes of the same input stands in a table of cases, to which
//! `tests/browser/own-score-core.test.mjs` holds the page's arithmetic.

mod support;

use std::fs;

use foretask::link::{Distribution, Weight, Weighting, task_mean};
use foretask::model::{Band, Bands, OwnScoreRule, OwnSituation, Points, Score};
use serde_json::{Value, json};
use support::{Site, crate_root, read};

/// Numbers that look random and are always the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    /// A number of tenths, halves or wholes.
    fn decimal(&mut self, end: u64) -> f64 {
        let part = [1.0, 2.0, 10.0][self.below(3) as usize];
        self.below(end * part as u64 + 1) as f64 / part
    }
}

/// A report of a site: its printed task score, and how many persons are in the job.
type Scored = (u8, Option<f64>);

struct Case {
    name: String,
    exposures: Vec<f64>,
    times: Vec<f64>,
    bands: &'static str,
    rule: Option<&'static str>,
    situation: OwnSituation<'static>,
    /// The reader's report.
    own: Scored,
    others: Vec<Scored>,
}

const DEFAULT_BANDS: &str = "{moderate: 30, high: 60, very_high: 80}";
const OTHER_BANDS: &str = "{moderate: 25, high: 55, very_high: 75}";
const RULE: &str = "{why: A., tools: {points: -2, up_to: 3}, experience: [{from: 10, points: -5}, {from: 3, points: -1}], \
                    seniority: [{label: Lead, points: -4}, {label: Beginner, points: 12}]}";

fn points(points: u8) -> Points {
    Score::clamped(f64::from(points)).points()
}

fn plain(name: &str, exposures: &[f64], times: &[f64]) -> Case {
    Case {
        name: name.to_owned(),
        exposures: exposures.to_vec(),
        times: times.to_vec(),
        bands: DEFAULT_BANDS,
        rule: None,
        situation: OwnSituation::default(),
        own: (50, None),
        others: vec![(20, None), (50, None), (80, None)],
    }
}

fn cases() -> Vec<Case> {
    let lead = OwnSituation { tools: 7, years: Some(12), seniority: Some("Lead") };
    let beginner = OwnSituation { tools: 1, years: Some(0), seniority: Some("Beginner") };
    let mut cases = vec![
        plain("half a point is rounded up", &[28.5, 28.5], &[1.0, 1.0]),
        plain("a hundredth below a half is not", &[28.49, 28.49], &[5.0, 7.0]),
        plain("an error of binary fractions is not seen", &[0.285, 100.0], &[100.0, 0.0]),
        plain("the first score of a band", &[59.5, 0.0], &[3.0, 0.0]),
        plain("the last score of a band", &[59.4, 100.0], &[3.0, 0.0]),
        plain("no time at all", &[10.0, 90.0], &[0.0, 0.0]),
        plain("one task alone", &[10.0, 90.0], &[0.0, 40.0]),
        plain("thirds", &[10.0, 20.0, 40.0], &[1.0, 1.0, 1.0]),
        Case { rule: Some(RULE), situation: lead, ..plain("all parts of a rule", &[40.0, 60.0], &[10.0, 30.0]) },
        Case { rule: Some(RULE), situation: lead, ..plain("held at the lower end", &[4.0, 6.0], &[10.0, 30.0]) },
        Case { rule: Some(RULE), situation: beginner, ..plain("held at the upper end", &[99.0, 95.0], &[10.0, 1.0]) },
        Case { rule: Some(RULE), ..plain("a rule that nothing is told", &[40.0, 60.0], &[10.0, 30.0]) },
        Case {
            own: (50, Some(1000.0)),
            others: vec![(20, Some(3000.0)), (55, Some(500.0)), (80, Some(250.5))],
            ..plain("persons in the jobs", &[55.0, 55.0], &[1.0, 1.0])
        },
        Case { others: Vec::new(), ..plain("a report alone", &[70.0, 20.0], &[1.0, 3.0]) },
    ];
    let mut numbers = Numbers(2026);
    for number in 0..60 {
        let tasks = 2 + numbers.below(14) as usize;
        let persons = number % 3 == 0;
        let employment = |numbers: &mut Numbers| persons.then(|| numbers.below(90_000) as f64);
        let own = (numbers.below(101) as u8, employment(&mut numbers).map(|persons| persons + 1.0));
        let others = (0..numbers.below(40)).map(|_| (numbers.below(101) as u8, employment(&mut numbers))).collect();
        let seniority = [None, Some("Lead"), Some("Beginner"), Some("Nobody")][numbers.below(4) as usize];
        cases.push(Case {
            name: format!("number {number}"),
            exposures: (0..tasks).map(|_| numbers.decimal(100)).collect(),
            times: (0..tasks).map(|_| if numbers.below(5) == 0 { 0.0 } else { numbers.decimal(40) }).collect(),
            bands: if number % 2 == 0 { DEFAULT_BANDS } else { OTHER_BANDS },
            rule: (number % 4 != 0).then_some(RULE),
            situation: OwnSituation {
                tools: numbers.below(6) as usize,
                years: (numbers.below(4) > 0).then(|| numbers.below(30) as u8),
                seniority,
            },
            own,
            others,
        });
    }
    cases
}

/// The mean of exposures weighted by the reader's times; none where no time is given.
fn mean(exposures: &[f64], times: &[f64]) -> Option<f64> {
    let weighted: Vec<(f64, Option<f64>)> = exposures.iter().copied().zip(times.iter().copied().map(Some)).collect();
    let (score, weighting) = task_mean(&weighted)?;
    matches!(weighting, Weighting::ByShare(_)).then_some(score.get())
}

fn distribution<'a>(scores: impl Iterator<Item = &'a Scored>) -> Distribution {
    let mut distribution = Distribution::default();
    for (score, employment) in scores {
        distribution.add(points(*score), *employment);
    }
    distribution
}

impl Case {
    fn json(&self) -> Value {
        let bands: Bands = serde_yaml::from_str(self.bands).expect("the test's bands rise");
        let rule: Option<OwnScoreRule> =
            self.rule.map(|rule| serde_yaml::from_str(rule).expect("the test's rule is one"));
        let added = rule.as_ref().map_or(0, |rule| rule.points(self.situation));
        let score =
            |times: &[f64]| mean(&self.exposures, times).map(|mean| (mean, Score::clamped(mean + f64::from(added))));
        let without: Vec<Option<f64>> = (0..self.times.len())
            .map(|left| {
                let mut rest = self.times.clone();
                rest[left] = 0.0;
                score(&rest).map(|(_, score)| score.get())
            })
            .collect();
        let expected = score(&self.times).map(|(mean, score)| {
            let task_points = Score::clamped(mean).points();
            let moved = (task_points.get(), self.own.1);
            let standing = distribution(self.others.iter().chain([&moved])).standing(task_points);
            let standing = standing.expect("the report is one of those that are counted");
            json!({
                "mean": mean,
                "added": added,
                "score": score.get(),
                "points": score.points(),
                "task_points": task_points,
                "band": bands.of(score.points()).as_str(),
                "without": without,
                "rank": standing.rank,
                "of": standing.of,
                "percentile": standing.percentile,
                "by_persons": standing.weight != Weight::Reports,
            })
        });
        let before = distribution(self.others.iter().chain([&self.own]));
        let band = |band: &Band| json!({ "id": band.as_str(), "from": bands.range(*band).0 });
        let OwnSituation { tools, years, seniority } = self.situation;
        json!({
            "name": self.name,
            "tasks": self.exposures.iter().map(|exposure| json!({ "exposure": exposure })).collect::<Vec<_>>(),
            "times": self.times,
            "bands": Band::ALL.iter().map(band).collect::<Vec<_>>(),
            "rule": rule,
            "situation": { "tools": tools, "years": years, "seniority": seniority },
            "own": { "points": self.own.0, "persons": self.own.1 },
            "distribution": { "reports": before.reports(), "persons": before.persons() },
            "expected": expected,
        })
    }
}

#[test]
fn the_table_of_cases_is_what_the_program_computes() {
    let path = crate_root().join("tests/browser/own-score-cases.json");
    let lines: Vec<String> = cases().iter().map(|case| case.json().to_string()).collect();
    let text = format!("[\n{}\n]\n", lines.join(",\n"));
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &text).expect("the table can be written");
    }
    let same = read(&path) == text;
    assert!(same, "{} is not up to date; UPDATE_EXPECTED=1 writes it", path.display());
}

/// What the page of a report gives its script.
fn data_of(page: &str) -> Value {
    let after =
        page.split_once("<script type=\"application/json\" data-own=\"data\">").expect("the section has its data").1;
    let text = after.split_once("</script>").expect("the script ends").0;
    serde_json::from_str(text).expect("the data is JSON")
}

const SOURCES: &str = "s: {title: S, kind: judgement}\n";

fn report(title: &str, tasks: &str) -> String {
    format!("title: {title}\nsummary: A.\nindustry: sea\nsource: s\ntasks: [{tasks}]\n")
}

fn site() -> Site {
    Site::minimal()
        .file("content/sources.yaml", SOURCES)
        .file(
            "content/occupations/bell-ringer.yaml",
            &report(
                "Bell Ringer",
                "{name: Ring, exposure: 80, share: 30}, {name: </script><b>, exposure: 20, share: 10}, {name: Wait}",
            ),
        )
        .file(
            "content/occupations/diver.yaml",
            &report("Diver", "{name: Dive, exposure: 40}, {name: Rest, level: high}"),
        )
        .file("content/occupations/idler.yaml", &report("Idler", "{name: Idle}"))
}

#[test]
fn a_report_with_two_numbers_has_the_section() {
    let dist = site().build();
    let page = dist.text("occupations/bell-ringer/index.html");
    assert!(page.contains("<section id=\"own-score\""), "the section is missing");
    assert!(page.contains("href=\"#own-score\""), "the section is not in the contents");
    let data = data_of(&page);
    assert_eq!(data["tasks"][0], json!({ "id": "ring", "name": "Ring", "exposure": 80.0, "share": 30.0 }));
    assert_eq!(data["tasks"][1]["name"], "</script><b>");
    assert_eq!(data["tasks"].as_array().map(Vec::len), Some(2));
    assert_eq!(data["points"], 65);
    assert_eq!(data["rule"], Value::Null);
    for without in ["diver", "idler"] {
        let page = dist.text(&format!("occupations/{without}/index.html"));
        assert!(!page.contains("own-score\""), "{without} has the section");
    }
}

#[test]
fn the_spread_of_task_scores_counts_every_report_that_has_one() {
    let dist = site().build();
    let spread = dist.json("industries/sea/task-scores.json");
    for group in ["all", "industry"] {
        let reports = spread[group]["reports"].as_array().expect("there are counts");
        assert_eq!(reports.len(), 101);
        let counted: Vec<usize> = (0..101).filter(|at| reports[*at] == 1).collect();
        assert_eq!(counted, [40, 65], "{group}");
        assert_eq!(spread[group]["persons"], Value::Null);
    }
}

#[test]
fn a_site_that_hides_the_section_has_no_spread() {
    let site = site();
    let text = format!("{}sections: {{hide: [own-score]}}\n", read(site.root().join("content/site.yaml")));
    site.write("content/site.yaml", &text);
    let dist = site.build();
    assert!(!dist.text("occupations/bell-ringer/index.html").contains("own-score"));
    assert!(!dist.files().contains_key("industries/sea/task-scores.json"));
}

#[test]
fn a_score_of_another_report_leaves_the_page_as_it_is() {
    let site = site();
    let before = site.build().files();
    site.write("content/occupations/diver.yaml", &report("Diver", "{name: Dive, exposure: 90}"));
    let after = site.build().files();
    let page = "occupations/bell-ringer/index.html";
    assert_eq!(before[page], after[page]);
    assert_ne!(before["industries/sea/task-scores.json"], after["industries/sea/task-scores.json"]);
}

#[test]
fn a_rule_says_that_it_is_a_judgement_and_asks_for_what_it_needs() {
    let site = site();
    let rule = "own_score:\n  why: Who leads is replaced last.\n  tools: {points: -1, up_to: 5}\n  \
                seniority: [{label: Team lead, points: -4}]\n";
    let text = format!("{}{rule}", read(site.root().join("content/site.yaml")));
    site.write("content/site.yaml", &text);
    let page = site.build().text("occupations/bell-ringer/index.html");
    for words in [
        "a judgement, not a measurement. Who leads is replaced last.",
        "−4 for: Team lead.",
        "<option value=\"Team lead\">",
    ] {
        assert!(page.contains(words), "{words} is missing");
    }
    // The report names no tools, and nobody is asked for years.
    assert!(!page.contains("data-tool=") && !page.contains("data-is=\"years\""));
    assert_eq!(data_of(&page)["rule"]["seniority"], json!([{ "label": "Team lead", "points": -4 }]));
}

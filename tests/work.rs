//! What data sets say of the work: labels and the numbers that follow from them, technologies, and the way into a job.

mod support;

use proptest::prelude::*;
use serde_json::Value;
use support::{Dist, Page, Site, words};

const KEEPER: &str = "content/occupations/lighthouse-keeper.yaml";
const PAGE: &str = "occupations/lighthouse-keeper/";
const DATA: &str = "occupations/lighthouse-keeper.json";

/// A study with a rubric, a data set that asks for a text, and somebody who says something else.
const SOURCES: &str = "
study:
  title: A Study of Dreams
  short: The Dreams
  kind: study
  attribution: Labels by the sleepers of the study.
  labels:
    W0: {text: No machine does it., exposure: 0}
    W1: {text: A machine does it., exposure: 100}
    W2: {text: A machine could do it., exposure: 50}
    W?: {text: Nobody knows.}
  rule: What could be counts half.
database: {title: A Database of Fables, kind: database, attribution: This page includes fables of the database.}
house: {title: The House, kind: judgement}
";

/// The label of a study, as a test writes it; `None` where the task has none.
fn task(at: usize, label: Option<&str>, rest: &str) -> String {
    let label = label.map(|label| format!(", label: {{value: {label}, source: study}}")).unwrap_or_default();
    format!("  - {{id: t-{at}, name: Task {at}{label}{rest}}}\n")
}

fn with(report: &str) -> Site {
    Site::minimal().file("content/sources.yaml", SOURCES).line(KEEPER, report)
}

fn with_tasks(tasks: &str) -> Site {
    with(&format!("defaults: {{tasks: {{source: database}}}}\ntasks:\n{tasks}"))
}

fn column(page: &Page, selector: &str, cell: usize) -> Vec<String> {
    let cells = page.all(&format!("{selector} tbody tr > :nth-child({cell})"));
    cells.into_iter().map(words).collect()
}

fn number(text: &str) -> f64 {
    text.replace(',', "").parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

#[test]
fn a_number_follows_from_a_label_unless_somebody_gives_one() {
    let dist = with_tasks(
        &[
            task(1, Some("W1"), ""),
            task(2, Some("W1"), ", exposure: {value: 20, source: house}"),
            task(3, Some("W?"), ""),
            task(4, None, ""),
        ]
        .concat(),
    )
    .build();
    let data = dist.json(DATA);
    let exposure = |at: usize| &data["tasks"][at]["exposure"];
    assert_eq!((&exposure(0)["value"], &exposure(0)["follows_from"]), (&100.0.into(), &"label".into()));
    assert_eq!(exposure(0)["source"], "study");
    assert_eq!((&exposure(1)["value"], &exposure(1)["follows_from"]), (&20.0.into(), &Value::Null));
    assert_eq!(exposure(1)["source"], "house");
    assert_eq!((exposure(2), exposure(3)), (&Value::Null, &Value::Null));
    assert_eq!(data["tasks"][2]["label"]["value"], "W?");
    assert_eq!((&data["task_score"]["score"], &data["task_score"]["tasks_counted"]), (&60.into(), &2.into()));
}

#[test]
fn who_does_a_task_does_not_follow_from_a_label() {
    let labelled = with_tasks(&[task(1, Some("W1"), ""), task(2, Some("W0"), "")].concat()).build();
    assert!(!labelled.page(PAGE).has("#board"));
    let mixed = with_tasks(&[task(1, Some("W1"), ""), task(2, None, ", exposure: 90")].concat()).build().page(PAGE);
    let board = mixed.words("#board");
    assert!(board.contains("Task 2") && !board.contains("Task 1"), "{board}");
    assert!(board.contains("1 of 2 tasks is not sorted here"), "{board}");
}

#[test]
fn the_page_prints_the_rubric_and_the_rule() {
    let tasks = [task(1, Some("W1"), ""), task(2, Some("W1"), ""), task(3, Some("W?"), ""), task(4, Some("W2"), "")];
    let page = with_tasks(&tasks.concat()).build().page(PAGE);
    assert_eq!(column(&page, ".rubric", 1), ["W0", "W1", "W2", "W?"]);
    let meanings = ["No machine does it.", "A machine does it.", "A machine could do it.", "Nobody knows."];
    assert_eq!(column(&page, ".rubric", 2), meanings);
    assert_eq!(column(&page, ".rubric", 3), ["0", "100", "50", ""]);
    assert_eq!(column(&page, ".rubric", 4), ["0", "2", "1", "1"]);
    assert!(page.words("#tasks").contains("Why they count so: What could be counts half."));
    assert!(page.words("#worksheet").contains(
        "The Dreams labels the tasks; here W0 counts 0, W1 counts 100 and W2 counts 50. What could be counts half."
    ));
}

#[test]
fn supplemental_tasks_count_as_the_others_and_the_worksheet_says_so() {
    let tasks = [task(1, Some("W1"), ", kind: core"), task(2, Some("W0"), ", kind: supplemental")];
    let dist = with_tasks(&tasks.concat()).build();
    assert_eq!(dist.json(DATA)["task_score"]["score"], 50);
    let sheet = dist.page(PAGE).words("#worksheet-tasks");
    assert!(sheet.contains("1 of the 2 counted tasks is supplemental; it counts as the others do."), "{sheet}");
}

#[test]
fn the_most_exposed_tasks_stand_first_and_equals_in_the_order_of_the_file() {
    let tasks = [task(1, Some("W0"), ""), task(2, Some("W2"), ""), task(3, Some("W1"), ""), task(4, Some("W2"), "")];
    let page = with_tasks(&tasks.concat()).build().page(PAGE);
    assert_eq!(column(&page, "table.tasks", 1), ["Task 3", "Task 2", "Task 4", "Task 1"]);
}

#[test]
fn a_column_stands_where_a_task_has_something_in_it() {
    let heads = |tasks: &[String]| -> Vec<String> {
        let page = with_tasks(&tasks.concat()).build().page(PAGE);
        let heads = page.all("table.tasks thead th").into_iter().map(words);
        heads
            .map(|head| {
                head.split(' ').next().unwrap_or_default().trim_end_matches(|c: char| c.is_numeric()).to_owned()
            })
            .collect()
    };
    assert_eq!(heads(&[task(1, None, "")]), ["Task"]);
    assert_eq!(heads(&[task(1, None, ", importance: 4.5"), task(2, None, "")]), ["Task", "Importance"]);
    assert_eq!(heads(&[task(1, None, ", relevance: 80, kind: core")]), ["Task", "Relevance", "Kind"]);
    assert_eq!(heads(&[task(1, Some("W1"), "")]), ["Task", "Label", "Exposure"]);
}

#[test]
fn every_source_of_the_work_is_named_with_the_text_that_its_licence_asks_for() {
    let attributed = |dist: &Dist| -> Vec<String> {
        dist.page(PAGE)
            .all("#sources li")
            .into_iter()
            .map(words)
            .map(|text| text.split('.').next().unwrap_or_default().to_owned())
            .collect()
    };
    let text = "This page includes fables of the database.";
    let tasks = with_tasks(&task(1, Some("W1"), "")).build();
    assert_eq!(attributed(&tasks), ["A Database of Fables", "A Study of Dreams"]);
    assert!(tasks.page(PAGE).words("#sources").contains("Labels by the sleepers of the study."));
    for report in [
        "technologies: [{tool: {name: Horn}, source: database}]",
        "preparation: {job_zone: 2, source: database}",
        "preparation: {training: A winter beside an old keeper., source: database}",
        "source: database\ntasks: [{name: Ring the bell, kind: core}]",
    ] {
        let dist = with(report).build();
        assert_eq!(attributed(&dist), ["A Database of Fables"], "{report}");
        assert!(dist.page(PAGE).words("#sources").contains(text), "{report}");
        assert_eq!(dist.json(DATA)["sources"][0]["figures"], 1, "{report}");
    }
}

#[test]
fn a_column_with_one_source_bears_its_mark_once() {
    let tasks = [task(1, Some("W1"), ", importance: 4"), task(2, Some("W0"), ", importance: 3")];
    let page = with_tasks(&tasks.concat()).build().page(PAGE);
    assert_eq!(page.all("table.tasks thead .cite").len(), 4, "task, label, exposure and importance");
    assert!(!page.has("table.tasks tbody .cite"));
    let tasks = [task(1, Some("W1"), ""), task(2, Some("W0"), ", exposure: {value: 9, source: house}")];
    let page = with_tasks(&tasks.concat()).build().page(PAGE);
    assert_eq!(page.all("table.tasks thead .cite").len(), 2, "task and label");
    assert_eq!(page.all("table.tasks tbody .column-exposure .cite").len(), 2);
}

#[test]
fn technologies_that_are_asked_for_come_first_and_many_fold_up_by_kind() {
    let mut list = String::new();
    for at in 0..40 {
        let kind = ["Tuning", "forging", "Baking"][at % 3];
        let marks = match at {
            30 => ", in_demand: true",
            35 => ", hot: true",
            38 => ", hot: true, in_demand: true",
            _ => "",
        };
        list.push_str(&format!("  - {{tool: {{name: T{at:02}}}, use: {kind}{marks}}}\n"));
    }
    let dist = with(&format!("source: database\ntechnologies:\n{list}")).build();
    let page = dist.page(PAGE);
    let names = column(&page, "table.technologies", 1);
    assert_eq!(names.len(), 25);
    assert_eq!(names[..5], ["T38", "T30", "T35", "T00", "T01"]);
    assert_eq!(column(&page, "table.technologies", 3)[..4], ["in demand, hot", "in demand", "hot", ""]);
    let kinds: Vec<String> = page.all(".technologies-rest dt").into_iter().map(words).collect();
    assert_eq!(kinds, ["Baking", "forging", "Tuning"]);
    assert_eq!(page.words(".technologies-rest summary"), "15 more, by kind");
    let listed: Vec<String> = page
        .all(".technologies-rest dd")
        .into_iter()
        .flat_map(|dd| words(dd).split("; ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!(listed.len(), 15);
    let lines = dist.text("data/technologies.csv").lines().count();
    assert_eq!(lines, 41);
    let few = with("technologies: [{tool: {name: Horn}}]").build().page(PAGE);
    assert!(!few.has(".technologies-rest") && !few.has(".technologies td"));
}

#[test]
fn the_page_of_a_tool_keeps_what_it_does_apart_from_who_works_with_it() {
    let site = Site::minimal()
        .file("content/tools.yaml", "bell: {name: Bell, summary: Rings.}\nhorn: {name: Horn, summary: Blows.}\n")
        .file("content/sources.yaml", SOURCES);
    let job = |at: usize, rest: &str| {
        site.write(
            &format!("content/occupations/job-{at:03}.yaml"),
            &format!("title: Job {at}\nindustry: sea\nsummary: A.\n{rest}"),
        );
    };
    for at in 0..150 {
        job(at, "tasks: [{name: Ring, tools: [bell]}]\n");
    }
    for at in 150..420 {
        job(at, "technologies: [{tool: bell, use: Ringing, hot: true}]\n");
    }
    let dist = site.build();
    let counts = |page: &str| {
        let page = dist.page(page);
        let rows = |heading: &str| page.all(&format!("section[aria-labelledby='{heading}'] tbody tr")).len();
        (rows("reports"), rows("used-in"))
    };
    assert_eq!(counts("tools/bell/"), (150, 50));
    assert_eq!(counts("tools/bell/page/2/"), (0, 200));
    assert_eq!(counts("tools/bell/page/3/"), (0, 20));
    assert!(!dist.has("tools/bell/page/4/index.html"));
    let text = dist.page("tools/bell/").words(".page-head");
    assert!(text.contains("Does 150 tasks of 150 jobs · Used in 270 jobs"), "{text}");
    assert!(dist.page("tools/horn/").words(".page-head").contains("Named here, but not with a task"));
    let row = words(dist.page("tools/bell/page/3/").all("tbody tr")[0]);
    assert!(row.contains("Job 400") && row.contains("Ringing (hot)"), "{row}");
}

#[test]
fn long_names_of_tasks_are_cut_in_sentences_and_whole_in_lists() {
    let long = "Confer with ships, whales, gulls and other parties about the weather, the light and the price of oil, as required.";
    let tasks = format!(
        "  - {{name: \"{long}\", label: {{value: W1, source: study}}}}\n  - {{name: \"{}\", label: {{value: W1, source: study}}}}\n{}",
        long.replace("ships", "boats"),
        [task(3, Some("W0"), ""), task(4, Some("W2"), "")].concat()
    );
    let dist = with_tasks(&tasks).build();
    let page = dist.page(PAGE);
    let answer = page.words("#faq details:nth-of-type(1) .prose");
    assert_eq!(
        answer,
        format!(
            "Of 4 tasks with a number, 2 are exposed most, with 100 of 100 each:{long}{}One is exposed least, with 0:Task 3",
            long.replace("ships", "boats")
        )
    );
    let data: Value =
        serde_json::from_str(&page.one("script[data-own=data]").text().collect::<String>()).expect("it is JSON");
    assert_eq!(data["tasks"][0]["name"], long);
    assert_eq!(data["tasks"][0]["short"], "Confer with ships, whales, gulls and other parties about the weather…");
    assert_eq!(data["tasks"][2]["short"], Value::Null);
}

#[test]
fn a_report_as_large_as_a_data_set_makes_it_is_not_large() {
    let tasks: String = (0..40)
        .map(|at| {
            let name = format!("{at}. {}", "Do what the sea asks for, whatever it may be. ".repeat(4));
            format!("  - {{name: \"{name}\", kind: core, importance: 4.25, relevance: 88, label: {{value: W{}, source: study}}}}\n", at % 3)
        })
        .collect();
    let technologies: String = (0..426)
        .map(|at| format!("  - {{tool: {{name: Technology of the coast {at}}}, use: Kind of software {}}}\n", at % 60))
        .collect();
    let skills: String = (0..68).map(|at| format!("  - {{name: Skill number {at}}}\n")).collect();
    let report = format!("source: database\ntasks:\n{tasks}technologies:\n{technologies}skills:\n{skills}");
    let size = with(&report).build().text(&format!("{PAGE}index.html")).len();
    assert!(size < 150_000, "the page has {size} bytes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever does the sum of the worksheet again comes to the task score of the data.
    #[test]
    fn the_worksheet_can_be_redone(
        tasks in proptest::collection::vec((0..5_usize, proptest::option::of(0..=100_u8), 0..=4_u8), 1..12),
        by_share in any::<bool>(),
    ) {
        let labels = ["W0", "W1", "W2", "W?"];
        let list: String = tasks
            .iter()
            .enumerate()
            .map(|(at, (label, said, share))| {
                let said = said.map(|said| format!(", exposure: {said}")).unwrap_or_default();
                let share = if by_share { format!(", share: {share}") } else { String::new() };
                task(at, labels.get(*label).copied(), &format!("{said}{share}"))
            })
            .collect();
        let numbers: Vec<(f64, f64)> = tasks
            .iter()
            .filter_map(|(label, said, share)| {
                let of_label = [Some(0.0), Some(100.0), Some(50.0), None, None][*label];
                Some((said.map(f64::from).or(of_label)?, f64::from(*share)))
            })
            .collect();
        let dist = with_tasks(&list).build();
        let data = dist.json(DATA);
        if numbers.is_empty() {
            prop_assert_eq!(&data["task_score"], &Value::Null);
            return Ok(());
        }
        let whole: f64 = numbers.iter().map(|(_, share)| share).sum();
        let weighted = by_share && whole > 0.0;
        let weight = |share: f64| if weighted { share } else { 1.0 };
        let sum: f64 = numbers.iter().map(|(exposure, share)| exposure * weight(*share)).sum();
        let weights: f64 = numbers.iter().map(|(_, share)| weight(*share)).sum();
        let score = data["task_score"]["exact"].as_f64().expect("a score is a number");
        prop_assert!((score - sum / weights).abs() < 1e-5, "{} is not {}", score, sum / weights);
        let page = dist.page(PAGE);
        let heads: Vec<String> = page.all("#worksheet-tasks th[scope=col]").into_iter().map(words).collect();
        let rows: Vec<Vec<String>> = page
            .all("#worksheet-tasks tbody tr")
            .into_iter()
            .map(|row| row.child_elements().map(words).collect())
            .collect();
        let products: f64 = match heads.iter().position(|head| head == "Product") {
            Some(at) => rows.iter().map(|row| number(&row[at])).sum(),
            None => rows.iter().map(|row| number(&row[1])).sum(),
        };
        prop_assert!((products - sum).abs() < 1e-6, "{} is not {}: {:?}", products, sum, rows);
        if let Some(at) = heads.iter().position(|head| head == "Tasks") {
            let counted: f64 = rows.iter().map(|row| number(&row[at])).sum();
            prop_assert_eq!(counted as usize, numbers.len());
        }
    }
}

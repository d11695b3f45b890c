//! What is computed from the skills of two reports, and from the scores that one source gives to many.

mod support;

use serde_json::{Value, json};
use support::{Dist, Site, words};

/// A site with two sources of skills, an index, and reports by slug and by what else stands in them.
fn site(reports: &[(&str, &str)]) -> Site {
    let site = Site::empty()
        .file(
            "content/site.yaml",
            "title: Moves\nbase_url: https://moves.example/\ndescription: Where to go from here.\n",
        )
        .file("content/industries.yaml", "shore: {name: The shore}\n")
        .file(
            "content/sources.yaml",
            "base: {title: The base, kind: database}\nother: {title: The other base, kind: database}\n\
             index: {title: The index, kind: index, measures: risk}\n",
        );
    for (slug, rest) in reports {
        let head = format!("title: The {slug}\nindustry: shore\nsummary: A job.\n");
        site.write(&format!("content/occupations/{slug}.yaml"), &format!("{head}{rest}\n"));
    }
    site
}

/// Five skills of the importance 4 and of given levels, from a source.
fn skills(source: &str, levels: [f64; 5]) -> String {
    let items = levels.iter().enumerate().map(|(at, level)| {
        format!("  - {{name: Skill {at}, importance: {}, level: {level}, source: {source}}}", 4.0 + at as f64 / 10.0)
    });
    format!("skills:\n{}", items.collect::<Vec<_>>().join("\n"))
}

fn paths(dist: &Dist, slug: &str) -> Vec<Value> {
    dist.json(&format!("occupations/{slug}.json"))["paths"].as_array().cloned().unwrap_or_default()
}

#[test]
fn what_a_path_does_not_say_is_computed_and_marked() {
    let dist = site(&[
        ("diver", &format!("{}\npaths: [{{to: fisher}}]", skills("base", [4.0, 2.0, 1.0, 3.0, 5.0]))),
        ("fisher", &skills("base", [2.0, 2.0, 4.0, 3.0, 5.0])),
    ])
    .build();
    let path = &paths(&dist, "diver")[0];
    // 2 + 2 + 1 + 3 + 5 of 2 + 2 + 4 + 3 + 5.
    assert_eq!(path["match"], json!({"value": 81.25}));
    assert_eq!(path["computed"], json!(["match", "have", "need"]));
    assert_eq!(path["computed_from"], "base");
    assert_eq!(path["have"], json!(["Skill 4", "Skill 3", "Skill 1", "Skill 0"]));
    assert_eq!(path["need"], json!(["Skill 2"]));
    let page = dist.page("occupations/diver/");
    assert!(
        page.words(".path-facts").starts_with("Skill match: 81 % (computed here)"),
        "{}",
        page.words(".path-facts")
    );
    assert_eq!(page.all(".path-sheet tbody tr").len(), 5);
    let steps = page.words(".path-sheet .steps");
    assert!(steps.contains("13 ÷ 16 = 81.25 %"), "{steps}");
    assert!(page.words(".have-need").contains("Skill 2: 3 short (level 1, needed 4)"), "{}", page.words(".have-need"));
}

#[test]
fn what_a_path_says_is_not_computed() {
    let own = skills("base", [4.0, 2.0, 1.0, 3.0, 5.0]);
    let dist = site(&[
        ("diver", &format!("{own}\npaths:\n  - {{to: fisher, match: 40, have: [Nets], need: [Hooks], source: index}}")),
        ("fisher", &own),
    ])
    .build();
    let path = &paths(&dist, "diver")[0];
    assert_eq!(path["match"], json!({"value": 40.0, "source": "index"}));
    assert_eq!((&path["have"], &path["need"]), (&json!(["Nets"]), &json!(["Hooks"])));
    assert_eq!((&path["computed"], &path["computed_from"]), (&Value::Null, &Value::Null));
    assert!(!dist.page("occupations/diver/").has(".path-sheet"));
}

#[test]
fn skills_of_different_sources_are_not_compared() {
    let levels = [4.0, 2.0, 1.0, 3.0, 5.0];
    let dist = site(&[
        ("diver", &format!("{}\npaths: [{{to: fisher}}]", skills("base", levels))),
        ("fisher", &skills("other", levels)),
    ])
    .build();
    assert_eq!(paths(&dist, "diver")[0]["match"], Value::Null);
    assert!(!dist.page("occupations/diver/").has(".path-facts"));
}

#[test]
fn pay_is_subtracted_only_in_one_currency_and_for_one_time() {
    let pay = |rest: &str| format!("pay: {{{rest}, source: base}}");
    let dist = site(&[
        (
            "diver",
            &format!(
                "{}\npaths: [{{to: fisher}}, {{to: gull}}, {{to: heron}}, {{to: ibis}}]",
                pay("currency: USD, per: year, percentiles: {p50: 30000.4}")
            ),
        ),
        ("fisher", &pay("currency: USD, per: year, percentiles: {p50: 41000.5}")),
        ("gull", &pay("currency: USD, per: month, percentiles: {p50: 4100}")),
        ("heron", &pay("currency: EUR, per: year, percentiles: {p50: 41000}")),
        ("ibis", &pay("currency: USD, per: year, percentiles: {p50: {at_least: 90000}}")),
    ])
    .build();
    let page = dist.page("occupations/diver/");
    let told: Vec<bool> = page.all(".path").into_iter().map(|path| words(path).contains("Median pay")).collect();
    assert_eq!(told, [true, false, false, false]);
    // The difference is that of the printed amounts.
    assert!(words(page.all(".path")[0]).contains("Median pay $11,001 a year higher: $30,000 here, $41,001 there."));
}

#[test]
fn of_many_paths_the_best_come_first_and_the_others_on_demand() {
    let others: Vec<String> = (0..11).map(|at| format!("job-{at:02}")).collect();
    let to: Vec<String> = others
        .iter()
        .enumerate()
        .map(|(at, slug)| format!("{{to: {slug}, match: {}, source: index}}", at * 5))
        .collect();
    let diver = |to: &[String]| format!("paths: [{}]", to.join(", "));
    let with = |to: &[String]| {
        let text = diver(to);
        let mut reports: Vec<(&str, &str)> = others.iter().map(|slug| (slug.as_str(), "")).collect();
        reports.push(("diver", &text));
        site(&reports).build().page("occupations/diver/")
    };
    let titles =
        |page: &support::Page, selector: &str| -> Vec<String> { page.all(selector).into_iter().map(words).collect() };
    let many = with(&to);
    let first = titles(&many, "#paths > .path h3");
    assert_eq!(
        first.iter().map(|title| &title[..10]).collect::<Vec<_>>(),
        ["The job-10", "The job-09", "The job-08", "The job-07", "The job-06", "The job-05"]
    );
    assert_eq!(titles(&many, ".paths-rest .path h3").len(), 5);
    // Ten stand in the order of the file.
    let few = with(&to[..10]);
    assert_eq!(few.all("#paths > .path").len(), 10);
    assert!(titles(&few, "#paths > .path h3")[0].starts_with("The job-00"));
}

#[test]
fn ten_reports_of_one_source_are_ranked_and_nine_are_not() {
    let report =
        |at: usize| (format!("job-{at:02}"), format!("risk: {{assessments: [{{source: index, score: {}}}]}}", at * 7));
    let built = |count: usize| {
        let reports: Vec<(String, String)> = (0..count).map(report).collect();
        let borrowed: Vec<(&str, &str)> = reports.iter().map(|(slug, rest)| (slug.as_str(), rest.as_str())).collect();
        site(&borrowed).build()
    };
    let ten = built(10);
    let page = ten.page("occupations/job-08/");
    assert!(page.words(".column-scale .note").contains("Higher than 85 % of the 10 occupations"));
    assert!(page.has(".readings"));
    let rank = &ten.json("occupations/job-08.json")["assessments"][0]["rank_of_source"];
    assert_eq!(*rank, json!({"percentile": 85, "below": 8, "ties": 1, "of": 10}));
    assert!(
        ten.text("data/assessments.csv").lines().any(|line| line.starts_with("job-08,") && line.contains(",85,10,"))
    );
    assert!(ten.page("methodology/").has("#rule-source-rank"));
    let nine = built(9);
    assert!(!nine.page("occupations/job-08/").has(".readings, .column-scale .note"));
    assert_eq!(nine.json("occupations/job-08.json")["assessments"][0]["rank_of_source"], Value::Null);
    assert!(!nine.page("methodology/").has("#rule-source-rank"));
}

#[test]
fn the_occupation_of_a_value_is_printed_as_its_code_says() {
    let code = "{scheme: soc-2018, code: \"15-1252\", label: Shore workers, match: shared}";
    let dist = site(&[(
        "diver",
        &format!(
            "risk: {{assessments: [{{source: index, score: 40, code: {{scheme: harbour-list, code: L1}}}}]}}\n\
             pay: {{currency: USD, per: year, percentiles: {{p50: 30000}}, source: base, code: {code}}}\n\
             demand: {{employment: 900, source: base, code: {code}}}"
        ),
    )])
    .build();
    let page = dist.page("occupations/diver/");
    let shared = "For Shore workers, SOC 2018 15-1252: one code for several occupations, this one among them.";
    assert!(page.words("#pay").contains(shared), "{}", page.words("#pay"));
    assert!(page.words("#demand").contains(shared), "{}", page.words("#demand"));
    assert!(page.words("#assessments tbody th").contains("For harbour-list L1."));
    let report = dist.json("occupations/diver.json");
    let wanted = json!({"scheme": "soc-2018", "code": "15-1252", "label": "Shore workers", "match": "shared"});
    assert_eq!((&report["pay"]["code"], &report["demand"]["code"]), (&wanted, &wanted));
    assert!(dist.text("data/pay.csv").contains(",soc-2018,15-1252,Shore workers,shared\n"));
}

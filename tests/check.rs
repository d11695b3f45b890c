//! `foretask check`: what it warns of, where, and how it ends. What each warning says stands in `tests/invalid/`.

mod support;

use assert_cmd::Command;
use foretask::diagnostic::{Code, warnings};
use serde::Deserialize;
use support::{Site, crate_root, files_in, foretask};

/// What a run printed and how it ended.
struct Run {
    code: i32,
    stdout: String,
    stderr: String,
}

/// A problem as it is printed for programs.
#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    file: String,
    code: String,
    severity: String,
    message: String,
}

fn run(command: &mut Command) -> Run {
    let output = command.output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    let code = output.status.code().expect("the program ends by itself");
    Run { code, stdout: text(output.stdout), stderr: text(output.stderr) }
}

fn check(site: &Site, arguments: &[&str]) -> Run {
    run(foretask().args(["check", "--today", "2026-11-20", "--root"]).arg(site.root()).args(arguments))
}

/// What a check finds.
fn found(site: &Site) -> Vec<Found> {
    let printed = check(site, &["--format", "json"]).stdout;
    printed.lines().map(|line| serde_json::from_str(line).expect("a line is a problem")).collect()
}

/// The codes of what a check finds.
fn codes(site: &Site) -> Vec<String> {
    found(site).into_iter().map(|found| found.code).collect()
}

const KEEPER: &str = "content/occupations/lighthouse-keeper.yaml";

/// A site with two warnings.
fn stale() -> Site {
    Site::minimal()
        .line(KEEPER, "history: []\nfaq: [{question: Why?, answer: \"Because. By 2024 it will be over, and\"}]")
        .file("content/occupations/lighthouse-keeper.md", "## Lamps\n")
}

#[test]
fn a_good_site_has_nothing_to_print() {
    for site in [Site::minimal(), Site::example()] {
        let run = check(&site, &["--deny", "warnings"]);
        assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", "no fault and no warning\n"));
    }
}

#[test]
fn the_example_site_is_good_where_it_stands() {
    let run =
        run(foretask().args(["check", "--deny", "warnings", "--today", "2026-11-20", "--root"]).arg(crate_root()));
    assert_eq!((run.code, run.stderr.as_str()), (0, "no fault and no warning\n"), "{}", run.stderr);
}

#[test]
fn a_made_up_site_is_warned_of_what_is_wrong_in_it() {
    let (of_sources, of_reports): (Vec<Found>, Vec<Found>) =
        found(&Site::full()).into_iter().partition(|found| found.file == "content/sources.yaml");
    let seen: Vec<(String, String)> = of_reports.into_iter().map(|found| (found.file, found.code)).collect();
    let report = |slug: &str, code: &str| (format!("content/occupations/{slug}.yaml"), code.to_owned());
    // Each of them was looked at, and is right.
    let wanted = [
        report("dragon-groomer", "shares-incomplete"),
        report("lighthouse-keeper", "assessment-undated"),
        report("lighthouse-keeper", "history-behind"),
        report("moon-cartographer", "shares-incomplete"),
        report("moon-cartographer", "history-behind"),
        report("sre", "headline-outside-tasks"),
        report("sre", "history-behind"),
        report("unicorn-farrier", "assessment-undated"),
    ];
    assert_eq!(seen, wanted);
    let count = |code: &str| of_sources.iter().filter(|found| found.code == code).count();
    assert_eq!(["unused-source", "source-without-licence", "source-without-address"].map(count), [1, 6, 4]);
}

#[test]
fn a_warning_ends_the_check_only_where_it_is_denied() {
    let site = stale();
    let free = check(&site, &[]);
    assert_eq!((free.code, free.stdout.as_str()), (0, ""));
    assert!(free.stderr.starts_with("warning["), "{}", free.stderr);
    assert!(free.stderr.ends_with("\n3 warnings in 2 files\n"), "{}", free.stderr);
    let denied = check(&site, &["--deny", "warnings"]);
    assert_eq!((denied.code, denied.stderr), (1, free.stderr));
}

#[test]
fn warnings_that_are_switched_off_are_not_printed() {
    let off: Vec<&str> = warnings().map(Code::as_str).collect();
    let all = stale().line("content/site.yaml", &format!("check: {{off: [{}]}}", off.join(", ")));
    let run = check(&all, &["--deny", "warnings"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, "no fault and no warning\n"));
    let one = stale().line("content/site.yaml", "check: {off: [empty-heading]}");
    assert_eq!(codes(&one), ["year-passed", "unfinished-text"]);
}

#[test]
fn faults_come_first() {
    let site = stale().line(KEEPER, "updatd: 2026");
    let run = check(&site, &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("error[unknown-key]"), "{}", run.stderr);
    assert!(
        run.stderr.ends_with("1 fault in 1 file; warnings are looked for when they are mended\n"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("warning["), "{}", run.stderr);
}

#[test]
fn a_template_that_fails_on_a_page_is_a_fault() {
    let site = Site::minimal().file("templates/404.html", "{{ nothing_of_this_name }}\n");
    let run = check(&site, &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("error[template-"), "{}", run.stderr);
}

#[test]
fn nothing_is_written() {
    let site = stale();
    let before = files_in(&site.root());
    check(&site, &[]);
    assert_eq!(files_in(&site.root()), before);
    assert!(!site.out().exists());
}

#[test]
fn every_format_says_that_it_is_a_warning() {
    let site = stale();
    let all = found(&site);
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|found| found.severity == "warning"), "{all:?}");
    let annotations = check(&site, &["--format", "github"]);
    assert_eq!((annotations.code, annotations.stderr.as_str()), (0, ""));
    assert!(annotations.stdout.lines().all(|line| line.starts_with("::warning file=")), "{}", annotations.stdout);
}

#[test]
fn today_is_a_day() {
    for day in ["2026", "2026-11", "tomorrow", "2026-02-30"] {
        let run = run(foretask().args(["check", "--today", day]));
        assert_eq!(run.code, 2, "{day}");
        assert!(run.stderr.contains("is not a day; write it as `YYYY-MM-DD`"), "{}", run.stderr);
    }
    let site = Site::minimal().line(KEEPER, "demand: {period: 2024-2034}");
    assert_eq!(codes(&site), [""; 0]);
    let later = run(foretask().args(["check", "--today", "2035-01-01", "--root"]).arg(site.root()));
    assert!(later.stderr.starts_with("warning[horizon-passed]"), "{}", later.stderr);
}

#[test]
fn a_sentence_of_many_reports_is_one_warning() {
    let sentence = "Whoever keeps a lamp burning knows the smell of oil by heart.";
    let mut site = Site::minimal();
    for name in ["abc", "def", "ghi", "jkl"] {
        let report = format!("title: {name}\nindustry: harbour\nsummary: Keeps. {sentence}\n");
        let report = report.replace("industry: harbour", &industry(&site));
        site = site.file(&format!("content/occupations/{name}.yaml"), &report);
    }
    let all = found(&site);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].code, "repeated-sentence");
    assert_eq!(all[0].file, "content/occupations/def.yaml");
    assert_eq!(all[0].message, "this sentence stands in `content/occupations/abc.yaml` too, and in 2 more places");
}

#[test]
fn a_page_that_repeats_another_is_one_warning() {
    let sentences = |own: &str| -> String {
        let each = ["first", "second", "third", "fourth", "fifth"].map(|which| {
            format!(
                "The {which} of the lamps is lit at dusk by whoever is awake. The {which} is {own}. So is its wick.\n\n"
            )
        });
        each.concat()
    };
    let site = Site::minimal()
        .file("content/articles/lamps.md", &format!("---\ntitle: A\nsummary: B.\n---\n\n{}", sentences("red")))
        .file("content/articles/wicks.md", &format!("---\ntitle: C\nsummary: D.\n---\n\n{}", sentences("blue")));
    let all = found(&site);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0].file, "content/articles/wicks.md");
    let message = "5 sentences of this page stand in `content/articles/lamps.md` too; this is the first";
    assert_eq!((all[0].code.as_str(), all[0].message.as_str()), ("repeated-sentence", message));
}

/// The line with which the reports of a site name their industry.
fn industry(site: &Site) -> String {
    let text = support::read(site.root().join(KEEPER));
    text.lines().find(|line| line.starts_with("industry:")).expect("a report has an industry").to_owned()
}

const SCROLL: &str = "scroll: {title: A scroll, kind: report, licence: MIT, url: \"https://scroll.example/\"}\n";

#[test]
fn a_source_is_used_by_figures_words_links_and_drafts() {
    let draft =
        |site: &Site| format!("title: Draft\n{}\nsummary: None.\ndraft: true\nsource: scroll\n", industry(site));
    let site = Site::minimal().file("content/sources.yaml", SCROLL);
    assert_eq!(codes(&site), ["unused-source"]);
    let words = "tasks: [{name: Waiting, why: It is quiet., source: scroll}]";
    let drafted = Site::minimal();
    let text = draft(&drafted);
    for used in [
        Site::minimal().line(KEEPER, "demand: {openings: 3, source: scroll}"),
        Site::minimal().line(KEEPER, words),
        Site::minimal().file("content/occupations/lighthouse-keeper.md", "See [it](../sources.yaml#scroll).\n"),
        drafted.file("content/occupations/draft.yaml", &text),
    ] {
        assert_eq!(codes(&used.file("content/sources.yaml", SCROLL)), [""; 0]);
    }
}

#[test]
fn words_of_another_language_are_not_looked_at() {
    let german = |site: Site| site.line("content/site.yaml", "language: de");
    let site = Site::minimal().line(KEEPER, "quick_wins: [\"Zähle sie. [Link](https://lamps.example/)\"]");
    assert_eq!(codes(&site), ["vague-link"]);
    assert_eq!(codes(&german(site)), [""; 0]);
}

#[test]
fn links_of_a_template_are_followed_in_every_form() {
    let good = "<!doctype html><html lang=en><title>x</title><body id=x>\
        <a href=/reports/>a</a> <a href=/reports/rankings/?by=x#main>b</a> <a href=rankings/index.html>c</a>\
        <a href=https://full.example/reports/data/>d</a> <a href=//full.example/reports/tools/>e</a>\
        <a href=/elsewhere/>f</a> <a href=https://other.example/nowhere/>g</a> <a href='mailto:a@b.example'>h</a>\
        <a href='#x'>i</a> <a href=#>j</a> <a href='?q=1'>k</a> <a href='/reports/rankings/#:~:text=x'>l</a>\
        <a href='/reports/occupations/lamp-warden/#tasks'>m</a> <a href='./rankings/../rankings/'>n</a>\
        <a href='tel:1'>o</a> <a href=/reports/feed.xml>p</a> <a href='/reports/%72ankings/'>q</a></html>\n";
    let links = |site: &Site| -> Vec<String> {
        let of_pages = |found: &Found| found.code.starts_with("page-");
        found(site).into_iter().filter(of_pages).map(|found| found.message).collect()
    };
    assert_eq!(links(&Site::full().file("templates/404.html", good)), [""; 0]);
    for (href, message) in [
        ("/rankings/", "to `/rankings/`, which does not exist; did you mean `/reports/rankings/`?"),
        ("rankingz/", "to `rankingz/`, which does not exist; did you mean `/rankings/`?"),
        ("https://full.example/reports/nowhere.html", "to `https://full.example/reports/nowhere.html`, which does not"),
        ("/reports/rankings", "to `/reports/rankings`, which does not exist; did you mean `/rankings/`?"),
        ("/reports/rankings/#nothing", "but `/rankings/` has no place named `nothing`"),
    ] {
        let found = links(&Site::full().file("templates/404.html", &good.replace("/elsewhere/", href)));
        assert_eq!(found.len(), 1, "{href}: {found:?}");
        assert!(found[0].contains(message), "{}", found[0]);
    }
}

#[test]
fn every_warning_is_explained() {
    let text = support::read(crate_root().join("docs/warnings.md"));
    let explained: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let missing: Vec<&str> = warnings().map(Code::as_str).filter(|code| !explained.contains(code)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn a_text_with_a_date_speaks_of_its_day() {
    let article = |date: &str| {
        let text =
            format!("---\ntitle: Lamps\nsummary: On lamps.\n{date}---\n\nBy 2024, lamps will light themselves.\n");
        codes(&Site::minimal().file("content/articles/lamps.md", &text))
    };
    assert_eq!(article("date: 2023-05-01\n"), [""; 0]);
    assert_eq!(article(""), ["year-passed"]);
    assert_eq!(article("date: 2023-05-01\nupdated: 2025\n"), ["year-passed"]);
}

#[test]
fn captions_lists_and_verses_need_no_full_stop() {
    let text = "## Lamps\n\n*Lamps of the coast from the north to the south in one year*\n\n\
        Of all that burns on this coast there are\n\n- lamps\n- fires\n\n\
        O lamp that burns all night on the rock  \nand looks at the sea with one eye\n\n\
        See what the others say of it in [this long list of others](/rankings/)\n";
    let site = Site::minimal().file("content/occupations/lighthouse-keeper.md", text);
    assert_eq!(codes(&site), [""; 0]);
}

/// A site whose report has a risk of 44 and this verdict.
fn with_verdict(verdict: &str, more: &str) -> Site {
    let index = "index: {title: The Lamp Index, kind: index, licence: MIT, url: \"https://index.example/\", measures: risk}\n\
                 study: {title: A Study, kind: study, licence: MIT, url: \"https://study.example/\", measures: exposure}\n";
    let risk = format!(
        "risk:\n  assessments:\n    - {{source: index, score: 44%, as_of: 2026}}\n    - {{source: study, score: 90%, as_of: 2026}}\n  \
         verdict: '{verdict}'\n{more}"
    );
    Site::minimal().file("content/sources.yaml", index).line(KEEPER, &risk)
}

#[test]
fn a_band_in_a_text_is_held_against_what_the_headline_measures() {
    let disagrees = ["band-disagrees"].map(str::to_owned).to_vec();
    for verdict in ["This job is at high risk.", "Lighthouse keepers face a low risk.", "Risk: very high. So it goes."]
    {
        assert_eq!(codes(&with_verdict(verdict, "")), disagrees, "{verdict}");
    }
    for verdict in [
        "This job is at moderate risk.",
        // The exposure is another score of the page.
        "This job has a very high exposure.",
        "The Lamp Index puts this job at high risk.",
        "Ship pilots are at high risk.",
        "“High risk”, one reads.",
    ] {
        assert_eq!(codes(&with_verdict(verdict, "")), [""; 0], "{verdict}");
    }
    let by_study = |verdict: &str| {
        let site = with_verdict(verdict, "").line("content/site.yaml", "headline: {by: median, measure: exposure}");
        codes(&site)
    };
    assert_eq!(by_study("The exposure is low."), disagrees);
    // What is very high is high, and the risk is another score of the page.
    for verdict in ["The exposure is high.", "The exposure is very high.", "The risk is low."] {
        assert_eq!(by_study(verdict), [""; 0], "{verdict}");
    }
}

#[test]
fn links_that_a_template_makes_wrong_on_every_page_are_one_warning() {
    let mut site = Site::minimal()
        .file("templates/sections/cite.html", "<section id=\"cite\"><a href=\"/job/{{ title }}/\">Job</a></section>\n");
    let industry = industry(&site);
    for name in ["abc", "def", "ghi", "jkl"] {
        let report = format!("title: {name}\n{industry}\nsummary: Keeps.\n");
        site = site.file(&format!("content/occupations/{name}.yaml"), &report);
    }
    let all = found(&site);
    assert_eq!(all.len(), 1, "{all:?}");
    assert!(all[0].message.ends_with("; 4 more links like it lead nowhere"), "{}", all[0].message);
    assert!(all[0].message.contains(" links to `/job/"), "{}", all[0].message);
}

#[test]
fn links_that_an_author_makes_wrong_are_a_warning_each() {
    let links = ["a", "b", "c", "d"].map(|name| format!("<p><a href=\"/job/{name}/\">Job {name}</a></p>\n\n")).concat();
    let site = Site::minimal()
        .line("content/site.yaml", "markdown: {raw_html: true}")
        .file("content/occupations/lighthouse-keeper.md", &links);
    let all = found(&site);
    assert_eq!(codes(&site), ["page-link"; 4]);
    assert!(all.iter().all(|found| found.file == "content/occupations/lighthouse-keeper.md"), "{all:?}");
}

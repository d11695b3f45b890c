//! Files that are made to take long or to need much memory: each is answered, with little work and within 256 MB.
//!
//! Work is counted in time of the processor, which other programs on the machine do not add to; the program that is tested is not optimized,
//! and the bound leaves it twenty times what the slowest case takes of an optimized one.
#![cfg(target_os = "linux")]

mod support;

use std::fmt::Write;
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use support::{Preview, Site};

/// The most memory, in kilobytes.
const MEMORY: u64 = 256 * 1024;

/// The most time of the processor.
const WORK: Duration = Duration::from_secs(10);

/// Longer than any case takes; only one that waits for something that never comes reaches it.
const PATIENCE: Duration = Duration::from_secs(120);

/// How often a process is looked at. Its last look is close to its end, and what it took by then is hardly less than all.
const STEP: Duration = Duration::from_millis(2);

const REPORT: &str = "title: Foghorn Tuner\nindustry: sea\nsummary: Tunes foghorns.\n";
const OCCUPATION: &str = "content/occupations/foghorn-tuner.yaml";
const IMPORTED: &str = "content/imported/occupations/foghorn-tuner.yaml";
const ARTICLE: &str = "content/articles/a.md";

/// A site with further files, and what comes of it: the words of a fault, or nothing where it is built.
struct Case {
    name: String,
    files: Vec<(String, String)>,
    said: Option<&'static str>,
}

/// What a run took.
struct Cost {
    code: Option<i32>,
    said: String,
    /// From its start to its end.
    time: Duration,
    /// Of the processor.
    work: Duration,
    /// At its peak, in kilobytes.
    memory: u64,
}

fn case(name: &str, file: &str, text: String, said: &'static str) -> Case {
    Case { name: name.to_owned(), files: vec![(file.to_owned(), text)], said: (!said.is_empty()).then_some(said) }
}

/// A report with further lines.
fn report(name: &str, lines: &str, said: &'static str) -> Case {
    case(name, OCCUPATION, format!("{REPORT}{lines}"), said)
}

/// An article of a text in Markdown.
fn markdown(name: &str, text: &str, said: &'static str) -> Case {
    case(name, ARTICLE, format!("---\ntitle: A\nsummary: B\n---\n\n{text}\n"), said)
}

/// The numbers from 0 on in a text.
fn numbered(count: usize, text: &str) -> String {
    (0..count).fold(String::new(), |mut all, number| {
        write!(all, "{}", text.replace('#', &number.to_string())).expect("writing to a string does not fail");
        all
    })
}

/// What is asked of the program.
#[derive(Clone, Copy)]
enum Order {
    /// A build into a folder that is not there yet.
    Build,
    Check,
}

/// Has the program read the site of a case.
fn run(case: &Case, order: Order) -> Cost {
    let site = case.files.iter().fold(Site::minimal(), |site, (path, text)| site.file(path, text));
    let said = site.root().join("../said");
    let mut command = Command::new(assert_cmd::cargo::cargo_bin("foretask"));
    match order {
        Order::Build => command.args(["build", "--quiet", "--out"]).arg(site.out()),
        Order::Check => command.args(["check", "--today", "2026-11-25"]),
    };
    let mut child = command
        .arg("--root")
        .arg(site.root())
        .env_remove("FORETASK_ROOT")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(&said).expect("the test's folder is its own"))
        .spawn()
        .expect("the program starts");
    let (start, mut work, mut memory) = (Instant::now(), Duration::ZERO, 0);
    let status = loop {
        if let Some((now, peak)) = taken(child.id()) {
            (work, memory) = (now.max(work), peak.max(memory));
        }
        if let Some(status) = child.try_wait().expect("the process is ours") {
            break status;
        }
        if work > WORK || start.elapsed() > PATIENCE {
            child.kill().expect("the process is ours");
        }
        thread::sleep(STEP);
    };
    let time = start.elapsed();
    let said = fs::read(said).expect("it was just written");
    Cost { code: status.code(), said: String::from_utf8_lossy(&said).into_owned(), time, work, memory }
}

/// The time of the processor that a process took so far, and the most memory that it had, in kilobytes.
fn taken(process: u32) -> Option<(Duration, u64)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok())?;
    // The system counts hundredths of a second.
    Some((Duration::from_millis(ticks * 10), peak))
}

/// What is wrong with an answer, if not how long it took.
fn wrong(case: &Case, cost: &Cost) -> Option<String> {
    let Cost { code, said, work, memory, .. } = cost;
    let is_right = match case.said {
        Some(words) => *code == Some(1) && said.contains(words),
        None => *code == Some(0),
    };
    let first: String = said.chars().take(300).collect();
    (!is_right).then(|| format!("{}: ended with {code:?} after {work:?} and {memory} kB, and said\n{first}", case.name))
}

/// Builds each, and checks each, since a check reads what was built once more.
fn answered(cases: &[Case]) {
    let complaint = |(case, order): (&Case, Order)| {
        let cost = run(case, order);
        let Cost { work, memory, .. } = cost;
        let costly = || format!("{}: took {work:?} and {} MB", case.name, memory / 1024);
        wrong(case, &cost).or_else(|| (work > WORK || memory > MEMORY).then(costly))
    };
    let orders = cases.iter().flat_map(|case| [(case, Order::Build), (case, Order::Check)]);
    let orders: Vec<(&Case, Order)> = orders.collect();
    let complaints: Vec<String> = orders.into_par_iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

/// Aliases of aliases.
fn bomb() -> String {
    numbered(30, "b#: &b# [x]\n").lines().enumerate().fold("b: &b [x]\n".to_owned(), |mut text, (at, _)| {
        let of = if at == 0 { "*b".to_owned() } else { format!("*c{}", at - 1) };
        writeln!(text, "c{at}: &c{at} [{}]", vec![of; 9].join(", ")).expect("writing to a string does not fail");
        text
    })
}

fn aliases_and_depth() -> Vec<Case> {
    let aliases = "aliases expand to more than 100,000 values";
    let deep = "more than 64 levels deep";
    let site = "title: A\nbase_url: https://a.example/\ndescription: B\n";
    let mut cases = Vec::new();
    for (name, file, before) in [
        ("report", OCCUPATION, REPORT),
        ("site", "content/site.yaml", site),
        ("tools", "content/tools.yaml", ""),
        ("industries", "content/industries.yaml", ""),
        ("sources", "content/sources.yaml", ""),
        ("imported", IMPORTED, REPORT),
    ] {
        cases.push(case(&format!("aliases in {name}"), file, format!("{before}{}", bomb()), aliases));
        cases.push(case(&format!("depth in {name}"), file, format!("{before}x: {}", "[".repeat(20_000)), deep));
    }
    cases.push(case("aliases in front matter", ARTICLE, format!("---\n{}---\n\nx\n", bomb()), aliases));
    cases.push(case("depth in front matter", ARTICLE, format!("---\na: {}\n---\n\nx\n", "{a: ".repeat(20_000)), deep));
    for (name, below, above, said) in [
        ("aliases over", REPORT.to_owned(), bomb(), aliases),
        ("aliases below", format!("{REPORT}{}", bomb()), "also: null\n".to_owned(), aliases),
        ("depth over", REPORT.to_owned(), format!("x: {}", "[".repeat(20_000)), deep),
    ] {
        cases.push(Case {
            name: name.to_owned(),
            files: vec![(IMPORTED.to_owned(), below), (OCCUPATION.to_owned(), above)],
            said: Some(said),
        });
    }
    let lines: String = (0..1200).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    cases.push(case("depth by indentation", OCCUPATION, lines, deep));
    cases
}

fn large_files() -> Vec<Case> {
    let size = 50_000_000;
    let long = || "b".repeat(size);
    vec![
        report("a text of 50 MB", &format!("# {}\n", long()), "the file is larger than 1 MB"),
        case("a site of 50 MB", "content/site.yaml", format!("title: {}", long()), "the file is larger than 1 MB"),
        case("a table of 50 MB", "content/sources.yaml", format!("a: {{title: {}}}\n", long()), "larger than 4 MB"),
        case("front matter of 50 MB", ARTICLE, format!("---\ntitle: {}\n---\n\nx\n", long()), "larger than 2 MB"),
        markdown("a line of 50 MB", &long(), "larger than 2 MB"),
        case("a template of 50 MB", "templates/404.html", long(), "larger than 2 MB"),
        case("messages of 50 MB", "templates/messages/en.ftl", long(), "larger than 2 MB"),
        Case {
            name: "a written report of 50 MB".to_owned(),
            files: vec![(IMPORTED.to_owned(), REPORT.to_owned()), (OCCUPATION.to_owned(), long())],
            said: Some("larger than 1 MB"),
        },
    ]
}

fn the_largest_yaml() -> Vec<Case> {
    let long = "b".repeat(900_000);
    let too_long = "the text is longer than 50,000 characters";
    let too_many = "the file has more values than can be read";
    vec![
        case("a long title", OCCUPATION, format!("title: {long}\nindustry: sea\nsummary: x\n"), too_long),
        case("a long reference", OCCUPATION, format!("title: A\nindustry: {long}\nsummary: x\n"), too_long),
        report("a long key", &format!("? {long}\n: x\n"), "unknown key"),
        report(
            "a long score",
            &format!("risk: {{assessments: [{{source: x, score: \"{long}\"}}]}}\n"),
            "is not a score",
        ),
        report("a long tag", &format!("also: [!{long} x]\n"), "tag"),
        report("a long comment", &format!("# {long}\n"), ""),
        report("many escapes", &format!("also: [\"{}x\"]\n", "\\n".repeat(450_000)), ""),
        report("many texts", &format!("also:\n{}", "- b\n".repeat(40_000)), ""),
        report("many more texts", &format!("also:\n{}", "- b\n".repeat(240_000)), too_many),
        case("many values", "content/tools.yaml", format!("[{}]", "1,".repeat(1_900_000)), too_many),
        report("many unknown keys", &numbered(9_000, "k#: 1\n"), "unknown key `k0`"),
        report("many keys twice", &"title: A\n".repeat(45_000), "the key `title` stands twice"),
        report("many controls", &format!("also: [\"{}\"]\n", "\u{1}".repeat(900_000)), "control character U+0001"),
        report(
            "many references",
            &format!("learn:\n{}", numbered(9_000, "- {tool: t#, why: x}\n")),
            "no tool is named",
        ),
        report(
            "many signs that one parser dislikes",
            &format!(
                "also:\n{}{}",
                format!("- {}\n", "b".repeat(40)).repeat(19_000),
                numbered(2_000, "x#: []& c\n").replace('&', "#")
            ),
            "error[",
        ),
        report("many documents", &format!("---\n{REPORT}").repeat(10_000), "a second document"),
        report("many anchors", &format!("also: [{}]\n", numbered(9_000, "&a# x#, *a#, ")), ""),
        Case {
            name: "many items over many".to_owned(),
            files: vec![
                (IMPORTED.to_owned(), format!("{REPORT}skills:\n{}", "- {name: x}\n".repeat(12_000))),
                (OCCUPATION.to_owned(), format!("skills:\n{}", "- {name: x, kind: knowledge}\n".repeat(12_000))),
            ],
            said: Some("stands twice"),
        },
        Case {
            name: "long names that differ in a letter".to_owned(),
            files: vec![
                (IMPORTED.to_owned(), format!("{REPORT}skills: [{{name: {}a}}]\n", "x".repeat(45_000))),
                (OCCUPATION.to_owned(), format!("skills: [{{name: {}b}}]\n", "x".repeat(45_000))),
            ],
            said: None,
        },
        Case {
            name: "many items over others".to_owned(),
            files: vec![
                (IMPORTED.to_owned(), format!("{REPORT}skills:\n{}", numbered(9_000, "- {name: x#}\n"))),
                (OCCUPATION.to_owned(), format!("skills:\n{}", numbered(9_000, "- {name: y#}\n"))),
            ],
            said: None,
        },
    ]
}

fn markdown_that_is_made_to_take_long() -> Vec<Case> {
    let many = "the text has more than 250000 marks";
    vec![
        markdown("10,000 quotes", &format!("{} a", ">".repeat(10_000)), ""),
        markdown("10,000 lists", &format!("{}a", "- ".repeat(10_000)), ""),
        markdown(
            "a list in a list",
            &(0..1000).map(|level| format!("{}- a\n", "  ".repeat(level))).collect::<String>(),
            "",
        ),
        markdown("a line of 1 MB", &"word ".repeat(200_000), ""),
        markdown("a word of 1 MB", &"a".repeat(1 << 20), ""),
        markdown("100,000 brackets", &"[".repeat(100_000), ""),
        markdown("100,000 pictures", &"![".repeat(100_000), ""),
        markdown("links that do not end", &"[a](".repeat(60_000), ""),
        markdown("emphasis that does not end", &"*a _b ".repeat(100_000), many),
        markdown("emphasis inside words", &"**a*b".repeat(100_000), many),
        markdown(
            "code that does not end",
            &(1..1400).map(|length| format!("a{}", "`".repeat(length))).collect::<String>(),
            "",
        ),
        markdown(
            "references",
            &format!("{}\n{}", numbered(9_000, "[r#]: https://a.example/#\n"), "[r1] ".repeat(9_000)),
            "",
        ),
        markdown("a long reference", &format!("[a]: https://{}/\n\n{}", "x".repeat(100_000), "[a]".repeat(50_000)), ""),
        markdown(
            "10,000 columns",
            &format!("|{}\n|{}\n{}", "a|".repeat(10_000), "-|".repeat(10_000), "|b\n".repeat(100)),
            many,
        ),
        markdown(
            "footnotes of footnotes",
            &format!("{}[^0]\n", numbered(5_000, "[^#]: x [^#]\n\n")),
            "nothing in the text refers to the footnote",
        ),
        markdown("one footnote often", &format!("[^a]: x\n\n{}", "[^a] ".repeat(20_000)), ""),
        markdown("deep HTML", &"<div>".repeat(50_000), "HTML is not allowed here"),
        markdown("HTML in a line", &"a <b>".repeat(50_000), "HTML is not allowed here"),
        markdown("comments that do not end", &"<!--".repeat(100_000), "a comment without an end"),
        markdown("signs", &"<".repeat(1_000_000), many),
        markdown("links to nowhere", &"[x](y.md) ".repeat(9_000), "does not exist"),
        report("prose of quotes", &format!("risk: {{verdict: \"{} a\"}}\n", ">".repeat(10_000)), ""),
    ]
}

fn templates_messages_and_static_files() -> Vec<Case> {
    let template = |name: &str, text: String, said| case(name, "templates/404.html", text, said);
    let messages = |name: &str, text: String, said| case(name, "templates/messages/en.ftl", text, said);
    vec![
        template("conditions", "{% if a %}".repeat(100_000), "template-syntax"),
        template(
            "branches",
            format!("{{% if a %}}{}{{% endif %}}", "{% elif a %}x".repeat(100_000)),
            "more than 500 branches",
        ),
        template("parentheses", format!("{{{{ {} }}}}", "(".repeat(500_000)), "template-syntax"),
        template("lists", format!("{{{{ {} }}}}", "[".repeat(500_000)), "template-syntax"),
        template("sums", format!("{{{{ {}1 }}}}", "1+".repeat(500_000)), "template-syntax"),
        template("filters", format!("{{{{ 1 {} }}}}", "| abs ".repeat(200_000)), "template-syntax"),
        template("itself", "{% include \"404.html\" %}".to_owned(), "template-syntax"),
        template("its parent", "{% extends \"404.html\" %}".to_owned(), "template-syntax"),
        Case {
            name: "a component in itself".to_owned(),
            files: vec![
                (
                    "templates/x.html".to_owned(),
                    "{% component loop() %}a{{<loop />}}{% endcomponent loop %}".to_owned(),
                ),
                ("templates/404.html".to_owned(), "{{<loop />}}".to_owned()),
            ],
            said: Some("recursion"),
        },
        Case {
            name: "templates in templates".to_owned(),
            files: (0..2_000)
                .map(|at| (format!("templates/c{at}.html"), format!("{{% include \"c{}.html\" %}}", at + 1)))
                .collect(),
            said: Some("include or extend each other in a row"),
        },
        messages("braces", format!("a = {}", "{".repeat(500_000)), "more than 64 levels deep"),
        messages("calls", format!("a = {{ {}", "F(\n".repeat(300_000)), "more than 64 levels deep"),
        messages("a message in itself", "a = { a }\n".to_owned(), ""),
        case("addresses in CSS", "static/css/x.css", "url(".repeat(400_000), ""),
        case("imports in CSS", "static/css/x.css", "@import '".repeat(200_000), "static-reference"),
        case("pictures in CSS", "static/css/x.css", "a{b:url(x.png)}\n".repeat(50_000), "static-reference"),
        case("templates in JavaScript", "static/js/x.js", "`${".repeat(400_000), ""),
        case("imports in JavaScript", "static/js/x.js", "import('./a.js');".repeat(50_000), "static-reference"),
        case("brackets in JavaScript", "static/js/x.js", "/[/(".repeat(300_000), ""),
    ]
}

#[test]
fn aliases_and_depth_are_bounded_in_every_file() {
    answered(&aliases_and_depth());
}

#[test]
fn large_files_are_refused_without_being_read() {
    answered(&large_files());
}

#[test]
fn the_largest_yaml_that_is_read_is_read_quickly() {
    answered(&the_largest_yaml());
}

#[test]
fn markdown_that_is_made_to_take_long_is_read_quickly() {
    answered(&markdown_that_is_made_to_take_long());
}

#[test]
fn templates_messages_and_static_files_are_read_quickly() {
    answered(&templates_messages_and_static_files());
}

/// All cases whose cost is bounded, in groups.
fn groups() -> [(&'static str, Vec<Case>); 5] {
    [
        ("aliases and depth", aliases_and_depth()),
        ("files of 50 MB", large_files()),
        ("YAML", the_largest_yaml()),
        ("Markdown", markdown_that_is_made_to_take_long()),
        ("templates, messages, CSS, JavaScript", templates_messages_and_static_files()),
    ]
}

/// Prints what each case takes, and at last the table in `docs/survival.md`.
#[test]
#[ignore = "measures an optimized program: cargo test --release --test bounds -- --ignored --nocapture"]
fn an_optimized_program_answers_each_within_a_second() {
    if cfg!(debug_assertions) {
        println!("not measured: the program is not optimized");
        return;
    }
    let mut complaints = Vec::new();
    let mut table = "| | cases | `build` | `check` | memory |\n|---|--:|--:|--:|--:|\n".to_owned();
    for (group, cases) in groups() {
        let (mut longest, mut most) = ([Duration::ZERO; 2], 0);
        for case in &cases {
            let costs = [Order::Build, Order::Check].map(|order| {
                let costs: Vec<Cost> = (0..3).map(|_| run(case, order)).collect();
                complaints.extend(costs.iter().filter_map(|cost| wrong(case, cost)));
                // What else the machine does only adds to the time: the shortest is the one that counts.
                let time = costs.iter().map(|cost| cost.time).min().expect("it was run");
                (time, costs.iter().map(|cost| cost.memory).max().expect("it was run"))
            });
            let said = costs.map(|(time, memory)| format!("{} ms, {} MB", time.as_millis(), memory / 1024)).join("; ");
            println!("{}: {said}", case.name);
            if costs.iter().any(|(time, memory)| *time > Duration::from_secs(1) || *memory > MEMORY) {
                complaints.push(format!("{}: {said}", case.name));
            }
            for (longest, (time, memory)) in longest.iter_mut().zip(costs) {
                *longest = time.max(*longest);
                most = memory.max(most);
            }
        }
        let [build, check] = longest.map(|time| time.as_millis());
        writeln!(table, "| {group} | {} | {build} ms | {check} ms | {} MB |", cases.len(), most / 1024)
            .expect("writing to a string does not fail");
    }
    println!("\n{table}");
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
}

#[test]
fn a_preview_tells_what_is_wrong_with_each_and_when_it_is_mended() {
    let site = Site::minimal();
    let mut preview = Preview::of(&site);
    let mut events = preview.follow("/", &preview.get("/"));
    events.names_to("mended");
    let mut before = Duration::ZERO;
    let cases: Vec<Case> = groups().into_iter().flat_map(|(_, cases)| cases).collect();
    // Those with a fault that every page of a preview tells.
    let faulty = cases.iter().filter(|case| case.said.is_some_and(|said| said != "recursion"));
    for Case { name, files, said } in faulty.step_by(3) {
        let said = said.expect("it has a fault");
        let kept: Vec<_> = files.iter().map(|(path, _)| fs::read(site.root().join(path)).ok()).collect();
        files.iter().for_each(|(path, text)| site.write(path, text));
        // What is half written may have another fault.
        let shows = |data: &str| serde_json::from_str(data).is_ok_and(|problem: String| problem.contains(said));
        while !events.next().is_some_and(|event| event.name == "problem" && shows(&event.data)) {}
        for ((path, _), bytes) in files.iter().zip(kept) {
            match bytes {
                Some(bytes) => fs::write(site.root().join(path), bytes).expect("the test's folder is its own"),
                None => site.remove(path),
            }
        }
        events.names_to("mended");
        let (now, memory) = taken(preview.id()).expect("the preview runs");
        let work = now.saturating_sub(before);
        assert!(work < WORK && memory <= MEMORY, "{name}: took {work:?} and {} MB", memory / 1024);
        before = now;
    }
    assert!(preview.runs());
}

#[test]
fn oddities_of_yaml_are_read_as_they_are_meant_or_refused() {
    let bytes = |text: &[u8]| String::from_utf8(text.to_vec()).expect("the test's text is UTF-8");
    let good = |name: &str, text: String| case(name, OCCUPATION, text, "");
    answered(&[
        good("a mark and line ends of Windows", format!("\u{feff}{}", REPORT.replace('\n', "\r\n"))),
        good("words that are not false", "title: no\nindustry: sea\nsummary: off\nalso: [yes, n, NO]\n".to_owned()),
        good(
            "codes that look like numbers",
            format!(
                "{REPORT}codes: [{{scheme: x, code: 0123}}, {{scheme: x, code: 15.10}}, {{scheme: x, code: 1e3}}]\n"
            ),
        ),
        report("a mark inside", "\u{feff}also: [a]\n", "control character U+FEFF"),
        report("a tab", "risk:\n\tverdict: x\n", "tab"),
        report("a merge key", "x: &x {title: A}\n<<: *x\n", "unknown key `<<`"),
        report("a merge key inside", "risk: &r {verdict: x}\npay: {<<: *r}\n", "unknown key `<<`"),
        report("bytes", "also: [!!binary aGVsbG8=]\n", "`!!binary`"),
        report("an object", "also: !!python/object/apply:os.system [ls]\n", "!!python/object/apply:os.system"),
        report("a tag", "also: [!x y]\n", "tag"),
        report("no number", "tasks: [{name: a, exposure: .nan}]\n", "error["),
        report("no end", "tasks: [{name: a, exposure: .inf}]\n", "out-of-range"),
        report("a huge number", "tasks: [{name: a, exposure: 1e999}]\n", "wrong-type"),
        report("a huge count", &format!("demand: {{employment: {}}}\n", "9".repeat(400)), "wrong-type"),
        report("a huge count in short", "demand: {employment: 1e300}\n", "out-of-range"),
        report("a country", "pay: {currency: no, per: year, area: no}\n", "unknown-word"),
        report("a key twice", "title: B\n", "the key `title` stands twice"),
        report("a list for a key", "? [a, b]\n: c\n", "error["),
        report("a second document", &format!("---\n{REPORT}"), "a second document begins here"),
        report("a directive", &bytes(b"%YAML 9.9\n---\ntitle: A\n"), "error["),
        case("another version", OCCUPATION, format!("%YAML 9.9\n---\n{REPORT}"), "error["),
    ]);
    let site = Site::minimal();
    for (name, text) in
        [("latin", &b"title: Caf\xe9\n"[..]), ("wide", b"\xff\xfet\0i\0t\0l\0e\0:\0"), ("cut", b"title: \xe2\x82")]
    {
        fs::write(site.root().join(OCCUPATION), text).expect("the test's folder is its own");
        assert_eq!(site.faults()[0].code.as_str(), "not-utf8", "{name}");
    }
}

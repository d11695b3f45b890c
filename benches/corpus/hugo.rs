//! The same corpus as a site of Hugo: front matter in TOML, which is the quickest for it, and templates that print every section.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::report::{Report, Target};
use super::{Corpus, industry, put, slug, title, tool};

/// The templates and the style sheet, beside this program's source.
const THEME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/hugo");

const CONFIGURATION: &str = r#"baseURL = "https://corpus.example/"
title = "Jobs that do not exist"
locale = "en"
disableHugoGeneratorInject = true
disableKinds = ["404"]
pagination.pagerSize = 200
services.rss.limit = 50
taxonomies = {industry = "industries", tool = "tools"}
outputs = {home = ["html", "rss"], section = ["html"], taxonomy = ["html"], term = ["html"]}
params.description = "An artificial corpus for measuring. No job, figure or name in it is real."
markup.goldmark.extensions.typographer.disable = true
"#;

pub(super) fn write(corpus: Corpus, folder: &Path) -> io::Result<()> {
    copy(Path::new(THEME), folder)?;
    put(folder, "hugo.toml", CONFIGURATION)?;
    for at in 0..corpus.reports {
        let report = corpus.report(at);
        let link = |target| match target {
            Target::Report(at) => address(at),
            Target::Tool(at) => format!("/tools/{}/", slug(&tool(at))),
        };
        let page = format!("+++\n{}+++\n{}", data(&report), report.analysis(link));
        put(folder, &format!("content/occupations/{}.md", report.slug), &page)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn address(at: usize) -> String {
    format!("/occupations/{}/", slug(&title(at)))
}

/// The front matter: values first, tables after them, as TOML wants it.
fn data(report: &Report) -> String {
    let mut text = String::new();
    // What is written into a text never fails.
    let mut line = |words: std::fmt::Arguments<'_>| {
        let _ = text.write_fmt(words);
        text.push('\n');
    };
    let names = |tools: &[usize]| tools.iter().map(|at| tool(*at)).collect::<Vec<_>>();
    let mut used: Vec<usize> = report.tasks.iter().flat_map(|task| task.tools.iter().copied()).collect();
    used.sort_unstable();
    used.dedup();
    line(format_args!("title = {:?}\ndescription = {:?}", report.title, report.summary));
    line(format_args!("date = {}\nscore = {}", report.updated, report.score));
    line(format_args!("industries = [{:?}]", industry(report.industry)));
    line(format_args!("tools = {:?}", names(&used)));
    line(format_args!("outlook = {:?}\nverdict = {:?}", report.outlook, report.verdict));
    line(format_args!("quick_wins = {:?}", report.quick_wins));
    line(format_args!("pay = {:?}\nemployment = {}", report.pay, report.employment));
    line(format_args!("growth = {}\nopenings = {}", report.growth, report.openings));
    line(format_args!("related = {:?}", report.related.iter().map(|at| address(*at)).collect::<Vec<_>>()));
    for (source, score) in
        ["An index that nobody publishes", "A survey that nobody made"].iter().zip(report.assessments)
    {
        line(format_args!("[[assessments]]\nsource = {source:?}\nscore = {score}"));
    }
    for task in &report.tasks {
        line(format_args!("[[tasks]]\nname = {:?}\nexposure = {}", task.name, task.exposure));
        line(format_args!("label = {:?}\nhorizon = {:?}", task.label.unwrap_or_default(), task.horizon));
        let performer = task.performer.unwrap_or(match task.exposure {
            80.. => "automated",
            30.. => "assisted",
            _ => "human",
        });
        line(format_args!("performer = {performer:?}\nwhy = {:?}", task.why));
        line(format_args!("tools = {:?}", names(&task.tools)));
    }
    for (name, resilience) in &report.skills {
        line(format_args!("[[skills]]\nname = {name:?}\nresilience = {resilience}"));
    }
    for (at, why) in &report.learn {
        line(format_args!("[[learn]]\ntool = {:?}\nwhy = {why:?}", tool(*at)));
    }
    for path in &report.paths {
        line(format_args!("[[paths]]\nto = {:?}\nfit = {}", address(path.to), path.fit));
        line(format_args!("difficulty = {:?}\nwhy = {:?}", path.difficulty, path.why));
        line(format_args!("have = {:?}\nneed = {:?}", path.have, path.need));
    }
    for phase in &report.roadmap {
        line(format_args!("[[roadmap]]\ntitle = {:?}\nperiod = {:?}", phase.title, phase.period));
        line(format_args!("goal = {:?}\nsteps = {:?}", phase.goal, phase.steps));
    }
    for (name, issuer) in &report.certifications {
        line(format_args!("[[certifications]]\nname = {name:?}\nissuer = {issuer:?}"));
    }
    for [period, title, words] in &report.timeline {
        line(format_args!("[[timeline]]\nperiod = {period:?}\ntitle = {title:?}\ntext = {words:?}"));
    }
    for [question, answer] in &report.faq {
        line(format_args!("[[faq]]\nquestion = {question:?}\nanswer = {answer:?}"));
    }
    text
}

//! The corpus as a site of Foretask.

use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::report::{LABELS, Report, Target};
use super::words::INDUSTRIES;
use super::{Cards, Corpus, TOOLS, industry, put, slug, title, tool};

const SOURCES: &str = "\
invented-index: {title: An index that nobody publishes, publisher: Nobody, kind: index, measures: risk}
invented-survey: {title: A survey that nobody made, publisher: Nobody, kind: index, measures: exposure}
invented-census: {title: A census of an invented town, publisher: Nobody, kind: statistics}
house: {title: The generator of this corpus, kind: judgement}
";

pub(super) fn write(corpus: Corpus, folder: &Path, cards: Cards) -> io::Result<()> {
    let drawn = cards == Cards::Drawn;
    let site = format!(
        "title: Jobs that do not exist\nbase_url: https://corpus.example/\n\
         description: An artificial corpus for measuring. No job, figure or name in it is real.\n\
         headline: {{by: tasks}}\nsharing: {{cards: {drawn}}}\n"
    );
    put(folder, "content/site.yaml", &site)?;
    let entry = |name: String, summary: &str| format!("{}: {{name: {name}, summary: {summary}}}\n", slug(&name));
    let table: String =
        (0..INDUSTRIES.len()).map(|at| entry(industry(at), "An industry of an invented town.")).collect();
    put(folder, "content/industries.yaml", &table)?;
    let table: String = (0..TOOLS).map(|at| entry(tool(at), "An engine that nobody sells.")).collect();
    put(folder, "content/tools.yaml", &table)?;
    put(folder, "content/sources.yaml", &(SOURCES.to_owned() + &study()))?;
    for at in 0..corpus.reports {
        let report = corpus.report(at);
        put(folder, &format!("content/occupations/{}.yaml", report.slug), &data(&report))?;
        let link = |target| match target {
            Target::Report(at) => format!("{}.yaml", slug(&title(at))),
            Target::Tool(at) => format!("../tools.yaml#{}", slug(&tool(at))),
        };
        put(folder, &format!("content/occupations/{}.md", report.slug), &report.analysis(link))?;
    }
    Ok(())
}

/// The source that labels tasks.
fn study() -> String {
    let mut text =
        "invented-study:\n  title: A study of invented tasks\n  publisher: Nobody\n  kind: study\n  labels:\n"
            .to_owned();
    for (label, exposure, meaning) in LABELS {
        let _ = writeln!(text, "    {label}: {{text: {meaning}, exposure: {exposure}}}");
    }
    text + "  rule: The generator of this corpus says so.\n"
}

/// The YAML of a report, with texts in quotes and lists in blocks, as a person writes them.
fn data(report: &Report) -> String {
    let mut text = String::new();
    // What is written into a text never fails.
    let mut line = |words: std::fmt::Arguments<'_>| {
        let _ = text.write_fmt(words);
        text.push('\n');
    };
    let id = |at: &usize| slug(&tool(*at));
    line(format_args!("title: {}", report.title));
    line(format_args!("industry: {}", slug(&industry(report.industry))));
    line(format_args!("summary: {:?}", report.summary));
    line(format_args!("updated: {}", report.updated));
    line(format_args!("source: house\nas_of: 2025-01"));
    line(format_args!("defaults:"));
    for section in ["pay", "demand"] {
        line(format_args!("  {section}: {{source: invented-census, as_of: 2024-05}}"));
    }
    line(format_args!("risk:\n  assessments:"));
    let [index, survey] = report.assessments;
    line(format_args!("    - {{source: invented-index, score: {index}/100, as_of: 2025-01}}"));
    line(format_args!("    - {{source: invented-survey, score: {survey}%, as_of: 2025-01}}"));
    line(format_args!("  window: {{years: 5-10}}"));
    line(format_args!("  outlook: {:?}\n  verdict: {:?}", report.outlook, report.verdict));
    line(format_args!("tasks:"));
    for (number, task) in report.tasks.iter().enumerate() {
        line(format_args!("  - id: task-{number}\n    name: {:?}", task.name));
        match task.label {
            Some(label) => line(format_args!("    label: {{value: {label}, source: invented-study, as_of: 2024}}")),
            None => line(format_args!("    exposure: {}", task.exposure)),
        }
        if let Some(performer) = task.performer {
            line(format_args!("    performer: {performer}"));
        }
        line(format_args!("    horizon: {}\n    why: {:?}", task.horizon, task.why));
        line(format_args!("    tools: [{}]", task.tools.iter().map(id).collect::<Vec<_>>().join(", ")));
    }
    line(format_args!("skills:"));
    for (name, resilience) in &report.skills {
        line(format_args!("  - {{name: {name}, resilience: {resilience}}}"));
    }
    line(format_args!("learn:"));
    for (at, why) in &report.learn {
        line(format_args!("  - {{tool: {}, why: {why:?}}}", id(at)));
    }
    line(format_args!("paths:"));
    for path in &report.paths {
        line(format_args!("  - to: {}\n    match: {}", slug(&title(path.to)), path.fit));
        line(format_args!("    difficulty: {}\n    why: {:?}", path.difficulty, path.why));
        line(format_args!("    have: {:?}\n    need: {:?}", path.have, path.need));
    }
    line(format_args!("roadmap:"));
    for phase in &report.roadmap {
        line(format_args!("  - title: {}\n    period: {}", phase.title, phase.period));
        line(format_args!("    goal: {:?}\n    steps: {:?}", phase.goal, phase.steps));
    }
    line(format_args!("quick_wins: {:?}", report.quick_wins));
    line(format_args!("certifications:"));
    for (name, issuer) in &report.certifications {
        line(format_args!("  - {{name: {name}, issuer: {issuer}}}"));
    }
    let [p10, p25, p50, p75, p90] = report.pay;
    line(format_args!("pay:\n  currency: USD\n  per: year\n  area: An invented town"));
    line(format_args!("  percentiles: {{p10: {p10}, p25: {p25}, p50: {p50}, p75: {p75}, p90: {p90}}}"));
    let (employment, growth, openings) = (report.employment, report.growth, report.openings);
    line(format_args!("demand:\n  employment: {employment}\n  growth: {growth}\n  openings: {openings}"));
    line(format_args!("  period: 2024-2034\n  area: An invented town"));
    line(format_args!("timeline:"));
    for [period, title, words] in &report.timeline {
        line(format_args!("  - {{period: {period}, title: {title}, text: {words:?}}}"));
    }
    line(format_args!("faq:"));
    for [question, answer] in &report.faq {
        line(format_args!("  - {{question: {question:?}, answer: {answer:?}}}"));
    }
    let related: Vec<String> = report.related.iter().map(|at| slug(&title(*at))).collect();
    line(format_args!("related: [{}]", related.join(", ")));
    text
}

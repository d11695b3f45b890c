//! The long text of a report: headings, paragraphs with emphasis and links, a table, a list and a numbered list.

use std::fmt::Write as _;

use super::report::{Report, Target, duty, sentence};
use super::{Chance, title, tool};

/// What the parts of an analysis are called. A part has two paragraphs of some 50 words each, and half of them have something more.
const PARTS: [&str; 6] = [
    "What the work consists of",
    "Where engines help",
    "What stays with people",
    "Pay and demand in this invented town",
    "A plan for two years",
    "How to read these figures",
];

pub(super) fn compose(report: &Report, chance: &mut Chance, link: impl Fn(Target) -> String) -> String {
    let mut text = String::new();
    let others: Vec<usize> = report.paths.iter().map(|path| path.to).chain(report.related.iter().copied()).collect();
    for (number, part) in PARTS.iter().enumerate() {
        let _ = writeln!(text, "## {part}\n");
        let other = others[number % others.len()];
        let (learnt, _) = report.learn[number % report.learn.len()];
        let opening = match number {
            0 => format!(
                "The {} of this corpus has {} tasks, of which **none is real**. The first is to *{}*",
                report.title,
                report.tasks.len(),
                lower(&report.tasks[0].name)
            ),
            1 => format!("The [{}]({}) is tried first.", tool(learnt), link(Target::Tool(learnt))),
            3 => format!(
                "This corpus counts {} people for the {}, at a median of {} a year.",
                report.employment, report.title, report.pay[2]
            ),
            5 => format!("The score of **{}** is the mean of the tasks above.", report.score),
            _ => format!("Much of it is shared with the [{}]({}).", title(other), link(Target::Report(other))),
        };
        paragraph(&mut text, &opening, chance);
        let closing = format!(
            "See also the [{}]({}), and *{}*.",
            title(others[(number + 5) % others.len()]),
            link(Target::Report(others[(number + 5) % others.len()])),
            lower(&duty(chance))
        );
        paragraph(&mut text, &closing, chance);
        match number {
            1 => {
                text.push_str("| Task | Exposure | Years |\n|---|---:|---|\n");
                for task in &report.tasks[..6] {
                    let _ = writeln!(text, "| {} | {} | {} |", task.name, task.exposure, task.horizon);
                }
                text.push('\n');
            }
            2 => {
                for (name, resilience) in &report.skills[..5] {
                    let _ = writeln!(text, "- **{name}**: {resilience} out of 100");
                }
                text.push('\n');
            }
            4 => {
                for step in 1..=4 {
                    let _ = writeln!(text, "{step}. {}", duty(chance));
                }
                text.push('\n');
            }
            _ => {}
        }
    }
    text
}

/// A paragraph of some 50 words.
fn paragraph(text: &mut String, opening: &str, chance: &mut Chance) {
    text.push_str(opening);
    for _ in 0..2 {
        let _ = write!(text, " {}", sentence(chance));
    }
    text.push_str("\n\n");
}

/// A text that goes on within a sentence.
fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

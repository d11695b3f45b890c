//! What an import has done, in words.

use std::fmt::Write;
use std::path::Path;

use super::quoted;
use crate::import::{Changed, Changes, Coverage, DatabaseRead, FigureChange, Imported, Measures, Writing};

/// So many changed reports are named where not all are asked for.
const NAMED: usize = 12;
/// So many examples are given of what has no value, or no report.
const EXAMPLES: usize = 3;

/// How much is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// How many there are of each kind, and some of their names.
    Counts,
    /// Every name.
    Names,
}

impl Detail {
    /// How many of a kind are named.
    fn at_most(self, some: usize) -> usize {
        match self {
            Self::Counts => some,
            Self::Names => usize::MAX,
        }
    }
}

/// What was read, what became of it, and what changes.
pub fn summary(imported: &Imported, writing: Writing, detail: Detail) -> String {
    let Imported { database, coverage, changes, skipped: _, notes, measures: _ } = imported;
    let mut out = String::new();
    if let Some(database) = database {
        of_database(database, &mut out);
    }
    for note in notes {
        line(&mut out, &format!("  {note}"));
    }
    for coverage in coverage {
        of_values(coverage, detail, &mut out);
    }
    if !out.is_empty() {
        out.push('\n');
    }
    of_changes(changes, writing, detail, &mut out);
    out
}

fn of_database(database: &DatabaseRead, out: &mut String) {
    let DatabaseRead { edition, files, absent, reports, without_data, suppressed, not_relevant } = database;
    line(out, &format!("O*NET {edition}: {}", plural(*reports, "report", "reports")));
    for (file, rows) in files {
        line(out, &format!("  {file}: {}", plural(*rows, "row", "rows")));
    }
    for (file, what) in absent {
        line(out, &format!("  {file}: not in the folder; the reports have no {what}"));
    }
    if *without_data > 0 {
        line(
            out,
            &format!(
                "  {} without tasks, skills and technologies: no report",
                plural(*without_data, "occupation", "occupations")
            ),
        );
    }
    if *suppressed > 0 {
        line(
            out,
            &format!("  {} left out that the database recommends to suppress", plural(*suppressed, "value", "values")),
        );
    }
    if *not_relevant > 0 {
        line(
            out,
            &format!("  {} left out that the database calls not relevant", plural(*not_relevant, "level", "levels")),
        );
    }
}

fn of_values(coverage: &Coverage, detail: Detail, out: &mut String) {
    let Coverage { file, what, rows, exact, shared, broad, without, unmatched, notes } = coverage;
    line(out, &format!("{file}: {what}, {}", plural(*rows, "row", "rows")));
    let found = exact + shared + broad;
    line(
        out,
        &format!(
            "  {}: {exact} by a code of their own, {shared} by a code that several share, {broad} by that of a wider group",
            plural(found, "report has a value", "reports have a value")
        ),
    );
    for note in notes {
        line(out, &format!("  {note}"));
    }
    names(out, without, &plural(without.len(), "report without a value", "reports without a value"), detail);
    names(out, unmatched, &plural(unmatched.len(), "value without a report", "values without a report"), detail);
}

fn of_changes(changes: &Changes, writing: Writing, detail: Detail, out: &mut String) {
    let Changes { added, changed, unchanged, gone, removed, tables, dropped_sources } = changes;
    for Changed { slug, figures } in changed.iter().take(detail.at_most(NAMED)) {
        line(out, &format!("changed  {slug}{}", of_figures(figures, detail)));
    }
    if detail == Detail::Counts && changed.len() > NAMED {
        line(out, &format!("… and {} more changed; `--verbose` names them", changed.len() - NAMED));
    }
    if detail == Detail::Names {
        added.iter().for_each(|slug| line(out, &format!("added    {slug}")));
    }
    removed.iter().for_each(|slug| line(out, &format!("removed  {slug}")));
    for slug in gone {
        line(out, &format!("kept     {slug}: no longer in the database; `--remove-gone` removes it"));
    }
    for id in dropped_sources {
        line(out, &format!("dropped  {id}: a source that no imported report names any longer"));
    }
    if !tables.is_empty() {
        line(out, &format!("written  {}", tables.join(", ")).replace("written", table_verb(writing)));
    }
    let would = if writing == Writing::Pretend { " would be" } else { "" };
    line(
        out,
        &format!(
            "{}{would} added, {} changed, {} removed, {unchanged} unchanged",
            plural(added.len(), "report", "reports"),
            changed.len(),
            removed.len()
        ),
    );
}

fn table_verb(writing: Writing) -> &'static str {
    match writing {
        Writing::Write => "written",
        Writing::Pretend => "to write",
    }
}

/// The figures of a report that changed, in a line. Labels of tasks are counted where not all are asked for.
fn of_figures(figures: &[FigureChange], detail: Detail) -> String {
    let is_label = |change: &&FigureChange| change.what.starts_with("label of ");
    let labels = figures.iter().filter(is_label).count();
    let mut parts: Vec<String> = Vec::new();
    for change in figures.iter().filter(|change| detail == Detail::Names || !is_label(change)) {
        let FigureChange { what, before, after } = change;
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "none".to_owned());
        parts.push(format!("{what} {} → {}", value(before), value(after)));
    }
    if detail == Detail::Counts && labels > 0 {
        parts.push(plural(labels, "label of a task", "labels of tasks"));
    }
    if parts.is_empty() { ": words".to_owned() } else { format!(": {}", parts.join("; ")) }
}

/// How many there are, and their names: the first ones, or all.
fn names(out: &mut String, names: &[String], counted: &str, detail: Detail) {
    if names.is_empty() {
        return;
    }
    let shown = &names[..names.len().min(detail.at_most(EXAMPLES))];
    let more = if shown.len() < names.len() { ", …" } else { "" };
    line(out, &format!("  {counted}: {}{more}", shown.join(", ")));
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing to a string does not fail");
}

fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// What to do with what was written.
pub fn next_steps(imported: &Imported, root: &Path) -> String {
    let root = if root == Path::new(".") { String::new() } else { format!(" --root {}", quoted(root)) };
    let headline = match imported.measures {
        Measures::Exposure => Some("{by: median, measure: exposure}"),
        Measures::Applicability => Some("{by: median, measure: applicability}"),
        Measures::Tasks => Some("{by: tasks}"),
        Measures::Nothing | Measures::Others => None,
    };
    let mut out = "\nNext:\n".to_owned();
    if let Some(rule) = headline {
        line(
            &mut out,
            &format!(
                "- In content/site.yaml, `headline: {rule}` makes a headline of what was imported; no score of it measures risk."
            ),
        );
    }
    line(
        &mut out,
        "- Your own words and figures go into content/occupations/, in a file of the same name: it lies over the imported one.",
    );
    if !imported.changes.changed.is_empty() {
        line(
            &mut out,
            &format!("- `foretask record --cause data --note TEXT{root}` writes changed headlines into the histories."),
        );
    }
    line(
        &mut out,
        &format!("- `foretask check{root}` looks for mistakes, `foretask serve --open{root}` shows the site."),
    );
    out
}

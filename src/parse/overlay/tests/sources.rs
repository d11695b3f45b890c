//! Whose source each value has.

use super::merged;

/// An imported report whose figures have sources at every place from which they can come.
const SOURCED: &str = "source: census\nas_of: 2024\ndefaults: {tasks: {source: study, as_of: 2023}}\nrisk: {outlook: Fair}\n\
                       tasks: [{id: a, name: Forge, exposure: 50}, {id: b, name: Shoe, source: survey, share: 10}]\n\
                       demand: {employment: 100, source: bureau, as_of: 2025}\n";

/// The lines of a merged report that are about one key, below it.
fn below_key(whole: &str, key: &str) -> String {
    let start = whole.find(&format!("\n{key}:\n")).unwrap_or_else(|| panic!("no `{key}` in\n{whole}"));
    let rest = &whole[start + key.len() + 3..];
    let lines: Vec<&str> = rest.lines().take_while(|line| line.starts_with(' ')).map(str::trim).collect();
    lines.join("|")
}

#[test]
fn a_written_value_never_takes_the_source_of_the_imported_file() {
    let whole =
        merged(SOURCED, "risk: {verdict: Good}\ntasks: {a: {share: 20}, b: {exposure: 5}}\ndemand: {growth: 3}\n");
    assert_eq!(below_key(&whole, "risk"), "outlook: Fair|verdict:|text: Good|source: none");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure: 50|share:|value: 20|source: none|\
         - id: b|name: Shoe|source: survey|share: 10|exposure:|value: 5|source: none"
    );
    assert_eq!(below_key(&whole, "demand"), "employment: 100|source: bureau|as_of: 2025|growth:|value: 3|source: none");
    assert!(
        whole.starts_with("source: census\nas_of: 2024\ndefaults:\n  tasks:\n    source: study\n    as_of: 2023\n")
    );
}

#[test]
fn a_written_value_takes_the_nearest_source_of_the_written_file() {
    let above = "source: ours\nas_of: 2026\ndefaults: {tasks: {as_of: 2027}}\nrisk: {verdict: Good}\n\
                 tasks: [{id: a, share: 20}, {name: Teach, exposure: 5}]\n";
    let whole = merged(SOURCED, above);
    assert_eq!(below_key(&whole, "risk"), "outlook: Fair|verdict:|text: Good|source: ours|as_of: 2026");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure: 50|share:|value: 20|source: ours|as_of: 2027|\
         - id: b|name: Shoe|source: survey|share: 10|- name: Teach|exposure: 5|source: ours|as_of: 2027"
    );
    // What is imported keeps its own.
    assert!(whole.starts_with("source: census\nas_of: 2024\n"), "{whole}");
}

#[test]
fn a_source_of_a_written_item_is_not_that_of_what_was_imported() {
    let whole = merged(SOURCED, "tasks: {a: {source: ours, share: 20}, b: {source: ours, level: low}}\n");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure:|value: 50|source: study|as_of: 2023|source: ours|share: 20|\
         - id: b|name: Shoe|share:|value: 10|source: survey|source: ours|level: low"
    );
}

#[test]
fn words_without_a_source_of_their_own_bring_that_of_their_item() {
    let whole = merged(SOURCED, "tasks: {b: {level: low}}\n");
    assert_eq!(
        below_key(&whole, "tasks"),
        "- id: a|name: Forge|exposure: 50|- id: b|name: Shoe|share:|value: 10|source: survey|level: low|source: none"
    );
}

#[test]
fn a_written_list_keeps_its_sources_as_a_whole() {
    let below = "source: census\nroadmap: [{title: Old}]\npay: {currency: USD, per: year, source: bureau, levels: [{name: Old}]}\n";
    let above = "source: ours\nroadmap: [{title: New}, {title: Other, source: study}]\npay: {levels: [{name: New}]}\n";
    let whole = merged(below, above);
    assert_eq!(below_key(&whole, "roadmap"), "- title: New|source: ours|- title: Other|source: study");
    assert_eq!(below_key(&whole, "pay"), "currency: USD|per: year|source: bureau|levels:|- name: New|source: ours");
}

#[test]
fn imported_sources_can_be_removed() {
    let whole = merged(SOURCED, "source: ~\nas_of: ~\ndefaults: {tasks: ~}\n");
    assert!(whole.starts_with("defaults: {}\nrisk:\n  outlook: Fair\ntasks:\n"), "{whole}");
}

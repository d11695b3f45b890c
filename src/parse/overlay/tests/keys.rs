//! What becomes of each kind of key.

use super::{HEAD, idle, laid, merge, merged};
use crate::model::occupation::OccupationDraft;
use crate::model::registry::ToolEntry;
use crate::model::{Scalar, Slug, Table};
use crate::parse::yaml::Texts;

#[test]
fn texts_and_lists_replace_and_mappings_merge() {
    let below = "also: [Blacksmith, Farrier]\npay: {currency: USD, per: year, area: Here}\n";
    let above =
        "title: Master Smith\nalso: [Forger]\npay: {area: There, note: Of all.}\nfaq: [{question: Why, answer: So}]\n";
    assert_eq!(
        laid::<OccupationDraft>(&format!("{HEAD}{below}"), above),
        "title: Master Smith\nsummary: Forges.\nindustry: trades\nalso:\n  - Forger\npay:\n  currency: USD\n  per: year\n  \
         area: There\n  note: Of all.\nfaq:\n  - question: Why\n    answer: So\n"
    );
}

#[test]
fn nothing_removes() {
    let below = "also: [Farrier]\nrisk: {outlook: Fair, verdict: Good}\nrelated: [farmer]\n";
    assert_eq!(merged(below, "also:\nrisk: {outlook: ~}\nrelated: null\n"), "risk:\n  verdict: Good\n");
}

#[test]
fn a_list_changes_what_it_finds_and_adds_the_rest() {
    let below = "tasks:\n  - {id: a, name: Forge, performer: human}\n  - {id: b, name: Shoe}\n";
    let above = "tasks:\n  - {id: b, performer: assisted}\n  - {name: Sell}\n  - {id: c, name: Teach}\n";
    assert_eq!(
        merged(below, above),
        "tasks:\n  - id: a\n    name: Forge\n    performer: human\n  - id: b\n    name: Shoe\n    performer: assisted\n  \
         - name: Sell\n  - id: c\n    name: Teach\n"
    );
}

#[test]
fn a_mapping_changes_and_removes_and_adds_nothing() {
    let below = "tasks: [{id: a, name: Forge}, {id: b, name: Shoe}, {id: c, name: Sell}]\n";
    let above = "tasks: {b: {performer: human}, c: null, d: {name: Teach}, e: null}\n";
    assert_eq!(
        merged(below, above),
        "tasks:\n  - id: a\n    name: Forge\n  - id: b\n    name: Shoe\n    performer: human\n"
    );
    assert_eq!(
        idle(below, above),
        [
            "written `d` overlay-without-item: the imported file has no item of `tasks` named `d`",
            "written `e` overlay-removes-nothing: the imported file has no item of `tasks` named `e`",
        ]
    );
}

#[test]
fn each_list_knows_its_items_by_its_own_keys() {
    for (below, above, expected) in [
        (
            "risk: {assessments: [{source: index, score: 40%, as_of: 2025}]}\n",
            "risk: {assessments: [{source: index, label: fair}]}\n",
            "risk:\n  assessments:\n    - source: index\n      score: 40%\n      as_of: 2025\n      label: fair\n",
        ),
        ("learn: [{tool: saw}]\n", "learn: {saw: {why: It lasts.}}\n", "learn:\n  - tool: saw\n    why: It lasts.\n"),
        (
            "paths: [{to: farmer}, {to: {title: Chief Smith}}]\n",
            "paths: {Chief Smith: {kind: leadership}, farmer: null}\n",
            "paths:\n  - to:\n      title: Chief Smith\n    kind: leadership\n",
        ),
        (
            "technologies: [{tool: saw, hot: true}, {tool: {name: Old File}, use: filing}]\n",
            "technologies: [{tool: {name: Old File}, use: rough filing}, {tool: rasp}]\n",
            "technologies:\n  - tool: saw\n    hot: true\n  - tool:\n      name: Old File\n    use: rough filing\n  - tool: rasp\n",
        ),
        (
            "codes: [{scheme: isco, code: 7221}, {scheme: soc, code: 7221}]\n",
            "codes: {soc 7221: {match: broad}}\n",
            "codes:\n  - scheme: isco\n    code: 7221\n  - scheme: soc\n    code: 7221\n    match: broad\n",
        ),
        (
            "skills: [{name: Sums, kind: knowledge}, {name: Sums}]\n",
            "skills: [{name: Sums, why: Counting.}, {name: Sums, kind: knowledge, why: Knowing.}]\n",
            "skills:\n  - name: Sums\n    kind: knowledge\n    why: Knowing.\n  - name: Sums\n    why: Counting.\n",
        ),
    ] {
        assert_eq!(merged(below, above), expected, "{above}");
    }
}

#[test]
fn of_items_that_are_known_by_the_same_a_list_meets_one_after_the_other() {
    let below = "risk: {assessments: [{source: index, score: 40%}, {source: index, score: 41%}]}\n";
    let above = "risk: {assessments: [{source: index, score: 50%}, {source: index, score: 51%}, {source: index, score: 52%}]}\n";
    let expected = "risk:\n  assessments:\n    - source: index\n      score: 50%\n    - source: index\n      score: 51%\n    \
                    - source: index\n      score: 52%\n";
    assert_eq!(merged(below, above), expected);
    assert_eq!(merged(below, "risk: {assessments: {index: null}}\n"), "risk:\n  assessments: []\n");
}

#[test]
fn an_empty_list_leaves_nothing() {
    assert_eq!(merged("skills: [{name: Sums}]\n", "skills: []\n"), "skills: []\n");
}

#[test]
fn a_figure_with_a_value_takes_the_place_of_the_other_with_all_that_stands_beside_it() {
    let cited = "tasks: [{id: a, name: Forge, exposure: {value: 80, source: study, as_of: 2023, note: Old}}]\n";
    for (below, above, expected) in [
        (cited, "exposure: {value: 60, source: ours}", "exposure:\n      value: 60\n      source: ours\n"),
        (cited, "exposure: 60", "exposure: 60\n"),
        (
            "tasks: [{id: a, name: Forge, exposure: 80}]\n",
            "exposure: {value: 60, source: ours, as_of: 2026}",
            "exposure:\n      value: 60\n      source: ours\n      as_of: 2026\n",
        ),
    ] {
        let whole = merged(below, &format!("tasks: {{a: {{{above}}}}}\n"));
        assert_eq!(whole, format!("tasks:\n  - id: a\n    name: Forge\n    {expected}"), "{above}");
    }
}

#[test]
fn a_figure_without_a_value_changes_what_stands_beside_the_other() {
    let cited = "exposure: {value: 80, source: study, as_of: 2023, note: Old}";
    for (below, above, expected) in [
        (cited, "{note: New}", "value: 80|note: New|source: study|as_of: 2023"),
        (cited, "{as_of: 2024}", "value: 80|note: Old|source: study|as_of: 2024"),
        // A date belongs to the source that it stands with.
        (cited, "{source: survey}", "value: 80|note: Old|source: survey"),
        (cited, "{note: ~, as_of: ~}", "value: 80|source: study"),
        ("exposure: 80, source: study", "{note: New}", "value: 80|note: New"),
        ("horizon: {before: 2031}", "{note: New}", "before: 2031|note: New"),
        ("horizon: 1-3", "{note: New}", "years: 1-3|note: New"),
    ] {
        let key = below.split(':').next().expect("it has a key");
        let whole = merged(
            &format!("tasks: [{{id: a, name: Forge, {below}}}]\n"),
            &format!("tasks: {{a: {{{key}: {above}}}}}\n"),
        );
        let lines: Vec<&str> = whole.lines().filter_map(|line| line.strip_prefix("      ")).collect();
        assert_eq!(lines.join("|"), expected, "{below} {above}");
    }
}

#[test]
fn other_long_forms_replace_each_other_too() {
    let below =
        "pay: {currency: USD, per: year, percentiles: {p50: 10, p90: {at_least: 20}}, premium: {from: 1, to: 5}}\n";
    let above = "pay: {percentiles: {p90: {value: 30, note: New}}, premium: {from: 2}}\n";
    assert_eq!(
        merged(below, above),
        "pay:\n  currency: USD\n  per: year\n  percentiles:\n    p50: 10\n    p90:\n      value: 30\n      note: New\n  \
         premium:\n    from: 2\n"
    );
    let below = "tasks: [{id: a, name: Forge, horizon: {years: 1-3, source: study}, exposure: 50}]\n";
    let above = "tasks: {a: {horizon: {before: 2031, source: ours}, level: high}}\n";
    let expected =
        "tasks:\n  - id: a\n    name: Forge\n    horizon:\n      before: 2031\n      source: ours\n    level: high\n";
    assert_eq!(merged(below, above), expected);
}

#[test]
fn a_table_merges_entry_by_entry() {
    let below = "saw: {name: Saw, summary: Saws., url: 'https://saw.example/'}\nrasp: {name: Rasp, summary: Rasps.}\n";
    let above =
        "saw: {affiliate: true, url: ~}\nrasp: ~\nfile: {name: File, summary: Files.}\nswa: {affiliate: true}\n";
    let expected = "saw:\n  name: Saw\n  summary: Saws.\n  affiliate: true\nfile:\n  name: File\n  summary: Files.\n";
    assert_eq!(laid::<Table<ToolEntry>>(below, above), expected);
    let found = merge::<Table<ToolEntry>>("content/tools.yaml", Texts { imported: below, written: above });
    let names: Vec<Slug> = found.value.expect("there is no fault").into_iter().map(|(id, _)| id).collect();
    assert_eq!(names, ["saw", "file"].map(|id| Slug::from_text(id).expect("it is one")));
    let [idle] = found.idle.as_slice() else { panic!("{:?}", found.idle) };
    let said =
        "the imported file has no entry `swa`, and for one of its own the key `name` is missing; did you mean `saw`?";
    assert_eq!(idle.message, said);
}

//! What is wrong, or has no effect, and in which of the two files.

use super::{FILE, HEAD, faults, idle, result};

#[test]
fn what_has_no_effect_is_told() {
    let below = "skills: [{name: Sums}]\ntasks: [{id: a-1, name: Forge}]\nrisk: {outlook: Fair}\n";
    let above = "sumary: ~\nskills: {Sum: {resilience: high}}\ntasks: [{id: a-2, share: 5}, {id: b, name: Own}]\nrisk: {verdikt: ~}\n";
    assert_eq!(
        idle(below, above),
        [
            "written `sumary` overlay-removes-nothing: the imported file has no key `sumary`; did you mean `summary`?",
            "written `Sum` overlay-without-item: the imported file has no item of `skills` named `Sum`; did you mean `Sums`?",
            "written `{id: a-2, share: 5}` overlay-without-item: the imported file has no item of `tasks` named `a-2`, and \
             for one of its own the key `name` is missing; did you mean `a-1`?",
            "written `verdikt` overlay-removes-nothing: the imported file has no key `verdikt`",
        ]
    );
    let draft = result(&format!("{HEAD}{below}"), above).value.expect("there is no fault");
    assert_eq!(draft.tasks.iter().map(|task| task.name.as_str()).collect::<Vec<_>>(), ["Forge", "Own"]);
}

#[test]
fn an_item_that_is_no_edit_has_to_stand_by_itself() {
    let missing = "missing-key: the key `name` is missing";
    assert_eq!(faults("", "tasks: [{id: a, share: 5}]\n"), [format!("written `{{id: a, share: 5}}` {missing}")]);
    assert_eq!(
        faults("tasks: [{id: a, name: Forge}]\n", "tasks: [{share: 5}]\n"),
        [format!("written `{{share: 5}}` {missing}")]
    );
}

#[test]
fn a_fault_stands_in_the_file_from_which_the_value_came() {
    let below = "updated: soon\ntasks: [{id: a, name: Forge, share: 101}, {id: b, name: Shoe, exposur: 1}]\n";
    let above =
        "tasks: {a: {exposure: 200}, b: {share: many}}\nalsso: [x]\nas_of: soon\ndefaults: {taks: {source: a}}\n";
    let found: Vec<String> =
        faults(below, above).iter().map(|fault| fault.split(": ").next().expect("it has words").to_owned()).collect();
    assert_eq!(
        found,
        [
            "imported `soon` invalid-date",
            "imported `101` out-of-range",
            "imported `exposur` unknown-key",
            "written `200` out-of-range",
            "written `many` wrong-type",
            "written `alsso` unknown-key",
            "written `soon` invalid-date",
            "written `taks` unknown-key",
        ]
    );
}

#[test]
fn a_missing_key_is_missing_where_it_was_removed() {
    assert_eq!(faults("", "title: ~\n"), ["written `title: ~` missing-key: the key `title` is missing"]);
    let below = "risk: {assessments: [{source: index, score: 5%}, {source: study}]}\n";
    assert_eq!(
        faults(below, "risk: {assessments: {index: {score: ~}}}\n"),
        [
            "imported `{source: study}` missing-key: the key `score` is missing",
            "written `score: ~` missing-key: the key `score` is missing",
        ]
    );
    let lacking = result("title: Smith\nindustry: trades\n", "updated: 2026\n");
    assert_eq!(lacking.diagnostics[0].file, "content/imported/occupations/smith.yaml");
}

#[test]
fn what_is_no_yaml_is_told_of_both() {
    let found = result("title: [\n", "title: '\n");
    let files: Vec<&str> = found.diagnostics.iter().map(|fault| fault.file.as_str()).collect();
    assert_eq!(files, ["content/imported/occupations/smith.yaml", FILE]);
    assert_eq!(faults("", "also: [a]\nalso: [b]\n"), ["written `also` duplicate-key: the key `also` stands twice"]);
    assert_eq!(faults("", "- a\n"), ["written `- a` wrong-type: expected a mapping, found a list"]);
}

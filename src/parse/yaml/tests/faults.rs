//! Every fault once, each at its place.

use super::{Report, faults, marked};
use crate::parse::yaml::decode_or_salvage;

const HEAD: &str = "title: Über x\nindustry: tech\nsummary: s\n";

/// The faults of a report that begins well.
fn after_head(rest: &str) -> String {
    faults::<Report>(&format!("{HEAD}{rest}"))
}

#[test]
fn an_empty_file_lacks_every_required_key() {
    assert_eq!(
        faults::<Report>("# nothing\n"),
        "1:1 missing-key the key `title` is missing\n\
         1:1 missing-key the key `industry` is missing\n\
         1:1 missing-key the key `summary` is missing\n"
    );
}

#[test]
fn a_wrong_value_is_not_also_a_missing_one() {
    assert_eq!(
        faults::<Report>("title: [a]\nindustry: tech\nsummary: s\n"),
        "1:8 wrong-type title: expected a text, found a list\n"
    );
}

#[test]
fn all_keys_at_fault_are_found() {
    let known = "(known here: `title`, `industry`, `summary`, `also`, `tasks`, `tools`, `pay`, `draft`)";
    assert_eq!(
        after_head("foo: 1\ntaks: []\ndraft: maybe\n"),
        format!(
            "4:1 unknown-key foo: unknown key `foo` {known}\n\
             5:1 unknown-key taks: unknown key `taks`; did you mean `tasks`? {known}\n\
             6:8 wrong-type draft: expected `true` or `false`, found the text `maybe`\n"
        )
    );
    assert_eq!(marked::<Report>(&format!("{HEAD}foo: 1\n")), ["foo"]);
}

#[test]
fn items_keep_their_numbers_when_others_are_at_fault() {
    assert_eq!(
        after_head(
            "tasks:\n- name: a\n  exposure: 80\n- name: b\n  expsure: 80\n- exposure: 180\n- name: c\n  level: hgih\n"
        ),
        "8:3 unknown-key tasks[1].expsure: unknown key `expsure`; did you mean `exposure`? \
         (known here: `name`, `exposure`, `level`, `share`, `tools`)\n\
         9:3 missing-key tasks[2]: the key `name` is missing\n\
         9:13 out-of-range tasks[2].exposure: 180 is not from 0 to 100 (a percentage)\n\
         11:10 unknown-word tasks[3].level: unknown word `hgih`; did you mean `high`? (allowed: `low`, `medium`, `high`)\n"
    );
}

#[test]
fn a_key_that_stands_twice_names_the_first_line() {
    assert_eq!(
        after_head("title: again\n"),
        "4:1 duplicate-key title: the key `title` stands twice (it stands first on line 1)\n"
    );
}

#[test]
fn mistakes_of_syntax_are_explained() {
    let explained = [
        (
            "title: a\n\tindustry: x\n",
            "2:1 yaml-syntax a tab indents this line (indent with spaces: YAML takes no tabs for it)\n",
        ),
        (
            "title: a: b\n",
            "1:8 yaml-syntax a colon and a space stand in a value without quotes (put the whole text in quotes: `\"a: b\"`)\n",
        ),
        ("title: [a, b\nindustry: x\n", "1:8 yaml-syntax the bracket `[` is not closed (close it with `]`)\n"),
        (
            "title: a\n---\ntitle: b\n",
            "2:1 yaml-syntax a second document begins here; a file holds one \
             (delete this line, or put what follows into a file of its own)\n",
        ),
    ];
    for (text, expected) in explained {
        assert_eq!(faults::<Report>(text), expected);
    }
}

#[test]
fn control_characters_are_found_behind_escapes() {
    assert_eq!(
        after_head("also: \"a\\u0007b\"\n"),
        "4:7 control-character also: control character U+0007 (write the text without it)\n"
    );
}

#[test]
fn nesting_has_an_end() {
    assert_eq!(
        faults::<Report>(&"[".repeat(20_000)),
        "1:256 yaml-syntax lists and mappings stand in each other more than 64 levels deep\n"
    );
}

#[test]
fn what_can_be_made_of_a_file_with_faults_is_made() {
    let text = "industry: tech\nsummary: s\ndraft: maybe\ntasks:\n- 1\n- name: b\n  exposure: 2\n";
    let salvage = decode_or_salvage::<Report>(text).expect_err("the text has faults");
    let report = salvage.value.expect("enough of it is right");
    assert_eq!((report.industry.0.as_str(), report.tasks.len()), ("tech", 1));
    let missing: Vec<String> = salvage.missing.iter().map(ToString::to_string).collect();
    assert_eq!((salvage.faults.len(), missing), (3, ["draft", "tasks[0]", "title"].map(str::to_owned).to_vec()));
}

//! Exact faults of typed values.

use std::collections::BTreeMap;

use super::table::Table;
use super::{Figure, Level, Report, Text, faults, marked};
use crate::parse::yaml::{decode, decode_or_salvage};

/// What every report has to have.
const HEAD: &str = "title: Über x\nindustry: tech\nsummary: s\n";
const KNOWN: &str = "known here: `title`, `industry`, `summary`, `also`, `tasks`, `tools`, `pay`, `draft`";

/// The faults of a report that begins with [`HEAD`], without what is known at its top.
fn body(body: &str) -> String {
    faults::<Report>(&format!("{HEAD}{body}")).replace(KNOWN, "known: …")
}

#[test]
fn a_good_report_has_a_value() {
    let report: Report =
        decode(&format!("\u{feff}{HEAD}tasks: [{{name: a, exposure: {{value: 2.5}}}}]\r\ndraft: true"))
            .expect("it is good");
    assert_eq!(report.title, Text("Über x".to_owned()));
    assert!(report.draft);
    assert_eq!(report.tasks.len(), 1);
}

#[test]
fn a_file_without_content_lacks_every_required_key() {
    let missing = |place: &str| {
        ["title", "industry", "summary"].map(|key| format!("{place} missing-key the key `{key}` is missing\n")).concat()
    };
    assert_eq!(faults::<Report>(""), missing("1:1"));
    assert_eq!(faults::<Report>("# nothing\n\n"), missing("1:1"));
    assert_eq!(faults::<Report>("\u{feff}"), missing("1:2"));
    assert_eq!(faults::<Report>("---\n"), missing("2:1"));
    assert_eq!(faults::<Report>("draft: true\n"), missing("1:1"));
}

#[test]
fn the_top_is_a_mapping() {
    assert_eq!(faults::<Report>("- a\n"), "1:1 wrong-type expected a mapping, found a list\n");
    assert_eq!(faults::<Report>("foo\n"), "1:1 wrong-type expected a mapping, found the text `foo`\n");
    assert_eq!(faults::<Report>("~\n"), "1:1 wrong-type expected a mapping, found nothing\n");
}

#[test]
fn a_misspelt_required_key_is_not_missing_as_well() {
    assert_eq!(
        faults::<Report>("titel: a\nindustry: x\n").replace(KNOWN, "known: …"),
        "1:1 unknown-key titel: unknown key `titel`; did you mean `title`? (known: …)\n\
         1:1 missing-key the key `summary` is missing\n"
    );
}

#[test]
fn a_wrong_required_value_is_not_missing_as_well() {
    assert_eq!(
        faults::<Report>("title: [a]\nindustry: Foo\n"),
        "1:1 missing-key the key `summary` is missing\n\
         1:8 wrong-type title: expected a text, found a list\n\
         2:11 invalid-slug industry: `Foo` is no slug\n"
    );
}

#[test]
fn unknown_keys() {
    assert_eq!(
        body("taks: []\nfoo: {a: 1, a: 2}\n1: z\n[a, b]: 2\n~: 3\n<<: {}\n"),
        "4:1 unknown-key taks: unknown key `taks`; did you mean `tasks`? (known: …)\n\
         5:1 unknown-key foo: unknown key `foo` (known: …)\n\
         6:1 unknown-key 1: unknown key `1` (known: …)\n\
         7:1 wrong-type [a, b]: expected a key, found a list\n\
         8:1 unknown-key ~: unknown key `~` (known: …)\n\
         9:1 unknown-key <<: unknown key `<<` (known: …)\n"
    );
}

#[test]
fn an_item_that_is_wrong_leaves_the_numbers_of_the_others() {
    assert_eq!(
        body("also: [a, [b], '', c, {x: 1}]\n"),
        "4:11 wrong-type also[1]: expected a text, found a list\n\
         4:16 empty-text also[2]: the text is empty\n\
         4:23 wrong-type also[4]: expected a text, found a mapping\n"
    );
}

#[test]
fn faults_at_every_depth_are_found_at_once() {
    let tasks = "tasks:
- name: a
  exposure: 80
- name: b
  expsure: 80
- exposure: 180
- name: c
- {name: d, level: hgih}
- {name: e, level: high, exposure: 2}
- {name: f, exposure: {value: x, source: A B, foo: 1}}
- name: g
  exposure: 3
  share: 300
- name: h
  exposure: 3
  share: -3
  tools:
  - a
  - B C
- a
- {name: i, level: [low]}
- {name: j, level: }
";
    assert_eq!(
        body(tasks),
        "8:3 unknown-key tasks[1].expsure: unknown key `expsure`; did you mean `exposure`? (known here: `name`, `exposure`, `level`, `share`, `tools`)
9:3 missing-key tasks[2]: the key `name` is missing
9:13 out-of-range tasks[2].exposure: 180 is not from 0 to 100 (a percentage)
10:3 conflicting-keys tasks[3]: a task has either `exposure` or `level`
11:20 unknown-word tasks[4].level: unknown word `hgih`; did you mean `high`? (allowed: `low`, `medium`, `high`)
12:3 conflicting-keys tasks[5]: a task has either `exposure` or `level`
13:31 wrong-type tasks[6].exposure.value: expected a number, found the text `x`
13:42 invalid-slug tasks[6].exposure.source: `A B` is no slug
13:47 unknown-key tasks[6].exposure.foo: unknown key `foo` (known here: `value`, `source`)
16:10 out-of-range tasks[7].share: expected a whole number from 0 to 255, found the number 300
19:10 out-of-range tasks[8].share: expected a whole number from 0 to 255, found the number -3
22:5 invalid-slug tasks[8].tools[1]: `B C` is no slug
23:3 wrong-type tasks[9]: expected a mapping, found the text `a`
24:20 wrong-type tasks[10].level: expected a word, found a list (allowed: `low`, `medium`, `high`)
25:3 conflicting-keys tasks[11]: a task has either `exposure` or `level`
"
    );
}

#[test]
fn a_repeated_key_is_found_in_structs_and_tables() {
    assert_eq!(
        body(
            "draft: true\ntools:\n  a: &a {name: x, kind: low, rank: 1}\n  b: *a\n  a: *a\n  'b': 3\ndraft: false\ntitle: z\n"
        ),
        "8:3 duplicate-key tools.a: the key `a` stands twice (it stands first on line 6)\n\
         9:3 duplicate-key tools.b: the key `b` stands twice (it stands first on line 7)\n\
         10:1 duplicate-key draft: the key `draft` stands twice (it stands first on line 4)\n\
         11:1 duplicate-key title: the key `title` stands twice (it stands first on line 1)\n"
    );
    let twice = "a: 1\nb: 2\na: 3\n";
    assert_eq!(
        faults::<Table<u8>>(twice),
        "3:1 duplicate-key a: the key `a` stands twice (it stands first on line 1)\n"
    );
    let wrong = "a: 1\nb: x\na: 3\n";
    assert_eq!(
        faults::<BTreeMap<String, u8>>(wrong),
        "2:4 wrong-type b: expected a whole number from 0 to 255, found the text `x`\n\
         3:1 duplicate-key a: the key `a` stands twice (it stands first on line 1)\n"
    );
}

#[test]
fn an_entry_of_a_table_lacks_all_that_it_lacks() {
    assert_eq!(
        body("tools:\n  c:\n    kind: [a]\n    rank: 1.5\n  d:\n  e: {kind: low}\n"),
        "6:5 missing-key tools.c: the key `name` is missing\n\
         6:11 wrong-type tools.c.kind: expected a word, found a list (allowed: `low`, `medium`, `high`)\n\
         7:11 wrong-type tools.c.rank: expected a whole number, found the number 1.5\n\
         8:3 missing-key tools.d: the key `name` is missing\n\
         8:3 missing-key tools.d: the key `kind` is missing\n\
         8:3 missing-key tools.d: the key `rank` is missing\n\
         9:6 missing-key tools.e: the key `name` is missing\n\
         9:6 missing-key tools.e: the key `rank` is missing\n"
    );
}

#[test]
fn lists_of_fixed_length() {
    assert_eq!(
        body("pay: {currency: usd, p50: abc, range: [1, 2, 3]}\n"),
        "4:17 unknown-word pay.currency: `usd` is no currency\n\
         4:27 wrong-type pay.p50: expected a number, found the text `abc`\n\
         4:39 wrong-type pay.range: expected 2 items, found 3\n"
    );
    assert_eq!(
        body("pay: {range: [1, a]}\n"),
        "4:6 missing-key pay: the key `currency` is missing\n\
         4:6 missing-key pay: the key `p50` is missing\n\
         4:18 wrong-type pay.range[1]: expected a whole number from 0 to 255, found the text `a`\n"
    );
    assert_eq!(
        body("pay: {currency: USD, p50: 1, range: [1]}\n"),
        "4:37 wrong-type pay.range: expected 2 items, found 1\n"
    );
}

#[test]
fn types_in_an_authors_words() {
    let fault =
        |line: &str| body(line).split_once(": ").map(|(_, message)| message.to_owned()).expect("a fault has a path");
    assert_eq!(fault("draft: maybe\n"), "expected `true` or `false`, found the text `maybe`\n");
    assert_eq!(fault("draft: 1\n"), "expected `true` or `false`, found the number 1\n");
    assert_eq!(fault("draft:\n"), "expected `true` or `false`, found nothing\n");
    assert_eq!(fault("also: a\n"), "expected a list, found the text `a`\n");
    assert_eq!(fault("also: ''\n"), "expected a list, found an empty text\n");
    assert_eq!(fault("also: {}\n"), "expected a list, found a mapping\n");
    assert_eq!(fault("tools: [a]\n"), "expected a mapping, found a list\n");
    assert_eq!(
        fault("tasks: [{name: a, exposure: true}]\n"),
        "expected a number, or a mapping with `value`, found `true`\n"
    );
    assert_eq!(
        fault("tasks: [{name: a, exposure: [1]}]\n"),
        "expected a number, or a mapping with `value`, found a list\n"
    );
    let long = format!("draft: {}\n", "long ".repeat(20));
    assert_eq!(fault(&long), "expected `true` or `false`, found a text\n");
    assert_eq!(faults::<Table<char>>("a: bc\n"), "1:4 wrong-type a: expected one character, found the text `bc`\n");
    assert_eq!(faults::<Table<()>>("a: bc\n"), "1:4 wrong-type a: expected nothing, found the text `bc`\n");
    assert_eq!(
        faults::<Table<i8>>("a: -129\n"),
        "1:4 out-of-range a: expected a whole number from -128 to 127, found the number -129\n"
    );
    assert_eq!(
        faults::<Table<u64>>("a: -1\n"),
        "1:4 out-of-range a: expected a whole number of at least 0, found the number -1\n"
    );
}

#[test]
fn scalars_are_read_as_serde_yaml_reads_them() {
    let texts: Table<String> = decode("a: 1.50\nb: ~\nc:\nd: true\ne: 0x1F\nf: '2'\n").expect("it is good");
    assert_eq!(texts.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["1.50", "~", "", "true", "0x1F", "2"]);
    // The tags send these to the walk.
    let numbers: Table<f64> = decode("a: !!float 1\nb: +2\nc: 1e3\nd: -.inf\n").expect("it is good");
    assert_eq!(
        numbers.into_iter().map(|(_, number)| number).collect::<Vec<_>>(),
        [1.0, 2.0, 1000.0, f64::NEG_INFINITY]
    );
    let numbers: Table<i64> = decode("a: !!int 0x1F\nb: -0o17\nc: 0b11\nd: +5\n").expect("it is good");
    assert_eq!(numbers.into_iter().map(|(_, number)| number).collect::<Vec<_>>(), [31, -15, 3, 5]);
    let optional: Table<Option<String>> = decode("a: !!str ~\nb: ~\nc:\nd: Null\ne: 'null'\n").expect("it is good");
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        optional.into_iter().map(|(_, text)| text).collect::<Vec<_>>(),
        [some("~"), None, None, None, some("null")]
    );
    assert_eq!(faults::<Table<i64>>("a: 007\n"), "1:4 wrong-type a: expected a whole number, found the text `007`\n");
    assert_eq!(faults::<Table<i64>>("a: '7'\n"), "1:4 wrong-type a: expected a whole number, found the text `7`\n");
    assert_eq!(
        faults::<Table<bool>>("a: yes\n"),
        "1:4 wrong-type a: expected `true` or `false`, found the text `yes`\n"
    );
}

#[test]
fn foreign_tags_have_no_meaning() {
    assert_eq!(
        body("also: [!foo x, !!str 3, !!set x, Hello !, ! x]\n")
            .replace(" (put a text that begins with `!` in quotes)", ""),
        "4:8 wrong-type also[0]: the tag `!foo` has no meaning here\n\
         4:25 wrong-type also[2]: the tag `!!set` has no meaning here\n\
         4:43 wrong-type also[4]: the tag `!` has no meaning here\n"
    );
    assert_eq!(
        faults::<Table<Figure>>("a: !!int x\n"),
        "1:4 wrong-type a: the text `x` is not what its tag `!!int` says\n"
    );
}

#[test]
fn control_characters_are_named_wherever_they_stand() {
    let text = "title: a\u{7}b\nindu\u{1}stry: tech\nsummary: \"a\\u0007b\"\nalso: [\u{feff}a, \"\\uFEFF\", \"\\r\", \"\\\\u0007 \\u00e9\"] # \u{b}\n";
    let help = [" (delete it; most editors do not show it)", " (write the text without it)"];
    assert_eq!(
        faults::<Report>(text).replace(help[0], "").replace(help[1], ""),
        "1:9 control-character title: control character U+0007\n\
         2:5 control-character indu\u{fffd}stry: control character U+0001\n\
         3:10 control-character summary: control character U+0007\n\
         4:8 control-character also[0]: control character U+FEFF\n\
         4:12 control-character also[1]: control character U+FEFF\n\
         4:22 control-character also[2]: control character U+000D\n\
         4:48 control-character control character U+000B\n"
    );
    for good in ["a: b\tc", "a: \"\\t\\n\\x20\\N\"", "a: x\u{85}y", "a: x\u{2028}y", "a: \"\\\\b\""] {
        assert!(decode::<Table<String>>(good).is_ok(), "{good}");
    }
}

#[test]
fn a_control_character_does_not_hide_other_faults() {
    assert_eq!(
        body("also: [\u{0}, []]\nfoo: \u{7f}\n").replace(" (delete it; most editors do not show it)", ""),
        "4:8 control-character also[0]: control character U+0000\n\
         4:11 wrong-type also[1]: expected a text, found a list\n\
         5:1 unknown-key foo: unknown key `foo` (known: …)\n\
         5:6 control-character foo: control character U+007F\n"
    );
}

#[test]
fn a_fault_behind_an_anchor_is_told_once() {
    assert_eq!(body("also: [&a '', *a]\n"), "4:8 empty-text also[0]: the text is empty\n");
    assert_eq!(
        body("tasks:\n- &a {name: x, level: hi}\n- *a\n"),
        "5:23 unknown-word tasks[0].level: unknown word `hi` (allowed: `low`, `medium`, `high`)\n"
    );
    assert_eq!(body("also: &a [b]\ndraft: *a\n"), "5:8 wrong-type draft: expected `true` or `false`, found a list\n");
}

#[test]
fn anchors_and_aliases_are_resolved() {
    let levels: Table<Vec<Level>> = decode("a: &a [low, &b high]\nb: *a\nc: [*b]\n").expect("it is good");
    let levels: Vec<_> = levels.into_iter().map(|(_, levels)| levels).collect();
    assert_eq!(levels, [vec![Level::Low, Level::High], vec![Level::Low, Level::High], vec![Level::High]]);
    let again: Table<Level> = decode("a: &a low\nb: &b high\nc: &a medium\nd: &d low\ne: *a\n").expect("it is good");
    assert_eq!(again.iter().last(), Some(("e", &Level::Medium)));
}

#[test]
fn what_a_fault_marks() {
    let text = format!(
        "{HEAD}tasks:\n- nam: x # c\n  level: 'hi'   # c\nalso:\n- >\n  \n\n- |2\n   \n- \n- {{a: [b]}} # c\n- - b\n  - c\n# end\n"
    );
    assert_eq!(marked::<Report>(&text), ["nam", "'hi'", ">", "|2", "-", "{a: [b]}", "- b\n  - c"]);
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

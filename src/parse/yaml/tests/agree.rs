//! The two ways agree.

use std::fmt;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, SeqAccess, Visitor};

use super::Report;
use super::table::Table;
use crate::diagnostic::{Code, FieldPath, Place};
use crate::parse::yaml::glance::{Glance, Way};
use crate::parse::yaml::{Body, Fault, decode, locate, walked};

/// Any YAML value, as far as the walk and `serde_yaml` tell a visitor of it.
#[derive(Debug)]
#[expect(dead_code, reason = "values are compared by what `Debug` prints of them")]
pub(super) enum Any {
    Nothing,
    Bool(bool),
    Integer(i128),
    Unsigned(u128),
    Float(f64),
    Text(String),
    List(Vec<Any>),
    Mapping(Table<Any>),
}

impl PartialEq for Any {
    fn eq(&self, other: &Self) -> bool {
        format!("{self:?}") == format!("{other:?}")
    }
}

impl<'de> Deserialize<'de> for Any {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_none<E>(self) -> Result<Any, E> {
        Ok(Any::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Any, E> {
        Ok(Any::Nothing)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Any, E> {
        Ok(Any::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Any, E> {
        Ok(Any::Integer(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Any, E> {
        Ok(Any::Integer(value.into()))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Any, E> {
        Ok(Any::Unsigned(value))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Any, E> {
        Ok(Any::Integer(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Any, E> {
        Ok(Any::Float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Any, E> {
        Ok(Any::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Any, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Any::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Any, A::Error> {
        Table::deserialize(MapAccessDeserializer::new(map)).map(Any::Mapping)
    }
}

/// Reports in many notations.
const GOOD: &[&str] = &[
    "title: Über Entwickler\nindustry: tech\nsummary: >-\n  A long text\n  that goes on.\n\n  Twice.\n# comment: é\nalso:\n- Back-end: engineer\n- b\ntasks: []\n",
    "title: \"Back: End\"\nindustry: 'tech'\nsummary: |\n  one\n    two\n\n  three\nalso: [Back-end engineer, \"x, y\", 'it''s', 12] # list\ntasks:\n  - name: CRUD\n    exposure: 80\n    share: 0x14\n    tools: [a, b]\n\n  - {name: x, level: high, share: ~}\n  - exposure: {value: 0.5, source: onet-29}\n    name: multi\n      line text\n\n      of three\ntools:\n  one: {name: One, kind: low, rank: -1}\n  \"two\":\n    name: Two\n    kind: medium\n    rank: +7\npay:\n  currency: USD\n  p50: 1.5e3\n  range: [1, 2]\ndraft: true\n",
    "---\r\ntitle: x\r\nindustry: y\r\nsummary: \"folded\r\n  text\r\n\r\n  here\"\r\npay: null\r\ntools:\r\n  a:\r\n    rank: 0o17\r\n    kind: high\r\n    name: >\r\n      t\r\n      u\r\ntasks:\r\n- level: low\r\n  name: |+\r\n    keep\r\n\r\ndraft: False\r\n...\r\n",
];

/// Values of every type, good and bad.
const VALUES: &[&str] = &[
    "",
    "~",
    "null",
    "true",
    "FALSE",
    "1",
    "-1",
    "300",
    "1.5",
    "1e3",
    ".inf",
    "007",
    "0x1F",
    "0b11",
    "+5",
    "- x",
    "[a]",
    "[a, [b]]",
    "{}",
    "{name: x, level: low}",
    "'a'",
    "\"a\"",
    "''",
    "\"\"",
    "\"a\\tb\"",
    "'a",
    "\"a",
    "a: b",
    "a # b",
    "a#b",
    "|",
    ">-",
    "abc def",
    "ä",
    "*x",
    "@x",
    "{a: 1, a: 2}",
    "{value: 3}",
    "low",
    "a,b",
    "[1, 2, 3]",
    "-",
    "?",
    ":",
    "a:",
    "USD",
    "\u{a0}",
    "a\tb",
];

/// What an author's hand does to a document. Numbers are taken modulo what there is.
#[derive(Clone, Debug)]
enum Change {
    DeleteLine(usize),
    DoubleLine(usize),
    SwapLines(usize, usize),
    BlankLine(usize),
    Indent(usize, usize),
    Outdent(usize, usize),
    /// Another value behind the key or dash of a line.
    Value(usize, &'static str),
    /// A letter of a key left out.
    Misspell(usize, usize),
    /// The same key as in another line.
    Rename(usize, usize),
    Insert(usize, char),
    Remove(usize),
    Cut(usize),
}

/// Changes of whole keys, values and indentations.
fn change_of_lines() -> impl Strategy<Value = Change> {
    let at = || 0..4000_usize;
    prop_oneof![
        at().prop_map(Change::DeleteLine),
        at().prop_map(Change::DoubleLine),
        (at(), at()).prop_map(|(a, b)| Change::SwapLines(a, b)),
        at().prop_map(Change::BlankLine),
        (at(), 1..4_usize).prop_map(|(at, by)| Change::Indent(at, by)),
        (at(), 1..4_usize).prop_map(|(at, by)| Change::Outdent(at, by)),
        (at(), prop::sample::select(VALUES)).prop_map(|(at, value)| Change::Value(at, value)),
        (at(), at()).prop_map(|(at, letter)| Change::Misspell(at, letter)),
        (at(), at()).prop_map(|(at, other)| Change::Rename(at, other)),
    ]
}

/// Changes of single characters.
fn change_of_characters() -> impl Strategy<Value = Change> {
    let at = || 0..4000_usize;
    let characters: Vec<char> = "abz019 :-'\"[]{},#\n\t|>&*!%@?~.é".chars().collect();
    prop_oneof![
        (at(), prop::sample::select(characters)).prop_map(|(at, c)| Change::Insert(at, c)),
        at().prop_map(Change::Remove),
        at().prop_map(Change::Cut),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let count = lines.len();
    if count == 0 {
        return String::new();
    }
    let characters = text.chars().count();
    let byte = |at: usize| text.char_indices().nth(at % characters).map_or(0, |(at, _)| at);
    match *change {
        Change::DeleteLine(at) => {
            lines.remove(at % count);
        }
        Change::DoubleLine(at) => lines.insert(at % count, lines[at % count].clone()),
        Change::SwapLines(a, b) => lines.swap(a % count, b % count),
        Change::BlankLine(at) => lines.insert(at % count, "  \n".to_owned()),
        Change::Indent(at, by) => lines[at % count].insert_str(0, &"   "[..by]),
        Change::Outdent(at, by) => {
            let line = &mut lines[at % count];
            let spaces = line.len() - line.trim_start_matches(' ').len();
            line.drain(..by.min(spaces));
        }
        Change::Value(at, value) => {
            let line = &mut lines[at % count];
            if let Some(start) = line.find(": ").or_else(|| line.find("- ")).map(|at| at + 2) {
                line.replace_range(start..line.trim_end().len().max(start), value);
            }
        }
        Change::Misspell(at, letter) => {
            let line = &mut lines[at % count];
            if let Some(key) = line.find(':').filter(|&colon| colon > 0) {
                line.remove(line.floor_char_boundary(letter % key));
            }
        }
        Change::Rename(at, other) => {
            let other =
                lines[other % count].trim_start_matches(['-', ' ']).split_once(':').map(|(key, _)| key.to_owned());
            let line = &mut lines[at % count];
            let start = line.len() - line.trim_start_matches(['-', ' ']).len();
            if let (Some(end), Some(key)) = (line.find(':').filter(|&end| end >= start), other) {
                line.replace_range(start..end, &key);
            }
        }
        Change::Insert(at, c) => {
            let mut text = text.to_owned();
            text.insert(byte(at), c);
            return text;
        }
        Change::Remove(at) => {
            let mut text = text.to_owned();
            text.remove(byte(at));
            return text;
        }
        Change::Cut(at) => return text[..byte(at)].to_owned(),
    }
    lines.concat()
}

/// What `serde_yaml` alone may refuse.
#[derive(Clone, Copy, PartialEq)]
enum Stricter {
    /// Tabs, and the end of a document before its beginning.
    Marks,
    /// Those and other rarities of YAML 1.2, such as keys of several lines.
    Syntax,
}

/// What holds for every text. `Err` says what does not.
fn check<T: DeserializeOwned + PartialEq + fmt::Debug>(text: &str, stricter: Stricter) -> Result<(), String> {
    let body = Body::of(text);
    let glance = Glance::at(&body.text);
    let decoded = decode::<T>(text);
    if let Err(faults) = &decoded {
        if faults.is_empty() {
            return Err("refused without a fault".to_owned());
        }
        if let Some(fault) = faults.iter().find(|fault| text.get(fault.span.clone()).is_none()) {
            return Err(format!("{fault:?} is out of bounds"));
        }
    }
    if glance.way == Way::Walk {
        return Ok(());
    }
    let only_quick_refuses = |faults: &[Fault]| match stricter {
        Stricter::Marks => faults[0].message.starts_with("a tab ") || text.starts_with("..."),
        Stricter::Syntax => faults[0].code == Code::YamlSyntax,
    };
    match (serde_yaml::from_str::<T>(&body.text), walked::<T>(&body.text, &glance)) {
        (Ok(a), Ok(Some(b))) if a == b && decoded.as_ref() == Ok(&a) => Ok(()),
        (Err(_), Err(faults)) if !faults.is_empty() && decoded.is_err() => Ok(()),
        (Err(_), Ok(Some(_))) if decoded.as_ref().is_err_and(|faults| only_quick_refuses(faults)) => Ok(()),
        (quick, walk) => Err(format!("quick: {quick:?}\nwalk: {walk:?}\ndecoded: {decoded:?}")),
    }
}

/// Always the same documents, so that the test says the same every time.
fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 512,
        rng_seed: RngSeed::Fixed(20_260_314),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn both_ways_agree_on_changed_lines(
        good in prop::sample::select(GOOD),
        changes in prop::collection::vec(change_of_lines(), 0..4),
    ) {
        let text = changes.iter().fold(good.to_owned(), |text, change| changed(&text, change));
        let checked = check::<Report>(&text, Stricter::Marks).and_then(|()| check::<Any>(&text, Stricter::Marks));
        prop_assert!(checked.is_ok(), "{text}\n-----\n{}", checked.err().unwrap_or_default());
    }

    #[test]
    fn both_ways_agree_on_changed_characters(
        good in prop::sample::select(GOOD),
        changes in prop::collection::vec(change_of_characters(), 0..3),
    ) {
        let text = changes.iter().fold(good.to_owned(), |text, change| changed(&text, change));
        let checked = check::<Report>(&text, Stricter::Syntax).and_then(|()| check::<Any>(&text, Stricter::Syntax));
        prop_assert!(checked.is_ok(), "{text}\n-----\n{}", checked.err().unwrap_or_default());
    }

    #[test]
    fn no_text_makes_it_panic(text in "[abu0-9 :\\-'\"\\[\\]{},#\n\r\t|>&*!%@?~.é\\\\\u{7}\u{85}\u{2028}\u{feff}]{0,60}") {
        let faults = decode::<Report>(&text).expect_err("no such text is a report");
        prop_assert!(!faults.is_empty());
        prop_assert!(faults.iter().all(|fault| text.get(fault.span.clone()).is_some()), "{faults:?}");
        let places = [Place::Value(FieldPath::of("a")), Place::Key(FieldPath::of("a").index(0))];
        prop_assert!(locate(&text, &places).into_iter().all(|span| text.get(span).is_some()));
    }
}

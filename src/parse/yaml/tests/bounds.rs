//! Texts that are made to take long, or that are good at the very limit.

use std::fmt::Write;
use std::time::Duration;

use super::Report;
use super::agree::Any;
use crate::diagnostic::Code;
use crate::parse::yaml::tree::{ALIAS_BUDGET, DEPTH_LIMIT};
use crate::parse::yaml::{Fault, decode};

/// The faults of a text, which are found in less than a second even by a program that is not optimized. The second is one of the processor
/// at work on this thread: what else the machine does in the meantime does not count.
fn swift(text: &str) -> Vec<Fault> {
    let start = worked();
    let faults = decode::<Report>(text).expect_err("no such text is a report");
    let took = worked().saturating_sub(start);
    assert!(took < Duration::from_secs(1), "{took:?} for {}", &text[..40.min(text.len())]);
    faults
}

/// How long a processor has worked on this thread.
#[cfg(unix)]
fn worked() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let now = clock_gettime(ClockId::ThreadCPUTime);
    let (seconds, nanoseconds) = (u64::try_from(now.tv_sec), u32::try_from(now.tv_nsec));
    Duration::new(seconds.expect("a thread has worked for a time"), nanoseconds.expect("a second has so many"))
}

/// Where the system does not tell, nothing is measured; the texts are still read to their end.
#[cfg(not(unix))]
fn worked() -> Duration {
    Duration::ZERO
}

fn message(text: &str) -> String {
    let faults = swift(text);
    assert_eq!(faults.len(), 1);
    assert_eq!(faults[0].code, Code::YamlSyntax);
    faults[0].message.clone()
}

#[test]
fn depth_is_bounded() {
    let deep = format!("lists and mappings stand in each other more than {DEPTH_LIMIT} levels deep");
    for nest in ["[", "{", "- ", "? ", "[{a: ", "[\"]\","] {
        assert_eq!(message(&nest.repeat(20_000)), deep, "{nest}");
    }
    assert_eq!(message(&format!("a: {}{}", "[".repeat(20_000), "]".repeat(20_000))), deep);
    let chain = (0..100).fold("a0: &a0 [x]\n".to_owned(), |mut text, at| {
        writeln!(text, "a{0}: &a{0} [*a{at}]", at + 1).expect("writing to a string does not fail");
        text
    });
    assert_eq!(message(&chain), deep);
}

#[test]
fn depth_at_the_bound_is_good() {
    let nested = |levels: usize| format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
    assert!(decode::<Any>(&nested(DEPTH_LIMIT)).is_ok());
    assert!(decode::<Any>(&nested(DEPTH_LIMIT + 1)).is_err());
    // In Way::Walk for its tag.
    assert!(decode::<Any>(&format!("!!seq {}", nested(DEPTH_LIMIT))).is_ok());
}

#[test]
fn aliases_are_bounded() {
    let bomb = (0..30).fold("a0: &a0 [x]\n".to_owned(), |mut text, at| {
        let aliases = vec![format!("*a{at}"); 9].join(", ");
        writeln!(text, "a{0}: &a{0} [{aliases}]", at + 1).expect("writing to a string does not fail");
        text
    });
    assert_eq!(message(&bomb), "aliases expand to more than 100,000 values");
    assert_eq!(message("a: &a [*a]\n"), "an alias stands inside the value that it refers to");
    let list = format!("- &a [{}]\n", "1, ".repeat(999));
    assert!(decode::<Any>(&format!("{list}{}", "- *a\n".repeat(ALIAS_BUDGET / 1000))).is_ok());
    assert!(decode::<Any>(&format!("{list}{}", "- *a\n".repeat(ALIAS_BUDGET / 1000 + 1))).is_err());
}

#[test]
fn many_faults_take_no_longer_than_many_values() {
    let head = "title: a\nindustry: b\nsummary: c\n";
    assert_eq!(swift(&format!("{head}also:\n{}", "- []\n".repeat(10_000))).len(), 10_000);
    assert_eq!(swift(&format!("{head}tasks:\n{}", "- {nam: x}\n".repeat(2_000))).len(), 2_000);
    assert_eq!(swift(&format!("{head}{}", "draft: true\n".repeat(5_000))).len(), 4_999);
    let unknown = (0..2_000).fold(head.to_owned(), |mut text, at| {
        writeln!(text, "x{at}: 1").expect("writing to a string does not fail");
        text
    });
    assert_eq!(swift(&unknown).len(), 2_000);
}

#[test]
fn signs_without_sense_are_passed_quickly() {
    for sign in [
        "!", "! ", "&", "&a ", "*a ", "\"", "\"a", "'", "\0", "\\", ": ", "?", "\t", "#", "%", "|\n", "a: !\n", "[]",
        "}{",
    ] {
        assert!(!swift(&sign.repeat(20_000)).is_empty());
    }
}

#[test]
fn what_only_one_parser_dislikes_is_no_fault_beside_another() {
    let lines = "x,\n".repeat(2_000);
    let text = format!(
        "title: \"a\nb\"\nindustry: b\nsummary: c\nfoo: 1\nalso: [\n{lines}]# c\ntasks:\n- name: [\n -x\n]\n  level: low\n"
    );
    let faults = swift(&text);
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::UnknownKey, Code::WrongType]);
    let tabs = "title:\ta\nindustry: \t b\nsummary:\t\tc\nfoo:\t1\nalso: {\"a\":\t1}\n";
    let faults = swift(tabs);
    assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::UnknownKey, Code::WrongType]);
}

#[test]
fn what_would_make_a_text_dear_is_refused() {
    let head = "title: a\nindustry: b\nsummary: c\n";
    let many = format!("{head}also:\n{}", "- b\n".repeat(120_000));
    assert_eq!(message(&many), "the file has more values than can be read, up to here");
    // Long values may be as many.
    let long = format!("{head}also:\n{}", format!("- {}\n", "b".repeat(40)).repeat(60_000));
    assert!(decode::<Any>(&long).is_ok());
    // As many faults as anybody reads, and no more.
    assert_eq!(swift(&format!("{head}also:\n{}", "- []\n".repeat(20_000))).len(), 10_000);
    assert_eq!(swift(&format!("{head}also: [\"{}\"]\n", "\u{1}".repeat(200_000))).len(), 10_000);
}

#[test]
fn places_of_control_characters_are_found_without_comparing_all_with_all() {
    let text = format!("title: a\nindustry: b\nsummary: c\nalso:\n{}", "- a\u{1}\n".repeat(9_000));
    let faults = swift(&text);
    assert_eq!(faults.len(), 9_000);
    assert_eq!(faults[17].path.to_string(), "also[17]");
}

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::theme::Theme;

/// The most branches of a template's conditions. The parser takes one apart by calling itself.
const MOST_BRANCHES: usize = 500;

/// How many templates may include or extend each other in a row. Each is rendered within the one before.
const LONGEST_CHAIN: usize = 16;

/// A longer row is not followed to its end.
const FOLLOWED: usize = 200;

/// What in the templates of a theme would exhaust the stack of whoever reads or renders them.
pub(super) fn faults(theme: &Theme) -> Vec<Diagnostic> {
    let mut faults: Vec<Diagnostic> = theme
        .templates
        .values()
        .filter_map(|text| {
            let (at, word) = text.text.match_indices("elif").nth(MOST_BRANCHES)?;
            let message = format!("the template has more than {MOST_BRANCHES} branches `elif`");
            let fault = Diagnostic::new(Code::TemplateSyntax, &text.origin, Place::Bytes(at..at + word.len()), message);
            Some(fault.help("divide it among several templates"))
        })
        .collect();
    faults.extend(too_long(theme));
    faults
}

/// A template at the beginning of a chain that is too long. A circle is no chain: whoever reads the templates says where it closes.
fn too_long(theme: &Theme) -> Option<Diagnostic> {
    let named: BTreeMap<&str, Vec<&str>> =
        theme.templates.iter().map(|(name, text)| (name.as_str(), named_in(&text.text))).collect();
    let mut beginnings: BTreeSet<&str> = named.keys().copied().collect();
    let mut first = None;
    for length in 1..=named.len().min(FOLLOWED) {
        let goes_on = |name: &&str| named[name].iter().any(|next| beginnings.contains(next));
        beginnings = beginnings.iter().copied().filter(goes_on).collect();
        if length == LONGEST_CHAIN {
            first = beginnings.first().copied();
        }
    }
    let is_circle = !beginnings.is_empty() && named.len() < FOLLOWED;
    let text = &theme.templates[first.filter(|_| !is_circle)?];
    let message =
        format!("more than {LONGEST_CHAIN} templates include or extend each other in a row, from this one on");
    let fault = Diagnostic::new(Code::TemplateSyntax, &text.origin, Place::File, message);
    Some(fault.help("put what the last of them say into the first"))
}

/// The templates that a text includes or extends.
fn named_in(text: &str) -> Vec<&str> {
    let tags = ["include", "extends"].into_iter().flat_map(|tag| text.match_indices(tag));
    let name = |(at, tag): (usize, &str)| {
        let rest = text[at + tag.len()..].trim_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
        rest[1..].split(quote).next()
    };
    tags.filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::ThemeText;

    fn messages(templates: impl Iterator<Item = (String, String)>) -> Vec<String> {
        let text = |(name, text)| (String::clone(&name), ThemeText { origin: format!("templates/{name}"), text });
        let theme = Theme {
            templates: templates.map(text).collect(),
            built_in_messages: BTreeMap::new(),
            own_messages: BTreeMap::new(),
            statics: Vec::new(),
        };
        faults(&theme).into_iter().map(|fault| format!("{}: {}", fault.file, fault.message)).collect()
    }

    fn chain(length: usize, last: &str) -> Vec<String> {
        let text = |at| match at {
            at if at + 1 == length => last.to_owned(),
            at if at % 2 == 0 => format!("{{% extends \"{:05}\" %}}", at + 1),
            at => format!("{{% include '{:05}' %}}", at + 1),
        };
        messages((0..length).map(|at| (format!("{at:05}"), text(at))))
    }

    #[test]
    fn a_long_row_of_templates_is_refused_at_its_beginning() {
        let refused =
            ["templates/00000: more than 16 templates include or extend each other in a row, from this one on"];
        assert_eq!(chain(16, "end"), Vec::<String>::new());
        assert_eq!(chain(17, "end"), refused);
        assert_eq!(chain(3_000, "end"), refused);
    }

    #[test]
    fn a_circle_is_left_to_the_engine() {
        assert_eq!(chain(70, "{% include \"00010\" %}"), Vec::<String>::new());
    }

    #[test]
    fn many_branches_are_refused() {
        assert_eq!(messages([("a".to_owned(), "{% elif a %}".repeat(500))].into_iter()), Vec::<String>::new());
        assert_eq!(messages([("a".to_owned(), "{% elif a %}".repeat(501))].into_iter()).len(), 1);
    }
}

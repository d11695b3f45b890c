use super::Code;

/// The pages of the documentation that explain each kind of problem in a section of its own.
const PAGES: [&str; 2] = [include_str!("../../docs/faults.md"), include_str!("../../docs/warnings.md")];

/// What a kind of problem means, why it is one and how to mend it, with a wrong and a right example: its section of the documentation,
/// in Markdown, without the heading. `None` where [`Code::summary`] is all that there is to say.
pub fn explanation(code: Code) -> Option<&'static str> {
    PAGES.into_iter().flat_map(sections).find(|(name, _)| *name == code.as_str()).map(|(_, text)| text)
}

/// The sections of a page with their headings. A heading inside an example is part of the example.
fn sections(page: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut starts = Vec::new();
    let mut in_example = false;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        if line.starts_with("```") {
            in_example = !in_example;
        } else if let Some(name) = line.strip_prefix("## ").filter(|_| !in_example) {
            starts.push((name.trim_end(), at, at + line.len()));
        }
        at += line.len();
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|(_, start, _)| *start).chain([page.len()]).collect();
    starts.into_iter().zip(ends).map(|((name, _, text), end)| (name, page[text..end].trim()))
}

#[cfg(test)]
mod tests {
    use super::super::Severity;
    use super::*;

    fn names(page: &'static str) -> Vec<&'static str> {
        sections(page).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_fault_is_explained_in_the_order_of_the_pipeline() {
        let faults = Code::ALL.iter().filter(|code| code.severity() == Severity::Error);
        assert_eq!(names(PAGES[0]), faults.map(|code| code.as_str()).collect::<Vec<_>>());
    }

    #[test]
    fn every_section_is_about_a_kind_of_problem() {
        for page in PAGES {
            for name in names(page) {
                assert!(Code::ALL.iter().any(|code| code.as_str() == name), "nothing is named `{name}`");
            }
        }
    }

    #[test]
    fn every_section_says_something_and_shows_it_wrong_and_right() {
        for (name, text) in PAGES.into_iter().flat_map(sections) {
            let (said, examples) = text.split_once("\n\nWrong:").unwrap_or_else(|| panic!("`{name}` shows no mistake"));
            assert!(!said.trim().is_empty(), "`{name}` says nothing");
            assert!(examples.contains("\n\nRight:"), "`{name}` does not show how it is right");
        }
    }

    #[test]
    fn a_heading_in_an_example_begins_no_section() {
        let page = "# Page\n\nLead.\n\n## one\n\nText.\n\n```md\n## Heading\n```\n\n## two\n\nMore.\n";
        let expected = [("one", "Text.\n\n```md\n## Heading\n```"), ("two", "More.")];
        assert_eq!(sections(page).collect::<Vec<_>>(), expected);
    }
}

/// The two parts of a Markdown file, and where they begin in it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrontMatterParts<'a> {
    pub yaml: &'a str,
    pub yaml_offset: usize,
    pub body: &'a str,
    pub body_offset: usize,
}

impl FrontMatterParts<'_> {
    /// The YAML behind a comment as long as the line before it, so that its lines and bytes are those of the file.
    pub fn padded_yaml(&self) -> String {
        let blank = self.yaml_offset - "#\n".len();
        format!("#{:blank$}\n{}", "", self.yaml)
    }
}

/// Splits a file at its front matter: YAML between two lines of `---`, the first being the first line of the file.
///
/// # Errors
/// What is wrong and how to mend it, when there is no front matter or it has no end.
pub(super) fn split(text: &str) -> Result<FrontMatterParts<'_>, (&'static str, &'static str)> {
    const FORM: &str = "begin the file with a line `---`, then `title:` and `summary:`, then another line `---`";
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(("the file has no front matter", FORM));
    }
    let yaml_offset = first.len();
    let mut at = yaml_offset;
    for line in lines {
        if line.trim_end() == "---" {
            let body_offset = at + line.len();
            return Ok(FrontMatterParts {
                yaml: &text[yaml_offset..at],
                yaml_offset,
                body: &text[body_offset..],
                body_offset,
            });
        }
        at += line.len();
    }
    Err(("the front matter has no end", "close it with a line `---`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_at_the_second_line_of_hyphens() {
        let parts = split("---\ntitle: A\n---\n\nText\n---\n").expect("it has front matter");
        assert_eq!(
            parts,
            FrontMatterParts { yaml: "title: A\n", yaml_offset: 4, body: "\nText\n---\n", body_offset: 17 }
        );
    }

    #[test]
    fn padded_yaml_keeps_lines_and_bytes() {
        for text in ["---\ntitle: A\n---\n", "---\r\ntitle: A\r\n---\r\n", "--- \ntitle: A\n---\n"] {
            let padded = split(text).expect("it has front matter").padded_yaml();
            assert_eq!((padded.find("title"), padded.lines().nth(1)), (text.find("title"), text.lines().nth(1)));
        }
    }

    #[test]
    fn takes_windows_line_ends_and_an_empty_body() {
        let parts = split("---\r\ntitle: A\r\n---").expect("it has front matter");
        assert_eq!((parts.yaml, parts.body), ("title: A\r\n", ""));
    }

    #[test]
    fn refuses_what_has_no_beginning_or_no_end() {
        assert!(split("title: A\n").is_err());
        assert!(split("").is_err());
        assert!(split("---\ntitle: A\n").is_err());
    }
}

/// What a site has that a new file can name.
pub(super) struct Names {
    /// The title of the new file, as YAML.
    pub title: String,
    /// The industry of a report.
    pub industry: Option<String>,
    /// A source that measures something.
    pub index: Option<String>,
    /// A source of other figures.
    pub source: Option<String>,
    /// A tool.
    pub tool: Option<String>,
    /// Another report.
    pub report: Option<String>,
}

/// The text of a new file: a pattern with the names of the site in it. A line that needs a name which the site does not have is left out,
/// and so is a key of which nothing is left, and a part of which only its explanation is.
pub(super) fn fill(pattern: &str, names: &Names) -> String {
    let parts = pattern.split("\n\n").filter_map(|part| {
        let lines: Vec<String> = part.lines().filter_map(|line| line_with(line, names)).collect();
        let lines = without_bare_keys(lines);
        let only_explained = lines.iter().all(|line| line.starts_with("## "));
        (!only_explained).then(|| lines.join("\n"))
    });
    format!("{}\n", parts.collect::<Vec<_>>().join("\n\n"))
}

/// A line with names in place of `$` and a word. `None` where a name is missing.
fn line_with(line: &str, names: &Names) -> Option<String> {
    let Names { title, industry, index, source, tool, report } = names;
    let known = [("$industry", industry), ("$index", index), ("$source", source), ("$tool", tool), ("$report", report)];
    let mut line = line.to_owned();
    for (word, name) in known {
        if line.contains(word) {
            line = line.replace(word, name.as_deref()?);
        }
    }
    Some(line.replace("$title", title))
}

/// Lines without those of keys that stand above nothing.
fn without_bare_keys(lines: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for line in lines.into_iter().rev() {
        let is_bare = is_key(&line) && kept.last().is_none_or(|below| depth(below) <= depth(&line));
        if !is_bare {
            kept.push(line);
        }
    }
    kept.reverse();
    kept
}

/// Whether a line holds a key and nothing else; a sentence before a list ends with a colon too.
fn is_key(line: &str) -> bool {
    let key = line.trim_start_matches(['#', ' ']).strip_suffix(':');
    key.is_some_and(|key| !key.contains(' '))
}

/// How far a line is indented, the sign that switches it off left aside.
fn depth(line: &str) -> usize {
    let key = line.strip_prefix("# ").unwrap_or(line);
    key.len() - key.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Names =
        Names { title: String::new(), industry: None, index: None, source: None, tool: None, report: None };

    #[test]
    fn names_stand_in_their_places() {
        let names = Names { title: "A $tool".to_owned(), tool: Some("saw".to_owned()), ..NOTHING };
        assert_eq!(fill("title: $title\ntools: [$tool]\n", &names), "title: A $tool\ntools: [saw]\n");
    }

    #[test]
    fn what_needs_a_missing_name_is_left_out() {
        let pattern =
            "a: b\n\n## Explained.\n# c:\n#   d:\n#     - $tool\n#   e: f\n\n## Explained.\n# g:\n#   - $tool\n";
        assert_eq!(fill(pattern, &NOTHING), "a: b\n\n## Explained.\n# c:\n#   e: f\n");
    }

    #[test]
    fn a_sentence_is_no_key() {
        let pattern = "a: b\n\n# What follows is optional:\n# remove the sign.\n";
        assert_eq!(fill(pattern, &NOTHING), pattern);
    }
}

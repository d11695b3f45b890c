use std::io::{self, IsTerminal};
use std::path::{Component, Path};

use super::args::FormatArg;
use super::{print as print_out, say, styling};
use crate::build::Faults;
use crate::diagnostic::{self, Diagnostic, Format, Severity, Styling, Texts};

/// Prints problems in the form that was asked for.
pub fn print(faults: &Faults, format: FormatArg, root: &Path) {
    let Faults { diagnostics, texts } = faults;
    let by_file: Texts<'_> = texts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    match format {
        FormatArg::Human => {
            say(&diagnostic::print(diagnostics, &by_file, Format::Human, styling(&io::stderr())));
        }
        FormatArg::Json => {
            print_out(diagnostic::print(diagnostics, &by_file, Format::Json, Styling::Plain).as_bytes());
        }
        FormatArg::Github => {
            print_out(annotations(faults, root).as_bytes());
        }
    }
}

/// Annotations name files from where the program runs, which is the top of the repository; faults name them from the site's root.
fn annotations(faults: &Faults, root: &Path) -> String {
    let parts = root.components().filter(|part| *part != Component::CurDir);
    let prefix: String = parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect();
    let diagnostics: Vec<Diagnostic> = faults
        .diagnostics
        .iter()
        .map(|diagnostic| Diagnostic { file: format!("{prefix}{}", diagnostic.file), ..diagnostic.clone() })
        .collect();
    let texts: Vec<(String, &str)> =
        faults.texts.iter().map(|(file, text)| (format!("{prefix}{file}"), text.as_str())).collect();
    let texts: Texts<'_> = texts.iter().map(|(file, text)| (file.as_str(), *text)).collect();
    diagnostic::print(&diagnostics, &texts, Format::Github, Styling::Plain)
}

/// How many problems of each weight there are, in how many files.
pub fn count(faults: &Faults) -> String {
    let mut files: Vec<&str> = faults.diagnostics.iter().map(|diagnostic| diagnostic.file.as_str()).collect();
    files.sort_unstable();
    files.dedup();
    let of = |severity: Severity| faults.diagnostics.iter().filter(|d| d.code.severity() == severity).count();
    let plural = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let kinds = [
        (of(Severity::Error), "fault", "faults"),
        (of(Severity::Warning), "warning", "warnings"),
        (of(Severity::Note), "note", "notes"),
    ];
    let counts: Vec<String> =
        kinds.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| plural(*count, one, many)).collect();
    format!("{} in {}", counts.join(" and "), plural(files.len(), "file", "files"))
}

/// Where to read on, as the end of a closing line. Nothing where no person reads it as it comes: a log keeps the names of the codes.
pub fn read_on(faults: &Faults) -> String {
    if io::stderr().is_terminal() { advice(&faults.diagnostics) } else { String::new() }
}

fn advice(diagnostics: &[Diagnostic]) -> String {
    let Some(first) = diagnostics.first() else { return String::new() };
    let of_the_first = if diagnostics.iter().all(|other| other.code == first.code) { "" } else { " of the first" };
    format!("; `foretask explain {}` says more{of_the_first}", first.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};

    #[test]
    fn a_closing_line_says_where_to_read_on() {
        let of = |code| Diagnostic::new(code, "content/site.yaml", Place::File, "wrong");
        assert_eq!(advice(&[]), "");
        let one = "; `foretask explain unknown-key` says more";
        assert_eq!(advice(&[of(Code::UnknownKey), of(Code::UnknownKey)]), one);
        assert_eq!(advice(&[of(Code::UnknownKey), of(Code::EmptyText)]), format!("{one} of the first"));
    }
}

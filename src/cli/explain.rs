use std::io;
use std::process::ExitCode;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::ErrorKind;

use super::text::{Ink, text};
use super::{print, styling};
use crate::diagnostic::{Code, Severity, did_you_mean, explanation};

/// Say what a fault or a warning means, and how to mend it
///
/// Explains the kind of problem that stands in brackets before a message, as in error[unknown-key], with a wrong and a right example.
/// Without CODE, lists all kinds.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// The name of the kind of problem, such as unknown-key
    #[arg(value_parser = CodeParser, hide_possible_values = true)]
    pub code: Option<Code>,
}

pub fn run(args: &ExplainArgs) -> ExitCode {
    let ink = Ink(styling(&io::stdout()));
    let printed = match args.code {
        Some(code) => section(code, ink),
        None => list(ink),
    };
    print(printed.as_bytes())
}

/// Everything that is said of a kind of problem.
fn section(code: Code, ink: Ink) -> String {
    let weight = match code.severity() {
        Severity::Error => "fault",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let said = explanation(code).unwrap_or(code.summary());
    format!("{} ({weight})\n\n{}", ink.strong(code.as_str()), text(said, ink))
}

/// All kinds, a line each.
fn list(ink: Ink) -> String {
    let groups = [
        (Severity::Error, "Faults", "nothing is built while there is one"),
        (Severity::Warning, "Warnings", "`foretask check` finds them in a site without faults"),
        (Severity::Note, "Notes", "what is outside of the site; they fail nothing"),
    ];
    let width = Code::ALL.iter().map(|code| code.as_str().len()).max().unwrap_or_default();
    let group = |(severity, name, what): (Severity, &str, &str)| {
        let codes = Code::ALL.iter().filter(|code| code.severity() == severity);
        let lines: String = codes.map(|code| format!("  {:width$}  {}\n", code.as_str(), code.summary())).collect();
        format!("{}: {what}\n{lines}\n", ink.strong(name))
    };
    let groups: String = groups.map(group).concat();
    format!("{groups}`foretask explain CODE` says more of one, with an example.\n")
}

/// Reads the name of a kind of problem. Shells complete it.
#[derive(Clone)]
struct CodeParser;

impl TypedValueParser for CodeParser {
    type Value = Code;

    fn parse_ref(
        &self,
        command: &clap::Command,
        _argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Code, clap::Error> {
        let name = value.to_string_lossy();
        Code::ALL.iter().copied().find(|code| code.as_str() == name).ok_or_else(|| {
            let hint = did_you_mean(&name, Code::ALL.iter().map(|code| code.as_str()));
            let message = format!("no fault and no warning is named `{name}`{hint}\n\n`foretask explain` lists them\n");
            clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(Code::ALL.iter().map(|code| PossibleValue::new(code.as_str()).help(code.summary()))))
    }
}

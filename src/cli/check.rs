use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil;

use super::args::{FormatArg, SiteArgs};
use super::{CONTENT, fail, report, say};
use crate::build::{BuildError, Faults};
use crate::check::{CheckOptions, check};
use crate::diagnostic::{self, Severity};
use crate::model::{Date, Scalar};
use crate::outside::{Found, OutsideOptions, Reached, look_outside};

/// Look for mistakes, and for what would make the reports better
///
/// Prints all faults of all files, and nothing is written. When there is none, prints warnings: figures and texts that disagree,
/// what has gone stale, figures without a source, repeated sentences, links that lead nowhere. `check.off` in site.yaml switches a
/// kind of warning off; `foretask explain CODE` says what one means.
///
/// Exit codes: 0 when there is no fault, 1 when there is one (or a warning, with --deny warnings), 2 when the check could not run.
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub site: SiteArgs,

    /// What else ends the check with exit code 1
    #[arg(long, value_enum, value_name = "WHAT")]
    pub deny: Option<DenyArg>,

    /// Ask other sites too whether the links to them lead somewhere
    ///
    /// At most two requests at a time for each host. What answered well is not asked again for a week; .foretask/links.json in the
    /// root remembers it. Links that do not lead where they should are notes, which never end the check with exit code 1.
    #[arg(long)]
    pub external: bool,

    /// The day against which dates are judged [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub today: Option<civil::Date>,

    /// How faults and warnings are printed
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,
}

/// What else ends the check with exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DenyArg {
    /// Warnings
    Warnings,
}

pub fn run(args: &CheckArgs) -> ExitCode {
    let today = args.today.unwrap_or_else(|| jiff::Zoned::now().date());
    let options = CheckOptions { build: args.site.options(), today };
    match check(&args.site.root, &options) {
        Ok(mut found) => {
            if args.external {
                let options = OutsideOptions::of(&args.site.root, args.site.options(), today);
                match look_outside(&args.site.root, &options) {
                    Ok(outside) => {
                        say_outside(&outside, args.format);
                        found.diagnostics.extend(outside.notes.diagnostics);
                        found.texts.extend(outside.notes.texts);
                        diagnostic::sort(&mut found.diagnostics);
                    }
                    Err(error) => return fail(&error.to_string()),
                }
            }
            report::print(&found, args.format, &args.site.root);
            let warned = found.diagnostics.iter().any(|found| found.code.severity() == Severity::Warning);
            if args.format == FormatArg::Human {
                say(&format!("{}{}\n", closing_line(&found), report::read_on(&found)));
            }
            if warned && args.deny == Some(DenyArg::Warnings) { ExitCode::from(CONTENT) } else { ExitCode::SUCCESS }
        }
        Err(BuildError::Faults(faults)) => {
            report::print(&faults, args.format, &args.site.root);
            if args.format == FormatArg::Human {
                let count = report::count(&faults);
                say(&format!("{count}; warnings are looked for when they are mended{}\n", report::read_on(&faults)));
            }
            ExitCode::from(CONTENT)
        }
        Err(error @ (BuildError::Read(_) | BuildError::Publish(_))) => fail(&error.to_string()),
    }
}

/// Says how many hosts were asked; to programs only what went wrong.
fn say_outside(outside: &Found, format: FormatArg) {
    if format == FormatArg::Human || outside.reached == Reached::Nobody {
        say(&format!("{outside}\n"));
    }
    if let Some(error) = &outside.not_remembered {
        say(&format!("the answers are not remembered: {error}\n"));
    }
}

fn closing_line(found: &Faults) -> String {
    if found.diagnostics.is_empty() { "no fault and no warning".to_owned() } else { report::count(found) }
}

/// A day; `--today` of less exactness would judge months by their first day.
pub fn day(text: &str) -> Result<civil::Date, String> {
    match Date::from_text(text) {
        Ok(Date::Day(day)) => Ok(day),
        _ => Err(format!("`{text}` is not a day; write it as `YYYY-MM-DD`")),
    }
}

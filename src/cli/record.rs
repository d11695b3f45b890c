use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use jiff::civil;

use super::args::FormatArg;
use super::check::day;
use super::{CONTENT, fail, print, report, say};
use crate::build::BuildError;
use crate::model::Text;
use crate::model::occupation::Cause;
use crate::record::{Outcome, RecordError, RecordOptions, What, Writing, record};

/// Record changed headlines in the histories of their reports
///
/// Looks for reports whose headline is not the newest entry of their history, and adds an entry to `history` in their files; the rest of
/// each file stays as it is, to the byte. Of an imported report that is the imported file, unless what is written over it has a history of
/// its own. Of several changes on one day and of one cause the last one stands: its score takes the place
/// of that day's entry. An entry that cannot be added safely is printed, to be written by hand.
///
/// Exit codes: 0 when every change is recorded, 1 when the content has faults or an entry has to be written by hand, 2 when nothing
/// could be done.
#[derive(Debug, clap::Args)]
pub struct RecordArgs {
    /// The reports, by the names of their files without `.yaml` [default: all]
    #[arg(value_name = "SLUG")]
    pub reports: Vec<String>,

    /// Why the headlines changed
    #[arg(long, value_enum)]
    pub cause: CauseArg,

    /// What changed, for readers
    #[arg(long, value_name = "TEXT", value_parser = note)]
    pub note: Option<Text>,

    /// The day of the change [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<civil::Date>,

    /// Print what would be recorded, and write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".", env = "FORETASK_ROOT")]
    pub root: PathBuf,
}

/// Why headlines changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CauseArg {
    /// New data
    Data,
    /// Another way of counting
    Method,
    /// A mistake was mended
    Correction,
}

pub fn run(args: &RecordArgs) -> ExitCode {
    let RecordArgs { reports, cause, note, date, dry_run, root } = args;
    let cause = match cause {
        CauseArg::Data => Cause::Data,
        CauseArg::Method => Cause::Method,
        CauseArg::Correction => Cause::Correction,
    };
    let options = RecordOptions {
        reports: reports.clone(),
        cause,
        note: note.clone(),
        date: date.unwrap_or_else(|| jiff::Zoned::now().date()),
        writing: if *dry_run { Writing::Pretend } else { Writing::Write },
    };
    match record(root, &options) {
        Ok(outcomes) => tell(&outcomes, &options),
        Err(RecordError::Build(BuildError::Faults(faults))) => {
            report::print(&faults, FormatArg::Human, root);
            say(&format!("{}; nothing was recorded\n", report::count(&faults)));
            ExitCode::from(CONTENT)
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// Prints a line for each report with a change: what is recorded on standard output, what is not on standard error.
fn tell(outcomes: &[Outcome], options: &RecordOptions) -> ExitCode {
    let cause = options.cause.as_str();
    let mut lines = String::new();
    let mut refusals = String::new();
    let (mut recorded, mut refused) = (0, 0);
    for Outcome { slug, what } in outcomes {
        match what {
            What::Left => continue,
            What::Added { before: Some(before), points } => {
                lines.push_str(&format!("{slug}: {before} → {points} ({cause})\n"));
            }
            What::Added { before: None, points } => {
                lines.push_str(&format!("{slug}: {points} ({cause}), the first entry\n"));
            }
            What::Corrected { before, instead_of, points } => {
                let from = before.map(|before| format!("{before} → ")).unwrap_or_default();
                lines
                    .push_str(&format!("{slug}: {from}{points} ({cause}), in place of {instead_of} on the same day\n"));
            }
            What::Refused { why } => {
                refusals.push_str(&format!("{slug}: not recorded: {why}\n"));
                refused += 1;
                continue;
            }
        }
        recorded += 1;
    }
    let printed = print(lines.as_bytes());
    let entries = if recorded == 1 { "1 entry".to_owned() } else { format!("{recorded} entries") };
    let would = if options.writing == Writing::Pretend { " would be" } else { "" };
    let left = if refused == 0 { String::new() } else { format!("; {refused} to be written by hand") };
    say(&format!("{refusals}{entries}{would} recorded{left}\n"));
    if refused == 0 { printed } else { ExitCode::from(CONTENT) }
}

fn note(text: &str) -> Result<Text, String> {
    Text::new(text).map_err(|invalid| invalid.message)
}

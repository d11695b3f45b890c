use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use super::args::FormatArg;
use super::import_report::{Detail, next_steps, summary};
use super::{CONTENT, fail, print, report, say};
use crate::build::Faults;
use crate::diagnostic::Code;
use crate::import::{Additions, Base, BrokenRows, DataFaults, Gone, ImportError, ImportOptions, Writing, import};
use crate::model::{Date, Scalar};

/// Make reports from public data sets
///
/// `import onet` makes a report of every occupation in a folder with the O*NET database, `import add` adds values to reports that were
/// imported before; both take the same files with values. Everything is written into content/imported/, which import owns; what a file of
/// the same name in content/occupations/ says lies over it, key by key, and is never touched.
///
/// A broken row of any file is reported with its place, and nothing is written. Exit codes: 0 when the data are imported, 1 when they have
/// faults, 2 when nothing could be done.
///
/// For example: foretask import onet db_29_3_text --wages national_M2024_dl.csv
#[derive(Debug, clap::Args)]
pub struct ImportArgs {
    #[command(subcommand)]
    pub source: ImportCommand,
}

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Make reports of the occupations in a folder with the O*NET database
    ///
    /// The text edition as it is downloaded, or tables saved as CSV under the names of their workbooks. Columns are found by their names,
    /// and files that are absent mean fewer sections. A second import takes the place of the first: reports keep their addresses, their
    /// histories, and the values that were added to them.
    Onet {
        /// The folder, with `Occupation Data.txt` in it
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,

        /// Number and month of the edition, such as "29.3, May 2025" [default: as in the folder's `Read Me.txt`]
        #[arg(long, value_name = "EDITION")]
        edition: Option<String>,

        /// Remove imported reports on occupations that the database no longer has
        #[arg(long)]
        remove_gone: bool,

        #[command(flatten)]
        common: CommonArgs,
    },
    /// Add values to the reports that were imported before
    Add(CommonArgs),
}

#[derive(Debug, clap::Args)]
pub struct CommonArgs {
    /// Tables of "GPTs are GPTs": full_labelset.tsv, occ_level.csv, or both
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub exposure: Vec<PathBuf>,

    /// The table of "Working with AI": ai_applicability_scores.csv
    #[arg(long, value_name = "FILE")]
    pub applicability: Option<PathBuf>,

    /// U.S. wages and employment (OEWS) of one area, such as national_M2024_dl.csv
    #[arg(long, value_name = "FILE")]
    pub wages: Option<PathBuf>,

    /// The month of the wages [default: May of the year in the file's name]
    #[arg(long, value_name = "YYYY-MM", value_parser = date)]
    pub wages_as_of: Option<Date>,

    /// U.S. employment projections, with a column of changes in percent that names both years
    #[arg(long, value_name = "FILE")]
    pub projections: Option<PathBuf>,

    /// Tables of scores of any index, with the columns source, code or slug, score and date
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub assessments: Vec<PathBuf>,

    /// Leave out rows that cannot be used, and list them
    #[arg(long)]
    pub skip_broken: bool,

    /// Print what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,

    /// Name every report and every row that the summary counts
    #[arg(long, short)]
    pub verbose: bool,

    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".", env = "FORETASK_ROOT")]
    pub root: PathBuf,
}

pub fn run(args: &ImportArgs) -> ExitCode {
    let (base, gone, common) = match &args.source {
        ImportCommand::Onet { folder, edition, remove_gone, common } => {
            let gone = if *remove_gone { Gone::Remove } else { Gone::Keep };
            (Base::Onet { folder: folder.clone(), edition: edition.clone() }, gone, common)
        }
        ImportCommand::Add(common) => (Base::Imported, Gone::Keep, common),
    };
    let CommonArgs {
        exposure,
        applicability,
        wages,
        wages_as_of,
        projections,
        assessments,
        skip_broken,
        dry_run,
        verbose,
        root,
    } = common;
    let options = ImportOptions {
        base,
        additions: Additions {
            exposure: exposure.clone(),
            applicability: applicability.clone(),
            wages: wages.clone(),
            wages_as_of: *wages_as_of,
            projections: projections.clone(),
            assessments: assessments.clone(),
        },
        broken: if *skip_broken { BrokenRows::Skip } else { BrokenRows::Refuse },
        gone,
        writing: if *dry_run { Writing::Pretend } else { Writing::Write },
    };
    let detail = if *verbose { Detail::Names } else { Detail::Counts };
    match import(root, &options) {
        Ok(imported) => {
            let DataFaults { diagnostics, texts } = &imported.skipped;
            if !diagnostics.is_empty() {
                let faults = Faults { diagnostics: diagnostics.clone(), texts: texts.clone() };
                report::print(&faults, FormatArg::Human, root);
                say(&format!("{} left out\n\n", report::count(&faults)));
            }
            let printed = print(summary(&imported, options.writing, detail).as_bytes());
            if options.writing == Writing::Write {
                say(&next_steps(&imported, root));
            }
            printed
        }
        Err(ImportError::Faults(DataFaults { diagnostics, texts })) => {
            let faults = Faults { diagnostics, texts };
            report::print(&faults, FormatArg::Human, root);
            let advice = if faults.diagnostics.iter().all(|found| found.code == Code::BrokenRow) {
                "; `--skip-broken` leaves these rows out"
            } else {
                ""
            };
            say(&format!("{}; nothing was written{advice}\n", report::count(&faults)));
            ExitCode::from(CONTENT)
        }
        Err(error) => fail(&error.to_string()),
    }
}

fn date(text: &str) -> Result<Date, String> {
    Date::from_text(text).map_err(|invalid| match invalid.help {
        Some(help) => format!("{}; {help}", invalid.message),
        None => invalid.message,
    })
}

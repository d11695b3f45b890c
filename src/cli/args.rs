use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::model::Scalar;
use crate::model::site::BaseUrl;

/// Builds occupation report sites whose figures can be checked.
///
/// A site is a folder with `content/` in it: YAML for the data of each report, Markdown for what is told. `foretask build`
/// checks the content, links it, and writes a complete static site.
#[derive(Debug, Parser)]
#[command(name = "foretask", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Build(BuildArgs),
    /// Print a completion script for a shell
    ///
    /// For example: foretask completions bash > ~/.local/share/bash-completion/completions/foretask
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print a manual page
    ///
    /// For example: foretask man build > foretask-build.1 && man ./foretask-build.1
    Man {
        /// The command that the page is about [default: foretask itself]
        #[arg(value_parser = ["build", "completions", "man"])]
        command: Option<String>,
    },
}

/// Build the site
///
/// Reads content/, templates/ and static/ below the root and writes the site to the output folder. The new site takes the place of
/// the old one in one step, files that did not change are not written, and files that foretask did not write are left alone. When
/// the content has faults, all of them are printed and nothing is written.
///
/// Exit codes: 0 when the site is built, 1 when the content has faults, 2 when the build could not run.
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".", env = "FORETASK_ROOT")]
    pub root: PathBuf,

    /// The folder to write to [default: dist in the root]
    ///
    /// A folder that is not empty and was not written by foretask is refused.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// The address of the finished site, in place of that in site.yaml
    ///
    /// With a path where the site stands in one: https://name.github.io/reports/
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<BaseUrl>,

    /// Build drafts too
    #[arg(long)]
    pub drafts: bool,

    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// How faults are printed
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,

    /// Print nothing but faults
    #[arg(long, short)]
    pub quiet: bool,
}

/// How faults are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// For people: with the lines in which they stand
    Human,
    /// For programs: a JSON object a line, on standard output
    Json,
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::from_text(text).map_err(|invalid| match invalid.help {
        Some(help) => format!("{}; {help}", invalid.message),
        None => invalid.message,
    })
}

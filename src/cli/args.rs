use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use super::build::BuildArgs;
use super::check::CheckArgs;
use super::eject::EjectArgs;
use super::explain::ExplainArgs;
use super::import::ImportArgs;
use super::init::InitArgs;
use super::new::NewArgs;
use super::record::RecordArgs;
use super::schema::SchemaArgs;
use super::serve::ServeArgs;
use super::view::ViewArgs;
use crate::build::{BuildOptions, Shard};
use crate::link::DraftRule;
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
    Check(CheckArgs),
    Serve(ServeArgs),
    Explain(ExplainArgs),
    Init(InitArgs),
    New(NewArgs),
    Import(ImportArgs),
    Schema(SchemaArgs),
    Record(RecordArgs),
    Eject(EjectArgs),
    View(ViewArgs),
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
        #[arg(value_parser = ["build", "check", "serve", "record", "init", "new", "import", "import-onet", "import-add", "explain", "eject", "view", "schema", "completions", "man"])]
        command: Option<String>,
    },
}

/// Where the site is, and what of it is meant.
#[derive(Debug, clap::Args)]
pub struct SiteArgs {
    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".", env = "FORETASK_ROOT")]
    pub root: PathBuf,

    /// The address of the finished site, in place of that in site.yaml
    ///
    /// With a path where the site stands in one: https://name.github.io/reports/
    #[arg(long, value_name = "URL", value_parser = base_url)]
    pub base_url: Option<BaseUrl>,

    /// Build drafts too
    #[arg(long)]
    pub drafts: bool,
}

impl SiteArgs {
    /// What to build.
    pub fn options(&self) -> BuildOptions {
        BuildOptions {
            drafts: if self.drafts { DraftRule::Include } else { DraftRule::Exclude },
            base_url: self.base_url.clone(),
            shard: Shard::default(),
        }
    }
}

/// How faults are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// For people: with the lines in which they stand
    Human,
    /// For programs: a JSON object a line, on standard output
    Json,
    /// For GitHub's runners: annotations of a pull request, on standard output
    Github,
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::from_text(text).map_err(|invalid| match invalid.help {
        Some(help) => format!("{}; {help}", invalid.message),
        None => invalid.message,
    })
}

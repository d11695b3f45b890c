use std::path::PathBuf;
use std::process::ExitCode;

use serde::Serialize;

use super::args::{FormatArg, SiteArgs};
use super::progress::Bar;
use super::timings::Timings;
use super::{CONTENT, fail, print, report, say};
use crate::build::{BuildError, BuildOptions, Built, Progress, Shard, build};
use crate::publish::Replacement;

/// Build the site
///
/// Reads content/, templates/ and static/ below the root and writes the site to the output folder. The new site takes the place of
/// the old one in one step, files that did not change are not written, and files that foretask did not write are left alone. When
/// the content has faults, all of them are printed and nothing is written.
///
/// Exit codes: 0 when the site is built, 1 when the content has faults, 2 when the build could not run.
#[derive(Debug, clap::Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub site: SiteArgs,

    /// The folder to write to [default: dist in the root]
    ///
    /// A folder that is not empty and was not written by foretask is refused.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// How faults are printed
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub format: FormatArg,

    /// Print nothing but faults
    #[arg(long, short, conflicts_with = "timings")]
    pub quiet: bool,

    /// Print where the time went: stages, templates, the slowest pages
    #[arg(long)]
    pub timings: bool,

    /// Write only a part of the outputs, such as 3/16
    ///
    /// The parts have nothing in common, and together they are the site, byte for byte: several machines can build a large site, each
    /// a part into a folder of its own, and the folders are then laid into one. Every part reads and checks the whole content.
    #[arg(long, value_name = "N/OF", value_parser = Shard::from_text)]
    pub shard: Option<Shard>,
}

pub fn run(args: &BuildArgs) -> ExitCode {
    if let Some(jobs) = args.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
        if let Err(error) = pool {
            return fail(&format!("cannot start {jobs} threads: {error}"));
        }
    }
    let out = args.out.clone().unwrap_or_else(|| args.site.root.join("dist"));
    let bar = Bar::new(!args.quiet && args.format == FormatArg::Human);
    let timings = Timings::new(&bar);
    let progress: &dyn Progress = if args.timings { &timings } else { &bar };
    let options = BuildOptions { shard: args.shard.unwrap_or_default(), ..args.site.options() };
    let built = build(&args.site.root, &out, &options, progress);
    bar.clear();
    if args.timings && built.is_ok() {
        match args.format {
            FormatArg::Human => say(&format!("{}\n", timings.table())),
            FormatArg::Json => drop(print(&timings.json())),
            FormatArg::Github => {}
        }
    }
    match built {
        Ok(_) if args.quiet => ExitCode::SUCCESS,
        Ok(built) => match args.format {
            FormatArg::Human => {
                say(&format!("{}\n", closing_line(&built, &out)));
                ExitCode::SUCCESS
            }
            FormatArg::Json => print(&json_line(&built)),
            FormatArg::Github => ExitCode::SUCCESS,
        },
        Err(BuildError::Faults(faults)) => {
            report::print(&faults, args.format, &args.site.root);
            if args.format == FormatArg::Human {
                say(&format!("{}; nothing was written{}\n", report::count(&faults), report::read_on(&faults)));
            }
            ExitCode::from(CONTENT)
        }
        Err(error @ (BuildError::Read(_) | BuildError::Publish(_))) => fail(&error.to_string()),
    }
}

/// The one line that says what was done.
fn closing_line(built: &Built, out: &std::path::Path) -> String {
    let Built { pages, written, unchanged, removed, replacement, elapsed } = built;
    let how = match replacement {
        Replacement::Exchanged | Replacement::Renamed | Replacement::Unneeded => "",
        Replacement::FileByFile => "; the folder could not be exchanged, so its files were replaced one by one",
    };
    let pages = if *pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    format!(
        "{pages} in {}: {written} files written, {unchanged} unchanged, {removed} removed in {:.2} s{how}",
        out.strip_prefix(".").unwrap_or(out).display(),
        elapsed.as_secs_f64(),
    )
}

fn json_line(built: &Built) -> Vec<u8> {
    #[derive(Serialize)]
    struct Line {
        event: &'static str,
        pages: usize,
        written: usize,
        unchanged: usize,
        removed: usize,
        exchanged: bool,
        seconds: f64,
    }
    let line = Line {
        event: "built",
        pages: built.pages,
        written: built.written,
        unchanged: built.unchanged,
        removed: built.removed,
        exchanged: built.replacement != Replacement::FileByFile,
        seconds: built.elapsed.as_secs_f64(),
    };
    let mut bytes = serde_json::to_vec(&line).expect("numbers always serialize");
    bytes.push(b'\n');
    bytes
}

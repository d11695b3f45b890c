use std::io::{self, IsTerminal};
use std::process::ExitCode;

use serde::Serialize;

use super::args::{BuildArgs, FormatArg};
use super::progress::Bar;
use super::{CONTENT, fail, print, say};
use crate::build::{BuildError, BuildOptions, Built, Faults, build};
use crate::diagnostic::{self, Format, Styling, Texts};
use crate::link::DraftRule;
use crate::publish::Replacement;

pub fn run(args: &BuildArgs) -> ExitCode {
    if let Some(jobs) = args.jobs {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
        if let Err(error) = pool {
            return fail(&format!("cannot start {jobs} threads: {error}"));
        }
    }
    let options = BuildOptions {
        drafts: if args.drafts { DraftRule::Include } else { DraftRule::Exclude },
        base_url: args.base_url.clone(),
    };
    let out = args.out.clone().unwrap_or_else(|| args.root.join("dist"));
    let bar = Bar::new(!args.quiet && args.format == FormatArg::Human);
    let built = build(&args.root, &out, &options, &bar);
    bar.clear();
    match built {
        Ok(_) if args.quiet => ExitCode::SUCCESS,
        Ok(built) => match args.format {
            FormatArg::Human => {
                say(&format!("{}\n", closing_line(&built, &out)));
                ExitCode::SUCCESS
            }
            FormatArg::Json => print(&json_line(&built)),
        },
        Err(BuildError::Faults(faults)) => report(&faults, args.format),
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

fn report(faults: &Faults, format: FormatArg) -> ExitCode {
    let Faults { diagnostics, texts } = faults;
    let texts: Texts<'_> = texts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
    match format {
        FormatArg::Human => {
            let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let styling = if colour { Styling::Colour } else { Styling::Plain };
            say(&diagnostic::print(diagnostics, &texts, Format::Human, styling));
            say(&format!("{}\n", count(faults)));
        }
        FormatArg::Json => {
            print(diagnostic::print(diagnostics, &texts, Format::Json, Styling::Plain).as_bytes());
        }
    }
    ExitCode::from(CONTENT)
}

/// How many faults there are in how many files, and that nothing was written.
fn count(faults: &Faults) -> String {
    let mut files: Vec<&str> = faults.diagnostics.iter().map(|diagnostic| diagnostic.file.as_str()).collect();
    files.dedup();
    let plural = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    format!(
        "{} in {}; nothing was written",
        plural(faults.diagnostics.len(), "fault", "faults"),
        plural(files.len(), "file", "files"),
    )
}

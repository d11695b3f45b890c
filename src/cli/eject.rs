use std::path::PathBuf;
use std::process::ExitCode;

use super::{fail, print, say};
use crate::theme::{Ejected, built_in, eject, meant};

/// Copy files of the built-in theme into the site, to be changed there
///
/// A file of the site takes the place of the built-in one of the same path. What the site has already is never written over. Of the
/// message file a site needs only the messages that it words otherwise.
///
/// For example: foretask eject templates/sections/tasks.html static/css/theme.css
///
/// Exit codes: 0 when the files are copied, 2 when they could not be.
#[derive(Debug, clap::Args)]
pub struct EjectArgs {
    /// Files of the theme, or folders of it such as templates/sections/
    #[arg(value_name = "PATH", required_unless_present = "list")]
    pub paths: Vec<String>,

    /// Print the paths of the theme's files, and copy nothing
    #[arg(long)]
    pub list: bool,

    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".", env = "FORETASK_ROOT")]
    pub root: PathBuf,
}

pub fn run(args: &EjectArgs) -> ExitCode {
    if args.list {
        return list(&args.paths);
    }
    match eject(&args.root, &args.paths) {
        Ok(Ejected { copied, left }) => {
            let printed = print(lines(&copied).as_bytes());
            let mut told: String = left.iter().map(|file| format!("{file} was there already and stays\n")).collect();
            let files = if copied.len() == 1 { "1 file".to_owned() } else { format!("{} files", copied.len()) };
            told.push_str(&format!("{files} copied\n"));
            say(&told);
            printed
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// Prints the files that are meant, or all.
fn list(paths: &[String]) -> ExitCode {
    if paths.is_empty() {
        return print(lines(&built_in()).as_bytes());
    }
    match paths.iter().map(|path| meant(path)).collect::<Result<Vec<_>, _>>() {
        Ok(found) => print(lines(&found.concat()).as_bytes()),
        Err(error) => fail(&error.to_string()),
    }
}

fn lines(paths: &[String]) -> String {
    paths.iter().map(|path| format!("{path}\n")).collect()
}

use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::{fail, quoted, say};
use crate::scaffold::{Contents, start};

/// Make a new site
///
/// Writes a small, complete site into a new or empty folder: three reports with their sources, a page, comments that explain the format,
/// schemas for the editor, and a workflow that publishes to GitHub Pages. Then prints what to type next.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder of the new site
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,

    /// Write no reports, and nothing that reports refer to
    ///
    /// For a site whose reports come from `foretask import`, or are all your own.
    #[arg(long)]
    pub bare: bool,
}

pub fn run(args: &InitArgs) -> ExitCode {
    let contents = if args.bare { Contents::Bare } else { Contents::Examples };
    match start(&args.folder, contents) {
        Ok(files) => {
            say(&next(&args.folder, files.len(), contents));
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// What was done, and what to type next.
fn next(folder: &Path, files: usize, contents: Contents) -> String {
    let here = folder.components().all(|part| part == Component::CurDir);
    let shown = folder.display().to_string();
    let enter = if here { String::new() } else { format!("  cd {}\n", quoted(folder)) };
    match contents {
        Contents::Examples => format!(
            "{files} files written to {shown}. Look at the site:\n\n\
             {enter}  foretask serve --open\n\n\
             Then change a word in content/occupations/electrician.yaml and save: the page follows. Its comments explain the format.\n\
             `foretask new occupation TITLE` begins a report of your own, and .github/workflows/deploy.yml publishes the site.\n"
        ),
        Contents::Bare => format!(
            "{files} files written to {shown}. Make reports of a folder with the O*NET database, and look at the site:\n\n\
             {enter}  foretask import onet FOLDER\n  foretask serve --open\n\n\
             `foretask new occupation TITLE` begins a report of your own, and .github/workflows/deploy.yml publishes the site.\n"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word() {
        assert_eq!(quoted(Path::new("sites/my-site")), "sites/my-site");
        assert_eq!(quoted(Path::new("My site")), "'My site'");
        assert_eq!(quoted(Path::new("it's")), r"'it'\''s'");
    }

    #[test]
    fn nobody_is_sent_to_where_they_are() {
        assert!(next(Path::new("site"), 9, Contents::Examples).contains("\n  cd site\n  foretask serve --open\n"));
        assert!(next(Path::new("."), 9, Contents::Examples).contains("\n\n  foretask serve --open\n"));
        let bare = next(Path::new("site"), 9, Contents::Bare);
        assert!(bare.contains("\n  cd site\n  foretask import onet FOLDER\n"), "{bare}");
    }
}

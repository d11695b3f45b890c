use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use super::{fail, quoted, say};
use crate::scaffold::start;

/// Make a new site
///
/// Writes a small, complete site into a new or empty folder: three reports with their sources, a page, comments that explain the format,
/// schemas for the editor, and a workflow that publishes to GitHub Pages. Then prints what to type next.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The folder of the new site
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

pub fn run(args: &InitArgs) -> ExitCode {
    match start(&args.folder) {
        Ok(files) => {
            say(&next(&args.folder, files.len()));
            ExitCode::SUCCESS
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// What was done, and what to type next.
fn next(folder: &Path, files: usize) -> String {
    let here = folder.components().all(|part| part == Component::CurDir);
    let shown = folder.display().to_string();
    let enter = if here { String::new() } else { format!("  cd {}\n", quoted(folder)) };
    format!(
        "{files} files written to {shown}. Look at the site:\n\n\
         {enter}  foretask serve --open\n\n\
         Then change a word in content/occupations/electrician.yaml and save: the page follows. Its comments explain the format.\n\
         `foretask new occupation TITLE` begins a report of your own, and .github/workflows/deploy.yml publishes the site.\n"
    )
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
        assert!(next(Path::new("site"), 9).contains("\n  cd site\n  foretask serve --open\n"));
        assert!(next(Path::new("."), 9).contains("\n\n  foretask serve --open\n"));
    }
}

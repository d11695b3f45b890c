use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use rust_embed::RustEmbed;

use super::write::write_all;
use super::{ScaffoldError, schema_line};
use crate::schema::Kind;
use crate::source::{FileKind, ReadError};

/// The files of a new site. Names that begin with a dot there stand here without it, since packaging passes such names over.
#[derive(RustEmbed)]
#[folder = "src/scaffold/starter/"]
struct Starter;

/// What a new site holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contents {
    /// Three reports with what they refer to.
    Examples,
    /// No report yet: for reports that are imported or written.
    Bare,
}

/// The files of the reports and of what they refer to.
const EXAMPLES: [&str; 4] =
    ["content/occupations/", "content/industries.yaml", "content/sources.yaml", "content/tools.yaml"];

/// What the starter says of its reports, and what a site without them says of itself.
const OF_THREE: &str = "What AI does to three occupations,";
const OF_ANY: &str = "What AI does to occupations,";

/// What stands here without its dot.
const DOTTED: [&str; 2] = ["gitignore", "github/"];

/// Makes a new site in a folder that is absent or empty; the folder of a repository without files counts as empty. Gives the paths of its
/// files in the folder, sorted.
///
/// # Errors
/// When something else is in the folder, or a file cannot be written. Nothing is left of it then.
pub fn start(folder: &Path, contents: Contents) -> Result<Vec<String>, ScaffoldError> {
    let found = entries(folder)?;
    if !found.is_empty() {
        return Err(ScaffoldError::Occupied { folder: folder.to_owned(), found });
    }
    let files = files(contents);
    write_all(folder, files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())))?;
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// What is in a folder and would be mixed with the site; nothing where there is no folder.
fn entries(folder: &Path) -> Result<Vec<String>, ScaffoldError> {
    let refused = |cause| ReadError { path: folder.to_owned(), cause };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(refused(error).into()),
    };
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry.map_err(refused)?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name != ".git");
    names.sort();
    Ok(names)
}

/// The files of a new site and their texts, sorted by path.
fn files(contents: Contents) -> Vec<(String, String)> {
    let is_wanted =
        |name: &str| contents == Contents::Examples || !EXAMPLES.iter().any(|start| name.starts_with(start));
    let starter = Starter::iter().filter(|name| is_wanted(name)).map(|name| {
        let file = Starter::get(&name).expect("the starter lists only files that it holds");
        let mut text = String::from_utf8(file.data.into_owned()).expect("the starter's files are UTF-8");
        if contents == Contents::Bare {
            text = text.replace(OF_THREE, OF_ANY);
        }
        let dot = if DOTTED.iter().any(|dotted| name.starts_with(dotted)) { "." } else { "" };
        (format!("{dot}{name}"), finished(&name, text))
    });
    let schemas = Kind::ALL.into_iter().map(|kind| (format!("schema/{}", kind.file_name()), kind.json()));
    let mut files: Vec<(String, String)> = starter.chain(schemas).collect();
    files.sort();
    files
}

/// The text of a file with what this version of the program adds to it: the line for editors, and the version itself.
fn finished(name: &str, text: String) -> String {
    let kind = name.strip_prefix("content/").and_then(|path| FileKind::of(path).ok()).map(|(kind, _)| kind);
    let line = match kind {
        Some(FileKind::Site) => Cow::Owned(schema_line(Kind::Site)),
        Some(FileKind::Industries) => Cow::Owned(schema_line(Kind::Industries)),
        Some(FileKind::Tools) => Cow::Owned(schema_line(Kind::Tools)),
        Some(FileKind::Sources) => Cow::Owned(schema_line(Kind::Sources)),
        Some(FileKind::Occupation(_)) => Cow::Owned(schema_line(Kind::Occupation)),
        Some(FileKind::Analysis(_) | FileKind::Article(_) | FileKind::Page(_)) | None => Cow::Borrowed(""),
    };
    format!("{line}{}", text.replace("$version", env!("CARGO_PKG_VERSION")))
}

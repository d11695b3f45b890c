use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::{BuiltInStatics, BuiltInTemplates};
use crate::diagnostic::did_you_mean;

/// Why nothing was copied, or not everything.
#[derive(Debug)]
pub enum EjectError {
    /// The theme has no such file or folder.
    Unknown(String),
    /// The folder is no site.
    NoSite(PathBuf),
    /// The site has the file already.
    Exists(String),
    /// A file cannot be written. Those before it are.
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for EjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(message) => f.write_str(message),
            Self::NoSite(root) => {
                write!(f, "`{}` is no site: there is no `content/` in it, and `--root` names another", root.display())
            }
            Self::Exists(path) => {
                write!(f, "the site has a `{path}` already; rename or remove it to get the built-in one")
            }
            Self::Write { path, source } => write!(f, "cannot write `{}`: {source}", path.display()),
        }
    }
}

impl std::error::Error for EjectError {}

/// What was copied into a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ejected {
    /// The files that are new, sorted.
    pub copied: Vec<String>,
    /// The files of a folder that the site had already, sorted.
    pub left: Vec<String>,
}

/// The paths of all files of the built-in theme as a site replaces them, sorted: `static/css/base.css`, `templates/404.html`.
pub fn built_in() -> Vec<String> {
    let statics = BuiltInStatics::iter().map(|name| format!("static/{name}"));
    let mut paths: Vec<String> =
        statics.chain(BuiltInTemplates::iter().map(|name| format!("templates/{name}"))).collect();
    paths.sort();
    paths
}

/// The built-in files that a path means: one file, or all in a folder, with `/` at its end or without.
///
/// # Errors
/// When the theme has neither such a file nor such a folder.
pub fn meant(path: &str) -> Result<Vec<String>, EjectError> {
    let known = built_in();
    let path = path.strip_prefix("./").unwrap_or(path);
    let folder = format!("{}/", path.trim_end_matches('/'));
    let found: Vec<String> = known.iter().filter(|name| *name == path || name.starts_with(&folder)).cloned().collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let whole = known.iter().find(|name| !path.is_empty() && name.ends_with(&format!("/{path}")));
    let hint = match (whole, did_you_mean(path, known.iter().map(String::as_str))) {
        (Some(whole), _) => format!("; did you mean `{whole}`?"),
        (None, hint) if hint.is_empty() => "; `foretask eject --list` lists what it has".to_owned(),
        (None, hint) => hint,
    };
    Err(EjectError::Unknown(format!("the theme has no `{path}`{hint}")))
}

/// Copies files of the built-in theme into the site in a folder, where they take the place of the built-in ones. A file that is there is
/// never written over: one that is named is refused before anything is copied, those of a folder are left.
///
/// # Errors
/// When a path is none of the theme's, a named file is there already, the folder is no site, or a file cannot be written.
pub fn eject(root: &Path, paths: &[String]) -> Result<Ejected, EjectError> {
    if !root.join("content").is_dir() {
        return Err(EjectError::NoSite(root.to_owned()));
    }
    let mut wanted = Vec::new();
    for path in paths {
        let files = meant(path)?;
        if let [file] = files.as_slice()
            && file == path.strip_prefix("./").unwrap_or(path)
            && exists(&root.join(file))
        {
            return Err(EjectError::Exists(file.clone()));
        }
        wanted.extend(files);
    }
    wanted.sort();
    wanted.dedup();
    let mut ejected = Ejected::default();
    for file in wanted {
        let path = root.join(&file);
        match copy(&file, &path) {
            Ok(()) => ejected.copied.push(file),
            Err(source) if source.kind() == ErrorKind::AlreadyExists && exists(&path) => ejected.left.push(file),
            Err(source) => return Err(EjectError::Write { path, source }),
        }
    }
    Ok(ejected)
}

/// Whether anything stands at a path, a link that leads nowhere included.
fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

fn copy(file: &str, path: &Path) -> io::Result<()> {
    let found = match file.split_once('/') {
        Some(("templates", name)) => BuiltInTemplates::get(name),
        Some(("static", name)) => BuiltInStatics::get(name),
        _ => None,
    };
    let bytes = found.expect("the theme lists only files that it holds").data;
    fs::create_dir_all(path.parent().expect("a file of the theme stands in a folder"))?;
    File::create_new(path)?.write_all(&bytes)
}

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::{FileKind, Layer, Layers, ReadError};
use crate::diagnostic::{Code, Diagnostic, Place};

/// The files of a site's folder.
#[derive(Debug)]
pub struct Listing {
    root: PathBuf,
    /// The files of `content/`, sorted by kind and slug; of one report or table the imported file comes first.
    pub content: Vec<ContentFile>,
    /// The site's own templates and messages: the files of `templates/`.
    pub templates: Vec<SiteFile>,
    /// The site's own static files: the files of `static/` without `static/root/`.
    pub statics: Vec<SiteFile>,
    /// Files that are copied as they are: the files of `static/root/`.
    pub root_files: Vec<SiteFile>,
}

/// A file of `content/` and what it is for.
#[derive(Clone, Debug)]
pub struct ContentFile {
    /// What it is for.
    pub kind: FileKind,
    /// In which layer it stands.
    pub layer: Layer,
    /// Its path from the root, with `/`.
    pub path: String,
}

/// The files that together say what something is: one, or an imported one and a written one that lies over it.
#[derive(Clone, Copy, Debug)]
pub struct LayeredFile<'a> {
    /// What they are for.
    pub kind: &'a FileKind,
    /// The path of the imported one, from the root.
    pub imported: Option<&'a str>,
    /// The path of the written one, from the root.
    pub written: Option<&'a str>,
}

impl LayeredFile<'_> {
    /// The path at which a person writes what it says, whether or not a file stands there.
    pub fn place(&self) -> String {
        let path = self.written.map(str::to_owned).or_else(|| self.imported.map(|path| Layer::of(path).0));
        path.expect("it is in one layer at least")
    }

    /// The layers that there are.
    pub fn layers(&self) -> Layers {
        match (self.imported, self.written) {
            (Some(_), Some(_)) => Layers::Both,
            (Some(_), None) => Layers::Imported,
            (None, _) => Layers::Written,
        }
    }
}

/// A file of another folder.
#[derive(Clone, Debug)]
pub struct SiteFile {
    /// Its path below the folder, with `/`.
    pub name: String,
    /// Its path from the root, with `/`.
    pub path: String,
}

impl Listing {
    /// Lists a site's folder. Files without a meaning are reported, and the others listed all the same.
    ///
    /// Names that begin with a dot, and backups that end in `~`, are passed over in `content/` and `templates/`.
    ///
    /// # Errors
    /// When a folder cannot be read, or `content/` is not there.
    pub fn of(root: &Path) -> Result<(Self, Vec<Diagnostic>), ReadError> {
        let root = fs::canonicalize(root).map_err(|cause| ReadError { path: root.to_owned(), cause })?;
        let mut diagnostics = Vec::new();
        let mut content = Vec::new();
        for file in files(&root, "content", Hidden::Skip, &mut diagnostics)? {
            match FileKind::of(&file.name) {
                Ok((kind, layer)) => content.push(ContentFile { kind, layer, path: file.path }),
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
        content.sort_by(|a, b| a.kind.cmp(&b.kind).then(a.layer.cmp(&b.layer)));
        let optional = |folder: &str, hidden: Hidden, diagnostics: &mut Vec<Diagnostic>| {
            if root.join(folder).is_dir() { files(&root, folder, hidden, diagnostics) } else { Ok(Vec::new()) }
        };
        let templates = optional("templates", Hidden::Skip, &mut diagnostics)?;
        let mut statics = optional("static", Hidden::Skip, &mut diagnostics)?;
        statics.retain(|file| !file.name.starts_with("root/"));
        let root_files = optional("static/root", Hidden::Keep, &mut diagnostics)?;
        Ok((Self { root, content, templates, statics, root_files }, diagnostics))
    }

    /// The files of `content/`, those that are for the same together.
    pub fn layered(&self) -> impl Iterator<Item = LayeredFile<'_>> {
        self.content.chunk_by(|one, other| one.kind == other.kind).map(|files| {
            let of = |layer| files.iter().find(|file| file.layer == layer).map(|file| file.path.as_str());
            LayeredFile { kind: &files[0].kind, imported: of(Layer::Imported), written: of(Layer::Written) }
        })
    }

    /// The root, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of a file of this listing.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let path = self.root.join(path);
        fs::read(&path).map_err(|cause| ReadError { path, cause })
    }

    /// The text of a file of this listing, without a byte-order mark.
    ///
    /// # Errors
    /// The outer when it cannot be read; the inner, a diagnostic, when it is not UTF-8.
    pub fn read_text(&self, path: &str) -> Result<Result<String, Diagnostic>, ReadError> {
        let bytes = self.read(path)?;
        Ok(String::from_utf8(bytes).map(without_byte_order_mark).map_err(|error| {
            let start = error.utf8_error().valid_up_to();
            let place = Place::Bytes(start..start + char::REPLACEMENT_CHARACTER.len_utf8());
            Diagnostic::new(Code::NotUtf8, path, place, "the file is not UTF-8 from here on")
                .help("save the file with the encoding UTF-8")
        }))
    }

    /// The text of a file of this listing as far as it can be shown: what is not UTF-8 in it becomes U+FFFD.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_for_display(&self, path: &str) -> Result<String, ReadError> {
        Ok(without_byte_order_mark(String::from_utf8_lossy(&self.read(path)?).into_owned()))
    }
}

fn without_byte_order_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// Whether names that begin with a dot are listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Hidden {
    Skip,
    Keep,
}

fn files(
    root: &Path,
    folder: &str,
    hidden: Hidden,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<SiteFile>, ReadError> {
    let top = root.join(folder);
    let wanted = |entry: &DirEntry| entry.depth() == 0 || hidden == Hidden::Keep || !is_hidden(entry.path());
    let mut found = Vec::new();
    let mut walk = WalkDir::new(&top).follow_links(true).sort_by_file_name().into_iter().filter_entry(wanted);
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            // An editor may keep a link that leads nowhere beside a file that is being edited; a walk follows it before it is asked.
            Err(error) if hidden == Hidden::Skip && error.path().is_some_and(is_hidden) => continue,
            Err(error) => return Err(refusal(error, &top)),
        };
        let relative = entry.path().strip_prefix(&top).expect("a walk stays below its top");
        let Some(name) = slashed(relative) else {
            diagnostics.push(
                Diagnostic::new(
                    Code::InvalidFileName,
                    format!("{folder}/{}", relative.to_string_lossy()),
                    Place::File,
                    "the file name is not Unicode",
                )
                .help("rename the file"),
            );
            continue;
        };
        let path = format!("{folder}/{name}");
        if entry.path_is_symlink() && leaves(root, entry.path())? {
            diagnostics.push(
                Diagnostic::new(
                    Code::MisplacedFile,
                    path,
                    Place::File,
                    "the symbolic link leads out of the site's folder",
                )
                .help("put the file itself here, or remove the link"),
            );
            if entry.file_type().is_dir() {
                walk.skip_current_dir();
            }
            continue;
        }
        if entry.file_type().is_file() {
            found.push(SiteFile { name, path });
        } else if !entry.file_type().is_dir() {
            diagnostics.push(
                Diagnostic::new(Code::MisplacedFile, path, Place::File, "neither a file nor a folder")
                    .help("remove it; only plain files are read"),
            );
        }
    }
    Ok(found)
}

/// Whether a path ends in a name that is passed over.
fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.ends_with('~')
}

/// Why a walk could not go on. A loop of links has no cause in the file system; the walk's own words say what it is.
fn refusal(error: walkdir::Error, top: &Path) -> ReadError {
    let path = error.path().unwrap_or(top).to_owned();
    let cause = match error.loop_ancestor() {
        Some(_) => io::Error::other(error.to_string()),
        None => error.into_io_error().unwrap_or_else(|| io::Error::other("unknown cause")),
    };
    ReadError { path, cause }
}

fn leaves(root: &Path, link: &Path) -> Result<bool, ReadError> {
    let target = fs::canonicalize(link).map_err(|cause: io::Error| ReadError { path: link.to_owned(), cause })?;
    Ok(!target.starts_with(root))
}

fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::fingerprint::{Fingerprint, Seen};
use super::look::Look;
use super::name::{Use, flaw, folded, twins};
use super::read::{longest, read, read_text};
use super::walk::{Follow, Found, Walk, slashed};
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
    /// How it looked when it was listed, where that is known and shows of every change since.
    pub look: Option<Look>,
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
    /// How each of them looked, in the same order, where that is known.
    pub looks: [Option<&'a Look>; 2],
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
    /// Names that begin with a dot, and backups that end in `~`, are passed over in `content/` and `templates/`. Links that lead out of
    /// the site's folder are reported, but for those that are to be followed.
    ///
    /// # Errors
    /// When a folder cannot be read, or `content/` is not there.
    pub fn of(root: &Path, follow: &Follow) -> Result<(Self, Vec<Diagnostic>), ReadError> {
        let root = fs::canonicalize(root).map_err(|cause| ReadError { path: root.to_owned(), cause })?;
        Lister { root, entries: Entries::Of(follow), diagnostics: Vec::new() }.list()
    }

    /// As [`of`](Self::of), of a site at which somebody looked: what was seen is listed, whatever stands there now.
    ///
    /// # Errors
    /// When `content/` was not there.
    pub fn of_seen(fingerprint: Fingerprint) -> Result<(Self, Vec<Diagnostic>), ReadError> {
        let Fingerprint { root, folders, digest: _, settled: _ } = fingerprint;
        Lister { root, entries: Entries::Seen(folders), diagnostics: Vec::new() }.list()
    }

    /// The files of `content/`, those that are for the same together.
    pub fn layered(&self) -> impl Iterator<Item = LayeredFile<'_>> {
        self.content.chunk_by(|one, other| one.kind == other.kind).map(|files| {
            let layers = [Layer::Imported, Layer::Written].map(|layer| files.iter().find(|file| file.layer == layer));
            let [imported, written] = layers.map(|file| file.map(|file| file.path.as_str()));
            let looks = layers.map(|file| file.and_then(|file| file.look.as_ref()));
            LayeredFile { kind: &files[0].kind, imported, written, looks }
        })
    }

    /// The root, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How a file of this listing looks now. `None` where it cannot be looked at.
    pub fn look(&self, path: &str) -> Option<Look> {
        Look::at(&self.root.join(path))
    }

    /// The bytes of a file of this listing.
    ///
    /// # Errors
    /// When it cannot be read, or is no file any more.
    pub fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let path = self.root.join(path);
        read(&path).map_err(|cause| ReadError { path, cause })
    }

    /// The text of a file of this listing, without a byte-order mark.
    ///
    /// # Errors
    /// The outer when it cannot be read; the inner, a diagnostic, when it is not UTF-8 or longer than any text can be.
    pub fn read_text(&self, path: &str) -> Result<Result<String, Diagnostic>, ReadError> {
        let whole = self.root.join(path);
        let Some(bytes) = read_text(&whole).map_err(|cause| ReadError { path: whole, cause })? else {
            let message = format!("the file is larger than {} MB", longest(&self.root.join(path)) / 1_000_000);
            let fault = Diagnostic::new(Code::TooLarge, path, Place::File, message);
            return Ok(Err(
                fault.help("divide what it says among several files, or take out what does not belong there")
            ));
        };
        Ok(String::from_utf8(bytes).map(without_byte_order_mark).map_err(|error| {
            let start = error.utf8_error().valid_up_to();
            let place = Place::Bytes(start..start + char::REPLACEMENT_CHARACTER.len_utf8());
            Diagnostic::new(Code::NotUtf8, path, place, "the file is not UTF-8 from here on")
                .help("save the file with the encoding UTF-8")
        }))
    }

    /// The text of a file of this listing as far as it can be shown: what is not UTF-8 in it becomes U+FFFD, and of a file that is too
    /// large there is nothing.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_for_display(&self, path: &str) -> Result<String, ReadError> {
        let whole = self.root.join(path);
        let bytes = read_text(&whole).map_err(|cause| ReadError { path: whole, cause })?.unwrap_or_default();
        Ok(without_byte_order_mark(String::from_utf8_lossy(&bytes).into_owned()))
    }
}

fn without_byte_order_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// The folder whose files are copied as they are.
const ROOT_FILES: &str = "static/root";

/// Lists the files of one folder after the other.
struct Lister<'a> {
    root: PathBuf,
    entries: Entries<'a>,
    diagnostics: Vec<Diagnostic>,
}

/// What stands in the folders of a site.
enum Entries<'a> {
    /// What a walk finds that follows these links.
    Of(&'a Follow),
    /// What a walk has found.
    Seen(Vec<(&'static str, Vec<Seen>)>),
}

impl Lister<'_> {
    fn list(mut self) -> Result<(Listing, Vec<Diagnostic>), ReadError> {
        let mut content = Vec::new();
        for (file, look) in self.files("content", Use::Meaning)? {
            match FileKind::of(&file.name) {
                Ok((kind, layer)) => content.push(ContentFile { kind, layer, path: file.path, look }),
                Err(diagnostic) => self.diagnostics.push(diagnostic),
            }
        }
        content.sort_by(|a, b| a.kind.cmp(&b.kind).then(a.layer.cmp(&b.layer)));
        let templates = self.optional("templates", Use::Read)?;
        // They stand among the others.
        let root_files = self.optional(ROOT_FILES, Use::Published)?;
        let statics = self.optional("static", Use::Fingerprinted)?;
        let Self { root, mut diagnostics, .. } = self;
        for (folder, files) in [("templates", &templates), ("static", &statics), (ROOT_FILES, &root_files)] {
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            diagnostics.extend(twins(folder, &names));
        }
        Ok((Listing { root, content, templates, statics, root_files }, diagnostics))
    }

    fn optional(&mut self, folder: &str, purpose: Use) -> Result<Vec<SiteFile>, ReadError> {
        let there = fs::symlink_metadata(self.root.join(folder)).is_ok_and(|meta| meta.is_dir() || meta.is_symlink());
        let files = if there { self.files(folder, purpose)? } else { Vec::new() };
        Ok(files.into_iter().map(|(file, _)| file).collect())
    }

    /// What stands in a folder, but for names that are passed over.
    fn entries(&mut self, folder: &str, purpose: Use) -> Result<Vec<Seen>, ReadError> {
        let wanted = if purpose == Use::Published { |_: &str| true } else { is_shown };
        let top = self.root.join(folder);
        let walk =
            |follow| Walk::new(&self.root, folder, follow, wanted).map(|found| Ok(Seen { found: found?, look: None }));
        let seen = match &mut self.entries {
            Entries::Of(follow) => return walk(follow).collect(),
            Entries::Seen(folders) => folders,
        };
        let Some((_, seen)) = seen.iter_mut().find(|(walked, _)| Path::new(folder).starts_with(walked)) else {
            let cause = io::ErrorKind::NotFound.into();
            return if purpose == Use::Meaning { Err(ReadError { path: top, cause }) } else { Ok(Vec::new()) };
        };
        let is_wanted = |seen: &mut Seen| {
            let below = seen.found.path().strip_prefix(&top);
            below.is_ok_and(|path| path.iter().all(|name| wanted(&name.to_string_lossy())))
        };
        Ok(seen.extract_if(.., is_wanted).collect())
    }

    /// The files of a folder, and how each looked where that is known.
    fn files(&mut self, folder: &str, purpose: Use) -> Result<Vec<(SiteFile, Option<Look>)>, ReadError> {
        let top = self.root.join(folder);
        let mut files = Vec::new();
        for Seen { found, look } in self.entries(folder, purpose)? {
            let relative = found.path().strip_prefix(&top).expect("a walk stays below its top");
            let Some(name) = slashed(relative) else {
                let file = format!("{folder}/{}", relative.to_string_lossy());
                self.fault(Code::InvalidFileName, file, ("the file name is not Unicode", "rename the file"));
                continue;
            };
            if purpose == Use::Fingerprinted && (name == "root" || name.starts_with("root/")) {
                continue;
            }
            let path = if name.is_empty() { folder.to_owned() } else { format!("{folder}/{name}") };
            match found {
                Found::Refused(_, refusal) => self.fault(Code::MisplacedFile, path, refusal.words()),
                Found::Other(_) => {
                    let words = ("neither a file nor a folder", "remove it; only plain files are read");
                    self.fault(Code::MisplacedFile, path, words);
                }
                Found::Folder(_) if purpose == Use::Fingerprinted && folded(&name) == "root" => {
                    let words = ("`root` is written in small letters", "rename the folder");
                    self.fault(Code::InvalidFileName, path, words);
                }
                Found::Folder(_) => {}
                Found::File(_) => match flaw(&name, purpose) {
                    Some((message, help)) => self.fault(Code::InvalidFileName, path, (&message, &help)),
                    None => files.push((SiteFile { name, path }, look)),
                },
            }
        }
        Ok(files)
    }

    fn fault(&mut self, code: Code, file: String, (message, help): (&str, &str)) {
        self.diagnostics.push(Diagnostic::new(code, file, Place::File, message).help(help));
    }
}

/// Whether a name is not one of those that are passed over.
fn is_shown(name: &str) -> bool {
    !(name.starts_with('.') || name.ends_with('~'))
}

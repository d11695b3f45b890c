use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{FOLDERS, ReadError};

/// Links in links can show one folder in more places than anybody can read. So many files and folders are listed a second time, and no more.
const REPEATED: usize = 100_000;

/// So many links in folders that are listed a second time are followed, and no more.
const REPEATED_LINKS: usize = 1_000;

/// The links below a site's folder that may lead out of it, by their paths from the root with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Follow(HashSet<String>);

impl Follow {
    /// The paths, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl FromIterator<String> for Follow {
    fn from_iter<I: IntoIterator<Item = String>>(paths: I) -> Self {
        Self(paths.into_iter().collect())
    }
}

/// What stands at a path of a site's folder; of a link, what it leads to.
#[derive(Debug)]
pub(super) enum Found {
    File(PathBuf),
    Folder(PathBuf),
    /// A pipe, a socket or a device.
    Other(PathBuf),
    /// A link that is not followed.
    Refused(PathBuf, Refusal),
}

impl Found {
    /// Where it stands.
    pub fn path(&self) -> &Path {
        let (Self::File(path) | Self::Folder(path) | Self::Other(path) | Self::Refused(path, _)) = self;
        path
    }
}

/// Why a link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It leads out of the site's folder, and the site does not say that it may.
    LeadsOut,
    /// It leads to a folder in which it stands.
    LeadsBack,
    /// Nothing is where it leads.
    LeadsNowhere,
    /// Links before it have shown the same folders again and again.
    TooOften,
}

impl Refusal {
    /// What is wrong with the link, and how it is mended.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::LeadsOut => (
                "the symbolic link leads out of the site's folder",
                "put the file itself here, remove the link, or name it in `site.yaml` under `follow`",
            ),
            Self::LeadsBack => {
                ("the symbolic link leads back to itself, or to a folder in which it stands", "remove the link")
            }
            Self::LeadsNowhere => ("the symbolic link leads nowhere", "remove the link, or correct where it leads"),
            Self::TooOften => (
                "symbolic links show the same folders again and again, and this one is not followed any more",
                "remove links to folders that hold links themselves",
            ),
        }
    }
}

/// A link that is followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it stands, below the root.
    pub shown: PathBuf,
    /// What it leads to, absolute and without links.
    pub target: PathBuf,
}

/// A walk through a folder of a site, in the order of names: what it finds has the path at which the site shows it. Opens no file.
pub(super) struct Walk<'a> {
    root: &'a Path,
    follow: &'a Follow,
    /// What the links of `follow` lead to.
    allowed: Vec<PathBuf>,
    wanted: fn(&str) -> bool,
    levels: Vec<Level>,
    /// The folders outside of the site that were walked through.
    seen: HashSet<PathBuf>,
    repeated: usize,
    repeated_links: usize,
    links: Vec<Link>,
    /// What the folder itself is, where it is not walked through.
    refused: Option<(PathBuf, Refusal)>,
}

/// A folder that is walked through: the walk's own, and each to which a link led.
struct Level {
    walk: walkdir::IntoIter,
    /// The folder in which the link stands, without links.
    stands_in: PathBuf,
    /// Whether it was walked through before.
    is_repeated: bool,
}

impl<'a> Walk<'a> {
    /// A walk through a folder of a site, whose root is absolute and without links. Names that are not wanted are passed over.
    pub fn new(root: &'a Path, folder: &str, follow: &'a Follow, wanted: fn(&str) -> bool) -> Self {
        let allowed = follow.0.iter().filter_map(|path| fs::canonicalize(root.join(path)).ok()).collect();
        let mut walk = Self {
            root,
            follow,
            allowed,
            wanted,
            levels: Vec::new(),
            seen: HashSet::new(),
            repeated: 0,
            repeated_links: 0,
            links: Vec::new(),
            refused: None,
        };
        let top = root.join(folder);
        if top.is_symlink() {
            match walk.resolve(&top) {
                Ok(Ok(target)) => walk.enter(&top, target, root.to_owned()),
                Ok(Err(refusal)) => walk.refused = Some((top, refusal)),
                // Whoever opens it says why.
                Err(_) => walk.levels.push(Level::of(&top, root.to_owned(), false)),
            }
        } else {
            walk.levels.push(Level::of(&top, root.to_owned(), false));
        }
        walk
    }

    /// What a link leads to, where it may be followed.
    fn resolve(&self, link: &Path) -> Result<Result<PathBuf, Refusal>, ReadError> {
        let failed = |cause| ReadError { path: link.to_owned(), cause };
        let target = match fs::canonicalize(link) {
            Ok(target) => target,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Err(Refusal::LeadsNowhere)),
            Err(error) if is_loop(&error) => return Ok(Err(Refusal::LeadsBack)),
            Err(error) => return Err(failed(error)),
        };
        let named = || slashed(link.strip_prefix(self.root).ok()?).filter(|path| self.follow.0.contains(path));
        let may = target.starts_with(self.root) || self.allowed.iter().any(|known| target.starts_with(known));
        if !may && named().is_none() {
            return Ok(Err(Refusal::LeadsOut));
        }
        if !target.is_dir() {
            return Ok(Ok(target));
        }
        let parent = link.parent().expect("a link stands in a folder");
        let parent = fs::canonicalize(parent).map_err(failed)?;
        let mut above = self.levels.iter().map(|level| &level.stands_in).chain([&parent]);
        Ok(if above.any(|folder| folder.starts_with(&target)) { Err(Refusal::LeadsBack) } else { Ok(target) })
    }

    /// Goes on in the folder to which a link leads.
    fn enter(&mut self, link: &Path, target: PathBuf, stands_in: PathBuf) {
        let known = target.starts_with(self.root) || target.ancestors().any(|folder| self.seen.contains(folder));
        let is_repeated = known || self.levels.last().is_some_and(|level| level.is_repeated);
        if !known {
            self.seen.insert(target.clone());
        }
        self.levels.push(Level::of(link, stands_in, is_repeated));
        self.links.push(Link { shown: link.to_owned(), target });
    }

    fn link(&mut self, path: PathBuf) -> Result<Found, ReadError> {
        self.repeated_links += usize::from(self.levels.last().is_some_and(|level| level.is_repeated));
        if self.repeated > REPEATED || self.repeated_links > REPEATED_LINKS {
            return Ok(Found::Refused(path, Refusal::TooOften));
        }
        let target = match self.resolve(&path)? {
            Ok(target) => target,
            Err(refusal) => return Ok(Found::Refused(path, refusal)),
        };
        let kind = fs::metadata(&target).map_err(|cause| ReadError { path: path.clone(), cause })?.file_type();
        if kind.is_dir() {
            let parent = path.parent().expect("a link stands in a folder");
            let stands_in = fs::canonicalize(parent).map_err(|cause| ReadError { path: path.clone(), cause })?;
            self.enter(&path, target, stands_in);
            return Ok(Found::Folder(path));
        }
        self.links.push(Link { shown: path.clone(), target });
        Ok(if kind.is_file() { Found::File(path) } else { Found::Other(path) })
    }
}

impl Level {
    fn of(folder: &Path, stands_in: PathBuf, is_repeated: bool) -> Self {
        Self { walk: WalkDir::new(folder).sort_by_file_name().into_iter(), stands_in, is_repeated }
    }
}

impl Iterator for Walk<'_> {
    type Item = Result<Found, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some((path, refusal)) = self.refused.take() {
            return Some(Ok(Found::Refused(path, refusal)));
        }
        loop {
            let level = self.levels.last_mut()?;
            let Some(entry) = level.walk.next() else {
                self.levels.pop();
                continue;
            };
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return Some(Err(refusal(error))),
            };
            if level.is_repeated {
                self.repeated += 1;
                if self.repeated > REPEATED {
                    self.levels.pop();
                    continue;
                }
            }
            let kind = entry.file_type();
            if entry.depth() == 0 {
                // Of a folder to which a link leads, the link was found already.
                if self.levels.len() > 1 || kind.is_symlink() {
                    continue;
                }
            } else if !(self.wanted)(&entry.file_name().to_string_lossy()) {
                if kind.is_dir() {
                    level.walk.skip_current_dir();
                }
                continue;
            }
            let path = entry.into_path();
            return Some(match kind {
                kind if kind.is_symlink() => self.link(path),
                kind if kind.is_dir() => Ok(Found::Folder(path)),
                kind if kind.is_file() => Ok(Found::File(path)),
                _ => Ok(Found::Other(path)),
            });
        }
    }
}

/// Whether a link leads to itself, by way of others or at once.
fn is_loop(error: &io::Error) -> bool {
    #[cfg(unix)]
    return error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error());
    #[cfg(not(unix))]
    return false;
}

/// Why a walk could not go on.
fn refusal(error: walkdir::Error) -> ReadError {
    let path = error.path().map(Path::to_owned).unwrap_or_default();
    ReadError { path, cause: error.into_io_error().unwrap_or_else(|| io::Error::other("unknown cause")) }
}

/// The links of a site, whose root is absolute and without links, that are followed, with what they lead to.
pub fn links(root: &Path, follow: &Follow) -> Vec<Link> {
    let mut links = Vec::new();
    for folder in FOLDERS {
        let mut walk = Walk::new(root, folder, follow, |_| true);
        // What cannot be read is named when the site is.
        while walk.next().is_some() {}
        links.append(&mut walk.links);
    }
    links
}

/// The files of a site, whose root is absolute and without links, as far as its folders can be read.
pub fn files(root: &Path, follow: &Follow) -> Vec<PathBuf> {
    let walks = FOLDERS.into_iter().flat_map(|folder| Walk::new(root, folder, follow, |_| true));
    let files = walks.filter_map(|found| match found {
        Ok(Found::File(path)) => Some(path),
        _ => None,
    });
    files.collect()
}

/// A path with `/` between its parts; `None` for one that is not Unicode.
pub(super) fn slashed(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use hashbrown::HashSet;
use rayon::prelude::*;

use super::manifest::{FolderStamp, Manifest};

/// What stands in a folder, with paths relative to it, in no order but that a folder comes before those in it.
#[derive(Default)]
pub(super) struct Tree {
    /// Everything that is no folder.
    pub(super) files: Vec<PathBuf>,
    /// Every folder in it.
    pub(super) folders: Vec<PathBuf>,
}

/// Folders of a tree that hold what they held when its manifest was written, so that they need not be read.
#[derive(Default)]
pub(super) struct Standing<'a> {
    /// Their paths.
    pub(super) folders: HashSet<&'a str>,
    /// Whether another file system is mounted on one of them.
    pub(super) holds_mount: bool,
}

impl<'a> Standing<'a> {
    /// Looks at the folders of a tree of which its manifest says how they look.
    fn of(root: &Path, manifest: &'a Manifest) -> Self {
        let mounted = device(&fs::symlink_metadata(root));
        let found: Vec<(&str, bool)> = manifest
            .stamps()
            .par_iter()
            .filter_map(|(path, stamp)| {
                let meta = fs::symlink_metadata(root.join(&**path));
                let stands = FolderStamp::of(meta.as_ref().ok()?).as_ref() == Some(stamp);
                stands.then(|| (&**path, device(&meta) != mounted))
            })
            .collect();
        Self {
            folders: found.iter().map(|(path, _)| *path).collect(),
            holds_mount: found.iter().any(|(_, other)| *other),
        }
    }

    /// Whether a path leads to what it led to when the manifest was written.
    pub(super) fn holds(&self, path: &str) -> bool {
        folders_of(path).next().is_some_and(|folder| self.folders.contains(folder))
    }
}

impl Tree {
    /// Walks a folder. Symbolic links are listed and not followed.
    pub(super) fn walk(root: &Path) -> Result<Self, (PathBuf, io::Error)> {
        walk_folder(root, PathBuf::new(), &Standing::default())
    }

    /// Walks the folders of a tree that may hold something else than when its manifest was written. What stands in the others is not listed,
    /// nor are they. `ours` are the folders of the manifest.
    pub(super) fn walk_changed<'a>(
        root: &Path,
        manifest: &'a Manifest,
        ours: &HashSet<&str>,
    ) -> Result<(Self, Standing<'a>), (PathBuf, io::Error)> {
        let standing = Standing::of(root, manifest);
        let is_standing = |folder: &str| standing.folders.contains(folder);
        // Nothing leads to these but folders that are not read.
        let apart: Vec<&str> = (ours.iter().copied())
            .filter(|folder| !is_standing(folder) && folders_of(folder).next().is_some_and(is_standing))
            .collect();
        let mut tree = walk_folder(root, PathBuf::new(), &standing)?;
        let parts: Vec<Self> = (apart.par_iter())
            .map(|folder| walk_folder(root, PathBuf::from(folder), &standing))
            .collect::<Result<_, _>>()?;
        for (folder, part) in apart.into_iter().zip(parts) {
            tree.folders.push(PathBuf::from(folder));
            tree.extend(part);
        }
        Ok((tree, standing))
    }

    fn extend(&mut self, part: Self) {
        self.files.extend(part.files);
        self.folders.extend(part.folders);
    }
}

/// Walks a folder of a tree, but for those that are known to stand.
fn walk_folder(root: &Path, folder: PathBuf, standing: &Standing<'_>) -> Result<Tree, (PathBuf, io::Error)> {
    let mut tree = Tree::default();
    let list = || {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if !entry.file_type()?.is_dir() {
                tree.files.push(path);
            } else if key(&path).is_none_or(|path| !standing.folders.contains(&*path)) {
                tree.folders.push(path);
            }
        }
        Ok(())
    };
    if let Err(error) = { list }() {
        return Err((root.join(folder), error));
    }
    let within: Vec<Tree> =
        tree.folders.par_iter().map(|path| walk_folder(root, path.clone(), standing)).collect::<Result<_, _>>()?;
    for part in within {
        tree.extend(part);
    }
    Ok(tree)
}

/// Whether another file system is mounted on one of these folders of a tree.
pub(super) fn holds_mount(root: &Path, folders: &[PathBuf]) -> bool {
    let mounted = device(&fs::symlink_metadata(root));
    folders.par_iter().any(|folder| device(&fs::symlink_metadata(root.join(folder))) != mounted)
}

/// What the file system says of the file at a path, if there is one that is no link.
pub(super) fn file_at(path: &Path) -> Option<fs::Metadata> {
    fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)
}

fn device(meta: &io::Result<fs::Metadata>) -> Option<u64> {
    #[cfg(unix)]
    return meta.as_ref().ok().map(std::os::unix::fs::MetadataExt::dev);
    #[cfg(not(unix))]
    return meta.as_ref().ok().map(|_| 0);
}

/// Whether two names are of one file, as hard links are. Where the system does not tell, they are taken to be two files.
pub(super) fn is_same_file(one: &Path, other: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let key = |path| fs::symlink_metadata(path).map(|meta| (meta.dev(), meta.ino())).ok();
        key(one).is_some_and(|one| key(other) == Some(one))
    }
    #[cfg(not(unix))]
    {
        let _ = (one, other);
        false
    }
}

/// Whether a folder is where a file system is mounted, so that it cannot be exchanged for another.
pub(super) fn is_mount_point(folder: &Path) -> bool {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        // A folder mounted from the same file system has the same device as its parent; only this attribute tells.
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
        if let Ok(found) = statx(CWD, folder, AtFlags::SYMLINK_NOFOLLOW, StatxFlags::empty())
            && found.stx_attributes_mask.contains(StatxAttributes::MOUNT_ROOT)
        {
            return found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT);
        }
    }
    let of_parent = folder.parent().and_then(|parent| device(&fs::symlink_metadata(parent)));
    let own = device(&fs::symlink_metadata(folder));
    own.is_some() && own != of_parent
}

/// A relative path as manifests and [`put`](super::Publisher::put) spell it; nothing for one that is not UTF-8, which
/// Foretask never wrote.
pub(super) fn key(path: &Path) -> Option<Cow<'_, str>> {
    let text = path.to_str()?;
    Some(if MAIN_SEPARATOR == '/' { Cow::Borrowed(text) } else { Cow::Owned(text.replace(MAIN_SEPARATOR, "/")) })
}

/// The folders in which a path lies, the innermost first: `a/b` and `a` for `a/b/c`.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at])
}

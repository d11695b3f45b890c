use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use rayon::prelude::*;

/// What stands in a folder, with paths relative to it, in no order but that a folder comes before those in it.
#[derive(Default)]
pub(super) struct Tree {
    /// Everything that is no folder.
    pub(super) files: Vec<PathBuf>,
    /// Every folder in it.
    pub(super) folders: Vec<PathBuf>,
}

impl Tree {
    /// Walks a folder. Symbolic links are listed and not followed.
    pub(super) fn walk(root: &Path) -> Result<Self, (PathBuf, io::Error)> {
        walk_folder(root, PathBuf::new())
    }
}

fn walk_folder(root: &Path, folder: PathBuf) -> Result<Tree, (PathBuf, io::Error)> {
    let mut tree = Tree::default();
    let list = || {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let kind = if entry.file_type()?.is_dir() { &mut tree.folders } else { &mut tree.files };
            kind.push(folder.join(entry.file_name()));
        }
        Ok(())
    };
    if let Err(error) = { list }() {
        return Err((root.join(folder), error));
    }
    let within: Vec<Tree> =
        tree.folders.par_iter().map(|path| walk_folder(root, path.clone())).collect::<Result<_, _>>()?;
    for part in within {
        tree.files.extend(part.files);
        tree.folders.extend(part.folders);
    }
    Ok(tree)
}

/// Whether another file system is mounted on one of these folders of a tree.
pub(super) fn holds_mount(root: &Path, folders: &[PathBuf]) -> bool {
    let mounted = device(&fs::symlink_metadata(root));
    folders.par_iter().any(|folder| device(&fs::symlink_metadata(root.join(folder))) != mounted)
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

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::PublishError;
use super::disk::Disk;
use super::manifest::{Identity, Manifest, Stamp, seal, unseal};
use super::place::Place;
use super::puts::is_safe;
use super::tree::{Tree, folders_of};

/// The first line of a journal; another number is another format.
const HEADER: &str = "foretask journal 1";

/// Name of the file, at the top of the live tree, that is about to take another one's place.
const ARRIVING: &str = ".foretask-arriving";

/// What is to be done to the live tree where it cannot be exchanged: files are replaced one by one.
///
/// The journal stands beside the output from before the first change until after the last, so that the next run
/// finishes what this one could not. Every step can be done twice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Journal {
    /// Files to copy from the staged tree, in this order.
    writes: Vec<String>,
    /// Files to remove after that.
    removals: Vec<String>,
    /// What of ours the live tree holds in the end.
    manifest: Manifest,
}

/// What the last run left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Recovered {
    /// Nothing to do, or it is done now.
    Done,
    /// A journal that cannot be read: which files it had written is not known.
    Damaged,
}

impl Journal {
    /// Puts the steps in order: what pages need, new pages, the pages that link to them, and the lists of pages (feeds,
    /// site map) last.
    pub(super) fn new(mut writes: Vec<String>, removals: Vec<String>, manifest: Manifest, live: &Path) -> Self {
        writes.sort_by_cached_key(|path| {
            let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
            let rank = match extension {
                "html" => 1,
                "xml" | "txt" => 2,
                _ => 0,
            };
            (rank, live.join(path).exists(), path.clone())
        });
        Self { writes, removals, manifest }
    }

    /// Writes the journal down and does what it says.
    pub(super) fn carry_out(self, place: &Place, disk: &Disk) -> Result<(), PublishError> {
        disk.replace_file(&place.journal(), self.to_text().as_bytes())?;
        self.finish(place, disk)
    }

    /// Finishes what an earlier run began.
    pub(super) fn recover(place: &Place, disk: &Disk) -> Result<Recovered, PublishError> {
        let file = place.journal();
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Recovered::Done),
            Err(error) => return Err(disk.error("read", &file, error)),
        };
        if let Some(journal) = Self::from_text(&bytes) {
            journal.finish(place, disk)?;
            return Ok(Recovered::Done);
        }
        disk.remove(&place.live.join(ARRIVING))?;
        disk.remove(&file)?;
        Ok(Recovered::Damaged)
    }

    fn finish(mut self, place: &Place, disk: &Disk) -> Result<(), PublishError> {
        let (live, staged) = (&place.live, place.staged());
        if !live.exists() {
            disk.create_folder(live)?;
        }
        let mut removals: BTreeSet<String> = self.removals.into_iter().collect();
        for path in &self.writes {
            make_way(live, path, &mut removals, disk)?;
            let (arriving, file) = (live.join(ARRIVING), live.join(path));
            disk.copy(&staged.join(path), &arriving)?;
            disk.rename(&arriving, &file)?;
            if let (Some(mut entry), Some(stamp)) = (self.manifest.get(path).copied(), Stamp::at(&file)) {
                entry.stamp = stamp;
                self.manifest.insert(path.clone(), entry);
            }
        }
        for path in removals {
            remove_with_folders(live, &path, disk)?;
        }
        let meta = fs::symlink_metadata(live).map_err(|error| disk.error("read", live, error))?;
        disk.replace_file(&Identity::of(&meta).manifest_in(&place.work), self.manifest.to_text().as_bytes())?;
        disk.remove(&place.journal())
    }

    /// Every path of its steps.
    #[cfg(fuzzing)]
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.writes.iter().chain(&self.removals).map(String::as_str)
    }

    pub(super) fn to_text(&self) -> String {
        let mut lines = String::new();
        let steps = [("write", &self.writes), ("remove", &self.removals)];
        for (step, path) in steps.iter().flat_map(|(step, paths)| paths.iter().map(move |path| (step, path))) {
            writeln!(lines, "{step} {path}").expect("writing to a string does not fail");
        }
        lines.push_str("then\n");
        lines.push_str(&self.manifest.to_lines());
        seal(HEADER, &lines)
    }

    pub(super) fn from_text(bytes: &[u8]) -> Option<Self> {
        let mut lines = unseal(HEADER, bytes)?;
        let (mut writes, mut removals) = (Vec::new(), Vec::new());
        loop {
            let (line, rest) = lines.split_once('\n')?;
            lines = rest;
            match line.split_once(' ') {
                Some(("write", path)) if is_safe(path) => writes.push(path.to_owned()),
                Some(("remove", path)) if is_safe(path) => removals.push(path.to_owned()),
                None if line == "then" => break,
                _ => return None,
            }
        }
        Some(Self { writes, removals, manifest: Manifest::from_lines(lines)? })
    }
}

/// Removes what is to be removed anyway where it stands in the way of a file or of its folders, and makes the folders.
fn make_way(live: &Path, path: &str, removals: &mut BTreeSet<String>, disk: &Disk) -> Result<(), PublishError> {
    let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
    let file = live.join(path);
    if is_folder(&file) {
        let within = format!("{path}/");
        for gone in removals.extract_if(within.clone().., |gone| gone.starts_with(&within)).collect::<Vec<_>>() {
            remove_with_folders(live, &gone, disk)?;
        }
    }
    if is_folder(&file) {
        let Tree { folders, .. } = Tree::walk(&file).map_err(|(path, error)| disk.error("read", &path, error))?;
        for folder in folders.iter().rev() {
            disk.remove_empty_folder(&file.join(folder))?;
        }
        disk.remove_empty_folder(&file)?;
    }
    let mut folders: Vec<&str> = folders_of(path).collect();
    folders.reverse();
    for folder in folders {
        // Only a file that is gone from the site can stand here: anything foreign was refused.
        removals.remove(folder);
        if !is_folder(&live.join(folder)) {
            disk.create_folder(&live.join(folder))?;
        }
    }
    Ok(())
}

/// Removes a file and the folders that it leaves empty.
fn remove_with_folders(live: &Path, path: &str, disk: &Disk) -> Result<(), PublishError> {
    disk.remove(&live.join(path))?;
    for folder in folders_of(path) {
        if !disk.remove_empty_folder(&live.join(folder))? {
            break;
        }
    }
    Ok(())
}

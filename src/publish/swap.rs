use std::fs;

use super::PublishError;
use super::disk::Disk;
use super::place::Place;

/// By which means the new site takes the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Means {
    /// Two folders are exchanged in one step, or else renamed, or else files are replaced.
    Exchange,
    /// As if the file system could not exchange two folders in one step.
    #[cfg(test)]
    Rename,
    /// Files are replaced one by one.
    FileByFile,
    /// As if the file system would do neither of the first two.
    #[cfg(test)]
    Refused,
}

/// What became of an attempt to put the staged tree in the place of the live one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Swap {
    /// In one step; the old tree is the staged one now.
    Exchanged,
    /// By renaming; the old tree, if there was one, is the staged one now.
    Renamed,
    /// Not at all; both trees stand where they stood.
    Refused,
}

/// Puts the staged tree, which is whole, in the place of the live one, and the live one in its place.
///
/// Where this takes two renames, there is no site between them; [`recover`] ends what a crash left there.
pub(super) fn swap(place: &Place, means: Means, disk: &Disk) -> Result<Swap, PublishError> {
    let (live, staged, retired) = (&place.live, place.staged(), place.retired());
    if !live.exists() {
        disk.rename(&staged, live)?;
        return Ok(Swap::Renamed);
    }
    match means {
        Means::Exchange => {
            if disk.exchange(&staged, live)?.is_ok() {
                return Ok(Swap::Exchanged);
            }
        }
        #[cfg(test)]
        Means::Rename => {}
        Means::FileByFile => return Ok(Swap::Refused),
        #[cfg(test)]
        Means::Refused => return Ok(Swap::Refused),
    }
    if disk.try_rename(live, &retired)?.is_err() {
        return Ok(Swap::Refused);
    }
    if disk.try_rename(&staged, live)?.is_err() {
        disk.rename(&retired, live)?;
        return Ok(Swap::Refused);
    }
    disk.rename(&retired, &staged)?;
    Ok(Swap::Renamed)
}

/// Ends two renames that did not end: forward where the new site is live, else back.
pub(super) fn recover(place: &Place, disk: &Disk) -> Result<(), PublishError> {
    let (live, staged, retired) = (&place.live, place.staged(), place.retired());
    if !retired.exists() {
        return Ok(());
    }
    if !live.exists() {
        return disk.rename(&retired, live);
    }
    if !staged.exists() {
        return disk.rename(&retired, &staged);
    }
    // Somebody made a new output where the old one was missing. An empty one gives way; else the old site waits.
    if fs::read_dir(live).is_ok_and(|mut entries| entries.next().is_none()) && disk.remove_empty_folder(live)? {
        disk.rename(&retired, live)?;
    }
    Ok(())
}

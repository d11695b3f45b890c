//! Disks that are full or read-only, and outputs that are mount points.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::killed::kill_where;
use crate::mounts::Mounts;
use crate::program::{Ended, Output, build, built, end};
use crate::support::Site;
use crate::user::{User, set_mode};
use crate::versions::{Difference, Versions};

/// A site in two versions, of which the first is live on a disk of its own, and the site as the second.
struct Disk {
    mounts: Mounts,
    versions: Versions,
    output: Output,
    /// The folder on which the disk is mounted.
    root: PathBuf,
}

/// What of an output is on a disk of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mounted {
    /// The folder that holds the output and the work folder.
    Both,
    /// The output alone.
    Output,
}

const FILE_BY_FILE: &str = "; the folder could not be exchanged, so its files were replaced one by one\n";

impl Disk {
    /// Nothing where the system lets nobody mount anything.
    fn of(mounted: Mounted, difference: Difference, test: &str) -> Option<Self> {
        let mounts = Mounts::new(test)?;
        let versions = Versions::of(difference);
        let folder = versions.site.root().join("../disk");
        fs::create_dir(&folder).expect("the test's folder is its own");
        let folder = folder.canonicalize().expect("the folder was just made");
        let output = Output::in_folder(&folder, "dist");
        let root = match mounted {
            Mounted::Both => folder,
            Mounted::Output => {
                fs::create_dir(&output.out).expect("the test's folder is its own");
                output.out.clone()
            }
        };
        mounts.small_disk("16m", &root);
        let disk = Self { mounts, versions, output, root };
        for version in [1, 0] {
            disk.versions.set(version);
            disk.built();
        }
        disk.versions.set(1);
        Some(disk)
    }

    fn site(&self) -> &Site {
        &self.versions.site
    }

    fn build(&self) -> Ended {
        end(&mut self.mounts.within(&build(self.site(), &self.output.out)))
    }

    /// Builds the site, which nothing hinders.
    fn built(&self) {
        let ended = self.build();
        assert_eq!(ended.code(), Some(0), "{}", ended.said);
    }

    fn seen(&self) -> PathBuf {
        self.mounts.seen(&self.output.out)
    }

    fn assert_version(&self, version: usize, at: &str) {
        let out = self.seen();
        assert_eq!(self.versions.version_in(&out), Some(version), "{at}: {}", self.versions.mixture(&out));
    }

    /// Fills the disk until so many bytes are left.
    fn fill(&self, left: u64) {
        let root = self.mounts.seen(&self.root);
        let state = rustix::fs::statvfs(&root).expect("the disk is mounted");
        let size = (state.f_bavail * state.f_frsize).checked_sub(left).expect("the disk is larger");
        // Beside the output where there is room beside it, else as somebody's own file within.
        let bytes = vec![b'x'; usize::try_from(size).expect("the disk is small")];
        File::create(root.join("filler")).and_then(|mut file| file.write_all(&bytes)).expect("there is so much room");
    }

    /// As after a first build: no older tree gives way to the new one, so that both need their room.
    fn forget_older_tree(&self) {
        let staged = self.mounts.seen(&self.output.work).join("staged");
        if staged.exists() {
            fs::remove_dir_all(staged).expect("the disk is the test's own");
        }
    }

    fn clear(&self) {
        fs::remove_file(self.mounts.seen(&self.root).join("filler")).expect("the file was made before");
    }

    fn remount(&self, how: &str) {
        self.mounts.mount(&["-o", &format!("remount,bind,{how}")], &self.root);
    }
}

/// A full disk is told, with a path and a way to mend it, and the old site stays as it was.
fn full_disk(mounted: Mounted, test: &str) {
    let Some(disk) = Disk::of(mounted, Difference::Everything, test) else { return };
    let mut refused = 0;
    // So many bytes are left: from nothing to more than is needed.
    for left in [0, 4, 8, 16, 40, 80, 120, 160, 240, 8_000].map(|kilobytes| kilobytes * 1024) {
        let at = format!("{left} bytes are left");
        disk.forget_older_tree();
        disk.fill(left);
        let ended = disk.build();
        // Somebody's own file in the output stays, and is no part of a version.
        disk.clear();
        if ended.code() == Some(0) {
            disk.assert_version(1, &at);
        } else {
            refused += 1;
            assert_eq!(ended.code(), Some(2), "{at}: {}", ended.said);
            let message = ended.said.strip_prefix("error: cannot ").unwrap_or_else(|| panic!("{at}: {}", ended.said));
            assert!(message.contains("dist"), "{at}: {message}");
            let end = ": No space left on device; free some space there and run this again\n";
            assert!(message.ends_with(end), "{at}: {message}");
            disk.assert_version(0, &at);
        }
        disk.built();
        disk.assert_version(1, &at);
        disk.versions.set(0);
        disk.built();
        disk.versions.set(1);
    }
    assert!((5..10).contains(&refused), "{refused} of 10 builds were refused");
}

#[test]
fn a_full_disk() {
    full_disk(Mounted::Both, "a full disk");
}

#[test]
fn a_full_disk_that_is_mounted_as_the_output() {
    full_disk(Mounted::Output, "a full disk that is mounted as the output");
}

#[test]
fn a_read_only_disk() {
    for mounted in [Mounted::Both, Mounted::Output] {
        let Some(disk) = Disk::of(mounted, Difference::Everything, "a read-only disk") else { return };
        disk.remount("ro");
        let ended = disk.build();
        let at = format!("{mounted:?}: {}", ended.said);
        assert_eq!(ended.code(), Some(2), "{at}");
        assert!(ended.said.contains("dist") && ended.said.contains("Read-only file system"), "{at}");
        assert!(ended.said.ends_with("; mount its disk writable, or choose another folder\n"), "{at}");
        disk.assert_version(0, &at);
        disk.remount("rw");
        disk.built();
        disk.assert_version(1, &at);
    }
}

#[test]
fn an_output_that_is_a_mount_point() {
    let Some(disk) = Disk::of(Mounted::Output, Difference::Everything, "an output that is a mount point") else {
        return;
    };
    let ended = disk.build();
    assert!(ended.said.ends_with(FILE_BY_FILE), "{}", ended.said);
    disk.assert_version(1, "built");
}

#[test]
fn an_output_with_a_mount_point_inside() {
    let Some(mounts) = Mounts::new("an output with a mount point inside") else { return };
    let versions = Versions::of(Difference::Everything);
    let output = Output::of(&versions.site);
    let run = || end(&mut mounts.within(&build(&versions.site, &output.out)));
    assert_eq!(run().code(), Some(0));
    let inside = output.out.join("occupations");
    let files: Vec<(PathBuf, Vec<u8>)> = below(&mounts.seen(&inside));
    mounts.small_disk("4m", &inside);
    for (path, bytes) in files {
        let path = mounts.seen(&inside).join(path);
        fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("the disk is the test's own");
        fs::write(path, bytes).expect("the disk is the test's own");
    }
    versions.set(1);
    let ended = run();
    assert_eq!(ended.code(), Some(0), "{}", ended.said);
    assert!(ended.said.ends_with(FILE_BY_FILE), "{}", ended.said);
    let seen = mounts.seen(&output.out);
    assert_eq!(versions.version_in(&seen), Some(1), "{}", versions.mixture(&seen));
}

fn below(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    crate::support::files_in(folder).into_iter().map(|(path, bytes)| (path.into(), bytes)).collect()
}

/// So often a build is killed while its journal is there.
const KILLS: usize = 50;

#[test]
fn killed_while_the_files_of_a_mount_point_are_replaced() {
    let test = "killed while the files of a mount point are replaced";
    let Some(disk) = Disk::of(Mounted::Output, Difference::ManyFiles, test) else { return };
    let command = || disk.mounts.within(&build(disk.site(), &disk.output.out));
    // The work folder is not on the disk, so that a look at it is cheap.
    kill_in_journal(&disk.versions, &command, &disk.seen(), &disk.output.work.join("journal"), KILLS);
}

/// Where nothing can be mounted, a folder that may not be moved has to be brought up to date in the same way.
#[test]
fn killed_while_the_files_of_a_folder_that_may_not_be_moved_are_replaced() {
    let versions = Versions::of(Difference::ManyFiles);
    let output = Output::of(&versions.site);
    built(&versions.site, &output.out);
    let folder = output.out.parent().expect("it stands in a folder").to_owned();
    let user = User::new();
    user.own(&folder);
    set_mode(&folder, 0o555);
    let command = || {
        user.own(&versions.site.root());
        user.build(&versions.site.root(), &output.out)
    };
    kill_in_journal(&versions, &command, &output.out, &output.work.join("journal"), KILLS / 5);
    set_mode(&folder, 0o755);
}

/// Kills builds that lead from one version to the other and back while their journal is there. The first version is live.
fn kill_in_journal(versions: &Versions, command: &dyn Fn() -> Command, out: &Path, journal: &Path, kills: usize) {
    let (mut live, mut landed, mut mixed) = (0, 0, 0);
    while landed < kills {
        let new = 1 - live;
        versions.set(new);
        let killed = kill_where(command(), || journal.exists());
        // It may be over sooner.
        let hit = killed && journal.exists();
        landed += usize::from(hit);
        mixed += usize::from(hit && versions.version_in(out).is_none());
        // Either version can be built from what is there.
        live = if landed % 2 == 0 { new } else { live };
        versions.set(live);
        let ended = end(&mut command());
        assert_eq!(ended.code(), Some(0), "kill {landed}: {}", ended.said);
        assert_eq!(versions.version_in(out), Some(live), "kill {landed}: {}", versions.mixture(out));
        assert!(!journal.exists(), "kill {landed}");
    }
    eprintln!("{landed} of {kills} were finished; {mixed} of them left files of both sites");
}

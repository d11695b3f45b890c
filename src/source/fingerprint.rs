use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::FOLDERS;
use super::look::Look;
use super::walk::{Follow, Found, Walk};

/// How all files of a site look to the file system, without a look into them.
#[derive(Debug)]
pub struct Fingerprint {
    pub(super) digest: blake3::Hash,
    pub(super) settled: bool,
    /// The root, absolute and without links.
    pub(super) root: PathBuf,
    /// What was found in each folder of the site that is there, in the order of a walk.
    pub(super) folders: Vec<(&'static str, Vec<Seen>)>,
}

/// What stands somewhere, and how it looked, if that shows of every change since.
#[derive(Debug)]
pub(super) struct Seen {
    pub found: Found,
    pub look: Option<Look>,
}

impl Fingerprint {
    /// Looks at the files and folders of a site, and at those to which links lead that are followed. `None` where one cannot be looked
    /// at, or a link is not followed; whoever reads the site will say which and why.
    ///
    /// Two fingerprints of one folder are equal only if no file between them came, went, was renamed, or was written to.
    pub fn of(root: &Path, follow: &Follow) -> Option<Self> {
        Self::at(root, follow, SystemTime::now())
    }

    /// As [`of`](Self::of), by a clock that says `now`: what it says later counts for nothing, since a file that was just written would
    /// seem to have rested.
    fn at(root: &Path, follow: &Follow, now: SystemTime) -> Option<Self> {
        let root = fs::canonicalize(root).ok()?;
        let mut hasher = blake3::Hasher::new();
        let mut settled = true;
        let mut folders = Vec::new();
        for folder in FOLDERS.into_iter().filter(|folder| fs::symlink_metadata(root.join(folder)).is_ok()) {
            let is_refused = |found: &Found| matches!(found, Found::Refused(..));
            let found: Vec<Found> = Walk::new(&root, folder, follow, |_| true)
                .map(|found| found.ok().filter(|found| !is_refused(found)))
                .collect::<Option<_>>()?;
            let looks: Vec<Look> = found.par_iter().map(|found| Look::at(found.path())).collect::<Option<_>>()?;
            let seen = found.into_iter().zip(looks).map(|(found, look)| {
                hasher.update(look.digest().as_bytes());
                settled &= look.is_settled(now);
                Seen { found, look: look.is_settled(now).then_some(look) }
            });
            folders.push((folder, seen.collect()));
        }
        Some(Self { digest: hasher.finalize(), settled, root, folders })
    }

    /// Whether all files were last changed long enough ago that a change after the look shows.
    pub fn is_settled(&self) -> bool {
        self.settled
    }

    /// The digest of all that was seen.
    pub fn digest(&self) -> blake3::Hash {
        self.digest
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that panics has failed")]
mod tests {
    use std::time::Duration;

    use tempfile::TempDir;
    use walkdir::WalkDir;

    use super::*;

    fn site() -> TempDir {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("content/occupations")).unwrap();
        fs::write(folder.path().join("content/site.yaml"), "title: A").unwrap();
        fs::write(folder.path().join("content/occupations/a.yaml"), "title: A").unwrap();
        folder
    }

    fn look(site: &TempDir) -> Option<blake3::Hash> {
        Fingerprint::of(site.path(), &Follow::default()).map(|fingerprint| fingerprint.digest())
    }

    #[test]
    fn it_is_the_same_while_nothing_changes() {
        let site = site();
        assert_eq!(look(&site), look(&site));
    }

    #[test]
    fn it_is_another_after_every_kind_of_change() {
        let site = site();
        let file = site.path().join("content/occupations/a.yaml");
        let changes: [&dyn Fn(); 6] = [
            &|| fs::write(&file, "title: B").unwrap(),
            &|| fs::write(site.path().join("content/b.yaml"), "").unwrap(),
            &|| fs::rename(site.path().join("content/b.yaml"), site.path().join("content/c.yaml")).unwrap(),
            &|| fs::remove_file(site.path().join("content/c.yaml")).unwrap(),
            &|| fs::create_dir_all(site.path().join("templates")).unwrap(),
            &|| {
                // The same size and, as far as anybody can set it, the same time.
                let time = fs::metadata(&file).unwrap().modified().unwrap();
                fs::write(&file, "title: C").unwrap();
                fs::File::options().write(true).open(&file).unwrap().set_modified(time).unwrap();
            },
        ];
        let mut before = look(&site).unwrap();
        for (at, change) in changes.iter().enumerate() {
            change();
            let after = look(&site).unwrap();
            assert_ne!(after, before, "change {at}");
            before = after;
        }
    }

    #[test]
    fn what_was_written_just_now_is_not_settled() {
        let site = site();
        let is_settled = |now| Fingerprint::at(site.path(), &Follow::default(), now).unwrap().is_settled();
        let times =
            WalkDir::new(site.path()).into_iter().map(|entry| Look::at(entry.unwrap().path()).unwrap().changed());
        let newest = times.max().unwrap();
        let later = |seconds| newest + Duration::from_secs_f64(seconds);
        assert!(!is_settled(newest));
        assert!(!is_settled(later(0.01)));
        assert!(!is_settled(later(2.0)));
        assert!(is_settled(later(2.01)));
        // A clock that was set back knows nothing of what came since.
        assert!(!is_settled(newest - Duration::from_secs(60)));
    }

    #[cfg(unix)]
    #[test]
    fn what_changes_behind_a_link_that_is_followed_shows() {
        let (site, other) = (site(), site());
        std::os::unix::fs::symlink(other.path().join("content"), site.path().join("content/link")).unwrap();
        assert_eq!(look(&site), None);
        let follow: Follow = ["content/link".to_owned()].into_iter().collect();
        let look = || Fingerprint::of(site.path(), &follow).unwrap().digest();
        let before = look();
        assert_eq!(look(), before);
        fs::write(other.path().join("content/occupations/a.yaml"), "title: B").unwrap();
        assert_ne!(look(), before);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_has_no_look() {
        let site = site();
        std::os::unix::fs::symlink("nowhere", site.path().join("content/link.yaml")).unwrap();
        assert_eq!(look(&site), None);
    }
}

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::FOLDERS;
use super::walk::{Follow, Found, Walk};

/// A file that changed less than this before it was looked at may change again without looking otherwise: file systems count time in steps.
const SETTLED: Duration = Duration::from_secs(2);

/// How all files of a site look to the file system, without a look into them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    digest: blake3::Hash,
    settled: bool,
}

impl Fingerprint {
    /// Looks at the files and folders of a site, and at those to which links lead that are followed. `None` where one cannot be looked
    /// at, or a link is not followed; whoever reads the site will say which and why.
    ///
    /// Two fingerprints of one folder are equal only if no file between them came, went, was renamed, or was written to.
    pub fn of(root: &Path, follow: &Follow) -> Option<Self> {
        Self::at(root, follow, SystemTime::now())
    }

    /// As [`of`](Self::of), by a clock that says `now`.
    fn at(root: &Path, follow: &Follow, now: SystemTime) -> Option<Self> {
        let root = fs::canonicalize(root).ok()?;
        let mut paths: Vec<PathBuf> = Vec::new();
        for folder in FOLDERS.into_iter().filter(|folder| fs::symlink_metadata(root.join(folder)).is_ok()) {
            for found in Walk::new(&root, folder, follow, |_| true) {
                match found.ok()? {
                    Found::File(path) | Found::Folder(path) | Found::Other(path) => paths.push(path),
                    Found::Refused(..) => return None,
                }
            }
        }
        let looks = paths.par_iter().map(|path| Some(Look::of(path, &path.metadata().ok()?)));
        let looks: Vec<Look> = looks.collect::<Option<_>>()?;
        let mut hasher = blake3::Hasher::new();
        for look in &looks {
            hasher.update(look.digest.as_bytes());
        }
        let newest = looks.iter().map(|look| look.changed).max();
        let settled = newest.is_none_or(|newest| now.duration_since(newest).is_ok_and(|age| age > SETTLED));
        Some(Self { digest: hasher.finalize(), settled })
    }

    /// Whether all files were last changed long enough ago that a change after the look shows.
    pub fn is_settled(self) -> bool {
        self.settled
    }

    /// The digest of all that was seen.
    pub fn digest(self) -> blake3::Hash {
        self.digest
    }
}

/// How one file or folder looks.
struct Look {
    digest: blake3::Hash,
    /// When it was last changed, in any way that the file system knows.
    changed: SystemTime,
}

impl Look {
    fn of(path: &Path, metadata: &Metadata) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(path.as_os_str().as_encoded_bytes());
        hasher.update(&[0, u8::from(metadata.is_dir())]);
        hasher.update(&metadata.len().to_le_bytes());
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        hasher.update(format!("{modified:?}").as_bytes());
        let changed = changed(metadata, &mut hasher).unwrap_or(modified);
        Self { digest: hasher.finalize(), changed }
    }
}

/// The time of the last change of a file's content, name or rights, which nobody can set; with it the file's number goes into the digest.
#[cfg(unix)]
fn changed(metadata: &Metadata, hasher: &mut blake3::Hasher) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    for number in [metadata.dev(), metadata.ino()] {
        hasher.update(&number.to_le_bytes());
    }
    for number in [metadata.ctime(), metadata.ctime_nsec()] {
        hasher.update(&number.to_le_bytes());
    }
    let seconds = u64::try_from(metadata.ctime()).ok()?;
    let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
}

#[cfg(not(unix))]
fn changed(_: &Metadata, _: &mut blake3::Hasher) -> Option<SystemTime> {
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that panics has failed")]
mod tests {
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

    fn look(site: &TempDir) -> Option<Fingerprint> {
        Fingerprint::of(site.path(), &Follow::default())
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
            assert_ne!(after.digest(), before.digest(), "change {at}");
            before = after;
        }
    }

    #[test]
    fn what_was_written_just_now_is_not_settled() {
        let site = site();
        let is_settled = |now| Fingerprint::at(site.path(), &Follow::default(), now).unwrap().is_settled();
        let looks = WalkDir::new(site.path()).into_iter().map(|entry| {
            let entry = entry.unwrap();
            Look::of(entry.path(), &entry.metadata().unwrap()).changed
        });
        let newest = looks.max().unwrap();
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
        let before = Fingerprint::of(site.path(), &follow).unwrap();
        assert_eq!(Fingerprint::of(site.path(), &follow), Some(before));
        fs::write(other.path().join("content/occupations/a.yaml"), "title: B").unwrap();
        assert_ne!(Fingerprint::of(site.path(), &follow).unwrap().digest(), before.digest());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_has_no_look() {
        let site = site();
        std::os::unix::fs::symlink("nowhere", site.path().join("content/link.yaml")).unwrap();
        assert_eq!(look(&site), None);
    }
}

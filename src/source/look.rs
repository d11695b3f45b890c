use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// A file that changed less than this before it was looked at may change again without looking otherwise: file systems count time in steps.
const SETTLED: Duration = Duration::from_secs(2);

/// How a file or folder looks to the file system, without a look into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    digest: blake3::Hash,
    changed: SystemTime,
}

impl Look {
    /// Looks at what stands at a path; of a link, at what it leads to. `None` where nothing can be seen.
    ///
    /// Two looks at one path are equal only if nothing between them was written there, moved there, or given other rights.
    pub fn at(path: &Path) -> Option<Self> {
        path.metadata().ok().map(|metadata| Self::of(path, &metadata))
    }

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

    /// The digest of all that was seen.
    pub fn digest(&self) -> blake3::Hash {
        self.digest
    }

    /// When it was last changed, in any way that the file system knows.
    #[cfg(test)]
    pub(super) fn changed(&self) -> SystemTime {
        self.changed
    }

    /// Whether its last change was long enough before `now` that a change after the look shows.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        now.duration_since(self.changed).is_ok_and(|age| age > SETTLED)
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

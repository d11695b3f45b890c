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
        let changed = changed(metadata);
        for time in [Some(modified), changed].into_iter().flatten() {
            hasher.update(format!("{time:?}").as_bytes());
        }
        #[cfg(unix)]
        for number in [std::os::unix::fs::MetadataExt::dev(metadata), std::os::unix::fs::MetadataExt::ino(metadata)] {
            hasher.update(&number.to_le_bytes());
        }
        Self { digest: hasher.finalize(), changed: changed.unwrap_or(modified) }
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
        is_settled(self.changed, now)
    }
}

/// Whether what changed at a time would have another time by a change from `now` on.
pub fn is_settled(changed: SystemTime, now: SystemTime) -> bool {
    now.duration_since(changed).is_ok_and(|age| age > SETTLED)
}

/// The time of the last change of a file's content, name or rights, or of what a folder holds, which nobody can set. `None` where the system
/// does not tell.
pub fn changed(metadata: &Metadata) -> Option<SystemTime> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let seconds = u64::try_from(metadata.ctime()).ok()?;
        let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::new(seconds, nanoseconds))
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        None
    }
}

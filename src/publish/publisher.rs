use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use super::PublishError;
use super::disk::Disk;
use super::journal::{Journal, Recovered};
use super::live::{Live, Unlisted};
use super::made::{Made, Making};
use super::manifest::{Entry, Identity, Manifest};
use super::place::{Place, is_known};
use super::puts::{Put, Puts};
use super::staging::{Scope, Staging, lock};
use super::swap::{self, Means, Swap};
use super::tree::is_mount_point;
use super::whole::Whole;

/// Takes the files of a new site and puts it in the place of the old one.
///
/// [`put`](Self::put) takes files from any number of threads. [`finish`](Self::finish) makes them the live site.
/// Dropped before that, it leaves the live site as it was, and the next build clears away what it had begun.
pub struct Publisher {
    place: Place,
    disk: Disk,
    means: Means,
    live: Live,
    staging: Staging,
    made: Made,
    puts: Mutex<Puts>,
}

/// What publishing came to, compared with the site that was live before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files with the bytes that they had. Their time of change is kept.
    pub unchanged: usize,
    /// Files that were live and are gone.
    pub removed: usize,
    /// How the new site took the place of the old one.
    pub replacement: Replacement,
}

/// How a new site took the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replacement {
    /// It did not have to: nothing changed.
    Unneeded,
    /// In one step.
    Exchanged,
    /// By renaming folders. Where there was a site before, there was none for a moment.
    Renamed,
    /// File by file, since the output could not be exchanged: for a moment visitors saw pages of both sites.
    FileByFile,
}

impl Publisher {
    /// Makes ready to publish into `out`, which need not exist, and finishes or clears away what a build that was
    /// killed left.
    ///
    /// `protected` are the folders that hold sources. Beside `out` a work folder is made (`.dist.foretask` for `dist`);
    /// the lock on it is held until the publisher is gone.
    ///
    /// # Errors
    ///
    /// Where `out` is a protected folder, lies in one or holds one; is a file; is not empty and was not written by
    /// Foretask; is being written by another build; or where the machine refuses.
    pub fn open(out: &Path, protected: &[PathBuf]) -> Result<Self, PublishError> {
        let place = Place::open(out, protected)?;
        let disk = Disk::new(place.names());
        Self::begin(place, disk, Means::Exchange)
    }

    /// As [`open`](Self::open), by given means.
    pub(super) fn begin(place: Place, disk: Disk, means: Means) -> Result<Self, PublishError> {
        swap::recover(&place, &disk)?;
        let unlisted = match Journal::recover(&place, &disk)? {
            Recovered::Done => Unlisted::Foreign,
            Recovered::Damaged => Unlisted::PerhapsOurs,
        };
        let live = Live::open(&place, &disk, unlisted)?;
        let made = Made::at(place.made());
        let means = if live.exists && is_mount_point(&place.live) { Means::FileByFile } else { means };
        let scope = if means == Means::FileByFile { Scope::Changes } else { Scope::Site };
        let staging = Staging::new(&place, scope);
        Ok(Self { place, disk, means, live, staging, made, puts: Mutex::default() })
    }

    /// Whether it may be known from what the site in an output folder was built, so that [`unchanged`](Self::unchanged) is worth asking.
    pub fn knows(out: &Path) -> bool {
        is_known(out)
    }

    /// The site that is live, if it was built from the same and no file of it was touched since; with the number of its files.
    pub fn unchanged(&self, from: blake3::Hash) -> Option<(Whole, usize)> {
        let whole = Whole::read(&self.place.whole()).filter(|whole| whole.from == from)?;
        self.live.is_untouched().then(|| (whole, self.live.manifest.len()))
    }

    /// Reads what will be asked for when files are put, and expects about as many as are live. Else that happens then, and who puts a file
    /// waits for it.
    pub fn make_ready(&self) {
        let files = self.live.manifest.len();
        lock(&self.puts).expect(files);
        self.made.expect(files);
        rayon::join(|| self.made.read(), || self.staging.read());
    }

    /// Takes one file of the new site. The live site does not change.
    ///
    /// `path` is relative to the output, with `/` between its parts.
    ///
    /// # Errors
    ///
    /// Where the path is not safe (empty, absolute, with `..`, a backslash or a control character), was put before, or is a
    /// folder of another path; where something stands there that Foretask did not write; or where the machine refuses.
    /// After an error [`finish`](Self::finish) publishes nothing.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), PublishError> {
        self.take(&self.name(path), bytes).map(|_| ()).inspect_err(|_| lock(&self.puts).fail(path))
    }

    /// Takes one file of the new site that is dear to make. Where the live site has it, and made from the same, `make` is not called.
    ///
    /// `from` is the digest of all that the file is made from: of two files made from the same, the bytes are the same.
    ///
    /// # Errors
    ///
    /// As [`put`](Self::put), and what `make` says.
    pub fn put_made<E: From<PublishError>>(
        &self,
        path: &str,
        from: blake3::Hash,
        make: impl FnOnce() -> Result<Vec<u8>, E>,
    ) -> Result<(), E> {
        let is_same = |made: &Making| made.from == from;
        self.put_with(path, is_same, |path| Ok(Making { from, bytes: self.take(path, &make()?)?, seen: None }))
    }

    /// As [`put_made`](Self::put_made), for a file that is too large to be in memory as a whole: `make` gives one part after the other.
    ///
    /// # Errors
    ///
    /// As [`put`](Self::put), and what a part says.
    pub fn put_made_in_parts<E: From<PublishError>, P: Iterator<Item = Result<Vec<u8>, E>>>(
        &self,
        path: &str,
        from: blake3::Hash,
        make: impl FnOnce() -> P,
    ) -> Result<(), E> {
        let is_same = |made: &Making| made.from == from;
        self.put_with(path, is_same, |path| Ok(Making { from, bytes: self.take_parts(path, make())?, seen: None }))
    }

    /// As [`put_made`](Self::put_made), for a file of which it shows only while it is made from what: `make` gives its bytes and what was seen.
    ///
    /// `from` gives the digest of all that the file is made from, when this is seen; it is asked for what was seen when the live site's
    /// file was made, too.
    ///
    /// # Errors
    ///
    /// As [`put`](Self::put), and what `make` says.
    pub fn put_seen<S: FromStr + Display, E: From<PublishError>>(
        &self,
        path: &str,
        from: impl Fn(&S) -> blake3::Hash,
        make: impl FnOnce() -> Result<(Vec<u8>, S), E>,
    ) -> Result<(), E> {
        let is_same = |made: &Making| {
            made.seen.as_ref().and_then(|seen| seen.parse().ok()).is_some_and(|seen| from(&seen) == made.from)
        };
        self.put_with(path, is_same, |path| {
            let (bytes, seen) = make()?;
            Ok(Making { from: from(&seen), bytes: self.take(path, &bytes)?, seen: Some(seen.to_string().into()) })
        })
    }

    /// Takes a file that the live site has, and made from the same; else with `take`.
    fn put_with<E: From<PublishError>>(
        &self,
        path: &str,
        is_same: impl FnOnce(&Making) -> bool,
        take: impl FnOnce(&Arc<str>) -> Result<Making, E>,
    ) -> Result<(), E> {
        let path = self.name(path);
        let before = self.made.before(&path).filter(|made| is_same(made));
        let known = before.and_then(|made| Some((made, self.live.known(&path, made.bytes)?)));
        let made = match known {
            Some((made, entry)) => self.keep(&path, entry).map(|()| made.clone()).map_err(E::from),
            None => take(&path),
        };
        let made = made.inspect_err(|_| lock(&self.puts).fail(&path))?;
        self.made.note(path, made);
        Ok(())
    }

    /// A path to be shared, as it is with the live site where that has it.
    fn name(&self, path: &str) -> Arc<str> {
        self.live.manifest.name(path).map_or_else(|| Arc::from(path), Arc::clone)
    }

    /// Takes a file that the live site has as it is.
    fn keep(&self, path: &Arc<str>, entry: Entry) -> Result<(), PublishError> {
        let mut puts = lock(&self.puts);
        puts.reserve(path)?;
        puts.settle(path, Put::Same(entry));
        Ok(())
    }

    fn take(&self, path: &Arc<str>, bytes: &[u8]) -> Result<blake3::Hash, PublishError> {
        lock(&self.puts).reserve(path)?;
        let digest = blake3::hash(bytes);
        let put = match self.live.find(path, bytes.len() as u64, digest, &self.disk)? {
            Some(entry) => Put::Same(entry),
            None => Put::New(self.staging.write(path, bytes, digest, &self.disk)?),
        };
        lock(&self.puts).settle(path, put);
        Ok(digest)
    }

    fn take_parts<E: From<PublishError>>(
        &self,
        path: &Arc<str>,
        parts: impl Iterator<Item = Result<Vec<u8>, E>>,
    ) -> Result<blake3::Hash, E> {
        lock(&self.puts).reserve(path)?;
        let written = self.staging.write_parts(path, parts, &self.disk)?;
        let put = match self.live.find(path, written.stamp.size, written.digest, &self.disk)? {
            Some(entry) => {
                self.staging.take_back(path, &self.disk)?;
                Put::Same(entry)
            }
            None => Put::New(written),
        };
        lock(&self.puts).settle(path, put);
        Ok(written.digest)
    }

    /// Makes what was put the live site: all of it, and nothing else but what others put into the output folder. Where it is said
    /// from what the site was built, the next publisher knows it.
    ///
    /// # Errors
    ///
    /// Where something that Foretask did not write stands where the site has a folder, or the machine refuses. The live
    /// site is then the old one as a whole, unless files are replaced one by one; that the next build finishes.
    pub fn finish(self, whole: Option<Whole>) -> Result<Published, PublishError> {
        let Self { place, disk, means, live, staging, made, puts } = self;
        let puts = puts.into_inner().unwrap_or_else(PoisonError::into_inner);
        puts.check()?;
        Whole::forget(&place.whole(), &disk)?;
        // Without it nothing is wrong but that the next build looks at every file.
        let know = || whole.map(|whole| whole.keep(&place.whole(), &disk));
        let (changed, gone) = (puts.changed(), live.gone(&puts));
        let published = |replacement| Published {
            written: changed.len(),
            unchanged: puts.same().len(),
            removed: gone.len(),
            replacement,
        };
        if live.exists && changed.is_empty() && gone.is_empty() {
            let mut manifest = puts.manifest();
            if !manifest.has_files_of(&live.manifest) {
                manifest.set_stamps(live.manifest.stamps().clone());
                keep_manifest(&place, &manifest, &disk)?;
            }
            // Without it nothing is wrong but that files are made again.
            let _ = made.keep(&disk);
            let _ = know();
            return Ok(published(Replacement::Unneeded));
        }
        let replace = || {
            let look = || if means == Means::FileByFile { Ok(None) } else { staging.look(&disk).map(Some) };
            let (foreign, older) = rayon::join(|| live.foreign(&puts, &disk), look);
            let (foreign, older) = (foreign?, older?);
            let swap = match older.filter(|_| !foreign.holds_mount) {
                None => Swap::Refused,
                Some(older) => {
                    staging.complete(&older, &place.live, &puts, &foreign, &disk)?;
                    swap::swap(&place, means, &disk)?
                }
            };
            match swap {
                Swap::Exchanged => Ok(Replacement::Exchanged),
                Swap::Renamed => Ok(Replacement::Renamed),
                Swap::Refused => {
                    Journal::new(changed.clone(), gone.clone(), puts.manifest(), &place.live)
                        .carry_out(&place, &disk)?;
                    Ok(Replacement::FileByFile)
                }
            }
        };
        // How files were made is said of their bytes, so it harms nothing if they do not become live.
        let (replacement, _) = rayon::join(replace, || made.keep(&disk));
        let replacement = replacement?;
        // The site is live. What cannot be cleared away now harms nothing, and the next build tries again.
        let _ = clear_away(&place, &disk);
        let _ = know();
        Ok(published(replacement))
    }
}

/// Writes the manifest of the live tree anew, where only what the file system says of its files has changed.
fn keep_manifest(place: &Place, manifest: &Manifest, disk: &Disk) -> Result<(), PublishError> {
    let meta = fs::symlink_metadata(&place.live).map_err(|error| disk.error("read", &place.live, error))?;
    manifest.keep(&Identity::of(&meta).manifest_in(&place.work), disk)
}

/// Removes manifests of trees that are no more, and a staged tree that is not whole.
fn clear_away(place: &Place, disk: &Disk) -> Result<(), PublishError> {
    let manifest_of =
        |tree: &Path| fs::symlink_metadata(tree).ok().map(|meta| Identity::of(&meta).manifest_in(&place.work));
    let staged = place.staged();
    let needed = [manifest_of(&place.live), manifest_of(&staged)];
    for manifest in place.manifests()? {
        if !needed.contains(&Some(manifest.clone())) {
            disk.remove(&manifest)?;
        }
    }
    if needed[1].as_ref().is_some_and(|manifest| !manifest.exists()) {
        disk.remove(&staged)?;
    }
    Ok(())
}

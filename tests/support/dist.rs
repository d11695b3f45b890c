use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foretask::build::Built;
use tempfile::TempDir;

use super::{Page, files_below, read};

/// The files of a site and their bytes, by path with `/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What came out of a build.
pub struct Dist {
    folder: PathBuf,
    /// What the build says of itself.
    pub built: Built,
    /// Keeps the temporary folder as long as this lives.
    _kept: Arc<TempDir>,
}

impl Dist {
    /// The folder of a build, which stands in a temporary one.
    pub fn new(folder: &Path, built: Built, kept: &Arc<TempDir>) -> Self {
        Self { folder: folder.to_owned(), built, _kept: Arc::clone(kept) }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether a file was written.
    pub fn has(&self, path: &str) -> bool {
        self.folder.join(path).is_file()
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> String {
        read(self.folder.join(path))
    }

    /// A JSON file.
    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.text(path)).unwrap_or_else(|error| panic!("`{path}` is not JSON: {error}"))
    }

    /// A page by its path: a folder with `/` at its end, or a file.
    pub fn page(&self, path: &str) -> Page {
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        Page::parse(&file, &self.text(&file))
    }

    /// Every HTML page, redirects included.
    pub fn pages(&self) -> Vec<Page> {
        let files = self.files();
        let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
        html.map(|(path, bytes)| Page::parse(path, std::str::from_utf8(bytes).expect("pages are UTF-8"))).collect()
    }

    /// Every file and its bytes, by its path with `/`.
    pub fn files(&self) -> Files {
        files_in(&self.folder)
    }
}

/// Every file below a folder and its bytes, by its path with `/`.
pub fn files_in(folder: &Path) -> Files {
    let read = |path: PathBuf| {
        let bytes = fs::read(folder.join(&path)).expect("what was written can be read");
        (path.to_str().expect("paths of a site are Unicode").replace('\\', "/"), bytes)
    };
    files_below(folder).into_iter().map(read).collect()
}

/// Compares two sites file by file, so that a difference is shown where it is and not as a megabyte.
pub fn expect_same(left: &Files, right: &Files) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(left), names(right));
    for (path, bytes) in left {
        let other = &right[path];
        if bytes == other {
            continue;
        }
        let at = bytes.iter().zip(other).take_while(|(one, other)| one == other).count();
        let around = |bytes: &[u8]| {
            String::from_utf8_lossy(&bytes[at.saturating_sub(100)..bytes.len().min(at + 100)]).into_owned()
        };
        panic!("`{path}` differs at byte {at}:\n--- one\n{}\n--- other\n{}", around(bytes), around(other));
    }
}

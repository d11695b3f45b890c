use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foretask::build::{BuildError, BuildOptions, build};
use foretask::diagnostic::{Diagnostic, Format, Styling, Texts, print};
use tempfile::TempDir;

use super::{Dist, crate_root, files_below};

/// A site in a temporary folder, and beside it the folder into which it is built.
pub struct Site {
    folder: Arc<TempDir>,
}

impl Site {
    /// A folder with nothing in it.
    pub fn empty() -> Self {
        let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
        fs::create_dir(folder.path().join("site")).expect("the folder was just made");
        Self { folder: Arc::new(folder) }
    }

    /// `tests/sites/minimal`: one report, which says only what every report has to.
    pub fn minimal() -> Self {
        Self::copy_of(&crate_root().join("tests/sites/minimal"), &["content"])
    }

    /// `tests/sites/trades`: two reports, over which the examples of `docs/faults.md` and `docs/warnings.md` are laid.
    pub fn trades() -> Self {
        Self::copy_of(&crate_root().join("tests/sites/trades"), &["content"])
    }

    /// `tests/sites/full`: a site that uses every key of the format.
    pub fn full() -> Self {
        Self::copy_of(&crate_root().join("tests/sites/full"), &["content", "templates", "static"])
    }

    /// `tests/sites/layers`: a site with imported reports and tables, and what was written over them.
    pub fn layers() -> Self {
        Self::copy_of(&crate_root().join("tests/sites/layers"), &["content"])
    }

    /// The example site. Its theme is the built-in one.
    pub fn example() -> Self {
        Self::copy_of(crate_root(), &["content", "static/root"])
    }

    fn copy_of(from: &Path, folders: &[&str]) -> Self {
        let site = Self::empty();
        for folder in folders.iter().filter(|folder| from.join(folder).is_dir()) {
            for file in files_below(&from.join(folder)) {
                let path = Path::new(folder).join(file);
                site.put(&path, &fs::read(from.join(&path)).expect("the site of a test is readable"));
            }
        }
        site
    }

    fn put(&self, path: &Path, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().expect("a file stands in a folder")).expect("the test's folder is its own");
        fs::write(path, bytes).expect("the test's folder is its own");
    }

    /// The folder of the site.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The folder into which it is built.
    pub fn out(&self) -> PathBuf {
        self.folder.path().join("dist")
    }

    /// Adds a file to a site that is being written, or replaces it.
    #[must_use]
    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// Adds lines to the end of a file.
    #[must_use]
    pub fn line(self, path: &str, line: &str) -> Self {
        let text = super::read(self.root().join(path));
        self.write(path, &format!("{}\n{line}\n", text.trim_end()));
        self
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        self.put(Path::new(path), text.as_bytes());
    }

    /// Replaces a text in a file, in which it stands.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = super::read(self.root().join(path));
        assert!(text.contains(from), "`{from}` does not stand in `{path}`");
        self.write(path, &text.replace(from, to));
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("the test removes a file that is there");
    }

    /// Gives a file another name.
    pub fn rename(&self, from: &str, to: &str) {
        fs::rename(self.root().join(from), self.root().join(to)).expect("the test renames a file that is there");
    }

    /// Builds the site, which has no faults.
    pub fn build(&self) -> Dist {
        self.build_with(&BuildOptions::default())
    }

    /// Builds the site, which has no faults, by given options.
    pub fn build_with(&self, options: &BuildOptions) -> Dist {
        Self::build_into(&self.root(), &self.out(), options, &self.folder)
    }

    /// Builds the site, which has no faults, into an empty folder.
    pub fn build_clean(&self) -> Dist {
        Self::build_in_place(&self.root(), &BuildOptions::default())
    }

    /// Builds a site of the repository where it stands.
    pub fn build_in_place(root: &Path, options: &BuildOptions) -> Dist {
        let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
        Self::build_into(root, &folder.path().join("dist"), options, &Arc::new(folder))
    }

    fn build_into(root: &Path, out: &Path, options: &BuildOptions, kept: &Arc<TempDir>) -> Dist {
        match build(root, out, options, &()) {
            Ok(built) => Dist::new(out, built, kept),
            Err(BuildError::Faults(faults)) => {
                let texts: Texts<'_> = faults.texts.iter().map(|(file, text)| (file.as_str(), text.as_str())).collect();
                panic!("the site has faults\n{}", print(&faults.diagnostics, &texts, Format::Human, Styling::Plain));
            }
            Err(error) => panic!("the site cannot be built: {error}"),
        }
    }

    /// The faults of the site, which has some.
    pub fn faults(&self) -> Vec<Diagnostic> {
        match build(&self.root(), &self.out(), &BuildOptions::default(), &()) {
            Err(BuildError::Faults(faults)) => faults.diagnostics,
            Err(error) => panic!("the site cannot be built: {error}"),
            Ok(_) => panic!("the site has no faults"),
        }
    }
}

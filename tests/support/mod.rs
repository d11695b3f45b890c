//! The one way in which tests meet the program: a site in a folder of its own, what is built of it, what comes out.

#![allow(dead_code, unused_imports, reason = "each file of tests uses a part of it")]

mod dist;
mod edit;
mod page;
mod preview;
mod run;
mod server;
mod site;
mod xml;

use std::path::{Path, PathBuf};

pub use dist::{Dist, Files, expect_same, files_in};
pub use edit::{Edit, imported, set_time};
pub use page::{Page, is_content, words};
pub use preview::{Event, Events, Preview, Reply};
pub use run::{Run, run};
pub use server::{Answer, Server};
pub use site::Site;
pub use xml::xml_texts;

/// The folder of the crate, which is the example site too.
pub fn crate_root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, away from the settings of whoever runs the tests.
pub fn foretask() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::cargo_bin("foretask").expect("cargo builds the program before its tests");
    command.env_remove("FORETASK_ROOT").env("NO_COLOR", "1");
    command
}

/// The files below a folder, relative to it, sorted.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.expect("tests can read their own folders"))
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| entry.path().strip_prefix(folder).expect("a walk stays below its top").to_owned())
        .collect()
}

/// The folders in a folder, sorted.
pub fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap_or_else(|error| panic!("cannot read `{}`: {error}", folder.display()));
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("tests can read their folders").path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

/// The text of a file.
pub fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("cannot read `{}`: {error}", path.display()))
}

//! Names the sources of the program, so that what one program put aside is never believed by another.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

fn main() {
    let mut digest = DefaultHasher::new();
    for top in ["src", "Cargo.toml", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={top}");
        for path in files(Path::new(top)) {
            path.hash(&mut digest);
            fs::read(&path).unwrap_or_default().hash(&mut digest);
        }
    }
    println!("cargo:rustc-env=FORETASK_SOURCES={:016x}", digest.finish());
}

/// The files of a folder and of those below it, sorted; a file is its own.
fn files(top: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(top) else { return vec![top.to_owned()] };
    let mut found: Vec<PathBuf> = entries.flatten().flat_map(|entry| files(&entry.path())).collect();
    found.sort();
    found
}

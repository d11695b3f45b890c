//! What a build keeps in the site's folder for the next: whatever becomes of it, the next site is right.

mod support;

use std::fs;
use std::path::PathBuf;

use foretask::diagnostic::Code;
use support::{Site, files_in, read};

fn parsed(site: &Site) -> PathBuf {
    site.root().join(".foretask").join("parsed")
}

#[test]
fn a_site_is_the_same_with_what_was_kept_and_without() {
    let site = Site::full();
    let first = files_in(site.build().folder());
    assert!(parsed(&site).exists());
    fs::remove_dir_all(site.out()).expect("the test's folder is its own");
    assert!(files_in(site.build().folder()) == first);
}

#[test]
fn wherever_what_was_kept_is_damaged_the_site_is_right() {
    let site = Site::full();
    let whole_site = files_in(site.build().folder());
    let whole = fs::read(parsed(&site)).expect("it was kept");
    let places = 8;
    for place in 0..places {
        let at = whole.len() * place / places;
        let mut flipped = whole.clone();
        flipped[at..whole.len().min(at + whole.len() / 8)].iter_mut().for_each(|byte| *byte ^= 0x20);
        for bytes in [&whole[..at], flipped.as_slice()] {
            fs::write(parsed(&site), bytes).expect("the test's folder is its own");
            fs::remove_dir_all(site.out()).expect("the test's folder is its own");
            assert!(files_in(site.build().folder()) == whole_site, "damaged from byte {at} on");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_as_a_text_is_a_fault_whatever_was_kept() {
    let site = Site::layers();
    let written = "content/occupations/lamp-trimmer.yaml";
    let text = read(site.root().join(written));
    site.remove(written);
    site.build();
    fs::write(site.root().join(written), [b"\xff", text.as_bytes()].concat()).expect("the test's folder is its own");
    let faults = site.faults();
    assert!(faults.iter().any(|fault| fault.code == Code::NotUtf8 && fault.file == written), "{faults:?}");
}

use std::cell::Cell;

use super::*;

/// Builds a site of one file that is dear to make. Whether it was made.
fn build(output: &Output, from: &str, text: &str) -> bool {
    let made = Cell::new(false);
    let publisher = output.open().unwrap();
    let make = || {
        made.set(true);
        Ok::<_, PublishError>(text.as_bytes().to_owned())
    };
    publisher.put_made("card.png", blake3::hash(from.as_bytes()), make).unwrap();
    publisher.put("index.html", from.as_bytes()).unwrap();
    publisher.finish(None).unwrap();
    assert_eq!(fs::read_to_string(output.file("card.png")).unwrap(), text);
    made.get()
}

#[test]
fn a_file_is_made_once_from_the_same() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        assert!(build(&output, "one", "1"));
        assert!(!build(&output, "one", "1"));
        assert!(build(&output, "two", "2"));
        assert!(!build(&output, "two", "2"));
        assert!(build(&output, "one", "1"), "what an older build made is not kept");
    }
}

#[test]
fn a_file_that_somebody_changed_is_made_again() {
    let output = Output::new();
    build(&output, "one", "1");
    fs::write(output.file("card.png"), "?").unwrap();
    assert!(build(&output, "one", "1"));
    fs::remove_file(output.file("card.png")).unwrap();
    assert!(build(&output, "one", "1"));
}

#[test]
fn a_file_whose_time_alone_changed_is_not_made_again() {
    let output = Output::new();
    build(&output, "one", "1");
    fs::write(output.file("card.png"), "1").unwrap();
    assert!(!build(&output, "one", "1"));
}

/// Copies a folder as a cache does: names and texts are the same, times and identities are not.
fn copy(from: &Path, to: &Path) {
    let tree = Tree::walk(from).unwrap();
    fs::create_dir_all(to).unwrap();
    for folder in &tree.folders {
        fs::create_dir_all(to.join(folder)).unwrap();
    }
    for file in &tree.files {
        fs::write(to.join(file), fs::read(from.join(file)).unwrap()).unwrap();
    }
}

#[test]
fn a_site_that_was_restored_from_a_cache_is_not_made_again() {
    let output = Output::new();
    build(&output, "one", "1");
    let restored = Output::new();
    copy(&output.out(), &restored.out());
    copy(&output.work(), &restored.work());
    assert!(!build(&restored, "one", "1"));
    assert!(build(&restored, "two", "2"));
}

#[test]
fn a_damaged_memory_says_nothing() {
    let output = Output::new();
    build(&output, "one", "1");
    let path = output.work().join("made");
    let whole = fs::read(&path).unwrap();
    let mut damaged = whole.clone();
    damaged[whole.len() / 2] ^= 1;
    fs::write(&path, damaged).unwrap();
    assert!(build(&output, "one", "1"));
    assert_eq!(fs::read(&path).unwrap(), whole);
}

#[test]
fn the_memory_goes_with_the_last_file() {
    let output = Output::new();
    build(&output, "one", "1");
    assert!(output.left_over().contains(&"made".to_owned()));
    output.build("index.html=1");
    assert!(!output.left_over().contains(&"made".to_owned()));
}

#[test]
fn a_file_that_could_not_be_taken_keeps_the_site_from_being_published() {
    let output = Output::new();
    let publisher = output.open().unwrap();
    let from = blake3::hash(b"one");
    assert!(publisher.put_made("../card.png", from, || Ok::<_, PublishError>(Vec::new())).is_err());
    assert!(matches!(publisher.finish(None), Err(PublishError::Incomplete { .. })));
}

/// Builds a site of a table that is put in parts.
fn build_table(output: &Output, from: &str, text: &str) -> Published {
    let publisher = output.open().unwrap();
    put_in_parts(&publisher, "data/all.csv", from, text).unwrap();
    publisher.finish(None).unwrap()
}

#[test]
fn of_parts_comes_one_file() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        let time = || fs::metadata(output.file("data/all.csv")).unwrap().modified().unwrap();
        assert_eq!(build_table(&output, "one", "abc").written, 1);
        assert_eq!(output.content(), site("data/all.csv=abc"));
        let before = time();
        let same = build_table(&output, "two", "abc");
        assert_eq!((same.written, same.unchanged), (0, 1), "its bytes are what they were");
        assert_eq!(time(), before);
        assert_eq!(build_table(&output, "three", "abcd").written, 1);
        assert_eq!(output.content(), site("data/all.csv=abcd"));
    }
}

/// Builds a site of a page that is made from the number that it sees, which is `sees`; `digits` is what everything is made from now. Whether
/// it was made.
fn build_page(output: &Output, sees: usize, digits: [&str; 2]) -> bool {
    let made = Cell::new(false);
    let publisher = output.open().unwrap();
    let make = || {
        made.set(true);
        Ok::<_, PublishError>((digits[sees].as_bytes().to_vec(), sees))
    };
    publisher.put_seen("index.html", |seen: &usize| blake3::hash(digits[*seen].as_bytes()), make).unwrap();
    publisher.finish(None).unwrap();
    assert_eq!(fs::read_to_string(output.file("index.html")).unwrap(), digits[sees]);
    made.get()
}

#[test]
fn a_file_is_made_again_where_what_was_seen_is_another() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        assert!(build_page(&output, 0, ["a", "b"]));
        assert!(!build_page(&output, 0, ["a", "c"]), "of the other nothing was seen");
        assert!(build_page(&output, 0, ["d", "c"]));
        assert!(build_page(&output, 1, ["e", "c"]));
        assert!(!build_page(&output, 1, ["f", "c"]));
        fs::write(output.file("index.html"), "?").unwrap();
        assert!(build_page(&output, 1, ["f", "c"]));
    }
}

#[test]
fn a_part_that_cannot_be_made_keeps_the_site_from_being_published() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        build_table(&output, "one", "abc");
        let publisher = output.open().unwrap();
        let refused = || PublishError::UnsafePath { path: "it cannot be made".to_owned() };
        let parts = || [Ok(b"ab".to_vec()), Err(refused())].into_iter();
        assert!(publisher.put_made_in_parts("data/all.csv", blake3::hash(b"two"), parts).is_err());
        assert!(matches!(publisher.finish(None), Err(PublishError::Incomplete { .. })));
        assert_eq!(output.content(), site("data/all.csv=abc"));
        assert_eq!(build_table(&output, "two", "x").written, 1);
        assert_eq!(output.content(), site("data/all.csv=x"));
    }
}

#[test]
fn what_somebody_else_put_where_a_table_is_to_stand_is_refused() {
    let output = Output::new();
    output.build("index.html=1");
    output.foreign("data/all.csv", "mine");
    let publisher = output.open().unwrap();
    let put = put_in_parts(&publisher, "data/all.csv", "one", "abc");
    assert!(matches!(put, Err(PublishError::Foreign { .. })));
    drop(publisher);
    assert_eq!(fs::read_to_string(output.file("data/all.csv")).unwrap(), "mine");
}

#[test]
fn a_record_with_a_path_that_no_site_has_is_not_believed() {
    use crate::publish::made::{Making, from_bytes};
    let digest = blake3::hash(b"one");
    let record = |path| borsh::to_vec(&(path, Making { from: digest, bytes: digest, seen: None })).unwrap();
    assert!(from_bytes(&record("cards/a.png")).is_some());
    for path in ["a.png\r", "../a.png", "/a.png", "a\\b", ""] {
        assert!(from_bytes(&record(path)).is_none(), "{path:?}");
    }
}

use super::*;

fn from(text: &str) -> blake3::Hash {
    blake3::hash(text.as_bytes())
}

/// Builds a site of two files.
fn build(output: &Output, whole: Option<Whole>) {
    let publisher = output.open().unwrap();
    publisher.put("index.html", b"home").unwrap();
    publisher.put("about/index.html", b"about").unwrap();
    publisher.finish(whole).unwrap();
}

fn known(output: &Output, text: &str) -> bool {
    let known = output.open().unwrap().unchanged(from(text));
    if let Some((whole, files)) = known {
        assert_eq!((whole.pages, files), (7, 2));
    }
    known.is_some()
}

fn whole() -> Whole {
    Whole { from: from("one"), pages: 7 }
}

#[test]
fn a_site_is_known_by_what_it_was_built_from() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        assert!(!Publisher::knows(&output.out()));
        build(&output, Some(whole()));
        assert!(Publisher::knows(&output.out()));
        assert!(known(&output, "one"));
        assert!(!known(&output, "two"));
        build(&output, Some(whole()));
        assert!(known(&output, "one"), "after a build that changed nothing");
    }
}

#[test]
fn a_site_that_somebody_touched_is_not_known() {
    for touch in [
        &(|output: &Output| fs::write(output.file("index.html"), "hole").unwrap()) as &dyn Fn(&Output),
        &|output| fs::remove_file(output.file("about/index.html")).unwrap(),
        &|output| fs::remove_dir_all(output.out()).unwrap(),
        &|output| fs::rename(output.file("about"), output.file("else")).unwrap(),
    ] {
        let output = Output::new();
        build(&output, Some(whole()));
        touch(&output);
        assert!(!known(&output, "one"));
    }
}

#[test]
fn a_site_of_which_it_was_not_said_is_not_known() {
    let output = Output::new();
    build(&output, Some(whole()));
    build(&output, None);
    assert!(!known(&output, "one"));
}

#[test]
fn what_is_damaged_is_not_believed() {
    let output = Output::new();
    build(&output, Some(whole()));
    let file = output.work().join("whole");
    let mut bytes = fs::read(&file).unwrap();
    // The number of pages stands before the checksum.
    let at = bytes.len() - blake3::OUT_LEN - size_of::<u64>();
    assert_eq!(bytes[at], 7);
    bytes[at] = 8;
    fs::write(&file, bytes).unwrap();
    assert!(!known(&output, "one"));
}

#[test]
fn what_others_put_beside_the_site_does_not_matter() {
    let output = Output::new();
    build(&output, Some(whole()));
    fs::write(output.file("notes.txt"), "mine").unwrap();
    assert!(known(&output, "one"));
}

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

/// The message, with the test's own folder taken out.
fn message(output: &Output, error: &PublishError) -> String {
    error.to_string().replace(&format!("{}/", output.folder.path().display()), "")
}

#[test]
fn an_output_that_holds_sources_is_refused() {
    let output = Output::new();
    let root = output.folder.path();
    fs::create_dir_all(root.join("content/occupations")).unwrap();
    std::os::unix::fs::symlink("content", root.join("other")).unwrap();
    let protected = [root.join("content"), root.join("static")];
    for out in ["content", "content/dist", "content/occupations", "other/dist", ".", "content/../static", "static/x/y"]
    {
        let error = Publisher::open(&root.join(out), &protected).err().unwrap();
        assert!(matches!(error, PublishError::HoldsSources { .. }), "{out}: {error}");
    }
    let error = Publisher::open(&root.join("content"), &protected).err().unwrap();
    assert_eq!(message(&output, &error), "refusing to publish into `content`: it holds sources; choose another folder");
    assert!(Publisher::open(&root.join("content2"), &protected).is_ok());
    assert!(!root.join(".content.foretask").exists());
}

#[test]
fn a_folder_that_was_not_written_by_foretask_is_refused() {
    let output = Output::new();
    output.foreign("photo", "mine");
    let error = output.open().err().unwrap();
    assert_eq!(
        message(&output, &error),
        "refusing to publish into `dist`: it is not empty and was not written by foretask; \
         choose another folder or empty it"
    );
    assert!(!output.work().exists());
}

#[test]
fn a_file_is_refused() {
    let output = Output::new();
    fs::write(output.out(), "text").unwrap();
    assert!(matches!(output.open().err().unwrap(), PublishError::NotAFolder { .. }));
    assert!(matches!(Publisher::open(Path::new("/"), &[]).err().unwrap(), PublishError::NotAFolder { .. }));
}

#[test]
fn a_second_build_is_refused_while_one_is_at_it() {
    let output = Output::new();
    let first = output.open().unwrap();
    let error = output.open().err().unwrap();
    assert_eq!(
        message(&output, &error),
        "another build is writing to `dist`; wait until it has ended, or choose another folder with `--out`"
    );
    first.put("a", b"1").unwrap();
    first.finish(None).unwrap();
    output.build("a=2");
    assert_eq!(output.content(), site("a=2"));
}

#[test]
fn unsafe_paths_are_refused() {
    let output = Output::new();
    let publisher = output.open().unwrap();
    for path in ["", "/", "/a", "..", "../a", "a/../b", "a//b", "a/", "./a", "a/.", "a\\b", "a\0b", "a\nb"] {
        assert!(matches!(publisher.put(path, b"").unwrap_err(), PublishError::UnsafePath { .. }), "{path:?}");
    }
    assert!(publisher.finish(None).is_err());
    assert!(!output.out().exists());
}

#[test]
fn a_path_is_put_once_and_as_one_thing() {
    let output = Output::new();
    let publisher = output.open().unwrap();
    publisher.put("a/b", b"1").unwrap();
    assert_eq!(publisher.put("a/b", b"1").unwrap_err().to_string(), "refusing to publish `a/b` twice");
    for path in ["a", "a/b/c", "a/b/c/d"] {
        assert!(matches!(publisher.put(path, b"").unwrap_err(), PublishError::FileAndFolder { .. }), "{path}");
    }
    let error = publisher.finish(None).unwrap_err();
    assert_eq!(error.to_string(), "refusing to publish a site without `a/b`, which could not be written");
}

#[test]
fn a_foreign_file_in_the_way_is_named_and_nothing_changes() {
    for means in [Means::Exchange, Means::FileByFile] {
        for (foreign, files) in [
            ("CNAME", "a=2 CNAME=new"),
            ("docs", "a=2 docs/index.html=new"),
            ("docs/mine", "a=2 docs=new"),
            ("docs/deep/er", "a=2 docs=new"),
            ("docs/deep/er", "a=2 docs/deep=new"),
        ] {
            let output = Output::by(means);
            output.build("a=1");
            output.foreign(foreign, "mine");
            let before = output.content();
            let error = output.try_build(&site(files), Fuse::default()).unwrap_err();
            let text = format!(
                "refusing to replace `dist/{foreign}`: it was not written by foretask; move it away or delete it"
            );
            assert_eq!(message(&output, &error), text);
            assert_eq!(output.content(), before);
            fs::remove_file(output.file(foreign)).unwrap();
            for folder in ["docs/deep", "docs"] {
                let _ = fs::remove_dir(output.file(folder));
            }
            output.build(files);
            assert_eq!(output.content(), site(files));
        }
    }
}

#[test]
fn another_generators_site_in_the_same_place_is_not_overwritten() {
    let output = Output::new();
    output.build("index.html=ours a=1");
    fs::rename(output.out(), output.folder.path().join("old")).unwrap();
    output.foreign("index.html", "theirs");
    let error = output.try_build(&site("index.html=ours a=1"), Fuse::default()).unwrap_err();
    assert!(matches!(error, PublishError::Foreign { .. }), "{error}");
    assert_eq!(output.content(), site("index.html=theirs"));
}

#[test]
fn a_work_folder_that_cannot_be_made_is_told() {
    let output = Output::new();
    fs::write(output.work(), "in the way").unwrap();
    let error = output.open().err().unwrap();
    assert_eq!(message(&output, &error), "cannot make the work folder `.dist.foretask` beside the output: File exists");
}

#[test]
fn what_the_machine_refuses_names_the_file_of_the_output() {
    let output = Output::new();
    output.build("a=1");
    let staged = output.work().join("staged");
    let publisher = output.open().unwrap();
    publisher.put("b", b"1").unwrap();
    fs::set_permissions(&staged, fs::Permissions::from_mode(0o500)).unwrap();
    let result = publisher.put("x/y", b"1");
    fs::set_permissions(&staged, fs::Permissions::from_mode(0o700)).unwrap();
    // Root may write anywhere.
    if let Err(error) = result {
        assert_eq!(message(&output, &error), "cannot create `dist/x`: Permission denied");
    }
    let long = "x".repeat(300);
    let error = publisher.put(&long, b"1").unwrap_err();
    assert_eq!(message(&output, &error), format!("cannot read `dist/{long}`: File name too long"));
    assert!(std::error::Error::source(&error).is_some());
    drop(publisher);
    assert_eq!(output.content(), site("a=1"));
}

#[test]
fn a_journal_that_leads_out_of_the_output_is_not_carried_out() {
    use crate::publish::journal::Part::{self, Remove, Write};
    use crate::publish::seal::seal;
    let steps: [Part<&str>; 4] = [Write("../victim"), Remove("../victim"), Remove("a/../../victim"), Remove("/victim")];
    for step in steps {
        let bytes = borsh::to_vec(&step).unwrap();
        let output = Output::new();
        output.build("index.html=one");
        let victim = output.folder.path().join("victim");
        fs::write(&victim, "mine").unwrap();
        fs::write(output.work().join("journal"), seal("foretask journal 3", &bytes)).unwrap();
        output.build("index.html=two");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine", "{bytes:?}");
        assert_eq!(output.content(), site("index.html=two"), "{bytes:?}");
    }
}

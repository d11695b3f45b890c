use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::time::{Duration, SystemTime};

use super::*;
use crate::publish::Replacement;

fn published(written: usize, unchanged: usize, removed: usize, replacement: Replacement) -> Published {
    Published { written, unchanged, removed, replacement }
}

#[test]
fn a_first_build_is_renamed_into_place() {
    let output = Output::new();
    let done = output.build("index.html=home css/site.css=body");
    assert_eq!(done, published(2, 0, 0, Replacement::Renamed));
    assert_eq!(output.content(), site("index.html=home css/site.css=body"));
    assert_eq!(output.left_over(), [".gitignore", "lock", "manifest", "whole"]);
}

#[test]
fn folders_above_the_output_are_made() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("a/b/dist/");
    let publisher = Publisher::open(&out, &[]).unwrap();
    publisher.put("index.html", b"home").unwrap();
    publisher.finish(None).unwrap();
    assert_eq!(content(&out), site("index.html=home"));
}

#[test]
fn an_empty_output_folder_is_taken() {
    let output = Output::new();
    fs::create_dir(output.out()).unwrap();
    assert_eq!(output.build("index.html=home"), published(1, 0, 0, Replacement::Exchanged));
    assert_eq!(output.build("index.html=house"), published(1, 0, 0, Replacement::Exchanged));
    assert_eq!(output.content(), site("index.html=house"));
}

#[test]
fn an_unchanged_site_is_left_alone() {
    let output = Output::new();
    output.build("index.html=home a/b.html=b");
    let before = [".", "index.html", "a/b.html"].map(|path| fs::metadata(output.file(path)).unwrap());
    assert_eq!(output.build("index.html=home a/b.html=b"), published(0, 2, 0, Replacement::Unneeded));
    let after = [".", "index.html", "a/b.html"].map(|path| fs::metadata(output.file(path)).unwrap());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!((before.ino(), before.modified().unwrap()), (after.ino(), after.modified().unwrap()));
    }
}

#[test]
fn a_change_writes_one_file_and_shares_the_others() {
    for means in [Means::Exchange, Means::Rename] {
        let output = Output::by(means);
        output.build("index.html=home a/b.html=b c.html=c");
        let before = fs::metadata(output.file("a/b.html")).unwrap();
        let how = if means == Means::Exchange { Replacement::Exchanged } else { Replacement::Renamed };
        for text in ["one", "two", "three", "one"] {
            let done = output.build(&format!("index.html={text} a/b.html=b c.html=c"));
            assert_eq!(done, published(1, 2, 0, how));
            assert_eq!(output.content(), site(&format!("index.html={text} a/b.html=b c.html=c")));
            let after = fs::metadata(output.file("a/b.html")).unwrap();
            assert_eq!((before.ino(), before.modified().unwrap()), (after.ino(), after.modified().unwrap()));
        }
        assert_eq!(output.left_over(), [".gitignore", "lock", "manifest", "manifest", "staged", "whole"]);
    }
}

#[test]
fn what_was_read_before_an_exchange_stays_as_it_was() {
    let output = Output::new();
    output.build("a=1 b=1");
    output.build("a=2 b=1");
    let older = fs::File::open(output.work().join("staged/a")).unwrap();
    output.build("a=3 b=1");
    assert_eq!(io::read_to_string(older).unwrap(), "1");
}

#[test]
fn a_removed_file_goes_with_the_folders_it_leaves_empty() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        output.build("index.html=home a/b/c.html=c a/d.html=d");
        let done = output.build("index.html=home a/d.html=d");
        assert_eq!((done.written, done.unchanged, done.removed), (0, 2, 1));
        assert_eq!(output.content(), site("index.html=home a/d.html=d"));
        assert!(!output.file("a/b").exists());
        output.build("index.html=home");
        assert!(!output.file("a").exists());
        assert_eq!(output.content(), site("index.html=home"));
    }
}

#[test]
fn files_and_folders_change_places() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        let sites = ["a=1 b/c/d=1 b/e=1", "a/b/c=1 b=1", "a/b=1 b/c=1", "a=1 b/c/d=1 b/e=1", "a=2 b/c/d=1 b/e=1"];
        for files in sites {
            output.build(files);
            assert_eq!(output.content(), site(files), "{means:?}");
        }
    }
}

#[test]
fn an_edited_or_deleted_file_is_restored() {
    for means in [Means::Exchange, Means::FileByFile] {
        let output = Output::by(means);
        output.build("a=1 b=1 c=1");
        output.build("a=1 b=1 c=2");
        fs::write(output.file("a"), "edited").unwrap();
        fs::remove_file(output.file("b")).unwrap();
        let done = output.build("a=1 b=1 c=2");
        assert_eq!((done.written, done.unchanged, done.removed), (2, 1, 0));
        assert_eq!(output.content(), site("a=1 b=1 c=2"));
        output.build("a=1 b=1 c=3");
        assert_eq!(output.content(), site("a=1 b=1 c=3"));
    }
}

#[test]
fn a_touched_file_is_compared_by_its_bytes() {
    let output = Output::new();
    output.build("a=1 b=1");
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_hours(1);
    fs::File::open(output.file("a")).unwrap().set_modified(long_ago).unwrap();
    assert_eq!(output.build("a=1 b=1"), published(0, 2, 0, Replacement::Unneeded));
    assert_eq!(output.build("a=1 b=2"), published(1, 1, 0, Replacement::Exchanged));
    assert_eq!(fs::metadata(output.file("a")).unwrap().modified().unwrap(), long_ago);
}

#[test]
fn foreign_files_are_carried_along() {
    for means in [Means::Exchange, Means::Rename, Means::FileByFile, Means::Refused] {
        let output = Output::by(means);
        output.build("index.html=1 a/b=1");
        output.foreign("CNAME", "example.org");
        output.foreign(".git/HEAD", "main");
        output.foreign("a/notes", "mine");
        fs::create_dir_all(output.file(".git/refs/tags")).unwrap();
        symlink("CNAME", output.file("latest")).unwrap();
        let foreign = site("CNAME=example.org .git/HEAD=main .git/refs/tags=/ a/notes=mine");
        let with_foreign = |files: &str| {
            let mut all = site(files);
            all.extend(foreign.clone());
            all.insert("latest".into(), "-> CNAME".into());
            all
        };
        for files in ["index.html=2 a/b=1", "index.html=3 a/b=1", "index.html=3", "index.html=4"] {
            output.build(files);
            assert_eq!(output.content(), with_foreign(files), "{means:?}");
        }
        output.foreign("CNAME", "example.com");
        fs::remove_dir_all(output.file(".git")).unwrap();
        fs::remove_file(output.file("latest")).unwrap();
        for files in ["index.html=5", "index.html=6", "index.html=7"] {
            output.build(files);
            let mut all = site(files);
            all.extend(site("CNAME=example.com a/notes=mine"));
            assert_eq!(output.content(), all, "{means:?}");
        }
    }
}

#[test]
fn permissions_of_the_output_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let output = Output::new();
    output.build("a=1");
    output.foreign("mine/a", "1");
    for path in [".", "mine"] {
        fs::set_permissions(output.file(path), fs::Permissions::from_mode(0o2710)).unwrap();
    }
    output.build("a=2");
    output.build("a=3");
    for path in [".", "mine"] {
        assert_eq!(fs::metadata(output.file(path)).unwrap().mode() & 0o7777, 0o2710);
    }
}

#[test]
fn a_damaged_or_foreign_manifest_is_none() {
    type Damage = fn(&mut Vec<u8>);
    let damages: [Damage; 4] = [
        |bytes| bytes.clear(),
        // A header of another version.
        |bytes| bytes["foretask manifest ".len()] += 1,
        |bytes| bytes["foretask manifest 3\n".len() + 40] ^= 1,
        |bytes| bytes.truncate(bytes.len() / 2),
    ];
    for damage in damages {
        let output = Output::new();
        output.build("a=1 b=1 c=1");
        output.foreign("CNAME", "mine");
        for manifest in fs::read_dir(output.work()).unwrap().map(|entry| entry.unwrap().path()) {
            if manifest.extension().is_some_and(|extension| extension == "manifest") {
                let mut bytes = fs::read(&manifest).unwrap();
                damage(&mut bytes);
                fs::write(&manifest, bytes).unwrap();
            }
        }
        let done = output.build("a=1 b=2");
        assert_eq!((done.written, done.unchanged), (1, 1));
        // Nothing proves that `c` is ours, so it stays.
        assert_eq!(output.content(), site("a=1 b=2 c=1 CNAME=mine"));
        output.build("a=1 b=3");
        assert_eq!(output.content(), site("a=1 b=3 c=1 CNAME=mine"));
    }
}

#[test]
fn a_copied_output_is_known_by_its_bytes() {
    let output = Output::new();
    output.build("a=1 b=1 c=1");
    output.foreign("CNAME", "mine");
    let (old, copy) = (output.folder.path().join("old"), output.out());
    fs::rename(&copy, &old).unwrap();
    fs::create_dir(&copy).unwrap();
    for name in ["a", "b", "c", "CNAME"] {
        fs::copy(old.join(name), copy.join(name)).unwrap();
    }
    assert_eq!(output.build("a=1 b=1 c=1"), published(0, 3, 0, Replacement::Unneeded));
    assert_eq!(output.build("a=1 b=2"), published(1, 1, 1, Replacement::Exchanged));
    assert_eq!(output.content(), site("a=1 b=2 CNAME=mine"));
}

#[test]
fn a_foreign_file_with_the_same_bytes_becomes_ours() {
    let output = Output::new();
    output.build("a=1");
    output.foreign("CNAME", "mine");
    assert_eq!(output.build("a=1 CNAME=mine"), published(0, 2, 0, Replacement::Unneeded));
    assert_eq!(output.build("a=1"), published(0, 1, 1, Replacement::Exchanged));
    assert_eq!(output.content(), site("a=1"));
}

#[test]
fn an_output_behind_a_symbolic_link_is_the_folder_it_leads_to() {
    let output = Output::new();
    let real = output.folder.path().join("real");
    fs::create_dir(&real).unwrap();
    symlink("real", output.out()).unwrap();
    output.build("a=1");
    output.build("a=2");
    assert!(output.out().is_symlink());
    assert_eq!(content(&real), site("a=2"));
    assert!(output.folder.path().join(".real.foretask").exists());
}

#[test]
fn a_publisher_that_is_dropped_changes_nothing() {
    let output = Output::new();
    output.build("a=1 b=1");
    output.build("a=2 b=1");
    let publisher = output.open().unwrap();
    publisher.put("a", b"3").unwrap();
    drop(publisher);
    assert_eq!(output.content(), site("a=2 b=1"));
    output.build("a=4 b=1");
    assert_eq!(output.content(), site("a=4 b=1"));
}

#[test]
fn files_are_put_from_many_threads() {
    use rayon::prelude::*;
    let output = Output::new();
    for round in 0..3 {
        let publisher = output.open().unwrap();
        (0..500).into_par_iter().for_each(|n| {
            let text = if n % 7 == round { format!("{n} {round}") } else { n.to_string() };
            publisher.put(&format!("d{}/e{n}/index.html", n % 10), text.as_bytes()).unwrap();
        });
        publisher.finish(None).unwrap();
        let content = output.content();
        assert_eq!(content.len(), 500);
        for n in 0..500 {
            let text = if n % 7 == round { format!("{n} {round}") } else { n.to_string() };
            assert_eq!(content[&format!("d{}/e{n}/index.html", n % 10)], text);
        }
    }
}

//! The same site makes the same bytes under the same names, with the same rights: by one thread and by many, from any folder, in any
//! order of its files, at any time of any zone, in any language and whoever builds it. Seen from outside, by the program.

mod support;
#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};

use assert_cmd::Command;
use corpus::{Cards, Corpus};
use support::{Files, crate_root, expect_same, files_below, files_in, foretask, set_time};
use tempfile::TempDir;

/// Who may do what with each file and folder of an output, by path.
type Rights = BTreeMap<PathBuf, u32>;

/// What came out of a build.
struct Output {
    files: Files,
    rights: Rights,
}

impl Output {
    fn of(folder: &Path) -> Self {
        Self { files: files_in(folder), rights: rights(folder) }
    }
}

#[cfg(unix)]
fn rights(folder: &Path) -> Rights {
    use std::os::unix::fs::PermissionsExt;
    let entries =
        walkdir::WalkDir::new(folder).into_iter().map(|entry| entry.expect("tests can read their own folders"));
    let of = |entry: walkdir::DirEntry| {
        let rights = entry.metadata().expect("it is there").permissions().mode() & 0o7777;
        (entry.path().strip_prefix(folder).expect("a walk stays below its top").to_owned(), rights)
    };
    entries.map(of).collect()
}

#[cfg(not(unix))]
fn rights(_: &Path) -> Rights {
    Rights::new()
}

/// Builds a site by the program, as a command says that starts it.
fn built_by(mut command: Command, root: &Path) -> Output {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let out = folder.path().join("dist");
    command.args(["build", "--quiet", "--root"]).arg(root).arg("--out").arg(&out).assert().success();
    Output::of(&out)
}

/// Builds a site by the program, in surroundings that a test sets.
fn built_in(surroundings: &[(&str, &str)], root: &Path) -> Output {
    let mut command = foretask();
    command.envs(surroundings.iter().copied());
    built_by(command, root)
}

fn full() -> PathBuf {
    crate_root().join("tests/sites/full")
}

/// The site that uses every key, where it stands and as the tests find the world.
static PLAIN: LazyLock<Output> = LazyLock::new(|| built_in(&[], &full()));

fn expect_plain(output: &Output) {
    expect_same(&PLAIN.files, &output.files);
    assert_eq!(PLAIN.rights, output.rights);
}

#[test]
fn one_thread_makes_the_bytes_of_many() {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    Corpus::of(40).write(folder.path(), Cards::LeftOut).expect("the test's folder is its own");
    let by = |threads| built_in(&[("RAYON_NUM_THREADS", threads)], folder.path());
    let one = by("1");
    assert!(one.files.len() > 150, "the corpus has {} files", one.files.len());
    for threads in ["2", "16"] {
        expect_same(&one.files, &by(threads).files);
    }
    let mut command = foretask();
    command
        .args(["build", "--quiet", "--jobs", "16", "--root"])
        .arg(full())
        .arg("--out")
        .arg(folder.path().join("full"));
    command.assert().success();
    expect_plain(&Output::of(&folder.path().join("full")));
    expect_plain(&built_in(&[("RAYON_NUM_THREADS", "1")], &full()));
}

#[test]
fn the_surroundings_change_nothing() {
    let surroundings = [
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "tr_TR.UTF-8"),
        ("LANGUAGE", "tr"),
        ("SOURCE_DATE_EPOCH", "1"),
        ("HOME", "/nowhere"),
        ("USER", "somebody"),
        ("LOGNAME", "somebody"),
        ("TMPDIR", "/nowhere"),
        ("COLUMNS", "20"),
        ("CI", "true"),
    ];
    expect_plain(&built_in(&surroundings, &full()));
    let mut command = foretask();
    command.env_clear().env("TZ", "America/Los_Angeles").env("LC_ALL", "C").current_dir(full());
    expect_plain(&built_by(command, Path::new(".")));
}

/// Figures of another day can be compared only on the same corpus. Where it changes on purpose, those in `docs/speed.md` are measured anew.
#[test]
fn the_corpus_that_is_measured_is_the_same_everywhere() {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let digest = |name: &str| {
        let mut digest = blake3::Hasher::new();
        for (path, bytes) in files_in(&folder.path().join(name)) {
            digest.update(path.as_bytes()).update(&bytes);
        }
        digest.finalize().to_hex()[..16].to_owned()
    };
    let corpus = Corpus::of(30);
    corpus.write(&folder.path().join("foretask"), Cards::LeftOut).expect("the test's folder is its own");
    corpus.write_for_hugo(&folder.path().join("hugo")).expect("the test's folder is its own");
    assert_eq!([digest("foretask"), digest("hugo")], ["6d4eb938392a4eff", "689cc0610e4250e2"]);
}

/// Copies a site into a folder, file by file in a given order.
fn copy(files: &[PathBuf], to: &Path) {
    for file in files {
        let target = to.join(file);
        fs::create_dir_all(target.parent().expect("a file stands in a folder")).expect("the test's folder is its own");
        fs::copy(full().join(file), target).expect("the site of a test is readable");
    }
}

#[test]
fn another_folder_and_other_times_of_its_files_change_nothing() {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let root = folder.path().join("another place/with spaces & ümlauts");
    let files = files_below(&full());
    copy(&files, &root);
    for (file, number) in files.iter().zip(1_u64..) {
        // Days that have nothing to do with the order of the files.
        let days = number * 7919 % 20_000;
        set_time(&root.join(file), SystemTime::UNIX_EPOCH + Duration::from_hours(24 * days));
    }
    expect_plain(&built_in(&[], &root));
}

/// The names of a folder as the system gives them.
#[cfg(target_os = "linux")]
fn raw_order(folder: &Path) -> Vec<std::ffi::OsString> {
    let entries = fs::read_dir(folder).expect("tests can read their own folders");
    entries.map(|entry| entry.expect("tests can read their own folders").file_name()).collect()
}

/// In memory, Linux lists a folder in the order in which its files came.
#[cfg(target_os = "linux")]
#[test]
fn the_order_of_a_folder_changes_nothing() {
    let folder = TempDir::with_prefix_in("foretask-test-", "/dev/shm").expect("Linux has a folder in memory");
    let mut files = files_below(&full());
    let orders = ["forwards", "backwards", "mixed"].map(|name| folder.path().join(name));
    for (at, root) in orders.iter().enumerate() {
        match at {
            0 => {}
            1 => files.reverse(),
            // Neither direction: by the digest of the name.
            _ => files.sort_by_key(|file| *blake3::hash(file.as_os_str().as_encoded_bytes()).as_bytes()),
        }
        copy(&files, root);
    }
    let seen = ["content", "content/occupations", "content/articles"].map(|name| {
        let seen = orders.each_ref().map(|root| raw_order(&root.join(name)));
        assert!(
            seen[0] != seen[1] && seen[1] != seen[2],
            "`{name}` has the same order however its files came: {seen:?}"
        );
        seen
    });
    assert!(seen.iter().any(|orders| orders.iter().any(|order| !order.is_sorted())), "every folder comes sorted");
    for root in orders {
        expect_plain(&built_in(&[], &root));
    }
}

/// Rights follow from what the shell allows new files, and from nothing else.
#[cfg(unix)]
#[test]
fn rights_are_those_of_new_files() {
    for (mask, file, folder) in [("022", 0o644, 0o755), ("077", 0o600, 0o700), ("002", 0o664, 0o775)] {
        let mut command = Command::new("sh");
        command.args(["-c", "umask \"$0\" && exec \"$@\"", mask]).arg(foretask().get_program());
        let output = built_by(command, &full());
        expect_same(&PLAIN.files, &output.files);
        for (path, rights) in output.rights {
            let is_file = output.files.contains_key(path.to_str().expect("paths of a site are Unicode"));
            let wanted = if is_file { file } else { folder };
            assert!(rights == wanted, "`{}` has the rights {rights:o}, not {wanted:o}", path.display());
        }
    }
}

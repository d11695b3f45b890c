//! What the machine refuses: a clear message with the path and a way to mend it, the old site as it was, and a build that succeeds as soon
//! as it no longer refuses.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::{Ended, Output, build, built, end, quiet};
use crate::support::files_in;
use crate::user::{User, set_mode};
use crate::versions::Versions;

fn assert_version(versions: &Versions, output: &Output, version: usize, at: &str) {
    let Output { out, .. } = output;
    assert_eq!(versions.version_in(out), Some(version), "{at}: {}", versions.mixture(out));
}

/// The same command under a limit of the shell, such as `ulimit -n 20`.
fn limited(limit: &str, command: &Command) -> Command {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{limit} && exec \"$0\" \"$@\"")).arg(command.get_program()).args(command.get_args());
    quiet(&mut shell);
    shell
}

/// What was said by a build that could not run.
fn refusal<'a>(ended: &'a Ended, at: &str) -> &'a str {
    assert_eq!(ended.code(), Some(2), "{at}: {} {}", ended.status, ended.said);
    assert!(!ended.said.contains("os error") && ended.said.lines().count() == 1, "{at}: {}", ended.said);
    ended.said.strip_prefix("error: ").unwrap_or_else(|| panic!("{at}: {}", ended.said)).trim_end()
}

#[test]
fn too_few_open_files() {
    let (versions, output) = Versions::built();
    let mut refused = 0;
    for most in 5..=24 {
        let at = format!("{most} open files");
        let ended = end(&mut limited(&format!("ulimit -n {most}"), &build(&versions.site, &output.out)));
        if ended.code() == Some(0) {
            assert_version(&versions, &output, 1, &at);
            break;
        }
        refused += 1;
        let said = refusal(&ended, &at);
        assert!(said.ends_with(": Too many open files; allow more with `ulimit -n 1024`"), "{at}: {said}");
        assert!(said.contains("/site/") || said.contains("dist"), "{at}: {said}");
        assert_version(&versions, &output, 0, &at);
    }
    assert!(refused > 0, "no limit was too low");
    built(&versions.site, &output.out);
    assert_version(&versions, &output, 1, "at last");
}

#[test]
fn too_small_files() {
    let (versions, output) = Versions::built();
    // With the signal the process is killed by it; without, the machine refuses.
    for (signal, kills) in [("", true), ("trap '' 25; ", false)] {
        let mut refused = 0;
        for blocks in [0, 1, 2, 8, 20, 30, 60, 100_000] {
            let at = format!("{signal}{blocks} blocks");
            versions.set(1);
            let ended = end(&mut limited(&format!("{signal}ulimit -f {blocks}"), &build(&versions.site, &output.out)));
            if ended.code() == Some(0) {
                assert_version(&versions, &output, 1, &at);
            } else {
                refused += 1;
                if kills {
                    assert_eq!(ended.code(), None, "{at}: {}", ended.said);
                } else {
                    let said = refusal(&ended, &at);
                    let why = ": File too large; allow larger files (`ulimit -f`), or take another disk";
                    assert!(said.contains("dist") && said.ends_with(why), "{at}: {said}");
                }
                assert_version(&versions, &output, 0, &at);
            }
            versions.set(0);
            built(&versions.site, &output.out);
            assert_version(&versions, &output, 0, &at);
        }
        assert!((3..8).contains(&refused), "{refused} of 8 builds were refused");
    }
}

/// The site and its output, which belong to an ordinary user.
struct Theirs {
    user: User,
    versions: Versions,
    output: Output,
}

const RIGHT: &str = ": Permission denied; the user who runs foretask needs the right to it";

impl Theirs {
    fn new() -> Self {
        let (versions, output) = Versions::built();
        let user = User::new();
        user.own(output.out.parent().expect("it stands in a folder"));
        Self { user, versions, output }
    }

    fn root(&self) -> PathBuf {
        self.versions.site.root()
    }

    fn build(&self) -> Ended {
        // What the test wrote is theirs too.
        self.user.own(&self.root());
        end(&mut self.user.build(&self.root(), &self.output.out))
    }

    /// Takes a right away, sees the build refused with words about a path, gives the right back, and sees the build succeed.
    fn without(&self, path: &Path, mode: u32, named: &str) {
        let at = format!("{} with {mode:o}", path.display());
        let before = fs::metadata(path).expect("it is there").permissions();
        set_mode(path, mode);
        let ended = self.build();
        let said = refusal(&ended, &at);
        assert!(said.contains(named) && said.contains(RIGHT), "{at}: {said}");
        fs::set_permissions(path, before).expect("the test's folder is its own");
        assert_version(&self.versions, &self.output, 0, &at);
        let ended = self.build();
        assert_eq!(ended.code(), Some(0), "{at}: {}", ended.said);
        assert_version(&self.versions, &self.output, 1, &at);
        self.versions.set(0);
        assert_eq!(self.build().code(), Some(0), "{at}");
        self.versions.set(1);
    }
}

#[test]
fn no_right_to_a_source() {
    let theirs = Theirs::new();
    let root = theirs.root();
    for path in ["content/occupations/keeper-3.yaml", "content/site.yaml", "content/occupations", "static/root"] {
        theirs.without(&root.join(path), 0o000, path);
    }
}

#[test]
fn no_right_to_the_output() {
    let theirs = Theirs::new();
    let Output { out, work } = theirs.output.clone();
    let folder = out.parent().expect("it stands in a folder").to_owned();
    theirs.without(&work, 0o500, ".dist.foretask");
    theirs.without(&work, 0o000, ".dist.foretask");
    theirs.without(&out, 0o000, "dist");
    theirs.without(&out, 0o500, "dist");
    // Where the output exists and may be written to, the folder above it need not be.
    set_mode(&folder, 0o555);
    let ended = theirs.build();
    assert_eq!(ended.code(), Some(0), "{}", ended.said);
    assert!(ended.said.ends_with("its files were replaced one by one\n"), "{}", ended.said);
    assert_version(&theirs.versions, &theirs.output, 1, "the folder above is read-only");
    // A first build needs it.
    let other = folder.join("other");
    let ended = end(&mut theirs.user.build(&theirs.root(), &other));
    let said = refusal(&ended, "a first build");
    assert!(said.contains(".other.foretask") && said.ends_with(RIGHT), "{said}");
    assert!(!other.exists());
    set_mode(&folder, 0o755);
}

#[test]
fn no_right_to_a_file_of_the_output() {
    let theirs = Theirs::new();
    let page = theirs.output.out.join("index.html");
    let before = files_in(&theirs.output.out);
    // What changes is written anew, whoever may read the old file.
    set_mode(&page, 0o000);
    let ended = theirs.build();
    assert_eq!(ended.code(), Some(0), "{}", ended.said);
    assert_version(&theirs.versions, &theirs.output, 1, "an unreadable page");
    theirs.versions.set(0);
    assert_eq!(theirs.build().code(), Some(0));
    assert_eq!(files_in(&theirs.output.out), before);
    // What somebody touched has to be read.
    theirs.versions.set(1);
    let robots = theirs.output.out.join("robots.txt");
    let text = fs::read(&robots).expect("it is there");
    fs::write(&robots, &text).expect("the test's folder is its own");
    theirs.without(&robots, 0o000, "dist/robots.txt");
}

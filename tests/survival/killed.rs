//! A build that is killed at any moment leaves the old site or the new one, and the next build succeeds without help.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::program::{Output, build, built, was_killed};
use crate::versions::{Difference, Versions};

/// So often each of the three kinds of builds is killed at times that are spread over it evenly.
const SPREAD: usize = 47;

/// So often it is killed as soon as something is seen in its folders, for each thing that can be seen.
const SEEN: usize = 5;

/// How long nobody looks between two looks at a build.
const GLANCE: Duration = Duration::from_micros(20);

/// What can be seen of a build from outside, in the order in which it comes.
const SIGHTS: [Sight; 4] = [Sight::Begun, Sight::Whole, Sight::Live, Sight::Known];

/// What is seen of a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sight {
    /// The staged tree is being changed.
    Begun,
    /// It is whole.
    Whole,
    /// It is live.
    Live,
    /// What is known of it is being written.
    Known,
}

/// When a build is killed.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// So long after its start.
    After(Duration),
    /// So long after something was seen.
    Seen(Sight, Duration),
}

/// What the folders of an output look like, as far as a build changes it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    /// The number of the output folder.
    live: Option<u64>,
    /// Manifests in the work folder.
    manifests: usize,
    /// Names in the work folder.
    names: Vec<String>,
}

impl Look {
    fn at(output: &Output) -> Self {
        let live = fs::symlink_metadata(&output.out).ok().map(|meta| meta.ino());
        let entries = fs::read_dir(&output.work).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        let manifests = names.iter().filter(|name| name.ends_with(".manifest")).count();
        Self { live, manifests, names }
    }
}

/// Waits for the moment, or for the end of the process if that comes first.
fn wait_for(moment: Moment, output: &Output, before: &Look, ended: &mut dyn FnMut() -> bool) {
    let (sight, after) = match moment {
        Moment::After(time) => return thread::sleep(time),
        Moment::Seen(sight, after) => (sight, after),
    };
    let mut begun = before.manifests == 0;
    while !ended() {
        let now = Look::at(output);
        begun |= now.manifests < before.manifests;
        let seen = match sight {
            Sight::Begun => begun && output.work.join("staged").exists(),
            Sight::Whole => begun && now.manifests > 0 && now.manifests >= before.manifests,
            Sight::Live => now.live != before.live,
            Sight::Known => now.live != before.live && now.names.iter().any(|name| name.ends_with(".new")),
        };
        if seen {
            break;
        }
        thread::sleep(GLANCE);
    }
    let seen = Instant::now();
    while seen.elapsed() < after {
        std::hint::spin_loop();
    }
}

/// Kills a build at a moment. Whether it was still running then.
fn kill(mut command: Command, moment: Moment, output: &Output) -> bool {
    let before = Look::at(output);
    let mut child = command.spawn().expect("the program starts");
    wait_for(moment, output, &before, &mut || child.try_wait().expect("the process is ours").is_some());
    child.kill().expect("the process is ours");
    was_killed(child.wait().expect("the process is ours"))
}

/// Kills a build as soon as something is so. Whether it was still running then.
pub fn kill_where(mut command: Command, is_so: impl Fn() -> bool) -> bool {
    let mut child = command.spawn().expect("the program starts");
    while child.try_wait().expect("the process is ours").is_none() && !is_so() {
        // A look takes time from the process that is looked at.
        thread::sleep(GLANCE);
    }
    child.kill().expect("the process is ours");
    was_killed(child.wait().expect("the process is ours"))
}

/// Kills builds of a site at all moments, each landing while the build runs, and tells `each` of it.
///
/// `before` makes ready for a build and gives its output.
fn kill_everywhere(
    versions: &Versions,
    mut before: impl FnMut(usize) -> Output,
    mut each: impl FnMut(&Output, &str),
) -> usize {
    let mut attempt = 0;
    let mut landed = 0;
    // How long a build takes that is not killed.
    let output = before(attempt);
    let start = Instant::now();
    built(&versions.site, &output.out);
    let mut whole = start.elapsed();
    each(&output, "not killed");
    let spread = (0..SPREAD).map(|at| (at, None));
    let seen = SIGHTS.iter().flat_map(|sight| (0..SEEN).map(move |at| (at, Some(*sight))));
    for (at, sight) in spread.chain(seen) {
        for tried in 0.. {
            attempt += 1;
            let share = whole.mul_f64((at as f64 + 0.5) / SPREAD as f64);
            let moment = match sight {
                Some(sight) if tried < 3 => Moment::Seen(sight, Duration::from_micros(at as u64 * 60)),
                // What is over so soon that it cannot be met: any time will do.
                _ => Moment::After(share),
            };
            let output = before(attempt);
            let start = Instant::now();
            let hit = kill(build(&versions.site, &output.out), moment, &output);
            each(&output, &format!("{moment:?}"));
            if hit {
                landed += 1;
                break;
            }
            // It was over sooner than the first one.
            if matches!(moment, Moment::After(_)) {
                whole = whole.min(start.elapsed()).mul_f64(0.9);
            }
        }
    }
    landed
}

/// What must hold after a build was killed: one version or the other is live, and the next build makes the new one.
fn check(versions: &Versions, output: &Output, new: usize, at: &str) {
    let Output { out, .. } = output;
    assert!(versions.version_in(out).is_some(), "killed {at}: {}", versions.mixture(out));
    built(&versions.site, out);
    assert_eq!(versions.version_in(out), Some(new), "killed {at}, then built: {}", versions.mixture(out));
}

#[test]
fn killed_in_a_first_build() {
    let versions = Versions::of(Difference::Everything);
    let folder = versions.site.root().join("..");
    let before = |attempt| Output::in_folder(&folder, &format!("dist-{attempt}"));
    let landed = kill_everywhere(&versions, before, |output, at| {
        if output.out.exists() {
            check(&versions, output, 0, at);
        } else {
            built(&versions.site, &output.out);
            assert_eq!(versions.version_in(&output.out), Some(0), "killed {at}: {}", versions.mixture(&output.out));
        }
        remove(&output.out);
        remove(&output.work);
    });
    assert_eq!(landed, SPREAD + SIGHTS.len() * SEEN);
}

#[test]
fn killed_in_a_build_that_changes_everything() {
    killed_between(&Versions::of(Difference::Everything));
}

#[test]
fn killed_in_a_build_that_changes_a_sentence() {
    killed_between(&Versions::of(Difference::Sentence));
}

/// Kills builds that lead from one version to the other and back.
fn killed_between(versions: &Versions) {
    let output = Output::of(&versions.site);
    built(&versions.site, &output.out);
    let mut new = 0;
    let before = |attempt: usize| {
        versions.set((attempt + 1) % 2);
        output.clone()
    };
    let landed = kill_everywhere(versions, before, |output, at| {
        new = 1 - new;
        check(versions, output, new, at);
    });
    assert_eq!(landed, SPREAD + SIGHTS.len() * SEEN);
}

fn remove(folder: &Path) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the test's folder is its own");
    }
}

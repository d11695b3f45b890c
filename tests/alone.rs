//! A build is alone with the site's folder and the output: it asks no network, starts no program, reads nothing else and writes nothing
//! else. Seen from outside, by what it asks of the system.

#![cfg(target_os = "linux")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Site, foretask, read};
use tempfile::TempDir;

/// What a program asked of the system, in one line of `strace`.
struct Call {
    line: String,
    name: String,
    /// What stands between quotes: paths, for the calls that are watched.
    paths: Vec<PathBuf>,
    /// The file that it opened, with all links followed.
    opened: Option<PathBuf>,
}

impl Call {
    /// Reads a line such as `openat(AT_FDCWD</a>, "b", O_RDONLY) = 3</a/b>`. `None` where it is about the end of a thread.
    fn of(line: &str) -> Option<Self> {
        let (name, rest) = line.split_once('(')?;
        let quoted = rest.split('"').skip(1).step_by(2);
        let result = line.rsplit_once(" = ").map(|(_, result)| result)?;
        let opened = result.split_once('<').map(|(_, path)| PathBuf::from(path.trim_end_matches('>')));
        Some(Self {
            line: line.to_owned(),
            name: name.to_owned(),
            paths: quoted.map(PathBuf::from).collect(),
            opened: opened.filter(|_| name.starts_with("open")),
        })
    }

    fn has(&self, flags: &[&str]) -> bool {
        flags.iter().any(|flag| self.line.contains(flag))
    }

    /// Whether it can change a file or a folder. A call that is not known to leave all as it is counts as one that can.
    fn changes_files(&self) -> bool {
        match self.name.as_str() {
            "open" | "openat" | "openat2" => self.has(&["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"]),
            "stat" | "lstat" | "fstat" | "newfstatat" | "statx" | "statfs" | "fstatfs" | "readlink" | "readlinkat"
            | "access" | "faccessat" | "faccessat2" | "getcwd" | "chdir" | "execve" => false,
            _ => !self.paths.is_empty(),
        }
    }
}

/// Runs the program under `strace` and gives what it asked for, by all of its threads.
fn calls(arguments: &[&Path]) -> Vec<Call> {
    let folder = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
    let output = Command::new("strace")
        .args(["--follow-forks", "--output-separately", "--decode-fds=path", "--string-limit=4096"])
        .args(["--trace=%file,%network,%process,io_uring_setup", "--output"])
        .arg(folder.path().join("calls"))
        .arg(foretask().get_program())
        .args(arguments)
        .current_dir("/")
        // Cargo, among others, tells the loader to look for libraries in folders of its own.
        .env_clear()
        .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
        .output()
        .expect("`strace` is installed; Debian has a package of that name");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut calls = Vec::new();
    for entry in fs::read_dir(folder.path()).expect("the calls were written") {
        let text = read(entry.expect("tests can read their folders").path());
        calls.extend(text.lines().filter_map(Call::of));
    }
    calls
}

/// Whether the system reads a file by itself where a program starts: its libraries, and what the machine and the process are.
fn is_of_the_system(path: &Path) -> bool {
    let text = path.to_str().expect("the system's names are plain");
    let is_library = ["/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/"].iter().any(|folder| text.starts_with(folder))
        && text.contains(".so");
    let of_process = ["maps", "cgroup", "mountinfo"];
    let is_of_process = text.strip_prefix("/proc/").and_then(|rest| rest.split_once('/')).is_some_and(|(of, name)| {
        (of == "self" || of.bytes().all(|b| b.is_ascii_digit())) && of_process.contains(&name)
    });
    let of_machine = [
        "/etc/ld.so.cache",
        "/etc/ld.so.preload",
        // Whether memory may be promised, and in what pages, for the allocator.
        "/proc/sys/vm/overcommit_memory",
        "/sys/kernel/mm/transparent_hugepage/enabled",
    ];
    // How many processors there are and what part of them is ours.
    let is_of_processors =
        ["/sys/fs/cgroup/", "/sys/devices/system/cpu/"].iter().any(|folder| text.starts_with(folder));
    is_library || is_of_process || is_of_processors || of_machine.contains(&text)
}

/// Holds a build of a site to what it may ask for, and gives how much it wrote.
fn expect_alone(site: &Site) -> usize {
    let (root, out) = (site.root(), site.out());
    let calls = calls(&["build".as_ref(), "--root".as_ref(), &root, "--out".as_ref(), &out]);
    let of = |name: &str| calls.iter().filter(|call| call.name == name).collect::<Vec<_>>();
    let mut complaints = Vec::new();
    let mut complain = |what: &str, call: &Call| complaints.push(format!("{what}: {}", call.line));

    assert_eq!(of("execve").len(), 1, "it starts once, and nothing else");
    assert!(!of("clone3").is_empty() || !of("clone").is_empty(), "its threads are seen");
    let work = [out.with_file_name(".dist.foretask"), root.join(".foretask")];
    let is_output = |path: &Path| path.starts_with(&out) || work.iter().any(|work| path.starts_with(work));
    let (mut read_files, mut changes) = (0, 0);
    for call in &calls {
        match call.name.as_str() {
            "fork" | "vfork" | "execveat" => complain("another program", call),
            "clone" | "clone3" if !call.has(&["CLONE_THREAD"]) => complain("another process", call),
            "socket" | "socketpair" | "connect" | "bind" | "listen" | "accept" | "accept4" | "sendto" | "sendmsg"
            | "sendmmsg" | "recvfrom" | "recvmsg" | "recvmmsg" => complain("the network", call),
            "io_uring_setup" => complain("a way that is not seen", call),
            _ => {}
        }
        if call.changes_files() {
            changes += 1;
            if !call.paths.iter().all(|path| is_output(path)) {
                complain("a change elsewhere", call);
            }
        } else if let Some(path) = &call.opened {
            let sources = ["content", "templates", "static"].map(|folder| root.join(folder));
            let is_source = sources.iter().any(|folder| path.starts_with(folder));
            read_files += usize::from(is_source);
            if !is_source && !is_output(path) && !is_of_the_system(path) {
                complain("a file of somebody else", call);
            }
        }
    }
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), complaints.join("\n"));
    assert!(read_files > 0, "no file of the site is seen to be read");
    changes
}

#[test]
fn a_build_asks_for_nothing_but_its_site_and_its_output() {
    let site = Site::full();
    assert!(expect_alone(&site) > 100, "every file of a first build is seen to be written");
    assert!(expect_alone(&site) > 0, "the lock is seen to be taken");
    site.replace("content/occupations/dragon-groomer.yaml", "note: No change.", "note: No change at all.");
    assert!(expect_alone(&site) > 5, "the changed files are seen to be written");
}

use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::support::Site;

/// An output folder, and the work folder beside it.
#[derive(Clone, Debug)]
pub struct Output {
    /// The folder of the site.
    pub out: PathBuf,
    /// The folder that the program keeps beside it.
    pub work: PathBuf,
}

impl Output {
    /// The output of a name in a folder.
    pub fn in_folder(folder: &Path, name: &str) -> Self {
        Self { out: folder.join(name), work: folder.join(format!(".{name}.foretask")) }
    }

    /// The output of a site.
    pub fn of(site: &Site) -> Self {
        let out = site.out();
        Self::in_folder(out.parent().expect("it stands in a folder"), "dist")
    }
}

/// How a run of the program ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code, or the signal that ended it.
    pub status: ExitStatus,
    /// What it printed on standard error.
    pub said: String,
}

impl Ended {
    /// Its exit code; none where a signal ended it.
    pub fn code(&self) -> Option<i32> {
        self.status.code()
    }
}

/// Whether a process ended by SIGKILL.
pub fn was_killed(status: ExitStatus) -> bool {
    status.signal() == Some(9)
}

/// Where the program is.
pub fn path() -> PathBuf {
    assert_cmd::cargo::cargo_bin("foretask")
}

/// A build of a site, away from the settings of whoever runs the tests. Nobody reads what it prints.
pub fn build(site: &Site, out: &Path) -> Command {
    let mut command = Command::new(path());
    command.args(["build", "--root"]).arg(site.root()).arg("--out").arg(out);
    quiet(&mut command);
    command
}

/// Takes the settings of whoever runs the tests away from a command, and its terminal.
pub fn quiet(command: &mut Command) {
    command.env_remove("FORETASK_ROOT").env("NO_COLOR", "1");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
}

/// Runs a command to its end.
pub fn end(command: &mut Command) -> Ended {
    let output = command.stderr(Stdio::piped()).output().expect("the program starts");
    Ended { status: output.status, said: String::from_utf8(output.stderr).expect("the program prints UTF-8") }
}

/// Builds a site, which nothing hinders.
pub fn built(site: &Site, out: &Path) {
    let ended = end(&mut build(site, out));
    assert_eq!(ended.code(), Some(0), "{}", ended.said);
}

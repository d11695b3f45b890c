use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::program::{path, quiet};

/// The number of the user `nobody`, who owns nothing.
const NOBODY: u32 = 65534;

/// An ordinary user, to whom the system says no: the one who runs the tests, or `nobody` where that is the superuser, who may read and
/// write everything.
pub struct User {
    /// Where the program stands for them, since the folders above it may be closed to them.
    program: TempDir,
    is_nobody: bool,
}

impl User {
    /// Whoever it is here.
    pub fn new() -> Self {
        let program = TempDir::with_prefix("foretask-test-").expect("tests can make temporary folders");
        let is_nobody = fs::metadata("/proc/self").expect("it is always there").uid() == 0;
        let copy = program.path().join("foretask");
        fs::hard_link(path(), &copy).or_else(|_| fs::copy(path(), &copy).map(drop)).expect("the program can be copied");
        open(program.path());
        Self { program, is_nobody }
    }

    /// Gives everything in a folder to them, and lets them in.
    pub fn own(&self, folder: &Path) {
        open(folder);
        for entry in WalkDir::new(folder).into_iter().filter(|_| self.is_nobody) {
            let entry = entry.expect("tests can read their own folders");
            chown(entry.path(), Some(NOBODY), Some(NOBODY)).expect("the superuser gives files away");
        }
    }

    /// A build of the site in a folder, run by them. Nobody reads what it prints.
    pub fn build(&self, root: &Path, out: &Path) -> Command {
        let program: PathBuf = self.program.path().join("foretask");
        let mut command = if self.is_nobody {
            let mut command = Command::new("setpriv");
            let number = NOBODY.to_string();
            command.args(["--reuid", &number, "--regid", &number, "--clear-groups", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.args(["build", "--root"]).arg(root).arg("--out").arg(out).current_dir("/");
        quiet(&mut command);
        command
    }
}

/// Lets everybody into a folder.
fn open(folder: &Path) {
    set_mode(folder, 0o755);
}

/// Sets who may do what with a file or folder.
pub fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the test's folder is its own");
}

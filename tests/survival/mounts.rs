use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::program::{end, quiet};

/// File systems that only the processes of a test see. They go with it.
pub struct Mounts {
    /// Waits, and with it the place in which they are mounted.
    holder: Child,
    /// How to enter that place.
    entrance: Vec<&'static str>,
}

impl Mounts {
    /// A place without mounts of its own. Nothing where the system lets nobody mount anything; the run of tests then says so, also where
    /// nobody asks for what tests print.
    pub fn new(test: &str) -> Option<Self> {
        // The superuser's own right is tried before that of an ordinary user, who is the superuser of a place that nobody else sees.
        let ways = [(&["-m"][..], &["-m"][..]), (&["-Urm"], &["-m", "-U", "--preserve-credentials"])];
        let found = ways.into_iter().find_map(|(make, entrance)| Self::by(make, entrance));
        if found.is_none() {
            let told = format!("\nNOT TESTED: {test}: nothing can be mounted here\n");
            io::stderr().write_all(told.as_bytes()).expect("the run of tests can be read");
        }
        found
    }

    fn by(make: &[&str], entrance: &[&'static str]) -> Option<Self> {
        let mut command = Command::new("unshare");
        command.args(make).args(["sh", "-c", "mount -t tmpfs none /mnt && umount /mnt && echo ready && exec cat"]);
        let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut mounts = Self { holder: piped.ok()?, entrance: entrance.to_vec() };
        let mut line = String::new();
        let said = mounts.holder.stdout.take().expect("standard output is a pipe");
        BufReader::new(said).read_line(&mut line).ok().filter(|_| line == "ready\n").map(|_| mounts)
    }

    /// Runs `mount` with arguments.
    pub fn mount(&self, arguments: &[&str], at: &Path) {
        let mut mount = Command::new("mount");
        quiet(mount.args(arguments).arg(at));
        let ended = end(&mut self.within(&mount));
        assert_eq!(ended.code(), Some(0), "mount {arguments:?}: {}", ended.said);
    }

    /// Mounts an empty file system of a size, such as `4m`, on a folder.
    pub fn small_disk(&self, size: &str, at: &Path) {
        self.mount(&["-t", "tmpfs", "-o", &format!("size={size},mode=755"), "none"], at);
    }

    /// The same command, run where the file systems are mounted.
    pub fn within(&self, command: &Command) -> Command {
        let mut inner = Command::new("nsenter");
        inner.args(&self.entrance).args(["-t", &self.holder.id().to_string(), "--"]);
        inner.arg(command.get_program()).args(command.get_args());
        quiet(&mut inner);
        inner
    }

    /// Where a path of that place is found from outside.
    pub fn seen(&self, path: &Path) -> PathBuf {
        let root = PathBuf::from(format!("/proc/{}/root", self.holder.id()));
        root.join(path.strip_prefix("/").expect("paths of tests are absolute"))
    }
}

impl Drop for Mounts {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}

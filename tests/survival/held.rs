use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::program::{Ended, Output};

/// A process that stands still at a known place: where it reads a certain file, which a pipe stands in for. So it does not depend on luck
/// what happens before it goes on.
pub struct Held {
    process: Option<Child>,
    pipe: File,
    /// What the process reads when it goes on.
    bytes: Vec<u8>,
}

impl Held {
    /// Starts a command and holds it where it reads a file. At once another file may stand there again: the one that did is put back.
    pub fn at(command: &mut Command, file: &Path) -> Self {
        let before = fs::read(file).ok();
        if before.is_some() {
            fs::remove_file(file).expect("the test's folder is its own");
        }
        let made = Command::new("mkfifo").arg(file).status().expect("every Unix has mkfifo");
        assert!(made.success(), "no pipe can stand at `{}`", file.display());
        let mut process = command.stderr(Stdio::piped()).spawn().expect("the program starts");
        let nonblock = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();
        let pipe = loop {
            // It can be opened as soon as somebody reads from it.
            match File::options().write(true).custom_flags(nonblock).open(file) {
                Ok(pipe) => break pipe,
                Err(_) if process.try_wait().expect("the process is ours").is_none() => {
                    std::thread::sleep(Duration::from_millis(1))
                }
                Err(_) => {
                    let output = process.wait_with_output().expect("the process is ours");
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    panic!("the program never read `{}`: {}, {said}", file.display(), output.status);
                }
            }
        };
        fs::remove_file(file).expect("the test's folder is its own");
        if let Some(bytes) = &before {
            fs::write(file, bytes).expect("the test's folder is its own");
        }
        Self { process: Some(process), pipe, bytes: before.unwrap_or_default() }
    }

    /// Lets it go on and waits for its end.
    pub fn go_on(mut self) -> Ended {
        self.pipe.write_all(&self.bytes).expect("the process reads");
        let process = self.process.take().expect("it has not ended");
        drop(self);
        let output = process.wait_with_output().expect("the process is ours");
        Ended { status: output.status, said: String::from_utf8(output.stderr).expect("the program prints UTF-8") }
    }

    /// Kills it where it stands.
    pub fn kill(mut self) {
        let mut process = self.process.take().expect("it has not ended");
        process.kill().expect("the process is ours");
        process.wait().expect("the process is ours");
    }
}

/// A test that fails leaves no process behind.
impl Drop for Held {
    fn drop(&mut self) {
        if let Some(process) = &mut self.process {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Output {
    /// What a build reads when it begins to publish: before the sources where it is known from what the live site was built, else after
    /// them, and before a page is rendered. It is there as soon as the folder is.
    pub fn made(&self) -> PathBuf {
        fs::create_dir_all(&self.work).expect("the test's folder is its own");
        self.work.join("made")
    }

    /// What a build reads before it writes the first page that changed.
    pub fn older_manifest(&self) -> PathBuf {
        let number = fs::metadata(self.work.join("staged")).expect("there was a build before the last").ino();
        let entries = fs::read_dir(&self.work).expect("there was a build").flatten();
        let of_staged = |path: &PathBuf| path.to_string_lossy().contains(&format!("/tree-{number}-"));
        entries.map(|entry| entry.path()).find(of_staged).expect("the older tree is whole")
    }
}

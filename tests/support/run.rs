use super::{Site, foretask};

/// What a run of the program printed and how it ended.
pub struct Run {
    /// Its exit code.
    pub code: Option<i32>,
    /// What it printed on standard output.
    pub stdout: String,
    /// What it printed on standard error.
    pub stderr: String,
}

/// Runs a command of the program on a site.
pub fn run(site: &Site, arguments: &[&str]) -> Run {
    let output = foretask().args(arguments).arg("--root").arg(site.root()).output().expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Run { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
}

//! The program `foretask`.

use std::process::ExitCode;

fn main() -> ExitCode {
    foretask::cli::run()
}

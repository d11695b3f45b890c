//! What a person types. The only place that prints or exits.

mod args;
mod build;
mod check;
mod explain;
mod import;
mod import_report;
mod init;
mod new;
mod eject;
mod progress;
mod record;
mod report;
mod serve;
mod schema;
mod text;
mod timings;
mod view;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::diagnostic::Styling;
use args::{Cli, Command};

/// Exit code: the content has errors.
const CONTENT: u8 = 1;
/// Exit code: the program could not run.
const CANNOT_RUN: u8 = 2;

/// Runs the program with the arguments of this process.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.command {
        Command::Build(args) => build::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => init::run(&args),
        Command::New(args) => new::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Record(args) => record::run(&args),
        Command::Eject(args) => eject::run(&args),
        Command::View(args) => view::run(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "foretask", &mut script);
            print(&script)
        }
        Command::Man { command } => {
            let mut page = Vec::new();
            match manual(command.as_deref()).render(&mut page) {
                Ok(()) => print(&page),
                Err(error) => fail(&error.to_string()),
            }
        }
    }
}

/// The manual page of a command, of a command within one, such as `import-onet`, or of the program.
fn manual(command: Option<&str>) -> clap_mangen::Man {
    let mut program = Cli::command();
    program.build();
    let find = |names: &str| names.split('-').try_fold(&program, |found, name| found.find_subcommand(name)).cloned();
    let page = command.and_then(find).map(|found| {
        let name = found.get_display_name().unwrap_or_else(|| found.get_name()).to_owned();
        found.name(name)
    });
    clap_mangen::Man::new(page.unwrap_or(program))
}

/// Colours where a person reads the stream and has not said otherwise.
fn styling(stream: &impl IsTerminal) -> Styling {
    let wanted = stream.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    if wanted { Styling::Colour } else { Styling::Plain }
}

/// A path as a shell takes it for one word.
fn quoted(path: &Path) -> String {
    let path = path.display().to_string();
    let is_plain = |c: char| c.is_alphanumeric() || "/._-+~:\\".contains(c);
    if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

/// Prints to standard output. A closed pipe is not an error.
fn print(bytes: &[u8]) -> ExitCode {
    match io::stdout().write_all(bytes).and_then(|()| io::stdout().flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => fail(&format!("cannot write to standard output: {error}")),
    }
}

/// Says why the program could not run.
fn fail(message: &str) -> ExitCode {
    say(&format!("error: {message}\n"));
    ExitCode::from(CANNOT_RUN)
}

/// Prints to standard error. Where that is closed nobody reads it, and nothing is lost.
fn say(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

//! Writes a corpus of invented reports, for measuring: `cargo run --release --example corpus -- 1000 FOLDER`.
//!
//! `--cards` asks for share cards, and `--hugo` for a site of Hugo in place of one of Foretask.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::path::Path;
use std::process::ExitCode;

use corpus::{Cards, Corpus};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (options, plain): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|word| word.starts_with("--"));
    let known = |option: &&String| matches!(option.as_str(), "--cards" | "--hugo");
    let number = plain.first().and_then(|word| word.parse().ok()).filter(|number| *number >= 20);
    let (Some(number), [_, folder], true) = (number, plain.as_slice(), options.iter().all(known)) else {
        eprintln!("usage: corpus NUMBER FOLDER [--cards | --hugo]; NUMBER is 20 or more");
        return ExitCode::from(2);
    };
    let has = |option: &str| options.iter().any(|word| *word == option);
    let cards = if has("--cards") { Cards::Drawn } else { Cards::LeftOut };
    let (corpus, folder) = (Corpus::of(number), Path::new(folder));
    let written = if has("--hugo") { corpus.write_for_hugo(folder) } else { corpus.write(folder, cards) };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: cannot write into `{}`: {error}", folder.display());
            ExitCode::from(2)
        }
    }
}

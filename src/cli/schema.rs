use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{fail, print, say};
use crate::schema::Kind;

/// Write the JSON Schemas of the YAML files, for completion and checks in an editor
///
/// Writes them into the folder schema/ of the site, over what stands there; files that would not change are left as they are. With a
/// kind of file, prints the schema of that kind instead.
///
/// For example: foretask schema occupation > occupation.json
#[derive(Debug, clap::Args)]
pub struct SchemaArgs {
    /// The kind of file whose schema is printed [default: all are written]
    #[arg(value_parser = kinds())]
    pub kind: Option<Kind>,

    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".", env = "FORETASK_ROOT")]
    pub root: PathBuf,
}

fn kinds() -> impl TypedValueParser<Value = Kind> {
    let known = |name: String| Kind::ALL.into_iter().find(|kind| kind.name() == name);
    PossibleValuesParser::new(Kind::ALL.map(Kind::name)).map(move |name| known(name).expect("only names are possible"))
}

pub fn run(args: &SchemaArgs) -> ExitCode {
    if let Some(kind) = args.kind {
        return print(kind.json().as_bytes());
    }
    let folder = args.root.join("schema");
    match write_all(&folder) {
        Ok(written) => {
            let unchanged = Kind::ALL.len() - written;
            let folder = folder.strip_prefix(".").unwrap_or(&folder).display();
            say(&format!("schemas in {folder}: {written} files written, {unchanged} unchanged\n"));
            ExitCode::SUCCESS
        }
        Err((path, error)) => fail(&format!("cannot write `{}`: {error}", path.display())),
    }
}

/// Writes what differs from what stands there, and says how many files that were.
fn write_all(folder: &Path) -> Result<usize, (PathBuf, io::Error)> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err((folder.to_owned(), error)),
        _ => {}
    }
    let mut written = 0;
    for kind in Kind::ALL {
        let path = folder.join(kind.file_name());
        let schema = kind.json();
        if fs::read(&path).is_ok_and(|old| old == schema.as_bytes()) {
            continue;
        }
        fs::write(&path, schema).map_err(|error| (path, error))?;
        written += 1;
    }
    Ok(written)
}

//! The schemas that editors read say what the program says.

mod support;

use std::fs;

use foretask::schema::Kind;
use support::{crate_root, read};

#[test]
fn the_committed_schemas_are_those_of_the_program() {
    let folder = crate_root().join("schema");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        for kind in Kind::ALL {
            fs::write(folder.join(kind.file_name()), kind.json()).expect("the schema can be written");
        }
    }
    for kind in Kind::ALL {
        let same = read(folder.join(kind.file_name())) == kind.json();
        assert!(same, "schema/{} is not up to date; `foretask schema` writes it", kind.file_name());
    }
    let files = folder.read_dir().expect("the schemas are there").count();
    assert_eq!(files, Kind::ALL.len(), "schema/ holds a file that the program does not write");
}

use std::collections::HashMap;

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::diagnostic::{Code, Diagnostic, Place, is_invisible};
use crate::model::is_device_name;

/// The most bytes that a name can have on every file system.
const LONGEST: usize = 255;

/// Bytes that the digest adds to the name of a static file.
const DIGEST: usize = 11;

/// The folder that publishing makes at the top of an output where it replaces files one by one: of those that wait.
pub const ARRIVING: &str = ".foretask-arriving";

/// Signs that Windows allows in no name.
const FORBIDDEN: [char; 8] = ['\\', ':', '*', '?', '"', '<', '>', '|'];

/// What is done with the names of a folder's files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// They say what the file is for, by rules of their own.
    Meaning,
    /// The program reads the files under their names.
    Read,
    /// They are published with a digest in them.
    Fingerprinted,
    /// They are published as they are.
    Published,
}

/// What keeps a file of this path, below its folder and with `/`, from being written on every system, and how that is mended.
pub(super) fn flaw(path: &str, purpose: Use) -> Option<(String, String)> {
    let rename = || "rename it".to_owned();
    if let Some(sign) = path.chars().find(|c| is_invisible(*c)) {
        let number = format!("U+{:04X}", u32::from(sign));
        let what = if sign.is_control() { "the control character" } else { "the invisible character" };
        return Some((format!("the name holds {what} {number}"), rename()));
    }
    if purpose == Use::Meaning {
        return None;
    }
    let part_flaw = |part: &str| {
        if let Some(sign) = part.chars().find(|c| FORBIDDEN.contains(c)) {
            return Some((format!("the name `{part}` holds `{sign}`, which Windows allows in no name"), rename()));
        }
        if is_device_name(part) {
            return Some((format!("Windows keeps the name `{part}` for a device"), rename()));
        }
        part.ends_with(['.', ' '])
            .then(|| (format!("the name `{part}` ends with a dot or a space, which Windows leaves out"), rename()))
    };
    if let Some(flaw) = path.split('/').find_map(part_flaw) {
        return Some(flaw);
    }
    if path == ARRIVING {
        return Some((format!("`{path}` is a name that publishing itself uses"), rename()));
    }
    let longest = if purpose == Use::Fingerprinted { LONGEST - DIGEST } else { LONGEST };
    let name = path.rsplit('/').next().unwrap_or(path);
    (name.len() > longest).then(|| {
        let message =
            format!("the name has {} bytes, and with its digest it would be longer than any can be", name.len());
        (message, format!("use at most {longest} bytes; a letter has up to four"))
    })
}

/// A path as file systems see it that tell apart neither capitals from small letters nor the two encodings of accented ones: two paths of
/// which that is the same are one file there.
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    // By way of capitals, so that letters of which several have one capital are the same.
    DecomposingNormalizerBorrowed::new_nfd().normalize(path).to_uppercase().to_lowercase()
}

/// Paths below a folder that are one file or one folder where [`folded`] paths are: each second one is a fault that names the first.
pub(super) fn twins(folder: &str, paths: &[&str]) -> Vec<Diagnostic> {
    let mut known: HashMap<String, &str> = HashMap::new();
    let mut faults = Vec::new();
    for path in paths {
        let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
        let twin = ends.map(|end| &path[..end]).find_map(|part| {
            let first = *known.entry(folded(part)).or_insert(part);
            (first != part).then_some((part, first))
        });
        let Some((part, first)) = twin else { continue };
        let message = format!("the name differs from that of `{folder}/{first}` only in {}", difference(part, first));
        let help = "many systems take the two for one; rename or remove one of them";
        faults
            .push(Diagnostic::new(Code::InvalidFileName, format!("{folder}/{part}"), Place::File, message).help(help));
    }
    faults.dedup();
    faults
}

/// In what two paths differ of which the folded ones are the same.
fn difference(one: &str, other: &str) -> &'static str {
    let decomposed = |path: &str| DecomposingNormalizerBorrowed::new_nfd().normalize(path).into_owned();
    if one.to_lowercase() == other.to_lowercase() {
        "capitals"
    } else if decomposed(one) == decomposed(other) {
        "how accented letters are encoded"
    } else {
        "letters that not every system tells apart"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_some_system_cannot_have_are_flawed() {
        for (path, said) in [
            ("a\u{1b}[31m", "control character U+001B"),
            ("a\nb", "U+000A"),
            ("a\u{7f}", "U+007F"),
            ("x/a\u{202e}gnp.exe", "invisible character U+202E"),
            ("\u{200f}a", "U+200F"),
            ("a\\b", "holds `\\`"),
            ("c:d/e", "holds `:`"),
            ("nul", "for a device"),
            ("x/AUX.txt", "for a device"),
            ("com1.tar.gz", "for a device"),
            ("lpt\u{b9}", "for a device"),
            ("conin$", "for a device"),
            ("con .txt", "for a device"),
            ("a./b", "ends with a dot"),
            ("a ", "ends with a dot or a space"),
            (".foretask-arriving", "publishing itself uses"),
        ] {
            let (message, _) = flaw(path, Use::Published).unwrap_or_else(|| panic!("{path:?} has no flaw"));
            assert!(message.contains(said), "{path:?}: {message}");
        }
        let long = "a".repeat(245);
        assert!(flaw(&long, Use::Fingerprinted).is_some());
        assert_eq!(flaw(&long, Use::Published), None);
        assert_eq!(flaw(&long[1..], Use::Fingerprinted), None);
    }

    #[test]
    fn names_that_every_system_can_have_are_none() {
        for path in
            [".well-known/security.txt", "CNAME", "straße/日本語 1.png", "console.log", "aux-1/com10.txt", "a..b"]
        {
            assert_eq!(flaw(path, Use::Published), None, "{path}");
        }
        assert_eq!(flaw("CON.yaml", Use::Meaning), None);
    }

    #[test]
    fn twins_name_each_other_once() {
        let said = |paths: &[&str]| -> Vec<String> {
            let faults = twins("static", paths);
            faults.into_iter().map(|fault| format!("{}: {}", fault.file, fault.message)).collect()
        };
        assert_eq!(
            said(&["A/x", "a/x", "a/y", "b"]),
            ["static/a: the name differs from that of `static/A` only in capitals"]
        );
        assert_eq!(
            said(&["e\u{301}.txt", "\u{e9}.txt"]),
            [
                "static/\u{e9}.txt: the name differs from that of `static/e\u{301}.txt` only in how accented letters are encoded"
            ]
        );
        assert_eq!(said(&["STRASSE", "stra\u{df}e"]).len(), 1);
        assert_eq!(said(&["\u{3c3}", "\u{3c2}"]).len(), 1);
        assert_eq!(said(&["a/b", "a/c", "ab", "a-b"]), Vec::<String>::new());
    }
}

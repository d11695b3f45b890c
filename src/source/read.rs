use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::path::Path;

/// The most bytes of a table of tools, industries or sources, of which a site has one each.
const LONGEST_TABLE: usize = 4_000_000;

/// The most bytes of any other YAML file.
const LONGEST_YAML: usize = 1_000_000;

/// The most bytes of any other file that is read as a text: Markdown, a template, messages.
const LONGEST_TEXT: usize = 2_000_000;

/// The most bytes that a text can have which is read from a path.
pub(super) fn longest(path: &Path) -> usize {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    match name {
        "tools.yaml" | "industries.yaml" | "sources.yaml" => LONGEST_TABLE,
        name if name.ends_with(".yaml") => LONGEST_YAML,
        _ => LONGEST_TEXT,
    }
}

/// The bytes of a plain file.
///
/// # Errors
/// When it cannot be read. What is no plain file is refused at once: a pipe would be waited for, and a device may have no end.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let (mut file, length) = open(path)?;
    let mut bytes = Vec::with_capacity(length);
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The bytes of a plain file that is read as a text; `None` where it is larger than any text can be.
///
/// # Errors
/// As [`read`].
pub(super) fn read_text(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let (file, length) = open(path)?;
    let longest = longest(path);
    if length > longest {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(length);
    // It may grow while it is read.
    file.take(longest as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= longest).then_some(bytes))
}

/// The text of a file, where there is one that can be read.
pub fn text_of(path: &Path) -> Option<String> {
    let bytes = read_text(path).ok()??;
    String::from_utf8(bytes).ok()
}

/// A plain file and its length in bytes.
fn open(path: &Path) -> io::Result<(File, usize)> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = options.open(path)?;
    let metadata = file.metadata()?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(io::Error::other("it is neither a file nor a folder"));
    }
    let length = usize::try_from(metadata.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
    Ok((file, length))
}

#[cfg(all(test, unix))]
#[allow(clippy::unwrap_used, reason = "a test that panics has failed")]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_pipe_is_refused_and_not_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        assert!(read(&pipe).unwrap_err().to_string().contains("neither a file nor a folder"));
        assert!(read_text(Path::new("/dev/zero")).unwrap_err().to_string().contains("neither a file nor a folder"));
        assert_eq!(read(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }

    #[test]
    fn a_text_has_a_longest_length() {
        let folder = tempfile::tempdir().unwrap();
        for (name, length) in [("a.md", 2_000_000), ("a.yaml", 1_000_000), ("tools.yaml", 4_000_000)] {
            let path = folder.path().join(name);
            std::fs::write(&path, vec![b'a'; length]).unwrap();
            assert_eq!(read_text(&path).unwrap().unwrap().len(), length);
            std::fs::write(&path, vec![b'a'; length + 1]).unwrap();
            assert_eq!(read_text(&path).unwrap(), None);
            assert_eq!(read(&path).unwrap().len(), length + 1);
        }
    }
}

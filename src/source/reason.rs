use std::io::{Error, ErrorKind};

/// What the machine says, without the number that only a programmer reads, and what can be done about it where the same would help
/// everybody.
pub fn reason(error: &Error) -> String {
    let mut text = error.to_string();
    if error.raw_os_error().is_some()
        && let Some(at) = text.rfind(" (os error ")
    {
        text.truncate(at);
    }
    text + advice(error)
}

/// How to mend what keeps the machine from reading or writing something, as the end of a sentence.
fn advice(error: &Error) -> &'static str {
    if is_too_many_open_files(error) {
        return "; allow more with `ulimit -n 1024`";
    }
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "; free some space there and run this again",
        ErrorKind::FileTooLarge => "; allow larger files (`ulimit -f`), or take another disk",
        ErrorKind::ReadOnlyFilesystem => "; mount its disk writable, or choose another folder",
        ErrorKind::PermissionDenied => "; the user who runs foretask needs the right to it",
        _ => "",
    }
}

#[cfg(unix)]
fn is_too_many_open_files(error: &Error) -> bool {
    use rustix::io::Errno;
    matches!(Errno::from_io_error(error), Some(Errno::MFILE | Errno::NFILE))
}

#[cfg(not(unix))]
fn is_too_many_open_files(_: &Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_ends_with_a_way_to_mend_it() {
        let said = reason(&Error::from(ErrorKind::StorageFull));
        assert!(said.ends_with("; free some space there and run this again"), "{said}");
        assert_eq!(reason(&Error::other("odd (os error 7)")), "odd (os error 7)");
    }

    #[cfg(unix)]
    #[test]
    fn it_holds_no_number_of_the_system() {
        for errno in [rustix::io::Errno::MFILE, rustix::io::Errno::ACCESS, rustix::io::Errno::ROFS] {
            let said = reason(&errno.into());
            assert!(said.contains("; ") && !said.contains("os error"), "{said}");
        }
    }
}

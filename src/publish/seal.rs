//! Texts that carry a checksum, so that what is read is what was written.

use std::fmt::{Display, Write};

use blake3::{Hash, Hasher};

/// So many bytes of a text are put together before they are written.
const PART: usize = 64 * 1024;

/// A text on its way into a file: a header, lines, and at its end a checksum over both. It is written in parts.
pub(super) struct Seal {
    hasher: Hasher,
    part: String,
}

impl Seal {
    /// Begins a text with a header.
    pub(super) fn begin(header: &str) -> Self {
        Self { hasher: Hasher::new(), part: format!("{header}\n") }
    }

    /// Adds a line. Gives the next part where there is a whole one.
    pub(super) fn line(&mut self, line: impl Display) -> Option<String> {
        writeln!(self.part, "{line}").expect("writing to a string does not fail");
        (self.part.len() >= PART).then(|| self.next_part())
    }

    fn next_part(&mut self) -> String {
        self.hasher.update(self.part.as_bytes());
        std::mem::replace(&mut self.part, String::with_capacity(PART + 1024))
    }

    /// The last part.
    pub(super) fn end(mut self) -> String {
        let mut part = self.next_part();
        writeln!(part, "checksum {}", self.hasher.finalize().to_hex()).expect("writing to a string does not fail");
        part
    }
}

/// A text with its header and, at its end, a checksum over both. `lines` ends with a line break, if it is not empty.
#[cfg(any(test, fuzzing))]
pub(super) fn seal(header: &str, lines: &str) -> String {
    let mut seal = Seal::begin(header);
    seal.part.push_str(lines);
    seal.end()
}

/// The lines of a sealed text, if it is whole and has this header.
pub(super) fn unseal<'a>(header: &str, bytes: &'a [u8]) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (sealed, checksum) = text.strip_suffix('\n')?.rsplit_once("checksum ")?;
    if blake3::hash(sealed.as_bytes()) != Hash::from_hex(checksum).ok()? {
        return None;
    }
    sealed.strip_prefix(header)?.strip_prefix('\n')
}

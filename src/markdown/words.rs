/// Whether a text is a line of words and nothing else: what its HTML is can be said without reading it.
///
/// It errs on one side. Of a text that has any sign that could mean something, or a letter beyond ASCII, it says no.
pub(super) fn is_line_of_words(text: &str) -> bool {
    let mut before = b' ';
    let is_plain = |byte: u8| {
        // Of two signs the parser makes one: a dash, an ellipsis.
        let is_twice = byte == std::mem::replace(&mut before, byte);
        byte.is_ascii_alphanumeric()
            || (matches!(byte, b' ' | b',' | b'.' | b';' | b'-' | b'/' | b'%' | b'(' | b')') && !is_twice)
    };
    // A number or a dash could begin a list.
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.ends_with(' ') && text.bytes().all(is_plain)
}

//! Regular expressions of what an author may write, in the dialect of JSON Schema, which JavaScript, Rust and Java understand alike.

/// A regular expression of decimal numbers without a sign.
pub(super) const DECIMAL: &str = r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)";

/// A regular expression of decimal numbers between two bounds: from 0 or the negative of a power of ten to a power of ten, or between
/// two digits.
pub(super) fn decimal(low: f64, high: f64) -> String {
    if low >= 0.0 && (2.0..10.0).contains(&high) {
        return between_digits(low, high);
    }
    let up_to = |bound: f64| {
        let noughts = bound.log10().round();
        let less = if noughts == 0.0 { "0".to_owned() } else { format!("[0-9]{{1,{noughts}}}") };
        format!(r"0*(?:10{{{noughts}}}(?:\.0*)?|{less}(?:\.[0-9]*)?|\.[0-9]+)")
    };
    let positive = format!(r"\+?{}", up_to(high));
    if low < 0.0 { format!("(?:{positive}|-{})", up_to(-low)) } else { format!("(?:{positive})") }
}

/// A regular expression of decimal numbers between two digits.
fn between_digits(low: f64, high: f64) -> String {
    let small = if low == 0.0 { r"|\.[0-9]+" } else { "" };
    format!(r"(?:\+?0*(?:{high}(?:\.0*)?|[{low}-{}](?:\.[0-9]*)?{small}))", high - 1.0)
}

/// A regular expression of two whole numbers with something between them, both of one of the given kinds, the second larger than the
/// first. All numbers of a kind have equally many digits.
///
/// After the digits that both begin with, which are the one group of the expression, comes one that is larger in the second.
pub(super) fn rising(kinds: &[&str], between: &str) -> String {
    let pairs: Vec<String> = kinds.iter().map(|kind| format!("{kind}{between}{kind}")).collect();
    let larger: Vec<String> = (0..9).map(|digit| format!(r"{digit}[0-9]*{between}\1[{}-9]", digit + 1)).collect();
    format!(r"(?=(?:{})\s*$)([0-9]*?)(?:{})[0-9]*", pairs.join("|"), larger.join("|"))
}

/// A regular expression of words in small letters and capitals, from one in small letters.
pub(super) fn any_case(words: &str) -> String {
    let mut pattern = String::new();
    for c in words.chars() {
        match c.to_ascii_uppercase() {
            capital if capital != c => pattern.extend(['[', capital, c, ']']),
            c => pattern.push(c),
        }
    }
    pattern
}

/// A regular expression of addresses with `http` or `https` and a host, with what may follow the host.
pub(super) fn web_address(after_host: &str) -> String {
    let scheme = any_case("https?");
    let name = r"[^\s/\\?#@:%<>^|\[\]]+";
    format!(r"{scheme}:[/\\]*(?:{name}|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?{after_host}")
}

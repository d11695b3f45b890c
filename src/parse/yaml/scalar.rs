//! What a scalar is: the same as for `serde_yaml`, whose rules these are, to the letter.

use super::tree::{Scalar, Style, Tag};

/// What a scalar is where its reader takes anything.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Resolved<'a> {
    Nothing,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    LongUnsigned(u128),
    LongSigned(i128),
    Float(f64),
    Text(&'a str),
    /// Not what its tag says; holds the name of the tag.
    Mistagged(&'a str),
}

/// What a scalar is where its reader takes anything.
pub(super) fn resolve<'a>(scalar: &'a Scalar, tag: &'a Tag) -> Resolved<'a> {
    let text = scalar.text.as_str();
    let tagged = match tag {
        Tag::Core(name) => match name.as_str() {
            "bool" => boolean(text).map(Resolved::Bool),
            "int" => integer(text),
            "float" => float(text).map(Resolved::Float),
            "null" => is_null(text).then_some(Resolved::Nothing),
            _ => Some(Resolved::Text(text)),
        }
        .or(Some(Resolved::Mistagged(name))),
        Tag::None | Tag::Foreign(_) => None,
    };
    tagged.unwrap_or_else(|| if scalar.style == Style::Plain { plain(text) } else { Resolved::Text(text) })
}

fn plain(text: &str) -> Resolved<'_> {
    if text.is_empty() || is_null(text) {
        return Resolved::Nothing;
    }
    let float = || float(text).filter(|_| !has_leading_zero(text)).map(Resolved::Float);
    boolean(text).map(Resolved::Bool).or_else(|| integer(text)).or_else(float).unwrap_or(Resolved::Text(text))
}

/// Whether a scalar is nothing for a reader that takes nothing or something.
pub(super) fn is_nothing(scalar: &Scalar, tag: &Tag) -> bool {
    match tag {
        _ if scalar.style != Style::Plain => false,
        Tag::None => scalar.text.is_empty() || is_null(&scalar.text),
        Tag::Core(name) => name == "null" && is_null(&scalar.text),
        Tag::Foreign(_) => false,
    }
}

/// Whether a scalar stands for a list or mapping without anything in it.
pub(super) fn is_empty(scalar: &Scalar) -> bool {
    scalar.text.is_empty() && scalar.style == Style::Plain
}

/// The text of a scalar, if its reader may take it for a value of the tag's name: without quotes, or tagged so.
pub(super) fn readable<'a>(scalar: &'a Scalar, tag: &Tag, name: &str) -> Option<&'a str> {
    let may = match scalar.style {
        Style::Plain => true,
        Style::Literal => matches!(tag, Tag::Core(core) if core == name),
        Style::Text => false,
    };
    may.then_some(&scalar.text)
}

fn is_null(text: &str) -> bool {
    matches!(text, "null" | "Null" | "NULL" | "~")
}

pub(super) fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}

fn integer(text: &str) -> Option<Resolved<'static>> {
    let unsigned = unsigned(text, u64::from_str_radix).map(Resolved::Unsigned);
    let signed = || negative(text, i64::from_str_radix).map(Resolved::Signed);
    let long = || self::unsigned(text, u128::from_str_radix).map(Resolved::LongUnsigned);
    let long_signed = || negative(text, i128::from_str_radix).map(Resolved::LongSigned);
    unsigned.or_else(signed).or_else(long).or_else(long_signed)
}

/// How numbers of one type are read, as in [`u64::from_str_radix`].
type Read<N> = fn(&str, u32) -> Result<N, std::num::ParseIntError>;

const RADIXES: [(&str, u32); 3] = [("0x", 16), ("0o", 8), ("0b", 2)];

/// A whole number that is not below nothing.
pub(super) fn unsigned<N>(text: &str, read: Read<N>) -> Option<N> {
    let bare = text.strip_prefix('+').unwrap_or(text);
    for (prefix, radix) in RADIXES {
        if let Some(rest) = bare.strip_prefix(prefix) {
            if rest.starts_with(['+', '-']) {
                return None;
            }
            if let Ok(number) = read(rest, radix) {
                return Some(number);
            }
        }
    }
    if bare.starts_with(['+', '-']) || has_leading_zero(text) {
        return None;
    }
    read(bare, 10).ok()
}

/// A whole number of either sign.
pub(super) fn signed<N>(text: &str, read: Read<N>) -> Option<N> {
    let bare = text.strip_prefix('+').unwrap_or(text);
    if bare.len() < text.len() && bare.starts_with(['+', '-']) {
        return None;
    }
    for (prefix, radix) in RADIXES {
        if let Some(rest) = bare.strip_prefix(prefix) {
            if rest.starts_with(['+', '-']) {
                return None;
            }
            if let Ok(number) = read(rest, radix) {
                return Some(number);
            }
        }
    }
    if let Some(number) = negative_in_radix(text, read) {
        return Some(number);
    }
    if has_leading_zero(text) {
        return None;
    }
    read(bare, 10).ok()
}

/// A whole number as for [`signed`], but without a plus sign or, in another radix than ten, without a minus sign.
fn negative<N>(text: &str, read: Read<N>) -> Option<N> {
    if let Some(number) = negative_in_radix(text, read) {
        return Some(number);
    }
    if has_leading_zero(text) {
        return None;
    }
    read(text, 10).ok()
}

fn negative_in_radix<N>(text: &str, read: Read<N>) -> Option<N> {
    let digits = text.strip_prefix('-')?;
    let read_in = |(prefix, radix)| read(&format!("-{}", digits.strip_prefix(prefix)?), radix).ok();
    RADIXES.into_iter().find_map(read_in)
}

/// A number.
pub(super) fn float(text: &str) -> Option<f64> {
    let bare = text.strip_prefix('+').unwrap_or(text);
    if bare.len() < text.len() && bare.starts_with(['+', '-']) {
        return None;
    }
    match (bare, text) {
        (".inf" | ".Inf" | ".INF", _) => Some(f64::INFINITY),
        (_, "-.inf" | "-.Inf" | "-.INF") => Some(f64::NEG_INFINITY),
        (_, ".nan" | ".NaN" | ".NAN") => Some(f64::NAN.copysign(1.0)),
        _ => bare.parse().ok().filter(|number: &f64| number.is_finite()),
    }
}

/// Digits after a nought, which YAML 1.2 takes for a text.
fn has_leading_zero(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
}

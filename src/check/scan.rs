//! A page as far as links are concerned: where it leads, and the places in it that can be led to.
//!
//! A scanner of tags by the rules of the HTML standard, since a site may replace any template by one of its own, with HTML in any form that
//! browsers take: tags and attributes in capitals, without quotes, with character references, and letters in comments, scripts and styles
//! that are no tags. It makes no tree, for which links and ids have no need, and looks at text only to find the next `<`; a tokenizer that
//! does everything the standard says takes twenty times as long. A property test holds it to one that does.
//!
//! Beyond that it knows the character references that stand in addresses (those of numbers, and of `& < > " '`), and not the
//! rule that a script may hold a second one between `<!--` and `-->`.

use std::borrow::Cow;

/// What a page says that has to do with links.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scanned<'h> {
    /// The ids of elements, and the names of old anchors, in order.
    pub ids: Vec<Cow<'h, str>>,
    /// The addresses of links, style sheets, scripts, images, forms and redirects, in order, one for each time it stands there.
    pub links: Vec<Cow<'h, str>>,
    /// Whether an image has no `alt` at all.
    pub image_without_alt: bool,
}

/// Elements in which no tag begins but the one that ends them.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Reads a page.
pub(super) fn scan(html: &str) -> Scanned<'_> {
    let mut scanned = Scanned::default();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[open + 1..];
        at = match rest.as_bytes().first() {
            Some(b'!') if rest.starts_with("!--") => open + 1 + comment(rest),
            Some(b'!' | b'?') => until(html, open, ">"),
            Some(b'/') => match rest.as_bytes().get(1) {
                Some(letter) if letter.is_ascii_alphabetic() => Tag::read(html, open + 2, |_, _, _| {}).end,
                _ => until(html, open, ">"),
            },
            Some(letter) if letter.is_ascii_alphabetic() => {
                let tag = element(html, open + 1, &mut scanned);
                match RAW.iter().find(|raw| tag.name.eq_ignore_ascii_case(raw)) {
                    Some(raw) => raw_end(html, tag.end, raw),
                    None => tag.end,
                }
            }
            _ => open + 1,
        };
    }
    scanned
}

/// Reads the tag that begins an element.
fn element<'h>(html: &'h str, start: usize, scanned: &mut Scanned<'h>) -> Tag<'h> {
    let mut has_alt = false;
    let mut is_refresh = false;
    let tag = Tag::read(html, start, |element, attribute, value| {
        let is = |names: &[&str]| names.iter().any(|name| element.eq_ignore_ascii_case(name));
        let of = |name: &str| attribute.eq_ignore_ascii_case(name);
        if of("id") || of("name") && is(&["a"]) {
            scanned.ids.extend(filled(value));
        } else if (of("href") || of("xlink:href")) && is(&["a", "area", "link", "use", "image"])
            || of("src") && is(&["img", "script", "source", "iframe", "audio", "video", "embed"])
            || of("action") && is(&["form"])
        {
            scanned.links.extend(filled(value));
        } else if of("srcset") && is(&["img", "source"]) {
            let value = decoded(value);
            let addresses = value.split(',').filter_map(|candidate| candidate.split_whitespace().next());
            scanned.links.extend(addresses.map(|address| Cow::Owned(address.to_owned())));
        } else if of("http-equiv") && is(&["meta"]) {
            is_refresh = value.eq_ignore_ascii_case("refresh");
        } else if of("content") && is_refresh {
            let value = decoded(value);
            let address = value.split_once('=').map(|(_, address)| Cow::Owned(address.trim().to_owned()));
            scanned.links.extend(address);
        } else if of("alt") {
            has_alt = true;
        }
    });
    scanned.image_without_alt |= tag.name.eq_ignore_ascii_case("img") && !has_alt;
    tag
}

/// A tag that was read.
struct Tag<'h> {
    name: &'h str,
    /// The offset behind it.
    end: usize,
}

impl<'h> Tag<'h> {
    /// Reads a tag whose name begins here, and gives each attribute: the element, the name and the value as written.
    fn read(html: &'h str, start: usize, mut attribute: impl FnMut(&'h str, &'h str, &'h str)) -> Self {
        let bytes = html.as_bytes();
        let run = |from: usize, ends: fn(u8) -> bool| {
            bytes[from..].iter().position(|byte| ends(*byte)).map_or(bytes.len(), |found| from + found)
        };
        let mut at = run(start, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let name = &html[start..at];
        loop {
            at = run(at, |byte| !is_space(byte) && byte != b'/');
            match bytes.get(at) {
                None => return Self { name, end: at },
                Some(b'>') => return Self { name, end: at + 1 },
                Some(_) => {}
            }
            // A sign of equality at the start belongs to the name.
            let begin = at;
            at = run(at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
            // The byte behind the start may lie within a letter; a name ends at its end all the same.
            let key = &html[begin..at];
            let after = run(at, |byte| !is_space(byte));
            if bytes.get(after) != Some(&b'=') {
                attribute(name, key, "");
                continue;
            }
            at = run(after + 1, |byte| !is_space(byte));
            let (from, to, next) = match bytes.get(at) {
                Some(b'"') => quoted(html, at + 1, '"'),
                Some(b'\'') => quoted(html, at + 1, '\''),
                _ => {
                    let end = run(at, |byte| is_space(byte) || byte == b'>');
                    (at, end, end)
                }
            };
            attribute(name, key, &html[from..to]);
            at = next;
        }
    }
}

/// Where a value in quotes begins and ends, and the offset behind it.
fn quoted(html: &str, start: usize, quote: char) -> (usize, usize, usize) {
    match html[start..].find(quote) {
        Some(length) => (start, start + length, start + length + 1),
        None => (start, html.len(), html.len()),
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c')
}

/// The length of a comment that begins with `!--`.
fn comment(rest: &str) -> usize {
    let body = &rest[3..];
    if let Some(short) = [">", "->"].into_iter().find(|end| body.starts_with(*end)) {
        return 3 + short.len();
    }
    let ends = ["-->", "--!>"].into_iter().filter_map(|end| body.find(end).map(|at| at + end.len()));
    ends.min().map_or(rest.len(), |end| 3 + end)
}

/// The offset behind the next occurrence of an end.
fn until(html: &str, from: usize, end: &str) -> usize {
    html[from..].find(end).map_or(html.len(), |at| from + at + end.len())
}

/// Where the tag begins that ends an element of letters.
fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let is_end = |at: usize| {
        let rest = html.as_bytes()[at..].get(2..).unwrap_or_default();
        rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
            && rest.get(name.len()).is_some_and(|next| is_space(*next) || matches!(next, b'/' | b'>'))
    };
    html[from..].match_indices("</").map(|(at, _)| from + at).find(|at| is_end(*at)).unwrap_or(html.len())
}

/// A value without the space around it; an attribute without a value leads nowhere and names nothing.
fn filled(value: &str) -> Option<Cow<'_, str>> {
    let value = match decoded(value) {
        Cow::Borrowed(value) => Cow::Borrowed(value.trim()),
        Cow::Owned(value) => Cow::Owned(value.trim().to_owned()),
    };
    (!value.is_empty()).then_some(value)
}

/// A value with its character references resolved.
fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (letter, length) = reference(rest).unwrap_or(('&', 1));
        out.push(letter);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The letter that a character reference at the start of a text means, and how long the reference is.
fn reference(text: &str) -> Option<(char, usize)> {
    const NAMED: [(&str, char); 5] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&apos;", '\'')];
    if let Some((name, letter)) = NAMED.into_iter().find(|(name, _)| text.starts_with(name)) {
        return Some((letter, name.len()));
    }
    let number = text.strip_prefix("&#")?;
    let end = number.find(';')?;
    let code = match number[..end].strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number[..end].parse(),
    };
    Some((char::from_u32(code.ok()?)?, "&#".len() + end + 1))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
    use html5gum::{Span, Tokenizer};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn links_and_ids_are_found_in_any_form_of_html() {
        let html = "<!doctype html><HTML><head><link rel=stylesheet href=/a.css><meta http-equiv=refresh content='0; url=/b/'>\
            <script src=\"/c.js\">if (a < b) { \"<a href='/no/'>\" }</script><style>a[href=\"/no/\"] {}</style></head>\
            <body ID=top><!-- <a href=/no/> --><a name=old href='/d/?x=1&amp;y=2#e'>f</a><A\nHREF = \"/g/\"\n>h</A>\
            <img src=/i.svg alt><img srcset=\"/j.png 1x, /k.png 2x\" alt=''><form action=/l/></form>\
            <svg><use href=\"#m\"/></svg><textarea><a href=/no/></textarea><p id=\"\" class=id>";
        let Scanned { ids, links, image_without_alt } = scan(html);
        assert_eq!(ids, ["top", "old"]);
        assert_eq!(
            links,
            ["/a.css", "/b/", "/c.js", "/d/?x=1&y=2#e", "/g/", "/i.svg", "/j.png", "/k.png", "/l/", "#m"]
        );
        assert!(!image_without_alt);
    }

    #[test]
    fn an_image_without_alt_is_seen() {
        assert!(scan("<img src=a.svg>").image_without_alt);
        assert!(scan("<img alt=b src=a.svg><img src=c.svg /><p alt=d>").image_without_alt);
        assert!(!scan("<IMG ALT src=a.svg>").image_without_alt);
    }

    /// Links of `a` and ids, by a tokenizer that does all that the standard says.
    fn by_the_standard(html: &str) -> (Vec<String>, Vec<String>) {
        let (mut links, mut ids) = (Vec::new(), Vec::new());
        let (mut element, mut attribute) = (Vec::new(), Vec::new());
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            match event {
                CallbackEvent::OpenStartTag { name } => element = name.to_vec(),
                CallbackEvent::CloseStartTag { .. } => element.clear(),
                CallbackEvent::AttributeName { name } => attribute = name.to_vec(),
                CallbackEvent::AttributeValue { value } if !element.is_empty() => {
                    let value = String::from_utf8_lossy(value).trim().to_owned();
                    match (element.as_slice(), attribute.as_slice()) {
                        _ if value.is_empty() => {}
                        (_, b"id") => ids.push(value),
                        (b"a", b"href") => links.push(value),
                        _ => {}
                    }
                }
                _ => {}
            }
            None
        });
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
        (links, ids)
    }

    const PIECES: [&str; 44] = [
        "<a",
        "<A ",
        "<p",
        "</a",
        "<style",
        "</style",
        "<script>",
        "</script>",
        "<title>",
        "</title >",
        "<textarea ",
        "</textarea>",
        " href",
        " HREF=",
        " id=",
        " id",
        "=",
        "\"",
        "'",
        ">",
        "/>",
        "/",
        " ",
        "\n",
        "<",
        "</",
        "</>",
        "<!",
        "<!-->",
        "<!--",
        "-->",
        "--!>",
        "->",
        "<?x",
        "x",
        "é",
        "&amp;",
        "&",
        "&#65;",
        "&#x42;",
        ";",
        "a.b/#c",
        "<br/",
        "\t",
    ];

    proptest! {
        #[test]
        fn it_sees_what_the_standard_sees(pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..24)) {
            let text = pieces.concat();
            // A script may hold another one between the signs of a comment, which is not looked at.
            let text = if text.contains("<!--") { text.replace("<script>", "<i>") } else { text };
            // Whatever is open is closed: what a page holds in a tag that never ends, nobody sees.
            let html = format!("{text}x'>\">--></style></title></textarea><a href=end id=end>");
            let Scanned { ids, links, .. } = scan(&html);
            let (wanted_links, wanted_ids) = by_the_standard(&html);
            prop_assert_eq!(ids, wanted_ids, "{}", html);
            prop_assert_eq!(links, wanted_links, "{}", html);
        }
    }
}

use foretask::assets::{Assets, StaticFile};
use foretask::markdown::{
    Destination, DestinationKind, LABELS, LinkKind, Profile, RawHtml, Settings, outline, passages, to_html,
    to_inline_html, to_plain,
};
use foretask::model::site::{BaseUrl, Language, Section, SourceYears};
use foretask::model::{
    Address, Change, Count, Date, Importance, JobZone, Label, LinkPath, Money, Notation, Percent, Period, PointChange,
    Points, Scalar, SkillLevel, Slug, Text, Years, is_device_name,
};
use foretask::source::{FileKind, folded};

use crate::html;
use crate::parsed::{kept, shelf};

/// What is done with an input.
pub type Target = fn(&[u8]);

/// Every target: one for each reader of texts from outside.
pub const TARGETS: [(&str, Target); 15] = [
    ("report", |bytes| text(bytes, foretask::parse::fuzz::report)),
    ("site", |bytes| text(bytes, foretask::parse::fuzz::site)),
    ("tables", |bytes| text(bytes, foretask::parse::fuzz::tables)),
    ("article", |bytes| text(bytes, foretask::parse::fuzz::article)),
    ("layers", |bytes| text(bytes, layers)),
    ("history", |bytes| text(bytes, foretask::record::fuzz::history)),
    ("scalar", |bytes| text(bytes, scalar)),
    ("name", |bytes| text(bytes, name)),
    ("markdown", |bytes| text(bytes, markdown)),
    ("static", static_files),
    ("table", table),
    ("request", request),
    ("shelf", shelf),
    ("kept", kept),
    ("records", foretask::publish::fuzz::records),
];

fn text(bytes: &[u8], read: fn(&str)) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        read(text);
    }
}

/// The two texts stand above and below a line of percent signs.
fn layers(text: &str) {
    if let Some((imported, written)) = text.split_once("%%%\n") {
        foretask::parse::fuzz::layers(imported, written);
    }
}

/// Values that stand in one scalar: what is taken is written as it can be read again.
fn scalar(text: &str) {
    fn read<T: Scalar>(text: &str) -> Option<T> {
        match T::from_text(text) {
            Ok(value) => Some(value),
            Err(invalid) => {
                assert!(!invalid.message.is_empty());
                None
            }
        }
    }
    fn same<T: Scalar + ToString + PartialEq + std::fmt::Debug>(text: &str) {
        if let Some(value) = read::<T>(text) {
            let written = value.to_string();
            assert_eq!(read::<T>(&written), Some(value), "{text:?} became {written:?}");
        }
    }
    same::<Date>(text);
    same::<Notation>(text);
    same::<Slug>(text);
    same::<Points>(text);
    same::<Section>(text);
    read::<Years>(text);
    read::<Period>(text);
    read::<Percent>(text);
    read::<Count>(text);
    read::<Money>(text);
    read::<Change>(text);
    read::<Importance>(text);
    read::<SkillLevel>(text);
    read::<JobZone>(text);
    read::<Label>(text);
    read::<PointChange>(text);
    read::<BaseUrl>(text);
    read::<Language>(text);
    read::<SourceYears>(text);
    let _ = Text::new(text);
    if let Some(address) = read::<Address>(text) {
        let scheme = address.as_str().split(':').next().unwrap_or_default().to_ascii_lowercase();
        assert!(["http", "https", "mailto", "tel"].contains(&scheme.as_str()), "{text:?}");
    }
    if let Some(path) = read::<LinkPath>(text) {
        assert!(
            !path.as_str().starts_with('/') && path.as_str().split('/').all(|part| part != ".." && !part.is_empty())
        );
    }
}

/// Names of files: what becomes an address can be one everywhere.
fn name(text: &str) {
    let slugs = [Slug::from_text(text).ok(), Slug::from_id(text).ok(), Slug::from_title(text)];
    for slug in slugs.iter().flatten() {
        let slug = slug.as_str();
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.');
        assert!(!slug.is_empty() && slug.bytes().all(plain), "{text:?}");
        assert!(!slug.starts_with(['-', '.']) && !slug.ends_with(['-', '.']) && !slug.contains(".."), "{text:?}");
        assert!(slug.len() <= Slug::LONGEST, "{text:?}");
    }
    // A title can be `Con`; whoever makes a file of it asks again.
    assert!(!slugs[..2].iter().flatten().any(|slug| is_device_name(slug.as_str())), "{text:?}");
    if let Ok((kind, _)) = FileKind::of(text) {
        assert!(!format!("{kind:?}").is_empty());
        assert!(text.split('/').all(|part| !matches!(part, "" | "." | "..")), "{text:?}");
    }
    assert_eq!(folded(&folded(text)), folded(text), "{text:?}");
}

/// Markdown in each of its kinds: well-formed HTML that runs nothing, with faults that stand in the text.
fn markdown(text: &str) {
    let resolve = |target: &str, _: LinkKind| {
        let external = target.starts_with("http://") || target.starts_with("https://");
        let kind = if external { DestinationKind::External } else { DestinationKind::Internal };
        let href = if external || target.starts_with('#') { target.to_owned() } else { format!("/at/{target}") };
        Destination { href, kind }
    };
    for profile in [Profile::Document, Profile::Prose] {
        for raw_html in [RawHtml::Refuse, RawHtml::Allow] {
            let settings = Settings { profile, raw_html, reserved_ids: &["tasks", "sources"] };
            let (outline, faults) = outline(text, &settings);
            for span in faults.iter().map(|fault| &fault.span).chain(outline.links.iter().map(|link| &link.span)) {
                assert!(text.get(span.clone()).is_some_and(|piece| !piece.is_empty()), "{span:?} in {text:?}");
            }
            let whole = to_html(text, &settings, &LABELS, &resolve, "t-");
            let inline = to_inline_html(text, &settings, &LABELS, &resolve, "t-");
            if raw_html == RawHtml::Refuse {
                html::expect_harmless(&whole, text);
                html::expect_harmless(&inline, text);
                for heading in &outline.headings {
                    html::expect_harmless(&heading.html, text);
                }
            }
            passages(text, &settings);
        }
    }
    to_plain(text);
}

/// A style sheet and a script that refer to each other and to a picture: every reference that is rewritten leads to a file that is there.
fn static_files(bytes: &[u8]) {
    let file = |path: &str, bytes: &[u8]| StaticFile {
        path: path.to_owned(),
        source: format!("static/{path}"),
        bytes: bytes.to_vec().into(),
    };
    let files = [("css/a.css", bytes), ("js/a.js", bytes), ("img/a.png", b"x".as_slice()), ("js/b.js", b"")];
    let (assets, faults) = Assets::build(files.iter().map(|(path, bytes)| file(path, bytes)).collect());
    assert_eq!(assets.iter().count(), files.len());
    for fault in faults {
        assert!(fault.help.is_some());
    }
}

/// The first byte says which table it is.
fn table(bytes: &[u8]) {
    if let Some((kind, bytes)) = bytes.split_first() {
        foretask::import::fuzz::table(usize::from(*kind) % foretask::import::fuzz::KINDS, bytes);
    }
}

/// The bytes as they come on a connection, and the first line of them as the target of a request.
fn request(bytes: &[u8]) {
    let target = bytes.split(|byte| byte.is_ascii_whitespace()).find(|word| word.starts_with(b"/"));
    if let Some(path) = target.and_then(|word| std::str::from_utf8(word).ok()).and_then(foretask::serve::fuzz::path) {
        assert!(!path.starts_with('/') && path.split('/').all(|part| !matches!(part, "." | "..")), "{path:?}");
        assert!(!path.contains(|c: char| c.is_control() || c == '\\'), "{path:?}");
    }
    // A stream of events has no end.
    if !bytes.windows(6).any(|word| word == b"events") {
        let sent = foretask::serve::fuzz::answers(bytes);
        assert!(sent.is_empty() || sent.starts_with(b"HTTP/1."), "{:?}", String::from_utf8_lossy(&sent));
    }
}

//! The module at its boundary: a text in, HTML, outline or faults out.

mod bounds;
mod faults;
mod html;
mod outline;
mod passages;
mod properties;

use super::*;

const DOCUMENT: Settings<'static> =
    Settings { profile: Profile::Document, raw_html: RawHtml::Refuse, reserved_ids: &["tasks", "sources"] };
const PROSE: Settings<'static> = Settings { profile: Profile::Prose, ..DOCUMENT };
const WITH_HTML: Settings<'static> = Settings { raw_html: RawHtml::Allow, ..DOCUMENT };

/// Leads inside addresses below `/at/`, and takes those of `shop.example` for paid ones.
fn resolve(target: &str, _: LinkKind) -> Destination {
    let (href, kind) = if target.starts_with("https://shop.example") {
        (target.to_owned(), DestinationKind::Sponsored)
    } else if target.to_ascii_lowercase().starts_with("http") {
        (target.to_owned(), DestinationKind::External)
    } else if target.starts_with('#') {
        (target.to_owned(), DestinationKind::Internal)
    } else {
        (format!("/at/{target}"), DestinationKind::Internal)
    };
    Destination { href, kind }
}

/// The HTML of a document.
fn html(text: &str) -> String {
    to_html(text, &DOCUMENT, &LABELS, &resolve, "t-")
}

/// The faults of a text: code, the marked piece of the text, message.
fn faults_of(text: &str, settings: &Settings<'_>) -> Vec<String> {
    let (_, faults) = super::outline(text, settings);
    faults
        .iter()
        .map(|Fault { code, span, message, .. }| format!("{code} {:?}: {message}", &text[span.clone()]))
        .collect()
}

/// The faults of a document.
fn faults(text: &str) -> Vec<String> {
    faults_of(text, &DOCUMENT)
}

//! A page as far as links are concerned: where it leads, and the places in it that can be led to.
//!
//! A tokenizer by the HTML standard reads it, since a site may replace any template by one of its own, with HTML in any form that browsers
//! take. No tree is made of it: links and ids need none.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// What a page says that has to do with links.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Scanned {
    /// The ids of elements, and the names of old anchors, in order.
    pub ids: Vec<String>,
    /// The addresses of links, style sheets, scripts, images, forms and redirects, in order, one for each time it stands there.
    pub links: Vec<String>,
    /// Whether an image has no `alt` at all.
    pub image_without_alt: bool,
}

/// Reads a page.
pub(super) fn scan(html: &[u8]) -> Scanned {
    let mut reader = Reader::default();
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        reader.event(&event);
        None
    });
    // Scripts and styles hold letters that are no tags.
    emitter.naively_switch_states(true);
    let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
    reader.scanned
}

#[derive(Default)]
struct Reader {
    scanned: Scanned,
    element: Vec<u8>,
    attribute: Vec<u8>,
    has_alt: bool,
    is_refresh: bool,
}

impl Reader {
    fn event(&mut self, event: &CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element.clear();
                self.element.extend_from_slice(name);
                (self.has_alt, self.is_refresh) = (false, false);
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                self.has_alt |= *name == b"alt";
            }
            CallbackEvent::AttributeValue { value } => self.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                self.scanned.image_without_alt |= self.element == b"img" && !self.has_alt;
            }
            _ => {}
        }
    }

    fn value(&mut self, value: &[u8]) {
        let text = || String::from_utf8_lossy(value).trim().to_owned();
        match (self.element.as_slice(), self.attribute.as_slice()) {
            (_, b"id") | (b"a", b"name") => self.scanned.ids.push(text()),
            (b"a" | b"area" | b"link" | b"use" | b"image", b"href" | b"xlink:href")
            | (b"img" | b"script" | b"source" | b"iframe" | b"audio" | b"video" | b"embed", b"src")
            | (b"form", b"action") => self.scanned.links.push(text()),
            (b"img" | b"source", b"srcset") => {
                let text = text();
                let addresses = text.split(',').filter_map(|candidate| candidate.split_whitespace().next());
                self.scanned.links.extend(addresses.map(str::to_owned));
            }
            (b"meta", b"http-equiv") => self.is_refresh = value.eq_ignore_ascii_case(b"refresh"),
            (b"meta", b"content") if self.is_refresh => {
                let text = text();
                if let Some((_, address)) = text.split_once('=') {
                    self.scanned.links.push(address.trim().to_owned());
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_ids_are_found_in_any_form_of_html() {
        let html = "<!doctype html><HTML><head><link rel=stylesheet href=/a.css><meta http-equiv=refresh content='0; url=/b/'>\
            <script src=\"/c.js\">if (a < b) { \"<a href='/no/'>\" }</script><style>a[href=\"/no/\"] {}</style></head>\
            <body ID=top><!-- <a href=/no/> --><a name=old href='/d/?x=1&amp;y=2#e'>f</a><A\nHREF = \"/g/\"\n>h</A>\
            <img src=/i.svg alt><img srcset=\"/j.png 1x, /k.png 2x\" alt=''><form action=/l/></form>\
            <svg><use href=\"#m\"/></svg><textarea><a href=/no/></textarea><p id=\"\" class=id>";
        let wanted = ["/a.css", "/b/", "/c.js", "/d/?x=1&y=2#e", "/g/", "/i.svg", "/j.png", "/k.png", "/l/", "#m"];
        assert_eq!(
            scan(html.as_bytes()),
            Scanned {
                ids: vec!["top".to_owned(), "old".to_owned()],
                links: wanted.map(str::to_owned).to_vec(),
                image_without_alt: false
            }
        );
    }

    #[test]
    fn an_image_without_alt_is_seen() {
        assert!(scan(b"<img src=a.svg>").image_without_alt);
        assert!(scan(b"<img alt=b src=a.svg><img src=c.svg /><p alt=d>").image_without_alt);
        assert!(!scan(b"<img alt src=a.svg>").image_without_alt);
    }
}

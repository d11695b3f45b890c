//! What a browser may do on the pages of a site: the Content-Security-Policy of every page, and the headers of `_headers`.
//!
//! Nothing of another host is loaded, no script and no style that stands on a page itself works, and a form is sent to this site and to
//! where a block of the publisher sends it. So a text that slipped through as HTML could still do nothing.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::Renderer;
use crate::link::Site;
use crate::plan::{Output, SitePath};

/// The folder of what other sites may show in a frame.
const EMBEDDED: &str = "embed";

/// What every file is sent with, besides the policy.
const HEADERS: [(&str, &str); 4] = [
    // A file is what its type says; no browser guesses.
    ("X-Content-Type-Options", "nosniff"),
    // Other sites are told from which host a reader comes, and not which job they looked at.
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// The Content-Security-Policy of every page. Says nothing of frames around the page, which an element of the page cannot.
pub(super) fn policy(site: &Site) -> String {
    let forms = site.blocks.iter().filter_map(|block| block.form.as_ref());
    // A policy names hosts, and leaves out paths: a service may answer a form with a redirect to another path of its host.
    let hosts: BTreeSet<String> = forms.map(|form| form.action.origin()).filter(|host| is_expressible(host)).collect();
    let mut policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
                      connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
        .to_owned();
    for host in hosts {
        write!(policy, " {host}").expect("writing to a string does not fail");
    }
    policy
}

/// Whether a policy can name an origin: its host has letters, digits, `-` and `.` only, so that it cannot end the list in which it stands.
fn is_expressible(origin: &str) -> bool {
    origin.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b':' | b'/'))
}

/// `_headers`, for hosts that read it: the policy, and what else protects readers and spares their line.
///
/// Where several rules match a path, some hosts join the values of a header and others take the last. The rules say the same in both
/// cases: the rule of a folder repeats the policy whole, and no other header stands in two rules that match one path.
pub(super) fn headers(renderer: &Renderer<'_>) -> Vec<u8> {
    let Renderer { corpus, plan, .. } = renderer;
    let policy = policy(&corpus.site);
    let root = plan.urls.href(&SitePath::root());
    let mut out = format!("{root}*\n  Content-Security-Policy: {policy}\n");
    for (name, value) in HEADERS {
        writeln!(out, "  {name}: {value}").expect("writing to a string does not fail");
    }
    // The name of a file there holds a digest of its bytes.
    writeln!(out, "\n{root}assets/*\n  Cache-Control: public, max-age=31536000, immutable")
        .expect("writing to a string does not fail");
    for rule in framed_by_nobody(renderer) {
        writeln!(out, "\n{rule}\n  Content-Security-Policy: {policy}; frame-ancestors 'none'")
            .expect("writing to a string does not fail");
    }
    out.into_bytes()
}

/// The rules for the pages that no other site may show in a frame: the first page, single files, and one for each folder at the root.
fn framed_by_nobody(renderer: &Renderer<'_>) -> BTreeSet<String> {
    let urls = &renderer.plan.urls;
    let pages = renderer.plan.outputs().iter().filter(|(_, output)| matches!(output, Output::Page(_)));
    let rules = pages.filter_map(|(path, _)| match path.as_str().split_once('/') {
        Some((EMBEDDED, _)) => None,
        Some((folder, _)) => Some(format!("{}*", urls.href(&SitePath::folder(&[folder])))),
        None => Some(urls.href(path)),
    });
    rules.collect()
}

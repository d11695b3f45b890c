//! Static files under names that change with their contents, so that a browser may keep them for ever.
//!
//! `css/site.css` becomes `assets/css/site.4f2a9c1d0b.css`. References between static files are rewritten to the new
//! names, as relative addresses, so that they hold wherever the site stands. This module reads and writes no file.
//!
//! Rewritten are, in CSS, `url(…)`, the strings of `image-set(…)` and `@import "…"`; in JavaScript, `import` and
//! `export` with `from`, `import "…"`, `import("…")` and `new URL("…", import.meta.url)`. Anything else (an address put
//! together while a script runs, a source map, a reference in SVG or JSON) keeps the name that its author wrote.
//! Addresses with a scheme, those that begin with `/` or `#`, and bare module names are left alone.

mod css;
mod cycles;
mod js;
mod reference;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostic::{self, Code, Diagnostic, HINTED, Place, did_you_mean};
use reference::{Reference, Target};

/// The folder of the site in which all static files lie.
const FOLDER: &str = "assets";

/// The most problems that are told of one file.
const MOST_PROBLEMS: usize = 1_000;

/// Letters of a fingerprint: 40 bits, so that two contents of one file get one name once in a million millions.
const FINGERPRINT_LETTERS: usize = 10;

/// A static file as its author wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// Its logical path, with `/` between its parts: `css/site.css`.
    pub path: String,
    /// The file for diagnostics: `static/css/site.css`.
    pub source: String,
    /// Its contents.
    pub bytes: Cow<'static, [u8]>,
}

/// A static file as the site holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its logical path: `css/site.css`.
    pub path: String,
    /// Its path in the site: `assets/css/site.4f2a9c1d0b.css`.
    pub output: String,
    /// Its contents, with the references rewritten.
    pub bytes: Vec<u8>,
}

/// The static files of a site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets(Vec<Asset>);

/// A reference whose target is known.
struct Link {
    /// The address in the referring file.
    range: Range<usize>,
    /// Number of the file that is meant.
    target: usize,
    reference: Reference,
}

impl Assets {
    /// Names the files by their contents and rewrites the references between them.
    ///
    /// A fingerprint is the first ten hexadecimal digits of the BLAKE3 digest of the rewritten contents, so a changed
    /// image changes the name of the style sheet that shows it. Files that refer to each other in a circle cannot be
    /// named by their rewritten contents: all files of a circle have one fingerprint, over the contents of all of them,
    /// in which references within the circle stand as logical paths.
    ///
    /// A reference to a file that is not there is a problem, and stays as it was written. The result does not depend on the
    /// order of the files; of files with one path the first by source is taken.
    pub fn build(mut files: Vec<StaticFile>) -> (Self, Vec<Diagnostic>) {
        files.sort_by(|a, b| (&a.path, &a.source, &a.bytes).cmp(&(&b.path, &b.source, &b.bytes)));
        files.dedup_by(|later, first| later.path == first.path);
        let (links, problems): (Vec<_>, Vec<_>) = files.par_iter().map(|file| links_of(file, &files)).unzip();
        let mut problems: Vec<Diagnostic> = problems.into_iter().flatten().collect();
        diagnostic::sort(&mut problems);

        let edges: Vec<Vec<usize>> = links.iter().map(|links| links.iter().map(|link| link.target).collect()).collect();
        let mut outputs = vec![String::new(); files.len()];
        for group in cycles::groups(&edges) {
            let fingerprint = fingerprint(&group, &files, &links, &outputs);
            for member in group {
                outputs[member] = output_path(&files[member].path, &fingerprint);
            }
        }
        let bytes: Vec<Vec<u8>> = (files.par_iter().zip(&links).enumerate())
            .map(|(number, (file, links))| {
                rewritten(&file.bytes, links, |link| link.reference.rewrite(&outputs[number], &outputs[link.target]))
            })
            .collect();
        let assets = files
            .into_iter()
            .zip(outputs)
            .zip(bytes)
            .map(|((StaticFile { path, source: _, bytes: _ }, output), bytes)| Asset { path, output, bytes })
            .collect();
        (Self(assets), problems)
    }

    /// The path in the site of a file, by its logical path.
    pub fn output(&self, logical: &str) -> Option<&str> {
        let found = self.0.binary_search_by(|asset| asset.path.as_str().cmp(logical)).ok()?;
        Some(&self.0[found].output)
    }

    /// Every file, sorted by its logical path.
    pub fn iter(&self) -> impl Iterator<Item = &Asset> {
        self.0.iter()
    }
}

/// The references of a file to others of the site, and those to files that are not there.
fn links_of(file: &StaticFile, files: &[StaticFile]) -> (Vec<Link>, Vec<Diagnostic>) {
    let extension = file.path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let mentions = match extension.as_deref() {
        Some("css") => css::mentions(&file.bytes),
        Some("js" | "mjs") => js::mentions(&file.bytes),
        _ => Vec::new(),
    };
    let (mut links, mut problems) = (Vec::new(), Vec::new());
    for mention in mentions {
        let Some((target, reference)) = mention.resolve(&file.path) else { continue };
        let found = match &target {
            Target::Inside(path) => files.binary_search_by(|file| file.path.as_str().cmp(path)).ok(),
            Target::Outside(_) => None,
        };
        match found {
            Some(target) => links.push(Link { range: mention.range, target, reference }),
            None if problems.len() < MOST_PROBLEMS => {
                let known = if problems.len() < HINTED { files } else { &[] };
                problems.push(missing(file, mention.range, &target, known));
            }
            None => {}
        }
    }
    (links, problems)
}

fn missing(file: &StaticFile, range: Range<usize>, target: &Target, files: &[StaticFile]) -> Diagnostic {
    let message = match target {
        Target::Inside(path) => {
            let known = files.iter().map(|file| file.path.as_str());
            format!("no static file is named `{path}`{}", did_you_mean(path, known))
        }
        Target::Outside(address) => format!("`{address}` leads out of the static files"),
    };
    Diagnostic::new(Code::StaticReference, file.source.as_str(), Place::Bytes(range), message)
        .help("a reference is relative to the file in which it stands")
}

/// The fingerprint of a file, or of all files of a circle; what they refer to outside of it has its output path already.
fn fingerprint(group: &[usize], files: &[StaticFile], links: &[Vec<Link>], outputs: &[String]) -> String {
    let mut hasher = blake3::Hasher::new();
    let circular = group.len() > 1 || links[group[0]].iter().any(|link| link.target == group[0]);
    for &member in group {
        // The output's folder does not depend on the fingerprint, and nothing else of it matters to a relative address.
        let own = output_path(&files[member].path, "");
        let bytes = rewritten(&files[member].bytes, &links[member], |link| {
            if group.contains(&link.target) {
                files[link.target].path.clone()
            } else {
                link.reference.rewrite(&own, &outputs[link.target])
            }
        });
        if circular {
            let path = &files[member].path;
            hasher.update(format!("{}:{path}{}:", path.len(), bytes.len()).as_bytes());
        }
        hasher.update(&bytes);
    }
    hasher.finalize().to_hex()[..FINGERPRINT_LETTERS].to_owned()
}

/// A file's bytes with another address in the place of each link.
fn rewritten(bytes: &[u8], links: &[Link], address: impl Fn(&Link) -> String) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() + links.len() * 16);
    let mut done = 0;
    for link in links {
        out.extend_from_slice(&bytes[done..link.range.start]);
        out.extend_from_slice(address(link).as_bytes());
        done = link.range.end;
    }
    out.extend_from_slice(&bytes[done..]);
    out
}

/// `assets/css/site.4f2a9c1d0b.css` for `css/site.css`: the fingerprint stands before the last extension, if there is one.
fn output_path(path: &str, fingerprint: &str) -> String {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => {
            let (stem, extension) = path.split_at(name + dot);
            format!("{FOLDER}/{stem}.{fingerprint}{extension}")
        }
        _ => format!("{FOLDER}/{path}.{fingerprint}"),
    }
}

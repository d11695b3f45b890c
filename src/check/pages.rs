//! The links of the finished pages. All pages are rendered, in parallel, and each is forgotten when it is read: what is kept of it are the
//! digests of its ids, and the links that lead to other pages' places.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::Warnings;
use super::blame::{Blamed, blame};
use super::scan::{Scanned, scan};
use crate::build::{BuildError, Site, once_per_place};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::plan::{Output, SitePath};
use crate::render::OutputError;
use crate::render::Renderer;
use crate::source::ReadError;

pub(super) fn check(site: &Site, renderer: &Renderer<'_>, warnings: &mut Warnings<'_>) -> Result<(), BuildError> {
    let outputs = site.plan.outputs();
    let map = Map::of(site);
    let read = outputs.par_iter().enumerate().fold(Read::default, |mut read, (at, (path, output))| {
        if let Output::Page(_) | Output::Redirect(_) = output {
            match site.bytes(renderer, path, *output) {
                Ok(html) => {
                    let html = String::from_utf8(html).expect("pages are rendered from text");
                    read.page(&map, at, path, scan(&html));
                }
                Err(OutputError::Fault(fault)) => read.faults.push(*fault),
                Err(OutputError::Read(error)) => read.errors.push(error),
            }
        }
        read
    });
    let Read { ids, missing, anchors, images, mut faults, errors } = read.reduce(Read::default, Read::and);
    if let Some(error) = errors.into_iter().next() {
        return Err(error.into());
    }
    if !faults.is_empty() {
        once_per_place(&mut faults);
        return Err(BuildError::Faults(site.locate(faults)?));
    }
    let others = |page: usize| {
        let is_other = move |(at, path): &(usize, &str)| *at != page && !path.is_empty();
        outputs.iter().map(|(path, _)| path.as_str()).enumerate().filter(is_other).map(|(_, path)| path)
    };
    let template = |at: usize| match outputs[at].1 {
        Output::Page(page) => page.template(),
        _ => "redirect.html",
    };
    // A template that makes an address wrong makes it wrong on all of its pages, each time another one.
    let folder = |missing: &Missing, seen: &Seen| {
        let path = missing.path.trim_end_matches('/');
        (template(seen.page), path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned()))
    };
    let by = |Missing { href, path }: &Missing, seen: &Seen| blame(site, seen.page, &forms(href, path, None));
    for Broken { link: Missing { href, path }, seen, blamed, more } in broken(missing, by, folder)? {
        let hint = match map.paths.contains_key(path.as_str()) {
            // The link forgets the path under which the site stands.
            true => format!("; did you mean `{}`?", site.plan.urls.href(&SitePath::file(&path))),
            false => {
                nearest(&path, others(seen.page)).map(|path| format!("; did you mean `/{path}`?")).unwrap_or_default()
            }
        };
        let message = format!("{} to `{href}`, which does not exist{hint}{}", seen.links(site), more_like_it(more));
        let help = "correct the link, or make the page that it leads to";
        warnings.found.push(blamed.diagnostic(Code::PageLink, message).help(help));
    }
    let is_there =
        |target: usize, fragment: &str| ids.get(&target).is_none_or(|ids| ids.binary_search(&digest(fragment)).is_ok());
    let mut anchors = anchors;
    anchors.retain(|Anchor { target, fragment, .. }, _| !is_there(*target, fragment));
    let kinds = |anchor: &Anchor, seen: &Seen| (template(seen.page), template(anchor.target));
    let by = |Anchor { target, fragment, href }: &Anchor, seen: &Seen| {
        blame(site, seen.page, &forms(href, outputs[*target].0.as_str(), Some(fragment)))
    };
    for Broken { link: Anchor { target, fragment, href }, seen, blamed, more } in broken(anchors, by, kinds)? {
        let path = outputs[target].0.as_str();
        let message = format!(
            "{} to `{href}`, but `/{path}` has no place named `{fragment}`{}",
            seen.links(site),
            more_like_it(more)
        );
        let help = "correct what stands behind `#`, or give the place its id";
        warnings.found.push(blamed.diagnostic(Code::PageAnchor, message).help(help));
    }
    if let Some(seen) = images {
        let message = format!("{} an image without `alt`", seen.has(site));
        let blamed = blame(site, seen.page, &["<img".to_owned()])?;
        let help = "write `alt` with what the image shows, or empty where it shows nothing that the text does not say";
        warnings.found.push(blamed.diagnostic(Code::MissingAltText, message).help(help));
    }
    Ok(())
}

/// The forms in which a file may write a link, the most likely first.
fn forms(href: &str, path: &str, fragment: Option<&str>) -> Vec<String> {
    let anchor = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    let mut forms = vec![href.to_owned(), format!("/{path}{anchor}")];
    if !path.is_empty() || href.starts_with('#') {
        forms.push(format!("{path}{anchor}"));
    }
    if fragment.is_some() {
        forms.push(anchor);
    }
    forms
}

/// Where something was seen first, and how often.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// The position of the output.
    page: usize,
    pages: usize,
}

impl Seen {
    fn and(self, other: Self) -> Self {
        Self { page: self.page.min(other.page), pages: self.pages + other.pages }
    }

    fn who(&self, site: &Site) -> String {
        let page = &site.plan.outputs()[self.page].0;
        match self.pages - 1 {
            0 => format!("the page `/{page}`"),
            1 => format!("the page `/{page}` and 1 more"),
            more => format!("the page `/{page}` and {more} more"),
        }
    }

    fn links(&self, site: &Site) -> String {
        format!("{} {}", self.who(site), if self.pages == 1 { "links" } else { "link" })
    }

    fn has(&self, site: &Site) -> String {
        format!("{} {}", self.who(site), if self.pages == 1 { "has" } else { "have" })
    }
}

/// A link to a page that does not exist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Missing {
    href: String,
    /// Where it leads, below the site's root.
    path: String,
}

/// A link to a place of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Anchor {
    target: usize,
    fragment: String,
    href: String,
}

/// A link that leads nowhere, and who wrote it.
struct Broken<K> {
    link: K,
    seen: Seen,
    blamed: Blamed,
    /// How many others of its kind it stands for.
    more: usize,
}

/// So many links of a kind are reported each by itself; of more only the first is.
const EACH: usize = 3;

/// What was found, sorted; links that templates make are joined by their kind where there are many.
fn broken<K: Ord, G: Eq + Hash>(
    found: HashMap<K, Seen>,
    blame: impl Fn(&K, &Seen) -> Result<Blamed, ReadError>,
    kind: impl Fn(&K, &Seen) -> G,
) -> Result<Vec<Broken<K>>, ReadError> {
    let mut found: Vec<(K, Seen)> = found.into_iter().collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut all = Vec::new();
    let mut of_kind: HashMap<G, Vec<usize>> = HashMap::new();
    for (link, seen) in found {
        let blamed = blame(&link, &seen)?;
        if !blamed.is_content() {
            of_kind.entry(kind(&link, &seen)).or_default().push(all.len());
        }
        all.push(Some(Broken { link, seen, blamed, more: 0 }));
    }
    for positions in of_kind.values().filter(|positions| positions.len() > EACH) {
        let (first, others) = positions.split_first().expect("a kind has members");
        if let Some(first) = &mut all[*first] {
            first.more = others.len();
        }
        for other in others {
            all[*other] = None;
        }
    }
    Ok(all.into_iter().flatten().collect())
}

fn more_like_it(more: usize) -> String {
    if more == 0 { String::new() } else { format!("; {more} more links like it lead nowhere") }
}

fn digest(id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    id.hash(&mut hasher);
    hasher.finish()
}

/// What is kept of the pages that are read.
#[derive(Default)]
struct Read {
    /// The digests of each page's ids, sorted. Redirects have none: what is behind `#` goes on to the new address.
    ids: HashMap<usize, Vec<u64>>,
    missing: HashMap<Missing, Seen>,
    anchors: HashMap<Anchor, Seen>,
    images: Option<Seen>,
    faults: Vec<Diagnostic>,
    errors: Vec<ReadError>,
}

impl Read {
    fn page(&mut self, map: &Map<'_>, at: usize, path: &SitePath, scanned: Scanned<'_>) {
        let Scanned { ids, mut links, image_without_alt } = scanned;
        let seen = Seen { page: at, pages: 1 };
        let mut digests: Vec<u64> = ids.iter().map(|id| digest(id)).collect();
        digests.sort_unstable();
        links.sort_unstable();
        links.dedup();
        for href in links {
            match map.follow(at, path, &href) {
                Leads::Outside | Leads::To(_, None) => {}
                Leads::Nowhere(path) => note(&mut self.missing, Missing { href: href.into_owned(), path }, seen),
                Leads::To(target, Some(fragment)) => {
                    // Most places are those of the page itself.
                    if target != at || digests.binary_search(&digest(&fragment)).is_err() {
                        note(&mut self.anchors, Anchor { target, fragment, href: href.into_owned() }, seen);
                    }
                }
            }
        }
        if map.is_page(at) {
            self.ids.insert(at, digests);
        }
        if image_without_alt {
            self.images = Some(self.images.map_or(seen, |before| before.and(seen)));
        }
    }

    fn and(mut self, other: Self) -> Self {
        let Self { ids, missing, anchors, images, faults, errors } = other;
        self.ids.extend(ids);
        for (missing, seen) in missing {
            note(&mut self.missing, missing, seen);
        }
        for (anchor, seen) in anchors {
            note(&mut self.anchors, anchor, seen);
        }
        self.images = match (self.images, images) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        self.faults.extend(faults);
        self.errors.extend(errors);
        self
    }
}

fn note<K: Eq + Hash>(found: &mut HashMap<K, Seen>, key: K, seen: Seen) {
    match found.entry(key) {
        Entry::Occupied(mut entry) => *entry.get_mut() = entry.get().and(seen),
        Entry::Vacant(entry) => {
            entry.insert(seen);
        }
    }
}

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
enum Leads {
    /// To another site, or to what is no page.
    Outside,
    /// To a path of the site at which nothing is.
    Nowhere(String),
    /// To an output, and to a place in it.
    To(usize, Option<String>),
}

/// The outputs of a site by their paths.
struct Map<'a> {
    site: &'a Site,
    base: url::Url,
    paths: HashMap<&'a str, usize>,
}

impl<'a> Map<'a> {
    fn of(site: &'a Site) -> Self {
        let paths = site.plan.outputs().iter().enumerate().map(|(at, (path, _))| (path.as_str(), at)).collect();
        let base = url::Url::parse(site.plan.urls.base()).expect("the base of a planned site is an address");
        Self { site, base, paths }
    }

    fn is_page(&self, at: usize) -> bool {
        matches!(self.site.plan.outputs()[at].1, Output::Page(_))
    }

    /// Follows a link of the output at a position.
    fn follow(&self, at: usize, path: &SitePath, href: &str) -> Leads {
        let (address, fragment) = match href.split_once('#') {
            Some((address, fragment)) => (address, fragment),
            None => (href, ""),
        };
        // A part of a text is looked for by the browser, and the top of a page needs no id.
        let fragment = percent_decode_str(fragment).decode_utf8_lossy().into_owned();
        let fragment = Some(fragment).filter(|name| !name.is_empty() && name != "top" && !name.starts_with(":~:"));
        if address.is_empty() {
            return Leads::To(at, fragment);
        }
        let joined = match address.strip_prefix('/') {
            // The most usual form needs no parser.
            Some(rest) if !rest.starts_with('/') && !rest.contains("./") => {
                address.split('?').next().map(str::to_owned)
            }
            _ => self.joined(path, address),
        };
        let Some(absolute) = joined else { return Leads::Outside };
        let below = absolute.strip_prefix(self.base.path());
        let decode = |path: &str| percent_decode_str(path).decode_utf8_lossy().into_owned();
        let Some(below) = below.map(decode) else {
            // On the same host another site may stand beside this one, unless the page is one of this site.
            let bare = decode(absolute.trim_start_matches('/'));
            return if self.paths.contains_key(bare.as_str()) { Leads::Nowhere(bare) } else { Leads::Outside };
        };
        let name = below
            .strip_suffix("index.html")
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .unwrap_or(&below);
        match self.paths.get(name).or_else(|| self.paths.get(below.as_str())) {
            Some(target) if self.is_page(*target) => Leads::To(*target, fragment),
            Some(target) => Leads::To(*target, None),
            None => Leads::Nowhere(below),
        }
    }

    /// The path of an address in any form that is on the site's host.
    fn joined(&self, path: &SitePath, address: &str) -> Option<String> {
        let page = url::Url::parse(&self.site.plan.urls.absolute(path)).ok()?;
        let url = page.join(address).ok()?;
        let is_own = matches!(url.scheme(), "http" | "https")
            && url.host() == self.base.host()
            && url.port_or_known_default() == self.base.port_or_known_default();
        is_own.then(|| url.path().to_owned())
    }
}

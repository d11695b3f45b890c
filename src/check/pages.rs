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
use crate::build::{BuildError, OutputError, Site, once_per_place};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::plan::{Output, SitePath};
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
    for Group { first: Missing { href, path }, seen, more } in grouped(missing, folder) {
        let hint = match map.paths.contains_key(path.as_str()) {
            // The link forgets the path under which the site stands.
            true => format!("; did you mean `{}`?", site.plan.urls.href(&SitePath::file(&path))),
            false => {
                nearest(&path, others(seen.page)).map(|path| format!("; did you mean `/{path}`?")).unwrap_or_default()
            }
        };
        let message = format!("{} to `{href}`, which does not exist{hint}{}", seen.links(site), more_like_it(more));
        warnings.found.push(finding(site, Code::PageLink, &seen, &href, &path, None, message)?);
    }
    let is_there =
        |target: usize, fragment: &str| ids.get(&target).is_none_or(|ids| ids.binary_search(&digest(fragment)).is_ok());
    let mut anchors = anchors;
    anchors.retain(|Anchor { target, fragment, .. }, _| !is_there(*target, fragment));
    let kinds = |anchor: &Anchor, seen: &Seen| (template(seen.page), template(anchor.target));
    for Group { first: Anchor { target, fragment, href }, seen, more } in grouped(anchors, kinds) {
        let path = outputs[target].0.as_str();
        let message = format!(
            "{} to `{href}`, but `/{path}` has no place named `{fragment}`{}",
            seen.links(site),
            more_like_it(more)
        );
        warnings.found.push(finding(site, Code::PageAnchor, &seen, &href, path, Some(&fragment), message)?);
    }
    if let Some(seen) = images {
        let message = format!("{} an image without `alt`", seen.has(site));
        let Blamed { file, place } = blame(site, seen.page, &["<img"])?;
        let help = "write `alt` with what the image shows, or empty where it shows nothing that the text does not say";
        warnings.found.push(Diagnostic::new(Code::MissingAltText, file, place, message).help(help));
    }
    Ok(())
}

fn finding(
    site: &Site,
    code: Code,
    seen: &Seen,
    href: &str,
    path: &str,
    fragment: Option<&str>,
    message: String,
) -> Result<Diagnostic, ReadError> {
    let anchor = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    let of_site = format!("/{path}{anchor}");
    let mut words = vec![href, of_site.as_str()];
    if !path.is_empty() || href.starts_with('#') {
        words.push(of_site.trim_start_matches('/'));
    }
    words.extend(fragment.is_some().then_some(anchor.as_str()));
    let Blamed { file, place } = blame(site, seen.page, &words)?;
    let help = match fragment {
        Some(_) => "correct what stands behind `#`, or give the place its id",
        None => "correct the link, or make the page that it leads to",
    };
    Ok(Diagnostic::new(code, file, place, message).help(help))
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

/// Links of one kind of which one is reported.
struct Group<K> {
    first: K,
    seen: Seen,
    /// How many others it stands for.
    more: usize,
}

/// So many links of a kind are reported each by itself; of more only the first is.
const EACH: usize = 3;

/// What was found, sorted, and joined by its kind where that is long.
fn grouped<K: Ord, G: Eq + Hash>(found: HashMap<K, Seen>, kind: impl Fn(&K, &Seen) -> G) -> Vec<Group<K>> {
    let mut found: Vec<(K, Seen)> = found.into_iter().collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut sizes: HashMap<G, usize> = HashMap::new();
    for (key, seen) in &found {
        *sizes.entry(kind(key, seen)).or_default() += 1;
    }
    let mut groups = Vec::new();
    for (first, seen) in found {
        // A size of nothing says that the first of a long kind stands for this one.
        let size = sizes.get_mut(&kind(&first, &seen)).expect("every kind was counted");
        match *size {
            0 => continue,
            few if few <= EACH => groups.push(Group { first, seen, more: 0 }),
            many => {
                *size = 0;
                groups.push(Group { first, seen, more: many - 1 });
            }
        }
    }
    groups
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

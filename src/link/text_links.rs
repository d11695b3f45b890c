use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use hashbrown::HashMap;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::bodies::Bodies;
use super::corpus::{Article, Card, PathLink, Registry, Relations, ReportId, Target};
use super::names::{Kind, Names};
use super::sections::{Linked, has_data};
use crate::diagnostic::{Code, Diagnostic, did_you_mean, nearest};
use crate::markdown::{LinkKind, Outline};
use crate::model::site::Section;
use crate::parse::{Drafts, METHODOLOGY_IDS, SITE_FILE, TextLink};
use crate::source::{Layer, ReadError};

/// What links can lead to, by path from the root.
#[derive(Debug)]
pub(super) struct Targets {
    by_path: HashMap<String, Target>,
    /// The files of articles and pages, in the order of the corpus.
    writings: Vec<String>,
}

impl Targets {
    /// The targets of a site; those of before, where the articles and pages are the same too.
    pub fn of(drafts: &Drafts, articles: &[Article], before: Option<&Arc<Self>>) -> Arc<Self> {
        let articles = || articles.iter().map(|article| &article.page.file);
        let writings: Vec<String> = articles().chain(drafts.pages.iter().map(|page| &page.file)).cloned().collect();
        match before {
            Some(before) if before.writings == writings => Arc::clone(before),
            _ => Arc::new(Self { by_path: by_path(drafts, articles()), writings }),
        }
    }

    /// Where a link in a file leads: its target and its anchor.
    pub fn follow(&self, file: &str, link: &str) -> Option<(Target, Option<String>)> {
        let (path, anchor) = split(link);
        let named = if path.is_empty() { file.to_owned() } else { resolve(file, &path)? };
        if let Some(name) = named.strip_prefix("static/") {
            return Some((Target::Static(name.to_owned()), anchor));
        }
        self.by_path.get(&named).cloned().map(|target| (target, anchor))
    }
}

fn by_path<'a>(drafts: &Drafts, articles: impl Iterator<Item = &'a String>) -> HashMap<String, Target> {
    let mut targets = HashMap::new();
    for (position, file) in drafts.occupations.iter().enumerate() {
        let target = Target::Report(ReportId::at(position));
        targets.insert(format!("content/occupations/{}.md", file.slug), target.clone());
        targets.insert(file.file.clone(), target);
    }
    for (position, file) in articles.enumerate() {
        targets.insert(file.clone(), Target::Article(position));
    }
    for (position, file) in drafts.pages.iter().enumerate() {
        targets.insert(file.file.clone(), Target::Page(position));
    }
    for (name, registry) in
        [("tools", Registry::Tools), ("industries", Registry::Industries), ("sources", Registry::Sources)]
    {
        targets.insert(format!("content/{name}.yaml"), Target::Registry(registry));
    }
    targets
}

/// Checks the links of all texts. Gives those to paths of the site and to static files, which are checked when
/// all pages and files are known.
pub(super) fn check(linked: &Site<'_>, targets: &Targets, names: &mut Names) -> Result<Vec<PathLink>, ReadError> {
    let drafts = linked.drafts;
    let anchors = Anchors::of(linked);
    let check = |file: &str, links: &[TextLink]| check_text(file, links, drafts, targets, &anchors, names);
    let mut found: Vec<Links> = drafts
        .occupations
        .par_iter()
        .map(|file| check(&file.file, &file.draft.facts()?.1))
        .chain(drafts.analyses.par_iter().map(|file| check(&file.file, &file.text.facts()?)))
        .collect::<Result<_, ReadError>>()?;
    for file in drafts.articles.iter().chain(&drafts.pages) {
        found.push(check(&file.file, &file.body.links)?);
    }
    found.push(check(SITE_FILE, &drafts.site_links)?);
    let mut path_links = Vec::new();
    for Links { to_paths, faults } in found {
        path_links.extend(to_paths);
        names.faults(&faults);
    }
    Ok(path_links)
}

/// What was found of the links of a text.
#[derive(Default)]
struct Links {
    to_paths: Vec<PathLink>,
    faults: Vec<Diagnostic>,
}

fn check_text(
    file: &str,
    links: &[TextLink],
    drafts: &Drafts,
    targets: &Targets,
    anchors: &Anchors<'_>,
    names: &Names,
) -> Result<Links, ReadError> {
    let mut found = Links::default();
    for link in links {
        let path = match link.target.strip_prefix('/') {
            Some(path) => Some(format!("/{}", split(path).0)),
            None => match targets.follow(file, &link.target) {
                Some((Target::Static(name), _)) => Some(format!("static/{name}")),
                _ => None,
            },
        };
        match path {
            Some(path) => found.to_paths.push(PathLink { file: file.to_owned(), place: link.place.clone(), path }),
            None => found.faults.extend(check_link(file, link, drafts, targets, anchors, names)?),
        }
    }
    Ok(found)
}

fn check_link(
    file: &str,
    link: &TextLink,
    drafts: &Drafts,
    targets: &Targets,
    anchors: &Anchors<'_>,
    names: &Names,
) -> Result<Option<Diagnostic>, ReadError> {
    let fault = |code: Code, message: String| Diagnostic::new(code, file, link.place.clone(), message);
    let Some((target, anchor)) = targets.follow(file, &link.target) else {
        let (path, _) = split(&link.target);
        let named = resolve(file, &path).unwrap_or_default();
        let occupation = named
            .strip_prefix("content/occupations/")
            .and_then(|name| name.rsplit_once('.'))
            .map(|(stem, _)| stem)
            .unwrap_or_default();
        if drafts.unreadable_files.contains(&named)
            || drafts.unreadable_occupations.iter().any(|slug| slug.as_str() == occupation)
        {
            return Ok(None);
        }
        let draft = names.is_left_out(Kind::File, &named) || names.is_left_out(Kind::Occupation, occupation);
        if draft {
            return Ok(Some(
                fault(Code::BrokenLink, format!("the link leads to the draft `{named}`"))
                    .help("remove `draft: true` there, build with `--drafts`, or remove the link"),
            ));
        }
        if let (written, Layer::Imported) = Layer::of(&named)
            && targets.by_path.contains_key(&written)
        {
            return Ok(Some(
                fault(Code::BrokenLink, format!("the link leads to `{named}`, which is only what was imported"))
                    .help(format!("name the report or table as if you had written it: `{written}`, seen from here")),
            ));
        }
        let example = if file.starts_with("content/site") { "pages/about.md" } else { "../pages/about.md" };
        let help = format!(
            "link to a file of the site, relative to this one, such as `{example}`; or to a path of the site, such as `/rankings/`"
        );
        if named.is_empty() {
            return Ok(Some(
                fault(Code::BrokenLink, format!("the link leads out of the site's folder: `{path}`")).help(help),
            ));
        }
        let message =
            format!("the link leads to `{named}`, which does not exist{}", nearest_file(&named, file, targets));
        return Ok(Some(fault(Code::BrokenLink, message).help(help)));
    };
    if link.kind == LinkKind::Image && !matches!(target, Target::Static(_)) {
        return Ok(Some(
            fault(Code::BrokenLink, format!("`{}` is not an image", link.target))
                .help("put the image into `static/` and name it from here, such as `../../static/chart.svg`"),
        ));
    }
    let Some(anchor) = anchor else { return Ok(None) };
    let mut known = anchors.of_target(&target)?;
    if known.contains(&anchor) {
        return Ok(None);
    }
    known.sort_unstable();
    Ok(Some(
        fault(
            Code::BrokenAnchor,
            format!(
                "the link's page has no place named `{anchor}`{}",
                did_you_mean(&anchor, known.iter().map(String::as_str))
            ),
        )
        .help(match known.is_empty() {
            true => "remove what stands behind `#`".to_owned(),
            false => format!(
                "its places are {}",
                known.iter().take(40).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
            ),
        }),
    ))
}

/// The file of the site whose name is nearest to that of a file which does not exist, as a question. Folders and endings do not count, and
/// the file in which the link stands is not meant.
fn nearest_file(named: &str, own: &str, targets: &Targets) -> String {
    let stem = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        name.split_once('.').map_or(name, |(stem, _)| stem).to_owned()
    };
    let mut known: Vec<(String, &str)> =
        targets.by_path.keys().filter(|path| *path != own).map(|path| (stem(path), path.as_str())).collect();
    known.sort_unstable();
    nearest(&stem(named), known.iter().map(|(stem, _)| stem.as_str()))
        .and_then(|near| known.iter().find(|(stem, _)| stem == near))
        .map(|(_, path)| format!("; did you mean `{path}`?"))
        .unwrap_or_default()
}

/// What is linked so far of a site.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub site: &'a super::corpus::Site,
    pub drafts: &'a Drafts,
    pub cards: &'a [Arc<Card>],
    pub bodies: &'a Bodies,
    pub relations: &'a [Relations],
    pub articles: &'a [Article],
}

/// The places of pages that links can name.
struct Anchors<'a> {
    linked: Site<'a>,
    registries: [HashSet<&'a str>; 3],
}

impl<'a> Anchors<'a> {
    fn of(linked: &Site<'a>) -> Self {
        let drafts = linked.drafts;
        Self {
            linked: *linked,
            registries: [
                drafts.tools.iter().map(|(id, _)| id.as_str()).collect(),
                drafts.industries.iter().map(|(id, _)| id.as_str()).collect(),
                drafts.sources.iter().map(|(id, _)| id.as_str()).collect(),
            ],
        }
    }

    fn of_target(&self, target: &Target) -> Result<Vec<String>, ReadError> {
        let headings =
            |outline: &Outline| -> Vec<String> { outline.headings.iter().map(|heading| heading.id.clone()).collect() };
        Ok(match target {
            Target::Report(id) => {
                let Site { site, cards, bodies, relations, .. } = self.linked;
                let at = id.position();
                let body = bodies.get(*id)?;
                let linked = Linked { site, card: &cards[at], body: &body, relations: &relations[at] };
                let shown = |section: &&Section| has_data(**section, linked);
                let has = |section: Section| site.sections.contains(&section);
                let sections = site.sections.iter().filter(shown).map(ToString::to_string);
                let analysis = body.analysis.iter().filter(|_| has(Section::Analysis));
                let analysis = analysis.flat_map(|analysis| headings(&analysis.outline));
                let tasks = body.tasks.iter().filter(|_| has(Section::Tasks)).map(|task| format!("task-{}", task.id));
                sections.chain(analysis).chain(tasks).collect()
            }
            Target::Article(position) => headings(&self.linked.articles[*position].page.outline),
            Target::Page(position) => {
                let page = &self.linked.drafts.pages[*position];
                let mut ids = headings(&page.body.outline);
                if page.slug.as_str() == "methodology" {
                    ids.extend(METHODOLOGY_IDS.iter().map(|id| (*id).to_owned()));
                }
                ids
            }
            Target::Registry(registry) => {
                self.registries[*registry as usize].iter().map(|id| (*id).to_owned()).collect()
            }
            Target::Static(_) => Vec::new(),
        })
    }
}

/// A link's path and its anchor, both without percent signs. What stands between `?` and `#` is dropped.
fn split(link: &str) -> (Cow<'_, str>, Option<String>) {
    fn decode(text: &str) -> Cow<'_, str> {
        percent_decode_str(text).decode_utf8_lossy()
    }
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(decode(anchor).into_owned()).filter(|anchor| !anchor.is_empty())),
        None => (link, None),
    };
    (decode(path.split('?').next().unwrap_or(path)), anchor)
}

/// The path from the root of what a file names relative to itself. `None` where it leaves the root.
fn resolve(file: &str, path: &str) -> Option<String> {
    let mut resolved = String::with_capacity(file.len() + path.len());
    resolved.push_str(file.rsplit_once('/').map_or("", |(folder, _)| folder));
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if resolved.is_empty() => return None,
            ".." => resolved.truncate(resolved.rfind('/').unwrap_or(0)),
            part => {
                if !resolved.is_empty() {
                    resolved.push('/');
                }
                resolved.push_str(part);
            }
        }
    }
    Some(resolved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolves_paths_below_the_root_only() {
        assert_eq!(
            resolve("content/articles/a.md", "../occupations/b.yaml").as_deref(),
            Some("content/occupations/b.yaml")
        );
        assert_eq!(resolve("content/articles/a.md", "b.md").as_deref(), Some("content/articles/b.md"));
        assert_eq!(resolve("content/site.yaml", "../../../etc/passwd"), None);
        assert_eq!(resolve("content/site.yaml", "..").as_deref(), Some(""));
        assert_eq!(resolve("content/site.yaml", "../static/./a//b.svg").as_deref(), Some("static/a/b.svg"));
        assert_eq!(resolve("content/site.yaml", "../x/../../y"), None);
    }

    #[test]
    fn splits_path_and_anchor() {
        assert_eq!(split("a%20b.md?x=1#c%C3%A9"), ("a b.md".into(), Some("cé".to_owned())));
        assert_eq!(split("#top"), ("".into(), Some("top".to_owned())));
        assert_eq!(split("a.md#"), ("a.md".into(), None));
    }
}

//! From a corpus to a [`SitePlan`]: every output, its path and its address.
//!
//! The plan is complete, sorted and free of collisions before a byte is rendered. Renders nothing, writes nothing.

mod address;
mod collisions;
mod output;
mod pages;
mod search;

pub use address::{SitePath, Urls};
pub use output::{DataTable, Feed, Output, Page};
pub use pages::{PER_PAGE, PER_PIECE, SITEMAP_LIMIT, Slice};
pub use search::search_shards;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic, FieldPath, HINTED, Place, nearest};
use crate::link::{Corpus, PathLink};
use crate::model::Slug;
use crate::source::SiteFile;

/// Every output of a site.
#[derive(Debug)]
pub struct SitePlan {
    /// Addresses under the site's base.
    pub urls: Urls,
    outputs: Vec<(SitePath, Output)>,
    redirects: Vec<Redirect>,
}

/// A former address and the one that took its place.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The former address.
    pub from: SitePath,
    /// The page now.
    pub to: SitePath,
    /// The file that names the former address, and where in it.
    pub origin: (String, Place),
}

impl SitePlan {
    /// Plans a site.
    ///
    /// # Errors
    /// All addresses that two outputs want, and all links in texts to paths that do not exist.
    pub fn of(corpus: &Corpus, assets: &Assets, root_files: &[SiteFile], urls: Urls) -> Result<Self, Vec<Diagnostic>> {
        let pages = pages::pages(corpus);
        let sitemaps = pages::sitemaps(pages.len());
        let mut outputs: Vec<(SitePath, Output)> =
            pages.into_par_iter().map(|page| (page.path(corpus), Output::Page(page))).collect();
        outputs.extend(corpus.reports().map(|id| (SitePath::report_data(corpus, id), Output::ReportData(id))));
        outputs.extend(pages::shared(corpus));
        outputs.extend(DataTable::ALL.iter().map(|table| (table.path(), Output::Table(*table))));
        outputs.extend(pages::pieces(corpus.count()));
        outputs
            .extend(pages::task_scores(corpus).map(|id| (SitePath::task_scores(corpus, id), Output::TaskScores(id))));
        outputs.extend(Feed::ALL.iter().map(|feed| (feed.path(), Output::Feed(*feed))));
        outputs.extend(sitemaps);
        outputs.push((SitePath::file("robots.txt"), Output::Robots));
        outputs.push((SitePath::file("llms.txt"), Output::Llms));
        outputs.push((SitePath::file("_headers"), Output::Headers));
        outputs.push((Output::search_manifest(), Output::SearchManifest));
        outputs.extend(
            (0..search_shards(corpus)).map(|number| (Output::search_shard(number), Output::SearchShard(number))),
        );
        outputs.extend(assets.iter().enumerate().map(|(at, asset)| (SitePath::file(&asset.output), Output::Asset(at))));
        let redirects = redirects(corpus);
        if !redirects.is_empty() {
            outputs.push((SitePath::file("_redirects"), Output::Redirects));
        }
        for (at, redirect) in redirects.iter().enumerate() {
            outputs.push((redirect.from.clone(), Output::Redirect(at)));
        }
        // A file of the publisher's own wins over one that is made; over a page it is a collision.
        let own: BTreeMap<String, usize> =
            root_files.iter().enumerate().map(|(at, file)| (file.name.clone(), at)).collect();
        outputs.retain(|(path, output)| !(output.yields_to_root_file() && own.contains_key(&path.output_file())));
        outputs.extend(own.iter().map(|(name, at)| (SitePath::file(name), Output::RootFile(*at))));
        outputs.sort_by(|(a, _), (b, _)| a.cmp(b));
        let plan = Self { urls, outputs, redirects };
        let mut faults = plan.collisions(corpus, assets, root_files);
        faults.extend(plan.broken_links(corpus, assets));
        if faults.is_empty() { Ok(plan) } else { Err(faults) }
    }

    /// All outputs, sorted by path.
    pub fn outputs(&self) -> &[(SitePath, Output)] {
        &self.outputs
    }

    /// The position of the output at a path, as [`SitePath`] prints it.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.outputs.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()
    }

    /// A redirect of [`Output::Redirect`].
    pub fn redirect(&self, at: usize) -> &Redirect {
        &self.redirects[at]
    }

    /// All redirects.
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }

    fn broken_links(&self, corpus: &Corpus, assets: &Assets) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        for PathLink { file, place, path } in &corpus.path_links {
            let hinted = faults.len() < HINTED;
            let fault = |message: String| Diagnostic::new(Code::BrokenLink, file, place.clone(), message);
            if let Some(name) = path.strip_prefix("static/") {
                if assets.output(name).is_none() {
                    let hint = nearest(name, assets.iter().map(|asset| asset.path.as_str()).filter(|_| hinted));
                    let hint = hint.map(|name| format!("; did you mean `static/{name}`?")).unwrap_or_default();
                    let message = format!("the link leads to `{path}`, which does not exist{hint}");
                    faults.push(fault(message).help("put the file into `static/`, or correct the name"));
                }
            } else if self.find(path.trim_start_matches('/')).is_none() {
                let known = self.outputs.iter().map(|(path, _)| path.as_str()).filter(|_| hinted);
                let hint = nearest(path.trim_start_matches('/'), known);
                let hint = hint.map(|path| format!("; did you mean `/{path}`?")).unwrap_or_default();
                faults.push(
                    fault(format!("the link leads to `{path}`, which does not exist{hint}"))
                        .help("paths begin with `/` and, for pages, end with it, such as `/rankings/`"),
                );
            }
        }
        faults
    }
}

fn redirects(corpus: &Corpus) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    let mut add = |folder: &[&str], aliases: &[Slug], to: SitePath, file: &str| {
        for (at, alias) in aliases.iter().enumerate() {
            let names: Vec<&str> = folder.iter().copied().chain([alias.as_str()]).collect();
            let place = Place::Value(FieldPath::of("aliases").index(at));
            redirects.push(Redirect {
                from: SitePath::folder(&names),
                to: to.clone(),
                origin: (file.to_owned(), place),
            });
        }
    };
    for id in corpus.reports() {
        let card = corpus.card(id);
        add(&["occupations"], &card.aliases, SitePath::report(corpus, id), &card.file());
    }
    for article in &corpus.articles {
        let page = &article.page;
        add(&["articles"], &page.aliases, SitePath::folder(&["articles", page.slug.as_str()]), &page.file);
    }
    for page in &corpus.pages {
        add(&[], &page.aliases, SitePath::folder(&[page.slug.as_str()]), &page.file);
    }
    redirects
}

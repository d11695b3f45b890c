use std::fmt::{self, Debug, Write as _};

use super::{BuildOptions, Site};
use crate::link::ReportDigest;
use crate::plan::{DataTable, Output, Page};

/// From what each output of a site is made, as digests: so that an output that is made from the same as before is not made again.
///
/// They err on one side only. What the pages of a report show of others stands in the cards of all reports, so a changed card counts for
/// every page; what a report says itself counts for its own page, and for the tables that list it.
pub(super) struct Origins<'a> {
    /// Everything but what reports say themselves, and but the summaries.
    around: blake3::Hash,
    /// The same with the summaries.
    all: blake3::Hash,
    /// The same with the data of all reports.
    everything: blake3::Hash,
    reports: &'a [ReportDigest],
}

impl<'a> Origins<'a> {
    pub fn of(site: &'a Site, options: &BuildOptions) -> Self {
        let Site { listing, theme, assets, corpus, plan } = site;
        let mut around = Digest::default();
        around.add(&(env!("CARGO_PKG_VERSION"), env!("FORETASK_SOURCES")));
        let BuildOptions { drafts, base_url: _, shard: _ } = options;
        around.add(&(drafts, &plan.urls));
        around.add(&(&theme.templates, &theme.built_in_messages, &theme.own_messages));
        for asset in assets.iter() {
            around.add(&(&asset.path, &asset.output));
        }
        for file in &listing.root_files {
            around.add(&file.name);
        }
        around.add(&corpus.site);
        for industry in &corpus.industries {
            around.add(&(&industry.id, &industry.entry));
        }
        for tool in &corpus.tools {
            around.add(&(&tool.id, &tool.entry));
        }
        for source in &corpus.sources {
            around.add(&(&source.id, &source.entry));
        }
        around.add(&(&corpus.articles, &corpus.pages));
        for report in &corpus.digests {
            around.add_digest(report.shown);
        }
        let mut all = around.clone();
        for card in &corpus.cards {
            all.add(&card.summary);
        }
        let mut everything = all.clone();
        for report in &corpus.digests {
            everything.add_digest(report.data);
        }
        Self { around: around.finish(), all: all.finish(), everything: everything.finish(), reports: &corpus.digests }
    }

    /// From what an output is made. `None` of what is only copied, and of share cards, which are known by their text.
    pub fn of_output(&self, output: Output) -> Option<blake3::Hash> {
        match output {
            Output::Page(Page::Report(id)) | Output::ReportData(id) | Output::Badge(id) | Output::Embed(id) => {
                let mut digest = Digest::default();
                digest.add_digest(self.around);
                digest.add_digest(self.reports[id.position()].said);
                Some(digest.finish())
            }
            Output::Table(
                DataTable::TasksCsv | DataTable::TechnologiesCsv | DataTable::SkillsCsv | DataTable::PayCsv,
            ) => Some(self.everything),
            Output::Card(_) | Output::SiteCard | Output::Asset(_) | Output::RootFile(_) => None,
            Output::Page(_)
            | Output::Redirect(_)
            | Output::Table(_)
            | Output::Rows(_)
            | Output::TaskScores(_)
            | Output::Feed(_)
            | Output::Sitemap
            | Output::SitemapPart(_)
            | Output::Robots
            | Output::Llms
            | Output::Redirects
            | Output::Headers
            | Output::SearchManifest
            | Output::SearchShard(_) => Some(self.all),
        }
    }
}

/// Takes values by what they show of themselves to a programmer, which is all that is in them.
#[derive(Clone, Default)]
struct Digest(blake3::Hasher);

impl Digest {
    fn add(&mut self, value: &impl Debug) {
        writeln!(self, "{value:?}").expect("a hasher takes everything");
    }

    fn add_digest(&mut self, digest: blake3::Hash) {
        self.0.update(digest.as_bytes());
    }

    fn finish(&self) -> blake3::Hash {
        self.0.finalize()
    }
}

impl fmt::Write for Digest {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

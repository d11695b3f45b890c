use std::fmt::{self, Debug, Write as _};
use std::sync::OnceLock;

use borsh::BorshSerialize;

use super::{BuildOptions, Site};
use crate::link::{Corpus, ReportId, Seen};
use crate::plan::{Output, Page};
use crate::theme::ThemeText;

/// From what each output of a site is made, as digests: so that an output that is made from the same as before is not made again.
///
/// They err on one side only. What was seen while a page of a report was made counts for it: of another report its whole card, though the
/// page shows little of it. For every other page all cards count, and for the tables what the reports say.
pub(super) struct Origins<'a> {
    /// Everything but what reports say.
    base: blake3::Hash,
    /// The same with the cards of all reports but their summaries.
    around: blake3::Hash,
    /// The same with the summaries.
    all: blake3::Hash,
    /// The same with the data of all reports.
    everything: blake3::Hash,
    corpus: &'a Corpus,
    /// How each report stands to the others, once somebody asks.
    standings: Vec<OnceLock<blake3::Hash>>,
}

/// From what an output is made.
pub(super) enum Origin {
    /// From something of which this is the digest.
    Of(blake3::Hash),
    /// From what is seen of a report and others while it is made.
    Seen(ReportId),
    /// It is only copied, or known by its text.
    Unsaid,
}

impl<'a> Origins<'a> {
    pub fn of(site: &'a Site, options: &BuildOptions) -> Self {
        let Site { listing, theme, assets, corpus, plan } = site;
        let mut around = Digest::default();
        around.add(&(env!("CARGO_PKG_VERSION"), env!("FORETASK_SOURCES")));
        let BuildOptions { drafts, base_url: _, shard: _ } = options;
        around.add(&(drafts, &plan.urls));
        for texts in [&theme.templates, &theme.built_in_messages, &theme.own_messages] {
            for (name, ThemeText { origin, text }) in texts {
                around.add_bytes(&(name, origin, text));
            }
            around.add(&texts.len());
        }
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
        around.add(&corpus.has_economy());
        for source in &corpus.sources {
            around.add(&source.is_used());
        }
        for card in corpus.cards() {
            around.add(&card.slug);
        }
        let base = around.finish();
        for report in &corpus.digests {
            around.add_digest(report.shown);
        }
        let mut all = around.clone();
        for card in corpus.cards() {
            all.add(&card.summary);
        }
        let mut everything = all.clone();
        for report in &corpus.digests {
            everything.add_digest(report.data);
        }
        Self {
            base,
            around: around.finish(),
            all: all.finish(),
            everything: everything.finish(),
            corpus,
            standings: std::iter::repeat_with(OnceLock::new).take(corpus.count()).collect(),
        }
    }

    /// From what an output of a report is made of which this was seen.
    pub fn of_seen(&self, report: ReportId, seen: &Seen) -> blake3::Hash {
        let Seen { everything, cards, standings, bodies } = seen;
        let mut digest = Digest::default();
        let known = |id: &ReportId| id.position() < self.corpus.count();
        let all_known = [cards, standings, bodies].into_iter().flatten().all(known);
        if *everything || !all_known || bodies.iter().any(|id| *id != report) {
            digest.add_digest(self.around);
        } else {
            digest.add_digest(self.base);
            for id in cards {
                digest.add_digest(self.corpus.digests[id.position()].shown);
            }
            for id in standings {
                digest.add_digest(self.standing(*id));
            }
        }
        digest.add_digest(self.corpus.digests[report.position()].said);
        digest.finish()
    }

    fn standing(&self, id: ReportId) -> blake3::Hash {
        *self.standings[id.position()].get_or_init(|| {
            let mut digest = Digest::default();
            digest.add_bytes(&(self.corpus.relations(id), self.corpus.score_ranks(id)));
            digest.finish()
        })
    }

    /// From what an output is made. Share cards are known by their text.
    pub fn of_output(&self, output: Output) -> Origin {
        match output {
            Output::Page(Page::Report(id)) | Output::ReportData(id) | Output::Badge(id) | Output::Embed(id) => {
                Origin::Seen(id)
            }
            Output::Table(table) if table.is_of_bodies() => Origin::Of(self.everything),
            Output::Card(_) | Output::SiteCard | Output::Asset(_) | Output::RootFile(_) => Origin::Unsaid,
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
            | Output::SearchShard(_) => Origin::Of(self.all),
        }
    }
}

/// Takes values by what they show of themselves to a programmer, which is all that is in them, or by the form in which they are put aside.
#[derive(Clone, Default)]
struct Digest(blake3::Hasher);

impl Digest {
    fn add(&mut self, value: &impl Debug) {
        writeln!(self, "{value:?}").expect("a hasher takes everything");
    }

    fn add_bytes(&mut self, value: &impl BorshSerialize) {
        borsh::to_writer(&mut self.0, value).expect("a hasher takes everything, and no figure is not a number");
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

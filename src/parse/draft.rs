use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use borsh::{BorshDeserialize, BorshSerialize};

use super::Parsed;
use super::shelf::{Key, Shelved};
use crate::diagnostic::{Diagnostic, FieldPath, Place, Step};
use crate::markdown::{LinkKind, Outline};
use crate::model::occupation::OccupationDraft;
use crate::model::registry::{IndustryEntry, SourceEntry, ToolEntry};
use crate::model::site::SiteDraft;
use crate::model::writing::FrontMatter;
use crate::model::{Slug, Table};
use crate::source::Layers;

/// Everything that the files of a site say, and what is wrong with them. What a file says is shared with [`super::Memo`].
#[derive(Debug, Default)]
pub struct Drafts {
    /// `site.yaml`, unless it cannot be read.
    pub site: Option<Arc<SiteDraft>>,
    /// Links in the prose of `site.yaml`.
    pub site_links: Vec<TextLink>,
    /// `industries.yaml`
    pub industries: Arc<Table<IndustryEntry>>,
    /// `tools.yaml`
    pub tools: Arc<Table<ToolEntry>>,
    /// `sources.yaml`
    pub sources: Arc<Table<SourceEntry>>,
    /// `occupations/*.yaml`, sorted by slug.
    pub occupations: Vec<Arc<OccupationFile>>,
    /// `occupations/*.md`, sorted by slug.
    pub analyses: Vec<Arc<AnalysisFile>>,
    /// `articles/*.md`, sorted by slug.
    pub articles: Vec<Arc<WritingFile>>,
    /// `pages/*.md`, sorted by slug.
    pub pages: Vec<Arc<WritingFile>>,
    /// Slugs of reports whose file could not be made into a draft; links to them are not faults of their own.
    pub unreadable_occupations: BTreeSet<Slug>,
    /// The same of articles and pages, by the path of the file.
    pub unreadable_files: BTreeSet<String>,
    /// Files with a fault, by the path at which a person writes what they say.
    pub faulty: BTreeSet<String>,
    /// What was left out of a draft because of a fault, by file.
    pub pruned: BTreeMap<String, Vec<FieldPath>>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Warnings of what a person wrote in the tables and has no effect.
    pub idle: Vec<Diagnostic>,
}

/// A report.
#[derive(Debug)]
pub struct OccupationFile {
    /// The name of the file, which is the address of the page.
    pub slug: Slug,
    /// The path at which a person writes it, from the root, whether or not a file stands there.
    pub file: String,
    /// The layers in which it stands.
    pub layers: Layers,
    /// The digest of the texts that say it.
    pub digest: Key,
    /// Whether it is kept out of a build.
    pub is_draft: bool,
    /// What it says; behind whether it is kept out of a build, and the links in its prose.
    pub draft: Shelved<(bool, Vec<TextLink>), OccupationDraft>,
    /// Warnings of what a person wrote and has no effect.
    pub idle: Vec<Diagnostic>,
}

/// The analysis of a report.
#[derive(Debug)]
pub struct AnalysisFile {
    /// The name of the file, which is that of the report.
    pub slug: Slug,
    /// Its path from the root.
    pub file: String,
    /// The digest of its text.
    pub digest: Key,
    /// What it says, behind its links with their places in the file.
    pub text: Shelved<Vec<TextLink>, AnalysisText>,
}

/// The text of an analysis, which is the whole of its file.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct AnalysisText {
    /// The text.
    pub text: String,
    /// Headings and links.
    pub outline: Outline,
}

/// An article or a page.
#[derive(Debug)]
pub struct WritingFile {
    /// The name of the file, which is the address of the page.
    pub slug: Slug,
    /// Its path from the root.
    pub file: String,
    /// What stands before the text.
    pub front: FrontMatter,
    /// What it says.
    pub body: Body,
}

/// A Markdown text and what other stages need to know of it.
#[derive(Clone, Debug)]
pub struct Body {
    /// The text.
    pub text: String,
    /// Where it begins in its file, in bytes.
    pub offset: usize,
    /// Headings and links.
    pub outline: Outline,
    /// Its links with their places in the file.
    pub links: Vec<TextLink>,
}

/// A link in a text to something of this site.
#[derive(Clone, Debug, BorshSerialize, BorshDeserialize)]
pub struct TextLink {
    /// Where it stands.
    pub place: Place,
    /// Where it leads, as written.
    pub target: String,
    /// Whether it is a link or an image.
    pub kind: LinkKind,
}

impl Drafts {
    /// A path in a file as its author counts, made from the path in the draft: items that were left out because of a fault count too.
    /// `None` where the value itself was made up in place of a faulty one.
    pub fn original_path(&self, file: &str, path: &FieldPath) -> Option<FieldPath> {
        let Some(pruned) = self.pruned.get(file) else { return Some(path.clone()) };
        let mut original = FieldPath::root();
        for step in path.steps() {
            let step = match step {
                Step::Key(key) => Step::Key(key.clone()),
                Step::Index(index) => {
                    let mut at = *index;
                    let mut left_out: Vec<usize> = pruned.iter().filter_map(|gone| item_of(gone, &original)).collect();
                    left_out.sort_unstable();
                    for gone in left_out {
                        at += usize::from(gone <= at);
                    }
                    Step::Index(at)
                }
            };
            original = original.then(step);
            if pruned.contains(&original) {
                return None;
            }
        }
        Some(original)
    }
}

impl Drafts {
    /// Puts a problem at the place that its author sees. `None` where it is about a value that stands in for a faulty one, or about a
    /// list or mapping from which something faulty was left out: it may follow from that.
    pub fn as_written(&self, mut fault: Diagnostic) -> Option<Diagnostic> {
        fault.place = match fault.place {
            Place::Value(path) => {
                let path = self.original_path(&fault.file, &path)?;
                let within = |gone: &FieldPath| gone.steps().starts_with(path.steps());
                if self.pruned.get(&fault.file).is_some_and(|pruned| pruned.iter().any(within)) {
                    return None;
                }
                Place::Value(path)
            }
            Place::Key(path) => Place::Key(self.original_path(&fault.file, &path)?),
            Place::Words(path, words) => Place::Words(self.original_path(&fault.file, &path)?, words),
            place => place,
        };
        Some(fault)
    }
}

/// The number of the item that a path names directly in a list.
fn item_of(path: &FieldPath, list: &FieldPath) -> Option<usize> {
    match path.steps().split_last()? {
        (Step::Index(index), above) if above == list.steps() => Some(*index),
        _ => None,
    }
}

/// What one file adds to the drafts.
#[derive(Debug)]
pub(super) enum Part {
    Industries(Parsed<Table<IndustryEntry>>),
    Tools(Parsed<Table<ToolEntry>>),
    Sources(Parsed<Table<SourceEntry>>),
    Occupation(Slug, Parsed<OccupationFile>),
    Analysis(Parsed<AnalysisFile>),
    Article(Slug, Parsed<WritingFile>),
    Page(Slug, Parsed<WritingFile>),
}

impl Part {
    pub(super) fn keep(&self, drafts: &mut Drafts) {
        match self {
            Self::Industries(parsed) => drafts.industries = parsed.keep_table(drafts),
            Self::Tools(parsed) => drafts.tools = parsed.keep_table(drafts),
            Self::Sources(parsed) => drafts.sources = parsed.keep_table(drafts),
            Self::Occupation(slug, parsed) => match parsed.keep(drafts) {
                Some(file) => drafts.occupations.push(file),
                None => {
                    drafts.unreadable_occupations.insert(slug.clone());
                }
            },
            Self::Analysis(parsed) => {
                if let Some(file) = parsed.keep(drafts) {
                    drafts.analyses.push(file);
                }
            }
            Self::Article(slug, parsed) => match parsed.keep(drafts) {
                Some(file) => drafts.articles.push(file),
                None => {
                    drafts.unreadable_files.insert(format!("content/articles/{slug}.md"));
                }
            },
            Self::Page(slug, parsed) => match parsed.keep(drafts) {
                Some(file) => drafts.pages.push(file),
                None => {
                    drafts.unreadable_files.insert(format!("content/pages/{slug}.md"));
                }
            },
        }
    }
}

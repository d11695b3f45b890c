use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::corpus::{IndustryId, ReportId, SourceId, ToolId};
use crate::diagnostic::{Code, Diagnostic, FieldPath, HINTED, Place, Trail, did_you_mean};
use crate::model::{Reference, Slug};
use crate::parse::Drafts;

/// Everything that can be referred to by name, and the references that led nowhere.
pub(super) struct Names {
    lookup: Arc<Lookup>,
    faults: Vec<Diagnostic>,
}

/// What a reference can be to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Occupation,
    Industry,
    Tool,
    Source,
    /// A file of `articles/` or `pages/`, by its path.
    File,
}

/// The names alone; shared between threads.
pub(super) struct Lookup {
    ids: HashMap<Kind, HashMap<String, usize>>,
    /// Kinds whose file has a fault, so that a name may be missing for that reason.
    incomplete: HashSet<Kind>,
    unreadable: BTreeSet<Slug>,
    left_out: HashSet<(Kind, String)>,
}

impl Kind {
    fn noun(self) -> &'static str {
        match self {
            Self::Occupation => "report",
            Self::Industry => "industry",
            Self::Tool => "tool",
            Self::Source => "source",
            Self::File => "file",
        }
    }

    fn plural(self) -> &'static str {
        match self {
            Self::Occupation => "reports",
            Self::Industry => "industries",
            Self::Tool => "tools",
            Self::Source => "sources",
            Self::File => "files",
        }
    }

    /// Where entries of this kind are written.
    fn home(self) -> &'static str {
        match self {
            Self::Occupation => "content/occupations/",
            Self::Industry => "content/industries.yaml",
            Self::Tool => "content/tools.yaml",
            Self::Source => "content/sources.yaml",
            Self::File => "content/",
        }
    }
}

impl Names {
    pub(super) fn of(drafts: &Drafts, left_out: Vec<(Kind, String)>) -> Self {
        let numbered =
            |names: Vec<&str>| names.into_iter().enumerate().map(|(at, name)| (name.to_owned(), at)).collect();
        let ids = HashMap::from([
            (Kind::Occupation, numbered(drafts.occupations.iter().map(|file| file.slug.as_str()).collect())),
            (Kind::Industry, numbered(drafts.industries.iter().map(|(id, _)| id.as_str()).collect())),
            (Kind::Tool, numbered(drafts.tools.iter().map(|(id, _)| id.as_str()).collect())),
            (Kind::Source, numbered(drafts.sources.iter().map(|(id, _)| id.as_str()).collect())),
        ]);
        let incomplete = [Kind::Industry, Kind::Tool, Kind::Source]
            .into_iter()
            .filter(|kind| drafts.faulty.contains(kind.home()))
            .collect();
        let lookup = Lookup {
            ids,
            incomplete,
            unreadable: drafts.unreadable_occupations.clone(),
            left_out: left_out.into_iter().collect(),
        };
        Self { lookup: Arc::new(lookup), faults: Vec::new() }
    }

    pub(super) fn lookup(&self) -> &Arc<Lookup> {
        &self.lookup
    }

    pub(super) fn fault(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    pub(super) fn faults(&mut self, faults: &[Diagnostic]) {
        self.faults.extend_from_slice(faults);
    }

    pub(super) fn into_faults(self) -> Vec<Diagnostic> {
        self.faults
    }

    pub(super) fn source(&mut self, name: &Reference, file: &str, path: FieldPath) -> Option<SourceId> {
        self.lookup.find(Kind::Source, name, file, path, &mut self.faults).map(SourceId::at)
    }

    pub(super) fn occupation(&mut self, name: &Reference, file: &str, path: FieldPath) -> Option<ReportId> {
        self.lookup.find(Kind::Occupation, name, file, path, &mut self.faults).map(ReportId::at)
    }

    pub(super) fn occupation_at(&self, slug: &Slug) -> Option<ReportId> {
        self.lookup.ids[&Kind::Occupation].get(slug.as_str()).copied().map(ReportId::at)
    }

    pub(super) fn is_left_out(&self, kind: Kind, name: &str) -> bool {
        self.lookup.left_out.contains(&(kind, name.to_owned()))
    }

    pub(super) fn hint(&self, kind: Kind, name: &str) -> String {
        self.lookup.hint(kind, name)
    }
}

/// What a file's references become, and those that led nowhere.
pub(super) struct FileNames<'a> {
    pub lookup: &'a Lookup,
    pub file: &'a str,
    pub faults: Vec<Diagnostic>,
}

impl FileNames<'_> {
    pub fn source(&mut self, name: &Reference, path: Trail<'_>) -> Option<SourceId> {
        self.lookup.find(Kind::Source, name, self.file, path, &mut self.faults).map(SourceId::at)
    }

    pub fn tool(&mut self, name: &Reference, path: Trail<'_>) -> Option<ToolId> {
        self.lookup.find(Kind::Tool, name, self.file, path, &mut self.faults).map(ToolId::at)
    }

    pub fn industry(&mut self, name: &Reference, path: Trail<'_>) -> Option<IndustryId> {
        self.lookup.find(Kind::Industry, name, self.file, path, &mut self.faults).map(IndustryId::at)
    }

    pub fn occupation(&mut self, name: &Reference, path: Trail<'_>) -> Option<ReportId> {
        self.lookup.find(Kind::Occupation, name, self.file, path, &mut self.faults).map(ReportId::at)
    }
}

impl Lookup {
    fn find(
        &self,
        kind: Kind,
        name: &Reference,
        file: &str,
        path: impl Into<FieldPath>,
        faults: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        let name = name.as_str();
        if let Some(position) = self.ids[&kind].get(name) {
            return Some(*position);
        }
        if self.incomplete.contains(&kind)
            || self.unreadable.iter().any(|slug| kind == Kind::Occupation && slug.as_str() == name)
        {
            return None;
        }
        let place = Place::Value(path.into());
        let fault = |message: String| Diagnostic::new(Code::UnknownReference, file, place, message);
        faults.push(if self.left_out.contains(&(kind, name.to_owned())) {
            fault(format!("the {} `{name}` is a draft", kind.noun()))
                .help("remove `draft: true` there, build with `--drafts`, or remove this reference")
        } else {
            let hint = if faults.len() < HINTED { self.hint(kind, name) } else { String::new() };
            let message = format!("no {} is named `{name}`{hint}", kind.noun());
            fault(message).help(match kind {
                Kind::Occupation => {
                    format!("reports are named by their files: write `{}{name}.yaml`, or correct the name", kind.home())
                }
                _ => format!("{} are named in `{}`", kind.plural(), kind.home()),
            })
        });
        None
    }

    /// Whether the file of the sources has a fault, so that a source may lack something for that reason.
    pub(super) fn lacks_sources(&self) -> bool {
        self.incomplete.contains(&Kind::Source)
    }

    /// The id of a source as it is written.
    pub(super) fn source_id(&self, id: SourceId) -> Option<&'_ str> {
        self.ids[&Kind::Source].iter().find(|(_, at)| **at == id.position()).map(|(name, _)| name.as_str())
    }

    fn hint(&self, kind: Kind, name: &str) -> String {
        let mut known: Vec<&str> = self.ids[&kind].keys().map(String::as_str).collect();
        known.sort_unstable();
        did_you_mean(name, known)
    }
}

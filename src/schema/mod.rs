//! JSON Schemas of the files that an author writes, for editors that complete and check while one types.
//!
//! They are derived from the types that read the files, so that both say the same; what a schema cannot say (that a reference exists, that
//! shares come to a whole) only the program finds. Pure: gives texts, writes nothing.
//!
//! They are of draft 07: every editor reads it, and of what came after it nothing is needed here.

mod overlay;
mod tidy;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::model::Table;
use crate::model::occupation::OccupationDraft;
use crate::model::registry::{IndustryEntry, SourceEntry, ToolEntry};
use crate::model::site::SiteDraft;
use crate::model::writing::FrontMatter;

/// A kind of file that has a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `content/site.yaml`
    Site,
    /// `content/occupations/<slug>.yaml`
    Occupation,
    /// `content/tools.yaml`
    Tools,
    /// `content/industries.yaml`
    Industries,
    /// `content/sources.yaml`
    Sources,
    /// The front matter of `content/articles/<slug>.md`
    Article,
    /// The front matter of `content/pages/<slug>.md`
    Page,
    /// `content/occupations/<slug>.yaml` over the imported file of the same name
    OccupationOverlay,
    /// `content/tools.yaml` over the imported one
    ToolsOverlay,
    /// `content/industries.yaml` over the imported one
    IndustriesOverlay,
    /// `content/sources.yaml` over the imported one
    SourcesOverlay,
}

impl Kind {
    /// Every kind there is.
    pub const ALL: [Self; 11] = [
        Self::Site,
        Self::Occupation,
        Self::Tools,
        Self::Industries,
        Self::Sources,
        Self::Article,
        Self::Page,
        Self::OccupationOverlay,
        Self::ToolsOverlay,
        Self::IndustriesOverlay,
        Self::SourcesOverlay,
    ];

    /// The name, as typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::Occupation => "occupation",
            Self::Tools => "tools",
            Self::Industries => "industries",
            Self::Sources => "sources",
            Self::Article => "article",
            Self::Page => "page",
            Self::OccupationOverlay => "occupation-overlay",
            Self::ToolsOverlay => "tools-overlay",
            Self::IndustriesOverlay => "industries-overlay",
            Self::SourcesOverlay => "sources-overlay",
        }
    }

    /// The name of the file that holds the schema, such as `occupation.json`.
    pub fn file_name(self) -> String {
        format!("{}.json", self.name())
    }

    /// Whether it is of a file that lies over an imported one.
    fn is_overlay(self) -> bool {
        match self {
            Self::OccupationOverlay | Self::ToolsOverlay | Self::IndustriesOverlay | Self::SourcesOverlay => true,
            Self::Site
            | Self::Occupation
            | Self::Tools
            | Self::Industries
            | Self::Sources
            | Self::Article
            | Self::Page => false,
        }
    }

    /// The kind of a file that lies over an imported one, for a kind of file.
    #[must_use]
    pub fn over(self) -> Self {
        match self {
            Self::Occupation => Self::OccupationOverlay,
            Self::Tools => Self::ToolsOverlay,
            Self::Industries => Self::IndustriesOverlay,
            Self::Sources => Self::SourcesOverlay,
            other => other,
        }
    }

    /// The schema, with a line break at its end.
    pub fn json(self) -> String {
        let mut schema = match self {
            Self::Site => of::<SiteDraft>("Site"),
            Self::Occupation => of::<OccupationDraft>("Report"),
            Self::Tools => of::<Table<ToolEntry>>("Tools"),
            Self::Industries => of::<Table<IndustryEntry>>("Industries"),
            Self::Sources => of::<Table<SourceEntry>>("Sources"),
            Self::Article => of::<FrontMatter>("Article"),
            Self::Page => of::<FrontMatter>("Page"),
            Self::OccupationOverlay => of::<OccupationDraft>("Over a report"),
            Self::ToolsOverlay => of::<Table<ToolEntry>>("Over tools"),
            Self::IndustriesOverlay => of::<Table<IndustryEntry>>("Over industries"),
            Self::SourcesOverlay => of::<Table<SourceEntry>>("Over sources"),
        }
        .to_value();
        if self.is_overlay() {
            overlay::lay_over(&mut schema);
        }
        let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
        text.push('\n');
        text
    }
}

/// The schema of a type under a title, with titles over its parts.
fn of<T: JsonSchema>(title: &str) -> Schema {
    let settings = SchemaSettings::draft07().with_transform(RecursiveTransform(tidy::tidy));
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    if let Some(definitions) = schema.get_mut("definitions").and_then(Value::as_object_mut) {
        for (name, part) in definitions.iter_mut() {
            if let Some(part) = part.as_object_mut() {
                part.insert("title".to_owned(), sentence_case(name).into());
            }
        }
        definitions.insert("nothing".to_owned(), tidy::nothing());
    }
    schema
}

fn sentence_case(name: &str) -> String {
    let (first, rest) = name.split_at(name.len().min(1));
    first.to_uppercase() + rest
}

//! JSON Schemas of the files that an author writes, for editors that complete and check while one types.
//!
//! They are derived from the types that read the files, so that both say the same; what a schema cannot say (that a reference exists, that
//! shares come to a whole) only the program finds. Pure: gives texts, writes nothing.
//!
//! They are of draft 07: every editor reads it, and of what came after it nothing is needed here.

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
}

impl Kind {
    /// Every kind there is.
    pub const ALL: [Self; 7] =
        [Self::Site, Self::Occupation, Self::Tools, Self::Industries, Self::Sources, Self::Article, Self::Page];

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
        }
    }

    /// The name of the file that holds the schema, such as `occupation.json`.
    pub fn file_name(self) -> String {
        format!("{}.json", self.name())
    }

    /// The schema, with a line break at its end.
    pub fn json(self) -> String {
        let schema = match self {
            Self::Site => of::<SiteDraft>("Site"),
            Self::Occupation => of::<OccupationDraft>("Report"),
            Self::Tools => of::<Table<ToolEntry>>("Tools"),
            Self::Industries => of::<Table<IndustryEntry>>("Industries"),
            Self::Sources => of::<Table<SourceEntry>>("Sources"),
            Self::Article => of::<FrontMatter>("Article"),
            Self::Page => of::<FrontMatter>("Page"),
        };
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

use std::path::{Path, PathBuf};

use super::fill::{Names, fill};
use super::write::write_all;
use super::{ScaffoldError, schema_line};
use crate::model::{Scalar, Slug, Text};
use crate::parse::{SITE_FILE, follow, parse};
use crate::schema::Kind;
use crate::source::{FileKind, Layer, Layers, Listing};

/// What is to be added to a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewContent {
    /// A report.
    Occupation {
        /// The id of its industry; may be left out where the site has only one.
        industry: Option<String>,
    },
    /// An article.
    Article,
    /// A page.
    Page,
}

/// What was added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// The file, below the root that was given.
    pub path: PathBuf,
    /// Where it will stand on the site: `/occupations/locksmith/`.
    pub address: String,
    /// Whether it lies over something that was imported.
    pub layers: Layers,
}

/// Adds a draft to a site: a file with the keys that matter, which is read without fault as it is. Its name is `slug`, or made from the title.
/// Over an imported report it is a file in which every key is switched off.
///
/// # Errors
/// When there is no site, no such industry, no name for the file, when the file is there already, or cannot be written.
pub fn add(root: &Path, content: &NewContent, title: &str, slug: Option<Slug>) -> Result<Added, ScaffoldError> {
    if !root.join(SITE_FILE).is_file() {
        return Err(ScaffoldError::NoSite(root.to_owned()));
    }
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = Text::new(&title).map_err(ScaffoldError::Title)?;
    let slug = match slug {
        Some(slug) => slug,
        None => slug_of(&title)?,
    };
    let (folder, ending, address, pattern) = match content {
        NewContent::Occupation { .. } => ("occupations", "yaml", "/occupations", include_str!("new/occupation.yaml")),
        NewContent::Article => ("articles", "md", "/articles", include_str!("new/article.md")),
        NewContent::Page => ("pages", "md", "", include_str!("new/page.md")),
    };
    let name = format!("content/{folder}/{slug}.{ending}");
    let path = root.join(&name);
    // Also where only upper and lower case differ, on file systems that do not tell them apart.
    if path.exists() {
        return Err(ScaffoldError::Exists(path));
    }
    let is_imported = ending == "yaml" && root.join(Layer::Imported.path(&name)).is_file();
    let (kind, pattern) = match is_imported {
        true => (Kind::OccupationOverlay, include_str!("new/overlay.yaml")),
        false => (Kind::Occupation, pattern),
    };
    let industry = match content {
        NewContent::Occupation { industry } if !is_imported => Some(industry.as_deref()),
        NewContent::Occupation { .. } | NewContent::Article | NewContent::Page => None,
    };
    let names = names(root, industry, &title, &slug)?;
    let has_schema = root.join("schema").join(kind.file_name()).is_file();
    let line = if has_schema && ending == "yaml" { schema_line(kind) } else { String::new() };
    let text = format!("{line}{}", fill(pattern, &names));
    write_all(root, [(name.as_str(), text.as_bytes())])?;
    let layers = if is_imported { Layers::Both } else { Layers::Written };
    Ok(Added { path, address: format!("{address}/{slug}/"), layers })
}

/// The name that a title makes, unless a file system keeps it for itself.
fn slug_of(title: &Text) -> Result<Slug, ScaffoldError> {
    Slug::from_title(title)
        .filter(|slug| Slug::from_text(slug.as_str()).is_ok())
        .ok_or_else(|| ScaffoldError::NoSlug(title.as_str().to_owned()))
}

/// What the site has that a new file of this name can name. Reads the tables of the site, and no report. `industry` is what was asked for
/// as the industry of a report that needs one.
fn names(root: &Path, industry: Option<Option<&str>>, title: &Text, own: &Slug) -> Result<Names, ScaffoldError> {
    let (mut listing, _) = Listing::of(root, &follow(root))?;
    let report = listing.content.iter().find_map(|file| match &file.kind {
        FileKind::Occupation(slug) if slug != own => Some(slug.as_str().to_owned()),
        _ => None,
    });
    listing.content.retain(|file| {
        matches!(file.kind, FileKind::Site | FileKind::Industries | FileKind::Tools | FileKind::Sources)
    });
    let drafts = parse(&listing)?;
    let industry = match industry {
        Some(wanted) => {
            let known =
                drafts.industries.iter().map(|(id, entry)| (id.as_str().to_owned(), entry.name.as_str().to_owned()));
            Some(industry_of(wanted, known.collect())?)
        }
        None => None,
    };
    let id = |slug: &Slug| slug.as_str().to_owned();
    let index = drafts.sources.iter().find(|(_, source)| source.measures.is_some()).map(|(slug, _)| id(slug));
    let other = drafts.sources.iter().find(|(_, source)| source.measures.is_none()).map(|(slug, _)| id(slug));
    let title = serde_yaml::to_string(title.as_str()).expect("a text is YAML").trim_end().to_owned();
    let tool = drafts.tools.iter().next().map(|(slug, _)| id(slug));
    Ok(Names { title, industry, source: other.or_else(|| index.clone()), index, tool, report })
}

/// The industry that is meant: the one that was asked for, or the only one.
fn industry_of(wanted: Option<&str>, known: Vec<(String, String)>) -> Result<String, ScaffoldError> {
    match (wanted, known.as_slice()) {
        (_, []) => Err(ScaffoldError::NoIndustry),
        (Some(wanted), _) if known.iter().any(|(id, _)| id == wanted) => Ok(wanted.to_owned()),
        (Some(wanted), _) => Err(ScaffoldError::UnknownIndustry { wanted: wanted.to_owned(), known }),
        (None, [(only, _)]) => Ok(only.clone()),
        (None, _) => Err(ScaffoldError::WhichIndustry { known }),
    }
}

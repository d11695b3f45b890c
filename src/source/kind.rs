use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::{Scalar, Slug};

/// What a file of `content/` is for; its place says so.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileKind {
    /// `site.yaml`
    Site,
    /// `industries.yaml`
    Industries,
    /// `tools.yaml`
    Tools,
    /// `sources.yaml`
    Sources,
    /// `occupations/<slug>.yaml`
    Occupation(Slug),
    /// `occupations/<slug>.md`
    Analysis(Slug),
    /// `articles/<slug>.md`
    Article(Slug),
    /// `pages/<slug>.md`
    Page(Slug),
}

/// Who says what a file says: each report and each table can have a file of either layer, and what a person wrote lies over what was
/// imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// A file of `content/imported/`, which an import writes anew.
    Imported,
    /// A file that a person writes.
    Written,
}

/// In which layers something has a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layers {
    /// Only a person wrote it.
    Written,
    /// It was only imported.
    Imported,
    /// It was imported, and what a person wrote lies over it.
    Both,
}

const CONTENT: &str = "content/";
const IMPORTED: &str = "content/imported/";

impl Layer {
    /// The path of the file of this layer, from the root, for something that a person writes at a path.
    pub fn path(self, written: &str) -> String {
        match (self, written.strip_prefix(CONTENT)) {
            (Self::Imported, Some(below)) => format!("{IMPORTED}{below}"),
            _ => written.to_owned(),
        }
    }

    /// The path at which a person writes what stands at a path, and the layer of that path.
    pub fn of(path: &str) -> (String, Self) {
        match path.strip_prefix(IMPORTED) {
            Some(below) => (format!("{CONTENT}{below}"), Self::Imported),
            None => (path.to_owned(), Self::Written),
        }
    }

    /// The name, as printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::Written => "written",
        }
    }
}

impl Layers {
    /// The paths of its files, from the root, for something that a person writes at a path; what a person wrote comes first.
    pub fn paths(self, written: &str) -> Vec<String> {
        let layers: &[Layer] = match self {
            Self::Written => &[Layer::Written],
            Self::Imported => &[Layer::Imported],
            Self::Both => &[Layer::Written, Layer::Imported],
        };
        layers.iter().map(|layer| layer.path(written)).collect()
    }
}

/// What may stand in each folder of `content/`.
const PLACES: &str = "`content/` holds site.yaml, industries.yaml, tools.yaml and sources.yaml, and the folders \
occupations/ (.yaml and .md), articles/ (.md) and pages/ (.md); imported/ holds what an import writes";

/// What may stand in `content/imported/`.
const IMPORTED_PLACES: &str = "`content/imported/` holds industries.yaml, tools.yaml and sources.yaml, and the folder occupations/ (.yaml); \
what you write yourself stands beside it in `content/`";

/// The files that may stand at the top of a layer.
const TABLES: [&str; 3] = ["industries.yaml", "tools.yaml", "sources.yaml"];

impl FileKind {
    /// The kind of the file at a path below `content/`, and its layer.
    ///
    /// # Errors
    /// A diagnostic when no file has a meaning there, or when its name cannot become an address.
    pub fn of(path: &str) -> Result<(Self, Layer), Diagnostic> {
        match path.strip_prefix("imported/") {
            Some(below) => Self::in_layer(below, Layer::Imported).map(|kind| (kind, Layer::Imported)),
            None => Self::in_layer(path, Layer::Written).map(|kind| (kind, Layer::Written)),
        }
    }

    /// The kind of the file at a path below the folder of a layer.
    fn in_layer(path: &str, layer: Layer) -> Result<Self, Diagnostic> {
        let file = layer.path(&format!("{CONTENT}{path}"));
        let home = file.strip_suffix(path).expect("the path is the end of the file's");
        let places = if layer == Layer::Imported { IMPORTED_PLACES } else { PLACES };
        let misplaced =
            |message: String| Diagnostic::new(Code::MisplacedFile, file.clone(), Place::File, message).help(places);
        let Some((folder, name)) = path.split_once('/') else {
            return match (path, layer) {
                ("site.yaml", Layer::Written) => Ok(Self::Site),
                ("industries.yaml", _) => Ok(Self::Industries),
                ("tools.yaml", _) => Ok(Self::Tools),
                ("sources.yaml", _) => Ok(Self::Sources),
                _ => {
                    let site = (layer == Layer::Written).then_some("site.yaml");
                    let hint = did_you_mean(path, site.into_iter().chain(TABLES));
                    Err(misplaced(format!("nothing is read from `{file}`{hint}")))
                }
            };
        };
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let make: fn(Slug) -> Self = match (folder, extension, layer) {
            ("occupations", "yaml", _) => Self::Occupation,
            ("occupations", "md", Layer::Written) => Self::Analysis,
            ("articles", "md", Layer::Written) => Self::Article,
            ("pages", "md", Layer::Written) => Self::Page,
            ("occupations", "yml", _) => {
                return Err(misplaced(format!("`{name}` ends in `.yml`; rename it to `{stem}.yaml`")));
            }
            ("occupations", _, _) | ("articles" | "pages", _, Layer::Written) => {
                return Err(misplaced(format!("nothing is read from `{name}` in `{home}{folder}/`")));
            }
            _ => {
                let folders: &[&str] = match layer {
                    Layer::Imported => &["occupations"],
                    Layer::Written => &["occupations", "articles", "pages", "imported"],
                };
                let hint = did_you_mean(folder, folders.iter().copied());
                return Err(misplaced(format!("nothing is read from the folder `{home}{folder}/`{hint}")));
            }
        };
        if stem.contains('/') {
            return Err(misplaced(format!("`{home}{folder}/` has no folders of its own")));
        }
        Slug::from_text(stem).map(make).map_err(|invalid| {
            let diagnostic = Diagnostic::new(
                Code::InvalidFileName,
                file.clone(),
                Place::File,
                format!("the file name becomes the address of the page, but {}", invalid.message),
            );
            match invalid.help {
                Some(help) => diagnostic.help(format!("rename the file: {help}")),
                None => diagnostic,
            }
        })
    }
}

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

/// What may stand in each folder of `content/`.
const PLACES: &str = "`content/` holds site.yaml, industries.yaml, tools.yaml and sources.yaml, and the folders \
occupations/ (.yaml and .md), articles/ (.md) and pages/ (.md)";

impl FileKind {
    /// The kind of the file at a path below `content/`.
    ///
    /// # Errors
    /// A diagnostic when no file has a meaning there, or when its name cannot become an address.
    pub fn of(path: &str) -> Result<Self, Diagnostic> {
        let file = format!("content/{path}");
        let misplaced =
            |message: String| Diagnostic::new(Code::MisplacedFile, file.clone(), Place::File, message).help(PLACES);
        let Some((folder, name)) = path.split_once('/') else {
            return match path {
                "site.yaml" => Ok(Self::Site),
                "industries.yaml" => Ok(Self::Industries),
                "tools.yaml" => Ok(Self::Tools),
                "sources.yaml" => Ok(Self::Sources),
                _ => {
                    let known = ["site.yaml", "industries.yaml", "tools.yaml", "sources.yaml"];
                    Err(misplaced(format!("nothing is read from `content/{path}`{}", did_you_mean(path, known))))
                }
            };
        };
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let make: fn(Slug) -> Self = match (folder, extension) {
            ("occupations", "yaml") => Self::Occupation,
            ("occupations", "md") => Self::Analysis,
            ("articles", "md") => Self::Article,
            ("pages", "md") => Self::Page,
            ("occupations", "yml") => {
                return Err(misplaced(format!("`{name}` ends in `.yml`; rename it to `{stem}.yaml`")));
            }
            ("occupations" | "articles" | "pages", _) => {
                return Err(misplaced(format!("nothing is read from `{name}` in `content/{folder}/`")));
            }
            _ => {
                let hint = did_you_mean(folder, ["occupations", "articles", "pages"]);
                return Err(misplaced(format!("nothing is read from the folder `content/{folder}/`{hint}")));
            }
        };
        if stem.contains('/') {
            return Err(misplaced(format!("`content/{folder}/` has no folders of its own")));
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

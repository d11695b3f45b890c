//! What an author begins with: a whole small site, or a new report, article or page of a site that is there.
//!
//! Writes only files that are not there yet, and all of them or none.

mod error;
mod fill;
mod new;
mod starter;
mod write;

pub use error::ScaffoldError;
pub use new::{Added, NewContent, add};
pub use starter::{Contents, start};

use crate::schema::Kind;

/// The line by which an editor finds the schema of a YAML file that stands in a folder of `content/`, or in `content/` itself.
fn schema_line(kind: Kind) -> String {
    let up = match kind {
        Kind::Occupation | Kind::OccupationOverlay | Kind::Article | Kind::Page => "../../",
        Kind::Site
        | Kind::Tools
        | Kind::ToolsOverlay
        | Kind::Industries
        | Kind::IndustriesOverlay
        | Kind::Sources
        | Kind::SourcesOverlay => "../",
    };
    format!("# yaml-language-server: $schema={up}schema/{}\n", kind.file_name())
}

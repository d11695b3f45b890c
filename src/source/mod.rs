//! Reading a site's folder: which files there are, what each is for, and their bytes; replacing one of
//! them as a whole; and who may read and change them at a time.
//!
//! The only reader of `content/`, `templates/` and `static/`. Listings are sorted, and nothing outside the root is read but what links lead to
//! that the site names.
//! Understands no format.

mod access;
mod error;
mod fingerprint;
mod held;
mod kind;
mod listing;
mod look;
mod name;
mod read;
mod reason;
mod replace;
mod walk;

pub use access::Access;
pub use error::ReadError;
pub use fingerprint::Fingerprint;
pub use held::Held;
pub use kind::{FileKind, Layer, Layers};
pub use listing::{ContentFile, LayeredFile, Listing, SiteFile};
pub use look::{Look, changed, is_settled};
pub use name::{ARRIVING, folded};
pub use read::text_of;
pub use reason::reason;
pub use replace::replace;
pub use walk::{Follow, Link, files, links};

/// The folder of a site in which the program keeps what it knows from one run to the next. Nothing is lost with it.
pub const WORK_FOLDER: &str = ".foretask";

/// The folders of a site from which it is made.
pub const FOLDERS: [&str; 3] = ["content", "templates", "static"];

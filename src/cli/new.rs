use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Subcommand;

use super::{fail, print, quoted, say};
use crate::model::{Scalar, Slug};
use crate::scaffold::{Added, NewContent, add};
use crate::source::Layers;

/// Begin a report, an article or a page
///
/// Writes a draft with the keys that matter and short comments, and prints the path of the file. Nothing is written over, and a draft is
/// not published until its line `draft: true` is removed. Where a report of that name was imported, the new file lies over it, with every
/// key switched off.
///
/// For example: foretask new occupation "Nurse Practitioner" --industry healthcare
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    #[command(subcommand)]
    pub content: NewCommand,
}

#[derive(Debug, Subcommand)]
pub enum NewCommand {
    /// Begin a report on an occupation: content/occupations/<slug>.yaml
    Occupation {
        #[command(flatten)]
        common: CommonArgs,

        /// The industry, an id of content/industries.yaml [default: the only one]
        #[arg(long, value_name = "ID")]
        industry: Option<String>,
    },
    /// Begin an article: content/articles/<slug>.md
    Article(CommonArgs),
    /// Begin a page: content/pages/<slug>.md
    Page(CommonArgs),
}

#[derive(Debug, clap::Args)]
pub struct CommonArgs {
    /// The title; the name of the file is made from it
    pub title: String,

    /// The name of the file without its ending, in place of the one made from the title
    #[arg(long, value_parser = slug)]
    pub slug: Option<Slug>,

    /// The folder of the site
    #[arg(long, value_name = "DIR", default_value = ".", env = "FORETASK_ROOT")]
    pub root: PathBuf,
}

pub fn run(args: &NewArgs) -> ExitCode {
    let (content, common) = match &args.content {
        NewCommand::Occupation { common, industry } => (NewContent::Occupation { industry: industry.clone() }, common),
        NewCommand::Article(common) => (NewContent::Article, common),
        NewCommand::Page(common) => (NewContent::Page, common),
    };
    let CommonArgs { title, slug, root } = common;
    match add(root, &content, title, slug.clone()) {
        Ok(added) => {
            let path = added.path.strip_prefix(".").unwrap_or(&added.path).display();
            let printed = print(format!("{path}\n").as_bytes());
            say(&next(&content, &added, root));
            printed
        }
        Err(error) => fail(&error.to_string()),
    }
}

/// What to do with what was written.
fn next(content: &NewContent, added: &Added, root: &Path) -> String {
    let Added { path: _, address, layers } = added;
    let root = if root == Path::new(".") { String::new() } else { format!(" --root {}", quoted(root)) };
    let ready = match content {
        NewContent::Occupation { .. } | NewContent::Article => String::new(),
        NewContent::Page => format!(", and name `{address}` in the `navigation` of site.yaml"),
    };
    if *layers == Layers::Both {
        return format!(
            "It lies over the imported report; `foretask serve --open{root}` shows both together at {address}.\n"
        );
    }
    format!(
        "A draft for {address}; `foretask serve --drafts --open{root}` shows it. When it is ready, remove `draft: true`{ready}.\n"
    )
}

fn slug(text: &str) -> Result<Slug, String> {
    Slug::from_text(text).map_err(|invalid| match invalid.help {
        Some(help) => format!("{}; {help}", invalid.message),
        None => invalid.message,
    })
}

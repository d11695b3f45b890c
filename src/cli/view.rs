use std::process::ExitCode;

use super::args::{FormatArg, SiteArgs};
use super::{CONTENT, fail, print, report, say};
use crate::build::{BuildError, Faults, Site};
use crate::diagnostic::did_you_mean;
use crate::parse;
use crate::plan::Output;
use crate::render::Seen;
use crate::source::{FileKind, Listing};

/// Print what the template of a page sees
///
/// Prints the values of the page and those of the site as one JSON object, as the template knows them by name, and on standard error the
/// name of the template. docs/templates.md says what they mean.
///
/// With --layers, prints a report as its files say it, as YAML: what was imported with what was written over it, and behind each value
/// which of the two it is. Of other files only those are read that the report stands in.
///
/// For example: foretask view electrician, foretask view /rankings/, or foretask view electrician --layers
///
/// Exit codes: 0 when the page is shown, 1 when the content has faults, 2 when there is no such page.
#[derive(Debug, clap::Args)]
pub struct ViewArgs {
    /// A report by its slug, or any page by its path
    #[arg(value_name = "PAGE")]
    pub page: String,

    /// Print the labels too, which every template sees as `t`
    #[arg(long)]
    pub labels: bool,

    /// Print a report as YAML, with the layer of each value: imported or written
    #[arg(long, conflicts_with = "labels")]
    pub layers: bool,

    #[command(flatten)]
    pub site: SiteArgs,
}

pub fn run(args: &ViewArgs) -> ExitCode {
    if args.layers {
        return match layers(args) {
            Ok(Ok(text)) => print(text.as_bytes()),
            Ok(Err(message)) => fail(&message),
            Err(error) => refused(error, args),
        };
    }
    match seen(args) {
        Ok(Ok(seen)) => show(seen, args.labels),
        Ok(Err(message)) => fail(&message),
        Err(error) => refused(error, args),
    }
}

fn refused(error: BuildError, args: &ViewArgs) -> ExitCode {
    match error {
        BuildError::Faults(faults) => {
            report::print(&faults, FormatArg::Human, &args.site.root);
            say(&format!("{}\n", report::count(&faults)));
            ExitCode::from(CONTENT)
        }
        error => fail(&error.to_string()),
    }
}

/// A report as its files say it, or why there is none.
fn layers(args: &ViewArgs) -> Result<Result<String, String>, BuildError> {
    let (listing, _) = Listing::of(&args.site.root, &parse::follow(&args.site.root))?;
    let wanted = args.page.trim_matches('/');
    let slug = wanted.strip_prefix("occupations/").unwrap_or(wanted);
    match parse::layers(&listing, slug)? {
        Some(Ok(text)) => Ok(Ok(text)),
        Some(Err(mut diagnostics)) => {
            let texts = parse::locate(&listing, &mut diagnostics)?;
            Err(BuildError::Faults(Faults { diagnostics, texts }))
        }
        None => {
            let slugs = listing.content.iter().filter_map(|file| match &file.kind {
                FileKind::Occupation(slug) => Some(slug.as_str()),
                _ => None,
            });
            Ok(Err(format!("no report is named `{slug}`{}", did_you_mean(slug, slugs))))
        }
    }
}

/// What the template of the page sees, or why there is none.
fn seen(args: &ViewArgs) -> Result<Result<Seen, String>, BuildError> {
    let site = Site::load(&args.site.root, &args.site.options())?;
    let output = match find(&site, &args.page) {
        Ok(output) => output,
        Err(message) => return Ok(Err(message)),
    };
    let press = site.press()?;
    let seen = site.renderer(&press).seen(output)?;
    Ok(seen.ok_or_else(|| format!("`{}` is made without a template", args.page)))
}

/// The output that a person means by a slug, a path or a whole address.
fn find(site: &Site, wanted: &str) -> Result<Output, String> {
    let path = wanted.strip_prefix(site.plan.urls.base()).unwrap_or(wanted);
    let path = path.trim_matches('/');
    let outputs = site.plan.outputs();
    let candidates = if wanted.contains('/') {
        vec![format!("{path}/"), path.to_owned()]
    } else {
        vec![format!("occupations/{path}/"), format!("{path}/"), path.to_owned()]
    };
    let at =
        |path: &String| outputs.iter().find(|(known, _)| known.to_string().trim_matches('/') == path.trim_matches('/'));
    if let Some((_, output)) = candidates.iter().find_map(at) {
        return Ok(*output);
    }
    let slugs = site.corpus.cards().iter().map(|card| card.slug.to_string());
    let pages = outputs.iter().filter(|(_, output)| matches!(output, Output::Page(_)));
    let known: Vec<String> = if wanted.contains('/') {
        pages.map(|(path, _)| format!("/{path}")).collect()
    } else {
        slugs.chain(pages.map(|(path, _)| format!("/{path}"))).collect()
    };
    let hint = did_you_mean(wanted, known.iter().map(String::as_str));
    let hint = if hint.is_empty() {
        "; name a report by its slug, or a page by its path, such as `/rankings/`"
    } else {
        &hint
    };
    Err(format!("no page is named `{wanted}`{hint}"))
}

fn show(seen: Seen, labels: bool) -> ExitCode {
    let Seen { template, mut view, site, labels: words } = seen;
    view.insert("site".to_owned(), site);
    if labels {
        view.insert("t".to_owned(), words);
    }
    let mut bytes = serde_json::to_vec_pretty(&view).expect("JSON is written as JSON");
    bytes.push(b'\n');
    say(&format!("templates/{template} sees\n"));
    print(&bytes)
}

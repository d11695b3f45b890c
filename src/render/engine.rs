use std::collections::HashMap;
use std::ops::Range;

use tera::{Context, Error, ErrorKind, Kwargs, ReportError, State, Tera};

use super::chains;
use super::messages::Messages;
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean, nearest};
use crate::model::site::Section;
use crate::plan::{SitePath, Urls};
use crate::theme::Theme;

/// The virtual template that holds the sections of a report in the site's order.
const SECTIONS: &str = "report/sections.html";

/// Help with a misspelt name lists the right ones when there are at most so many.
const LISTED: usize = 40;

/// The templates of a site, ready to render.
pub struct Engine {
    tera: Tera,
    /// Where each template comes from.
    origins: HashMap<String, String>,
    /// What each template says.
    texts: HashMap<String, String>,
}

impl Engine {
    /// Reads the templates of a theme. `global` is what every page sees.
    ///
    /// # Errors
    /// What is wrong in the templates.
    pub fn new(
        theme: &Theme,
        sections: &[Section],
        messages: &Messages,
        assets: &Assets,
        urls: &Urls,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html"]);
        register_functions(&mut tera, assets, urls);
        let mut origins: HashMap<String, String> =
            theme.templates.iter().map(|(name, text)| (name.clone(), text.origin.clone())).collect();
        // A name is looked for from the inside out, and these two stand outermost; sections ask for them in every line.
        let mut listed = String::from("{% set t = t %}{% set site = site %}");
        listed.extend(sections.iter().map(|section| format!("{{% include \"sections/{section}.html\" %}}")));
        origins.insert(SECTIONS.to_owned(), "built-in templates/report/sections.html".to_owned());
        let templates = theme.templates.iter().map(|(name, text)| (name.as_str(), text.text.as_str()));
        let texts = theme.templates.iter().map(|(name, text)| (name.clone(), text.text.clone())).collect();
        let engine = |tera| Self { tera, origins, texts };
        let unreadable = chains::faults(theme);
        if !unreadable.is_empty() {
            return Err(unreadable);
        }
        let added = tera.add_raw_templates(templates.chain([(SECTIONS, listed.as_str())]));
        if let Err(error) = added {
            let engine = engine(tera);
            return Err(vec![engine.diagnostic(&error, Code::TemplateSyntax, None)]);
        }
        let mut engine = engine(tera);
        engine.show_everywhere("t", &messages.labels());
        Ok(engine)
    }

    /// Shows something to every template.
    pub fn show_everywhere(&mut self, name: &'static str, view: &impl serde::Serialize) {
        self.tera.global_context().insert(name, view);
    }

    /// Renders a page.
    ///
    /// # Errors
    /// A diagnostic that names the template, the line, and the page by `of`.
    pub fn render(&self, template: &str, view: &impl serde::Serialize, of: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let fault = |error: Error| Box::new(self.diagnostic(&error, Code::TemplateError, Some(of)));
        let context = Context::from_serialize(view).map_err(fault)?;
        let mut bytes = Vec::with_capacity(160 * 1024);
        self.tera.render_to(template, &context, &mut bytes).map_err(fault)?;
        Ok(bytes)
    }

    /// The first place in a template at which a name stands.
    fn place_of(&self, template: &str, name: &str) -> Option<Range<usize>> {
        let start = self.texts.get(template)?.find(name)?;
        Some(start..start + name.len())
    }

    /// The template, the message and the place in a report that Tera gives as text only: a first line `error: message`, then
    /// `--> template:line:column`.
    fn reported(&self, report: &str) -> (String, String, Option<Range<usize>>) {
        let mut lines = report.lines();
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let place = lines.find_map(|line| line.trim().strip_prefix("--> ")).map(|place| place.rsplitn(3, ':'));
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let [column, line, template] = place[..] else {
            return (String::new(), report.to_owned(), None);
        };
        let at = self.texts.get(template).zip(line.parse().ok()).zip(column.parse().ok());
        let span = at.map(|((text, line), column)| word_at(text, line, column));
        (template.to_owned(), message, span)
    }

    fn diagnostic(&self, error: &Error, code: Code, of: Option<&str>) -> Diagnostic {
        let (template, message, span) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => located(report),
            ErrorKind::TemplateNotFound(name) => (name.clone(), "the template does not exist".to_owned(), None),
            ErrorKind::MissingParent { current, parent } => {
                let bare = |name: &str| name.strip_suffix(".html").unwrap_or(name).to_owned();
                let mut known: Vec<String> = self.origins.keys().map(|name| bare(name)).collect();
                known.sort_unstable();
                let near = nearest(&bare(parent), known.iter().map(String::as_str));
                let hint = near.map(|name| format!("; did you mean `{name}.html`?")).unwrap_or_default();
                (
                    current.clone(),
                    format!("the template extends `{parent}`, which does not exist{hint}"),
                    self.place_of(current, parent),
                )
            }
            _ => self.reported(&error.to_string()),
        };
        let file = self.origins.get(&template).cloned().unwrap_or_else(|| format!("templates/{template}"));
        let page = of.map(|page| format!(" (while rendering {page})")).unwrap_or_default();
        let place = span.map_or(Place::File, Place::Bytes);
        let mut lines = message.trim().lines();
        let first = lines.next().unwrap_or_default();
        let (first, known) = first.split_once(". Available fields: ").unwrap_or((first, ""));
        let known: Vec<&str> = known.split(", ").filter(|name| !name.is_empty()).collect();
        let hint = first.split('`').nth(1).map(|name| did_you_mean(name, known.iter().copied())).unwrap_or_default();
        let diagnostic =
            Diagnostic::new(code, file, place, format!("{}{hint}{page}", lower(first.trim_end_matches('.'))));
        if !known.is_empty() && known.len() <= LISTED {
            return diagnostic.help(format!("what stands there is {}", known.join(", ")));
        }
        if code == Code::TemplateSyntax && lines.clone().all(|line| line.trim().is_empty()) {
            return diagnostic.help("look at this tag and at the one that it closes; `if`, `for` and `block` each end with a tag of their own");
        }
        let rest: Vec<&str> = lines.map(str::trim).filter(|line| !line.is_empty()).collect();
        if rest.is_empty() { diagnostic } else { diagnostic.help(rest.join(" ")) }
    }
}

/// The bytes of the word at a line, counted from 1, and a column, counted from 1.
fn word_at(text: &str, line: usize, column: usize) -> Range<usize> {
    let line_start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = &text[line_start..];
    let start = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    let end = rest[start..].find([' ', '\n', '}', '%', ')']).map_or(rest.len(), |end| start + end);
    line_start + start..line_start + end
}

/// The text with a small first letter, as in all messages of problems.
fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

fn located(report: &ReportError) -> (String, String, Option<Range<usize>>) {
    (report.filename().to_owned(), report.message().to_owned(), Some(report.span().range.clone()))
}

fn register_functions(tera: &mut Tera, assets: &Assets, urls: &Urls) {
    let outputs: HashMap<String, String> =
        assets.iter().map(|asset| (asset.path.clone(), urls.href(&SitePath::file(&asset.output)))).collect();
    tera.register_function("asset", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        let path: String = kwargs.must_get("path")?;
        outputs.get(&path).cloned().ok_or_else(|| Error::message(format!("no static file is named `{path}`")))
    });
    tera.register_filter("capitalize_first", |text: &str, _: Kwargs, _: &State| -> String {
        let mut chars = text.chars();
        chars.next().map_or_else(String::new, |first| format!("{}{}", first.to_uppercase(), chars.as_str()))
    });
    let urls = urls.clone();
    tera.register_function("path", move |kwargs: Kwargs, _: &State| -> tera::TeraResult<String> {
        let to: String = kwargs.must_get("to")?;
        let (path, anchor) = to.split_once('#').map_or((to.as_str(), ""), |(path, anchor)| (path, anchor));
        let href = urls.href(&SitePath::file(path.trim_start_matches('/')));
        Ok(if anchor.is_empty() { href } else { format!("{href}#{anchor}") })
    });
}

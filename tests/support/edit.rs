use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::sample::Index;

use super::{Site, files_below, read};

/// A change to the files of a site, as authors, importers and programs make them; numbers choose among what there is.
#[derive(Clone, Debug)]
pub enum Edit {
    /// Nothing.
    Nothing,
    /// Words at the end of a text, or a comment at the end of a YAML file.
    Append(Index, u16),
    /// Another title of a report.
    Title(Index, u16),
    /// Another exposure of a task.
    Exposure(Index, u16),
    /// Another published score.
    Score(Index, u16),
    /// A line of a list that is gone: a skill, a tool, a path.
    Item(Index, Index),
    /// A copy of a report under another name.
    Copy(Index, u16),
    /// An article, or a page where the number is even.
    Writing(u16),
    /// Another name of a file.
    Rename(Index, u16),
    /// A file that is gone.
    Remove(Index),
    /// A draft that is one no longer, or a text that becomes one.
    Draft(Index),
    /// A key that is unknown, in one file.
    Spoil(Index),
    /// A file that has no meaning where it stands, such as an editor leaves for a moment, and that is gone the next.
    Stray(u16),
    /// A folder that goes and comes back without one of its files.
    Folder(Index),
    /// A letter for another in a file whose size and time stay.
    Letter(Index, Index),
    /// Another name of a tool, an industry or a source.
    Entry(Index, Index, u16),
    /// Another label of the theme.
    Message(u16),
    /// Templates of the site's own.
    Template(u16),
    /// A template of the site's own that is gone.
    NoTemplate(Index),
    /// A style sheet, or a picture that pages show.
    Static(u16),
    /// A file for the root, or none.
    RootFile(u16),
    /// Another line of `site.yaml`.
    Configuration(Index, u16),
    /// A report that is imported from now on, as it is or under what was written.
    Import(Index, u16),
    /// What an import says anew: another text of a report, or of a table, or none.
    Reimport(Index, u16),
    /// Something written over a report, which then is imported, or over one that was.
    Overlay(Index, Index),
}

/// Texts over a report, of which each fits any: some change, some remove, some find nothing.
const OVERLAYS: [&str; 8] = [
    "",
    "title: Written over\n",
    "risk: {verdict: Written by hand.}\n",
    "tasks: null\nskills:\n",
    "skills: [{name: A skill of its own, resilience: high}]\n",
    "tasks: {no-such-task: {share: 5}}\npay: null\n",
    "summary: null\n",
    "tasks: [{name: A task of its own, exposure: 55}]\nquick_wins: [Rest.]\n",
];

/// Every kind of edit, and how often it is chosen among the others.
fn kinds() -> Vec<(u32, BoxedStrategy<Edit>)> {
    let at = any::<Index>;
    let with = || 0..1000_u16;
    vec![
        (1, Just(Edit::Nothing).boxed()),
        (3, (at(), with()).prop_map(|(at, with)| Edit::Append(at, with)).boxed()),
        (2, (at(), with()).prop_map(|(at, with)| Edit::Title(at, with)).boxed()),
        (2, (at(), with()).prop_map(|(at, with)| Edit::Exposure(at, with)).boxed()),
        (2, (at(), with()).prop_map(|(at, with)| Edit::Score(at, with)).boxed()),
        (4, (at(), at()).prop_map(|(at, which)| Edit::Item(at, which)).boxed()),
        (2, (at(), with()).prop_map(|(at, with)| Edit::Copy(at, with)).boxed()),
        (2, with().prop_map(Edit::Writing).boxed()),
        (1, (at(), with()).prop_map(|(at, with)| Edit::Rename(at, with)).boxed()),
        (1, at().prop_map(Edit::Remove).boxed()),
        (2, at().prop_map(Edit::Draft).boxed()),
        (1, at().prop_map(Edit::Spoil).boxed()),
        (1, with().prop_map(Edit::Stray).boxed()),
        (1, at().prop_map(Edit::Folder).boxed()),
        (2, (at(), at()).prop_map(|(at, which)| Edit::Letter(at, which)).boxed()),
        (2, (at(), at(), with()).prop_map(|(at, which, with)| Edit::Entry(at, which, with)).boxed()),
        (1, with().prop_map(Edit::Message).boxed()),
        (1, with().prop_map(Edit::Template).boxed()),
        (1, at().prop_map(Edit::NoTemplate).boxed()),
        (2, with().prop_map(Edit::Static).boxed()),
        (1, with().prop_map(Edit::RootFile).boxed()),
        (2, (at(), with()).prop_map(|(at, with)| Edit::Configuration(at, with)).boxed()),
        (3, (at(), with()).prop_map(|(at, with)| Edit::Import(at, with)).boxed()),
        (3, (at(), with()).prop_map(|(at, with)| Edit::Reimport(at, with)).boxed()),
        (4, (at(), at()).prop_map(|(at, with)| Edit::Overlay(at, with)).boxed()),
    ]
}

impl Edit {
    /// Any edit.
    pub fn any() -> impl Strategy<Value = Self> {
        prop::strategy::Union::new_weighted(kinds())
    }

    /// One edit of each kind.
    pub fn of_each_kind() -> Vec<BoxedStrategy<Self>> {
        kinds().into_iter().map(|(_, kind)| kind).collect()
    }

    /// Makes the edit and gives the paths that changed by it, as a watch names them. Where there is nothing to edit, nothing changes.
    pub fn make(&self, site: &Site) -> Vec<String> {
        self.try_make(site).unwrap_or_default()
    }

    fn try_make(&self, site: &Site) -> Option<Vec<String>> {
        match self {
            Self::Nothing => None,
            Self::Append(at, with) => {
                let path = pick(site, at, |path| path.starts_with("content/"))?;
                let line =
                    if is_text(&path) { format!("\nOne more sentence, number {with}.") } else { format!("# {with}") };
                add_line(site, path, &line)
            }
            Self::Title(at, with) => {
                let path = pick(site, at, is_report)?;
                let title = format!("title: Job of the number {with}");
                change_lines(site, path, |line| line.starts_with("title: ").then(|| title.clone()))
            }
            Self::Exposure(at, with) => set_number(site, pick(site, at, is_report)?, "exposure: ", with % 101),
            Self::Score(at, with) => set_number(site, pick(site, at, is_report)?, " score: ", with % 11),
            Self::Item(at, which) => remove_item(site, pick(site, at, is_report)?, which),
            Self::Copy(at, with) => {
                let text = text(site, &pick(site, at, is_report)?);
                let own: Vec<&str> = text.lines().filter(|line| !line.starts_with("aliases:")).collect();
                put(site, format!("content/occupations/copy-{with}.yaml"), &lines(&own))
            }
            Self::Writing(with) => {
                let folder = if with % 2 == 0 { "pages" } else { "articles" };
                let head =
                    format!("---\ntitle: Text {with}\nsummary: A text.\ndate: 2026-01-{:02}\n---\n", with % 28 + 1);
                put(site, format!("content/{folder}/text-{}.md", with % 6), &format!("{head}\nIts number is {with}.\n"))
            }
            Self::Rename(at, with) => {
                let path = pick(site, at, |path| path.starts_with("content/") && path.matches('/').count() == 2)?;
                let (folder, name) = path.rsplit_once('/')?;
                let to = format!("{folder}/renamed-{with}.{}", name.rsplit_once('.')?.1);
                site.rename(&path, &to);
                Some(vec![path, to])
            }
            Self::Remove(at) => {
                remove(site, pick(site, at, |path| path.starts_with("content/") && !path.ends_with("site.yaml"))?)
            }
            Self::Draft(at) => turn_draft(site, pick(site, at, |path| is_report(path) || is_writing(path))?),
            Self::Spoil(at) => add_line(site, pick(site, at, |path| path.ends_with(".yaml"))?, "no_such_key: 1"),
            Self::Stray(with) => {
                let strays = files(site, |path| path.ends_with(".tmp"));
                for stray in &strays {
                    site.remove(stray);
                }
                if !strays.is_empty() {
                    return Some(strays);
                }
                put(site, format!("content/occupations/stray-{with}.yaml.tmp"), "")
            }
            Self::Folder(at) => {
                let path = pick(site, at, |path| path.starts_with("content/occupations/"))?;
                site.rename("content/occupations", "elsewhere");
                site.remove(&path.replacen("content/occupations", "elsewhere", 1));
                site.rename("elsewhere", "content/occupations");
                Some(vec!["content/occupations".to_owned()])
            }
            Self::Letter(at, which) => change_letter(site, pick(site, at, |path| path.starts_with("content/"))?, which),
            Self::Entry(at, which, with) => {
                let path = pick(site, at, |path| path.starts_with("content/") && is_table(path))?;
                let text = text(site, &path);
                let is_name = |line: &&str| line.starts_with("  name: ") || line.starts_with("  title: ");
                let names: Vec<&str> = text.lines().filter(is_name).collect();
                let old = *names.get(which.index(names.len().max(1)))?;
                let (key, _) = old.split_once(": ")?;
                change_lines(site, path, |line| (line == old).then(|| format!("{key}: Name of the number {with}")))
            }
            Self::Message(with) => {
                put(site, "templates/messages/en.ftl".to_owned(), &format!("nav_reports = Jobs, {with}\n"))
            }
            Self::Template(with) => {
                let (cite, gone) = ("templates/sections/cite.html", "templates/404.html");
                site.write(cite, &format!("<section id=\"cite\">Edition {with}</section>\n"));
                site.write(gone, &format!("<!doctype html><title>{with}</title><h1>Gone</h1>\n"));
                Some(vec![cite.to_owned(), gone.to_owned()])
            }
            Self::NoTemplate(at) => remove(site, pick(site, at, |path| path.starts_with("templates/"))?),
            Self::Static(with) if with % 2 == 0 => {
                put(site, "static/css/own.css".to_owned(), &format!("p {{ order: {with} }}\n"))
            }
            Self::Static(with) => {
                let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><title>Number";
                put(site, "static/img/diagram.svg".to_owned(), &format!("{picture} {with}</title></svg>\n"))
            }
            Self::RootFile(with) => {
                let path = format!("static/root/number-{}.txt", with % 3);
                if site.root().join(&path).exists() && with % 2 == 0 {
                    return remove(site, path);
                }
                put(site, path, &format!("{with}\n"))
            }
            Self::Configuration(which, with) => configure(site, which, *with),
            Self::Import(at, with) => {
                // A report or a table moves, or is imported with the same text and stays.
                let movable =
                    |path: &str| is_report(path) || path.ends_with("/tools.yaml") || path.ends_with("/industries.yaml");
                let path = pick(site, at, |path| movable(path) && !is_imported(path))?;
                site.write(&imported(&path), &text(site, &path));
                if with % 2 == 0 {
                    site.remove(&path);
                }
                Some(vec![imported(&path), path])
            }
            Self::Reimport(at, with) => {
                let path = pick(site, at, is_imported)?;
                if with % 4 == 0 {
                    return remove(site, path);
                }
                let text = text(site, &path);
                let kept: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("why:")).collect();
                put(site, path, &format!("{}\n# edition {with}\n", kept.join("\n")))
            }
            Self::Overlay(at, with) => {
                let path = pick(site, at, |path| is_report(&written(path)))?;
                let mut changed = Vec::new();
                if !is_imported(&path) && !site.root().join(imported(&path)).exists() {
                    site.write(&imported(&path), &text(site, &path));
                    changed.push(imported(&path));
                }
                site.write(&written(&path), OVERLAYS[with.index(OVERLAYS.len())]);
                changed.push(written(&path));
                Some(changed)
            }
        }
    }
}

/// The files of the site of a kind, by path from its root.
fn files(site: &Site, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let slashed = |path: PathBuf| path.to_str().expect("the test's names are plain").to_owned();
    files_below(&site.root()).into_iter().map(slashed).filter(|path| wanted(path)).collect()
}

/// One of them.
fn pick(site: &Site, at: &Index, wanted: impl Fn(&str) -> bool) -> Option<String> {
    let mut files = files(site, wanted);
    if files.is_empty() { None } else { Some(files.swap_remove(at.index(files.len()))) }
}

fn is_report(path: &str) -> bool {
    path.starts_with("content/occupations/") && path.ends_with(".yaml")
}

/// Whether a file is Markdown.
fn is_text(path: &str) -> bool {
    path.ends_with(".md")
}

fn is_writing(path: &str) -> bool {
    path.starts_with("content/articles/") || path.starts_with("content/pages/")
}

fn is_table(path: &str) -> bool {
    ["/tools.yaml", "/industries.yaml", "/sources.yaml"].iter().any(|name| path.ends_with(name))
}

fn is_imported(path: &str) -> bool {
    path.starts_with("content/imported/")
}

/// Where the imported file of a written one stands.
pub fn imported(path: &str) -> String {
    path.replacen("content/", "content/imported/", 1)
}

/// Where the written file of either stands.
fn written(path: &str) -> String {
    path.replacen("content/imported/", "content/", 1)
}

fn text(site: &Site, path: &str) -> String {
    read(site.root().join(path))
}

fn lines(lines: &[&str]) -> String {
    lines.join("\n") + "\n"
}

fn put(site: &Site, path: String, text: &str) -> Option<Vec<String>> {
    site.write(&path, text);
    Some(vec![path])
}

fn remove(site: &Site, path: String) -> Option<Vec<String>> {
    site.remove(&path);
    Some(vec![path])
}

fn add_line(site: &Site, path: String, line: &str) -> Option<Vec<String>> {
    let text = format!("{}\n{line}\n", text(site, &path).trim_end());
    put(site, path, &text)
}

/// Puts other lines in the place of some.
fn change_lines(site: &Site, path: String, other: impl Fn(&str) -> Option<String>) -> Option<Vec<String>> {
    let text = text(site, &path);
    let changed: Vec<String> = text.lines().map(|line| other(line).unwrap_or_else(|| line.to_owned())).collect();
    put(site, path, &(changed.join("\n") + "\n"))
}

/// Puts a number behind the first place of a key.
fn set_number(site: &Site, path: String, key: &str, number: u16) -> Option<Vec<String>> {
    let text = text(site, &path);
    let start = text.find(key)? + key.len();
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return None;
    }
    put(site, path, &format!("{}{number}{}", &text[..start], &text[start + digits..]))
}

fn remove_item(site: &Site, path: String, which: &Index) -> Option<Vec<String>> {
    let text = text(site, &path);
    let mut kept: Vec<&str> = text.lines().collect();
    let is_item = |at: &usize| kept[*at].trim_start().starts_with("- {") && kept[*at].ends_with('}');
    let items: Vec<usize> = (0..kept.len()).filter(is_item).collect();
    kept.remove(*items.get(which.index(items.len().max(1)))?);
    put(site, path, &lines(&kept))
}

fn turn_draft(site: &Site, path: String) -> Option<Vec<String>> {
    let old = text(site, &path);
    let new = if old.contains("draft: true\n") {
        old.replacen("draft: true\n", "", 1)
    } else if is_text(&path) {
        old.replacen("---\n", "---\ndraft: true\n", 1)
    } else {
        format!("draft: true\n{old}")
    };
    put(site, path, &new)
}

/// Writes a letter for another into a file as it stands there, and gives it back its time.
fn change_letter(site: &Site, path: String, which: &Index) -> Option<Vec<String>> {
    let file = site.root().join(&path);
    let mut bytes = text(site, &path).into_bytes();
    // Within words, so that the file most often goes on meaning something.
    let inner = |at: &usize| bytes[at - 1..at + 2].iter().all(u8::is_ascii_lowercase);
    let places: Vec<usize> = (1..bytes.len().saturating_sub(1)).filter(inner).collect();
    let at = *places.get(which.index(places.len().max(1)))?;
    bytes[at] = if bytes[at] == b'e' { b'a' } else { b'e' };
    let time = fs::metadata(&file).and_then(|metadata| metadata.modified()).expect("the file system keeps times");
    fs::write(&file, bytes).expect("the test's folder is its own");
    set_time(&file, time);
    Some(vec![path])
}

/// Says of a file that it was last changed at some time.
pub fn set_time(file: &Path, time: std::time::SystemTime) {
    let file = fs::File::options().write(true).open(file).expect("the test's folder is its own");
    file.set_modified(time).expect("the file system keeps times");
}

fn configure(site: &Site, which: &Index, with: u16) -> Option<Vec<String>> {
    let sources = ["{by: median, measure: risk}", "{by: tasks}", "{by: source, source: imaginary-index}"];
    let (key, value) = match which.index(6) {
        0 => ("base_url", format!("https://full.example/{with}/")),
        1 => ("headline", sources[usize::from(with) % sources.len()].to_owned()),
        2 => ("bands", format!("{{moderate: {}, high: 55, very_high: 75}}", with % 54 + 1)),
        3 => ("title", format!("Book of the number {with}")),
        4 => (
            "sharing",
            format!("{{cards: false, badge: {}, embed: {}}}", with.is_multiple_of(2), with.is_multiple_of(3)),
        ),
        _ => ("disclosure", format!("Sponsored, {with} times.")),
    };
    let line = format!("{key}: {value}");
    let path = "content/site.yaml".to_owned();
    // A value that goes on in further lines goes with its key.
    let mut old = false;
    let text = text(site, &path);
    let mut changed: Vec<&str> = Vec::new();
    for other in text.lines() {
        let begins = !other.starts_with([' ', '#']);
        if begins {
            old = other.split_once(':').is_some_and(|(name, _)| name == key);
        }
        match (old, begins) {
            (true, true) => changed.push(&line),
            (true, false) => {}
            (false, _) => changed.push(other),
        }
    }
    put(site, path, &lines(&changed))
}

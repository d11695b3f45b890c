//! A workshop that is told what changed gives the site that one gives which knows nothing: after every edit, byte for byte.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use foretask::build::{BuildError, BuildOptions, Site as Loaded, Workshop};
use foretask::diagnostic::Diagnostic;
use proptest::prelude::*;
use support::{Site, files_below, read};

/// A change to the files of a site; numbers choose among what there is.
#[derive(Clone, Debug)]
enum Edit {
    /// Words at the end of a text, or a comment at the end of a YAML file.
    Append(usize, usize),
    /// Another title of a report.
    Title(usize, usize),
    /// Another exposure of a task.
    Exposure(usize, usize),
    /// A line of a list that is gone: a skill, a tool, a path.
    Item(usize, usize),
    /// A copy of a report under another name.
    Copy(usize, usize),
    /// Another name of a file.
    Rename(usize, usize),
    /// A file that is gone.
    Remove(usize),
    /// A key that is unknown, in one file.
    Spoil(usize),
    /// A file that has no meaning where it stands, such as an editor leaves for a moment, and that is gone the next.
    Stray(usize),
    /// A folder that goes and comes back without one of its files.
    Folder(usize),
    /// Another label of the theme.
    Message(usize),
    /// A report that is imported from now on, as it is or under what was written.
    Import(usize, usize),
    /// What an import says anew: another text of a report, or of a table, or none.
    Reimport(usize, usize),
    /// Something written over a report, which then is imported, or over one that was.
    Overlay(usize, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let number = 0..1000_usize;
    let pair = (number.clone(), number.clone());
    prop_oneof![
        3 => pair.clone().prop_map(|(at, with)| Edit::Append(at, with)),
        2 => pair.clone().prop_map(|(at, with)| Edit::Title(at, with)),
        2 => pair.clone().prop_map(|(at, with)| Edit::Exposure(at, with)),
        4 => pair.clone().prop_map(|(at, with)| Edit::Item(at, with)),
        2 => pair.clone().prop_map(|(at, with)| Edit::Copy(at, with)),
        1 => pair.clone().prop_map(|(at, with)| Edit::Rename(at, with)),
        1 => number.clone().prop_map(Edit::Remove),
        1 => number.clone().prop_map(Edit::Spoil),
        1 => number.clone().prop_map(Edit::Stray),
        1 => number.clone().prop_map(Edit::Folder),
        1 => number.prop_map(Edit::Message),
        3 => pair.clone().prop_map(|(at, with)| Edit::Import(at, with)),
        3 => pair.clone().prop_map(|(at, with)| Edit::Reimport(at, with)),
        4 => pair.prop_map(|(at, with)| Edit::Overlay(at, with)),
    ]
}

/// The files of the site of a kind, by path from its root.
fn files(site: &Site, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let all = files_below(&site.root()).into_iter();
    let slashed = |path: PathBuf| path.to_str().expect("the test's names are plain").to_owned();
    all.map(slashed).filter(|path| wanted(path)).collect()
}

fn is_report(path: &str) -> bool {
    path.starts_with("content/occupations/") && path.ends_with(".yaml")
}

fn is_imported(path: &str) -> bool {
    path.starts_with("content/imported/")
}

/// Where the imported file of a written one stands.
fn imported(path: &str) -> String {
    path.replacen("content/", "content/imported/", 1)
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

/// Makes an edit and gives the paths that changed by it, as a watch names them.
fn make(site: &Site, edit: &Edit) -> Vec<String> {
    let pick = |wanted: fn(&str) -> bool, at: usize| {
        let files = files(site, wanted);
        files.get(at % files.len().max(1)).cloned()
    };
    let with_line =
        |path: &str, line: &str| site.write(path, &format!("{}\n{line}\n", read(site.root().join(path)).trim_end()));
    match edit {
        Edit::Append(at, with) => {
            let Some(path) = pick(|path| path.starts_with("content/"), *at) else { return Vec::new() };
            let line = if path.ends_with(".md") {
                format!("\nOne more sentence, number {with}.")
            } else {
                format!("# {with}")
            };
            with_line(&path, &line);
            vec![path]
        }
        Edit::Title(at, with) => {
            let Some(path) = pick(is_report, *at) else { return Vec::new() };
            let text = read(site.root().join(&path));
            let lines = text.lines().map(|line| match line.strip_prefix("title: ") {
                Some(_) => format!("title: Job of the number {with}"),
                None => line.to_owned(),
            });
            site.write(&path, &(lines.collect::<Vec<_>>().join("\n") + "\n"));
            vec![path]
        }
        Edit::Exposure(at, with) => {
            let Some(path) = pick(is_report, *at) else { return Vec::new() };
            let text = read(site.root().join(&path));
            let Some(start) = text.find("exposure: ").map(|at| at + "exposure: ".len()) else { return Vec::new() };
            let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                site.write(&path, &format!("{}{}{}", &text[..start], with % 101, &text[start + digits..]));
            }
            vec![path]
        }
        Edit::Item(at, with) => {
            let Some(path) = pick(is_report, *at) else { return Vec::new() };
            let text = read(site.root().join(&path));
            let is_item = |line: &str| line.trim_start().starts_with("- {") && line.ends_with('}');
            let items = text.lines().filter(|line| is_item(line)).count();
            let mut number = 0;
            let kept = |line: &&str| {
                number += usize::from(is_item(line));
                !(is_item(line) && number - 1 == with % items)
            };
            let kept: Vec<&str> = text.lines().filter(kept).collect();
            site.write(&path, &(kept.join("\n") + "\n"));
            vec![path]
        }
        Edit::Copy(at, with) => {
            let Some(path) = pick(is_report, *at) else { return Vec::new() };
            let copy = format!("content/occupations/copy-{with}.yaml");
            let text = read(site.root().join(&path));
            let own = |line: &&str| !line.starts_with("aliases:");
            site.write(&copy, &(text.lines().filter(own).collect::<Vec<_>>().join("\n") + "\n"));
            vec![copy]
        }
        Edit::Rename(at, with) => {
            let Some(path) = pick(|path| path.starts_with("content/") && path.matches('/').count() == 2, *at) else {
                return Vec::new();
            };
            let (folder, name) = path.rsplit_once('/').expect("the file stands in a folder");
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            let to = format!("{folder}/renamed-{with}.{ending}");
            site.rename(&path, &to);
            vec![path, to]
        }
        Edit::Remove(at) => {
            let Some(path) = pick(|path| path.starts_with("content/") && !path.ends_with("site.yaml"), *at) else {
                return Vec::new();
            };
            site.remove(&path);
            vec![path]
        }
        Edit::Spoil(at) => {
            let Some(path) = pick(|path| path.ends_with(".yaml"), *at) else { return Vec::new() };
            with_line(&path, "no_such_key: 1");
            vec![path]
        }
        Edit::Stray(at) => {
            let path = format!("content/occupations/stray-{at}.yaml.tmp");
            let strays = files(site, |path| path.ends_with(".tmp"));
            for stray in &strays {
                site.remove(stray);
            }
            if strays.is_empty() {
                site.write(&path, "");
                return vec![path];
            }
            strays
        }
        Edit::Folder(at) => {
            let Some(path) = pick(is_report, *at) else { return Vec::new() };
            site.rename("content/occupations", "elsewhere");
            fs::remove_file(
                site.root().join("elsewhere").join(Path::new(&path).file_name().expect("a file has a name")),
            )
            .expect("the test's folder is its own");
            site.rename("elsewhere", "content/occupations");
            vec!["content/occupations".to_owned()]
        }
        Edit::Import(at, with) => {
            // A report or a table moves, or is imported with the same text and stays.
            let movable =
                |path: &str| is_report(path) || path.ends_with("/tools.yaml") || path.ends_with("/industries.yaml");
            let files = files(site, |path| movable(path) && !is_imported(path));
            let Some(path) = files.get(at % files.len().max(1)) else { return Vec::new() };
            let text = read(site.root().join(path));
            site.write(&imported(path), &text);
            if with % 2 == 0 {
                site.remove(path);
            }
            vec![imported(path), path.clone()]
        }
        Edit::Reimport(at, with) => {
            let Some(path) = pick(is_imported, *at) else { return Vec::new() };
            if with % 4 == 0 {
                site.remove(&path);
                return vec![path];
            }
            let text = read(site.root().join(&path));
            let kept: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("why:")).collect();
            site.write(&path, &format!("{}\n# edition {with}\n", kept.join("\n")));
            vec![path]
        }
        Edit::Overlay(at, with) => {
            let files = files(site, |path| is_report(&path.replacen("content/imported/", "content/", 1)));
            let Some(path) = files.get(at % files.len().max(1)) else { return Vec::new() };
            let mut changed = Vec::new();
            let written = path.replacen("content/imported/", "content/", 1);
            if !is_imported(path) && !files.contains(&imported(path)) {
                site.write(&imported(path), &read(site.root().join(path)));
                changed.push(imported(path));
            }
            site.write(&written, OVERLAYS[with % OVERLAYS.len()]);
            changed.push(written);
            changed
        }
        Edit::Message(with) => {
            let path = "templates/messages/en.ftl";
            site.write(path, &format!("nav_reports = Jobs, {with}\n"));
            vec![path.to_owned()]
        }
    }
}

/// What a site is: every output and its bytes, or what is wrong with it.
#[derive(Debug, PartialEq)]
enum Outcome {
    Outputs(BTreeMap<String, Vec<u8>>),
    Faults(Vec<Diagnostic>),
}

fn outcome(site: Result<Loaded, BuildError>) -> Outcome {
    let faults = |error| match error {
        BuildError::Faults(faults) => Outcome::Faults(faults.diagnostics),
        error => panic!("the test's files are readable: {error}"),
    };
    let site = match site {
        Ok(site) => site,
        Err(error) => return faults(error),
    };
    let press = match site.press() {
        Ok(press) => press,
        Err(error) => return faults(error),
    };
    let renderer = site.renderer(&press);
    let bytes = |(path, output): &(foretask::plan::SitePath, foretask::plan::Output)| {
        (path.to_string(), site.bytes(&renderer, path, *output).expect("the test's templates do not fail"))
    };
    // Share cards are dear to draw, and are made of nothing that their pages do not show.
    let outputs = site.plan.outputs().iter().filter(|(path, _)| !path.as_str().starts_with("cards/"));
    Outcome::Outputs(outputs.map(bytes).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn a_workshop_that_is_told_of_edits_gives_the_site_of_one_that_knows_nothing(edits in prop::collection::vec(edit(), 1..10)) {
        let site = Site::full();
        for path in ["content/imported/occupations/imported-one.yaml", "content/imported/occupations/imported-two.yaml"] {
            site.write(path, &read(site.root().join("content/occupations/dragon-groomer.yaml")).replace("\naliases:", "\n# aliases:"));
        }
        let mut workshop = Workshop::new(&site.root(), BuildOptions::default());
        prop_assert!(matches!(outcome(workshop.site()), Outcome::Outputs(_)));
        for edit in &edits {
            for path in make(&site, edit) {
                workshop.changed(&path);
            }
            let clean = outcome(Loaded::load(&site.root(), &BuildOptions::default()));
            prop_assert!(outcome(workshop.site()) == clean, "another site after {:?} of {:?}", edit, edits);
        }
    }
}

#[test]
fn a_report_follows_each_of_its_two_files() {
    let site = Site::layers();
    let written = "content/occupations/lamp-trimmer.yaml";
    let imported = imported(written);
    let mut workshop = Workshop::new(&site.root(), BuildOptions::default());
    let title = |workshop: &mut Workshop| {
        let loaded = workshop.site().expect("the site has no fault");
        let card = loaded.corpus.cards.iter().find(|card| card.slug.as_str() == "lamp-trimmer");
        card.map(|card| card.title.as_str().to_owned())
    };
    let before = outcome(workshop.site());
    assert_eq!(title(&mut workshop).as_deref(), Some("Lamp Trimmer"));
    let overlay = read(site.root().join(written));
    site.remove(written);
    assert!(workshop.changed(written));
    assert_eq!(title(&mut workshop).as_deref(), Some("Lamp Trimmers"));
    site.replace(&imported, "title: Lamp Trimmers", "title: Trimmers of lamps");
    assert!(workshop.changed(&imported));
    assert_eq!(title(&mut workshop).as_deref(), Some("Trimmers of lamps"));
    site.write(written, &overlay);
    assert!(workshop.changed(written));
    assert_eq!(title(&mut workshop).as_deref(), Some("Lamp Trimmer"));
    assert!(outcome(workshop.site()) == before, "the written title lies over any");
    // Without what it lies over it is not a report.
    site.remove(&imported);
    assert!(workshop.changed(&imported));
    assert!(matches!(outcome(workshop.site()), Outcome::Faults(_)));
}

#[test]
fn a_file_without_a_meaning_is_forgotten_when_it_is_gone() {
    let site = Site::minimal();
    let mut workshop = Workshop::new(&site.root(), BuildOptions::default());
    let before = outcome(workshop.site());
    for path in ["content/occupations/lighthouse-keeper.yaml.tmp", "content/4913", "content/drafts/one.yaml"] {
        site.write(path, "");
        assert!(workshop.changed(path));
        assert!(matches!(outcome(workshop.site()), Outcome::Faults(_)), "{path} is no fault");
        site.remove(path);
        assert!(workshop.changed(path), "{path} was a fault, and is gone");
        assert!(outcome(workshop.site()) == before, "{path} is remembered");
    }
}

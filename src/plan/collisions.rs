use std::collections::HashMap;

use super::output::Origin;
use super::{Output, SitePath, SitePlan};
use crate::assets::Assets;
use crate::diagnostic::{Code, Diagnostic};
use crate::link::Corpus;
use crate::source::{SiteFile, folded};

/// An output and its path.
type Entry = (SitePath, Output);

impl SitePlan {
    /// Outputs that cannot stand beside each other: those that would be one file, those of which one is a file where another has a folder,
    /// and those whose folders differ only in what some file systems do not tell apart.
    pub(super) fn collisions(&self, corpus: &Corpus, assets: &Assets, root_files: &[SiteFile]) -> Vec<Diagnostic> {
        // Nearly all outputs are pages and data whose names are plain and in order: a pair of these collides as neighbours. The few others
        // are held against all.
        let mut before: Option<&Entry> = None;
        let mut others = Others::default();
        let mut pairs: Vec<(&Entry, &Entry, Clash)> = Vec::new();
        for entry in &self.outputs {
            let (path, output) = entry;
            if is_made(path, *output) {
                let first = before.replace(entry).filter(|(before, _)| before == path);
                pairs.extend(first.map(|first| (entry, first, Clash::Same)));
            } else if let Some((first, clash)) = self.clash(entry, &others) {
                pairs.push((entry, first, clash));
            } else {
                others.add(entry);
            }
        }
        let fault = |(entry, first, clash): (&Entry, &Entry, Clash)| {
            let mut wanting =
                [entry, first].map(|(path, output)| (path, output.origin(corpus, self, assets, root_files)));
            // What an author can change stands first, an alias before the page that it hides.
            wanting.sort_by_key(|(_, origin)| (!origin.is_alias(), !origin.is_of_site()));
            let [(path, one), (other_path, other)] = wanting;
            let message = match (clash, &one, &other) {
                (Clash::Same, Origin::Alias(file, _), Origin::File(own)) if file == own => {
                    format!("`/{path}` is the page's own address")
                }
                (Clash::Same, ..) => format!("the address `/{path}` is wanted twice: here and by {other}"),
                (Clash::Within, ..) => {
                    format!(
                        "the addresses `/{path}` and `/{other_path}` make one name a file and a folder: here and by {other}"
                    )
                }
                (Clash::Folder, ..) => format!(
                    "the folders of `/{path}` and `/{other_path}` are one on many systems and two on others: here and by {other}"
                ),
            };
            let help = if one.is_alias() { "remove the alias, or choose another" } else { "rename the file" };
            let (file, place) = one.place();
            Diagnostic::new(Code::AddressCollision, file, place, message).help(help)
        };
        pairs.into_iter().map(fault).collect()
    }

    /// What an output collides with whose name is not plain, or whose author can put it anywhere.
    fn clash<'a>(&'a self, (path, output): &Entry, others: &Others<'a>) -> Option<(&'a Entry, Clash)> {
        let written = path.output_file();
        let file = folded(&written);
        let at_folder = file.strip_suffix("index.html").unwrap_or(&file);
        let same = self.plain(at_folder).or_else(|| self.plain(&file)).filter(|(_, twin)| twin != output);
        if let Some(first) = same.or_else(|| others.files.get(&file).copied()) {
            return (!both_listed(*output, first.1)).then_some((first, Clash::Same));
        }
        if let Some(first) = self.plain_below(&file).or_else(|| others.folders.get(&file).map(|(first, _)| *first)) {
            return Some((first, Clash::Within));
        }
        folders_of(&file).zip(folders_of(&written)).find_map(|(folder, written)| {
            let page = folder.strip_suffix("index.html").and_then(|page| self.plain(page));
            if let Some(first) = page.or_else(|| self.plain(folder)).or_else(|| others.files.get(folder).copied()) {
                return Some((first, Clash::Within));
            }
            let plain = (folder != written).then(|| self.plain_below(folder)).flatten();
            let other = others.folders.get(folder).filter(|(_, known)| known != written).map(|(first, _)| *first);
            let first = plain.or(other)?;
            (!both_listed(*output, first.1)).then_some((first, Clash::Folder))
        })
    }

    /// The output of a plain path.
    fn plain(&self, path: &str) -> Option<&Entry> {
        let from = self.outputs.partition_point(|(known, _)| known.as_str() < path);
        let mut found = self.outputs[from..].iter().take_while(|(known, _)| known.as_str() == path);
        found.find(|(path, output)| is_made(path, *output))
    }

    /// An output of a plain path in a folder.
    fn plain_below(&self, folder: &str) -> Option<&Entry> {
        let below = format!("{folder}/");
        let from = self.outputs.partition_point(|(path, _)| path.as_str() < below.as_str());
        let mut within = self.outputs[from..].iter().take_while(|(path, _)| path.as_str().starts_with(&below));
        within.find(|(path, output)| is_made(path, *output))
    }
}

/// How two outputs collide.
#[derive(Clone, Copy)]
enum Clash {
    /// They are one file.
    Same,
    /// One is a file where the other has a folder.
    Within,
    /// Their folders are one on some systems.
    Folder,
}

/// The outputs that are held against all, by their folded paths.
#[derive(Default)]
struct Others<'a> {
    files: HashMap<String, &'a Entry>,
    /// A file in each folder, and how it writes the folder.
    folders: HashMap<String, (&'a Entry, String)>,
}

impl<'a> Others<'a> {
    fn add(&mut self, entry: &'a Entry) {
        let written = entry.0.output_file();
        let file = folded(&written);
        for (folder, written) in folders_of(&file).zip(folders_of(&written)) {
            self.folders.entry(folder.to_owned()).or_insert_with(|| (entry, written.to_owned()));
        }
        self.files.insert(file, entry);
    }
}

/// Whether two outputs are files of one folder of the site, which were told from each other when it was listed.
fn both_listed(one: Output, other: Output) -> bool {
    use Output::{Asset, RootFile};
    matches!((one, other), (RootFile(_), RootFile(_)) | (Asset(_), Asset(_)))
}

/// Whether an output is one of the many with plain names that the program makes.
fn is_made(path: &SitePath, output: Output) -> bool {
    is_plain(path) && !matches!(output, Output::RootFile(_))
}

fn is_plain(path: &SitePath) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.' | b'_');
    path.as_str().bytes().all(plain) && !path.as_str().ends_with("index.html")
}

/// The folders in which a path lies, the outermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

use std::collections::BTreeMap;
use std::path::Path;

use crate::program::{Output, built};
use crate::support::{Site, files_in};

/// The files of a site and their bytes, by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// In what the two versions of a site differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Difference {
    /// In one sentence of one report.
    Sentence,
    /// In a sentence, and in a hundred small files beside the pages, half of which come and go.
    ManyFiles,
    /// In every page, with reports and files that come and go, and a file that becomes a folder.
    Everything,
}

/// A site of some reports in two versions, and what comes of each.
pub struct Versions {
    /// The site, as one of the versions.
    pub site: Site,
    difference: Difference,
    /// The files of each version.
    pub files: [Files; 2],
}

/// So many reports have both versions beside one more; a build is to be short, since there are hundreds.
const REPORTS: usize = 5;

/// So many small files have both versions of many files, and as many each for itself.
const MANY: usize = 50;

impl Versions {
    /// Writes the site and finds out what comes of each version. It is the first one then.
    pub fn of(difference: Difference) -> Self {
        let mut site = Site::minimal();
        for number in 0..REPORTS {
            let report = format!(
                "title: Keeper of light {number}\nindustry: sea\nsummary: They keep light number {number} burning.\n\
                 tasks:\n  - {{name: Trim wick {number}, exposure: {exposure}}}\n  - {{name: Wind clock {number}, exposure: 40}}\n",
                exposure = number * 7
            );
            site = site.file(&format!("content/occupations/keeper-{number}.yaml"), &report);
        }
        let mut versions = Self { site, difference, files: [Files::new(), Files::new()] };
        for version in [1, 0] {
            versions.set(version);
            versions.files[version] = versions.site.build_clean().files();
        }
        assert_ne!(versions.files[0], versions.files[1], "the versions differ");
        versions
    }

    /// Versions that differ in everything, and an output in which both were built, the first one last. The site is the second one then.
    pub fn built() -> (Self, Output) {
        let versions = Self::of(Difference::Everything);
        let output = Output::of(&versions.site);
        for version in [1, 0] {
            versions.set(version);
            built(&versions.site, &output.out);
        }
        versions.set(1);
        (versions, output)
    }

    /// Makes the site one of its versions, 0 or 1.
    pub fn set(&self, version: usize) {
        let site = &self.site;
        match self.difference {
            Difference::Sentence | Difference::ManyFiles => {
                let report = "content/occupations/lighthouse-keeper.yaml";
                let sentence = ["They keep a lamp burning.", "They keep every lamp burning, in any weather."][version];
                site.write(report, &format!("title: Lighthouse Keeper\nindustry: sea\nsummary: {sentence}\n"));
                if self.difference == Difference::ManyFiles {
                    self.set_many(version);
                }
            }
            Difference::Everything => {
                let (name, other) = [("One", "Two"), ("Two", "One")][version];
                // Pictures take as long as all other files together.
                site.write(
                    "content/site.yaml",
                    &format!(
                        "title: Version {name}\nbase_url: https://versions.example/\ndescription: A site with versions.\n\
                         sharing: {{cards: false}}\n"
                    ),
                );
                let report = |name: &str| format!("content/occupations/only-{}.yaml", name.to_lowercase());
                let text = format!("title: Only of {name}\nindustry: sea\nsummary: A report of version {name}.\n");
                site.write(&report(name), &text);
                self.absent(&report(other));
                let (file, folder) = ("static/root/turns", "static/root/turns/index.txt");
                self.absent(if version == 0 { folder } else { file });
                if version == 0 {
                    let _ = std::fs::remove_dir(site.root().join(file));
                }
                site.write(if version == 0 { file } else { folder }, name);
            }
        }
    }

    /// Files that both versions have, and files that only this one has.
    fn set_many(&self, version: usize) {
        for number in 0..MANY {
            let text = format!("{number} of version {version}\n");
            self.site.write(&format!("static/root/many/{number}.txt"), &text);
            self.site.write(&format!("static/root/only/{version}-{number}.txt"), &text);
            self.absent(&format!("static/root/only/{}-{number}.txt", 1 - version));
        }
    }

    fn absent(&self, path: &str) {
        let path = self.site.root().join(path);
        if path.is_file() {
            std::fs::remove_file(path).expect("the test's folder is its own");
        }
    }

    /// Which version an output folder holds, wholly and with nothing else.
    pub fn version_in(&self, out: &Path) -> Option<usize> {
        let files = files_in(out);
        self.files.iter().position(|known| *known == files)
    }

    /// What an output folder holds that tells it from both versions, for a message.
    pub fn mixture(&self, out: &Path) -> String {
        let files = files_in(out);
        let differ = |known: &Files| {
            let paths = known.keys().chain(files.keys());
            let mut paths: Vec<&String> = paths.filter(|path| known.get(*path) != files.get(*path)).collect();
            paths.sort();
            paths.dedup();
            format!("{} of {} files differ: {:?}", paths.len(), known.len(), &paths[..paths.len().min(8)])
        };
        format!("from version 0 {}; from version 1 {}", differ(&self.files[0]), differ(&self.files[1]))
    }
}

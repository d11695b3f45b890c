//! How long the stages of a build take, and the whole: `cargo bench`, or `cargo bench -- 100 10000` for other numbers of reports.
//!
//! One build tells the time of all its stages, each as it is within a whole build; a library for benchmarks would time one thing at a time
//! and build the site anew for each. So this is a plain program. Each round builds into a folder of its own: a folder of thousands of
//! files that was just removed makes the next writes slow.
//!
//! Without `--bench`, as `cargo test` runs it, it goes through a small corpus once: what it says of each build is checked either way.

mod corpus;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread::sleep;
use std::time::Duration;

use corpus::{Cards, Corpus};
use foretask::build::{BuildOptions, Built, Progress, Stage, Took, build};
use foretask::plan::{Output, SitePath};
use foretask::source::{Fingerprint, Follow, WORK_FOLDER};
use tempfile::TempDir;

/// The one that the program has, since a build makes millions of small texts.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Numbers of reports, where none are asked for.
const SIZES: [usize; 2] = [100, 1_000];

/// How many share cards are drawn to say what one takes.
const CARDS: usize = 100;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What happens before a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    /// The output folder is new, and nothing was kept of builds before.
    Cold,
    /// Nothing.
    Nothing,
    /// One more sentence in an analysis.
    Sentence,
    /// Another exposure of a task, and so another score of its report.
    Score,
    /// The output folder is new; what builds before kept in the site's folder is there.
    Kept,
}

impl Before {
    const ALL: [Self; 5] = [Self::Cold, Self::Nothing, Self::Sentence, Self::Score, Self::Kept];

    fn name(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Nothing => "unchanged",
            Self::Sentence => "sentence",
            Self::Score => "score",
            Self::Kept => "kept",
        }
    }

    /// Changes the site of a corpus, in another way each round.
    fn change(self, corpus: Corpus, root: &Path, round: usize) -> Outcome<()> {
        let slug = corpus.report(round % corpus.reports).slug;
        let file = |ending: &str| root.join(format!("content/occupations/{slug}.{ending}"));
        match self {
            Self::Cold => match fs::remove_dir_all(root.join(WORK_FOLDER)) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            },
            Self::Nothing | Self::Kept => {}
            Self::Sentence => {
                let text = fs::read_to_string(file("md"))?;
                fs::write(file("md"), format!("{text}\nOne more sentence, number {round}.\n"))?;
            }
            Self::Score => {
                let text = fs::read_to_string(file("yaml"))?;
                let key = "exposure: ";
                let start = text.find(key).ok_or("a report has a task with an exposure")? + key.len();
                let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
                let (before, after) = (&text[..start], &text[start + digits..]);
                // Far enough that the mean of some twenty tasks becomes another.
                let other = if text[start..start + digits].parse::<u8>()? < 50 { 100 } else { 0 };
                fs::write(file("yaml"), format!("{before}{other}{after}"))?;
            }
        }
        Ok(())
    }
}

/// What a build says of itself while it goes on.
#[derive(Default)]
struct Heard {
    stages: Mutex<Vec<(Stage, Duration)>>,
    cards: Mutex<Vec<Duration>>,
}

impl Progress for Heard {
    fn stage(&self, stage: Stage, took: Duration) {
        self.stages.lock().expect("no build panics while it says how long a stage took").push((stage, took));
    }

    fn rendered(&self, _: &SitePath, output: Output, took: Took) {
        if output.maker() == "share card" {
            self.cards.lock().expect("no build panics while it says how long a card took").push(took.making);
        }
    }
}

/// One build.
struct Run {
    built: Built,
    stages: Vec<(Stage, Duration)>,
}

/// Builds a site once.
fn run(root: &Path, out: &Path) -> Outcome<Run> {
    let heard = Heard::default();
    let built = build(root, out, &BuildOptions::default(), &heard)?;
    Ok(Run { built, stages: heard.stages.into_inner()? })
}

/// Waits until no file of the site can change without looking otherwise, which a build has to know to be quick the next time.
fn settle(root: &Path) {
    while !Fingerprint::of(root, &Follow::default()).is_some_and(|fingerprint| fingerprint.is_settled()) {
        sleep(Duration::from_millis(20));
    }
}

/// A folder in which outputs of any size can be left until the end.
fn folder() -> Outcome<TempDir> {
    Ok(TempDir::with_prefix_in("bench-", env!("CARGO_TARGET_TMPDIR"))?)
}

/// All builds of a corpus, by what happened before.
fn measure(corpus: Corpus, rounds: usize) -> Outcome<Vec<(Before, Vec<Run>)>> {
    let folder = folder()?;
    let root = folder.path().join("site");
    corpus.write(&root, Cards::LeftOut)?;
    let mut runs: Vec<(Before, Vec<Run>)> = Before::ALL.map(|before| (before, Vec::new())).into();
    for round in 0..rounds {
        let out_of = |before: Before| -> PathBuf {
            let name = if before == Before::Kept { "kept" } else { "dist" };
            folder.path().join(format!("{name}-{round}"))
        };
        settle(&root);
        for (before, runs) in &mut runs {
            before.change(corpus, &root, round)?;
            runs.push(run(&root, &out_of(*before))?);
        }
    }
    Ok(runs)
}

/// Fails where a build was not of the kind that its figures are said to be of.
fn check(runs: &[(Before, Vec<Run>)]) {
    let [cold, nothing, sentence, score, kept] =
        Before::ALL.map(|wanted| &runs.iter().find(|(before, _)| *before == wanted).expect("all kinds were built").1);
    for (cold, kept) in cold.iter().zip(kept) {
        assert_eq!(cold.built.written, kept.built.written, "a build into a new folder writes every file");
    }
    for (cold, ((nothing, sentence), score)) in cold.iter().zip(nothing.iter().zip(sentence).zip(score)) {
        let files = cold.built.written;
        assert!(files > cold.built.pages && cold.stages.len() > 1, "a cold build writes every file");
        assert_eq!((nothing.built.written, nothing.built.unchanged), (0, files), "nothing changed");
        assert_eq!(nothing.stages.len(), 1, "a build after which nothing changed is over after its first look");
        let one = sentence.built.written;
        assert!((1..files / 2).contains(&one), "a sentence changes {one} of {files} files");
        assert!(score.built.written > one, "a score moves the ranks of other reports");
    }
}

/// The middle of some durations, in milliseconds.
fn median(mut durations: Vec<Duration>) -> f64 {
    durations.sort_unstable();
    durations.get(durations.len() / 2).map_or(0.0, |middle| middle.as_secs_f64() * 1e3)
}

fn print(corpus: Corpus, runs: &[(Before, Vec<Run>)]) {
    let (rounds, files) = runs.first().map_or((0, 0), |(_, cold)| (cold.len(), cold[0].built.written));
    println!("\n{} reports, {files} files; medians of {rounds} builds, in milliseconds\n", corpus.reports);
    let line = |name: &str, of: &dyn Fn(&[Run]) -> f64| {
        let cells: String = runs.iter().map(|(_, runs)| format!("{:>12.1}", of(runs))).collect();
        println!("{name:<14}{cells}");
    };
    println!("{:<14}{}", "", runs.iter().map(|(before, _)| format!("{:>12}", before.name())).collect::<String>());
    for (stage, _) in &runs[0].1[0].stages {
        let time = |run: &Run| run.stages.iter().find(|(other, _)| other == stage).map(|(_, took)| *took);
        line(&format!("{stage:?}").to_lowercase(), &|runs| median(runs.iter().filter_map(time).collect()));
    }
    let elapsed = |runs: &[Run]| runs.iter().map(|run| run.built.elapsed).collect::<Vec<_>>();
    line("whole", &|runs| median(elapsed(runs)));
    line("  least", &|runs| median(elapsed(runs).into_iter().min().into_iter().collect()));
    line("  most", &|runs| median(elapsed(runs).into_iter().max().into_iter().collect()));
    line("files written", &|runs| runs[0].built.written as f64);
}

/// Draws the share cards of a corpus, and prints what one takes on one thread.
fn cards(reports: usize) -> Outcome<()> {
    let folder = folder()?;
    let (root, out) = (folder.path().join("site"), folder.path().join("dist"));
    Corpus::of(reports).write(&root, Cards::Drawn)?;
    let heard = Heard::default();
    build(&root, &out, &BuildOptions::default(), &heard)?;
    let cards = heard.cards.into_inner()?;
    assert!(cards.len() > reports, "each report has a card, and so has the site");
    println!("\nshare cards    {:>12.1} ms a card; median of {}", median(cards.clone()), cards.len());
    Ok(())
}

/// How often a corpus is built in each way: large ones take long, and differ less.
fn rounds(reports: usize) -> usize {
    BTreeMap::from([(0, 11), (1_000, 5), (10_000, 3)]).range(..=reports).next_back().map_or(1, |(_, rounds)| *rounds)
}

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (sizes, rounds, cards_of): (Vec<usize>, fn(usize) -> usize, usize) =
        if arguments.iter().any(|word| word == "--bench") {
            let asked = arguments.iter().filter(|word| *word != "--bench");
            let asked = asked.map(|word| word.parse()).collect::<Result<Vec<usize>, _>>();
            let sizes = asked.map_err(|_| "usage: cargo bench -- [NUMBER OF REPORTS]...")?;
            (if sizes.is_empty() { SIZES.into() } else { sizes }, rounds, CARDS)
        } else {
            (vec![20], |_| 1, 20)
        };
    for reports in sizes {
        let corpus = Corpus::of(reports);
        let runs = measure(corpus, rounds(reports))?;
        check(&runs);
        print(corpus, &runs);
    }
    cards(cards_of)
}

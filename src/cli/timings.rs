//! Where the time of a build went.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::Serialize;

use crate::build::{Progress, Stage, Took};
use crate::plan::{Output, SitePath};

/// As many of the slowest outputs are named.
const SLOWEST: usize = 10;

/// Notes how long each stage and each output of a build takes, and passes on what it hears.
pub struct Timings<'a> {
    next: &'a dyn Progress,
    noted: Mutex<Noted>,
}

#[derive(Default)]
struct Noted {
    stages: Vec<(Stage, Duration)>,
    makers: HashMap<&'static str, Sum>,
    slowest: Vec<(Duration, String)>,
}

/// The outputs of one template or kind.
#[derive(Clone, Copy, Default)]
struct Sum {
    count: u32,
    making: Duration,
    storing: Duration,
    longest: Duration,
}

/// Where the time went, for programs.
#[derive(Serialize)]
struct Line<'a> {
    event: &'static str,
    stages: Vec<StageLine>,
    makers: Vec<MakerLine>,
    slowest: Vec<OutputLine<'a>>,
}

#[derive(Serialize)]
struct StageLine {
    stage: &'static str,
    seconds: f64,
}

#[derive(Serialize)]
struct MakerLine {
    maker: &'static str,
    outputs: u32,
    making_seconds: f64,
    storing_seconds: f64,
    longest_seconds: f64,
}

#[derive(Serialize)]
struct OutputLine<'a> {
    path: &'a str,
    seconds: f64,
}

impl<'a> Timings<'a> {
    /// Nothing noted yet; what is heard goes on to `next`.
    pub fn new(next: &'a dyn Progress) -> Self {
        Self { next, noted: Mutex::default() }
    }

    /// The tables for people: stages in their order, templates and other makers by their time, the slowest outputs.
    pub fn table(&self) -> String {
        use std::fmt::Write as _;
        let noted = self.noted();
        let mut text = String::from("stage            time\n");
        for (stage, took) in &noted.stages {
            let _ = writeln!(text, "{:<8} {:>12}", name(*stage), ms(*took));
        }
        text.push_str("\nmade by             outputs     making    storing       each    longest\n");
        for (maker, sum) in noted.by_time() {
            let each = (sum.making + sum.storing) / sum.count.max(1);
            let _ = writeln!(
                text,
                "{maker:<18} {:>8} {:>10} {:>10} {:>10} {:>10}",
                sum.count,
                ms(sum.making),
                ms(sum.storing),
                ms(each),
                ms(sum.longest)
            );
        }
        text.push_str("Making and storing are sums over all threads.\n\nslowest to make\n");
        for (took, path) in &noted.slowest {
            let _ = writeln!(text, "{:>10}  /{path}", ms(*took));
        }
        text
    }

    /// The same as a line of JSON.
    pub fn json(&self) -> Vec<u8> {
        let noted = self.noted();
        let stages =
            noted.stages.iter().map(|(stage, took)| StageLine { stage: name(*stage), seconds: took.as_secs_f64() });
        let makers = noted.by_time().into_iter().map(|(maker, sum)| MakerLine {
            maker,
            outputs: sum.count,
            making_seconds: sum.making.as_secs_f64(),
            storing_seconds: sum.storing.as_secs_f64(),
            longest_seconds: sum.longest.as_secs_f64(),
        });
        let slowest = noted.slowest.iter().map(|(took, path)| OutputLine { path, seconds: took.as_secs_f64() });
        let (stages, makers, slowest) = (stages.collect(), makers.collect(), slowest.collect());
        let line = Line { event: "timings", stages, makers, slowest };
        let mut bytes = serde_json::to_vec(&line).expect("numbers and text always serialize");
        bytes.push(b'\n');
        bytes
    }

    /// What is noted; a thread that panicked has not broken it, since every note is whole.
    fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Noted {
    fn by_time(&self) -> Vec<(&'static str, Sum)> {
        let mut makers: Vec<_> = self.makers.iter().map(|(maker, sum)| (*maker, *sum)).collect();
        makers.sort_by_key(|(maker, sum)| (std::cmp::Reverse(sum.making + sum.storing), *maker));
        makers
    }

    fn note(&mut self, path: &SitePath, output: Output, took: Took) {
        let sum = self.makers.entry(output.maker()).or_default();
        sum.count += 1;
        sum.making += took.making;
        sum.storing += took.storing;
        sum.longest = sum.longest.max(took.making + took.storing);
        let shortest = self.slowest.last().map_or(Duration::ZERO, |(shortest, _)| *shortest);
        if self.slowest.len() < SLOWEST || took.making > shortest {
            let at = self.slowest.partition_point(|(known, _)| *known >= took.making);
            self.slowest.insert(at, (took.making, path.to_string()));
            self.slowest.truncate(SLOWEST);
        }
    }
}

impl Progress for Timings<'_> {
    fn stage(&self, stage: Stage, took: Duration) {
        let stages = &mut self.noted().stages;
        stages.push((stage, took));
        stages.sort_unstable_by_key(|(stage, _)| *stage);
        self.next.stage(stage, took);
    }

    fn outputs(&self, count: usize) {
        self.next.outputs(count);
    }

    fn rendered(&self, path: &SitePath, output: Output, took: Took) {
        self.noted().note(path, output, took);
        self.next.rendered(path, output, took);
    }
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Look => "look",
        Stage::List => "list",
        Stage::Parse => "parse",
        Stage::Link => "link",
        Stage::Plan => "plan",
        Stage::Prepare => "prepare",
        Stage::Render => "render",
        Stage::Replace => "replace",
    }
}

fn ms(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Page;

    fn took(making: u64) -> Took {
        Took { making: Duration::from_millis(making), storing: Duration::from_millis(1) }
    }

    #[test]
    fn the_slowest_outputs_are_kept_in_order() {
        let mut noted = Noted::default();
        for making in [5, 30, 1, 20, 7, 7, 8, 9, 10, 11, 12, 13, 2] {
            noted.note(&SitePath::file(&format!("{making}.html")), Output::Page(Page::Rankings), took(making));
        }
        let kept: Vec<&str> = noted.slowest.iter().map(|(_, path)| path.as_str()).collect();
        assert_eq!(kept.len(), SLOWEST);
        assert_eq!(kept[..3], ["30.html", "20.html", "13.html"]);
        assert_eq!(kept[SLOWEST - 1], "7.html");
        let sum = noted.makers["rankings.html"];
        assert_eq!((sum.count, sum.storing, sum.longest), (13, Duration::from_millis(13), Duration::from_millis(31)));
    }

    #[test]
    fn makers_stand_by_their_time() {
        let timings = Timings::new(&());
        timings.rendered(&SitePath::file("a.html"), Output::Page(Page::Compare), took(1));
        timings.rendered(&SitePath::file("b.html"), Output::Page(Page::Data), took(9));
        timings.stage(Stage::Parse, Duration::from_millis(3));
        let table = timings.table();
        assert!(table.contains("parse          3.0 ms"), "{table}");
        assert!(table.find("data.html") < table.find("compare.html"), "{table}");
        let json: serde_json::Value = serde_json::from_slice(&timings.json()).expect("a line of JSON");
        assert_eq!(json["makers"][0]["maker"], "data.html");
        assert_eq!(json["slowest"][1]["path"], "a.html");
    }
}

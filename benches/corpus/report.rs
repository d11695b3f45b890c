//! One report: every section that a published one has, with figures that hang together.

use super::words::{
    CERTIFICATES, INDUSTRIES, ISSUERS, MATERIALS, OCCASIONS, PLACES, QUALITIES, ROLES, SKILLS, THINGS, VERBS,
};
use super::{Chance, Corpus, TOOLS, analysis, slug, title};

/// What a report says, in no format yet.
#[derive(Clone, Debug)]
pub struct Report {
    /// The name in addresses and files.
    pub slug: String,
    /// The job.
    pub title: String,
    /// Its place among the industries.
    pub industry: usize,
    /// What the job is.
    pub summary: String,
    /// Year, month and day.
    pub updated: String,
    /// The mean exposure of the tasks, rounded half up.
    pub score: usize,
    /// What is expected.
    pub outlook: String,
    /// What to make of it.
    pub verdict: String,
    /// Scores from 0 to 100: of the index, and of the survey.
    pub assessments: [usize; 2],
    /// 15 to 20 of them.
    pub tasks: Vec<Task>,
    /// Names and resilience, the lasting ones first.
    pub skills: Vec<(&'static str, usize)>,
    /// Places among the tools, and why.
    pub learn: Vec<(usize, String)>,
    /// Moves to other reports.
    pub paths: Vec<Path>,
    /// A plan.
    pub roadmap: Vec<Phase>,
    /// What can be done at once.
    pub quick_wins: Vec<String>,
    /// Names and issuers.
    pub certifications: Vec<(&'static str, &'static str)>,
    /// Wages of a year at the 10th, 25th, 50th, 75th and 90th percentile.
    pub pay: [usize; 5],
    /// Persons in the job.
    pub employment: usize,
    /// The change of employment in percent.
    pub growth: i64,
    /// Openings a year.
    pub openings: usize,
    /// Periods, titles and texts.
    pub timeline: Vec<[String; 3]>,
    /// Questions and answers.
    pub faq: Vec<[String; 2]>,
    /// Places of other reports.
    pub related: Vec<usize>,
    /// The numbers of which the analysis is made.
    chance: Chance,
}

/// One task.
#[derive(Clone, Debug)]
pub struct Task {
    /// What is done.
    pub name: String,
    /// 0 to 100.
    pub exposure: usize,
    /// The label of a study from which the exposure follows; every third task has one.
    pub label: Option<&'static str>,
    /// Who does it; elsewhere it follows from the exposure.
    pub performer: Option<&'static str>,
    /// Years until it changes.
    pub horizon: &'static str,
    /// The reasoning.
    pub why: String,
    /// Places among the tools.
    pub tools: Vec<usize>,
}

/// A move to another job.
#[derive(Clone, Debug)]
pub struct Path {
    /// The place of the other report.
    pub to: usize,
    /// Percent of skills that carry over.
    pub fit: usize,
    /// How hard it is.
    pub difficulty: &'static str,
    /// What one has.
    pub have: Vec<&'static str>,
    /// What one needs.
    pub need: Vec<String>,
    /// Why it is worth a thought.
    pub why: String,
}

/// A phase of the plan.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Its name.
    pub title: &'static str,
    /// When it is.
    pub period: &'static str,
    /// What is reached.
    pub goal: String,
    /// What to do.
    pub steps: Vec<String>,
}

/// The labels of the study and what each counts.
pub const LABELS: [(&str, usize, &str); 3] = [
    ("L0", 10, "An engine makes the task no faster."),
    ("L1", 50, "An engine helps where somebody builds on it first."),
    ("L2", 90, "An engine alone halves the time that the task takes."),
];

impl Report {
    /// Composes the report at a place of a corpus.
    pub fn compose(corpus: Corpus, at: usize) -> Self {
        let chance = &mut Chance::of(corpus.seed, at);
        let title = title(at);
        let industry = chance.below(INDUSTRIES.len());
        let used = chance.some(6, TOOLS);
        let lean = chance.between(5, 75);
        let tasks: Vec<Task> = (0..chance.between(15, 20)).map(|number| task(chance, number, lean, &used)).collect();
        let sum: usize = tasks.iter().map(|task| task.exposure).sum();
        let score = (2 * sum + tasks.len()) / (2 * tasks.len());
        let mut skills: Vec<(&str, usize)> =
            chance.some(10, SKILLS.len()).into_iter().map(|skill| (SKILLS[skill], chance.between(5, 98))).collect();
        skills.sort_by_key(|(name, resilience)| (std::cmp::Reverse(*resilience), *name));
        let mut others = chance.some(12.min(corpus.reports - 1), corpus.reports - 1);
        // Every place but its own.
        others.iter_mut().for_each(|other| *other += usize::from(*other >= at));
        let (moves, related) = others.split_at(4);
        let paths = moves.iter().map(|to| path(chance, *to, &skills)).collect();
        let median = chance.between(210, 1400) * 100;
        let employment = chance.between(3, 9000) * 10;
        let growth = chance.between(0, 30) as i64 - 14;
        let assessments = [score, score].map(|score| (score + chance.below(21)).saturating_sub(10).min(100));
        let high = tasks.iter().filter(|task| task.exposure >= 60).count();
        let count = tasks.len();
        Self {
            slug: slug(&title),
            industry,
            summary: format!(
                "An invented job for measuring: the {title} of this corpus does {count} tasks in {}, and none of its figures is anybody's.",
                chance.pick(&PLACES)
            ),
            updated: format!("2025-{:02}-{:02}", chance.between(1, 12), chance.between(1, 28)),
            score,
            outlook: format!(
                "Of the {count} tasks of the {title}, {high} are highly exposed in this invented year. {} {}",
                sentence(chance),
                sentence(chance)
            ),
            verdict: format!("What stays with the {title} is *{}*. {}", skills[0].0.to_lowercase(), sentence(chance)),
            assessments,
            learn: used[..3].iter().map(|tool| (*tool, sentence(chance))).collect(),
            paths,
            roadmap: roadmap(chance),
            quick_wins: (0..4).map(|_| duty(chance)).collect(),
            certifications: chance
                .some(3, CERTIFICATES.len())
                .into_iter()
                .map(|at| (CERTIFICATES[at], chance.pick(&ISSUERS)))
                .collect(),
            pay: [55, 75, 100, 130, 170].map(|percent| median * percent / 100),
            employment,
            growth,
            openings: employment / chance.between(8, 20) + 1,
            timeline: ["2021-2024", "2025-2028", "2029-2034"]
                .map(|period| {
                    [period.to_owned(), format!("The {} years", chance.pick(&QUALITIES)), two_sentences(chance)]
                })
                .to_vec(),
            faq: [
                format!("Will engines replace the {title}?"),
                format!("What becomes of the {}?", object(chance)),
                format!("Who will count the {}?", object(chance)),
                format!("Is it worth learning to mend {}?", object(chance)),
                format!("Where do the {} go?", object(chance)),
            ]
            .map(|question| [question, two_sentences(chance)])
            .to_vec(),
            related: related.to_vec(),
            title,
            tasks,
            skills,
            chance: chance.clone(),
        }
    }

    /// The analysis in Markdown, some 900 words. `link` gives the address of another report or of a tool, by its place.
    pub fn analysis(&self, link: impl Fn(Target) -> String) -> String {
        analysis::compose(self, &mut self.chance.clone(), link)
    }
}

/// What a link of an analysis leads to.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    /// Another report, by its place.
    Report(usize),
    /// A tool, by its place.
    Tool(usize),
}

fn task(chance: &mut Chance, number: usize, lean: usize, used: &[usize]) -> Task {
    let (exposure, label) = if number % 3 == 2 {
        let (label, exposure, _) = LABELS[(chance.below(60) + lean) / 45];
        (exposure, Some(label))
    } else {
        ((lean + chance.below(51)).saturating_sub(15).min(100), None)
    };
    let tools = chance.some(chance.clone().between(1, 3), used.len());
    Task {
        name: format!("{}, and {} {}.", duty(chance), chance.pick(&VERBS).to_lowercase(), object(chance)),
        exposure,
        label,
        performer: (number % 4 == 1).then(|| chance.pick(&["automated", "assisted", "human"])),
        horizon: chance.pick(&["1-3", "3-5", "5-10", "10+"]),
        why: sentence(chance),
        tools: tools.into_iter().map(|tool| used[tool]).collect(),
    }
}

fn path(chance: &mut Chance, to: usize, skills: &[(&'static str, usize)]) -> Path {
    let fit = chance.between(30, 95);
    Path {
        to,
        fit,
        difficulty: match fit {
            75.. => "easy",
            55.. => "medium",
            _ => "hard",
        },
        have: skills[..3].iter().map(|(name, _)| *name).collect(),
        need: vec![
            chance.pick(&CERTIFICATES).to_owned(),
            format!("{} months in {}", chance.between(3, 18), chance.pick(&PLACES)),
            format!("Practice with {}", object(chance)),
        ],
        why: sentence(chance),
    }
}

fn roadmap(chance: &mut Chance) -> Vec<Phase> {
    [("Look", "Months 1 to 3"), ("Try", "Months 4 to 12"), ("Lead", "Year 2")]
        .map(|(title, period)| Phase {
            title,
            period,
            goal: sentence(chance),
            steps: (0..4).map(|_| duty(chance)).collect(),
        })
        .to_vec()
}

/// Some things: "tangled copper kites".
pub fn object(chance: &mut Chance) -> String {
    let thing = chance.pick(&THINGS).to_lowercase();
    let plural = if thing.ends_with('s') || thing.ends_with("ch") { "es" } else { "s" };
    format!("{} {} {thing}{plural}", chance.pick(&QUALITIES), chance.pick(&MATERIALS).to_lowercase())
}

/// What somebody does, without a full stop.
pub fn duty(chance: &mut Chance) -> String {
    format!("{} {} from {} {}", chance.pick(&VERBS), object(chance), chance.pick(&PLACES), chance.pick(&OCCASIONS))
}

fn two_sentences(chance: &mut Chance) -> String {
    format!("{} {}", sentence(chance), sentence(chance))
}

/// A sentence that is about nothing.
pub fn sentence(chance: &mut Chance) -> String {
    let (one, other) = (object(chance), object(chance));
    let (place, elsewhere) = (chance.pick(&PLACES), chance.pick(&PLACES));
    let occasion = chance.pick(&OCCASIONS);
    let role = chance.pick(&ROLES).to_lowercase();
    let number = chance.between(3, 90);
    match chance.below(10) {
        0 => format!("In {place} there are {number} {one}, and the {role} counts them {occasion}."),
        1 => format!("Nobody in {place} knows why {one} are kept beside {other}."),
        2 => format!("A {role} who has seen {one} will not be surprised by {other} {occasion}."),
        3 => format!("The {one} go to {elsewhere}, while {other} stay in {place} {occasion}."),
        4 => format!("For every {number} {one} the {role} of {place} sets {other} aside."),
        5 => format!("Where {one} are missing, {other} will do, but not {occasion}."),
        6 => format!("An engine can tell {one} from {other}; it cannot tell {place} from {elsewhere}."),
        7 => format!("It takes {number} days to bring {one} from {place} to {elsewhere} {occasion}."),
        8 => format!("What the {role} calls {one} is known in {elsewhere} as {other}."),
        _ => format!("Most of the {one} of {place} are older than the {other} that came {occasion}."),
    }
}

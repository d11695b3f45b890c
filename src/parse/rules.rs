//! Rules between the values of one file.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, FieldPath, Place};
use crate::model::figure::WageFigure;
use crate::model::occupation::{
    MoneyRange, OccupationDraft, PayDraft, Percentiles, PreparationDraft, SkillKind, TaskDraft,
};
use crate::model::registry::SourceEntry;
use crate::model::site::{HeadlineBy, SiteDraft};
use crate::model::{Change, NO_SOURCE, OwnScoreRule, Slug, Table};

/// The id of a task: its own, or one made from its name.
pub fn task_id(task: &TaskDraft) -> Option<Slug> {
    task.id.clone().or_else(|| Slug::from_title(task.name.as_str()))
}

struct Rules<'a> {
    file: &'a str,
    diagnostics: Vec<Diagnostic>,
}

impl Rules<'_> {
    fn broken(&mut self, code: Code, place: Place, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(code, self.file, place, message).help(help));
    }

    /// Names of which none may stand twice, each with its number in a list, from which its path follows.
    fn unique<'n>(
        &mut self,
        names: impl Iterator<Item = (usize, &'n str)>,
        path: impl Fn(usize) -> FieldPath,
        what: &str,
    ) {
        let mut seen = HashMap::new();
        for (index, name) in names {
            if let Some(first) = seen.insert(name.to_lowercase(), index) {
                let message = format!("the {what} `{name}` stands twice");
                self.broken(
                    Code::DuplicateId,
                    Place::Value(path(index)),
                    message,
                    &format!("it also stands at `{}`; keep one of them", path(first)),
                );
            }
        }
    }
}

fn own_score(rule: &OwnScoreRule, rules: &mut Rules<'_>) {
    let named =
        |list: &'static str, key: &'static str| move |index| FieldPath::of("own_score").key(list).index(index).key(key);
    let years: Vec<String> = rule.experience.iter().map(|step| step.from.to_string()).collect();
    rules.unique(years.iter().map(String::as_str).enumerate(), named("experience", "from"), "number of years");
    let labels = rule.seniority.iter().map(|step| step.label.as_str());
    rules.unique(labels.enumerate(), named("seniority", "label"), "place in the job");
}

/// What is wrong between the values of a report.
pub(super) fn of_occupation(draft: &OccupationDraft, file: &str) -> Vec<Diagnostic> {
    let mut rules = Rules { file, diagnostics: Vec::new() };
    tasks(draft, &mut rules);
    let named = |list: &'static str, key: &'static str| move |index| FieldPath::of(list).index(index).key(key);
    let listed = |list: &'static str| move |index| FieldPath::of(list).index(index);
    for kind in SkillKind::ALL {
        let of_kind = draft.skills.iter().enumerate().filter(|(_, skill)| skill.kind == kind);
        rules.unique(of_kind.map(|(i, skill)| (i, skill.name.as_str())), named("skills", "name"), skill_noun(kind));
    }
    let technologies = draft.technologies.iter().map(|technology| technology.tool.as_str());
    rules.unique(technologies.enumerate(), named("technologies", "tool"), "technology");
    let learn = draft.learn.iter().map(|learn| learn.tool.as_str());
    rules.unique(learn.enumerate(), named("learn", "tool"), "tool to learn");
    let questions = draft.faq.iter().map(|item| item.question.as_str());
    rules.unique(questions.enumerate(), named("faq", "question"), "question");
    rules.unique(draft.aliases.iter().map(|alias| alias.as_str()).enumerate(), listed("aliases"), "alias");
    rules.unique(draft.related.iter().map(|report| report.as_str()).enumerate(), listed("related"), "report");
    if let Some(preparation) = &draft.preparation {
        of_preparation(preparation, &mut rules);
    }
    if let Some(pay) = &draft.pay {
        of_pay(pay, &mut rules);
    }
    rules.diagnostics
}

/// What a kind of skill is called in a message. One name may stand once in each kind.
fn skill_noun(kind: SkillKind) -> &'static str {
    match kind {
        SkillKind::Skill => "skill",
        SkillKind::Knowledge => "field of knowledge",
        SkillKind::Ability => "ability",
    }
}

fn tasks(draft: &OccupationDraft, rules: &mut Rules<'_>) {
    let list = FieldPath::of("tasks");
    let mut ids: HashMap<Slug, usize> = HashMap::new();
    let mut whole = 0.0;
    for (index, task) in draft.tasks.iter().enumerate() {
        let path = || list.index(index);
        if task.exposure.is_some() && task.level.is_some() {
            rules.broken(
                Code::ConflictingKeys,
                Place::Key(path().key("level")),
                "`exposure` and `level` stand together".to_owned(),
                "the level follows from the exposure; remove `level`",
            );
        }
        match task_id(task) {
            Some(id) => {
                if let Some(first) = ids.insert(id.clone(), index) {
                    let place = Place::Value(path().key(if task.id.is_some() { "id" } else { "name" }));
                    let help = format!("`{}` has it too; give one of them another `id`", list.index(first));
                    rules.broken(Code::DuplicateId, place, format!("the task id `{id}` stands twice"), &help);
                }
            }
            None => rules.broken(
                Code::InvalidSlug,
                Place::Value(path().key("name")),
                format!("no id can be made from the name `{}`", task.name),
                "give the task an `id` of lower-case letters, digits and hyphens",
            ),
        }
        let before = whole;
        whole += task.share.as_ref().map_or(0.0, |share| share.value.get());
        if whole > 100.000_001 && before <= 100.000_001 {
            rules.broken(
                Code::SharesOverWhole,
                Place::Value(path().key("share")),
                format!("with this task the shares of working time come to {} %", (whole * 100.0).round() / 100.0),
                "all shares of a report are at most 100 together",
            );
        }
    }
}

fn of_preparation(preparation: &PreparationDraft, rules: &mut Rules<'_>) {
    let PreparationDraft { job_zone, experience, education, training, source: _, as_of: _ } = preparation;
    if job_zone.is_none() && [experience, education, training].into_iter().all(Option::is_none) {
        rules.broken(
            Code::MissingKey,
            Place::Value(FieldPath::of("preparation")),
            "`preparation` says nothing".to_owned(),
            "give at least one of `job_zone`, `experience`, `education` and `training`, or remove the key",
        );
    }
}

fn of_pay(pay: &PayDraft, rules: &mut Rules<'_>) {
    let section = FieldPath::of("pay");
    if let Some(percentiles) = &pay.percentiles {
        let path = section.key("percentiles");
        let Percentiles { p10, p25, p50, p75, p90 } = percentiles;
        let given: Vec<(&str, f64)> = [("p10", p10), ("p25", p25), ("p50", p50), ("p75", p75), ("p90", p90)]
            .into_iter()
            .filter_map(|(name, wage)| wage.as_ref().map(|WageFigure(figure)| (name, figure.value.amount().get())))
            .collect();
        for pair in given.windows(2) {
            let [(lower, low), (higher, high)] = pair else { continue };
            if high < low {
                let message = format!("`{higher}` is lower than `{lower}`");
                rules.broken(
                    Code::PercentilesFall,
                    Place::Value(path.key(higher)),
                    message,
                    "percentiles never fall; look at the source again",
                );
            }
        }
        if given.is_empty() {
            rules.broken(
                Code::MissingKey,
                Place::Value(path),
                "`percentiles` holds none".to_owned(),
                "give at least one of `p10`, `p25`, `p50`, `p75` and `p90`, or remove the key",
            );
        }
    }
    if let Some(premium) = &pay.premium {
        rising(rules, &section.key("premium"), premium.from, premium.to);
    }
    for (index, level) in pay.levels.iter().enumerate() {
        let path = section.key("levels").index(index);
        if let Some(change) = level.change {
            rising(rules, &path.key("change"), change.from, change.to);
        }
        if let Some(MoneyRange { from, to }) = level.range
            && to.get() < from.get()
        {
            out_of_order(rules, &path.key("range"));
        }
    }
}

fn rising(rules: &mut Rules<'_>, path: &FieldPath, from: Change, to: Option<Change>) {
    if to.is_some_and(|to| to.get() < from.get()) {
        out_of_order(rules, path);
    }
}

fn out_of_order(rules: &mut Rules<'_>, path: &FieldPath) {
    rules.broken(
        Code::OutOfRange,
        Place::Value(path.key("to")),
        "`to` is lower than `from`".to_owned(),
        "exchange the two, or remove `to`",
    );
}

/// What is wrong between the entries of `sources.yaml`.
pub(super) fn of_sources(sources: &Table<SourceEntry>, file: &str) -> Vec<Diagnostic> {
    let mut rules = Rules { file, diagnostics: Vec::new() };
    if sources.iter().any(|(id, _)| id.as_str() == NO_SOURCE) {
        rules.broken(
            Code::InvalidSlug,
            Place::Key(FieldPath::of(NO_SOURCE)),
            format!("`{NO_SOURCE}` cannot be the id of a source: `source: {NO_SOURCE}` says that none is named"),
            "give it another id",
        );
    }
    rules.diagnostics
}

/// What is wrong between the values of `site.yaml`.
pub(super) fn of_site(site: &SiteDraft, file: &str) -> Vec<Diagnostic> {
    let mut rules = Rules { file, diagnostics: Vec::new() };
    let headline = FieldPath::of("headline");
    let rule = &site.headline;
    let (wanted, given, other) = match rule.by {
        HeadlineBy::Median => (Some("measure"), rule.measure.is_some(), rule.source.is_some().then_some("source")),
        HeadlineBy::Source => (Some("source"), rule.source.is_some(), rule.measure.is_some().then_some("measure")),
        HeadlineBy::Tasks => {
            let other = if rule.measure.is_some() { Some("measure") } else { rule.source.as_ref().map(|_| "source") };
            (None, true, other)
        }
    };
    if let Some(key) = wanted.filter(|_| !given) {
        rules.broken(
            Code::MissingKey,
            Place::Value(headline.clone()),
            format!("this headline rule needs the key `{key}`"),
            "write `{by: median, measure: risk}`, `{by: tasks}` or `{by: source, source: …}`",
        );
    }
    if let Some(key) = other {
        rules.broken(
            Code::ConflictingKeys,
            Place::Key(headline.key(key)),
            format!("`{key}` has no meaning for this headline rule"),
            "remove it",
        );
    }
    let blocks = site.blocks.iter().map(|block| block.id.as_str());
    rules.unique(blocks.enumerate(), |index| FieldPath::of("blocks").index(index).key("id"), "block");
    if let Some(rule) = &site.own_score {
        own_score(rule, &mut rules);
    }
    rules.diagnostics
}

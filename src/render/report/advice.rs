//! Short answers on the first screen that lead to the page's sections: which tasks, with which tools, what to learn, where to move,
//! one's own week, what next.
//!
//! None speaks of a section that the page does not show.

use super::answer::Fact;
use super::{ReportPage, ReportView};
use crate::link::{PathEnd, Task};
use crate::model::site::Section;
use crate::model::{Band, Grade};
use crate::render::messages::args;

/// As many tasks, tools, skills or jobs are named in an answer; the section has them all.
const NAMED: usize = 3;

/// Longer names of tasks are cut in an answer, in characters.
const NAME_LENGTH: usize = 60;

impl ReportPage<'_> {
    /// The tasks that AI reaches most, and those that it reaches least.
    pub(super) fn which_tasks(&self, view: &ReportView) -> Option<Fact> {
        let messages = &self.renderer.messages;
        let bands = self.renderer.corpus.site.bands;
        let tasks = self.tasks_by_exposure();
        let link = view.link_to(Section::Tasks, messages.say("fact_tasks_link", &args!["count" => tasks.len()]))?;
        let graded: Vec<(&Task, Band)> = tasks.into_iter().filter_map(|task| Some((task, task.band(bands)?))).collect();
        let named = NAMED.min(graded.len().div_ceil(2));
        let (most, rest) = graded.split_at(named);
        let (_, lowest) = most.last()?;
        let least: Vec<(&Task, Band)> =
            rest.iter().rev().take(named).filter(|(_, band)| band < lowest).copied().collect();
        let list = |tasks: &[(&Task, Band)]| {
            let names: Vec<String> = tasks.iter().map(|(task, band)| self.graded(task, *band)).collect();
            messages.list(&names)
        };
        let most = messages.say("fact_tasks_most", &args!["tasks" => list(most)]);
        let answer = match least.as_slice() {
            [] => most,
            least => format!("{most} {}", messages.say("fact_tasks_least", &args!["tasks" => list(least)])),
        };
        Some(Fact { links: vec![link], ..self.fact("fact_tasks", answer) })
    }

    /// A task with its number, or its word where it has none.
    fn graded(&self, task: &Task, band: Band) -> String {
        let messages = &self.renderer.messages;
        let grade = match &task.exposure {
            Some(exposure) => exposure.value.rounded().to_string(),
            None => messages.band(band).to_owned(),
        };
        messages.say("fact_task", &args!["task" => shortened(task.name.as_str()), "grade" => grade])
    }

    /// The tools that do most of the tasks.
    pub(super) fn with_which_tools(&self, view: &ReportView) -> Option<Fact> {
        let messages = &self.renderer.messages;
        let tools = &view.tools.as_ref()?.rows;
        let link = view.link_to(Section::Tools, messages.label("fact_tools_link").to_owned())?;
        let mut names: Vec<String> = tools
            .iter()
            .take(NAMED)
            .map(|row| messages.say("fact_tool", &args!["tool" => &*row.tool.label, "count" => row.tasks.len()]))
            .collect();
        if tools.len() > NAMED {
            names.push(messages.say("fact_others", &args!["count" => tools.len() - NAMED]));
        }
        let answer = messages.say("fact_tools_answer", &args!["tools" => messages.list(&names)]);
        Some(Fact { links: vec![link], ..self.fact("fact_tools", answer) })
    }

    /// Tools worth learning, and the skills that last longest.
    pub(super) fn what_to_learn(&self, view: &ReportView) -> Option<Fact> {
        let messages = &self.renderer.messages;
        let mut parts = Vec::new();
        let mut links = Vec::new();
        if let Some(learn) = &view.learn
            && let Some(link) =
                view.link_to(Section::Learn, messages.say("next_learn", &args!["count" => learn.rows.len()]))
        {
            let names: Vec<&str> = learn.rows.iter().take(NAMED).map(|row| row.tool.label.as_str()).collect();
            parts.push(messages.say("fact_learn_tools", &args!["tools" => messages.list(&names)]));
            links.push(link);
        }
        let lasting = self.lasting_skills();
        if !lasting.is_empty()
            && let Some(link) = view.link_to(Section::Skills, self.renderer.section_label(Section::Skills))
        {
            parts.push(messages.say("fact_learn_skills", &args!["skills" => messages.list(&lasting)]));
            links.push(link);
        }
        (!parts.is_empty()).then(|| Fact { links, ..self.fact("fact_learn", parts.join(" ")) })
    }

    /// The names of the skills that last longest, of those that are graded in the upper half.
    fn lasting_skills(&self) -> Vec<&str> {
        let bands = self.renderer.corpus.site.bands;
        let height = |grade: Grade| match grade {
            Grade::Number(number) => number.get(),
            Grade::Word(word) => f64::from(bands.range(word).0),
        };
        let mut skills: Vec<(f64, &str)> = self
            .body
            .skills
            .iter()
            .filter_map(|skill| Some((height(skill.resilience.as_ref()?.value), skill.name.as_str())))
            .filter(|(height, _)| *height >= 50.0)
            .collect();
        skills.sort_by(|a, b| b.0.total_cmp(&a.0));
        skills.into_iter().take(NAMED).map(|(_, name)| name).collect()
    }

    /// The least exposed of the jobs to which the paths lead.
    pub(super) fn where_to_move(&self, view: &ReportView) -> Option<Fact> {
        let messages = &self.renderer.messages;
        let paths = &self.body.paths;
        let link = view.link_to(Section::Paths, messages.say("next_paths", &args!["count" => paths.len()]))?;
        let here = self.card.headline?.points;
        let mut jobs: Vec<_> = paths
            .iter()
            .filter_map(|path| match path.to {
                PathEnd::Report(id) => Some(self.renderer.corpus.card(id)),
                PathEnd::Title(_) => None,
            })
            .filter_map(|card| Some((card.headline?.points, card.title.as_str())))
            .collect();
        if jobs.is_empty() {
            return None;
        }
        jobs.sort();
        let names: Vec<String> = jobs
            .into_iter()
            .take(NAMED)
            .map(|(points, title)| messages.say("fact_job", &args!["title" => title, "points" => points.get()]))
            .collect();
        let answer = messages.say("fact_move_answer", &args!["here" => here.get(), "jobs" => messages.list(&names)]);
        Some(Fact { links: vec![link], ..self.fact("fact_move", answer) })
    }

    /// That there is a score for the reader's own week.
    pub(super) fn own_week(&self, view: &ReportView) -> Option<Fact> {
        let link = view.link_to(Section::OwnScore, self.renderer.section_label(Section::OwnScore))?;
        let answer = self.renderer.messages.label("fact_own_answer").to_owned();
        Some(Fact { links: vec![link], ..self.fact("fact_own", answer) })
    }

    /// What can be done at once, and the plan.
    pub(super) fn what_next(&self, view: &ReportView) -> Option<Fact> {
        let messages = &self.renderer.messages;
        let counted = [
            (Section::QuickWins, "next_quick_wins", self.body.quick_wins.len()),
            (Section::Roadmap, "next_roadmap", self.body.roadmap.len()),
        ];
        let links: Vec<_> = counted
            .into_iter()
            .filter_map(|(section, message, count)| {
                view.link_to(section, messages.say(message, &args!["count" => count]))
            })
            .collect();
        (!links.is_empty()).then(|| Fact { links, ..self.fact("fact_next", String::new()) })
    }

    /// The places of the job in classifications of occupations.
    pub(super) fn classified(&self, view: &ReportView) -> Option<Fact> {
        let messages = &self.renderer.messages;
        let codes: Vec<String> = view
            .codes
            .iter()
            .map(|code| {
                messages.say(
                    "fact_code",
                    &args![
                        "scheme" => &*code.scheme,
                        "code" => &*code.code,
                        "named" => if code.label.is_some() { "yes" } else { "no" },
                        "label" => code.label.as_deref().unwrap_or_default(),
                        "fits" => if code.fit.is_some() { "yes" } else { "no" },
                        "fit" => code.fit.as_deref().unwrap_or_default(),
                    ],
                )
            })
            .collect();
        (!codes.is_empty()).then(|| self.fact("fact_codes", codes.join("; ")))
    }
}

/// A name of at most [`NAME_LENGTH`] characters: whole, or cut between words.
fn shortened(name: &str) -> String {
    let Some((end, _)) = name.char_indices().nth(NAME_LENGTH) else { return name.to_owned() };
    let kept = &name[..end];
    let kept = kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_whole() {
        assert_eq!(shortened("Write tests"), "Write tests");
        let just = "x".repeat(NAME_LENGTH);
        assert_eq!(shortened(&just), just);
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        let name = "Direct or coordinate an organization's financial activities, or maximize its investments";
        assert_eq!(shortened(name), "Direct or coordinate an organization's financial…");
    }

    #[test]
    fn a_long_word_is_cut_where_it_must_be() {
        assert_eq!(shortened(&"ü".repeat(70)), format!("{}…", "ü".repeat(NAME_LENGTH)));
    }
}

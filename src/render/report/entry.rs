//! What one works with in the job, and how one gets into it.

use serde::Serialize;

use super::ReportPage;
use crate::link::{Citation, Sought, Technology, TechnologyRef};
use crate::render::Renderer;
use crate::render::messages::args;
use crate::render::view::{CiteMark, FigureView, SourceLine};

/// So many technologies stand in the table; the others are listed by kind, folded up.
const TABLED: usize = 25;
/// Fewer others than these stand in the table too.
const FOLDED: usize = 6;

/// What people in the job work with.
#[derive(Serialize)]
pub struct TechnologiesView {
    /// How many there are, and how many of them are asked for, in a sentence.
    pub counted: String,
    /// The first of them: those that are asked for in this job, then those that are asked for in general, then the others.
    pub rows: Vec<TechnologyRow>,
    /// Whether one of the table has a kind.
    pub has_purpose: bool,
    /// Whether one of the table is asked for.
    pub has_marks: bool,
    /// The others, where there are many.
    pub rest: Option<TechnologyRest>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// A technology.
#[derive(Serialize)]
pub struct TechnologyRow {
    /// What it is called.
    pub name: String,
    /// Its page here.
    pub href: Option<String>,
    /// What kind of technology it is, or for what it is used.
    pub purpose: Option<String>,
    /// That it is asked for, in words.
    pub marks: Vec<String>,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

/// The technologies that do not stand in the table.
#[derive(Serialize)]
pub struct TechnologyRest {
    /// How many they are, in words.
    pub label: String,
    /// The technologies by their kinds, by the kinds' names.
    pub groups: Vec<TechnologyGroup>,
}

/// Technologies of one kind.
#[derive(Serialize)]
pub struct TechnologyGroup {
    /// The kind; `None` of those without.
    pub purpose: Option<String>,
    /// The technologies.
    pub rows: Vec<TechnologyRow>,
}

/// How one gets into the job.
#[derive(Serialize)]
pub struct PreparationView {
    /// How much preparation it needs.
    pub job_zone: Option<JobZoneView>,
    /// What is said of experience, education and training.
    pub rows: Vec<PreparationRow>,
    /// The sources of the section.
    pub sources: Vec<SourceLine>,
}

/// How much preparation a job needs.
#[derive(Serialize)]
pub struct JobZoneView {
    /// The zone, of five.
    pub zone: u8,
    /// The same as a figure, with what the zone means.
    pub figure: FigureView,
}

/// Something that is said of the way into a job.
#[derive(Serialize)]
pub struct PreparationRow {
    /// What it is about.
    pub label: String,
    /// What is said.
    pub text: String,
    /// Who says so.
    pub cite: Option<CiteMark>,
}

impl ReportPage<'_> {
    pub(super) fn technologies(&self) -> Option<TechnologiesView> {
        let technologies = &self.body.technologies;
        if technologies.is_empty() {
            return None;
        }
        let section = self.citations.section(technologies.iter().map(|technology| technology.citation));
        let mut sorted: Vec<&Technology> = technologies.iter().collect();
        // The sort is stable: within each group the order of the file stays.
        sorted.sort_by_key(|technology| (!technology.sought.in_demand, !technology.sought.hot));
        let row = |technology: &Technology| {
            let (name, href) = match &technology.name {
                TechnologyRef::Tool(tool) => {
                    let link = self.renderer.tool_link(*tool);
                    (link.label, Some(link.href))
                }
                TechnologyRef::Name(name) => (name.to_string(), None),
            };
            TechnologyRow {
                name,
                href,
                purpose: technology.purpose.as_ref().map(ToString::to_string),
                marks: self.renderer.technology_marks(technology.sought),
                cite: section.mark(technology.citation),
            }
        };
        let tabled = if sorted.len() < TABLED + FOLDED { sorted.len() } else { TABLED };
        let rows: Vec<TechnologyRow> = sorted[..tabled].iter().map(|technology| row(technology)).collect();
        let rest: Vec<TechnologyRow> = sorted[tabled..].iter().map(|technology| row(technology)).collect();
        let count = |is_meant: fn(&Technology) -> bool| technologies.iter().filter(|each| is_meant(each)).count();
        let messages = &self.renderer.messages;
        Some(TechnologiesView {
            counted: messages.say(
                "technologies_counted",
                &args![
                    "count" => technologies.len(),
                    "in_demand" => count(|technology| technology.sought.in_demand),
                    "hot" => count(|technology| technology.sought.hot),
                ],
            ),
            has_purpose: rows.iter().any(|row| row.purpose.is_some()),
            has_marks: rows.iter().any(|row| !row.marks.is_empty()),
            rows,
            rest: (!rest.is_empty()).then(|| TechnologyRest {
                label: messages.say("technologies_rest", &args!["count" => rest.len()]),
                groups: groups(rest),
            }),
            sources: section.foot(),
        })
    }

    pub(super) fn preparation(&self) -> Option<PreparationView> {
        let preparation = self.body.preparation.as_ref()?;
        let messages = &self.renderer.messages;
        let said = [
            ("preparation_experience", &preparation.experience),
            ("preparation_education", &preparation.education),
            ("preparation_training", &preparation.training),
        ];
        let in_words = said.iter().any(|(_, text)| text.is_some()).then_some(preparation.citation);
        let of_zone = preparation.job_zone.as_ref().map(|zone| zone.citation);
        let cited: Vec<Citation> = of_zone.into_iter().chain(in_words).collect();
        let section = self.citations.section(cited);
        let job_zone = preparation.job_zone.as_ref().map(|zone| {
            let number = zone.value.get();
            let meaning = format!("job_zone_{number}");
            let text = messages.say("job_zone_of", &args!["zone" => number, "meaning" => messages.label(&meaning)]);
            JobZoneView { zone: number, figure: section.figure(zone, text) }
        });
        let row = |(label, text): (&str, &Option<crate::model::Text>)| {
            Some(PreparationRow {
                label: messages.label(label).to_owned(),
                text: text.as_ref()?.to_string(),
                cite: section.mark(preparation.citation),
            })
        };
        let rows = said.into_iter().filter_map(row).collect();
        Some(PreparationView { job_zone, rows, sources: section.foot() })
    }
}

/// Technologies by their kinds, the kinds by their names; those without one last.
fn groups(rows: Vec<TechnologyRow>) -> Vec<TechnologyGroup> {
    let mut rows = rows;
    let key = |row: &TechnologyRow| (row.purpose.is_none(), row.purpose.as_ref().map(|purpose| purpose.to_lowercase()));
    rows.sort_by_cached_key(key);
    let mut groups: Vec<TechnologyGroup> = Vec::new();
    for row in rows {
        match groups.last_mut() {
            Some(group) if group.rows.last().is_some_and(|last| key(last) == key(&row)) => group.rows.push(row),
            _ => groups.push(TechnologyGroup { purpose: row.purpose.clone(), rows: vec![row] }),
        }
    }
    groups
}

impl Renderer<'_> {
    /// That a technology is asked for, in words: first in this job, then in general.
    pub(crate) fn technology_marks(&self, sought: Sought) -> Vec<String> {
        let marks = [("technology_in_demand", sought.in_demand), ("technology_hot", sought.hot)];
        let marked = marks.into_iter().filter(|(_, is_marked)| *is_marked);
        marked.map(|(label, _)| self.messages.label(label).to_owned()).collect()
    }
}

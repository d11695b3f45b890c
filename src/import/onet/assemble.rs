use std::collections::{BTreeMap, HashSet};

use super::database::{Database, Occupation, Titles};
use super::edition::Edition;
use crate::import::code::{ONET_SOC, OnetCode, SOC, SocCode};
use crate::import::industries;
use crate::import::registry::Tool;
use crate::import::report::{
    Cite, CodeOf, Defaults, Fit, Path, Preparation, Report, Skill, Task, Technology, ToolName,
};
use crate::model::{Scalar, Slug};

/// So many other titles of a report are kept.
const TITLES: usize = 15;
/// A technology that so many occupations name gets a page.
const USED_BY: usize = 5;
/// Adjacent, as the format calls a move within a field.
const ADJACENT: &str = "adjacent";
/// The word for a move to another field.
const CROSS_DOMAIN: &str = "cross-domain";

/// What an earlier import called things; names once given stay.
#[derive(Default)]
pub(in crate::import) struct Before {
    /// The names of files by codes.
    pub slugs: BTreeMap<OnetCode, String>,
    /// The ids of tools by names.
    pub tools: BTreeMap<String, String>,
}

/// What is made of the database.
pub(in crate::import) struct Assembled {
    /// The reports by the names of their files.
    pub reports: BTreeMap<String, Report>,
    /// The tools that have pages, by id.
    pub tools: BTreeMap<String, Tool>,
    /// How many occupations have no report, because the database holds no more than their names.
    pub without_data: usize,
}

/// Makes the reports of all occupations of which the database says more than title and description.
pub(in crate::import) fn assemble(data: &Database, edition: &Edition, before: &Before) -> Assembled {
    let told = |occupation: &Occupation| {
        !(occupation.tasks.is_empty() && occupation.skills.is_empty() && occupation.technologies.is_empty())
    };
    let occupations: Vec<(&OnetCode, &Occupation)> =
        data.occupations.iter().filter(|(_, occupation)| told(occupation)).collect();
    let slugs = slugs(&occupations, before);
    let tools = tools(&occupations, before);
    let maker =
        Maker { data, slugs: &slugs, tools: &tools, cite: Cite { source: edition.source(), as_of: edition.date } };
    let reports = occupations.iter().map(|(code, occupation)| (slugs[*code].clone(), maker.report(code, occupation)));
    Assembled {
        reports: reports.collect(),
        without_data: data.occupations.len() - occupations.len(),
        tools: tools.into_iter().map(|(name, (id, summary))| (id, Tool { name: name.to_owned(), summary })).collect(),
    }
}

/// The name of each report's file: the one that it has, or one made from its title, with its code where that is taken.
fn slugs<'d>(occupations: &[(&'d OnetCode, &Occupation)], before: &Before) -> BTreeMap<&'d OnetCode, String> {
    let mut taken: HashSet<String> = before.slugs.values().cloned().collect();
    let mut slugs = BTreeMap::new();
    for (code, occupation) in occupations {
        let slug = before.slugs.get(*code).cloned().unwrap_or_else(|| {
            let from_title = usable(&occupation.title).filter(|slug| !taken.contains(slug));
            from_title.unwrap_or_else(|| {
                let number = code.as_str().replace('.', "-");
                usable(&format!("{} {number}", occupation.title)).unwrap_or_else(|| format!("occupation-{number}"))
            })
        });
        taken.insert(slug.clone());
        slugs.insert(*code, slug);
    }
    slugs
}

/// A name for a file or an entry, where one can be made of a title.
fn usable(title: &str) -> Option<String> {
    let slug = Slug::from_title(title)?;
    Slug::from_text(slug.as_str()).is_ok().then(|| slug.as_str().to_owned())
}

/// The technologies that get pages: those in demand on the labour market, and those that several occupations name. By name, with id and
/// summary.
fn tools<'d>(occupations: &[(&OnetCode, &'d Occupation)], before: &Before) -> BTreeMap<&'d str, (String, String)> {
    let mut uses: BTreeMap<&str, Uses<'_>> = BTreeMap::new();
    for (_, occupation) in occupations {
        for technology in &occupation.technologies {
            let uses = uses.entry(&technology.name).or_default();
            uses.occupations += 1;
            uses.is_sought |= technology.hot || technology.in_demand;
            *uses.categories.entry(&technology.category).or_default() += 1;
        }
    }
    uses.retain(|_, uses| uses.is_sought || uses.occupations >= USED_BY);
    let mut taken: HashSet<String> = before.tools.values().cloned().collect();
    let mut tools = BTreeMap::new();
    for (name, uses) in uses {
        let id = before.tools.get(name).cloned().or_else(|| free_id(name, &taken));
        let Some(id) = id else { continue };
        taken.insert(id.clone());
        // Of categories that are named equally often the first by name is taken.
        let category = uses.categories.iter().rev().max_by_key(|(_, count)| **count).map(|(category, _)| *category);
        tools.insert(name, (id, category.unwrap_or(name).to_owned()));
    }
    tools
}

#[derive(Default)]
struct Uses<'d> {
    occupations: usize,
    is_sought: bool,
    categories: BTreeMap<&'d str, usize>,
}

/// An id that no other tool has. `None` where none can be made.
fn free_id(name: &str, taken: &HashSet<String>) -> Option<String> {
    let id = usable(&name.replace('+', " plus ").replace('#', " sharp "))?;
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    [id.clone()].into_iter().chain(numbered).find(|id| !taken.contains(id))
}

/// Makes reports.
struct Maker<'d> {
    data: &'d Database,
    slugs: &'d BTreeMap<&'d OnetCode, String>,
    tools: &'d BTreeMap<&'d str, (String, String)>,
    cite: Cite,
}

impl Maker<'_> {
    fn report(&self, code: &OnetCode, occupation: &Occupation) -> Report {
        let Occupation { title, description, tasks, skills, technologies, zone, titles, related } = occupation;
        let tasks: Vec<Task> = tasks
            .iter()
            .map(|task| Task {
                id: format!("onet-{}", task.id),
                name: task.name.clone(),
                kind: task.kind.map(str::to_owned),
                importance: task.importance,
                relevance: task.relevance,
                label: None,
            })
            .collect();
        let skills: Vec<Skill> = skills
            .iter()
            .map(|skill| Skill {
                name: skill.name.clone(),
                kind: Some(skill.kind).filter(|kind| *kind != "skill").map(str::to_owned),
                importance: skill.importance,
                level: skill.level,
            })
            .collect();
        let technologies: Vec<Technology> = technologies
            .iter()
            .map(|technology| Technology {
                tool: match self.tools.get(technology.name.as_str()) {
                    Some((id, _)) => ToolName::Id(id.clone()),
                    None => ToolName::Name { name: technology.name.clone() },
                },
                purpose: Some(technology.category.clone()),
                hot: technology.hot,
                in_demand: technology.in_demand,
            })
            .collect();
        let near = related.iter().filter(|related| related.is_primary && related.code != *code);
        let near: Vec<(&OnetCode, &String)> = {
            let mut seen = HashSet::new();
            let known = near.filter_map(|related| Some((&related.code, self.slugs.get(&related.code)?)));
            known.filter(|(code, _)| seen.insert(*code)).collect()
        };
        let paths: Vec<Path> = near
            .iter()
            .map(|(to, slug)| Path {
                to: (*slug).clone(),
                kind: Some(if to.major() == code.major() { ADJACENT } else { CROSS_DOMAIN }.to_owned()),
            })
            .collect();
        let cite = |is_there: bool| is_there.then(|| self.cite.clone());
        Report {
            title: title.clone(),
            summary: description.clone(),
            industry: industries::id_of(code.major()).to_owned(),
            also: other_titles(title, titles),
            codes: self.codes(code, title),
            defaults: Defaults {
                tasks: cite(!tasks.is_empty()),
                skills: cite(!skills.is_empty()),
                technologies: cite(!technologies.is_empty()),
                paths: cite(!paths.is_empty()),
            },
            tasks,
            skills,
            technologies,
            preparation: zone.map(|zone| self.preparation(zone)),
            paths,
            related: near.iter().map(|(_, slug)| (*slug).clone()).collect(),
            ..Report::default()
        }
    }

    /// The code of O*NET and the code of the SOC that it divides, which is shared where it divides it into several.
    fn codes(&self, code: &OnetCode, title: &str) -> Vec<CodeOf> {
        let soc = code.soc();
        let of_soc = self.within(&soc);
        let whole = of_soc.iter().find(|(code, _)| code.is_whole()).map(|(_, occupation)| occupation.title.clone());
        let fit = if of_soc.len() == 1 { Fit::Exact } else { Fit::Shared };
        vec![
            CodeOf {
                scheme: ONET_SOC.to_owned(),
                code: code.as_str().to_owned(),
                label: Some(title.to_owned()),
                fit: Some(Fit::Exact),
            },
            CodeOf { scheme: SOC.to_owned(), code: soc.as_str().to_owned(), label: whole, fit: Some(fit) },
        ]
    }

    /// The occupations of a code of the SOC, those without reports too.
    fn within(&self, soc: &SocCode) -> Vec<(&OnetCode, &Occupation)> {
        let start = OnetCode::from_text(&format!("{soc}.00")).expect("a code of the SOC and two digits are a code");
        self.data.occupations.range(start..).take_while(|(code, _)| code.soc() == *soc).collect()
    }

    fn preparation(&self, zone: u8) -> Preparation {
        let words = self.data.zones.get(&zone).cloned().unwrap_or_default();
        Preparation {
            job_zone: f64::from(zone),
            experience: words.experience,
            education: words.education,
            training: words.training,
            source: self.cite.source.clone(),
            as_of: self.cite.as_of,
        }
    }
}

/// Other titles: those that workers reported and the public site shows, then those that workers reported, then those that most sources
/// have; without those that say the same in other letters.
fn other_titles(title: &str, titles: &Titles) -> Vec<String> {
    let Titles { shown, reported, alternate } = titles;
    let mut alternate: Vec<&(usize, String)> = alternate.iter().collect();
    alternate.sort_by_key(|(named_by, _)| std::cmp::Reverse(*named_by));
    let mut seen = HashSet::from([title.to_lowercase()]);
    let all = shown.iter().chain(reported).chain(alternate.into_iter().map(|(_, title)| title));
    all.filter(|title| seen.insert(title.to_lowercase())).take(TITLES).cloned().collect()
}

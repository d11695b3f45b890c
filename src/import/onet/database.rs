use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::RangeInclusive;

use super::folder::Folder;
use crate::diagnostic::Diagnostic;
use crate::import::ImportError;
use crate::import::code::OnetCode;
use crate::import::findings::Findings;
use crate::import::table::{Column, DataFile, Row, Table};

/// What the files of a folder say.
#[derive(Default)]
pub(in crate::import) struct Database {
    /// The occupations by their codes.
    pub occupations: BTreeMap<OnetCode, Occupation>,
    /// What each job zone means.
    pub zones: BTreeMap<u8, Zone>,
    /// What was read, a name of a file and the number of its rows each.
    pub read: Vec<(String, usize)>,
    /// What the folder lacks, a name of a file and what is missing without it each.
    pub absent: Vec<(&'static str, &'static str)>,
    /// Codes of which it is known that no occupation stands here for them; whatever else names them is passed over.
    strangers: HashSet<OnetCode>,
    /// How many values the database itself recommends not to use.
    pub suppressed: usize,
    /// How many levels the database calls not relevant.
    pub not_relevant: usize,
}

/// What the database says of an occupation.
#[derive(Default)]
pub(in crate::import) struct Occupation {
    pub title: String,
    pub description: String,
    pub tasks: Vec<Task>,
    pub skills: Vec<Skill>,
    pub technologies: Vec<Technology>,
    pub zone: Option<u8>,
    /// Other titles, the most useful first.
    pub titles: Titles,
    /// The codes of related occupations, nearest first.
    pub related: Vec<Related>,
}

/// A task.
pub(in crate::import) struct Task {
    pub id: u64,
    pub name: String,
    pub kind: Option<&'static str>,
    pub importance: Option<f64>,
    pub relevance: Option<f64>,
}

/// A skill, a field of knowledge or an ability.
pub(in crate::import) struct Skill {
    pub name: String,
    pub kind: &'static str,
    pub importance: Option<f64>,
    pub level: Option<f64>,
}

/// A technology and what it is used for.
pub(in crate::import) struct Technology {
    pub name: String,
    pub category: String,
    pub hot: bool,
    pub in_demand: bool,
}

/// Titles beside the occupation's own.
#[derive(Default)]
pub(in crate::import) struct Titles {
    /// Those that workers reported and that the public site shows.
    pub shown: Vec<String>,
    /// Those that workers reported.
    pub reported: Vec<String>,
    /// All others, with the number of sources that have them.
    pub alternate: Vec<(usize, String)>,
}

/// A related occupation.
pub(in crate::import) struct Related {
    pub code: OnetCode,
    pub is_primary: bool,
}

/// A job zone in words.
#[derive(Clone, Default)]
pub(in crate::import) struct Zone {
    pub experience: Option<String>,
    pub education: Option<String>,
    pub training: Option<String>,
}

const CODE: &[&str] = &["O*NET-SOC Code", "ONET SOC Code", "O*NET-SOC 2019 Code"];
const SCALE: &[&str] = &["Scale ID", "Scale Name"];
const VALUE: &[&str] = &["Data Value"];

/// A table, what is missing without it, and its reader.
type Reader = (&'static str, &'static str, fn(&mut Database, &Table<'_>, &mut Findings) -> usize);

const READERS: [Reader; 11] = [
    ("Task Statements", "tasks", Database::read_tasks),
    ("Task Ratings", "importance and relevance of tasks", Database::read_ratings),
    ("Skills", "skills", |data, table, findings| data.read_skills(table, "skill", findings)),
    ("Knowledge", "fields of knowledge", |data, table, findings| data.read_skills(table, "knowledge", findings)),
    ("Abilities", "abilities", |data, table, findings| data.read_skills(table, "ability", findings)),
    ("Technology Skills", "technologies", Database::read_technologies),
    ("Job Zone Reference", "job zones in words", Database::read_zones),
    ("Job Zones", "how one gets into the job", Database::read_zone_numbers),
    ("Sample of Reported Titles", "titles that workers reported", Database::read_reported_titles),
    ("Alternate Titles", "other titles", Database::read_alternate_titles),
    ("Related Occupations", "related reports and career paths", Database::read_related),
];

impl Database {
    /// Reads the files of a folder. What is wrong is noted; of a file that is absent there is less in the reports.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn read(folder: &Folder, findings: &mut Findings) -> Result<Self, ImportError> {
        let mut data = Self::default();
        let Some(file) = folder.table("Occupation Data", findings)? else {
            if findings.are_none() {
                findings.fault(lacks_occupations(folder));
            }
            return Ok(data);
        };
        data.read_file(file, Self::read_occupations, findings);
        // Without occupations every row of every other file would be at fault.
        if data.occupations.is_empty() {
            return Ok(data);
        }
        for (name, what, read) in READERS {
            match folder.table(name, findings)? {
                Some(file) => data.read_file(file, read, findings),
                None => data.absent.push((name, what)),
            }
        }
        if let Some(file) = folder.table("Emerging Tasks", findings)? {
            let rows = Table::of(&file).each(findings, |_| Ok(()));
            findings.notes.push(format!(
                "`Emerging Tasks`: {rows} rows not used, because they have no ids of their own and no ratings yet"
            ));
            findings.close(file);
        }
        Ok(data)
    }

    /// How many kinds of tables it has.
    #[cfg(fuzzing)]
    pub const KINDS: usize = READERS.len() + 1;

    /// What a table of a kind says, beside two occupations that are known.
    #[cfg(fuzzing)]
    pub fn of_table(kind: usize, file: &DataFile, findings: &mut Findings) -> Self {
        let known =
            "O*NET-SOC Code\tTitle\tDescription\n15-1252.00\tDeveloper\tDevelops.\n47-2111.00\tElectrician\tWires.\n";
        let known = DataFile { name: "known".to_owned(), text: known.to_owned() };
        let mut data = Self::default();
        data.read_occupations(&Table::of(&known), findings);
        let read = READERS.get(kind).map_or(Self::read_occupations as _, |(_, _, read)| *read);
        read(&mut data, &Table::of(file), findings);
        data
    }

    fn read_file(
        &mut self,
        file: DataFile,
        read: fn(&mut Self, &Table<'_>, &mut Findings) -> usize,
        findings: &mut Findings,
    ) {
        let rows = read(self, &Table::of(&file), findings);
        self.read.push((file.name.clone(), rows));
        findings.close(file);
    }

    /// The occupation of a row. `None` where it was said before that there is none, so that one mistake is told once.
    fn occupation(&mut self, row: &Row<'_>, column: Column) -> Result<Option<&mut Occupation>, Diagnostic> {
        let code = code(row, column)?;
        match self.occupations.get_mut(&code) {
            Some(occupation) => Ok(Some(occupation)),
            None if self.strangers.contains(&code) => Ok(None),
            None => {
                let fault = unknown(row, column, &code);
                self.strangers.insert(code);
                Err(fault)
            }
        }
    }

    fn read_occupations(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code_column, title, description]) = table.needed([CODE, &["Title"], &["Description"]], findings)
        else {
            return 0;
        };
        table.each(findings, |row| {
            let code = code(row, code_column)?;
            let texts = row.text(title).and_then(|title| Ok((title, row.text(description)?)));
            let (title, description) = texts.inspect_err(|_| {
                self.strangers.insert(code.clone());
            })?;
            let occupation = Occupation { title, description, ..Occupation::default() };
            match self.occupations.entry(code) {
                std::collections::btree_map::Entry::Vacant(entry) => {
                    entry.insert(occupation);
                    Ok(())
                }
                std::collections::btree_map::Entry::Occupied(entry) => {
                    Err(row.fault(code_column, format!("the code `{}` stands twice", entry.key())))
                }
            }
        })
    }

    fn read_tasks(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code, id, task]) = table.needed([CODE, &["Task ID"], &["Task"]], findings) else { return 0 };
        let kind = table.find(&["Task Type"]);
        let mut known = HashSet::new();
        table.each(findings, |row| {
            let Some(occupation) = self.occupation(row, code)? else { return Ok(()) };
            let (number, name) = (task_id(row, id)?, row.text(task)?);
            let kind = match row.optional(kind).to_lowercase().as_str() {
                "core" => Some("core"),
                "supplemental" => Some("supplemental"),
                _ => None,
            };
            if !known.insert((row.cell(code).to_owned(), number)) {
                return Err(row.fault(id, format!("the task `{number}` stands twice under this code")));
            }
            occupation.tasks.push(Task { id: number, name, kind, importance: None, relevance: None });
            Ok(())
        })
    }

    fn read_ratings(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code_column, id, scale, value]) = table.needed([CODE, &["Task ID"], SCALE, VALUE], findings) else {
            return 0;
        };
        let suppress = table.find(&["Recommend Suppress"]);
        let mut suppressed = 0;
        let mut places = HashMap::new();
        for (code, occupation) in &self.occupations {
            places.extend(occupation.tasks.iter().enumerate().map(|(at, task)| ((code.clone(), task.id), at)));
        }
        let rows = table.each(findings, |row| {
            let (code, number) = (code(row, code_column)?, task_id(row, id)?);
            // A rating of a task that is not among the statements has no place in a report.
            let Some(at) = places.get(&(code, number)).copied() else { return Ok(()) };
            let scale = Scale::of(row.cell(scale));
            let Some(range) = scale.range() else { return Ok(()) };
            let value = row.number(value, range)?;
            if row.is_yes(suppress)? {
                suppressed += 1;
                return Ok(());
            }
            let Some(Occupation { tasks, .. }) = self.occupation(row, code_column)? else { return Ok(()) };
            let task = &mut tasks[at];
            match scale {
                Scale::Importance => task.importance = value,
                Scale::Relevance => task.relevance = value,
                Scale::Level | Scale::Other => {}
            }
            Ok(())
        });
        self.suppressed += suppressed;
        rows
    }

    fn read_skills(&mut self, table: &Table<'_>, kind: &'static str, findings: &mut Findings) -> usize {
        let Some([code, name, scale, value]) = table.needed([CODE, &["Element Name"], SCALE, VALUE], findings) else {
            return 0;
        };
        let (suppress, not_relevant) = (table.find(&["Recommend Suppress"]), table.find(&["Not Relevant"]));
        let (mut suppressed, mut irrelevant) = (0, 0);
        let rows = table.each(findings, |row| {
            let scale = Scale::of(row.cell(scale));
            let Some(occupation) = self.occupation(row, code)? else { return Ok(()) };
            let name = row.text(name)?;
            let Some(range) = scale.range() else { return Ok(()) };
            let mut value = row.number(value, range)?;
            if row.is_yes(suppress)? {
                suppressed += 1;
                value = None;
            } else if row.is_yes(not_relevant)? {
                irrelevant += 1;
                value = None;
            }
            let Some(value) = value else { return Ok(()) };
            let found = occupation.skills.iter_mut().rev().find(|skill| skill.kind == kind && skill.name == name);
            let skill = match found {
                Some(skill) => skill,
                None => {
                    occupation.skills.push(Skill { name, kind, importance: None, level: None });
                    occupation.skills.last_mut().expect("one was just pushed")
                }
            };
            match scale {
                Scale::Importance => skill.importance = Some(value),
                Scale::Level => skill.level = Some(value),
                Scale::Relevance | Scale::Other => {}
            }
            Ok(())
        });
        self.suppressed += suppressed;
        self.not_relevant += irrelevant;
        rows
    }

    fn read_technologies(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code, name, category]) = table.needed([CODE, &["Example"], &["Commodity Title"]], findings) else {
            return 0;
        };
        let (hot, in_demand) = (table.find(&["Hot Technology"]), table.find(&["In Demand"]));
        table.each(findings, |row| {
            let Some(occupation) = self.occupation(row, code)? else { return Ok(()) };
            let (name, category) = (row.text(name)?, row.text(category)?);
            let (hot, in_demand) = (row.is_yes(hot)?, row.is_yes(in_demand)?);
            // One technology can stand under several commodities; a report names it once, by the first.
            match occupation.technologies.iter_mut().find(|technology| technology.name == name) {
                Some(known) => {
                    known.hot |= hot;
                    known.in_demand |= in_demand;
                }
                None => occupation.technologies.push(Technology { name, category, hot, in_demand }),
            }
            Ok(())
        })
    }

    fn read_zones(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([zone]) = table.needed([&["Job Zone"]], findings) else { return 0 };
        let [experience, education] = [["Experience"], ["Education"]].map(|names| table.find(&names));
        let training = table.find(&["Job Training", "Training"]);
        table.each(findings, |row| {
            let number = zone_number(row, zone)?;
            let words = Zone {
                experience: row.text_or_none(experience)?,
                education: row.text_or_none(education)?,
                training: row.text_or_none(training)?,
            };
            self.zones.insert(number, words);
            Ok(())
        })
    }

    fn read_zone_numbers(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code, zone]) = table.needed([CODE, &["Job Zone"]], findings) else { return 0 };
        table.each(findings, |row| {
            let Some(occupation) = self.occupation(row, code)? else { return Ok(()) };
            // Some occupations are listed before they have a zone.
            if matches!(row.cell(zone).to_lowercase().as_str(), "" | "n/a") {
                return Ok(());
            }
            occupation.zone = Some(zone_number(row, zone)?);
            Ok(())
        })
    }

    fn read_reported_titles(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code, title]) = table.needed([CODE, &["Reported Job Title"]], findings) else { return 0 };
        let shown = table.find(&["Shown in My Next Move"]);
        table.each(findings, |row| {
            let Some(Occupation { titles, .. }) = self.occupation(row, code)? else { return Ok(()) };
            let title = row.text(title)?;
            if row.is_yes(shown)? {
                titles.shown.push(title)
            } else {
                titles.reported.push(title)
            }
            Ok(())
        })
    }

    fn read_alternate_titles(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code, title]) = table.needed([CODE, &["Alternate Title"]], findings) else { return 0 };
        let sources = table.find(&["Source(s)", "Sources"]);
        table.each(findings, |row| {
            let Some(Occupation { titles, .. }) = self.occupation(row, code)? else { return Ok(()) };
            let named_by = row.optional(sources).split([',', ';']).filter(|source| !source.trim().is_empty()).count();
            titles.alternate.push((named_by, row.text(title)?));
            Ok(())
        })
    }

    fn read_related(&mut self, table: &Table<'_>, findings: &mut Findings) -> usize {
        let Some([code_column, related]) = table.needed([CODE, &["Related O*NET-SOC Code"]], findings) else {
            return 0;
        };
        let (tier, index) = (table.find(&["Relatedness Tier"]), table.find(&["Index"]));
        let mut found: BTreeMap<OnetCode, Vec<(u64, Related)>> = BTreeMap::new();
        let rows = table.each(findings, |row| {
            let (of, code) = (code(row, code_column)?, code(row, related)?);
            if self.occupation(row, code_column)?.is_none() || self.occupation(row, related)?.is_none() {
                return Ok(());
            }
            let place = match index {
                Some(column) => row.number(column, 0.0..=1e9)?.unwrap_or(1e9) as u64,
                None => 0,
            };
            // Editions before 26 have no tiers.
            let is_primary = tier.is_none_or(|tier| row.cell(tier).to_lowercase().starts_with("primary"));
            found.entry(of).or_default().push((place, Related { code, is_primary }));
            Ok(())
        });
        for (code, mut related) in found {
            related.sort_by_key(|(place, _)| *place);
            if let Some(occupation) = self.occupations.get_mut(&code) {
                occupation.related = related.into_iter().map(|(_, related)| related).collect();
            }
        }
        rows
    }
}

/// A scale on which values stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Importance,
    Level,
    Relevance,
    /// One that reports do not use, such as frequency.
    Other,
}

impl Scale {
    /// A scale by its id or its name.
    fn of(cell: &str) -> Self {
        match cell.to_lowercase().as_str() {
            "im" | "importance" => Self::Importance,
            "lv" | "level" => Self::Level,
            "rt" | "relevance" | "relevance of task" => Self::Relevance,
            _ => Self::Other,
        }
    }

    fn range(self) -> Option<RangeInclusive<f64>> {
        match self {
            Self::Importance => Some(1.0..=5.0),
            Self::Level => Some(0.0..=7.0),
            Self::Relevance => Some(0.0..=100.0),
            Self::Other => None,
        }
    }
}

fn code(row: &Row<'_>, column: Column) -> Result<OnetCode, Diagnostic> {
    OnetCode::from_text(row.cell(column)).ok_or_else(|| {
        row.fault(column, format!("`{}` is not a code of O*NET", row.cell(column)))
            .help("a code is written like `15-1252.00`; a spreadsheet program may have changed it")
    })
}

fn unknown(row: &Row<'_>, column: Column, code: &OnetCode) -> Diagnostic {
    row.fault(column, format!("no occupation has the code `{code}`"))
        .help("take all files from one edition of the database")
}

/// The number of a task, which spreadsheet programs write with a decimal: `8823.0`.
pub(in crate::import) fn task_id(row: &Row<'_>, column: Column) -> Result<u64, Diagnostic> {
    let cell = row.cell(column);
    let whole =
        cell.split_once('.').map_or(cell, |(whole, rest)| if rest.bytes().all(|b| b == b'0') { whole } else { cell });
    whole.parse().map_err(|_| row.fault(column, format!("`{cell}` is not the number of a task")))
}

fn zone_number(row: &Row<'_>, column: Column) -> Result<u8, Diagnostic> {
    let number = row.number(column, 1.0..=5.0)?.filter(|number| number.fract() == 0.0);
    match number {
        Some(number) => Ok(number as u8),
        None => Err(row.fault(column, format!("`{}` is not a job zone", row.cell(column))).help("zones are 1 to 5")),
    }
}

fn lacks_occupations(folder: &Folder) -> Diagnostic {
    let message = "the folder has no table `Occupation Data`, in which the occupations are";
    if folder.holds_workbooks() {
        return folder.unusable(message, "it has workbooks; download the text edition instead, or save each sheet as CSV under the name of its workbook");
    }
    folder
        .unusable(message, "name the folder that comes out of the downloaded archive, with `Occupation Data.txt` in it")
}

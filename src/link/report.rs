//! One report's draft becomes its card and its body: the nearest source wins, and names become ids.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corpus::*;
use super::grounds::Grounds;
use super::headline::headline;
use super::memo::Draft;
use super::names::FileNames;
use super::pay::{employment, median_pay};
use super::skills::{NamePool, SkillProfile, shared_names};
use super::tasks::task_score;
use super::work::{card_tools, task_names};
use crate::diagnostic::{Code, Diagnostic, Place, Trail};
use crate::model::figure::{CiteDraft, CitedProse, Figure, HorizonFigure};
use crate::model::occupation::*;
use crate::model::registry::SourceEntry;
use crate::model::{Date, Notation, Reference, Slug};
use crate::parse::{AnalysisFile, AnalysisText, OccupationFile, Shelved};
use crate::source::{Layers, ReadError};

/// What all pages need of a linked report, and the references in it that led nowhere.
pub(super) struct Linked {
    pub card: Arc<Card>,
    /// From what its pages and those of others are made.
    pub digest: ReportDigest,
    /// Reports that its author names as related.
    pub related: Vec<ReportId>,
    /// What its tasks are called.
    pub task_names: Shelved<(), TaskNames>,
    pub faults: Vec<Diagnostic>,
}

/// Links one report.
///
/// # Errors
/// When what its file says cannot be read back.
pub(super) fn link(draft: &Draft, grounds: &Grounds) -> Result<Linked, ReadError> {
    let Draft { occupation, analysis } = draft;
    let (card, related, shown, task_names, faults) = match grounds.find_card(occupation) {
        Some((card, related, shown, task_names)) => (card, related, shown, task_names, Vec::new()),
        None => {
            let (card, body, related, faults) = whole(occupation, &*occupation.draft.get()?, grounds);
            let task_names = task_names(&body.tasks);
            let shown = card.digest_with(&related, &task_names);
            let task_names = match faults.is_empty() {
                true => grounds.put_card(occupation, (&card, &related, shown), task_names),
                false => Shelved::here((), task_names),
            };
            (card, related, shown, task_names, faults)
        }
    };
    let digest = ReportDigest::of(shown, occupation, analysis.as_deref());
    Ok(Linked { card: Arc::new(card), digest, related, task_names, faults })
}

/// Links one report for its own page.
///
/// # Errors
/// As [`link`].
pub(super) fn body(draft: &Draft, grounds: &Grounds) -> Result<Body, ReadError> {
    let Draft { occupation, analysis } = draft;
    let (_, body, ..) = whole(occupation, &*occupation.draft.get()?, grounds);
    let analysis = analysis.as_deref().map(|AnalysisFile { slug: _, file, digest: _, text }| {
        let AnalysisText { text, outline } = Arc::unwrap_or_clone(text.get()?);
        Ok(Analysis { file: file.clone(), text, outline })
    });
    Ok(Body { analysis: analysis.transpose()?, ..body })
}

/// A report without its analysis, the reports that its author names as related, and references that led nowhere.
fn whole(
    file: &OccupationFile,
    draft: &OccupationDraft,
    grounds: &Grounds,
) -> (Card, Body, Vec<ReportId>, Vec<Diagnostic>) {
    let OccupationFile { slug, file, layers, digest: _, is_draft: _, draft: _, idle: _ } = file;
    let Grounds { site, sources, lookup, names: pool, shelf: _, digest: _ } = grounds;
    let names = FileNames { lookup, file, faults: Vec::new() };
    let mut linker = Linker {
        names,
        layers: *layers,
        draft,
        slug,
        sources,
        pool,
        used: BTreeMap::new(),
        report: Citation::default(),
    };
    linker.report = linker.own(draft.source.as_ref(), draft.as_of, &Trail::Top).unwrap_or_default();
    linker.link(site)
}

pub(super) struct Linker<'a> {
    pub names: FileNames<'a>,
    pub layers: Layers,
    pub draft: &'a OccupationDraft,
    slug: &'a Slug,
    pub sources: &'a [SourceEntry],
    pool: &'a NamePool,
    /// How many figures rest on each source.
    used: BTreeMap<SourceId, u32>,
    report: Citation,
}

impl<'a> Linker<'a> {
    /// The citation that stands here itself, where a source or a date does.
    fn own(&mut self, source: Option<&Reference>, as_of: Option<Date>, path: &Trail<'_>) -> Option<Citation> {
        if source.is_none() && as_of.is_none() {
            return None;
        }
        let source = source.filter(|name| !name.is_none());
        let source = source.and_then(|name| self.names.source(name, path.key("source")));
        Some(Citation { source, as_of })
    }

    /// The nearest citation: the own one, or the outer. A date without a source of its own belongs to the outer source.
    pub(super) fn nearest(
        &mut self,
        source: Option<&Reference>,
        as_of: Option<Date>,
        path: &Trail<'_>,
        outer: Citation,
    ) -> Citation {
        match self.own(source, as_of, path) {
            Some(own) if source.is_none() => Citation { source: outer.source, as_of: own.as_of },
            Some(own) => own,
            None => outer,
        }
    }

    /// The citation of a whole section: its own keys, then `defaults`, then the report.
    pub(super) fn section(&mut self, section: CitableSection, key: &str) -> Citation {
        let defaults = Trail::of("defaults");
        match self.draft.defaults.of(section) {
            Some(CiteDraft { source, as_of }) => self.nearest(source.as_ref(), *as_of, &defaults.key(key), self.report),
            None => self.report,
        }
    }

    pub(super) fn uses(&mut self, citation: Citation) -> Citation {
        if let Some(source) = citation.source {
            *self.used.entry(source).or_default() += 1;
        }
        citation
    }

    pub(super) fn figure<T: Clone>(&mut self, figure: &Figure<T>, path: &Trail<'_>, outer: Citation) -> Cited<T> {
        let Figure { value, cite: CiteDraft { source, as_of }, note } = figure;
        let citation = self.nearest(source.as_ref(), *as_of, path, outer);
        Cited { value: value.clone(), citation: self.uses(citation), note: note.clone() }
    }

    fn prose(&mut self, prose: &CitedProse, path: &Trail<'_>, outer: Citation) -> Cited<crate::model::Prose> {
        let CitedProse { text, cite: CiteDraft { source, as_of } } = prose;
        let citation = self.nearest(source.as_ref(), *as_of, path, outer);
        Cited { value: text.clone(), citation: self.uses(citation), note: None }
    }

    fn link(mut self, site: &Site) -> (Card, Body, Vec<ReportId>, Vec<Diagnostic>) {
        let draft = self.draft;
        let industry = self.names.industry(&draft.industry, Trail::of("industry")).unwrap_or(IndustryId::at(0));
        let risk = self.section(CitableSection::Risk, "risk");
        let risk = self.nearest(draft.risk.source.as_ref(), draft.risk.as_of, &Trail::of("risk"), risk);
        let risk_path = Trail::of("risk");
        let assessments = self.assessments();
        let window = draft.risk.window.as_ref().map(|HorizonFigure(f)| self.figure(f, &risk_path.key("window"), risk));
        let outlook = draft.risk.outlook.as_ref().map(|prose| self.prose(prose, &risk_path.key("outlook"), risk));
        let verdict = draft.risk.verdict.as_ref().map(|prose| self.prose(prose, &risk_path.key("verdict"), risk));
        let tasks = self.tasks(site);
        let skills = self.skills();
        let technologies = self.technologies();
        let preparation = draft.preparation.as_ref().map(|preparation| self.preparation(preparation));
        let learn = self.learn();
        let paths = self.paths();
        let roadmap = self.roadmap();
        let certifications = self.certifications();
        let pay = draft.pay.as_ref().map(|pay| self.pay(pay));
        let demand = draft.demand.as_ref().map(|demand| self.demand(demand));
        let timeline = self.timeline();
        let related = self.related();
        let task_score = task_score(&tasks);
        let mut history = draft.history.clone();
        history.sort_by_key(|entry| std::cmp::Reverse(entry.date));
        let card = Card {
            slug: self.slug.clone(),
            title: draft.title.clone(),
            summary: draft.summary.clone(),
            industry,
            also: draft.also.clone(),
            codes: draft.codes.clone(),
            aliases: draft.aliases.clone(),
            updated: draft.updated,
            noindex: draft.noindex,
            headline: headline(site.headline, &assessments, task_score.as_ref(), site.bands),
            assessments,
            task_score,
            exposure_sources: exposure_sources(&tasks),
            skills: shared_names(&skills, self.pool),
            profile: SkillProfile::of(&skills, self.pool),
            tools: card_tools(&tasks),
            technologies: technologies.iter().filter_map(|technology| card_technology(technology, self.pool)).collect(),
            learn: learn.iter().map(|learn| learn.tool).collect(),
            employment: demand.as_ref().and_then(|demand| employment(demand, &draft.codes, self.pool)),
            median_pay: pay.as_ref().and_then(|pay| median_pay(pay, &draft.codes, self.pool)),
            job_zone: preparation
                .as_ref()
                .and_then(|preparation| preparation.job_zone.as_ref())
                .map(|zone| (zone.value, zone.citation)),
            history,
            sources: self.used.into_iter().collect(),
        };
        let body = Body {
            file: self.names.file.to_owned(),
            layers: self.layers,
            window,
            outlook,
            verdict,
            tasks,
            skills,
            technologies,
            preparation,
            learn,
            paths,
            roadmap,
            quick_wins: draft.quick_wins.clone(),
            certifications,
            pay,
            demand,
            timeline,
            faq: draft.faq.clone(),
            analysis: None,
        };
        (card, body, related, self.names.faults)
    }

    fn assessments(&mut self) -> Vec<Assessment> {
        let risk = Trail::of("risk");
        let list = risk.key("assessments");
        let mut linked = Vec::new();
        for (index, assessment) in self.draft.risk.assessments.iter().enumerate() {
            let AssessmentDraft { source, score, label, as_of, url, note, code } = assessment;
            let path = list.index(index);
            let Some(source) = self.names.source(source, path.key("source")) else { continue };
            let entry = &self.sources[source.position()];
            let Some(measure) = entry.measures else {
                self.names.faults.push(
                    Diagnostic::new(
                        Code::NotAnAssessment,
                        self.names.file,
                        Place::Value(path.key("source").into()),
                        format!("the source `{}` does not say what it measures", assessment.source.as_str()),
                    )
                    .help("give it `measures: risk`, `exposure`, `automation` or `applicability` in `content/sources.yaml`"),
                );
                continue;
            };
            let Some(on_scale) = self.on_scale(*score, entry, path.key("score")) else { continue };
            self.uses(Citation { source: Some(source), as_of: *as_of });
            linked.push(Assessment {
                source,
                measure,
                notation: *score,
                score: on_scale,
                label: label.clone(),
                as_of: *as_of,
                url: url.clone(),
                note: note.clone(),
                code: code.clone(),
            });
        }
        linked
    }

    fn on_scale(&mut self, notation: Notation, source: &SourceEntry, path: Trail<'_>) -> Option<crate::model::Score> {
        match notation.on(source.scale) {
            Ok(score) => Some(score),
            Err((from, to)) => {
                let message = format!("`{notation}` lies outside the scale of its source, {from} to {to}");
                self.names.faults.push(
                    Diagnostic::new(Code::ScoreOffScale, self.names.file, Place::Value(path.into()), message).help(
                        "correct the score, write it as `68%` or `44/100`, or correct the `scale` in `content/sources.yaml`",
                    ),
                );
                None
            }
        }
    }

    fn skills(&mut self) -> Vec<Skill> {
        let outer = self.section(CitableSection::Skills, "skills");
        let draft = self.draft;
        let list = Trail::of("skills");
        let each = draft.skills.iter().enumerate();
        each.map(|(index, SkillDraft { name, kind, importance, level, resilience, why, source, as_of })| {
            let path = list.index(index);
            let citation = self.nearest(source.as_ref(), *as_of, &path, outer);
            let importance =
                importance.as_ref().map(|figure| Box::new(self.figure(figure, &path.key("importance"), citation)));
            let level = level.as_ref().map(|figure| Box::new(self.figure(figure, &path.key("level"), citation)));
            let resilience = resilience.as_ref().map(|figure| self.figure(figure, &path.key("resilience"), citation));
            Skill { name: name.clone(), kind: *kind, importance, level, resilience, why: why.clone(), citation }
        })
        .collect()
    }

    fn learn(&mut self) -> Vec<Learn> {
        let outer = self.section(CitableSection::Learn, "learn");
        let draft = self.draft;
        let list = Trail::of("learn");
        let each = draft.learn.iter().enumerate();
        each.filter_map(|(index, LearnDraft { tool, why, source, as_of })| {
            let path = list.index(index);
            let citation = self.nearest(source.as_ref(), *as_of, &path, outer);
            let tool = self.names.tool(tool, path.key("tool"))?;
            Some(Learn { tool, why: why.clone(), citation: self.uses(citation) })
        })
        .collect()
    }

    fn paths(&mut self) -> Vec<CareerPath> {
        let outer = self.section(CitableSection::Paths, "paths");
        let list = Trail::of("paths");
        let mut paths = Vec::new();
        for (index, draft) in self.draft.paths.iter().enumerate() {
            let PathDraft { to, kind, skill_match, difficulty, label, score, have, need, why, source, as_of } = draft;
            let path = list.index(index);
            let citation = self.nearest(source.as_ref(), *as_of, &path, outer);
            let to = match to {
                PathTarget::Title(title) => PathEnd::Title(title.clone()),
                PathTarget::Report(name) => match self.report(name, path.key("to")) {
                    Some(id) => PathEnd::Report(id),
                    None => continue,
                },
            };
            let scale = citation.source.map(|source| &self.sources[source.position()]);
            let score = match (score, scale) {
                (Some(notation), Some(source)) => {
                    self.on_scale(*notation, source, path.key("score")).map(|score| (*notation, score))
                }
                (Some(notation), None) => notation.on(Default::default()).ok().map(|score| (*notation, score)),
                (None, _) => None,
            };
            let skill_match = skill_match.as_ref().map(|figure| self.figure(figure, &path.key("match"), citation));
            if score.is_some() || difficulty.is_some() || why.is_some() || label.is_some() {
                self.uses(citation);
            }
            paths.push(CareerPath {
                to,
                kind: *kind,
                skill_match,
                difficulty: *difficulty,
                label: label.clone(),
                score,
                have: have.clone(),
                need: need.clone(),
                why: why.clone(),
                citation,
            });
        }
        paths
    }

    /// A reference to another report than this one.
    fn report(&mut self, name: &Reference, path: Trail<'_>) -> Option<ReportId> {
        if name.as_str() == self.slug.as_str() {
            self.names.faults.push(
                Diagnostic::new(
                    Code::SelfReference,
                    self.names.file,
                    Place::Value(path.into()),
                    format!("`{}` is this report itself", name.as_str()),
                )
                .help("name another report, or remove the entry"),
            );
            return None;
        }
        self.names.occupation(name, path)
    }

    fn roadmap(&mut self) -> Vec<Phase> {
        let outer = self.section(CitableSection::Roadmap, "roadmap");
        let draft = self.draft;
        let each = draft.roadmap.iter().enumerate();
        each.map(|(index, PhaseDraft { title, period, goal, steps, source, as_of })| {
            let citation = self.nearest(source.as_ref(), *as_of, &Trail::of("roadmap").index(index), outer);
            Phase {
                title: title.clone(),
                period: period.clone(),
                goal: goal.clone(),
                steps: steps.clone(),
                citation: self.uses(citation),
            }
        })
        .collect()
    }

    fn certifications(&mut self) -> Vec<Certification> {
        let outer = self.section(CitableSection::Certifications, "certifications");
        let draft = self.draft;
        let each = draft.certifications.iter().enumerate();
        each.map(|(index, CertificationDraft { name, issuer, url, why, affiliate, source, as_of })| {
            let citation = self.nearest(source.as_ref(), *as_of, &Trail::of("certifications").index(index), outer);
            Certification {
                name: name.clone(),
                issuer: issuer.clone(),
                url: url.clone(),
                why: why.clone(),
                affiliate: *affiliate,
                citation: self.uses(citation),
            }
        })
        .collect()
    }

    fn timeline(&mut self) -> Vec<Era> {
        let outer = self.section(CitableSection::Timeline, "timeline");
        let draft = self.draft;
        let each = draft.timeline.iter().enumerate();
        each.map(|(index, EraDraft { period, title, text, source, as_of })| {
            let citation = self.nearest(source.as_ref(), *as_of, &Trail::of("timeline").index(index), outer);
            Era { period: period.clone(), title: title.clone(), text: text.clone(), citation: self.uses(citation) }
        })
        .collect()
    }

    fn related(&mut self) -> Vec<ReportId> {
        let draft = self.draft;
        let each = draft.related.iter().enumerate();
        each.filter_map(|(index, name)| self.report(name, Trail::of("related").index(index))).collect()
    }
}

/// A technology as the page of the tool that it is needs it.
fn card_technology(technology: &Technology, names: &NamePool) -> Option<CardTechnology> {
    let purpose = technology.purpose.as_deref().map(|purpose| names.keep(purpose));
    Some(CardTechnology { tool: technology.tool()?, purpose, sought: technology.sought })
}

fn exposure_sources(tasks: &[Task]) -> Vec<SourceId> {
    let sources = tasks.iter().filter_map(|task| task.exposure.as_ref()?.citation.source);
    sources.collect::<BTreeSet<_>>().into_iter().collect()
}

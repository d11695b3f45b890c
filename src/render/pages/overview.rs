//! The first page, rankings, the comparison and changes.

use serde::Serialize;

use super::ends::End;
use crate::link::{HeadlineRule, ReportId, Source};
use crate::model::registry::SourceKind;
use crate::model::site::BlockPlace;
use crate::plan::{PER_PAGE, Page, Slice};
use crate::render::blocks::BlockView;
use crate::render::economy::Stairs;
use crate::render::messages::args;
use crate::render::page::Head;
use crate::render::report::Spread;
use crate::render::view::{Link, Pager, ReportRow, ScoreView};
use crate::render::{Renderer, structured};

/// How many reports a ranking shows.
const RANKED: usize = 25;
/// How many rows a list on the first page shows.
const TEASED: usize = 8;

/// The first page.
#[derive(Serialize)]
pub struct HomeView {
    page: Head,
    /// What is here, counted, in a sentence.
    counted: String,
    /// The words of the link to the reports.
    find: String,
    /// How headlines are made, in a sentence.
    rule: String,
    /// All reports on one scale, most exposed first; the first of them on a large site.
    rows: Vec<ReportRow>,
    /// On a large site the least exposed, least first.
    least: Vec<ReportRow>,
    /// On a large site who else shares the last score of both lists, with links to them.
    shared: Vec<Link>,
    /// How many more there are.
    more: Option<String>,
    /// All jobs in one line, where enough reports say how many people do them.
    stairs: Option<Stairs>,
    /// Where published scores lie furthest apart.
    disagreements: Vec<ReportRow>,
    industries: Vec<Link>,
    articles: Vec<super::writing::ArticleRow>,
    blocks: Vec<BlockView>,
}

/// Rankings.
#[derive(Serialize)]
pub struct RankingsView {
    page: Head,
    lists: Vec<Ranking>,
    rule: String,
}

#[derive(Serialize)]
struct Ranking {
    id: &'static str,
    title: String,
    explanation: String,
    rows: Vec<ReportRow>,
    /// The words above the column of details.
    detail: Option<String>,
    /// Who shares the last score shown and is not shown, with a link to them.
    shared: Option<Link>,
}

/// Reports side by side.
#[derive(Serialize)]
pub struct CompareView {
    page: Head,
    measures: Vec<Column>,
    rows: Vec<CompareRow>,
    /// What is left out of a large site, in a sentence.
    left_out: Option<String>,
    /// What the script of the page needs, as JSON that is safe inside a script element.
    control: String,
}

#[derive(Serialize)]
struct Column {
    id: &'static str,
    label: String,
}

#[derive(Serialize)]
struct CompareRow {
    report: ReportRow,
    /// The JSON of the report.
    data: String,
    /// For each measure its scores in words.
    measures: Vec<String>,
    /// The mean of its tasks.
    tasks: Option<String>,
    /// The median of its pay.
    pay: Option<String>,
}

/// Every change of a score.
#[derive(Serialize)]
pub struct ChangesView {
    page: Head,
    rows: Vec<ChangeRow>,
    pager: Option<Pager>,
}

#[derive(Serialize)]
struct ChangeRow {
    date: String,
    day: String,
    report: Link,
    score: ScoreView,
    change: Option<String>,
    cause: String,
    note: Option<String>,
}

/// The ranks of sorted values, counted from 1; equals share one.
fn ranks<T: PartialEq>(sorted: impl Iterator<Item = T>) -> Vec<usize> {
    let mut ranks: Vec<usize> = Vec::new();
    let mut before: Option<T> = None;
    for (at, value) in sorted.enumerate() {
        let shared = ranks.last().copied().filter(|_| before.as_ref() == Some(&value));
        ranks.push(shared.unwrap_or(at + 1));
        before = Some(value);
    }
    ranks
}

impl Renderer<'_> {
    /// How headlines are made, in a sentence.
    pub(crate) fn rule_in_words(&self) -> String {
        let messages = &self.messages;
        match self.corpus.site.headline {
            HeadlineRule::Median(measure) => {
                messages.say("rule_median", &args!["measure" => messages.measure(measure)])
            }
            HeadlineRule::Tasks => messages.label("rule_tasks").to_owned(),
            HeadlineRule::Source(source) => {
                messages.say("rule_source", &args!["source" => self.corpus.source(source).short()])
            }
        }
    }

    /// The widest spread of a report: of equals that of the first measure.
    fn widest(&self, id: ReportId) -> Option<Spread> {
        let spreads = Spread::all(&self.corpus.card(id).assessments);
        spreads.into_iter().rev().max_by_key(Spread::points)
    }

    fn by_disagreement(&self, most: usize) -> Vec<ReportRow> {
        let mut widest: Vec<(Spread, ReportId)> =
            self.corpus.reports().filter_map(|id| Some((self.widest(id)?, id))).collect();
        widest.retain(|(spread, _)| spread.points() > 0);
        widest.sort_by_key(|(spread, id)| (std::cmp::Reverse(spread.points()), *id));
        let ranks = ranks(widest.iter().map(|(spread, _)| spread.points()));
        widest
            .into_iter()
            .zip(ranks)
            .take(most)
            .map(|((spread, id), rank)| {
                let detail = self.messages.say(
                    "disagreement",
                    &args![
                        "measure" => self.messages.measure(spread.measure),
                        "low" => spread.low,
                        "high" => spread.high,
                        "points" => spread.points(),
                    ],
                );
                ReportRow { rank: Some(rank), detail: Some(detail), ..self.row(id) }
            })
            .collect()
    }

    pub(crate) fn home_view(&self) -> HomeView {
        let corpus = self.corpus;
        let site = &corpus.site;
        let mut page = self.head(Page::Home, site.title.as_str(), site.description.as_str(), &[]);
        page.structured.push(structured::website(self, &page));
        let unscored = self.reports_by_title().into_iter().filter(|id| corpus.card(*id).headline.is_none());
        let (shown, least): (Vec<ReportId>, Vec<ReportId>) = if corpus.count() <= 2 * RANKED {
            (corpus.ranking().iter().copied().chain(unscored).collect(), Vec::new())
        } else if corpus.ranking().len() <= 2 * TEASED {
            (corpus.ranking().iter().copied().chain(unscored).take(RANKED).collect(), Vec::new())
        } else {
            (self.end(End::Most, TEASED), self.end(End::Least, TEASED))
        };
        let more = corpus.count() - shown.len() - least.len();
        let assessments = corpus.cards().iter().map(|card| card.assessments.len()).sum::<usize>();
        let used: Vec<&Source> = corpus
            .sources
            .iter()
            .filter(|source| source.entry.kind != SourceKind::Judgement && source.is_used())
            .collect();
        let figures: u32 = used.iter().map(|source| source.figures()).sum();
        let industries = corpus.industries.iter().enumerate().filter(|(_, industry)| !industry.reports().is_empty());
        HomeView {
            counted: self.messages.say(
                "home_counted",
                &args![
                    "reports" => self.messages.whole(corpus.count() as i64),
                    "assessments" => self.messages.whole(assessments as i64),
                    "figures" => self.messages.whole(i64::from(figures)),
                    "sources" => self.messages.whole(used.len() as i64),
                ],
            ),
            find: self.counted("home_find", corpus.count()),
            rule: self.rule_in_words(),
            shared: [&shown, &least]
                .into_iter()
                .filter(|_| !least.is_empty())
                .filter_map(|ids| self.shared_end(ids))
                .collect(),
            rows: shown.into_iter().map(|id| self.row(id)).collect(),
            least: least.into_iter().map(|id| self.row(id)).collect(),
            stairs: self.stairs(),
            more: (more > 0)
                .then(|| self.messages.say("home_all", &args!["count" => self.messages.whole(corpus.count() as i64)])),
            disagreements: self.by_disagreement(TEASED),
            industries: industries.map(|(at, _)| self.industry_link(crate::link::IndustryId::at(at))).collect(),
            articles: (0..corpus.articles.len().min(TEASED)).map(|at| self.article_row(at)).collect(),
            blocks: self.blocks(BlockPlace::Home),
            page,
        }
    }

    pub(crate) fn rankings_view(&self) -> RankingsView {
        let ranked = |ids: Vec<ReportId>| -> Vec<ReportRow> {
            let points = ids.iter().map(|id| self.corpus.card(*id).headline.map(|headline| headline.points));
            let ranks = ranks(points);
            ids.into_iter().zip(ranks).map(|(id, rank)| ReportRow { rank: Some(rank), ..self.row(id) }).collect()
        };
        let (most, least) = (self.end(End::Most, RANKED), self.end(End::Least, RANKED));
        let (most_shared, least_shared) = (self.shared_end(&most), self.shared_end(&least));
        let (most, least) = (ranked(most), ranked(least));
        let mut movers: Vec<(i16, ReportId)> = self
            .corpus
            .reports()
            .filter_map(|id| {
                let history = &self.corpus.card(id).history;
                let (newest, before) = (history.first()?, history.get(1)?);
                Some((newest.points().minus(before.points()), id))
            })
            .filter(|(change, _)| *change != 0)
            .collect();
        movers.sort_by_key(|(change, id)| (std::cmp::Reverse(change.unsigned_abs()), *id));
        let moved = ranks(movers.iter().map(|(change, _)| change.unsigned_abs()));
        let movers = movers
            .into_iter()
            .zip(moved)
            .take(RANKED)
            .map(|((change, id), rank)| ReportRow {
                rank: Some(rank),
                detail: Some(self.signed(change)),
                ..self.row(id)
            })
            .collect();
        let list = |id, title: &str, detail: Option<&str>, rows| Ranking {
            id,
            title: self.lead(title),
            explanation: self.lead(&format!("{title}_means")),
            rows,
            detail: detail.map(|label| self.lead(label)),
            shared: None,
        };
        let lists = [
            Ranking { shared: most_shared, ..list("most-exposed", "ranking_most", None, most) },
            Ranking { shared: least_shared, ..list("most-resilient", "ranking_least", None, least) },
            list(
                "widest-disagreement",
                "ranking_disagreement",
                Some("column_disagreement"),
                self.by_disagreement(RANKED),
            ),
            list("biggest-movers", "ranking_movers", Some("column_change"), movers),
        ];
        RankingsView {
            page: self.head(Page::Rankings, self.messages.label("nav_rankings"), &self.lead("rankings_lead"), &[]),
            lists: lists.into_iter().filter(|list| !list.rows.is_empty()).collect(),
            rule: self.rule_in_words(),
        }
    }

    /// The reports of the comparison: all by title where a page holds them, else as many from each end of the ranking.
    fn compared(&self) -> Vec<ReportId> {
        let ranking = self.corpus.ranking();
        let end = PER_PAGE / 2;
        if self.corpus.count() <= PER_PAGE {
            return self.reports_by_title();
        }
        if ranking.len() <= PER_PAGE {
            return ranking.to_vec();
        }
        ranking[..end].iter().chain(&ranking[ranking.len() - end..]).copied().collect()
    }

    /// The address at which two reports stand side by side.
    pub(crate) fn comparison(&self, one: ReportId, other: ReportId) -> String {
        let slug = |id| self.corpus.card(id).slug.as_str();
        format!("{}?a={}&b={}", self.href(Page::Compare), slug(one), slug(other))
    }

    pub(crate) fn compare_view(&self) -> CompareView {
        let measures = self.corpus.measures();
        let shown = self.compared();
        let rows = shown.iter().map(|id| {
            let card = self.corpus.card(*id);
            let scores = measures.iter().map(|measure| {
                let of: Vec<String> = card
                    .assessments
                    .iter()
                    .filter(|assessment| assessment.measure == *measure)
                    .map(|assessment| assessment.score.points().to_string())
                    .collect();
                of.join(self.messages.label("list_comma"))
            });
            let median = card.median_pay.as_ref().map(|pay| {
                let wage = self.messages.wage(pay.wage, &pay.currency);
                self.messages.say("compare_median_pay", &args!["wage" => wage, "per" => self.messages.per(pay.per)])
            });
            CompareRow {
                report: self.row(*id),
                data: self.plan.urls.href(&crate::plan::SitePath::report_data(self.corpus, *id)),
                measures: scores.collect(),
                tasks: card.task_score.map(|score| score.score.points().to_string()),
                pay: median,
            }
        });
        let left_out = self.corpus.count() - shown.len();
        CompareView {
            page: self.head(Page::Compare, self.messages.label("nav_compare"), &self.lead("compare_lead"), &[]),
            measures: measures
                .iter()
                .map(|measure| Column { id: measure.as_str(), label: self.messages.measure(*measure).to_owned() })
                .collect(),
            rows: rows.collect(),
            left_out: (left_out > 0).then(|| self.counted("compare_left_out", left_out)),
            control: self.compare_control(),
        }
    }

    pub(crate) fn changes_view(&self, number: usize) -> ChangesView {
        let changes = self.changes();
        let slice = Slice::of(changes.len(), number);
        let rows = changes[slice.range()].iter().map(|change| ChangeRow {
            date: self.messages.date(change.entry.date),
            day: change.entry.date.to_string(),
            report: self.report_link(change.report),
            score: self.score(change.entry.points()),
            change: change.before.map(|before| self.signed(change.entry.points().minus(before.points()))),
            cause: self.cause(change.entry.cause),
            note: change.entry.note.as_ref().map(ToString::to_string),
        });
        ChangesView {
            page: self.head(Page::Changes(number), self.messages.label("nav_changes"), &self.lead("changes_lead"), &[]),
            rows: rows.collect(),
            pager: self.pager(slice, Page::Changes),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ranks;

    #[test]
    fn equals_share_a_rank_and_the_next_counts_them() {
        assert_eq!(ranks([86, 78, 67, 67, 67, 66].into_iter()), [1, 2, 3, 3, 3, 6]);
        assert_eq!(ranks(std::iter::empty::<u8>()), Vec::<usize>::new());
    }
}

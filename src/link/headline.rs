use super::corpus::{Assessment, Headline, HeadlineRule};
use super::source_rank::newest_of_each;
use super::tasks::TaskScore;
use crate::model::{Bands, Measure, Score};

/// The headline of a report by the site's rule. `None` where the report has nothing of what the rule asks for.
pub fn headline(
    rule: HeadlineRule,
    assessments: &[Assessment],
    tasks: Option<&TaskScore>,
    bands: Bands,
) -> Option<Headline> {
    let (score, over) = match rule {
        HeadlineRule::Median(measure) => {
            let scores = of_measure(assessments, measure);
            (median(scores.clone())?, scores.len())
        }
        HeadlineRule::Tasks => tasks.map(|tasks| (tasks.score, tasks.counted))?,
        HeadlineRule::Source(source) => {
            let newest = newest_of_each(assessments).remove(&source)?;
            (newest.score, 1)
        }
    };
    let points = score.points();
    Some(Headline { score, points, band: bands.of(points), over })
}

/// The scores of one measure.
pub fn of_measure(assessments: &[Assessment], measure: Measure) -> Vec<Score> {
    assessments.iter().filter(|a| a.measure == measure).map(|a| a.score).collect()
}

/// The middle score, or the mean of the two middle ones. `None` of nothing.
pub fn median(mut scores: Vec<Score>) -> Option<Score> {
    scores.sort_by(|a, b| a.get().total_cmp(&b.get()));
    let middle = scores.len() / 2;
    match scores.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(scores[middle]),
        _ => Some(Score::clamped((scores[middle - 1].get() + scores[middle].get()) / 2.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(values: &[f64]) -> Vec<Score> {
        values.iter().copied().map(Score::clamped).collect()
    }

    #[test]
    fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
        assert_eq!(median(scores(&[68.0, 44.0, 48.0, 50.0])), Some(Score::clamped(49.0)));
        assert_eq!(median(scores(&[90.0, 10.0, 50.0])), Some(Score::clamped(50.0)));
        assert_eq!(median(Vec::new()), None);
    }
}

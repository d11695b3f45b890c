//! The strip: one scale from 0 to 100 with a mark for every published assessment and a tick for the headline.

use serde::Serialize;

use super::messages::{Messages, args};
use super::view::{BandRange, BandView};
use crate::link::{Assessment, Card, Source};
use crate::model::{Band, Bands};

/// The narrowest drawing for which labels are kept apart, in pixels: a phone of 320 less its margins.
pub(super) const NARROWEST: f64 = 280.0;
/// Width of a digit of a label in pixels, a little more than it is.
const DIGIT: f64 = 7.0;
/// Space of a label that is not letters: from its pole, and to the next.
const GAP: f64 = 8.0;

/// The large strip.
#[derive(Clone, Debug, Serialize)]
pub struct Strip {
    /// The bands, from low to high.
    pub bands: Vec<StripBand>,
    /// One mark for each assessment.
    pub marks: Vec<Mark>,
    /// How many lanes of labels there are.
    pub lanes: usize,
    /// The headline.
    pub headline: Option<u8>,
    /// The name of the headline's band.
    pub headline_band: Option<&'static str>,
    /// What it shows, in words.
    pub text: String,
}

/// A band of the scale.
#[derive(Clone, Debug, Serialize)]
pub struct StripBand {
    /// The band.
    pub band: BandView,
    /// Where it begins, in percent.
    pub x: u8,
    /// How wide it is, in percent.
    pub width: u8,
    /// Its middle, in percent.
    pub middle: f64,
}

/// The mark of an assessment.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// Where it stands, in percent; the printed score.
    pub x: u8,
    /// Its lane, counted from 0 at the scale upwards.
    pub lane: usize,
    /// Its label: the score in its own notation.
    pub label: String,
    /// How its label stands to it: `start` to the right, `end` to the left.
    pub anchor: &'static str,
    /// Who says so, in words.
    pub title: String,
    /// What it measures; the class of its shape.
    pub measure: &'static str,
}

/// The strip of a row.
#[derive(Clone, Debug, Serialize)]
pub struct SmallStrip {
    /// Where each assessment stands, in percent; each place once.
    pub marks: Vec<u8>,
    /// The headline.
    pub headline: Option<u8>,
    /// What it shows, in words.
    pub text: String,
}

/// The bands of a scale with their places.
pub fn bands(bands: Bands, messages: &Messages) -> Vec<BandRange> {
    Band::ALL
        .iter()
        .map(|band| {
            let (from, to) = bands.range(*band);
            let width = if to == 100 { 100 - from } else { to + 1 - from };
            BandRange { band: BandView { id: band.as_str(), label: messages.band(*band).to_owned() }, from, to, width }
        })
        .collect()
}

/// The bands of a scale without words, as HTML for the inside of an `svg`: the same in every row of every page.
pub fn scale(bands: &[BandRange]) -> String {
    let rect = |BandRange { band, from, width, .. }: &BandRange| {
        let id = band.id;
        format!(r#"<rect class="fill-{id}" x="{from}%" y="7" width="{width}%" height="6"/>"#)
    };
    bands.iter().map(rect).collect()
}

/// The large strip of a report.
pub fn strip(card: &Card, sources: &[Source], site_bands: Bands, messages: &Messages) -> Strip {
    let bands = bands(site_bands, messages)
        .into_iter()
        .map(|BandRange { band, from, to: _, width }| StripBand {
            band,
            x: from,
            width,
            middle: f64::from(from) + f64::from(width) / 2.0,
        })
        .collect();
    let mut order: Vec<&Assessment> = card.assessments.iter().collect();
    order.sort_by_key(|assessment| assessment.score.points());
    let labels: Vec<Label> = order
        .iter()
        .map(|assessment| Label::of(assessment.score.points().get(), &assessment.notation.to_string()))
        .collect();
    let marks: Vec<Mark> = order
        .into_iter()
        .zip(lanes(&labels, NARROWEST))
        .map(|(assessment, flag)| Mark {
            x: assessment.score.points().get(),
            lane: flag.lane,
            label: assessment.notation.to_string(),
            anchor: flag.anchor,
            title: says(assessment, sources, messages),
            measure: assessment.measure.as_str(),
        })
        .collect();
    let lanes = marks.iter().map(|mark| mark.lane + 1).max().unwrap_or_default();
    let headline = card.headline.map(|headline| headline.points.get());
    let headline_band = card.headline.map(|headline| headline.band.as_str());
    Strip { bands, marks, lanes, headline, headline_band, text: in_words(card, sources, messages) }
}

/// A label that wants a lane.
#[derive(Clone, Copy, Debug)]
pub(super) struct Label {
    /// Where its pole stands, in pixels.
    pub pole: f64,
    /// How much room it takes beside it, in pixels.
    pub width: f64,
}

impl Label {
    /// A label of the narrowest drawing.
    pub fn of(points: u8, text: &str) -> Self {
        Self { pole: f64::from(points) / 100.0 * NARROWEST, width: text.chars().count() as f64 * DIGIT + GAP }
    }
}

/// A label beside the top of its stem, like a flag at its pole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Flag {
    /// Counted from 0 at the scale upwards.
    pub lane: usize,
    /// `start` where the flag flies to the right of its pole, `end` where it flies to the left.
    pub anchor: &'static str,
    /// From where to where it reaches.
    from: f64,
    to: f64,
}

/// A lane for each label of a drawing of a width in pixels; labels are sorted by place.
///
/// Flags fly to the right, and the further left a pole stands, the higher is its flag among those that it would hide: so no pole
/// crosses a flag. At the right end they fly to the left, above all that stands below them.
pub(super) fn lanes(labels: &[Label], drawing: f64) -> Vec<Flag> {
    let mut flags: Vec<Flag> = labels
        .iter()
        .map(|&Label { pole, width }| {
            let fits = pole + width <= drawing;
            let (from, to) = if fits { (pole, pole + width) } else { (pole - width, pole) };
            Flag { lane: 0, anchor: if fits { "start" } else { "end" }, from, to }
        })
        .collect();
    let turned = flags.iter().filter(|flag| flag.anchor == "end").count();
    let right = flags.len() - turned;
    for at in (0..right).rev() {
        flags[at].lane = above(&flags[..right], at, |other| other > at);
    }
    for at in right..flags.len() {
        flags[at].lane = above(&flags, at, |other| other < at);
    }
    flags
}

/// The lane above all flags of a choice that one would hide.
fn above(flags: &[Flag], at: usize, chosen: impl Fn(usize) -> bool) -> usize {
    let own = flags[at];
    let hidden = flags
        .iter()
        .enumerate()
        .filter(|(other, flag)| chosen(*other) && flag.from < own.to && own.from < flag.to.max(flag.from + 1.0));
    hidden.map(|(_, flag)| flag.lane + 1).max().unwrap_or_default()
}

/// The strip of a row.
pub fn small(card: &Card, messages: &Messages) -> SmallStrip {
    let mut marks: Vec<u8> = card.assessments.iter().map(|assessment| assessment.score.points().get()).collect();
    marks.sort_unstable();
    marks.dedup();
    SmallStrip {
        marks,
        headline: card.headline.map(|headline| headline.points.get()),
        text: short_words(card, messages),
    }
}

/// Who gives which score, in words.
pub(super) fn says(assessment: &Assessment, sources: &[Source], messages: &Messages) -> String {
    messages.say(
        "strip_mark",
        &args![
            "source" => sources[assessment.source.position()].short(),
            "score" => assessment.notation.to_string(),
            "measure" => messages.measure(assessment.measure),
        ],
    )
}

fn in_words(card: &Card, sources: &[Source], messages: &Messages) -> String {
    let marks: Vec<String> = card.assessments.iter().map(|assessment| says(assessment, sources, messages)).collect();
    let marks = messages.list(&marks);
    match card.headline {
        Some(headline) => messages.say(
            "strip_text",
            &args![
                "points" => headline.points.get(),
                "band" => messages.band(headline.band),
                "count" => card.assessments.len(),
                "marks" => marks,
            ],
        ),
        None => messages.say("strip_text_no_headline", &args!["count" => card.assessments.len(), "marks" => marks]),
    }
}

/// The lowest and the highest published score.
fn ends(card: &Card) -> (u8, u8) {
    let points = || card.assessments.iter().map(|assessment| assessment.score.points().get());
    (points().min().unwrap_or_default(), points().max().unwrap_or_default())
}

/// How many scores are published, from where to where, in words.
pub(super) fn published(card: &Card, messages: &Messages) -> String {
    let (low, high) = ends(card);
    messages.say("strip_small_no_headline", &args!["count" => card.assessments.len(), "low" => low, "high" => high])
}

fn short_words(card: &Card, messages: &Messages) -> String {
    let (low, high) = ends(card);
    match card.headline {
        Some(headline) => messages.say(
            "strip_small",
            &args![
                "points" => headline.points.get(),
                "count" => card.assessments.len(),
                "low" => low,
                "high" => high,
            ],
        ),
        None => published(card, messages),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes_of(labels: &[(u8, &str)]) -> Vec<usize> {
        let labels: Vec<Label> = labels.iter().map(|(x, label)| Label::of(*x, label)).collect();
        lanes(&labels, NARROWEST).into_iter().map(|flag| flag.lane).collect()
    }

    #[test]
    fn labels_that_are_far_apart_share_the_lowest_lane() {
        assert_eq!(lanes_of(&[(10, "10%"), (50, "5/10"), (80, "0.8")]), [0, 0, 0]);
    }

    #[test]
    fn of_labels_that_are_near_the_left_one_is_higher() {
        assert_eq!(lanes_of(&[(40, "40%"), (44, "44/100"), (45, "0.45"), (48, "48/100")]), [3, 2, 1, 0]);
    }

    #[test]
    fn labels_at_the_right_end_turn_to_the_left() {
        let flags = lanes(&[Label::of(98, "98/100"), Label::of(100, "100%")], NARROWEST);
        assert_eq!(flags.iter().map(|flag| flag.anchor).collect::<Vec<_>>(), ["end", "end"]);
        assert_ne!(flags[0].lane, flags[1].lane);
    }
}

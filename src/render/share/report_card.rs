//! The share card of a report: the head of its page, as a picture.

use super::svg::{Anchor, INK, LINK, Number, PAPER, QUIET, RULE, Style, Svg, colour};
use crate::cards::{self, FAMILY, Face, Setting, Step, clipped, set};
use crate::link::{Assessment, Card, Headline, ReportId};
use crate::model::{Band, Measure};
use crate::plan::SitePath;
use crate::render::Renderer;
use crate::render::strip::{self, Label};

pub(super) const WIDTH: f64 = cards::WIDTH as f64;
pub(super) const HEIGHT: f64 = cards::HEIGHT as f64;
/// What stays free at both sides.
pub(super) const MARGIN: f64 = 64.0;
/// What stands between the letters of a title, in parts of its size; what stands between the digits of a score.
pub(super) const TIGHT: f64 = -0.028;
/// Titles in one line are larger than those in three.
pub(super) const TITLE: [Step; 9] = [
    Step(108.0, 1),
    Step(96.0, 1),
    Step(84.0, 2),
    Step(76.0, 2),
    Step(68.0, 2),
    Step(60.0, 3),
    Step(52.0, 3),
    Step(46.0, 3),
    Step(40.0, 3),
];

/// Where the strip stands beside a score.
const STRIP_LEFT: f64 = 440.0;
/// The upper edge of the strip's bar.
const BAR: f64 = 474.0;
const BAR_HEIGHT: f64 = 28.0;
/// So many lanes of labels have room above the bar.
const LANES: usize = 3;
const LANE: f64 = 29.0;
/// The size of a mark's label.
const LABEL: f64 = 22.0;
/// Space of a label that is not letters: from its pole, and to the next.
const LABEL_GAP: f64 = 18.0;

/// The SVG of the share card of a report.
pub(super) fn svg(renderer: &Renderer<'_>, id: ReportId) -> String {
    let card = renderer.corpus.card(id);
    let mut svg = start();
    let date = card.updated.map(|date| renderer.messages.date(date));
    // A name that cannot be drawn gives way to the site's host.
    let name = Face::ExtraBold.drawable(renderer.corpus.site.title.as_str());
    masthead(&mut svg, &name.unwrap_or_else(|| bare(renderer.plan.urls.base()).into()), date.as_deref());
    let industry = renderer.corpus.industry(card.industry).entry.name.as_str();
    if let Some(industry) = Face::Medium.drawable(industry) {
        let text = clipped(&industry, Face::Medium, 30.0, WIDTH - 2.0 * MARGIN);
        svg.text(MARGIN, 154.0, Style::new(Face::Medium, 30.0, LINK), &text);
    }
    let address = renderer.plan.urls.absolute(&SitePath::report(renderer.corpus, id));
    let lines = title(&mut svg, 186.0, card.title.as_str(), &address);
    if !card.is_marked() {
        paragraph(&mut svg, 424.0, 36.0, card.summary.as_str(), 4);
        return svg.finish();
    }
    if lines == 1 && !card.assessments.is_empty() {
        let text = strip::published(card, &renderer.messages);
        paragraph(&mut svg, 338.0, 30.0, &text, 1);
    }
    svg.rect(MARGIN, 370.0, WIDTH - 2.0 * MARGIN, 1.5, INK);
    if let Some(headline) = card.headline {
        let number = headline.points.get().to_string();
        score(&mut svg, renderer, &number, headline.band);
    }
    let left = if card.headline.is_some() { STRIP_LEFT } else { MARGIN };
    strip(&mut svg, renderer, card, left);
    svg.finish()
}

/// A card with nothing on its paper.
pub(super) fn start() -> Svg {
    let mut svg = Svg::new(WIDTH, HEIGHT, &format!("font-family=\"{FAMILY}\""));
    svg.rect(0.0, 0.0, WIDTH, HEIGHT, PAPER);
    svg
}

/// A name that can be drawn over a heavy rule, and what stands at the other end, where that can be drawn.
pub(super) fn masthead(svg: &mut Svg, name: &str, beside: Option<&str>) {
    let beside = beside.and_then(|text| Face::Medium.drawable(text));
    let taken = beside.as_deref().map_or(0.0, |text| Face::Medium.width(text, 26.0) + 48.0);
    let name = clipped(name, Face::ExtraBold, 32.0, WIDTH - 2.0 * MARGIN - taken);
    svg.text(MARGIN, 66.0, Style::new(Face::ExtraBold, 32.0, INK).tracked(-0.012), &name);
    if let Some(text) = beside {
        svg.text(WIDTH - MARGIN, 65.0, Style::new(Face::Medium, 26.0, QUIET).anchored(Anchor::End), &text);
    }
    svg.rect(0.0, 92.0, WIDTH, 5.0, INK);
}

/// A title below a height, and how many lines it took. One with a letter that cannot be drawn gives way to the address of its page, which
/// is plain ASCII.
pub(super) fn title(svg: &mut Svg, top: f64, title: &str, address: &str) -> usize {
    let text = Face::ExtraBold.drawable(title).unwrap_or_else(|| bare(address).into());
    let Setting { size, lines } = set(&text, Face::ExtraBold, &TITLE, WIDTH - 2.0 * MARGIN, TIGHT);
    let style = Style::new(Face::ExtraBold, size, INK).tracked(TIGHT);
    for (at, line) in lines.iter().enumerate() {
        // Large letters stand a little to the right of their place.
        svg.text(MARGIN - size * 0.04, top + size * (0.72 + 0.98 * at as f64), style, line);
    }
    lines.len()
}

/// A text in no more than so many lines, where its letters can be drawn; cut off at its end where it needs more.
pub(super) fn paragraph(svg: &mut Svg, y: f64, size: f64, text: &str, most: usize) {
    let Some(text) = Face::Medium.drawable(text) else { return };
    let style = Style::new(Face::Medium, size, QUIET);
    let Setting { lines, .. } = set(&text, Face::Medium, &[Step(size, most)], WIDTH - 2.0 * MARGIN, 0.0);
    for (at, line) in lines.iter().enumerate() {
        svg.text(MARGIN, y + size * 1.35 * at as f64, style, line);
    }
}

/// The headline in large digits, and its band in words and colour.
fn score(svg: &mut Svg, renderer: &Renderer<'_>, number: &str, band: Band) {
    const SIZE: f64 = 148.0;
    let style = Style::new(Face::ExtraBold, SIZE, INK).tracked(TIGHT);
    svg.text(MARGIN - SIZE * 0.04, 512.0, style, number);
    let width = Face::ExtraBold.width(number, SIZE) + TIGHT * SIZE * number.len() as f64;
    let room = STRIP_LEFT - MARGIN - width - 40.0;
    let out_of = renderer.messages.label("out_of_100");
    if let Some(out_of) = Face::Medium.drawable(out_of).filter(|text| Face::Medium.width(text, 26.0) <= room) {
        svg.text(MARGIN + width + 4.0, 512.0, Style::new(Face::Medium, 26.0, QUIET), &out_of);
    }
    svg.rect(MARGIN, 546.0, 26.0, 26.0, INK);
    svg.rect(MARGIN + 1.5, 547.5, 23.0, 23.0, colour(band));
    if let Some(word) = Face::ExtraBold.drawable(renderer.messages.band(band)) {
        let word = clipped(&word, Face::ExtraBold, 38.0, STRIP_LEFT - MARGIN - 72.0);
        svg.text(MARGIN + 40.0, 572.0, Style::new(Face::ExtraBold, 38.0, INK).tracked(-0.012), &word);
    }
}

/// The strip from a place to the right margin.
fn strip(svg: &mut Svg, renderer: &Renderer<'_>, card: &Card, left: f64) {
    let width = WIDTH - MARGIN - left;
    let x = |points: u8| left + width * f64::from(points) / 100.0;
    let place = Scale { left, top: BAR, height: BAR_HEIGHT, words: 594.0 };
    scale(svg, renderer, place, card.headline);
    let mut order: Vec<&Assessment> = card.assessments.iter().collect();
    order.sort_by_key(|assessment| assessment.score.points());
    let labels: Vec<Label> = order
        .iter()
        .map(|assessment| Label {
            pole: x(assessment.score.points().get()) - left,
            width: Face::ExtraBold.width(&assessment.notation.to_string(), LABEL) + LABEL_GAP,
        })
        .collect();
    let middle = BAR + BAR_HEIGHT / 2.0;
    // All stems, then all marks, so that no stem crosses a mark.
    for (assessment, flag) in order.iter().zip(strip::lanes(&labels, width)) {
        if flag.lane < LANES {
            let (x, top) = (x(assessment.score.points().get()), BAR - 10.0 - LANE * flag.lane as f64);
            svg.rect(x - 0.75, top - 18.0, 1.5, middle - top + 18.0, QUIET);
            let (x, anchor) = if flag.anchor == "end" { (x - 7.0, Anchor::End) } else { (x + 7.0, Anchor::Start) };
            let style = Style::new(Face::ExtraBold, LABEL, INK).anchored(anchor);
            svg.text(x, top, style, &assessment.notation.to_string());
        }
    }
    for assessment in &order {
        mark(svg, x(assessment.score.points().get()), middle, assessment.measure);
    }
    if let Some(headline) = card.headline {
        let points = headline.points.get();
        let (at, anchor) = match points {
            0..6 => (x(points) - 4.0, Anchor::Start),
            6..=94 => (x(points), Anchor::Middle),
            _ => (x(points) + 4.0, Anchor::End),
        };
        svg.rect(x(points) - 3.5, BAR - 6.0, 7.0, BAR_HEIGHT + 42.0, INK);
        let style = Style::new(Face::ExtraBold, 30.0, INK).anchored(anchor);
        svg.text(at, BAR + BAR_HEIGHT + 62.0, style, &points.to_string());
    }
}

/// Where a scale stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub left: f64,
    pub top: f64,
    pub height: f64,
    /// The line on which the bands' words stand.
    pub words: f64,
}

/// The bands in their colours, where each begins, and their words as far as there is room and they can be drawn. Beneath a headline there
/// is no number but its own.
pub(super) fn scale(svg: &mut Svg, renderer: &Renderer<'_>, place: Scale, headline: Option<Headline>) {
    let Scale { left, top, height, words } = place;
    let here = headline.map(|headline| headline.band);
    let is_free = |points: u8| headline.is_none_or(|headline| headline.points.get().abs_diff(points) > 3);
    let width = WIDTH - MARGIN - left;
    let x = |points: u8| left + width * f64::from(points) / 100.0;
    let axis = Style::new(Face::Medium, 20.0, QUIET);
    for band in Band::ALL {
        let (from, to) = renderer.corpus.site.bands.range(band);
        let end = if to == 100 { 100 } else { to + 1 };
        svg.rect(x(from), top, x(end) - x(from), height, colour(band));
        if from > 0 {
            svg.rect(x(from) - 1.5, top, 3.0, height, PAPER);
        }
        let anchor = if from == 0 { Anchor::Start } else { Anchor::Middle };
        if is_free(from) {
            svg.text(x(from), top + height + 24.0, axis.anchored(anchor), &from.to_string());
        }
        let (face, fill) = if here == Some(band) { (Face::ExtraBold, INK) } else { (Face::Medium, QUIET) };
        let word = face.drawable(renderer.messages.band(band));
        let room = x(end) - x(from) - 8.0;
        if let Some(word) = word.filter(|word| face.width(word, 22.0) <= room) {
            let style = Style::new(face, 22.0, fill).anchored(Anchor::Middle);
            svg.text(f64::midpoint(x(from), x(end)), words, style, &word);
        }
    }
    if is_free(100) {
        svg.text(x(100), top + height + 24.0, axis.anchored(Anchor::End), "100");
    }
    svg.rect(left, top + height, width, 1.0, RULE);
}

/// The mark of an assessment; its shape is its measure.
fn mark(svg: &mut Svg, x: f64, y: f64, measure: Measure) {
    let (x, y) = (Number(x), Number(y));
    let at = format!("transform=\"translate({x} {y})\" fill=\"{INK}\" stroke=\"{PAPER}\" stroke-width=\"2.4\"");
    match measure {
        Measure::Risk => svg.line(format_args!("<circle r=\"8.5\" {at}/>")),
        Measure::Exposure => svg.line(format_args!("<rect x=\"-7.5\" y=\"-7.5\" width=\"15\" height=\"15\" {at}/>")),
        Measure::Automation => svg.line(format_args!("<path d=\"M0 -10l9.2 16.6h-18.4z\" {at}/>")),
        Measure::Applicability => svg.line(format_args!("<path d=\"M0 -11l10 11-10 11-10-11z\" {at}/>")),
    }
}

/// An address without its scheme and the stroke at its end.
pub(super) fn bare(address: &str) -> &str {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    address.trim_end_matches('/')
}

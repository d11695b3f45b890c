//! The share card of the site: what it is, and all of its headlines on one scale.

use super::report_card::{MARGIN, Scale, WIDTH, masthead, scale, start, title};
use super::svg::{INK, QUIET, Style};
use crate::cards::{Face, Step, set};
use crate::render::Renderer;
use crate::render::messages::args;

/// The upper edge of the scale's bar.
const BAR: f64 = 506.0;
const BAR_HEIGHT: f64 = 22.0;
/// The height of the highest column on it.
const COLUMN: f64 = 92.0;

/// Where no score has as many reports, the highest column is not reached.
const FEW: usize = 3;

/// The SVG of the share card of the site.
pub(super) fn svg(renderer: &Renderer<'_>) -> String {
    let (corpus, messages) = (renderer.corpus, &renderer.messages);
    let count = corpus.count();
    let counted = messages.say("card_reports", &args!["count" => count, "printed" => messages.whole(count as i64)]);
    let mut svg = start();
    let publisher = corpus.site.publisher.as_ref().map(|publisher| publisher.name.as_str());
    match publisher.and_then(|name| Face::ExtraBold.drawable(name)) {
        Some(name) => masthead(&mut svg, &name, Some(&counted)),
        None => masthead(&mut svg, &Face::ExtraBold.drawable(&counted).unwrap_or_default(), None),
    }
    let lines = title(&mut svg, 132.0, corpus.site.title.as_str(), renderer.plan.urls.base());
    let scored = corpus.cards().iter().filter_map(|card| card.headline);
    let mut columns = [0_usize; 101];
    for headline in scored {
        columns[usize::from(headline.points.get())] += 1;
    }
    let highest = columns.iter().copied().max().unwrap_or_default();
    let most = match (highest, lines) {
        (0, _) => 4,
        (_, 1) => 3,
        (_, 2) => 2,
        _ => 1,
    };
    if let Some(text) = Face::Medium.drawable(corpus.site.description.as_str()) {
        let steps = [Step(32.0, most), Step(28.0, most)];
        let set = set(&text, Face::Medium, &steps, WIDTH - 2.0 * MARGIN, 0.0);
        let top = if lines == 1 { 276.0 } else { 352.0 };
        for (at, line) in set.lines.iter().enumerate() {
            svg.text(MARGIN, top + set.size * 1.35 * at as f64, Style::new(Face::Medium, set.size, QUIET), line);
        }
    }
    if highest == 0 {
        return svg.finish();
    }
    for (points, count) in columns.iter().enumerate().filter(|(_, count)| **count > 0) {
        let x = MARGIN + (WIDTH - 2.0 * MARGIN) * points as f64 / 100.0;
        // One report is seen beside a thousand too.
        let height = (COLUMN * *count as f64 / highest.max(FEW) as f64).max(10.0);
        svg.rect(x - 3.5, BAR - height, 7.0, height + 6.0, INK);
    }
    let place = Scale { left: MARGIN, top: BAR, height: BAR_HEIGHT, words: 588.0 };
    scale(&mut svg, renderer, place, None);
    svg.finish()
}

//! The badge of a report: its score in the space of a button, for other sites. It brings no typeface along, so its texts have room to spare.

use super::svg::{Anchor, INK, Number, PAPER, QUIET, RULE, Style, Svg, colour, escaped};
use crate::cards::{Face, clipped};
use crate::link::ReportId;
use crate::model::Band;
use crate::render::Renderer;
use crate::render::messages::args;

/// The size of a badge in pixels.
pub(super) const WIDTH: f64 = 220.0;
pub(super) const HEIGHT: f64 = 40.0;
/// The scale: from where, and how long.
const LEFT: f64 = 130.0;
const LENGTH: f64 = 80.0;

/// The badge of a report, which has a headline. Ink on paper with a rule around it, so that it can be read on a dark page too.
pub(super) fn svg(renderer: &Renderer<'_>, id: ReportId) -> String {
    let card = renderer.corpus.card(id);
    let headline = card.headline.expect("only a report with a headline has a badge");
    let (messages, site) = (&renderer.messages, &renderer.corpus.site);
    let (points, band) = (headline.points.get(), messages.band(headline.band));
    let label = escaped(&words(renderer, id));
    let mut svg = Svg::new(
        WIDTH,
        HEIGHT,
        &format!(
            "role=\"img\" aria-label=\"{label}\" font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\""
        ),
    );
    svg.line(format_args!("<title>{label}</title>"));
    svg.line(format_args!(
        "<rect x=\"0.5\" y=\"0.5\" width=\"{}\" height=\"{}\" fill=\"{PAPER}\" stroke=\"{RULE}\"/>",
        Number(WIDTH - 1.0),
        Number(HEIGHT - 1.0)
    ));
    let number = Style::new(Face::ExtraBold, 24.0, INK).anchored(Anchor::Middle);
    svg.text(28.0, 28.5, number, &points.to_string());
    let word = clipped(band, Face::ExtraBold, 13.0, LEFT - 66.0);
    svg.text(52.0, 18.0, Style::new(Face::ExtraBold, 13.0, INK), &word);
    let name = clipped(messages.label("badge_measure"), Face::Medium, 11.0, LEFT - 66.0);
    svg.text(52.0, 32.0, Style::new(Face::Medium, 11.0, QUIET), &name);
    let x = |points: u8| LEFT + LENGTH * f64::from(points) / 100.0;
    for each in Band::ALL {
        let (from, to) = site.bands.range(each);
        let end = if to == 100 { 100 } else { to + 1 };
        svg.rect(x(from), 15.0, x(end) - x(from), 10.0, colour(each));
    }
    svg.rect(x(points) - 2.0, 10.0, 4.0, 20.0, INK);
    svg.finish()
}

/// What the badge says, in words.
pub(super) fn words(renderer: &Renderer<'_>, id: ReportId) -> String {
    let card = renderer.corpus.card(id);
    let headline = card.headline.expect("only a report with a headline has a badge");
    renderer.messages.say(
        "badge_text",
        &args![
            "title" => card.title.as_str(),
            "points" => headline.points.get(),
            "band" => renderer.messages.band(headline.band),
            "site" => renderer.corpus.site.title.as_str(),
        ],
    )
}

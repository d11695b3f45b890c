//! Names beside marks of a picture, so that none hides another. The mark's place across is in percent, so that it is right on every
//! screen; the name stands from it by pixels. Names are kept apart at the narrowest width of a drawing, and at every wider one marks only
//! move further apart.

use serde::Serialize;

use crate::cards::{Face, clipped};

/// The narrowest drawing on a phone, in pixels.
pub(super) const NARROW: f64 = 296.0;
/// The narrowest drawing beside which a page is as wide as a desk, in pixels: the style sheets change there.
pub(super) const WIDE: f64 = 680.0;
/// The size of a name in pixels.
const SIZE: f64 = 13.0;
/// How much wider a name can be on the page than its letters are in the bundled face, as a factor.
const LEEWAY: f64 = 1.06;
/// From the base line up and down, in pixels.
const ASCENT: f64 = 11.0;
const DESCENT: f64 = 4.0;

/// A name that wants to stand beside its mark.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Where the mark stands across, in percent.
    pub x: f64,
    /// Where it stands from the top, in pixels.
    pub y: f64,
    /// The name.
    pub text: String,
}

/// How a name stands to its mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stand {
    /// To the right of the mark, in pixels.
    pub dx: f64,
    /// Its base line below the mark, in pixels.
    pub dy: f64,
    /// What of the name stands there: `start`, `middle` or `end`.
    pub anchor: &'static str,
}

/// Whether a line leads from each mark to its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stems {
    /// A line that nothing may cross.
    Drawn,
    /// None: names stand at their marks.
    None,
}

/// A name in its place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Label {
    /// Where the mark stands across, in percent.
    pub x: f64,
    /// Where it stands from the top, in pixels.
    pub y: f64,
    /// How far the name stands to the right of it, in pixels.
    pub dx: f64,
    /// How far its base line is below it, in pixels.
    pub dy: f64,
    /// What of the name stands there: `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// The name.
    pub text: String,
}

/// A part of a drawing, in pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    /// Its left end.
    pub left: f64,
    /// Its right end.
    pub right: f64,
    /// Its upper end.
    pub top: f64,
    /// Its lower end.
    pub bottom: f64,
}

impl Area {
    /// Whether a place is in it.
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// The names that have room in a drawing of a width in pixels. Who comes first in the list is served first; who finds no room is left out.
/// `cost` says of an area how much of the picture a name there would hide, or that it must not stand there; a name takes the first of its
/// cheapest stands.
pub(super) fn place(
    wanted: &[Wanted],
    stands: &[Stand],
    stems: Stems,
    width: f64,
    cost: impl Fn(&Area) -> Option<usize>,
) -> Vec<Label> {
    let mut taken: Vec<Area> = wanted.iter().map(|name| around(name.x / 100.0 * width, name.y)).collect();
    let mut labels = Vec::new();
    for (at, name) in wanted.iter().enumerate() {
        let text = clipped(&name.text, Face::Medium, SIZE, width * 0.62);
        let length = Face::Medium.width(&text, SIZE) * LEEWAY;
        let pole = name.x / 100.0 * width;
        let possible = stands.iter().filter_map(|stand| {
            let start = pole + stand.dx;
            let left = match stand.anchor {
                "start" => start,
                "end" => start - length,
                _ => start - length / 2.0,
            };
            let base = name.y + stand.dy;
            let area = Area { left, right: left + length, top: base - ASCENT, bottom: base + DESCENT };
            let inside = area.left >= -2.0 && area.right <= width + 2.0 && area.top >= 0.0;
            let stem = match stems {
                Stems::Drawn => Some(Area { left: pole - 2.0, right: pole + 2.0, top: area.bottom, bottom: name.y }),
                Stems::None => None,
            };
            let others = taken.iter().enumerate().filter(|(other, _)| *other != at);
            let meets = |other: &Area| area.meets(other) || stem.is_some_and(|stem| stem.meets(other));
            let apart = others.map(|(_, other)| other).all(|other| !meets(other));
            (inside && apart).then(|| cost(&area)).flatten().map(|cost| (cost, *stand, area, stem))
        });
        if let Some((_, Stand { dx, dy, anchor }, area, stem)) = possible.min_by_key(|(cost, ..)| *cost) {
            taken.push(area);
            taken.extend(stem);
            labels.push(Label { x: name.x, y: name.y, dx, dy, anchor, text });
        }
    }
    labels
}

/// What a mark takes up.
fn around(x: f64, y: f64) -> Area {
    Area { left: x - 4.0, right: x + 4.0, top: y - 4.0, bottom: y + 4.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDS: [Stand; 2] =
        [Stand { dx: 8.0, dy: 4.0, anchor: "start" }, Stand { dx: -8.0, dy: 4.0, anchor: "end" }];

    fn wanted(x: f64, y: f64, text: &str) -> Wanted {
        Wanted { x, y, text: text.to_owned() }
    }

    #[test]
    fn a_name_turns_where_another_stands_or_the_drawing_ends() {
        let names = [wanted(50.0, 40.0, "Diver"), wanted(55.0, 42.0, "Baker"), wanted(98.0, 90.0, "Farrier")];
        let labels = place(&names, &STANDS, Stems::None, NARROW, |_| Some(0));
        let anchors: Vec<_> = labels.iter().map(|label| (label.text.as_str(), label.anchor)).collect();
        assert_eq!(anchors, [("Diver", "end"), ("Baker", "start"), ("Farrier", "end")]);
    }

    #[test]
    fn who_finds_no_room_is_left_out() {
        let names = [wanted(50.0, 40.0, "Diver"), wanted(50.0, 44.0, "Baker"), wanted(50.0, 42.0, "Farrier")];
        let labels = place(&names, &STANDS[..1], Stems::None, NARROW, |_| Some(0));
        assert_eq!(labels.iter().map(|label| label.text.as_str()).collect::<Vec<_>>(), ["Diver"]);
        assert_eq!(place(&names[..1], &STANDS, Stems::None, NARROW, |_| None), []);
    }

    #[test]
    fn a_name_stands_where_it_hides_least() {
        let names = [wanted(50.0, 40.0, "Diver")];
        let right = |area: &Area| Some(usize::from(area.left > NARROW / 2.0));
        assert_eq!(place(&names, &STANDS, Stems::None, NARROW, right)[0].anchor, "end");
    }

    #[test]
    fn no_name_stands_on_the_stem_of_another() {
        let above = [Stand { dx: 3.0, dy: -40.0, anchor: "start" }, Stand { dx: 3.0, dy: -60.0, anchor: "start" }];
        let names = [wanted(50.0, 80.0, "Diver"), wanted(46.0, 98.0, "Farrier")];
        let labels = place(&names, &above, Stems::Drawn, NARROW, |_| Some(0));
        // At its first stand, the second name would stand across the line that leads up to the first.
        assert_eq!(labels.iter().map(|label| label.dy).collect::<Vec<_>>(), [-40.0]);
    }
}

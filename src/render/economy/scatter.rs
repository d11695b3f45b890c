//! Headline against median pay: a mark for each report, or where they are many one for each small field, as large as it has reports.

use std::collections::BTreeMap;

use serde::Serialize;

use super::labels::{Label, NARROW, Stand, Stems, WIDE, Wanted, place};
use super::stairs::short;
use super::{MOST, Named};
use crate::link::{PayField, ReportId};
use crate::model::figure::Wage;
use crate::model::occupation::Currency;
use crate::model::{Band, Money, Scalar};
use crate::render::Renderer;
use crate::render::messages::args;
use crate::render::view::{BandRange, BandView};

/// How high the picture is, in pixels, and how much of that stays free at the top.
const HEIGHT: f64 = 400.0;
const TOP: f64 = 18.0;
/// How wide a field is, in points, and how many fields stand above each other.
const COLUMN: u8 = 4;
const ROWS: usize = 24;
/// The radius of the mark of a report and of the largest mark of a field, in pixels.
const DOT: f64 = 3.0;
const LARGEST: f64 = 7.5;

/// Headline against median pay.
#[derive(Serialize)]
pub struct Scatter {
    /// What it shows, in words.
    text: String,
    /// What is to be seen in it, in a sentence.
    finding: String,
    /// In what money the pay is, where and when.
    scope: String,
    /// Whether a mark stands for all reports of a field.
    grouped: bool,
    /// How high the picture is, in pixels.
    height: f64,
    /// The bands along the scale below.
    bands: Vec<BandRange>,
    /// Amounts along the side.
    levels: Vec<Level>,
    /// The marks.
    marks: Vec<Dot>,
    /// The names of the best and the worst paid of each band and of both ends, on a wide screen.
    labels: Vec<Label>,
    /// Those of them that have room on a narrow one.
    labels_narrow: Vec<Label>,
    /// Pay by band.
    rows: Vec<PayRow>,
    /// Who is not in it and why, in a sentence.
    left_out: Option<String>,
}

/// A line across at an amount.
#[derive(Serialize)]
pub struct Level {
    /// Its place from the top, in pixels.
    y: f64,
    /// The amount.
    label: String,
}

/// A mark.
#[derive(Serialize)]
pub struct Dot {
    /// Its place across, in percent.
    x: f64,
    /// Its place from the top, in pixels.
    y: f64,
    /// Its radius in pixels.
    r: f64,
    /// Whether the pay is only known to be at least so much.
    open: bool,
}

/// The pay of the jobs of a band.
#[derive(Serialize)]
pub struct PayRow {
    /// The band.
    band: BandView,
    /// How many jobs there are.
    reports: String,
    /// The lowest median pay.
    low: String,
    /// The middle one.
    middle: String,
    /// The highest.
    high: String,
}

/// A mark for the script: a name by its position, its place across in percent and from the top in pixels.
#[derive(Debug, PartialEq, Serialize)]
pub(super) struct Spot(pub usize, pub f64, pub f64);

/// Reports whose marks stand for one.
#[derive(Debug, PartialEq)]
struct Field {
    /// The lowest and the highest headline that it takes.
    points: (u8, u8),
    /// The row, counted from the bottom.
    row: usize,
    /// How many reports are in it.
    reports: usize,
}

/// Where amounts stand between the lowest and the highest: each step up is a factor.
#[derive(Clone, Copy, Debug)]
struct Ladder {
    low: f64,
    high: f64,
}

impl Ladder {
    /// A ladder that holds amounts above 0, with a little room at both ends.
    fn of(amounts: impl Iterator<Item = f64> + Clone) -> Self {
        let low = amounts.clone().fold(f64::INFINITY, f64::min).ln();
        let high = amounts.fold(0.0, f64::max).ln();
        let room = ((high - low) * 0.04).max(0.02);
        Self { low: low - room, high: high + room }
    }

    /// How far up an amount stands, from 0 to 1.
    fn at(self, amount: f64) -> f64 {
        ((amount.ln() - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The amount at a place from 0 to 1.
    fn amount(self, at: f64) -> f64 {
        (self.low + at * (self.high - self.low)).exp()
    }

    /// From the top, in pixels.
    fn y(self, amount: f64) -> f64 {
        short(TOP + (HEIGHT - TOP) * (1.0 - self.at(amount)))
    }

    /// Round amounts on it: of 1, 2 and 5 with their powers of ten, and where these are few, of 1.5, 3 and 7 too.
    fn round_amounts(self) -> Vec<f64> {
        let (low, high) = (self.low.exp(), self.high.exp());
        let powers = || (low.log10().floor() as i32..=high.log10().ceil() as i32).map(|power| 10_f64.powi(power));
        let of = |heads: &[f64]| -> Vec<f64> {
            let all = powers().flat_map(|power| heads.iter().map(move |head| head * power).collect::<Vec<_>>());
            all.filter(|amount| (low..=high).contains(amount)).collect()
        };
        let few = of(&[1.0, 2.0, 5.0]);
        if few.len() >= 5 { few } else { of(&[1.0, 1.5, 2.0, 3.0, 5.0, 7.0]) }
    }
}

/// The fields of points and places on the ladder, sorted; every report is in one.
fn fields(reports: impl Iterator<Item = (u8, f64)>) -> Vec<Field> {
    let mut counts: BTreeMap<(u8, usize), usize> = BTreeMap::new();
    for (points, at) in reports {
        let column = points.min(99) / COLUMN;
        let row = ((at * ROWS as f64) as usize).min(ROWS - 1);
        *counts.entry((column, row)).or_default() += 1;
    }
    let field = |((column, row), reports): ((u8, usize), usize)| {
        let from = column * COLUMN;
        let to = if from + COLUMN >= 100 { 100 } else { from + COLUMN - 1 };
        Field { points: (from, to), row, reports }
    };
    counts.into_iter().map(field).collect()
}

/// The middle of sorted values, the lower of the two middle ones of an even number.
fn middle<T: Copy>(sorted: &[T]) -> Option<T> {
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// A point of the picture.
#[derive(Clone, Copy)]
struct Point {
    id: ReportId,
    points: u8,
    band: Band,
    wage: Wage,
}

impl Point {
    fn amount(&self) -> f64 {
        self.wage.amount().get()
    }
}

/// Names beside their marks, above or below.
const STANDS: [Stand; 8] = [
    Stand { dx: 7.0, dy: 4.0, anchor: "start" },
    Stand { dx: -7.0, dy: 4.0, anchor: "end" },
    Stand { dx: 0.0, dy: -8.0, anchor: "middle" },
    Stand { dx: 0.0, dy: 17.0, anchor: "middle" },
    Stand { dx: 4.0, dy: -7.0, anchor: "start" },
    Stand { dx: -4.0, dy: -7.0, anchor: "end" },
    Stand { dx: 4.0, dy: 16.0, anchor: "start" },
    Stand { dx: -4.0, dy: 16.0, anchor: "end" },
];

impl Renderer<'_> {
    fn points(&self, field: &PayField) -> Vec<Point> {
        let point = |(id, wage): &(ReportId, Wage)| {
            let headline = self.corpus.card(*id).headline?;
            Some(Point { id: *id, points: headline.points.get(), band: headline.band, wage: *wage })
        };
        field.reports.iter().filter_map(point).collect()
    }

    /// Headline against median pay; `None` where too few reports have both.
    pub(super) fn scatter(&self) -> Option<Scatter> {
        let field = self.corpus.economy().pay.as_ref()?;
        let messages = &self.messages;
        let mut points = self.points(field);
        let ladder = Ladder::of(points.iter().map(Point::amount));
        let grouped = points.len() > MOST;
        let marks: Vec<Dot> = if grouped {
            let fields = fields(points.iter().map(|point| (point.points, ladder.at(point.amount()))));
            let most = fields.iter().map(|field| field.reports).max()?;
            fields.iter().map(|field| field.dot(most)).collect()
        } else {
            points.iter().map(|point| dot(point, ladder)).collect()
        };
        let money = |amount: f64| self.amount(amount, &field.currency);
        let levels =
            ladder.round_amounts().into_iter().map(|amount| Level { y: ladder.y(amount), label: money(amount) });
        let wanted: Vec<Wanted> = self.telling(&points, ladder);
        // Amounts stand at the right end above their lines.
        let labels = |width: f64| {
            place(&wanted, &STANDS, Stems::None, width, |area| {
                let hidden = || marks.iter().filter(|mark| area.holds(mark.x / 100.0 * width, mark.y)).count();
                (area.right <= width - 58.0 && area.bottom <= HEIGHT + 6.0).then(hidden)
            })
        };
        let (wide, narrow) = (labels(WIDE), labels(NARROW));
        points.sort_by(|a, b| a.amount().total_cmp(&b.amount()));
        let wage = |point: &Point| messages.wage(point.wage, &field.currency);
        let rows = Band::ALL.into_iter().filter_map(|band| {
            let of_band: Vec<Point> = points.iter().filter(|point| point.band == band).copied().collect();
            Some(PayRow {
                band: self.band(band),
                reports: messages.whole(of_band.len() as i64),
                low: wage(of_band.first()?),
                middle: wage(&middle(&of_band)?),
                high: wage(of_band.last()?),
            })
        });
        let half = points.len() / 2;
        let median = |half: &[Point]| {
            let mut points: Vec<u8> = half.iter().map(|point| point.points).collect();
            points.sort_unstable();
            middle(&points).unwrap_or_default()
        };
        let (worse, better) = (median(&points[..half]), median(&points[points.len() - half..]));
        let compared = match better.cmp(&worse) {
            std::cmp::Ordering::Greater => "more",
            std::cmp::Ordering::Less => "less",
            std::cmp::Ordering::Equal => "same",
        };
        Some(Scatter {
            text: messages.say(
                "economy_scatter_text",
                &args![
                    "count" => messages.whole(points.len() as i64),
                    "low" => wage(points.first()?),
                    "poorest" => self.corpus.card(points.first()?.id).title.as_str(),
                    "high" => wage(points.last()?),
                    "richest" => self.corpus.card(points.last()?.id).title.as_str(),
                    "better" => better,
                    "worse" => worse,
                ],
            ),
            finding: messages
                .say("economy_scatter_finding", &args!["way" => compared, "better" => better, "worse" => worse]),
            scope: self.pay_scope(field),
            grouped,
            height: HEIGHT,
            bands: crate::render::strip::bands(self.corpus.site.bands, messages),
            levels: levels.collect(),
            marks,
            labels: wide,
            labels_narrow: narrow,
            rows: rows.collect(),
            left_out: self.left_out(field.left_out, "pay"),
        })
    }

    /// The best and the worst paid of each band, then the two ends of the scale.
    fn telling(&self, points: &[Point], ladder: Ladder) -> Vec<Wanted> {
        let mut telling: Vec<Point> = Vec::new();
        let mut add = |point: Option<&Point>| {
            if let Some(point) = point.filter(|point| telling.iter().all(|known| known.id != point.id)) {
                telling.push(*point);
            }
        };
        for band in Band::ALL {
            let of_band = || points.iter().filter(|point| point.band == band);
            add(of_band().max_by(|a, b| a.amount().total_cmp(&b.amount())));
            add(of_band().min_by(|a, b| a.amount().total_cmp(&b.amount())));
        }
        add(points.last());
        add(points.first());
        telling
            .into_iter()
            .map(|point| Wanted {
                x: f64::from(point.points),
                y: ladder.y(point.amount()),
                text: self.corpus.card(point.id).title.to_string(),
            })
            .collect()
    }

    /// An amount between those of reports, rounded to hundredths.
    fn amount(&self, amount: f64, currency: &Currency) -> String {
        let money = Money::from_number(short(amount).min(1e12)).expect("what stands between two amounts is one");
        self.messages.money(money, currency)
    }

    /// The marks for the script.
    pub(super) fn spots(&self, field: &PayField, named: &mut Named<'_>) -> Vec<Spot> {
        let points = self.points(field);
        let ladder = Ladder::of(points.iter().map(Point::amount));
        if points.len() <= MOST {
            let spot = |point: &Point| Spot(named.report(point.id), f64::from(point.points), ladder.y(point.amount()));
            return points.iter().map(spot).collect();
        }
        let money = |at: f64| self.amount(ladder.amount(at), &field.currency);
        let fields = fields(points.iter().map(|point| (point.points, ladder.at(point.amount()))));
        fields
            .iter()
            .map(|field| {
                let dot = field.dot(field.reports);
                let (from, to) = (field.row as f64 / ROWS as f64, (field.row + 1) as f64 / ROWS as f64);
                let title = self.messages.say(
                    "economy_field",
                    &args!["count" => field.reports, "from" => field.points.0, "to" => field.points.1],
                );
                let said = self.messages.say("economy_field_pay", &args!["from" => money(from), "to" => money(to)]);
                Spot(named.group(field.points, title, said), dot.x, dot.y)
            })
            .collect()
    }
}

impl Field {
    /// The mark of a field, where the fullest has so many reports: its surface is in proportion.
    fn dot(&self, most: usize) -> Dot {
        let y = TOP + (HEIGHT - TOP) * (1.0 - (self.row as f64 + 0.5) / ROWS as f64);
        Dot {
            x: f64::midpoint(f64::from(self.points.0), f64::from(self.points.1)),
            y: short(y),
            r: short((LARGEST * (self.reports as f64 / most as f64).sqrt()).max(0.8)),
            open: false,
        }
    }
}

fn dot(point: &Point, ladder: Ladder) -> Dot {
    Dot {
        x: f64::from(point.points),
        y: ladder.y(point.amount()),
        r: DOT,
        open: matches!(point.wage, Wage::AtLeast(_)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_report_is_in_one_field() {
        let reports: Vec<(u8, f64)> = (0..=100).flat_map(|x| (0..=20).map(move |y| (x, f64::from(y) / 20.0))).collect();
        let fields = fields(reports.iter().copied());
        assert_eq!(fields.iter().map(|field| field.reports).sum::<usize>(), reports.len());
        let holds = |(points, at): &(u8, f64)| {
            let inside = |field: &&Field| {
                let (from, to) = (field.row as f64 / ROWS as f64, (field.row + 1) as f64 / ROWS as f64);
                (field.points.0..=field.points.1).contains(points) && (from..=to).contains(at)
            };
            fields.iter().any(|field| inside(&field))
        };
        assert!(reports.iter().all(holds));
        assert_eq!(fields.last().map(|field| field.points), Some((96, 100)));
        assert!(fields.len() <= 25 * ROWS);
    }

    #[test]
    fn amounts_stand_on_the_ladder_by_their_factors() {
        let ladder = Ladder::of([20_000.0, 40_000.0, 80_000.0].into_iter());
        let (low, middle, high) = (ladder.y(20_000.0), ladder.y(40_000.0), ladder.y(80_000.0));
        assert!(high < middle && middle < low, "{low} {middle} {high}");
        assert!((low - middle - (middle - high)).abs() < 0.05, "{low} {middle} {high}");
        assert!((ladder.amount(ladder.at(40_000.0)) - 40_000.0).abs() < 1e-6);
        assert_eq!(ladder.round_amounts(), [20_000.0, 30_000.0, 50_000.0, 70_000.0]);
    }

    #[test]
    fn equal_amounts_stand_in_the_middle() {
        let ladder = Ladder::of([30.0, 30.0].into_iter());
        assert!((ladder.at(30.0) - 0.5).abs() < 1e-9);
    }

    #[test]
    fn the_middle_of_an_even_number_is_one_of_the_values() {
        assert_eq!(middle(&[1, 2, 3, 4]), Some(2));
        assert_eq!(middle(&[1, 2, 3]), Some(2));
        assert_eq!(middle::<u8>(&[]), None);
    }
}

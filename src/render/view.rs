//! Values that recur in the views of pages.

use serde::Serialize;

use super::strip::SmallStrip;
use crate::model::Band;

/// A link with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// A link to another site.
#[derive(Clone, Debug, Serialize)]
pub struct OutLink {
    /// Its words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether the publisher earns by it.
    pub sponsored: bool,
}

/// A band: its name for classes and its word.
#[derive(Clone, Debug, Serialize)]
pub struct BandView {
    /// The name for classes and anchors.
    pub id: &'static str,
    /// The word.
    pub label: String,
}

/// A mark behind a figure that leads to its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CiteMark {
    /// The number of the source on the page.
    pub number: usize,
    /// The source and its date in words.
    pub title: String,
}

/// A figure as it is printed, with its source where the section has several.
#[derive(Clone, Debug, Serialize)]
pub struct FigureView {
    /// As printed.
    pub text: String,
    /// Its source.
    pub cite: Option<CiteMark>,
    /// What a reader has to know of it.
    pub note: Option<String>,
}

/// A source of a section, as its foot names it.
#[derive(Clone, Debug, Serialize)]
pub struct SourceLine {
    /// The number of the source on the page.
    pub number: usize,
    /// Its short name.
    pub name: String,
    /// The dates with which the section cites it.
    pub dates: Option<String>,
}

/// A printed score with its band.
#[derive(Clone, Debug, Serialize)]
pub struct ScoreView {
    /// The printed figure.
    pub points: u8,
    /// Its band.
    pub band: BandView,
}

/// A report in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ReportRow {
    /// The occupation.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Its industry.
    pub industry: Link,
    /// Its headline.
    pub score: Option<ScoreView>,
    /// The strip of the row.
    pub strip: SmallStrip,
    /// What more the list says of it.
    pub detail: Option<String>,
    /// Its place in a ranking; equals share one.
    pub rank: Option<usize>,
}

/// Where a page of a list stands among its pages.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// "Page 2 of 5"
    pub text: String,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// All bands with their ranges.
#[derive(Clone, Debug, Serialize)]
pub struct BandRange {
    /// The band.
    pub band: BandView,
    /// Its first printed score.
    pub from: u8,
    /// Its last printed score.
    pub to: u8,
    /// How wide it is on the scale, in percent.
    pub width: u8,
}

/// What a horizontal bar shows.
#[derive(Clone, Debug, Serialize)]
pub struct Bar {
    /// Its length in percent.
    pub length: f64,
    /// The class of its colour.
    pub band: &'static str,
}

impl Bar {
    /// A bar of a length in percent, in the colour of a band.
    pub fn of(length: f64, band: Band) -> Self {
        Self { length, band: band.as_str() }
    }
}

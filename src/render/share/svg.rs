use std::fmt::Write;

use crate::cards::Face;
use crate::model::Band;

/// The colours of the theme on light paper.
pub(super) const PAPER: &str = "#fdfcf9";
pub(super) const INK: &str = "#16181d";
pub(super) const QUIET: &str = "#50545d";
pub(super) const RULE: &str = "#d8d4ca";
pub(super) const LINK: &str = "#0a5273";

/// The colour of a band on light paper.
pub(super) fn colour(band: Band) -> &'static str {
    match band {
        Band::Low => "#ecdfc0",
        Band::Moderate => "#dba955",
        Band::High => "#b9602c",
        Band::VeryHigh => "#742317",
    }
}

/// The side of its place on which a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// It begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub face: Face,
    /// In pixels.
    pub size: f64,
    pub fill: &'static str,
    pub anchor: Anchor,
    /// What stands between two letters, in parts of the size.
    pub tracking: f64,
}

impl Style {
    /// A text that begins at its place, without tracking.
    pub(super) fn new(face: Face, size: f64, fill: &'static str) -> Self {
        Self { face, size, fill, anchor: Anchor::Start, tracking: 0.0 }
    }

    pub(super) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn tracked(self, tracking: f64) -> Self {
        Self { tracking, ..self }
    }
}

/// An SVG that is being written.
pub(super) struct Svg(String);

impl Svg {
    /// An SVG of a size in pixels. `attributes` stand in its first tag.
    pub(super) fn new(width: f64, height: f64, attributes: &str) -> Self {
        let (width, height) = (Number(width), Number(height));
        Self(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" {attributes}>\n"
        ))
    }

    pub(super) fn rect(&mut self, x: f64, y: f64, width: f64, height: f64, fill: &str) {
        let (x, y, width, height) = (Number(x), Number(y), Number(width), Number(height));
        self.line(format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{fill}\"/>"));
    }

    pub(super) fn text(&mut self, x: f64, y: f64, style: Style, text: &str) {
        let Style { face, size, fill, anchor, tracking } = style;
        let (x, y, weight) = (Number(x), Number(y), face.weight());
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let spacing = match tracking {
            0.0 => String::new(),
            // What letters lose, words get back.
            tracking => {
                format!(
                    " letter-spacing=\"{}\" word-spacing=\"{}\"",
                    Number(tracking * size),
                    Number(-2.0 * tracking * size)
                )
            }
        };
        let (size, text) = (Number(size), escaped(text));
        self.line(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\"{anchor}{spacing}>{text}</text>"
        ));
    }

    /// A piece of SVG as it is.
    pub(super) fn line(&mut self, piece: std::fmt::Arguments<'_>) {
        writeln!(self.0, "{piece}").expect("writing to a string does not fail");
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }
}

/// A text inside an element or an attribute.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A length, to a tenth of a pixel.
pub(super) struct Number(pub f64);

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", (self.0 * 10.0).round() / 10.0)
    }
}

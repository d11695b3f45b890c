use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{FontResolver, ImageHrefResolver, Options, Tree};

use super::{FAMILY, Face};

/// The width of a card in pixels, as social sites want it.
pub const WIDTH: u32 = 1200;
/// The height of a card in pixels.
pub const HEIGHT: u32 = 630;

/// What draws and what writes the file; with other versions a card may have other bytes. A test holds the names to `Cargo.lock`.
const TOOLS: &str = "resvg 0.49.0, png 0.18.1";

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for face in Face::ALL {
        fonts.load_font_source(Source::Binary(Arc::new(face.file())));
    }
    fonts.set_sans_serif_family(FAMILY);
    Arc::new(fonts)
});

/// All but the SVG that a card depends on.
static MADE_WITH: LazyLock<blake3::Hash> = LazyLock::new(|| {
    let mut digest = blake3::Hasher::new();
    digest.update(TOOLS.as_bytes());
    for face in Face::ALL {
        digest.update(blake3::hash(face.file()).as_bytes());
    }
    digest.finalize()
});

/// The digest of all that a card is drawn from: the SVG, the typeface, and what draws. Cards of one digest have the same bytes.
pub fn digest(svg: &str) -> blake3::Hash {
    let mut digest = blake3::Hasher::new();
    digest.update(MADE_WITH.as_bytes()).update(svg.as_bytes());
    digest.finalize()
}

/// Draws a card of [`WIDTH`] by [`HEIGHT`] pixels as a PNG. Its letters are those of the typeface; pictures in it are not looked for.
///
/// By any number of threads, and on every system, a card has the same bytes. Only another kind of processor may round a shade at the edge
/// of a letter to its neighbour, since the renderer calculates with the vector units that each kind has; nobody sees it, and the card's
/// address, which is made of [`digest`], stays the same.
///
/// # Panics
/// Where the text is no SVG, which `render` does not write.
pub fn draw(svg: &str) -> Vec<u8> {
    let options = Options {
        font_family: FAMILY.to_owned(),
        languages: Vec::new(),
        font_resolver: FontResolver::default(),
        fontdb: Arc::clone(&FONTS),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).expect("a card is an SVG");
    let mut pixels = Pixmap::new(WIDTH, HEIGHT).expect("a card has a size");
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    encode(&pixels)
}

/// The pixels as a PNG without transparency, which a card has none of. A card has few colours but many shades at the edges of its letters:
/// the most frequent ones make a palette, each other takes the nearest of them, which nobody sees.
fn encode(pixels: &Pixmap) -> Vec<u8> {
    // Most pixels have the colour of the one before.
    let runs: Vec<(u32, usize)> =
        pixels.pixels().chunk_by(|one, other| one == other).map(|run| (colour(run[0]), run.len())).collect();
    let palette = Palette::of(&runs);
    let mut indexed = Vec::with_capacity(pixels.pixels().len());
    for (colour, length) in runs {
        indexed.resize(indexed.len() + length, palette.places[&colour]);
    }
    let mut bytes = Vec::with_capacity(32 * 1024);
    let mut encoder = Encoder::new(&mut bytes, WIDTH, HEIGHT);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.colours);
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&indexed)?;
        writer.finish()
    });
    written.expect("writing to memory does not fail");
    bytes
}

/// The colour of a pixel as a number.
fn colour(pixel: PremultipliedColorU8) -> u32 {
    u32::from_be_bytes([0, pixel.red(), pixel.green(), pixel.blue()])
}

/// At most 256 colours, and for each colour of the picture the place of one of them.
struct Palette {
    colours: Vec<u8>,
    places: HashMap<u32, u8>,
}

impl Palette {
    /// The palette of a picture, which is given as colours and for how many pixels each holds on.
    fn of(runs: &[(u32, usize)]) -> Self {
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for (colour, length) in runs {
            *counts.entry(*colour).or_default() += length;
        }
        let mut sorted: Vec<(u32, usize)> = counts.into_iter().collect();
        sorted.sort_unstable_by_key(|(colour, count)| (Reverse(*count), *colour));
        let kept: Vec<u32> = sorted.iter().take(256).map(|(colour, _)| *colour).collect();
        let nearest = |colour: u32| (0..kept.len()).min_by_key(|at| distance(kept[*at], colour)).unwrap_or_default();
        let places = sorted.iter().enumerate().map(|(at, (colour, _))| {
            let place = if at < kept.len() { at } else { nearest(*colour) };
            (*colour, u8::try_from(place).expect("a palette has at most 256 colours"))
        });
        let places = places.collect();
        Self { colours: kept.iter().flat_map(|colour| colour.to_be_bytes()[1..].to_owned()).collect(), places }
    }
}

/// How far two colours are from each other: the sum of the squares of what is between their parts.
fn distance(one: u32, other: u32) -> u32 {
    one.to_be_bytes().iter().zip(other.to_be_bytes()).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_of_what_draws_are_those_of_the_lock_file() {
        let lock = include_str!("../../Cargo.lock");
        for tool in TOOLS.split(", ") {
            let (name, version) = tool.split_once(' ').expect("a tool has a version");
            let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
            assert!(lock.contains(&entry), "`TOOLS` says {tool}, and `Cargo.lock` another version");
        }
    }

    #[test]
    fn a_picture_of_many_colours_keeps_the_most_frequent_and_takes_the_nearest_for_others() {
        let many: Vec<(u32, usize)> = (0..300).map(|blue| (blue, if blue < 250 { 9 } else { 1 })).collect();
        let Palette { colours, places } = Palette::of(&many);
        assert_eq!((colours.len(), places.len()), (256 * 3, 300));
        assert_eq!(colours[..6], [0, 0, 0, 0, 0, 1]);
        // 255 is kept, and 256 is another green without blue, to which 0 is nearest.
        assert_eq!((places[&7], places[&255], places[&256]), (7, 255, 0));
    }

    #[test]
    fn a_card_has_its_size_and_its_letters_and_the_same_bytes_every_time() {
        let svg = |text: &str| {
            format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"630\"><rect width=\"1200\" height=\"630\" \
                 fill=\"#fff\"/><text x=\"50\" y=\"300\" font-size=\"80\" font-weight=\"800\">{text}</text></svg>"
            )
        };
        let (card, other) = (draw(&svg("Nurse")), draw(&svg("Nurses")));
        assert_eq!(&card[..8], b"\x89PNG\r\n\x1a\n");
        assert_eq!((&card[16..20], &card[20..24]), (&WIDTH.to_be_bytes()[..], &HEIGHT.to_be_bytes()[..]));
        assert_eq!(card, draw(&svg("Nurse")));
        assert_ne!(card, other);
        assert_ne!(digest(&svg("Nurse")), digest(&svg("Nurses")));
    }
}

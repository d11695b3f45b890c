//! Pictures of share cards: from SVG to PNG, with the typeface that is part of the program.
//!
//! Reads no file and no font of the system, so that the same text gives the same bytes. What a card says and where it stands is decided by
//! `render`; this module knows widths of letters, breaks lines, and draws.

mod face;
mod lines;
mod picture;

pub use face::{FAMILY, Face};
pub use lines::{Setting, Step, clipped, set};
pub use picture::{HEIGHT, WIDTH, digest, draw};

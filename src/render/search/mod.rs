//! The search index: what a reader's browser loads to find a page by its name, a part of it at a time.
//!
//! `search/index.json` says how many parts there are, which words, and what the page says of what was found. Its version is a digest of all
//! names; the browser asks for parts by their number and this version, so that it never has one of an older site.

mod entries;
mod index;
mod words;

pub use index::Index;

use serde_json::json;

use super::Renderer;
use super::messages::args;
use crate::model::Band;
use crate::plan::search_shards;
use entries::Kind;

/// The most results that are shown.
const SHOWN: usize = 8;
/// Letters of the version of an index.
const VERSION_LETTERS: usize = 10;

fn index<'a>(renderer: &'a Renderer<'_>) -> &'a Index {
    // Made by one thread: a task that waits for others must not be asked for it again in the meantime.
    renderer.search.get_or_init(|| Index::of(entries::entries(renderer.corpus), search_shards(renderer.corpus)))
}

/// What a search begins with.
pub(super) fn manifest(renderer: &Renderer<'_>) -> Vec<u8> {
    let index = index(renderer);
    let messages = &renderer.messages;
    let parts = search_shards(renderer.corpus);
    let mut hasher = blake3::Hasher::new();
    hasher.update(&parts.to_le_bytes());
    for entry in &index.entries {
        hasher.update(entry.json().to_string().as_bytes());
    }
    let bands = Band::ALL.map(|band| {
        json!({"id": band.as_str(), "label": renderer.band(band).label, "from": renderer.corpus.site.bands.range(band).0})
    });
    let kinds = Kind::ALL.map(|kind| messages.label(&format!("search_kind_{}", kind.as_str())).to_owned());
    let found: Vec<String> = (0..=SHOWN).map(|count| messages.say("search_found", &args!["count" => count])).collect();
    let mut bytes = json!({
        "version": &hasher.finalize().to_hex()[..VERSION_LETTERS],
        "parts": parts,
        "bands": bands,
        "kinds": kinds,
        "folders": Kind::ALL.map(Kind::folder),
        "found": found,
        "more": messages.say("search_more", &args!["count" => SHOWN]),
        "words": &index.words,
        "endings": &index.endings,
    })
    .to_string()
    .into_bytes();
    bytes.push(b'\n');
    bytes
}

/// A part of the index.
pub(super) fn shard(renderer: &Renderer<'_>, number: usize) -> Vec<u8> {
    index(renderer).part(number)
}

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::assets::StaticFile;

/// The style sheet of every page.
const SHEET: &str = "css/site.css";

/// Puts the style sheets that [`SHEET`] imports into it, so that a page asks for one file in place of many.
///
/// Only lines of the form `@import "name.css" layer(name);` are joined, and each names a file beside the sheet; other imports stay as they
/// are. A joined file is not published by itself. A site replaces a layer by a file of the same path.
pub(super) fn join(statics: &mut BTreeMap<String, StaticFile>) {
    let Some(sheet) = statics.get(SHEET) else { return };
    let Ok(text) = std::str::from_utf8(&sheet.bytes) else { return };
    let mut joined = String::new();
    let mut parts = Vec::new();
    for line in text.lines() {
        let part = import(line).and_then(|(name, layer)| {
            let path = format!("css/{name}");
            let text = std::str::from_utf8(&statics.get(&path)?.bytes).ok()?.to_owned();
            Some((path, layer, text))
        });
        match part {
            Some((path, layer, text)) => {
                joined.push_str(&format!("@layer {layer} {{\n{}\n}}\n", text.trim_end()));
                parts.push(path);
            }
            None => {
                joined.push_str(line);
                joined.push('\n');
            }
        }
    }
    for path in parts {
        statics.remove(&path);
    }
    if let Some(sheet) = statics.get_mut(SHEET) {
        sheet.bytes = Cow::Owned(joined.into_bytes());
    }
}

/// The file and the layer of an import.
fn import(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.strip_prefix("@import \"")?.split_once('"')?;
    let layer = rest.trim().strip_prefix("layer(")?.strip_suffix(");")?;
    Some((name, layer))
}

use std::path::Path;

use serde::Deserialize;

use super::{SITE_FILE, yaml};
use crate::model::LinkPath;
use crate::source::{Follow, text_of};

/// The links that the site in a folder names as those that may lead out of it; none where its `site.yaml` cannot be read. What is wrong
/// with that file is told when the site is parsed.
pub fn follow(root: &Path) -> Follow {
    #[derive(Deserialize)]
    struct Links {
        #[serde(default)]
        follow: Vec<LinkPath>,
    }
    // Nearly no site has one, and every look at a site asks.
    let Some(text) = text_of(&root.join(SITE_FILE)).filter(|text| text.contains("follow")) else {
        return Follow::default();
    };
    let links = match yaml::decode_or_salvage::<Links>(&text) {
        Ok(links) => Some(links),
        Err(salvage) => salvage.value,
    };
    let paths = links.map(|Links { follow }| follow).unwrap_or_default();
    paths.iter().map(|path| path.as_str().to_owned()).collect()
}

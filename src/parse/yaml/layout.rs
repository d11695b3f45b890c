use std::ops::Range;

use super::Body;
use super::glance::Glance;
use super::tree::{Content, NodeId, TOP, Tree};

/// How a list at the top of a YAML text is written. All places are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListForm {
    /// Its key does not stand there; the keys that do are indented by so many spaces.
    Absent {
        /// The spaces before each key.
        indentation: usize,
    },
    /// Its key stands there and has no value.
    Nothing {
        /// The key.
        key: Range<usize>,
    },
    /// In brackets: `[a, b]`.
    Brackets {
        /// The list with its brackets.
        list: Range<usize>,
        /// Its items.
        items: Vec<ItemForm>,
    },
    /// An item behind each dash; there is at least one.
    Dashes {
        /// The key.
        key: Range<usize>,
        /// Its items.
        items: Vec<ItemForm>,
    },
}

/// Where an item of a list stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemForm {
    /// The item without its dash.
    pub span: Range<usize>,
    /// Its values by key, where it is a mapping that is written out.
    pub values: Vec<(String, Range<usize>)>,
}

/// How the list of a key at the top of a text is written.
///
/// `None` where the text is not YAML, is no mapping of lines with keys, or where the list is marked for others or stands elsewhere (an
/// anchor, a tag or an alias).
pub fn list_form(text: &str, key: &str) -> Option<ListForm> {
    let body = Body::of(text);
    let tree = Tree::of(&body.text, &Glance::at(&body.text)).ok()?;
    let whole = |id: NodeId| body.in_whole(&tree.node(id).span);
    let Content::Mapping(entries) = &tree.node(TOP).content else { return None };
    let first = tree.node(entries.first()?.key).span.start;
    let line = body.text[..first].rfind('\n').map_or(0, |at| at + 1);
    if !body.text[line..first].chars().all(|c| c == ' ') {
        return None;
    }
    let Some(entry) = entries.iter().find(|entry| tree.text(entry.key) == Some(key)) else {
        return Some(ListForm::Absent { indentation: first - line });
    };
    let node = tree.node(entry.value);
    let item = |&id: &NodeId| {
        let values = match &tree.node(id).content {
            Content::Mapping(entries) => {
                let named =
                    entries.iter().filter_map(|entry| Some((tree.text(entry.key)?.to_owned(), whole(entry.value))));
                named.collect()
            }
            Content::Scalar(_) | Content::List(_) | Content::Alias(_) => Vec::new(),
        };
        ItemForm { span: whole(id), values }
    };
    match &node.content {
        Content::Scalar(scalar) if scalar.text.is_empty() => Some(ListForm::Nothing { key: whole(entry.key) }),
        Content::List(items) => {
            let items = items.iter().map(item).collect();
            match body.text[node.span.start..].chars().next()? {
                '[' => Some(ListForm::Brackets { list: whole(entry.value), items }),
                '-' => Some(ListForm::Dashes { key: whole(entry.key), items }),
                _ => None,
            }
        }
        Content::Scalar(_) | Content::Mapping(_) | Content::Alias(_) => None,
    }
}

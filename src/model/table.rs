use std::borrow::Cow;
use std::fmt;
use std::hash::Hash;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::{Form, Invalid, Slug};
use crate::diagnostic::Code;

/// What names an entry of a [`Table`].
pub trait Key: Clone + Eq + Hash + fmt::Display {
    /// What is expected, as in "expected an id such as `github-copilot`".
    const EXPECTING: &'static str;

    /// How it may be written, for the schemas that editors read.
    fn form() -> Form;

    /// Reads it from a key of a mapping.
    ///
    /// # Errors
    /// When the text breaks a rule of the type.
    fn from_key(text: &str) -> Result<Self, Invalid>;
}

/// A mapping from names, mostly ids, to entries in the order in which they are written; no name stands twice.
#[derive(Clone, Debug)]
pub struct Table<V, K = Slug>(Vec<(K, V)>);

impl<V, K> Table<V, K> {
    /// The entries in their order.
    pub fn iter(&self) -> impl Iterator<Item = &(K, V)> {
        self.0.iter()
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V, K> Default for Table<V, K> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V, K> IntoIterator for Table<V, K> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Key for Slug {
    const EXPECTING: &'static str = "an id such as `github-copilot`";

    fn form() -> Form {
        Slug::id_form()
    }

    fn from_key(text: &str) -> Result<Self, Invalid> {
        Slug::from_id(text)
    }
}

/// A key as it is read.
struct Written<K>(K);

struct KeyVisitor<K>(PhantomData<K>);

impl<K: Key> Visitor<'_> for KeyVisitor<K> {
    type Value = Written<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(K::EXPECTING)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Written<K>, E> {
        K::from_key(text.trim()).map(Written).map_err(E::custom)
    }
}

impl<'de, K: Key> Deserialize<'de> for Written<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A key such as `2024` is read as it is written.
        deserializer.deserialize_str(KeyVisitor(PhantomData))
    }
}

impl<V: JsonSchema, K: Key> JsonSchema for Table<V, K> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("table of {}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": K::form().schema(K::EXPECTING),
            "additionalProperties": generator.subschema_for::<V>(),
        })
    }
}

struct TableVisitor<V, K>(PhantomData<(V, K)>);

impl<'de, V: Deserialize<'de>, K: Key> Visitor<'de> for TableVisitor<V, K> {
    type Value = Table<V, K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping from ids to entries")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries: Vec<(K, V)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        while let Some(Written(id)) = map.next_key::<Written<K>>()? {
            if !seen.insert(id.clone()) {
                return Err(A::Error::custom(Invalid::new(Code::DuplicateKey, format!("the key `{id}` stands twice"))));
            }
            entries.push((id, map.next_value()?));
        }
        Ok(Table(entries))
    }
}

impl<'de, V: Deserialize<'de>, K: Key> Deserialize<'de> for Table<V, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

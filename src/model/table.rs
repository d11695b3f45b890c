use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::scalar::{Scalar, ScalarVisitor};
use super::{Form, Invalid, Slug};
use crate::diagnostic::Code;

/// A mapping from ids to entries in the order in which they are written; no id stands twice.
#[derive(Clone, Debug)]
pub struct Table<V>(Vec<(Slug, V)>);

impl<V> Table<V> {
    /// The entries in their order.
    pub fn iter(&self) -> impl Iterator<Item = &(Slug, V)> {
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

impl<V> Default for Table<V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<V> IntoIterator for Table<V> {
    type Item = (Slug, V);
    type IntoIter = std::vec::IntoIter<(Slug, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A key of a table.
struct Id(Slug);

impl Scalar for Id {
    const EXPECTING: &'static str = "an id such as `github-copilot`";

    fn form() -> Form {
        Slug::id_form()
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        Slug::from_id(text).map(Self)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // A key such as `2024` is read as it is written.
        deserializer.deserialize_str(ScalarVisitor(PhantomData))
    }
}

impl<V: JsonSchema> JsonSchema for Table<V> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("table of {}", V::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": Id::form().schema(Id::EXPECTING),
            "additionalProperties": generator.subschema_for::<V>(),
        })
    }
}

struct TableVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Visitor<'de> for TableVisitor<V> {
    type Value = Table<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a mapping from ids to entries")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries: Vec<(Slug, V)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        while let Some(Id(id)) = map.next_key()? {
            if !seen.insert(id.clone()) {
                return Err(A::Error::custom(Invalid::new(Code::DuplicateKey, format!("the key `{id}` stands twice"))));
            }
            entries.push((id, map.next_value()?));
        }
        Ok(Table(entries))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Table<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(TableVisitor(PhantomData))
    }
}

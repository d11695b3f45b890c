use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, Unexpected, VariantAccess, Visitor,
};

use super::access::{Entries, Items, Missing};
use super::invent::Idea;
use super::scalar::{self, Resolved};
use super::tree::{Content, NodeId, Scalar, Tag};
use super::trouble::{Spot, Trouble};
use super::walk::Walk;
use super::wording;
use crate::diagnostic::Code;
use crate::model::Invalid;

/// A place in a walk from which a value is decoded.
///
/// Reads scalars as `serde_yaml` does. Beyond that it refuses tags that are not YAML's own and control characters.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub walk: &'a Walk<'a>,
    pub spot: Spot,
}

type Result<T> = std::result::Result<T, Trouble>;

/// What a cursor stands on.
enum Seen<'a> {
    Scalar(&'a Scalar, &'a Tag),
    List(NodeId),
    Mapping,
    Invented(usize),
}

impl<'a> Cursor<'a> {
    fn see(self) -> Result<Seen<'a>> {
        let id = match self.spot {
            Spot::Invented(id) => return Ok(Seen::Invented(id)),
            Spot::Node(id) => id,
        };
        let tree = self.walk.tree;
        let tag = &tree.node(tree.resolved(id)).tag;
        if let Tag::Foreign(name) = tag {
            let invalid = Invalid::new(Code::WrongType, format!("the tag `{name}` has no meaning here"));
            return Err(Trouble::refused(invalid.help("put a text that begins with `!` in quotes")));
        }
        match tree.content(id) {
            Content::Scalar(scalar) => {
                self.walk.check_characters(id)?;
                Ok(Seen::Scalar(scalar, tag))
            }
            Content::List(_) => Ok(Seen::List(id)),
            Content::Mapping(_) | Content::Alias(_) => Ok(Seen::Mapping),
        }
    }

    /// Runs one reading; trouble in it arose here, unless it arose further in.
    fn reading<T>(self, read: impl FnOnce(Seen<'a>) -> Result<T>) -> Result<T> {
        self.see().and_then(read).map_err(|trouble| trouble.at(self.spot))
    }

    fn idea(self, id: usize, fits: impl Fn(Idea) -> bool) -> Result<Idea> {
        self.walk.inventions.idea(id, fits).ok_or_else(|| Trouble::known(self.spot))
    }

    /// Reads a plain scalar of one type of YAML.
    fn typed<'de, V, N>(
        self,
        visitor: V,
        tag: &str,
        read: impl FnOnce(&str) -> Option<N>,
        invent: impl Fn(Idea) -> Option<N>,
        visit: impl FnOnce(V, N) -> Result<V::Value>,
    ) -> Result<V::Value>
    where
        V: Visitor<'de>,
    {
        self.reading(|seen| match seen {
            Seen::Scalar(scalar, own) => match scalar::readable(scalar, own, tag).and_then(read) {
                Some(value) => visit(visitor, value),
                None => Err(wrong(&seen, &visitor)),
            },
            Seen::Invented(id) => match invent(self.idea(id, |idea| invent(idea).is_some())?) {
                Some(value) => visit(visitor, value),
                None => Err(Trouble::known(self.spot)),
            },
            Seen::List(_) | Seen::Mapping => Err(wrong(&seen, &visitor)),
        })
    }

    fn visit_list<'de, V: Visitor<'de>>(self, items: Vec<Spot>, missing: Missing, visitor: V) -> Result<V::Value> {
        let mut items = Items::new(self, items, missing);
        let value = visitor.visit_seq(&mut items)?;
        items.finish()?;
        Ok(value)
    }

    fn visit_mapping<'de, V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let mut entries = Entries::new(self);
        let value = visitor.visit_map(&mut entries)?;
        entries.finish()?;
        Ok(value)
    }

    fn invented_list(self, invented: usize) -> Result<Vec<Spot>> {
        match self.idea(invented, |idea| matches!(idea, Idea::List(_)))? {
            Idea::List(count) => {
                Ok(self.walk.inventions.items(invented, count).into_iter().map(Spot::Invented).collect())
            }
            _ => Err(Trouble::known(self.spot)),
        }
    }

    fn list<'de, V: Visitor<'de>>(self, missing: Missing, visitor: V) -> Result<V::Value> {
        self.reading(|seen| {
            let items = match seen {
                Seen::List(id) => self.walk.tree.items(id).iter().map(|&item| Spot::Node(item)).collect(),
                Seen::Scalar(scalar, _) if scalar::is_empty(scalar) => Vec::new(),
                Seen::Invented(id) => self.invented_list(id)?,
                Seen::Scalar(..) | Seen::Mapping => return Err(wrong(&seen, &visitor)),
            };
            self.visit_list(items, missing, visitor)
        })
    }
}

/// A value of another type than is wanted.
fn wrong(seen: &Seen<'_>, expected: &dyn Expected) -> Trouble {
    let unexpected = match *seen {
        Seen::List(_) => Unexpected::Seq,
        Seen::Mapping => Unexpected::Map,
        Seen::Invented(_) => Unexpected::Unit,
        Seen::Scalar(scalar, tag) => match scalar::resolve(scalar, tag) {
            Resolved::Nothing => Unexpected::Unit,
            Resolved::Bool(value) => Unexpected::Bool(value),
            Resolved::Unsigned(number) => Unexpected::Unsigned(number),
            Resolved::Signed(number) => Unexpected::Signed(number),
            Resolved::Float(number) => Unexpected::Float(number),
            Resolved::LongUnsigned(_) | Resolved::LongSigned(_) => Unexpected::Other("a number of very many digits"),
            Resolved::Text(text) => Unexpected::Str(text),
            Resolved::Mistagged(_) => return mistagged(scalar, tag),
        },
    };
    de::Error::invalid_type(unexpected, expected)
}

/// A scalar that is not what its tag says.
fn mistagged(scalar: &Scalar, tag: &Tag) -> Trouble {
    let name = if let Tag::Core(name) | Tag::Foreign(name) = tag { name } else { "" };
    let found = wording::found(Unexpected::Str(&scalar.text));
    Trouble::refused(Invalid::new(Code::WrongType, format!("{found} is not what its tag `!!{name}` says")))
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty: $read:expr;)+) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            self.typed(visitor, "int", $read, invented_number::<$number>, V::$visit)
        }
    )+};
}

fn invented_number<N: From<u8>>(idea: Idea) -> Option<N> {
    if let Idea::Number(number) = idea { u8::try_from(number).ok().map(N::from) } else { None }
}

impl<'de> Deserializer<'de> for Cursor<'_> {
    type Error = Trouble;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.reading(|seen| match seen {
            Seen::Scalar(scalar, tag) => match scalar::resolve(scalar, tag) {
                Resolved::Nothing => visitor.visit_unit(),
                Resolved::Bool(value) => visitor.visit_bool(value),
                Resolved::Unsigned(number) => visitor.visit_u64(number),
                Resolved::Signed(number) => visitor.visit_i64(number),
                Resolved::LongUnsigned(number) => visitor.visit_u128(number),
                Resolved::LongSigned(number) => visitor.visit_i128(number),
                Resolved::Float(number) => visitor.visit_f64(number),
                Resolved::Text(text) => visitor.visit_str(text),
                Resolved::Mistagged(_) => Err(mistagged(scalar, tag)),
            },
            Seen::List(_) => self.list(Missing::Skipped, visitor),
            Seen::Mapping => self.visit_mapping(visitor),
            Seen::Invented(id) => match self.idea(id, |_| true)? {
                Idea::Text(text) => visitor.visit_str(text),
                Idea::Number(number) => visitor.visit_u64(number.into()),
                Idea::Bool(value) => visitor.visit_bool(value),
                Idea::Mapping => self.visit_mapping(visitor),
                Idea::List(_) => self.list(Missing::Skipped, visitor),
            },
        })
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let invent = |idea| if let Idea::Bool(value) = idea { Some(value) } else { None };
        self.typed(visitor, "bool", scalar::boolean, invent, V::visit_bool)
    }

    numbers! {
        deserialize_i64 visit_i64 i64: |text| scalar::signed(text, i64::from_str_radix);
        deserialize_u64 visit_u64 u64: |text| scalar::unsigned(text, u64::from_str_radix);
        deserialize_i128 visit_i128 i128: |text| scalar::signed(text, i128::from_str_radix);
        deserialize_u128 visit_u128 u128: |text| scalar::unsigned(text, u128::from_str_radix);
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_u64(visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let invent = |idea| if let Idea::Number(number) = idea { Some(f64::from(number)) } else { None };
        self.typed(visitor, "float", scalar::float, invent, V::visit_f64)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.reading(|seen| match seen {
            Seen::Scalar(scalar, _) => visitor.visit_str(&scalar.text),
            Seen::Invented(id) => match self.idea(id, |idea| matches!(idea, Idea::Text(_)))? {
                Idea::Text(text) => visitor.visit_str(text),
                _ => Err(Trouble::known(self.spot)),
            },
            Seen::List(_) | Seen::Mapping => Err(wrong(&seen, &visitor)),
        })
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.reading(|seen| Err(wrong(&seen, &visitor)))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.reading(|seen| match seen {
            Seen::Scalar(scalar, tag) if scalar::is_nothing(scalar, tag) => visitor.visit_none(),
            Seen::Invented(_) => visitor.visit_none(),
            Seen::Scalar(..) | Seen::List(_) | Seen::Mapping => visitor.visit_some(self),
        })
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.reading(|seen| match seen {
            Seen::Scalar(scalar, tag) if scalar::is_nothing(scalar, tag) => visitor.visit_unit(),
            Seen::Invented(_) => visitor.visit_unit(),
            Seen::Scalar(..) | Seen::List(_) | Seen::Mapping => Err(wrong(&seen, &"nothing")),
        })
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _name: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self).map_err(|trouble| trouble.at(self.spot))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.list(Missing::Skipped, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value> {
        self.list(Missing::Fatal, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value> {
        self.list(Missing::Fatal, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.reading(|seen| match seen {
            Seen::Mapping | Seen::Invented(_) => self.visit_mapping(visitor),
            Seen::Scalar(scalar, _) if scalar::is_empty(scalar) => self.visit_mapping(visitor),
            Seen::Scalar(..) | Seen::List(_) => Err(wrong(&seen, &visitor)),
        })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.reading(|seen| match seen {
            Seen::Scalar(..) => visitor.visit_enum(Word(self)),
            Seen::Invented(id) => match variants.get(self.walk.inventions.tries(id)) {
                Some(variant) => visitor.visit_enum(IntoDeserializer::<Trouble>::into_deserializer(*variant)),
                None => Err(Trouble::known(self.spot)),
            },
            Seen::List(_) | Seen::Mapping => {
                let found = if matches!(seen, Seen::List(_)) { "a list" } else { "a mapping" };
                let invalid = Invalid::new(Code::WrongType, format!("expected a word, found {found}"));
                Err(Trouble::refused(invalid.help(format!("allowed: {}", wording::names(variants)))))
            }
        })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }
}

/// A scalar as a word of an enum.
struct Word<'a>(Cursor<'a>);

impl<'de> EnumAccess<'de> for Word<'_> {
    type Error = Trouble;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self)> {
        seed.deserialize(self.0).map(|word| (word, self))
    }
}

impl<'de> VariantAccess<'de> for Word<'_> {
    type Error = Trouble;

    fn unit_variant(self) -> Result<()> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, _seed: S) -> Result<S::Value> {
        Err(de::Error::invalid_type(Unexpected::UnitVariant, &"a value"))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, _visitor: V) -> Result<V::Value> {
        Err(de::Error::invalid_type(Unexpected::UnitVariant, &"a list"))
    }

    fn struct_variant<V: Visitor<'de>>(self, _fields: &'static [&'static str], _visitor: V) -> Result<V::Value> {
        Err(de::Error::invalid_type(Unexpected::UnitVariant, &"a mapping"))
    }
}

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Number;

use crate::model::{Date, Text};

/// An object of JSON that is made to be written once: its keys stand in the order in which they are given, and its texts are borrowed.
///
/// What is unknown is absent: a key is left out where its value is [`Json::Nothing`].
#[derive(Default)]
pub(super) struct Object<'a>(Vec<(Cow<'a, str>, Json<'a>)>);

/// A value of an [`Object`].
pub(super) enum Json<'a> {
    Nothing,
    Truth(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

impl<'a> Object<'a> {
    /// The object with a value under a key that it does not have yet.
    #[must_use]
    pub fn with(mut self, key: impl Into<Cow<'a, str>>, value: impl Into<Json<'a>>) -> Self {
        match value.into() {
            Json::Nothing => {}
            value => self.0.push((key.into(), value)),
        }
        self
    }
}

/// A list of values, or nothing where it is empty.
pub(super) fn list<'a, T: Into<Json<'a>>>(values: impl IntoIterator<Item = T>) -> Json<'a> {
    let values: Vec<Json<'a>> = values.into_iter().map(T::into).collect();
    if values.is_empty() { Json::Nothing } else { Json::List(values) }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nothing => serializer.serialize_none(),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(values) => values.serialize(serializer),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl<'a, T: Into<Json<'a>>> From<Option<T>> for Json<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Nothing, T::into)
    }
}

impl<'a> From<Object<'a>> for Json<'a> {
    fn from(object: Object<'a>) -> Self {
        Self::Object(object)
    }
}

impl<'a> From<&'a str> for Json<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a Text> for Json<'a> {
    fn from(text: &'a Text) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Date> for Json<'_> {
    fn from(date: Date) -> Self {
        date.to_string().into()
    }
}

impl From<bool> for Json<'_> {
    fn from(truth: bool) -> Self {
        Self::Truth(truth)
    }
}

impl From<f64> for Json<'_> {
    /// What is no number is nothing.
    fn from(number: f64) -> Self {
        Number::from_f64(number).map_or(Self::Nothing, Self::Number)
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),+) => {
        $(impl From<$kind> for Json<'_> {
            fn from(number: $kind) -> Self {
                Self::Number(number.into())
            }
        })+
    };
}
whole_numbers!(u8, u32, u64, i64, usize);

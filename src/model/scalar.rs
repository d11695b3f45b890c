use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, Visitor};

use super::{Form, Invalid};

/// A value that stands in one YAML scalar.
pub trait Scalar: Sized {
    /// What is expected, as in "expected a date such as `2026-03`".
    const EXPECTING: &'static str;

    /// How it may be written, for the schemas that editors read: what [`from_text`](Self::from_text) and
    /// [`from_number`](Self::from_number) take.
    fn form() -> Form;

    /// Reads it from a text.
    ///
    /// # Errors
    /// When the text breaks a rule of the type.
    fn from_text(text: &str) -> Result<Self, Invalid>;

    /// Reads it from a plain number. By default the number's text is read.
    ///
    /// # Errors
    /// When the number breaks a rule of the type.
    fn from_number(number: f64) -> Result<Self, Invalid> {
        Self::from_text(&number.to_string())
    }
}

/// Visits a scalar; the visitors of types that also have a longer form call it for the short one.
pub struct ScalarVisitor<T>(pub PhantomData<T>);

impl<T: Scalar> Visitor<'_> for ScalarVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTING)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text.trim()).map_err(E::custom)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        self.visit_f64(number as f64)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        self.visit_f64(number as f64)
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<T, E> {
        T::from_number(number).map_err(E::custom)
    }
}

/// Deserializes a scalar that may be a text or a number.
pub fn deserialize<'de, T: Scalar, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(ScalarVisitor(PhantomData))
}

/// Implements `Deserialize`, and the schema that goes with it, for scalars that may be a text or a number.
macro_rules! deserialize_scalar {
    ($($type:ty),+) => {
        $(impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::model::scalar::deserialize(deserializer)
            }
        }

        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).to_lowercase().into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                <$type as Scalar>::form().schema(<$type as Scalar>::EXPECTING)
            }
        })+
    };
}
pub(crate) use deserialize_scalar;

//! A way to both decoders, for texts that are made up at random.

use serde::de::DeserializeOwned;

use super::{Body, Glance, Way, decode, decode_or_salvage, locate, walked};
use crate::diagnostic::Place;

/// Decodes a text, holds the two ways to each other, and its faults to places in it. The value, where there is one.
pub fn decoded<T: DeserializeOwned>(text: &str) -> Option<T> {
    let body = Body::of(text);
    let glance = Glance::at(&body.text);
    match decode::<T>(text) {
        Ok(value) => {
            if glance.way == Way::Quick {
                assert!(matches!(walked::<T>(&body.text, &glance), Ok(Some(_))), "only the walk refuses {text:?}");
            }
            Some(value)
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in &faults {
                assert!(text.get(fault.span.clone()).is_some(), "{fault:?} is no place in {text:?}");
                assert!(!fault.message.is_empty() && !fault.message.ends_with('.'), "{fault:?}");
            }
            let paths = faults.iter().map(|fault| fault.path.clone());
            let places: Vec<Place> = paths.flat_map(|path| [Place::Value(path.clone()), Place::Key(path)]).collect();
            for span in locate(text, &places) {
                assert!(text.get(span.clone()).is_some(), "{span:?} is no place in {text:?}");
            }
            let salvage = decode_or_salvage::<T>(text).err()?;
            assert_eq!(salvage.faults, faults);
            salvage.value
        }
    }
}

//! What a report says: types and their rules.
//!
//! A value that exists is valid. No I/O, no positions, no knowledge of other files.

mod invalid;

pub use invalid::Invalid;

//! Foretask builds occupation report sites whose figures can be checked.

pub mod diagnostic;
pub mod model;
pub mod source;
pub mod markdown;
pub mod parse;
pub mod link;
pub mod assets;

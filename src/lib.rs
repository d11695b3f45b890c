//! Foretask builds occupation report sites whose figures can be checked.
//!
//! The modules stand in the order in which data passes through them, and a module uses only what stands before it:
//!
//! ```text
//! content/ ──source──▶ listing ──parse──▶ drafts ──link──▶ corpus ──plan──▶ outputs ──render──▶ bytes ──publish──▶ dist/
//! ```

pub mod diagnostic;
pub mod model;
pub mod schema;
pub mod source;
pub mod markdown;
pub mod parse;
pub mod link;
pub mod assets;
pub mod theme;
pub mod plan;
pub mod cards;
pub mod render;
pub mod publish;
pub mod build;
pub mod record;
pub mod check;
pub mod serve;
pub mod scaffold;
pub mod import;
pub mod outside;
pub mod cli;

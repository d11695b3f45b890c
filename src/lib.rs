//! Foretask builds occupation report sites whose figures can be checked.
//!
//! The modules stand in the order in which data passes through them, and a module uses only what stands before it:
//!
//! ```text
//! content/ ──source──▶ listing ──parse──▶ drafts ──link──▶ corpus ──plan──▶ outputs ──render──▶ bytes ──publish──▶ dist/
//! ```

pub mod assets;
pub mod build;
pub mod cli;
pub mod diagnostic;
pub mod link;
pub mod markdown;
pub mod model;
pub mod parse;
pub mod plan;
pub mod publish;
pub mod render;
pub mod source;
pub mod theme;

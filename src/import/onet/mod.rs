//! The database of O*NET: a folder of tables, in the text edition or saved from its workbooks.
//!
//! Columns are found by their names, so that an edition may have more of them, in any order.

mod assemble;
mod database;
mod edition;
mod folder;

pub(super) use assemble::{Assembled, Before, assemble};
pub(super) use database::{Database, task_id};
pub(super) use edition::Edition;
pub(super) use folder::Folder;

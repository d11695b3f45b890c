//! The site's data: a JSON file for each report, tables of the whole site, its rows in pieces for scripts, and how task scores are spread.

mod report;
mod rows;
mod tables;
mod task_scores;

pub(super) use report::report_json;
pub(super) use rows::{Pieces, rows};
pub(super) use tables::{TableError, columns, keep_rows, table};
pub(super) use task_scores::task_scores;

//! The site's data: a JSON file for each report, tables of the whole site, and its rows in pieces for scripts.

mod report;
mod rows;
mod tables;

pub(super) use report::report_json;
pub(super) use rows::{Pieces, rows};
pub(super) use tables::{columns, table};

//! The site's data: a JSON file for each report, and tables of the whole site.

mod report;
mod tables;

pub(super) use report::report_json;
pub(super) use tables::{columns, table};

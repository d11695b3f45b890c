//! The pages beside the reports: one view each.

mod ends;
mod lists;
mod overview;
mod reference;
mod writing;

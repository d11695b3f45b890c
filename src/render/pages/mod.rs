//! The pages beside the reports: one view each.

mod lists;
mod overview;
mod reference;
mod writing;

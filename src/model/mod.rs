//! What a report says: types and their rules.
//!
//! A value that exists is valid. No I/O, no positions, no knowledge of other files. Types whose name ends in `Draft` hold
//! references that may lead nowhere; `link` resolves them.

mod address;
mod band;
mod block;
mod date;
pub mod figure;
mod form;
mod horizon;
mod invalid;
mod key_rule;
mod label;
mod link_path;
mod number;
pub mod occupation;
mod own_score;
mod pattern;
pub mod registry;
mod scalar;
mod score;
mod short_form;
pub mod site;
mod slug;
mod table;
mod text;
pub mod writing;

pub use address::Address;
pub use band::{Band, Bands};
pub use date::Date;
pub use form::Form;
pub use horizon::{Horizon, Period, Years};
pub use invalid::Invalid;
pub use label::{Label, LabelMeaning, Rubric};
pub use link_path::LinkPath;
pub use number::{Change, Count, Importance, JobZone, Money, Percent, SkillLevel, round_half_up};
pub use own_score::{
    ExperienceStep, ExperienceYears, OwnScoreRule, OwnSituation, PointChange, SeniorityStep, ToolCount, ToolRule,
};
pub use scalar::Scalar;
pub use score::{Direction, Measure, Notation, Points, Scale, Score};
pub use short_form::Grade;
pub use slug::{Slug, is_device_name};
pub use table::Table;
pub use text::{NO_SOURCE, Prose, Reference, Text};

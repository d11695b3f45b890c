//! Bytes to the output folder: the old site or the new site, never half of one.
//!
//! This module alone touches the output. It writes only what changed, removes only what it once wrote, and knows nothing of
//! pages. Beside the output `dist` it keeps a work folder `.dist.foretask`:
//!
//! - `lock`, which keeps two builds off one output;
//! - `staged/`, the tree that was live before, sharing unchanged files with the live one by hard link;
//! - `tree-….manifest`, for each whole tree what of ours it holds and how its folders look, named for the identity of the
//!   tree's folder, which goes with the folder when it is exchanged: so no crash leaves a doubt which manifest belongs to
//!   which tree;
//! - `made`, from what the files were made that are dear to make, so that they are not made again;
//! - `whole`, from what the live tree was built, so that nothing need be built again from the same;
//! - `journal`, while files are replaced one by one, what is left to do.
//!
//! A build brings the staged tree up to date and exchanges it with the live one in one step. What somebody else put
//! into the output goes along into the new tree. Where the output cannot be exchanged, its new files wait in
//! `.foretask-arriving/` inside it, until all of them have the room that they need. The guarantees hold against a process that is killed at any moment;
//! they do not hold against a loss of power, since files are not forced to the disk one by one.
//!
//! A program that keeps the output *folder* open rather than its path (a server started inside it, a container that
//! mounts it) stays with the old tree after an exchange. Mount or serve the folder above it.

mod disk;
mod error;
#[cfg(fuzzing)]
pub mod fuzz;
mod journal;
mod live;
mod made;
mod manifest;
mod place;
mod publisher;
mod puts;
mod seal;
mod staging;
mod swap;
#[cfg(test)]
mod tests;
mod tree;
mod whole;

pub use error::PublishError;
pub use publisher::{Published, Publisher, Replacement};
pub use whole::Whole;

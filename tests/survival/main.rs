//! Whatever happens to a build, whoever looks at the output finds the old site or the new one, whole: the program itself, on real file
//! systems, is killed, runs out of what it needs, meets another build, and has its sources changed under its hands.

#![cfg(target_os = "linux")]

mod beside;
mod edited;
mod held;
mod killed;
mod mounted;
mod mounts;
mod program;
mod refused;
#[path = "../support/mod.rs"]
mod support;
mod user;
mod versions;

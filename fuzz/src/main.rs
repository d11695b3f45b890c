//! Reads made-up texts with one of the program's readers; `fuzz/run` builds and starts it.
//!
//! The target is named by the variable `FUZZ_TARGET`. A target fails by a panic: in the reader, or because what it gives is not what it
//! promises.

#![no_main]

#[cfg(fuzzing)]
mod html;
#[cfg(fuzzing)]
mod parsed;
#[cfg(fuzzing)]
mod targets;

#[cfg(fuzzing)]
mod chosen {
    use std::sync::OnceLock;

    use crate::targets::{TARGETS, Target};

    static CHOSEN: OnceLock<Target> = OnceLock::new();

    fn choose() {
        let wanted = std::env::var("FUZZ_TARGET").unwrap_or_default();
        let known: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        match TARGETS.iter().find(|(name, _)| *name == wanted) {
            Some((_, target)) => CHOSEN.set(*target).expect("a target is chosen once"),
            None => {
                println!("{}", known.join("\n"));
                std::process::exit(if wanted == "list" { 0 } else { 2 });
            }
        }
    }

    libfuzzer_sys::fuzz_target!(
        init: choose(),
        |bytes: &[u8]| {
            if let Some(target) = CHOSEN.get() {
                target(bytes);
            }
        }
    );
}

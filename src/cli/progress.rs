use std::io::{self, IsTerminal};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::build::{Progress, Took};
use crate::plan::{Output, SitePath};

/// A build that takes less than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// The progress of a build on a terminal; on anything else, nothing.
pub struct Bar {
    wanted: bool,
    start: Instant,
    bar: OnceLock<ProgressBar>,
    shown: AtomicBool,
}

impl Bar {
    /// A bar that is shown where it is wanted and standard error is a terminal.
    pub fn new(wanted: bool) -> Self {
        let wanted = wanted && io::stderr().is_terminal();
        Self { wanted, start: Instant::now(), bar: OnceLock::new(), shown: AtomicBool::new(false) }
    }

    /// Takes the bar off the terminal.
    pub fn clear(&self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn outputs(&self, count: usize) {
        if self.wanted {
            let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::hidden());
            let style = ProgressStyle::with_template("{bar:40} {pos}/{len} files, {eta} left")
                .expect("the template of the bar is correct");
            bar.set_style(style);
            self.bar.get_or_init(|| bar);
        }
    }

    fn rendered(&self, _path: &SitePath, _output: Output, _took: Took) {
        let Some(bar) = self.bar.get() else { return };
        bar.inc(1);
        if self.start.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

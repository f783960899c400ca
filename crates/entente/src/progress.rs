//! How far a long run has come, on standard error where that is a terminal.

use std::{
    io::{IsTerminal as _, stderr, stdout},
    path::PathBuf,
    thread,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::inputs::{self, Input};

/// The bytes read so far with rate and time left, and how many documents came of them.
#[derive(Debug, Clone)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Progress over these paths; how much there is of them is found out beside the work.
    pub(crate) fn over(paths: &[PathBuf], to_terminal: bool) -> Self {
        if !stderr().is_terminal() || (to_terminal && stdout().is_terminal()) {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::no_length();
        let template = "{bytes} of {total_bytes}, {msg}, {bytes_per_sec}, {eta} left  {wide_bar}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_message("0 documents");
        bar.enable_steady_tick(Duration::from_millis(500));
        let (counted, paths) = (bar.clone(), paths.to_vec());
        // Its end is not waited for: a run may be over before all is counted.
        thread::spawn(move || {
            let all: u64 = inputs::walk(paths).map(|input| input.len()).sum();
            counted.set_length(all);
        });
        Self(bar)
    }

    /// An input that is no part of what was counted: it came out of an archive.
    pub(crate) fn more(&self, input: &Input) {
        if matches!(input, Input::Part(_)) && self.0.length().is_some() {
            self.0.inc_length(input.len());
        }
    }

    /// Some input was read and its documents written.
    pub(crate) fn done(&self, bytes: u64, documents: u64) {
        self.0.inc(bytes);
        self.0.set_message(format!("{documents} documents"));
    }

    /// Writes to standard error without getting into the way of the bar.
    pub(crate) fn aside(&self, tell: impl FnOnce()) {
        self.0.suspend(tell);
    }

    /// Takes the bar off.
    pub(crate) fn end(&self) {
        self.0.finish_and_clear();
    }
}

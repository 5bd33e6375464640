//! A progress bar for work over two seconds, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Shows how far the reading is.
pub struct Progress {
    started: Instant,
    bar: Option<ProgressBar>,
    wanted: bool,
}

/// How long the work may take in silence.
const PATIENCE: Duration = Duration::from_secs(2);

impl Progress {
    /// A bar that shows itself only if `wanted`, on a terminal, after two seconds.
    pub fn new(wanted: bool) -> Self {
        Progress { started: Instant::now(), bar: None, wanted: wanted && std::io::stderr().is_terminal() }
    }

    /// Tells how many bytes of how many are done, and how many articles were found.
    pub fn tell(&mut self, bytes: u64, of: Option<u64>, articles: u64) {
        if !self.wanted || self.started.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = match of {
                Some(n) => ProgressBar::with_draw_target(Some(n), ProgressDrawTarget::stderr()),
                None => ProgressBar::new_spinner(),
            };
            let line = if of.is_some() {
                "{wide_bar} {bytes}/{total_bytes} · {msg} · {eta} left"
            } else {
                "{spinner} {bytes} · {msg} · {elapsed}"
            };
            if let Ok(style) = ProgressStyle::with_template(line) {
                bar.set_style(style);
            }
            bar
        });
        bar.set_position(bytes);
        bar.set_message(format!("{articles} articles"));
    }

    /// Takes the bar away.
    pub fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

//! What is said while an older database is brought up to date, which takes minutes where it holds a million articles.

use crate::tell;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};
use store::Upgrade;

/// How long it may take before its share is told, and from one share to the next where that is a line each.
const PATIENCE: Duration = Duration::from_secs(2);
/// Where each share is a line, there are no more than this many parts of a hundred between two.
const APART: u64 = 10;

/// Tells how far the upgrade of one file is: a bar on a terminal, elsewhere a line now and then.
pub struct Upgrading<'a> {
    file: &'a Path,
    bar: Option<ProgressBar>,
    /// When the last line was told, and its share.
    last: Option<(Instant, u64)>,
}

impl<'a> Upgrading<'a> {
    /// Nothing is said before there is something to bring up to date.
    pub fn of(file: &'a Path) -> Self {
        Upgrading { file, bar: None, last: None }
    }

    /// Tells where the upgrade stands, where that is worth a word.
    pub fn tell(&mut self, at: Upgrade) {
        if at.done == at.of
            && let Some(bar) = self.bar.take()
        {
            bar.finish_and_clear();
        }
        match &mut self.bar {
            Some(bar) => bar.set_position(share(at)),
            None => {
                let first = self.last.is_none();
                if let Some(line) = self.line(at, Instant::now()) {
                    tell(&line);
                }
                if first && std::io::stderr().is_terminal() {
                    self.bar = Some(bar());
                }
            }
        }
    }

    /// The line that is due now, if one is.
    fn line(&mut self, at: Upgrade, now: Instant) -> Option<String> {
        let (file, share) = (self.file.display(), share(at));
        let Some((then, told)) = self.last else {
            self.last = Some((now, 0));
            return Some(format!(
                "Bringing {file} up to date, once (schema {} to {}; older programs cannot open it then). It can be cut off \
                 safely: the file stays as it was, and the next program begins again.",
                at.from, at.to
            ));
        };
        if at.done == at.of {
            return Some(format!("{file} is up to date."));
        }
        if now.duration_since(then) < PATIENCE || share < told + APART {
            return None;
        }
        self.last = Some((now, share));
        Some(format!("{file}: {share} % brought up to date"))
    }
}

/// Parts of a hundred.
fn share(at: Upgrade) -> u64 {
    at.done * 100 / at.of.max(1)
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(100), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {percent} % · {eta} left") {
        bar.set_style(style);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_and_the_last_are_always_told_and_shares_between_them_seldom() {
        let mut u = Upgrading::of(Path::new("news.db"));
        let start = Instant::now();
        let mut line = |done, seconds| {
            u.line(Upgrade { from: 5, to: 7, done, of: 400 }, start + Duration::from_secs(seconds)).unwrap_or_default()
        };
        let first = line(0, 0);
        assert!(first.starts_with("Bringing news.db up to date, once (schema 5 to 7;"), "{first}");
        assert!(first.contains("It can be cut off safely"), "{first}");
        assert_eq!(line(100, 1), "");
        assert_eq!(line(101, 2), "news.db: 25 % brought up to date");
        assert_eq!(line(120, 60), "");
        assert_eq!(line(300, 61), "news.db: 75 % brought up to date");
        assert_eq!(line(399, 62), "");
        assert_eq!(line(400, 62), "news.db is up to date.");
    }
}

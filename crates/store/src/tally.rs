//! Counting words that are many, of rows that may be few: the counters stay with the thread, at zero between counts.

use std::cell::RefCell;

/// Counters by word, and the words counted.
#[derive(Default)]
pub(crate) struct Tally {
    counts: Vec<i32>,
    counted: Vec<u32>,
}

thread_local! {
    static TALLY: RefCell<Tally> = RefCell::default();
}

impl Tally {
    /// Lends counters for words below `words`, all at zero. Not within itself.
    pub(crate) fn lend<T>(words: usize, f: impl FnOnce(&mut Tally) -> T) -> T {
        TALLY.with_borrow_mut(|t| {
            // Left behind where a count was broken off.
            if !t.counted.is_empty() {
                *t = Tally::default();
            }
            t.counts.resize(words.max(t.counts.len()), 0);
            let out = f(t);
            t.counted.drain(..).for_each(|n| t.counts[n as usize] = 0);
            out
        })
    }

    /// Adds to a word's count.
    #[inline]
    pub(crate) fn add(&mut self, n: u32, by: i32) {
        let count = &mut self.counts[n as usize];
        if *count == 0 {
            self.counted.push(n);
        }
        *count += by;
    }

    /// A word's count.
    #[inline]
    pub(crate) fn of(&self, n: u32) -> i32 {
        self.counts[n as usize]
    }

    /// The words whose count is not zero, with it; their counters are at zero then.
    pub(crate) fn take(&mut self) -> Vec<(u32, i32)> {
        let mut out = Vec::with_capacity(self.counted.len());
        for n in self.counted.drain(..) {
            // A word that was at zero on the way stands here twice.
            match std::mem::take(&mut self.counts[n as usize]) {
                0 => {}
                count => out.push((n, count)),
            }
        }
        out
    }

    /// The greatest count; 0 where none is greater.
    pub(crate) fn most(&self) -> i32 {
        self.counted.iter().map(|n| self.of(*n)).max().unwrap_or(0).max(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_begin_at_zero_each_time() {
        for _ in 0..2 {
            let all = Tally::lend(9, |t| {
                [(3, 1), (8, 2), (3, -1), (3, -1), (5, 1), (5, -1)].iter().for_each(|(n, by)| t.add(*n, *by));
                t.take()
            });
            assert_eq!(all, [(3, -1), (8, 2)]);
        }
        assert_eq!(Tally::lend(20, |t| (t.of(3), t.take())), (0, Vec::new()));
    }
}

//! A set of small numbers, one bit each: articles that hold words, rows that pass a filter.

use std::ops::Range;

/// A set of small numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// None of the numbers below `n`, with room for them.
    pub fn none(n: usize) -> Bits {
        Bits(vec![0; n.div_ceil(64)])
    }

    /// Every number below `n`.
    pub fn full(n: usize) -> Bits {
        let mut words = vec![u64::MAX; n / 64];
        if !n.is_multiple_of(64) {
            words.push((1 << (n % 64)) - 1);
        }
        Bits(words)
    }

    /// The numbers below `n` that `f` takes.
    pub fn where_true(n: usize, mut f: impl FnMut(usize) -> bool) -> Bits {
        let word = |w: usize| (w * 64..n.min(w * 64 + 64)).fold(0, |bits, i| bits | u64::from(f(i)) << (i % 64));
        Bits((0..n.div_ceil(64)).map(word).collect())
    }

    /// Adds a number.
    #[inline]
    pub fn add(&mut self, n: u32) {
        let i = n as usize / 64;
        if i >= self.0.len() {
            self.0.resize(i + 1, 0);
        }
        self.0[i] |= 1 << (n % 64);
    }

    /// Adds a number for which there is room.
    #[inline]
    pub(crate) fn put(&mut self, n: u32) {
        self.0[n as usize / 64] |= 1 << (n % 64);
    }

    /// Adds every number from `from` up to but not with `to`.
    pub fn add_range(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        self.0.resize(self.0.len().max(to.div_ceil(64)), 0);
        let (first, last) = (from / 64, (to - 1) / 64);
        for w in first..=last {
            let low = if w == first { u64::MAX << (from % 64) } else { u64::MAX };
            let high = if w == last { u64::MAX >> (63 - (to - 1) % 64) } else { u64::MAX };
            self.0[w] |= low & high;
        }
    }

    /// True if the number is in.
    #[inline]
    pub fn has(&self, n: u32) -> bool {
        self.0.get(n as usize / 64).is_some_and(|w| w & (1 << (n % 64)) != 0)
    }

    /// How much memory this takes, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.0.len() * 8
    }

    /// True if nothing was put in.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|w| *w == 0)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        in_both(&self.0, &self.0)
    }

    /// How many there are from `from` up to but not with `to`.
    pub fn count_in(&self, from: usize, to: usize) -> usize {
        if from >= to {
            return 0;
        }
        let (first, last) = (from / 64, (to - 1) / 64);
        let word = |w: usize| (self.0.get(w).copied().unwrap_or(0) & inside(w, from, to)).count_ones() as usize;
        if first == last {
            return word(first);
        }
        let len = self.0.len();
        let between = &self.0[(first + 1).min(len)..last.min(len)];
        word(first) + in_both(between, between) + word(last)
    }

    /// A number from which on there are `n`, where there are more than that; else 0.
    pub fn last(&self, n: usize) -> u32 {
        let mut left = n;
        for (w, word) in self.0.iter().enumerate().rev() {
            let here = word.count_ones() as usize;
            if here > left {
                // Without the lowest ones.
                let kept = (left..here).fold(*word, |word, _| word & (word - 1));
                return w as u32 * 64 + kept.trailing_zeros();
            }
            left -= here;
        }
        0
    }

    /// Calls `f` with each from `from` up to but not with `to`, ascending.
    #[inline]
    pub fn each_in(&self, from: usize, to: usize, mut f: impl FnMut(usize)) {
        let to = to.min(self.0.len() * 64);
        if from >= to {
            return;
        }
        for w in from / 64..=(to - 1) / 64 {
            let mut left = self.0[w] & inside(w, from, to);
            while left != 0 {
                f(w * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }

    /// Calls `f` with each number in which this set is not the other's part in a stretch, ascending, and with whether it is
    /// in this one, until `f` says no. True if it never did.
    pub(crate) fn differences(&self, other: &Bits, stretch: &Range<usize>, mut f: impl FnMut(u32, bool) -> bool) -> bool {
        for w in 0..self.0.len().max(other.0.len()) {
            let mine = self.0.get(w).copied().unwrap_or(0);
            let part = match other.0.get(w) {
                Some(word) => word & inside(w, stretch.start, stretch.end),
                None => 0,
            };
            let mut left = mine ^ part;
            while left != 0 {
                let bit = left.trailing_zeros();
                if !f(w as u32 * 64 + bit, mine >> bit & 1 == 1) {
                    return false;
                }
                left &= left - 1;
            }
        }
        true
    }

    /// How many are in both.
    pub fn common(&self, other: &Bits) -> usize {
        in_both(&self.0, &other.0)
    }

    /// Keeps what is in the other too.
    pub fn keep(&mut self, other: &Bits) {
        self.0.truncate(other.0.len());
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    /// What is in both.
    pub fn of_both(&self, other: &Bits) -> Bits {
        Bits(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// Takes out what is in the other.
    pub fn remove(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
    }

    /// Adds what is in the other.
    pub fn join(&mut self, other: &Bits) {
        self.0.resize(self.0.len().max(other.0.len()), 0);
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// The numbers, ascending.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().enumerate().flat_map(|(i, w)| {
            let mut left = *w;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros();
                left &= left.wrapping_sub(1);
                (bit < 64).then_some(i as u32 * 64 + bit)
            })
        })
    }

    /// Calls `f` with each word in which there are any: the number that its lowest bit stands for, and the word.
    #[inline]
    pub(crate) fn each_word(&self, mut f: impl FnMut(u32, u64)) {
        self.0.iter().enumerate().filter(|(_, word)| **word != 0).for_each(|(w, word)| f(w as u32 * 64, *word));
    }

    /// Calls `f` with each number, ascending: faster than [`Bits::iter`].
    #[inline]
    pub fn each(&self, mut f: impl FnMut(usize)) {
        for (i, w) in self.0.iter().enumerate() {
            let mut left = *w;
            while left != 0 {
                f(i * 64 + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}

/// How many bits are set in both.
fn in_both(a: &[u64], b: &[u64]) -> usize {
    #[cfg(target_arch = "x86_64")]
    if std::arch::is_x86_feature_detected!("popcnt") {
        // SAFETY: the processor counts bits by itself, as was just asked.
        #[allow(unsafe_code)]
        return unsafe { counted_at_once(a, b) };
    }
    counted(a, b)
}

#[inline(always)]
fn counted(a: &[u64], b: &[u64]) -> usize {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones() as usize).sum()
}

/// The same by the instruction for it, which is not on every processor that the program runs on: several times faster.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "popcnt")]
fn counted_at_once(a: &[u64], b: &[u64]) -> usize {
    counted(a, b)
}

/// The bits of a word that stand for numbers from `from` up to but not with `to`.
#[inline]
fn inside(w: usize, from: usize, to: usize) -> u64 {
    let low = from.saturating_sub(w * 64);
    let high = to.saturating_sub(w * 64);
    let below = |n: usize| if n >= 64 { u64::MAX } else { (1 << n) - 1 };
    below(high) & !below(low)
}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Bits {
        let mut out = Bits::default();
        numbers.into_iter().for_each(|n| out.add(n));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_counts_agree_with_one_by_one() {
        for (from, to) in [(0, 0), (0, 1), (3, 64), (63, 65), (64, 128), (5, 300), (299, 300)] {
            let mut range = Bits::default();
            range.add_range(from, to);
            let single: Bits = (from as u32..to as u32).collect();
            assert_eq!(range.iter().collect::<Vec<_>>(), single.iter().collect::<Vec<_>>());
            for (a, b) in [(0, 10), (60, 70), (0, 400), (64, 64), (100, 200)] {
                assert_eq!(range.count_in(a, b), single.iter().filter(|n| (a..b).contains(&(*n as usize))).count());
            }
        }
        assert_eq!(Bits::full(70), Bits::where_true(70, |_| true));
        assert_eq!(Bits::full(128).count(), 128);
    }

    #[test]
    fn the_last_ones_begin_where_so_many_are_left() {
        let set: Bits = [1, 2, 63, 64, 130, 191].into_iter().collect();
        for n in 0..6 {
            assert_eq!(set.count_in(set.last(n) as usize, 192), n);
        }
        assert_eq!((set.last(6), set.last(7)), (0, 0));
    }

    #[test]
    fn sets_are_cut_and_joined() {
        let (a, b): (Bits, Bits) = ([1, 2, 200].into_iter().collect(), [2, 3].into_iter().collect());
        let with = |f: fn(&mut Bits, &Bits)| {
            let mut x = a.clone();
            f(&mut x, &b);
            x.iter().collect::<Vec<_>>()
        };
        assert_eq!((with(Bits::keep), with(Bits::remove), with(Bits::join)), (vec![2], vec![1, 200], vec![1, 2, 3, 200]));
        assert_eq!(a.common(&b), 1);
    }
}

//! Random numbers and invented words, the same in each run: what invented articles are made with.

/// Random numbers, the same for the same seed.
pub struct Dice(u64);

impl Dice {
    /// The one seed.
    pub fn new() -> Dice {
        Dice(88_172_645_463_325_252)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// Below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        (self.next() >> 11) % n
    }

    /// From 0 to 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

/// A pronounceable word for a number.
pub fn word(mut n: u64, capital: bool) -> String {
    const SYLLABLES: [&str; 16] =
        ["ka", "lo", "mir", "ten", "sa", "vu", "bel", "dor", "ni", "pra", "quo", "ra", "shi", "ty", "wen", "zo"];
    let mut out = String::new();
    loop {
        out.push_str(SYLLABLES[(n % 16) as usize]);
        n /= 16;
        if n == 0 && out.len() >= 4 {
            break;
        }
    }
    if capital {
        out[..1].make_ascii_uppercase();
    }
    out
}

impl Dice {
    /// One of several.
    pub fn of<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len() as u64) as usize]
    }

    /// True in so many of a hundred.
    pub fn percent(&mut self, n: u64) -> bool {
        self.below(100) < n
    }

    /// Below `n`, low numbers far more often: as words, names and papers are.
    pub fn low(&mut self, n: usize) -> usize {
        ((n as f64 * self.share().powi(3)) as usize).min(n - 1)
    }
}

//! What the words of an expression say, slot by slot, before anything is counted.

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident $word:literal,)*) => {
        /// A slot that lexicons and rules fill.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(usize)]
        pub(crate) enum Slot { $($(#[$doc])* $name,)* }

        /// The words by which files call the slots.
        const NAMES: &[(&str, Slot)] = &[$(($word, Slot::$name),)*];
    };
}

slots! {
    Year "year",
    /// The year that a day is known for ("the Sept. 11 attacks"); a text from before that day means another.
    Known "known",
    /// Two digits of a year.
    Yy "yy",
    /// 1 before the common era.
    Bc "bc",
    /// First year of a decade, or its last two digits where it is below 100.
    Decade "decade",
    /// Number of a century: 21 is 2000-2099.
    Century "century",
    Month "month",
    Day "day",
    /// 1 Monday to 7 Sunday.
    Weekday "weekday",
    Quarter "quarter",
    Half "half",
    /// 1 winter, 2 spring, 3 summer, 4 autumn.
    Season "season",
    /// Index into the table of holidays.
    Holiday "holiday",
    /// Days from today: yesterday is -1.
    Offset "offset",
    /// -1 last, 0 this, 1 next.
    Dir "dir",
    Unit "unit",
    /// Thousandths; -1 for a number that is not told ("several").
    Count "count",
    Count2 "count2",
    /// -1 ago, earlier; 1 later, from now.
    Sign "sign",
    /// 0 publication, 1 what was last spoken of, 2 the quarter that is reported on, 3 the day told right behind.
    Anchor "anchor",
    /// Part of day, see `value::PARTS`.
    Part "part",
    Hour "hour",
    Minute "minute",
    Second "second",
    /// 0 before noon, 12 after.
    Pm "pm",
    /// Minutes east of UTC.
    Zone "zone",
    /// Which of several; -1 the last.
    Ord "ord",
    /// 0 past, 1 present, 2 future.
    Ref "ref",
    /// 1 for a weekend.
    Weekend "weekend",
    /// 1 where day and month may stand the other way round: "5/12/2024".
    Swap "swap",
    /// 1 start, 2 middle, 3 end of the period.
    Mod "mod",
}

/// Number of slots.
pub(crate) const SLOTS: usize = Slot::Mod as usize + 1;
const EMPTY: i64 = i64::MIN;

impl Slot {
    /// The slot that files call `word`.
    pub fn named(word: &str) -> Option<Slot> {
        NAMES.iter().find(|(n, _)| *n == word).map(|(_, s)| *s)
    }
}

/// All slots of one expression.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame([i64; SLOTS]);

impl Default for Frame {
    fn default() -> Self {
        Frame([EMPTY; SLOTS])
    }
}

impl Frame {
    pub fn get(&self, slot: Slot) -> Option<i64> {
        Some(self.0[slot as usize]).filter(|v| *v != EMPTY)
    }

    pub fn has(&self, slot: Slot) -> bool {
        self.0[slot as usize] != EMPTY
    }

    pub fn set(&mut self, slot: Slot, value: i64) {
        self.0[slot as usize] = value;
    }

    /// Fills empty slots from `other`, among those named.
    pub fn fill(&mut self, other: &Frame, slots: &[Slot]) {
        for &s in slots {
            if !self.has(s) {
                self.0[s as usize] = other.0[s as usize];
            }
        }
    }
}

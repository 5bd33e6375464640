//! Whether an article tells news or history, and which dates without a year go on with a story of another time.

use crate::{
    frame::{Frame, Slot},
    grammar::Op,
    resolve::{Found, From, Tense},
};
use jiff::civil;

/// What an article tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Its dates lie around its publication.
    News,
    /// News with many glances at other years: what has no year belongs to the news unless it stands with such a glance.
    Mixed,
    /// Years far from its publication, told one after the other: what has no year goes on in the year last told.
    History,
}

/// Explicit years far from the publication that make more than news of an article, and those that make a history.
const FAR: (usize, usize) = (5, 10);

/// In a history, one expression in so many at most counts from the publication.
const SIGNS: usize = 12;

/// What `hits`, each with its operation and slots, tell together.
pub(crate) fn kind<'h>(hits: impl Iterator<Item = (Op, &'h Frame)>, published: Option<civil::Date>) -> Kind {
    let Some(published) = published else { return Kind::History };
    let (mut far, mut near, mut signs, mut all) = (0, 0, 0, 0);
    for (op, f) in hits {
        all += 1;
        if let Some(year) = f.get(Slot::Year) {
            let dated = f.get(Slot::Bc) == Some(1) || (year - i64::from(published.year())).abs() > 1;
            if dated { far += 1 } else { near += 1 }
        } else if sign(op, f) {
            signs += 1;
        }
    }
    match far {
        _ if far < FAR.0 || far <= near + 2 * signs => Kind::News,
        _ if far < FAR.1 || signs * SIGNS > all => Kind::Mixed,
        _ => Kind::History,
    }
}

/// Whether an expression without a year counts from the publication: weekdays, "yesterday", "last month".
fn sign(op: Op, f: &Frame) -> bool {
    let counted = f.has(Slot::Offset) || f.has(Slot::Weekday) || op == Op::Point && f.has(Slot::Dir);
    counted && f.get(Slot::Anchor) != Some(1)
}

/// The entries of a chronicle: paragraphs that each open with a day, of which only some tell the year.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Entries {
    /// The day of the last one, and its paragraph.
    last: Option<(civil::Date, usize)>,
    /// Whether the days go up (1) or down (-1).
    way: i8,
}

/// Paragraphs from one entry of a chronicle to the next.
const APART: usize = 5;

impl Entries {
    /// The year of an entry in paragraph `place` that tells none: that of the entry before, or its neighbour where the days so
    /// far went the other way; never one after the publication.
    pub fn year(&self, f: &Frame, place: usize, published: Option<civil::Date>) -> Option<i16> {
        let (last, at) = self.last.filter(|(_, at)| place.saturating_sub(*at) <= APART)?;
        let bare = f.has(Slot::Month) && f.has(Slot::Day) && ![Slot::Year, Slot::Dir, Slot::Anchor].iter().any(|s| f.has(*s));
        if !bare || place == at {
            return None;
        }
        let day = |year: i16| {
            let (month, day) = (i8::try_from(f.get(Slot::Month)?).ok()?, i8::try_from(f.get(Slot::Day)?).ok()?);
            civil::Date::new(year, month, day).ok()
        };
        let same = day(last.year())?;
        let year = match self.way {
            1 if same < last => last.year().checked_add(1)?,
            -1 if same > last => last.year().checked_sub(1)?,
            _ => last.year(),
        };
        day(year).filter(|d| published.is_none_or(|p| *d <= p)).map(|_| year)
    }

    /// Takes in the day of an entry whose year is known.
    pub fn note(&mut self, day: civil::Date, place: usize) {
        if let Some((last, at)) = self.last {
            self.way = match place.saturating_sub(at) > APART {
                true => 0,
                false if day > last => 1,
                false if day < last => -1,
                false => self.way,
            };
        }
        self.last = Some((day, place));
    }
}

/// The paragraph in which a story of another time was last told, where the news has not come back since.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Thread(Option<usize>);

impl Thread {
    /// Takes in what an expression in paragraph `place` turned out to be; a glance (`aside`) starts no story.
    pub fn note(&mut self, f: &Frame, found: &Found, place: usize, aside: bool) {
        if found.stretch.is_none() {
            return;
        }
        match found.from {
            From::Published => self.0 = None,
            From::Context => self.0 = self.0.and(Some(place)),
            _ if f.has(Slot::Year) && !aside => self.0 = Some(place),
            _ => {}
        }
    }

    /// Whether an expression in paragraph `place` that lacks its year goes on with the story, in an article of this kind.
    pub fn goes_on(&self, f: &Frame, kind: Kind, place: usize, tense: Tense) -> bool {
        match kind {
            Kind::History => true,
            Kind::News => false,
            // Weekdays are news wherever they stand.
            Kind::Mixed => self.0 == Some(place) && tense != Tense::Future && !f.has(Slot::Weekday),
        }
    }
}

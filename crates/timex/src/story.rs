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

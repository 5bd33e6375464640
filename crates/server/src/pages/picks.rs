//! What is worth reading first: the deadliest events of late, those whose sources disagree, and those that most articles tell.

use crate::Room;
use crate::api::iso;
use crate::cards::cards;
use crate::params::Params;
use crate::problem::Problem;
use crate::search::Found;
use crate::view::{Card, long_day, number, several};
use jiff::ToSpan;
use std::cmp::Reverse;
use std::sync::Arc;
use store::{Day, NO_DAY};

/// What the first page shows before all else.
pub struct First {
    /// What is new, in spans of days up to the last publication.
    pub news: Vec<News>,
    /// What is worth reading.
    pub picks: Vec<Pick>,
}

/// What was in the news of some days.
pub struct News {
    /// Since when, in words.
    pub since: String,
    /// How many events were told, and where they are.
    pub told: String,
    pub told_href: String,
    /// How many of them had not been told before; empty where none.
    pub fresh: String,
    pub fresh_href: String,
}

/// A heading with a few events.
pub struct Pick {
    pub title: &'static str,
    /// Since when, in words; empty where all days count.
    pub since: String,
    pub lines: Vec<Line>,
    /// Where there are more of them, and what that is called.
    pub href: String,
    pub more: &'static str,
}

/// An event in a line.
pub struct Line {
    pub card: Arc<Card>,
    /// Why it stands here: "18 killed", "12 articles".
    pub because: String,
    pub disputed: bool,
}

/// Days back from the last day of publication, the fewest first: those are taken in which enough happened.
const SPANS: [i32; 3] = [7, 31, 366];
/// Deadly events that are enough.
const ENOUGH: usize = 5;
/// Events below a heading.
const LINES: usize = 5;
/// Events told most that are looked at for figures that disagree.
const LOOKED_AT: usize = 120;
/// So many articles are more than one.
const SEVERAL: u64 = 2;

/// What is worth reading first, remembered until the data change.
pub fn first(room: &Room, found: &Found) -> Result<Arc<First>, Problem> {
    let c = &found.columns;
    if let Some(kept) = room.first.get(&(), c) {
        return Ok(kept);
    }
    let first = Arc::new(First { news: news(found), picks: made(room, found)? });
    room.first.put((), c, first.clone());
    Ok(first)
}

/// Days before the last publication since which is told what is new.
const NEWS: [i32; 3] = [0, 2, 6];

/// How many events found were told of late, and how many for the first time.
fn news(found: &Found) -> Vec<News> {
    let c = &found.columns;
    let last = c.last_published();
    let mut before_it = 0;
    let mut news = |days: i32| {
        let from = before(last, days)?;
        let (mut told, mut fresh) = (0, 0);
        for row in found.rows().map(|row| row as usize).filter(|row| !c.background[*row] && c.updated[*row] >= from) {
            told += 1;
            fresh += usize::from(c.reported[row] >= from);
        }
        // Days that add nothing are not told.
        if told == before_it {
            return None;
        }
        before_it = told;
        let day = iso(from, 1);
        let href = |time| Params::default().set("time", time).set("from", &day).set("sort", time).set("background", "no");
        Some(News {
            since: format!("{} {}", if days == 0 { "On" } else { "Since" }, long_day(&day)),
            told: several(told, "event"),
            told_href: href("updated").href("/search"),
            fresh: match fresh {
                0 => String::new(),
                n if n == told => "all".into(),
                n => number(n as u64),
            },
            fresh_href: href("reported").href("/search"),
        })
    };
    NEWS.into_iter().filter_map(&mut news).collect()
}

fn made(room: &Room, found: &Found) -> Result<Vec<Pick>, Problem> {
    let c = &found.columns;
    let (rows, from) = of_late(found);
    let told = |row: usize| Some(u64::from(c.articles[row])).filter(|n| *n >= SEVERAL);
    let killed = |row: usize| Some(c.killed[row] as u64).filter(|n| *n > 0);
    let with_toll = |row: usize| told(row).filter(|_| c.killed[row] >= 0.0 || c.injured[row] >= 0.0);
    let read = |rows: Vec<u32>| room.with(|db| cards(room, db, c, &rows, ""));

    let mut shown = Shown { from, picks: Vec::new() };
    shown.add("Deadliest", ("sort", "killed", "All by the number killed"), read(best(&rows, killed, LINES))?, |card| {
        let toll = card.tolls.iter().find(|t| t.what == "killed")?;
        Some((format!("{} killed", toll.text), toll.disputed))
    });
    shown.add(
        "Sources disagree",
        ("disagree", "yes", "All whose sources disagree"),
        read(best(&rows, with_toll, LOOKED_AT))?,
        |card| {
            let toll = card.tolls.iter().find(|t| t.disputed && matches!(t.what.as_str(), "killed" | "injured"))?;
            Some((format!("{} {}", toll.text, toll.what), true))
        },
    );
    shown.add(
        "Told by most articles",
        ("sort", "reports", "All by the number of reports"),
        read(best(&rows, told, LINES))?,
        |card| Some((several(card.articles, "article"), false)),
    );
    Ok(shown.picks)
}

/// News that was found, of a span of days in which enough happened; and the first day of it, if it has one. Where none has
/// enough, it is what happened since shortly before the first publication: a plague of long ago is no news of these days.
fn of_late(found: &Found) -> (Vec<u32>, Option<Day>) {
    let c = &found.columns;
    let news: Vec<u32> = found.rows().filter(|row| !c.background[*row as usize]).collect();
    let last = c.last_published();
    for from in SPANS.into_iter().filter_map(|span| before(last, span)) {
        let late = |row: &&u32| (from..=last).contains(&c.start[**row as usize]);
        let rows: Vec<u32> = news.iter().filter(late).copied().collect();
        if rows.iter().filter(|row| c.killed[**row as usize] >= 1.0).count() >= ENOUGH {
            return (rows, Some(from));
        }
    }
    let published = news.iter().map(|row| c.reported[*row as usize]).filter(|day| *day != NO_DAY).min();
    let from = published.and_then(|day| before(day, BEFORE));
    let since = |row: &u32| (from.unwrap_or(NO_DAY + 1)..=last.max(from.unwrap_or(NO_DAY))).contains(&c.start[*row as usize]);
    (news.into_iter().filter(since).collect(), from)
}

/// So many days before its first publication a database begins.
const BEFORE: i32 = 31;

/// The day so many days before another.
pub fn before(day: Day, days: i32) -> Option<Day> {
    let date = jiff::civil::Date::new((day / 10_000) as i16, (day / 100 % 100) as i8, (day % 100) as i8).ok()?;
    Some(store::day(Some(&date.checked_sub(days.days()).ok()?.to_string())))
}

/// The rows of which `how` says most, the latest first of equals.
fn best(rows: &[u32], how: impl Fn(usize) -> Option<u64>, most: usize) -> Vec<u32> {
    let mut all: Vec<(Reverse<u64>, u32)> = rows.iter().filter_map(|row| Some((Reverse(how(*row as usize)?), *row))).collect();
    if all.len() > most {
        all.select_nth_unstable(most);
        all.truncate(most);
    }
    all.sort_unstable();
    all.into_iter().map(|(_, row)| row).collect()
}

/// The headings so far. Each has all that it says, be it below another one too.
struct Shown {
    from: Option<Day>,
    picks: Vec<Pick>,
}

impl Shown {
    /// A heading with the first of some events that have a reason to stand there, if there are any.
    fn add(
        &mut self,
        title: &'static str,
        (by, what, more): (&str, &str, &'static str),
        events: Vec<Arc<Card>>,
        because: impl Fn(&Card) -> Option<(String, bool)>,
    ) {
        let line = |card: Arc<Card>| because(&card).map(|(because, disputed)| Line { because, disputed, card });
        let lines: Vec<Line> = events.into_iter().filter_map(line).take(LINES).collect();
        if !lines.is_empty() {
            let day = self.from.map(|d| iso(d, 1)).unwrap_or_default();
            let search = Params::default().set(by, what).set("background", "no");
            let search = if day.is_empty() { search } else { search.set("from", &day) };
            self.picks.push(Pick { title, since: long_day(&day), lines, href: search.href("/search"), more });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greatest_come_first_and_of_equals_the_latest() {
        let how = |row: usize| [Some(3), None, Some(9), Some(3), Some(1)][row];
        assert_eq!(best(&[0, 1, 2, 3, 4], how, 3), [2, 0, 3]);
        assert_eq!(best(&[4, 3, 2, 1, 0], how, 9), [2, 0, 3, 4]);
    }

    #[test]
    fn days_are_counted_back_over_months_and_years() {
        assert_eq!((before(20_310_105, 7), before(20_310_301, 1)), (Some(20_301_229), Some(20_310_228)));
        assert_eq!((before(NO_DAY, 7), before(20_310_230, 1)), (None, None));
    }
}

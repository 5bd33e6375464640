//! What lists show of each event, in one row of one table: made from what the other tables hold, in the order of lists, so
//! that a list reads a few neighbouring rows and not a dozen scattered ones for each event.
//!
//! Triggers take a row away when something that it was made of changes (`migrations/0007_cards.sql`); linking and corrections
//! make those that are missing. Where one is not there, what it would hold is gathered when it is asked for.

use crate::brief::{Brief, BriefFigure, BriefPlace, Few, Line, brief, line};
use crate::packed::{Packed, Unpacked};
use crate::{Result, Sqlite, day};
use model::{ArticleId, EventId, EventTime, ReportId, Told};
use rusqlite::{Connection, params};
use std::cmp::Reverse;
use std::collections::HashSet;

/// The first byte of a row: what is written by another version of the format is made again.
const VERSION: u8 = 2;
/// Bytes of the sentences kept with an event, beyond which no other is.
const LONG: usize = 8000;
/// Articles of an event that are named.
const ARTICLES: usize = 5;

/// What a list shows of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The event. Of its articles only the first are named: those that a list may look into.
    pub brief: Brief,
    /// Its first reports; `None` where one is gone. Further ones are read by [`Sqlite::line`].
    pub lines: Vec<Option<Line>>,
}

impl Listed {
    /// Gathers what is shown of an event.
    fn made(db: &Connection, id: EventId) -> Result<Option<Listed>> {
        let Some(mut brief) = brief(db, id)? else { return Ok(None) };
        let (mut lines, mut length) = (Vec::new(), 0);
        for id in &brief.reports.first {
            let line = line(db, *id)?;
            length += line.as_ref().map_or(0, |l| l.sentence.len());
            if length > LONG && !lines.is_empty() {
                break;
            }
            lines.push(line);
        }
        brief.articles.first.truncate(ARTICLES);
        Ok(Some(Listed { brief, lines }))
    }

    fn pack(&self) -> Vec<u8> {
        let (mut p, b) = (Packed::default(), &self.brief);
        p.byte(VERSION);
        p.text(&b.title);
        p.text(&b.kind);
        p.word(&b.status);
        p.byte(u8::from(b.background));
        p.maybe(&b.when.start, |p, s| p.text(&s.to_string()));
        p.maybe(&b.when.end, |p, s| p.text(&s.to_string()));
        p.maybe(&b.when.precision, Packed::word);
        p.maybe(&b.place.name, |p, s| p.text(s));
        p.maybe(&b.place.country, |p, s| p.text(s));
        p.word(&b.place.precision);
        p.list(&b.figures, |p, f| {
            p.text(&f.what);
            p.maybe(&f.best, pack_told);
            p.maybe(&f.apart, |p, (least, most)| {
                pack_told(p, least);
                pack_told(p, most);
            });
        });
        p.list(&b.reports.first, |p, id| p.bytes(&id.0));
        p.number(b.reports.count);
        p.list(&b.articles.first, |p, id| p.bytes(&id.0));
        p.number(b.articles.count);
        let mut before: Option<&Line> = None;
        p.list(&self.lines, |p, line| {
            let Some(line) = line else { return p.byte(0) };
            // Reports of one article mostly follow each other.
            let same = before.is_some_and(|b| b.article == line.article);
            p.byte(if same { 1 } else { 2 });
            if !same {
                p.bytes(&line.article.0);
                p.maybe(&line.source, |p, s| p.text(s));
                p.maybe(&line.published, |p, s| p.text(&s.to_string()));
            }
            p.text(&line.sentence);
            p.number(line.trigger.0);
            p.number(line.trigger.1.saturating_sub(line.trigger.0));
            before = Some(line);
        });
        p.done()
    }

    /// `None` where the bytes are of another version, or no such row.
    fn unpack(bytes: &[u8]) -> Option<Listed> {
        let mut u = Unpacked::of(bytes);
        if u.byte()? != VERSION {
            return None;
        }
        let stamp = |u: &mut Unpacked| u.text()?.parse().ok();
        let string = |u: &mut Unpacked| Some(u.text()?.to_string());
        let brief = Brief {
            title: string(&mut u)?,
            kind: string(&mut u)?,
            status: u.word()?,
            background: u.byte()? == 1,
            when: EventTime { start: u.maybe(stamp)?, end: u.maybe(stamp)?, precision: u.maybe(Unpacked::word)? },
            place: BriefPlace { name: u.maybe(string)?, country: u.maybe(string)?, precision: u.word()? },
            figures: u.list(|u| {
                let (what, best) = (string(u)?, u.maybe(unpack_told)?);
                Some(BriefFigure { what, best, apart: u.maybe(|u| Some((unpack_told(u)?, unpack_told(u)?)))? })
            })?,
            reports: Few { first: u.list(|u| u.bytes().map(ReportId))?, count: u.number()? },
            articles: Few { first: u.list(|u| u.bytes().map(ArticleId))?, count: u.number()? },
        };
        let mut lines: Vec<Option<Line>> = Vec::new();
        for i in 0..u.number()? {
            let kind = u.byte()?;
            if kind == 0 {
                lines.push(None);
                continue;
            }
            let (article, source, published) = match kind {
                1 => {
                    let before = lines.iter().rev().flatten().next()?;
                    (before.article, before.source.clone(), before.published)
                }
                _ => (u.bytes().map(ArticleId)?, u.maybe(string)?, u.maybe(stamp)?),
            };
            let (id, sentence, at) = (*brief.reports.first.get(i)?, string(&mut u)?, u.number()?);
            let trigger = (at, at + u.number()?);
            lines.push(Some(Line { id, article, sentence, trigger, source, published }));
        }
        u.is_over().then_some(Listed { brief, lines })
    }
}

fn pack_told(p: &mut Packed, t: &Told) {
    for n in [t.best, t.low, t.high] {
        p.maybe(&n, |p, n| p.float(*n));
    }
    p.word(&t.quantifier);
}

fn unpack_told(u: &mut Unpacked) -> Option<Told> {
    let mut float = || u.maybe(Unpacked::float);
    let (best, low, high) = (float()?, float()?, float()?);
    Some(Told { best, low, high, quantifier: u.word()? })
}

impl Sqlite {
    /// What a list shows of an event. `n` is the number of its row ([`crate::Columns::cards`]), 0 where that is not known.
    pub fn listed(&self, id: EventId, n: u32) -> Result<Option<Listed>> {
        if n > 0 {
            let mut q = self.db.prepare_cached("SELECT event, card FROM cards WHERE n = ?1")?;
            let mut rows = q.query([n])?;
            // Since the number was read the row may have gone, and its number to another event.
            if let Some(row) = rows.next()?
                && row.get_ref(0)?.as_str().ok().and_then(|e| e.parse().ok()) == Some(id)
                && let Some(listed) = row.get_ref(1)?.as_blob().ok().and_then(Listed::unpack)
            {
                return Ok(Some(listed));
            }
        }
        Listed::made(&self.db, id)
    }
}

/// Makes the rows that are missing: of these events, or of all. `made` is called after each.
pub(crate) fn fill(db: &Connection, of: Option<&[EventId]>, made: &mut dyn FnMut()) -> Result<()> {
    let mut missing: Vec<(i32, EventId)> = Vec::new();
    match of {
        Some(ids) => {
            let mut has = db.prepare_cached("SELECT 1 FROM cards WHERE event = ?1")?;
            for id in ids {
                if !has.exists([id.to_string()])? {
                    missing.push((0, *id));
                }
            }
        }
        None => {
            let mut q = db.prepare("SELECT event FROM cards")?;
            let mut rows = q.query([])?;
            let mut has: HashSet<EventId> = HashSet::new();
            while let Some(r) = rows.next()? {
                has.extend(r.get_ref(0)?.as_str().ok().and_then(|id| id.parse::<EventId>().ok()));
            }
            let mut q = db.prepare("SELECT id, start_day FROM events")?;
            let mut rows = q.query([])?;
            while let Some(r) = rows.next()? {
                let Some(id) = r.get_ref(0)?.as_str().ok().and_then(|id| id.parse().ok()) else { continue };
                if !has.contains(&id) {
                    missing.push((day(r.get_ref(1)?.as_str_or_null().ok().flatten()), id));
                }
            }
        }
    }
    // As lists have them.
    missing.sort_unstable_by_key(|(day, id)| (Reverse(*day), *id));
    let mut put = db.prepare("INSERT INTO cards (event, card) VALUES (?1, ?2)")?;
    for (_, id) in missing {
        if let Some(listed) = Listed::made(db, id)? {
            put.execute(params![id.to_string(), listed.pack()])?;
        }
        made();
    }
    Ok(())
}

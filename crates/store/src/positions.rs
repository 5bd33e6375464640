//! Where a word stands in each article that holds it. The index tells articles in which words stand together by going through
//! all entries of each; with the places of common words at hand, only the articles that hold all of them are looked at.

use crate::{Bits, Result};
use rusqlite::Connection;

/// Where a word stands in each article that holds it.
#[derive(Clone, Debug, Default)]
pub struct Positions {
    articles: Bits,
    /// How many articles there are before each [`STEP`] numbers.
    before: Vec<u32>,
    /// How often it stands in each article; [`MANY`] where that is more often than can be told.
    often: Vec<u8>,
    /// Where the places of each sixteenth article begin.
    starts: Vec<u32>,
    /// Which word of the text it is, or with [`HEADLINE`] of the headline.
    places: Vec<u16>,
}

const STEP: usize = 512;
const EACH: usize = 16;
const MANY: u8 = u8::MAX;
const HEADLINE: u16 = 1 << 15;
/// Any place from here on, in texts so long that it does not fit.
const FAR: u16 = HEADLINE - 1;

impl Positions {
    /// The places of a word in lower case letters and digits. `None` where they are more than `most`.
    pub(crate) fn of(db: &Connection, word: &str, most: usize) -> Result<Option<Positions>> {
        db.execute_batch(INSTANCES)?;
        let mut q = db.prepare_cached("SELECT doc, col, offset FROM temp.article_words WHERE term = ?1")?;
        let (mut rows, mut out, mut last) = (q.query([word])?, Positions::default(), None);
        while let Some(r) = rows.next()? {
            let (n, offset): (u32, i64) = (r.get(0)?, r.get(2)?);
            let headline = r.get_ref(1)?.as_str().is_ok_and(|c| c == "headline");
            let place = offset.clamp(0, i64::from(FAR)) as u16 | if headline { HEADLINE } else { 0 };
            if last == Some(n) {
                if let Some(often) = out.often.last_mut().filter(|o| **o < MANY) {
                    *often += 1;
                    out.places.push(place);
                }
                continue;
            }
            if last.is_some_and(|last| n < last) || out.places.len() > most {
                return Ok(None);
            }
            if out.often.len() % EACH == 0 {
                out.starts.push(out.places.len() as u32);
            }
            out.articles.add(n);
            out.often.push(1);
            out.places.push(place);
            last = Some(n);
        }
        if out.places.len() > most {
            return Ok(None);
        }
        let mut all = 0;
        for from in (0..=last.unwrap_or(0) as usize).step_by(STEP) {
            out.before.push(all);
            all += out.articles.count_in(from, from + STEP) as u32;
        }
        Ok(Some(out))
    }

    /// How much memory this takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.places.len() * 2 + self.often.len() + (self.starts.len() + self.before.len()) * 4 + self.articles.bytes()
    }

    /// The places in an article; `None` where it is not known whether these are all, or where they are.
    fn in_article(&self, n: u32) -> Option<&[u16]> {
        let n = n as usize;
        let from = n / STEP * STEP;
        let at = self.before[n / STEP] as usize + self.articles.count_in(from, n);
        let before = &self.often[at / EACH * EACH..at];
        let start = self.starts[at / EACH] as usize + before.iter().map(|o| usize::from(*o)).sum::<usize>();
        let places = &self.places[start..start + usize::from(self.often[at])];
        let known = self.often[at] < MANY && places.iter().all(|p| p & !HEADLINE != FAR);
        known.then_some(places)
    }
}

/// Each place of each word of the index, as a table.
const INSTANCES: &str = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.article_words USING fts5vocab (main, articles_fts, instance)";

/// The articles with a word that begins so, other than some words that do. The index goes through every word of a stretch, its
/// ends included, so that the stretches between those words must end where no word is.
pub(crate) fn with_begun(db: &Connection, stem: &str, other_than: &[&str]) -> Result<Bits> {
    db.execute_batch(INSTANCES)?;
    let mut q = db.prepare_cached("SELECT doc FROM temp.article_words WHERE term >= ?1 AND term <= ?2")?;
    let mut without: Vec<&str> = other_than.iter().copied().filter(|w| w.starts_with(stem)).collect();
    without.sort_unstable();
    let mut out = Bits::default();
    let mut from = stem.to_string();
    for word in without.iter().map(Some).chain([None]) {
        let to = match word.and_then(|w| Some((&w[..w.len() - 1], w.bytes().last()?))) {
            // All that is before the word is before this too, or is this: letters and digits are one byte each.
            Some((before, last)) => format!("{before}{}{}", char::from(last - 1), char::MAX),
            None => format!("{stem}{}", char::MAX),
        };
        let mut rows = q.query([from.as_str(), to.as_str()])?;
        while let Some(r) = rows.next()? {
            out.add(r.get(0)?);
        }
        // No word is between one and the same with this sign.
        from = word.map(|w| format!("{w}\0")).unwrap_or_default();
    }
    Ok(out)
}

/// In which articles, of some or of all, words stand one after the other; and those of which that is not known.
pub fn together(words: &[&Positions], of: Option<&Bits>) -> (Bits, Bits) {
    let (mut found, mut doubt) = (Bits::default(), Bits::default());
    let Some((first, rest)) = words.split_first() else { return (found, doubt) };
    let mut may = first.articles.clone();
    rest.iter().for_each(|w| may.keep(&w.articles));
    of.iter().for_each(|of| may.keep(of));
    let mut places = Vec::with_capacity(words.len());
    may.each(|n| {
        places.clear();
        places.extend(words.iter().map_while(|w| w.in_article(n as u32)));
        if places.len() < words.len() {
            doubt.add(n as u32);
        } else if places[0].iter().any(|p| (1..).zip(&places[1..]).all(|(i, at)| at.contains(&(p + i)))) {
            found.add(n as u32);
        }
    });
    (found, doubt)
}

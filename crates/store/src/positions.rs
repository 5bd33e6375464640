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
        db.execute_batch(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.article_words USING fts5vocab (main, articles_fts, instance)",
        )?;
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

//! The sentences of an article alone, without all that was found in them: to show which of them a search meant.

use crate::packed::{Packed, Unpacked};
use crate::read::parse_option;
use crate::{Result, Sqlite};
use model::{ArticleId, CharIndex, CharRange, Stamp, TextRange};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;

/// An article's text, cut.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentences {
    /// Who published it.
    pub source: Option<String>,
    /// When.
    pub published: Option<Stamp>,
    /// The text.
    pub text: String,
    /// Its sentences, as bytes; none where the language is not read.
    pub ranges: Vec<TextRange>,
}

impl Sentences {
    /// The sentences in order; the whole text where it has none.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let whole = Some(self.text.as_str()).filter(|_| self.ranges.is_empty());
        self.ranges.iter().map(|r| r.of(&self.text)).chain(whole)
    }
}

/// The one field of the record that is wanted. The others are passed over, which is many times faster than reading them.
#[derive(Deserialize)]
struct Slim {
    sentences: Vec<CharRange>,
}

impl Sqlite {
    /// The sentences of one article. `n` is its number, where that is known: it is found sooner by it.
    pub fn sentences(&self, id: ArticleId, n: Option<u32>) -> Result<Option<Sentences>> {
        if let Some(n) = n {
            let mut q = self.db.prepare_cached("SELECT n, source, published, text, id FROM articles WHERE n = ?1")?;
            let mut rows = q.query([n])?;
            // Since the number was read the article may have gone, and its number to another one.
            if let Some(row) = rows.next()?
                && row.get_ref(4)?.as_str().ok().and_then(|id| id.parse().ok()) == Some(id)
            {
                return self.cut(row).map(Some);
            }
        }
        let mut q = self.db.prepare_cached("SELECT n, source, published, text FROM articles WHERE id = ?1")?;
        let mut rows = q.query([id.to_string()])?;
        rows.next()?.map(|row| self.cut(row)).transpose()
    }

    /// An article's text of a row, cut.
    fn cut(&self, row: &Row) -> Result<Sentences> {
        let (n, source, published, text): (_, _, _, String) = (row.get(0)?, row.get(1)?, parse_option(row, 2)?, row.get(3)?);
        let ranges = match kept(self, n)? {
            Some(ranges) => ranges,
            None => of_record(&self.db, n, &text)?,
        };
        Ok(Sentences { source, published, text, ranges })
    }
}

/// The sentences as they are kept by themselves.
fn kept(db: &Sqlite, n: u32) -> Result<Option<Vec<TextRange>>> {
    if !db.has_cards {
        return Ok(None);
    }
    let mut q = db.db.prepare_cached("SELECT ranges FROM article_sentences WHERE n = ?1")?;
    Ok(q.query_row([n], |r| Ok(r.get_ref(0)?.as_blob().ok().and_then(unpack))).optional()?.flatten())
}

/// Keeps the sentences of an article by themselves.
pub(crate) fn keep(db: &Connection, n: i64, ranges: &[TextRange]) -> Result<()> {
    let mut put = db.prepare_cached("INSERT OR REPLACE INTO article_sentences (n, ranges) VALUES (?1, ?2)")?;
    put.execute(params![n, pack(ranges)])?;
    Ok(())
}

/// Keeps those of all articles that have none yet. `made` is called after each.
pub(crate) fn fill(db: &Connection, made: &mut dyn FnMut()) -> Result<()> {
    let mut q = db.prepare("SELECT n, text FROM articles WHERE n NOT IN (SELECT n FROM article_sentences)")?;
    let mut rows = q.query([])?;
    while let Some(row) = rows.next()? {
        let n: i64 = row.get(0)?;
        let text = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        keep(db, n, &of_record(db, n as u32, text)?)?;
        made();
    }
    Ok(())
}

/// Where each begins after the end of the one before it, and how long it is.
fn pack(ranges: &[TextRange]) -> Vec<u8> {
    let mut p = Packed::default();
    let mut end = 0;
    for r in ranges {
        // Wraps where one begins before the end of the other, and back again when it is read.
        p.number(r.start.wrapping_sub(end) as usize);
        p.number(r.end.wrapping_sub(r.start) as usize);
        end = r.end;
    }
    p.done()
}

fn unpack(bytes: &[u8]) -> Option<Vec<TextRange>> {
    let (mut u, mut out, mut at) = (Unpacked::of(bytes), Vec::with_capacity(bytes.len() / 2), 0u32);
    while !u.is_over() {
        let start = at.wrapping_add(u.number()? as u32);
        at = start.wrapping_add(u.number()? as u32);
        out.push(TextRange { start, end: at });
    }
    Some(out)
}

/// The sentences as the record of an article has them: on the wire, and in the database, positions are code points.
fn of_record(db: &Connection, n: u32, text: &str) -> Result<Vec<TextRange>> {
    let mut record = db.prepare_cached("SELECT record FROM articles WHERE n = ?1")?;
    let sentences = record.query_row([n], |r| Ok(sentences_of(r.get_ref(0)?.as_str()?)))??;
    Ok(match text.is_ascii() {
        true => sentences.iter().map(|s| TextRange { start: s.0, end: s.1 }).collect(),
        false => {
            let index = CharIndex::new(text);
            sentences.iter().map(|s| index.bytes(*s)).collect()
        }
    })
}

/// The sentences of a record. They stand near its beginning, so that what comes after them need not be gone through: within a
/// string, quotation marks are escaped, and no other field of this name is a list.
fn sentences_of(record: &str) -> Result<Vec<CharRange>> {
    const FIELD: &str = "\"sentences\":";
    if let Some(at) = record.find("\"sentences\":[") {
        let mut list = serde_json::Deserializer::from_str(&record[at + FIELD.len()..]);
        if let Ok(sentences) = Vec::deserialize(&mut list) {
            return Ok(sentences);
        }
    }
    Ok(serde_json::from_str::<Slim>(record)?.sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_in_any_order_come_back() {
        for all in [vec![], vec![(0, 20), (21, 300), (302, 302)], vec![(9, 400), (3, 7), (0, 9)]] {
            let ranges: Vec<TextRange> = all.into_iter().map(|(start, end)| TextRange { start, end }).collect();
            assert_eq!(unpack(&pack(&ranges)), Some(ranges));
        }
        assert_eq!(unpack(&[200]), None);
    }
}

//! The sentences of an article alone, without all that was found in them: to show which of them a search meant.

use crate::read::parse_option;
use crate::{Result, Sqlite};
use model::{ArticleId, CharIndex, CharRange, Stamp, TextRange};
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
    /// The sentences of one article.
    pub fn sentences(&self, id: ArticleId) -> Result<Option<Sentences>> {
        self.sentences_if(id, |_| true)
    }

    /// The sentences of one article whose text is wanted: of another one, its record is not looked into.
    pub fn sentences_if(&self, id: ArticleId, wanted: impl FnOnce(&str) -> bool) -> Result<Option<Sentences>> {
        let mut q = self.db.prepare_cached("SELECT n, source, published, text FROM articles WHERE id = ?1")?;
        let mut rows = q.query([id.to_string()])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let text = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        if !wanted(text) {
            return Ok(None);
        }
        let (source, published, text) = (row.get(1)?, parse_option(row, 2)?, text.to_string());
        let mut record = self.db.prepare_cached("SELECT record FROM articles WHERE n = ?1")?;
        let sentences = record.query_row([row.get::<_, i64>(0)?], |r| Ok(sentences_of(r.get_ref(0)?.as_str()?)))??;
        // On the wire, and in the database, positions are code points.
        let ranges = match text.is_ascii() {
            true => sentences.iter().map(|s| TextRange { start: s.0, end: s.1 }).collect(),
            false => {
                let index = CharIndex::new(&text);
                sentences.iter().map(|s| index.bytes(*s)).collect()
            }
        };
        Ok(Some(Sentences { source, published, text, ranges }))
    }
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

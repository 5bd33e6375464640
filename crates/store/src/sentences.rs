//! The sentences of an article alone, without all that was found in them: to show which of them a search meant.

use crate::read::parse_option;
use crate::{Result, Sqlite};
use model::{ArticleId, CharIndex, CharRange, Stamp, TextRange};
use rusqlite::{OptionalExtension, Row};
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
        let mut q = self.db.prepare_cached("SELECT source, published, text, record FROM articles WHERE id = ?1")?;
        let row = |r: &Row| Ok((r.get(0)?, parse_option(r, 1)?, r.get::<_, String>(2)?, r.get::<_, String>(3)?));
        let Some((source, published, text, record)) = q.query_row([id.to_string()], row).optional()? else { return Ok(None) };
        let slim: Slim = serde_json::from_str(&record)?;
        // On the wire, and in the database, positions are code points.
        let ranges = match text.is_ascii() {
            true => slim.sentences.iter().map(|s| TextRange { start: s.0, end: s.1 }).collect(),
            false => {
                let index = CharIndex::new(&text);
                slim.sentences.iter().map(|s| index.bytes(*s)).collect()
            }
        };
        Ok(Some(Sentences { source, published, text, ranges }))
    }
}

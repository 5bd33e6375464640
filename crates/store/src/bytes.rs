//! The bytes of pages as they were handed over, kept compressed where that was asked for.

use crate::{Result, Sqlite};
use flate2::Compression;
use flate2::read::{ZlibDecoder, ZlibEncoder};
use model::PageId;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior, params};
use std::io::Read;

/// A page's bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageBytes {
    /// Whose they are: their hash.
    pub page: PageId,
    /// The label of the character set that came with the page from outside, if any.
    pub charset: Option<String>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Sqlite {
    pub(crate) fn keep_bytes(&mut self, pages: &[PageBytes]) -> Result<()> {
        let t = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
        {
            let mut row = t.prepare_cached("INSERT OR REPLACE INTO page_bytes (page, charset, bytes) VALUES (?1, ?2, ?3)")?;
            for p in pages {
                let mut packed = Vec::new();
                // Reading from memory cannot fail.
                let _ = ZlibEncoder::new(p.bytes.as_slice(), Compression::new(6)).read_to_end(&mut packed);
                row.execute(params![p.page.to_string(), p.charset, packed])?;
            }
        }
        Ok(t.commit()?)
    }

    pub(crate) fn kept_bytes(&self, page: PageId) -> Result<Option<PageBytes>> {
        let mut q = self.db.prepare_cached("SELECT charset, bytes FROM page_bytes WHERE page = ?1")?;
        let found: Option<(Option<String>, Vec<u8>)> =
            q.query_row([page.to_string()], |r| Ok((r.get(0)?, r.get(1)?))).optional()?;
        let Some((charset, packed)) = found else { return Ok(None) };
        let mut bytes = Vec::new();
        let unpacked = ZlibDecoder::new(packed.as_slice()).read_to_end(&mut bytes);
        // What does not unpack to the bytes of its id is nobody's page.
        Ok(unpacked.ok().filter(|_| PageId::of(&bytes) == page).map(|_| PageBytes { page, charset, bytes }))
    }
}

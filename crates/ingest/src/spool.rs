//! Pages and readings of one run, in order: in memory while few, in one nameless temporary file once many.

use crate::Result;
use model::{PageRecord, Reading};
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use tempfile::SpooledTempFile;

/// Bytes held in memory before the file is opened.
const IN_MEMORY: usize = 16 << 20;

/// Written once, then read as often as needed.
pub struct Spool {
    file: BufWriter<SpooledTempFile>,
}

impl Default for Spool {
    fn default() -> Self {
        Spool::new()
    }
}

impl Spool {
    /// An empty spool.
    pub fn new() -> Self {
        Spool { file: BufWriter::with_capacity(1 << 16, SpooledTempFile::new(IN_MEMORY)) }
    }

    /// Adds a page and its readings.
    pub fn put(&mut self, page: &PageRecord, readings: &[Reading]) -> Result<()> {
        serde_json::to_writer(&mut self.file, page)?;
        self.file.write_all(b"\n")?;
        for r in readings {
            serde_json::to_writer(&mut self.file, r)?;
            self.file.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Calls `f` with each page and its readings, in order.
    pub fn each<E: From<crate::Error>>(
        &mut self,
        mut f: impl FnMut(PageRecord, Vec<Reading>) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let file = self.rewound().map_err(E::from)?;
        let mut lines = BufReader::with_capacity(1 << 16, file);
        let mut line = Vec::new();
        let mut next = |lines: &mut BufReader<_>| -> Result<Option<Vec<u8>>> {
            line.clear();
            lines.read_until(b'\n', &mut line)?;
            Ok((!line.is_empty()).then(|| line.clone()))
        };
        while let Some(page) = next(&mut lines).map_err(E::from)? {
            let page: PageRecord = serde_json::from_slice(&page).map_err(|e| E::from(e.into()))?;
            let mut readings = Vec::with_capacity(page.articles.len());
            for _ in 0..page.articles.len() {
                let reading = next(&mut lines).map_err(E::from)?.unwrap_or_default();
                readings.push(serde_json::from_slice(&reading).map_err(|e| E::from(e.into()))?);
            }
            f(page, readings)?;
        }
        Ok(())
    }

    fn rewound(&mut self) -> Result<&mut SpooledTempFile> {
        self.file.flush()?;
        self.file.get_mut().seek(SeekFrom::Start(0))?;
        Ok(self.file.get_mut())
    }
}

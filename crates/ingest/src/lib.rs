//! Pages through the pipeline, in order, on any number of threads; then linked, and kept in a spool or a store.
//!
//! Memory stays bounded: pages are read in chunks, readings go to a [`Spool`] (memory first, then one nameless temporary
//! file) or to the store, and only a digest of each article is held for linking.

mod spool;

pub use pipeline::codebook;
pub use pipeline::crosswalk;
pub use pipeline::{Explanation, explain, left_out};
pub use spool::Spool;

use dedup::{Candidate, Signature};
use link::{Digest, Linked, Pool};
use model::{Article, ArticleId, Code, Diagnostic, Page, PageId, PageRecord, Reading, Syntax};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use store::{PageBytes, Store};

/// What can go wrong outside the pages themselves.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The temporary file failed.
    #[error("the temporary file failed")]
    Spool(#[from] std::io::Error),
    /// A reading could not be written to or read from the temporary file.
    #[error("the temporary file holds something else")]
    Form(#[from] serde_json::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The threads could not be started.
    #[error("the threads could not be started")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// A result with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// Most pages read at once.
const CHUNK_PAGES: usize = 128;
/// Most bytes of pages read at once (one page may be larger by itself).
const CHUNK_BYTES: usize = 16 << 20;

/// How to read.
#[derive(Clone, Default)]
pub struct Options {
    /// Threads; 0 for as many as there are cores.
    pub threads: usize,
    /// The codebook; `None` for the program's own.
    pub codebook: Option<Arc<codebook::Coder>>,
    /// Keep the bytes of pages in the store too, those of pages that it has already as well.
    pub keep_pages: bool,
}

impl Options {
    /// All of one page, with the number of its reports.
    fn whole(&self, page: &Page) -> (PageRecord, Vec<Reading>, u64) {
        let read = match &self.codebook {
            Some(coder) => pipeline::read_with(page, coder),
            None => pipeline::read(page),
        };
        let reports = read.readings.iter().map(|r| r.reports.len() as u64).sum();
        (read.page, read.readings, reports)
    }
}

/// What is counted while reading, for progress and for the closing line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pages handed over.
    pub pages: u64,
    /// Pages with the same bytes as one before (in this run or in the store).
    pub repeated: u64,
    /// Articles found.
    pub articles: u64,
    /// Reports found.
    pub reports: u64,
    /// Articles in a language that events are not read from.
    pub foreign: u64,
    /// Pages in which no article was found.
    pub bare: u64,
    /// Diagnostics of severity error.
    pub errors: u64,
    /// Diagnostics of severity warning.
    pub warnings: u64,
}

/// Everything read without a store: pages and readings in a spool, and what linking made of them.
pub struct Batch {
    /// Pages and readings, in order of input.
    pub spool: Spool,
    /// Events, actors, stories.
    pub linked: Linked,
    /// How much there was.
    pub counts: Counts,
}

/// Reads pages into a spool and links them. `progress` is called after each chunk.
pub fn read(
    pages: impl Iterator<Item = Page>,
    options: &Options,
    mut progress: impl FnMut(&Counts, &[PageRecord]),
) -> Result<Batch> {
    let mut spool = Spool::new();
    let mut kept = Kept::default();
    let counts = chunks(pages, options, |p: &Page| options.whole(p), |_| Ok(false), &mut progress, &mut |chunk| {
        for (page, readings) in chunk {
            readings.iter().for_each(|r| kept.add(r));
            spool.put(&page, &readings)?;
        }
        Ok::<(), Error>(())
    })?;
    Ok(Batch { spool, linked: kept.link(), counts })
}

/// Reads pages into a store and links everything the store then holds. Pages that it has are not read again.
pub fn read_into(
    store: &mut dyn Store,
    pages: impl Iterator<Item = Page>,
    options: &Options,
    mut progress: impl FnMut(&Counts, &[PageRecord]),
) -> Result<Counts> {
    let store = std::cell::RefCell::new(store);
    let bytes = std::cell::RefCell::new(Bytes::default());
    let known = |id| {
        bytes.borrow_mut().keep(&store, CHUNK_BYTES)?;
        Ok(store.borrow().has_page(id)?)
    };
    let mut sink = |chunk: Chunk<Reading>| {
        bytes.borrow_mut().keep(&store, 0)?;
        Ok::<(), Error>(store.borrow_mut().put(&chunk)?)
    };
    let pages = pages.inspect(|page| {
        if options.keep_pages {
            bytes.borrow_mut().take(page);
        }
    });
    let counts = chunks(pages, options, |p: &Page| options.whole(p), known, &mut progress, &mut sink)?;
    bytes.borrow_mut().keep(&store, 0)?;
    let mut store = store.borrow_mut();
    // Also where a run before this one was cut off between keeping and linking.
    if store.unlinked()? {
        let mut kept = Kept { signatures: store.signatures(dedup::VERSION)?, ..Kept::default() };
        store.each_reading(&mut |r| kept.add(&r))?;
        if !kept.new.is_empty() {
            store.put_signatures(dedup::VERSION, &std::mem::take(&mut kept.new))?;
        }
        let versions = kept.versions(&store.same_address()?);
        store.put_versions(&versions)?;
        let earlier: HashSet<ArticleId> = versions.iter().map(|(_, earlier)| *earlier).collect();
        kept.articles.iter_mut().for_each(|(d, _)| d.superseded = earlier.contains(&d.article));
        let linked = kept.link();
        store.put_linked(&linked.events, &linked.actors, &linked.stories, &linked.links)?;
    }
    Ok(counts)
}

/// Bytes of pages on their way to the store.
#[derive(Default)]
struct Bytes {
    waiting: Vec<PageBytes>,
    len: usize,
    seen: HashSet<PageId>,
}

impl Bytes {
    fn take(&mut self, page: &Page) {
        if !page.bytes.is_empty() && self.seen.insert(page.id) {
            let charset = match &page.input {
                model::Input::Raw { charset } => charset.clone(),
                _ => None,
            };
            self.len += page.bytes.len();
            self.waiting.push(PageBytes { page: page.id, charset, bytes: page.bytes.clone() });
        }
    }

    /// Hands them to the store where more than so many wait.
    fn keep(&mut self, store: &std::cell::RefCell<&mut dyn Store>, most: usize) -> Result<()> {
        if self.len > most {
            store.borrow_mut().put_bytes(&std::mem::take(&mut self.waiting))?;
            self.len = 0;
        }
        Ok(())
    }
}

/// Only cuts and tags the words of pages. `print` makes something of each article, on any thread; `put` gets it, in
/// order of input. Nothing else is kept.
pub fn parse<T: Send, E: From<Error>>(
    pages: impl Iterator<Item = Page>,
    options: &Options,
    mut progress: impl FnMut(&Counts, &[PageRecord]),
    print: impl Fn(&Article, &Syntax) -> T + Sync,
    mut put: impl FnMut(T) -> std::result::Result<(), E>,
) -> std::result::Result<Counts, E> {
    let read = |page: &Page| {
        let (page, made) = pipeline::parse(page, &print);
        (page, made, 0)
    };
    chunks(pages, options, read, |_| Ok(false), &mut progress, &mut |chunk| {
        chunk.into_iter().flat_map(|(_, made)| made).try_for_each(&mut put)
    })
}

/// What linking needs of all articles so far.
#[derive(Default)]
struct Kept {
    pool: Pool,
    articles: Vec<(Digest, Signature)>,
    /// Signatures that a store has; each is taken out where it is needed.
    signatures: HashMap<ArticleId, Vec<u8>>,
    /// Those that it has not.
    new: Vec<(ArticleId, Vec<u8>)>,
}

impl Kept {
    fn add(&mut self, reading: &Reading) {
        let id = reading.article.id;
        let known = self.signatures.remove(&id).and_then(|bytes| Signature::from_bytes(&bytes));
        let signature = known.unwrap_or_else(|| {
            let made = Signature::of(&reading.article.text);
            self.new.push((id, made.to_bytes()));
            made
        });
        self.articles.push((Digest::of(reading, &mut self.pool), signature));
    }

    /// Which article is a later version of which, among those of one address: another text, and yet alike.
    fn versions(&self, of_one_address: &[Vec<ArticleId>]) -> Vec<(ArticleId, ArticleId)> {
        let wanted: HashSet<ArticleId> = of_one_address.iter().flatten().copied().collect();
        let known = self.articles.iter().filter(|(d, _)| wanted.contains(&d.article)).map(|(d, s)| (d.article, s));
        let signatures: HashMap<ArticleId, &Signature> = known.collect();
        let alike = |a: &ArticleId, b: &ArticleId| {
            let (a, b) = (signatures.get(a)?, signatures.get(b)?);
            Some(a != b && (a.similarity(b) >= VERSION_NEAR || b.share_in(a) >= VERSION_SHARE))
        };
        let mut out = Vec::new();
        for group in of_one_address {
            for (i, later) in group.iter().enumerate() {
                let earlier = group[..i].iter().rev().find(|e| alike(later, e) == Some(true));
                out.extend(earlier.map(|e| (*later, *e)));
            }
        }
        out
    }

    fn link(mut self) -> Linked {
        let candidates: Vec<Candidate> =
            self.articles.iter().map(|(d, s)| Candidate { id: d.article, published: d.published, signature: s }).collect();
        let copies = dedup::duplicates(&candidates);
        let digests = self.articles.drain(..).map(|(d, _)| d).collect();
        link::link(digests, copies)
    }
}

/// Least similarity of two versions of one article, or least share of the earlier one that the later one keeps: an address may
/// as well show another article each day.
const VERSION_NEAR: f64 = 0.15;
/// See [`VERSION_NEAR`].
const VERSION_SHARE: f64 = 0.4;

/// Pages, and what was made of their articles.
type Chunk<T> = Vec<(PageRecord, Vec<T>)>;

fn chunks<T: Send, E: From<Error>>(
    pages: impl Iterator<Item = Page>,
    options: &Options,
    read: impl Fn(&Page) -> (PageRecord, Vec<T>, u64) + Sync,
    known: impl Fn(PageId) -> Result<bool>,
    progress: &mut impl FnMut(&Counts, &[PageRecord]),
    sink: &mut impl FnMut(Chunk<T>) -> std::result::Result<(), E>,
) -> std::result::Result<Counts, E> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(options.threads).build().map_err(Error::from)?;
    let mut counts = Counts::default();
    let mut seen = HashSet::new();
    let mut pages = pages.peekable();
    while pages.peek().is_some() {
        let (mut chunk, mut repeated, mut bytes) = (Vec::new(), Vec::new(), 0);
        while chunk.len() + repeated.len() < CHUNK_PAGES
            && let Some(page) = pages.next_if(|p| bytes == 0 || bytes + p.bytes.len() <= CHUNK_BYTES)
        {
            bytes += page.bytes.len();
            // A page without bytes is only a diagnostic; each of them counts.
            if page.bytes.is_empty() || (seen.insert(page.id) && !known(page.id)?) {
                chunk.push(page);
            } else {
                repeated.push(page);
            }
        }
        let read = pool.install(|| chunk.par_iter().map(&read).collect::<Vec<_>>());
        let mut records: Vec<PageRecord> = read.iter().map(|(p, ..)| p.clone()).collect();
        records.extend(repeated.iter().map(again));
        counts.repeated += repeated.len() as u64;
        counts.pages += records.len() as u64;
        counts.articles += read.iter().map(|(_, made, _)| made.len() as u64).sum::<u64>();
        counts.reports += read.iter().map(|(.., reports)| reports).sum::<u64>();
        for d in records.iter().flat_map(|p| &p.diagnostics) {
            counts.foreign += u64::from(d.code == Code::AnnotateLanguage.as_str());
            counts.bare += u64::from([Code::ExtractNoArticle, Code::ExtractWall].iter().any(|c| d.code == c.as_str()));
            match d.severity {
                model::Severity::Error => counts.errors += 1,
                model::Severity::Warning => counts.warnings += 1,
                model::Severity::Info => {}
            }
        }
        if !read.is_empty() {
            sink(read.into_iter().map(|(page, made, _)| (page, made)).collect())?;
        }
        progress(&counts, &records);
    }
    Ok(counts)
}

/// The record of a page that was read before: a note for people, with no articles of its own.
fn again(page: &Page) -> PageRecord {
    let mut diagnostics = page.diagnostics.clone();
    diagnostics.push(Diagnostic::new(Code::SourceRepeated, format!("{} has the same bytes as a page read before", page.path)));
    PageRecord {
        id: page.id,
        path: page.path.clone(),
        url: page.url.clone(),
        media_type: page.media_type,
        sha256: model::ids::sha256(&page.bytes),
        bytes: page.bytes.len() as u64,
        fetched: page.fetched,
        articles: Vec::new(),
        diagnostics,
        accounted: model::Accounted::default(),
    }
}

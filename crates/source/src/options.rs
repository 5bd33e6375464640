//! How much of one input is read at most, and what a caller may watch while it is read.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
};

/// Limits of reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The most bytes one page may have, unpacked. More gives `source.too_large`, and the next page is read.
    pub max_page_bytes: u64,
    /// Packed data that gives more than this many bytes for each of its own, and more than a page, is a bomb.
    /// Deflate cannot do more than about 1030; news text does 3 to 10.
    pub max_ratio: u64,
}

impl Default for Options {
    fn default() -> Self {
        Options { max_page_bytes: 64 << 20, max_ratio: 200 }
    }
}

/// How far the reading is. Clones look at the same counters, from any thread.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    done: AtomicU64,
    total: AtomicU64,
    total_known: AtomicBool,
    skipped: AtomicU64,
    stopped: AtomicBool,
}

impl Progress {
    /// Bytes of the input files read so far (packed bytes of a packed file).
    pub fn bytes_done(&self) -> u64 {
        self.0.done.load(Relaxed)
    }

    /// Bytes of all input files, once they have been counted; never known where standard input or a pipe is read.
    pub fn bytes_total(&self) -> Option<u64> {
        self.0.total_known.load(Relaxed).then(|| self.0.total.load(Relaxed))
    }

    /// Records of WARC files that hold no page by design: requests, redirects, pictures, style sheets.
    pub fn records_skipped(&self) -> u64 {
        self.0.skipped.load(Relaxed)
    }

    pub(crate) fn add_done(&self, bytes: u64) {
        self.0.done.fetch_add(bytes, Relaxed);
    }

    pub(crate) fn add_skipped(&self) {
        self.0.skipped.fetch_add(1, Relaxed);
    }

    pub(crate) fn set_total(&self, bytes: u64) {
        self.0.total.store(bytes, Relaxed);
        self.0.total_known.store(true, Relaxed);
    }

    /// Tells the thread that counts the bytes that nobody waits for it any more.
    pub(crate) fn stop(&self) {
        self.0.stopped.store(true, Relaxed);
    }

    pub(crate) fn stopped(&self) -> bool {
        self.0.stopped.load(Relaxed)
    }
}

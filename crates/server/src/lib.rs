//! The reading room: HTTP API and web pages over a database.
//!
//! A request is answered by an ordinary function ([`Room::answer`]); only `net` knows sockets. Everything that a page
//! needs is in the program: no request leaves the host.

mod accept;
mod api;
mod assets;
mod cards;
mod correct;
mod forms;
mod grammar;
mod guard;
mod http;
mod kept;
mod memory;
mod net;
mod openapi;
mod pages;
mod params;
mod problem;
#[cfg(test)]
mod properties;
mod routes;
mod search;
mod values;
mod view;
mod words;

pub use guard::Token;
pub use http::{Request, Response, Role};
pub use net::{Error, serve};
pub use params::Params;

use kept::Kept;
use model::{ArticleId, Correction, EventId, EventPlace, PageId, PageRecord};
use problem::Problem;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, RwLock};
use store::{Bits, Browse, Columns, PageBytes, Positions, Sqlite, Store};

/// What came of pages that were handed in.
#[derive(Clone, Debug, Default)]
pub struct ReadPages {
    /// The pages, new ones and those read before.
    pub pages: Vec<PageId>,
    /// How many articles are new.
    pub articles: u64,
    /// How many reports are new.
    pub reports: u64,
    /// What could not be read, in words.
    pub faults: Vec<String>,
}

/// Reads bytes into the database: a name for them, and the bytes. Handed in by the program, since this crate reads nothing.
pub type Reader = Box<dyn Fn(&str, Vec<u8>) -> Result<ReadPages, String> + Send + Sync>;

/// Finds the places that a name or a GeoNames id may mean, most noted first. Handed in, as the gazetteer is not ours.
pub type Places = Box<dyn Fn(&str) -> Vec<EventPlace> + Send + Sync>;

/// Tells what of a page went into none of its articles, given with their headlines and texts: why, and the words.
pub type LeftOut = Box<dyn Fn(&PageRecord, PageBytes, &[String]) -> Vec<(String, String)> + Send + Sync>;

/// How to serve.
pub struct Options {
    /// The database.
    pub db: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// Who may come in; empty lets everybody who reaches the address do everything.
    pub tokens: Vec<Token>,
    /// Host names served besides those of this machine.
    pub hosts: Vec<String>,
    /// Requests a second from one address; 0 for any number.
    pub rate: f64,
    /// Reads pages, if this server may.
    pub reader: Option<Reader>,
    /// Finds places.
    pub places: Places,
    /// Reads kept pages again.
    pub left_out: LeftOut,
    /// Take no corrections.
    pub read_only: bool,
}

/// A database with everything that answers about it.
pub struct Room {
    options: Options,
    guard: guard::Guard,
    pool: Mutex<Vec<Sqlite>>,
    columns: RwLock<Arc<Columns>>,
    found: Kept<String, search::Found>,
    words: Kept<String, Bits>,
    /// The rows that the articles with one of a search's alternatives tell.
    told: Kept<String, Bits>,
    answers: Kept<String, http::Whole>,
    cards: Kept<u32, cards::Shown>,
    texts: Kept<ArticleId, cards::Text>,
    /// What the first page begins with.
    first: Kept<(), pages::picks::First>,
    /// What became of the text of all pages.
    shares: Kept<(), Option<store::Shares>>,
    sets: Kept<String, search::Set>,
    /// Whether running counts of some set are being made: one at a time, beside the answers.
    counting: Arc<AtomicBool>,
    terms: Kept<String, Bits>,
    rare: Kept<String, Vec<u32>>,
    /// The common words that were looked up before anybody asked for them.
    learnt: Kept<(), Vec<String>>,
    /// Where they stand.
    places: Kept<String, Positions>,
    writing: Mutex<()>,
    news: Mutex<Vec<EventId>>,
    log: Mutex<Option<Arc<Vec<Correction>>>>,
}

/// Selections remembered until the data change.
const FOUND: usize = 128;
/// Sets of rows counted for searches that differ in their days only: at most some megabytes each.
const SETS: usize = 96;
/// Words of searches whose articles are remembered: one bit an article each.
const TERMS: usize = 800;
/// Terms that few articles hold (four bytes each) are remembered beside them, and many more.
const RARE: usize = 4096;
/// How few.
const RARELY: usize = 1024;
/// Answers of searches remembered until the data change.
const ANSWERS: usize = 512;

impl Room {
    /// Opens the database and loads the columns.
    pub fn open(options: Options) -> Result<Room, Error> {
        let db = Sqlite::open_to_read(&options.db)?;
        let columns = RwLock::new(Arc::new(db.columns()?));
        let guard = guard::Guard::new().map_err(Error::Socket)?;
        Ok(Room {
            options,
            guard,
            pool: Mutex::new(vec![db]),
            columns,
            found: Kept::new(FOUND),
            words: Kept::new(FOUND),
            told: Kept::new(FOUND),
            answers: Kept::new(ANSWERS),
            cards: Kept::new(cards::CARDS),
            texts: Kept::new(cards::TEXTS),
            first: Kept::new(1),
            shares: Kept::new(1),
            sets: Kept::new(SETS),
            counting: Arc::default(),
            terms: Kept::new(TERMS),
            rare: Kept::new(RARE),
            learnt: Kept::new(1),
            places: Kept::new(2 * search::WORDS),
            writing: Mutex::default(),
            news: Mutex::default(),
            log: Mutex::default(),
        })
    }

    /// The columns as they are now.
    pub(crate) fn columns(&self) -> Arc<Columns> {
        self.columns.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    /// Loads the columns anew, and notes the events that were not there before.
    pub(crate) fn reload(&self) -> Result<(), Problem> {
        let new = self.with(|db| Ok(db.columns()?))?;
        let old = self.columns();
        let known: std::collections::HashSet<_> = old.ids.iter().collect();
        let fresh: Vec<EventId> = new.ids.iter().filter(|id| !known.contains(id)).copied().collect();
        *self.columns.write().unwrap_or_else(|e| e.into_inner()) = Arc::new(new);
        self.found.clear();
        self.words.clear();
        self.told.clear();
        self.answers.clear();
        self.cards.clear();
        self.texts.clear();
        self.first.clear();
        self.shares.clear();
        self.sets.clear();
        self.terms.clear();
        self.rare.clear();
        self.learnt.clear();
        self.places.clear();
        *self.log.lock().unwrap_or_else(|e| e.into_inner()) = None;
        self.news.lock().unwrap_or_else(|e| e.into_inner()).extend(fresh);
        Ok(())
    }

    /// Counts what searches begin with, so that the first one does not wait for it.
    pub(crate) fn warm(&self) {
        let c = self.columns();
        c.ids.first().map(|id| c.row(*id));
        c.prepare();
        // What fails here fails again where somebody asks, and is told there.
        let _ = search::parse(&Params::default()).and_then(|s| self.find(&s));
    }

    /// The log of corrections, remembered until the data change.
    pub(crate) fn log(&self) -> Result<Arc<Vec<Correction>>, Problem> {
        // Held while reading, so that what is forgotten in between stays forgotten.
        let mut kept = self.log.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(log) = kept.as_ref() {
            return Ok(log.clone());
        }
        let log = Arc::new(self.with(|db| Ok(db.corrections()?))?);
        *kept = Some(log.clone());
        Ok(log)
    }

    /// The events that came in since this was last asked.
    pub(crate) fn news(&self) -> Vec<EventId> {
        std::mem::take(&mut *self.news.lock().unwrap_or_else(|e| e.into_inner()))
    }

    /// Lends a connection.
    pub(crate) fn with<T>(&self, f: impl FnOnce(&Sqlite) -> Result<T, Problem>) -> Result<T, Problem> {
        let pool = || self.pool.lock().unwrap_or_else(|e| e.into_inner());
        let kept = pool().pop();
        let db = match kept {
            Some(db) => db,
            None => Sqlite::open_to_read(&self.options.db)?,
        };
        // One look at one state of the file, whatever is asked.
        let result = db.look(|| f(&db));
        pool().push(db);
        result?
    }

    /// Answers a request: access, the route, and what every answer carries.
    pub fn answer(&self, mut request: Request) -> Response {
        if request.method == "POST"
            && request.header("content-type").is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"))
        {
            let form = Params::parse(&String::from_utf8_lossy(&request.body));
            request.query.0.extend(form.0);
        }
        let checked = self.guard.check(&mut request, &self.options).and_then(|()| routes::negotiate(&mut request));
        // A search answers everybody the same until the data change.
        let key = (checked.is_ok() && request.method != "POST" && request.path == "/search").then(|| {
            let packed = request.header("accept-encoding").unwrap_or_default();
            format!("{:?} {}\n{packed}\n{}", request.role, request.who, request.query.href(&request.path))
        });
        let columns = self.columns();
        if let Some(kept) = key.as_ref().and_then(|key| self.answers.get(key.as_str(), &columns)) {
            return kept.again().unless_known(&request);
        }
        let result = checked.and_then(|()| routes::answer(self, &request));
        let response = result.unwrap_or_else(|p| match p.code {
            "sign-in" if !routes::wants_data(&request) && accept::takes_pages(&request) => {
                let mut page = pages::sign_in(&request);
                page.status = 401;
                page
            }
            _ => p.answer(&request),
        });
        let response = response.finish(&request);
        if let (Some(key), Some(kept)) = (key, response.to_keep()) {
            self.answers.put(key, &columns, Arc::new(kept));
        }
        response.unless_known(&request)
    }
}

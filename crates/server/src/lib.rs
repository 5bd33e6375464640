//! The reading room: HTTP API and web pages over a database.
//!
//! A request is answered by an ordinary function ([`Room::answer`]); only `net` knows sockets. Everything that a page
//! needs is in the program: no request leaves the host.

mod api;
mod assets;
mod forms;
mod guard;
mod http;
mod net;
mod openapi;
mod pages;
mod params;
mod problem;
mod routes;
mod search;
mod view;

pub use guard::Token;
pub use http::{Request, Response, Role};
pub use net::{Error, serve};
pub use params::Params;

use model::PageId;
use problem::Problem;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use store::{Bits, Browse, Columns, Sqlite};

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
}

/// A database with everything that answers about it.
pub struct Room {
    options: Options,
    guard: guard::Guard,
    pool: Mutex<Vec<Sqlite>>,
    columns: RwLock<Arc<Columns>>,
    cache: Mutex<HashMap<String, Arc<search::Found>>>,
    words: Mutex<HashMap<String, (Arc<Columns>, Arc<Bits>)>>,
    answers: Mutex<HashMap<String, (Arc<Columns>, Response)>>,
    reading: Mutex<()>,
}

/// Selections remembered until the data change.
const CACHE: usize = 128;
/// Answers of searches remembered until the data change.
const ANSWERS: usize = 512;

impl Room {
    /// Opens the database and loads the columns.
    pub fn open(options: Options) -> Result<Room, Error> {
        let db = Sqlite::open_to_read(&options.db)?;
        let columns = RwLock::new(Arc::new(db.columns()?));
        let guard = guard::Guard::new().map_err(Error::Socket)?;
        let pool = Mutex::new(vec![db]);
        let (cache, words, answers, reading) = Default::default();
        Ok(Room { options, guard, pool, columns, cache, words, answers, reading })
    }

    /// The columns as they are now.
    pub(crate) fn columns(&self) -> Arc<Columns> {
        self.columns.read().unwrap_or_else(|e| e.into_inner()).clone()
    }

    /// Loads the columns anew. Gives the events that were not there before.
    pub(crate) fn reload(&self) -> Result<Vec<model::EventId>, Problem> {
        let new = self.with(|db| Ok(db.columns()?))?;
        let old = self.columns();
        let known: std::collections::HashSet<_> = old.ids.iter().collect();
        let fresh = new.ids.iter().filter(|id| !known.contains(id)).copied().collect();
        *self.columns.write().unwrap_or_else(|e| e.into_inner()) = Arc::new(new);
        self.cache.lock().unwrap_or_else(|e| e.into_inner()).clear();
        self.words.lock().unwrap_or_else(|e| e.into_inner()).clear();
        self.answers.lock().unwrap_or_else(|e| e.into_inner()).clear();
        Ok(fresh)
    }

    /// Lends a connection.
    pub(crate) fn with<T>(&self, f: impl FnOnce(&Sqlite) -> Result<T, Problem>) -> Result<T, Problem> {
        let pool = || self.pool.lock().unwrap_or_else(|e| e.into_inner());
        let kept = pool().pop();
        let db = match kept {
            Some(db) => db,
            None => Sqlite::open_to_read(&self.options.db)?,
        };
        let result = f(&db);
        pool().push(db);
        result
    }

    /// Answers a request: access, the route, and what every answer carries.
    pub fn answer(&self, mut request: Request) -> Response {
        if request.method == "POST"
            && request.header("content-type").is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"))
        {
            let form = Params::parse(&String::from_utf8_lossy(&request.body));
            request.query.0.extend(form.0);
        }
        let checked = self.guard.check(&mut request, &self.options);
        // A search answers everybody the same until the data change.
        let key = (checked.is_ok() && request.method != "POST" && request.path == "/search").then(|| {
            let packed = request.header("accept-encoding").unwrap_or_default();
            format!("{:?} {}\n{packed}\n{}", request.role, request.who, request.query.href(&request.path))
        });
        let columns = self.columns();
        let answers = || self.answers.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(key) = &key
            && let Some((of, response)) = answers().get(key)
            && Arc::ptr_eq(of, &columns)
        {
            return response.clone().unless_known(&request);
        }
        let result = checked.and_then(|()| routes::answer(self, &request));
        let response = result.unwrap_or_else(|p| match p.code {
            "sign-in" if !request.path.starts_with("/api/") => {
                let mut page = pages::sign_in(&request);
                page.status = 401;
                page
            }
            _ => p.answer(&request),
        });
        let response = response.finish(&request);
        if let Some(key) = key.filter(|_| response.status == 200) {
            let mut answers = answers();
            if answers.len() >= ANSWERS {
                answers.clear();
            }
            answers.insert(key, (columns, response.clone()));
        }
        response.unless_known(&request)
    }
}

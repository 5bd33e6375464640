//! Sockets: HTTP by axum and tokio around [`Room::answer`], the stream of new events, and the end on a signal.

use crate::http::{Request, Response, Role, Stream};
use crate::params::{Params, decode};
use crate::problem::Problem;
use crate::{Options, Room};
use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, State};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Browse, Sqlite};
use tokio::sync::{Semaphore, broadcast, mpsc};

/// What keeps a server from serving.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The address cannot be had, or no thread be started.
    #[error("{0}")]
    Socket(#[from] std::io::Error),
}

/// Bytes that a request may have.
const BODY: usize = 32 << 20;
/// How often the database is looked at for what others wrote.
const LOOK: Duration = Duration::from_secs(2);
/// Requests answered at once for each processor; more wait: many at once would only take the memory's caches from each other.
const AT_ONCE: usize = 2;

struct Net {
    room: Arc<Room>,
    news: broadcast::Sender<String>,
    turns: Semaphore,
}

/// Serves until a signal ends it. `ready` is called with the address once requests are taken.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), Error> {
    crate::memory::keep();
    let room = Arc::new(Room::open(options)?);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(room.options.listen).await?;
        let (news, _) = broadcast::channel(256);
        std::thread::spawn({
            let (room, news) = (Arc::downgrade(&room), news.clone());
            move || watch(&room, &news)
        });
        let net = Arc::new(Net {
            room,
            news,
            turns: Semaphore::new(AT_ONCE * std::thread::available_parallelism().map_or(2, usize::from)),
        });
        let app = Router::new().fallback(handle).with_state(net).into_make_service_with_connect_info::<SocketAddr>();
        ready(listener.local_addr()?);
        axum::serve(listener, app).with_graceful_shutdown(end()).await?;
        Ok(())
    })
}

/// Ends with the first signal, whatever streams are open.
async fn end() {
    let _ = tokio::signal::ctrl_c().await;
    // Open streams would hold the door forever.
    tokio::spawn(async {
        tokio::time::sleep(Duration::from_secs(2)).await;
        std::process::exit(0);
    });
}

/// Looks whether somebody else wrote, loads the columns anew, and tells of new events.
fn watch(room: &std::sync::Weak<Room>, news: &broadcast::Sender<String>) {
    let Some(file) = room.upgrade().map(|room| {
        room.warm();
        // What fails here fails again where somebody asks, and is told there.
        let _ = room.learn();
        room.options.db.clone()
    }) else {
        return;
    };
    let Ok(db) = Sqlite::open_to_read(&file) else { return };
    let mut seen = db.version().unwrap_or(0);
    let mut took = Duration::ZERO;
    loop {
        // While others write without end, a large database is not loaded without end.
        std::thread::sleep(LOOK.max(took * 5));
        let Some(room) = room.upgrade() else { return };
        let now = db.version().unwrap_or(seen);
        if now != seen {
            seen = now;
            let start = Instant::now();
            // A failure now is tried again with the next write.
            let _ = room.reload();
            room.warm();
            let _ = room.learn();
            took = start.elapsed();
        }
        for id in room.news().into_iter().take(200) {
            // Nobody listening is no fault.
            let _ = news.send(id.to_string());
        }
    }
}

async fn handle(
    State(net): State<Arc<Net>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: axum::extract::Request,
) -> axum::response::Response {
    let (parts, body) = request.into_parts();
    let header = |v: &axum::http::HeaderValue| String::from_utf8_lossy(v.as_bytes()).into_owned();
    let mut request = Request {
        method: parts.method.to_string(),
        path: decode(parts.uri.path()),
        query: Params::parse(parts.uri.query().unwrap_or("")),
        headers: parts.headers.iter().map(|(k, v)| (k.as_str().to_string(), header(v))).collect(),
        body: Vec::new(),
        role: Role::Nobody,
        who: String::new(),
        peer: peer.ip(),
    };
    let room = &net.room;
    if let Some(wait) = room.guard.too_often(peer.ip(), room.options.rate, Instant::now()) {
        return send(Problem::wait(wait, "").answer(&request).finish(&request));
    }
    match axum::body::to_bytes(body, BODY).await {
        Ok(bytes) => request.body = bytes.into(),
        Err(_) => {
            return send(
                Problem::new("too-large", "The body is larger than 32 MB, or broke off.").answer(&request).finish(&request),
            );
        }
    }
    if request.path == "/api/v1/stream" {
        if let Err(p) = room.guard.check(&mut request, &room.options) {
            return send(p.answer(&request).finish(&request));
        }
        return stream(&net);
    }
    let head = request.method == "HEAD";
    let asked = room.clone();
    let turn = net.turns.acquire().await;
    let answered = tokio::task::spawn_blocking(move || asked.answer(request)).await;
    drop(turn);
    let mut response = answered.unwrap_or_else(|_| Response::new(500, "text/plain", "The server failed on this request."));
    match response.stream.take() {
        // Its length is not known; of other answers the body is left out, and its length told, where they are sent.
        Some(_) if head => {
            let none = futures_util::stream::empty::<std::io::Result<Vec<u8>>>();
            self::head(&response).body(Body::from_stream(none)).unwrap_or_else(|_| failed())
        }
        Some(stream) => send_while_written(room.clone(), response, stream),
        None => send(response),
    }
}

/// New events as server-sent events: `event: event`, `data: {"id": …}`.
fn stream(net: &Net) -> axum::response::Response {
    let news = net.news.subscribe();
    let events = futures(news);
    Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))).into_response()
}

/// The channel as a stream; a listener too slow for it skips to the newest.
fn futures(news: broadcast::Receiver<String>) -> impl futures_core::Stream<Item = Result<Event, std::convert::Infallible>> {
    futures_util::stream::unfold(news, |mut news| async move {
        loop {
            match news.recv().await {
                Ok(id) => {
                    let data = format!("{{\"type\":\"event\",\"id\":\"{id}\",\"url\":\"/event/{id}\"}}");
                    return Some((Ok(Event::default().event("event").id(id).data(data)), news));
                }
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    })
}

/// Bytes of a long body handed over at once, and pieces that may wait.
const PIECE: usize = 64 << 10;
const PIECES: usize = 4;
/// How long a reader may take no piece.
const PATIENCE: Duration = Duration::from_secs(60);

/// The writing end of a long body: waits while the reader is slow, fails where it is gone.
struct Pipe {
    pieces: mpsc::Sender<std::io::Result<Vec<u8>>>,
    piece: Vec<u8>,
    runtime: tokio::runtime::Handle,
}

impl Pipe {
    fn push(&mut self, piece: std::io::Result<Vec<u8>>) -> std::io::Result<()> {
        let sent = self.runtime.block_on(tokio::time::timeout(PATIENCE, self.pieces.send(piece)));
        if matches!(sent, Ok(Ok(()))) { Ok(()) } else { Err(std::io::ErrorKind::BrokenPipe.into()) }
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE { self.flush().map(|()| bytes.len()) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let piece = std::mem::take(&mut self.piece);
        if piece.is_empty() { Ok(()) } else { self.push(Ok(piece)) }
    }
}

/// Sends a body while it is written on a thread of its own.
fn send_while_written(room: Arc<Room>, response: Response, write: Stream) -> axum::response::Response {
    let (pieces, reader) = mpsc::channel(PIECES);
    let packed = response.has("content-encoding");
    let mut pipe = Pipe { pieces, piece: Vec::new(), runtime: tokio::runtime::Handle::current() };
    tokio::task::spawn_blocking(move || {
        let run = || -> Result<(), Problem> {
            if packed {
                let mut out = GzEncoder::new(&mut pipe, Compression::new(4));
                write(&room, &mut out)?;
                out.finish()?;
            } else {
                write(&room, &mut pipe)?;
            }
            Ok(pipe.flush()?)
        };
        if run().is_err() {
            // A reader that is gone hears nothing of it.
            let _ = pipe.push(Err(std::io::Error::other("the rest could not be written")));
        }
    });
    let pieces = futures_util::stream::unfold(reader, |mut r| async move { r.recv().await.map(|piece| (piece, r)) });
    head(&response).body(Body::from_stream(pieces)).unwrap_or_else(|_| failed())
}

fn head(response: &Response) -> axum::http::response::Builder {
    let mut out = axum::http::Response::builder().status(response.status);
    for (name, value) in &response.headers {
        out = out.header(*name, value);
    }
    out
}

fn failed() -> axum::response::Response {
    axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

fn send(response: Response) -> axum::response::Response {
    head(&response).body(Body::from(response.body)).unwrap_or_else(|_| failed())
}

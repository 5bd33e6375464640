//! `cargo xtask load URL`: asks a reading room many things at once and says how long an answer takes.
//!
//! For a database of `cargo xtask demo-data`: what is asked for are its kinds, countries and words. Each of the callers asks
//! the next thing as soon as it has its answer, so that the server is never idle.

use crate::cost::{load, processor};
use crate::demo::{ADJECTIVES, NOUNS};
use crate::dice::Dice;
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const USAGE: &str = "cargo xtask load HOST:PORT
  --at-once N     callers (50)
  --seconds N     how long each kind of question is asked (15)
  --server PID    say how much of a processor an answer takes
  --only NAME     first, event, search, fresh or word";

/// Event ids to ask for.
const EVENTS: usize = 2000;

struct Options {
    host: String,
    at_once: usize,
    time: Duration,
    server: Option<String>,
    /// Throws passed over, so that another run asks for something else.
    start: usize,
}

/// Runs `cargo xtask load`.
pub fn run(args: &[String]) -> Result<()> {
    let mut o = Options { host: String::new(), at_once: 50, time: Duration::from_secs(15), server: None, start: 0 };
    o.start = std::process::id() as usize * 97 % 100_000;
    let mut only = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().context(USAGE);
        match arg.as_str() {
            "--at-once" => o.at_once = value()?.parse()?,
            "--seconds" => o.time = Duration::from_secs(value()?.parse()?),
            "--server" => o.server = Some(value()?.clone()),
            "--only" => only = Some(value()?.clone()),
            host => o.host = host.trim_start_matches("http://").trim_end_matches('/').into(),
        }
    }
    ensure!(!o.host.is_empty(), USAGE);
    let world = World::of(&mut Caller::new(&o.host)?)?;
    println!("{} callers, {} s a question; load of the machine {}", o.at_once, o.time.as_secs(), load());
    let questions: [(&str, &str, Ask); 5] = [
        ("first", "the first page", |_, _| "/".into()),
        ("event", "an event", |w, d| format!("/event/{}", d.of(&w.events))),
        ("search", "a search as people ask, often the same", |w, d| w.search(d)),
        ("fresh", "a search that nobody asked before", |w, d| w.fresh(d)),
        ("word", "a search for words that nobody asked before", |w, d| w.words(d)),
    ];
    for (name, what, ask) in questions {
        if only.as_deref().is_none_or(|o| o == name) {
            measure(&o, &world, what, ask)?;
        }
    }
    Ok(())
}

type Ask = fn(&World, &mut Dice) -> String;

/// What may be asked for.
struct World {
    kinds: Vec<String>,
    countries: Vec<String>,
    events: Vec<String>,
}

impl World {
    fn of(caller: &mut Caller) -> Result<World> {
        let facets: Value = serde_json::from_slice(&caller.get("/api/v1/facets", false)?)?;
        let keys = |facet: &str| -> Vec<String> {
            let values = facets["facets"][facet].as_array().map_or(&[][..], Vec::as_slice);
            let key = |v: &Value| v["value"].as_str().or(v["key"].as_str()).unwrap_or_default().to_string();
            values.iter().map(key).filter(|k| !k.is_empty() && k != "unknown").collect()
        };
        let mut world = World { kinds: keys("kind"), countries: keys("country"), events: Vec::new() };
        ensure!(!world.kinds.is_empty() && !world.countries.is_empty(), "the database has no kinds or no countries");
        let (mut dice, mut tries) = (Dice::new(), 0);
        while world.events.len() < EVENTS && tries < 200 {
            tries += 1;
            let sort = if tries == 1 { "&sort=reports" } else { "" };
            let path = format!("/api/v1/events?limit=20&status=any&country={}{sort}", dice.of(&world.countries));
            let found: Value = serde_json::from_slice(&caller.get(&path, false)?)?;
            let ids = found["items"].as_array().into_iter().flatten().filter_map(|e| e["id"].as_str());
            world.events.extend(ids.map(str::to_string));
        }
        Ok(world)
    }

    /// One of some hundred searches, the common ones far more often.
    fn search(&self, dice: &mut Dice) -> String {
        let (kind, country) = (&self.kinds[dice.low(self.kinds.len())], &self.countries[dice.low(self.countries.len())]);
        match dice.below(10) {
            0 => "/search".into(),
            1..=3 => format!("/search?country={country}"),
            4 | 5 => format!("/search?kind={kind}"),
            6 => format!("/search?kind={kind}&country={country}"),
            7 => format!("/search?from={}", 2022 + dice.below(10)),
            _ => format!("/search?q={}", NOUNS[dice.low(NOUNS.len())]),
        }
    }

    /// A search with days that make it the only one of its kind.
    fn fresh(&self, dice: &mut Dice) -> String {
        let (kind, country) = (dice.of(&self.kinds), dice.of(&self.countries));
        let days = format!("from={}-{:02}-{:02}", 2021 + dice.below(11), 1 + dice.below(12), 1 + dice.below(28));
        let more = format!("{days}&to={}-{:02}-{:02}", 2032, 1 + dice.below(12), 1 + dice.below(28));
        match dice.below(10) {
            0..=2 => format!("/search?{more}&country={country}"),
            3 | 4 => format!("/search?{more}&kind={kind}"),
            5 => format!("/search?{more}&kind={kind}&country={country}"),
            6 => format!("/search?{more}"),
            7 => format!("/search?{more}&sort=reports"),
            _ => format!("/search?{more}&q={}", NOUNS[dice.low(NOUNS.len())]),
        }
    }

    /// Three words, the last of them begun only.
    fn words(&self, dice: &mut Dice) -> String {
        let (noun, other, adjective) = (dice.of(NOUNS), dice.of(NOUNS), dice.of(ADJECTIVES));
        match dice.below(4) {
            0 => format!("/search?q={adjective}+{noun}+{}*&status=any", &other[..3]),
            1 => format!("/search?q=%22{adjective}+{noun}%22+{other}"),
            2 => format!("/search?q={noun}+OR+{other}+-{adjective}"),
            _ => format!("/search?q={noun}+{other}&country={}", dice.of(&self.countries)),
        }
    }
}

/// Asks one kind of question by all callers at once.
fn measure(o: &Options, world: &World, what: &str, ask: Ask) -> Result<()> {
    let (start, before) = (Instant::now(), o.server.as_deref().map(processor));
    let caller = |n: usize| -> Result<Vec<(f64, usize)>> {
        let (mut caller, mut dice) = (Caller::new(&o.host)?, Dice::new());
        // Each caller throws its own dice, in each run others, or they would ask what was asked before.
        (0..n * 100_000 + o.start).for_each(|_| {
            dice.next();
        });
        let mut out = Vec::new();
        while start.elapsed() < o.time {
            let path = ask(world, &mut dice);
            let asked = Instant::now();
            let body = caller.get(&path, true).with_context(|| path.clone())?;
            out.push((asked.elapsed().as_secs_f64() * 1000.0, body.len()));
        }
        Ok(out)
    };
    let all: Vec<(f64, usize)> = std::thread::scope(|s| {
        let threads: Vec<_> = (0..o.at_once).map(|n| s.spawn(move || caller(n))).collect();
        threads.into_iter().map(|t| t.join().unwrap_or_else(|_| bail!("a caller failed"))).collect::<Result<Vec<_>>>()
    })?
    .concat();
    let mut times: Vec<f64> = all.iter().map(|a| a.0).collect();
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() as f64 * share) as usize).min(times.len() - 1)];
    let seconds = start.elapsed().as_secs_f64();
    let each = o.server.as_deref().zip(before).map_or(String::new(), |(pid, before)| {
        format!(", {:.2} ms of the server's processors each", (processor(pid) - before) * 1000.0 / times.len() as f64)
    });
    let most = all.iter().map(|a| a.1).max().unwrap_or(0);
    println!(
        "{what}: {:.0} a second, half under {:.1} ms, 95 % under {:.1}, 99 % under {:.1}, all under {:.0}; at most {:.0} kB sent{each}",
        times.len() as f64 / seconds,
        at(0.5),
        at(0.95),
        at(0.99),
        times[times.len() - 1],
        most as f64 / 1000.0,
    );
    Ok(())
}

/// One connection that stays open.
struct Caller {
    host: String,
    stream: BufReader<TcpStream>,
}

impl Caller {
    fn new(host: &str) -> Result<Caller> {
        let stream = TcpStream::connect(host).with_context(|| format!("nobody answers at {host}"))?;
        stream.set_nodelay(true)?;
        Ok(Caller { host: host.into(), stream: BufReader::new(stream) })
    }

    /// The body as it was sent. Fails where the answer is not 200.
    fn get(&mut self, path: &str, packed: bool) -> Result<Vec<u8>> {
        let accept = if packed { "accept-encoding: gzip\r\n" } else { "" };
        let request = format!("GET {path} HTTP/1.1\r\nhost: {}\r\n{accept}\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut line, mut length, mut status) = (String::new(), 0, String::new());
        loop {
            line.clear();
            ensure!(self.stream.read_line(&mut line)? > 0, "the connection was closed");
            if status.is_empty() {
                status = line.trim().to_string();
            }
            if line == "\r\n" {
                break;
            }
            if let Some(n) = line.to_lowercase().strip_prefix("content-length:") {
                length = n.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        ensure!(status.contains(" 200"), "{status}: {}", String::from_utf8_lossy(&body[..length.min(200)]));
        Ok(body)
    }
}

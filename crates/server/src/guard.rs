//! Who may come in: the host asked for, tokens and roles, forms from elsewhere, and how often.

use crate::Options;
use crate::http::{Request, Role, hex};
use crate::problem::Problem;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Instant;

/// A token with its role and the name of whoever holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What its holder may do.
    pub editor: bool,
    /// Whose it is.
    pub name: String,
    /// The secret.
    pub secret: String,
}

impl Token {
    /// Reads a file of tokens: `reader NAME TOKEN` or `editor NAME TOKEN` a line; `#` begins a note.
    /// Fails with words for people.
    pub fn parse(text: &str) -> Result<Vec<Token>, String> {
        let mut out = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.trim().starts_with('#')) {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [role @ ("reader" | "editor"), name, secret] = words[..] else {
                return Err(format!("line {}: want 'reader NAME TOKEN' or 'editor NAME TOKEN'", n + 1));
            };
            if secret.len() < 16 {
                return Err(format!("line {}: a token has 16 or more characters", n + 1));
            }
            out.push(Token { editor: role == "editor", name: name.into(), secret: secret.into() });
        }
        if out.is_empty() { Err("it holds no token".into()) } else { Ok(out) }
    }
}

/// Holds the secret of this run and how often each address came.
pub struct Guard {
    secret: [u8; 32],
    callers: Mutex<Buckets>,
    tries: Mutex<Buckets>,
    sessions: Mutex<Vec<Session>>,
}

/// Somebody who signed in on a page, until they sign out, others crowd them out, or the program ends.
struct Session {
    /// The hash of what the browser keeps.
    id: [u8; 32],
    /// Which of the tokens it stands for.
    token: usize,
}

/// When each address last came, and how often it may come now.
type Buckets = HashMap<IpAddr, (Instant, f64)>;

/// Requests that may come at once before the rate counts.
const BURST: f64 = 200.0;
/// Wrong tokens that an address may send at once, and how many a second it may send from then on.
const TRIES: f64 = 10.0;
const TRIES_A_SECOND: f64 = 0.1;
/// Addresses remembered.
const CALLERS: usize = 10_000;
/// Sessions remembered: the oldest make room.
const SESSIONS: usize = 1000;

impl Guard {
    /// A guard with a new secret. Fails where the system has no randomness.
    pub fn new() -> std::io::Result<Guard> {
        Ok(Guard { secret: random()?, callers: Mutex::default(), tries: Mutex::default(), sessions: Mutex::default() })
    }

    /// Begins a session of the holder of a token; gives what the browser is to keep, which is not the token. `None` where the token is
    /// not known, or the system has no randomness.
    pub fn sign_in(&self, given: &str, tokens: &[Token]) -> Option<String> {
        let token = tokens.iter().position(|t| same(&t.secret, given))?;
        let id = hex(&random().ok()?);
        let mut sessions = self.sessions();
        if sessions.len() >= SESSIONS {
            sessions.remove(0);
        }
        sessions.push(Session { id: Sha256::digest(id.as_bytes()).into(), token });
        Some(id)
    }

    /// Ends the session of a request.
    pub fn sign_out(&self, request: &Request) {
        if let Some(id) = request.cookie(COOKIE) {
            let id: [u8; 32] = Sha256::digest(id.as_bytes()).into();
            self.sessions().retain(|s| s.id != id);
        }
    }

    fn sessions(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.sessions.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Whom a request comes from: the holder of the token it brings, or whoever signed in.
    fn role(&self, request: &Request, options: &Options) -> (Role, String) {
        if options.tokens.is_empty() {
            return (Role::Editor, "local".into());
        }
        let token = match (bearer(request), request.cookie(COOKIE)) {
            (Some(given), _) => options.tokens.iter().find(|t| same(&t.secret, given)),
            (None, Some(id)) => {
                let id: [u8; 32] = Sha256::digest(id.as_bytes()).into();
                let token = self.sessions().iter().find(|s| s.id == id).map(|s| s.token);
                token.and_then(|n| options.tokens.get(n))
            }
            (None, None) => None,
        };
        match token {
            Some(t) => (if t.editor { Role::Editor } else { Role::Reader }, t.name.clone()),
            None => (Role::Nobody, String::new()),
        }
    }

    /// Seconds to wait, where an address comes too often.
    pub fn too_often(&self, address: IpAddr, per_second: f64, now: Instant) -> Option<u64> {
        if per_second <= 0.0 {
            return None;
        }
        take(
            &mut self.callers.lock().unwrap_or_else(|e| e.into_inner()),
            address,
            (BURST.max(per_second), per_second),
            1.0,
            now,
        )
    }

    /// Counts a wrong token.
    pub fn wrong_token(&self, address: IpAddr, now: Instant) {
        take(&mut self.tries.lock().unwrap_or_else(|e| e.into_inner()), address, (TRIES, TRIES_A_SECOND), 1.0, now);
    }

    /// Fails where an address has sent too many wrong tokens.
    pub fn may_try(&self, address: IpAddr, now: Instant) -> Result<(), Problem> {
        let mut tries = self.tries.lock().unwrap_or_else(|e| e.into_inner());
        // Addresses that never failed are not remembered.
        if !tries.contains_key(&address) {
            return Ok(());
        }
        match take(&mut tries, address, (TRIES, TRIES_A_SECOND), 0.0, now) {
            Some(wait) => Err(Problem::wait(wait, "Too many wrong tokens came from this address.")),
            None => Ok(()),
        }
    }

    /// The token that forms carry.
    pub fn form_token(&self, who: &str) -> String {
        let mut h = Sha256::new();
        h.update(self.secret);
        h.update(who.as_bytes());
        hex(&h.finalize()[..16])
    }

    /// Checks host, caller and, for a change, where it comes from. Sets the request's role.
    pub fn check(&self, request: &mut Request, options: &Options) -> Result<(), Problem> {
        if options.tokens.is_empty() && !host_is_known(request.header("host"), &options.hosts) {
            return Err(Problem::new("bad-host", "The Host header names no host of this server."));
        }
        (request.role, request.who) = self.role(request, options);
        // Whoever has a right token comes in, also while somebody behind the same address guesses.
        // The cookie of an earlier run is no guess.
        if request.role == Role::Nobody && bearer(request).is_some() {
            self.may_try(request.peer, Instant::now())?;
            self.wrong_token(request.peer, Instant::now());
        }
        let open = request.path.starts_with("/assets/") || request.path == "/sign-in";
        if request.role == Role::Nobody && !open {
            return Err(Problem::new("sign-in", "This server wants a token."));
        }
        if request.method == "POST" {
            self.check_change(request)?;
        }
        Ok(())
    }

    fn check_change(&self, request: &Request) -> Result<(), Problem> {
        let host = request.header("host").unwrap_or("");
        let elsewhere = request.header("sec-fetch-site").is_some_and(|s| s != "same-origin" && s != "none")
            || request.header("origin").is_some_and(|o| !o.split("//").nth(1).is_some_and(|o| o.eq_ignore_ascii_case(host)));
        if elsewhere {
            return Err(Problem::new("forbidden", "The form comes from another site."));
        }
        // Neither changes what is kept.
        if matches!(request.path.as_str(), "/sign-in" | "/sign-out") {
            return Ok(());
        }
        if request.role < Role::Editor {
            return Err(Problem::new("forbidden", "The token's role is reader."));
        }
        let kind = request.header("content-type").unwrap_or("").split(';').next().unwrap_or("").trim();
        let kind = kind.to_ascii_lowercase();
        let is_form = matches!(kind.as_str(), "application/x-www-form-urlencoded" | "multipart/form-data" | "text/plain" | "");
        // Of these no browser asks before it sends them from anywhere.
        if is_form && request.path.starts_with("/api/") {
            if request.body.is_empty() {
                return Err(Problem::new("bad-parameter", "The body is empty."));
            }
            let what = if kind.is_empty() { "No Content-Type is given".into() } else { format!("It is {kind}") };
            let wants = match request.path == "/api/v1/articles" {
                true => "application/jsonl, text/html, an XML type of a feed, application/warc or application/octet-stream",
                false => "application/json",
            };
            return Err(Problem::new("media-type", format!("{what}; this takes {wants}.")));
        }
        if is_form && request.query.get("token") != Some(self.form_token(&request.who).as_str()) {
            return Err(Problem::new("forbidden", "The form's token is missing or from an earlier run: load the page again."));
        }
        Ok(())
    }
}

/// Without tokens only names of this machine are served, so that no page elsewhere can point its own name here.
fn host_is_known(host: Option<&str>, known: &[String]) -> bool {
    let Some(host) = host else { return false };
    let name = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or(""),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    let own = ["localhost", "127.0.0.1", "::1"].iter().any(|k| k.eq_ignore_ascii_case(name));
    own || known.iter().any(|k| k.eq_ignore_ascii_case(name))
}

/// Takes some of what an address may still do of (most at once, more a second). Seconds to wait, where less than one is left.
fn take(all: &mut Buckets, address: IpAddr, (most, more): (f64, f64), some: f64, now: Instant) -> Option<u64> {
    if all.len() >= CALLERS {
        all.retain(|_, (last, _)| now.duration_since(*last).as_secs() < 60);
    }
    let (last, left) = all.entry(address).or_insert((now, most));
    *left = (*left + now.duration_since(*last).as_secs_f64() * more).min(most);
    *last = now;
    if *left >= 1.0 {
        *left -= some;
        return None;
    }
    Some(((1.0 - *left) / more).ceil().max(1.0) as u64)
}

/// The cookie of a session.
pub const COOKIE: &str = "dateline";

/// The token that a program brings.
fn bearer(request: &Request) -> Option<&str> {
    let header = request.header("authorization")?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// Compared by their hashes, whose order of bytes tells nothing about the secret.
fn same(secret: &str, given: &str) -> bool {
    Sha256::digest(secret.as_bytes()) == Sha256::digest(given.trim().as_bytes())
}

fn random() -> std::io::Result<[u8; 32]> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|e| std::io::Error::other(e.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn only_hosts_of_this_machine_are_known() {
        for good in ["localhost", "LocalHost:8080", "127.0.0.1:1", "[::1]:99", "room.example:80"] {
            assert!(host_is_known(Some(good), &["room.example".into()]), "{good}");
        }
        for bad in [None, Some(""), Some("evil.example"), Some("127.0.0.1.evil.example:80"), Some("localhost.evil")] {
            assert!(!host_is_known(bad, &[]), "{bad:?}");
        }
    }

    #[test]
    fn a_burst_is_let_through_and_then_waits() {
        let guard = Guard::new().unwrap();
        let (who, now) = (IpAddr::from([10, 0, 0, 1]), Instant::now());
        assert!((0..200).all(|_| guard.too_often(who, 2.0, now).is_none()));
        assert_eq!(guard.too_often(who, 2.0, now), Some(1));
        assert_eq!(guard.too_often(IpAddr::from([10, 0, 0, 2]), 2.0, now), None);
        assert_eq!(guard.too_often(who, 2.0, now + Duration::from_secs(1)), None);
    }

    #[test]
    fn wrong_tokens_are_counted_by_address() {
        let guard = Guard::new().unwrap();
        let (who, now) = (IpAddr::from([10, 0, 0, 1]), Instant::now());
        for _ in 0..10 {
            assert!(guard.may_try(who, now).is_ok());
            guard.wrong_token(who, now);
        }
        assert_eq!(guard.may_try(who, now).unwrap_err().header, Some(("retry-after", "10".to_string())));
        assert!(guard.may_try(IpAddr::from([10, 0, 0, 2]), now).is_ok());
        assert!(guard.may_try(who, now + Duration::from_secs(11)).is_ok());
    }

    #[test]
    fn tokens_are_read_from_a_table() {
        let t = Token::parse("# who\neditor ana 0123456789abcdef\n").unwrap();
        assert_eq!((t[0].editor, t[0].name.as_str()), (true, "ana"));
        assert!(Token::parse("editor ana short").unwrap_err().contains("line 1"));
        assert!(Token::parse("owner ana 0123456789abcdef").is_err());
        assert!(Token::parse("").is_err());
    }
}

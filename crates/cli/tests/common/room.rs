//! A reading room as a user meets it: the real program over a real database, asked through a socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Two reports of one blast, with markup that must stay text.
pub const WIRE: &str = r#"{"id": "w1", "source": "Meridian Wire", "headline": "<script>alert(1)</script> Blast at Varna mill", "published": "2023-05-09", "text": "An explosion at a flour mill in Varna, Bulgaria, killed four people on Monday, the mayor said. <img src=x onerror=alert(2)>"}
{"id": "w2", "source": "Harbour Tribune", "headline": "Mill toll rises", "published": "2023-05-10", "text": "The explosion at a flour mill in Varna, Bulgaria, on Monday killed six people, the fire brigade said."}
"#;

/// The program.
pub fn dateline() -> Command {
    Command::new(super::DATELINE)
}

pub struct Room {
    program: Child,
    pub address: String,
    pub folder: tempfile::TempDir,
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Room {
    /// A room over the two articles of [`WIRE`].
    pub fn open(more: &[&str]) -> Room {
        Room::over(WIRE, more)
    }

    /// A room over articles as JSON Lines.
    pub fn over(lines: &str, more: &[&str]) -> Room {
        let folder = tempfile::tempdir().unwrap();
        let wire = folder.path().join("wire.jsonl");
        std::fs::write(&wire, lines).unwrap();
        Room::of(folder, &[wire], more)
    }

    /// A room over files, read into a database in `folder`.
    pub fn of(folder: tempfile::TempDir, files: &[std::path::PathBuf], more: &[&str]) -> Room {
        let db = folder.path().join("news.db");
        assert!(dateline().args(["read", "-q", "--keep-pages", "--db"]).arg(&db).args(files).status().unwrap().success());
        let mut program = dateline()
            .args(["serve", "--listen", "127.0.0.1:0", "--db"])
            .arg(&db)
            .args(more)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(program.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).and_then(|r| r.split('/').next()).expect(&line).to_string();
        Room { program, address, folder }
    }

    pub fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let host = if headers.contains("Host:") { String::new() } else { format!("Host: {}\r\n", self.address) };
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\n{host}Connection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        )
        .unwrap();
        let mut out = Vec::new();
        stream.read_to_end(&mut out).unwrap();
        let text = String::from_utf8_lossy(&out).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        Answer { status: head[9..12].parse().unwrap(), head: head.to_lowercase(), body: body.into() }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "", "")
    }

    /// What a POST of JSON answers.
    pub fn post(&self, path: &str, body: &serde_json::Value) -> (u16, serde_json::Value) {
        let a = self.ask("POST", path, "Content-Type: application/json\r\n", &body.to_string());
        (a.status, serde_json::from_str(&a.body).unwrap_or_default())
    }

    /// A form sent as the page itself would send it.
    pub fn form(&self, path: &str, fields: &str) -> Answer {
        let page = self.get("/").body;
        let token = page.split("name=\"token\" value=\"").nth(1).and_then(|t| t.split('"').next()).unwrap();
        self.ask("POST", path, "Content-Type: application/x-www-form-urlencoded\r\n", &format!("token={token}&{fields}"))
    }

    pub fn json(&self, path: &str) -> serde_json::Value {
        let a = self.get(path);
        serde_json::from_str(&a.body).unwrap_or_else(|e| panic!("{path}: {e}: {}", a.body))
    }
}

/// The body behind the lengths of its pieces.
pub fn dechunked(body: &str) -> String {
    let (mut out, mut rest) = (String::new(), body);
    while let Some((size, after)) = rest.split_once("\r\n") {
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        if size == 0 {
            break;
        }
        out.push_str(&after[..size]);
        rest = &after[size + 2..];
    }
    out
}

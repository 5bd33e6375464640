//! Writes inputs of a wanted size (`make KIND FILE MEGABYTES`), or reads paths and tells pages, speed and memory.
//!
//! `KIND` is `warc`, `warc.gz`, `jsonl` or `jsonl.gz`. The words are random but always the same.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
    time::Instant,
};

/// A small generator of numbers that always starts the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn word(&mut self) -> String {
        let syllables = ["ba", "ren", "to", "lis", "mor", "e", "sta", "un", "der", "kal", "o", "vin"];
        let n = 1 + self.roll(3);
        (0..n).map(|_| syllables[self.roll(12) as usize]).collect()
    }

    fn paragraph(&mut self) -> String {
        let n = 30 + self.roll(60);
        (0..n).map(|_| self.word()).collect::<Vec<_>>().join(" ") + "."
    }
}

fn page(dice: &mut Dice) -> String {
    let mut out = format!("<!doctype html><html><head><title>{}</title>", dice.word());
    out += &"<script>window.list = window.list || []; window.list.push({a: 1});</script>".repeat(20);
    out += "</head><body><nav>";
    (0..60).for_each(|i| out += &format!("<a href=\"/section/{i}\" class=\"link\">{}</a>\n", dice.word()));
    out += "</nav><article>";
    let n = 10 + dice.roll(20);
    (0..n).for_each(|_| out += &format!("<p class=\"text\">{}</p>\n", dice.paragraph()));
    out + "</article></body></html>"
}

fn make(kind: &str, file: &str, megabytes: u64) -> std::io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let (mut dice, mut size, mut i) = (Dice(88_172_645_463_325_252), 0, 0);
    while size < megabytes << 20 {
        i += 1;
        let unit = if kind.starts_with("warc") {
            let page = page(&mut dice);
            let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
            format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{i}\r\nWARC-Date: 2024-11-19T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
                http.len()
            )
        } else {
            let text = (0..6).map(|_| dice.paragraph()).collect::<Vec<_>>().join("\\n\\n");
            format!("{{\"id\": {i}, \"published\": \"2024-11-19\", \"headline\": \"{}\", \"text\": \"{text}\"}}\n", dice.word())
        };
        size += unit.len() as u64;
        if kind.ends_with(".gz") {
            let mut packer = flate2::write::GzEncoder::new(&mut out, flate2::Compression::new(6));
            packer.write_all(unit.as_bytes())?;
            packer.finish()?;
        } else {
            out.write_all(unit.as_bytes())?;
        }
    }
    out.flush()
}

/// The most memory this process had, where the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or(" unknown").trim().to_string()
}

fn main() -> std::io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if let [word, kind, file, megabytes] = &args[..]
        && word == "make"
    {
        return make(kind, file, megabytes.parse().unwrap_or(1));
    }
    let paths: Vec<PathBuf> = args.iter().map(PathBuf::from).collect();
    let begin = Instant::now();
    let (mut pages, mut bytes, mut told) = (0u64, 0u64, 0u64);
    let mut sources = source::open(&paths, source::Options::default());
    for page in &mut sources {
        pages += 1;
        bytes += page.bytes.len() as u64;
        told += page.diagnostics.len() as u64;
    }
    let seconds = begin.elapsed().as_secs_f64();
    let read = sources.progress().bytes_done();
    let speed = |n: u64| n as f64 / 1e6 / seconds;
    println!(
        "{pages} pages, {told} diagnostics, {seconds:.2} s, {:.0} MB/s of file, {:.0} MB/s of pages, peak {}",
        speed(read),
        speed(bytes),
        peak()
    );
    Ok(())
}

//! Bad input from end to end: each kind is told with its code, what and where; memory stays bounded; and the good page
//! beside it is read.

mod common;

use common::{command, dateline, good, objects, page};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::{TempDir, tempdir};

/// A folder with a bad file `a` and a good page `b.html` after it.
fn beside(bad: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("a");
    fs::write(&path, bad).unwrap();
    fs::write(folder.path().join("b.html"), good()).unwrap();
    (folder, path)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn warc(uri: &str, html: &str) -> String {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
    let n = http.len();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2023-05-09T00:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {n}\r\n\r\n{http}\r\n\r\n"
    )
}

/// Reads the bad file and the good one. The code (if there is one) must be told on standard error and in the page's
/// record, with the file's name; the exit code must fit the severity; the good page must give its article.
/// Returns the number of articles of the bad file.
fn told(bad: &[u8], code: Option<&str>) -> usize {
    let (folder, path) = beside(bad);
    let said = dateline(["read", "--format", "jsonl", "--quiet", path.parent().unwrap().to_str().unwrap()]);
    let of = |name: &str| folder.path().join(name).display().to_string();
    let objects = objects(&said.out);
    let pages: Vec<_> = objects.iter().filter(|o| o["type"] == "page").collect();
    let told: Vec<_> = pages
        .iter()
        .filter(|p| p["path"].as_str().unwrap().starts_with(&of("a")))
        .flat_map(|p| p["diagnostics"].as_array().unwrap())
        .collect();
    let articles = |name: &str| {
        let pages = pages.iter().filter(|p| p["path"].as_str().unwrap().starts_with(&of(name)));
        pages.map(|p| p["articles"].as_array().unwrap().len()).sum::<usize>()
    };
    assert_eq!(articles("b.html"), 1, "the good page beside {code:?} was not read:\n{}", said.err);
    let errors = told.iter().any(|d| d["severity"] == "error");
    assert_eq!(said.code, Some(i32::from(errors)), "{code:?}: {}", said.err);
    if let Some(code) = code {
        let found = told.iter().find(|d| d["code"] == code);
        let found = found.unwrap_or_else(|| panic!("no {code} in the record: {told:?}"));
        assert!(!found["message"].as_str().unwrap().is_empty() && found["help"].as_str().unwrap().ends_with('.'));
        let line = said.err.lines().find(|l| l.starts_with(&format!("{code} ")));
        let shown = found["severity"] != "info";
        assert_eq!(line.is_some_and(|l| l.contains(&of("a"))), shown, "{code}: {}", said.err);
    } else {
        assert!(told.iter().all(|d| d["severity"] == "info"), "{told:?}");
    }
    articles("a")
}

#[test]
fn files_without_text() {
    told(b"", Some("source.empty"));
    told(b" \r\n\t \n\n", Some("source.empty"));
    told(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01", Some("source.binary"));
    told(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", Some("source.binary"));
    told(b"<html><body></body></html>", Some("extract.no_article"));
}

#[test]
fn a_page_that_is_cut_off_keeps_its_beginning() {
    let html = good();
    let cut = html.find("the mayor").unwrap();
    assert_eq!(told(&html.as_bytes()[..cut], None), 1);
    assert_eq!(told(&html.as_bytes()[..40], None), 0);
    let packed = gzip(page("Fire", &"A fire in Varna killed two people on Monday. ".repeat(300)).as_bytes());
    assert_eq!(told(&packed[..packed.len() - 20], Some("source.truncated")), 1);
}

#[test]
fn an_archive_that_is_cut_off_keeps_the_records_before_the_cut() {
    let fire = page("Fire in Ruse", "A fire at a market in Ruse killed two people on Monday.");
    let (one, two) = (warc("http://a.example/1", &fire), warc("http://a.example/2", &page("Flood", "Two drowned.")));
    let all = format!("{one}{two}");
    assert!(told(&all.as_bytes()[..one.len() + 400], Some("source.truncated")) >= 1);
    let broken = format!("{one}WARC/1.0\r\nContent-Length: many\r\n\r\n{two}");
    assert!(told(broken.as_bytes(), Some("source.warc.record")) >= 1);
}

#[test]
fn wrong_labels_and_broken_characters() {
    let html = good()
        .replace("the mayor", "mayor Iv\u{e9}n Kol\u{f3}v, p\u{e8}re de trois \u{e9}l\u{e8}ves,")
        .replace("<head>", "<head><meta charset=utf-8>");
    let latin: Vec<u8> = html.chars().map(|c| c as u8).collect();
    assert_eq!(told(&latin, Some("source.charset")), 1);
    let utf8 = html.replace("charset=utf-8", "charset=iso-8859-1");
    assert_eq!(told(utf8.as_bytes(), Some("source.charset")), 1);
    // A few broken bytes in a page that is UTF-8 for the most part.
    let html = html.replace("<p>", "<p>D\u{e9}j\u{e0} vu \u{e0} l'\u{e9}cole, \u{e9}t\u{e9} apr\u{e8}s \u{e9}t\u{e9}. ");
    let mut broken = html.clone().into_bytes();
    let at = html.find("killed").unwrap();
    broken.splice(at..at, *b"\xc3\x28\xff ");
    assert_eq!(told(&broken, Some("source.invalid_text")), 1);
}

#[test]
fn a_broken_line_among_json_lines() {
    let lines = "{\"id\": \"1\", \"text\": \"A fire in Varna killed two people on Monday.\"}\n\
                 {\"id\": \"2\", \"text\": \"A line that was cut\n\
                 [1, 2]\n\
                 {\"id\": \"4\", \"text\": \"A flood in Ruse killed three people on Tuesday.\"}\n";
    assert_eq!(told(lines.as_bytes(), Some("source.json.line")), 2);
    let (_folder, path) = beside(lines.as_bytes());
    let said = dateline(["read", "--quiet", path.to_str().unwrap()]);
    for place in ["a#2", "a#3"] {
        assert!(said.err.contains(place), "{place} is not named: {}", said.err);
    }
}

#[test]
fn paths_that_lead_nowhere_or_in_a_circle() {
    let (folder, path) = beside(b"<p>Nothing.</p>");
    let (missing, good) = (folder.path().join("missing"), folder.path().join("b.html"));
    let said = dateline([Path::new("read"), "--format=jsonl".as_ref(), &missing, &path, &good]);
    assert_eq!(said.code, Some(1));
    assert!(said.err.contains("source.missing") && said.err.contains("missing"), "{}", said.err);
    assert!(said.out.contains("Blast at Varna mill"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path(), folder.path().join("c")).unwrap();
        std::os::unix::fs::symlink("nowhere", folder.path().join("d")).unwrap();
        let said = dateline([Path::new("read"), "--format=jsonl".as_ref(), folder.path()]);
        assert_eq!(said.out.matches("\"type\":\"article\"").count(), 1);
        assert!(said.out.contains("source.repeated"), "{}", said.out);
        assert!(said.err.contains("source.missing") && said.err.contains("leads nowhere"), "{}", said.err);
    }
}

/// A user who is not root may not read everything; as root the program is run as another user.
#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, _) = beside(b"<p>Nothing.</p>");
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("c.html"), good()).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o0)).unwrap();
    let mut command = command(["read".as_ref(), "--format=jsonl".as_ref(), folder.path().as_os_str()]);
    if common::as_nobody(&mut command).is_none() {
        return;
    }
    let said: common::Said = command.output().unwrap().into();
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(said.err.contains("source.permission") && said.err.contains("closed"), "{}", said.err);
    assert!(said.out.contains("Blast at Varna mill"));
}

/// The most memory that a run over the bytes took, in MiB, with its articles and its exit code.
#[cfg(target_os = "linux")]
fn peak(bad: &[u8], code: Option<&str>) -> u64 {
    let (folder, path) = beside(bad);
    let (out, err) = (folder.path().join("out"), folder.path().join("err"));
    let good = folder.path().join("b.html");
    let mut child =
        command(["read".as_ref(), "--format=jsonl".as_ref(), "--threads=2".as_ref(), path.as_os_str(), good.as_os_str()])
            .stdout(fs::File::create(&out).unwrap())
            .stderr(fs::File::create(&err).unwrap())
            .spawn()
            .unwrap();
    let mut most = 0;
    let status = format!("/proc/{}/status", child.id());
    while child.try_wait().unwrap().is_none() {
        let lines = fs::read_to_string(&status).unwrap_or_default();
        let line = lines.lines().find_map(|l| l.strip_prefix("VmHWM:"));
        let kib = line.and_then(|l| l.trim().trim_end_matches(" kB").parse::<u64>().ok());
        most = most.max(kib.unwrap_or(0) / 1024);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let (out, err) = (fs::read_to_string(out).unwrap(), fs::read_to_string(err).unwrap());
    assert!(out.contains("Blast at Varna mill"), "the good page was not read beside {code:?}: {err}");
    assert!(code.is_none_or(|c| out.contains(c)), "{code:?} is not in the record: {err}");
    most
}

/// What memory a hostile file of 8 MB may take. The program with its lists takes some 60 MiB by itself.
#[cfg(target_os = "linux")]
const MOST: u64 = 600;

#[cfg(target_os = "linux")]
#[test]
fn hostile_files_take_bounded_memory() {
    let words = "The explosion at a flour mill in Varna killed six people on Monday. ";
    let dense = words.repeat((8 << 20) / words.len());
    let words = "The old house by the river had stood empty for years, and nobody went there any more. ";
    let line = words.repeat((8 << 20) / words.len());
    let json = format!("{{\"id\": \"1\", \"text\": \"{dense}\"}}\n{{\"id\": \"2\", \"text\": \"A short one.\"}}\n");
    let deep = format!("<html><body>{}<p>Text.</p>", "<div>".repeat(100_000));
    let zeros = vec![0; 8 << 20];
    // A bomb: a packed page of 256 MB, made of one piece so that the test stays quick.
    let piece = gzip(&vec![b'x'; 64 << 20]);
    let bomb = [gzip(b"<html><body>"), piece.repeat(4)].concat();
    for (what, bytes, code) in [
        ("text in one line", line.as_bytes(), None),
        ("a word in one line", &vec![b'a'; 8 << 20], None),
        ("a page without a tag", format!("<!doctype html>{line}").as_bytes(), None),
        ("one JSON line", json.as_bytes(), None),
        ("nested tags", deep.as_bytes(), Some("extract.depth")),
        ("zeros", &gzip(&zeros), Some("source.binary")),
        ("a bomb", &bomb, Some("source.bomb")),
    ] {
        let most = peak(bytes, code);
        eprintln!("{what}: {most} MiB");
        assert!(most < MOST, "{what} took {most} MiB");
    }
}

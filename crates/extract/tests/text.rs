//! The shapes of plain text, each as a file with what is read from it beside it, and what holds for any text at all.
//!
//! `tests/text/NAME.txt` is read, told in words as below, and compared with `tests/text/NAME.expected`.
//! With `DATELINE_BLESS=1` the files are written anew; then read the difference.

use extract::Extracted;
use model::{MediaType, Page};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::PathBuf;

fn read(text: &str) -> Extracted {
    let page = Page::raw("test", MediaType::Text, text.as_bytes().to_vec());
    extract::text::extract(&page, text)
}

/// What was read, for people.
fn told(x: &Extracted) -> String {
    let mut out = String::new();
    for d in &x.diagnostics {
        let _ = writeln!(out, "! {}: {}", d.code, d.message);
    }
    for a in &x.articles {
        let mut field = |name: &str, value: Option<String>| {
            if let Some(v) = value.filter(|v| !v.is_empty()) {
                let _ = writeln!(out, "{name}: {v}");
            }
        };
        field("\nheadline", Some(a.headline.clone().unwrap_or_else(|| "-".into())));
        field("label", a.label.clone());
        field("by", Some(a.bylines.join(", ")));
        field("agencies", Some(a.agencies.join(", ")));
        field("source", a.source.clone());
        field("published", a.published.map(|p| format!("{p} ({})", a.published_from.as_deref().unwrap_or("?"))));
        field("updated", a.updated.map(|u| u.to_string()));
        field("dateline", a.dateline.as_ref().map(|d| d.text.clone()));
        field("url", a.url.clone());
        for b in &a.blocks {
            let kind = format!("{:?}", b.kind).to_lowercase();
            let credit = b.credit.as_ref().map_or(String::new(), |c| format!(" [{c}]"));
            let _ = writeln!(out, "  {kind}{credit}: {}", a.cut(b.range));
        }
    }
    out
}

/// What must hold for every text.
fn sound(text: &str, x: &Extracted) {
    let sum = x.accounted.kept + x.accounted.boilerplate;
    assert_eq!(x.accounted.lost, 0.0);
    assert!(sum == 0.0 || (sum - 1.0).abs() < 1e-9, "{:?}", x.accounted);
    let mut page_at = 0;
    for a in &x.articles {
        assert!(page_at <= a.page_span.0 && a.page_span.0 <= a.page_span.1, "{:?} after {page_at}", a.page_span);
        page_at = a.page_span.1;
        let mut at = 0;
        for b in &a.blocks {
            assert!(at <= b.range.start && b.range.start < b.range.end && b.range.end as usize <= a.text.len());
            assert!(!a.cut(b.range).trim().is_empty());
            at = b.range.end;
        }
        let joined: Vec<&str> = a.blocks.iter().map(|b| a.cut(b.range)).collect();
        assert_eq!(joined.join("\n\n"), a.text);
        if let Some(d) = &a.dateline {
            assert_eq!(a.cut(d.range), d.text);
        }
    }
    assert!(page_at <= text.len() as u64);
}

fn fixtures() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/text");
    let mut out: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    out.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    out.sort();
    out
}

#[test]
fn each_shape_is_read_as_told_beside_it() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let text = std::fs::read_to_string(&path).unwrap();
        let x = read(&text);
        sound(&text, &x);
        let seen = told(&x);
        let beside = path.with_extension("expected");
        if std::env::var_os("DATELINE_BLESS").is_some() {
            std::fs::write(&beside, &seen).unwrap();
        }
        let expected = std::fs::read_to_string(&beside).unwrap_or_default();
        if seen.trim() != expected.trim() {
            wrong.push(format!("=== {}\n--- expected\n{expected}\n--- seen\n{seen}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The texts of one shape, `n` times with different words, as a dump would hold them.
fn dump(shape: usize, n: usize) -> String {
    let towns = ["Aram", "Kestel", "Dorn", "Port Vale", "Eastwick", "Northmouth", "Lower Arrow"];
    let mut out = String::new();
    for i in 0..n {
        let (town, day) = (towns[i % towns.len()], i % 28 + 1);
        let (upper, head) = (town.to_uppercase(), format!("Council of {town} closes bridge number {i}"));
        let body = format!(
            "The council of {town} closed bridge number {i} on Monday, a spokesman said, after cracks had been found in it."
        );
        let _ = match shape {
            0 => write!(
                out,
                "{head}\n\n{head}\nUpdated {day} May 2022\nFollow\n\n{head}\n\n{upper}: {body}\nNobody was hurt.\n\n\n"
            ),
            1 => write!(
                out,
                "Document {} of {n}\n\nHEADLINE: {head}\n\nDATE: {day} May 2022\n\nBODY:\n{body}\n\nNobody was hurt.\n\n",
                i + 1
            ),
            2 => write!(out, "{upper}, {day} May (Hill Wire) - {body}\n\nNobody was hurt.\n\n###\n\n"),
            3 => write!(
                out,
                "ABC-DE1-{:04} (XYZ)\n\n   {upper}, {day} MAY 88 (HW) -- [TEXT] {}\n\n\n",
                i + 1,
                body.to_uppercase()
            ),
            4 => write!(
                out,
                "{head}\nBy Ina Holt\n{day} May 2022\n\n{body}\n\nNobody was hurt.\n\n==========================\n\n"
            ),
            _ => write!(
                out,
                "From a@b.example Mon May  2 10:00:00 2022\nFrom: Post <a@b.example>\nSubject: {head}\nDate: Mon, {day} May 2022 10:00:00 +0000\n\n{body}\n\n"
            ),
        };
    }
    out
}

#[test]
fn a_dump_of_so_many_stories_gives_so_many_articles() {
    for shape in 0..6 {
        for n in [1, 2, 3, 7, 40] {
            let text = dump(shape, n);
            let x = read(&text);
            sound(&text, &x);
            assert_eq!(x.articles.len(), n, "shape {shape}, {n} stories\n{}", told(&x));
            let dated = x.articles.iter().filter(|a| a.published.is_some()).count();
            assert!(shape == 2 || dated == n, "shape {shape}: {dated} of {n} dated");
        }
    }
}

#[test]
fn a_hundred_declared_and_one_missing_is_told_by_its_number() {
    let mut text = String::new();
    for i in (1..=100).filter(|i| *i != 37) {
        let _ = write!(
            text,
            "Document {i} of 100\n\nHEADLINE: Bridge {i} closed\n\nDATE: 2 May 2022\n\nBODY:\nThe bridge is closed.\n\n"
        );
    }
    let x = read(&text);
    assert_eq!(x.articles.len(), 99);
    assert!(
        x.diagnostics.iter().any(|d| d.code == "extract.missing_document" && d.message.ends_with("missing: 37")),
        "{:?}",
        x.diagnostics
    );
}

#[test]
fn a_text_too_long_for_one_article_goes_on_in_the_next() {
    let text = "word ".repeat(2_000_000);
    let x = read(&text);
    sound(&text, &x);
    assert!(x.articles.len() > 1 && x.articles.iter().all(|a| a.text.len() <= 5 << 20));
    assert!(x.diagnostics.iter().any(|d| d.code == "extract.too_long"));
    assert_eq!(x.articles.iter().map(|a| a.text.split_whitespace().filter(|w| *w == "word").count()).sum::<usize>(), 2_000_000);
}

/// Lines that the recognizers look for, to be thrown together in any order.
const LINES: &[&str] = &[
    "",
    "",
    " \u{a0}",
    "Updated 24 March 2024",
    "Follow",
    "1 / 8",
    "Short Url",
    "LONDON: A thing has happened in the town today.",
    "Document 3 of 9",
    "HEADLINE: A bridge falls",
    "BODY:",
    "LENGTH: 20 words",
    "LOAD-DATE: March 1, 2020",
    "End of Document",
    "Document ABCD0020240324ek3o0001p",
    "From a@b Mon Mar 25 06:00:12 2024",
    "From: A <a@b>",
    "Subject: =?utf-8?q?=C3?=",
    "Date: x",
    "Content-Type: multipart/mixed; boundary=\"b\"",
    "--b",
    "--b--",
    "Content-Transfer-Encoding: base64",
    "10.45am GMT",
    "23:10",
    "Posted at 9:05 Something new",
    "###",
    "(END)",
    "---",
    "TAKE 2",
    "BC-Hills-Summary",
    "ABC-DE1-0001 (XYZ)",
    "By Jane Roe",
    "• An item",
    "- another",
    "> quoted",
    "a | b | c",
    "A picture of the sea. (AP/File)",
    "Caption",
    "Read more",
    "Council closes the old bridge",
    "The council said on Monday that it had closed the bridge for good.",
    "\u{c}",
    "LIMA, 12 JAN 89 (EFE) -- [TEXT] MEN CAME.",
    "July 2003 Two men came.",
    "12. twelve",
    "((((",
    "—",
    "\u{202e}x",
    "😀😀",
    "© 2024 The Post",
    "Live: all of it",
];

proptest! {
    #[test]
    fn any_text_is_read_whole(text in "(?s).{0,400}") {
        sound(&text, &read(&text));
    }

    #[test]
    fn any_lines_are_read_whole(picks in prop::collection::vec(0..LINES.len(), 0..60), join in "\n|\r\n|\n\n") {
        let text = picks.iter().map(|i| LINES[*i]).collect::<Vec<_>>().join(&join);
        let x = read(&text);
        sound(&text, &x);
        prop_assert_eq!(&read(&text), &x);
    }

    #[test]
    fn any_opening_cuts_where_letters_begin(text in "[A-Z ,(\\[]{0,30}.{0,60}") {
        if let Some(o) = extract::text::opening(&text) {
            prop_assert!(text.is_char_boundary(o.end) && o.end <= text.len());
            prop_assert!(o.place.is_none_or(|p| !p.of(&text).is_empty()));
        }
    }
}

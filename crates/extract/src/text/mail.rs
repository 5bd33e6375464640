//! Mails as articles: what the headers tell, forwarded mails, signatures; the body is read like any text.

use super::class::{self, is_ruler};
use super::dates::find_stamp;
use super::draft::Draft;
use super::head::is_masthead;
use super::lines::{Doc, Fate, key, squeeze};
use super::mime::{Message, Part, Unpacked};
use super::split;
use model::Diagnostic;
use std::ops::Range;

/// Reads the messages of an unpacked mail; `doc` is over its text.
pub(crate) fn read(doc: &mut Doc, mail: &Unpacked, out: &mut Vec<Draft>, notes: &mut Vec<Diagnostic>) {
    let line_at = |doc: &Doc, byte: usize| doc.lines.partition_point(|l| (l.start as usize) < byte);
    for (range, part) in &mail.parts {
        let fate = match part {
            Part::Header => Fate::Mail,
            Part::Again => Fate::Repeated,
            Part::Body => continue,
        };
        let lines = line_at(doc, range.start)..line_at(doc, range.end);
        doc.mark_open(lines, fate);
    }
    for m in &mail.messages {
        let all = line_at(doc, m.range.start)..line_at(doc, m.range.end);
        let mut seed = from_headers(m);
        keep_headers(doc, all.clone(), &mut seed);
        // The body's stretches; lines between them are marked already.
        let mut from = all.start;
        while from < all.end {
            if doc.lines[from].fate != Fate::Open {
                from += 1;
                continue;
            }
            let mut end = from;
            while end < all.end && doc.lines[end].fate == Fate::Open {
                end += 1;
            }
            body(doc, from..end, &seed, out, notes);
            from = end;
        }
    }
}

fn from_headers(m: &Message) -> Draft {
    let get = |n: &str| m.headers.iter().find(|h| h.name == n).map_or("", |h| h.value.as_str());
    let mut seed = Draft::default();
    set(&mut seed, get("subject"), get("from"), get("date"));
    seed
}

/// Fields from a subject, a sender and a date.
fn set(seed: &mut Draft, subject: &str, from: &str, date: &str) {
    let subject = bare_subject(subject);
    if !subject.is_empty() {
        seed.headline = Some(subject);
        seed.found.insert("headline".into(), "mail subject".into());
    }
    if let Some(stamp) = find_stamp(date) {
        seed.published = Some((stamp, "mail date".into()));
    }
    let (name, address) = from.split_once('<').unwrap_or((from, from));
    let name = squeeze(name.trim().trim_matches('"'));
    let local = address.split('@').next().unwrap_or("").to_lowercase();
    if name.is_empty() || name.contains('@') {
        return;
    }
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let own = words.last().is_some_and(|w| w.len() > 2 && local.contains(w.as_str()));
    const DESKS: [&str; 14] = [
        "news",
        "desk",
        "wire",
        "info",
        "newsletter",
        "alerts",
        "editor",
        "press",
        "noreply",
        "no-reply",
        "daily",
        "service",
        "feed",
        "digest",
    ];
    let own = own && !DESKS.iter().any(|d| local.contains(d));
    if class::is_person(&name) && own && !is_masthead(&name) {
        seed.bylines = vec![name];
        seed.found.insert("bylines".into(), "mail sender".into());
    } else {
        seed.source = Some(name);
        seed.found.insert("source".into(), "mail sender".into());
    }
}

fn bare_subject(s: &str) -> String {
    let mut s = s.trim();
    loop {
        let lower = s.to_lowercase();
        match ["fwd:", "fw:", "re:", "aw:", "wg:", "tr:"].iter().find(|p| lower.starts_with(**p)) {
            Some(p) => s = s[p.len()..].trim_start(),
            None => return squeeze(s),
        }
    }
}

/// The lines of subject, sender and date went into fields.
fn keep_headers(doc: &mut Doc, lines: Range<usize>, _seed: &mut Draft) {
    for i in lines.start..lines.end.min(lines.start + 80) {
        if doc.lines[i].fate != Fate::Mail {
            break;
        }
        let t = doc.line(i);
        if ["Subject:", "From:", "Date:"].iter().any(|h| t.get(..h.len()).is_some_and(|x| x.eq_ignore_ascii_case(h))) {
            doc.mark(i, Fate::Kept);
        }
    }
}

/// Reads one body: a forwarded mail inside it, its signature, its stories.
fn body(doc: &mut Doc, range: Range<usize>, seed: &Draft, out: &mut Vec<Draft>, notes: &mut Vec<Diagnostic>) {
    let mut seed = seed.clone();
    let mut from = range.start;
    let forwarded = range.clone().take(60).find(|&i| {
        let k = key(doc.line(i).get(..doc.line(i).len().min(80)).unwrap_or(""));
        k.starts_with("forwarded message") || k.starts_with("begin forwarded message") || k.starts_with("original message")
    });
    if let Some(mark) = forwarded {
        doc.mark_open(from..mark + 1, Fate::Mail);
        let (mut subject, mut sender, mut date) = (String::new(), String::new(), String::new());
        let mut i = mark + 1;
        while i < range.end && i < mark + 14 {
            let t = doc.line(i).trim_start_matches(['>', ' ', '*']);
            let Some((name, value)) = t.split_once(':').filter(|(n, _)| n.len() <= 12 && !n.contains(' ')) else { break };
            let value = squeeze(value.trim_matches(['*', ' ']));
            match name.trim_matches('*').to_ascii_lowercase().as_str() {
                "subject" => subject = value,
                "from" => sender = value,
                "date" | "sent" => date = value,
                "to" | "cc" | "reply-to" | "bcc" => {}
                _ => break,
            }
            doc.mark(i, Fate::Mail);
            i += 1;
        }
        let mut inner = Draft::default();
        set(&mut inner, &subject, &sender, &date);
        seed.headline = inner.headline.or(seed.headline);
        seed.published = inner.published.or(seed.published);
        if inner.source.is_some() || !inner.bylines.is_empty() {
            (seed.source, seed.bylines) = (inner.source, inner.bylines);
            seed.found = inner.found;
        }
        from = i;
    }
    let mut end = range.end;
    if let Some(sig) = (from..range.end).rev().take(14).find(|&i| doc.line(i) == "--") {
        doc.mark_open(sig..end, Fate::Mail);
        end = sig;
    }
    while from < end && is_ruler(doc.line(from)) {
        doc.mark(from, Fate::Separator);
        from += 1;
    }
    if from >= end {
        return;
    }
    split(doc, from..end, &seed, out, notes);
}

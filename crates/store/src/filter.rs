//! Filters as SQL conditions with bound values, and search words as an FTS5 query.

use crate::{Bits, Filter};
use model::countries;
use rusqlite::types::Value;
use std::sync::Arc;

/// A condition and its values, numbered from ?1.
pub(crate) struct Wanted {
    pub conditions: String,
    pub values: Vec<Value>,
}

struct Builder {
    parts: Vec<String>,
    values: Vec<Value>,
}

impl Builder {
    /// Binds a value; gives its placeholder.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Events whose sources disagree: as the column tells, or, where an older file has none, of these ids (JSON).
    fn disputed(&mut self, id: &str, ids: Option<String>) -> String {
        match ids {
            None => format!("{id} IN (SELECT id FROM events WHERE disputed)"),
            Some(ids) => format!("{id} IN (SELECT value FROM json_each({}))", self.bind(ids)),
        }
    }

    /// Binds several values; gives their placeholders.
    fn any_of(&mut self, values: &[String]) -> String {
        values.iter().map(|v| self.bind(v.clone())).collect::<Vec<_>>().join(", ")
    }

    fn finish(self) -> Wanted {
        let conditions = if self.parts.is_empty() { "1".into() } else { self.parts.join(" AND ") };
        Wanted { conditions, values: self.values }
    }

    /// A place by name, division or country, on a table with the usual columns.
    fn place(&mut self, place: &str, table: &str) -> String {
        let name = self.bind(place.to_string());
        let mut any = vec![format!("{table}.place = {name} COLLATE NOCASE")];
        if table == "e" {
            any.push(format!("e.admin1 = {name} COLLATE NOCASE"));
        }
        if let Some(country) = countries::find(place) {
            let code = self.bind(country.alpha2.to_string());
            any.push(format!("{table}.country = {code}"));
        }
        format!("({})", any.join(" OR "))
    }

    /// Ids of the actors that are meant.
    fn actor(&mut self, actor: &str) -> String {
        let whole = self.bind(actor.to_string());
        let part = self.bind(format!("% {} %", escape(actor)));
        format!(
            "(SELECT x.id FROM actors x WHERE x.id = {whole} OR (' ' || x.name || ' ') LIKE {part} ESCAPE '\\'
              OR EXISTS (SELECT 1 FROM json_each(x.aliases) j WHERE (' ' || j.value || ' ') LIKE {part} ESCAPE '\\'))"
        )
    }
}

pub(crate) fn escape(s: &str) -> String {
    s.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn kind(b: &mut Builder, table: &str, kind: &str) -> String {
    let exact = b.bind(kind.to_string());
    let below = b.bind(format!("{}.%", escape(kind)));
    format!("({table}.kind = {exact} OR {table}.kind LIKE {below} ESCAPE '\\')")
}

/// Conditions on `events e`. `disputed` has the ids of those whose sources disagree, where no column tells.
pub(crate) fn events(f: &Filter, disputed: Option<String>) -> Wanted {
    let mut b = Builder { parts: Vec::new(), values: Vec::new() };
    if let Some(from) = f.from {
        let v = b.bind(from.date.to_string());
        b.parts.push(format!("coalesce(e.end_day, e.start_day) >= {v}"));
    }
    if let Some(to) = f.to {
        // A moment of the last day sorts after the day itself.
        let v = b.bind(format!("{}~", to.date));
        b.parts.push(format!("e.start_day <= {v}"));
    }
    if let Some(place) = &f.place {
        let p = b.place(place, "e");
        b.parts.push(p);
    }
    if let Some(k) = &f.kind {
        let k = kind(&mut b, "e", k);
        b.parts.push(k);
    }
    if let Some(actor) = &f.actor {
        let ids = b.actor(actor);
        let part = b.bind(format!("% {} %", escape(actor)));
        b.parts.push(format!(
            "EXISTS (SELECT 1 FROM event_roles x WHERE x.event = e.id AND (x.actor IN {ids} OR (' ' || x.name || ' ') LIKE {part} ESCAPE '\\'))"
        ));
    }
    if let Some(n) = f.min_toll {
        let v = b.bind(n);
        b.parts.push(format!("max(coalesce(e.killed, 0), coalesce(e.injured, 0)) >= {v}"));
    }
    if f.no_background {
        b.parts.push("NOT e.background".into());
    }
    if !f.status.is_empty() {
        let words = b.any_of(&f.status);
        b.parts.push(format!("e.status IN ({words})"));
    }
    if let Some(source) = &f.source {
        let v = b.bind(source.to_string());
        b.parts.push(format!(
            "EXISTS (SELECT 1 FROM reports r JOIN articles a ON a.id = r.article WHERE r.event = e.id AND a.source = {v} COLLATE NOCASE)"
        ));
    }
    if let Some(since) = f.since {
        let v = b.bind(since.date.to_string());
        b.parts.push(format!("e.last_reported >= {v}"));
    }
    if f.disagree {
        let p = b.disputed("e.id", disputed);
        b.parts.push(p);
    }
    b.finish()
}

/// Conditions on `articles a`. Place, kind, actor and toll ask for a report that has them. `disputed` as with events.
pub(crate) fn articles(f: &Filter, disputed: Option<String>) -> Wanted {
    let mut b = Builder { parts: Vec::new(), values: Vec::new() };
    if let Some(from) = f.from {
        let v = b.bind(from.date.to_string());
        b.parts.push(format!("a.published >= {v}"));
    }
    if let Some(to) = f.to {
        let v = b.bind(format!("{}~", to.date));
        b.parts.push(format!("a.published <= {v}"));
    }
    let mut of_report = Vec::new();
    if let Some(place) = &f.place {
        let p = b.place(place, "r");
        of_report.push(p);
    }
    if let Some(k) = &f.kind {
        let k = kind(&mut b, "r", k);
        of_report.push(k);
    }
    if let Some(n) = f.min_toll {
        let v = b.bind(n);
        of_report.push(format!(
            "EXISTS (SELECT 1 FROM report_figures g WHERE g.report = r.id AND g.what IN ('killed', 'injured') AND NOT g.part AND g.best >= {v})"
        ));
    }
    if f.no_background {
        of_report.push("NOT r.background".into());
    }
    if !f.status.is_empty() {
        let words = b.any_of(&f.status);
        of_report.push(format!("r.status IN ({words})"));
    }
    if f.disagree {
        of_report.push(b.disputed("r.event", disputed));
    }
    if let Some(source) = &f.source {
        let v = b.bind(source.to_string());
        b.parts.push(format!("a.source = {v} COLLATE NOCASE"));
    }
    if let Some(since) = f.since {
        let v = b.bind(since.date.to_string());
        b.parts.push(format!("a.published >= {v}"));
    }
    if !of_report.is_empty() {
        b.parts.push(format!("EXISTS (SELECT 1 FROM reports r WHERE r.article = a.id AND {})", of_report.join(" AND ")));
    }
    if let Some(actor) = &f.actor {
        let ids = b.actor(actor);
        b.parts.push(format!("EXISTS (SELECT 1 FROM names n WHERE n.article = a.id AND n.actor IN {ids})"));
    }
    b.finish()
}

/// Without control characters: FTS5 takes a NUL for the end of the query.
fn readable(input: &str) -> String {
    input.replace(char::is_control, " ")
}

/// Words as an FTS5 query: each word must occur, "words in quotes" stand together, a final `*` takes any ending.
/// `None` where nothing is asked for. No other FTS5 syntax gets through.
pub(crate) fn words(input: &str) -> Option<String> {
    let input = &readable(input);
    let mut out = Vec::new();
    for (i, piece) in input.split('"').enumerate() {
        if i % 2 == 1 {
            let words: Vec<&str> = piece.split_whitespace().collect();
            if !words.is_empty() {
                out.push(format!("\"{}\"", words.join(" ")));
            }
        } else {
            out.extend(piece.split_whitespace().map(|w| match w.strip_suffix('*') {
                Some(stem) if !stem.is_empty() => format!("\"{stem}\" *"),
                _ => format!("\"{w}\""),
            }));
        }
    }
    (!out.is_empty()).then(|| out.join(" "))
}

/// Knows which articles hold a term of [`Asked`].
pub trait Holds {
    /// What can go wrong.
    type Error;

    /// The articles that hold a term.
    fn holding(&mut self, term: &str) -> Result<Arc<Bits>, Self::Error>;

    /// The same where it need not be looked for.
    fn known(&mut self, term: &str) -> Option<Arc<Bits>>;

    /// Those of some articles that hold a term: found by looking into each.
    fn among(&mut self, term: &str, articles: &Bits) -> Result<Bits, Self::Error>;

    /// Those of some articles, or of all, that hold a term of these words, where it is known in which places each of them
    /// stands.
    fn together(&mut self, _term: &str, _words: &[&str], _of: Option<&Bits>) -> Result<Option<Bits>, Self::Error> {
        Ok(None)
    }
}

impl<E, F: FnMut(&str) -> Result<Arc<Bits>, E>> Holds for F {
    type Error = E;

    fn holding(&mut self, term: &str) -> Result<Arc<Bits>, E> {
        self(term)
    }

    fn known(&mut self, _: &str) -> Option<Arc<Bits>> {
        None
    }

    fn among(&mut self, term: &str, articles: &Bits) -> Result<Bits, E> {
        let mut out = articles.clone();
        out.keep(&*self(term)?);
        Ok(out)
    }
}

/// Articles that are as soon looked into for a phrase as it is looked up.
const AS_SOON: usize = 30;
/// Entries of the index that are gone through while one article is looked into, wherever that stands on the disk.
const ENTRIES: usize = 1000;

/// The articles that hold all of some terms. The index finds a phrase by going through all entries of its words; where few
/// articles are left that may hold it, they are looked into instead.
fn all_of<H: Holds>(terms: &[String], index: &mut H) -> Result<Bits, H::Error> {
    let (phrases, words): (Vec<_>, Vec<_>) = terms.iter().partition(|t| words_of(t).is_some());
    let mut left: Option<Bits> = None;
    let keep = |left: &mut Option<Bits>, term: Arc<Bits>| match left {
        Some(left) => left.keep(&term),
        None => *left = Some((*term).clone()),
    };
    for word in words {
        keep(&mut left, index.holding(word)?);
    }
    for phrase in phrases {
        if let Some(articles) = index.known(phrase) {
            keep(&mut left, articles);
            continue;
        }
        let words = words_of(phrase).unwrap_or_default();
        if let Some(found) = index.together(phrase, &words, left.as_ref())? {
            left = Some(found);
            continue;
        }
        let (mut may, mut entries) = (left.clone(), 0);
        for word in words {
            if let Some(articles) = index.known(&format!("\"{word}\"")) {
                entries += articles.count();
                keep(&mut may, articles);
            }
        }
        match may {
            Some(may) if may.count() <= AS_SOON.max(entries / ENTRIES) => left = Some(index.among(phrase, &may)?),
            _ => keep(&mut left, index.holding(phrase)?),
        }
    }
    Ok(left.unwrap_or_default())
}

/// The words of a term that is a phrase of letters and digits without marks.
pub(crate) fn words_of(term: &str) -> Option<Vec<&str>> {
    let words: Vec<&str> = term.strip_prefix('"')?.strip_suffix('"')?.split(' ').collect();
    let plain = words.iter().all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphanumeric()));
    (plain && words.len() > 1).then_some(words)
}

/// What search words ask for: `-word` for what must not occur and `OR` between alternatives, else as [`words`]. Each term is
/// an FTS5 query of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Alternatives, each of terms that must all occur.
    any: Vec<Vec<String>>,
    /// Terms that must not occur.
    none: Vec<String>,
}

impl Asked {
    /// Reads search words; `None` where nothing is asked for.
    pub fn of(input: &str) -> Option<Asked> {
        let input = &readable(input);
        let out = Asked::read(input);
        (!out.any.is_empty()).then_some(out)
    }

    /// The terms that must not occur, of search words that ask for no others.
    pub fn only_unwanted(input: &str) -> Vec<String> {
        let out = Asked::read(&readable(input));
        if out.any.is_empty() { out.none } else { Vec::new() }
    }

    fn read(input: &str) -> Asked {
        let mut out = Asked::default();
        let (mut either, mut unwanted) = (false, false);
        for (i, piece) in input.split('"').enumerate() {
            let quoted = piece.split_whitespace().collect::<Vec<_>>().join(" ");
            let parts: Vec<&str> = if i % 2 == 1 { vec![quoted.as_str()] } else { piece.split_whitespace().collect() };
            let last = parts.len().saturating_sub(1);
            for (n, part) in parts.into_iter().enumerate().filter(|(_, p)| !p.is_empty()) {
                // -"two words": the minus stands right before the marks.
                if i % 2 == 0 && part == "-" && n == last && piece.ends_with('-') {
                    unwanted = true;
                    continue;
                }
                if i % 2 == 1 && std::mem::take(&mut unwanted) {
                    out.none.push(format!("\"{part}\""));
                    continue;
                }
                if i % 2 == 0 && part == "OR" {
                    either = true;
                    continue;
                }
                if let (0, Some(not)) = (i % 2, part.strip_prefix('-')) {
                    out.none.extend(words(not));
                    continue;
                }
                let Some(term) = (if i % 2 == 1 { Some(format!("\"{part}\"")) } else { words(part) }) else { continue };
                match out.any.last_mut().filter(|_| !either) {
                    Some(all) => all.push(term),
                    None => out.any.push(vec![term]),
                }
                either = false;
            }
        }
        out
    }

    /// The articles that are asked for.
    pub fn articles<H: Holds>(&self, mut index: H) -> Result<Bits, H::Error> {
        let mut out = Bits::default();
        for all in &self.any {
            let together = all_of(all, &mut index)?;
            if out.is_empty() {
                out = together;
            } else {
                out.join(&together);
            }
        }
        for term in &self.none {
            out.remove(&*index.holding(term)?);
        }
        Ok(out)
    }

    /// Each alternative by itself, as it can be remembered, where there are several.
    pub fn alternatives(&self) -> Vec<(String, Asked)> {
        let alone = |all: &Vec<String>| (all.join(" AND "), Asked { any: vec![all.clone()], none: Vec::new() });
        if self.any.len() > 1 { self.any.iter().map(alone).collect() } else { Vec::new() }
    }

    /// The terms that must not occur.
    pub fn unwanted(&self) -> &[String] {
        &self.none
    }

    /// As one FTS5 query, where `AND` binds more closely than `OR`.
    fn query(&self) -> String {
        let wanted = self.any.iter().map(|all| all.join(" AND ")).collect::<Vec<_>>().join(" OR ");
        if self.none.is_empty() { wanted } else { format!("({wanted}) NOT ({})", self.none.join(" OR ")) }
    }
}

/// The same as one FTS5 query.
pub(crate) fn phrase(input: &str) -> Option<String> {
    Asked::of(input).map(|asked| asked.query())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_knows_not_and_or() {
        assert_eq!(phrase("fire OR flood -drill").unwrap(), "(\"fire\" OR \"flood\") NOT (\"drill\")");
        assert_eq!(phrase("\"two  words\" bomb*").unwrap(), "\"two words\" AND \"bomb\" *");
        assert_eq!(phrase("-only"), None);
        assert_eq!(phrase("fire -\"two words\" \"a phrase\"").unwrap(), "(\"fire\" AND \"a phrase\") NOT (\"two words\")");
        assert_eq!(Asked::only_unwanted("-fire -\"two words\""), ["\"fire\"", "\"two words\""]);
        assert!(Asked::only_unwanted("mill -fire").is_empty());
    }

    #[test]
    fn search_words_cannot_break_out() {
        assert_eq!(words("fire NEAR(a b)").unwrap(), "\"fire\" \"NEAR(a\" \"b)\"");
        assert_eq!(words("\"two words\" bomb*").unwrap(), "\"two words\" \"bomb\" *");
        assert_eq!(words(" \" "), None);
        assert_eq!(words("\0a\u{1f}b").unwrap(), "\"a\" \"b\"");
    }
}

//! What a search asks, and what is found: rows, counts, facets and the histogram, remembered until the data change.

use crate::http::Request;
use crate::params::Params;
use crate::problem::Problem;
use crate::{RARELY, Room};
use model::EventId;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use store::{
    Asked, Base, Bits, Browse, Columns, Counted, Counter, DayOf, Facet, Holds, NO_DAY, Positions, Query, Selection, USUAL, day,
    together,
};

/// A search in its parts.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Words in the text of articles.
    pub words: String,
    /// Everything else.
    pub query: Query,
    /// How to order.
    pub sort: String,
    /// True where nothing was said about status, so that only what happened is shown.
    pub usual_status: bool,
    /// What could not be understood.
    pub notices: Vec<String>,
}

/// What was found.
pub struct Found {
    /// What was searched: rows are of these columns, which may have made room for others meanwhile.
    pub columns: Arc<Columns>,
    /// The rows taken.
    selection: Selection,
    /// How they are ordered.
    sort: String,
    /// What is counted of them.
    pub counts: Counts,
}

/// What is counted of the events found.
pub struct Counts {
    /// Values with counts.
    pub facets: Vec<(Facet, Vec<Counted>)>,
    /// 1 for days, 100 for months, 10,000 for years.
    pub unit: i32,
    /// Events by that unit.
    pub histogram: Vec<(i32, u64)>,
    /// Reports of these events.
    pub reports: u64,
    /// Articles with these events.
    pub articles: u64,
    /// Events without a point on the map.
    pub unplaced: u64,
}

impl Found {
    /// How many events.
    pub fn len(&self) -> usize {
        self.selection.count
    }

    /// The rows in the wanted order.
    pub fn rows(&self) -> Box<dyn Iterator<Item = u32> + '_> {
        match self.columns.order(&self.sort) {
            Some(order) => Box::new(order.iter().copied().filter(|row| self.selection.rows.has(*row))),
            None => Box::new(self.selection.rows.iter()),
        }
    }

    /// The first rows.
    pub fn first(&self, most: usize) -> Vec<u32> {
        self.rows().take(most).collect()
    }
}

/// What a search takes of all days: how often it was asked for with days, and its running counts once it was often enough.
#[derive(Default)]
pub(crate) struct Set {
    asked: AtomicU32,
    base: OnceLock<Base>,
}

/// Running counts of a set take as long to make as a handful of answers: they are made from the so manyth asking on.
const OFTEN: u32 = 3;

/// Articles that are looked at for the best of a search, at most: some twenty milliseconds.
pub(crate) const RANKED: usize = 20_000;
/// A word is common that one in so many articles holds.
const COMMON: usize = 50;
/// Words that are looked up before they are asked for, at most.
pub(crate) const WORDS: usize = 320;
/// Memory for the places of words, in bytes.
const PLACES: usize = 128 << 20;

/// Says when it goes that no running counts are being made any more.
struct Done(Arc<AtomicBool>);

impl Drop for Done {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Release);
    }
}

/// The filters of events, by their names in a URL.
pub const FILTERS: &[&str] = &[
    "q",
    "from",
    "to",
    "time",
    "place",
    "killed",
    "injured",
    "toll",
    "box",
    "kind",
    "country",
    "actor",
    "source",
    "disagree",
    "status",
    "background",
    "precision",
    "time_precision",
    "language",
    "sort",
    "after",
    "limit",
];

/// True for a name in a URL that a search understands.
fn known(name: &str) -> bool {
    FILTERS.contains(&name) || matches!(name, "view" | "format" | "lanes" | "token")
}

/// The search that a query string asks for.
pub fn parse(p: &Params) -> Result<Search, Problem> {
    let mut s = Search::default();
    let mut p = p.clone();
    s.words = fields(p.get("q").unwrap_or("").chars().take(1000).collect::<String>().as_str(), &mut p, &mut s.query);
    for facet in Facet::ALL {
        let values = p.all(facet.name());
        let every_status = facet == Facet::Status && values.iter().any(|v| v == "any");
        if !values.is_empty() && !every_status {
            s.query.any.push((facet, values));
        }
    }
    if p.get("status").is_none() {
        s.usual_status = true;
        s.query.any.push((Facet::Status, USUAL.map(String::from).to_vec()));
    }
    s.query.from = days(&p, "from", false)?;
    s.query.to = days(&p, "to", true)?;
    s.query.day = match p.get("time") {
        Some("reported") => DayOf::Reported,
        Some("updated") => DayOf::Updated,
        _ => DayOf::Happened,
    };
    s.query.place = p.get("place").map(str::to_string);
    for what in ["killed", "injured", "toll"] {
        if let Some(n) = p.get(what) {
            let n =
                n.parse().map_err(|_| Problem::new("bad-parameter", format!("'{what}' wants a number, as in {what}=10")))?;
            s.query.at_least = Some((what.into(), n));
        }
    }
    if let Some(b) = p.get("box") {
        let sides: Vec<f32> = b.split(',').filter_map(|n| n.trim().parse().ok()).collect();
        let sides =
            sides.try_into().map_err(|_| Problem::new("bad-parameter", "'box' wants west,south,east,north in degrees"))?;
        s.query.within = Some(sides);
    }
    s.sort = p.get("sort").unwrap_or("newest").into();
    for (name, _) in &p.0 {
        if !known(name) && !s.notices.iter().any(|n| n.contains(name.as_str())) {
            s.notices.push(format!("'{name}' is not known here and was passed over"));
        }
    }
    Ok(s)
}

/// A day; a month or a year is its first or last day.
pub fn days(p: &Params, name: &str, last: bool) -> Result<Option<i32>, Problem> {
    let Some(text) = p.get(name) else { return Ok(None) };
    let full = match (text.len(), last) {
        (4, false) => format!("{text}-01-01"),
        (4, true) => format!("{text}-12-31"),
        (7, false) => format!("{text}-01"),
        (7, true) => format!("{text}-31"),
        _ => text.to_string(),
    };
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = full.get(..10).unwrap_or("").split('-').collect();
    let told = matches!(parts[..], [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2)
        && ("01"..="12").contains(&m) && ("01"..="31").contains(&d));
    match if told { day(Some(&full)) } else { NO_DAY } {
        NO_DAY => {
            Err(Problem::new("bad-parameter", format!("'{name}' wants a day as 2024-03-22, a month as 2024-03, or a year")))
        }
        d => Ok(Some(d)),
    }
}

/// Takes `field:value` and `-field:value` out of the search words; gives the words that are left.
fn fields(q: &str, p: &mut Params, query: &mut Query) -> String {
    let mut words = Vec::new();
    for part in parts(q) {
        let (minus, rest) = part.strip_prefix('-').map_or((false, part.as_str()), |r| (true, r));
        let field = rest.split_once(':').filter(|(k, v)| !v.is_empty() && known(&k.to_lowercase()));
        let Some((name, value)) = field.or_else(|| rest.strip_prefix("near:").map(|v| ("place", v))) else {
            words.push(part);
            continue;
        };
        let (name, value) = (name.to_lowercase(), value.trim_matches('"'));
        match Facet::ALL.iter().find(|f| f.name() == name) {
            Some(f) if minus => query.none.push((*f, vec![value.into()])),
            _ if name != "q" => p.0.push((name, value.into())),
            _ => {}
        }
    }
    words.join(" ")
}

/// The words of a search; what stands in quotation marks stays together with what it hangs on.
fn parts(q: &str) -> Vec<String> {
    let (mut out, mut now, mut quoted) = (Vec::new(), String::new(), false);
    for c in q.chars() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            out.push(std::mem::take(&mut now));
        } else {
            now.push(c);
        }
    }
    out.push(now);
    out.retain(|w| !w.is_empty());
    out
}

impl Room {
    /// Searches, or remembers what was found before.
    pub(crate) fn find(&self, s: &Search) -> Result<Arc<Found>, Problem> {
        let (key, c) = (format!("{s:?}"), self.columns());
        if let Some(found) = self.found.get(key.as_str(), &c) {
            return Ok(found);
        }
        let told = if s.words.is_empty() { None } else { self.telling(&s.words, &c)? };
        let selection = c.select(&s.query, told.as_deref());
        let counter = c.counter(&selection);
        let undated = Query { from: None, to: None, ..s.query.clone() };
        let set = if counter.wants_base() { Some(self.set(&s.words, undated, told.as_ref(), &c)) } else { None };
        let counter = match set.as_ref().and_then(|set| set.base.get()) {
            Some(base) => counter.near(base),
            None => counter,
        };
        let counts = Counts::of(&c, s, &selection, &counter);
        let found = Arc::new(Found { columns: c.clone(), selection, sort: s.sort.clone(), counts });
        self.found.put(key, &c, found.clone());
        Ok(found)
    }

    /// What a search takes of all days, if days of it were asked for before: others will be asked for too, so that its running
    /// counts are made meanwhile.
    fn set(&self, words: &str, undated: Query, told: Option<&Arc<Bits>>, c: &Arc<Columns>) -> Arc<Set> {
        let key = format!("{words} {undated:?}");
        let set = self.sets.get(key.as_str(), c).unwrap_or_default();
        let asked = set.asked.fetch_add(1, Ordering::Relaxed) + 1;
        if asked == 1 {
            self.sets.put(key, c, set.clone());
        }
        if asked >= OFTEN && set.base.get().is_none() && !self.counting.swap(true, Ordering::Acquire) {
            let (set, c, told, done) = (set.clone(), c.clone(), told.cloned(), Done(self.counting.clone()));
            std::thread::spawn(move || {
                let _done = done;
                set.base.get_or_init(|| c.base(c.select(&undated, told.as_deref()).rows));
            });
        }
        set
    }

    /// The rows whose articles hold the words, remembered too: the same words come with many filters.
    fn telling(&self, words: &str, c: &Arc<Columns>) -> Result<Option<Arc<Bits>>, Problem> {
        if let Some(rows) = self.words.get(words, c) {
            return Ok(Some(rows));
        }
        let Some(asked) = Asked::of(words) else { return Ok(None) };
        let alternatives = asked.alternatives();
        let rows = Arc::new(match alternatives.is_empty() {
            true => c.telling(&asked.articles(Terms { room: self, columns: c })?),
            false => self.telling_any(&asked, &alternatives, c)?,
        });
        self.words.put(words.to_string(), c, rows.clone());
        Ok(Some(rows))
    }

    /// The rows of any of several alternatives. Those of each are remembered by themselves; only rows that some article with
    /// an unwanted word tells are asked whether another one tells them.
    fn telling_any(&self, asked: &Asked, alternatives: &[(String, Asked)], c: &Arc<Columns>) -> Result<Bits, Problem> {
        let mut terms = Terms { room: self, columns: c };
        let told = |key: &str, articles: &mut dyn FnMut() -> Result<Arc<Bits>, Problem>| {
            if let Some(told) = self.told.get(key, c) {
                return Ok::<_, Problem>(told);
            }
            let told = Arc::new(c.telling(&*articles()?));
            self.told.put(key.to_string(), c, told.clone());
            Ok(told)
        };
        let (mut rows, mut unwanted) = (Bits::default(), Bits::default());
        for (key, alone) in alternatives {
            rows.join(&*told(key, &mut || Ok(Arc::new(alone.articles(Terms { room: self, columns: c })?)))?);
        }
        for term in asked.unwanted() {
            unwanted.join(&*told(term, &mut || terms.holding(term))?);
        }
        if asked.unwanted().is_empty() {
            return Ok(rows);
        }
        Ok(c.telling_among(rows, &unwanted, &asked.articles(terms)?))
    }

    /// The number of the first article that is looked at for the best of a search: where very many hold the words, only those
    /// that were read last are. 0 where all are.
    pub(crate) fn ranked_from(&self, words: &str) -> Result<u32, Problem> {
        let Some(asked) = Asked::of(words) else { return Ok(0) };
        Ok(asked.articles(Terms { room: self, columns: &self.columns() })?.last(RANKED))
    }

    /// Looks up words that many articles hold before anybody asks for them, and where they stand: with these the index is slow,
    /// and they are in many searches.
    pub(crate) fn learn(&self) -> Result<(), Problem> {
        let c = self.columns();
        let mut terms = Terms { room: self, columns: &c };
        let mut words = self.with(|db| Ok(db.common_words(COMMON)?))?;
        words.truncate(WORDS);
        self.learnt.put((), &c, Arc::new(words.clone()));
        let mut left = PLACES;
        // The places of those that fewer articles hold take less room.
        for word in words.into_iter().rev() {
            let articles = terms.holding(&format!("\"{word}\""))?;
            // Three bytes and more for each.
            if articles.count() * 3 > left {
                continue;
            }
            if let Some(places) = self.with(|db| Ok(db.positions(&word, left / 2)?))? {
                left = left.saturating_sub(places.bytes());
                self.places.put(word, &c, Arc::new(places));
            }
        }
        Ok(())
    }

    /// The search of a request with what was found.
    pub(crate) fn search(&self, r: &Request) -> Result<(Search, Arc<Found>), Problem> {
        let s = parse(&r.query)?;
        let found = self.find(&s)?;
        Ok((s, found))
    }
}

/// The articles that hold a term, remembered by themselves: the same words come in many searches.
struct Terms<'a> {
    room: &'a Room,
    columns: &'a Arc<Columns>,
}

/// The beginning that a term wants of a word, in lower case, where it is one of letters and digits without marks, and more than
/// one of them: with a single letter too many words begin that are not known.
fn begun(term: &str) -> Option<String> {
    let stem = term.strip_prefix('"')?.strip_suffix("\" *")?;
    let plain = stem.len() > 1 && stem.bytes().all(|b| b.is_ascii_alphanumeric());
    plain.then(|| stem.to_ascii_lowercase())
}

impl Terms<'_> {
    /// The articles with a word that begins so. The index joins those of each such word one by one, which takes long where common
    /// ones are among them: these are known.
    fn with_begun(&mut self, term: &str, stem: &str) -> Result<Bits, Problem> {
        let learnt = self.room.learnt.get(&(), self.columns);
        let all = learnt.iter().flat_map(|words| words.iter()).filter(|w| w.starts_with(stem));
        let known: Vec<(&str, Arc<Bits>)> = all.filter_map(|w| Some((w.as_str(), self.known(&format!("\"{w}\""))?))).collect();
        if known.is_empty() {
            return self.room.with(|db| Ok(db.articles_holding(term)?));
        }
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let mut out = self.room.with(|db| Ok(db.articles_with_begun(stem, &words)?))?;
        known.iter().for_each(|(_, articles)| out.join(articles));
        Ok(out)
    }
}

impl Holds for Terms<'_> {
    type Error = Problem;

    fn holding(&mut self, term: &str) -> Result<Arc<Bits>, Problem> {
        if let Some(articles) = self.known(term) {
            return Ok(articles);
        }
        let articles = Arc::new(match begun(term) {
            Some(stem) => self.with_begun(term, &stem)?,
            None => self.room.with(|db| Ok(db.articles_holding(term)?))?,
        });
        let (key, c) = (term.to_string(), self.columns);
        match articles.count() <= RARELY {
            true => self.room.rare.put(key, c, Arc::new(articles.iter().collect())),
            false => self.room.terms.put(key, c, articles.clone()),
        }
        Ok(articles)
    }

    fn known(&mut self, term: &str) -> Option<Arc<Bits>> {
        let rare = || Some(Arc::new(self.room.rare.get(term, self.columns)?.iter().copied().collect()));
        self.room.terms.get(term, self.columns).or_else(rare)
    }

    fn among(&mut self, term: &str, articles: &Bits) -> Result<Bits, Problem> {
        self.room.with(|db| Ok(db.articles_among(term, articles)?))
    }

    fn together(&mut self, term: &str, words: &[&str], of: Option<&Bits>) -> Result<Option<Bits>, Problem> {
        let known = |word: &&str| self.room.places.get(word.to_ascii_lowercase().as_str(), self.columns);
        let Some(places) = words.iter().map(known).collect::<Option<Vec<_>>>() else { return Ok(None) };
        let places: Vec<&Positions> = places.iter().map(Arc::as_ref).collect();
        let (mut found, doubt) = together(&places, of);
        if !doubt.is_empty() {
            found.join(&self.among(term, &doubt)?);
        }
        Ok(Some(found))
    }
}

impl Counts {
    fn of(c: &Columns, s: &Search, selection: &Selection, counter: &Counter) -> Counts {
        let facets = Facet::ALL.into_iter().map(|f| (f, counter.facet(f))).collect();
        let (reports, articles) = counter.told();
        let months = c.histogram(selection, s.query.day, 100);
        let unit = match (months.first(), months.last()) {
            (Some(a), Some(b)) => match (b.0 / 100 - a.0 / 100) * 12 + b.0 % 100 - a.0 % 100 {
                0..=3 => 1,
                4..=240 => 100,
                _ => 10_000,
            },
            _ => 10_000,
        };
        let histogram = if unit == 100 { months } else { c.histogram(selection, s.query.day, unit) };
        Counts { facets, unit, histogram, reports, articles, unplaced: c.unplaced(selection) }
    }
}

/// The rows of one page, with the cursor of the next: the last id and its number, so that new events move nothing.
pub fn page(found: &Found, after: Option<&str>, limit: usize) -> (Vec<u32>, Option<String>) {
    let c = &found.columns;
    let start = after.map_or(0, |cursor| {
        let (id, n) = cursor.split_once('.').unwrap_or((cursor, "0"));
        let row = id.parse::<EventId>().ok().and_then(|id| c.row(id));
        let at = row.and_then(|row| found.rows().position(|r| r as usize == row));
        at.map_or_else(|| n.parse().unwrap_or(0), |at| at + 1)
    });
    let start = start.min(found.len());
    let rows: Vec<u32> = found.rows().skip(start).take(limit).collect();
    let end = start + rows.len();
    let last = rows.last().filter(|_| end < found.len());
    let next = last.map(|row| format!("{}.{end}", c.ids[*row as usize]));
    (rows, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_leave_the_words() {
        let s = parse(&Params::parse("q=actor:%22the+army%22+killed+-kind:protest+near:Goma+%22two+words%22")).unwrap();
        assert_eq!(s.words, "killed \"two words\"");
        assert!(s.query.any.contains(&(Facet::Actor, vec!["the army".into()])));
        assert_eq!(s.query.none, [(Facet::Kind, vec!["protest".into()])]);
        assert_eq!(s.query.place.as_deref(), Some("Goma"));
    }

    #[test]
    fn months_and_years_are_ranges() {
        let s = parse(&Params::parse("from=2024&to=2024-02")).unwrap();
        assert_eq!((s.query.from, s.query.to), (Some(20240101), Some(20240231)));
        assert!(parse(&Params::parse("from=soon")).is_err());
        assert_eq!(parse(&Params::parse("colour=red")).unwrap().notices.len(), 1);
    }
}

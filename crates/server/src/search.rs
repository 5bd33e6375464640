//! What a search asks, and what is found: rows, counts, facets and the histogram, remembered until the data change.

use crate::grammar::{Piece, Slip, What, pieces, slip_of_words, words};
use crate::http::Request;
use crate::params::Params;
use crate::problem::Problem;
use crate::{RARELY, Room, values};
use model::{EventId, StoryId};
use serde_json::json;
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
    /// The story that the events must belong to.
    pub story: Option<StoryId>,
    /// How to order.
    pub sort: String,
    /// True where nothing was said about status, so that only what happened is shown.
    pub usual_status: bool,
}

/// A search as it was read: what is understood of it, and what is not.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What is understood.
    pub search: Search,
    /// The pieces of the box.
    pub pieces: Vec<Piece>,
    /// What is passed over.
    pub notices: Vec<String>,
    /// What cannot be understood.
    pub faults: Vec<Fault>,
}

/// A parameter that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its name.
    pub name: String,
    /// What it has.
    pub value: String,
    /// Between which characters of it something is wrong; all of it where nothing is said.
    pub at: Option<(usize, usize)>,
    /// Why, in words.
    pub why: String,
    /// True where a page can do without it, and only says so.
    pub small: bool,
}

impl Fault {
    /// Of a whole parameter.
    fn of(p: &Params, name: &str, why: String) -> Fault {
        Fault { name: name.into(), value: p.get(name).unwrap_or("").into(), at: None, why, small: false }
    }

    /// Of some words in the box.
    pub fn in_box(name: &str, typed: &str, slip: Slip) -> Fault {
        Fault { name: name.into(), value: typed.into(), at: Some((slip.at, slip.to)), why: slip.why, small: false }
    }

    /// As a problem for programs, all that is wrong beside the first.
    pub fn problem(all: &[Fault]) -> Option<Problem> {
        let first = all.first()?;
        let one = |f: &Fault| {
            let mut v = json!({"parameter": f.name, "detail": f.why});
            if let Some((start, end)) = f.at {
                v["span"] = json!([start, end]);
            }
            v
        };
        let code = if first.at.is_some() { "bad-search" } else { "bad-parameter" };
        let detail = match first.at {
            Some((at, _)) => format!("{}, at character {} of '{}'.", first.why.trim_end_matches('.'), at + 1, first.name),
            None => first.why.clone(),
        };
        let errors = all.iter().map(one).collect();
        Some(Problem { more: Some(Box::new(("errors", errors))), ..Problem::new(code, detail) })
    }
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
    "story",
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

/// Orders of a list of events.
pub const SORTS: [&str; 6] = ["newest", "oldest", "reported", "updated", "reports", "killed"];
/// Days of an event that may be meant.
const TIMES: [&str; 3] = ["happened", "reported", "updated"];
/// The views of the search page.
pub const VIEWS: [&str; 4] = ["list", "table", "map", "timeline"];
/// The most that is read of the box, in characters.
const BOX: usize = 1000;

/// The search that a query string asks for; a problem where not all of it can be understood.
pub fn parse(p: &Params) -> Result<Search, Problem> {
    let read = read(p);
    Fault::problem(&read.faults).map_or(Ok(read.search), Err)
}

/// Reads a query string.
pub fn read(p: &Params) -> Reading {
    let mut out = Reading::default();
    let typed: String = p.get("q").unwrap_or("").chars().take(BOX).collect();
    let mut all = p.clone();
    // What stands in the box, with its characters.
    let mut in_box: Vec<(String, String, (usize, usize))> = Vec::new();
    let slips = fields(&typed, &mut all, &mut out, &mut in_box);
    let p = &all;
    let mut faults: Vec<Fault> = slips.into_iter().map(|slip| Fault::in_box("q", &typed, slip)).collect();
    let s = &mut out.search;
    for facet in Facet::ALL {
        let values = p.all(facet.name());
        let every_status = facet == Facet::Status && values.iter().any(|v| v.eq_ignore_ascii_case("any"));
        if !values.is_empty() && !every_status {
            s.query.any.push((facet, values));
        }
    }
    if p.get("status").is_none() {
        s.usual_status = true;
        s.query.any.push((Facet::Status, USUAL.map(String::from).to_vec()));
    }
    let mut bad = |name: &str, why: String| faults.push(Fault::of(p, name, why));
    s.query.from = days(p, "from", false).unwrap_or_else(|e| {
        bad("from", e.detail);
        None
    });
    s.query.to = days(p, "to", true).unwrap_or_else(|e| {
        bad("to", e.detail);
        None
    });
    s.query.place = p.get("place").map(str::to_string);
    for what in ["killed", "injured", "toll"] {
        match p.get(what).map(str::parse) {
            None => {}
            Some(Ok(n)) => s.query.at_least = Some((what.into(), n)),
            Some(Err(_)) => bad(what, format!("'{what}' wants a number, as in {what}=10")),
        }
    }
    if let Some(b) = p.get("box") {
        let sides: Vec<f32> = b.split(',').map_while(|n| n.trim().parse().ok()).collect();
        match sides.try_into() {
            Ok(sides) if b.split(',').count() == 4 => s.query.within = Some(sides),
            _ => bad("box", "'box' wants west,south,east,north in degrees".into()),
        }
    }
    if let Some(story) = p.get("story") {
        match story.parse() {
            Ok(id) => s.story = Some(id),
            Err(_) => bad("story", "'story' wants the id of a story, as in its address: s_…".into()),
        }
    }
    for (name, known) in [("sort", &SORTS[..]), ("time", &TIMES), ("view", &VIEWS)] {
        if let Some(value) = p.get(name).filter(|v| !known.contains(v)) {
            let meant =
                values::nearest(value, known.iter().copied()).map_or(String::new(), |m| format!(". Did you mean '{m}'?"));
            let why = format!("'{name}' wants {}{meant}", known.join(", "));
            faults.push(Fault { small: true, ..Fault::of(p, name, why) });
        }
    }
    s.sort = p.get("sort").filter(|v| SORTS.contains(v)).unwrap_or("newest").into();
    s.query.day = match p.get("time") {
        Some("reported") => DayOf::Reported,
        Some("updated") => DayOf::Updated,
        _ => DayOf::Happened,
    };
    if p.get("after").is_some_and(|after| !is_cursor(after)) {
        let why = "'after' wants the 'next' of the page before";
        faults.push(Fault { small: true, ..Fault::of(p, "after", why.into()) });
    }
    for name in FILTERS.iter().filter(|f| Facet::ALL.iter().all(|x| x.name() != **f) && p.all(f).len() > 1) {
        out.notices.push(format!("'{name}' is said more than once: the first one counts"));
    }
    if let (Some(from), Some(to)) = (s.query.from, s.query.to)
        && from > to
    {
        out.notices.push("The last day is before the first, so that no event passes".into());
    }
    for (name, _) in &p.0 {
        if !known(name) && !out.notices.iter().any(|n| n.contains(name.as_str())) {
            out.notices.push(format!("'{name}' is not known here and was passed over"));
        }
    }
    // What came out of the box is wrong there.
    for fault in &mut faults {
        let from_box = in_box.iter().find(|(name, value, _)| *name == fault.name && *value == fault.value);
        if let Some((.., at)) = from_box.filter(|_| fault.at.is_none()) {
            (fault.name, fault.value, fault.at) = ("q".into(), typed.clone(), Some(*at));
        }
    }
    out.faults = faults;
    out
}

/// A day; a month or a year is its first or last day.
pub fn days(p: &Params, name: &str, last: bool) -> Result<Option<i32>, Problem> {
    let Some(text) = p.get(name) else { return Ok(None) };
    let bad = |why: String| Problem::new("bad-parameter", format!("'{name}': {why}"));
    day_of(text, last).map(Some).map_err(bad)
}

/// The day that a text means; a month or a year is its first or last day. Fails with words.
pub fn day_of(text: &str, last: bool) -> Result<i32, String> {
    let text = text.trim();
    let full = match (text.len(), last) {
        (4, false) => format!("{text}-01-01"),
        (4, true) => format!("{text}-12-31"),
        (7, false) => format!("{text}-01"),
        (7, true) => format!("{text}-31"),
        _ => text.to_string(),
    };
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = full.get(..10).unwrap_or("").split('-').collect();
    let [y, m, d] = parts[..] else { return Err(A_DAY.into()) };
    if !(digits(y, 4) && digits(m, 2) && digits(d, 2)) {
        return Err(A_DAY.into());
    }
    if !("01"..="12").contains(&m) {
        return Err(format!("There is no month {m}: {A_DAY}"));
    }
    if !("01"..="31").contains(&d) {
        return Err(format!("No month has a day {d}: {A_DAY}"));
    }
    match day(Some(&full)) {
        NO_DAY => Err(A_DAY.into()),
        d => Ok(d),
    }
}

/// How a day is written.
const A_DAY: &str = "it wants a day as 2024-03-22, a month as 2024-03, or a year";

/// Takes the filters out of what was typed: into the parameters, or among the unwanted. The words are left.
fn fields(typed: &str, p: &mut Params, out: &mut Reading, in_box: &mut Vec<(String, String, (usize, usize))>) -> Vec<Slip> {
    let (pieces, slips) = pieces(typed);
    // Of the OR that is in the wrong place nothing is understood, nor of what is around it.
    out.search.words = words(&pieces);
    for piece in &pieces {
        let at = (piece.at, piece.to);
        let mut put = |name: &str, value: &str| {
            in_box.push((name.into(), value.into(), at));
            p.0.push((name.into(), value.into()));
        };
        match &piece.what {
            What::Filter { name, value, out: unwanted } => match Facet::ALL.iter().find(|f| f.name() == name) {
                Some(f) if *unwanted => out.search.query.none.push((*f, vec![value.clone()])),
                _ => put(name, value),
            },
            What::Days(from, to) => {
                [("from", from), ("to", to)].iter().filter(|(_, day)| !day.is_empty()).for_each(|(name, day)| put(name, day));
            }
            What::Word(_) | What::Not(_) | What::Or => {}
        }
    }
    out.pieces = pieces;
    slips
}

/// The words of a search for articles, where they can be understood.
pub fn article_words(p: &Params) -> Result<Option<String>, Problem> {
    let Some(typed) = p.get("q") else { return Ok(None) };
    let typed: String = typed.chars().take(BOX).collect();
    match slip_of_words(&typed) {
        Some(slip) => Err(Fault::problem(&[Fault::in_box("q", &typed, slip)]).unwrap_or_else(|| Problem::not_found("word"))),
        None => Ok(Some(words(&pieces(&typed).0))),
    }
}

impl Room {
    /// Searches, or remembers what was found before.
    pub(crate) fn find(&self, s: &Search) -> Result<Arc<Found>, Problem> {
        let c = self.columns();
        let s = &*values::settle(&c, s);
        let key = format!("{s:?}");
        if let Some(found) = self.found.get(key.as_str(), &c) {
            return Ok(found);
        }
        let mut told = if s.words.is_empty() { None } else { self.telling(&s.words, &c)? };
        if let Some(story) = s.story {
            let mut rows = self.of_story(story, &c)?;
            told.iter().for_each(|told| rows.keep(told));
            told = Some(Arc::new(rows));
        }
        let selection = c.select(&s.query, told.as_deref());
        let counter = c.counter(&selection);
        let undated = Query { from: None, to: None, ..s.query.clone() };
        let words = format!("{} {:?}", s.words, s.story);
        let set = if counter.wants_base() { Some(self.set(&words, undated, told.as_ref(), &c)) } else { None };
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

    /// The rows of a story's events; none where there is no such story.
    fn of_story(&self, story: StoryId, c: &Columns) -> Result<Bits, Problem> {
        let story = self.with(|db| Ok(db.story(story)?))?;
        let mut rows = Bits::none(c.len());
        story.iter().flat_map(|s| &s.events).filter_map(|e| c.row(*e)).for_each(|row| rows.add(row as u32));
        Ok(rows)
    }

    /// The rows whose articles hold the words, remembered too: the same words come with many filters.
    fn telling(&self, words: &str, c: &Arc<Columns>) -> Result<Option<Arc<Bits>>, Problem> {
        if let Some(rows) = self.words.get(words, c) {
            return Ok(Some(rows));
        }
        let Some(asked) = Asked::of(words) else { return self.telling_without(words, c) };
        let alternatives = asked.alternatives();
        let rows = Arc::new(match alternatives.is_empty() {
            true => c.telling(&asked.articles(Terms { room: self, columns: c })?),
            false => self.telling_any(&asked, &alternatives, c)?,
        });
        self.words.put(words.to_string(), c, rows.clone());
        Ok(Some(rows))
    }

    /// The rows that some article tells which has none of the unwanted words, where no others are asked for.
    fn telling_without(&self, words: &str, c: &Arc<Columns>) -> Result<Option<Arc<Bits>>, Problem> {
        let unwanted = Asked::only_unwanted(words);
        if unwanted.is_empty() {
            return Ok(None);
        }
        let (mut terms, mut articles) = (Terms { room: self, columns: c }, Bits::full(c.article_numbers_end()));
        for term in unwanted {
            articles.remove(&*terms.holding(&term)?);
        }
        let rows = Arc::new(c.telling(&articles));
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

    /// How many articles hold a word.
    pub(crate) fn holding(&self, word: &str) -> Result<usize, Problem> {
        let c = self.columns();
        let Some(asked) = Asked::of(&format!("\"{}\"", word.replace('"', " "))) else { return Ok(0) };
        Ok(asked.articles(Terms { room: self, columns: &c })?.count())
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

/// Behind all days.
const NEVER: i64 = 99_999_999;

/// Where an event stands in an order: what it is ordered by, and its day. Numbers of twelve digits at most.
fn standing(c: &Columns, sort: &str, row: usize) -> (i64, i64) {
    let day = |d: i32| if d == NO_DAY { NEVER } else { -i64::from(d) };
    let by = match sort {
        "oldest" if c.start[row] == NO_DAY => NEVER,
        "oldest" => i64::from(c.start[row]),
        "reports" => -i64::from(c.reports[row]),
        "killed" => -(f64::from(c.killed[row]) * 1000.0).min(999_999_999_999.0) as i64,
        "reported" => -i64::from(c.reported[row]),
        "updated" => -i64::from(c.updated[row]),
        _ => 0,
    };
    (by, day(c.start[row]))
}

/// A cursor: the last event, how many were shown, and where that one stood. `ID.N.BY.DAY`, the end perhaps missing.
struct Cursor<'a> {
    id: &'a str,
    shown: usize,
    stood: Option<(i64, i64)>,
}

impl Cursor<'_> {
    fn of(text: &str) -> Option<Cursor<'_>> {
        let mut parts = text.split('.');
        let id = parts.next()?;
        id.parse::<EventId>().ok()?;
        let shown = parts.next().map_or(Some(0), |n| n.parse().ok())?;
        let stood = match (parts.next(), parts.next()) {
            (None, _) => None,
            (Some(by), Some(day)) => Some((by.parse().ok()?, day.parse().ok()?)),
            _ => return None,
        };
        parts.next().is_none().then_some(Cursor { id, shown, stood })
    }

    /// How many of the events found come before the next page.
    fn start(&self, found: &Found) -> usize {
        let c = &found.columns;
        let id: Option<EventId> = self.id.parse().ok();
        let row = id.and_then(|id| c.row(id)).filter(|row| self.stood.is_none_or(|s| s == standing(c, &found.sort, *row)));
        let at = row.and_then(|row| found.rows().position(|r| r as usize == row));
        match (at, self.stood) {
            (Some(at), _) => at + 1,
            // It was joined with another, or stands elsewhere now: the page goes on behind where it stood.
            (None, Some(stood)) => {
                let before = |row: &u32| (standing(c, &found.sort, *row as usize), Some(c.ids[*row as usize])) <= (stood, id);
                found.rows().take_while(before).count()
            }
            (None, None) => self.shown,
        }
    }
}

/// True if a page may have given it as its `next`.
fn is_cursor(text: &str) -> bool {
    Cursor::of(text).is_some()
}

/// The rows of one page, with the cursor of the next: the last event and where it stands, so that new events move nothing, nor do
/// those that are joined.
pub fn page(found: &Found, after: Option<&str>, limit: usize) -> (Vec<u32>, Option<String>) {
    let c = &found.columns;
    let start = after.and_then(Cursor::of).map_or(0, |cursor| cursor.start(found));
    let start = start.min(found.len());
    let rows: Vec<u32> = found.rows().skip(start).take(limit).collect();
    let end = start + rows.len();
    let last = rows.last().filter(|_| end < found.len());
    let next = last.map(|row| {
        let (by, day) = standing(c, &found.sort, *row as usize);
        format!("{}.{end}.{by}.{day}", c.ids[*row as usize])
    });
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
        assert_eq!(read(&Params::parse("colour=red")).notices.len(), 1);
        let s = parse(&Params::parse("q=mill+2024..2024-02")).unwrap();
        assert_eq!((s.query.from, s.query.to, s.words.as_str()), (Some(20240101), Some(20240231), "mill"));
    }

    #[test]
    fn what_cannot_be_understood_is_told_where_it_stands() {
        let read = |query: &str| read(&Params::parse(query));
        let r = read("q=mill+from:soon&killed=many&place=Goma");
        let at: Vec<_> = r.faults.iter().map(|f| (f.name.as_str(), f.at)).collect();
        assert_eq!(at, [("q", Some((5, 14))), ("killed", None)]);
        // The rest is a search all the same.
        assert_eq!((r.search.words.as_str(), r.search.query.place.as_deref()), ("mill", Some("Goma")));
        let p = Fault::problem(&r.faults).unwrap();
        assert_eq!((p.code, p.status), ("bad-search", 422));
        let small = read("sort=bogus&view=bogus&after=garbage&time=now");
        assert!(small.faults.len() == 4 && small.faults.iter().all(|f| f.small), "{:?}", small.faults);
        assert_eq!(read("from=2024-03&to=2024-01").notices.len(), 1);
        assert_eq!(read("to=2024&q=to:2023").notices.len(), 1);
        assert!(read("story=x").faults[0].why.contains("'story'"));
    }

    #[test]
    fn cursors_are_read_with_or_without_where_the_event_stood() {
        for good in ["e_00000000000000000001", "e_00000000000000000001.20", "e_00000000000000000001.20.-5.-20240306"] {
            assert!(is_cursor(good), "{good}");
        }
        for bad in
            ["garbage", "e_1", "e_00000000000000000001.x", "e_00000000000000000001.2.3", "e_00000000000000000001.2.3.4.5"]
        {
            assert!(!is_cursor(bad), "{bad}");
        }
    }
}

//! Lists and small pages: articles, actors, stories; one place, source, story, page; the status.

use super::{Frame, wants_data, wants_events, wants_json};
use crate::Room;
use crate::api;
use crate::cards::{cards, sentence_with};
use crate::http::{Request, Response};
use crate::pages::search::Histogram;
use crate::params::Params;
use crate::problem::Problem;
use crate::search::RANKED;
use crate::view::{Card, Part, capital, cut, isolated, long_day, number, place as place_words, several, time};
use crate::words::Terms;
use askama::Template;
use serde_json::json;
use std::sync::Arc;
use store::{ArticleLine, ArticleQuery, Browse, NO_DAY, SourceLine, Sqlite};

/// Sources on a page.
const SOURCES: usize = 100;
/// Events of a story that are shown.
const OF_STORY: usize = 40;

/// One line of a list: a link with a note.
pub struct Line {
    pub href: String,
    pub title: String,
    pub note: String,
    pub day: String,
    pub quote: Vec<Part>,
}

/// An article as a line.
pub fn line(a: &ArticleLine) -> Line {
    let copy = if a.duplicate_of.is_some() { " · copy" } else { "" };
    let reports = several(a.reports as usize, "report");
    Line {
        href: format!("/article/{}", a.id),
        title: cut(&store::title(a.headline.as_deref(), a.opening.as_deref()), 180),
        note: format!("{} · {reports}{copy}", isolated(&cut(a.source.as_deref().unwrap_or("source unknown"), 60))),
        day: a.published.map(|p| p.date.to_string()).unwrap_or_default(),
        quote: Vec::new(),
    }
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    f: Frame,
    kicker: &'static str,
    title: String,
    facts: Vec<(String, String)>,
    cards: Vec<Arc<Card>>,
    histogram: Option<Histogram>,
    more: String,
    /// The same in other views.
    views: Vec<(&'static str, String)>,
    /// Which of the events are shown, where that is not all and no search has them.
    left: String,
    heading: &'static str,
    lines: Vec<Line>,
    next: String,
    find: bool,
    /// What is to be known of the list.
    notice: String,
    way: Option<(String, &'static str)>,
}

impl ListPage {
    fn new(room: &Room, r: &Request, kicker: &'static str, title: &str) -> ListPage {
        ListPage {
            f: Frame::new(room, r, title),
            kicker,
            title: cut(title, 200),
            facts: Vec::new(),
            cards: Vec::new(),
            histogram: None,
            more: String::new(),
            views: Vec::new(),
            left: String::new(),
            heading: "",
            lines: Vec::new(),
            next: String::new(),
            find: false,
            notice: String::new(),
            way: None,
        }
    }

    fn answer(mut self) -> Result<Response, Problem> {
        self.facts.iter_mut().for_each(|f| f.0 = capital(&f.0));
        Ok(Response::html(self.render()?))
    }

    /// Fills in the events of a search.
    fn with_events(&mut self, room: &Room, db: &Sqlite, p: &Params) -> Result<(), Problem> {
        let found = room.find(&crate::search::parse(p)?)?;
        let rows = found.first(12);
        self.cards = cards(room, db, &found.columns, &rows, "")?;
        self.facts.push(("events".into(), number(found.len() as u64)));
        if found.len() > 0 {
            self.more = p.href("/search");
            self.views = super::views(p);
            self.histogram = Some(Histogram::of(&found, p));
        }
        Ok(())
    }
}

/// Articles, newest first.
pub fn articles(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    if wants_data(r) {
        let found = wants_json(r) && r.query.get("q").is_some();
        return if found { api::search(room, r, id) } else { api::articles(room, r, id) };
    }
    let mut page = ListPage::new(room, r, "", "Articles");
    page.find = true;
    let words = crate::search::article_words(&r.query)?;
    let from = words.as_deref().map_or(Ok(0), |words| room.ranked_from(words))?;
    if from > 0 {
        let most = number(RANKED as u64);
        page.notice =
            format!("More than {most} articles hold these words: here are the best of the {most} that were read last");
    }
    room.with(|db| match words.as_deref() {
        Some(words) => {
            let skip = api::skipped(&r.query)?.min(10_000);
            let hits = db.hits(words, from, skip, 50)?;
            let terms = Terms::of(words);
            for h in &hits {
                let found = db.sentences(h.article.id, None)?.and_then(|s| sentence_with(&s, &terms));
                page.lines.push(Line { quote: found.unwrap_or_default(), ..line(&h.article) });
            }
            page.next =
                if hits.len() == 50 { r.query.set("after", &(skip + 50).to_string()).href("/articles") } else { String::new() };
            Ok(())
        }
        None => {
            let lines = db.article_list(&api::article_query(&r.query)?, 50)?;
            page.lines = lines.iter().map(line).collect();
            page.next = api::article_cursor(&lines, 50).map(|n| r.query.set("after", &n).href("/articles")).unwrap_or_default();
            Ok(())
        }
    })?;
    page.answer()
}

/// Actors, most named first.
pub fn actors(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    if wants_data(r) {
        return api::actors(room, r, id);
    }
    let mut page = ListPage::new(room, r, "", "Actors");
    page.find = true;
    let (all, next) = api::actor_page(room, &r.query, 60)?;
    let one = |a: &model::Actor| Line {
        href: format!("/actor/{}", a.id),
        title: cut(&a.name, 120),
        note: format!(
            "{} · named {} in {}",
            crate::view::actor_facts(a),
            several(a.mentions as usize, "time"),
            several(a.articles.len(), "article")
        ),
        day: String::new(),
        quote: Vec::new(),
    };
    page.lines = all.iter().map(one).collect();
    page.next = next.map(|n| r.query.set("after", &n).href("/actors")).unwrap_or_default();
    page.answer()
}

/// Sources, those with most articles first.
pub fn sources(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    if wants_data(r) {
        return api::sources(room, r, id);
    }
    let mut page = ListPage::new(room, r, "", "Sources");
    let skip = api::skipped(&r.query)?;
    let all = room.with(|db| Ok(db.source_list(skip, SOURCES)?))?;
    let one = |s: &SourceLine| Line {
        href: format!("/source/{}", crate::params::path(&s.name)),
        title: cut(&s.name, 120),
        note: format!("{} · {}", several(s.articles as usize, "article"), time(s.first.clone(), s.last.clone(), None)),
        day: String::new(),
        quote: Vec::new(),
    };
    page.lines = all.iter().map(one).collect();
    if all.len() == SOURCES {
        page.next = r.query.set("after", &skip.saturating_add(SOURCES).to_string()).href("/sources");
    }
    page.answer()
}

/// A story's days, and how much belongs to it.
pub fn story_facts(s: &model::Story) -> String {
    let days = time(s.from.map(|d| d.to_string()), s.to.map(|d| d.to_string()), None);
    let events = if s.events.is_empty() { String::new() } else { format!(" · {}", several(s.events.len(), "event")) };
    format!("{days} · {}{events}", several(s.articles.len(), "article"))
}

/// A story's headline; where no article of it has one, what its first event is called.
pub fn story_title(db: &Sqlite, s: &model::Story) -> Result<String, Problem> {
    if !s.headline.trim().is_empty() {
        return Ok(cut(&s.headline, 180));
    }
    let listed = s.events.first().map(|id| db.listed(*id, 0)).transpose()?.flatten();
    Ok(listed.map_or_else(|| "(no headline)".into(), |l| cut(&l.brief.title, 180)))
}

/// Stories, latest first.
pub fn stories(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    if wants_data(r) {
        return api::stories(room, r, id);
    }
    let mut page = ListPage::new(room, r, "", "Stories");
    let (all, next) = api::story_page(room, &r.query, 60)?;
    room.with(|db| {
        for s in &all {
            let (href, title, note) = (format!("/story/{}", s.id), story_title(db, s)?, story_facts(s));
            page.lines.push(Line { href, title, note, day: String::new(), quote: Vec::new() });
        }
        Ok(())
    })?;
    page.next = next.map(|n| r.query.set("after", &n).href("/stories")).unwrap_or_default();
    page.answer()
}

/// One place: its events and articles.
pub fn place(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    let id: u32 = text.parse().map_err(|_| Problem::not_found("place with this GeoNames id"))?;
    if wants_events(r) {
        return api::of_one(room, r, "place", text);
    }
    room.with(|db| {
        let p = db.place(id)?.ok_or_else(|| Problem::not_found("place with this GeoNames id"))?;
        if wants_json(r) {
            return api::place(room, db, &p);
        }
        let mut page = ListPage::new(room, r, "place", &place_words(&Some(p.name.clone()), &p.country));
        page.facts.push(("known as".into(), crate::view::plain(&p.precision)));
        page.facts.extend(p.admin1.clone().map(|a| ("division".into(), a)));
        page.facts.extend(p.lat.zip(p.lon).map(|(a, b)| ("at".into(), format!("{a:.3}, {b:.3}"))));
        page.facts.push(("GeoNames".into(), id.to_string()));
        page.facts.push(("named".into(), several(p.mentions as usize, "time")));
        page.with_events(room, db, &Params::parse(&format!("place={id}&status=any")))?;
        page.heading = "Articles that name it";
        page.lines = db.article_list(&ArticleQuery { place: Some(id), ..Default::default() }, 30)?.iter().map(line).collect();
        page.answer()
    })
}

/// One source: its events and articles.
pub fn source(room: &Room, r: &Request, name: &str) -> Result<Response, Problem> {
    if room.columns().sources.words.find(name).is_none() {
        let of = ArticleQuery { source: Some(name.into()), ..Default::default() };
        if room.with(|db| Ok(db.article_list(&of, 1)?))?.is_empty() {
            return Err(Problem::not_found("source of this name"));
        }
    }
    if wants_events(r) {
        return api::of_one(room, r, "source", name);
    }
    let of = ArticleQuery { source: Some(name.into()), ..api::article_query(&r.query)? };
    room.with(|db| {
        let lines = db.article_list(&of, 50)?;
        if wants_json(r) {
            let ids: Vec<String> = lines.iter().map(|l| l.id.to_string()).collect();
            return Ok(Response::json(
                &json!({"type": "source", "name": name, "articles": ids, "next": api::article_cursor(&lines, 50)}),
            ));
        }
        let mut page = ListPage::new(room, r, "source", name);
        page.with_events(room, db, &Params(vec![("source".into(), name.into()), ("status".into(), "any".into())]))?;
        page.heading = "Its articles, newest first";
        page.lines = lines.iter().map(line).collect();
        page.next = api::article_cursor(&lines, 50).map(|n| r.query.set("after", &n).href(&r.path)).unwrap_or_default();
        page.answer()
    })
}

/// One story: its events and, day by day, its articles.
pub fn story(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    if wants_json(r) {
        return api::story(room, r, text);
    }
    if wants_events(r) {
        return api::of_one(room, r, "story", text);
    }
    let id = text.parse().map_err(|_| Problem::not_found("story with this id"))?;
    room.with(|db| {
        let s = db.story(id)?.ok_or_else(|| Problem::not_found("story with this id"))?;
        let mut page = ListPage::new(room, r, "story", &story_title(db, &s)?);
        page.facts.push(("days".into(), time(s.from.map(|d| d.to_string()), s.to.map(|d| d.to_string()), None)));
        page.facts.push(("articles".into(), number(s.articles.len() as u64)));
        page.facts.push(("events".into(), number(s.events.len() as u64)));
        let c = room.columns();
        let mut rows: Vec<usize> = s.events.iter().filter_map(|e| c.row(*e)).collect();
        let all = Params(vec![("story".into(), text.into()), ("status".into(), "any".into())]);
        if !rows.is_empty() {
            page.more = all.href("/search");
            page.views = super::views(&all);
        }
        // Of very many those that are told most, and these in the order of their days.
        rows.sort_by_key(|row| std::cmp::Reverse(c.reports[*row]));
        if rows.len() > OF_STORY {
            page.left = format!("These are the {OF_STORY} with most reports");
            rows.truncate(OF_STORY);
        }
        rows.sort_by_key(|row| (c.start[*row] == NO_DAY, c.start[*row]));
        let rows: Vec<u32> = rows.into_iter().map(|row| row as u32).collect();
        page.cards = cards(room, db, &c, &rows, "")?;
        page.heading = "Day by day";
        let first: Vec<_> = s.articles.iter().take(200).copied().collect();
        page.lines = db.lines_of(&first)?.iter().map(line).collect();
        page.answer()
    })
}

/// One page as it was handed over.
pub fn page(room: &Room, r: &Request, text: &str) -> Result<Response, Problem> {
    if wants_json(r) {
        return api::page(room, r, text);
    }
    let id: model::PageId = text.parse().map_err(|_| Problem::not_found("page with this id"))?;
    room.with(|db| {
        let p = db.page(id)?.ok_or_else(|| Problem::not_found("page with this id"))?;
        let mut page = ListPage::new(room, r, "page", &p.path);
        page.facts.push(("kind".into(), crate::view::word(&p.media_type)));
        page.facts.push(("bytes".into(), number(p.bytes)));
        page.facts.push(("SHA-256".into(), p.sha256.clone()));
        page.facts.extend(p.fetched.map(|f| ("fetched".into(), f.to_string())));
        page.facts.push(("kept".into(), format!("{:.1} %", p.accounted.kept * 100.0)));
        page.facts.push(("boilerplate".into(), format!("{:.1} %", p.accounted.boilerplate * 100.0)));
        page.facts.push(("lost".into(), format!("{:.1} %", p.accounted.lost * 100.0)));
        for d in &p.diagnostics {
            page.facts.push(("note".into(), format!("{}: {}", d.code, cut(&d.message, 300))));
        }
        page.way = Some((format!("/page/{id}/left-out"), "What was left out of its articles"));
        page.heading = "Articles in it";
        page.lines = db.lines_of(&p.articles)?.iter().map(line).collect();
        page.answer()
    })
}

/// The events that an event became.
pub fn parts(room: &Room, r: &Request, m: &model::Moved) -> Result<Response, Problem> {
    let mut page = ListPage::new(room, r, "event", "This event is several now");
    let why = m.at.map(|at| format!(" with what was published until {}", long_day(&at.date.to_string()))).unwrap_or_default();
    page.notice = format!("Its reports were found to tell of different things ({}{why})", m.because);
    page.heading = if m.to.is_empty() { "" } else { "They are in" };
    for id in &m.to {
        let title = room.with(|db| Ok(db.listed(*id, 0)?))?.map(|l| cut(&l.brief.title, 180)).unwrap_or_default();
        page.lines.push(Line {
            href: format!("/event/{id}"),
            title,
            note: id.to_string(),
            day: String::new(),
            quote: Vec::new(),
        });
    }
    Ok(Response { status: 300, ..page.answer()? })
}

/// What is kept, what version, and what could not be read.
pub fn status(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    if wants_json(r) {
        return api::status(room, r, id);
    }
    let t = room.columns().totals;
    let mut page = ListPage::new(room, r, "status", "What is kept");
    page.facts.push(("version".into(), env!("CARGO_PKG_VERSION").into()));
    let counts = [
        ("pages", t.pages),
        ("articles", t.articles),
        ("copies", t.duplicates),
        ("reports", t.reports),
        ("events", t.events),
        ("actors", t.actors),
        ("stories", t.stories),
        ("sources", t.sources),
    ];
    page.facts.extend(counts.map(|(k, n)| (k.into(), number(n))));
    page.heading = "What reading had to say";
    let c = room.columns();
    let share = crate::api::twins::shares(room)?;
    let (notes, written) = room.with(|db| Ok((db.diagnostics()?, db.written())))?;
    if let Some(at) = written.and_then(|at| jiff::Timestamp::try_from(at).ok()) {
        page.facts.push(("last written to".into(), at.strftime("%Y-%m-%d %H:%M UTC").to_string()));
    }
    let last = c.last_published();
    if last != NO_DAY {
        page.facts.push(("last publication".into(), long_day(&api::iso(last, 1))));
    }
    if let Some(share) = share {
        let of = |n: f64| format!("{:.1} %", n * 100.0);
        page.facts.push(("text kept".into(), of(share.kept)));
        page.facts.push(("left out as no article".into(), of(share.boilerplate)));
        page.facts.push(("lost".into(), of(share.lost)));
    }
    page.facts.push(("diagnostics".into(), number(notes.iter().map(|n| n.2).sum())));
    let one = |(severity, code, n, page): &(String, String, u64, String)| Line {
        href: format!("/page/{page}"),
        title: code.clone(),
        note: {
            let known = model::Code::ALL.iter().find(|c| c.as_str() == code);
            let way_out = known.map(|c| format!(" · {}", c.way_out())).unwrap_or_default();
            format!("{severity} · {}{way_out}", several(*n as usize, "time"))
        },
        day: String::new(),
        quote: Vec::new(),
    };
    page.lines = notes.iter().map(one).collect();
    page.answer()
}

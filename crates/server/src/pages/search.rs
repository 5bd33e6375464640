//! The main screen: filters, facets, the histogram, and the events as a list, a table, a map or a timeline.

use super::Frame;
use super::hints::{self, Caret, Without, without};
pub use super::histogram::Histogram;
use super::map::{Circle, Land, map};
use super::timeline::Timeline;
use crate::api;
use crate::cards::cards;
use crate::http::{Request, Response};
use crate::params::{Params, in_html};
use crate::problem::Problem;
use crate::search::{Found, Reading, VIEWS, page, read};
use crate::values::{settle, settled_params};
use crate::view::{Card, capital, cut, kind_words, number, plain};
use crate::{Room, api as lists};
use askama::Template;
use std::sync::Arc;
use store::{Columns, Facet};

/// Values of a facet shown before "more".
const SHOWN: usize = 8;
/// Events on a page.
const PAGE: usize = 20;

pub struct Value {
    pub label: String,
    pub count: String,
    /// As it stands in HTML.
    pub href: String,
    pub on: bool,
}

pub struct FacetView {
    pub title: String,
    pub values: Vec<Value>,
    pub more: Vec<Value>,
    pub open: bool,
}

pub struct Pill {
    pub label: String,
    pub href: String,
}

/// An event of a list, with others that its article tells and that have no kind either.
pub struct Group {
    first: Arc<Card>,
    more: Vec<Arc<Card>>,
}

impl Group {
    /// One article may tell a dozen things without a kind: the first of these is shown, and the others below it by their titles
    /// alone, but for those whose own sentence has words that were searched for.
    fn of(cards: Vec<Arc<Card>>, searched: bool) -> Vec<Group> {
        let mut out: Vec<Group> = Vec::with_capacity(cards.len());
        for card in cards {
            let alone = if searched && card.also.is_none() { None } else { article(&card) };
            match alone.and_then(|a| out.iter_mut().find(|g| article(&g.first) == Some(a))) {
                Some(group) => group.more.push(card),
                None => out.push(Group { first: card, more: Vec::new() }),
            }
        }
        out
    }
}

/// The one article that tells an event without a kind.
fn article(card: &Card) -> Option<&str> {
    let quote = card.evidence.as_ref().filter(|_| card.kind == "other" && card.articles == 1)?;
    quote.href.split('#').next()
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    f: Frame,
    view: String,
    tabs: Vec<(&'static str, String)>,
    hidden: Vec<(String, String)>,
    narrow: Narrow,
    pills: Vec<Pill>,
    notices: Vec<String>,
    /// What cannot be understood.
    faults: Vec<Caret>,
    /// What was likely meant, where nothing is found.
    meant: Vec<Without>,
    /// The words alone.
    words: String,
    events: String,
    reports: String,
    articles: String,
    facets: Vec<FacetView>,
    histogram: Histogram,
    /// The events of a table.
    cards: Vec<Arc<Card>>,
    /// The events of a list.
    groups: Vec<Group>,
    next: String,
    first: String,
    /// How many events have no place on the map.
    unplaced: String,
    all_placed: bool,
    unplaced_href: String,
    lands: Vec<Land>,
    circles: Vec<Circle>,
    timeline: Timeline,
    sorts: Vec<(&'static str, String, bool)>,
    exports: Vec<(&'static str, String)>,
    api: String,
    none: bool,
    /// Where nothing is found: what is, without one of the filters.
    without: Vec<Without>,
    /// True where nothing has been read yet.
    empty: bool,
}

/// What the form beside a search sets, or a search begins anew without.
const TYPED: &[&str] = &["q", "from", "to", "time", "place", "killed", "after", "token"];

/// The form beside a search, as it is filled in, and links for days of late.
struct Narrow {
    from: String,
    to: String,
    /// Each day that may be meant, its words, and whether it is.
    days: Vec<(&'static str, &'static str, bool)>,
    place: String,
    killed: String,
    lately: Vec<(&'static str, String)>,
}

/// Spans of days before the last publication.
const LATELY: [(&str, i32); 4] = [("day", 0), ("3 days", 2), ("week", 6), ("month", 30)];

impl Narrow {
    fn of(c: &Columns, p: &Params) -> Narrow {
        let typed = |name: &str| p.get(name).unwrap_or("").to_string();
        let time = typed("time");
        let days = [("", "that of the event"), ("reported", "first publication"), ("updated", "last publication")];
        let since = |(words, days): (&'static str, i32)| {
            let from = super::picks::before(c.last_published(), days)?;
            let told = p.drop("after").drop("to").set("time", "updated").set("from", &api::iso(from, 1));
            Some((words, told.href("/search")))
        };
        Narrow {
            from: typed("from"),
            to: typed("to"),
            days: days.map(|(value, words)| (value, words, value == time)).into(),
            place: typed("place"),
            killed: typed("killed"),
            lately: LATELY.into_iter().filter_map(since).collect(),
        }
    }
}

/// What of a search can be understood.
pub fn understood(p: &Params) -> Params {
    let alone = |(name, value): &(String, String)| crate::search::parse(&Params(vec![(name.clone(), value.clone())])).is_ok();
    Params(p.0.iter().filter(|pair| alone(pair)).cloned().collect())
}

/// What a search can be taken away as: words and format.
const EXPORTS: [(&str, &str); 12] = [
    ("CSV", "csv"),
    ("every figure with who says so (CSV)", "figures"),
    ("JSON Lines", "jsonl"),
    ("GeoJSON", "geojson"),
    ("feed (Atom)", "atom"),
    ("feed (JSON)", "jsonfeed"),
    ("as ACLED", "acled"),
    ("UCDP GED", "ged"),
    ("GTD", "gtd"),
    ("GDELT", "gdelt"),
    ("PLOVER", "plover"),
    ("TimelineJS", "timelinejs"),
];

/// The page and its twins.
pub fn show(room: &Room, r: &Request, id: &str) -> Result<Response, Problem> {
    match r.query.get("format") {
        Some("json") if r.query.get("view") == Some("map") => return Ok(lists::map(&room.search(r)?.1)),
        Some("json" | "atom" | "jsonfeed") => return lists::events(room, r, id),
        Some(form) if lists::is_export(form) => return lists::export_all(room, r, id),
        _ => {}
    }
    let p = settled_params(&room.columns(), &r.query.drop("format"));
    // What cannot be understood is told, and the rest is searched for all the same.
    let Reading { search: s, pieces, notices, faults } = read(&p);
    let found = room.find(&s)?;
    let c = &found.columns;
    let s = settle(c, &s);
    let view = p.get("view").filter(|v| VIEWS.contains(v)).unwrap_or("list").to_string();
    let usual = if view == "table" { 100 } else { PAGE };
    let limit = p.get("limit").map_or(usual, |n| n.parse().ok().filter(|n| (1..=200).contains(n)).unwrap_or(usual));
    let (rows, next) = page(&found, p.get("after"), limit);
    let listed = matches!(view.as_str(), "list" | "table");
    let mut cards = if listed { room.with(|db| cards(room, db, c, &rows, &s.words))? } else { Vec::new() };
    let groups = if view == "list" { Group::of(std::mem::take(&mut cards), !s.words.is_empty()) } else { Vec::new() };
    let (lands, circles) = if view == "map" { map(&found, &p) } else { Default::default() };
    let timeline = if view == "timeline" { Timeline::of(&found) } else { Timeline::default() };
    let filters = p.drop("view").drop("after");
    let mut f = Frame::new(room, r, if s.words.is_empty() { "Events" } else { &s.words });
    f.feed = filters.href("/search.atom");
    f.canonical = p.drop("after").drop("token").href("/search");
    let sorts = [
        ("newest", "latest first"),
        ("oldest", "earliest first"),
        ("reported", "newest in the news"),
        ("updated", "last told"),
        ("reports", "most reports"),
        ("killed", "most killed"),
    ];
    let export = |(words, format): (&'static str, &str)| (words, filters.href(&format!("/search.{format}")));
    // Where nothing is found, whether a value is one at all.
    let asked = s.query.any.iter().filter(|_| found.len() == 0).flat_map(|(f, values)| values.iter().map(|v| (*f, v)));
    let said = asked.filter(|(f, _)| *f != Facet::Status || !s.usual_status);
    let strange = said.filter(|(f, v)| !c.knows(*f, v));
    let nowhere = s.query.place.as_ref().filter(|place| found.len() == 0 && !c.knows_place(place)).map(|p| ("place", p));
    let strange = strange.map(|(f, v)| (f.name(), v)).chain(nowhere);
    let strange: Vec<String> = strange.map(|(f, v)| format!("No event here has the {} “{}”", plain(f), cut(v, 60))).collect();
    let mut notices = [notices, strange].concat();
    if p.get("limit").is_some_and(|n| n != limit.to_string()) {
        notices.push(format!("'limit' wants a number from 1 to 200: here are {limit}"));
    }
    let story = hints::story_title(room, s.story)?;
    if s.story.is_some() && story.is_empty() {
        notices.push("There is no story with this id".into());
    }
    let pills = pills(c, &p, s.usual_status, &story);
    let none = found.len() == 0;
    let page = SearchPage {
        tabs: ["list", "table", "map", "timeline"].map(|v| (v, p.drop("after").set("view", v).href("/search"))).to_vec(),
        hidden: p.0.iter().filter(|(k, _)| !TYPED.contains(&k.as_str())).cloned().collect(),
        narrow: Narrow::of(c, &p),
        without: if none { without(room, &p, &pieces, &pills, s.usual_status)? } else { Vec::new() },
        meant: if none { hints::meant(room, c, &p, &pieces)? } else { Vec::new() },
        words: s.words.clone(),
        pills,
        notices,
        faults: faults.iter().map(Caret::of).collect(),
        events: number(found.len() as u64),
        reports: number(found.counts.reports),
        articles: number(found.counts.articles),
        facets: facets(&found, &p, s.usual_status),
        histogram: Histogram::of(&found, &p),
        cards,
        groups,
        next: next.map(|n| p.set("after", &n).href("/search")).unwrap_or_default(),
        first: if p.get("after").is_some() { p.drop("after").href("/search") } else { String::new() },
        unplaced: number(found.counts.unplaced),
        all_placed: found.counts.unplaced == 0,
        unplaced_href: filters.drop("precision").set("precision", "unknown").set("view", "list").href("/search"),
        lands,
        circles,
        timeline,
        sorts: sorts.map(|(k, label)| (label, p.drop("after").set("sort", k).href("/search"), s.sort == k)).to_vec(),
        exports: EXPORTS.map(export).to_vec(),
        api: filters.href("/api/v1/events"),
        none,
        empty: c.totals.articles == 0,
        view,
        f,
    };
    let status = faults.iter().find(|f| !f.small).map_or(200, |f| if f.at.is_some() { 422 } else { 400 });
    Ok(Response { status, ..Response::html(page.render()?) })
}

fn pills(c: &Columns, p: &Params, usual: bool, story: &str) -> Vec<Pill> {
    let mut out = Vec::new();
    if usual {
        out.push(Pill {
            label: "status: happened or ongoing".into(),
            href: p.drop("after").set("status", "any").href("/search"),
        });
    }
    let published = matches!(p.get("time"), Some("reported" | "updated"));
    for (k, v) in &p.0 {
        if matches!(k.as_str(), "view" | "sort" | "after" | "limit" | "time" | "lanes" | "token")
            || (k == "status" && v == "any")
        {
            continue;
        }
        let label = match k.as_str() {
            "country" => model::countries::find(v).map_or(v.clone(), |c| c.name.into()),
            "actor" => c.actors.words.find(v).map_or(v.clone(), |n| c.actors.words.label(n).into()),
            "place" => c.place.words.find(v).map_or(v.clone(), |n| c.place.words.label(n).into()),
            "kind" => kind_words(v),
            "story" if !story.is_empty() => story.into(),
            "killed" | "injured" | "toll" => format!("at least {v}"),
            "background" => if v == "yes" { "recalled as history" } else { "news" }.into(),
            "disagree" => if v == "yes" { "sources disagree" } else { "sources do not disagree" }.into(),
            "from" | "to" if published => format!("{v} (publication)"),
            _ => plain(v),
        };
        let name = match k.as_str() {
            "q" => hints::WORDS.into(),
            "background" | "disagree" => String::new(),
            _ => format!("{}: ", plain(k)),
        };
        out.push(Pill { label: format!("{name}{}", cut(&label, 60)), href: p.toggle(k, v).href("/search") });
    }
    out
}

fn facets(found: &Found, p: &Params, usual: bool) -> Vec<FacetView> {
    let mut out = Vec::new();
    for (facet, values) in &found.counts.facets {
        let asked = p.all(facet.name());
        let usual = *facet == Facet::Status && usual;
        let chosen = |v: &str| asked.iter().any(|a| a == v) || (usual && matches!(v, "happened" | "ongoing"));
        let base = if usual {
            Params([p.0.clone(), vec![("status".into(), "happened".into()), ("status".into(), "ongoing".into())]].concat())
        } else {
            p.clone()
        };
        let more = base.choices(facet.name(), "/search");
        let view = |v: &store::Counted| Value {
            label: match (facet, &*v.key) {
                (Facet::Kind, _) => kind_words(&v.label),
                (Facet::Background, "yes") => "recalled as history".into(),
                (Facet::Background, _) => "news".into(),
                (Facet::Disagree, "yes") => "sources disagree".into(),
                (Facet::Disagree, _) => "they do not".into(),
                _ if v.label.contains('_') => plain(&cut(&v.label, 48)),
                _ => cut(&v.label, 48),
            },
            count: number(v.count),
            href: match chosen(&v.key) {
                true => in_html(&base.toggle(facet.name(), &v.key).href("/search")),
                false => more(&v.key),
            },
            on: chosen(&v.key),
        };
        let mut all: Vec<Value> = values.iter().take(60).map(view).collect();
        all.sort_by_key(|v| !v.on);
        let more = all.split_off(all.len().min(SHOWN));
        let open = matches!(facet, Facet::Kind | Facet::Status | Facet::Country) || all.iter().any(|v| v.on);
        let title = match facet {
            Facet::Precision => "Place known to",
            Facet::TimePrecision => "Time known to",
            Facet::Background => "News or history",
            Facet::Disagree => "Numbers of people",
            f => f.name(),
        };
        if !all.is_empty() {
            out.push(FacetView { title: capital(&plain(title)), values: all, more, open });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Quote;

    #[test]
    fn what_one_article_tells_without_a_kind_is_folded() {
        let card = |kind: &str, article: &str, also: bool| {
            let quote = |href: String| Some(Quote { href, ..Quote::default() });
            let (evidence, also) = (quote(format!("/article/{article}#r_1")), if also { quote(String::new()) } else { None });
            Arc::new(Card { kind: kind.into(), articles: 1, evidence, also, ..Card::default() })
        };
        let cards = || {
            let all = [
                ("other", "a_1", true),
                ("arrest", "a_1", true),
                ("other", "a_1", true),
                ("other", "a_2", true),
                ("other", "a_1", false),
            ];
            all.map(|(kind, article, also)| card(kind, article, also)).to_vec()
        };
        let folded = |searched| Group::of(cards(), searched).iter().map(|g| g.more.len()).collect::<Vec<_>>();
        assert_eq!(folded(false), [2, 0, 0]);
        assert_eq!(folded(true), [1, 0, 0, 0]);
    }
}

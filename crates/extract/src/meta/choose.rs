//! The dates of an article: every signal gathered with a weight, and the day on which most of the weight falls.

use super::dates::{DayMonth, date_line, find_dates, parse_date};
use super::head::Head;
use super::jsonld::LdArticle;
use super::visible::{Hint, Shown};
use super::{Field, Metadata};
use crate::dom::{Dom, NodeId, Tag};
use jiff::civil::Date;
use model::{Code, Diagnostic, Page, Stamp};

/// What the dates are taken from.
pub struct Sources<'a> {
    /// What the head says.
    pub head: &'a Head,
    /// The article's own JSON-LD node.
    pub ld: Option<&'a LdArticle>,
    /// The head speaks of this article.
    pub own: bool,
    /// What the page shows.
    pub shown: &'a Shown,
    /// The heading.
    pub headline: Option<NodeId>,
    /// The headline's words with what stood around them.
    pub title: Option<&'a str>,
    /// The article's address.
    pub url: Option<&'a str>,
    /// The page.
    pub page: &'a Page,
}

#[derive(Clone, Debug)]
struct Signal {
    stamp: Stamp,
    from: String,
    weight: f64,
    /// The other reading of 03/04/2024 stands in the list too.
    unsure: bool,
}

/// Meta elements that give the date of publication, with their weight.
const PUBLISHED: [(&str, f64); 44] = [
    ("article:published_time", 10.0),
    ("og:article:published_time", 10.0),
    ("article:published", 10.0),
    ("og:published_time", 9.0),
    ("rnews:datepublished", 9.0),
    ("datepublished", 9.0),
    ("parsely-pub-date", 9.0),
    ("sailthru.date", 8.0),
    ("cxenseparse:recs:publishtime", 9.0),
    ("cxenseparse:publishtime", 9.0),
    ("article_date_original", 9.0),
    ("originalpublicationdate", 9.0),
    ("article.published", 9.0),
    ("article:post_date", 8.0),
    ("publish-date", 8.0),
    ("publish_date", 8.0),
    ("published-date", 8.0),
    ("published_date", 8.0),
    ("publishdate", 8.0),
    ("published_time", 8.0),
    ("publication_date", 8.0),
    ("publication-date", 8.0),
    ("pubdate", 8.0),
    ("pub_date", 8.0),
    ("ptime", 8.0),
    ("pdate", 8.0),
    ("displaydate", 8.0),
    ("dateposted", 8.0),
    ("dc.date.issued", 8.0),
    ("dcterms.issued", 8.0),
    ("dcterms.date", 4.0),
    ("dc.date.created", 6.0),
    ("dcterms.created", 6.0),
    ("dc.date", 4.0),
    ("dc:date", 4.0),
    ("citation_publication_date", 7.0),
    ("citation_online_date", 7.0),
    ("citation_date", 6.0),
    ("article:create_at", 6.0),
    ("datecreated", 7.0),
    ("created", 5.0),
    ("date", 4.0),
    ("article-date", 7.0),
    ("revision_date", 3.0),
];

/// Meta elements that give the date of the last change.
const UPDATED: [&str; 16] = [
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dc.date.modified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
    "article:modified",
    "modified_time",
    "updated_time",
    "dateupdated",
    "parsely-updated-date",
    "last_modified",
    "modified",
    "lastmodified",
    "article:updated_time",
];

/// Weight below which a date of publication is a mere guess.
const WEAK: f64 = 2.5;

/// Weight below which a date says nothing about the article.
const NOTHING: f64 = 0.25;

/// Fills the dates of `meta`, and its conflicts.
pub fn dates(dom: &Dom, root: NodeId, s: &Sources, meta: &mut Metadata) {
    let order = order(s);
    let mut published: Vec<Signal> = Vec::new();
    let mut updated: Vec<Signal> = Vec::new();
    if let Some(a) = s.ld {
        let weight = [0.0, 4.0, 7.0, 10.0][usize::from(a.rank.min(3))];
        push(&mut published, a.published.as_deref(), order, "json-ld", weight);
        push(&mut updated, a.modified.as_deref(), order, "json-ld dateModified", weight);
    }
    if s.own {
        for (key, weight) in PUBLISHED {
            for content in s.head.every(key).take(1) {
                push(&mut published, Some(content), order, &format!("meta {key}"), weight);
            }
        }
        for key in UPDATED {
            for content in s.head.every(key).take(1) {
                push(&mut updated, Some(content), order, &format!("meta {key}"), 5.0);
            }
        }
        push(&mut published, s.head.script_date.as_deref(), order, "script data", 2.0);
        if let Some(date) = s.url.and_then(|u| url_date(u, order)) {
            published.push(Signal { stamp: date.into(), from: "url".into(), weight: 7.0, unsure: false });
        }
    }
    if let Some(f) = s.title.and_then(|t| find_dates(t, order).into_iter().next()).filter(|f| !f.ambiguous) {
        // "24.03.2024 - Headline": only at the very start or end, for headlines also speak of days.
        let t = s.title.unwrap_or_default();
        if t[..f.range.start].trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
            || t[f.range.end..].trim_matches(|c: char| !c.is_alphanumeric()).is_empty()
        {
            published.push(Signal { stamp: f.stamp, from: "title".into(), weight: 2.5, unsure: false });
        }
    }
    microdata(dom, root, s, order, &mut published, &mut updated);
    visible(s, order, &mut published, &mut updated, &mut meta.shown_in);
    if let Some((stamp, from)) = &s.page.hints.published {
        published.push(Signal { stamp: *stamp, from: from.clone(), weight: 8.0, unsure: false });
    }
    if let Some(stamp) = s.page.hints.updated {
        updated.push(Signal { stamp, from: "hint".into(), weight: 5.0, unsure: false });
    }
    let fetched = s.page.fetched.map(|f| f.date);
    published.retain(|x| plausible(x.stamp.date, fetched));
    updated.retain(|x| plausible(x.stamp.date, fetched));
    settle(&mut published);
    settle(&mut updated);
    let last = updated.iter().max_by(|a, b| a.weight.total_cmp(&b.weight).then(a.stamp.cmp(&b.stamp))).cloned();
    // A date that nothing vouches for gives way to one that the page calls its last change, and alone tells nothing.
    let chosen = match choose(&published) {
        Some((w, _)) if w < WEAK && last.as_ref().is_some_and(|l| l.weight > w) => last.clone(),
        Some((w, _)) if w < NOTHING => None,
        Some((_, signal)) => Some(signal),
        None => last.clone(),
    };
    let against = |c: &Signal| published.iter().find(|x| x.weight >= 6.0 && !x.unsure && apart(x.stamp.date, c.stamp.date) > 1);
    if let Some(c) = &chosen
        && let Some(other) = against(c)
    {
        let message = format!("{} says {}, {} says {}", c.from, c.stamp.date, other.from, other.stamp.date);
        meta.diagnostics.push(Diagnostic::new(Code::ExtractDateConflict, message));
    }
    meta.published = chosen.map(|c| Field::new(c.stamp, c.from));
    let floor = meta.published.as_ref().map(|p| p.value.date);
    meta.updated = last.filter(|u| floor.is_none_or(|f| u.stamp.date >= f)).map(|u| Field::new(u.stamp, u.from));
}

/// How the page writes 03/04/2024: as its language and region do; English without a region as its country's domain does.
fn order(s: &Sources) -> DayMonth {
    let said = s.head.language.as_deref().or(s.ld.and_then(|a| a.language.as_deref())).or(s.page.hints.language.as_deref());
    let told = said.map_or(DayMonth::Unknown, DayMonth::of_language);
    if told != DayMonth::Unknown {
        return told;
    }
    let host = s.url.and_then(super::publisher::host).unwrap_or_default();
    match host.rsplit('.').next() {
        Some("us" | "gov" | "mil" | "edu" | "ph") => DayMonth::MonthFirst,
        // Domains of countries that are used as if they were none.
        Some("io" | "tv" | "co" | "me" | "ai" | "fm" | "ly" | "cc" | "ws" | "ca") => DayMonth::Unknown,
        Some(t) if t.len() == 2 => DayMonth::DayFirst,
        _ => DayMonth::Unknown,
    }
}

fn push(list: &mut Vec<Signal>, text: Option<&str>, order: DayMonth, from: &str, weight: f64) {
    let Some(text) = text else { return };
    if let Some(stamp) = parse_date(text, order) {
        list.push(Signal { stamp, from: from.into(), weight, unsure: false });
    } else if order == DayMonth::Unknown {
        both(list, text, from, weight);
    }
}

/// Both readings of a date that can be read both ways: one counts only if something else supports it.
fn both(list: &mut Vec<Signal>, text: &str, from: &str, weight: f64) {
    for order in [DayMonth::MonthFirst, DayMonth::DayFirst] {
        if let Some(f) = find_dates(text, order).into_iter().next() {
            list.push(Signal { stamp: f.stamp, from: from.into(), weight: weight * 0.5, unsure: true });
        }
    }
}

fn microdata(dom: &Dom, root: NodeId, s: &Sources, order: DayMonth, published: &mut Vec<Signal>, updated: &mut Vec<Signal>) {
    // Marks stand in document order.
    let aside = |n: NodeId| s.shown.marks.binary_search_by_key(&n, |m| m.node).is_ok_and(|i| s.shown.marks[i].aside);
    let mut times = 0;
    for node in dom.descendants(root) {
        if dom.is_text(node)
            || dom.tag(node) == Tag::Meta
                && s.own
                && root == NodeId::ROOT
                && dom.ancestors(node).any(|a| dom.tag(a) == Tag::Head)
        {
            continue;
        }
        let prop =
            ["itemprop", "property", "pubdate"].iter().find_map(|k| dom.attr(node, k).map(|v| (*k, v.to_ascii_lowercase())));
        let time = dom.tag(node) == Tag::Time;
        if prop.is_none() && !time {
            continue;
        }
        let is = |name: &str| {
            prop.as_ref().is_some_and(|(_, v)| v.split_ascii_whitespace().any(|w| w.rsplit(':').next() == Some(name)))
        };
        if !(time
            || is("datepublished")
            || is("datecreated")
            || is("datemodified")
            || prop.as_ref().is_some_and(|(k, _)| *k == "pubdate"))
        {
            continue;
        }
        let (from, to) = dom.span(node);
        if to - from > 4000 {
            continue;
        }
        let value = dom.attr(node, "datetime").or_else(|| dom.attr(node, "content")).map(str::to_string);
        let value = value.filter(|v| !v.trim().is_empty()).unwrap_or_else(|| dom.text(node));
        let value = Some(value.as_str()).filter(|v| v.len() < 200);
        let off = aside(node);
        if is("datepublished") || is("datecreated") || prop.as_ref().is_some_and(|(k, _)| *k == "pubdate") {
            if !published.iter().any(|x| x.from == "microdata" && (off || x.weight > 3.0)) {
                push(published, value, order, "microdata", if off { 3.0 } else { 8.0 });
            }
        } else if is("datemodified") {
            if !off && !updated.iter().any(|x| x.from == "microdata") {
                push(updated, value, order, "microdata", 8.0);
            }
        } else if time && !off && times < 3 {
            times += 1;
            let names = dom.names(node);
            let near = s.headline.is_some_and(|h| super::publisher::near(node, h, 80, 160));
            let weight = if times > 1 {
                1.0
            } else if near || names.contains("publish") || names.contains("entry-date") {
                6.0
            } else {
                4.0
            };
            if names.contains("updated") && !names.contains("publish") || names.contains("modif") {
                push(updated, value, order, "time element", weight);
            } else {
                push(published, value, order, "time element", weight);
            }
        }
    }
}

fn visible(s: &Sources, order: DayMonth, published: &mut Vec<Signal>, updated: &mut Vec<Signal>, nodes: &mut Vec<NodeId>) {
    let head = s.headline;
    let near = |n: NodeId| head.is_none_or(|h| super::publisher::near(n, h, 60, 200));
    // A paragraph that opens with a date, as in "(24 March 2024) The council …", and a date in the headline's own line.
    let mut opening = 0;
    for l in s.shown.lines.iter().filter(|l| !l.aside && head.is_none_or(|h| l.node >= h)) {
        if opening < 1
            && l.text.len() > 120
            && let Some(f) = opens_with_date(&l.text, order)
        {
            opening += 1;
            published.push(Signal {
                stamp: f,
                from: "opening line".into(),
                weight: if near(l.node) { 4.0 } else { 2.0 },
                unsure: false,
            });
        }
    }
    let mut plain = 0;
    let mut tell = |text: &str, node: NodeId, aside: bool, marked: bool| {
        let Some(line) = date_line(text, order) else {
            // Read both ways only where nothing else can be read.
            if order == DayMonth::Unknown && !aside && near(node) && text.len() < 80 {
                both(published, text, "date line", 5.0);
            }
            return;
        };
        let close = near(node);
        let factor = if aside { 0.2 } else { 1.0 };
        if let Some(f) = line.published.as_ref().filter(|_| line.other_words <= 12) {
            let weight = if close { 7.0 } else { 4.0 } * factor;
            published.push(Signal { stamp: f.stamp, from: "published line".into(), weight, unsure: false });
        }
        if let Some(f) = line.updated.as_ref().filter(|_| line.other_words <= 12) {
            let weight = if close { 6.0 } else { 3.0 } * factor;
            updated.push(Signal { stamp: f.stamp, from: "updated line".into(), weight, unsure: false });
        }
        if let Some(f) = &line.plain
            && (line.other_words <= 6 || (marked || close) && line.other_words <= 10)
        {
            plain += 1;
            let base = match (close, marked) {
                (true, true) => 7.0,
                (true, false) if line.other_words > 6 => 3.0,
                (true, false) => 6.0,
                (false, true) => 2.5,
                (false, false) => 1.5,
            };
            // The first one is the article's; later ones are those of other articles.
            let weight = base * factor * if plain <= 2 { 1.0 } else { 0.3 };
            published.push(Signal { stamp: f.stamp, from: "date line".into(), weight, unsure: false });
        }
        if close && !aside && line.other_words <= 3 {
            nodes.push(node);
        }
    };
    for m in s.shown.marks.iter().filter(|m| m.hint == Hint::Date) {
        tell(&m.text, m.node, m.aside, true);
    }
    for l in s.shown.lines.iter().filter(|l| !l.long) {
        if l.text.bytes().any(|b| b.is_ascii_digit()) || !l.text.is_ascii() {
            tell(&l.text, l.node, l.aside, false);
        }
    }
}

/// The date that a long paragraph opens with, set apart by a mark.
fn opens_with_date(text: &str, order: DayMonth) -> Option<Stamp> {
    let head = (0..=90.min(text.len())).rev().find_map(|i| text.get(..i))?;
    let found = find_dates(head, order).into_iter().next().filter(|f| !f.ambiguous)?;
    let before = head[..found.range.start].split_whitespace().count();
    let after = head[found.range.end..].trim_start();
    let apart = after.starts_with(['–', '—', '-', ')', '|', ':', '.', '/', '•', '„', '“', ']']);
    (before <= 3 && apart && found.range.start < 40).then_some(found.stamp)
}

/// Moves signals in UTC to the day that the page itself shows, where both can be the same moment: near midnight a
/// publisher's "24 March, 21:25" is `2024-03-25T02:25Z` in its markup, and the day as readers saw it counts.
fn settle(signals: &mut [Signal]) {
    let local = |s: &Signal| {
        let shown = matches!(s.from.as_str(), "date line" | "published line" | "updated line" | "time element")
            && s.stamp.offset != Some(0);
        !s.unsure && s.weight >= 5.0 && (shown || s.from == "url" || s.stamp.offset.is_some_and(|o| o != 0))
    };
    let days: Vec<Stamp> = signals.iter().filter(|s| local(s)).map(|s| s.stamp).take(20).collect();
    for s in signals.iter_mut().filter(|s| s.stamp.offset == Some(0)) {
        let Some(time) = s.stamp.time else { continue };
        if days.iter().any(|d| d.date == s.stamp.date) {
            continue;
        }
        let before = s.stamp.date.yesterday().ok().filter(|_| time.hour() < 12);
        let after = s.stamp.date.tomorrow().ok().filter(|_| time.hour() >= 10);
        if let Some(day) = days.iter().find(|d| Some(d.date) == before || Some(d.date) == after) {
            s.stamp = Stamp { date: day.date, time: day.time, offset: day.offset };
        }
    }
}

/// The day with most weight; its strongest signal. Signals of one kind count once a day.
fn choose(signals: &[Signal]) -> Option<(f64, Signal)> {
    let mut days: Vec<(Date, f64, &Signal)> = Vec::new();
    let mut kinds: Vec<(Date, &str)> = Vec::new();
    for s in signals {
        let kind = kind(&s.from);
        let repeated = kinds.contains(&(s.stamp.date, kind));
        if days.len() > 400 {
            break;
        }
        let weight = if repeated { 0.0 } else { s.weight };
        if !repeated {
            kinds.push((s.stamp.date, kind));
        }
        match days.iter_mut().find(|(d, ..)| *d == s.stamp.date) {
            Some((_, w, best)) => {
                *w += weight;
                let finer = (s.weight, s.stamp.time.is_some(), s.stamp.offset.is_some());
                if !s.unsure && (best.unsure || finer > (best.weight, best.stamp.time.is_some(), best.stamp.offset.is_some())) {
                    *best = s;
                }
            }
            None => days.push((s.stamp.date, weight, s)),
        }
    }
    // The earliest in the list wins among equals: the list runs from the strongest source to the weakest.
    let mut best: Option<(f64, &Signal)> = None;
    for (_, w, s) in &days {
        if !s.unsure && best.is_none_or(|(b, _)| *w > b + 0.001) {
            best = Some((*w, s));
        }
    }
    best.map(|(w, s)| (w, s.clone()))
}

fn kind(from: &str) -> &str {
    if from.starts_with("meta ") { "meta" } else { from }
}

fn plausible(date: Date, fetched: Option<Date>) -> bool {
    let early = date.year() < 1990 && (date.year() < 1900 || date.year() == 1970);
    !early && date.year() <= 2100 && fetched.is_none_or(|f| date <= f.saturating_add(jiff::Span::new().days(1)))
}

/// Days between two dates.
fn apart(a: Date, b: Date) -> i32 {
    a.duration_until(b).as_hours().unsigned_abs() as i32 / 24
}

/// `/2024/03/24/`, `/2024-03-24-`, `/20240324/`, `/2024/mar/24/`, `/24-03-2024`.
pub fn url_date(url: &str, order: DayMonth) -> Option<Date> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = &path[path.find('/')?..];
    let path = path.split(['?', '#']).next()?;
    // An archive's own stamp comes first in its paths; the address it keeps follows.
    let path = path.find("http").map_or(path, |at| &path[at..]);
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).filter(|p| !p.is_empty()).collect();
    for w in parts.windows(3) {
        if w[0].len() == 4
            && let (Ok(y), Ok(d)) = (w[0].parse::<i16>(), w[2].parse::<i8>())
            && w[2].len() <= 2
            && (1990..=2100).contains(&y)
        {
            let month = w[1].parse::<i8>().ok().filter(|_| w[1].len() <= 2);
            let named = || parse_date(&format!("{} {} {}", w[2], w[1], w[0]), DayMonth::DayFirst).map(|s| s.date.month());
            if let Some(date) = month.or_else(named).and_then(|m| Date::new(y, m, d).ok()) {
                return Some(date);
            }
        }
    }
    for w in parts.windows(3) {
        if [w[0].len(), w[1].len(), w[2].len()] == [2, 2, 4]
            && let (Ok(d), Ok(m), Ok(y)) = (w[0].parse::<i8>(), w[1].parse::<i8>(), w[2].parse::<i16>())
            && (1990..=2100).contains(&y)
            && (d > 12 || order == DayMonth::DayFirst)
            && let Ok(date) = Date::new(y, m, d)
        {
            return Some(date);
        }
    }
    parts
        .iter()
        .filter(|p| p.len() == 8)
        .find_map(|p| parse_date(p, DayMonth::Unknown))
        .map(|s| s.date)
        .filter(|d| d.year() >= 1990)
}

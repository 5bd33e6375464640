//! Whole lists of articles, actors, stories and sources as tables and as lines, and what each column of a table holds.

use super::lists::{CAP, actor_page, article_query, capped, source_page, story_page};
use crate::Room;
use crate::http::{Request, Response};
use crate::problem::Problem;
use export::{Object, cell};
use serde_json::json;
use std::io::Write;
use store::{ArticleLine, Browse, Sqlite, Store};

/// A list that is taken along as a whole.
#[derive(Clone, Copy)]
pub enum Table {
    /// Articles, newest first, or those that hold words, best first.
    Articles,
    /// Actors, most named first.
    Actors,
    /// Stories, latest first.
    Stories,
    /// Sources, those with most articles first.
    Sources,
}

/// What a column of a table holds.
type Column = (&'static str, &'static str);

const ARTICLES: &[Column] = &[
    ("id", "the article's id; its page is /article/ID"),
    ("published", "day or moment of publication, ISO 8601"),
    ("source", "who published it"),
    ("headline", "its headline; where it has none, its first words in marks"),
    ("reports", "how many reports it holds"),
    ("duplicate_of", "of a copy, the id of the article that it copies"),
];
const ACTORS: &[Column] = &[
    ("id", "the actor's id; its page is /actor/ID"),
    ("name", "the name chosen from the articles"),
    ("kind", "person, organization or place that acts"),
    ("country", "ISO 3166 alpha-2, where it is known"),
    ("sector", "code of the sector, such as GOV or MIL"),
    ("mentions", "how often it is named"),
    ("articles", "how many articles name it"),
    ("aliases", "other names, parted by '; '"),
];
const STORIES: &[Column] = &[
    ("id", "the story's id; its page is /story/ID"),
    ("headline", "a headline chosen from its articles"),
    ("from", "first day of publication"),
    ("to", "last day of publication"),
    ("articles", "how many articles belong to it"),
    ("events", "how many events these tell"),
];
const SOURCES: &[Column] = &[
    ("name", "who published, as the articles have it"),
    ("articles", "how many articles there are of it"),
    ("first", "publication of the earliest"),
    ("last", "publication of the latest"),
];
const EVENTS: &[Column] = &[
    ("id", "the event's id; its page is /event/ID"),
    ("title", "a line made of what is told"),
    ("kind", "a kind of the codebook: /method"),
    ("status", "happened, ongoing, planned, threatened, possible, alleged, denied or failed"),
    ("background", "true where it is only recalled as history"),
    ("start", "first day"),
    ("end", "last day, inclusive"),
    ("time_precision", "how finely the time is known: day, week, month, year …"),
    ("place", "name of the place"),
    ("geonames", "GeoNames id of the place"),
    ("country", "ISO 3166 alpha-2"),
    ("admin1", "first-level division"),
    ("lat", "degrees north"),
    ("lon", "degrees east"),
    ("place_precision", "how finely the place is known: point, city … country, unknown"),
    ("killed", "recommended number of dead; empty where none is told, which is not 0"),
    ("injured", "recommended number of injured"),
    ("reports", "how many reports tell it"),
    ("articles", "how many articles; copies count"),
    ("first_reported", "day of first publication"),
    ("last_reported", "day of last publication"),
    ("killed_low", "least total of dead that some source gives"),
    ("killed_high", "greatest total of dead"),
    ("injured_low", "least total of injured"),
    ("injured_high", "greatest total of injured"),
    ("actors", "who did it, parted by '; '"),
    ("targets", "to whom or what, parted by '; '"),
    ("victims", "who was hurt, parted by '; '"),
    ("acled_event_type", "ACLED event type"),
    ("acled_sub_event_type", "ACLED sub-event type"),
];

/// Bytes of a page of a list that are gathered before they are sent.
const PIECE: usize = 64 << 10;

impl Table {
    fn columns(self) -> &'static [Column] {
        match self {
            Table::Articles => ARTICLES,
            Table::Actors => ACTORS,
            Table::Stories => STORIES,
            Table::Sources => SOURCES,
        }
    }

    /// The rows of one page behind a cursor, as CSV or as JSON Lines, with the cursor of the next.
    fn page(self, room: &Room, r: &Request, lines: bool, out: &mut Vec<u8>) -> Result<Option<String>, Problem> {
        match self {
            Table::Articles => articles(room, r, lines, out),
            Table::Actors => {
                let (all, next) = actor_page(room, &r.query, CAP)?;
                for a in &all {
                    match lines {
                        true => line(Object::Actor(a), out)?,
                        false => row(
                            &[
                                a.id.to_string(),
                                capped(&a.name),
                                crate::view::word(&a.kind),
                                a.country.clone().unwrap_or_default(),
                                a.sector.clone().unwrap_or_default(),
                                a.mentions.to_string(),
                                a.articles.len().to_string(),
                                a.aliases.iter().map(|x| capped(x)).collect::<Vec<_>>().join("; "),
                            ],
                            out,
                        ),
                    }
                }
                Ok(next)
            }
            Table::Stories => {
                let (all, next) = story_page(room, &r.query, CAP)?;
                for s in &all {
                    let day = |d: Option<model::Stamp>| d.map(|d| d.date.to_string()).unwrap_or_default();
                    let [articles, events] = [s.articles.len(), s.events.len()].map(|n| n.to_string());
                    match lines {
                        true => line(Object::Story(s), out)?,
                        false => row(&[s.id.to_string(), capped(&s.headline), day(s.from), day(s.to), articles, events], out),
                    }
                }
                Ok(next)
            }
            Table::Sources => {
                let (all, next) = source_page(room, &r.query, CAP)?;
                for s in all {
                    let (first, last) = (s.first.clone().unwrap_or_default(), s.last.clone().unwrap_or_default());
                    match lines {
                        true => {
                            let mut v = json!(s);
                            v["type"] = "source".into();
                            writeln!(out, "{v}")?;
                        }
                        false => row(&[s.name, s.articles.to_string(), first, last], out),
                    }
                }
                Ok(next)
            }
        }
    }
}

/// Articles of a page; with words, the best of those that hold them.
fn articles(room: &Room, r: &Request, lines: bool, out: &mut Vec<u8>) -> Result<Option<String>, Problem> {
    let (found, next) = match crate::search::article_words(&r.query)? {
        Some(words) => {
            let (skip, from) = (super::skipped(&r.query)?, room.ranked_from(&words)?);
            let hits = room.with(|db| Ok(db.hits(&words, from, skip, CAP)?))?;
            let next = (hits.len() == CAP).then(|| (skip + CAP).to_string());
            (hits.into_iter().map(|h| h.article).collect(), next)
        }
        None => {
            let found = room.with(|db| Ok(db.article_list(&article_query(&r.query)?, CAP)?))?;
            let next = super::article_cursor(&found, CAP);
            (found, next)
        }
    };
    room.with(|db| found.iter().try_for_each(|a| article(db, a, lines, out)))?;
    Ok(next)
}

fn article(db: &Sqlite, a: &ArticleLine, lines: bool, out: &mut Vec<u8>) -> Result<(), Problem> {
    if lines {
        return db.reading(a.id)?.map_or(Ok(()), |reading| line(Object::Article(Box::new(reading)), out));
    }
    row(
        &[
            a.id.to_string(),
            a.published.map(|p| p.to_string()).unwrap_or_default(),
            a.source.clone().unwrap_or_default(),
            capped(&store::title(a.headline.as_deref(), a.opening.as_deref())),
            a.reports.to_string(),
            a.duplicate_of.map(|d| d.to_string()).unwrap_or_default(),
        ],
        out,
    );
    Ok(())
}

fn row(cells: &[String], out: &mut Vec<u8>) {
    out.extend(cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(",").as_bytes());
    out.extend(b"\r\n");
}

fn line(x: Object, out: &mut Vec<u8>) -> Result<(), Problem> {
    x.write(&mut *out)?;
    out.push(b'\n');
    Ok(())
}

/// The whole list in the form that is asked for, written while it is sent; `None` where that is JSON or a page.
pub fn whole(room: &Room, r: &Request, table: Table) -> Result<Option<Response>, Problem> {
    let lines = match r.query.get("format") {
        Some("jsonl") => true,
        Some("csv") => false,
        _ => return Ok(None),
    };
    // What is wrong is told before anything is sent.
    let mut body = Vec::new();
    if !lines {
        row(&table.columns().iter().map(|c| c.0.to_string()).collect::<Vec<_>>(), &mut body);
    }
    let mut next = table.page(room, r, lines, &mut body)?;
    let mut asked = r.clone();
    let stream = move |room: &Room, out: &mut dyn Write| {
        loop {
            if body.len() > PIECE || next.is_none() {
                out.write_all(&body)?;
                body.clear();
            }
            let Some(after) = next.take() else { return Ok(()) };
            asked.query = asked.query.set("after", &after);
            next = table.page(room, &asked, lines, &mut body)?;
        }
    };
    let media = if lines { "application/jsonl" } else { "text/csv; charset=utf-8" };
    Ok(Some(about(r, Response::streamed(media, Box::new(stream)))))
}

/// With what tells where it comes from and what its columns hold.
pub fn about(r: &Request, response: Response) -> Response {
    let here = format!("http://{}{}", r.header("host").unwrap_or("localhost"), r.query.href(&crate::params::path(&r.path)));
    response.with("link", format!("<{here}>; rel=\"self\", </data-dictionary.txt>; rel=\"describedby\""))
}

/// What each column of each table holds.
pub fn dictionary(_: &Room, _: &Request, _: &str) -> Result<Response, Problem> {
    let mut out = String::from(
        "What the columns of Dateline's tables hold. An empty cell is: not known. Days are ISO 8601; the text is UTF-8, a cell that a\n\
         spreadsheet would take for a formula has an apostrophe in front. Forms of other data sets (figures, acled, ged, gtd, gdelt,\n\
         plover, timelinejs) are explained in docs/exports.md. New columns come last.\n",
    );
    let tables = [
        ("Events: /search.csv, and the .csv of an event, an actor, a place, a source, a story", EVENTS),
        ("Articles: /articles.csv", ARTICLES),
        ("Actors: /actors.csv", ACTORS),
        ("Stories: /stories.csv", STORIES),
        ("Sources: /sources.csv", SOURCES),
    ];
    for (title, columns) in tables {
        out.push_str(&format!("\n{title}\n"));
        columns.iter().for_each(|(name, what)| out.push_str(&format!("  {name:<22}{what}\n")));
    }
    Ok(Response::new(200, "text/plain; charset=utf-8", out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_events_is_explained() {
        let named: Vec<&str> = EVENTS.iter().map(|c| c.0).collect();
        assert_eq!(named.join(","), export::COLUMNS);
    }
}

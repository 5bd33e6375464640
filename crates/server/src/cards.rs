//! Events in lists: a card each, kept until the data change, with one sentence as evidence.

use crate::Room;
use crate::problem::Problem;
use crate::view::{Card, Part, Quote, cut};
use crate::words::Terms;
use model::{ArticleId, EventId, ReportId, Stamp};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};
use store::{Columns, FEW, Line, Sentences, Sqlite};

/// Cards remembered until the data change: about a kilobyte each.
pub const CARDS: usize = 20_000;
/// Articles of an event looked at for the sentence that matched.
const LOOKED_AT: usize = 5;
/// Reports of an event whose sentences are remembered with its card, once they were read.
const REMEMBERED: usize = 16;
/// Sentences that are as soon read with all others of the event as one by one.
const TOGETHER: usize = 2;

/// A card with its first report's sentence, and where other sentences are.
pub struct Shown {
    card: Arc<Card>,
    reports: Vec<ReportId>,
    articles: Vec<ArticleId>,
    /// Sentences of the first reports.
    sentences: Vec<OnceLock<Option<Box<str>>>>,
}

/// The sentences of an event's reports, remembered or read.
struct Told<'a> {
    db: &'a Sqlite,
    event: EventId,
    shown: &'a Shown,
    read: Option<HashMap<ReportId, String>>,
    last: Box<str>,
}

impl Told<'_> {
    fn sentence(&mut self, i: usize) -> Result<Option<&str>, Problem> {
        let (known, id) = (self.shown.sentences.get(i), self.shown.reports[i]);
        if let Some(sentence) = known.and_then(OnceLock::get) {
            return Ok(sentence.as_deref());
        }
        // Of an event of very many reports only the first are looked at.
        let left = self.shown.reports.len() - i;
        if self.read.is_none() && left > TOGETHER && self.shown.reports.len() < FEW {
            self.read = Some(self.db.sentences_of(self.event)?);
        }
        let sentence = match self.read.as_mut().and_then(|read| read.remove(&id)) {
            Some(sentence) => Some(sentence),
            None => self.db.sentence(id)?,
        };
        let sentence = sentence.map(String::into_boxed_str);
        Ok(match (known, sentence) {
            (Some(known), sentence) => known.get_or_init(|| sentence).as_deref(),
            (None, Some(sentence)) => {
                self.last = sentence;
                Some(&self.last)
            }
            (None, None) => None,
        })
    }
}

/// The events of some rows as cards with one sentence each: that in which the search's words stand, or the first report's.
pub fn cards(room: &Room, db: &Sqlite, c: &Arc<Columns>, rows: &[u32], words: &str) -> Result<Vec<Arc<Card>>, Problem> {
    let terms = Terms::of(words);
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(shown) = shown(room, db, c, *row)? else { continue };
        let quote = if terms.is_empty() { None } else { matched(db, c.ids[*row as usize], &shown, &terms)? };
        out.push(match quote {
            Some(quote) => Arc::new(Card { evidence: Some(quote), ..(*shown.card).clone() }),
            None => shown.card.clone(),
        });
    }
    Ok(out)
}

/// The event of a row, remembered or read. `None` where it is gone since the columns were loaded.
fn shown(room: &Room, db: &Sqlite, c: &Arc<Columns>, row: u32) -> Result<Option<Arc<Shown>>, Problem> {
    if let Some(shown) = room.cards.get(&row, c) {
        return Ok(Some(shown));
    }
    let id = c.ids[row as usize];
    let Some(mut e) = db.brief(id)? else { return Ok(None) };
    let mut card = Card::of(id, &e);
    let mut sentences = vec![OnceLock::new(); e.reports.first.len().min(REMEMBERED)];
    if let Some(line) = e.reports.first.first().map(|id| db.line(*id)).transpose()?.flatten() {
        let parts = Part::cut(&line.sentence, &[line.trigger]);
        card.evidence = Some(quote(&line, parts));
        sentences[0] = OnceLock::from(Some(line.sentence.into_boxed_str()));
    }
    e.articles.first.truncate(LOOKED_AT);
    e.articles.first.shrink_to_fit();
    e.reports.first.shrink_to_fit();
    let shown = Shown { card: Arc::new(card), reports: e.reports.first, articles: e.articles.first, sentences };
    let shown = Arc::new(shown);
    room.cards.put(row, c, shown.clone());
    Ok(Some(shown))
}

fn quote(line: &Line, parts: Vec<Part>) -> Quote {
    told_by(line.source.as_deref(), line.published, format!("/article/{}#{}", line.article, line.id), parts)
}

/// What a paper told on a day.
fn told_by(source: Option<&str>, published: Option<Stamp>, href: String, parts: Vec<Part>) -> Quote {
    let day = published.map(|p| p.date.to_string()).unwrap_or_default();
    Quote { parts, source: cut(source.unwrap_or("source unknown"), 60), day, href }
}

/// The sentence of an event in which most of the words stand: one of its reports', else one of its articles'.
fn matched(db: &Sqlite, event: EventId, e: &Shown, terms: &Terms) -> Result<Option<Quote>, Problem> {
    let mut best = (0, None);
    let mut told = Told { db, event, shown: e, read: None, last: Box::default() };
    for (i, id) in e.reports.iter().enumerate() {
        let Some(sentence) = told.sentence(i)? else { continue };
        let kinds = terms.kinds(sentence);
        if kinds > best.0 {
            best = (kinds, Some(*id));
        }
        if kinds == terms.len() {
            break;
        }
    }
    if let Some(line) = best.1.map(|id| db.line(id)).transpose()?.flatten() {
        return Ok(Some(quote(&line, terms.mark(&line.sentence))));
    }
    for id in &e.articles {
        let Some(article) = db.sentences_if(*id, |text| terms.may_stand(text))? else { continue };
        if let Some(parts) = sentence_with(&article, terms) {
            return Ok(Some(told_by(article.source.as_deref(), article.published, format!("/article/{id}"), parts)));
        }
    }
    Ok(None)
}

/// The sentence of an article in which most of the words stand, marked.
pub fn sentence_with(article: &Sentences, terms: &Terms) -> Option<Vec<Part>> {
    let best = terms.best(article.iter())?;
    article.iter().nth(best).map(|s| terms.mark(s))
}

//! Events in lists: a card each, kept until the data change, with one sentence as evidence.

use crate::Room;
use crate::problem::Problem;
use crate::view::{Card, Part, Quote, cut};
use crate::words::{Folded, Terms};
use model::{ArticleId, Stamp};
use std::borrow::Cow;
use std::sync::Arc;
use store::{Columns, Line, Listed, Sentences, Sqlite};

/// Cards remembered until the data change: about two kilobytes each.
pub const CARDS: usize = 20_000;

/// A card with its first report's sentence, and where other sentences are.
pub struct Shown {
    card: Arc<Card>,
    listed: Listed,
    /// The sentences of all its lines, in which a word is looked for at once.
    told: Folded,
}

/// Texts of articles that were looked into, remembered until the data change: a few kilobytes each.
pub const TEXTS: usize = 4096;
/// Bytes of a text that is remembered, at most.
const LONG: usize = 16_000;

/// An article that was looked into.
pub struct Text {
    cut: Sentences,
    folded: Folded,
}

/// The events of some rows as cards with one sentence each: that of its reports in which the search's words stand, or the first
/// one's. Where only its articles hold the words, their sentence stands below it: it is no evidence of the event.
pub fn cards(room: &Room, db: &Sqlite, c: &Arc<Columns>, rows: &[u32], words: &str) -> Result<Vec<Arc<Card>>, Problem> {
    let terms = Terms::of(words);
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(shown) = shown(room, db, c, *row)? else { continue };
        let found = if terms.is_empty() { None } else { matched(room, db, c, *row, &shown, &terms)? };
        out.push(match found {
            Some(Match::Report(quote)) => Arc::new(Card { evidence: Some(quote), ..(*shown.card).clone() }),
            Some(Match::Article(quote)) => Arc::new(Card { also: Some(quote), ..(*shown.card).clone() }),
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
    let Some(listed) = db.listed(id, c.cards[row as usize])? else { return Ok(None) };
    let mut card = Card::of(id, &listed.brief);
    if let Some(Some(line)) = listed.lines.first() {
        card.evidence = Some(quote(line, Part::cut(&line.sentence, &[line.trigger])));
    }
    let told = Folded::of(listed.lines.iter().map(sentence));
    let shown = Arc::new(Shown { card: Arc::new(card), listed, told });
    room.cards.put(row, c, shown.clone());
    Ok(Some(shown))
}

/// An article's text, remembered or read; `n` is its number, where that is known.
fn text(room: &Room, db: &Sqlite, c: &Arc<Columns>, id: ArticleId, n: Option<u32>) -> Result<Option<Arc<Text>>, Problem> {
    if let Some(text) = room.texts.get(&id, c) {
        return Ok(Some(text));
    }
    let Some(cut) = db.sentences(id, n)? else { return Ok(None) };
    let text = Arc::new(Text { folded: Folded::of(cut.iter()), cut });
    if text.cut.text.len() <= LONG {
        room.texts.put(id, c, text.clone());
    }
    Ok(Some(text))
}

/// A line's sentence; nothing where it is gone.
fn sentence(line: &Option<Line>) -> &str {
    line.as_ref().map_or("", |l| l.sentence.as_str())
}

fn quote(line: &Line, parts: Vec<Part>) -> Quote {
    told_by(line.source.as_deref(), line.published, format!("/article/{}#{}", line.article, line.id), parts)
}

/// What a paper told on a day.
fn told_by(source: Option<&str>, published: Option<Stamp>, href: String, parts: Vec<Part>) -> Quote {
    let day = published.map(|p| p.date.to_string()).unwrap_or_default();
    Quote { parts, source: cut(source.unwrap_or("source unknown"), 60), day, href }
}

/// Where the words of a search stand.
enum Match {
    /// In the sentence of one of the event's reports.
    Report(Quote),
    /// In another sentence of one of its articles.
    Article(Quote),
}

/// The sentence of an event in which most of the words stand: one of its reports', else one of its articles'.
fn matched(
    room: &Room,
    db: &Sqlite,
    c: &Arc<Columns>,
    row: u32,
    shown: &Shown,
    terms: &Terms,
) -> Result<Option<Match>, Problem> {
    let Listed { brief, lines } = &shown.listed;
    let mut best: (usize, Option<Cow<Line>>) = (0, None);
    if terms.may_stand_in(&shown.told)
        && let Some((i, kinds)) = terms.best_of(&shown.told, |i| sentence(&lines[i]))
    {
        best = (kinds, lines[i].as_ref().map(Cow::Borrowed));
    }
    // Of very many or very long sentences only the first are at hand.
    for id in brief.reports.first.iter().skip(lines.len()) {
        if best.0 == terms.len() {
            break;
        }
        let Some(line) = db.line(*id)? else { continue };
        let kinds = terms.kinds(&line.sentence);
        if kinds > best.0 {
            best = (kinds, Some(Cow::Owned(line)));
        }
    }
    if let Some(line) = best.1 {
        return Ok(Some(Match::Report(quote(&line, terms.mark(&line.sentence)))));
    }
    // With one article, its number is that of the row.
    let n =
        Some(c.article_numbers.of(row as usize)).filter(|all| all.len() == 1 && brief.articles.count == 1).map(|all| all[0]);
    for id in &brief.articles.first {
        let Some(text) = text(room, db, c, *id, n)? else { continue };
        let Text { cut, folded } = &*text;
        if !terms.may_stand_in(folded) {
            continue;
        }
        let sentences: Vec<&str> = cut.iter().collect();
        if let Some((i, _)) = terms.best_of(folded, |i| sentences[i]) {
            let parts = terms.mark(sentences[i]);
            let quote = told_by(cut.source.as_deref(), cut.published, format!("/article/{id}"), parts);
            return Ok(Some(Match::Article(quote)));
        }
    }
    Ok(None)
}

/// The sentence of an article in which most of the words stand, marked.
pub fn sentence_with(article: &Sentences, terms: &Terms) -> Option<Vec<Part>> {
    let best = terms.best(article.iter())?;
    article.iter().nth(best).map(|s| terms.mark(s))
}

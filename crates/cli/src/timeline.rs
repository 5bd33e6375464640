//! `dateline timeline`: the days that mattered for a story, an actor, a place, or words.

use crate::arguments::{Format, TimelineArguments};
use crate::read::open_existing;
use crate::style::{self, paint};
use crate::{DONE, FAILED, tell};
use ::timeline::{Article, Day, Options, one_day, timeline};
use anyhow::{Context, Result};
use model::{ArticleId, Reading, Report};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Write;
use store::{Filter, Sqlite, Store};

/// How near a sentence is to the subject that says none of its words, in an article that does.
const BESIDE: f64 = 0.5;

/// Prints the timeline.
pub fn run(a: &TimelineArguments) -> Result<u8> {
    let db = match &a.db {
        Some(file) => open_existing(file)?,
        None => read_now(a)?,
    };
    let query = a.query.join(" ");
    let Some(subject) = subject(&db, query.trim())? else {
        tell(&format!("dateline: nothing is known of {}", style::clean(&query)));
        return Ok(FAILED);
    };
    // A report's own day and not its event's: one wrong join would count for the wrong day with all its reports.
    let day_of = |r: &Report| one_day(r.when.start.map(|s| s.date), r.when.end.map(|s| s.date), r.when.precision);
    let mut readings: HashMap<ArticleId, Reading> = HashMap::new();
    let mut articles = Vec::new();
    for id in &subject.articles {
        if let Some(r) = db.reading(*id)? {
            // What a copy says again within a day does not count again; what is still told later does.
            let original = r.duplicate_of.map(|o| db.reading(o)).transpose()?.flatten().filter(|o| at_once(o, &r));
            let said: HashSet<&str> = original.iter().flat_map(sentences).collect();
            let mut article = Article::of(&r, day_of, |sentence| subject.near(sentence));
            for (told, s) in article.sentences.iter_mut().zip(sentences(&r)) {
                if said.contains(s) {
                    told.near = 0.0;
                }
            }
            articles.push(article);
            readings.insert(*id, bare(r));
        }
    }
    let options = Options {
        from: a.from.map(|s| s.date),
        to: a.to.map(|s| s.date),
        days: a.days.unwrap_or(Options::default().days),
        sentences: a.sentences,
        least: if a.days.is_some() { 0.0 } else { Options::default().least },
    };
    print(a.format, &timeline(&articles, &options), &readings)?;
    Ok(DONE)
}

/// True if the two were published within a day, or it is not known when.
fn at_once(a: &Reading, b: &Reading) -> bool {
    let days = a.article.published.zip(b.article.published).and_then(|(a, b)| a.date.until(b.date).ok());
    days.is_none_or(|d| d.get_days().abs() <= 1)
}

fn sentences(r: &Reading) -> impl Iterator<Item = &str> {
    r.mentions.sentences.iter().map(|s| s.of(&r.article.text))
}

/// An article without what is found in it: what printing needs.
fn bare(mut r: Reading) -> Reading {
    r.article.text.clear();
    r.reports.clear();
    r.mentions = Default::default();
    r
}

fn read_now(a: &TimelineArguments) -> Result<Sqlite> {
    let mut db = Sqlite::in_memory()?;
    let sources = source::open(&a.read, source::Options::default());
    ingest::read_into(&mut db, sources, &ingest::Options::default(), |_, pages| {
        crate::read::diagnostics(pages);
    })
    .context("cannot read")?;
    Ok(db)
}

/// What a timeline is about.
struct Subject {
    articles: BTreeSet<ArticleId>,
    /// Lower case; a sentence that holds one of them is about it. None: every sentence is.
    words: Vec<String>,
}

impl Subject {
    fn near(&self, sentence: &str) -> f64 {
        let lower = sentence.to_lowercase();
        if self.words.is_empty() || self.words.iter().any(|w| lower.contains(w)) { 1.0 } else { BESIDE }
    }
}

/// The articles that a query means; `None` if there are none.
fn subject(db: &Sqlite, query: &str) -> Result<Option<Subject>> {
    let all = |f: Filter| -> Result<BTreeSet<ArticleId>> { Ok(db.articles(&f)?.iter().map(|l| l.id).collect()) };
    let (mut articles, mut words) = (BTreeSet::new(), Vec::new());
    if query.is_empty() {
        articles = all(Filter::default())?;
    } else if query.starts_with("s_") {
        let stories = db.stories()?;
        articles.extend(stories.iter().filter(|s| s.id.to_string().starts_with(query)).flat_map(|s| &s.articles));
    } else if query.starts_with("x_") {
        for x in db.actors()?.iter().filter(|x| x.id.to_string().starts_with(query)) {
            articles.extend(&x.articles);
            words.extend([&x.name].into_iter().chain(&x.aliases).map(|n| n.to_lowercase()));
        }
    } else {
        articles = all(Filter { actor: Some(query.into()), ..Filter::default() })?;
        articles.extend(all(Filter { place: Some(query.into()), ..Filter::default() })?);
        articles.extend(db.search(query, &Filter::default())?.iter().map(|h| h.article.id));
        words = query.split_whitespace().map(|w| w.trim_matches(['"', '*']).to_lowercase()).filter(|w| w.len() > 2).collect();
    }
    Ok((!articles.is_empty()).then_some(Subject { articles, words }))
}

fn print(format: Format, days: &[Day], readings: &HashMap<ArticleId, Reading>) -> Result<()> {
    let mut out = style::out();
    if format == Format::Brief {
        for d in days {
            let many = if d.articles == 1 { "1 article".into() } else { format!("{} articles", d.articles) };
            let bar = "▪".repeat((d.weight * 10.0).ceil() as usize);
            let about = paint(style::DIM, format!("{bar} {many}"));
            writeln!(out, "{} {:?}  {about}", paint(style::DAY, d.day), d.day.weekday())?;
            for s in &d.sentences {
                writeln!(out, "{}", style::wrap(&style::clean(&s.text), 4, style::width()))?;
                let a = readings.get(&s.article).map(|r| &r.article);
                let who = crate::brief::source(
                    a.and_then(|a| a.source.as_deref()),
                    a.and_then(|a| a.headline.as_deref()),
                    a.and_then(|a| a.published),
                );
                writeln!(out, "{}", style::wrap(&paint(style::DIM, format!("{who} · {}", s.article)), 4, style::width()))?;
            }
        }
        return Ok(());
    }
    // `type` first, as in every object of the record.
    let object = |d: &Day| serde_json::to_string(d).map(|o| o.replacen('{', r#"{"type":"day","#, 1));
    let objects = days.iter().map(object).collect::<serde_json::Result<Vec<String>>>()?;
    match format {
        Format::Json => writeln!(out, "[\n{}\n]", objects.join(",\n"))?,
        _ => objects.iter().try_for_each(|o| writeln!(out, "{o}"))?,
    }
    Ok(())
}

//! Which days mattered, and what to read of each: a timeline of articles on one subject.
//!
//! A day weighs as much as articles speak of it: reports whose happening was that day, and times in the text that mean it. An
//! article counts by the square root of what it says, so that no
//! single long one decides; words near its beginning count more; and a day that is still spoken of when a week has gone
//! counts more, for what is forgotten at once did not matter. A day's sentences are those nearest to the middle of all that is
//! said of it.
//!
//! The few weights are set by hand on the visible half of Timeline17; `docs/benchmarks.md` has the scores.

mod words;

use jiff::civil::Date;
use model::{ArticleId, Reading, Report, TimeKind, TimePrecision};
use std::collections::{BTreeMap, HashMap, HashSet};

/// An article as far as its days are concerned.
#[derive(Clone, Debug, PartialEq)]
pub struct Article {
    /// The article.
    pub id: ArticleId,
    /// Its day of publication.
    pub published: Option<Date>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
}

/// A sentence and the days that it speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// The words, without line ends.
    pub text: String,
    /// Days that its words mean, each once.
    pub days: Vec<Date>,
    /// For each report in it the day of its happening, where that is known.
    pub reports: Vec<Date>,
    /// How much it is about the subject, 0 to 1. A sentence of 0 counts nothing and is never shown.
    pub near: f64,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// First day.
    pub from: Option<Date>,
    /// Last day, inclusive.
    pub to: Option<Date>,
    /// At most so many days.
    pub days: usize,
    /// At most so many sentences a day.
    pub sentences: usize,
    /// Days that weigh less than this share of the heaviest are left out.
    pub least: f64,
}

impl Default for Options {
    fn default() -> Options {
        Options { from: None, to: None, days: 20, sentences: 1, least: 0.05 }
    }
}

/// A day of a timeline.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// How much it mattered, as a share of the heaviest day.
    pub weight: f64,
    /// How many articles speak of it.
    pub articles: usize,
    /// What to read of it, the most central first.
    pub sentences: Vec<Chosen>,
}

/// A sentence of a timeline.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Chosen {
    /// Its article.
    pub article: ArticleId,
    /// Which sentence of it, from 0.
    pub sentence: usize,
    /// Its words.
    pub text: String,
}

/// What a time in the text weighs beside a report.
const STATED: f64 = 1.0;
/// How many sentences are the beginning: those of them that mean no other day may tell of the day of publication.
const BEGINNING: usize = 5;
/// How fast words count less towards the end, a sentence: for the weight of a day and for its sentences.
const FADING: (f64, f64) = (0.2, 0.05);
/// How much more counts what is spoken of after so many days.
const REMEMBERED: (i32, f64) = (7, 2.0);
/// How much more a sentence that tells what happened on a day is worth showing than one that only names the day.
const TELLING: f64 = 1.2;
/// Fewest and most words of a sentence that is shown.
const WORDS: (usize, usize) = (8, 60);
/// The rule of reports that rest on a verb and on no kind of happening.
const UNKNOWN: &str = "other/told";
/// Two sentences that are nearer than this say the same.
const ALIKE: f64 = 0.5;

impl Article {
    /// From what was read. `day` gives the day of a report's happening; `near` how much a sentence is about the subject.
    pub fn of(r: &Reading, day: impl Fn(&Report) -> Option<Date>, near: impl Fn(&str) -> f64) -> Article {
        let mut sentences: Vec<Sentence> = r
            .mentions
            .sentences
            .iter()
            .map(|s| {
                let text = s.of(&r.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
                Sentence { near: near(&text), text, days: Vec::new(), reports: Vec::new() }
            })
            .collect();
        for t in r.mentions.times.iter().filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time)) {
            let at = r.mentions.sentences.partition_point(|s| s.end <= t.range.start);
            let one = one_day(t.start.map(|s| s.date), t.end.map(|s| s.date), Some(t.precision));
            if let (Some(day), Some(s)) = (one, sentences.get_mut(at))
                && !s.days.contains(&day)
            {
                s.days.push(day);
            }
        }
        // What no kind of the codebook knows makes no day weigh more.
        for report in r.reports.iter().filter(|report| report.rule != UNKNOWN) {
            if let (Some(day), Some(s)) = (day(report), sentences.get_mut(report.sentence as usize)) {
                s.reports.push(day);
            }
        }
        Article { id: r.article.id, published: r.article.published.map(|p| p.date), sentences }
    }
}

/// The day, where a time is one day and no more.
pub fn one_day(start: Option<Date>, end: Option<Date>, precision: Option<TimePrecision>) -> Option<Date> {
    let fine = matches!(precision, Some(TimePrecision::Day | TimePrecision::Hour | TimePrecision::Minute));
    start.filter(|s| fine && end.is_none_or(|e| e == *s))
}

/// The days that mattered, in order of time. The order of the articles changes nothing.
pub fn timeline(articles: &[Article], options: &Options) -> Vec<Day> {
    let mut order: Vec<&Article> = articles.iter().collect();
    order.sort_by_key(|a| (a.published.is_none(), a.published, a.id));
    order.dedup_by_key(|a| a.id);
    let weights = weights(&order, options);
    let mut heavy: Vec<(Date, f64, usize)> = weights.into_iter().map(|(d, (w, n))| (d, w, n)).collect();
    heavy.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let most = heavy.first().map_or(1.0, |h| h.1);
    heavy.retain(|h| h.1 >= most * options.least);
    heavy.truncate(options.days);
    let mut told = told(&order, &heavy.iter().map(|h| h.0).collect());
    // What is shown of one day is not shown again of a lighter one, where that has something else.
    let mut shown: HashSet<&str> = HashSet::new();
    let mut days: Vec<Day> = Vec::new();
    for (day, weight, articles) in heavy {
        let all = told.remove(&day).unwrap_or_default();
        let sentences = words::central(&all, options.sentences, &shown);
        for s in &sentences {
            shown.extend(all.iter().find(|t| t.article == s.article && t.sentence == s.sentence).map(|t| t.text));
        }
        days.push(Day { day, weight: (weight / most * 1000.0).round() / 1000.0, articles, sentences });
    }
    days.sort_by_key(|d| d.day);
    days
}

/// Each day's weight and how many articles speak of it.
fn weights(articles: &[&Article], options: &Options) -> BTreeMap<Date, (f64, usize)> {
    let mut out: BTreeMap<Date, (f64, usize)> = BTreeMap::new();
    for a in articles {
        for (day, x) in of_article(a) {
            if x > 0.0 && options.from.is_none_or(|f| f <= day) && options.to.is_none_or(|t| day <= t) {
                let w = out.entry(day).or_default();
                w.0 += x.sqrt();
                w.1 += 1;
            }
        }
    }
    // A day in many articles weighs more than the sum of what they say.
    out.values_mut().for_each(|(w, articles)| *w *= (*articles as f64).sqrt());
    out
}

/// How much one article says of each day.
fn of_article(a: &Article) -> BTreeMap<Date, f64> {
    let mut out: BTreeMap<Date, f64> = BTreeMap::new();
    for (i, s) in a.sentences.iter().enumerate() {
        let place = s.near / (1.0 + FADING.0 * i as f64);
        for day in &s.days {
            let gone = a.published.and_then(|p| day.until(p).ok()).map_or(0, |span| span.get_days());
            *out.entry(*day).or_default() += place * STATED * if gone > REMEMBERED.0 { REMEMBERED.1 } else { 1.0 };
        }
        for day in &s.reports {
            *out.entry(*day).or_default() += place;
        }
    }
    out
}

/// A sentence that speaks of a day.
pub(crate) struct Told<'a> {
    article: ArticleId,
    sentence: usize,
    text: &'a str,
    /// How much it is about the subject.
    near: f64,
    /// The same, less towards the article's end and the more days it speaks of, and more where it tells what happened.
    weight: f64,
}

/// What is told of each of the days.
fn told<'a>(articles: &[&'a Article], days: &HashSet<Date>) -> HashMap<Date, Vec<Told<'a>>> {
    let mut out: HashMap<Date, Vec<Told>> = HashMap::new();
    for a in articles {
        for (i, s) in a.sentences.iter().enumerate() {
            if s.near <= 0.0 || !(WORDS.0..=WORDS.1).contains(&s.text.split(' ').count()) {
                continue;
            }
            let opening = a.published.filter(|_| i < BEGINNING && s.days.is_empty());
            let mut of: Vec<Date> = s.days.iter().chain(&s.reports).copied().chain(opening).collect();
            of.sort_unstable();
            of.dedup();
            let many = of.len();
            for day in of.into_iter().filter(|d| days.contains(d)) {
                let telling = if s.reports.contains(&day) { TELLING } else { 1.0 };
                let weight = telling * s.near / (1.0 + FADING.1 * i as f64) / (many as f64).sqrt();
                out.entry(day).or_default().push(Told { article: a.id, sentence: i, text: &s.text, near: s.near, weight });
            }
        }
    }
    out
}

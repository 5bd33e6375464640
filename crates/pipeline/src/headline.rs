//! What only the headline counts: "Three killed in bus crash", above a text that tells of the crash and of nobody's death, or of
//! nothing at all, because the page kept it for itself.

use crate::codebook::{Coder, Family};
use model::{
    Article, Carried, CharIndex, Figure, Mentions, Report, ReportId, ReportPlace, ReportTime, Span, Status, TextRange,
    goes_elsewhere,
};

/// Most bytes of a headline; longer ones are a text's beginning by mistake.
const LONG: usize = 300;
/// The figures that are looked for.
const PERSONS: [&str; 5] = ["killed", "injured", "missing", "kidnapped", "hostages"];

/// What a report that stands on a headline alone is worth beside one that the text tells.
const ALONE: f32 = 0.6;

/// How sure a place of the headline must be.
const SURE: f32 = 0.4;

/// Adds to the report that the headline tells of the figures that it alone gives; where the text tells of no harm at all, the
/// headline's own report.
pub(crate) fn add(article: &Article, coder: &Coder, mentions: &Mentions, reports: &mut Vec<Report>) {
    let Some(line) = article.headline.as_deref().filter(|h| h.len() <= LONG && !article.text.starts_with(h)) else { return };
    if !annotate::figures::tells(line) {
        return;
    }
    let headline = Article { published: article.published, ..Article::of_text(line) };
    let read = annotate::annotate(&headline);
    let index = CharIndex::new(line);
    let silent = !reports.iter().any(|r| harms(coder, r)) && !mentions.sentences.is_empty();
    let mut alone: Option<Report> = None;
    let mut all = coder.code(&headline, &read.syntax, &read.mentions);
    all.retain(|r| harms(coder, r));
    // "Four wounded in shooting": a shooting rather than wounds.
    let how = all.iter().find(|r| !general(coder, &r.kind)).or(all.first()).cloned();
    for told in &all {
        let host = match host(coder, told, reports) {
            Some(n) => &mut reports[n],
            None if silent => {
                let how = how.as_ref().unwrap_or(told);
                alone.get_or_insert_with(|| of_headline(article, how, &read.mentions, mentions))
            }
            None => continue,
        };
        for n in &told.figures {
            let Some(figure) = &survivors(&read.mentions.figures[*n as usize], line, mentions) else { continue };
            let counts = PERSONS.contains(&figure.what.as_str()) && figure.best.is_some_and(|b| b > 0.0) && !figure.part;
            if counts && !known(figure, mentions) && !host.headline.iter().any(|f| same(f, figure)) {
                host.headline.push(in_points(figure, &index));
            }
        }
    }
    if let Some(report) = alone.filter(|r| !r.headline.is_empty()) {
        reports.insert(0, report);
    }
}

/// Gives the country that the headline tells to the reports of a text that tells none: "Orlo school plans approved", above a text
/// that says "the council".
pub(crate) fn land(article: &Article, mentions: &Mentions, reports: &mut [Report]) {
    let told = |r: &Report| r.place.place.is_some() || r.place.country.is_some();
    if reports.is_empty() || mentions.places.iter().any(|p| p.country.is_some()) || reports.iter().any(told) {
        return;
    }
    let Some(line) = article.headline.as_deref().filter(|h| h.len() <= LONG && !article.text.starts_with(h)) else { return };
    let headline = Article { published: article.published, ..Article::of_text(line) };
    let read = annotate::annotate(&headline);
    let mut lands = read.mentions.places.iter().filter(|p| p.score >= SURE).filter_map(|p| p.country.as_deref());
    let Some(land) = lands.next().filter(|land| lands.all(|other| other == *land)) else { return };
    for r in reports.iter_mut().filter(|r| !r.background && !goes_elsewhere(&r.kind)) {
        r.place.country = Some(land.to_string());
    }
}

/// A report that the headline tells and no word of the text: its trigger is the empty beginning of the text. Of the headline's
/// places it keeps what the text names too.
fn of_headline(article: &Article, told: &Report, read: &Mentions, mentions: &Mentions) -> Report {
    let range = TextRange { start: 0, end: 0 };
    let named = told.place.place.and_then(|n| read.places.get(n as usize)).and_then(|p| p.geonames);
    let place = named.and_then(|g| mentions.places.iter().position(|p| p.geonames == Some(g))).map(|n| n as u32);
    let from = if place.is_some() { Carried::Context } else { Carried::Unknown };
    Report {
        id: ReportId::of(article.id, range, &told.kind),
        trigger: Span { range, text: String::new() },
        sentence: 0,
        when: ReportTime { time: None, ..told.when.clone() },
        place: ReportPlace::new(place, from),
        roles: Vec::new(),
        figures: Vec::new(),
        headline: Vec::new(),
        said_by: None,
        score: told.score * ALONE,
        ..told.clone()
    }
}

/// "Five shot on Elm Street", above a text that tells of one dead: four lived.
fn survivors(figure: &Figure, line: &str, mentions: &Mentions) -> Option<Figure> {
    let cue = figure.cue.map_or("", |c| c.of(line)).to_lowercase();
    let hit = figure.what == "injured" && ["shot", "shoot", "stab", "hit", "struck"].iter().any(|w| cue.starts_with(w));
    let others = figure.of.as_deref().is_some_and(|of| of.contains("other"));
    let dead = mentions.figures.iter().filter(|f| f.what == "killed" && !f.part).filter_map(|f| f.best).fold(0.0, f64::max);
    if !hit || others || dead <= 0.0 {
        return Some(figure.clone());
    }
    let rest = figure.best.map(|all| all - dead).filter(|rest| *rest >= 1.0)?;
    Some(Figure { best: Some(rest), low: Some(rest), high: figure.high.map(|_| rest), ..figure.clone() })
}

fn same(a: &Figure, b: &Figure) -> bool {
    a.what == b.what && a.best == b.best
}

/// True if the text gives the figure too.
fn known(figure: &Figure, mentions: &Mentions) -> bool {
    mentions.figures.iter().any(|f| same(f, figure))
}

/// News of people who came to harm.
fn harms(coder: &Coder, r: &Report) -> bool {
    let family = coder.kind(&r.kind).map(|k| k.family);
    let real = matches!(r.status, Status::Happened | Status::Ongoing | Status::Alleged);
    real && !r.background && !r.apart && family.is_some_and(Family::harmful)
}

/// True for a kind that tells only who came to harm.
fn general(coder: &Coder, kind: &str) -> bool {
    coder.kind(kind).is_some_and(|k| k.family == Family::Toll)
}

/// The report of the text that tells what the headline tells: the first of its kind, else of its class, else of harm at all.
fn host(coder: &Coder, told: &Report, reports: &[Report]) -> Option<usize> {
    fn root(kind: &str) -> &str {
        kind.split('.').next().unwrap_or(kind)
    }
    let first = |fits: &dyn Fn(&str) -> bool| reports.iter().position(|r| harms(coder, r) && fits(&r.kind));
    first(&|k| k == told.kind)
        .or_else(|| first(&|k| root(k) == root(&told.kind)))
        .or_else(|| first(&|k| general(coder, k) || general(coder, &told.kind)))
}

/// The figure with its ranges in code points of the headline.
fn in_points(figure: &Figure, index: &CharIndex) -> Figure {
    let points = |r: TextRange| {
        let chars = index.chars(r);
        TextRange { start: chars.0, end: chars.1 }
    };
    Figure { range: points(figure.range), cue: figure.cue.map(points), person: None, ..figure.clone() }
}

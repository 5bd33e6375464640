//! What only the headline counts: "Three killed in bus crash", above a text that tells of the crash and of nobody's death.

use crate::codebook::{Coder, Family};
use model::{Article, CharIndex, Figure, Mentions, Report, Status, TextRange};

/// Most bytes of a headline; longer ones are a text's beginning by mistake.
const LONG: usize = 300;
/// The figures that are looked for.
const PERSONS: [&str; 5] = ["killed", "injured", "missing", "kidnapped", "hostages"];

/// Adds to the report that the headline tells of the figures that it alone gives.
pub(crate) fn add(article: &Article, coder: &Coder, mentions: &Mentions, reports: &mut [Report]) {
    let Some(line) = article.headline.as_deref().filter(|h| h.len() <= LONG && !article.text.starts_with(h)) else { return };
    if !annotate::figures::tells(line) || !reports.iter().any(|r| harms(coder, r)) {
        return;
    }
    let headline = Article { published: article.published, ..Article::of_text(line) };
    let read = annotate::annotate(&headline);
    let index = CharIndex::new(line);
    for told in coder.code(&headline, &read.syntax, &read.mentions).iter().filter(|r| harms(coder, r)) {
        let Some(host) = host(coder, told, reports) else { continue };
        for n in &told.figures {
            let Some(figure) = &survivors(&read.mentions.figures[*n as usize], line, mentions) else { continue };
            let counts = PERSONS.contains(&figure.what.as_str()) && figure.best.is_some_and(|b| b > 0.0) && !figure.part;
            if counts && !known(figure, mentions) && !reports[host].headline.iter().any(|f| same(f, figure)) {
                reports[host].headline.push(in_points(figure, &index));
            }
        }
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

/// The report of the text that tells what the headline tells: the first of its kind, else of its class, else of harm at all.
fn host(coder: &Coder, told: &Report, reports: &[Report]) -> Option<usize> {
    fn root(kind: &str) -> &str {
        kind.split('.').next().unwrap_or(kind)
    }
    let first = |fits: &dyn Fn(&str) -> bool| reports.iter().position(|r| harms(coder, r) && fits(&r.kind));
    let general = |kind: &str| coder.kind(kind).is_some_and(|k| k.family == Family::Toll);
    first(&|k| k == told.kind)
        .or_else(|| first(&|k| root(k) == root(&told.kind)))
        .or_else(|| first(&|k| general(k) || general(&told.kind)))
}

/// The figure with its ranges in code points of the headline.
fn in_points(figure: &Figure, index: &CharIndex) -> Figure {
    let points = |r: TextRange| {
        let chars = index.chars(r);
        TextRange { start: chars.0, end: chars.1 }
    };
    Figure { range: points(figure.range), cue: figure.cue.map(points), person: None, ..figure.clone() }
}

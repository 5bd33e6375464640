//! `dateline explain ID`: why a report is what it is, or each report of an event.

use crate::arguments::ExplainArguments;
use crate::brief::word;
use crate::read::open_existing;
use crate::style::{self, paint};
use crate::{DONE, FAILED, tell};
use anyhow::Result;
use ingest::{Explanation, Options};
use model::{Article, Report, ReportId, Syntax, TextRange};
use std::collections::BTreeSet;
use std::io::Write;
use store::Store;

/// Explains what the id names.
pub fn run(a: &ExplainArguments) -> Result<u8> {
    crate::gazetteers::open(None, a.db.as_deref())?;
    let mut told = 0;
    let mut out = style::out();
    match &a.db {
        Some(file) => {
            let db = open_existing(file)?;
            for (report, article) in db.reports_of_id(&a.id)? {
                if let Some(r) = db.reading(article)? {
                    let mut of = r.reports.iter().filter(|x| x.id == report);
                    told += usize::from(explain(&mut out, &r.article, report, of.next(), told > 0)?);
                }
            }
            // An event that went into another one is explained there.
            if told == 0
                && let [id] = db.ids_starting_with(&a.id)?.as_slice()
                && let Ok(id) = id.parse()
                && let Some(m) = db.moved(id)?
            {
                let to: Vec<String> = m.to.iter().map(ToString::to_string).collect();
                tell(&format!("dateline: {} was {}: see {}", m.id, m.because, to.join(", ")));
                return Ok(FAILED);
            }
        }
        None => {
            let sources = source::open(&a.paths, source::Options::default());
            let mut batch = ingest::read(sources, &Options::default(), |_, _| {})?;
            let events = batch.linked.events.iter().filter(|e| e.id.to_string().starts_with(&a.id));
            let wanted: BTreeSet<ReportId> = events.flat_map(|e| e.reports.iter().copied()).collect();
            let mut articles: Vec<(Article, Vec<Report>)> = Vec::new();
            batch.spool.each(|_, readings| {
                for r in readings {
                    let is = |id: &ReportId| wanted.contains(id) || id.to_string().starts_with(&a.id);
                    let reports: Vec<Report> = r.reports.into_iter().filter(|x| is(&x.id)).collect();
                    if !reports.is_empty() {
                        articles.push((r.article, reports));
                    }
                }
                Ok::<(), anyhow::Error>(())
            })?;
            for (article, reports) in &articles {
                for report in reports {
                    told += usize::from(explain(&mut out, article, report.id, Some(report), told > 0)?);
                }
            }
        }
    }
    if told == 0 {
        tell(&format!("dateline: no report or event has the id {}", style::clean(&a.id)));
        return Ok(FAILED);
    }
    Ok(DONE)
}

/// Prints the account of one report; false where this program gives none, as with a database of an older one. `kept` is the
/// report as it was read.
fn explain(out: &mut impl Write, article: &Article, id: ReportId, kept: Option<&Report>, more: bool) -> Result<bool> {
    let headline = kept.filter(|r| r.trigger.range.is_empty()).zip(article.headline.as_deref());
    let explained = ingest::explain(article, id);
    if more && (headline.is_some() || explained.is_some()) {
        writeln!(out)?;
    }
    if let Some((r, headline)) = headline {
        head(out, r, &style::clean(headline))?;
        writeln!(out, "it stands on the headline alone: the text below it tells of no harm")?;
        return Ok(true);
    }
    let Some((syntax, e)) = explained else { return Ok(false) };
    head(out, &e.report, &marked(article, &syntax, &e.report))?;
    rules(out, &e)?;
    tree(out, article, &syntax, &e)?;
    roles(out, article, &e)?;
    Ok(true)
}

/// What the report is, its words, and the rule.
fn head(out: &mut impl Write, r: &Report, words: &str) -> Result<()> {
    writeln!(out, "{}", paint(style::TITLE, format!("{} · {} · {}", r.id, r.kind, word(&r.status))))?;
    writeln!(out, "“{words}”")?;
    writeln!(out, "rule {}, sure to {:.2}", r.rule, r.score)?;
    Ok(())
}

/// A report's sentence, its trigger in brackets.
fn marked(article: &Article, syntax: &Syntax, r: &Report) -> String {
    let sentence = syntax.sentences[r.sentence as usize].range;
    let cut = |start, end| style::clean(TextRange { start, end }.of(&article.text));
    let t = r.trigger.range;
    format!("{}[{}]{}", cut(sentence.start, t.start), cut(t.start, t.end), cut(t.end, sentence.end))
}

/// What else is told of the rule, and which rules it went before.
fn rules(out: &mut impl Write, e: &Explanation) -> Result<()> {
    let r = &e.report;
    if let Some(kind) = &e.rule_kind {
        writeln!(out, "the rule is one for {kind}: who takes part, or what stands beside it, makes it {}", r.kind)?;
    }
    if e.asked.is_empty() {
        writeln!(out, "no rule of the sentence: it stands on a figure, or on what the article tells first")?;
    }
    for rival in &e.rivals {
        writeln!(out, "also {}, sure to {:.2}", rival.rule, rival.score)?;
    }
    Ok(())
}

fn tree(out: &mut impl Write, article: &Article, syntax: &Syntax, e: &Explanation) -> Result<()> {
    writeln!(out)?;
    for i in e.tokens.clone() {
        let t = &syntax.tokens[i];
        let form = |i: usize| style::clean(syntax.tokens[i].form(&article.text));
        let head = t.head.map_or_else(|| "the sentence".to_string(), |h| form(h as usize));
        writeln!(out, "  {:<18} {:<5} {:<12} {}", form(i), word(&t.tag), t.relation, head)?;
    }
    writeln!(out)?;
    Ok(())
}

fn roles(out: &mut impl Write, article: &Article, e: &Explanation) -> Result<()> {
    let of = |r: TextRange| style::clean(r.of(&article.text));
    for role in &e.report.roles {
        let stands = e.asked.iter().find(|a| a.phrases.iter().any(|(r, fits)| *fits && r.overlaps(role.span.range)));
        let from = stands.map_or_else(
            || "taken over from another part of the happening".to_string(),
            |a| format!("{}: {}", a.seat, a.may_be),
        );
        writeln!(out, "{} “{}” — {from}", word(&role.role), style::clean(&role.span.text))?;
    }
    for a in e.asked.iter().filter(|a| a.phrases.is_empty()) {
        writeln!(out, "{} — nothing stands there ({})", a.seat, a.may_be)?;
    }
    for l in &e.left {
        let hangs = match l.governor {
            Some(g) => format!("{} of {}", l.relation, of(g)),
            None => l.relation.to_string(),
        };
        writeln!(out, "no role “{}” ({hangs}): {}", of(l.range), l.why)?;
    }
    Ok(())
}

//! Why a report is what it is: the rule that fired, what filled each role, and why other phrases did not.

use crate::Coder;
use crate::code::{scene, words_of};
use crate::find::{Found, Scene};
use crate::rule::Seat;
use crate::words::NONE;
use model::{Article, Mentions, Report, Syntax, TextRange};
use std::ops::Range;

/// An account of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The report.
    pub report: Report,
    /// Tokens of its sentence, as indexes into the syntax.
    pub tokens: Range<usize>,
    /// The kind that the rule belongs to, where it is not the report's.
    pub rule_kind: Option<String>,
    /// What the rule asked for, in its order.
    pub asked: Vec<Asked>,
    /// Phrases of the sentence that no role took.
    pub left: Vec<Left>,
    /// Other rules that matched words of the trigger.
    pub rivals: Vec<Rival>,
}

/// One line of the rule that asks for a phrase.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Where the phrase must stand: `subject`, `object`, `after on, at` …
    pub seat: String,
    /// What it may be, as the rule says it: `target @building @site`.
    pub may_be: String,
    /// True if there is no report without it.
    pub required: bool,
    /// The phrases that stand there, and whether they fit.
    pub phrases: Vec<(TextRange, bool)>,
}

/// A phrase that took no role.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// The phrase.
    pub range: TextRange,
    /// Its relation to the word that it hangs from, by the tree; empty where there is none.
    pub relation: &'static str,
    /// That word.
    pub governor: Option<TextRange>,
    /// Why it took none.
    pub why: &'static str,
}

/// Another rule on the same words.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// The rule.
    pub rule: String,
    /// How sure it was.
    pub score: f32,
}

/// Accounts for a report that the coder gives of this article; `None` where it gives none with this id.
pub(crate) fn explain(
    coder: &Coder,
    article: &Article,
    syntax: &Syntax,
    mentions: &Mentions,
    id: model::ReportId,
) -> Option<Explanation> {
    let report = coder.read(article, syntax, mentions).into_iter().find(|r| r.id == id)?;
    let words = words_of(coder, article, syntax, mentions);
    let scene = scene(coder, &words, mentions);
    let tokens = syntax.sentences.get(report.sentence as usize)?.tokens.clone();
    let found = scene.find(report.sentence as usize);
    let here = |f: &Found| words.range(f.first, f.end).overlaps(report.trigger.range);
    let own = found
        .iter()
        .find(|f| coder.book.rules[f.rule].name == report.rule && words.range(f.first, f.end) == report.trigger.range);
    let mut rivals: Vec<Rival> = found
        .iter()
        .filter(|f| here(f) && coder.book.rules[f.rule].name != report.rule)
        .map(|f| Rival { rule: coder.book.rules[f.rule].name.clone(), score: f.score })
        .collect();
    rivals.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.rule.cmp(&b.rule)));
    rivals.dedup_by(|a, b| a.rule == b.rule);
    let asked = own.map(|f| scene.asked(f)).unwrap_or_default();
    let rule_kind = own.map(|f| &coder.book.kinds[coder.book.rules[f.rule].kind].kind).filter(|k| **k != report.kind);
    Some(Explanation {
        left: scene.left(tokens.clone(), &report, &asked),
        tokens,
        rule_kind: rule_kind.cloned(),
        asked,
        rivals,
        report,
    })
}

impl Scene<'_> {
    /// What the rule of a match asks for, and what stands there.
    fn asked(&self, f: &Found) -> Vec<Asked> {
        let rule = &self.rules[f.rule];
        let anchor = rule.patterns[f.pattern].anchor;
        let slots = rule.slots.iter().map(|slot| {
            let may_be: Vec<String> = slot
                .choices
                .iter()
                .map(|c| {
                    let role = c.role.map(|r| format!("{r:?}").to_lowercase());
                    let classes = c.classes.iter().map(|k| format!("@{k}"));
                    role.into_iter().chain(classes).collect::<Vec<_>>().join(" ")
                })
                .collect();
            Asked {
                seat: seat(&slot.seat),
                may_be: may_be.join(", "),
                required: slot.required,
                phrases: self
                    .seated(&slot.seat, anchor, f)
                    .into_iter()
                    .map(|p| (self.words.range(p.start, p.end), self.choice(slot, p, f, false).is_some()))
                    .collect(),
            }
        });
        slots.collect()
    }

    /// The phrases of a sentence that the report took for no role.
    fn left(&self, tokens: Range<usize>, report: &Report, asked: &[Asked]) -> Vec<Left> {
        let w = self.words;
        let mut out: Vec<Left> = Vec::new();
        for i in tokens {
            let Some(p) = w.phrase(i).filter(|p| p.head == i) else { continue };
            let range = w.range(p.start, p.end);
            if range.overlaps(report.trigger.range) || report.roles.iter().any(|r| r.span.range.overlaps(range)) {
                continue;
            }
            let seen = |fits: bool| asked.iter().any(|a| a.phrases.iter().any(|(r, f)| *r == range && *f == fits));
            let why = match () {
                _ if w.time_of[i] != NONE => "a time",
                _ if seen(true) => "stands where the rule looks, but says nobody and nothing, or only where",
                _ if seen(false) => "stands where the rule looks, but is none of what it asks for",
                _ => "stands where the rule does not look",
            };
            let governor = w.governor(i);
            out.push(Left { range, relation: w.tokens[i].relation, governor: governor.map(|h| w.range(h, h + 1)), why });
        }
        out
    }
}

fn seat(seat: &Seat) -> String {
    match seat {
        Seat::Subject => "subject".into(),
        Seat::Object => "object".into(),
        Seat::Possessor => "possessor".into(),
        Seat::Before => "before".into(),
        Seat::After(words) => format!("after {}", words.join(", ")),
    }
}

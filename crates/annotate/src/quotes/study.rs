//! The choices in an article whose attributions are known, for training.

use super::content::{self, Candidate};
use super::cue;
use super::mark;
use super::model::{Choice, Facts, Model, Part};
use super::said::{self, Said};
use super::scene::Scene;
use super::source;
use ::model::{Article, Name, Syntax, TextRange, Time};

/// One attribution as people marked it.
pub struct Gold {
    pub content: Vec<TextRange>,
    pub source: Vec<TextRange>,
    pub cue: Vec<TextRange>,
}

/// The tokens of one attribution.
struct Marked {
    content: Vec<bool>,
    source: Vec<bool>,
    cue: Vec<bool>,
    /// The word that stands for the cue.
    head: Option<usize>,
}

/// Shares that are worth learning from.
const ENOUGH: f32 = 0.3;

fn of(s: &Scene, ranges: &[TextRange]) -> Vec<bool> {
    s.syntax.tokens.iter().enumerate().map(|(i, t)| !s.is_mark(i) && ranges.iter().any(|r| r.overlaps(t.range))).collect()
}

/// The share of tokens in both among those in either; those of `without` count in neither.
fn alike(s: &Scene, x: &Candidate, gold: &[bool], without: &dyn Fn(usize) -> bool) -> f32 {
    let (mut both, mut mine) = (0, 0);
    for i in x.parts().flat_map(|p| p.clone()).filter(|&i| !s.is_mark(i) && !without(i)) {
        mine += 1;
        both += usize::from(gold[i]);
    }
    let all = gold.iter().filter(|g| **g).count() + mine - both;
    both as f32 / all.max(1) as f32
}

fn mark_up(s: &Scene, gold: &[Gold]) -> Vec<Marked> {
    gold.iter()
        .map(|g| {
            let (content, source) = (of(s, &g.content), of(s, &g.source));
            let cue: Vec<bool> = s.syntax.tokens.iter().map(|t| g.cue.iter().any(|r| r.overlaps(t.range))).collect();
            // The word of the cue that takes the content best; of equal ones the highest.
            let mut best: Option<(f32, i32, usize)> = None;
            for c in (0..s.len()).filter(|&c| cue[c] && cue::may_be(s, c)) {
                let around = cue::around(s, c);
                let own = |i: usize| i == c || source[i];
                let fit = content::candidates(s, c, &around).iter().map(|x| alike(s, x, &content, &own)).fold(0.0, f32::max);
                let fit = (fit * 10.0).round();
                let rank = (fit, -i32::from(s.depth(c)), c);
                if best.is_none_or(|b| (rank.0, rank.1) > (b.0, b.1)) {
                    best = Some(rank);
                }
            }
            Marked { content, source, cue, head: best.map(|b| b.2) }
        })
        .collect()
}

/// The choices of cues, contents and speakers.
pub fn first(article: &Article, syntax: &Syntax, names: &[Name], times: &[Time], gold: &[Gold]) -> Vec<Choice> {
    let s = Scene::new(article, syntax, names, times);
    let marked = mark_up(&s, gold);
    let mut out = Vec::new();
    for c in (0..s.len()).filter(|&c| cue::may_be(&s, c)) {
        let right = marked.iter().any(|m| m.head == Some(c));
        let unsure = marked.iter().any(|m| m.cue[c] || m.content[c]);
        if right || !unsure {
            let options = vec![cue::facts(&s, c), Facts::default()];
            out.push(Choice { part: Part::Cue, options, right: vec![right, !right] });
        }
    }
    for m in &marked {
        let Some(c) = m.head else { continue };
        let around = cue::around(&s, c);
        let contents = content::candidates(&s, c, &around);
        // Other words of the cue ("called for") are no part of what is said.
        let own = |i: usize| i == c || m.source[i];
        let fits: Vec<f32> = contents.iter().map(|x| alike(&s, x, &m.content, &own)).collect();
        let top = fits.iter().copied().fold(0.0, f32::max);
        let k = fits.iter().position(|f| *f == top);
        if top >= ENOUGH && contents.len() > 1 {
            let options = contents.iter().map(|x| content::facts(&s, c, &around, x)).collect();
            let right = fits.iter().map(|f| *f > top - 1e-4).collect();
            out.push(Choice { part: Part::Content, options, right });
        }
        let best = k.filter(|_| top >= ENOUGH).map(|k| &contents[k]);
        let who = source::candidates(&s, c);
        let mut right: Vec<bool> = who.iter().map(|x| m.source[x.head]).collect();
        let none = !m.source.contains(&true);
        right.push(none);
        if right.contains(&true) {
            let options = who.iter().map(|x| Some(*x)).chain([None]);
            let options = options.map(|x| source::facts(&s, c, &around, best, x, who.len())).collect();
            out.push(Choice { part: Part::Source, options, right });
        }
    }
    out
}

/// The choices that follow what a model finds: owners of quotation marks, and what is kept.
pub fn second(article: &Article, syntax: &Syntax, names: &[Name], times: &[Time], gold: &[Gold], model: &Model) -> Vec<Choice> {
    let s = Scene::new(article, syntax, names, times);
    let marked = mark_up(&s, gold);
    let mut all = said::found(&s, model);
    let mut out = Vec::new();
    let mut last = None;
    for q in 0..s.stretches.len() {
        let words: Vec<usize> = s.stretches[q].clone().filter(|&i| !s.is_mark(i)).collect();
        let share = |m: &Marked| words.iter().filter(|&&i| m.content[i]).count() * 10 >= words.len() * 8;
        let owner = marked.iter().find(|m| !words.is_empty() && share(m));
        let options = mark::candidates(&s, q, &all, last);
        let mut right: Vec<bool> =
            options.iter().map(|o| owner.is_some_and(|m| m.head == Some(all[o.said].cue) || m.cue[all[o.said].cue])).collect();
        right.push(owner.is_none());
        let own = options.iter().zip(&right).find(|(_, r)| **r).map(|(o, _)| o.said);
        if right.contains(&true) && !options.is_empty() {
            let facts = options.iter().map(|o| Some(*o)).chain([None]);
            let facts = facts.map(|o| mark::facts(&s, q, &all, o, last, options.len())).collect();
            out.push(Choice { part: Part::Mark, options: facts, right });
        }
        if own.is_some() {
            last = own;
        }
    }
    said::assign(&s, model, &mut all);
    for i in 0..all.len() {
        let right = marked.iter().any(|m| m.cue[all[i].cue] && fits(&s, &all[i], m));
        let facts = said::facts(&s, &all, i, said::outer(&s, &all, i));
        out.push(Choice { part: Part::Keep, options: vec![facts, Facts::default()], right: vec![right, !right] });
    }
    out
}

/// Whether what was found for a cue is about what people marked.
fn fits(s: &Scene, x: &Said, m: &Marked) -> bool {
    let mut mine = vec![false; s.len()];
    for p in x.content.parts().cloned().chain(x.more.iter().map(|&q| s.stretches[q].clone())) {
        mine[p].fill(true);
    }
    let (mut both, mut either) = (0, 0);
    for i in (0..s.len()).filter(|&i| !s.is_mark(i) && i != x.cue && !m.source[i]) {
        both += usize::from(mine[i] && m.content[i]);
        either += usize::from(mine[i] || m.content[i]);
    }
    both * 2 >= either.max(1)
}

//! Words of saying and who says.

use super::marks::Quoted;
use super::nominal;
use model::{Name, NameKind, Pos, Quote, Speaker, Syntax, TextRange, Time, Token};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of saying: whether they also take indirect speech.
type Cues = HashMap<&'static str, bool>;

/// The list that is part of the program.
fn cues() -> &'static Cues {
    static CUES: LazyLock<Cues> = LazyLock::new(|| {
        let table = include_str!("../../lexicon/cues.tsv");
        let rows = table.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
        rows.flat_map(|(kind, forms)| forms.split(' ').map(move |f| (f, kind == "plain"))).collect()
    });
    &CUES
}

/// A word of saying with its speaker.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// The word or words.
    pub cue: TextRange,
    /// Index of the word in the sentence.
    pub at: usize,
    /// Who says.
    pub speaker: Option<TextRange>,
    /// It takes indirect speech.
    pub plain: bool,
    /// "according to X".
    pub according: bool,
    /// The speaker stands after the word.
    pub inverted: bool,
}

/// What is known of the article.
pub struct Context<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its sentences and words.
    pub syntax: &'a Syntax,
    /// Its names.
    pub names: &'a [Name],
    /// Its time expressions.
    pub times: &'a [Time],
}

/// One sentence.
pub struct Clause<'a> {
    text: &'a str,
    tokens: &'a [Token],
    names: &'a [Name],
    times: &'a [Time],
}

impl<'a> Clause<'a> {
    /// Sentence number `i`.
    pub fn new(c: &Context<'a>, i: usize) -> Self {
        Clause { text: c.text, tokens: c.syntax.words(i), names: c.names, times: c.times }
    }

    /// True for a token inside a time expression.
    fn timed(&self, i: usize) -> bool {
        self.times.iter().any(|t| t.range.overlaps(self.tokens[i].range))
    }

    fn word(&self, i: usize) -> String {
        self.tokens.get(i).map_or(String::new(), |t| t.form(self.text).to_lowercase())
    }

    fn quoted(&self, i: usize, inside: &[&Quoted]) -> bool {
        self.tokens.get(i).is_some_and(|t| inside.iter().any(|q| q.range.overlaps(t.range)))
    }

    /// The word of saying of the sentence, outside quotation marks, that has a speaker.
    pub fn said(&self, inside: &[&Quoted]) -> Option<Said> {
        (0..self.tokens.len()).filter(|&i| !self.quoted(i, inside)).find_map(|i| self.said_at(i, inside))
    }

    fn said_at(&self, i: usize, inside: &[&Quoted]) -> Option<Said> {
        let w = self.word(i);
        if w == "according" && self.word(i + 1) == "to" {
            let speaker = self.phrase_after(i + 2)?;
            let cue = self.tokens[i].range.cover(self.tokens[i + 1].range);
            return Some(Said { cue, at: i + 1, speaker: Some(speaker), plain: true, according: true, inverted: true });
        }
        let plain = *cues().get(w.as_str())?;
        let token = &self.tokens[i];
        if !matches!(token.pos, Pos::Verb | Pos::Aux) || self.is_attributive(i) {
            return None;
        }
        let near_quote =
            inside.iter().any(|q| q.range.start.abs_diff(token.range.end) < 80 || token.range.start.abs_diff(q.range.end) < 80);
        if !plain && !near_quote {
            return None;
        }
        // "…," said Ana Ruiz: right after a quote and before a name.
        let after_quote = i > 0 && (1..=3).any(|k| i >= k && self.quoted(i - k, inside)) && !self.has_subject(i);
        let (speaker, inverted) = if after_quote {
            (self.phrase_after(i + 1).or_else(|| self.phrase_before(i, inside)), true)
        } else {
            (self.phrase_before(i, inside), false)
        };
        speaker.map(|s| Said { cue: token.range, at: i, speaker: Some(s), plain, according: false, inverted })
    }

    /// "the said man", "a reported attack", "to be told".
    fn is_attributive(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1).map(|t| t.pos);
        let before = i.checked_sub(1).map(|j| (self.word(j), self.tokens[j].pos));
        let article = matches!(&before, Some((_, Pos::Det)));
        let passive =
            matches!(&before, Some((w, _)) if matches!(w.as_str(), "was" | "were" | "been" | "be" | "being" | "is" | "are"));
        let gerund = self.word(i).ends_with("ing")
            && !matches!(&before, Some((w, _)) if matches!(w.as_str(), "," | "was" | "were" | "is" | "are" | "as"));
        (article && next == Some(Pos::Noun)) || (passive && !self.word(i).ends_with("ing")) || gerund
    }

    fn has_subject(&self, i: usize) -> bool {
        i > 0 && matches!(self.tokens[i - 1].pos, Pos::Noun | Pos::Propn | Pos::Pron)
    }

    /// The noun phrase that ends before token `i`, over auxiliaries, adverbs, and an apposition between commas.
    fn phrase_before(&self, i: usize, inside: &[&Quoted]) -> Option<TextRange> {
        let mut end = i;
        while end > 0 && matches!(self.tokens[end - 1].pos, Pos::Aux | Pos::Adv | Pos::Part) {
            end -= 1;
        }
        // "The minister on Saturday vowed": the day is not the speaker.
        if end > 0 && self.timed(end - 1) {
            while end > 0 && (self.timed(end - 1) || matches!(self.tokens[end - 1].pos, Pos::Adp | Pos::Det | Pos::Adv)) {
                end -= 1;
            }
        }
        // "He joined the party and said": the subject of the verb before.
        if end > 0 && matches!(self.word(end - 1).as_str(), "and" | "but") {
            let verb = (0..end - 1).rev().find(|&j| self.tokens[j].pos == Pos::Verb && !self.quoted(j, inside))?;
            return if verb > 0 { self.phrase_before(verb, inside) } else { None };
        }
        if end > 1 && self.word(end - 1) == "," {
            // "Luke Coffey, a senior fellow at the Hudson Institute, told": the name before the apposition.
            let open = (0..end - 1).rev().take(25).find(|&j| self.word(j) == ",")?;
            return if self.quoted(open, inside) || open == 0 { None } else { self.phrase_ending(open) };
        }
        self.phrase_ending(end)
    }

    fn phrase_ending(&self, end: usize) -> Option<TextRange> {
        let mut start = end;
        while start > 0 {
            let t = &self.tokens[start - 1];
            let w = self.word(start - 1);
            let of = matches!(w.as_str(), "of" | "for" | "at" | "in" | "from" | "with")
                && start > 1
                && nominal(self.tokens[start - 2].pos);
            let of = of && start < end && self.tokens[start - 1..end].len() < 12;
            let inner = w == "'s" || w == "’s" || w == "'" || w == "’" || w == "-" || w == ".";
            let relative = matches!(w.as_str(), "who" | "which" | "that");
            if relative || !(nominal(t.pos) || of || inner) {
                break;
            }
            start -= 1;
        }
        while start < end && !nominal(self.tokens[start].pos) {
            start += 1;
        }
        if start == end {
            return None;
        }
        let range = self.tokens[start].range.cover(self.tokens[end - 1].range);
        let head = &self.tokens[end - 1];
        let ok = matches!(head.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)
            || self.names.iter().any(|n| n.range.overlaps(range));
        let bad = matches!(self.word(end - 1).as_str(), "it" | "that" | "this" | "which" | "there" | "what" | "who")
            && start + 1 == end;
        (ok && !(bad && self.word(end - 1) != "it" && self.word(end - 1) != "who")).then_some(range)
    }

    fn phrase_after(&self, start: usize) -> Option<TextRange> {
        let mut end = start;
        while let Some(t) = self.tokens.get(end) {
            let w = self.word(end);
            let joins = matches!(w.as_str(), "of" | "for" | "at" | "from")
                && end > start
                && self.tokens.get(end + 1).is_some_and(|t| nominal(t.pos));
            let inner = end > start && (matches!(w.as_str(), "'s" | "’s" | "'" | "’" | "-") || w == ".");
            if !(nominal(t.pos) || joins || inner) {
                break;
            }
            end += 1;
        }
        while end > start && !matches!(self.tokens[end - 1].pos, Pos::Noun | Pos::Propn | Pos::Pron) {
            end -= 1;
        }
        (end > start).then(|| self.tokens[start].range.cover(self.tokens[end - 1].range))
    }

    /// The content of indirect speech.
    pub fn indirect(&self, said: &Said, inside: &[&Quoted]) -> Option<TextRange> {
        if !said.plain || (said.inverted && !said.according) {
            return None;
        }
        let last = self.tokens.iter().rposition(|t| t.pos != Pos::Punct)?;
        let cut = |from: usize, to: usize| (from <= to).then(|| self.tokens[from].range.cover(self.tokens[to].range));
        if said.according {
            // The rest of the sentence: before the words, or after the speaker where they open it.
            let speaker_end = said.speaker?.end;
            if said.at > 3 {
                let end = (0..said.at - 1).rev().find(|&j| self.tokens[j].pos != Pos::Punct)?;
                return cut(0, end);
            }
            let from = self.tokens.iter().position(|t| t.range.start >= speaker_end && t.pos != Pos::Punct)?;
            return cut(from, last);
        }
        let mut from = said.at + 1;
        // "told reporters on Friday that …": the content begins at "that" or after the one who is told.
        if let Some(that) =
            (from..self.tokens.len().min(from + 10)).find(|&j| self.word(j) == "that" && !self.quoted(j, inside))
        {
            from = that + 1;
        } else if self.word(said.at).starts_with("t") && matches!(self.word(said.at).as_str(), "told" | "tell" | "tells") {
            let end = self.phrase_after(from)?.end;
            from = self.tokens.iter().position(|t| t.range.start >= end)?;
        } else {
            // "said on Monday he would": a day between is no content.
            if matches!(self.word(from).as_str(), "on" | "in" | "late" | "early")
                && self.tokens.get(from + 1).is_some_and(|t| t.pos == Pos::Propn)
            {
                from += 2;
            }
            // "he said." at the end, or ", said X": the content stood before.
            if from > last || self.tokens.get(from).is_some_and(|t| t.pos == Pos::Punct) {
                let comma = self.word_before_speaker(said)?;
                let end = (0..comma).rev().find(|&j| self.tokens[j].pos != Pos::Punct)?;
                let all_quoted = (0..=end).all(|j| self.quoted(j, inside) || self.tokens[j].pos == Pos::Punct);
                return if all_quoted || end < 2 { None } else { cut(0, end) };
            }
        }
        while self.tokens.get(from).is_some_and(|t| t.pos == Pos::Punct) {
            from += 1;
        }
        if from + 1 > last {
            return None;
        }
        let all_quoted = (from..=last).all(|j| self.quoted(j, inside) || self.tokens[j].pos == Pos::Punct);
        let has_verb = (from..=last).any(|j| matches!(self.tokens[j].pos, Pos::Verb | Pos::Aux));
        if all_quoted || !has_verb { None } else { cut(from, last) }
    }

    /// Index of the comma before the speaker: "the road was closed, police said".
    fn word_before_speaker(&self, said: &Said) -> Option<usize> {
        let start = said.speaker?.start;
        let first = self.tokens.iter().position(|t| t.range.start >= start)?;
        let comma = first.checked_sub(1)?;
        (self.word(comma) == ",").then_some(comma)
    }
}

/// A speaker with the fullest name that its words hold.
pub fn speaker(text: &str, names: &[Name], range: TextRange) -> Speaker {
    let words = range.of(text).to_string();
    let held = names.iter().filter(|n| range.contains(n.range)).find(|n| matches!(n.kind, NameKind::Person)).or_else(|| {
        // "a spokesman for the ministry" stays what it is; a body's own name is its name.
        names.iter().find(|n| range.contains(n.range) && n.range.end == range.end && n.range.len() * 2 > range.len())
    });
    let full = held.map(|n| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone());
    Speaker { range, text: words.clone(), name: full.filter(|f| *f != words), actor: None }
}

/// Pronouns take the person named last before them: first in the sentence before, then the last speaker.
pub fn resolve(syntax: &Syntax, names: &[Name], quotes: &mut [Quote]) {
    let mut last: Option<String> = None;
    for q in quotes.iter_mut() {
        let Some(s) = &mut q.speaker else { continue };
        let lower = s.text.to_lowercase();
        if !matches!(lower.as_str(), "he" | "she" | "i") {
            last = names
                .iter()
                .find(|n| s.range.contains(n.range) && n.kind == NameKind::Person)
                .map(|n| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone())
                .or_else(|| s.text.split_whitespace().any(|w| w.len() > 2).then(|| s.text.clone()));
            continue;
        }
        if lower == "i" {
            continue;
        }
        let sentence = syntax.sentence_at(s.range.start).unwrap_or(0);
        let from = syntax.sentences.get(sentence.saturating_sub(1)).map_or(0, |x| x.range.start);
        let near: Vec<&Name> = names
            .iter()
            .filter(|n| n.kind == NameKind::Person && n.range.start >= from && n.range.end <= s.range.start)
            .collect();
        let full = |n: &Name| n.same_as.and_then(|j| names.get(j as usize)).unwrap_or(n).text.clone();
        s.name = match (&last, near.as_slice()) {
            (Some(l), []) => Some(l.clone()),
            (None, [.., n]) => Some(full(n)),
            (Some(l), people) if people.iter().any(|n| full(n) == *l) => Some(l.clone()),
            (Some(_), [.., n]) => Some(full(n)),
            (None, []) => None,
        };
    }
}

//! Who says so: from quotes that cover the trigger, "according to …", "X said that …", and claims of responsibility.

use crate::find::{Found, Scene};
use crate::words::Phrase;
use model::{Attribution, Pos, Quote, QuoteForm, SaidBy, Span, TextRange};

impl Scene<'_> {
    /// Who the sentence gives as the source of a match, if it is not told in the article's own voice.
    pub fn said_by(&self, f: &Found) -> Option<SaidBy> {
        let said = self
            .claimed_by(f)
            .or_else(|| self.by_quote(f))
            .or_else(|| self.according_to(f))
            .or_else(|| self.by_verb(f))
            .or_else(|| self.put_at(f));
        // "No group has claimed the attack": nobody says so.
        said.filter(|s| {
            let first = s.span.text.split(' ').next().unwrap_or_default().to_ascii_lowercase();
            !matches!(first.as_str(), "no" | "nobody" | "none" | "neither")
        })
    }

    /// "an attack claimed by the rebels"
    fn claimed_by(&self, f: &Found) -> Option<SaidBy> {
        let w = self.words;
        let end = w.sentence(f.anchor).end;
        let at = (f.end..end.min(f.end + 8)).find(|&i| w.low(i) == "claimed" && i + 2 < end && w.low(i + 1) == "by")?;
        let p = w.phrase(at + 2).filter(|_| (f.end..at).all(|i| !w.is_verb(i)))?;
        Some(self.said(p, Attribution::Claim))
    }

    /// "The ministry put the death toll at 19": who counts.
    fn put_at(&self, f: &Found) -> Option<SaidBy> {
        let w = self.words;
        let counts = |i: usize| matches!(w.lemma(i), "toll" | "number" | "figure" | "count" | "dead" | "death" | "casualty");
        let puts = |v: usize| w.is_verb(v) && matches!(w.lemma(v), "put" | "place" | "estimate" | "revise" | "raise" | "set");
        let verb = w.above(f.anchor, 4).skip(1).find(|&v| puts(v)).filter(|_| (f.first..f.end).any(counts))?;
        let group = w.verb_group(verb);
        let p = w.tree_subject(&group).filter(|_| !w.is_passive(&group))?.into_iter().find(|p| p.start < verb)?;
        (!(p.start..p.end).any(counts)).then(|| self.said(p, Attribution::Statement))
    }

    fn by_quote(&self, f: &Found) -> Option<SaidBy> {
        let w = self.words;
        let trigger = w.range(f.first, f.end);
        // The innermost quote: the last one to start before the trigger among those that reach over it.
        let upto = self.mentions.quotes.partition_point(|q| q.range.start <= trigger.start);
        let quote =
            self.mentions.quotes[..upto].iter().rev().take(12).find(|q| q.range.contains(trigger) && q.speaker.is_some())?;
        if quote.cue.as_ref().is_some_and(|c| c.range.overlaps(trigger)) {
            return None;
        }
        // "He condemned the attack" has the attack as known: the article tells of it.
        if quote.form == QuoteForm::Indirect && self.presumes(quote) {
            return None;
        }
        // Wishes and tastes are attributed, too, but nobody says by them that something happened.
        if quote.form == QuoteForm::Indirect && !self.tells(quote) {
            return None;
        }
        self.speaker(quote)
    }

    /// Who confirms what a report is of: "The ministry confirmed a first case of plague". Other words of saying are what
    /// happened.
    pub fn confirmed_by(&self, f: &Found) -> Option<SaidBy> {
        let trigger = self.words.range(f.first, f.end);
        let said = self.quote_told_in(trigger).and_then(|q| self.speaker(q));
        said.filter(|s| s.cue == Attribution::Confirmation)
    }

    /// The quote whose word of saying stands in a range of the text.
    pub(crate) fn quote_told_in(&self, range: TextRange) -> Option<&Quote> {
        self.mentions.quotes.iter().find(|q| q.cue.as_ref().is_some_and(|c| c.range.overlaps(range)))
    }

    /// The speaker of a quote as who says so.
    pub(crate) fn speaker(&self, quote: &Quote) -> Option<SaidBy> {
        let w = self.words;
        let speaker = quote.speaker.as_ref()?;
        let token = w.syntax.token_at(speaker.range.start);
        if w.time_of.get(token).is_some_and(|t| *t != crate::words::NONE) {
            return None;
        }
        let cue = quote.cue.as_ref().map_or(Attribution::Statement, |c| {
            let at = w.syntax.token_at(c.range.start);
            attribution(if at < w.tokens.len() { w.lemma(at) } else { "" }, w.low.get(at + 1).map_or("", |s| s))
        });
        let cut = Span::cut(w.text, speaker.range);
        Some(SaidBy { span: cut, name: speaker.name.clone(), actor: speaker.actor, cue })
    }

    /// True for a quote of things and no clause whose cue takes them as known: "demanded answers from those who …".
    fn presumes(&self, quote: &Quote) -> bool {
        let w = self.words;
        let Some(cue) = &quote.cue else { return false };
        let at = w.syntax.token_at(cue.range.start);
        let words = quote.range.of(w.text);
        let clause = ["that ", "as ", "whether ", "how "].iter().any(|c| words.starts_with(c)) || words.contains(" as ");
        at < w.tokens.len() && self.lexicon.has("presuming", w.lemma(at)) && !clause
    }

    /// True for a quote whose cue is a word of speech, and for a clause with "that" after any other.
    fn tells(&self, quote: &Quote) -> bool {
        let w = self.words;
        let Some(cue) = &quote.cue else { return false };
        let at = w.syntax.token_at(cue.range.end.saturating_sub(1));
        let lemma = if at < w.tokens.len() { w.lemma(at) } else { "" };
        let words = quote.range.of(w.text);
        self.lexicon.has("speech", lemma)
            || cue.text.to_ascii_lowercase().starts_with("according")
            || words.starts_with("that ")
            || attribution(lemma, w.low.get(at + 1).map_or("", |s| s)) != Attribution::Statement
    }

    fn according_to(&self, f: &Found) -> Option<SaidBy> {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let (from, to) = (sentence.start.max(f.first.saturating_sub(60)), sentence.end.min(f.end + 60));
        let at = (from..to.saturating_sub(2)).find(|&i| w.low(i) == "according" && w.low(i + 1) == "to")?;
        let p = w.phrase(at + 2).filter(|p| p.start == at + 2)?;
        Some(self.said(p, Attribution::Statement))
    }

    /// "X said (that) …" before the trigger, or ", X said" behind it.
    fn by_verb(&self, f: &Found) -> Option<SaidBy> {
        let w = self.words;
        let sentence = w.sentence(f.anchor);
        let (from, to) = (sentence.start.max(f.first.saturating_sub(40)), sentence.end.min(f.end + 60));
        let own = |v: usize| {
            (f.first..f.end).contains(&v)
                || f.group.is_some_and(|g| g.main == v)
                || self.lexicon.has("presuming", w.lemma(v)) && !(v + 1..f.first).any(|i| w.low(i) == "that")
        };
        // "The army said …; a commander denied it": who denies is told, and it is not the army.
        let trigger = w.range(f.first, f.end);
        let told = self.quote_told_in(trigger);
        let own_speaker = told.and_then(|q| q.speaker.as_ref()).map(|s| s.range);
        for v in (from..f.first).rev() {
            if own_speaker.is_some_and(|s| w.range(v, v + 1).end <= s.start && s.end <= trigger.start) {
                break;
            }
            if !w.is_verb(v) || own(v) || !self.lexicon.has("speech", w.lemma(v)) || w.phrase(v).is_some_and(|p| p.head != v) {
                continue;
            }
            if self.said_before(v, trigger) {
                continue;
            }
            // "apologised to two clerks who accused him, and pledged": the clerks tell of no pledge.
            if w.tokens[v].relation.starts_with("acl") && !w.above(f.anchor, 12).any(|a| a == v) {
                continue;
            }
            let g = w.verb_group(v);
            if w.is_passive(&g) || g.to.is_some() || g.modal.is_some() {
                return None;
            }
            // What is said must follow: "that", a new subject, or a quotation.
            let opens = (v + 1..f.first.min(v + 8)).any(|i| {
                matches!(w.low(i), "that" | "\"" | "“" | "how" | "whether")
                    || w.phrase(i).is_some_and(|p| p.start == i && i > v)
            });
            if !opens && f.first != v + 1 {
                continue;
            }
            let p = w.surface_subject(&g)?;
            return Some(self.said(p, attribution(w.lemma(v), w.low.get(v + 1).map_or("", |s| s))));
        }
        for v in f.end..to {
            if !w.is_verb(v) || own(v) || !self.lexicon.has("speech", w.lemma(v)) {
                continue;
            }
            // ", police said." or ", said the mayor."
            let g = w.verb_group(v);
            let closes = |i: usize| {
                i >= to || matches!(w.pos(i), Pos::Punct | Pos::Adp | Pos::Adv) || w.time_of[i] != crate::words::NONE
            };
            let before = w
                .phrase(v.wrapping_sub(1))
                .filter(|p| p.end == v && p.start > sentence.start && matches!(w.low(p.start - 1), "," | "\"" | "”" | "”,"));
            if let Some(p) = before.filter(|_| closes(v + 1) || w.lemma(v) == "tell") {
                return Some(self.said(p, attribution(w.lemma(v), "")));
            }
            let quoted = v > sentence.start && matches!(w.low(v - 1), "”" | "\"" | "''" | ",");
            if quoted
                && matches!(w.lemma(v), "say" | "add" | "explain" | "insist" | "note")
                && w.tag(v) != "VBG"
                && let Some(p) = w.phrase(v + 1).filter(|p| p.start == v + 1)
            {
                return Some(self.said(p, attribution(w.lemma(g.main), "")));
            }
        }
        None
    }

    /// True for a word of saying whose words all stand before it: "“We wait,” Ana Ruiz told reporters before a meeting": of the
    /// meeting the article tells.
    fn said_before(&self, v: usize, trigger: TextRange) -> bool {
        let verb = self.words.range(v, v + 1);
        let near = self.mentions.quotes.iter().filter(|q| q.cue.as_ref().is_some_and(|c| c.range.overlaps(verb)));
        let mut before = near.map(|q| q.range.end <= verb.start && !q.range.contains(trigger)).peekable();
        before.peek().is_some() && before.all(|b| b)
    }

    pub(crate) fn said(&self, p: Phrase, cue: Attribution) -> SaidBy {
        let p = self.words.full(p);
        SaidBy { span: Span::cut(self.words.text, self.words.range(p.start, p.end)), name: None, actor: None, cue }
    }
}

/// What a verb says of a thing that is known: that it is so, or that it is not.
pub(crate) fn settles(verb: &str) -> Option<Attribution> {
    match verb {
        "deny" | "reject" | "refute" | "dismiss" => Some(Attribution::Denial),
        "confirm" | "acknowledge" | "admit" | "verify" => Some(Attribution::Confirmation),
        _ => None,
    }
}

fn attribution(lemma: &str, next: &str) -> Attribution {
    match lemma {
        "claim" => Attribution::Claim,
        "denial" | "rejection" | "dismissal" => Attribution::Denial,
        "confirmation" | "admission" => Attribution::Confirmation,
        "accusation" | "allegation" => Attribution::Accusation,
        "take" if next == "responsibility" => Attribution::Claim,
        "accuse" | "allege" | "blame" => Attribution::Accusation,
        _ => settles(lemma).unwrap_or(Attribution::Statement),
    }
}

//! Who gives a number, where others give other ones: "Police put turnout at 15,000; organisers spoke of 100,000".

use model::{Figure, Pos, Quote, Span, Syntax, TextRange};

/// How far before a number the verb of whoever gives it stands.
const FAR: usize = 14;
/// A source is told in no more words than these.
const LONG: usize = 12;

/// What people count and others count otherwise.
const COUNTS: &[&str] = &["killed", "injured", "missing", "crowd", "displaced", "infected", "detained", "kidnapped"];

/// Words of saying behind which a number is somebody's own.
const SAYS: &[&str] = &[
    "said",
    "says",
    "say",
    "saying",
    "told",
    "added",
    "claimed",
    "claims",
    "estimated",
    "estimates",
    "reported",
    "reports",
    "announced",
    "confirmed",
    "insisted",
    "spoke",
    "according",
    "counted",
    "put",
    "puts",
];

/// Adds to figures who gives them.
pub fn say_who(figures: &mut [Figure], text: &str, syntax: &Syntax, quotes: &[Quote]) {
    let lower: Vec<String> = syntax.tokens.iter().map(|t| t.form(text).to_lowercase()).collect();
    let mut said: Vec<Option<TextRange>> = Vec::with_capacity(figures.len());
    for f in figures.iter() {
        let given = COUNTS.contains(&f.what.as_str()) && !f.part;
        said.push(if given { Given { text, syntax, lower: &lower }.by(f) } else { None });
    }
    // Beside a number that somebody gives, and of crowds, whoever is quoted with another one gives that.
    for n in 0..figures.len() {
        let f = &figures[n];
        let rival = |m: usize| m != n && said[m].is_some() && figures[m].what == f.what && together(syntax, f, &figures[m]);
        if said[n].is_some()
            || f.part
            || !(f.what == "crowd" || COUNTS.contains(&f.what.as_str()) && (0..figures.len()).any(rival))
        {
            continue;
        }
        let upto = quotes.partition_point(|q| q.range.start <= f.range.start);
        let quote = quotes[..upto].iter().rev().take(6).find(|q| q.range.contains(f.range) && q.speaker.is_some());
        let cue = |q: &&Quote| q.cue.as_ref().is_some_and(|c| c.text.to_lowercase().split(' ').any(|w| SAYS.contains(&w)));
        said[n] = quote.filter(cue).and_then(|q| q.speaker.as_ref()).map(|s| s.range);
    }
    for (f, range) in figures.iter_mut().zip(said) {
        f.said_by = range.map(|r| Span::cut(text, r));
    }
}

/// True for two figures of one sentence.
fn together(syntax: &Syntax, a: &Figure, b: &Figure) -> bool {
    let sentence = |f: &Figure| syntax.sentences.partition_point(|s| s.range.end <= f.range.start);
    sentence(a) == sentence(b)
}

/// The words of an article, to look for who gives a number.
struct Given<'a> {
    text: &'a str,
    syntax: &'a Syntax,
    lower: &'a [String],
}

impl Given<'_> {
    fn low(&self, i: usize) -> &str {
        self.lower.get(i).map_or("", String::as_str)
    }

    /// Who puts a number at so much.
    fn by(&self, f: &Figure) -> Option<TextRange> {
        let at = self.syntax.token_at(f.range.start);
        let n = self.syntax.sentences.partition_point(|s| s.range.end <= f.range.start);
        let start = self.syntax.sentences.get(n)?.tokens.start;
        // "at about 4,000": the span may begin behind its quantifier.
        let link = (at.saturating_sub(6).max(start)..at).rev().find(|&i| !self.quantifies(i))?;
        // "the opposition claimed more than 60,000", "police counted 4,000"
        let claims = matches!(self.low(link), "claimed" | "counted" | "estimated" | "reported" | "cited");
        if claims && f.what == "crowd" {
            return self.subject(link, start).filter(|_| !self.passive(link));
        }
        if !matches!(self.low(link), "at" | "of" | "to") {
            return None;
        }
        let noun = |i: usize| {
            let w = self.low(i);
            matches!(
                w,
                "toll"
                    | "number"
                    | "figure"
                    | "count"
                    | "total"
                    | "tally"
                    | "crowd"
                    | "crowds"
                    | "turnout"
                    | "attendance"
                    | "it"
            ) || matches!(w, "dead" | "deaths" | "casualties" | "estimate")
        };
        let verb = (link.saturating_sub(FAR).max(start)..link).rev().find(|&i| {
            let w = self.low(i);
            matches!(
                w,
                "put"
                    | "puts"
                    | "putting"
                    | "estimated"
                    | "estimates"
                    | "estimate"
                    | "placed"
                    | "gave"
                    | "gives"
                    | "give"
                    | "set"
            ) || matches!(w, "spoke" | "speak" | "speaks")
        });
        if self.low(link) == "at" {
            let end = (start..link)
                .rev()
                .find(|&i| !matches!(self.syntax.tokens[i].pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det));
            let name = end.map_or(start, |i| i + 1);
            let joined = end.is_some_and(|i| matches!(self.low(i), "and" | "while" | "but" | "," | ";"));
            // "police put the crowd at 4,000, and the organisers at 12,000"
            if joined && name < link && !noun(link - 1) {
                return Some(self.range(name, link));
            }
        }
        let verb = verb?;
        let spoke = self.low(verb).starts_with("sp");
        if !spoke && !(verb + 1..link).any(noun) && !self.passive(verb) || spoke && (self.low(link) != "of" || link != verb + 1)
        {
            return None;
        }
        if (verb + 1..link).any(|i| matches!(self.low(i), ";" | "while" | "but") || self.syntax.tokens[i].tag == "VBD") {
            return None;
        }
        if self.passive(verb) {
            let end = self.syntax.token_at(f.range.end);
            let by = (end..end + 3).find(|&i| self.low(i) == "by")?;
            let last = (by + 1..by + LONG).find(|&i| !self.nominal(i)).unwrap_or(by + 1);
            return (last > by + 1).then(|| self.range(by + 1, last));
        }
        self.subject(verb, start).filter(|r| !(start..verb).any(|i| noun(i) && r.contains(self.syntax.tokens[i].range)))
    }

    /// "about", "more than", "at least", "up to"
    fn quantifies(&self, i: usize) -> bool {
        let w = self.low(i);
        matches!(w, "about" | "around" | "nearly" | "almost" | "some" | "over" | "more" | "than" | "least" | "up")
            || w == "at" && self.low(i + 1) == "least"
            || w == "to" && i > 0 && self.low(i - 1) == "up"
    }

    /// Who does what the verb tells, as far as the words before it name them.
    fn subject(&self, verb: usize, start: usize) -> Option<TextRange> {
        let subject = (start..verb).rev().find(|&i| {
            self.syntax.tokens[i].head == Some(verb as u32) && self.syntax.tokens[i].relation.starts_with("nsubj")
        })?;
        let below = |mut i: usize| {
            for _ in 0..LONG {
                if i == subject {
                    return true;
                }
                match self.syntax.tokens[i].head {
                    Some(h) => i = h as usize,
                    None => return false,
                }
            }
            false
        };
        let first = (start..=subject).find(|&i| (i..=subject).all(below))?;
        let last =
            (subject..verb).take_while(|&i| below(i) && !matches!(self.low(i), "," | "who" | "which" | "-" | "–")).last()?;
        (last + 1 - first <= LONG).then(|| self.range(first, last + 1))
    }

    fn passive(&self, verb: usize) -> bool {
        verb > 0 && matches!(self.low(verb - 1), "was" | "were" | "been" | "is" | "being")
    }

    fn nominal(&self, i: usize) -> bool {
        let pos = self.syntax.tokens.get(i).map(|t| t.pos);
        matches!(pos, Some(Pos::Noun | Pos::Propn | Pos::Adj | Pos::Det)) || matches!(self.low(i), "'s" | "of")
    }

    fn range(&self, from: usize, to: usize) -> TextRange {
        let tokens = &self.syntax.tokens;
        let range = TextRange { start: tokens[from].range.start, end: tokens[to - 1].range.end };
        debug_assert!(range.end as usize <= self.text.len());
        range
    }
}

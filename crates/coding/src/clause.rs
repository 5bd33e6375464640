//! Who does what to whom around a verb or a noun: subjects, objects, agents and prepositional phrases, from order alone.

use crate::words::{Phrase, VerbGroup, WINDOW, Words};
use model::Pos;

/// Verbs whose clause often goes without "that".
const SAYS: &[&str] = &["add", "allege", "believe", "claim", "fear", "insist", "note", "report", "say", "suggest", "think"];

impl Words<'_> {
    /// True if the verb is a passive: "were killed", or a participle after its noun ("people killed in the attack").
    pub fn is_passive(&self, g: &VerbGroup) -> bool {
        if g.passive {
            return true;
        }
        let v = g.main;
        let next = v + 1;
        let end = self.sentence(v).end;
        let by = next < end
            && self.low(next) == "by"
            && next + 1 < end
            && self.phrase(next + 1).is_some()
            && self.time_of[next + 1] == crate::words::NONE
            && !self.by_means(next + 1)
            && !never_participle(self.low(v));
        let past_form = matches!(self.tag(v), "VBN" | "VBD") || self.tag(v).is_empty() && self.low(v).ends_with("ed");
        if g.has_aux || g.to.is_some() || !past_form {
            return false;
        }
        by || self.tree_passive(v).unwrap_or(self.tag(v) == "VBN") || self.headline_passive(v, next, end)
    }

    /// "spoke by phone", "travelled by bus": a bare noun for how it was done, and nobody who did it.
    fn by_means(&self, noun: usize) -> bool {
        const MEANS: &[&str] = &[
            "phone",
            "telephone",
            "video",
            "videolink",
            "radio",
            "satellite",
            "text",
            "mail",
            "email",
            "e-mail",
            "post",
            "letter",
            "bus",
            "train",
            "car",
            "lorry",
            "truck",
            "boat",
            "ship",
            "ferry",
            "canoe",
            "air",
            "sea",
            "road",
            "rail",
            "land",
            "foot",
            "plane",
            "helicopter",
            "bicycle",
            "motorcycle",
            "taxi",
            "tram",
        ];
        let bare = self.phrase(noun).is_some_and(|p| p.start == noun && p.end == noun + 1);
        bare && MEANS.contains(&self.low(noun))
    }

    /// "Ex-minister jailed for nine years": a verb that always has an object, and has none here.
    fn headline_passive(&self, v: usize, next: usize, end: usize) -> bool {
        const TAKES_OBJECT: &[&str] = &[
            "abduct",
            "acquit",
            "ambush",
            "apprehend",
            "appoint",
            "arrest",
            "behead",
            "capture",
            "charge",
            "convict",
            "deport",
            "detain",
            "dismiss",
            "displace",
            "evacuate",
            "evict",
            "execute",
            "expel",
            "extradite",
            "fine",
            "free",
            "hold",
            "hospitalise",
            "hospitalize",
            "indict",
            "injure",
            "jail",
            "kidnap",
            "kill",
            "lynch",
            "murder",
            "nab",
            "oust",
            "remand",
            "rescue",
            "rob",
            "sack",
            "seize",
            "sentence",
            "stab",
            "suspend",
            "trap",
            "wound",
        ];
        // "Baker jailed 8 years": how long it lasts is nothing that it is done to.
        let lasts = |i: usize| self.pos(i) == Pos::Num && i + 1 < end && matches!(self.lemma(i + 1), "year" | "month" | "day");
        let bare = next >= end
            || lasts(next)
            || matches!(self.pos(next), Pos::Adp | Pos::Punct | Pos::Sconj)
            || matches!(self.low(next), "outside" | "inside");
        // "Toddler shot in Eastvale", but "police shot at", "shot in the air". What the tree took for a noun hangs anyhow.
        let shot = self.low(v) == "shot"
            && !(next < end && matches!(self.low(next), "at" | "on" | "into" | "through" | "from" | "up"))
            && !(next + 2 < end && self.low(next + 2) == "air");
        let hangs = matches!(self.tokens[v].relation, "root" | "acl") || self.tokens[v].pos != Pos::Verb;
        bare && (TAKES_OBJECT.contains(&self.lemma(v)) || shot)
            && !self
                .below(v)
                .any(|c| self.tokens[c].relation == "aux" || self.tokens[c].relation == "obj" && !(c > 0 && lasts(c - 1)))
            && hangs
            && self.low(self.sentence(v).end - 1) != "."
    }

    /// The subject in the sentence's surface: the phrase that the verb agrees with.
    pub fn surface_subject(&self, g: &VerbGroup) -> Option<Phrase> {
        self.subject_at(g, 0)
    }

    /// "a man who officers said shot four women", seen from "said": the man, or none where nobody stands before "who"; never
    /// those who say it.
    fn said_to_have(&self, says: usize, limit: usize) -> Option<Option<Phrase>> {
        let speech = matches!(self.lemma(says), "say" | "believe" | "allege" | "claim" | "suspect" | "think");
        let who = self.phrase(says.checked_sub(1)?).filter(|p| speech && p.end == says && p.start > limit + 1)?;
        let k = who.start - 1;
        let relative = matches!(self.low(k), "who" | "which" | "that") && !self.is_verb(k - 1);
        // ", which the charity said killed 12"
        let end = if k > limit && self.low(k - 1) == "," { k - 1 } else { k };
        let antecedent = end.checked_sub(1).and_then(|i| self.phrase(i)).filter(|p| p.end == end);
        relative.then(|| antecedent.map(|p| self.climb(self.past_age(p), limit, self.low(k) == "who")))
    }

    fn subject_at(&self, g: &VerbGroup, depth: usize) -> Option<Phrase> {
        if depth > 4 {
            return None;
        }
        let limit = self.sentence(g.main).start.max(g.start.saturating_sub(WINDOW));
        let mut i = g.start;
        // Adverbs and time expressions between subject and verb.
        let timed = |k: usize| self.time_of[k] != crate::words::NONE && self.phrase(k).is_none();
        while i > limit
            && (self.pos(i - 1) == Pos::Adv || timed(i - 1) || i < g.start && timed(i) && self.pos(i - 1) == Pos::Adp)
        {
            i -= 1;
        }
        if i <= limit {
            return None;
        }
        let j = i - 1;
        let low = self.low(j);
        let finite = g.has_aux && g.to.is_none() || matches!(self.tag(g.main), "VBD" | "VBZ" | "VBP");
        if matches!(low, "who" | "which" | "that" | "whom") && !self.is_verb(j) {
            // A relative clause, or a complement ("said that were killed" does not occur): the phrase before it.
            let mut k = j;
            if k > limit && self.low(k - 1) == "," {
                k -= 1;
            }
            if let Some(p) = k.checked_sub(1).filter(|&k| k >= limit).and_then(|k| self.phrase(k)).filter(|p| p.end == k) {
                let p = self.past_age(p);
                return Some(self.climb(p, limit, low == "who"));
            }
            return None;
        }
        if let Some(subject) = self.said_to_have(j, limit) {
            return subject;
        }
        if matches!(self.pos(j), Pos::Cconj) || low == "," && j > limit && !finite && self.tag(g.main) != "VBN" {
            let before = self.verb_before(j)?;
            return if self.tag(g.main) == "VBG" && !g.has_aux || !self.same_mood(&before, g) {
                self.agent_subject(&before, depth + 1)
            } else {
                self.subject_at(&before, depth + 1)
            };
        }
        if low == "," {
            // The end of an insertion: "Daesh, the extremist group, attacked"; or of an opening phrase.
            let open = (limit..j).rev().take(30).find(|&k| self.low(k) == ",");
            // "the man who took the child, Ada Ruun, was": the name between the commas says who.
            let named = open.and_then(|k| self.phrase(k + 1)).filter(|q| {
                Some(q.start) == open.map(|k| k + 1) && q.end == j && (q.start..q.end).all(|k| self.pos(k) == Pos::Propn)
            });
            if let Some(q) =
                named.filter(|q| self.name_of[q.head] != crate::words::NONE && self.place_of[q.head] == crate::words::NONE)
            {
                return Some(q);
            }
            if let Some(p) = open.filter(|&k| k > limit).and_then(|k| self.phrase(k - 1)).filter(|p| Some(p.end) == open) {
                return Some(self.climb(p, limit, false));
            }
            if !finite {
                let before = self.verb_before(j)?;
                return self.subject_at(&before, depth + 1);
            }
            return None;
        }
        if let Some(p) = self.phrase(j).filter(|p| p.end == i) {
            if g.to.is_some() && p.start > limit && self.pos(p.start - 1) == Pos::Adp {
                // "took to Telegram to claim": not the thing behind the preposition.
                let before = self.verb_before(p.start)?;
                return self.subject_at(&before, depth + 1);
            }
            let found = self.climb(p, limit, false);
            return Some(self.modified(found, limit, depth));
        }
        if self.is_verb(j) || g.to.is_some() && matches!(self.pos(j), Pos::Adj | Pos::Noun) || matches!(self.low(j), "to") {
            let before = self.verb_before(i)?;
            return self.subject_at(&before, depth + 1);
        }
        if g.to.is_some() || self.pos(j) == Pos::Adp || self.pos(j) == Pos::Sconj {
            // "accused of killing", "after attacking": whoever did the verb before.
            if finite {
                return None;
            }
            let before = self.verb_before(j)?;
            return self.subject_at(&before, depth + 1);
        }
        if matches!(self.pos(j), Pos::Aux | Pos::Adj) {
            let before = self.verb_before(j)?;
            return self.subject_at(&before, depth + 1);
        }
        None
    }

    /// From an age to whose it is.
    fn past_age(&self, p: Phrase) -> Phrase {
        if self.is_age(p) { self.phrase(p.start - 2).unwrap_or(p) } else { p }
    }

    /// "Ada Ruun, 23, of Eastvale": the phrase before the comma that opens the insertion closed by the comma at `comma`.
    fn before_insertion(&self, comma: usize, limit: usize) -> Option<Phrase> {
        let open = (limit..comma).rev().take(6).find(|&k| self.low(k) == ",").filter(|&k| k > limit)?;
        self.phrase(open - 1).filter(|q| q.end == open)
    }

    /// If the phrase only ends a participle's clause ("four men trying to flee to Norland"), the phrase that it modifies.
    fn modified(&self, p: Phrase, limit: usize, depth: usize) -> Phrase {
        // "theories suggesting he had been …": "he" is nobody's object.
        if matches!(self.low(p.start), "he" | "she" | "they" | "we" | "i") {
            return p;
        }
        let Some(mut j) = p.start.checked_sub(1).filter(|&j| j > limit) else { return p };
        if self.pos(j) == Pos::Adp && j > limit {
            j -= 1;
        }
        let plain = self.is_verb(j) && self.phrase(j).is_none();
        // "saying four men had been arrested": what is said has its own subject.
        if !plain || SAYS.contains(&self.lemma(j)) {
            return p;
        }
        let g = self.verb_group(j);
        let relative = g.start > limit && matches!(self.low(g.start - 1), "who" | "which" | "that");
        let reduced = relative || !g.has_aux && matches!(self.tag(j), "VBG" | "VBN") || g.to.is_some();
        if !reduced {
            return p;
        }
        self.subject_at(&g, depth + 1).unwrap_or(p)
    }

    /// The one who acts in `g`: the agent of a passive, else the subject.
    fn agent_subject(&self, g: &VerbGroup, depth: usize) -> Option<Phrase> {
        if self.is_passive(g) {
            return self.after(g.main + 1, &["by"]).map(|(p, _)| p);
        }
        self.subject_at(g, depth)
    }

    fn same_mood(&self, a: &VerbGroup, b: &VerbGroup) -> bool {
        self.is_passive(a) == self.is_passive(b) || !self.is_passive(b)
    }

    /// From the last phrase before a verb to the one that heads it: out of "a bomb in a market in Kabul" comes the bomb.
    fn climb(&self, from: Phrase, limit: usize, person: bool) -> Phrase {
        let mut p = from;
        for _ in 0..5 {
            if p.start <= limit + 1 {
                break;
            }
            let j = p.start - 1;
            if self.pos(j) == Pos::Adp
                && !matches!(
                    self.low(j),
                    "after" | "before" | "since" | "until" | "as" | "because" | "despite" | "during" | "than"
                )
                || matches!(
                    self.low(j),
                    "of" | "in"
                        | "at"
                        | "on"
                        | "from"
                        | "near"
                        | "with"
                        | "for"
                        | "against"
                        | "outside"
                        | "inside"
                        | "between"
                        | "including"
                )
            {
                if person && matches!(self.low(j), "of" | "among" | "by" | "against" | "with") {
                    break;
                }
                match self.phrase(j - 1).filter(|q| q.end == j) {
                    Some(q) => {
                        p = q;
                        continue;
                    }
                    None if self.low(j - 1) == "," => match self.before_insertion(j - 1, limit) {
                        Some(q) => {
                            p = q;
                            continue;
                        }
                        None => break,
                    },
                    None => break,
                }
            }
            break;
        }
        p
    }

    /// The phrase right after token `at`, past adverbs and particles, before any other verb.
    pub fn object(&self, at: usize) -> Option<Phrase> {
        let end = self.sentence(at.min(self.tokens.len() - 1)).end;
        let mut i = at;
        while i < end && i < at + 4 {
            if let Some(p) = self.phrase(i) {
                if matches!(self.low(p.start), "outside" | "inside") && p.end > p.start + 1 {
                    return None;
                }
                // A phrase that a finite verb follows is a subject, not an object: "the attack killed".
                return (p.start >= at.saturating_sub(0) || p.start == i).then_some(p);
            }
            match self.pos(i) {
                // "rallied outside parliament", whatever the tagger says
                Pos::Adv if self.tag(i) != "WRB" && !matches!(self.low(i), "outside" | "inside" | "near") => i += 1,
                Pos::Part if self.low(i) != "to" => i += 1,
                Pos::Punct if matches!(self.low(i), "\"" | "“" | "‘" | "'" | "``") => i += 1,
                _ => return None,
            }
        }
        None
    }

    /// The first phrase after one of `preps`, from token `at` to the end of the clause, and the preposition's token.
    pub fn after(&self, at: usize, preps: &[&str]) -> Option<(Phrase, usize)> {
        let end = self.sentence(at.min(self.tokens.len().saturating_sub(1))).end.min(at + 24);
        let mut i = at;
        while i < end {
            let low = self.low(i);
            if preps.contains(&low) && !self.is_verb(i) {
                let p = (i + 1 < end).then(|| self.phrase(i + 1)).flatten().filter(|p| p.start == i + 1);
                if let Some(p) = p {
                    return Some((p, i));
                }
            }
            let stop = match self.pos(i) {
                // "an attack blamed on rebels": they are not who was attacked.
                Pos::Verb if self.tag(i) == "VBN" && self.lays_blame(i) => return None,
                Pos::Verb => self.tag(i) != "VBN" || i > at && self.low(i - 1) == ",",
                Pos::Punct => {
                    matches!(low, ";" | ":" | "." | "—" | "–" | "--" | "?" | "!")
                        || low == "," && !self.insertion(i, end, preps)
                }
                Pos::Sconj => {
                    !preps.contains(&low)
                        && !matches!(low, "as" | "of" | "in" | "on" | "at" | "by" | "with" | "for" | "against")
                }
                Pos::Cconj => i + 2 < end && self.is_verb(i + 1),
                _ => matches!(low, "who" | "which" | "that" | "after" | "before" | "while" | "when"),
            };
            if stop && (i > at || !self.is_verb(i) && self.pos(i) != Pos::Cconj) {
                return None;
            }
            i += 1;
        }
        None
    }

    /// True for a verb that says whose deed it was.
    pub fn lays_blame(&self, v: usize) -> bool {
        matches!(self.lemma(v), "attribute" | "ascribe" | "blame" | "pin" | "impute")
    }

    /// True if the comma at `i` opens a short insertion after which one of `preps` may still follow ("in Kabul, Afghanistan, by").
    fn insertion(&self, i: usize, end: usize, preps: &[&str]) -> bool {
        (i + 1..end.min(i + 7)).any(|j| {
            preps.contains(&self.low(j)) && (j == i + 1 || self.low(j - 1) == ",") && !(i + 1..j).any(|k| self.is_verb(k))
        })
    }

    /// The phrases joined to `p` by commas and "and", `p` first.
    pub fn joined(&self, p: Phrase) -> Vec<Phrase> {
        self.list(p, false)
    }

    /// The same; a `pair` ("between A and B") is one even if a verb follows.
    pub fn list(&self, p: Phrase, pair: bool) -> Vec<Phrase> {
        let mut out = vec![p];
        let end = self.sentence(p.head).end;
        let mut at = self.full(p).end;
        while out.len() < 8 && at + 1 < end {
            let mut next = at;
            if self.low(next) == "," {
                next += 1;
            }
            let and = next < end && matches!(self.low(next), "and" | "or" | "&");
            if and {
                next += 1;
            }
            if next == at || next >= end {
                break;
            }
            let Some(q) = self.phrase(next).filter(|q| q.start == next) else { break };
            let past = self.full(q).end;
            let verb_next =
                past < end && (self.pos(past) == Pos::Aux || self.is_verb(past) && !matches!(self.tag(past), "VBG" | "VBN"));
            // A comma alone joins only in a list that ends in "and".
            let list = and
                || (past + 1 < end && matches!(self.low(past), "," | "and") && {
                    let more = if self.low(past) == "," { past + 1 } else { past };
                    matches!(self.low(more), "and" | "or")
                        || self.phrase(more).is_some_and(|r| matches!(self.low(self.full(r).end.min(end - 1)), "and" | "or"))
                });
            if verb_next && and && !pair {
                // "hurting 16 others, police, hospital and mortuary staff said": a list of those who say it.
                out.truncate(1);
            }
            if verb_next && !pair || !list {
                break;
            }
            out.push(q);
            at = past;
        }
        out
    }

    /// Phrases joined before `p`: for the subject "A, B and C" found at C.
    pub fn joined_before(&self, p: Phrase) -> Vec<Phrase> {
        let limit = self.sentence(p.head).start;
        let mut out = vec![p];
        let mut start = p.start;
        while out.len() < 6 && start > limit + 1 {
            let j = start - 1;
            let and = matches!(self.low(j), "and" | "or" | "&");
            let comma = self.low(j) == ",";
            let goes_on = and || comma && out.len() > 1;
            if !goes_on {
                break;
            }
            let k = if and && self.low(j - 1) == "," { j - 1 } else { j };
            let Some(q) = k.checked_sub(1).filter(|&k| k >= limit).and_then(|x| self.phrase(x)).filter(|q| q.end == k) else {
                break;
            };
            // The phrase before "and" must not be the object of an earlier verb: "killed five and gunmen fled".
            if q.start > limit && (self.is_verb(q.start - 1) || self.pos(q.start - 1) == Pos::Adp) {
                break;
            }
            out.push(q);
            start = q.start;
        }
        out.reverse();
        out
    }
}

/// "Prices rose by a tenth", "He spoke by the river": a form of the past that is no participle of a passive.
fn never_participle(low: &str) -> bool {
    const PAST: &[&str] = &[
        "spoke", "rose", "fell", "grew", "went", "came", "ran", "flew", "drove", "rode", "swam", "sank", "shrank", "took",
        "gave", "wrote", "began", "broke", "chose", "froze", "drew", "ate", "shook", "stole", "threw", "wore", "swore", "tore",
        "knew", "saw", "did", "blew", "sang", "rang", "sprang", "woke", "arose",
    ];
    PAST.contains(&low)
}

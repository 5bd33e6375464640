//! How far a trigger reaches: the noun of a happening and the verb that says how it stands with it are one trigger.
//!
//! "Talks are continuing", "the strike was called off", "a blast levelled the mill", "opened an inquiry": neither word tells it
//! alone. Rules know one of the two; who reads the record is shown both. Where the other word tells something else, or belongs
//! to another report, the trigger stays as the rule found it.

use crate::code::Draft;
use crate::deed_words::deeds;
use crate::find::{Found, Link, Scene};
use crate::rule::Anchor;
use crate::words::{NONE, Phrase};
use model::Pos;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Words that may stand between the two at most.
const BETWEEN: usize = 6;

/// The same, where the verb tells what the happening did.
const CLOSE: usize = 3;

/// Verbs that say of a happening that it is there, lasts, grows or is over, beside those of `occur` and `light`.
const STANDS: &[&str] = &[
    "abate",
    "approach",
    "begin",
    "close",
    "collapse",
    "continue",
    "deepen",
    "die",
    "drag",
    "ease",
    "end",
    "enter",
    "expand",
    "fade",
    "fail",
    "falter",
    "fall",
    "founder",
    "go",
    "grow",
    "intensify",
    "linger",
    "loom",
    "near",
    "open",
    "pass",
    "peak",
    "persist",
    "proceed",
    "rage",
    "resume",
    "stall",
    "subside",
    "unfold",
    "unravel",
    "worsen",
];

/// What a happening does to what it strikes.
const STRIKES: &[&str] = &[
    "batter", "bury", "close", "cripple", "cut", "damage", "destroy", "disrupt", "engulf", "flatten", "ground", "gut", "halt",
    "hit", "knock", "level", "paralyse", "paralyze", "rattle", "ravage", "raze", "rip", "rock", "scorch", "shake", "shut",
    "sink", "strand", "strike", "sweep", "swallow", "topple", "wreck",
];

/// What is thrown, laid or flown, and tells of the deed with what it does.
const SHELLS: &[&str] = &["bomb", "device", "drone", "grenade", "mine", "missile", "mortar", "rocket", "shell"];

/// Verbs by which those who work against a happening are told to be at it.
const FIGHTS: &[&str] = &["battle", "combat", "fight", "tackle"];

/// Gives every match the words beside it that tell the same. The last that is done before reports are cut: all else looks at
/// the trigger as the rule found it.
pub(crate) fn widen(scene: &Scene, drafts: &mut [Draft], told: &mut [Draft]) {
    let held: FxHashSet<usize> = drafts.iter().chain(told.iter()).flat_map(|d| d.found.first..d.found.end).collect();
    for d in drafts.iter_mut().chain(told) {
        let wide = scene.extent(&d.found, &|i| held.contains(&i));
        (d.found.first, d.found.end) = (wide.start, wide.end);
    }
}

impl Scene<'_> {
    /// The tokens of a match with the word beside it that tells the same; `taken` says which of them other matches have.
    pub(crate) fn extent(&self, f: &Found, taken: &dyn Fn(usize) -> bool) -> Range<usize> {
        let own = f.first..f.end;
        let wide = match f.link {
            Link::Own => self.with_its_noun(f),
            _ => self.with_its_verb(f),
        };
        let free = |r: &Range<usize>| r.clone().all(|i| own.contains(&i) || !taken(i));
        wide.map(|r| r.start.min(own.start)..r.end.max(own.end)).filter(free).unwrap_or(own)
    }

    /// "strike was called off", "talks are due to resume", "battling the blaze"
    fn with_its_verb(&self, f: &Found) -> Option<Range<usize>> {
        let w = self.words;
        let h = self.head(f.anchor)?;
        match self.relation(f.anchor) {
            "nsubj" if h >= f.end && h - f.end <= BETWEEN => {
                let says = if w.is_verb(h) {
                    self.says_how_it_stands(h)
                        && (h - f.end <= CLOSE || STANDS.contains(&w.lemma(h)) || w.is_passive(&w.verb_group(h)))
                        || h - f.end <= CLOSE && STRIKES.contains(&w.lemma(h)) && !w.is_passive(&w.verb_group(h))
                } else {
                    self.goes_on(f.anchor) || self.predicated(f.anchor).is_some()
                };
                // "talks on a truce are under way": the truce is none of it.
                let on = |c: usize| {
                    c > f.anchor
                        && c < h
                        && self.relation(c) == "nmod"
                        && w.below(c).any(|k| matches!(w.low(k), "on" | "about"))
                };
                if w.below(f.anchor).any(on) {
                    return None;
                }
                let then = |c: usize| c > h && c - h <= 3 && self.relation(c) == "xcomp" && self.says_how_it_stands(c);
                let last = w.below(h).find(|&c| then(c)).unwrap_or(h);
                says.then(|| f.first..self.with_particle(last))
            }
            // "The summit, which opens on Monday"
            _ if w.below(f.anchor).any(|v| {
                w.tokens[v].relation == "acl:relcl"
                    && v >= f.end
                    && v - f.end <= 2
                    && w.low(v - 1) == "which"
                    && STANDS.contains(&w.lemma(v))
            }) =>
            {
                let v = w.below(f.anchor).find(|&v| w.tokens[v].relation == "acl:relcl" && v >= f.end)?;
                Some(f.first..self.with_particle(v))
            }
            "obj" if h < f.first && f.first - h <= 3 && w.is_verb(h) => {
                let plain = (h + 1..f.first).all(|i| w.pos(i) == Pos::Det);
                let says = FIGHTS.contains(&w.lemma(h)) || plain && self.begins(h);
                says.then_some(h..f.end)
            }
            _ => None,
        }
    }

    /// "fire swept", "strike grounded", "launched an inquiry"
    fn with_its_noun(&self, f: &Found) -> Option<Range<usize>> {
        let w = self.words;
        let v = f.anchor;
        if !w.is_verb(v) || self.rules[f.rule].name.starts_with("statement") {
            return None;
        }
        let happening = |c: usize| self.names_happening(c);
        let passive = w.is_passive(&w.verb_group(v));
        let subject = w.below(v).find(|&c| {
            let near = c < f.first && f.first - c <= BETWEEN + 1 && self.relation(c) == "nsubj";
            near && (happening(c) || !passive && SHELLS.contains(&w.lemma(c)))
        });
        if let Some(c) = subject {
            return (!passive || self.says_how_it_stands(v)).then(|| c..self.with_particle(f.end - 1));
        }
        let object = w.below(v).find(|&c| c >= f.end && c - v <= 4 && self.relation(c) == "obj" && happening(c))?;
        self.begins(v).then_some(f.first..object + 1)
    }

    /// True for a noun that by itself names a happening, and nobody.
    pub(crate) fn names_happening(&self, c: usize) -> bool {
        let w = self.words;
        let lemma = w.lemma(c);
        let p = w.phrase(c).unwrap_or(Phrase { start: c, end: c + 1, head: c });
        let of_rule = |&(r, p): &(usize, usize)| {
            let pattern = &self.rules[r].patterns[p];
            pattern.anchor == Anchor::Noun && pattern.elems.len() == 1
        };
        w.time_of[c] == NONE
            && w.name_of[c] == NONE
            && p.head == c
            && matches!(w.pos(c), Pos::Noun | Pos::Propn)
            && (deeds().events.contains(lemma)
                || deeds().nouns.contains(lemma)
                || self.index.of_word(lemma).iter().any(of_rule))
            && !["people", "lawmen", "military", "officials"].iter().any(|k| self.lexicon.phrase_is(k, p, w, self.mentions))
    }

    /// One past a word and the small word behind it that belongs to it.
    fn with_particle(&self, v: usize) -> usize {
        let w = self.words;
        let next = v + 1;
        let small = next < w.tokens.len() && w.tokens[next].relation == "compound:prt" && w.governor(next) == Some(v);
        v + 1 + usize::from(small)
    }

    /// True for a verb that says of its subject no more than that it is, was, will or will not be.
    fn says_how_it_stands(&self, v: usize) -> bool {
        let w = self.words;
        let lemma = w.lemma(v);
        if !w.is_verb(v) {
            return false;
        }
        STANDS.contains(&lemma)
            || self.lexicon.has("occur", lemma)
            || w.is_passive(&w.verb_group(v))
                && (self.lexicon.has("light", lemma) || self.governor(v).is_some() || self.undone(v) || self.put_off(v))
    }

    /// "The search was called off", "the march entered its third day": the noun tells what came to nothing, or goes on.
    pub(crate) fn of_its_noun(&self, v: usize) -> bool {
        let w = self.words;
        let g = w.verb_group(v);
        let off = self.undone(v) && w.is_passive(&g);
        let noun = |c: usize| {
            self.relation(c) == "nsubj"
                && c < v
                && deeds().nouns.contains(w.lemma(c))
                && self.names_happening(c)
                && (off || self.goes_on(c))
        };
        g.modal.is_none() && !g.negated && g.to.is_none() && w.below(v).any(noun)
    }

    /// True for a verb of beginning, doing or ending what its object names.
    pub(crate) fn begins(&self, v: usize) -> bool {
        matches!(
            self.words.lemma(v),
            "begin"
                | "start"
                | "open"
                | "launch"
                | "stage"
                | "hold"
                | "mount"
                | "conduct"
                | "complete"
                | "finish"
                | "end"
                | "resume"
                | "host"
                | "wage"
                | "undertake"
                | "commence"
                | "organise"
                | "organize"
        )
    }

    /// True for the noun of a happening that a plain past tells to have come about, gone on or ended, or to have done something:
    /// "the recount began on Friday", "a walkout closed the mill", "the army began an offensive".
    pub(crate) fn came_about(&self, f: &Found) -> bool {
        let w = self.words;
        let n = f.anchor;
        let Some(v) = self.head(n).filter(|&v| w.is_verb(v)) else { return false };
        let g = w.verb_group(v);
        let passive = w.is_passive(&g);
        let past = w.tag(v) == "VBD" && !g.has_aux || w.tag(v) == "VBN" && (g.perfect || passive && g.past_aux);
        let stands = matches!(w.tokens[v].relation, "root" | "ccomp" | "conj" | "parataxis");
        if !past || !stands || g.modal.is_some() || g.negated || g.to.is_some() {
            return false;
        }
        let lemma = w.lemma(v);
        // "There was a stampede at the gate on Friday"
        let there = w.below(v).any(|c| w.tag(c) == "EX");
        if there {
            let told = |c: usize| w.time_of[c] != NONE || w.place_of[c] != NONE;
            return w.tag(n) == "NN" && w.low(v) == "was" && w.sentence(v).any(told);
        }
        let p = w.phrase(n).unwrap_or(Phrase { start: n, end: n + 1, head: n });
        // "the fall", "a rise" of something are told with it; "a bid", "an attempt" with what is tried.
        if deeds().events.contains(w.lemma(n)) && !deeds().nouns.contains(w.lemma(n))
            || matches!(
                w.lemma(n),
                "attempt" | "bid" | "increase" | "rise" | "hike" | "cut" | "reduction" | "action" | "exercise" | "work" | "war"
            ) && !self.definite_and_more(p)
        {
            return false;
        }
        match self.relation(n) {
            "nsubj" => {
                let next = w.low.get(v + 1).map_or("", |l| l.as_ref());
                let there = match lemma {
                    "take" => next == "place" || next == "effect",
                    "go" => next == "ahead" || next == "on",
                    "get" => next == "under" || next == "underway",
                    "break" => next == "out",
                    "come" => w.below(v).any(|c| matches!(w.tokens[c].relation, "obl" | "advcl")) && next != "to",
                    "end" if next == "up" => false,
                    // "The release continued, 'We …'"
                    "continue" if matches!(next, "," | ":" | "“" | "\"" | "‘") => false,
                    _ if passive => self.begins(v) || matches!(lemma, "carry"),
                    "occur" | "happen" | "begin" | "start" | "end" | "finish" | "conclude" | "resume" | "follow" | "ensue"
                    | "unfold" | "erupt" | "continue" | "last" | "close" => true,
                    _ => false,
                };
                let airy = |c: usize| STRIKES.contains(&lemma) && deeds().airy.contains(w.lemma(c));
                let does = !passive
                    && (STRIKES.contains(&lemma)
                        || matches!(
                            lemma,
                            "cause"
                                | "draw"
                                | "leave"
                                | "spark"
                                | "trigger"
                                | "prompt"
                                | "force"
                                | "kill"
                                | "displace"
                                | "delay"
                                | "attract"
                                | "cost"
                                | "bring"
                        ))
                    && w.below(v).any(|c| self.relation(c) == "obj" && !airy(c));
                there
                    || does
                        && (self.definite_and_more(p)
                            || self.specific(p)
                            || w.tag(p.head) == "NN" && matches!(w.low(p.start), "a" | "an"))
            }
            // "The port was hit by a walkout"
            "obl" => {
                passive && STRIKES.contains(&lemma) && w.below(n).any(|c| w.tokens[c].relation == "case" && w.low(c) == "by")
            }
            "obj" if !passive => {
                let who = self.who(&g).is_some_and(|s| self.can_act(s));
                let out = lemma == "carry" && w.low.get(v + 1).is_some_and(|l| l == "out");
                (self.begins(v) || out) && who && w.tag(n) == "NN"
            }
            _ => false,
        }
    }

    /// "the sale of the mill", "its vaccination campaign"
    fn definite_and_more(&self, p: Phrase) -> bool {
        let w = self.words;
        let definite = matches!(w.low(p.start), "the" | "this") || w.tag(p.start) == "PRP$" || w.name_of[p.start] != NONE;
        definite && (p.end - p.start > 2 || w.below(p.head).any(|c| self.relation(c) == "nmod" && c > p.head))
    }
}

//! Tolls that no rule finds: where a figure tells of dead or hurt people and no report of its sentence counts such, the word
//! that tells it is a report of its own.

use crate::Coder;
use crate::code::Draft;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::words::{NONE, Phrase, Words};
use model::{Figure, Pos, RoleKind, Stamp};
use std::cell::OnceCell;

/// No sentence tells more tolls than this.
const MOST: usize = 4;

/// The confidence of a report that stands on a figure alone.
const SCORE: f32 = 0.5;

/// Where nothing hurt anybody and nobody was called, people in hospital are ill, and no toll.
pub(crate) fn ill(scene: &Scene, drafts: &mut Vec<Draft>) {
    let w = scene.words;
    let ill = |d: &Draft| scene.in_hospital(&d.found);
    let called = |i: usize| {
        matches!(w.lemma(i), "police" | "officer" | "deputy" | "sheriff" | "paramedic" | "firefighter" | "ambulance" | "911")
    };
    if drafts.iter().any(ill)
        && !drafts.iter().any(|d| !ill(d) && (d.family.harmful() || d.family == Family::Toll))
        && !(0..w.tokens.len()).any(called)
    {
        drafts.retain(|d| !ill(d));
    }
}

impl Scene<'_> {
    /// The matches that the figures of sentence `s` make, beside those that rules `found`.
    pub fn tolls(&self, coder: &Coder, s: usize, found: &[Found], published: Option<Stamp>) -> Vec<Found> {
        let range = self.words.syntax.sentences[s].range;
        let all = &self.mentions.figures;
        let from = all.partition_point(|f| f.range.start < range.start);
        let counts =
            |what: &str| found.iter().any(|f| coder.book.kinds[f.kind].figures.iter().any(|counted| counted.as_str() == what));
        let said = OnceCell::new();
        let mut out: Vec<Found> = Vec::new();
        // "Since January 44 people have died in avalanches": no avalanche's toll, and one of its own.
        let tallies = self.tallies(s, published);
        let lone = |n: u32| {
            tallies
                .iter()
                .any(|t| t.figure == n && t.by_verb(self.words) && !found.iter().any(|f| t.is(f) || t.beside(self.words, f)))
        };
        for (n, figure) in all.iter().enumerate().skip(from).take_while(|(_, f)| f.range.start < range.end).take(64) {
            // Where nothing else is told, those who are missing are the news.
            let missing = figure.what == "missing" && found.is_empty() && !self.trapped_at_heart(figure);
            // "140 passengers fell ill aboard": nothing else tells that they did.
            let ill = figure.what == "infected" && found.is_empty() && figure.best >= Some(2.0) && self.falls_ill(figure);
            let tells = (matches!(figure.what.as_str(), "killed" | "injured") || missing || ill)
                && figure.unit == "person"
                && !figure.part
                && figure.best.is_some_and(|b| b >= 1.0);
            if !tells || counts(&figure.what) && !lone(n as u32) || out.len() >= MOST {
                continue;
            }
            let Some(toll) = self.toll(coder, figure) else { continue };
            let said = said.get_or_init(|| self.sayings(self.words.syntax.sentences[s].tokens.clone()));
            if said.iter().any(|said| said.range.contains(&toll.anchor)) {
                continue;
            }
            // "three dead and four wounded" is one report.
            let known =
                out.iter_mut().find(|f| f.kind == toll.kind || self.words.clause[f.anchor] == self.words.clause[toll.anchor]);
            match known {
                Some(f) => f.roles.extend(toll.roles),
                None => out.push(toll),
            }
        }
        out
    }

    /// True for a toll of somebody who lies in hospital, in a sentence that tells of nothing that hurt him.
    pub fn in_hospital(&self, f: &Found) -> bool {
        let w = self.words;
        let cared_for = |i: usize| {
            matches!(
                w.lemma(i),
                "admit"
                    | "treat"
                    | "take"
                    | "rush"
                    | "transport"
                    | "hospitalize"
                    | "hospitalise"
                    | "condition"
                    | "airlift"
                    | "bring"
            )
        };
        let hurts = |i: usize| {
            matches!(
                w.lemma(i),
                "injure"
                    | "injury"
                    | "wound"
                    | "hurt"
                    | "shoot"
                    | "stab"
                    | "crash"
                    | "collision"
                    | "accident"
                    | "fall"
                    | "burn"
                    | "fire"
                    | "attack"
                    | "beat"
                    | "gunshot"
                    | "bullet"
                    | "blast"
                    | "explosion"
                    | "bite"
                    | "hit"
                    | "strike"
                    | "victim"
            )
        };
        f.counted && cared_for(f.anchor) && !w.sentence(f.anchor).any(hurts)
    }

    /// "They felt trapped in the family": true for who is trapped where nothing of the sentence could hold him.
    fn trapped_at_heart(&self, figure: &Figure) -> bool {
        let w = self.words;
        let cue = figure.cue.map(|c| w.syntax.token_at(c.start).min(w.tokens.len() - 1));
        let holds = |i: usize| {
            matches!(
                w.lemma(i),
                "rubble"
                    | "debris"
                    | "wreck"
                    | "wreckage"
                    | "mine"
                    | "shaft"
                    | "lift"
                    | "elevator"
                    | "cave"
                    | "fire"
                    | "blaze"
                    | "flood"
                    | "water"
                    | "snow"
                    | "mud"
                    | "landslide"
                    | "underground"
                    | "cable"
                    | "floor"
                    | "roof"
                    | "tunnel"
                    | "rescuer"
                    | "rescue"
            ) || ["building", "vehicle", "vessel", "aircraft"].iter().any(|c| self.lexicon.has(c, w.lemma(i)))
        };
        cue.is_some_and(|i| w.lemma(i) == "trap" && !w.sentence(i).any(holds))
    }

    /// True where the word that tells the figure is one for falling ill.
    fn falls_ill(&self, figure: &Figure) -> bool {
        let cue = figure.cue.map(|c| self.words.syntax.token_at(c.start).min(self.words.tokens.len() - 1));
        cue.is_some_and(|i| matches!(self.words.lemma(i), "ill" | "sick" | "sicken" | "fall" | "become" | "take" | "come"))
    }

    /// The kind of happening that made people ill: what they ate, or something catching.
    fn illness(&self, mut sentence: std::ops::Range<usize>) -> &'static str {
        let w = self.words;
        let eaten = |i: usize| {
            matches!(
                w.lemma(i),
                "eat"
                    | "drink"
                    | "food"
                    | "meal"
                    | "lunch"
                    | "dinner"
                    | "supper"
                    | "canteen"
                    | "banquet"
                    | "poisoning"
                    | "poison"
            )
        };
        if sentence.any(eaten) { "disease.poisoning" } else { "disease" }
    }

    /// "the death toll from last week's flooding": what it is the toll of.
    fn toll_of<'a>(&self, coder: &'a Coder, at: usize) -> Option<&'a str> {
        let w = self.words;
        let from = |j: &usize| w.below(*j).any(|c| w.relation(c) == "case" && matches!(w.low(c), "from" | "of" | "in"));
        let noun = w.below(at).filter(|&j| w.relation(j) == "nmod" && w.pos(j) == Pos::Noun).find(from)?;
        coder.index.of_word(w.lemma(noun)).iter().find_map(|&(r, p)| {
            let rule = &coder.book.rules[r];
            let kind = &coder.book.kinds[rule.kind];
            let alone = rule.patterns[p].elems.len() == 1 && matches!(rule.patterns[p].anchor, crate::rule::Anchor::Noun);
            (alone && kind.family.tells_how()).then_some(kind.kind.as_str())
        })
    }

    fn toll(&self, coder: &Coder, figure: &Figure) -> Option<Found> {
        let w = self.words;
        let cue = w.syntax.token_at(figure.cue?.start).min(w.tokens.len() - 1);
        // "to death", "fatally" tell how their verb ended.
        let up = w.tokens[cue].head.map(|h| h as usize).filter(|_| matches!(w.pos(cue), Pos::Adp | Pos::Adv | Pos::Part));
        let up = up.and_then(|h| if w.is_verb(h) { Some(h) } else { w.tokens[h].head.map(|g| g as usize) });
        let at = up.filter(|&v| w.is_verb(v)).unwrap_or(cue);
        let sentence = w.sentence(at);
        let mild =
            figure.what == "injured" && matches!(w.low(at), "injured" | "hurt" | "injuries" | "injury" | "in" | "on" | "out");
        let sporting = mild && sentence.clone().any(|i| !w.is_verb(i) && self.lexicon.has("sports", w.lemma(i)));
        // "returned the bodies of nine soldiers": they fell some time before.
        let remains = matches!(w.lemma(cue), "body" | "corpse" | "remains");
        let moved = |v: usize| {
            matches!(w.lemma(v), "return" | "repatriate" | "exchange" | "swap" | "hand" | "receive" | "transfer" | "deliver")
        };
        if remains && w.governor(cue).is_some_and(|v| w.is_verb(v) && moved(v)) {
            return None;
        }
        // "the surgeon was struck off"
        let removed = w.lemma(at) == "strike" && at + 1 < sentence.end && w.low(at + 1) == "off";
        if sporting || removed || w.time_of[at] != NONE {
            return None;
        }
        let path = match w.lemma(at) {
            "shoot" => "assault.shooting",
            "stab" => "assault.stabbing",
            "toll" if self.toll_of(coder, at).is_some() => self.toll_of(coder, at).unwrap_or("death"),
            _ if figure.what == "killed" => "death",
            _ if figure.what == "missing" => "missing",
            _ if figure.what == "infected" => self.illness(sentence.clone()),
            _ => "injury",
        };
        let kind = coder.book.number(path)?;
        let rule = coder.book.rules.iter().position(|r| r.kind == kind)?;
        let verb = w.is_verb(at);
        let first = w.syntax.token_at(figure.range.start).min(w.tokens.len() - 1);
        let last = w.syntax.token_at(figure.range.end.saturating_sub(1)).min(w.tokens.len() - 1);
        let mut roles: Vec<(RoleKind, Phrase)> = Vec::new();
        for i in first..=last {
            if let Some(p) = w.phrase(i)
                && !roles.iter().any(|(_, q)| q.start == p.start)
            {
                roles.push((RoleKind::Victim, p));
            }
        }
        Some(Found {
            group: verb.then(|| w.verb_group(at)),
            link: if verb { Link::Own } else { Link::Free },
            roles,
            told: matches!(w.pos(at), Pos::Adj | Pos::Adp),
            counted: true,
            ..Found::word(rule, 0, kind, at, SCORE)
        })
    }
}

/// "died of cancer", "died aged 84".
pub(crate) fn natural(w: &Words, f: &Found) -> bool {
    let next = |n: usize| w.low.get(f.end + n).map_or("", |s| s);
    // "the death of a farmer"
    if next(0) == "of" && matches!(w.pos(f.anchor), Pos::Noun | Pos::Propn) {
        return false;
    }
    if !(f.first..f.end).any(|i| matches!(w.lemma(i), "die" | "death" | "pass" | "succumb" | "perish")) {
        return false;
    }
    matches!(next(0), "of" | "from") && !matches!(next(1), "wounds" | "injuries" | "his" | "her" | "their")
        || matches!(next(0), "aged" | "peacefully")
        || next(0) == "at" && next(1).bytes().all(|b| b.is_ascii_digit())
}

//! The words of `codebook/deeds.txt`: which verb, which verb with the words behind it, and which state tells of a deed.

use crate::find::Scene;
use crate::words::{NONE, Phrase};
use model::Pos;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::OnceLock;

/// Words that may stand between two words of a frame.
const GAP: usize = 5;

/// The words of `deeds.txt`.
pub(crate) struct Deeds {
    verbs: FxHashSet<&'static str>,
    /// Verbs with a small word behind them: "hand-over".
    phrases: FxHashSet<&'static str>,
    pub nouns: FxHashSet<&'static str>,
    /// Who can do something and stands in no other list.
    pub who: FxHashSet<&'static str>,
    /// Nouns that with "of" tell of a deed by themselves.
    pub events: FxHashSet<&'static str>,
    /// Verbs of many senses.
    pub loose: FxHashSet<&'static str>,
    /// Verbs that tell too little of themselves.
    pub weak: FxHashSet<&'static str>,
    /// Verbs of more and less.
    change: FxHashSet<&'static str>,
    /// What befalls things.
    thing: FxHashSet<&'static str>,
    /// Verbs of many more senses.
    pub open: FxHashSet<&'static str>,
    /// Nouns of what nobody can see or touch.
    pub abstracts: FxHashSet<&'static str>,
    /// Verbs that tell no deed whatever their object.
    pub idle: FxHashSet<&'static str>,
    /// Weak verbs that tell a deed which failed.
    pub undone: FxHashSet<&'static str>,
    /// Weak verbs that tell a deed where it is done to somebody.
    pub halted: FxHashSet<&'static str>,
    /// What is done to whoever does not give way.
    pub punish: FxHashSet<&'static str>,
    /// What is asked of a court, a parliament or an owner, and may be refused.
    pub bids: FxHashSet<&'static str>,
    /// Objects that make of any deed a figure of speech.
    pub airy: FxHashSet<&'static str>,
    /// Subjects that do nothing.
    pub vague: FxHashSet<&'static str>,
    /// What stands behind a verb in a frame.
    frames: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
    /// States that last, by their first word.
    states: FxHashMap<&'static str, Vec<Vec<&'static str>>>,
}

impl Deeds {
    /// True for a verb that tells a deed by itself.
    pub fn is_verb(&self, lemma: &str) -> bool {
        self.verbs.contains(lemma) || self.open.contains(lemma)
    }
}

/// The words, read once.
pub(crate) fn deeds() -> &'static Deeds {
    static DEEDS: OnceLock<Deeds> = OnceLock::new();
    DEEDS.get_or_init(|| {
        let of = |kind: &str| {
            let lines = crate::files::DEEDS.lines().filter(|l| !l.starts_with('#'));
            lines.filter_map(|l| l.strip_prefix(kind)).flat_map(str::split_whitespace).collect::<Vec<_>>()
        };
        let set = |kind: &str| of(kind).into_iter().collect::<FxHashSet<_>>();
        let chains = |kind: &str| {
            let mut out: FxHashMap<&'static str, Vec<Vec<&'static str>>> = FxHashMap::default();
            for word in of(kind) {
                let mut parts = word.split('-');
                let Some(first) = parts.next() else { continue };
                out.entry(first).or_default().push(parts.collect());
            }
            out
        };
        let plain = crate::files::DEEDS.lines().filter(|l| !l.contains([':', '#']));
        Deeds {
            verbs: plain.flat_map(str::split_whitespace).collect(),
            phrases: set("phrase:"),
            nouns: set("noun:"),
            events: set("event:"),
            who: set("who:"),
            loose: set("loose:"),
            weak: set("weak:"),
            change: set("change:"),
            thing: set("thing:"),
            open: set("open:"),
            abstracts: set("abstract:"),
            idle: set("idle:"),
            undone: set("undone:"),
            halted: set("halted:"),
            punish: set("punish:"),
            bids: set("bids:"),
            airy: set("airy:"),
            vague: set("vague:"),
            frames: chains("frame:"),
            states: chains("state:"),
        }
    })
}

/// How a verb tells of a deed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Telling {
    /// By itself.
    Deed,
    /// With a small word behind it.
    Phrase,
    /// With the words behind it, up to this one.
    Frame(usize),
    /// By how much more or less there is of something.
    Change,
    /// By what befell a thing.
    Thing,
    /// By what it is done to.
    Open,
    /// By what takes part, and by no list; with a day or a place only, where it is `true`.
    Wide(bool),
}

impl Scene<'_> {
    /// How verb `v` tells of a deed, by `deeds.txt`; none for one that tells of none.
    pub(crate) fn telling(&self, v: usize) -> Option<Telling> {
        let w = self.words;
        let lemma = w.lemma(v);
        if let Some(end) = self.framed(v) {
            return Some(Telling::Frame(end));
        }
        let small = w.below(v).find(|&c| w.tokens[c].relation == "compound:prt").or_else(|| {
            let next = v + 1;
            let away = |i: usize| {
                matches!(
                    w.low(i),
                    "away"
                        | "back"
                        | "into"
                        | "aground"
                        | "alight"
                        | "aside"
                        | "out"
                        | "off"
                        | "through"
                        | "up"
                        | "down"
                        | "over"
                        | "in"
                )
            };
            // "called in January for"
            let of_time = next + 1 < w.sentence(v).end && w.time_of[next + 1] != NONE && w.low(next) == "in";
            (next < w.sentence(v).end && away(next) && !of_time).then_some(next)
        });
        if let Some(c) = small {
            let joined = format!("{lemma}-{}", w.low(c));
            if deeds().phrases.contains(joined.as_str()) {
                return Some(Telling::Phrase);
            }
            // "win over" is no winning.
            if w.tokens[c].relation == "compound:prt" && !deeds().change.contains(lemma) {
                return None;
            }
        }
        let done_to = |c: usize| matches!(w.tokens[c].relation, "xcomp" | "obj" | "ccomp");
        match () {
            _ if deeds().change.contains(lemma) && self.by_how_much(v) => Some(Telling::Change),
            _ if deeds().thing.contains(lemma) && !w.below(v).any(done_to) && !w.is_passive(&w.verb_group(v)) => {
                Some(Telling::Thing)
            }
            _ if deeds().verbs.contains(lemma) => Some(Telling::Deed),
            _ if deeds().open.contains(lemma) || self.unlisted(v) => Some(Telling::Open),
            _ => None,
        }
    }

    /// True for a verb of which no list knows anything, told of what goes on: "is consulting residents".
    fn unlisted(&self, v: usize) -> bool {
        let lemma = self.words.lemma(v);
        let g = self.words.verb_group(v);
        g.progressive
            && !g.past_aux
            && !g.perfect
            && g.modal.is_none()
            && lemma.len() > 2
            && lemma.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            && !deeds().idle.contains(lemma)
            && !deeds().weak.contains(lemma)
            && !deeds().change.contains(lemma)
            && !deeds().thing.contains(lemma)
            && self.may_tell(v)
    }

    /// One past the last word of the frame that verb `v` opens: "took full control".
    fn framed(&self, v: usize) -> Option<usize> {
        let w = self.words;
        let end = w.sentence(v).end;
        let chains = deeds().frames.get(w.lemma(v))?;
        // "An apology was issued": what the verb is done to stands before it.
        if w.is_passive(&w.verb_group(v))
            && let Some(s) = w.below(v).find(|&c| w.tokens[c].relation == "nsubj:pass")
            && chains.iter().any(|chain| chain.len() == 1 && chain[0] == w.lemma(s))
        {
            return Some(v + 1);
        }
        let next = |from: usize, word: &str| {
            let fits = |i: usize| w.lemma(i) == word || w.low(i) == word;
            let passed = |i: usize| {
                matches!(w.pos(i), Pos::Det | Pos::Adj | Pos::Adv | Pos::Num)
                    || matches!(w.tag(i), "PRP$" | "POS" | "VBN" | "VBG")
                    || w.pos(i) == Pos::Noun && i + 1 < end && (matches!(w.pos(i + 1), Pos::Noun) || w.tag(i + 1) == "POS")
                    || w.name_of[i] != NONE && w.low(i) != "to"
            };
            let mut i = from;
            while i < end && i < from + GAP && !fits(i) && passed(i) {
                i += 1;
            }
            (i < end && i < from + GAP && fits(i)).then_some(i + 1)
        };
        let whole = |chain: &Vec<&str>| chain.iter().try_fold(v + 1, |at, word| next(at, word));
        let far = chains.iter().filter_map(whole).max()?;
        // "began working": no work was begun.
        if w.tag(far - 1) == "VBG" && w.is_verb(far - 1) && chains.iter().flatten().any(|word| *word == w.lemma(far - 1)) {
            return None;
        }
        // "shook hands" and "hand grenades": the last word stands for itself.
        let last = far - 1;
        let joined = w.pos(last) == Pos::Noun && w.phrase(last).is_some_and(|p| p.head != last && p.head > last);
        (!joined).then_some(far)
    }

    /// "rose by half", "fell to a record low", "jumped 7 percent": behind the verb stands how much.
    fn by_how_much(&self, v: usize) -> bool {
        let w = self.words;
        let end = w.sentence(v).end.min(v + 9);
        // "Sales of bicycles boomed last year"
        let then = |c: usize| c > v && self.relation(c) == "obl" && w.time_of[c] != NONE;
        let whose = |c: usize| {
            w.tokens[c].relation.starts_with("nsubj")
                && w.below(c).any(|k| self.relation(k) == "nmod" && k > c)
                && w.phrase(c).is_some_and(|p| !self.can_act(p))
        };
        // "Rates might rise again in July"
        let may = w.tag(v) == "VB" && w.below(v).any(|c| w.tag(c) == "MD");
        if (w.tag(v) == "VBD" && w.below(v).any(whose) || may) && w.below(v).any(then) {
            return true;
        }
        (v + 1..end).take_while(|&i| w.clause[i] == w.clause[v] || w.pos(i) != Pos::Verb).any(|i| {
            w.pos(i) == Pos::Num && w.time_of[i] == NONE
                || w.low(i).ends_with('%')
                || matches!(
                    w.lemma(i),
                    "percent"
                        | "record"
                        | "half"
                        | "third"
                        | "quarter"
                        | "fifth"
                        | "tenth"
                        | "threefold"
                        | "fourfold"
                        | "further"
                        | "sharply"
                        | "steeply"
                        | "low"
                        | "high"
                )
        }) || matches!(w.lemma(v), "double" | "treble" | "quadruple" | "outnumber")
    }

    /// The state that the words at `i` tell of somebody or something that is, remains or was left so: the trigger, its subject,
    /// and whether it lasts.
    pub(crate) fn state_at(&self, i: usize) -> Option<(Range<usize>, Phrase, bool)> {
        let w = self.words;
        let sentence = w.sentence(i);
        let chains = deeds().states.get(w.low(i))?;
        let follow = |chain: &Vec<&str>| {
            let mut at = i + 1;
            for word in chain {
                let mut gap = 0;
                while at < sentence.end
                    && gap < 3
                    && w.lemma(at) != *word
                    && w.low(at) != *word
                    && (matches!(w.pos(at), Pos::Adj | Pos::Det | Pos::Adv)
                        || w.pos(at) == Pos::Noun && at + 1 < sentence.end && w.pos(at + 1) == Pos::Noun)
                {
                    at += 1;
                    gap += 1;
                }
                if at >= sentence.end || w.lemma(at) != *word && w.low(at) != *word {
                    return None;
                }
                at += 1;
            }
            Some(at)
        };
        let end = chains.iter().filter_map(follow).max()?;
        // "in custody battles": the last word stands for itself.
        if w.pos(end - 1) == Pos::Noun && w.phrase(end - 1).is_some_and(|p| p.head > end - 1) {
            return None;
        }
        let mut k = i;
        let mut still = false;
        while k > sentence.start && k + 4 > i && w.pos(k - 1) == Pos::Adv && !matches!(w.low(k - 1), "not" | "never" | "n't") {
            still |= w.low(k - 1) == "still";
            k -= 1;
        }
        let verb = k.checked_sub(1).filter(|&b| b >= sentence.start)?;
        let be = w.lemma(verb) == "be";
        let stays = matches!(w.lemma(verb), "remain" | "stay") && w.is_verb(verb);
        if !be && !stays {
            return None;
        }
        let g = w.verb_group(verb);
        let free = |j: usize| {
            matches!(w.low(j), "not" | "n't" | "n’t" | "never" | "no" | "longer" | "to")
                || w.tag(j) == "MD"
                || matches!(w.low(j), "if" | "unless" | "whether" | "could" | "would" | "may" | "might")
        };
        if g.modal.is_some() || g.negated || g.to.is_some() || (g.start.saturating_sub(2).max(sentence.start)..k).any(free) {
            return None;
        }
        still |= (g.start..k).any(|j| w.low(j) == "still");
        let now = matches!(w.low(verb), "is" | "are" | "'s" | "’s" | "remain" | "remains" | "stay" | "stays" | "remained")
            || w.low(verb) == "been" && g.perfect && !g.past_perfect;
        if !(now || still && matches!(w.low(verb), "was" | "were")) {
            return None;
        }
        // A phrase of its own: not "who is in custody", which tells who somebody is.
        let at = [i, end - 1, verb].into_iter().find(|&a| w.below(a).any(|c| w.tokens[c].relation.starts_with("nsubj")))?;
        let subject = w.below(at).find(|&c| w.tokens[c].relation.starts_with("nsubj") && c < verb)?;
        if !matches!(w.tokens[at].relation, "root" | "ccomp" | "conj" | "parataxis" | "advcl") {
            return None;
        }
        let from = if stays { verb } else { i };
        Some((from..end, w.phrase(subject)?, true))
    }
}

//! What a sentence tells by a verb for which no kind has a rule: a report of kind `other`.
//!
//! "Herders rustled 500 cattle near Wara", "the firm denied dumping waste": that something was done, and whether it was, is
//! plain even where no kind of the codebook fits. The verbs are those of `codebook/deeds.txt`. Where a clause gives another
//! report, that one tells what it is about.

use crate::Coder;
use crate::codebook::Family;
use crate::find::{Found, Link, Scene};
use crate::rule::Anchor;
use crate::words::{NONE, Phrase, VerbGroup};
use model::{Article, BlockKind, Pos, QuoteForm, RoleKind, Status};
use rustc_hash::FxHashSet;
use std::sync::OnceLock;

/// The rule that such reports are told by.
pub(crate) const TOLD: &str = "other/told";

/// How sure such a report is: that something is told is plain, what it is is not.
const SCORE: f32 = 0.45;

/// Verbs of which the clause below tells what took place, and not what somebody thinks.
const SAYS: &[&str] = &[
    "say", "tell", "report", "announce", "state", "add", "confirm", "declare", "reveal", "write", "claim", "deny", "allege",
    "suspect", "warn",
];

/// Words that govern a verb and tell of it whatever it is: what somebody is accused of is a deed.
const STRONG: &[&str] = &[
    "accuse",
    "charge",
    "suspect",
    "deny",
    "threaten",
    "vow",
    "swear",
    "plan",
    "prepare",
    "agree",
    "promise",
    "pledge",
    "intend",
    "due",
    "set",
    "schedule",
    "refuse",
    "fail",
    "prevent",
    "propose",
    "demand",
    "guilty",
    "suspicion",
    "accusation",
    "allegation",
    "rule",
    "vote",
    "think",
    "consider",
    "mull",
    "weigh",
    "contemplate",
];

/// Words that govern a verb and say nothing of whether it came about, or too little.
const IDLE: &[&str] = &[
    "allow",
    "let",
    "persuade",
    "permission",
    "ability",
    "capability",
    "capacity",
    "able",
    "right",
    "tell",
    "believe",
    "think",
    "know",
    "say",
    "report",
    "encourage",
    "desire",
    "need",
    "require",
    "like",
    "will",
    "opportunity",
    "capable",
    "supposed",
    "suppose",
];

/// The words of `deeds.txt`.
struct Deeds {
    verbs: FxHashSet<&'static str>,
    /// Verbs with a small word behind them: "hand-over".
    phrases: FxHashSet<&'static str>,
    nouns: FxHashSet<&'static str>,
    /// Verbs of many senses.
    loose: FxHashSet<&'static str>,
    /// Verbs that tell too little of themselves.
    weak: FxHashSet<&'static str>,
}

fn deeds() -> &'static Deeds {
    static DEEDS: OnceLock<Deeds> = OnceLock::new();
    DEEDS.get_or_init(|| {
        let of = |kind: &str| {
            let lines = crate::files::DEEDS.lines().filter(|l| !l.starts_with('#'));
            lines.filter_map(|l| l.strip_prefix(kind)).flat_map(str::split_whitespace).collect()
        };
        let plain = crate::files::DEEDS.lines().filter(|l| !l.contains([':', '#']));
        Deeds {
            verbs: plain.flat_map(str::split_whitespace).collect(),
            phrases: of("phrase:"),
            nouns: of("noun:"),
            loose: of("loose:"),
            weak: of("weak:"),
        }
    })
}

/// True for a deed that no kind knows.
pub(crate) fn is_told(coder: &Coder, f: &Found) -> bool {
    coder.book.rules[f.rule].name == TOLD
}

/// The deeds of one sentence beside which no other report stands in the clause.
pub(crate) fn deeds_of(coder: &Coder, scene: &Scene, article: &Article, s: usize, kept: &mut [Found]) -> Vec<Found> {
    let w = scene.words;
    let sentence = &w.syntax.sentences[s];
    let block = article.block_at(sentence.range.start).map(|b| b.kind);
    if !matches!(block, None | Some(BlockKind::Paragraph | BlockKind::Heading | BlockKind::Standfirst))
        || w.low(sentence.tokens.end - 1) == "?"
    {
        return Vec::new();
    }
    let Some(rule) = coder.book.rules.iter().position(|r| r.name == TOLD) else { return Vec::new() };
    let kind = coder.book.rules[rule].kind;
    let said = scene.sayings(sentence.tokens.clone());
    let quoted = |at: u32| {
        scene.mentions.quotes.iter().any(|q| q.form != QuoteForm::Indirect && q.range.start <= at && at < q.range.end)
    };
    // "There are reports of a massacre": what has no place and no day still is told, if the words above it say how it stands.
    // What is demanded or refused is told by that.
    let asks = |f: &Found| {
        let kind = coder.book.kinds[f.kind].kind.as_str();
        kind.starts_with("statement.refusal") || kind.starts_with("statement.demand") || kind == "statement.request"
    };
    let asked: Vec<Phrase> = kept.iter().filter(|f| asks(f)).flat_map(|f| f.roles.iter().map(|(_, p)| *p)).collect();
    let spans: Vec<(usize, usize)> = kept.iter().filter(|f| asks(f)).map(|f| (f.first, f.end)).collect();
    let wanted = |i: usize| {
        asked.iter().any(|p| p.start <= i && i < p.end)
            || spans.iter().any(|&(first, end)| first < i && (i < end || w.governor(i).is_some_and(|h| first <= h && h < end)))
    };
    for f in kept
        .iter_mut()
        .filter(|f| f.bare && !wanted(f.anchor) && w.tag(f.anchor) == "NN" && deeds().nouns.contains(w.lemma(f.anchor)))
    {
        if let Some(named) = scene.deed_named(coder, rule, f.anchor, block) {
            f.bare = false;
            if f.roles.is_empty() {
                f.roles = named.roles;
            }
        }
    }
    let kept = &*kept;
    let over = |v: usize| kept.iter().any(|f| f.first <= v && v < f.end);
    let taken = |v: usize| {
        let statement = |f: &Found| coder.book.kinds[f.kind].family == Family::Statement;
        let beside =
            |f: &Found| w.clause[f.anchor] == w.clause[v] || w.governor(f.anchor) == Some(v) || w.governor(v) == Some(f.anchor);
        over(v) || kept.iter().any(|f| !statement(f) && beside(f))
    };
    let mut out: Vec<Found> = Vec::new();
    for v in sentence.tokens.clone() {
        if !w.is_verb(v)
            || !(scene.tells_deed(v) || scene.may_tell(v))
            || w.time_of[v] != NONE
            || w.name_of[v] != NONE
            || w.phrase(v).is_some_and(|p| p.head != v)
            || over(v)
            || said.iter().any(|r| r.contains(&v))
            || quoted(w.tokens[v].range.start)
            || out.iter().any(|f| w.clause[f.anchor] == w.clause[v])
        {
            continue;
        }
        // "accused Norland of killing 85 civilians in airstrikes": the airstrikes have the civilians already.
        let told_already = |f: &Found| kept.iter().any(|k| f.roles.iter().any(|(r, p)| *r == RoleKind::Target && k.holds(p)));
        out.extend(scene.deed(rule, kind, v, taken(v), block).filter(|f| !told_already(f)));
    }
    for i in sentence.tokens.clone() {
        let noun = matches!(w.pos(i), Pos::Noun | Pos::Propn) && w.phrase(i).is_none_or(|p| p.head == i);
        if noun
            && w.name_of[i] == NONE
            && w.place_of[i] == NONE
            && w.time_of[i] == NONE
            && !taken(i)
            && !wanted(i)
            && !said.iter().any(|r| r.contains(&i))
            && !quoted(w.tokens[i].range.start)
            && !out.iter().any(|f| w.clause[f.anchor] == w.clause[i])
        {
            out.extend(scene.deed_named(coder, rule, i, block));
        }
    }
    out
}

impl Scene<'_> {
    /// True for a verb that tells something where what stands about it says whether it was done.
    fn may_tell(&self, v: usize) -> bool {
        let lemma = self.words.lemma(v);
        !(deeds().weak.contains(lemma)
            || self.lexicon.has("stative", lemma)
            || self.lexicon.has("speech", lemma)
            || self.governor(v).is_some())
    }

    /// True for a verb of `deeds.txt`, with its small word if it has one.
    fn tells_deed(&self, v: usize) -> bool {
        let w = self.words;
        let small = w.below(v).find(|&c| w.tokens[c].relation == "compound:prt").or_else(|| {
            let next = v + 1;
            let away = |i: usize| matches!(w.low(i), "away" | "back" | "into" | "aground" | "alight" | "aside" | "out" | "off");
            (next < w.sentence(v).end && away(next)).then_some(next)
        });
        match small {
            Some(c) => {
                deeds().phrases.contains(format!("{}-{}", w.lemma(v), w.low(c)).as_str())
                    || w.tokens[c].relation != "compound:prt" && deeds().verbs.contains(w.lemma(v))
            }
            None => deeds().verbs.contains(w.lemma(v)),
        }
    }

    /// The deed that verb `v` tells; none where it tells of no one happening.
    /// Where its clause gives another report (`taken`), only what a word above it says of whether it was done is told.
    fn deed(&self, rule: usize, kind: usize, v: usize, taken: bool, block: Option<BlockKind>) -> Option<Found> {
        let w = self.words;
        let g = w.verb_group(v);
        let passive = w.is_passive(&g);
        let plain = self.tells_deed(v);
        let told = !taken && self.told_by_itself(&g, passive, block) && plain;
        let under = if told { None } else { self.deed_under(v, &g) };
        if !told && under.is_none() {
            return None;
        }
        let subject = match under {
            Some(above) => self.who(&w.verb_group(above)),
            None => self.who(&g),
        }?;
        let object = (!passive).then(|| w.tree_object(&g).and_then(|o| o.first().copied())).flatten();
        // "asked the mayor to resign", "accused the firm of dumping waste": whom the verb above acts on does it.
        let asked = under
            .filter(|&v| w.is_verb(v) && !w.is_passive(&w.verb_group(v)))
            .and_then(|v| w.tree_object(&w.verb_group(v)).and_then(|o| o.first().copied()).filter(|o| o.end <= g.start));
        let mut roles = vec![(if passive { RoleKind::Target } else { RoleKind::Actor }, asked.unwrap_or(subject))];
        roles.extend(object.map(|o| (RoleKind::Target, o)));
        let mut found = Found { group: Some(g), link: Link::Own, roles, ..Found::word(rule, 0, kind, v, SCORE) };
        let status = self.status(&found, Family::Affairs, block);
        let acts = self.can_act(subject);
        let known = acts || plain && (self.specific(subject) || self.undone_bid(v));
        // "The party kidnapped the agenda"
        let done_to = if passive { Some(subject) } else { object };
        let loose = deeds().loose.contains(w.lemma(v)) && !done_to.is_some_and(|o| self.concrete(o));
        // "recalled that", "questioned how": what is told is in the clause below. "The goal is to enforce it": nobody's plan.
        let clause = w.below(v).any(|c| self.relation(c) == "ccomp");
        let nobody = matches!(
            w.lemma(subject.head),
            "goal" | "aim" | "way" | "thing" | "point" | "key" | "step" | "stage" | "idea" | "task" | "job" | "solution"
        );
        if told && (clause || nobody) {
            return None;
        }
        let weighty = |i: usize| STRONG.contains(&w.lemma(i)) && (w.lemma(i) != "plan" || w.is_verb(i));
        // "has never failed to pay"
        let negated = |a: usize| w.is_verb(a) && w.lemma(a) == "fail" && w.verb_group(a).negated;
        if !plain && under.is_some_and(|a| !(a..g.start).any(weighty)) || under.is_some_and(negated) {
            return None;
        }
        let named = !crate::refer::is_pronoun(w.low(subject.head));
        // "A bull gored a spectator", "the pipeline was sabotaged"
        let thing = self.tangible(subject) && object.is_some_and(|o| self.concrete(o)) || passive && self.specific(subject);
        match status {
            Status::Happened if under.is_some() => return None,
            // "was beaten by unknown men", "hundreds fainted"
            Status::Happened => {
                found.bare = loose || !(acts && (object.is_some() || passive || named) || thing || self.counted_many(subject));
            }
            _ if !known => return None,
            Status::Denied if under.is_none() && !acts => return None,
            Status::Ongoing => {}
            // "The rebels could win": no more than what somebody thinks, unless a day is told.
            Status::Possible
                if under.is_none()
                    && !(acts && named && !loose && (passive || object.is_some_and(|o| self.specific(o))))
                    && !w.sentence(v).any(|i| w.time_of[i] != NONE) =>
            {
                return None;
            }
            _ => {}
        }
        Some(found)
    }

    /// The deed that noun `i` names, where the words above it say that it did not simply come about: "is planned for May",
    /// "denied any fraud", "are exploring a merger". A kind with a rule for the noun takes it.
    fn deed_named(&self, coder: &Coder, told: usize, i: usize, block: Option<BlockKind>) -> Option<Found> {
        let w = self.words;
        if !deeds().nouns.contains(w.lemma(i)) && !deeds().nouns.contains(w.low(i)) {
            return None;
        }
        let plain = |&&(r, p): &&(usize, usize)| {
            let (rule, family) = (&self.rules[r], coder.book.kinds[self.rules[r].kind].family);
            rule.patterns[p].anchor == Anchor::Noun
                && rule.patterns[p].elems.len() == 1
                && !matches!(family, Family::Statement | Family::Toll)
        };
        let all: Vec<(usize, usize)> = self.index.of_word(w.lemma(i)).iter().filter(plain).copied().collect();
        // Where several kinds have the noun, none can tell which it is.
        let one = all.iter().all(|a| self.rules[a.0].kind == self.rules[all[0].0].kind);
        let own = all.iter().filter(|_| one).max_by(|a, b| self.rules[a.0].score.total_cmp(&self.rules[b.0].score));
        // Where no place tells it from a talk, a visit is none.
        let own = own.filter(|o| self.rules[o.0].name.split('/').next() != Some("visit"));
        let (rule, pattern) = own.copied().unwrap_or((told, 0));
        let kind = self.rules[rule].kind;
        let family = coder.book.kinds[kind].family;
        let mut found = Found::word(rule, pattern, kind, i, SCORE);
        self.govern(&mut found);
        if !self.rules[rule].guards.iter().filter(|g| !g.wanted).all(|g| self.guard(g, &found)) {
            return None;
        }
        if self.status(&found, family, block) == Status::Happened || !self.said_plainly(&found) {
            return None;
        }
        let lemma = w.lemma(i);
        if matches!(lemma, "war" | "action") && found.group.is_none_or(|g| w.lemma(g.main) != "threaten") {
            return None;
        }
        if found.link == Link::Free && (self.goes_on(i) || self.predicated(i).is_some()) {
            return Some(found);
        }
        // "are at risk of starvation": no verb stands above it, but who is at risk does.
        let above = found.group.map(|g| g.main).or_else(|| w.above(i, 4).skip(1).find(|&v| w.is_verb(v)));
        let Some(above) = above else {
            let h = w.governor(i).filter(|&h| w.tokens[h].relation == "root" && self.relation(i) == "nmod")?;
            let p = w.phrase(w.below(h).find(|&c| self.relation(c) == "nsubj")?)?;
            found.roles.push((RoleKind::Target, p));
            return self.can_act(p).then_some(found);
        };
        let stands = matches!(w.tokens[above].relation, "root" | "ccomp" | "conj" | "parataxis");
        let there = w.below(above).any(|c| w.tag(c) == "EX");
        let a = w.verb_group(above);
        let may = a.modal.is_some_and(|m| w.low(m) != "will") && !there;
        if !stands || may || IDLE.contains(&w.lemma(above)) {
            return None;
        }
        // "The threat of eviction hangs over them", "there are reports of a massacre"
        // "the next round of talks is set for May"
        let spoken_of = self.relation(i) == "nmod" && w.governor(i).is_some_and(|h| self.relation(h) == "nsubj");
        if found.link != Link::Subject && !spoken_of && !there {
            let who = self.who(&a)?;
            if !self.can_act(who) {
                return None;
            }
            found.roles.push((RoleKind::Actor, who));
        }
        Some(found)
    }

    /// True where a word of its own says what became of a named deed: "is planned", "denied any", "fears of a".
    fn said_plainly(&self, f: &Found) -> bool {
        let w = self.words;
        let held = |lemma: &str| {
            matches!(lemma, "hold" | "stage" | "host" | "mount" | "open" | "begin" | "start" | "resume" | "launch" | "conduct")
        };
        let weighs = |lemma: &str| matches!(lemma, "refute" | "dispute" | "reject" | "dismiss" | "explore" | "face" | "rule");
        match (f.link, &f.group) {
            (Link::Subject, Some(g)) => {
                let will = g.modal.is_none_or(|m| w.low(m) == "will");
                let begins = held(w.lemma(g.main)) || self.lexicon.has("occur", w.lemma(g.main));
                will && (g.modal.is_some() && begins
                    || w.is_passive(g) && g.modal.is_none() && self.governed(f).or_else(|| self.governor(g.main)).is_some())
                    || self.goes_on(f.anchor)
                    || g.modal.is_none() && !g.negated && self.fell_through(g)
                    || self.relation(f.anchor) == "nmod" && self.before_noun(f).is_some()
                    || self.predicated(f.anchor).is_some() && g.modal.is_none()
            }
            (Link::Object | Link::Light, Some(g)) => {
                let lemma = w.lemma(g.main);
                let will = g.modal.is_some_and(|m| w.low(m) == "will") || g.to.is_some();
                w.below(g.main).any(|c| w.tag(c) == "EX")
                    || g.modal.is_none_or(|m| w.low(m) == "will")
                        && (self.governor(g.main).is_some() && !IDLE.contains(&lemma)
                            || weighs(lemma)
                            || will && held(lemma)
                            || g.progressive && held(lemma)
                            || g.negated && self.lexicon.has("light", lemma))
            }
            // "appealed against the verdict": there is one.
            _ => {
                self.before_noun(f).is_some() && !self.appealed(f.anchor)
                    || self.goes_on(f.anchor)
                    || self.predicated(f.anchor).is_some()
            }
        }
    }

    fn appealed(&self, noun: usize) -> bool {
        let w = self.words;
        let start = w.phrase(noun).map_or(noun, |p| p.start);
        start > 1 && w.low(start - 1) == "against" && w.lemma(start - 2) == "appeal"
    }

    /// True for a word that names no state and no doing, by its ending.
    fn tangible(&self, p: Phrase) -> bool {
        let w = self.words;
        let word = w.lemma(p.head);
        const ABSTRACT: &[&str] = &[
            "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ing", "age", "al", "ship", "ure", "ics", "cy", "th",
        ];
        w.pos(p.head) == Pos::Noun && !ABSTRACT.iter().any(|end| word.ends_with(end)) && !deeds().nouns.contains(word)
    }

    /// True for a thing or somebody that a deed can be done to: a name, people, a building, a vehicle, so many of them.
    fn concrete(&self, p: Phrase) -> bool {
        let w = self.words;
        (p.start..p.end).any(|i| w.name_of[i] != NONE || w.place_of[i] != NONE || w.pos(i) == Pos::Num && w.time_of[i] == NONE)
            || [
                "people",
                "officials",
                "military",
                "building",
                "vehicle",
                "vessel",
                "aircraft",
                "territory",
                "basepost",
                "property",
            ]
            .iter()
            .any(|class| self.lexicon.phrase_is(class, p, w, self.mentions))
    }

    /// "A bid to sell the club collapsed", "a vote to oust the speaker fell short"
    fn undone_bid(&self, v: usize) -> bool {
        let w = self.words;
        self.relation(v) == "acl" && w.tag(v) == "VB" && w.governor(v).is_some_and(|h| h < v && self.undone_plot(h))
    }

    /// The subject, where it is somebody or something that the text has named, counted or described.
    fn who(&self, g: &VerbGroup) -> Option<Phrase> {
        let w = self.words;
        let p = w.tree_subject(g).and_then(|s| s.first().copied()).or_else(|| w.surface_subject(g))?;
        // "The ministry said it would": who says it.
        if matches!(w.low(p.head), "it" | "they")
            && w.tokens[g.main].relation == "ccomp"
            && let Some(h) = w.governor(g.main).filter(|&h| w.is_verb(h) && h < p.start)
        {
            return self.who(&w.verb_group(h));
        }
        let nobody = matches!(w.low(p.start), "no" | "neither" | "every" | "any" | "each")
            || matches!(
                w.low(p.head),
                "i" | "we"
                    | "you"
                    | "it"
                    | "there"
                    | "this"
                    | "that"
                    | "these"
                    | "those"
                    | "what"
                    | "who"
                    | "which"
                    | "one"
                    | "everyone"
                    | "everybody"
                    | "anyone"
                    | "anybody"
                    | "people"
                    | "nothing"
                    | "something"
                    | "everything"
            );
        (!nobody).then_some(p)
    }

    /// "Hundreds of pilgrims", "40 drivers".
    fn counted_many(&self, p: Phrase) -> bool {
        let w = self.words;
        (p.start..p.end).any(|i| {
            w.pos(i) == Pos::Num && w.time_of[i] == NONE
                || matches!(w.low(i), "dozens" | "scores" | "hundreds" | "thousands" | "hundred" | "thousand")
        })
    }

    /// True for a subject that can do something: a name, people, an office, an armed force.
    fn can_act(&self, p: Phrase) -> bool {
        let w = self.words;
        w.name_of[w.meaning(p)] != NONE
            || [
                "people",
                "officials",
                "military",
                "forces",
                "lawmen",
                "mob",
                "protester",
                "court",
                "former",
                "commune",
                "notable",
                "workers",
            ]
            .iter()
            .any(|class| self.lexicon.phrase_is(class, p, w, self.mentions))
            || matches!(
                w.lemma(p.head),
                "company"
                    | "firm"
                    | "bank"
                    | "union"
                    | "party"
                    | "regulator"
                    | "watchdog"
                    | "airline"
                    | "ministry"
                    | "council"
                    | "board"
                    | "club"
                    | "charity"
                    | "agency"
                    | "parliament"
                    | "assembly"
                    | "senate"
                    | "cabinet"
                    | "coalition"
                    | "navy"
                    | "junta"
                    | "gang"
                    | "state"
                    | "city"
                    | "country"
                    | "administration"
                    | "university"
                    | "church"
            )
    }

    /// True for what is named, counted, or pointed at: "Norland", "500 cattle", "the plant", "its envoy".
    fn specific(&self, p: Phrase) -> bool {
        let w = self.words;
        (p.start..p.end)
            .any(|i| w.name_of[i] != NONE || w.place_of[i] != NONE || w.pos(i) == Pos::Num || w.pos(i) == Pos::Propn)
            || matches!(w.low(p.start), "the" | "his" | "her" | "its" | "their" | "he" | "she" | "they")
    }

    /// True for a verb whose own form tells that it was, is being or will be done, in a clause that stands for itself.
    fn told_by_itself(&self, g: &VerbGroup, passive: bool, block: Option<BlockKind>) -> bool {
        let w = self.words;
        let v = g.main;
        // "is to be opened"
        let is_to = g.to.is_some_and(|to| to > 0 && w.lemma(to - 1) == "be" && matches!(w.low(to - 1), "is" | "are"));
        if g.to.is_some() && !is_to {
            return false;
        }
        let mut at = v;
        // "fled and hid": beside another verb, as that one.
        while w.tokens[at].relation == "conj"
            && let Some(h) = w.governor(at)
        {
            at = h;
        }
        let stands = match w.tokens[at].relation {
            "root" | "parataxis" => true,
            "ccomp" => w.governor(at).is_some_and(|h| SAYS.contains(&w.lemma(h))),
            // "rumours that he had fled"
            "acl" => w.governor(at).is_some_and(|h| {
                matches!(w.lemma(h), "rumour" | "rumor" | "report" | "claim" | "allegation" | "speculation" | "suggestion")
                    && w.below(at).any(|c| w.low(c) == "that")
            }),
            _ => false,
        };
        if !stands {
            return false;
        }
        let modal = g.modal.map(|m| w.low(m));
        let headline =
            block == Some(BlockKind::Heading) || !w.low(w.sentence(v).end - 1).ends_with(['.', '!', '”', '"', '\'', ':']);
        match w.tag(v) {
            _ if is_to => true,
            // "said it would vaccinate cattle"
            _ if modal == Some("would") => !g.perfect && self.said_would(v).is_some(),
            _ if modal.is_some() => matches!(modal, Some("will" | "may" | "might" | "could")) && !g.perfect,
            "VBD" => true,
            "VBN" => g.perfect || passive && g.has_aux && g.past_aux || headline && !g.has_aux,
            "VB" => g.has_aux && g.past_aux && g.negated,
            "VBG" => g.progressive && !g.past_aux,
            "VBZ" | "VBP" => headline,
            _ => false,
        }
    }

    /// "threatened to leak", "denied dumping", "was accused of bribing": the verb that governs this one and tells whether it
    /// was done.
    fn deed_under(&self, v: usize, g: &VerbGroup) -> Option<usize> {
        let w = self.words;
        let remains = w.tag(v) == "VBN" && self.kept_so(v);
        if g.to.is_none() && !remains && (w.tag(v) != "VBG" || g.has_aux && !g.passive) {
            return None;
        }
        let first = g.start;
        let out = |i: usize| {
            let next = w.low.get(i + 1).map_or("", |n| n.as_ref());
            w.lemma(i) == "rule" && next == "out" || w.lemma(i) == "think" && matches!(next, "of" | "about")
        };
        let says = |i: usize| out(i) || self.governor(i).is_some() && !IDLE.contains(&w.lemma(i));
        // "A bid to sell the club collapsed"
        if self.undone_bid(v) {
            return w.above(v, 4).skip(1).find(|&i| w.is_verb(i));
        }
        // "is due to", "is open to": what governs it may be an adjective.
        let above = w.above(v, 4).skip(1).find(|&i| w.is_verb(i) || w.pos(i) == Pos::Adj && says(i))?;
        // "plans to", "a plot to", "in talks to": nothing else may stand between.
        let near = above < first && first - above <= 5;
        let order = first > 1 && w.low(first - 1) == "order" && w.low(first - 2) == "in";
        let governed = near && !order && (remains || says(above) || (above + 1..first).any(says));
        let stands = matches!(w.tokens[above].relation, "root" | "ccomp" | "conj" | "parataxis");
        let a = w.verb_group(above);
        let may = w.is_verb(above) && a.modal.is_some_and(|m| !matches!(w.low(m), "will" | "would"));
        (governed && stands && !may).then_some(above)
    }
}

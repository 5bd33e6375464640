//! What a sentence tells by a verb for which no kind has a rule: a report of kind `other`.
//!
//! "Herders rustled 500 cattle near Wara", "the firm denied dumping waste": that something was done, and whether it was, is
//! plain even where no kind of the codebook fits. The verbs are those of `codebook/deeds.txt`. Where a clause gives another
//! report, that one tells what it is about.

use crate::Coder;
use crate::codebook::Family;
use crate::deed_words::{Telling, deeds};
use crate::find::{Found, Link, Scene};
use crate::rule::Anchor;
use crate::words::{NONE, Phrase, VerbGroup};
use model::{Article, BlockKind, Pos, QuoteForm, RoleKind, Status};

/// The rule that such reports are told by.
pub(crate) const TOLD: &str = "other/told";

/// How sure such a report is: that something is told is plain, what it is is not.
const SCORE: f32 = 0.45;

/// Verbs of which the clause below tells what took place, and not what somebody thinks.
pub(crate) const SAYS: &[&str] = &[
    "say",
    "tell",
    "report",
    "announce",
    "state",
    "add",
    "confirm",
    "declare",
    "reveal",
    "write",
    "claim",
    "deny",
    "allege",
    "suspect",
    "warn",
    "hear",
    "find",
    "learn",
    "show",
    "emerge",
    "insist",
    "note",
    "acknowledge",
    "admit",
    "concede",
    "discover",
    "fear",
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
    "likely",
    "unlikely",
    "open",
    "propose",
    "demand",
    "guilty",
    "suspicion",
    "accusation",
    "allegation",
    "rule",
    "decide",
    "opt",
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

/// Words that bring about what hangs from them: "was forced to suspend", "began clearing".
const BRINGS: &[&str] = &[
    "begin", "start", "continue", "manage", "force", "compel", "oblige", "prompt", "cause", "resume", "proceed", "rush", "keep",
];

/// Verbs by which it is settled that something be done.
const ORDERS: &[&str] = &["order", "rule", "decide", "agree", "decree", "direct", "demand", "recommend", "propose", "request"];

/// Words that open a clause which tells when or why, and tells it as done.
const WHEN: &[&str] = &["after", "as", "when", "while", "because", "since", "until", "once", "where"];

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
    // "The crisis that seized the markets could ruin the town": what a relative clause tells stands beside what the sentence tells.
    let aside = |i: usize| w.tokens[i].relation == "acl:relcl";
    // "burned tyres, blocked roads and attacked a bus": another verb with an object of its own tells of another deed.
    let second = |v: usize| w.tokens[v].relation == "conj" && w.below(v).any(|c| w.tokens[c].relation == "obj");
    // Without a place and a day such a noun gives no report.
    let dated = sentence.tokens.clone().any(|i| w.time_of[i] != NONE || w.place_of[i] != NONE);
    let placed = sentence.tokens.clone().any(|i| w.place_of[i] != NONE);
    let idle = |f: &Found| {
        f.bare && !dated && !scene.asserted(f)
            || coder.book.kinds[f.kind].kind == "visit" && !placed && !scene.official_visit(f)
    };
    let taken = |v: usize| {
        let statement = |f: &Found| coder.book.kinds[f.kind].family == Family::Statement;
        let beside =
            |f: &Found| w.clause[f.anchor] == w.clause[v] || w.governor(f.anchor) == Some(v) || w.governor(v) == Some(f.anchor);
        let own = |f: &Found| w.governor(f.anchor) == Some(v) || f.roles.iter().any(|(_, p)| w.governor(p.head) == Some(v));
        over(v) || kept.iter().any(|f| !statement(f) && !idle(f) && if second(v) { own(f) } else { beside(f) })
    };
    let mut out: Vec<Found> = Vec::new();
    for v in sentence.tokens.clone() {
        if !w.is_verb(v)
            || !(scene.telling(v).is_some() || scene.may_tell(v))
            || w.time_of[v] != NONE
            || w.name_of[v] != NONE
            || w.phrase(v).is_some_and(|p| p.head != v)
            || over(v)
            || said.iter().any(|r| r.contains(&v))
            || quoted(w.tokens[v].range.start)
            || out.iter().any(|f| w.clause[f.anchor] == w.clause[v] && !second(v) && aside(f.anchor) == aside(v))
        {
            continue;
        }
        // "accused Norland of killing 85 civilians in airstrikes": the airstrikes have the civilians already.
        let told_already = |f: &Found| {
            kept.iter().filter(|k| !k.bare).any(|k| f.roles.iter().any(|(r, p)| *r == RoleKind::Target && k.holds(p)))
        };
        out.extend(scene.deed(rule, kind, v, taken(v), block).filter(|f| !told_already(f)));
    }
    for i in sentence.tokens.clone() {
        let Some((span, subject, _)) = scene.state_at(i) else { continue };
        let clear = !span.clone().any(&over) && !said.iter().any(|r| r.contains(&i)) && !quoted(w.tokens[i].range.start);
        let of = w.full(subject);
        let news = [subject, of].into_iter().any(|p| scene.can_act(p) || scene.specific(p) || scene.counted_many(p))
            || (of.start..of.end).any(|i| w.low(i) == "the");
        let told = kept.iter().chain(out.iter()).any(|f| w.clause[f.anchor] == w.clause[i] && w.governor(f.anchor) != Some(i));
        if clear && news && !told && w.pos(subject.head) != Pos::Pron {
            out.push(Found {
                end: span.end,
                first: span.start,
                roles: vec![(RoleKind::Target, subject)],
                status: Some(Status::Ongoing),
                ..Found::word(rule, 0, kind, i, SCORE)
            });
        }
    }
    // "The planned sale drew protests"
    let qualified = |i: usize| scene.premodifier(&Found::word(rule, 0, kind, i, SCORE)).is_some();
    for i in sentence.tokens.clone() {
        let noun = matches!(w.pos(i), Pos::Noun | Pos::Propn) && w.phrase(i).is_none_or(|p| p.head == i);
        if noun
            && w.name_of[i] == NONE
            && w.place_of[i] == NONE
            && w.time_of[i] == NONE
            && !(taken(i) && (over(i) || !qualified(i) && !scene.goes_on(i)))
            && !wanted(i)
            && !said.iter().any(|r| r.contains(&i))
            && !quoted(w.tokens[i].range.start)
            && !out.iter().any(|f| w.clause[f.anchor] == w.clause[i])
        {
            out.extend(scene.deed_named(coder, rule, i, block));
        }
    }
    for i in sentence.tokens.clone() {
        let free = !over(i) && !said.iter().any(|r| r.contains(&i)) && !quoted(w.tokens[i].range.start);
        if free && !kept.iter().any(|f| w.governor(f.anchor) == Some(i) || w.clause[f.anchor] == w.clause[i] && f.anchor != i) {
            out.extend(scene.happening_named(rule, kind, i));
        }
    }
    out
}

impl Scene<'_> {
    /// True for a verb that tells something where what stands about it says whether it was done.
    pub(crate) fn may_tell(&self, v: usize) -> bool {
        let lemma = self.words.lemma(v);
        // "is accused of covering up abuse": with its small word a weak verb tells enough.
        let small = self.words.below(v).any(|c| self.words.tokens[c].relation == "compound:prt");
        !(deeds().weak.contains(lemma) && !small
            || self.lexicon.has("stative", lemma)
            || self.lexicon.has("speech", lemma)
            || self.governor(v).is_some())
    }

    /// The deed that verb `v` tells; none where it tells of no one happening.
    /// Where its clause gives another report (`taken`), only what a word above it says of whether it was done is told.
    fn deed(&self, rule: usize, kind: usize, v: usize, taken: bool, block: Option<BlockKind>) -> Option<Found> {
        let w = self.words;
        let g = w.verb_group(v);
        let passive = w.is_passive(&g);
        let telling = self.telling(v);
        // "decided to drop the route": under another verb a word of more and less is one like others.
        let plain = telling.is_some() && !(g.to.is_some() && matches!(telling, Some(Telling::Thing | Telling::Change)));
        let open = telling == Some(Telling::Open);
        let told = !taken && plain && self.told_by_itself(&g, passive, block);
        let under = if told { None } else { self.deed_under(v, &g) };
        let brought = !taken && plain && under.is_some_and(|a| BRINGS.contains(&w.lemma(a)));
        if !told && under.is_none() {
            return None;
        }
        let subject = match under {
            Some(above) => self.who(&w.verb_group(above)),
            None => self.who(&g),
        }?;
        let framed = matches!(telling, Some(Telling::Frame(_)));
        let object = (!passive).then(|| w.tree_object(&g).and_then(|o| o.first().copied())).flatten();
        // "asked the mayor to resign", "accused the firm of dumping waste": whom the verb above acts on does it.
        let asked = under
            .filter(|&v| w.is_verb(v) && !w.is_passive(&w.verb_group(v)))
            .and_then(|v| w.tree_object(&w.verb_group(v)).and_then(|o| o.first().copied()).filter(|o| o.end <= g.start));
        let mut roles = vec![(if passive { RoleKind::Target } else { RoleKind::Actor }, asked.unwrap_or(subject))];
        let within = |o: &Phrase| matches!(telling, Some(Telling::Frame(end)) if o.start < end);
        roles.extend(object.filter(|o| !within(o)).map(|o| (RoleKind::Target, o)));
        let mut found = Found { group: Some(g), link: Link::Own, roles, ..Found::word(rule, 0, kind, v, SCORE) };
        if let Some(Telling::Frame(end)) = telling {
            found.end = end;
        }
        let status = self.status(&found, Family::Affairs, block);
        let acts = self.can_act(subject);
        let known = acts || plain && self.specific(subject) || self.undone_bid(v);
        // "The party kidnapped the agenda"
        let done_to = if passive { Some(subject) } else { object };
        // "The museum returned the mask"
        let one = |o: Phrase| {
            matches!(w.tag(o.head), "NN" | "NNS")
                && o.start < o.head
                && self.tangible(o)
                && (w.tag(o.head) == "NN" || self.specific(o))
        };
        let loose = !framed
            && telling != Some(Telling::Phrase)
            && (open || deeds().loose.contains(w.lemma(v)))
            && !done_to.is_some_and(|o| self.concrete(o) || (acts || passive && self.specific(o)) && one(o));
        // "recalled that", "questioned how": what is told is in the clause below. "The goal is to enforce it": nobody's plan.
        let clause = w.below(v).any(|c| self.relation(c) == "ccomp");
        let nobody = matches!(
            w.lemma(subject.head),
            "goal" | "aim" | "way" | "thing" | "point" | "key" | "step" | "stage" | "idea" | "task" | "job" | "solution"
        );
        if told && (clause || nobody) {
            return None;
        }
        // "tried to restart the engine, without success": of what was only tried one cannot tell.
        let in_vain = || {
            w.sentence(v)
                .any(|i| matches!(w.low(i), "vain" | "unsuccessfully" | "success" | "avail") || i > v && w.low(i) == "but")
        };
        let weighty = |i: usize| {
            STRONG.contains(&w.lemma(i)) && (w.lemma(i) != "plan" || w.is_verb(i))
                || matches!(w.lemma(i), "try" | "attempt") && w.tag(i) == "VBD" && in_vain()
        };
        // "has never failed to pay"
        let negated = |a: usize| w.is_verb(a) && w.lemma(a) == "fail" && w.verb_group(a).negated;
        let light = under.is_some_and(|a| !(a..g.start).any(weighty)) && !self.undone_bid(v);
        if light && (!plain || loose && !passive || open) || open && loose && under.is_none() || under.is_some_and(negated) {
            return None;
        }
        let dated = w.sentence(v).any(|i| w.time_of[i] != NONE);
        let named = !crate::refer::is_pronoun(w.low(subject.head));
        // "A bull gored a spectator", "the pipeline was sabotaged"
        let strong = !loose
            && !open
            && (object.is_some_and(|o| self.concrete(o)) || self.tangible(subject) && object.is_some_and(|o| self.specific(o)));
        let thing = strong && named
            || self.tangible(subject) && object.is_some_and(|o| self.concrete(o))
            || passive && self.specific(subject);
        // "The rice rotted", "exports fell by a third": of which thing, or how much.
        let befell = match telling {
            Some(Telling::Thing) => {
                let somewhere = || w.below(v).any(|c| self.relation(c) == "obl" && c > v);
                named && self.tangible(subject) && (self.specific(subject) || self.counted_many(subject) || somewhere())
            }
            Some(Telling::Change) => named,
            _ => false,
        };
        if plain
            && matches!(telling, Some(Telling::Thing | Telling::Change))
            && (under.is_some() || object.is_some_and(|o| !self.measures(o)))
        {
            return None;
        }
        match status {
            Status::Happened if under.is_some() && !brought => return None,
            // "was beaten by unknown men", "hundreds fainted"
            Status::Happened => {
                let somewhere = w.below(v).any(|c| self.relation(c) == "obl" && c > v);
                // "Garbage has piled up in the streets"
                let lies = !loose
                    && object.is_none()
                    && named
                    && somewhere
                    && (self.tangible(subject) || telling == Some(Telling::Phrase));
                let counts = self.counted_many(subject) || befell;
                // "A frigate rammed a fishing boat"
                let rams = self.tangible(subject) && object.is_some_and(|o| self.concrete(o));
                found.bare = loose && !counts
                    || open && !(acts || passive || rams)
                    || !(acts && (object.is_some() || passive || named)
                        || lies
                        || thing
                        || befell
                        || framed && self.specific(subject)
                        || self.counted_many(subject));
            }
            _ if !known && !((self.attributed(v) || passive && dated) && named) => return None,
            // "The lira could tumble further, traders warned"
            Status::Possible if matches!(telling, Some(Telling::Change | Telling::Thing)) && self.attributed(v) => {}
            Status::Denied if under.is_none() && !acts && !self.attributed(v) => return None,
            Status::Ongoing => {}
            // "The rebels could win": no more than what somebody thinks, unless a day is told.
            Status::Possible
                if under.is_none()
                    && !(g.perfect && named && object.is_some_and(|o| o.start < o.head))
                    && !(acts && named && !loose && (passive || object.is_some_and(|o| self.specific(o))))
                    && !(self.attributed(v)
                        && named
                        && (passive || object.is_some_and(|o| self.specific(o) || self.concrete(o))))
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
            // "The hunt for the gunman goes on" is none of that kind, and goes on.
            if !self.goes_on(i) {
                return None;
            }
            found = Found { rule: told, kind: self.rules[told].kind, pattern: 0, ..found };
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

    /// "The collapse of the bank wiped out their savings": what a noun tells with what it befell, where it is subject.
    fn happening_named(&self, rule: usize, kind: usize, i: usize) -> Option<Found> {
        let w = self.words;
        if !matches!(w.pos(i), Pos::Noun | Pos::Propn)
            || !deeds().events.contains(w.lemma(i))
            || w.time_of[i] != NONE
            || w.name_of[i] != NONE
            || w.phrase(i).is_none_or(|p| p.head != i)
            || !matches!(w.low.get(i + 1).map(|l| l.as_ref()), Some("of" | "in"))
        {
            return None;
        }
        let start = w.phrase(i)?.start;
        let more = matches!(
            w.lemma(i),
            "rise" | "fall" | "drop" | "surge" | "increase" | "decline" | "jump" | "slump" | "plunge" | "spike"
        );
        if !(matches!(w.low(start), "the" | "this") || w.tag(start) == "PRP$" || more && matches!(w.low(start), "a" | "an")) {
            return None;
        }
        let v = w.governor(i).filter(|&v| self.relation(i) == "nsubj" && w.is_verb(v) && v > i)?;
        let g = w.verb_group(v);
        let past = w.tag(v) == "VBD" || w.tag(v) == "VBN" && (g.perfect || g.past_aux);
        let stands = matches!(w.tokens[v].relation, "root" | "ccomp" | "parataxis");
        if !past || !stands || g.modal.is_some() || g.negated || g.to.is_some() {
            return None;
        }
        let of = w.phrase(w.below(i).find(|&c| self.relation(c) == "nmod" && c > i)?)?;
        let befell = self.concrete(of) || self.specific(of) || more && self.tangible(of) || self.can_act(of);
        let mut found = Found { roles: vec![(RoleKind::Target, of)], ..Found::word(rule, 0, kind, i, SCORE) };
        self.govern(&mut found);
        (befell && self.before_noun(&found).is_none() && self.premodifier(&found).is_none()).then_some(found)
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
                self.premodifier(f).is_some()
                    || will
                        && (g.modal.is_some() && begins
                            || w.is_passive(g)
                                && g.modal.is_none()
                                && self.governed(f).or_else(|| self.governor(g.main)).is_some())
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

    /// "A bid to sell the club collapsed", "a vote to oust the speaker fell short"
    fn undone_bid(&self, v: usize) -> bool {
        let w = self.words;
        self.relation(v) == "acl" && w.tag(v) == "VB" && w.governor(v).is_some_and(|h| h < v && self.undone_plot(h))
    }

    /// True for a verb whose own form tells that it was, is being or will be done, in a clause that stands for itself.
    fn told_by_itself(&self, g: &VerbGroup, passive: bool, block: Option<BlockKind>) -> bool {
        let w = self.words;
        let v = g.main;
        // "is to be opened"
        let is_to = g.to.is_some_and(|to| to > 0 && w.lemma(to - 1) == "be" && matches!(w.low(to - 1), "is" | "are"));
        // "Council to free last bears"
        let headed = g.to.is_some_and(|to| {
            to > w.sentence(v).start
                && matches!(w.pos(to - 1), Pos::Noun | Pos::Propn)
                && self.head(v).is_none_or(|h| h + 1 == to)
                && !w.low(w.sentence(v).end - 1).ends_with(['.', '!', '”', '"', '\'', ':'])
                && !w.sentence(v).any(|i| w.is_verb(i) && i != v && w.tag(i) != "VBG")
        });
        if g.to.is_some() && !is_to && !headed {
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
            _ if headed => true,
            // "trying to find out whether the cable snapped"
            "ccomp" if w.below(at).any(|c| w.low(c) == "whether") => true,
            // "ordered that the children be returned"
            "ccomp" if w.low(g.start) == "be" => w.governor(at).is_some_and(|h| ORDERS.contains(&w.lemma(h))),
            "ccomp" => w.governor(at).is_some_and(|h| SAYS.contains(&w.lemma(h))),
            // "the man who stabbed the librarian", "the ship, which had run aground"
            "acl:relcl" if at == v => {
                let past = w.tag(v) == "VBD" || w.tag(v) == "VBN" && (g.perfect || g.past_aux);
                let sure = matches!(self.telling(v), Some(Telling::Deed | Telling::Phrase | Telling::Frame(_)));
                let by = |c: usize| w.tokens[c].relation.starts_with("nsubj") && matches!(w.low(c), "who" | "which" | "that");
                past && sure && !deeds().loose.contains(w.lemma(v)) && w.below(v).any(by)
            }
            // "The river rose, flooding the market"
            "advcl" if at == v && w.tag(v) == "VBG" && !g.has_aux && g.to.is_none() => {
                let sure = matches!(self.telling(v), Some(Telling::Deed | Telling::Phrase | Telling::Frame(_)));
                let done = w.tree_object(g).and_then(|o| o.first().copied()).is_some_and(|o| self.concrete(o));
                let comma = g.start > w.sentence(v).start && w.low(g.start - 1) == ",";
                let main = w.governor(v).filter(|&h| h < v && w.tag(h) == "VBD");
                return sure && done && comma && main.is_some() && !deeds().loose.contains(w.lemma(v));
            }
            // "as the engine caught fire", "when a partner quit"
            "advcl" if at == v => {
                let past = w.tag(v) == "VBD" || w.tag(v) == "VBN" && g.has_aux && g.past_aux;
                past && w.below(v).any(|c| w.tokens[c].relation == "mark" && WHEN.contains(&w.low(c)))
            }
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
        // "will fly to Halden and meet the rebels"
        let first = (at != v && w.tag(v) == "VB" && !g.has_aux).then(|| w.verb_group(at));
        if first.is_some_and(|f| f.modal.is_some_and(|m| matches!(w.low(m), "will" | "may" | "might" | "could")) && !f.perfect)
        {
            return true;
        }
        let modal = g.modal.map(|m| w.low(m));
        let headline =
            block == Some(BlockKind::Heading) || !w.low(w.sentence(v).end - 1).ends_with(['.', '!', '”', '"', '\'', ':']);
        match w.tag(v) {
            _ if is_to || w.low(g.start) == "be" && w.tokens[at].relation == "ccomp" => true,
            // "said it would vaccinate cattle"
            _ if modal == Some("would") => !g.perfect && (self.said_would(v).is_some() || self.warned_would(g)),
            _ if headline && g.to.is_some() => true,
            // "may have struck a mine"
            _ if modal.is_some() && g.perfect => matches!(modal, Some("may" | "might")),
            _ if modal.is_some() => matches!(modal, Some("will" | "may" | "might" | "could")),
            "VBD" => true,
            "VBN" => g.perfect || passive && g.has_aux && g.past_aux || headline && !g.has_aux,
            "VB" => g.has_aux && g.past_aux && g.negated,
            // "were still pumping"
            "VBG" => g.progressive,
            "VBZ" | "VBP" => headline,
            _ => false,
        }
    }

    /// "threatened to leak", "denied dumping", "was accused of bribing": the verb that governs this one and tells whether it
    /// was done.
    fn deed_under(&self, v: usize, g: &VerbGroup) -> Option<usize> {
        let w = self.words;
        // "threatened to poison the wells and burn the harvest"
        if w.tokens[v].relation == "conj"
            && g.to.is_none()
            && !g.has_aux
            && matches!(w.tag(v), "VB" | "VBG")
            && let Some(h) = w.governor(v).filter(|&h| h < v && v - h < 12 && w.tag(h) == w.tag(v))
        {
            return self.deed_under(h, &w.verb_group(h));
        }
        let remains = w.tag(v) == "VBN" && self.kept_so(v);
        if g.to.is_none() && !remains && (w.tag(v) != "VBG" || g.has_aux && !g.passive) {
            return None;
        }
        let first = g.start;
        let out = |i: usize| {
            let next = w.low.get(i + 1).map_or("", |n| n.as_ref());
            w.lemma(i) == "rule" && next == "out" || w.lemma(i) == "think" && matches!(next, "of" | "about")
        };
        let not_able = |i: usize| w.low(i) == "able" && self.not_able(i);
        let says = |i: usize| {
            out(i)
                || not_able(i)
                || w.is_verb(i) && w.lemma(i) == "blame"
                || w.is_verb(i) && BRINGS.contains(&w.lemma(i))
                || self.governor(i).is_some() && !IDLE.contains(&w.lemma(i))
        };
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
        let stands = matches!(w.tokens[above].relation, "root" | "ccomp" | "conj" | "parataxis")
            // "stands accused of selling secrets"
            || w.tokens[above].relation == "xcomp" && self.head(above).is_some_and(|h| w.lemma(h) == "stand");
        let a = w.verb_group(above);
        let may = w.is_verb(above) && a.modal.is_some_and(|m| !matches!(w.low(m), "will" | "would"));
        (governed && stands && !may).then_some(above)
    }
}

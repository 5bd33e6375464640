//! What a sentence tells by a verb for which no kind has a rule: a report of kind `other`.
//!
//! "Herders rustled 500 cattle near Wara", "the firm denied dumping waste": that something was done, and whether it was, is
//! plain even where no kind of the codebook fits. The verbs are those of `codebook/deeds.txt`. Where a clause gives another
//! report, that one tells what it is about.

use crate::Coder;
use crate::codebook::Family;
use crate::deed_apart::MEANT;
use crate::deed_form::{BRINGS, STRONG};
use crate::deed_idle::Deed;
use crate::deed_wide::Wide;
use crate::deed_words::{Telling, deeds};
use crate::find::{Found, Link, Scene};
use crate::senses::{Sense, sense};
use crate::words::{NONE, Phrase};
use model::{Article, BlockKind, Pos, QuoteForm, RoleKind, Status};

/// The rule that such reports are told by.
pub(crate) const TOLD: &str = "other/told";

/// How sure such a report is: that something is told is plain, what it is is not.
pub(crate) const SCORE: f32 = 0.45;

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

/// What is vowed against somebody.
const HARMS: &[&str] = &[
    "disrupt",
    "halt",
    "stop",
    "punish",
    "crush",
    "destroy",
    "resist",
    "fight",
    "avenge",
    "retaliate",
    "boycott",
    "derail",
    "wreck",
    "topple",
    "oust",
    "attack",
    "kill",
    "bomb",
    "shoot",
    "burn",
    "torch",
    "harm",
    "hurt",
    "invade",
    "besiege",
    "ambush",
    "behead",
    "raid",
    "hunt",
    "strike",
    "hit",
    "impose",
    "sue",
    "prevent",
    "thwart",
    "obstruct",
    "respond",
];

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
    let said: Vec<_> = scene.sayings(sentence.tokens.clone()).into_iter().filter(|s| !s.no_harm).map(|s| s.range).collect();
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
    // What will be dropped stands in nobody's way.
    let counted = sentence.tokens.clone().any(|i| w.pos(i) == Pos::Num && w.time_of[i] == NONE);
    let visit = |f: &Found| w.pos(f.anchor) == Pos::Noun && coder.book.kinds[f.kind].kind == "visit";
    let dropped = |f: &Found| f.bare && !dated && !counted && !scene.asserted(f) || visit(f) && idle(f);
    let over = |v: usize| kept.iter().any(|f| f.first <= v && v < f.end && !dropped(f));
    let taken = |v: usize| {
        let statement = |f: &Found| coder.book.kinds[f.kind].family == Family::Statement;
        // "Unless the levy is scrapped, they will block the port": what is a condition is another happening.
        let condition = |a: usize| {
            let opens = |c: usize| w.tokens[c].relation == "mark" && matches!(w.low(c), "if" | "unless");
            w.tokens[a].relation == "advcl" && w.below(a).any(opens)
        };
        let beside = |f: &Found| {
            let near = w.clause[f.anchor] == w.clause[v] || w.governor(f.anchor) == Some(v);
            near && !condition(f.anchor) || w.governor(v) == Some(f.anchor)
        };
        let own = |f: &Found| w.governor(f.anchor) == Some(v) || f.roles.iter().any(|(_, p)| w.governor(p.head) == Some(v));
        // "10 people were killed and 30 wounded": what harms is part of the harm that is told.
        let harms =
            || scene.index.tells(scene.rules, w.lemma(v)).0 && kept.iter().any(|f| coder.book.kinds[f.kind].family.harmful());
        let apart = w.is_verb(v) && scene.stands_apart(v) && !harms();
        let shares = |f: &Found| match () {
            _ if apart => scene.shares(f, v),
            _ if second(v) => own(f),
            _ => beside(f),
        };
        over(v) || kept.iter().any(|f| !statement(f) && !idle(f) && shares(f))
    };
    // What will be dropped for want of a day and a place is in nobody's way.
    let told_of = |f: &Found| !f.bare || dated || placed;
    let mut out: Vec<Found> = Vec::new();
    for v in sentence.tokens.clone() {
        if !w.is_verb(v)
            || !(scene.telling(v).is_some() || scene.may_tell(v) || scene.weak_and_told(v) || scene.wide(v).is_some())
            || w.time_of[v] != NONE
            || w.name_of[v] != NONE
            || w.phrase(v).is_some_and(|p| p.head != v)
            || over(v)
            || scene.of_its_noun(v)
            || scene.calls_off(coder, rule, v, block)
            || said.iter().any(|r| r.contains(&v))
            || quoted(w.tokens[v].range.start) && !scene.own_words(v)
            || out.iter().any(|f| told_of(f) && w.clause[f.anchor] == w.clause[v] && !second(v) && aside(f.anchor) == aside(v))
        {
            continue;
        }
        // "accused Norland of killing 85 civilians in airstrikes": the airstrikes have the civilians already.
        let told_already = |f: &Found| {
            // "licences would be revoked if they hoarded": who does one deed may have another done to him.
            let done_to = |k: &Found, p: &Phrase| k.roles.iter().any(|(r, q)| *r != RoleKind::Actor && q.overlaps(p));
            kept.iter().filter(|k| !k.bare).any(|k| f.roles.iter().any(|(r, p)| *r == RoleKind::Target && done_to(k, p)))
        };
        // "millions of shekels", "a total of 2,406 lamps": with what they are.
        // "The leaders of Norland and Tarvik" end with neither.
        let cut = |p: Phrase, full: Phrase| {
            let inside = |g: usize| g != p.head && (full.start..full.end).contains(&g);
            (full.end..w.sentence(p.head).end).any(|i| w.relation(i) == "conj" && w.governor(i).is_some_and(inside))
        };
        let in_full = |mut f: Found| {
            for (_, p) in f.roles.iter_mut() {
                let full = w.full(*p);
                *p = if cut(*p, full) { *p } else { full };
            }
            f
        };
        out.extend(scene.deed(rule, kind, v, taken(v), block).filter(|f| !told_already(f)).map(in_full));
    }
    for i in sentence.tokens.clone() {
        let Some((span, subject, _)) = scene.state_at(i) else { continue };
        // "Aid deliveries remain suspended"
        let more = subject.end - subject.start > 1
            && (scene.tangible(subject) || w.tag(subject.head) == "NNS")
            && w.is_verb(span.start);
        let clear = !span.clone().any(&over) && !said.iter().any(|r| r.contains(&i)) && !quoted(w.tokens[i].range.start);
        let of = w.full(subject);
        let news = [subject, of].into_iter().any(|p| scene.can_act(p) || scene.specific(p) || scene.counted_many(p))
            || more
            || (of.start..of.end).any(|i| w.low(i) == "the");
        let told = kept
            .iter()
            .filter(|f| !idle(f))
            .chain(out.iter())
            .any(|f| w.clause[f.anchor] == w.clause[i] && w.governor(f.anchor) != Some(i));
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
    // Where what a rule makes of the noun will be dropped, it may still be told that it came to nothing.
    let spare = |i: usize| {
        deeds().bids.contains(w.lemma(i)) && kept.iter().all(|f| !(f.first <= i && i < f.end) || f.bare && !dated && !placed)
    };
    let qualified = |i: usize| {
        let noun = Found::word(rule, 0, kind, i, SCORE);
        // "warned of retaliation should it be attacked"
        // "are looking into claims of abuse", "agreed on a truce"
        let feared = || {
            w.governor(i).is_some_and(|h| {
                matches!(
                    w.lemma(h),
                    "warn"
                        | "fear"
                        | "accuse"
                        | "suspect"
                        | "agree"
                        | "claim"
                        | "allegation"
                        | "accusation"
                        | "rumour"
                        | "rumor"
                        | "report"
                        | "threat"
                        | "plan"
                        | "risk"
                        | "possibility"
                        | "hope"
                        | "talk"
                        | "negotiation"
                        | "ahead"
                )
            }) || scene.ahead_of(i)
        };
        // "prevented a walkout"
        let prevented = || {
            scene.relation(i) == "obj" && w.governor(i).is_some_and(|v| w.is_verb(v) && (scene.undone(v) || scene.kept_off(v)))
        };
        spare(i) || scene.premodifier(&noun).is_some() || prevented() || feared() && scene.before_noun(&noun).is_some()
    };
    for i in sentence.tokens.clone() {
        let noun = matches!(w.pos(i), Pos::Noun | Pos::Propn) && w.phrase(i).is_none_or(|p| p.head == i);
        if noun
            && w.name_of[i] == NONE
            && w.place_of[i] == NONE
            && w.time_of[i] == NONE
            && !(taken(i) && (over(i) && !spare(i) || !qualified(i) && !scene.goes_on(i)))
            && !wanted(i)
            // "called off their merger": told by a rule already.
            && !w.governor(i).is_some_and(|v| scene.undone(v) && over(v))
            && !said.iter().any(|r| r.contains(&i))
            && !quoted(w.tokens[i].range.start)
            && (scene.ahead_of(i)
                || !out.iter().any(|f| told_of(f) && w.clause[f.anchor] == w.clause[i] && !scene.only_wide(f)))
        {
            out.extend(scene.deed_named(coder, rule, i, block));
        }
    }
    for i in sentence.tokens.clone() {
        let free = !over(i) && !said.iter().any(|r| r.contains(&i)) && !quoted(w.tokens[i].range.start);
        if free
            && !out.iter().any(|f| f.anchor == i)
            && !kept.iter().any(|f| w.governor(f.anchor) == Some(i) || w.clause[f.anchor] == w.clause[i] && f.anchor != i)
        {
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
            || self.governor(v).is_some() && !self.came_to_nothing(v))
    }

    /// "The bakery closed after 90 years": of something named or pointed at, and told when or where.
    fn ends_or_begins(&self, v: usize, subject: Phrase, object: Option<Phrase>) -> bool {
        let w = self.words;
        matches!(
            w.lemma(v),
            "close" | "open" | "reopen" | "collapse" | "sink" | "burn" | "explode" | "crash" | "land" | "freeze" | "launch"
        ) && object.is_none()
            && self.specific(subject)
            && (self.tangible(subject) || self.can_act(subject) || self.concrete(subject))
            && w.below(v).any(|c| self.relation(c) == "obl" && c > v && (w.time_of[c] != NONE || w.place_of[c] != NONE))
    }

    /// "called off its search", "scrapped plans to build a smelter": what came to nothing tells more than that somebody ended it.
    fn calls_off(&self, coder: &Coder, rule: usize, v: usize, block: Option<BlockKind>) -> bool {
        let w = self.words;
        // "pulled the plug on a scheme to drain the lake"
        let of_it = |n: usize| self.given_up(n) && w.above(n, 3).any(|a| a == v);
        let near = v + 1..w.sentence(v).end.min(v + 14);
        if near.into_iter().any(|k| w.tag(k) == "VB" && self.meant_by(k).is_some_and(of_it)) {
            return true;
        }
        let lost = || matches!(w.lemma(v), "lose" | "fail" | "vote" | "give" | "drop" | "reject" | "withdraw");
        // "cancelled her tour": she did that.
        let own = w.lemma(v) == "cancel" && !w.is_passive(&w.verb_group(v));
        let ends = (self.undone(v) || self.turned_back(v)) && !own;
        let fell = !ends && self.fell_through(&w.verb_group(v));
        if !(ends || fell || lost()) {
            return false;
        }
        let what = w.below(v).find(|&c| match w.tokens[c].relation {
            "nsubj" => fell,
            "obj" | "nsubj:pass" => true,
            _ => false,
        });
        what.is_some_and(|c| {
            let to_do = |k: usize| w.is_verb(k) && w.tag(k) == "VB" && self.meant_by(k) == Some(c);
            let meant = self.undone_plot(c) && (c + 1..w.sentence(v).end.min(c + 4)).any(to_do);
            meant
                || (ends || fell)
                    && self
                        .deed_named(coder, rule, c, block)
                        .is_some_and(|f| self.status(&f, Family::Affairs, block) == Status::Failed)
        })
    }

    /// True for a deed that no list names.
    fn only_wide(&self, f: &Found) -> bool {
        f.group.is_some() && matches!(self.telling(f.anchor), None | Some(Telling::Open))
    }

    /// "failed to persuade the club", "was unable to allow it": what governs other words elsewhere did not come about.
    fn came_to_nothing(&self, v: usize) -> bool {
        let w = self.words;
        let fails = |h: usize| h < v && matches!(w.lemma(h), "fail" | "unable" | "refuse" | "failure" | "refusal");
        w.tokens[v].relation.starts_with("xcomp") && w.tag(v) == "VB" && w.governor(v).is_some_and(fails)
    }

    /// "failed to agree", "could not prevent", "our convoy was stopped": a weak verb of what came to nothing, or was done to somebody.
    fn weak_and_told(&self, v: usize) -> bool {
        let w = self.words;
        let lemma = w.lemma(v);
        let g = w.verb_group(v);
        // "Efforts to contain the slick have failed"
        if deeds().undone.contains(lemma) && self.undone_bid(v) {
            return true;
        }
        // "could not persuade the two generals"
        let any = || {
            (self.may_tell(v) || matches!(lemma, "persuade" | "convince"))
                && !deeds().idle.contains(lemma)
                && !w.is_passive(&g)
                && g.modal.is_some_and(|m| w.low(m) == "could")
                && w.tree_object(&g).and_then(|o| o.first().copied()).is_some_and(|o| self.concrete(o) || self.can_act(o))
        };
        let in_vain = (deeds().undone.contains(lemma) || any())
            && self.verb_status(&g, 0) == Status::Failed
            // "could not stop crying"
            && !w.below(v).any(|c| w.tokens[c].relation == "xcomp");
        let halted = || {
            deeds().halted.contains(lemma)
                && w.is_passive(&g)
                && g.past_aux
                && w.tree_subject(&g).and_then(|s| s.first().copied()).is_some_and(|p| self.concrete(p))
        };
        // "The lawsuit alleges that the firm ignored warnings"
        let alleged = || {
            w.tokens[v].relation == "ccomp"
                && matches!(w.tag(v), "VBD" | "VBN")
                && w.governor(v).is_some_and(|h| w.lemma(h) == "allege")
                && w.below(v).any(|c| self.relation(c) == "obj")
        };
        in_vain || halted() || alleged()
    }

    /// The deed that verb `v` tells; none where it tells of no one happening.
    /// Where its clause gives another report (`taken`), only what a word above it says of whether it was done is told.
    fn deed(&self, rule: usize, kind: usize, v: usize, taken: bool, block: Option<BlockKind>) -> Option<Found> {
        let w = self.words;
        let g = w.verb_group(v);
        let passive = w.is_passive(&g);
        let telling = self
            .telling(v)
            .or_else(|| self.weak_and_told(v).then_some(Telling::Deed))
            .filter(|t| *t != Telling::Open)
            .or_else(|| self.wide(v).map(|wide| Telling::Wide(wide == Wide::Loose)))
            .or_else(|| self.telling(v));
        let wide = matches!(telling, Some(Telling::Wide(_)));
        // "decided to drop the route": under another verb a word of more and less is one like others.
        let plain = telling.is_some() && !(g.to.is_some() && matches!(telling, Some(Telling::Thing | Telling::Change)));
        let open = telling == Some(Telling::Open);
        let taken = taken && !self.before_it_could(&g);
        let told = !taken && plain && self.told_by_itself(&g, passive, block);
        let under = if told { None } else { self.deed_under(v, &g) };
        let brought = !taken && plain && under.is_some_and(|a| BRINGS.contains(&w.lemma(a)));
        if !told && under.is_none() {
            return None;
        }
        let subject = match under {
            Some(above) => self.who(&w.verb_group(above)),
            None => self.who(&g),
        };
        let object = (!passive).then(|| w.tree_object(&g).and_then(|o| o.first().copied())).flatten();
        // "A plan to sell the mill drew protests": nobody is told who plans it.
        let subject =
            subject.or(object.filter(|_| under.is_some_and(|a| MEANT.contains(&w.lemma(a)) && w.pos(a) == Pos::Noun)))?;
        let nobody = object == Some(subject);
        let framed = matches!(telling, Some(Telling::Frame(_)));
        // "asked the mayor to resign", "accused the firm of dumping waste": whom the verb above acts on does it.
        let asked = under
            .filter(|&v| w.is_verb(v) && !w.is_passive(&w.verb_group(v)))
            .and_then(|v| w.tree_object(&w.verb_group(v)).and_then(|o| o.first().copied()).filter(|o| o.end <= g.start));
        let mut roles = vec![(if passive { RoleKind::Target } else { RoleKind::Actor }, asked.unwrap_or(subject))];
        roles.retain(|(_, p)| !nobody && !MEANT.contains(&w.lemma(p.head)));
        let within = |o: &Phrase| matches!(telling, Some(Telling::Frame(end)) if o.start < end);
        roles.extend(object.filter(|o| !within(o)).map(|o| (RoleKind::Target, o)));
        let mut found = Found { group: Some(g), link: Link::Own, roles, ..Found::word(rule, 0, kind, v, SCORE) };
        if let Some(Telling::Frame(end)) = telling {
            found.end = end;
        }
        let coming = told && self.coming(v);
        let vainly = under.is_some_and(|a| w.is_verb(a) && self.in_vain(a));
        let status = if coming {
            Status::Planned
        } else if vainly {
            Status::Failed
        } else {
            self.status(&found, Family::Affairs, block)
        };
        let deed = Deed { group: g, passive, telling, under, subject, object, status };
        if self.idle_deed(&deed) {
            return None;
        }
        let brings = self.deed_does(&deed);
        let acts = self.can_act(subject);
        // "The epidemic threatens to overwhelm the wards": it threatens nobody with anything.
        let thing = !acts && !(subject.start..subject.end).any(|i| w.pos(i) == Pos::Propn || w.pos(i) == Pos::Pron);
        // "Farmers vowed to plant rice again": whom that threatens is not told.
        let harmless = under.is_some_and(|a| matches!(w.lemma(a), "vow" | "swear"))
            && acts
            && !HARMS.contains(&w.lemma(v))
            && !deeds().punish.contains(w.lemma(v))
            && !w.sentence(v).any(|i| matches!(w.low(i), "if" | "unless" | "until"));
        let status = if status == Status::Threatened && harmless { Status::Planned } else { status };
        let looms = status == Status::Threatened
            && thing
            && under.is_some_and(|a| w.lemma(a) == "threaten" && matches!(w.tag(a), "VBZ" | "VBP" | "VBD"));
        let status = if looms { Status::Possible } else { status };
        found.status = (looms || coming || harmless || vainly).then_some(status);
        // "Rovers are set to sign the striker"
        let whom = || object.is_some_and(|o| self.concrete(o) || self.specific(o)) && w.tag(subject.head).starts_with("NN");
        let strongly = under.is_some_and(|a| STRONG.contains(&w.lemma(a)));
        // "Water is seeping through the dam"
        let there = || {
            status == Status::Ongoing
                && (matches!(telling, Some(Telling::Deed | Telling::Phrase | Telling::Thing))
                    || matches!(sense(w.lemma(subject.head)), Some(Sense::Thing | Sense::Force)))
                && w.below(v).any(|c| self.relation(c) == "obl" && c > v && w.phrase(c).is_some_and(|p| self.specific(p)))
        };
        // "prevented the helicopter from landing"
        let kept_from =
            || strongly && matches!(status, Status::Failed | Status::Alleged) && asked.is_some_and(|p| self.specific(p));
        // "The drought may push up the price of bread", "a scandal tarnished the regency": what happens does something, too.
        let force = self.is_happening(subject) || sense(w.lemma(subject.head)) == Some(Sense::Force);
        let by_itself = matches!(telling, Some(Telling::Deed | Telling::Phrase | Telling::Thing));
        let bears = || {
            force
                && plain
                && !open
                && match object {
                    Some(o) => self.takes_part(o, false),
                    None => !passive && by_itself && self.specific(subject),
                }
        };
        let known = acts
            || kept_from()
            || bears()
            || there()
            || brings && status != Status::Happened
            || strongly && status != Status::Happened && self.specific(subject)
            || plain && (self.specific(subject) || self.counted_many(subject))
            || self.undone_bid(v)
            || strongly && telling == Some(Telling::Deed) && whom();
        // "The party kidnapped the agenda"
        let done_to = if passive { Some(subject) } else { object };
        // "The museum returned the mask"
        let one = |o: Phrase| {
            matches!(w.tag(o.head), "NN" | "NNS")
                && o.start < o.head
                && self.tangible(o)
                && (w.tag(o.head) == "NN" || self.specific(o))
        };
        let sure_object = done_to.is_some_and(|o| self.concrete(o));
        let loose = !framed
            && telling != Some(Telling::Phrase)
            && !wide
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
                || matches!(w.lemma(i), "try" | "attempt")
                    && w.tag(i) == "VBD"
                    && (w.tokens[i].relation == "advcl" || in_vain())
                || self.said_to_have(i, &g)
                || self.caught_trying(i)
                || self.stopped_trying(i)
                || MEANT.contains(&w.lemma(i)) && w.pos(i) == Pos::Noun
                || w.lemma(i) == "stop" && g.start > 0 && w.low(g.start - 1) == "from"
                || self.looked_into(i)
                || vainly
        };
        // "has never failed to pay"
        let negated = |a: usize| w.is_verb(a) && w.lemma(a) == "fail" && w.verb_group(a).negated;
        let light = under.is_some_and(|a| !(a..g.start).any(weighty)) && !self.undone_bid(v);
        // "The firm said it would appeal"
        let said_would = status == Status::Planned && g.modal.is_some_and(|m| matches!(w.low(m), "would" | "will"));
        let claimed = matches!(status, Status::Alleged | Status::Denied) && acts && object.is_some();
        let fell_through = matches!(status, Status::Failed | Status::Denied);
        if light && (!plain || loose && !passive || open || wide && !fell_through)
            || open && loose && under.is_none() && !claimed && !(acts && said_would)
            || under.is_some_and(negated)
            || light && under.is_some_and(|a| w.tokens[a].relation == "acl:relcl")
        {
            return None;
        }
        let dated = w.sentence(v).any(|i| w.time_of[i] != NONE);
        let named = !crate::refer::is_pronoun(w.low(subject.head));
        // "A bull gored a spectator", "the pipeline was sabotaged"
        let strong = !loose
            && !open
            && (object.is_some_and(|o| self.concrete(o))
                || (self.tangible(subject) || self.is_happening(subject)) && object.is_some_and(|o| self.specific(o)));
        let thing = strong && named
            || self.tangible(subject) && object.is_some_and(|o| self.concrete(o))
            || passive && self.specific(subject)
            // "Houses were ransacked"
            || passive && !loose && !open && named && w.tag(subject.head) == "NNS" && self.tangible(subject);
        // "The rice rotted", "exports fell by a third": of which thing, or how much.
        let befell = match telling {
            Some(Telling::Thing) => {
                let somewhere = || w.below(v).any(|c| self.relation(c) == "obl" && c > v);
                let happens = || self.is_happening(subject) && self.specific(subject);
                named
                    && (self.tangible(subject) && (self.specific(subject) || self.counted_many(subject) || somewhere())
                        || happens())
            }
            Some(Telling::Change) => named,
            _ => false,
        };
        if plain
            && matches!(telling, Some(Telling::Thing | Telling::Change))
            && (under.is_some() || object.is_some_and(|o| !(self.measures(o) || acts && self.specific(o))))
        {
            return None;
        }
        // "The verdict has not been overturned"
        let definite = named && self.specific(subject) && !self.counted_many(subject) && !loose;
        let somebody = acts && named && object.is_some_and(|o| self.concrete(o) || self.specific(o) && self.tangible(o));
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
                // "The museum returned the mask to the Ombel people"
                let to_whom = || {
                    w.below(v).any(|c| {
                        self.relation(c) == "obl"
                            && c > v
                            && (w.name_of[c] != NONE || w.place_of[c] != NONE || w.phrase(c).is_some_and(|p| self.concrete(p)))
                    })
                };
                let well = || self.told_well(subject, object, v);
                let vaguely = telling == Some(Telling::Wide(true)) && !counts && !well();
                let begun = self.ends_or_begins(v, subject, object);
                let given = acts && object.is_some() && to_whom();
                let known_well = counts || begun || brings || bears() || given || !passive && well();
                found.bare = vaguely
                    || loose && !known_well
                    || open && !sure_object && !counts && !to_whom()
                    || open && !(acts || passive || rams)
                    || !(acts && (object.is_some() || passive || named)
                        || lies
                        || thing
                        || befell
                        || brings
                        || bears()
                        || begun
                        || framed
                            && (self.specific(subject)
                                || matches!(sense(w.lemma(subject.head)), Some(Sense::Actor | Sense::Force)))
                        || self.counted_many(subject));
            }
            _ if !known && !((self.attributed(v) || passive && dated) && named) => return None,
            // "The lira could tumble further, traders warned"
            Status::Possible if matches!(telling, Some(Telling::Change | Telling::Thing)) && self.attributed(v) => {}
            Status::Denied if under.is_none() && !acts && !self.attributed(v) && !definite => {
                return None;
            }
            // "The minister is frowning", "he is eating soup": what a verb of many senses tells is done to somebody or to one thing.
            Status::Ongoing if open && !deeds().open.contains(w.lemma(v)) && !passive && !somebody => {
                return None;
            }
            Status::Ongoing => {}
            // "The rebels could win": no more than what somebody thinks, unless a day is told.
            Status::Possible
                if under.is_none()
                    && !(passive && self.on_terms(v))
                    && !(acts && named && framed)
                    && !(named && bears())
                    // "The comet could break up near the sun"
                    && !(named && by_itself && !loose && object.is_none() && self.tangible(subject) && self.specific(subject))
                    // "The port could be closed"
                    && !(passive && !loose && !open && definite && self.tangible(subject))
                    && !(g.perfect && named && (acts && framed || object.is_some_and(|o| o.start < o.head)))
                    // "The tax might be raised"
                    && !(passive && definite && !open && self.takes_part(subject, false))
                    // "Up to 40 people could be trapped"
                    && !(passive && named && acts && self.counted_many(subject) && !open)
                    && !(acts && named && !loose && (passive || object.is_some_and(|o| self.specific(o))))
                    && !(self.attributed(v) && named && acts && !open && telling == Some(Telling::Deed))
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
}

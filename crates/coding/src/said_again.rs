//! Who confirms, denies or claims what the article told before, by a noun alone: "The army has confirmed his death", "Norland
//! denied responsibility", "The Front said it was behind it". Each is a report of the same happening, said by whoever says so.

use crate::Coder;
use crate::accused::CARRIES_OUT;
use crate::again::nested;
use crate::beside::somebody;
use crate::code::{Draft, root};
use crate::find::{Found, Link, Scene};
use crate::nobody::one_item;
use crate::refer::is_pronoun;
use crate::said::settles;
use crate::words::Phrase;
use model::{Article, Attribution, Carried, ReportPlace, ReportTime, RoleKind, SaidBy, Status};

/// What is said of a happening may stand this many sentences after it.
const REACH: usize = 3;
/// Reports before a noun that are looked at.
const WIDE: usize = 40;
/// The confidence of a report that only says who says so.
const SCORE: f32 = 0.6;

/// Nouns for what befell the dead.
const DEATHS: &[&str] = &["death", "killing", "toll", "fatality", "casualty", "demise", "murder", "assassination"];

/// Nouns for whatever came to pass.
const HAPPENED: &[&str] = &["incident", "news", "event", "report", "episode", "occurrence"];

/// Nouns for a part that somebody had in a deed.
const PART: &[&str] = &[
    "responsibility",
    "involvement",
    "role",
    "part",
    "hand",
    "complicity",
    "participation",
    "culpability",
    "link",
    "connection",
];

/// Nouns for what others say of somebody.
const CHARGED: &[&str] = &["accusation", "allegation", "claim", "charge", "report", "reports"];

/// What a sentence says of a happening that is known.
struct Told {
    /// The word that tells it, and must fit the happening.
    noun: usize,
    /// Who says so.
    by: SaidBy,
    /// Who does it by their own claim.
    actor: Option<Phrase>,
    /// Of whom it is said.
    victim: Option<Phrase>,
    /// It tells a part in the deed, whatever the deed was.
    part: bool,
}

/// Adds what is said of happenings told before. `told` are the deeds that no kind knows: those that only deny are dropped.
pub(crate) fn said_again(coder: &Coder, scene: &Scene, article: &Article, drafts: &mut Vec<Draft>, told: &mut Vec<Draft>) {
    own_claims(coder, scene, drafts);
    let mut added: Vec<Draft> = denied_parts(scene, drafts, told);
    for s in 0..scene.words.syntax.sentences.len() {
        for said in scene.said_of_known(coder, s, drafts) {
            let Some(host) = host(coder, scene, article, drafts, s, &said) else { continue };
            told.retain(|d| d.found.anchor != said.noun);
            added.push(once_more(scene, &drafts[host], s, said));
        }
    }
    for d in added {
        let at = drafts.iter().position(|q| q.found.anchor > d.found.anchor).unwrap_or(drafts.len());
        drafts.insert(at, d);
    }
}

/// "The Front took credit for the attack", "The Front said it was behind a bombing": the claim is theirs; "denied that it was
/// behind the bombing" is no claim.
fn own_claims(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    let claims: Vec<(usize, usize, SaidBy)> = drafts
        .iter()
        .filter(|d| coder.book.kinds[d.found.kind].kind == "statement.claim" && d.status == Status::Happened)
        .filter_map(|d| Some((d.sentence, d.found.anchor, scene.claimant(d)?)))
        .collect();
    for (s, anchor, by) in claims {
        if by.cue == Attribution::Denial {
            drafts.iter_mut().filter(|d| d.found.anchor == anchor).for_each(|d| d.status = Status::Denied);
            continue;
        }
        let deed = |d: &&mut Draft| {
            d.sentence == s
                && d.found.anchor > anchor
                && d.family.violent()
                && matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged)
                && scene.hangs_below(d.found.anchor, anchor)
        };
        for d in drafts.iter_mut().filter(deed) {
            let same = |q: &SaidBy| q.cue == Attribution::Statement && q.span.range.overlaps(by.span.range);
            if d.said_by.as_ref().is_none_or(same) {
                d.said_by = Some(SaidBy { cue: Attribution::Claim, ..by.clone() });
            }
        }
    }
}

/// "The Front denied carrying out the bombing that killed 32", "denied any role in the attack": the article tells of the attack,
/// and whoever denies a part in it did not do it. "Denied carrying out attacks": there were none.
fn denied_parts(scene: &Scene, drafts: &mut [Draft], told: &mut Vec<Draft>) -> Vec<Draft> {
    let w = scene.words;
    let mut added = Vec::new();
    for d in drafts.iter_mut().filter(|d| d.family.violent() && d.found.link != Link::Own && !w.is_verb(d.found.anchor)) {
        let Some(by) = d.said_by.clone().filter(|s| s.cue == Attribution::Denial) else { continue };
        let Some(part) = scene.denied_part(d.found.anchor) else { continue };
        told.retain(|q| q.found.anchor != part);
        let phrase = w.phrase(d.found.anchor);
        let named = phrase.is_some_and(|p| matches!(w.low(p.start), "the" | "this" | "that" | "these" | "those" | "last"));
        let day = phrase.is_some_and(|p| (p.start..p.head).any(|i| w.time_of[i] != crate::words::NONE));
        if !(named || day || !d.figures.is_empty()) {
            d.status = if d.status == Status::Happened { Status::Denied } else { d.status };
            continue;
        }
        let says = |p: &Phrase| w.range(p.start, p.end).overlaps(by.span.range);
        let pronoun = |p: &Phrase| p.end == p.start + 1 && is_pronoun(w.low(p.start));
        d.found.roles.retain(|(r, p)| *r != RoleKind::Actor || !(says(p) || pronoun(p)));
        d.said_by = None;
        if d.status == Status::Denied {
            d.status = Status::Happened;
        }
        added.push(once_more(scene, d, d.sentence, Told { noun: part, by, actor: None, victim: None, part: true }));
    }
    added
}

/// The report that `said` makes of a happening told before.
fn once_more(scene: &Scene, host: &Draft, s: usize, said: Told) -> Draft {
    let denied = said.by.cue == Attribution::Denial;
    let mut found = Found::word(host.found.rule, host.found.pattern, host.found.kind, said.noun, SCORE);
    found.roles.extend(said.actor.map(|p| (RoleKind::Actor, p)));
    // "his death": whoever was told to be killed.
    match said.victim {
        Some(p) if is_owner(scene, p) => {
            found.roles.extend(host.found.roles.iter().filter(|(r, _)| *r == RoleKind::Victim).take(1).copied());
        }
        victim => found.roles.extend(victim.map(|p| (RoleKind::Victim, scene.words.full(p)))),
    }
    let lent = |from: Carried| if from == Carried::Stated { Carried::Context } else { from };
    Draft {
        found,
        status: if denied { Status::Denied } else { Status::Happened },
        when: ReportTime { from: lent(host.when.from), ..host.when.clone() },
        place: ReportPlace { from: lent(host.place.from), ..host.place.clone() },
        figures: Vec::new(),
        said_by: Some(said.by),
        sentence: s,
        again: Some(host.sentence as u32),
        ..host.clone()
    }
}

/// The happening, told before, that `said` speaks of.
fn host(coder: &Coder, scene: &Scene, article: &Article, drafts: &[Draft], s: usize, said: &Told) -> Option<usize> {
    let w = scene.words;
    let lemma = w.lemma(said.noun);
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    let killed = |d: &Draft| {
        let dead = |n: &u32| scene.mentions.figures.get(*n as usize).is_some_and(|f| f.what == "killed" && f.best >= Some(1.0));
        d.figures.iter().any(dead) || matches!(root(kind(d)), "killing" | "death")
    };
    let roots: Vec<&str> = kinds_of(coder, lemma).map(root).collect();
    let fits = |d: &Draft| match lemma {
        _ if said.part => d.family.violent(),
        _ if DEATHS.contains(&lemma) => killed(d) && !d.natural || d.natural && matches!(lemma, "death" | "demise"),
        _ if HAPPENED.contains(&lemma) => d.family.harmful(),
        _ => roots.contains(&root(kind(d))) || d.family.violent() && roots.iter().any(|r| VIOLENT.contains(r)),
    };
    let real = |d: &Draft| matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged) && !d.period;
    let at = |i: usize| w.tokens[i].range.start;
    let item = |d: &Draft| one_item(article, at(d.found.anchor), at(said.noun));
    let mut near = drafts.iter().enumerate().rev().filter(|(_, d)| d.sentence <= s && item(d)).take(WIDE);
    let (n, d) = near.find(|(_, d)| {
        d.sentence + REACH >= s && d.found.anchor < said.noun && real(d) && fits(d) && of_the_same(scene, d, said)
    })?;
    // In the sentence of the denial only what it denies is meant, and that is told already.
    (d.sentence < s && !(d.background && d.recalled)).then_some(n)
}

/// True for "his" and "their".
fn is_owner(scene: &Scene, p: Phrase) -> bool {
    scene.words.tag(p.head) == "PRP$"
}

/// False where the noun tells another's death ("confirmed the loss of its coach") or another place than that of the happening.
fn of_the_same(scene: &Scene, d: &Draft, said: &Told) -> bool {
    let w = scene.words;
    let known = |n: u32| scene.mentions.places.get(n as usize);
    let there = d.place.place.and_then(known);
    let elsewhere = |c: usize| {
        let told = Some(w.place_of[c]).filter(|n| *n != crate::words::NONE).and_then(known);
        w.relation(c) == "nmod" && told.zip(there).is_some_and(|(a, b)| !nested(a, b))
    };
    let one = |p: Phrase, q: Phrase| {
        let named = |p: Phrase| Some(w.name_of[w.meaning(p)]).filter(|n| *n != crate::words::NONE).or_else(|| scene.meant(p));
        let full = |n: u32| scene.mentions.names[n as usize].same_as.unwrap_or(n);
        w.lemma(p.head) == w.lemma(q.head) || named(p).zip(named(q)).is_some_and(|(a, b)| full(a) == full(b))
    };
    let whom = said.victim.filter(|p| !is_owner(scene, *p));
    let hurt = |p: Phrase| d.found.roles.iter().any(|(r, q)| *r == RoleKind::Victim && one(p, *q));
    !w.below(said.noun).any(elsewhere) && whom.is_none_or(hurt)
}

/// Roots of kinds of which a noun of violence may speak.
const VIOLENT: &[&str] = &["assault", "battle", "killing", "explosion"];

/// The kinds that a noun tells by itself.
fn kinds_of<'a>(coder: &'a Coder, lemma: &str) -> impl Iterator<Item = &'a str> {
    coder.index.of_word(lemma).iter().filter_map(|&(r, p)| {
        let rule = &coder.book.rules[r];
        let pattern = &rule.patterns[p];
        let alone = pattern.elems.len() == 1 && matches!(pattern.anchor, crate::rule::Anchor::Noun);
        alone.then(|| coder.book.kinds[rule.kind].kind.as_str())
    })
}

impl Scene<'_> {
    /// What sentence `s` says of happenings that were told before it.
    fn said_of_known(&self, coder: &Coder, s: usize, drafts: &[Draft]) -> Vec<Told> {
        let w = self.words;
        let tokens = w.syntax.sentences[s].tokens.clone();
        let here = |d: &&Draft| d.sentence == s && d.family.harmful();
        let below = |v: usize| drafts.iter().filter(here).any(|d| self.hangs_below(d.found.anchor, v));
        let mut out = Vec::new();
        for v in tokens.filter(|&v| w.is_verb(v)) {
            let Some(cue) = settles(w.lemma(v)) else { continue };
            if !below(v) {
                out.extend(self.said_by_verb(coder, v, cue));
            }
        }
        // "The Front claimed responsibility.", "The Front said it was responsible."
        for d in drafts.iter().filter(|d| d.sentence == s && coder.book.kinds[d.found.kind].kind == "statement.claim") {
            let claimed = matches!(d.status, Status::Happened | Status::Denied);
            if !claimed || drafts.iter().any(|q| q.sentence == s && q.family.violent()) {
                continue;
            }
            let Some(by) = self.claimant(d) else { continue };
            let denied = by.cue == Attribution::Denial;
            let by = SaidBy { cue: if denied { Attribution::Denial } else { Attribution::Claim }, ..by };
            let actor = d.found.role(RoleKind::Speaker).filter(|_| !denied);
            let noun = d.found.end - 1;
            out.push(Told { noun, by, actor, victim: None, part: true });
        }
        out
    }

    /// "has confirmed the death", "confirmed his killing", "denies any involvement".
    fn said_by_verb(&self, coder: &Coder, v: usize, cue: Attribution) -> Option<Told> {
        let w = self.words;
        let g = w.verb_group(v);
        if g.negated || g.modal.is_some() || g.to.is_some() || w.relation(v) == "amod" {
            return None;
        }
        let passive = w.is_passive(&g);
        let noun = w.child(v, if passive { &["nsubj:pass", "nsubj"] } else { &["obj"] })?;
        let who = if passive { w.tree_agent(&g) } else { w.tree_subject(&g) }?;
        let p = who.into_iter().next().filter(|p| !p.overlaps(&w.phrase(noun).unwrap_or(*p)))?;
        if !somebody(self, &p) || w.low(p.start) == "no-one" {
            return None;
        }
        let lemma = w.lemma(noun);
        let known = DEATHS.contains(&lemma) || HAPPENED.contains(&lemma) || kinds_of(coder, lemma).next().is_some();
        let denies = PART.contains(&lemma) || cue == Attribution::Denial && CHARGED.contains(&lemma);
        let phrase = w.phrase(noun)?;
        if !(known || denies) || w.is_verb(noun) || self.told_more(noun, &phrase) {
            return None;
        }
        // "confirmed a death": another one may be meant.
        if !denies && matches!(w.low(phrase.start), "a" | "an" | "another" | "no" | "some" | "two" | "more") {
            return None;
        }
        // "his death", "Ada Ruun's death", "the death of Ada Ruun"
        let of = |c: &usize| w.relation(*c) == "nmod" && w.below(*c).any(|k| w.relation(k) == "case" && w.low(k) == "of");
        let whose = w.below(noun).find(|&c| w.relation(c) == "nmod:poss" && c < noun).or_else(|| w.below(noun).find(of));
        let own = |c: usize| match w.tag(c) {
            "PRP$" => Some(Phrase { start: c, end: c + 1, head: c }),
            _ => w.phrase(c),
        };
        let victim = whose.and_then(own).filter(|_| DEATHS.contains(&lemma));
        let by = self.speaker_of(v, p, cue);
        let actor = Some(p).filter(|_| denies && cue == Attribution::Confirmation && lemma == "responsibility");
        Some(Told { noun, by, actor, victim, part: denies })
    }

    /// "the death of three soldiers", "the attack in Norport, in which": the noun tells which it was, and has a report of its own.
    fn told_more(&self, noun: usize, phrase: &Phrase) -> bool {
        let w = self.words;
        let number = (phrase.start..phrase.head).any(|i| w.pos(i) == model::Pos::Num);
        let more = |c: usize| match w.relation(c) {
            "acl" | "acl:relcl" | "ccomp" => true,
            "nmod" => w.below(c).any(|k| w.relation(k) == "nummod"),
            _ => false,
        };
        let that = w.low.get(noun + 1).is_some_and(|n| matches!(&**n, "that" | "of" | "it"));
        number || that && CHARGED.contains(&w.lemma(noun)) || w.below(noun).any(more)
    }

    /// Who claims in a report of that kind; `None` where only others lay it to them.
    fn claimant(&self, d: &Draft) -> Option<SaidBy> {
        let w = self.words;
        if matches!(w.lemma(d.found.anchor), "blame" | "accuse" | "suspect" | "hold") {
            return None;
        }
        let speaker = d.found.role(RoleKind::Speaker);
        if speaker.is_some_and(|p| !somebody(self, &p)) {
            return None;
        }
        match (&d.said_by, speaker) {
            (Some(by), _) if by.cue == Attribution::Denial => Some(by.clone()),
            (_, Some(p)) => Some(self.speaker_of(d.found.anchor, p, Attribution::Claim)),
            (by, None) => by.clone(),
        }
    }

    /// Who says it: as the quote of the verb knows him, or by the phrase alone.
    fn speaker_of(&self, v: usize, p: Phrase, cue: Attribution) -> SaidBy {
        let known = self.quote_told_in(self.words.range(v, v + 1)).and_then(|q| self.speaker(q));
        SaidBy { cue, ..known.unwrap_or_else(|| self.said(p, cue)) }
    }

    /// "denied carrying out the bombing", "denied a role in the attack": the word for the part that is denied.
    fn denied_part(&self, deed: usize) -> Option<usize> {
        let w = self.words;
        let mut part = None;
        for i in w.above(deed, 6).skip(1) {
            match w.lemma(i) {
                lemma if w.is_verb(i) && settles(lemma) == Some(Attribution::Denial) => return part,
                lemma if (CARRIES_OUT.contains(&lemma) || lemma == "plant") && w.is_verb(i) || PART.contains(&lemma) => {
                    part = Some(i)
                }
                "responsible" | "connection" | "link" | "knowledge" | "have" | "take" | "play" | "anything" => {
                    part = part.or(Some(i))
                }
                _ => return None,
            }
        }
        None
    }

    /// True if the token hangs below the other.
    pub(crate) fn hangs_below(&self, low: usize, high: usize) -> bool {
        self.words.above(low, 12).skip(1).any(|i| i == high)
    }
}

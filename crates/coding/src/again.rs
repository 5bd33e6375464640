//! Which happening of the article "the attack" is: the one of its kind, its place and its day that was told before, the first
//! that the article tells before others.
//!
//! "Norland condemned the drone attack" has no day and no place of its own, and neither has "he ordered the strike". Where the
//! article tells of several, what the phrase says must fit, and of those that fit the news comes before what was told beside it.

use crate::Coder;
use crate::backshift::STATEMENTS;
use crate::code::{Draft, days, root};
use crate::find::{Link, Scene};
use crate::words::{NONE, Phrase};
use model::{Article, Carried, Place, PlacePrecision, PlaceUse, ReportPlace, RoleKind, Stamp, Status, TimePrecision};

/// Least score of a happening told before.
const ENOUGH: f32 = 1.5;
/// What speaks for the first harm that an article tells,
const FIRST: f32 = 1.5;
/// for what the sentence before tells,
const NEXT: f32 = 0.7;
/// against what is told beside the news,
const BESIDE: f32 = 2.0;
/// and against each sentence between.
const AWAY: f32 = 0.12;
/// So many reports back.
const BACK: usize = 40;
/// Days that the day of talk may lie behind the one that a sentence before tells.
const TALK: i32 = 4;
/// Days after which a day told of another country is no longer news.
const ABROAD: i32 = 3;

/// What lends its day, its place and its kind to number `i`, where that only speaks of what is known.
/// `one_entry` tells whether two stand in one entry of a chronicle.
pub(crate) fn again(coder: &Coder, scene: &Scene, drafts: &mut [Draft], i: usize, one_entry: &dyn Fn(&Draft, &Draft) -> bool) {
    let d = &drafts[i];
    if !d.family.violent() || d.natural || d.apart || d.period || d.recalled && !d.mildly {
        // A strike of workers may be one of jets.
        if coder.book.kinds[d.found.kind].kind != "protest.strike" {
            return;
        }
    }
    let Some(p) = scene.spoken_of_as_known(d) else { return retold(coder, scene, drafts, i) };
    let stated = d.when.from == Carried::Stated && !scene.day_of_the_talk(d, p);
    let first = drafts[..i].iter().position(news);
    let led = scene.led_back(&drafts[..i], d);
    // "In another raid, gunmen killed five. Two officers died in the attack": the one just told.
    let anew = drafts[..i].iter().rposition(|q| news_or_beside(q) && q.sentence < d.sentence);
    let anew = anew.filter(|&n| drafts[n].apart && !drafts[n].background && d.sentence - drafts[n].sentence == 1);
    let mut best: Option<(f32, usize)> = None;
    for n in (i.saturating_sub(BACK)..i).rev() {
        let q = &drafts[n];
        if !news_or_beside(q) || q.found.anchor >= d.found.anchor || q.sentence == d.sentence || !one_entry(q, d) {
            continue;
        }
        let Some(score) = scene.fits(coder, d, p, q, stated) else { continue };
        let away = AWAY * (d.sentence - q.sentence).min(12) as f32;
        let just = anew == Some(n);
        let salient = if just || anew.is_none() && first == Some(n) && !led { FIRST } else { 0.0 };
        let near = if d.sentence - q.sentence == 1 && (just || !q.apart) { NEXT } else { 0.0 };
        let aside = if !just && (q.apart || q.background) != led { BESIDE } else { 0.0 };
        let score = score + salient + near - away - aside;
        if score >= ENOUGH && best.is_none_or(|(s, _)| score > s) {
            best = Some((score, n));
        }
    }
    let Some((_, n)) = best else { return };
    let (before, rest) = drafts.split_at_mut(i);
    let (q, d) = (&before[n], &mut rest[0]);
    d.again = Some(q.sentence as u32);
    if led && q.background {
        (d.background, d.recalled) = (true, true);
    }
    if !stated && q.when.start.is_some() {
        let from = if q.when.from == Carried::Published { Carried::Published } else { Carried::Context };
        d.when = model::ReportTime { from, ..q.when.clone() };
    }
    if let Some(p) = q.found.role(RoleKind::Actor).filter(|_| d.found.role(RoleKind::Actor).is_none()) {
        d.found.roles.push((RoleKind::Actor, p));
    }
    let own = d.place.place.is_some_and(|n| scene.place_of_phrase(p, d).any(|m| m == n));
    // "The attack hit the market in Velm", told of what the lead only places by its place line.
    let told = d.place.from == Carried::Stated && q.place.from == Carried::Dateline;
    if !own && !told && q.place.place.is_some() {
        d.place = ReportPlace { from: Carried::Context, ..q.place.clone() };
    }
    let there = Some(ReportPlace { from: Carried::Context, ..d.place.clone() }).filter(|_| told);
    let (mine, theirs) = (&coder.book.kinds[d.found.kind].kind, &coder.book.kinds[q.found.kind].kind);
    if mine == "protest.strike" || theirs.starts_with(mine.as_str()) && theirs.len() > mine.len() {
        d.found.kind = q.found.kind;
        d.family = q.family;
        if mine == "protest.strike" {
            d.status = q.status;
            d.found.roles.clear();
        }
    }
    if let Some(place) = there {
        before[n].place = place;
    }
}

/// Sentences between a deed and the witness who tells it again.
const WITNESS: usize = 8;

/// "Attacks killed seven on Tuesday. … In another attack, a teacher was killed on his farm": one of several that the article dates.
pub(crate) fn one_of_several(scene: &Scene, before: &[Draft], d: &Draft) -> Option<model::ReportTime> {
    let w = scene.words;
    let other = |i: usize| matches!(w.low(i), "another" | "separate" | "elsewhere" | "second" | "third" | "fourth");
    let opens = || w.sentence(d.found.anchor).take(5).any(other);
    let untimed = || w.sentence(d.found.anchor).all(|i| w.time_of[i] == NONE);
    if !(d.apart && !d.recalled && !d.period && d.family.violent() && d.status == Status::Happened && opens() && untimed()) {
        return None;
    }
    let several = |q: &&Draft| {
        let noun = q.found.link != Link::Own && w.tag(q.found.anchor) == "NNS";
        noun && news(q) && !q.period && q.sentence < d.sentence && q.when.start.is_some()
    };
    let q = before.iter().rev().find(several)?;
    Some(model::ReportTime { from: Carried::Context, ..q.when.clone() })
}

/// "They bombed a house full of children," a neighbour said: the strike on a house that the article told before.
fn retold(coder: &Coder, scene: &Scene, drafts: &mut [Draft], i: usize) {
    let (before, rest) = drafts.split_at_mut(i);
    let d = &mut rest[0];
    let w = scene.words;
    let deed = d.family.violent() && d.found.link == Link::Own && d.said_by.is_some() && d.status == Status::Happened;
    let plain = d.when.from != Carried::Stated && d.place.from != Carried::Stated && !d.apart && !d.recalled;
    let they = |p: Phrase| matches!(w.low(p.head), "they" | "he" | "it" | "she");
    let pronoun = d.found.group.and_then(|g| w.surface_subject(&g)).is_some_and(they);
    let Some(target) = d.found.role(RoleKind::Target).filter(|_| deed && plain && pronoun && d.figures.is_empty()) else {
        return;
    };
    let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
    let same = |q: &&Draft| {
        let hit = q.found.role(RoleKind::Target).is_some_and(|p| w.lemma(p.head) == w.lemma(target.head));
        hit && news(q) && q.sentence < d.sentence && d.sentence - q.sentence <= WITNESS && kind(q).starts_with("assault")
    };
    let Some(q) = before.iter().find(same) else { return };
    d.again = Some(q.sentence as u32);
    if q.when.start.is_some() {
        d.when = model::ReportTime { from: Carried::Context, ..q.when.clone() };
    }
    d.place = ReportPlace { from: Carried::Context, ..q.place.clone() };
    if kind(d).starts_with("assault") {
        d.found.kind = q.found.kind;
    }
}

/// True for harm that the article tells as its news,
fn news(q: &Draft) -> bool {
    news_or_beside(q) && !q.apart && !q.background
}

/// and for any that came about.
fn news_or_beside(q: &Draft) -> bool {
    let real = matches!(q.status, Status::Happened | Status::Ongoing | Status::Alleged);
    real && q.family.harmful() && !q.natural && !q.period && (q.when.start.is_some() || q.place.place.is_some())
}

/// True for nouns of jets and guns that workers have too.
pub(crate) fn of_jets(kind: &str) -> bool {
    matches!(kind, "assault.airstrike" | "assault.drone" | "assault.shelling")
}

impl Scene<'_> {
    /// "In May the group had stormed another hotel. The attack killed 20.", where the news killed eight: the older one.
    fn led_back(&self, before: &[Draft], d: &Draft) -> bool {
        const NEAR: usize = 2;
        let figure =
            |n: &u32| self.mentions.figures.get(*n as usize).filter(|f| matches!(f.what.as_str(), "killed" | "injured"));
        let harm = |q: &&Draft| news_or_beside(q) && q.sentence < d.sentence;
        let Some(last) = before.iter().rev().find(harm) else { return false };
        let old = last.background && last.when.from == Carried::Stated && d.sentence - last.sentence <= NEAR;
        let mut own = d.figures.iter().filter_map(figure).peekable();
        let told = |f: &model::Figure| {
            let news = before.iter().filter(|q| !q.background).flat_map(|q| &q.figures).filter_map(figure);
            news.into_iter().any(|g| g.what == f.what && g.best == f.best)
        };
        old && own.peek().is_some() && !own.any(told)
    }

    /// The phrase of a noun that speaks of a happening as known: "the attack", "Monday's attack", "the Norport attack".
    fn spoken_of_as_known(&self, d: &Draft) -> Option<Phrase> {
        let w = self.words;
        let f = &d.found;
        let noun = f.link != Link::Own && !w.is_verb(f.anchor);
        let p = w.phrase(f.anchor).filter(|p| noun && p.head >= f.anchor)?;
        let named = matches!(w.low(p.start), "the" | "this" | "that" | "these" | "those");
        let day = (p.start..f.anchor).any(|i| w.time_of[i] != NONE) && w.low(f.anchor.saturating_sub(1)).ends_with('s');
        let other = |i: usize| {
            matches!(
                w.low(i),
                "previous"
                    | "past"
                    | "earlier"
                    | "last"
                    | "similar"
                    | "other"
                    | "another"
                    | "separate"
                    | "next"
                    | "new"
                    | "recent"
            )
        };
        // "the murder of two others"
        let of_others =
            |c: usize| w.phrase(c).is_some_and(|q| (q.start..q.end).any(|i| matches!(w.low(i), "others" | "another")));
        let told = w.below(f.anchor).any(|c| match w.relation(c) {
            "acl:relcl" | "acl" => true,
            "nmod" => of_others(c),
            _ => false,
        });
        ((named || day) && !(p.start..p.end).any(other) && !told).then_some(p)
    }

    /// "condemned the attack on Thursday", "claimed it in a statement on Thursday": the day of the talk.
    fn day_of_the_talk(&self, d: &Draft, p: Phrase) -> bool {
        let w = self.words;
        let talks = |v: usize| {
            matches!(
                w.lemma(v),
                "claim" | "condemn" | "denounce" | "blame" | "decry" | "deplore" | "mourn" | "describe" | "call" | "discuss"
            ) || matches!(
                w.lemma(v),
                "deny" | "criticise" | "criticize" | "praise" | "hail" | "slam" | "regret" | "investigate"
            )
        };
        let Some(verb) = w.governor(d.found.anchor).filter(|&v| w.is_verb(v) && talks(v)) else { return false };
        let Some(t) = d.when.time.and_then(|n| w.sentence(verb).find(|&i| w.time_of[i] == n)) else { return false };
        // The parser may hang "in a statement on Thursday" from the attack.
        let in_words = (p.end..t).any(|i| STATEMENTS.contains(&w.lemma(i)));
        let told = p.start <= t && t < p.end || !in_words && self.told_of_noun(&d.found, t);
        !told && w.above(t, 6).any(|a| a == verb)
    }

    /// The literal places of a noun's phrase and of what hangs from the noun.
    fn place_of_phrase<'a>(&'a self, p: Phrase, d: &'a Draft) -> impl Iterator<Item = u32> + 'a {
        let w = self.words;
        let end = w.sentence(p.head).end.min(p.end + 8);
        let own = move |i: &usize| {
            *i < p.end || w.above(*i, 4).find(|&a| a == d.found.anchor || w.is_verb(a)) == Some(d.found.anchor)
        };
        (p.start..end).filter(own).map(|i| w.place_of[i]).filter(|n| *n != NONE)
    }

    /// How well the noun of `d` and what its phrase tells fit `q`; `None` where it is another one.
    fn fits(&self, coder: &Coder, d: &Draft, p: Phrase, q: &Draft, stated: bool) -> Option<f32> {
        let w = self.words;
        let kind = |d: &Draft| coder.book.kinds[d.found.kind].kind.as_str();
        let (mine, theirs) = (kind(d), kind(q));
        let harm = |k: &str| matches!(root(k), "killing" | "injury" | "death");
        let armed = |k: &str| matches!(root(k), "assault" | "battle" | "abduction" | "hostage_taking" | "explosion");
        let same = match () {
            _ if mine == theirs => 3.0,
            _ if theirs.strip_prefix(mine).is_some_and(|r| r.starts_with('.')) => 2.0,
            _ if mine == "protest.strike" => of_jets(theirs).then_some(2.0)?,
            _ if of_jets(mine) && of_jets(theirs) => 0.8,
            _ if mine.ends_with("bombing") && theirs.ends_with("bombing") => 2.0,
            _ if mine == "assault" && armed(theirs) => 1.5,
            _ if armed(mine) && harm(theirs) || harm(mine) && armed(theirs) => 1.0,
            _ => return None,
        };
        let lemma = w.lemma(d.found.anchor);
        let worded = (q.found.first..q.found.end).any(|i| w.lemma(i) == lemma);
        if stated && !meets(d, q) {
            return None;
        }
        let place = |n: u32| self.mentions.places.get(n as usize);
        let theirs = q.place.place.and_then(place);
        let told = self.place_of_phrase(p, d).filter_map(place);
        let mut there = 0.0;
        for mine in
            told.filter(|m| m.country.is_some() && m.usage != PlaceUse::Metonym || m.precision < PlacePrecision::Country)
        {
            match theirs {
                Some(theirs) if nested(mine, theirs) => there = 1.0,
                Some(_) => return None,
                None => {}
            }
        }
        Some(same + there + if worded { 0.6 } else { 0.0 })
    }
}

/// True where the days of two reports meet, as far as they are known.
fn meets(d: &Draft, q: &Draft) -> bool {
    let span = |d: &Draft| d.when.start.map(|s| (s, d.when.end.unwrap_or(s)));
    let Some(((s, e), (t, f))) = span(d).zip(span(q)) else { return true };
    days(s, f) >= 0 && days(t, e) >= 0
}

/// True where one place may lie in the other.
pub(crate) fn nested(a: &Place, b: &Place) -> bool {
    if a.geonames.is_some() && a.geonames == b.geonames || a.name == b.name {
        return true;
    }
    let one_country = a.country.is_none() || b.country.is_none() || a.country == b.country;
    one_country && a.precision != b.precision
}

/// True where the day of `q`, told a sentence or two before, may be that of `d`: not where somebody speaks of `d` on a later day
/// of his own, and not from one country to another weeks later.
pub(crate) fn lends_its_day(scene: &Scene, article: &Article, q: &Draft, d: &Draft) -> bool {
    let Some(day) = q.when.end else { return true };
    let spoken = spoken_of_later(scene, d, day);
    let country = |d: &Draft| scene.mentions.places.get(d.place.place? as usize)?.country.as_deref();
    let abroad = country(q).zip(country(d)).is_some_and(|(a, b)| a != b);
    // "A week earlier, a bomb killed two in Varn. The army shot three men in Orle": nobody says that it was then.
    let district = |d: &Draft| scene.mentions.places.get(d.place.place? as usize)?.admin1.as_deref();
    let elsewhere = district(q).zip(district(d)).is_some_and(|(a, b)| a != b);
    // "quit after nine marchers were shot in Norport", below what was done in another country.
    let before = abroad && scene.told_after(&d.found);
    let abroad = abroad || elsewhere;
    let first = q.when.start.filter(|_| elsewhere).unwrap_or(day);
    let old = before || article.published.is_some_and(|p| days(first, p) > ABROAD);
    !(spoken || abroad && old && d.place.from == Carried::Stated)
}

/// True where the sentence of `d` tells on which day somebody spoke of it, days after `day`.
pub(crate) fn spoken_of_later(scene: &Scene, d: &Draft, day: Stamp) -> bool {
    let w = scene.words;
    w.sentence(d.found.anchor).any(|t| {
        let time = scene.mentions.times.get(w.time_of[t] as usize);
        let said = time.and_then(|x| x.start.filter(|_| x.precision <= TimePrecision::Day));
        said.is_some_and(|s| days(day, s) > TALK) && scene.tells_saying(&d.found, t)
    })
}

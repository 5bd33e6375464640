//! Figures: how many dead, injured, held, displaced, and how much money.
//!
//! Each number in a sentence, and each phrase for one person, is something counted; the words on both sides tell what is
//! told of it. Where they tell nothing, a number joined to one before ("killing three soldiers and two drivers") takes over
//! what that one tells. Persons joined by "and" are counted together, as one figure over the whole list.

mod aboard;
mod alive;
mod befall;
mod beside;
mod days;
mod group;
mod lexicon;
mod money;
mod none;
mod number;
mod phrase;
mod settle;
mod source;
mod table;
mod things;
mod told;
mod toll;
mod tree;
mod votes;
mod who;
pub(crate) mod words;

use lexicon::{Class, Lexicon, lexicon};
use model::{Article, Chain, Figure, Name, Pos, Quantifier, Syntax, TextRange, Time};
use number::Number;
use phrase::{Counted, Kind, Phrase};
use settle::Draft;
use who::Who;
use words::{Sentence, Words};

pub use source::say_who;

/// The figures of an article, in order.
pub fn figures(article: &Article, syntax: &Syntax, names: &[Name], times: &[Time], chains: &[Chain]) -> Vec<Figure> {
    let words = Words::new(&article.text, syntax, names, times, chains);
    let mut drafts = Vec::new();
    let mut aboard: Option<f64> = None;
    let mut told: Option<Carried> = None;
    for (n, s) in syntax.sentences.iter().enumerate() {
        let s = words.sentence(s.tokens.clone());
        of_sentence(&s, n, told.filter(|c| n <= c.sentence + CARRIED), &mut drafts);
        told = carried(&drafts, n).or(told);
        aboard = aboard::carried(&s).or(aboard);
        aboard::all_but(&s, n, aboard, &mut drafts);
        if let Some(all) = aboard {
            aboard::everybody(&s, n, all, &mut drafts);
        }
    }
    days::of_an_older_day(syntax, times, &mut drafts);
    table::add(article, syntax, &mut drafts);
    let headline = article.headline.as_deref();
    let tells_suicide: Vec<bool> = headline.into_iter().chain([article.text.as_str()]).flat_map(murder_suicides).collect();
    let whole = settle::Whole { deadly: headline.is_some_and(deadly), suicide: tells_suicide.contains(&true) };
    // "turned the gun on himself in what they call an attempted murder-suicide": he may live.
    if tells_suicide.contains(&false) {
        let turned = |d: &Draft| d.figure.cue.is_some_and(|c| c.of(&article.text).to_lowercase().starts_with("turn"));
        drafts.retain(|d| d.kind != Kind::Reflexive || !turned(d));
    }
    let mut out = settle::settle(drafts, whole);
    out.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end)));
    out.dedup_by(|a, b| a.range == b.range && a.what == b.what);
    out
}

/// True if a headline tells of a death.
fn deadly(headline: &str) -> bool {
    let lower = headline.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    let tells = |w: &str| {
        matches!(w, "fatal" | "deadly" | "kills" | "kill" | "killing" | "death")
            || lexicon().cue(lexicon::Position::After, w) == Some("killed")
    };
    !lower.contains("attempted") && words.any(tells)
}

/// For each time that a text speaks of a murder-suicide: false where it was attempted only.
fn murder_suicides(text: &str) -> Vec<bool> {
    let lower = text.to_lowercase();
    let told = |words: &str| {
        let places = lower.match_indices(words).map(|(at, _)| !lower[..at].trim_end().ends_with("attempted"));
        places.collect::<Vec<_>>()
    };
    ["murder-suicide", "murder suicide", "murder/suicide"].into_iter().flat_map(told).collect()
}

/// True if a word of the text tells of something that is counted: "killed", "wounded", "missing".
pub fn tells(text: &str) -> bool {
    let lexicon = lexicon();
    text.split(|c: char| !c.is_alphabetic()).any(|w| w.len() > 2 && lexicon.is_cue(&w.to_lowercase()))
}

/// True for a noun that names people, lower case.
pub(crate) fn names_people(word: &str) -> bool {
    lexicon().is_people(word)
}

/// What the last sentence with a count counted, for one that gives another number of the same.
#[derive(Clone, Copy)]
struct Carried {
    what: &'static str,
    sentence: usize,
}

/// How many sentences on another number of the same may be given.
const CARRIED: usize = 3;

/// What sentence `n` counted last, of what others may give another number.
fn carried(drafts: &[Draft], n: usize) -> Option<Carried> {
    const GIVEN: [&str; 7] = ["killed", "injured", "missing", "crowd", "displaced", "infected", "detained"];
    let here = drafts.iter().rev().take_while(|d| d.sentence == n);
    let counts = |d: &&Draft| d.kind == Kind::Number && !d.figure.part && d.figure.best >= Some(2.0);
    let mut whats = here.filter(counts).filter_map(|d| GIVEN.into_iter().find(|what| d.figure.what == *what));
    whats.next().map(|what| Carried { what, sentence: n })
}

/// What was told last in this sentence, for numbers that tell nothing themselves.
struct Previous {
    end: usize,
    what: &'static str,
    cue: usize,
    best: f64,
}

impl Previous {
    /// "wounded 37, ten critically", "Eleven were hurt, four seriously": so many of those told before.
    fn graver(&self, s: &Sentence, n: &Number) -> bool {
        let how =
            matches!(s.lower(n.end), "critically" | "seriously" | "badly" | "severely" | "gravely" | "slightly" | "lightly");
        let closed = matches!(s.lower(n.end + 1), "," | "." | ";" | "and" | "in" | "when" | "after" | "on" | "at" | "");
        how && closed && matches!(self.what, "injured" | "hit") && self.best > n.best
    }
}

fn of_sentence(s: &Sentence, n: usize, carried: Option<Carried>, out: &mut Vec<Draft>) {
    let lexicon = lexicon();
    let mut previous: Option<Previous> = None;
    let begun = out.len();
    let cues = (0..s.len()).any(|i| {
        lexicon.is_cue(s.lower(i))
            || lexicon.phrase(i, |j| s.lower(j)).is_some()
            || lexicon.is(Class::Moved, s.lower(i))
            || lexicon.is(Class::Wound, s.lower(i))
            || s.hospital(i)
            || lexicon.is(Class::Taking, s.lower(i))
            || lexicon.is(Class::Befalling, s.lower(i))
            || lexicon.is(Class::Mustering, s.lower(i))
            || lexicon.is(Class::Unit, s.lower(i))
            || carried.is_some() && matches!(s.lower(i), "number" | "figure" | "total" | "it" | "counted" | "estimated")
            || matches!(
                s.lower(i),
                "condition"
                    | "survived"
                    | "alive"
                    | "broken"
                    | "fractured"
                    | "turnout"
                    | "attendance"
                    | "soldiers"
                    | "peacekeepers"
            )
    });
    let mut i = 0;
    while i < s.len() {
        // "a third of the 90 residents are missing"; "one in five" counts nobody.
        if cues && let Some((part, end)) = s.share(i) {
            let on = share(s, i, part, end, n, out);
            if on > end || s.lower(i + 1) == "in" {
                i = on;
                continue;
            }
        }
        // "killed 12 and wounded twice as many"
        if let Some(c) = previous.as_ref().filter(|_| cues).and_then(|p| multiple(s, i, p.best)) {
            i = counting(s, c, n, carried, &mut previous, out).max(i + 1);
            continue;
        }
        let counted = if cues { s.counted(i) } else { money::number(s, i) };
        let Some(c) = counted else {
            i = half(s, i, &previous, n, out);
            continue;
        };
        let after = c.number.end.max(i + 1);
        if c.kind == Kind::Number && s.timed(c.number.start, c.number.end) {
            i = after;
            continue;
        }
        if c.kind == Kind::Number
            && let Some(figure) = money::money(s, &c.number, lexicon)
        {
            out.push(Draft::plain(figure, n, c.kind));
            i = after;
            continue;
        }
        if !cues || c.phrase.is_age || c.phrase.is_measure {
            i = after;
            continue;
        }
        i = counting(s, c, n, carried, &mut previous, out).max(i + 1);
    }
    votes::votes(s, n, begun, out);
    if cues {
        let mut nothing = Vec::new();
        none::none(s, lexicon, &mut nothing);
        out.extend(nothing.into_iter().map(|figure| Draft::plain(figure, n, Kind::Number)));
        toll::parts(s, &mut out[begun..]);
    }
    things::things(s, n, out);
}

/// "twice as many", "double that number": so many times what was told before.
fn multiple(s: &Sentence, i: usize, before: f64) -> Option<Counted> {
    let (times, at) = match (s.lower(i), s.lower(i + 1)) {
        // "left 81 dead and as many injured"
        ("as", "many") if s.lower(i + 2) != "as" && i > 0 && matches!(s.lower(i - 1), "and" | ",") => (1.0, i),
        ("twice" | "double" | "thrice", _) => (if s.lower(i) == "thrice" { 3.0 } else { 2.0 }, i + 1),
        (_, "times") => (number::at(i, &|j| s.lower(j)).filter(|n| n.end == i + 1)?.best, i + 2),
        _ => return None,
    };
    let end = match (s.lower(at), s.lower(at + 1)) {
        ("as", "many") => at + 2,
        ("that" | "the", "number") => at + 2,
        _ => return None,
    };
    // "twice as many as last year" is no count.
    if before < 1.0 || s.lower(end) == "as" {
        return None;
    }
    let quantifier = Quantifier::About;
    let number = Number { start: i, end, low: None, high: None, best: (before * times).round(), quantifier };
    Some(Counted { number, phrase: s.phrase(end), kind: Kind::Number })
}

/// Adds the figures of something counted and what is joined to it; returns where to go on.
fn counting(
    s: &Sentence,
    c: Counted,
    n: usize,
    carried: Option<Carried>,
    previous: &mut Option<Previous>,
    out: &mut Vec<Draft>,
) -> usize {
    let lexicon = lexicon();
    let mut group = s.group(c, lexicon);
    // A list that is an object ends before one with a verb of its own: "killing two men and a woman was hurt".
    let end = group[group.len() - 1].end();
    let own = group.len() > 1
        && s.told(&group[0], lexicon).is_some()
        && s.lower(end + usize::from(s.lower(end) == ",")) != "who"
        && s.after(end, lexicon).is_some();
    if own {
        group.truncate(1);
    }
    let first = group[0].clone();
    let before = previous.as_ref().map(|p| (p.what, p.cue));
    let along = || before.filter(|(_, cue)| s.along(*cue, &first));
    if group.len() > 1 {
        let last = group[group.len() - 1].end();
        let whole = Counted {
            number: Number { end: last, ..first.number },
            phrase: Phrase { end: last, people: true, ..first.phrase.clone() },
            kind: first.kind,
        };
        if let Some((what, cue)) = s
            .told(&whole, lexicon)
            .or_else(|| s.by_tree(&first, lexicon))
            .or_else(&along)
            .filter(|(what, _)| counts_persons(what) || matches!(*what, "infected" | "detained" | "rescued" | "released"))
        {
            let sum: f64 = group.iter().map(|m| m.number.best).sum();
            let number = Number {
                start: first.number.start,
                end: last,
                low: Some(sum),
                high: Some(sum),
                best: sum,
                quantifier: Quantifier::Exactly,
            };
            let part = s.part_before(first.number.start) && previous.as_ref().is_some_and(|p| p.what == what && p.best >= sum);
            out.push(draft(s, &number, &whole.phrase, (what, cue), part, Kind::Number, n));
            for m in &group {
                let kind = if matches!(m.kind, Kind::Number | Kind::Name) { m.kind } else { Kind::Person };
                let mut member = draft(s, &m.number, &m.phrase, (what, cue), true, kind, n);
                member.who = s.who(m).map(|who| Who { list: Some((n, first.number.start)), ..who });
                out.push(member);
            }
            if along().is_some() {
                with_those_along(s, (first.number.start, last), n, cue, out);
            }
            *previous = Some(Previous { end: last, what, cue, best: sum });
            return last;
        }
    }
    let (number, p) = (&first.number, &first.phrase);
    let single = first.kind != Kind::Number;
    // "one of the largest kidnappings since": no kidnapped one.
    if !single && s.lower(number.end) == "of" && (number.end + 1..number.end + 4).any(|j| s.tag(j) == "JJS") {
        return number.end;
    }
    // "injuring 18, including five children, police spokesman Karl Voss said": who says so.
    let says = single
        && number.start > 0
        && s.lower(number.start - 1) == ","
        && matches!(s.lower(p.end), "said" | "says" | "told" | "added" | "confirmed" | "announced" | "reported");
    // "killing six people President Ruun described as spies": he described them.
    let titled = (0..number.start).rev().take_while(|&i| s.pos(i) == Some(Pos::Propn)).last().unwrap_or(number.start);
    if single && titled > 0 && s.tag(titled - 1) == "NNS" && s.tells_of_them(titled) {
        return number.start + 1;
    }
    let all = of_all(s, &first, n, out);
    let graver = !single && previous.as_ref().is_some_and(|before| before.graver(s, number));
    let partly = graver || s.part_before(number.start) || s.part_of(&first) && previous.is_some() || all.is_some();
    let told = s.told_in_tree(&first, lexicon).or_else(|| {
        // "was killed after shooting several people, including an agent": the nearer verb tells.
        let since = previous.as_ref().map_or(0, |p| p.end);
        if s.part_before(number.start)
            && let Some(told) = s.nearer_verb(since, number.start, lexicon)
        {
            return Some(told);
        }
        let before = previous.as_ref()?;
        if !single && s.number_said(number.start) && before.best > 0.0 {
            return Some((before.what, before.cue));
        }
        if !single && s.at_too(before.end, number.start) {
            return Some((before.what, before.cue));
        }
        let bare = p.head_end <= p.start;
        // "wounded 37, ten critically"
        if !single && before.graver(s, number) {
            return Some((before.what, number.end));
        }
        // "freed 13 hostages in exchange for 39 prisoners"
        if !single && before.what == "released" && s.in_exchange(number.start) && (bare || s.human(&first)) {
            return Some((before.what, before.cue));
        }
        // "police put the crowd at 15,000; the organisers spoke of 100,000"
        if !single && before.what == "crowd" && (bare || p.people) && s.spoken_of(before.end, number.start) {
            return Some((before.what, before.cue));
        }
        // "will send 500 troops and Sudmark has about 900 there"
        if !single && before.what == "troops" && bare && s.has_there(before.end, number.start, number.end) {
            return Some((before.what, before.cue));
        }
        // "up from 280 a week ago"
        let from = number.start.checked_sub(1).is_some_and(|j| s.lower(j) == "from");
        if !single && from && s.older(number.start) && p.head_end <= p.start {
            return Some((before.what, before.cue));
        }
        // "killed 12: seven in Orlo and five in Varn"
        let opened = before.end + 1 == number.start && s.lower(before.end) == ":" && matches!(s.lower(number.end), "in" | "at");
        if !single && opened && before.best > number.best {
            return Some((before.what, before.cue));
        }
        let more = !single
            && (s.joined(before.end, number.start) && (p.people || p.head_end <= p.start)
                || s.each_in_its_place(before.end, number, if p.people { p.end } else { number.end }));
        (!says && (more || along().is_some() || partly && (!single || p.people && first.kind != Kind::Reflexive)))
            .then_some((before.what, before.cue))
    });
    let told = told.filter(|(what, cue)| s.befits(what, *cue, &first)).or_else(|| s.mustered(&first)).or_else(|| {
        // "soldiers killed 80 people, residents said. The commission put the number at 45."
        let given = carried.filter(|_| !single && p.head_end <= p.start && previous.is_none());
        let counted = |c: &Carried| if c.what == "crowd" { s.counted_by(number.start, number.end) } else { None };
        given.and_then(|c| Some((c.what, s.number_given(number.start).or_else(|| counted(&c))?)))
    });
    let Some((what, cue)) = told else { return if single { number.start + 1 } else { number.end } };
    // "accused of hundreds of killings" counts those of no one happening.
    let vague = matches!(s.lower(number.start), "hundreds" | "dozens" | "scores" | "thousands");
    if what == "killed" && s.lower(p.head) == "killings" && vague {
        return p.end.max(number.end);
    }
    // "lined up and shot 58 men"
    let lined = what == "hit" && s.lower(cue) == "shot" && (cue.saturating_sub(4)..cue).any(|i| s.lower(i) == "lined");
    let (what, cue) = if lined { ("killed", cue) } else { (what, cue) };
    // "reported nine dead but later corrected the number to seven": the nine are no more.
    let corrects = |i: usize| matches!(s.lower(i), "corrected" | "revised" | "lowered" | "amended" | "reduced");
    if let Some(before) = previous.as_ref().filter(|b| b.what == what && s.number_said(number.start))
        && (before.end..number.start).any(corrects)
        && let Some(first) = out.last_mut().filter(|d| d.figure.what == what)
    {
        (first.figure.part, first.some) = (true, true);
    }
    // "found 31 bodies and 60 survivors"
    if matches!(what, "votes" | "seats") && s.needed(number.start, p.end.max(number.end)) {
        return p.end.max(number.end);
    }
    let alive = matches!(what, "killed" | "missing") && matches!(s.lower(p.head), "survivors" | "survivor");
    let (what, cue) = if alive { ("rescued", cue) } else { (what, cue) };
    // "17 bodies were taken to hospitals": nobody is healed there.
    let dead = matches!(what, "injured" | "hit") && matches!(s.lower(p.head), "bodies" | "corpses");
    let (what, cue) = if dead { ("killed", cue) } else { (what, cue) };
    // "saved 12 lives"
    let saved = |i: usize| matches!(s.lower(i), "save" | "saved" | "saves" | "saving" | "spared");
    if what == "killed" && s.lower(p.head) == "lives" && (number.start.saturating_sub(4)..number.start).any(saved) {
        return p.end.max(number.end);
    }
    // "78 bodies were pulled from the rubble"
    let dead = what == "rescued" && matches!(s.lower(p.head), "bodies" | "corpses" | "body");
    let (what, cue) = if dead { ("killed", cue) } else { (what, cue) };
    // "Rescuers freed three": from where they were trapped.
    let dug = what == "released" && s.rescuers_did(cue);
    let (what, cue) = if dug { ("rescued", cue) } else { (what, cue) };
    // "A man was held."
    let one = matches!(s.lower(number.start), "a" | "an" | "another") && first.kind == Kind::Person;
    if single && !counts_persons(what) && !(one && matches!(what, "detained" | "rescued" | "released"))
        || counts_persons(what) && p.head_end > p.start && lexicon.is(Class::Thing, s.lower(p.head))
    {
        return if single { number.start + 1 } else { p.end.max(number.end) };
    }
    let smaller = previous.as_ref().is_some_and(|b| b.what == what && b.best > number.best)
        || all.is_some_and(|(of, best)| (of == what || of == "hit") && best >= number.best);
    let older = s.older(number.start);
    let mut told = draft(s, number, p, (what, cue), partly && smaller || older, first.kind, n);
    told.figure.earlier = older;
    // "A fifth victim has died": five have.
    let clause = matches!(s.lower(first.end()), "who" | ",");
    let alone = previous.is_none() && what == "killed" && first.kind == Kind::Person && !clause;
    // "four died at the scene and a fifth in hospital", "three are in serious condition and a fourth is critical"
    let next = |nth: f64| {
        previous.as_ref().is_some_and(|b| b.what == what && b.best + 1.0 == nth) && first.kind == Kind::Person && !clause
    };
    if let Some(nth) = s.nth(number.start).filter(|nth| alone && s.dies(cue) || next(*nth)) {
        let best = Some(nth);
        told.figure = Figure { best, low: best, high: None, quantifier: Quantifier::AtLeast, ..told.figure };
    }
    // "An eighth teenager was hurt": eight were, with the dead.
    let victim = |w: &str| matches!(w, "victim" | "person" | "teen" | "teenager");
    let hurt = matches!(what, "hit" | "injured") && previous.is_none() && first.kind == Kind::Person && !clause;
    if let Some(nth) = s.nth(number.start).filter(|_| hurt && victim(s.lower(p.head))) {
        let best = Some(nth);
        told.figure = Figure { best, low: best, high: None, quantifier: Quantifier::AtLeast, ..told.figure };
        (told.kind, told.hit) = (Kind::Number, true);
    }
    // "five were shot, one fatally": one of the five.
    let of_those = what == "killed" && !single && p.head_end <= p.start && s.lower(cue) == "fatally";
    let with = what == "killed" && !single && s.of_all_hit(number.start, p);
    // "shot four others, including one who died"
    let fell = what == "killed" && s.part_before(number.start);
    let harm = |b: &Previous| matches!(b.what, "hit" | "injured") && b.best > number.best;
    let of_those = of_those
        || fell && previous.as_ref().is_some_and(harm)
        || with && previous.as_ref().is_some_and(|b| b.what == "hit" && b.best > number.best);
    // "Seven of the dead were found in one house": some of them.
    told.figure.part |= s.of_the_dead(&first);
    told.some = partly && (smaller || s.part_of(&first)) || older || of_those;
    told.doer = single && what == "killed" && s.did_it(&first);
    told.own = first.kind == Kind::Reflexive || what == "killed" && s.self_inflicted(cue);
    told.who = s.who(&first).filter(|_| !told.some && (told.kind == first.kind || told.kind != Kind::Number));
    if first.kind == Kind::Reflexive && what == "killed" {
        with_himself(s, &first, n, &mut told, out);
    }
    // "were kidnapped and killed": the same people come to harm twice.
    if let Some((what, other)) = s.done_as_well(what, cue, lexicon) {
        let cue = Some(s.range(other, other + 1));
        out.push(Draft { figure: Figure { what: what.into(), cue, ..told.figure.clone() }, ..told.clone() });
    }
    // "killed four robbers in a shootout in which an officer also died": he is none of the four.
    let others = previous.as_ref().is_some_and(|b| b.what == what && b.best > 1.0 && b.cue < number.start);
    told.figure.beside = what == "killed" && first.kind == Kind::Person && others && s.also_died(p.end, cue);
    out.push(told);
    if along().is_some_and(|(_, with)| with == cue) {
        with_those_along(s, (number.start, p.end.max(number.end)), n, cue, out);
    }
    *previous = Some(Previous { end: p.end.max(number.end), what, cue, best: number.best });
    number.end.max(p.head_end.min(p.end))
}

/// "ten of the 25 wounded": the 25, what is told of them and how many they are.
fn of_all(s: &Sentence, c: &Counted, n: usize, out: &mut Vec<Draft>) -> Option<(&'static str, f64)> {
    let lexicon = lexicon();
    if !s.part_of(c) || !matches!(s.lower(c.number.end + 1), "the" | "those") {
        return None;
    }
    let all = number::at(c.number.end + 2, &|j| s.lower(j))?;
    let told = lexicon.cue(lexicon::Position::After, s.lower(all.end)).filter(|what| counts_persons(what));
    // "three of the five victims are in critical condition"
    let victims =
        || (s.lower(all.end) == "victims" && s.told_in_tree(c, lexicon).is_some_and(|(w, _)| w == "injured")).then_some("hit");
    let what = told.or_else(victims)?;
    let phrase = Phrase { start: all.end, end: all.end, head: all.end, head_end: all.end, people: true, ..c.phrase.clone() };
    out.push(draft(s, &all, &phrase, (what, all.end), false, Kind::Number, n));
    Some((what, all.best))
}

/// "killed three people before shooting himself": one figure over all, and the two are its parts.
fn with_himself(s: &Sentence, c: &Counted, n: usize, told: &mut Draft, out: &mut Vec<Draft>) {
    let before = out.iter_mut().rev().take_while(|d| d.sentence == n).find(|d| {
        let cue = d.figure.cue.is_some_and(|cue| cue.start < d.figure.range.start);
        // "shot his two children to death"
        let first = (0..c.number.start).find(|&i| s.range(i, i + 1).start == d.figure.range.start);
        let hit =
            |i: usize| lexicon().cue(lexicon::Position::Object, s.lower(i)).is_some() && matches!(s.tag(i), "VBD" | "VBG");
        let object = cue || first.is_some_and(|f| (f.saturating_sub(3)..f).any(hit));
        object && d.figure.what == "killed" && !d.figure.part && !d.some && d.kind != Kind::Reflexive
    });
    let Some(before) = before else { return };
    let range = TextRange { start: before.figure.range.start, end: s.range(c.number.start, c.end()).end };
    let plus = |x: Option<f64>| x.map(|x| x + 1.0);
    let figure = Figure {
        range,
        text: s.cut(range),
        of: None,
        low: plus(before.figure.low),
        high: plus(before.figure.high),
        best: plus(before.figure.best),
        ..before.figure.clone()
    };
    let whole = Draft { figure, who: None, name: false, kind: Kind::Number, ..before.clone() };
    before.figure.part = true;
    told.figure.part = true;
    out.push(whole);
}

/// "was killed along with two drivers": one figure over all, and those told before and along with them are its parts. `told` are
/// the tokens of the latter.
fn with_those_along(s: &Sentence, told: (usize, usize), n: usize, cue: usize, out: &mut Vec<Draft>) {
    let (cue, start) = (s.range(cue, cue + 1), s.range(told.0, told.1).start);
    let of_it = |d: &Draft| d.sentence == n && d.figure.cue == Some(cue) && !d.figure.part && d.figure.best >= Some(1.0);
    let last = out.iter().rposition(|d| of_it(d) && d.figure.range.start >= start);
    let first = out.iter().rposition(|d| of_it(d) && d.figure.range.end <= cue.start && !d.hit);
    let (Some(last), Some(first)) = (last, first) else { return };
    let (a, b) = (&out[first].figure, &out[last].figure);
    let range = TextRange { start: a.range.start, end: s.range(told.0, told.1).end };
    let sum = |x: Option<f64>, y: Option<f64>| x.zip(y).map(|(x, y)| x + y);
    let quantifier = if a.quantifier == b.quantifier { a.quantifier } else { Quantifier::AtLeast };
    let high = sum(a.high, b.high).filter(|_| quantifier == Quantifier::Exactly);
    let (best, low) = (sum(a.best, b.best), sum(a.low, b.low));
    let figure = Figure { range, text: s.cut(range), of: None, low, high, best, quantifier, person: None, ..a.clone() };
    let whole = Draft { figure, who: None, name: false, kind: Kind::Number, ..out[first].clone() };
    (out[first].figure.part, out[last].figure.part) = (true, true);
    out.push(whole);
}

/// Persons told one by one are counted for these only.
fn counts_persons(what: &str) -> bool {
    matches!(what, "killed" | "injured" | "kidnapped" | "missing" | "hit" | "survived")
}

/// "a third of the 90 residents": so many of them. Returns the next token, `end` where nothing is told of them.
fn share(s: &Sentence, i: usize, part: f64, end: usize, n: usize, out: &mut Vec<Draft>) -> usize {
    if s.lower(end) != "of" || !matches!(s.lower(end + 1), "the" | "its" | "their" | "those") {
        return end;
    }
    let told = |c: &Counted| s.told_in_tree(c, lexicon()).filter(|(what, _)| counts_persons(what));
    let all = s.counted(end + 2).filter(|c| c.kind == Kind::Number && c.number.best >= 2.0 && c.phrase.people);
    let Some((c, told)) = all.and_then(|c| Some((c.clone(), told(&c)?))) else { return end };
    let best = (c.number.best * part).round();
    let number = Number { start: i, end: c.number.end, low: None, high: None, best, quantifier: Quantifier::About };
    out.push(draft(s, &number, &c.phrase, told, false, Kind::Number, n));
    c.end()
}

/// "half of them": half of what was told before. Returns the next token.
fn half(s: &Sentence, i: usize, previous: &Option<Previous>, n: usize, out: &mut Vec<Draft>) -> usize {
    if s.lower(i) != "half" || s.lower(i + 1) != "of" {
        return i + 1;
    }
    // "half of the 60 people on board drowned"
    let at = if matches!(s.lower(i + 2), "the" | "its" | "their" | "those" | "his" | "her") { i + 3 } else { i + 2 };
    if let Some(c) = s.counted(at).filter(|c| c.kind == Kind::Number && c.number.best >= 2.0 && c.phrase.people)
        && let Some(told) = s.told_in_tree(&c, lexicon()).filter(|(what, _)| counts_persons(what))
    {
        let best = (c.number.best / 2.0).round();
        let number = Number { start: i, end: c.number.end, low: None, high: None, best, quantifier: Quantifier::About };
        out.push(draft(s, &number, &c.phrase, told, false, Kind::Number, n));
        return c.end();
    }
    let of = matches!(s.lower(i + 2), "them" | "whom");
    let Some(p) = previous.as_ref().filter(|p| of && p.best >= 2.0) else { return i + 1 };
    let number =
        Number { start: i, end: i + 1, low: None, high: None, best: (p.best / 2.0).round(), quantifier: Quantifier::About };
    out.push(draft(s, &number, &s.phrase(i + 1), (p.what, p.cue), true, Kind::Number, n));
    i + 3
}

fn draft(s: &Sentence, n: &Number, p: &Phrase, told: (&'static str, usize), part: bool, kind: Kind, sentence: usize) -> Draft {
    let lexicon = lexicon();
    let (what, cue) = told;
    let (mut start, end, quantifier) =
        if kind == Kind::Number { quantified(s, n, lexicon) } else { (n.start, n.end, n.quantifier) };
    // "the other four": they are counted beside those told before.
    if kind == Kind::Number && start == n.start && start > 0 && matches!(s.lower(start - 1), "other" | "another") {
        start -= 1;
    }
    // "The toll has passed 300."
    let passed = kind == Kind::Number && start > 0 && quantifier == Quantifier::Exactly && s.passed(start - 1);
    let quantifier = if passed { Quantifier::MoreThan } else { quantifier };
    let (low, high) = bounds(n, quantifier);
    let range = s.range(start, end);
    let people = p.people
        || p.head_end <= n.end
        || !matches!(what, "votes" | "seats" | "infected" | "affected" | "rescued" | "released" | "displaced");
    let figure = Figure {
        range,
        text: s.cut(range),
        of: (p.head_end > p.start && p.end > p.start).then(|| s.cut(s.range(p.start, p.end))),
        unit: match what {
            "votes" | "seats" if p.head_end <= n.end => what.into(),
            _ if people => "person".into(),
            _ => s.lower(p.head).to_string(),
        },
        what: what.to_string(),
        low,
        high,
        best: Some(n.best),
        quantifier,
        part,
        cue: Some(s.range(cue, cue + 1)),
        person: None,
        beside: false,
        earlier: false,
        said_by: None,
    };
    Draft {
        figure,
        sentence,
        kind,
        hit: what == "hit",
        name: kind == Kind::Name,
        some: part,
        own: false,
        doer: false,
        also: what == "hit" && cue > end && (end..cue).any(|j| s.lower(j) == "also"),
        past: s.past(),
        lives: what == "hit" && s.in_the_limbs(cue + 1) || counts_persons(what) && what != "killed" && s.lives_on(end),
        whole: what == "hit" && start > 0 && matches!(s.lower(start - 1), "all" | "after" | "when"),
        moved: what == "hit" && lexicon.is(Class::Moved, s.lower(cue)),
        who: None,
    }
}

/// The bounds of a number that a quantifier leaves.
fn bounds(n: &Number, quantifier: Quantifier) -> (Option<f64>, Option<f64>) {
    match quantifier {
        Quantifier::AtLeast | Quantifier::MoreThan => (n.low, None),
        Quantifier::AtMost | Quantifier::LessThan => (None, n.high),
        Quantifier::About | Quantifier::Nearly => (None, None),
        _ => (n.low, n.high),
    }
}

/// The number with its quantifier: "at least 115", "20 or more".
fn quantified(s: &Sentence, n: &Number, lexicon: &Lexicon) -> (usize, usize, Quantifier) {
    let before = n.start.checked_sub(1).is_some_and(|i| lexicon.quantifies(s.lower(i)));
    if !before && !lexicon.quantifies(s.lower(n.end)) {
        return (n.start, n.end, n.quantifier);
    }
    for (words, before, q) in &lexicon.quantifiers {
        let k = words.len();
        let from = if *before { n.start.checked_sub(k) } else { Some(n.end) };
        if let Some(from) = from
            && words.iter().enumerate().all(|(j, w)| s.lower(from + j) == *w)
        {
            let (start, end) = if *before { (from, n.end) } else { (n.start, n.end + k) };
            let exact = matches!(n.quantifier, Quantifier::Exactly);
            return (start, end, if exact { *q } else { n.quantifier });
        }
    }
    (n.start, n.end, n.quantifier)
}

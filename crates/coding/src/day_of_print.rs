//! What an article tells first, and without a day, is the news of the day on which it was printed.

use crate::Coder;
use crate::about::standfirst;
use crate::code::{Draft, days, root, same_sort};
use crate::codebook::Family;
use crate::find::{Link, Scene};
use crate::words::NONE;
use model::{Article, Carried, PlacePrecision, ReportTime, Stamp, Status, TimePrecision};

/// Sentences behind the first in which the news may still begin: bylines and headlines run into the text stand before it.
const LEAD: usize = 2;

/// One day, and how it was come by.
pub(crate) fn on(day: Stamp, from: Carried) -> ReportTime {
    ReportTime { time: None, start: Some(day), end: Some(day), precision: Some(TimePrecision::Day), from }
}

/// True for what the article begins with: the reports of its first sentence, of what stands above it, or the first ones that
/// it has. `before` are the reports before this one.
pub(crate) fn opens(scene: &Scene, article: &Article, d: &Draft, lead: Option<usize>, before: &[Draft]) -> bool {
    // Only what is told as done: "this module provides" and "the price for nominating" begin no news.
    let done = d.found.group.is_none_or(|g| g.has_aux || scene.words.tag(g.main) == "VBD");
    let first = done && lead.is_some_and(|l| d.sentence <= l + LEAD) && before.iter().all(|q| q.sentence == d.sentence);
    (lead == Some(d.sentence) || first || standfirst(scene, article, d)) && !d.background
}

/// Gives the day of print to what the article begins with and tells without a day.
pub(crate) fn news_of_the_day(scene: &Scene, article: &Article, d: &mut Draft, lead: Option<usize>) {
    let Some(published) = article.published else { return };
    if let Some(lead) = lead.filter(|&l| d.sentence > l && d.when.start.is_none()) {
        match (scene.day_told(lead..d.sentence, published), d.family.harmful()) {
            // "Heavy rain fell on Monday night. Roads were swamped."
            (Some((n, day)), true)
                if d.status == Status::Happened
                    && !other_day(scene, d, published)
                    && d.found.group.is_none_or(|g| !g.perfect) =>
            {
                d.when = ReportTime { time: Some(n), ..on(day, Carried::Context) };
                return;
            }
            // What is said and done in the news of Monday was since Monday, and that is told elsewhere (`said_since`).
            (Some((_, day)), false) if day.date != published.date && !has_done(scene, d) => return,
            _ => {}
        }
    }
    let real = matches!(d.status, Status::Happened | Status::Ongoing | Status::Alleged);
    let perfect = d.found.group.is_some_and(|g| g.perfect);
    if d.when.start.is_some()
        || d.period
        || !real
        || perfect
            && !(d.found.link != Link::Own && harmed_in(scene, d) || has_killed(scene, d))
            && (!scene.is_news(&d.found) || d.family.harmful() && since_then(scene, d))
        || d.found.link == Link::Free && !harmed_in(scene, d)
        || scene.hangs(&d.found)
        || scene.went_before(&d.found)
        || scene.opens_elsewhen(&d.found, published)
        || unknown_day(scene, d)
        || other_day(scene, d, published) && !has_done(scene, d)
        || d.family.harmful() && (scene.in_court(&d.found) || scene.in_aside(&d.found))
    {
        return;
    }
    // "the ministry said on Monday": it was known by then.
    d.when = match scene.said_on(d, published) {
        Some((n, day)) => ReportTime { time: Some(n), ..on(day, Carried::Context) },
        None => on(Stamp::day(published.date), Carried::Published),
    };
}

/// "have been seized from schools since 2030": of no one day.
fn since_then(scene: &Scene, d: &Draft) -> bool {
    let w = scene.words;
    let clause = w.clause[d.found.anchor];
    w.sentence(d.found.anchor)
        .any(|i| w.low(i) == "since" && w.clause[i] == clause && w.time_of.get(i + 1).is_some_and(|n| *n != NONE))
}

/// Sentences behind a lead in which its own day may be told.
const TOLD_IN: usize = 3;
/// Days that news is told after.
const LATELY: i32 = 6;

/// "A raid killed 24 people, a witness said on Wednesday. The bombs were dropped on Monday evening.": what a lead tells was on the
/// day that is told for the same a little further on, and not on that of the telling.
pub(crate) fn told_later(coder: &Coder, scene: &Scene, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i + 1);
        let Some(d) = before.last_mut() else { continue };
        let told = d.when.from == Carried::Context && d.when.time.is_some() || d.when.from == Carried::Published;
        let lent = told && d.when.precision == Some(TimePrecision::Day);
        if !(lent && (d.family.harmful() || d.family == Family::Justice) && d.status == Status::Happened)
            || d.background
            || d.apart
            || d.period
        {
            if let Some(when) = sentenced_later(coder, d, rest) {
                d.when = when;
            }
            continue;
        }
        let Some(day) = d.when.start else { continue };
        let place = |x: &Draft| x.place.place.map(|p| scene.mentions.places[p as usize].text.as_str());
        let told = rest.iter().take_while(|q| q.sentence <= d.sentence + TOLD_IN).find(|q| {
            // "struck over the weekend" dates a storm well enough.
            let finest = if d.family == Family::Harm { TimePrecision::Week } else { TimePrecision::Day };
            let fine = q.when.from == Carried::Stated && q.when.precision.is_some_and(|p| p <= finest);
            let news = q.status == Status::Happened && !q.background && !q.apart && !q.recalled && q.sentence > d.sentence;
            let before = q.when.end.is_some_and(|end| (1..=LATELY).contains(&days(end, day)));
            let one = place(q).is_none() || place(d).is_none() || place(q) == place(d);
            // "On Monday another guard was killed": another happening.
            let w = scene.words;
            let other =
                w.sentence(q.found.anchor).any(|i| matches!(w.low(i), "another" | "separate" | "separately" | "meanwhile"));
            let one = one && !other;
            // "put the wounded at 19" is no other toll.
            let dead = q.figures.iter().any(|&n| scene.mentions.figures.get(n as usize).is_some_and(|f| f.what == "killed"));
            fine && news && before && one && !dead && same_sort(coder, d, q)
        });
        if let Some(q) = told {
            d.when = ReportTime { from: Carried::Context, ..q.when.clone() };
        }
    }
}

/// "A bomb killed six, officials said on Thursday. … Elsewhere, six died when a bomb went off late on Wednesday": what the lead
/// counts has the day that is told right below with the same toll. What stands apart far below is what the lead sums up, where
/// it is the first with that toll.
pub(crate) fn told_below(coder: &Coder, scene: &Scene, drafts: &mut [Draft], lead: Option<usize>) {
    let Some(lead) = lead else { return };
    let news = |d: &Draft| d.family.harmful() && d.status == Status::Happened && !d.background && !d.period;
    for i in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i + 1);
        let Some(d) = before.last_mut() else { continue };
        let Some(dead) = dead(scene, d).filter(|_| d.sentence <= lead + 1 && news(d)) else { continue };
        let same =
            |q: &&mut Draft| q.sentence > d.sentence && news(q) && same_sort(coder, d, q) && self::dead(scene, q) == Some(dead);
        let Some(q) = rest.iter_mut().find(same).filter(|q| may_lie_in(scene, q, d)) else { continue };
        if q.apart {
            (q.again, q.apart) = (Some(d.sentence as u32), false);
        } else if q.sentence > d.sentence + TOLD_IN {
            continue;
        }
        let day = q.when.from == Carried::Stated && q.when.precision.is_some_and(|p| p <= TimePrecision::Day);
        if day && d.when.from != Carried::Stated {
            d.when = ReportTime { from: Carried::Context, ..q.when.clone() };
        }
    }
}

/// How many a report tells to have died, two at least.
fn dead(scene: &Scene, d: &Draft) -> Option<u64> {
    crate::adds_up::dead(scene, d).filter(|n| *n >= 2.0).map(|n| n as u64)
}

/// True where the place of `q` may lie in that of `d`, as far as they are known.
fn may_lie_in(scene: &Scene, q: &Draft, d: &Draft) -> bool {
    let place = |d: &Draft| scene.mentions.places.get(d.place.place? as usize);
    let Some((fine, wide)) = place(q).zip(place(d)) else { return true };
    fine.name == wide.name || fine.country == wide.country && wide.precision >= PlacePrecision::Country
}

/// "The former mayor has been jailed. He appeared in court on Tuesday and was jailed for two years.": the lead's day of print
/// gives way to the day that is told for the same a little further on.
fn sentenced_later(coder: &Coder, d: &Draft, rest: &[Draft]) -> Option<ReportTime> {
    let printed = d.when.from == Carried::Published && d.status == Status::Happened && !d.background && !d.apart && !d.period;
    let kind = root(&coder.book.kinds[d.found.kind].kind);
    let once = matches!(kind, "resignation" | "appointment" | "sport" | "approval" | "award" | "election" | "vote");
    let has_been = once && d.found.group.is_some_and(|g| g.perfect);
    let day = d.when.start.filter(|_| printed && (d.family == Family::Justice || has_been))?;
    let near = rest.iter().take_while(|q| q.sentence <= d.sentence + TOLD_IN + 1);
    let mut same = near.filter(|q| q.found.kind == d.found.kind && q.sentence > d.sentence && q.status == Status::Happened);
    let told = same.next().filter(|q| !q.background && !q.apart && !q.recalled)?;
    let fine = told.when.from == Carried::Stated && told.when.precision.is_some_and(|p| p <= TimePrecision::Day);
    let lately = told.when.end.is_some_and(|end| (1..=LATELY).contains(&days(end, day)));
    (fine && lately).then(|| ReportTime { from: Carried::Context, ..told.when.clone() })
}

/// "The man who shot two women on Monday has been charged": what has been done has no day of the past beside it, and where the
/// second sentence says so it is the day's news as well.
pub(crate) fn just_done(scene: &Scene, article: &Article, d: &mut Draft, lead: Option<usize>) {
    let second = lead.is_some_and(|l| d.sentence == l + 1);
    if second && !d.background && d.said_by.is_none() && has_done(scene, d) {
        news_of_the_day(scene, article, d, lead);
    }
}

/// "The summit comes in a year marked by floods": they were in the year of print.
pub(crate) fn of_this_year(scene: &Scene, article: &Article, d: &mut Draft) {
    let w = scene.words;
    let Some(published) = article.published.filter(|_| d.when.start.is_none() && d.status == Status::Happened) else { return };
    let sentence = w.sentence(d.found.anchor);
    let marked = |i: usize| {
        i + 2 < sentence.end
            && w.low(i) == "year"
            && matches!(w.low(i + 1), "marked" | "scarred" | "dominated" | "overshadowed" | "shaken" | "punctuated" | "plagued")
            && w.low(i + 2) == "by"
    };
    let dated = || sentence.clone().any(|i| scene.mentions.times.get(w.time_of[i] as usize).is_some_and(|t| t.start.is_some()));
    let now = || {
        let root = sentence.clone().find(|&i| w.tokens[i].head.is_none() && w.is_verb(i));
        root.is_some_and(|i| matches!(w.tag(i), "VBZ" | "VBP") || w.verb_group(i).perfect)
    };
    if d.found.group.is_none_or(|g| g.main > d.found.first || d.found.link != Link::Own)
        && (sentence.start..d.found.first).any(marked)
        && !dated()
        && now()
    {
        let year = published.date.year();
        let (first, last) = (jiff::civil::date(year, 1, 1), jiff::civil::date(year, 12, 31));
        d.when = ReportTime {
            time: None,
            start: Some(Stamp::day(first)),
            end: Some(Stamp::day(last)),
            precision: Some(TimePrecision::Year),
            from: Carried::Published,
        };
    }
}

/// "Two people were killed in a crash near Velden": the noun hangs from a verb that tells who came to harm in it.
fn harmed_in(scene: &Scene, d: &Draft) -> bool {
    let w = scene.words;
    let at = d.found.anchor;
    let Some(above) = w.governor(at).filter(|_| d.family.harmful()) else { return false };
    // "Four were killed and nine wounded in a crash": the first of them has the auxiliary.
    let joined = || w.governor(above).filter(|&v| w.relation(above) == "conj" && w.is_verb(v) && !w.verb_group(above).has_aux);
    let Some(verb) = joined().or(Some(above)).filter(|&v| w.is_verb(v)) else { return false };
    let g = w.verb_group(verb);
    let told = (g.has_aux && (g.past_aux || g.perfect) || w.tag(verb) == "VBD")
        && !g.past_perfect
        && !(g.perfect && (since_then(scene, d) || tells_a_stretch(scene, at)))
        && g.modal.is_none()
        && !g.negated;
    let main = matches!(w.relation(verb), "root" | "conj" | "ccomp" | "parataxis");
    let lives =
        w.lemma(verb) == "lose" && w.below(verb).any(|c| w.relation(c) == "obj" && matches!(w.low(c), "lives" | "life"));
    let harm = matches!(w.lemma(verb), "kill" | "die" | "injure" | "wound" | "hurt" | "hospitalize" | "hospitalise")
        || lives
        || matches!(w.lemma(verb), "perish" | "drown" | "suffocate" | "trample" | "crush" | "trap")
        || matches!(w.lemma(verb), "martyr" | "murder" | "massacre" | "slay" | "shoot" | "behead" | "burn");
    told && main && harm && w.below(at).any(|c| w.relation(c) == "case" && w.low(c) == "in")
}

/// True where the sentence of token `at` tells a time that is no day.
fn tells_a_stretch(scene: &Scene, at: usize) -> bool {
    let w = scene.words;
    let time = |i: usize| scene.mentions.times.get(w.time_of[i] as usize);
    w.sentence(at).any(|i| time(i).is_some_and(|t| t.precision > TimePrecision::Day))
}

/// "A crash near Velden has killed nine": what is told as its lasting effect is the news; floods and wars go on for months.
fn has_killed(scene: &Scene, d: &Draft) -> bool {
    let w = scene.words;
    let Some(g) = d.found.group.filter(|g| d.found.link == Link::Subject && g.perfect && !g.past_perfect && !g.negated) else {
        return false;
    };
    let harm =
        matches!(w.lemma(g.main), "kill" | "injure" | "wound" | "leave" | "claim" | "hit" | "strike" | "destroy" | "rip");
    let plural = w.tag(d.found.anchor) == "NNS";
    d.family.harmful()
        && harm
        && !plural
        && !tells_a_stretch(scene, g.main)
        && !crate::period::goes_on_for_weeks(w.lemma(d.found.anchor))
        && g.modal.is_none()
}

/// True for what somebody has done or what has been done to somebody, told in the main clause, as what is new.
fn has_done(scene: &Scene, d: &Draft) -> bool {
    let w = scene.words;
    let Some(g) = d.found.group.filter(|g| g.perfect && !g.past_perfect && g.modal.is_none() && !g.negated) else {
        return false;
    };
    let ours = matches!(d.family, Family::Statement | Family::Affairs | Family::Justice);
    // "has long denied", "has twice been jailed", "has cut rates since May" are of no day.
    let vague = |i: usize| {
        matches!(
            w.low(i),
            "long" | "always" | "ever" | "never" | "once" | "twice" | "repeatedly" | "often" | "previously" | "since"
        ) || matches!(w.low(i), "already" | "consistently" | "sometimes" | "frequently" | "historically" | "times" | "recently")
    };
    let main = d.found.link == Link::Own && matches!(w.relation(g.main), "root" | "conj" | "ccomp" | "parataxis");
    let own = w.sentence(g.main).filter(|&i| w.clause[i] == w.clause[g.main]);
    ours && main && scene.is_news(&d.found) && !own.clone().any(vague)
}

/// True if the sentence tells a day of another calendar, which is not known here.
fn unknown_day(scene: &Scene, d: &Draft) -> bool {
    let w = scene.words;
    let numbered = |t: &model::Time| t.text.starts_with(|c: char| c.is_ascii_digit()) && t.value == "XXXX-XX-XX";
    w.sentence(d.found.anchor).any(|i| scene.mentions.times.get(w.time_of[i] as usize).is_some_and(numbered))
}

/// True if the sentence tells a day, though not this report's: then it was not simply "today". The stamp of a page that was
/// printed as it was posted is none.
fn other_day(scene: &Scene, d: &Draft, published: Stamp) -> bool {
    let w = scene.words;
    let today = |s: Stamp| (0..=1).contains(&days(s, published));
    w.sentence(d.found.anchor).any(|i| {
        let n = w.time_of[i];
        n != NONE && {
            let t = &scene.mentions.times[n as usize];
            let Some(start) = t.start.filter(|_| t.precision <= TimePrecision::Day) else { return false };
            !(scene.tells_saying(&d.found, i) || today(start) && scene.stamped(i))
        }
    })
}

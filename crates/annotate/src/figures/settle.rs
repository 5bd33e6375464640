//! Settles over the whole article what single sentences leave open.
//!
//! Somebody "shot" or "taken to hospital" is injured, unless the article tells that there was a death: then it is not known
//! whether this one lived, and nothing is said, unless all the dead have other names. Where some of those hit are told to have
//! died ("six were shot, two of them fatally"), the rest are injured. Somebody told of before ("he", "the victim") is a figure only where the
//! article has no better one of that kind.

use super::phrase::Kind;
use super::who::{self, Who};
use model::Figure;
use std::collections::HashSet;

/// A figure with what settling needs to know.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The figure.
    pub figure: Figure,
    /// The sentence it stands in.
    pub sentence: usize,
    /// How it counts.
    pub kind: Kind,
    /// Told only to have been hit.
    pub hit: bool,
    /// Told by name.
    pub name: bool,
    /// Some of others by its own words: "two of them".
    pub some: bool,
    /// Dead or hurt by his own hand, or the one who did it.
    pub own: bool,
    /// Whoever did it, and died.
    pub doer: bool,
    /// "was also shot": beside those told before.
    pub also: bool,
    /// Told in a sentence on a month, a year or more.
    pub past: bool,
    /// Hit where nobody dies of it as a rule, or told to be out of danger.
    pub lives: bool,
    /// Everybody who was hit: "all five were shot", "one died after four were shot".
    pub whole: bool,
    /// Told only to have been brought to hospital.
    pub moved: bool,
    /// The one person it counts.
    pub who: Option<Who>,
}

impl Draft {
    /// A figure of which nothing more is known: a sum of money, "nobody was hurt".
    pub fn plain(figure: Figure, sentence: usize, kind: Kind) -> Draft {
        Draft {
            figure,
            sentence,
            kind,
            hit: false,
            name: false,
            some: false,
            own: false,
            doer: false,
            also: false,
            past: false,
            lives: false,
            whole: false,
            moved: false,
            who: None,
        }
    }
}

/// What the article as a whole tells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Whole {
    /// The headline tells of a death.
    pub deadly: bool,
    /// Somebody killed others and himself.
    pub suicide: bool,
}

/// The figures that stand.
pub fn settle(drafts: Vec<Draft>, whole: Whole) -> Vec<Figure> {
    let deadly = whole.deadly;
    let (sure, people) = who::surely(&drafts);
    let dead: HashSet<usize> =
        drafts.iter().zip(&sure).filter(|(d, _)| d.figure.what == "killed").filter_map(|(_, s)| *s).collect();
    let death = |d: &&Draft| d.figure.what == "killed" && d.figure.best >= Some(1.0);
    let most = |drafts: &mut dyn Iterator<Item = &Draft>| drafts.filter_map(|d| d.figure.best).fold(0.0, f64::max);
    let ever = most(&mut drafts.iter().filter(death));
    // Whoever died in another year says nothing of those hit today.
    // Whoever did it is none of those hit.
    let deaths = most(&mut drafts.iter().filter(death).filter(|d| !d.past && !d.doer));
    // "A man was killed and a woman shot in the leg": told of two. "Six were shot, two of them fatally": two of the six.
    let beside: Vec<(usize, Option<f64>)> = drafts
        .iter()
        .filter(death)
        .filter(|d| told_fully(d) && !d.doer)
        .map(|d| (d.sentence, d.figure.best.filter(|_| d.some)))
        .collect();
    // "shot three of his children, killing two": fewer, and no word on who else they may be.
    let of_those = |hit: &Draft| {
        let fewer = |d: &&Draft| {
            let anybody = d.figure.of.as_deref().is_none_or(|of| matches!(of, "person" | "people"));
            let bare = d.kind == Kind::Number && anybody && d.figure.range.start >= hit.figure.range.end;
            let killing = d.figure.cue.is_some_and(|c| c.start >= hit.figure.range.end && c.start < d.figure.range.start);
            // "five shot, two dead", "four people were shot and one person killed": all are counted first.
            let next = hit.figure.cue.is_some_and(|c| c.end <= d.figure.range.start && d.figure.range.start <= c.end + AND);
            bare && d.figure.best < hit.figure.best && (killing || next && hit.kind == Kind::Number)
        };
        let from = drafts.partition_point(|d| d.sentence < hit.sentence);
        let here = drafts[from..].iter().take_while(|d| d.sentence == hit.sentence);
        here.filter(death).filter(fewer).filter_map(|d| d.figure.best).reduce(f64::min)
    };
    // "shot four others, including one who died", "found four wounded, two of them dead"
    let fallen = |hurt: &Draft| {
        let hurts = (hurt.hit || hurt.figure.what == "injured") && hurt.kind == Kind::Number && !hurt.some;
        let from = drafts.partition_point(|d| d.sentence < hurt.sentence);
        let here = drafts[from..].iter().take_while(|d| d.sentence == hurt.sentence);
        let behind = |d: &&Draft| d.figure.range.start >= hurt.figure.range.end;
        let mut after = here.clone().filter(death).filter(|d| d.some).filter(behind);
        let fell = after.next()?;
        // "3 wounded in Norport Police say a man shot four, killing one of them": those told last.
        let nearer = |d: &&Draft| d.hit && d.kind == Kind::Number && !d.some && d.figure.range.end <= fell.figure.range.start;
        let last = hurt.hit || !here.filter(behind).any(|d| nearer(&d));
        fell.figure.best.filter(|dead| hurts && last && Some(*dead) < hurt.figure.best)
    };
    // "Four people were wounded. One of them died in hospital.": where nobody else died before.
    let later = |hurt: &Draft| {
        let hurts =
            !hurt.hit && hurt.figure.what == "injured" && hurt.kind == Kind::Number && !hurt.some && !counts_others(hurt);
        let mut dead = drafts.iter().filter(death);
        let first = dead.next().filter(|d| hurts && of_the_hurt(d) && d.sentence == hurt.sentence + 1)?;
        first.figure.best.filter(|dead| Some(*dead) < hurt.figure.best && ever <= *dead)
    };
    let fallen: Vec<Option<f64>> = drafts.iter().map(|d| fallen(d).or_else(|| later(d))).collect();
    let killing: Vec<Option<f64>> = drafts.iter().map(|d| if d.hit { of_those(d) } else { None }).collect();
    let named: HashSet<String> = drafts.iter().filter(death).filter(|d| d.name).map(|d| last_word(&d.figure.text)).collect();
    let all_dead = deaths.max(named.len() as f64);
    // Everybody who died is known, and this one is somebody else.
    let by_own_hand = drafts.iter().any(|d| d.kind == Kind::Reflexive && d.figure.what == "killed");
    let known_dead = dead.len() as f64 >= all_dead && !dead.is_empty() && !by_own_hand;
    let another = |s: usize| known_dead && dead.iter().all(|d| people[*d].differs(&people[s]));
    // "He is in stable condition": the one told before to have been hit.
    let alive: HashSet<usize> = drafts
        .iter()
        .zip(&sure)
        .filter(|(d, _)| !d.hit && d.figure.what == "injured")
        .filter_map(|(_, s)| s.filter(|s| !dead.contains(s)))
        .collect();
    let lives: Vec<bool> =
        drafts.iter().zip(&sure).map(|(d, s)| lives(d, *s, &drafts, &sure, &|s| another(s) || alive.contains(&s))).collect();
    // Told in full: neither by a pronoun nor as somebody known.
    let told = |what: &str| drafts.iter().any(|d| !d.hit && d.figure.what == what && told_fully(d));
    let (killed, injured) = (told("killed"), told("injured"));
    let gone: Vec<f64> = drafts.iter().map(|d| dead_in(d, &drafts, &sure, &dead)).collect();
    let wounded =
        drafts.iter().any(|d| !d.hit && d.figure.what == "injured" && d.kind == Kind::Number && d.figure.best >= Some(1.0));
    let hit = drafts.iter().any(|d| d.hit && told_fully(d));
    let first = drafts.iter().filter(death).map(|d| d.sentence).min();
    let last = drafts.iter().filter(death).map(|d| d.sentence).max();
    let died_before = |s: usize| first.is_some_and(|d| d < s) && last.is_some_and(|d| d < s);
    let lone = deadly && ever <= 0.0 && lone(&drafts, &sure);
    // "two people including the gunman", "killing two before killing himself": the total has him.
    let by_hand = |d: &Draft| d.figure.what == "killed" && (d.kind == Kind::Reflexive || d.doer && d.figure.part);
    let counted_in = whole.suicide || drafts.iter().any(by_hand);
    let (mut kept, mut persons) = (Vec::with_capacity(drafts.len()), Vec::with_capacity(drafts.len()));
    let open = killing.into_iter().zip(fallen).zip(gone).zip(lives);
    for ((mut d, sure), (((killing, fallen), gone), lives)) in drafts.into_iter().zip(sure).zip(open) {
        // "All survived": hurt only where people were hit.
        if d.figure.what == "survived" {
            if !hit {
                continue;
            }
            d.figure.what = "injured".into();
        }
        // "Ruiz and two others were shot", where Ruiz died: the two.
        if gone > 0.0 && (!d.hit || all_dead <= gone) {
            let rest = |x: Option<f64>| x.map(|x| x - gone);
            (d.figure.best, d.figure.low, d.figure.high) = (rest(d.figure.best), rest(d.figure.low), rest(d.figure.high));
            if d.figure.best >= Some(1.0) {
                d.figure.what = "injured".into();
                kept.push(d);
                persons.push(sure);
            }
            continue;
        }
        // Hurt, and dead elsewhere in the article: counted with the dead.
        if (d.hit || d.figure.what == "injured") && sure.is_some_and(|s| dead.contains(&s)) {
            continue;
        }
        if d.hit {
            // "Another man was shot", beside the dead; not "he shot another man".
            let passive = d.figure.cue.is_some_and(|c| c.start >= d.figure.range.end);
            let another = d.kind == Kind::Person && d.who.as_ref().is_some_and(|w| w.another && w.nth.is_none());
            let other = counts_others(&d) || (another || d.also && told_fully(&d)) && passive;
            let near = beside.partition_point(|(s, _)| *s < d.sentence);
            let near = beside[near..].iter().take_while(|(s, _)| *s == d.sentence).next();
            // All the dead have names, and this one has another.
            let lived = lives || d.name && named.len() as f64 >= deaths && !named.contains(&last_word(&d.figure.text));
            let apart = told_fully(&d) && near.is_some() && !d.whole;
            let unknown = (if d.past { ever } else { deaths }) > 0.0 || deadly && ever <= 0.0;
            // "shot his wife and himself in a murder-suicide"
            let object = d.figure.cue.is_some_and(|c| c.start < d.figure.range.start);
            if whole.suicide && object && deaths < 2.0 && !injured && !other && !lived && told_fully(&d) {
                d.figure.what = "killed".into();
                kept.push(d);
                persons.push(sure);
                continue;
            }
            // "Man arrested in fatal shooting", above a text that tells of one man shot: it is he who died.
            if lone {
                d.figure.what = "killed".into();
                kept.push(d);
                persons.push(sure);
                continue;
            }
            if unknown && !(other || lived || apart) {
                // "Four people were shot", where one is told to have died and nobody else was counted: the rest lived.
                let rest = d.figure.best.map(|all| all - all_dead).filter(|rest| *rest >= 1.0 && deaths > 0.0);
                let all = d.kind == Kind::Number && !d.some && !d.figure.part && !wounded && !d.past;
                // "Nine were killed. Sixty-four were taken to hospital.": the dead were told before, and lie elsewhere.
                let rest = if d.moved && all && died_before(d.sentence) { d.figure.best } else { rest };
                let Some(rest) = rest.filter(|_| all) else { continue };
                (d.figure.best, d.figure.low) = (Some(rest), Some(rest));
                d.figure.high = d.figure.high.map(|_| rest);
                d.figure.what = "injured".into();
                kept.push(d);
                persons.push(sure);
                continue;
            }
            let dead = near.and_then(|(_, some)| *some).or(killing).filter(|_| d.kind == Kind::Number && !other);
            if let Some(dead) = fallen.or(dead).filter(|dead| d.figure.best > Some(*dead)) {
                without(&mut d.figure, dead);
            }
            d.figure.what = "injured".into();
        } else if let Some(dead) = fallen {
            without(&mut d.figure, dead);
        }
        let known = match d.figure.what.as_str() {
            "killed" => killed,
            // "He is in stable condition" is told of no dead.
            "injured" => injured || deaths > 0.0 && !d.lives || hit && d.hit && !d.lives,
            _ => false,
        };
        if d.kind == Kind::Anaphor && known && (!d.doer || d.figure.part) {
            continue;
        }
        kept.push(d);
        persons.push(sure);
    }
    casualties(&mut kept, deaths);
    attackers(&mut kept, counted_in);
    let (mut numbers, mut next) = (vec![None; kept.len()], 0);
    for what in ["killed", "injured"] {
        who::seats(&kept, &persons, what, if what == "injured" { deaths } else { 0.0 }, &mut next, &mut numbers);
    }
    kept.into_iter().zip(numbers).map(|(d, person)| Figure { person, ..d.figure }).collect()
}

/// Takes the dead off those who were hit.
fn without(figure: &mut Figure, dead: f64) {
    let rest = figure.best.map(|all| all - dead);
    (figure.best, figure.low, figure.high) = (rest, rest, figure.high.and(rest));
}

/// True for one of whom `alive` holds, and for a list of such.
fn lives(d: &Draft, own: Option<usize>, drafts: &[Draft], sure: &[Option<usize>], alive: &dyn Fn(usize) -> bool) -> bool {
    if !d.hit {
        return false;
    }
    if let Some(own) = own {
        return alive(own) || d.lives;
    }
    if d.lives {
        return true;
    }
    let from = drafts.partition_point(|m| m.sentence < d.sentence);
    let here = drafts.iter().zip(sure).skip(from).take_while(|(m, _)| m.sentence == d.sentence);
    let members: Vec<bool> = here
        .filter(|(m, _)| m.hit && m.figure.part && d.figure.range.contains(m.figure.range) && m.figure.range != d.figure.range)
        .map(|(_, s)| s.is_some_and(alive))
        .collect();
    members.len() as f64 >= d.figure.best.unwrap_or(0.0) && members.len() > 1 && members.iter().all(|a| *a)
}

/// How many of a list of people hurt are told to be dead elsewhere.
fn dead_in(list: &Draft, drafts: &[Draft], sure: &[Option<usize>], dead: &HashSet<usize>) -> f64 {
    let hurt = list.hit || list.figure.what == "injured";
    if !hurt || list.who.is_some() || list.kind != Kind::Number {
        return 0.0;
    }
    let range = list.figure.range;
    let member = |d: &Draft| {
        let inside = range.start <= d.figure.range.start && d.figure.range.end <= range.end;
        d.figure.part && d.figure.what == list.figure.what && inside
    };
    let from = drafts.partition_point(|d| d.sentence < list.sentence);
    let here = drafts.iter().zip(sure).skip(from).take_while(|(d, _)| d.sentence == list.sentence);
    here.filter(|(d, s)| member(d) && s.is_some_and(|s| dead.contains(&s))).count() as f64
}

/// True where all who are told to have been hit are one person, told in full, and nobody else is hurt.
fn lone(drafts: &[Draft], sure: &[Option<usize>]) -> bool {
    let mut hits = drafts.iter().zip(sure).filter(|(d, _)| d.hit && d.kind != Kind::Anaphor).peekable();
    let first = hits.peek().and_then(|(_, s)| **s);
    let one = |(d, s): (&Draft, &Option<usize>)| d.figure.best == Some(1.0) && !d.past && told_fully(d) && *s == first;
    first.is_some()
        && hits.all(one)
        && !drafts.iter().any(|d| !d.hit && d.figure.what == "injured" && d.figure.best >= Some(1.0))
}

/// Bytes of a comma and a space.
const JOINT: u32 = 2;
/// Bytes of " and ".
const AND: u32 = 5;

/// "Four men were injured", where the article tells of one dead and three others hurt: the four are all who were hit.
fn casualties(drafts: &mut [Draft], deaths: f64) {
    let all_dead = |d: &&Draft| d.figure.what == "killed" && d.figure.best == Some(deaths) && deaths >= 1.0 && !d.some;
    let dead: HashSet<usize> = drafts.iter().filter(all_dead).map(|d| d.sentence).collect();
    let number = |d: &Draft| d.kind == Kind::Number;
    let told: HashSet<(usize, u32, bool)> =
        drafts.iter().filter(all_dead).map(|d| (d.sentence, d.figure.range.start, number(d))).collect();
    let other = |d: &Draft| counts_others(d);
    let survivors: Vec<f64> = drafts
        .iter()
        .filter(|d| {
            d.figure.what == "injured" && !d.figure.part && (other(d) || dead.contains(&d.sentence) && d.kind == Kind::Number)
        })
        .filter_map(|d| d.figure.best)
        .collect();
    for d in drafts.iter_mut().filter(|d| d.figure.what == "injured" && !other(d)) {
        let Some(all) = d.figure.best else { continue };
        // "two people dead and four injured" tells the two apart.
        // "left three injured and the gunman dead" has the dead right behind.
        // "of the four injured, the man who died was Ruiz" has one of them.
        let behind = |start: u32, number: bool| {
            d.figure.cue.is_some_and(|c| c.end + if number { 0 } else { JOINT } < start && start <= c.end + AND)
        };
        let beside =
            || told.iter().any(|(s, start, n)| *s == d.sentence && (*start < d.figure.range.start || behind(*start, *n)));
        let apart = !d.hit && d.kind == Kind::Number && beside();
        if deaths >= 1.0 && !apart && survivors.iter().any(|i| *i >= 1.0 && i + deaths == all) {
            d.figure.what = "affected".into();
        }
    }
}

/// "The gunman killed two people before he was shot dead", "two women were shot dead; the gunman was found dead": the total
/// leaves him out where it is what he did, or counts people whom he is none of.
fn attackers(drafts: &mut [Draft], counted_in: bool) {
    let total = |d: &&Draft| {
        d.figure.what == "killed"
            && d.kind == Kind::Number
            && !d.figure.part
            && !d.some
            && !d.past
            && d.figure.best >= Some(1.0)
    };
    let most = drafts.iter().filter(total).max_by(|a, b| a.figure.best.unwrap_or(0.0).total_cmp(&b.figure.best.unwrap_or(0.0)));
    let leaves_out = most.is_some_and(|d| {
        let object = d.figure.cue.is_some_and(|c| c.end <= d.figure.range.start);
        let anybody =
            |of: &str| matches!(of, "person" | "people" | "persons" | "men") || of.contains("dead") || of.contains("them");
        object || d.figure.of.as_deref().is_some_and(|of| !anybody(of))
    });
    if leaves_out && !counted_in {
        drafts.iter_mut().filter(|d| d.doer && d.figure.what == "killed").for_each(|d| d.figure.beside = true);
    }
}

/// "one of them", "one of the wounded".
fn of_the_hurt(d: &Draft) -> bool {
    let hurt = |of: &str| of == "them" || of.ends_with("wounded") || of.ends_with("injured") || of.ends_with("victims");
    d.some || d.kind == Kind::Number && d.figure.of.as_deref().is_some_and(hurt)
}

/// "three others", "other people".
fn counts_others(d: &Draft) -> bool {
    let says = |t: &str| t.to_lowercase().split(' ').any(|w| matches!(w, "other" | "others"));
    says(&d.figure.text) || d.figure.of.as_deref().is_some_and(says)
}

fn last_word(text: &str) -> String {
    text.rsplit(' ').next().unwrap_or("").to_lowercase()
}

/// Neither a pronoun nor somebody told of before.
fn told_fully(d: &Draft) -> bool {
    !matches!(d.kind, Kind::Anaphor | Kind::Reflexive)
}

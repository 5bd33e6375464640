//! Do two reports tell one happening?
//!
//! Kinds must be near, times must overlap and places must nest where both are known; actors, figures and wording then
//! speak for or against. Unknown says nothing either way.

pub use crate::kinds::{GENERAL, UNSPECIFIED, family};
pub(crate) use crate::kinds::{HARM, HARMFUL, VIOLENT, kinds, led_and_killed};
use crate::kinds::{fight, from_above, gunfight, one_victim_of_two_kinds, turned_gun, two_unknown, under, unspecified};
use crate::subject::Comparison;
use crate::two::{of_other_year, of_several, season_and_day, two, two_days, two_deeds, two_villages};
use crate::{ReportDigest, Told, neighbours, once, recalled, war, wounded};
use jiff::civil::Date;
use model::{Carried, EventPlace, PlacePrecision, RoleKind, Status, TimePrecision};
use unicode_normalization::UnicodeNormalization;

/// What one side of a comparison brings.
pub struct Side<'a> {
    /// The report.
    pub report: &'a ReportDigest,
    /// Keys of the actors who take part, sorted.
    pub actors: &'a [u64],
    /// Those of them who take part in what few articles tell, sorted.
    pub rare: &'a [u64],
    /// Keys of those who say it, sorted; none where one of them is no actor.
    pub speakers: &'a [u64],
    /// Keys of the persons with a full name who come to harm in it, sorted.
    pub victims: &'a [u64],
    /// Keys of those who have no name ("police", "a man"), sorted: much weaker.
    pub others: &'a [u64],
    /// Keys of the persons who do or suffer something in the article, public figures left out, sorted.
    pub people: &'a [u64],
    /// Those of them who come to harm, sorted.
    pub hurt: &'a [u64],
    /// Keys of the streets, parks and buildings where the article tells of harm, sorted.
    pub spots: &'a [u64],
    /// The ages it tells with the harm, in months, sorted.
    pub ages: &'a [u64],
    /// Number of the article in sorted order.
    pub article: usize,
    /// The article's day of publication.
    pub published: Option<Date>,
    /// The subject of the article; equal where two articles tell one.
    pub subject: u32,
    /// The story of the article, which may hold several subjects.
    pub story: u32,
    /// True if its article tells most of this happening.
    pub main: bool,
    /// True if its article tells of many happenings.
    pub many: bool,
    /// True if so does the subject of its article.
    pub broad: bool,
    /// True if it is violence in news of a war.
    pub war: bool,
    /// What two articles share, by their numbers.
    pub shared: &'a Comparison<'a>,
}

impl Side<'_> {
    /// How many telling words, beside those of places, its article shares with another's.
    pub(crate) fn ties(&self, other: &Side) -> usize {
        self.shared.ties(self.article, other.article)
    }
}

/// Least score of two reports that are one happening.
pub const JOIN: f64 = 1.0;

/// How strongly two reports seem to tell one happening; `None` where they cannot.
pub fn score(a: &Side, b: &Side) -> Option<f64> {
    let (x, y) = (a.report, b.report);
    // The dead of a year are no toll of a day.
    if x.period != y.period {
        return None;
    }
    // What one says and what another says are two statements, and so is what one article tells of two things, where it does
    // not tell the same speaker.
    let says = |r: &ReportDigest| r.kind.path.starts_with("statement.");
    let heard = !a.speakers.is_empty() && !b.speakers.is_empty();
    let other = heard || a.article == b.article && says(x) && says(y) && of_other_things(a, b);
    if other && overlap(a.speakers, b.speakers) <= 0.0 {
        return None;
    }
    let kind = kinds(&x.kind.path, &y.kind.path)
        .or(unspecified(a, b))
        .or(turned_gun(a, b))
        .or(fight(a, b))
        .or(from_above(a, b))
        .or(gunfight(a, b))
        .or(one_victim_of_two_kinds(a, b))?;
    if once::other_persons(x, y)
        || aftershock(x) != aftershock(y) && x.kind.path == y.kind.path
        || two_unknown(a, b)
        || led_and_killed(x, y)
        || led_and_killed(y, x)
    {
        return None;
    }
    if a.article == b.article && older_one(x, y) {
        return None;
    }
    // "All three were in fair condition on Tuesday" goes with what hurt them.
    let lie = a.article == b.article && !a.many && wounded::of_it(x, y);
    // "in two villages: nine in Orle and five in Varn"
    let villages = two_villages(x, y) && !refers(x, y) && !refers(y, x);
    if a.article == b.article && (wounded::mourned(x, y) || two_deeds(x, y) || !lie && two_days(x, y) || villages) {
        return None;
    }
    // "killed 14 in two villages": what adds up to the whole is of it.
    let several = of_several(x, y) && !refers(x, y) && !refers(y, x);
    if season_and_day(x, y) || a.article == b.article && (two(x, y) || several || of_other_year(x, y, a.published.is_none())) {
        return None;
    }
    if neighbours::two_quarters(a, b) || neighbours::two_deeds(a, b) {
        return None;
    }
    let one = a.article != b.article && a.subject == b.subject;
    let stated = |p: Carried, q: Carried| p == Carried::Stated && q == Carried::Stated;
    // Articles on two shootings of one town are much alike: days and towns that do not fit need a name in common.
    let known = overlap(a.actors, b.actors) > 0.0
        || one && (overlap(a.people, b.people) > 0.0 || overlap(a.spots, b.spots) > 0.0)
        || one_age(a, b) && a.subject == b.subject && alike(a, b) >= FAIRLY;
    let victim = one_victim(a, b);
    // Nobody is led away twice on a day, and the same 115 dead are hardly another 115.
    let led = (one || a.article == b.article) && once::same_person(x, y);
    if a.article == b.article && x.kind.path == y.kind.path && (once::again(x, y) || once::again(y, x)) {
        return None;
    }
    let toll = once::one_toll(a, b);
    let late = !stated(x.when_from, y.when_from) && apart(a, b) <= LATE && (known || toll || undated(a, b));
    let unfit = late || victim;
    // "She died in hospital on Tuesday" goes with the shooting of Sunday in which she was hit.
    // "A dock worker died of his burns on Tuesday", right behind the blast, is of those whom it hurt.
    let near = x.sentence.abs_diff(y.sentence) <= NEXT;
    let wounds = |death: &ReportDigest, harm: &ReportDigest| near && dies_of(death, harm) && of_wounds(death, harm);
    let of_those = a.article == b.article && (wounds(x, y) || wounds(y, x));
    let still = a.article == b.article && wounded::goes_on(x, y);
    let lingered = a.article == b.article && (dies_of(x, y) || dies_of(y, x)) && shares(x, y) || of_those || lie;
    let time = times(a, b, known).or((one && unfit).then_some(UNFIT)).or((lingered || still).then_some(0.0))?;
    let elsewhere = one && (known || undated(a, b)) && (a.main && b.main || !stated(x.where_from, y.where_from)) || victim;
    let elsewhere = elsewhere || led || toll && !stated(x.where_from, y.where_from);
    // Where they come from says little on where it was.
    let guessed = |c: Carried| matches!(c, Carried::Parties | Carried::Article);
    let fits = match places(&x.place, &y.place) {
        Some(_) if guessed(x.where_from) || guessed(y.where_from) => Some(0.0),
        // The town that an article tells of may well be that of what it places somewhere else on the map.
        None if guessed(x.where_from) || guessed(y.where_from) => Some(if a.article == b.article { 0.0 } else { UNFIT }),
        // Where an article was written need not be where it was.
        None if a.article == b.article && (x.where_from == Carried::Dateline || y.where_from == Carried::Dateline) => Some(0.0),
        fits => fits,
    };
    // "In Arlo Province": the gazetteer may take it for the town of Arlo, which is the province's.
    let named = || a.article == b.article && (in_province(&x.place, &y.place) || in_province(&y.place, &x.place));
    let fits = fits.or_else(|| named().then_some(0.1)).or_else(|| both_lands(a, b).then_some(0.0));
    let place = fits.or(elsewhere.then_some(UNFIT)).or(lingered.then_some(0.0))?;
    let figure = figures(x, y);
    let actor = overlap(a.actors, b.actors) + 0.3 * overlap(a.others, b.others);
    let wording = overlap(&x.words, &y.words);
    let within = if a.article == b.article { closeness(x, y, a) } else { 0.0 } + if of_those || lie { ONE_STORY } else { 0.0 };
    let background = if x.background != y.background && a.article == b.article && within < ONE_STORY { -0.5 } else { 0.0 };
    // What is announced in an article that tells what happened is another, later happening.
    let unreal = |s: Status| matches!(s, Status::Planned | Status::Threatened | Status::Possible);
    let status = if unreal(x.status) != unreal(y.status) && a.article == b.article { -1.0 } else { 0.0 };
    let subject = match () {
        _ if a.article == b.article => 0.0,
        _ if a.subject == b.subject && a.main && b.main => ONE_SUBJECT + MAIN,
        _ if a.subject == b.subject => ONE_SUBJECT,
        _ if a.story == b.story => ONE_STORY_AT_LEAST,
        _ => -OTHER_SUBJECT,
    };
    let on_day = || day(x).zip(day(y)).is_some_and(|(p, q)| gap(p, q) <= 1);
    let aged = match () {
        _ if !known && other_ages(a, b) => -OTHER_AGES,
        _ if a.subject != b.subject && one_age(a, b) && on_day() => ONE_AGE,
        _ => 0.0,
    };
    // Nobody is killed twice.
    let victims = a.article != b.article && harms(x) && harms(y) && overlap(a.victims, b.victims) > 0.0;
    let victims = if victims || led { ONE_VICTIM } else { 0.0 };
    let stale = if war::stale(a, b) { -STALE } else { 0.0 };
    let recalls = recalled::recalled(a, b, place, wording);
    let old = if recalls { RECALLED } else { 0.0 };
    let shown = match a.article == b.article {
        true => !a.many && !idle(x) && !idle(y) || goes_on(x, y, place, figure, actor, wording),
        false => {
            a.subject == b.subject && !(a.broad || a.many || b.many) && news(x) && news(y)
                || victim
                || led
                || recalls
                || undated(a, b)
                || firm(a, b, place, figure, wording)
        }
    };
    // An article tells of one coup again and again, by its year, its day or neither.
    let coup = a.article == b.article && [x, y].iter().all(|r| r.kind.path == "coup");
    let vague = match () {
        _ if coup => VAGUE,
        _ if shown => 0.0,
        _ => -VAGUE,
    };
    // "The government declared an emergency", and once more further down, without a day.
    let retold = a.article == b.article && x.kind == y.kind && wording >= RETOLD && (x.start.is_none() || y.start.is_none());
    let within = within + if retold && !harms(x) && x.kind.path != UNSPECIFIED { AGAIN } else { 0.0 };
    let said = 1.2 * wording + within + background + status;
    Some(vague + old + victims + stale + kind + time + place + figure + actor + said + subject + aged)
}

/// "The deadliest such attack was in Velm in 2012, when a gunman killed 16": an older one of its own, and not the news with its one
/// dead, whether or not both tell a toll.
fn older_one(x: &ReportDigest, y: &ReportDigest) -> bool {
    if x.background == y.background {
        return false;
    }
    let (old, news) = if x.background { (x, y) } else { (y, x) };
    let other_toll = old.dead().zip(news.dead()).is_some_and(|(p, q)| p.max(q) > 1.5 * p.min(q));
    let superlative = || old.start != news.start && old.says(&["deadliest", "bloodiest", "worst"]);
    old.start.is_some() && (other_toll || superlative())
}

/// True for what came after a quake: it is no part of the first one.
fn aftershock(r: &ReportDigest) -> bool {
    r.kind.path == "disaster.earthquake" && r.roles.iter().any(|x| x.text.to_lowercase().contains("aftershock"))
}

/// True where two reports of two articles agree in something that sets one happening apart from others of its kind: a day
/// or a great toll, with a town, a party or the wording; or where both are what two much alike articles tell most of.
fn firm(a: &Side, b: &Side, place: f64, figure: f64, wording: f64) -> bool {
    let (x, y) = (a.report, b.report);
    let day = day(x).zip(day(y)).is_some_and(|(p, q)| gap(p, q) <= slack(x, y));
    let town = place >= TOWN;
    let worded = wording >= WORDED;
    let party = overlap(a.rare, b.rare) > 0.0;
    let agree = [day, town, figure >= TOLL, party, worded];
    let about = mains_of_one(a, b) && !war::later(a, b) && alike(a, b) >= if a.broad { MUCH } else { FAIRLY };
    // "The spill in the gulf": a place has few great accidents.
    let named =
        x.place.geonames.is_some() && x.place.geonames == y.place.geonames && x.place.precision != PlacePrecision::Country;
    let single = |r: &ReportDigest| matches!(r.kind.path.split('.').next(), Some("accident" | "disaster"));
    let one_there = named && single(x) && single(y);
    (day || figure >= TOLL || party || worded) && agree.iter().filter(|x| **x).count() >= 2 || about || one_there
}

/// True for what came about, and is not recalled.
pub fn news(r: &ReportDigest) -> bool {
    !r.background && matches!(r.status, Status::Happened | Status::Ongoing | Status::Alleged)
}

/// True for what is feared, meant or recalled with no day and no toll: talk of such things rather than one of them.
pub(crate) fn idle(r: &ReportDigest) -> bool {
    !news(r) && r.figures.is_empty() && r.when_from != Carried::Stated
}

/// True where an article that tells of many happenings comes back to one: it says so, tells of the same people, the same toll
/// or in the same words, tells beside it who came to harm, or tells the same day and town.
fn goes_on(x: &ReportDigest, y: &ReportDigest, place: f64, figure: f64, actor: f64, wording: f64) -> bool {
    let (earlier, later) = if x.sentence < y.sentence { (x, y) } else { (y, x) };
    let away = later.sentence - earlier.sentence;
    let lent = |r: &ReportDigest| day(r).filter(|_| r.when_from != Carried::Published);
    let day = lent(x).zip(lent(y)).is_some_and(|(p, q)| gap(p, q) <= slack(x, y));
    let harm = |r: &ReportDigest| HARM.contains(&r.kind.path.as_str());
    let beside =
        away <= NEXT && (harm(x) != harm(y) && news(x) && news(y) || later.told == Told::Again) && x.background == y.background;
    beside || shares(x, y) || figure > 0.0 || wording >= WORDED || actor >= 0.5 || day && place >= TOWN
}

/// What it says for two reports that the same person comes to harm,
const ONE_VICTIM: f64 = 0.5;
/// that one recalls what the other told long before,
const RECALLED: f64 = 0.9;
/// and against them in news of a war that days lie between them.
const STALE: f64 = 0.5;
/// What it says against two reports that nothing in particular shows to be one.
const VAGUE: f64 = 0.6;
/// Three fifths of the shorter sentence's words in common, half of that.
const RETOLD: f64 = 0.3;
/// Places that agree in the town,
pub(crate) const TOWN: f64 = 0.3;
/// tolls that are hardly another's,
pub(crate) const TOLL: f64 = 0.4;
/// and sentences that have two fifths of the shorter one's words in common.
pub(crate) const WORDED: f64 = 0.2;

/// True where both tell whom or what it is about, and nobody and nothing is the same, or only one of them tells who says it.
fn of_other_things(a: &Side, b: &Side) -> bool {
    let told = |s: &Side| !s.actors.is_empty() || !s.others.is_empty();
    let shared = overlap(a.actors, b.actors) + overlap(a.others, b.others) > 0.0;
    told(a) && told(b) && !shared || a.speakers.is_empty() != b.speakers.is_empty()
}

/// True where a death may come of what another report tells: it has its own day, some time later.
fn dies_of(death: &ReportDigest, harm: &ReportDigest) -> bool {
    let later = || days(death).zip(days(harm)).is_some_and(|(d, h)| (0..=LINGERS).contains(&days_between(h.1, d.0)));
    death.kind.path == DIED && harms(harm) && later()
}

/// The kind of a death without more.
pub const DIED: &str = "death";

/// True for the death of one, or of one more, in a sentence that tells of wounds or a hospital.
fn of_wounds(death: &ReportDigest, harm: &ReportDigest) -> bool {
    let dead = |r: &ReportDigest| {
        let totals = r.figures.iter().filter(|f| f.what == "killed" && !f.part);
        totals.filter_map(|f| f.best).max_by(f64::total_cmp)
    };
    let one = dead(death).is_some_and(|n| n == 1.0 || dead(harm).is_some_and(|before| n == before + 1.0));
    one && death.says(&["injuries", "wounds", "burns", "hospital"])
}

/// Days for which the wounded may live on.
const LINGERS: i32 = 30;

/// True for a report of harm to people.
pub fn harms(r: &ReportDigest) -> bool {
    harmful(&r.kind.path)
}

/// True for a kind of harm to people.
pub fn harmful(kind: &str) -> bool {
    HARMFUL.contains(&kind.split('.').next().unwrap_or(""))
}

/// True where two articles of one subject tell most of harm to the same private person: who is hurt twice is rare, and days
/// and towns are often those of a hearing or a hospital.
pub fn one_victim(a: &Side, b: &Side) -> bool {
    let one = a.article != b.article && a.subject == b.subject && a.main && b.main;
    one && harms(a.report) && harms(b.report) && overlap(a.hurt, b.hurt) > 0.0
}

/// True where two articles that tell most of harm both tell ages: the ages of those hurt and of those who did it.
fn ages_told(a: &Side, b: &Side) -> bool {
    let mains = a.article != b.article && a.main && b.main;
    mains && harms(a.report) && harms(b.report) && !a.ages.is_empty() && !b.ages.is_empty()
}

/// True where all ages that one of them tells are told by the other too.
pub(crate) fn one_age(a: &Side, b: &Side) -> bool {
    ages_told(a, b) && overlap(a.ages, b.ages) >= 0.5
}

/// True where they have no age in common.
fn other_ages(a: &Side, b: &Side) -> bool {
    ages_told(a, b) && overlap(a.ages, b.ages) <= 0.0
}

/// "A quake killed 11,000 in Turkey and Syria. The quake struck on Monday": one article's disaster of two countries, of which one
/// report has no day.
fn both_lands(a: &Side, b: &Side) -> bool {
    let (x, y) = (a.report, b.report);
    let land = |r: &ReportDigest| r.place.precision == PlacePrecision::Country;
    let natural = matches!(&*x.kind.path, "disaster.earthquake" | "disaster.storm" | "disaster.flood" | "disaster.drought");
    let open = |r: &ReportDigest| r.start.is_none();
    a.article == b.article && natural && x.kind == y.kind && news(x) && news(y) && land(x) && land(y) && (open(x) || open(y))
}

/// True where two articles of one subject state the same day for the harm they tell, or have a private person or a street
/// of it in common.
pub fn one_at_all(a: &Side, b: &Side) -> bool {
    let day = || stated_day(a.report).zip(stated_day(b.report)).is_some_and(|(x, y)| gap(x, y) == 0);
    let one = a.article != b.article && a.subject == b.subject;
    one && (overlap(a.people, b.people) > 0.0 || overlap(a.spots, b.spots) > 0.0 || day())
}

/// What it says for two reports that their articles tell of one subject,
const ONE_SUBJECT: f64 = 0.5;
/// with what it adds that both are what their articles tell most of,
const MAIN: f64 = 0.4;
/// that they tell of one story at least,
const ONE_STORY_AT_LEAST: f64 = 0.2;
/// and against them that they tell of two.
const OTHER_SUBJECT: f64 = 0.2;
/// Log-odds of two articles that are much alike,
pub(crate) const MUCH: f32 = 2.0;
/// and of two that are fairly so.
const FAIRLY: f32 = 1.0;
/// What it says against two reports of harm that their articles tell other ages.
const OTHER_AGES: f64 = 0.6;
/// What it says for them where two subjects seem to be told, that the day and the ages are the same.
const ONE_AGE: f64 = 0.4;
/// What days or places say against two reports of one subject that do not fit and were not both told beside them; places
/// also where both are what their articles tell most of: the gazetteer errs more often than the comparison of articles.
const UNFIT: f64 = -0.3;

/// Days as a pair, where a report has them.
pub fn days(r: &ReportDigest) -> Option<(Date, Date)> {
    let start = r.start?.date;
    Some((start, r.end.map_or(start, |e| e.date)))
}

fn times(a: &Side, b: &Side, known: bool) -> Option<f64> {
    let (x, y) = (days(a.report), days(b.report));
    let (Some((s, e)), Some((t, f))) = (x, y) else {
        if a.article == b.article {
            return Some(0.0);
        }
        // Two articles of two subjects that both leave open when it was: nothing makes it one happening.
        if x.is_none() && y.is_none() && a.subject != b.subject {
            return None;
        }
        // An undated mention speaks of what was news when it was printed; only history may be older.
        let apart = |from: Option<Date>, to: Option<Date>| Some(days_between(from?, to?));
        let gap = match (x, y) {
            (Some((_, end)), None) => apart(Some(end), b.published),
            (None, Some((_, end))) => apart(Some(end), a.published),
            _ => apart(a.published, b.published).map(i32::abs),
        };
        let recalled = a.report.background || b.report.background;
        return match gap {
            Some(0..=FRESH) => Some(if x.is_some() || y.is_some() { 0.25 } else { 0.0 }),
            // Later articles of the subject come back to it, and name who was in it.
            Some(_) if a.subject == b.subject && known => Some(0.1),
            // What two much alike articles tell most of is one, though weeks lie between them.
            Some(days) if days > 0 && mains_of_one(a, b) && alike(a, b) >= MUCH => Some(-0.2),
            Some(_) if !recalled => None,
            Some(_) => Some(-0.2),
            None => Some(0.0),
        };
    };
    if s <= f && t <= e {
        let fine = |p: Option<TimePrecision>| p.is_some_and(|p| p <= TimePrecision::Day);
        return Some(if fine(a.report.precision) && fine(b.report.precision) { 0.4 } else { 0.1 });
    }
    if a.article != b.article && a.subject == b.subject && (printed_later(a, b) || printed_later(b, a)) && mains_of_one(a, b) {
        let (first, later) = if e < t { (e, b) } else { (f, a) };
        let days = later.published.map_or(0, |p| days_between(first, p));
        match days {
            _ if known => return Some(0.0),
            0..=FRESH => return Some(-0.1),
            _ if alike(a, b) >= MUCH => return Some(-0.2),
            _ => {}
        }
    }
    if a.article != b.article && a.subject == b.subject && (dies_of(a.report, b.report) || dies_of(b.report, a.report)) {
        return Some(0.0);
    }
    // A night runs over midnight, and papers disagree by a day.
    (apart(a, b) <= slack(a.report, b.report) && !neighbours::neighbouring_days(a, b)).then_some(0.1)
}

/// True where only print lends the first a day, after the one that the other states: it may tell of that day, and not say so.
fn printed_later(a: &Side, b: &Side) -> bool {
    let lent = a.report.when_from == Carried::Published && b.report.when_from == Carried::Stated;
    let after = || days(a.report).zip(days(b.report)).is_some_and(|(x, y)| y.1 < x.0);
    lent && !a.broad && !b.broad && !daily(&a.report.kind.path) && after()
}

/// Days by which two reports of one happening may differ: one, but none where both state the day of what each day brings anew.
pub fn slack(x: &ReportDigest, y: &ReportDigest) -> i32 {
    let coarse = |r: &ReportDigest| r.precision.is_some_and(|p| p > TimePrecision::Week);
    if coarse(x) && coarse(y) {
        return 0;
    }
    let told = stated_day(x).is_some() && stated_day(y).is_some();
    i32::from(!(told && (daily(&x.kind.path) || daily(&y.kind.path))))
}

/// True for kinds of which a war, a campaign or an outbreak brings another one each day.
fn daily(kind: &str) -> bool {
    !harmful(kind) || DAILY.iter().any(|k| kind == *k || under(kind, k))
}

/// Kinds of harm that come again each day.
const DAILY: &[&str] =
    &["battle", "assault.shelling", "assault.airstrike", "assault.drone", "assault.forces", "protest", "riot"];

/// How alike their articles are: log-odds that they tell of one subject.
pub(crate) fn alike(a: &Side, b: &Side) -> f32 {
    a.shared.score(a.article, b.article)
}

/// True where two articles of one subject tell most of the two.
pub(crate) fn mains_of_one(a: &Side, b: &Side) -> bool {
    a.article != b.article && a.subject == b.subject && a.main && b.main
}

/// Days between two happenings of one subject that are one for all that; of a trial years later only the wording tells.
const LATE: i32 = 4;

/// True if neither article tells when it was published: then only its words tell what it is about.
fn undated(a: &Side, b: &Side) -> bool {
    a.published.is_none() || b.published.is_none()
}

/// Days between what two reports tell.
fn apart(a: &Side, b: &Side) -> i32 {
    days(a.report).zip(days(b.report)).map_or(0, |(x, y)| gap(x, y))
}

/// Days between two spans of days; 0 where they meet.
pub fn gap((s, e): (Date, Date), (t, f): (Date, Date)) -> i32 {
    if e < t { days_between(e, t) } else { days_between(f, s).max(0) }
}

/// The day that the report's own words tell.
pub fn stated_day(r: &ReportDigest) -> Option<(Date, Date)> {
    day(r).filter(|_| r.when_from == Carried::Stated)
}

/// The day of a report that has one.
pub fn day(r: &ReportDigest) -> Option<(Date, Date)> {
    days(r).filter(|_| r.precision.is_some_and(|p| p <= TimePrecision::Day))
}

/// Days for which a happening stays news.
const FRESH: i32 = 10;

pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |s| s.get_days())
}

/// True where two places may be one, or one may lie in the other.
pub fn nest(a: &EventPlace, b: &EventPlace) -> bool {
    places(a, b).is_some()
}

/// True where a town bears the name of the province in which the other place lies.
fn in_province(town: &EventPlace, other: &EventPlace) -> bool {
    let province = |name: &str| {
        other.admin1.as_deref().is_some_and(|a| a == name || a.strip_prefix(name).is_some_and(|r| r.starts_with(' ')))
    };
    town.country == other.country && town.admin1 == other.admin1 && town.name.as_deref().is_some_and(province)
}

/// `None` where the two cannot be one place. A country alone is weak: two places known to the country only never agree.
pub(crate) fn places(a: &EventPlace, b: &EventPlace) -> Option<f64> {
    use PlacePrecision::*;
    if let (Some(x), Some(y)) = (a.geonames, b.geonames)
        && x == y
    {
        return Some(if a.precision <= Admin2 { 0.4 } else { 0.05 });
    }
    if a.precision == Unknown || b.precision == Unknown {
        // A name that no gazetteer has bears the country of its article, which may be another's.
        let one = a.name.is_some() && a.name == b.name;
        if a.country.is_some() && b.country.is_some() && a.country != b.country && !one {
            return None;
        }
        // "The port of Constanta" that no gazetteer has, and Constanţa.
        return Some(if named_after(a, b) || named_after(b, a) { 0.35 } else { 0.0 });
    }
    if a.precision == Region || b.precision == Region {
        // An island that is no division of its country.
        let one = a.name.is_some() && a.name == b.name && a.country.is_some() && a.country == b.country;
        return Some(if one { 0.3 } else { 0.0 });
    }
    match (&a.country, &b.country) {
        (Some(x), Some(y)) if x != y => return None,
        (None, _) | (_, None) => return Some(0.0),
        _ => {}
    }
    if a.precision == Country || b.precision == Country {
        return Some(0.05);
    }
    if a.precision == Admin1 || b.precision == Admin1 {
        let same = a.admin1.is_some() && a.admin1 == b.admin1;
        return if same || a.admin1.is_none() || b.admin1.is_none() { Some(0.15) } else { None };
    }
    let km = distance(a, b)?;
    let wide = a.precision == Admin2 || b.precision == Admin2;
    (km < if wide { COUNTY } else { NEARBY }).then_some(if km < 15.0 { 0.3 } else { 0.15 })
}

/// Kilometres between two places that may be one.
const NEARBY: f64 = 40.0;
/// The same where one is a county, of which only the middle is known.
const COUNTY: f64 = 70.0;

/// True where the name of `a` holds that of `b`, marks and case aside.
pub(crate) fn named_after(a: &EventPlace, b: &EventPlace) -> bool {
    let (Some(long), Some(short)) = (&a.name, &b.name) else { return false };
    // Marks can make the longer name a few bytes shorter, never by half.
    if long.len() * 2 < short.len() {
        return false;
    }
    let fold = |name: &str| {
        let plain: String = name.nfkd().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        format!(" {} ", plain.to_lowercase())
    };
    fold(long).contains(&fold(short))
}

/// Great-circle distance in kilometres.
fn distance(a: &EventPlace, b: &EventPlace) -> Option<f64> {
    let (la, lo, lb, mo) = (a.lat?.to_radians(), a.lon?.to_radians(), b.lat?.to_radians(), b.lon?.to_radians());
    let h = ((lb - la) / 2.0).sin().powi(2) + la.cos() * lb.cos() * ((mo - lo) / 2.0).sin().powi(2);
    Some(2.0 * 6371.0 * h.sqrt().min(1.0).asin())
}

/// Equal tolls speak for one happening; tolls that differ tenfold against it.
pub(crate) fn figures(a: &ReportDigest, b: &ReportDigest) -> f64 {
    let mut out: f64 = 0.0;
    // After a quake or a wreck the dead are counted for days.
    let grows = |r: &ReportDigest| matches!(r.kind.path.split('.').next(), Some("disaster" | "accident" | "missing"));
    let grow = grows(a) && grows(b);
    for x in a.figures.iter().filter(|f| !f.part) {
        for y in b.figures.iter().filter(|f| !f.part && f.what == x.what && f.unit == x.unit) {
            let (Some(m), Some(n)) = (x.best, y.best) else { continue };
            if m == n {
                // Three dead are common; the same 115 are hardly another 115.
                out = out.max(match m {
                    50.0.. => 0.6,
                    5.0.. => 0.4,
                    2.0.. => 0.15,
                    // One dead is the commonest figure of all.
                    _ => 0.0,
                });
            } else if m.max(n) > 10.0 * m.min(n).max(1.0) && out <= 0.0 && !grow {
                out = -0.2;
            }
        }
    }
    out
}

/// Shared members over the smaller side, 0 to 0.5. Both are sorted.
pub(crate) fn overlap(a: &[u64], b: &[u64]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0u32);
    while i < a.len() && j < b.len() {
        shared += u32::from(a[i] == b[j]);
        let (step_a, step_b) = (a[i] <= b[j], b[j] <= a[i]);
        i += usize::from(step_a);
        j += usize::from(step_b);
    }
    0.5 * f64::from(shared) / a.len().min(b.len()) as f64
}

/// Inside one article: sentences near each other tend to speak of one thing.
fn closeness(a: &ReportDigest, b: &ReportDigest, of: &Side) -> f64 {
    if refers(a, b) || refers(b, a) {
        return REFERS;
    }
    let near: f64 = match a.sentence.abs_diff(b.sentence) {
        0 => 0.1,
        1..=2 => 0.25,
        3..=6 => 0.1,
        _ => 0.0,
    };
    // "Four officers were injured." after a sentence on the riot: who came to harm, with no day or place of its own.
    let harm = |r: &ReportDigest| {
        HARM.contains(&r.kind.path.as_str()) && r.when_from != Carried::Stated && r.where_from != Carried::Stated
    };
    let follows = a.sentence.abs_diff(b.sentence) <= 2 && (harm(a) != harm(b)) && a.background == b.background;
    let (earlier, later) = if a.sentence < b.sentence { (a, b) } else { (b, a) };
    let both = harms(a) && harms(b);
    let back = match later.told {
        Told::Again if both => AGAIN,
        Told::Anew | Told::Apart => -AGAIN,
        _ => 0.0,
    };
    let one = if both && shares(a, b) { ONE_STORY } else { 0.0 };
    // What has no day and place of its own goes on with what was told, most of all what has neither.
    let bare = |r: &ReportDigest| r.when_from != Carried::Stated && r.where_from != Carried::Stated;
    let own = |r: &ReportDigest| r.when_from == Carried::Stated && r.where_from == Carried::Stated;
    // What is recalled comes one by one.
    let level = !a.background && !b.background;
    // Weeks later the harm of one day is told among that of others: oil that still flows.
    let fresh = days(earlier).zip(of.published).is_none_or(|((_, end), printed)| days_between(end, printed) <= FRESH);
    let undated = a.start.is_none() && b.start.is_none();
    let short = brief(a) && brief(b);
    let goes_on = match () {
        _ if !(both && level) || later.told == Told::Anew => 0.0,
        _ if own(a) && own(b) => {
            if !of.many && short && exactly_there(earlier, later) {
                GOES_ON
            } else {
                0.0
            }
        }
        // One of many happenings ends where the next begins.
        _ if of.many && later.sentence - earlier.sentence > NEXT => 0.0,
        _ if !short => GOES_ON,
        _ if bare(later) && fresh && !counts_more(later, earlier) => BARE,
        _ if undated => GOES_ON_UNDATED,
        _ => GOES_ON,
    };
    // "Three workers were freed, officials said. They were handed over on Friday near Menk": the lead told more exactly.
    let guessed = earlier.when_from != Carried::Stated && a.kind.path == b.kind.path && a.kind.path != UNSPECIFIED;
    let done = !harms(a) && !a.kind.path.starts_with("statement") && level && later.told == Told::Plain;
    let detail = if guessed && done && later.sentence - earlier.sentence == 1 && !own(earlier) { DETAIL } else { 0.0 };
    near + back + one + goes_on + detail + if follows { 0.6 } else { 0.0 }
}

/// True where one report speaks of what the other's sentence tells as known.
pub fn refers(a: &ReportDigest, b: &ReportDigest) -> bool {
    a.again == Some(b.sentence) && (harms(a) && harms(b))
}

/// "The Norport attack", where the article tells of one.
const REFERS: f64 = 1.6;
/// Sentences over which an article that tells of many happenings goes on with one.
pub(crate) const NEXT: u32 = 2;
/// What a lead tells without a day, and the next sentence by the same kind.
const DETAIL: f64 = 0.3;
/// "The shooting" is the one told before.
const AGAIN: f64 = 0.4;
/// The same man hurt twice in one article is one story.
const ONE_STORY: f64 = 0.7;
/// Harm told without day and place of its own,
const GOES_ON: f64 = 0.5;
/// the same where neither tells a day: most articles without one tell of one happening,
const GOES_ON_UNDATED: f64 = 0.6;
/// and with neither.
const BARE: f64 = 0.75;

/// True for an attack, a crash, a death: over in an hour, where a spill or an uprising is spoken of for months.
pub(crate) fn brief(r: &ReportDigest) -> bool {
    let root = r.kind.path.split('.').next().unwrap_or_default();
    VIOLENT.contains(&root) || HARM.contains(&root) || matches!(&*r.kind.path, "accident.shooting" | "accident.road")
}

/// "Two were killed in Norport on Friday. They stood on Mill Lane at 9 p.m. on Friday": the town, and where in it.
fn exactly_there(earlier: &ReportDigest, later: &ReportDigest) -> bool {
    let town = |p: &EventPlace| p.precision >= PlacePrecision::Neighborhood && p.precision <= PlacePrecision::Admin2;
    let spot = |p: &EventPlace| matches!(p.precision, PlacePrecision::Unknown | PlacePrecision::Point);
    let several = |r: &ReportDigest| r.says(&["shootings", "attacks", "stabbings", "separate", "incidents"]);
    let one_day = stated_day(earlier).is_some() && stated_day(earlier) == stated_day(later);
    one_day
        && town(&earlier.place)
        && spot(&later.place)
        && !several(earlier)
        && !several(later)
        && !counts_more(later, earlier)
}

/// "At least six have been killed since Friday": more than were told before are those of more than one happening.
fn counts_more(later: &ReportDigest, earlier: &ReportDigest) -> bool {
    later.figures.iter().any(|x| {
        let same = |y: &&crate::FigureDigest| y.what == x.what && y.unit == x.unit;
        earlier.figures.iter().filter(same).any(|y| x.best.zip(y.best).is_some_and(|(x, y)| x > y))
    })
}

/// True where both hurt or are done by one and the same.
pub(crate) fn shares(a: &ReportDigest, b: &ReportDigest) -> bool {
    let parts = |r: RoleKind| matches!(r, RoleKind::Victim | RoleKind::Target | RoleKind::Actor);
    a.roles.iter().filter(|x| parts(x.role)).any(|x| {
        let same = |y: &&crate::RoleDigest| x.chain.is_some() && x.chain == y.chain || x.name.is_some() && x.name == y.name;
        b.roles.iter().filter(|y| y.role == x.role).any(|y| same(&y))
    })
}

/// Names that take part, as far as they tell one happening from another.
pub fn takes_part(role: RoleKind) -> bool {
    !matches!(role, RoleKind::Instrument | RoleKind::Speaker)
}

//! Two happenings in one article: what it tells apart in its words, by its days, its tolls or its towns.

use crate::kinds::root;
use crate::same::{DIED, UNSPECIFIED, VIOLENT, days, days_between, gap, harms, named_after, nest, overlap, shares, stated_day};
use crate::{ReportDigest, Told};
use jiff::civil::Date;
use model::{Carried, EventPlace, PlacePrecision, TimePrecision};

/// Share of words in common from which on two sentences may tell one deed.
const RETOLD: f64 = 0.3;

/// True where an article tells one of two reports as another happening than the other.
pub(crate) fn two(x: &ReportDigest, y: &ReportDigest) -> bool {
    let (first, later) = if x.sentence <= y.sentence { (x, y) } else { (y, x) };
    let both = x.told == Told::Apart && y.told == Told::Apart;
    // "four in Norport and three in Eastvale"
    let town = |r: &ReportDigest| {
        r.place.geonames.filter(|_| r.where_from == Carried::Stated && r.place.precision < PlacePrecision::Admin1)
    };
    let elsewhere = || town(x).zip(town(y)).is_some_and(|(a, b)| a != b);
    // "Another strike in Besk killed 18 people", after one that killed 30.
    let anew = || {
        first.sentence < later.sentence && town(later).is_some() && first.dead().zip(later.dead()).is_some_and(|(m, n)| m != n)
    };
    match (first.told, later.told) {
        (_, Told::Anew) if anew() => true,
        _ if both && x.sentence == y.sentence => elsewhere(),
        (_, Told::Apart) => true,
        // What was told beside it before is what the article goes on with.
        (Told::Apart, _) => x.sentence == y.sentence || first.background != later.background || other_day(first, later),
        _ => false,
    }
}

/// True where an article tells one of two of a village that no gazetteer has, and the other of another town or village.
pub(crate) fn two_villages(x: &ReportDigest, y: &ReportDigest) -> bool {
    let told = |r: &ReportDigest| matches!(r.where_from, Carried::Stated | Carried::Context);
    let lost =
        |r: &ReportDigest| r.town.as_ref().is_some_and(|t| r.place.lat.is_none() && t.precision >= PlacePrecision::Admin2);
    let village = |r: &ReportDigest| told(r) && lost(r);
    let town = |r: &ReportDigest| told(r) && r.place.precision == PlacePrecision::City;
    let (p, q) = (&x.place, &y.place);
    let other = !named_after(p, q) && !named_after(q, p);
    // "A gang killed 15 in Varn. An officer was wounded in Orle": two towns that lie side by side, each with its own toll.
    let stated = x.where_from == Carried::Stated && y.where_from == Carried::Stated && x.sentence != y.sentence;
    let counts = |r: &ReportDigest| r.figures.iter().any(|f| !f.part && matches!(f.what.as_str(), "killed" | "injured"));
    let shared = || x.figures.iter().any(|f| y.figures.iter().any(|g| f.what == g.what));
    let apart = stated && town(x) && town(y) && counts(x) && counts(y) && !shared();
    // "In Masen six were killed. At Tauba eleven were killed", of which no gazetteer has either.
    let unknown =
        |r: &ReportDigest| r.place.precision == PlacePrecision::Unknown && r.place.name.is_some() && r.place.lat.is_none();
    let tolls = || x.dead().zip(y.dead()).is_some_and(|(m, n)| m != n) && p.name != q.name;
    let violent = |r: &ReportDigest| VIOLENT.contains(&root(&r.kind.path));
    let lost_both = stated && violent(x) && violent(y) && unknown(x) && unknown(y) && tolls();
    (village(x) && (village(y) || town(y)) || village(y) && town(x) || apart || lost_both) && other
}

/// True where the later of two states a day of its own, and it is not the other's.
fn other_day(first: &ReportDigest, later: &ReportDigest) -> bool {
    days(first).zip(stated_day(later)).is_some_and(|(a, b)| gap(a, b) > 0)
}

/// True where an article recalls one of two by its year ("a 2019 rampage") and tells the other as news, with nobody in common.
/// In an article that nobody can date, what is recalled by any date is another happening than what is told without one.
pub(crate) fn of_other_year(x: &ReportDigest, y: &ReportDigest, undated: bool) -> bool {
    let fine = |r: &ReportDigest| undated && r.when_from == Carried::Stated;
    let by_year = |r: &ReportDigest| r.background && r.start.is_some() && (r.precision >= Some(TimePrecision::Year) || fine(r));
    let news = |r: &ReportDigest| !r.background && r.precision < Some(TimePrecision::Year) && (!undated || r.start.is_none());
    harms(x) && harms(y) && (by_year(x) && news(y) || by_year(y) && news(x)) && !shares(x, y)
}

/// "Seven died in a spate of attacks. … In Besk two were shot dead": what sums up several, and one of them with its own place.
pub(crate) fn of_several(x: &ReportDigest, y: &ReportDigest) -> bool {
    const SEVERAL: &[&str] =
        &["attacks", "raids", "bombings", "shootings", "killings", "strikes", "blasts", "incidents", "clashes"];
    let (sum, one) = if x.sentence < y.sentence { (x, y) } else { (y, x) };
    let more =
        sum.dead().zip(one.dead()).is_some_and(|(m, n)| m > n && n > 0.0) && !sum.figures.iter().any(|f| f.found || f.others);
    let fine =
        |p: &EventPlace| p.name.is_some() && (p.precision < PlacePrecision::Admin1 || p.precision == PlacePrecision::Unknown);
    let own = one.where_from == Carried::Stated && fine(&one.place) && !fine(&sum.place);
    harms(x) && harms(y) && more && own && one.again.is_none() && sum.says(SEVERAL) && !one.says(SEVERAL)
}

/// What one article tells by two verbs that no kind knows are two deeds, where it does not tell one again in like words.
pub(crate) fn two_deeds(x: &ReportDigest, y: &ReportDigest) -> bool {
    let unknown = |r: &ReportDigest| r.kind.path == UNSPECIFIED;
    unknown(x) && unknown(y) && (x.sentence == y.sentence || overlap(&x.words, &y.words) < RETOLD)
}

/// "Floods have killed 1,100 people since June; a dam burst on Friday": a season of weeks and one day of it are two happenings.
pub(crate) fn season_and_day(x: &ReportDigest, y: &ReportDigest) -> bool {
    let nature = |r: &ReportDigest| r.kind.path.starts_with("disaster.") || r.kind.path.starts_with("disease");
    let told = |r: &ReportDigest| days(r).filter(|_| r.when_from == Carried::Stated);
    let (Some(a), Some(b)) = (told(x), told(y)) else { return false };
    let long = |(start, end): (Date, Date)| days_between(start, end);
    let of_it = |season: (Date, Date), day: (Date, Date)| {
        long(season) >= SEASON && long(day) <= FEW && days_between(season.0, day.0) >= FEW
    };
    nature(x) && nature(y) && (of_it(a, b) || of_it(b, a))
}

/// Days from which on a stretch is a season, and up to which it is one happening's.
const SEASON: i32 = 20;
const FEW: i32 = 4;

/// "Three died when a hill slid in Arlo on Monday, and two drowned near Besk on Tuesday": what one article tells of two days, with
/// two tolls or in two places, is two happenings. A toll that rises is none.
pub(crate) fn two_days(x: &ReportDigest, y: &ReportDigest) -> bool {
    let told = |r: &ReportDigest| days(r).filter(|_| r.when_from == Carried::Stated && r.again.is_none());
    let rises = |r: &ReportDigest| r.figures.iter().any(|f| f.update || f.found || f.others);
    let (Some(a), Some(b)) = (told(x), told(y)) else { return false };
    let fine = |p: &EventPlace| p.precision < PlacePrecision::Admin1 || p.precision == PlacePrecision::Unknown;
    let placed = |r: &ReportDigest| r.where_from == Carried::Stated && r.place.name.is_some() && fine(&r.place);
    // A hall that no gazetteer has may lie in the town.
    let known = |r: &ReportDigest| r.place.precision != PlacePrecision::Unknown;
    let other = || if known(x) { !nest(&x.place, &y.place) } else { x.place.name != y.place.name };
    let towns = placed(x) && placed(y) && known(x) == known(y) && other();
    let tolls = x.dead().zip(y.dead()).is_some_and(|(m, n)| m != n);
    let dies = |r: &ReportDigest| r.kind.path == DIED && r.dead().is_none_or(|n| n == 1.0);
    let day = |(s, e): (jiff::civil::Date, jiff::civil::Date)| s == e;
    // "Twelve were killed in Norport and Eastvale over the weekend. On Sunday two died in Norport": one of several.
    let of_stretch = || {
        let (sum, one) = if day(a) { (y, x) } else { (x, y) };
        let more = sum.dead().zip(one.dead()).is_some_and(|(m, n)| m > n && n > 0.0) && sum.sentence < one.sentence;
        day(a) != day(b) && more && placed(one) && sum.place.geonames != one.place.geonames
    };
    harms(x)
        && harms(y)
        && (gap(a, b) > 0 || of_stretch())
        && !rises(x)
        && !rises(y)
        && !dies(x)
        && !dies(y)
        && (towns || tolls)
}
